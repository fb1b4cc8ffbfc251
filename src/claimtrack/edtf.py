"""Dates as imprecise as their source: Extended Date/Time Format (ISO 8601-2, https://www.loc.gov/standards/datetime/).

The part of EDTF that claims need: `2025`, `2025-10`, `2025-10-31`, the divisions `2025-21` (seasons, 21 to 24),
`2025-33` (quarters, 33 to 36) and `2025-40` (half-years, 40 and 41), decades `202X`, qualifiers `~`, `?`, `%`,
intervals `2025-03/2025-06`, open ends `..`, and two kinds of dates that have no interval: those whose year is unknown
(`XXXX-03-07`) and those before year 1 (`-0217`), which no `datetime.date` can hold.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple


class Interval(NamedTuple):
    """Days from `start` (in) to `end` (out); `None` is an open side."""

    start: date | None
    end: date | None

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        return not (self.follows(other) or other.follows(self))

    def follows(self, other: Interval) -> bool:
        """Whether every day of `other` is over when this interval begins."""
        return not _before(self.start, other.end)

    def contains(self, other: Interval) -> bool:
        """Whether every day of `other` is one of this interval's."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


_DATE = re.compile(r"(\d{3}[\dX])(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")
_PARTIAL = re.compile(r"XXXX-(\d{2})(?:-(\d{2}))?[~?%]?")
_BEFORE_ONE = re.compile(r"(?:-\d{4}|0000)(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
# division → first month, number of months; northern meteorological seasons, winter from December
_DIVISIONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip
LAST_YEAR = 9998  # the day after the last day must still be a date


@lru_cache(maxsize=16_384)
def parse_edtf(text: str) -> Interval | None:
    """Return the days that an EDTF string covers, or `None` for a date whose year is unknown or before year 1.

    Qualifiers do not widen the interval: `2025~` covers 2025; see `is_approximate`.

    Raises:
        ValueError: `text` is not EDTF of the kind this module reads, or no such day exists.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return None if _has_no_days(first) else _single(first)
    if any([_has_no_days(first), _has_no_days(last)]):
        return None
    start = None if first in ("", "..") else _single(first).start
    end = None if last in ("", "..") else _single(last).end
    if not _before(start, end):
        raise ValueError(f"the interval ends before it starts: {text!r}")
    return Interval(start, end)


def is_approximate(text: str) -> bool:
    """Whether the date is marked approximate or uncertain (`~`, `?` or `%`)."""
    return any(mark in text for mark in "~?%")


def is_edtf(text: str) -> bool:
    """Whether `parse_edtf` accepts the string."""
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


def _has_no_days(text: str) -> bool:
    match = _PARTIAL.fullmatch(text) or _BEFORE_ONE.fullmatch(text)
    if match is None:
        return False
    month, day = int(match[1] or 1), int(match[2] or 1)
    if match[2] is not None or month not in _DIVISIONS:
        date(2024, month, day)  # a leap year: February 29 exists in some year
    return True


def _single(text: str) -> Interval:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    if match[1].endswith("X"):
        if match[2]:
            raise ValueError(f"a decade has no months: {text!r}")
        return _months(int(match[1][:3]) * 10, 1, 120)
    year = int(match[1])
    if match[2] is None:
        return _months(year, 1, 12)
    part = int(match[2])
    if match[3] is not None:
        day = date(_checked(year), part, int(match[3]))
        return Interval(day, day + timedelta(days=1))
    first, count = _DIVISIONS.get(part, (part, 1))
    return _months(year, first, count)


def _months(year: int, first: int, count: int) -> Interval:
    start = date(_checked(year), first, 1)
    months = year * 12 + first - 1 + count
    return Interval(start, date(_checked(months // 12), months % 12 + 1, 1))


def _checked(year: int) -> int:
    if not 1 <= year <= LAST_YEAR + 1:
        raise ValueError(f"no such year: {year}")
    return year
