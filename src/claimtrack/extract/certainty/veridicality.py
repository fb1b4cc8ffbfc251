"""Whether what governs a clause vouches for it: "stopped short of buying", "reports that it bought A are false".

A word may deny the clause below it or leave it open, some words only when they are denied themselves (the signatures of
Karttunen 1971, "Implicative verbs", Language 47; factuality in FactBank, Saurí and Pustejovsky 2009). The tables are
`[veridicality]` of `certainty.toml`; an entry of several words asks for all of them over the clause: "decide against".
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.hedging import upward
from claimtrack.extract.text.syntax import base, children, has_present_ending, is_infinitive, is_relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.certainty.words import CertaintyWords
    from claimtrack.language.trees import Token, Tree

_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "advcl", "acl")
_APART = (*_COMPLEMENTS, "aux", "conj", "parataxis", "punct", "appos")
"""Relations of what is no part of a governing expression."""
_OF_FINITE = ("denied", "false", "open", "possible", "hearsay")
_OF_TENSELESS = ("denied", "open", "possible", "planned", "hearsay")
"""The tables that are asked for a clause with a tense of its own, and for one without: "wrong to buy" was bought."""


class Stance(Enum):
    """What a clause comes to under what governs it."""

    DENIED = auto()
    OPEN = auto()
    POSSIBLE = auto()
    PLANNED = auto()
    HEARSAY = auto()


_STANCES = {
    "denied": Stance.DENIED, "false": Stance.DENIED, "open": Stance.OPEN, "possible": Stance.POSSIBLE,
    "planned": Stance.PLANNED, "hearsay": Stance.HEARSAY,
}  # fmt: skip


def read_stance(predicate: Token, words: CertaintyWords) -> Stance | None:
    """Return what the words over a predicate's clause make of it, the nearest first; `None`: they vouch for it."""
    for expression, tables in _expressions(predicate, words):
        if stance := _stance(expression, tables, words):
            return stance
    return None


def is_brought_about(infinitive: Token, words: CertaintyWords) -> bool:
    """Whether a past verb says that what its infinitive names was done: "managed to cut", "war gezwungen"."""
    governing = infinitive.head
    forms = (governing, *children(governing, "aux", "cop"))
    past = any("Past" in t.morph.get("Tense", []) for t in forms)
    return past and words.governs("brought_about", _forms([governing]))


def _stance(expression: frozenset[str], tables: Iterable[str], words: CertaintyWords) -> Stance | None:
    found = next((key for key in tables if words.governs(key, expression)), None)
    if not expression & words.negation:
        return _STANCES[found] if found else None
    if found in ("denied", "false"):
        return Stance.POSSIBLE  # "has not ruled out"
    if words.governs("denied_if_negated", expression):
        return Stance.DENIED
    return Stance.OPEN if words.governs("open_if_negated", expression) else None


def _expressions(predicate: Token, words: CertaintyWords) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """The words over each clause that a predicate stands in, from inside out, and the tables they are looked up in."""
    if words.clause["set_off"] and (beside := _beside(predicate, words)):
        yield beside
    below, told = predicate, False
    for head in upward(predicate):
        if head is below:
            continue
        about = head.lemma_.lower() in words.news or head.lower_ in words.news
        if is_relative(below) and not (about and any(t.i < below.i for t in children(below, "nsubj"))):
            return  # but "claims that it bought" may be read as one
        if base(below) == "conj" and _is_tenseless(head) and not _is_tenseless(below):
            return  # "denied wrongdoing and bought A", whatever the tree joins
        if told or _is_complement(below, words):  # told: "reports that … are false"
            what = _forms([below]) if told else frozenset()
            yield _over(head, below, words) | what, _OF_TENSELESS if _is_tenseless(below) else _OF_FINITE
        below, told = head, about


def _is_tenseless(predicate: Token) -> bool:
    """Whether a clause has no tense of its own: "to buy", "buying", "zu kaufen"."""
    return is_infinitive(predicate) or has_present_ending(predicate)


def _is_complement(predicate: Token, words: CertaintyWords) -> bool:
    """Whether a clause is one that its head asks for, and does not stand beside it: no "after", "because", "by"."""
    marks = {t.lower_ for t in children(predicate, "mark", "case") if t.i < predicate.i}
    marked = marks <= words.clause["complement"] and (marks or base(predicate) != "advcl")
    return base(predicate) in _COMPLEMENTS and bool(marked)


def _over(head: Token, below: Token, words: CertaintyWords) -> frozenset[str]:
    """The words over a clause: its head, the verb over a head that is none, what stands by them, what marks it."""
    if head.head is head and head.lemma_.lower() in words.news:  # "Reports that it bought A are false", cut in two
        return _forms([head, *(t for t in head.doc if t.pos_ == "ADJ" and children(t, "cop"))])
    heads = (head, head.head) if head.pos_ not in ("VERB", "AUX") and head.head.i < below.i else (head,)
    around = [t for each in heads for t in each.children if t not in (below, *heads) and base(t) not in _APART]
    inner = [t for each in around for t in children(each, "det", "advmod", "amod")]
    return _forms([*heads, *around, *inner, *children(below, "mark", "case")])


def _beside(predicate: Token, words: CertaintyWords) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The words of the clause next to a predicate's, where a comma sets off every clause: "weigerte sich, … zu kaufen".

    Around a clause that tells what a noun is about stand both parts of the other: "Berichte, wonach …, sind falsch".
    """
    tree = predicate.doc
    start, end = _edges(tree, predicate.i)
    opening, verbs = (
        {t.lower_ for t in tree[start : start + 2]},
        [t for t in tree[start:end] if t.pos_ in ("VERB", "AUX")],
    )
    if opening & words.clause["beside"]:
        return None
    tenseless = any(map(is_infinitive, verbs)) and not any("Fin" in t.morph.get("VerbForm", []) for t in verbs)
    if not (tenseless or opening & words.clause["complement"] or any(t.lower_ in words.indirect for t in verbs)):
        return None
    before = _edges(tree, start - 2) if start > 1 else (0, 0)
    after = _edges(tree, end + 1) if end + 1 < len(tree) else (0, 0)
    over = _forms(tree[slice(*before)])
    if not over or (over & words.news and not any(t.pos_ in ("VERB", "AUX") for t in tree[slice(*before)])):
        over |= _forms(tree[slice(*after)])
    return over, _OF_TENSELESS if tenseless else _OF_FINITE


def _edges(tree: Tree, place: int) -> tuple[int, int]:
    """Where the words between two marks of punctuation around a place start and end (half-open)."""
    start = end = place
    while start and not tree[start - 1].is_punct:
        start -= 1
    while end < len(tree) and not tree[end].is_punct:
        end += 1
    return start, end


def _forms(tokens: Iterable[Token]) -> frozenset[str]:
    """Lemmas and forms in lower case, and verbs with what may be their particle: "lehnte … ab" is "ablehnen"."""
    tokens = list(tokens)
    particles = [t.lower_ for t in tokens if t.pos_ in ("ADP", "ADV", "PART")]
    lemmas = [t.lemma_.lower() for t in tokens]
    verbs = [t.lemma_.lower() for t in tokens if t.pos_ in ("VERB", "AUX")]
    joined = (particle + verb for verb in verbs for particle in particles)
    return frozenset((*lemmas, *(t.lower_.replace("’", "'") for t in tokens), *joined))
