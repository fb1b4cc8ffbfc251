"""Values made of other values: parts of a year, ranges, times of a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from claimtrack.model import Anchor
from claimtrack.recognize.calendar import CLOCK_UNITS, Period, Unit
from claimtrack.recognize.timex.dated import Open, Weekday
from claimtrack.recognize.timex.relative import Length
from claimtrack.recognize.timex.values import Context, Value, When, single


@dataclass(frozen=True, slots=True)
class Within(Value):
    """A part of another value: October of last year, the second half of 2026, the last week of May."""

    inner: Open | Weekday
    outer: Value
    nature: ClassVar[str] = "within"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.inner.unit

    def _when(self, context: Context) -> When | None:
        outer = self.outer.resolve(context)
        if outer is None or outer.period is None:
            return None
        if isinstance(self.inner, Weekday):
            if not outer.period.exists:
                return None
            found: Period | None = Period.around(Unit.DAY, outer.period.first_day).shift(self.inner.day - 1)
        else:
            found = self.inner.in_year(outer.period.year)
        return found and single(found, outer.anchor, outer.approximate)


@dataclass(frozen=True, slots=True)
class Counted(Value):
    """Parts of another value counted from its start or end: the first nine months of 2025, the last week of May.

    `first` and `last` are places from 1, or from -1 at the end.
    """

    unit: Unit
    first: int
    last: int
    outer: Value | None
    nature: ClassVar[str] = "within"

    def _when(self, context: Context) -> When | None:
        outer = self._year(context) if self.outer is None else self.outer.resolve(context)
        if outer is None or outer.period is None or not outer.period.exists:
            return None
        first, last = (outer.period.inner(self.unit, place) for place in (self.first, self.last))
        return When(first, last, outer.anchor, outer.approximate)

    def _year(self, context: Context) -> When | None:
        """The year of "the first nine months": the last one in which they are over."""
        if context.now is None:
            return None
        year = Period.around(Unit.YEAR, context.now)
        if context.direction < 0 and year.inner(self.unit, self.last).last_day >= context.now:
            year = year.shift(-1)
        return single(year, context.anchor)


@dataclass(frozen=True, slots=True)
class Ended(Value):
    """So many units up to the end of another value: the six months ended December 31, 2025."""

    length: Length
    outer: Value
    nature: ClassVar[str] = "within"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.length.unit

    def _when(self, context: Context) -> When | None:
        outer = self.outer.resolve(context)
        if outer is None or outer.last is None or not outer.last.exists or self.length.count is None:
            return None
        if self.unit in CLOCK_UNITS:
            return None
        unit, count = (Unit.MONTH, 12) if self.unit is Unit.YEAR else (self.unit, 1)
        last = Period.around(unit, outer.last.last_day)
        return When(last.shift(1 - max(1, round(self.length.count * count))), last, outer.anchor, outer.approximate)


@dataclass(frozen=True, slots=True)
class Around(Value):
    """The unit around another value: the week of March 23, the weekend of Halloween."""

    unit: Unit
    outer: Value
    nature: ClassVar[str] = "within"

    def _when(self, context: Context) -> When | None:
        outer = self.outer.resolve(context)
        if outer is None or outer.first is None or not outer.first.exists:
            return None
        return single(Period.around(self.unit, outer.first.first_day), outer.anchor)


@dataclass(frozen=True, slots=True)
class Part(Value):
    """The early, middle or late part of a value, its start or its end; `part` is one of `PARTS`."""

    part: str
    outer: Value
    nature: ClassVar[str] = "part"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.outer.unit

    def _when(self, context: Context) -> When | None:
        outer = self.outer.resolve(context)
        if outer is None or outer.period is None:
            return outer
        return cut(outer, outer.period, self.part)


def cut(outer: When, period: Period, part: str) -> When:
    """Return a part of a period.

    Early and late in a year are its first and last quarter, its middle May to August; its start and end, and those of
    a half or a quarter, are the first and last month. A part of a month or of anything shorter stays the whole,
    but for the end of a month, which is its last day.
    """
    months = {Unit.YEAR: 12, Unit.HALF: 6, Unit.QUARTER: 3}.get(period.unit)
    if part == "end" and period.unit is Unit.MONTH and period.exists:
        return single(Period.around(Unit.DAY, period.last_day), outer.anchor, outer.approximate)
    if months is None or part not in PARTS:
        return outer
    if part in ("early", "mid", "late") and period.unit is not Unit.YEAR:
        return outer
    first = Period(Unit.MONTH, period.number * months)
    low, high = PARTS[part]
    if high < 0:
        low, high = low + months + 1, high + months + 1
    return When(first.shift(low - 1), first.shift(high - 1), outer.anchor, outer.approximate)


PARTS = {"early": (1, 3), "mid": (5, 8), "late": (-3, -1), "start": (1, 1), "end": (-1, -1)}
"""Part of a year → its first and last month, from -1 at the year's end."""


