"""The words around figures, read from a language's `figures.toml`, and the metrics of a sentence found by them.

Metrics are found by their words alone, without the tagger: a noun like "revenue" at the head of a sentence is too
often taken for a name or a verb. The longest phrase wins; a German compound counts by its last part.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.language import read_data
from claimtrack.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimtrack.language.trees import Token, Tree

_LONGEST = 10
"""Tokens of the longest metric ("earnings before interest, taxes, depreciation, and amortization")."""
_CLAUSE = 26
"""Tokens between a verb and the particle at the end of its clause."""
_LOOKALIKE = 3
"""Tokens of the longest phrase that looks like a metric and is none."""
_SHORTEST_PART = 4
"""Letters of the shortest last part of a compound that counts ("Kurs" in "Aktienkurs")."""

_TABLES = (
    "attributes", "colour", "links", "grammar", "shares", "people", "outputs", "deeds", "prices", "spending", "traits",
    "periods", "quantified", "extents", "ranks", "votes", "audiences", "casualties",
)  # fmt: skip
"""Tables of lists that are read as they are."""


class Metric(Record):
    """What a word measures: the kind of claim, its attribute, the classes of figure that answer, a bare number's unit.

    `acts` marks a verb ("earned", "valued at"): its figure follows it directly; `bare` one that measures nothing unless
    it has a large sum of money to itself ("lost $5 million"). `level` marks what is there at a time
    ("order backlog") or announced once ("share buyback"), and is no sum of the period that a document reports on;
    `purpose` is what a sum is spent on. `split` marks a verb whose particle ends its clause ("setzte … um"),
    `market` an index or a good, which own their figures themselves.
    """

    kind: str
    attribute: str | None = None
    loss: bool = False
    classes: tuple[str, ...] = ("money",)
    unit: str | None = None
    acts: bool = False
    bare: bool = False
    level: bool = False
    purpose: str | None = None
    phrase: str = ""
    split: bool = False
    market: str = ""


class Found(NamedTuple):
    """A metric in a sentence, its tokens `start` to `end`.

    `turn` is +1 or -1 in "revenue growth", `prefix` the word that a compound begins with ("Cloud" in "Cloud-Umsatz").
    """

    start: int
    end: int
    metric: Metric
    turn: int = 0
    prefix: str = ""


class FigureWords(NamedTuple):
    """The lists of `figures.toml`; `turns` gives +1 or -1 for a word that says which way a figure went.

    `beginnings` is every stretch of letters that a metric, or what only looks like one, begins with.
    """

    metrics: dict[tuple[str, ...], Metric]
    attributes: dict[str, frozenset[str]]
    plain: frozenset[str]
    turns: dict[str, int]
    pairs: dict[str, int]
    changes: dict[str, frozenset[str]]
    colour: dict[str, frozenset[str]]
    links: dict[str, frozenset[str]]
    grammar: dict[str, frozenset[str]]
    shares: dict[str, frozenset[str]]
    people: dict[str, frozenset[str]]
    outputs: dict[str, frozenset[str]]
    deeds: dict[str, frozenset[str]]
    prices: dict[str, frozenset[str]]
    spending: dict[str, frozenset[str]]
    traits: dict[str, frozenset[str]]
    periods: dict[str, frozenset[str]]
    quantified: dict[str, frozenset[str]]
    extents: dict[str, frozenset[str]]
    ranks: dict[str, frozenset[str]]
    votes: dict[str, frozenset[str]]
    audiences: dict[str, frozenset[str]]
    casualties: dict[str, frozenset[str]]
    never: frozenset[str]
    strangers: frozenset[str]
    compounds: bool
    parts: dict[str, Metric]
    turn_parts: dict[str, int]
    plurals: tuple[tuple[str, str], ...]
    splits: dict[str, dict[str, int]]
    split_metrics: dict[str, dict[str, Metric]]
    beginnings: frozenset[str]


@cache
def load_figure_words(lang: str) -> FigureWords:
    """Return the words around figures of a language; raises `LanguageError` when it has no `figures.toml`."""
    data = read_data(lang, "figures")
    metrics, split_metrics = _particles_apart(dict(_metrics(data["metric"])))
    changes = {
        key: _inflected(words, data["forms"]) for key, words in data["changes"].items() if not key.startswith("pairs")
    }
    turns = dict.fromkeys(changes["up"], 1) | dict.fromkeys(changes["down"], -1)
    firsts = {words[0] for words in metrics} | {phrase.split()[0] for phrase in data["never"]["words"]}
    pairs = dict.fromkeys(data["changes"]["pairs_up"], 1) | dict.fromkeys(data["changes"]["pairs_down"], -1)
    return FigureWords(
        metrics=metrics,
        split_metrics=split_metrics,
        parts={
            words[0]: metric
            for words, metric in metrics.items()
            if len(words) == 1 and _is_part(words[0]) and not (metric.acts and metric.kind == "valuation")
        },
        changes=changes,
        turns=turns,
        turn_parts={word: turn for word, turn in turns.items() if _is_part(word)},
        pairs=pairs,
        splits=_by_verb(pairs),
        plain=frozenset(data["plain"]["words"]),
        compounds=bool(data["plain"]["compounds"]),
        never=frozenset(data["never"]["words"]),
        strangers=frozenset(data["strangers"]["names"]),
        plurals=tuple((plural, singular) for plural, singular in data["forms"]["plurals"]),
        beginnings=frozenset(word[:end] for word in firsts for end in range(len(word) + 1)),
        **{name: _sets(data[name]) for name in _TABLES},
    )


def _particles_apart(
    metrics: dict[tuple[str, ...], Metric],
) -> tuple[dict[tuple[str, ...], Metric], dict[str, dict[str, Metric]]]:
    """The metrics that stand together, and those of a verb with a particle at the end of its clause."""
    split: dict[str, dict[str, Metric]] = {}
    for words, metric in metrics.items():
        if metric.split:
            split.setdefault(words[0], {})[words[1]] = metric
    return {words: metric for words, metric in metrics.items() if not metric.split}, split


def _by_verb(pairs: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Which way each verb goes with each of its particles."""
    splits: dict[str, dict[str, int]] = {}
    for pair, turn in pairs.items():
        verb, _, particle = pair.partition(" ")
        if particle:
            splits.setdefault(verb, {})[particle] = turn
    return splits


