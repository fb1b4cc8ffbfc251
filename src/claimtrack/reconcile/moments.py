"""How two stated times stand to each other, as far as their precision says."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.edtf import Interval

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading

_SHARP = 7  # days: a time as short as that is one moment for the affairs that claims are about
_YEAR, _MONTH, _DAY = 4, 7, 10  # characters of an EDTF date of that precision
_UNITS = {_YEAR: timedelta(366), _MONTH: timedelta(31), _DAY: timedelta(1)}


class Order(StrEnum):
    """The first time against the second: before, after, at one time, overlapping so that it is not clear, not known."""

    EARLIER = "earlier"
    LATER = "later"
    SAME = "same"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


def order_of(first: Interval | None, second: Interval | None) -> Order:
    """Order two intervals by what they state; equal ones, and overlapping ones of a few days, are at one time."""
    if first is None or second is None:
        return Order.UNKNOWN
    if first.end is not None and second.start is not None and first.end <= second.start:
        return Order.EARLIER
    if second.end is not None and first.start is not None and second.end <= first.start:
        return Order.LATER
    if first == second or (_is_sharp(first) and _is_sharp(second)):
        return Order.SAME
    return Order.UNCLEAR


def _is_sharp(span: Interval) -> bool:
    return span.start is not None and span.end is not None and (span.end - span.start).days <= _SHARP


def days_between(first: Interval, second: Interval) -> int:
    """Return the days from the end of one interval to the start of the other; 0 when they touch or overlap."""
    return _gap(first, second) or _gap(second, first)


def _gap(early: Interval, late: Interval) -> int:
    if early.end is None or late.start is None or early.end > late.start:
        return 0
    return (late.start - early.end).days + 1


def surely_overlap(a: Reading, b: Reading) -> bool:
    """Whether two states, each held through the time it states, were held at one time beyond doubt.

    The first and last unit of a stated stretch (the years of `2018/2023`) belong to it only in part, and so does a
    single long one (`2025`): a successor may have come in between.
    """
    first, second = _known(a), _known(b)
    return first is not None and second is not None and first.overlaps(second)


def _known(reading: Reading) -> Interval | None:
    """The time through which a state was held for sure; one that goes on is known to the day on which it was told."""
    inner, said = _interior(reading.claim.valid, reading.held), reading.said
    if inner is None or inner.end is not None or said is None or said.end is None:
        return inner
    until = Interval(inner.start, said.end)
    return until if inner.start is None or inner.start < said.end else None


def _interior(edtf: str | None, span: Interval | None) -> Interval | None:
    if edtf is None or span is None or _is_sharp(span):
        return span
    start, slash, end = (part.rstrip("~?%") for part in edtf.partition("/"))
    if not slash:
        return None
    inner = Interval(_shift(span.start, start, 1), _shift(span.end, end, -1))
    return inner if inner.start is None or inner.end is None or inner.start < inner.end else None


def _shift(day: date | None, edtf: str, sign: int) -> date | None:
    if day is None:
        return None
    unit = _UNITS.get(len(edtf), _UNITS[_YEAR])
    return day + sign * unit if unit > _UNITS[_DAY] else day
