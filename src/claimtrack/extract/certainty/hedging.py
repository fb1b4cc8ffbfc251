"""Whether a document signs off from certainty: "reportedly", "is said to be", "soll gekauft haben", "angeblich".

A source that is named, even by no more than "people familiar with the matter", hedges nothing by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.text.syntax import base, children, is_infinitive, is_relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.certainty.words import CertaintyWords
    from claimtrack.extract.drafts import Draft
    from claimtrack.language.trees import Token

_DEPTH = 5
"""Governing predicates that are looked at; a claim deeper down is not read."""
_GOVERNED = ("xcomp", "ccomp", "acl", "advcl", "csubj", "conj", "obj", "nmod", "obl", "appos")
"""Relations by which a predicate hangs on what governs it."""


def is_hedged(draft: Draft, attribution: str | None) -> bool:
    """Whether a draft is passed on without being vouched for; `attribution` is whose word it is, if anybody's."""
    words = certainty_words(draft.passage.lang)
    tree, predicate = draft.passage.tree, draft.predicate
    text = tree.text.lower()
    if any(phrase in text for phrase in words.hedge["phrases"]):
        return True
    adverbs = [token for token in tree if token.lower_ in words.hedge["adverbs"]]
    if any(_bears_on(adverb, predicate) for adverb in adverbs):
        return True
    told = attribution is not None and attribution != draft.subject.text
    auxiliaries = (t for t in children(predicate, "aux") if t.lemma_.lower() in words.hedge["auxiliaries"])
    if any(told or is_hearsay(aux, predicate, words) for aux in auxiliaries):
        return True
    return is_figure_hedged(draft) or any(_is_passed_on(token, words) for token in upward(predicate))


def _bears_on(adverb: Token, predicate: Token) -> bool:
    """Whether an adverb stands in the clause of a predicate, or in one that governs it."""
    clauses = {token.i for token in (*upward(predicate), *children(predicate, "cop", "obj", "nsubj"))}
    if adverb.head.i in clauses or adverb.i in clauses:
        return True
    low, high = sorted((adverb.i, predicate.i))
    return not any(token.is_punct for token in predicate.doc[low:high])


def is_figure_hedged(draft: Draft) -> bool:
    """Whether a participle takes a figure back: "for a reported $90 million"."""
    tokens = draft.passage.tokens_in(draft.value.span) if draft.value is not None else []
    participles = certainty_words(draft.passage.lang).hedge["participles"]
    around = [*draft.passage.tree[max(0, tokens[0].i - 2) : tokens[0].i], *tokens] if tokens else []
    return any(token.lower_ in participles and token.i and token.nbor(-1).pos_ == "DET" for token in around)


def _is_passed_on(token: Token, words: CertaintyWords) -> bool:
    """Whether a verb in the passive says that others say so: "is reported to be raising"."""
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children)
    return passive and token.lemma_.lower() in words.hedge["verbs"] and bool(children(token, "xcomp", "advcl"))


def is_hearsay(aux: Token, predicate: Token, words: CertaintyWords) -> bool:
    """Whether an auxiliary passes on what has happened and plans nothing: "soll gekauft haben"."""
    if aux.lower_ not in words.hedge["auxiliaries"] and aux.lemma_.lower() not in words.hedge["auxiliaries"]:
        return False
    around = [*predicate.children, *predicate.doc[predicate.i + 1 : predicate.i + 2]]
    return any(t.lower_ in words.hedge["perfect"] and t.i > predicate.i for t in around)


def upward(predicate: Token) -> Iterator[Token]:
    """A predicate and the clauses that it is a part of, from inside out."""
    current = predicate
    for _ in range(_DEPTH):
        yield current
        if current.head == current:
            return
        current = current.head


def governors(predicate: Token) -> Iterator[Token]:
    """The words whose complement a predicate is: "plans" above "to buy", "expected" above "to grow"."""
    current = predicate
    for _ in range(_DEPTH):
        head = current.head
        relation = base(current)
        if head == current or relation not in _GOVERNED:
            return
        if is_relative(current):
            return
        complement = relation == "xcomp" or (relation in ("csubj", "ccomp", "acl", "advcl") and is_infinitive(current))
        is_marked = relation == "acl" or (relation == "advcl" and head.pos_ == "ADJ")  # "interested in buying"
        complement = complement or (is_marked and bool(children(current, "mark")))
        if complement or (relation in ("obj", "nmod", "obl") and current.pos_ == "NOUN"):
            yield head
        current = head