def _is_part(word: str) -> bool:
    """Whether a word is long enough to count as the last part of a compound."""
    return len(word) >= _SHORTEST_PART


def _metrics(tables: Iterable[dict[str, Any]]) -> Iterator[tuple[tuple[str, ...], Metric]]:
    for table in tables:
        for noun in table["nouns"]:
            metric = Metric(
                kind=table["kind"], attribute=table.get("attribute"), loss=noun in table.get("losses", ()),
                classes=tuple(table.get("classes", ("money",))), unit=table.get("unit"),
                acts=table.get("acts", False), bare=table.get("bare", False), split=table.get("split", False),
                level=table.get("level", False),
                purpose=table.get("purpose"), phrase=noun,
            )  # fmt: skip
            yield tuple(noun.split()), metric


def _inflected(words: Iterable[str], rules: dict[str, list[str]]) -> frozenset[str]:
    """A list with the regular forms of its words, by the endings that the language lists."""
    forms = set(words)
    for word in words:
        for ending in rules["infinitive"]:
            if word.endswith(ending) and len(word) > _SHORTEST_PART - 1:
                stem = word[: len(word) - len(ending)] if ending else word
                forms |= {f"{prefix}{stem}{suffix}" for prefix in rules["prefixes"] for suffix in rules["suffixes"]}
                break
    return frozenset(forms)


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}


def find_metrics(tree: Tree, words: FigureWords, taken: frozenset[int]) -> list[Found]:
    """Return the metrics of a sentence in the order of the text, without overlap; `taken` tokens are no part of one."""
    found: list[Found] = []
    pieces = [token.lower_ + token.whitespace_ for token in tree]
    at = 0
    while at < len(tree):
        hit = None if at in taken else _metric_at(tree, pieces, at, words, taken)
        if hit is not None and (
            (hit.metric.kind == "price" and _is_unit(tree, at, words)) or _is_single(hit, tree, words)
        ):
            hit = None
        if hit is not None:
            hit = _with_turn(hit, tree, words)
            found.append(hit)
            at = hit.end
        else:
            at += max(1, _never(pieces, at, words))
    return found


def _never(pieces: list[str], at: int, words: FigureWords) -> int:
    """The length of a phrase that looks like a metric and is none ("tax revenue"), or 0."""
    if pieces[at].strip() not in words.beginnings:
        return 0
    longest = min(_LOOKALIKE, len(pieces) - at)
    return next((n for n in range(longest, 1, -1) if " ".join(_phrase(pieces, at, n)) in words.never), 0)


def _is_unit(tree: Tree, at: int, words: FigureWords) -> bool:
    """Whether a share is a unit: "per share", "per ordinary share"."""
    per = words.shares["per"]
    described = at > 1 and tree[at - 1].pos_ in ("ADJ", "VERB", "NOUN", "ADV")  # "per diluted share"
    plain = described and tree[at - 2].lower_ in per - words.quantified["articles"]
    return (at > 0 and tree[at - 1].lower_ in per) or plain


def _is_single(found: Found, tree: Tree, words: FigureWords) -> bool:
    """Whether customers are one, or only describe a noun: "a large client saw", "raised customer rates"."""
    noun = tree[found.end - 1]
    is_one = noun.lower_ == found.metric.phrase.split()[-1] and noun.lower_ not in words.people["collective"]
    return found.metric.kind == "customers" and is_one and not words.compounds


