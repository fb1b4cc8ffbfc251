"""English headlines made from a small grammar, with their trees.

The treebanks hold few headlines of news, in which a verb in the present follows a bare name
("Acme buys Foo for $3 billion, sources say"). Words and patterns are this project's own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from training.conllu import Sentence, Word
from training.synthesis import Pools

_FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
VERBS = (
    *("close", "raise", "cut", "buy", "acquire", "launch", "unveil", "release", "sue", "hire", "report"),
    *("post", "beat", "miss", "boost", "expand", "halt", "delay", "sell", "open", "sign", "win", "lose"),
    *("hit", "reach", "top", "drop", "ban", "block", "probe", "approve", "reject", "join", "warn"),
    *("plan", "seek", "eye", "face", "back", "pick", "name", "tap", "test", "build", "offer", "invest"),
    *("double", "slash", "scrap", "resume", "suspend", "replace", "challenge", "settle", "drive"),
    *("keep", "make"),
)
_IRREGULAR = {
    "buy": "bought",
    "sue": "sued",
    "hit": "hit",
    "ban": "banned",
    "drop": "dropped",
    "sell": "sold",
}
NOUNS = (
    *("profit", "sales", "jobs", "stake", "deal", "plan", "lawsuit", "model", "chip", "unit", "plant"),
    *("factory", "office", "market", "forecast", "outlook", "revenue", "earnings", "shares", "record"),
    *("bid", "offer", "round", "valuation", "startup", "rival", "partner", "app", "service", "platform"),
    *("assistant", "agent", "tool", "feature", "device", "phone", "car", "battery", "data", "center"),
    *("cloud", "security", "ad", "search", "video", "payment", "delivery", "loan", "debt", "merger"),
)
ADJECTIVES = (
    *("new", "first", "big", "major", "global", "annual", "quarterly", "foldable", "cheaper", "faster"),
    *("autonomous", "generative", "German"),
)

# Names that are words of the language too, or short.
SHORT = (
    *(
        "Alphabet",
        "Amazon",
        "Apple",
        "Arm",
        "Block",
        "Box",
        "Chewy",
        "Cohere",
        "Gap",
        "General Motors",
        "Google",
    ),
    *("Honor", "Intel", "Meta", "Micron", "Oracle", "Palantir", "Render", "Root", "Snap", "Square", "Stripe"),
    *(
        "Tesla",
        "Uber",
        "Visa",
        "Workday",
        "Zoom",
        "Anthropic",
        "OpenAI",
        "Nvidia",
        "Microsoft",
        "Nokia",
        "Siemens",
    ),
)
PEOPLE = (
    "banks",
    "regulators",
    "investors",
    "lawmakers",
    "startups",
    "retailers",
    "carmakers",
    "founders",
    "shares",
)


@dataclass(frozen=True, slots=True)
class Node:
    """A word with its dependents on either side."""

    form: str
    upos: str
    feats: str = ""
    lemma: str = ""
    rel: str = "root"
    left: tuple[Node, ...] = ()
    right: tuple[Node, ...] = ()

    def as_(self, rel: str) -> Node:
        """The same in another relation."""
        return replace(self, rel=rel)


def headlines(pools: Pools, number: int, seed: int) -> Iterator[Sentence]:
    """So many headlines, in sentence case or With Capitals."""
    rng = random.Random(seed)
    for index in range(number):
        tree = rng.choice(_PATTERNS)(pools, rng)
        yield _sentence(f"headline-{index}", tree, rng.random() < 0.35)


def _name(pools: Pools, rng: random.Random, label: str = "ORG") -> Node:
    name = rng.choice(SHORT) if label == "ORG" and rng.random() < 0.5 else pools.draw(label, rng)
    words = [w for w in name.split() if w[0].isalnum() and w[-1].isalnum()] or ["Acme"]
    nodes = [Node(word, "PROPN", "Number=Sing", word) for word in words]
    if label == "PER":
        return replace(nodes[0], right=tuple(node.as_("flat") for node in nodes[1:]))
    return replace(nodes[-1], left=tuple(node.as_("compound") for node in nodes[:-1]))


def _money(rng: random.Random) -> Node:
    amount = Node(
        rng.choice(["30", "1.5", "250", "40", "7.2", "110"]),
        "NUM",
        "NumForm=Digit|NumType=Card",
        rel="compound",
    )
    scale = Node(rng.choice(["billion", "million"]), "NUM", "NumForm=Word|NumType=Card", rel="nummod", left=(amount,))
    return Node("$", "SYM", right=(scale,))


def _noun(rng: random.Random) -> Node:
    words = rng.sample(NOUNS, rng.randint(1, 2))
    plural = words[-1].endswith("s")
    lemma = words[-1][:-1] if plural and words[-1] not in {"sales", "earnings"} else words[-1]
    left = [Node(word, "NOUN", "Number=Sing", rel="compound") for word in words[:-1]]
    if rng.random() < 0.2:
        left.insert(0, _money(rng).as_("compound"))
    elif rng.random() < 0.3:
        left.insert(0, Node(rng.choice(ADJECTIVES), "ADJ", "Degree=Pos", rel="amod"))
    return Node(words[-1], "NOUN", f"Number={'Plur' if plural else 'Sing'}", lemma, left=tuple(left))


def _subject(pools: Pools, rng: random.Random) -> Node:
    name = _name(pools, rng)
    kind = rng.random()
    if kind < 0.15:
        return Node(
            rng.choice(["boss", "chief", "founder", "unit"]),
            "NOUN",
            "Number=Sing",
            left=(name.as_("compound"),),
        )
    if kind < 0.25:
        return _name(pools, rng, "PER")
    return name


def _object(pools: Pools, rng: random.Random) -> Node:
    kind = rng.random()
    if kind < 0.2:
        return _money(rng)
    return _name(pools, rng, rng.choice(["ORG", "PRODUCT"])) if kind < 0.4 else _noun(rng)


def _place(pools: Pools, rng: random.Random) -> Node:
    words = [
        ("in", "LOC"),
        ("with", "ORG"),
        ("from", "ORG"),
        ("to", "ORG"),
        ("for", ""),
        ("after", ""),
        ("at", ""),
    ]
    word, label = rng.choice(words)
    thing = _name(pools, rng, label) if label else rng.choice([_money, _noun])(rng)
    return replace(thing, rel="obl", left=(Node(word, "ADP", rel="case"), *thing.left))


def _finite(verb: str) -> Node:
    form = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return Node(form, "VERB", _FINITE, verb)


def _clause(pools: Pools, rng: random.Random) -> Node:
    right = [_object(pools, rng).as_("obj")]
    if rng.random() < 0.5:
        right.append(_place(pools, rng))
    return replace(_finite(rng.choice(VERBS)), left=(_subject(pools, rng).as_("nsubj"),), right=tuple(right))


def _plain(pools: Pools, rng: random.Random) -> Node:
    clause, kind = _clause(pools, rng), rng.random()
    if kind < 0.25:
        other = _clause(pools, rng)
        mark = Node("as", "SCONJ", rel="mark")
        extra = replace(other, rel="advcl", left=(mark, *other.left))
        return replace(clause, right=(*clause.right, extra))
    if kind < 0.45:
        sources = Node("sources", "NOUN", "Number=Plur", "source", "nsubj", (Node(",", "PUNCT", rel="punct"),))
        comma, sources = sources.left[0], replace(sources, left=())
        say = Node("say", "VERB", _PLURAL, rel="parataxis", left=(comma, sources))
        return replace(clause, right=(*clause.right, say))
    return clause


def _many(pools: Pools, rng: random.Random) -> Node:
    """Regulators probe Acme."""
    clause, people = _clause(pools, rng), rng.choice(PEOPLE)
    subject = Node(people, "NOUN", "Number=Plur", people[:-1], "nsubj")
    if rng.random() < 0.5:
        subject = replace(subject, left=(_name(pools, rng).as_("compound"),))
    return replace(clause, form=clause.lemma, feats=_PLURAL, left=(subject,))


def _future(pools: Pools, rng: random.Random) -> Node:
    """Acme to buy Foo for $3 billion."""
    clause = _clause(pools, rng)
    mark = Node("to", "PART", rel="mark")
    return replace(clause, form=clause.lemma, feats="VerbForm=Inf", left=(*clause.left, mark))


def _growth(pools: Pools, rng: random.Random) -> Node:
    """Acme revenue rises 12%."""
    share = Node(
        "%",
        "SYM",
        rel="obj",
        left=(Node(str(rng.randint(2, 90)), "NUM", "NumForm=Digit|NumType=Card", rel="nummod"),),
    )
    what = Node(rng.choice(["revenue", "profit", "income"]), "NOUN", "Number=Sing", rel="nsubj")
    what = replace(what, left=(_name(pools, rng).as_("compound"),))
    right = (share, _place(pools, rng)) if rng.random() < 0.4 else (share,)
    return replace(
        _finite(rng.choice(["rise", "fall", "jump", "drop", "climb", "soar", "slip"])),
        left=(what,),
        right=right,
    )


def _passive(pools: Pools, rng: random.Random) -> Node:
    """Acme sued by Foo."""
    verb = rng.choice(list(_IRREGULAR))
    by = _name(pools, rng)
    agent = replace(by, rel="obl:agent", left=(Node("by", "ADP", rel="case"), *by.left))
    subject = _subject(pools, rng).as_("nsubj:pass")
    return Node(_IRREGULAR[verb], "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", verb, "root", (subject,), (agent,))


_PATTERNS: tuple[Callable[[Pools, random.Random], Node], ...] = (
    _many,
    _plain,
    _plain,
    _plain,
    _future,
    _growth,
    _passive,
)


def _sentence(name: str, tree: Node, capitals: bool) -> Sentence:
    rows: list[tuple[Node, int]] = []
    _flatten(tree, -1, rows)
    order = _order(tree)
    place = {id(node): index for index, node in enumerate(order)}
    heads = {id(node): parent for node, parent in rows}
    text, words = "", []
    for index, node in enumerate(order):
        form = node.form
        if (capitals or index == 0) and node.upos not in {"ADP", "PART", "SCONJ"}:
            form = form[:1].upper() + form[1:]
        if text and node.upos != "PUNCT" and not text.endswith("$") and form != "%":
            text += " "
        head = heads[id(node)]
        lemma = node.lemma or node.form
        start = len(text)
        text += form
        words.append(
            Word(
                start,
                len(text),
                form,
                lemma,
                node.upos,
                node.feats,
                index if head < 0 else place[head],
                node.rel,
            )
        )
    return Sentence(name, text, tuple(words), True)


def _flatten(node: Node, parent: int, rows: list[tuple[Node, int]]) -> None:
    rows.append((node, parent))
    for child in (*node.left, *node.right):
        _flatten(child, id(node), rows)


def _order(node: Node) -> list[Node]:
    before = [n for child in node.left for n in _order(child)]
    after = [n for child in node.right for n in _order(child)]
    return [*before, node, *after]
