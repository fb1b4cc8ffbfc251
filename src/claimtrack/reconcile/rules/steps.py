"""Rules for the steps of one event: a purchase is signed and closed, a post is given and taken, each on its own day.

Two dates, or two prices, of one event are of different steps unless both sentences say which step they are of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.kinds import Answer
from claimtrack.model import Modality
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, read_words
from claimtrack.reconcile.rules.pair import ONE_STORY

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading
    from claimtrack.reconcile.rules.pair import Pair

SURE = 0.8
"""Confidence from which on a claim is sure enough to date a step otherwise than another does."""


def price_at_closing(pair: Pair) -> str | None:
    """What a purchase was worth when it was closed, paid in shares that had gained or lost since it was agreed."""
    if not _is_purchase(pair):
        return None
    closing = [reading for reading in (pair.a, pair.b) if _is_of_shares(reading)]
    if len(closing) != 1:
        return None
    return f"{pair.name(closing[0])} gives what it was worth at the closing, the price having moved with the shares"


def _is_purchase(pair: Pair) -> bool:
    kind = pair.a.kind
    return kind.once and kind.answer is Answer.VALUE and bool(pair.a.object)


def _is_of_shares(reading: Reading) -> bool:
    quote = fold(reading.claim.quote)
    return any(f" {words} " in f" {quote} " for words in _words("in_shares")) and _has(quote, "completing")


def signing_or_closing(pair: Pair) -> str | None:
    """Dates of one event that differ by no more than its steps do, if they are not surely of one step."""
    if pair.a.claim.modality is not Modality.ACTUAL or pair.days_apart > pair.a.kind.slack or _date_one_step(pair):
        return None
    return f"the dates {pair.a.claim.valid} and {pair.b.claim.valid} may be of different steps of one event"


def _date_one_step(pair: Pair) -> bool:
    """Whether two documents surely date the same: taking a post ("took over"), or the end of a purchase ("completed").

    A weekday can be taken for that of the week before or after: what is nearer than that is not told apart.
    """
    a, b = pair.a, pair.b
    if pair.days_apart <= ONE_STORY or a.claim.document.id == b.claim.document.id or a.told != b.told:
        return False
    if Match.SAME is not pair.holders or Match.SAME is not pair.parties or not (a.exclusive or _is_purchase(pair)):
        return False
    step = ("taking", "deciding") if a.exclusive else ("completing", "agreeing")
    return all(reading.claim.confidence >= SURE and _tells_of(reading, *step) for reading in (a, b))


def _tells_of(reading: Reading, step: str, other: str) -> bool:
    """Whether the sentence has a word for one step of an event, and none that makes its date that of another."""
    quote = fold(reading.claim.quote)
    return _has(quote, step) and not _has(quote, other)


def _has(quote: str, step: str) -> bool:
    return not _words(step).isdisjoint(quote.split())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for table in read_words("origins") for word in table[name])
