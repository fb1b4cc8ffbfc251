"""How near in the tree a time stands to a predicate: in its clause, in one above, or in somebody else's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.attribution import is_saying
from claimtrack.extract.certainty.background import stands_apart
from claimtrack.extract.certainty.speakers import is_said_of, speaker_words
from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.text.dates import is_as_of, time_words
from claimtrack.extract.text.syntax import base, children, clause, has_present_ending, is_relative
from claimtrack.model import Phase

if TYPE_CHECKING:
    from claimtrack.extract.drafts import Draft
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

LEVELS = 4
"""Clauses above a predicate whose time may bear on it."""
_OPENING = 2
"""Words before a time that opens a sentence."""
_EFFECTIVE = 3
"""Words before a time in which it is said to be that of taking effect: "effective as of"."""
_YEAR = re.compile(r"\d{4}")
BREAKS = frozenset({",", ";", "–", "—"})
"""Marks that part what is told of from what else the sentence tells."""


def takes_effect(mention: Mention, draft: Draft) -> bool:
    """Whether a time is that at which a post that is told of begins: "named her chief executive, effective 1 March"."""
    if draft.kind != "role" or draft.phase is not Phase.BEGINS:
        return False
    tokens = draft.passage.tokens_in(mention.span)
    ahead = draft.passage.tree[max(draft.predicate.i + 1, tokens[0].i - _EFFECTIVE) : tokens[0].i] if tokens else ()
    return any(token.lower_ in time_words(draft.passage.lang, "effective") for token in ahead)


def nearness(head: Token, draft: Draft) -> int | None:
    """How near in the tree a time stands to a predicate; `None` when it belongs to another clause.

    A time below the predicate is its own unless a verb between them has it ("a firm founded in 2024"). A time of a
    clause above bears on what is said there: "In January, Acme said it had raised …"; so does that of a closing "…,
    Acme said Tuesday", and one set off at the end of the main clause (", in 2024") wherever the tree hangs it.
    """
    predicate, lang = draft.predicate, draft.passage.lang
    if head in set(predicate.subtree):
        if not _other_predicate(head, predicate, lang):
            return None if _is_in_apposition(head, predicate) else 0
        set_off = (_is_set_off(head) or _closes_both(head, predicate)) and base(predicate) == "ROOT"
        return LEVELS if set_off or _is_meanwhile(head, predicate, lang) else None
    if stands_apart(head, predicate, lang):
        return None
    below = above = clause(predicate)
    for level in range(1, LEVELS):
        openers = (word for word in children(above, "advmod") if word.i == head.i + 2)
        if any(word.lower_ in time_words(lang, "meanwhile") for word in openers):
            return level  # "filed in December, when it announced that …"
        if clause(head) == above:
            first = base(predicate) == "conj" and above.i < head.i < predicate.i  # "is hiring this year, and bought …"
            first = first or _is_of_first(head, above, below)
            return None if first or is_perfect_beside(below, head, lang) else level
        if above.head == above or is_relative(above) or _asks(above, lang):
            break
        below, above = above, clause(above.head)
    opens = head.head == head and head.i <= _OPENING  # the tree falls apart: "1997 | wurde sie Chefin"
    said = is_saying(clause(head), lang) and not any(who.is_ancestor(above) for who in children(clause(head), "nsubj"))
    return LEVELS if opens or said else None


def dates_level(mention: Mention, draft: Draft) -> bool:
    """Whether a time says as of when a figure is counted: "after its listing in May, it had $2bn as of Dec. 31"."""
    level = draft.value is not None and draft.phase is Phase.HOLDS
    return level and is_as_of(draft.passage.tokens_in(mention.span)[0].i, draft.passage)


def _is_of_first(head: Token, first: Token, second: Token) -> bool:
    """Whether a time belongs to the first of two joined clauses: "began in May, and it now earns"."""
    if base(second) != "conj" or second.head != first or not children(second, "nsubj"):
        return False
    if any(base(child) == "expl" for child in second.children):
        return False  # "we signed nothing on Monday, and there is no deal"
    later = "Past" in first.morph.get("Tense", []) and "Pres" in second.morph.get("Tense", [])
    return first.i < head.i < second.i or (later and head.i < second.i)


def _asks(verb: Token, lang: str) -> bool:
    """Whether a clause is a question that another only asks: "talked about why she founded it"."""
    words = [word for word in children(verb, "advmod", "mark") if word.lower_ not in time_words(lang, "meanwhile")]
    return any("Int" in word.morph.get("PronType", []) for word in words)


def _other_predicate(head: Token, predicate: Token, lang: str) -> bool:
    """Whether another clause between a time and the predicate has that time; a verb of saying leaves it to both."""
    between = (token for token in (head, *head.ancestors) if predicate.is_ancestor(token))
    clauses = ("acl", "advcl", "ccomp", "parataxis", "csubj")
    return any(
        (base(token) in clauses and not _only_says(token, lang) and token != head) or _is_another_clause(token, lang)
        for token in between
    )


def _only_says(verb: Token, lang: str) -> bool:
    """Whether a clause only says what the predicate tells, and not what is said of others: "sales are expected to"."""
    of_other = base(verb) == "ccomp" and any(child.dep_ == "nsubj:pass" for child in verb.children)
    return is_saying(verb, lang) and not of_other


def _is_in_apposition(head: Token, predicate: Token) -> bool:
    """Whether a time ends what is said of somebody in passing: "is built by Acme, a firm spun out of Beta in 2015".

    Parsers hang such a time on the verb of the sentence.
    """
    tree = head.doc
    opened = next((at for at in range(head.i - 1, predicate.i, -1) if tree[at].text in BREAKS), None)
    if opened is None or head.head != predicate or tree[opened - 1].pos_ != "PROPN":
        return False
    inside = tree[opened + 1 : head.left_edge.i]
    described = len(inside) > 0 and "Ind" in inside[0].morph.get("Definite", [])
    return described and any(token.pos_ in ("VERB", "ADP") for token in inside)


def _is_another_clause(token: Token, lang: str) -> bool:
    """Whether a coordinated verb tells of something else: ", and he was awarded a prize in 2018"."""
    if base(token) != "conj" or not children(token, "nsubj") or is_said_of(token, speaker_words(lang)):
        return False
    edge = token.left_edge.i
    return any(word.text in BREAKS for word in token.doc[max(0, edge - 2) : edge + 1])


def is_perfect_beside(verb: Token, head: Token, lang: str) -> bool:
    """Whether a coordinated verb sums up what is done by now: the past time of its neighbour is not its own."""
    if base(verb) != "conj" or verb == head or verb.is_ancestor(head):
        return False
    return any(aux.lower_ in certainty_words(lang).phase["perfect"] for aux in children(verb, "aux"))


def _is_meanwhile(head: Token, predicate: Token, lang: str) -> bool:
    """Whether a time stands in a clause of the same time as the predicate's: "left as sales fell in 2019"."""
    beside = clause(head)
    marks = {child.lower_ for child in children(beside, "mark", "advmod")}
    return beside.head == predicate and bool(marks & time_words(lang, "meanwhile"))


def _is_set_off(head: Token) -> bool:
    """Whether a comma stands before a time's phrase, and nothing but the end behind it."""
    phrase = sorted(token.i for token in head.subtree if not token.is_punct)
    before = head.doc[phrase[0] - 1].text if phrase[0] else ""
    return before == "," and all(token.is_punct for token in head.doc[phrase[-1] + 1 :])


def _closes_both(head: Token, predicate: Token) -> bool:
    """Whether a year ends what two joined verbs tell: "fined Acme and banned it from trading in 2023"."""
    if not _YEAR.fullmatch(head.text) or any(not token.is_punct for token in head.doc[head.right_edge.i + 1 :]):
        return False
    between = [token for token in head.ancestors if predicate.is_ancestor(token) and token.pos_ in ("VERB", "AUX")]
    joined = between[-1] if between and base(between[-1]) == "conj" and not children(between[-1], "nsubj") else None
    return joined is not None and all(has_present_ending(token) for token in between[:-1])
