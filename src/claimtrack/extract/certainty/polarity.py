"""Whether something is denied: "has not bought", "denied that it had bought", "did not leave because"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.hedging import governors
from claimtrack.extract.text.syntax import base, children, is_infinitive
from claimtrack.model import Phase

if TYPE_CHECKING:
    from claimtrack.extract.certainty.words import CertaintyWords
    from claimtrack.extract.drafts import Draft
    from claimtrack.language.trees import Token

_AROUND = ("obj", "nsubj", "obl", "aux", "cop")
"""Words of a clause on which a negation of its verb may hang."""


def is_negated(draft: Draft, words: CertaintyWords) -> bool:
    """Whether a draft is denied: by a negation of its own, or by whoever denies it."""
    predicate, figure = draft.predicate, draft.passage.tokens_in(draft.value.span) if draft.value is not None else ()
    behind = figure[-1].i if figure else len(predicate.doc)
    around = (t for t in predicate.children if base(t) in _AROUND or t.dep_ == "compound:prt")
    above = _yielding(predicate, words) if draft.kind != "measure" else ()  # a share "that have not" is one
    for token in (predicate, *around, *above):
        places = ("det",) if base(token) == "obl" else ("advmod", "det", "case", "mark", "cc")
        for child in children(token, *places):  # what is done "without a driver" is done
            inside = any(child.i == t.i for t in figure) or _is_hyphened(child)  # "no fewer than 40 jobs", "no-frills"
            denies = child.lower_.replace("’", "'") in words.negation and not inside and not _only_after(child, words)
            apart = child.i > predicate.i and any(t.text == "," for t in predicate.doc[predicate.i : child.i])
            if denies and not apart and (child.dep_ != "case" or child.i < behind):
                return True  # but not "has 10 trucks without drivers"
    if figure and figure[0].i and figure[0].nbor(-1).lower_ in words.negation - words.quantifying:
        return True  # "cuts not 210 jobs, but 120"
    if draft.phase is Phase.ENDS:
        return False  # "the deal fails": it is over, and nobody denies that
    if predicate.pos_ != "NOUN":
        return False  # what is said over a clause, `veridicality` reads
    verbs = (governor for governor in governors(predicate) if governor.pos_ in ("VERB", "AUX"))
    return any(verb.lemma_.lower() in words.denial for verb in verbs)  # "a decline in sales" denies none


def _is_hyphened(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).text == "-" and not token.whitespace_


def _yielding(predicate: Token, words: CertaintyWords) -> tuple[Token, ...]:
    """The verb, with its auxiliaries, that is denied with a predicate: "did not make a profit", "is not worth"."""
    verb = predicate
    if base(predicate) == "aux":  # the word by which a phrase was found
        verb = predicate.head
    elif base(predicate) == "case" and base(predicate.head) == "obl":
        verb = predicate.head.head
    elif base(predicate) == "obj" and predicate.pos_ != "VERB" and predicate.head.lemma_.lower() in words.yielding:
        verb = predicate.head
    apart = any(t.is_punct for t in predicate.doc[min(verb.i, predicate.i) : max(verb.i, predicate.i)])
    return () if verb is predicate or apart else (verb, *children(verb, "aux"))


def denies_something_else(draft: Draft, words: CertaintyWords) -> bool:
    """Whether "not" bears on an aim or a reason, so that the deed may well be done: "did not buy A to close it".

    The aim or reason is told right behind, in the same clause and with no comma; German sets it off with "nicht, um".
    """
    predicate, tree = draft.predicate, draft.passage.tree
    denials = (t for t in children(predicate, "advmod", "mark") if t.lower_.replace("’", "'") in words.negation)
    for denial in denials:
        following = [t.lower_ for t in tree[denial.i + 1 : denial.i + 3]]
        if following[:1] == [","] and set(following[1:]) & words.clause["reasons"]:
            return True
        for child in children(predicate, "advcl", "xcomp"):
            aim = is_infinitive(child) or any(t.lower_ in words.clause["reasons"] for t in children(child, "mark"))
            apart = any(t.text == "," for t in tree[predicate.i : child.i])
            if predicate.i < child.i and aim and not apart and children(predicate, "obj"):
                return True
    return False


def _only_after(token: Token, words: CertaintyWords) -> bool:
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return following in words.clause["only"] | words.clause["no_longer"]
