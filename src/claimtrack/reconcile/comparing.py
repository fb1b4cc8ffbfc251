"""Comparing the answers of two readings of one question: figures, holders of a post, parties of a deal, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from claimtrack.edtf import is_approximate
from claimtrack.kinds import Answer, Slot
from claimtrack.reconcile.figures import Match, compare_stretches
from claimtrack.reconcile.folding import is_common
from claimtrack.reconcile.moments import days_between

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading

__all__ = [
    "Match",
    "compare_answers",
    "compare_dates",
    "compare_figures",
    "compare_holders",
    "compare_parties",
    "dates_differ_by",
    "differ_in_measure",
    "party_name",
]


def compare_answers(a: Reading, b: Reading) -> Match:
    """Compare what two readings answer, apart from when; the least alike of figure, holder and date decides."""
    matches = (compare_holders(a, b), compare_parties(a, b), compare_figures(a, b), compare_dates(a, b))
    for match in (Match.OTHER, Match.OPEN, Match.WITHIN):
        if match in matches:
            return match
    return Match.SAME


def compare_figures(a: Reading, b: Reading) -> Match:
    """Compare the figures; another currency or measure counts as `OTHER`, one that is missing or vague as `OPEN`."""
    if a.stretch is not None and a.stretch == b.stretch and a.unit == b.unit:
        return Match.SAME
    if (a.unit != b.unit and a.measure == b.measure == "money") or differ_in_measure(a, b):
        return Match.OTHER
    if a.stretch is None or b.stretch is None:
        return Match.SAME if a.claim.value is b.claim.value is None else Match.OPEN
    return compare_stretches(a.stretch, b.stretch)


def differ_in_measure(a: Reading, b: Reading) -> bool:
    """Whether the figures measure different things: people and percent, percent and points."""
    return bool(a.measure and b.measure) and a.measure != b.measure


def compare_parties(a: Reading, b: Reading) -> Match:
    """Compare who fills a slot that one party alone fills: the buyer of a company, the lead of a round.

    `OPEN` when the two may be one: a name within the other, a part and its whole, somebody without a name.
    """
    if a.party == b.party or not (a.party and b.party):
        return Match.SAME
    some, others = set(a.party.split()), set(b.party.split())
    if some & others or is_common(party_name(a)) or is_common(party_name(b)):
        return Match.OPEN
    return Match.OTHER


def party_name(reading: Reading) -> str:
    """Return the party of `compare_parties` as the claim has it."""
    return (reading.claim.subject if reading.kind.sole is Slot.SUBJECT else reading.claim.object) or ""


def compare_holders(a: Reading, b: Reading) -> Match:
    """Compare the persons who hold one exclusive post; elsewhere the person is part of the question.

    `OPEN` when one is named by a single word, which the other's name need not hold ("Ada" and "Keller"), or when only
    the forenames differ ("Mike" and "Michael Keller"), or the surnames in one letter ("Ada Hofmann", "Ada Hoffmann").
    """
    if not a.exclusive or a.subject == b.subject:
        return Match.SAME
    some, others = sorted((a.subject.split(), b.subject.split()), key=len)
    if set(some) < set(others):
        return Match.SAME
    misspelt = some[0] == others[0] and Levenshtein.distance(some[-1], others[-1], score_cutoff=1) == 1
    return Match.OPEN if len(some) == 1 or some[-1] == others[-1] or misspelt else Match.OTHER


def compare_dates(a: Reading, b: Reading) -> Match:
    """Compare the dates of one event (or of taking a post), where both are stated; publication days are no answer."""
    if not (a.states_date and b.states_date) or a.held is None or b.held is None:
        return Match.SAME
    if a.held == b.held:
        return Match.SAME
    if a.held.contains(b.held) or b.held.contains(a.held):
        return Match.WITHIN
    return Match.SAME if a.held.overlaps(b.held) else _apart(a, b)


def _apart(a: Reading, b: Reading) -> Match:
    assert a.claim.valid is not None
    assert b.claim.valid is not None
    vague = is_approximate(a.claim.valid) or is_approximate(b.claim.valid)
    close = a.kind.answer is Answer.DATE and dates_differ_by(a, b) <= a.kind.slack
    return Match.SAME if close or vague else Match.OTHER


def dates_differ_by(a: Reading, b: Reading) -> int:
    """Return the days between the stated times of two readings, 0 when they overlap or are not known."""
    return 0 if a.held is None or b.held is None else days_between(a.held, b.held)
