"""How surely something is said: plan, forecast or possibility, denied or hedged, and on whose word.

The words stand in `certainty.toml`; what governs what is read off the tree, upward from the claim's predicate.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.attribution import is_saying, read_attribution
from claimtrack.extract.text.syntax import base, children, clause, is_infinitive, is_relative
from claimtrack.language import read_data
from claimtrack.model import Modality, Phase, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse

_DEPTH = 5
"""Governing predicates that are looked at; a claim deeper down is not read."""
_FIGURE_KINDS = frozenset({"revenue", "profit", "valuation", "customers", "headcount", "price", "measure"})


class _Words(NamedTuple):
    modality: dict[str, frozenset[str]]
    negation: frozenset[str]
    denial: frozenset[str]
    phase: dict[str, frozenset[str]]
    hedge: dict[str, tuple[str, ...]]
    clause: dict[str, frozenset[str]]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "certainty")
    polarity = _sets(data["polarity"])
    return _Words(
        modality=_sets(data["modality"]),
        negation=polarity["negation"],
        denial=polarity["denial"],
        phase=_sets(data["phase"]),
        hedge={key: tuple(word.casefold() for word in words) for key, words in data["hedge"].items()},
        clause=_sets(data["clause"]),
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(word.casefold() for word in words) for key, words in table.items()}


class Certainty(NamedTuple):
    """How a claim is made."""

    modality: Modality
    polarity: Polarity
    phase: Phase
    hedged: bool
    attribution: str | None


def read_certainty(draft: Draft, discourse: Discourse) -> Certainty | None:
    """Return how a draft is asserted, or `None` when nobody asserts it: a question, a condition."""
    words = _words(draft.passage.lang)
    if draft.aside:
        return Certainty(
            draft.modality or Modality.ACTUAL, Polarity.AFFIRMED, draft.phase, hedged=False, attribution=None
        )
    if not _is_asserted(draft, words):
        return None
    return Certainty(
        draft.modality or _modality(draft, words),
        Polarity.NEGATED if _is_negated(draft, words) else Polarity.AFFIRMED,
        _phase(draft, words),
        _is_hedged(draft, words),
        read_attribution(draft, discourse),
    )


def _is_asserted(draft: Draft, words: _Words) -> bool:
    predicate = draft.predicate
    for token in _upward(predicate):
        if any(child.lower_ in words.clause["conditional"] for child in children(token, "mark", "advmod")):
            return False
    if not draft.passage.tree.text.rstrip('"”’»)').endswith("?"):
        return True
    asked = any(token.lower_ in words.clause["presupposing"] for token in draft.passage.tree)
    return asked and base(clause(predicate)) in ("advcl", "acl", "ccomp", "parataxis")


def _upward(predicate: Token) -> Iterator[Token]:
    """A predicate and the clauses that it is a part of, from inside out."""
    current = predicate
    for _ in range(_DEPTH):
        yield current
        if current.head is current:
            return
        current = current.head


def _governors(predicate: Token) -> Iterator[Token]:
    """The words whose complement a predicate is: "plans" above "to buy", "expected" above "to grow"."""
    current = predicate
    for _ in range(_DEPTH):
        head = current.head
        relation = base(current)
        if head is current or relation not in (
            "xcomp",
            "ccomp",
            "acl",
            "advcl",
            "csubj",
            "conj",
            "obj",
            "nmod",
            "obl",
            "appos",
        ):
            return
        if is_relative(current):
            return
        complement = relation in ("xcomp", "csubj") or (
            relation in ("ccomp", "acl", "advcl") and is_infinitive(current)
        )
        if complement or (relation in ("obj", "nmod", "obl") and current.pos_ == "NOUN"):
            yield head
        current = head


def _modality(draft: Draft, words: _Words) -> Modality:
    """What the predicate's own auxiliaries and adverbs say, then what governs it, then a headline's infinitive."""
    own = (_of_dependent(child, draft, words) for child in children(draft.predicate, "aux", "advmod", "cop"))
    if found := next((modality for modality in own if modality), None):
        return found
    for governor in [*_governors(draft.predicate), *_ahead(draft)]:
        for modality in (Modality.PLANNED, Modality.FORECAST, Modality.POSSIBLE):
            if governor.lemma_.casefold() in words.modality[modality.value]:
                return modality
    predicate = draft.predicate
    after_to = predicate.i > 0 and predicate.nbor(-1).lower_ in words.modality["infinitive"]
    planned = after_to and (_is_free_infinitive(predicate) or _is_headline(draft))
    return Modality.PLANNED if planned else Modality.ACTUAL


def _of_dependent(child: Token, draft: Draft, words: _Words) -> Modality | None:
    forms, lists = {child.lower_, child.lemma_.casefold()}, words.modality
    if base(child) == "aux" and child.lower_ in lists["told_future"] and _is_told(draft):
        return Modality.FORECAST if draft.kind in _FIGURE_KINDS else Modality.PLANNED
    if base(child) != "advmod" and forms & lists["may"]:
        return Modality.POSSIBLE
    if base(child) != "advmod" and forms & lists["future"] and not _is_past(draft.predicate, child, words):
        return Modality.FORECAST if draft.kind in _FIGURE_KINDS else Modality.PLANNED
    if base(child) == "aux" and forms & lists["planned"]:
        return Modality.PLANNED  # "will kaufen"
    if base(child) == "advmod":
        order = (Modality.FORECAST, Modality.POSSIBLE, Modality.PLANNED)
        return next((modality for modality in order if forms & lists[modality.value]), None)
    return None


def _is_told(draft: Draft) -> bool:
    """Whether a clause is what somebody says: there the past of "will" is a plan and no condition."""
    predicate = draft.predicate
    return base(predicate) == "ccomp" and is_saying(predicate.head, draft.passage.lang)


def _is_past(predicate: Token, aux: Token, words: _Words) -> bool:
    """German "werden" makes a passive with a participle and a future only with an infinitive."""
    leading = aux.nbor(-1) if aux.i else predicate  # "Angeführt wird die Runde von Acme"
    participle = any("Part" in token.morph.get("VerbForm", []) for token in (predicate, leading))
    return aux.lemma_.casefold() in words.modality["passive"] and participle


def _is_free_infinitive(predicate: Token) -> bool:
    return predicate.head is predicate or (
        base(predicate) in ("root", "acl", "conj") and predicate.head.pos_ == "PROPN"
    )


def _is_headline(draft: Draft) -> bool:
    """Whether "to" stands right behind the subject's name and no finite verb before: "Acme to launch X1"."""
    before = draft.predicate.i - 1
    named = before > 0 and draft.passage.name_at(draft.predicate.doc[before - 1]) is not None
    return named and not any("Fin" in t.morph.get("VerbForm", []) for t in draft.predicate.doc[:before])


