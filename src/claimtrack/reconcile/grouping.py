"""Readings with one question key → groups of one event, one period and one scope each.

No chains: a reading joins a group only when it is compatible with all that the group has stated. The most specific
readings come first; one that leaves open what several groups differ in joins the one whose answer it gives, and else
stays apart with its like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.edtf import Interval
from claimtrack.kinds import Slot
from claimtrack.reconcile.comparing import Match, compare_answers
from claimtrack.reconcile.moments import days_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.reconcile.readings import Reading

ONE_DEAL = 31
"""Days within which two buyers of one company are told of one deal; each is asked about what is further apart alone."""
CANDIDATES = 64
"""Groups of one question that a reading is held against at most, the latest ones."""


class Group:
    """Readings that ask the same, and what they have stated together: open dimensions, period, span of the event.

    `buyers` are the spans by who buys, where that is an answer.
    """

    def __init__(self, first: Reading) -> None:
        self.readings = [first]
        self.open = dict(first.open)
        self.period = first.period
        self.span = first.span
        self.buyers = {buyer_of(first): self.span}

    def accepts(self, reading: Reading) -> bool:
        """Whether the reading is compatible with everything that the group has stated."""
        if reading.open and any(self.open.get(name, value) != value for name, value in reading.open.items()):
            return False
        if reading.period is not None and self.period is not None and reading.period != self.period:
            return False
        span, buyer = reading.span, buyer_of(reading)
        own = self.buyers.get(buyer, self.span)
        if span is None or own is None or span == own:
            return True
        window = window_of(reading) if buyer in self.buyers else ONE_DEAL
        return _within(own, span, window)

    def is_as_open_as(self, reading: Reading) -> bool:
        """Whether the group leaves open just what the reading leaves open."""
        return (self.open, self.period, self.span) == (reading.open, reading.period, reading.span)

    def add(self, reading: Reading) -> None:
        """Take a reading in that the group accepts."""
        self.readings.append(reading)
        self.open.update(reading.open)
        self.period = self.period or reading.period
        span = reading.span
        if span is not None:
            self.span = span if self.span is None else _hull(self.span, span)
        buyer = buyer_of(reading)
        own = self.buyers.get(buyer)
        self.buyers[buyer] = _hull(own, span) if own is not None and span is not None else own or span


def group_readings(readings: Iterable[Reading]) -> list[list[Reading]]:
    """Divide readings of one question key into groups that ask the same; any order of the input gives the same."""
    readings = list(readings)
    if len(readings) == 1:
        return [readings]
    groups: list[Group] = []
    for reading in sorted(readings, key=_specific_first):
        accepting = [group for group in groups[-CANDIDATES:] if group.accepts(reading)]
        buyer = buyer_of(reading)
        accepting = [group for group in accepting if buyer in group.buyers] or accepting
        chosen = _choose(accepting, reading)
        if chosen is None:
            groups.append(Group(reading))
        else:
            chosen.add(reading)
    return [group.readings for group in groups]


def _choose(accepting: list[Group], reading: Reading) -> Group | None:
    if len(accepting) < 2:
        return accepting[0] if accepting else None
    agreeing = [g for g in accepting if compare_answers(g.readings[0], reading) in (Match.SAME, Match.WITHIN)]
    if len(agreeing) == 1:
        return agreeing[0]
    span = reading.span
    if reading.kind.event and span is not None:
        return min(accepting, key=lambda group: _FOREVER if group.span is None else days_between(group.span, span))
    return next((group for group in accepting if group.is_as_open_as(reading)), None)


def _specific_first(reading: Reading) -> tuple[int, int, str, str]:
    timed = 2 if reading.period is not None else (1 if reading.held is not None else 0)
    moment = reading.held or reading.said
    when = str(moment.start) if moment is not None and moment.start is not None else "9999"
    return -len(reading.open), -timed, when, reading.claim.id


def buyer_of(reading: Reading) -> str:
    """Return who is told to do what the question is about, where that is an answer to it; else all are one."""
    return reading.party if reading.kind.sole is Slot.SUBJECT else ""


def window_of(reading: Reading) -> int:
    """Return the days within which reports of the question's kind are taken to be of one event."""
    named_thing = bool(reading.object)
    if reading.kind.name == "release" and named_thing:
        return _FOREVER  # the date is the answer
    if reading.open.get("round", "").startswith("series "):
        return _LETTERED_ROUND  # a company has one Series B, however late it is told
    return reading.kind.window


_FOREVER = 10**6
_LETTERED_ROUND = 550


def _within(span: Interval, other: Interval, window: int) -> bool:
    hull = _hull(span, other)
    if days_between(span, other) > window:
        return False
    if hull.start is None or hull.end is None:
        return True
    lengths = [(each.end - each.start).days for each in (span, other) if each.start and each.end]
    return (hull.end - hull.start).days <= max([window, *lengths]) + window


def _hull(span: Interval, other: Interval) -> Interval:
    if span == other:
        return span
    starts = [each.start for each in (span, other) if each.start is not None]
    ends = [each.end for each in (span, other) if each.end is not None]
    return Interval(min(starts) if len(starts) == 2 else None, max(ends) if len(ends) == 2 else None)
