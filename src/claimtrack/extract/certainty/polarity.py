"""Whether something is denied: "has not bought", "denied that it had bought", "did not leave because"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.hedging import governors, upward
from claimtrack.extract.text.syntax import base, children, is_infinitive
from claimtrack.model import Phase

if TYPE_CHECKING:
    from claimtrack.extract.certainty.words import CertaintyWords
    from claimtrack.extract.drafts import Draft
    from claimtrack.language.trees import Token


def is_negated(draft: Draft, words: CertaintyWords) -> bool:
    """Whether a draft is denied: by a negation of its own, or by whoever denies it."""
    predicate, figure = draft.predicate, draft.passage.tokens_in(draft.value.span) if draft.value is not None else ()
    behind = figure[-1].i if figure else len(predicate.doc)
    around = (t for t in predicate.children if base(t) in ("obj", "nsubj", "obl") or t.dep_ == "compound:prt")
    for token in (predicate, *around):
        places = ("det",) if base(token) == "obl" else ("advmod", "det", "case", "mark", "cc")
        for child in children(token, *places):  # what is done "without a driver" is done
            denies = child.lower_.replace("’", "'") in words.negation and not _only_after(child, words)
            if denies and (child.dep_ != "case" or child.i < behind):
                return True  # but not "has 10 trucks without drivers"
    if draft.phase is Phase.ENDS:
        return False  # "the deal fails": it is over, and nobody denies that
    if _is_of_none(predicate, words) or any(_is_denied_clause(token, words) for token in upward(predicate)):
        return True
    verbs = (governor for governor in governors(predicate) if governor.pos_ in ("VERB", "AUX"))
    return any(verb.lemma_.lower() in words.denial for verb in verbs)  # "a decline in sales" denies none


def _is_of_none(predicate: Token, words: CertaintyWords) -> bool:
    """Whether what an infinitive hangs on is told not to be: "there is no agreement to sell"."""
    noun = predicate.head
    hangs = base(predicate) == "acl" and is_infinitive(predicate) and noun.pos_ == "NOUN"
    return hangs and any(child.lower_ in words.negation for child in children(noun, "det"))


def _is_denied_clause(token: Token, words: CertaintyWords) -> bool:
    """Whether a finite clause is what somebody denies: "denied that it had …", "rejected a report that it had …"."""
    head = token.head
    if base(token) == "ccomp":
        return head.lemma_.lower() in words.denial
    marked = any(mark.pos_ == "SCONJ" for mark in children(token, "mark"))
    is_news = base(token) == "acl" and marked and head.pos_ == "NOUN" and base(head) == "obj"
    return is_news and head.head.lemma_.lower() in words.denial


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