def _ahead(draft: Draft) -> Iterator[Token]:
    """Words between subject and predicate, where an infinitive's governor stands whatever the parser makes of it."""
    predicate = draft.predicate
    if not is_infinitive(predicate):
        return
    for token in reversed(predicate.doc[max(0, predicate.i - 4) : predicate.i]):
        if token.pos_ in ("PUNCT", "CCONJ"):
            return
        yield token


def _is_negated(draft: Draft, words: _Words) -> bool:
    predicate = draft.predicate
    for token in (predicate, *(t for t in predicate.children if base(t) in ("obj", "nsubj", "obl"))):
        for child in children(token, "advmod", "det", "case", "mark"):
            if child.lower_.replace("’", "'") in words.negation and not _only_after(child, words):
                return True
    if draft.phase is Phase.ENDS:
        return False  # "the deal fails": it is over, and nobody denies that
    governors = (governor for governor in _governors(predicate) if governor.pos_ in ("VERB", "AUX"))
    return any(governor.lemma_.casefold() in words.denial for governor in governors)  # "a decline in sales" denies none


def _only_after(token: Token, words: _Words) -> bool:
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return following in words.clause["only"] | words.clause["no_longer"]


def _phase(draft: Draft, words: _Words) -> Phase:
    predicate = draft.predicate
    for child in children(predicate, "advmod", "det"):
        following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
        if child.lower_ in words.negation and following in words.clause["no_longer"]:
            return Phase.ENDS
    for governor in _governors(predicate):
        lemma = governor.lemma_.casefold()
        if lemma in words.phase["ends"]:
            return Phase.ENDS
        if lemma in words.phase["begins"]:
            return Phase.BEGINS
    if draft.kind == "investment" and draft.phase is Phase.BEGINS and _is_present_perfect(predicate, words):
        return Phase.HOLDS  # "has invested $5bn so far": the sum that stands, not one event
    return draft.phase


def _is_present_perfect(predicate: Token, words: _Words) -> bool:
    return any(aux.lower_ in words.phase["perfect"] for aux in children(predicate, "aux"))


def _is_hedged(draft: Draft, words: _Words) -> bool:
    text = draft.passage.tree.text.casefold()
    if any(phrase in text for phrase in words.hedge["phrases"]):
        return True
    around = {
        form
        for token in (draft.predicate, *draft.predicate.children)
        for form in (token.lower_, token.lemma_.casefold())
    }
    if around & set(words.hedge["adverbs"]):
        return True
    return any(aux.lemma_.casefold() in words.hedge["auxiliaries"] for aux in children(draft.predicate, "aux"))