@dataclass(frozen=True, slots=True)
class Fiscal(Value):
    """A fiscal period whose months the text does not state: approximate for a year, no interval for its parts."""

    year: int | None
    shift: int | None = None
    place: str = ""
    nature: ClassVar[str] = "fiscal"
    unit: ClassVar[Unit] = Unit.YEAR

    def _when(self, context: Context) -> When | None:
        if self.place:
            return None
        if self.year is not None:
            return single(Period(Unit.YEAR, self.year), Anchor.EXPLICIT, approximate=True)
        if context.now is None or self.shift is None:
            return None
        return single(Period(Unit.YEAR, context.now.year + self.shift), context.anchor, approximate=True)


@dataclass(frozen=True, slots=True)
class Clock(Value):
    """A time of day ("09:30", or a part: "MO", "EV"), of a day where one is named."""

    time: str
    day: Value | None = None
    until: str = ""
    bound: str = ""
    sure: bool = False
    spans: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))
    nature: ClassVar[str] = "clock"
    unit: ClassVar[Unit] = Unit.HOUR

    def _when(self, context: Context) -> When | None:
        return self.day.resolve(context) if self.day is not None else None


@dataclass(frozen=True, slots=True)
class Range(Value):
    """From one value to another; the end that has no year takes it from the other."""

    first: Value
    last: Value
    spans: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))
    nature: ClassVar[str] = "range"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.last.unit

    def ends(self, context: Context) -> tuple[When | None, When | None]:
        """Return both ends, each resolved with what the other knows."""
        first = self.first.resolve(context)
        last = self.last.resolve(context)
        if isinstance(self.first, Open) and not isinstance(self.last, Open) and last is not None:
            first = _turned(self.first, last, -1)
        elif isinstance(self.last, Open | Weekday) and first is not None:
            last = _turned(self.last, first, 1)
        return first, last

    def _when(self, context: Context) -> When | None:
        first, last = self.ends(context)
        if first is None or last is None or first.first is None or last.last is None:
            return None
        if first.first.exists and last.last.exists and first.first.first_day > last.last.last_day:
            return None
        anchor = last.anchor if first.anchor is Anchor.EXPLICIT else first.anchor
        return When(first.first, last.last, anchor, first.approximate or last.approximate)


def _turned(value: Open | Weekday, other: When, direction: Literal[-1, 1]) -> When | None:
    """Resolve one end of a range from the other: the last such date before it, or the first after it."""
    period = other.period
    if period is None:
        return None
    if not period.exists:
        found = value.in_year(period.year) if isinstance(value, Open) else None
        return found and single(found, other.anchor)
    edge = period.first_day if direction > 0 else period.last_day
    bare = replace(value, which=None)
    when = bare.resolve(Context(edge, Anchor.PUBLISHED, direction=direction))
    return when and when._replace(anchor=other.anchor)
