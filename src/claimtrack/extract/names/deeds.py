"""What only firms have and do, said right beside a name: revenue, a workforce, shareholders, a loss that is made.

One sentence is enough: "Quarterly revenue at Acme", "Acme's debt", "Acme employs 130 people".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.stations import is_done_to_firms
from claimtrack.extract.text.lexicon import load_lexicon, metric_of, word_forms
from claimtrack.extract.text.syntax import base, children, is_passive
from claimtrack.language import read_data, word_sets
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Quantity
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_DESCRIBED = 6
"""Tokens between a case word and the name that its phrase ends in: "at the Swedish chip designer Acme"."""
_OWNED = 4
"""Tokens behind a genitive among which the noun of what is owned is looked for."""
_OBJECT = 7
"""Tokens behind a name among which its verb and what it makes are looked for."""
_ROUND = 10
"""Tokens behind a verb of raising among which the word for the round stands."""
_INNER = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV", "PUNCT", "X"})
_OPENING = frozenset({"AUX", "ADV", "PART", "VERB"})
_CAN_SELL = frozenset({"revenue", "customers"})
"""Kinds of metrics that a product has as well."""


class _Words(NamedTuple):
    owned: frozenset[str]
    shares: frozenset[str]
    at: frozenset[str]
    of: frozenset[str]
    in_: frozenset[str]
    makes: frozenset[str]
    alone: frozenset[str]
    raises: frozenset[str]
    rounds: frozenset[str]
    series: frozenset[str]
    collects: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")
    folded = word_sets(data["deeds"])
    shares = frozenset(word.lower() for word in data["share_nouns"])
    lists = ("at", "of", "in", "makes", "alone", "raises", "rounds", "series", "collects")
    return _Words(folded["owned"], shares, *(folded[key] for key in lists))


def does_what_firms_do(passage: Passage, name: Name) -> bool:
    """Whether the words beside a name say that it has what firms have, or does what they do."""
    return _owns(passage, name) or _is_measured(passage, name) or _makes(passage, name)


def _owns(passage: Passage, name: Name) -> bool:
    """Whether a genitive has what firms have: "Acme's revenue", "Acme's board"."""
    tree, words = passage.tree, _words(passage.lang)
    if (
        name.end < len(tree)
        and f"{name.text}s" == text_of(tree[name.start : name.end])
        and is_owned(tree[name.end], passage)
    ):
        return True
    if name.end >= len(tree) or tree[name.end].text not in ("'s", "’s", "'", "’"):
        return False
    owned = [token for token in tree[name.end + 1 : name.end + 1 + _OWNED] if token.pos_ == "NOUN"]
    if any(_is_metric(token, passage) for token in owned):
        return True
    return name.label is not Label.PLACE and any(token.lemma_.lower() in words.owned for token in owned)


def is_owned(token: Token, passage: Passage) -> bool:
    """Whether a noun is of what only firms have: a metric, a board, shareholders."""
    return _is_metric(token, passage) or token.lemma_.lower() in _words(passage.lang).owned


def _is_metric(token: Token, passage: Passage) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and metric_of(token, load_lexicon(passage.lang)) is not None


def _is_measured(passage: Passage, name: Name) -> bool:
    """Whether a figure word or a share stands before a name: "revenue at Acme", "shares in the brewer Acme"."""
    tree, words = passage.tree, _words(passage.lang)
    case = next((t for t in reversed(tree[max(0, name.start - _DESCRIBED) : name.start]) if t.pos_ == "ADP"), None)
    if (
        case is None
        or case.i == 0
        or any(t.pos_ not in _INNER or passage.name_at(t) for t in tree[case.i + 1 : name.start])
    ):
        return False
    noun, described = case.nbor(-1), case.i + 1 < name.start
    if described and not any(class_of(t, passage.lang) is Label.ORGANISATION for t in tree[case.i + 1 : name.start]):
        return False
    if case.i > 1 and noun.nbor(-1).lower_ in words.series:
        return case.lower_ in words.of  # "the Series B of Acme"
    if noun.lower_ in words.shares:
        return case.lower_ in words.in_ | words.of
    metric = metric_of(noun, load_lexicon(passage.lang)) if noun.pos_ == "NOUN" else None
    if metric is None:
        return False
    return case.lower_ in words.at or (case.lower_ in words.of and metric.kind not in _CAN_SELL)


def _makes(passage: Passage, name: Name) -> bool:
    """Whether a name is the subject of what firms do with a metric: "Acme made a loss", "Acme employs 130 people"."""
    first, words = name.text.split()[0], _words(passage.lang)
    if first in load_gazetteer("forenames"):
        return False
    head = passage.head_of(name.span)
    verb = head.head if head is not None and base(head) == "nsubj" and head.dep_ != "nsubj:pass" else None
    if verb is not None and verb.pos_ == "VERB":
        found = [t for obj in children(verb, "obj") for t in (obj, *children(obj, "compound"))]  # "sales growth"
        if verb.lemma_.lower() in words.alone and found:
            return True
        return verb.lemma_.lower() in words.makes and any(_is_metric(token, passage) for token in found)
    return _makes_by_place(passage, name, words)


def raises_round(passage: Passage, name: Name) -> bool:
    """Whether a name raises a round or a sum, or is valued, as only firms do: "the chat platform Acme raised $3m"."""
    if name.text.split()[0] in load_gazetteer("forenames"):
        return False
    head, words = passage.head_of(name.span), _words(passage.lang)
    verbs = () if head is None else (head.head, head.head.head)  # parsers hang a name on the noun beside it
    return any(_raises(verb, name, passage, words) for verb in verbs if verb.pos_ == "VERB" and verb.i >= name.end)


def _raises(verb: Token, name: Name, passage: Passage, words: _Words) -> bool:
    """Whether a verb says so, with what is raised behind it, or between it and the name, as where verbs come last."""
    found = [*passage.tree[name.end : verb.i], *passage.tree[verb.i + 1 : verb.i + _ROUND]]
    forms = set(word_forms(verb, load_lexicon(passage.lang)))
    if forms & words.raises and any(_is_round(token, words) for token in found):
        return True
    done = is_done_to_firms(verb, passage.lang) and is_passive(verb)
    sums = children(verb, "obl") if done else children(verb, "obj") if forms & words.collects else ()
    return any(_is_money(token, passage) for token in sums)


def _is_money(token: Token, passage: Passage) -> bool:
    mention = passage.quantity_at(token)
    return mention is not None and isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "money"


def _is_round(token: Token, words: _Words) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and (token.lemma_.lower() in words.rounds or token.lower_ in words.rounds)


def _makes_by_place(passage: Passage, name: Name, words: _Words) -> bool:
    """The same by the order of words, where the tree gives a verb no subject."""
    tree = passage.tree
    before = tree[name.start - 1] if name.start else None
    if before is not None and before.pos_ != "PUNCT":
        return False
    rest = tree[name.end : name.end + _OBJECT]
    if len(rest) == 0 or rest[0].pos_ not in _OPENING:
        return False
    verb = next((t for t in rest if t.pos_ == "VERB"), None)
    if verb is None or any(t.pos_ not in _OPENING for t in tree[name.end : verb.i]):
        return False
    if verb.lemma_.lower() in words.alone:
        return True
    objects = (t for t in tree[verb.i + 1 : verb.i + _OBJECT] if _is_metric(t, passage))
    metric = next(objects, None) if verb.lemma_.lower() in words.makes else None
    return metric is not None and all(t.pos_ in _INNER | {"PRON"} for t in tree[verb.i + 1 : metric.i])