def particle_of(tree: Tree, at: int, particles: Mapping[str, object]) -> str | None:
    """The particle that ends the clause of a verb: "um" in "setzte 2 Milliarden Euro um"; none beyond a comma."""
    for place in range(at + 1, min(len(tree), at + _CLAUSE)):
        token = tree[place]
        if token.text in (",", ";", ":") or token.is_space:
            return None
        if token.lower_ in particles:
            following = tree[place + 1] if place + 1 < len(tree) else None
            if following is None or following.pos_ in ("PUNCT", "CCONJ", "SPACE"):
                return token.lower_
    return None


def is_metric_compound(token: Token, words: FigureWords) -> bool:
    """Whether a word that may look like a name is a metric's compound: "Quartalsumsatz", "Acme-Aktie"."""
    return _compound(token, words) is not None


def _metric_at(tree: Tree, pieces: list[str], at: int, words: FigureWords, taken: frozenset[int]) -> Found | None:
    verbs = words.split_metrics.get(tree[at].lower_)
    if verbs and (particle := particle_of(tree, at, verbs)):
        return Found(at, at + 1, verbs[particle])
    longest = min(_LONGEST, len(tree) - at) if _may_begin(pieces[at].strip(), words) else 0
    for length in range(longest, 0, -1):
        if any(i in taken for i in range(at, at + length)):
            continue
        phrase = _phrase(pieces, at, length)
        if not phrase:
            continue
        if " ".join(phrase) in words.never:
            return None
        for form in (phrase, (*phrase[:-1], _singular(phrase[-1], words))):
            metric = words.metrics.get(form)
            verbal = metric is not None and (metric.acts or metric.kind == "valuation")  # "bewertet das Startup mit"
            if metric and metric.acts and at and words.compounds and not tree[at].text.islower():
                continue  # "im Wert von"
            if metric and (verbal or _can_be_noun(tree[at + length - 1], words)):
                return Found(at, at + length, metric)
    return _compound(tree[at], words)


def _may_begin(word: str, words: FigureWords) -> bool:
    """Whether a metric, or what only looks like one, can begin with a word; few can."""
    return word in words.beginnings or (_singular(word, words),) in words.metrics


def _can_be_noun(token: Token, words: FigureWords) -> bool:
    """Whether a word is written as a noun is: "Gewinne", but not "gewinnen"."""
    return not words.compounds or not token.text.islower()


def _phrase(pieces: list[str], at: int, length: int) -> tuple[str, ...]:
    """Words in lower case; the parts of a hyphenated word, which the tokenizer separates, as one."""
    return tuple("".join(pieces[at : at + length]).split())


def _singular(word: str, words: FigureWords) -> str:
    """A noun without the first ending of a plural that fits."""
    for plural, singular in words.plurals:
        if word.endswith(plural):
            return word.removesuffix(plural) + singular
    return word


def _compound(token: Token, words: FigureWords) -> Found | None:
    """A compound by its last part: "Quartalsumsatz", "Cloud-Umsatz"; "Umsatzplus" is a metric and the way it went."""
    if not words.compounds or not token.text[:1].isupper() or token.lower_ in words.never:
        return None
    form = token.lower_
    hyphen = form.rfind("-") + 1  # "Acme-KGV": behind a hyphen any part counts
    for cut in sorted({*range(1, len(form) - _SHORTEST_PART + 1), hyphen} - {0}):
        head, last = form[:cut].rstrip("-"), form[cut:]
        if metric := words.parts.get(last) or (words.metrics.get((last,)) if cut == hyphen else None):
            return Found(token.i, token.i + 1, metric, prefix=token.text[:cut].rstrip("-"))
        first = first_part(head, words)
        guided = words.parts.get(head) or words.parts.get(first) if last in words.colour["guiding_parts"] else None
        if guided is not None and guided.kind != "price":
            return Found(token.i, token.i + 1, guided)  # "Umsatzprognose"
        if (turn := words.turn_parts.get(last)) and (metric := words.parts.get(head) or words.parts.get(first)):
            return Found(token.i, token.i + 1, metric, turn)
    return None


def first_part(head: str, words: FigureWords) -> str:
    """The first part of a compound without the letter that joins it: "umsatz" for "umsatzs"."""
    return next((head.removesuffix(joint) for joint in sorted(words.grammar["joints"]) if head.endswith(joint)), head)


def _with_turn(found: Found, tree: Tree, words: FigureWords) -> Found:
    """As in "revenue growth", "sales drop": the noun behind a metric that says which way it went."""
    following = tree[found.end] if found.end < len(tree) else None
    if following is None or words.compounds or following.pos_ != "NOUN":
        return found
    turn = words.turns.get(following.lower_)
    return found._replace(end=found.end + 1, turn=turn) if turn else found
