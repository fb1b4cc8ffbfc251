"""Values that count from a reference: the publication date, or what the text named last; and plain lengths of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from claimtrack.model import Anchor
from claimtrack.recognize.calendar import CLOCK_UNITS, Period, Unit
from claimtrack.recognize.timex.values import Context, Value, When, later, moved, single


@dataclass(frozen=True, slots=True)
class Shifted(Value):
    """A unit counted from the reference: today, last month (-1), the year after next (2)."""

    unit: Unit
    count: int
    nature: ClassVar[str] = "shifted"

    def _when(self, context: Context) -> When | None:
        if context.now is None:
            return None
        return single(Period.around(self.unit, context.now).shift(self.count), context.anchor)


@dataclass(frozen=True, slots=True)
class Weekend(Value):
    """A weekend: the last one for a report, unless the words or the tense say otherwise."""

    which: int | None = None
    nature: ClassVar[str] = "weekend"
    unit: ClassVar[Unit] = Unit.WEEKEND

    def _when(self, context: Context) -> When | None:
        if context.now is None:
            return None
        this = Period.around(Unit.WEEKEND, context.now)
        begun = context.now.isoweekday() >= 6
        told = 0 if begun or context.direction > 0 else -1
        return single(this.shift(told if self.which is None else self.which), context.anchor)


@dataclass(frozen=True, slots=True)
class Back(Value):
    """What the text named last, again or so many units on: that year (0), the day after (1), a year earlier (-1).

    With `keep` the period found has the unit of the one it is counted from, a year before a quarter is a quarter;
    `fallback` lets it count from the reference where the text names nothing; without it, the text must have named a
    period of that unit: "in the quarter". `of` is the unit it names itself: the year-ago quarter.
    """

    unit: Unit
    count: int
    keep: bool = False
    fallback: bool = True
    of: Unit | None = None
    nature: ClassVar[str] = "back"

    def _when(self, context: Context) -> When | None:
        named = context.report if self.keep else context.text
        if self.keep and Unit.QUARTER in (self.unit, self.of):
            named = context.quarter
        if named is not None and (self.fallback or named.unit is self.unit):
            found = self._from(named)
            return found and single(found, Anchor.TEXT)
        if context.now is None or not self.fallback:
            return None
        unit = Unit.MONTH if self.keep and self.unit is Unit.YEAR else self.unit
        found = moved(Period.around(unit, context.now), self.unit, self.count)
        return found and single(found, context.anchor)

    def _from(self, period: Period) -> Period | None:
        if self.keep:
            return moved(period, self.unit, self.count)
        if not period.exists:
            return Period(self.unit, period.year + self.count) if self.unit is Unit.YEAR else None
        if self.unit is Unit.DAY and period.unit is not Unit.DAY:
            return None
        edge = period.last_day if self.count > 0 else period.first_day
        return Period.around(self.unit, edge).shift(self.count)


@dataclass(frozen=True, slots=True)
class Length(Value):
    """A duration: a number of units, or a range of them; `count` is `None` in "several years".

    `more` is what comes on top: two years *and three months*.
    """

    unit: Unit
    count: float | None
    most: float | None = None
    more: Length | None = None
    nature: ClassVar[str] = "length"


@dataclass(frozen=True, slots=True)
class Offset(Value):
    """A length before (-1) or after (1) the reference, or with `back` the date the text named last."""

    length: Length
    direction: int
    back: bool = False
    nature: ClassVar[str] = "offset"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.length.unit

    def base(self, context: Context) -> tuple[date | None, Anchor]:
        """Return the day it counts from, and whose day that is."""
        if self.back and context.text is not None:
            is_exact = context.text.unit in _DAYS or self.unit not in {*CLOCK_UNITS, Unit.DAY}
            return (context.text.first_day if context.text.exists and is_exact else None), Anchor.TEXT
        told = self.back and self.direction > 0 and self.unit in {Unit.YEAR, *_LONG}
        return (None if told else context.now), context.anchor  # no decade counts on from the day of writing

    def _when(self, context: Context) -> When | None:
        day, anchor = self.base(context)
        count = self.length.count
        if day is None or count is None:
            return None
        if self.length.more is not None and (less := Offset(self.length.more, self.direction)._at_end(day)) is not None:
            day = less
        first = self._at(day, count)
        last = first if self.length.most is None else self._at(day, self.length.most)
        if first is None or last is None:
            return None
        is_round = (self.unit is Unit.YEAR and count >= _ROUND_YEARS) or self.unit in _LONG
        return When(min(first, last), max(first, last), anchor, is_round)

    def _at_end(self, day: date) -> date | None:
        found = later(day, self.unit, round(self.length.count or 0) * self.direction)
        return found if self.unit not in CLOCK_UNITS else day

    def _at(self, day: date, count: float) -> Period | None:
        unit = self.unit
        if unit in CLOCK_UNITS:
            return Period.around(Unit.DAY, day)
        if count != int(count) and unit is Unit.YEAR:
            unit, count = Unit.MONTH, count * 12
        granule = Unit.MONTH if unit is Unit.YEAR and count <= _EXACT_YEARS and not self.back else unit
        granule = {Unit.WEEK: Unit.DAY, **_LONG}.get(unit, granule)
        return moved(Period.around(granule, day), unit, round(count) * self.direction)


_DAYS = frozenset({Unit.DAY, Unit.WEEK, Unit.WEEKEND})  # two days after a month is no day
_LONG = dict.fromkeys((Unit.DECADE, Unit.CENTURY), Unit.YEAR)
_ROUND_YEARS = 20  # from here on "years ago" is a round number
_EXACT_YEARS = 1  # "a year ago" is that month; "two years ago" is that year


@dataclass(frozen=True, slots=True)
class Ahead(Value):
    """In two weeks: from the reference where the sentence speaks of the future, else a duration."""

    length: Length
    nature: ClassVar[str] = "offset"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.length.unit

    def _when(self, context: Context) -> When | None:
        return Offset(self.length, 1).resolve(context) if context.direction > 0 else None


@dataclass(frozen=True, slots=True)
class Stretch(Value):
    """A length that ends (-1) or begins (1) with the reference: the past five years, within 18 months."""

    length: Length
    direction: int
    within: bool = False
    nature: ClassVar[str] = "stretch"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.length.unit

    def _when(self, context: Context) -> When | None:
        if context.now is None or self.unit in CLOCK_UNITS:
            return None
        granule = {Unit.WEEK: Unit.DAY, Unit.YEAR: Unit.MONTH, **_LONG}.get(self.unit, self.unit)
        if self.length.count is None:
            now = Period.around(self.unit, context.now)
            return When(now if self.direction > 0 else None, None if self.direction > 0 else now, context.anchor)
        now = Period.around(granule, context.now)
        if self.unit is Unit.QUARTER:  # whole ones: the past two quarters are the two before this one
            ends = sorted(now.shift(count * self.direction) for count in (1, round(self.length.count)))
            return When(ends[0], ends[1], context.anchor)
        near = moved(now, self.unit, round(self.length.count) * self.direction)
        if near is None:
            return None
        if self.length.most is not None and self.direction > 0:
            far = moved(now, self.unit, round(self.length.most))
            return far and When(near, far, context.anchor)
        return When(min(now, near), max(now, near), context.anchor)


@dataclass(frozen=True, slots=True)
class Beside(Value):
    """A length before (-1) or after (1) another value: two weeks after May 13, four months from tomorrow."""

    length: Length
    direction: int
    outer: Value
    nature: ClassVar[str] = "within"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.length.unit

    def _when(self, context: Context) -> When | None:
        outer = self.outer.resolve(context)
        if outer is None or outer.period is None or not outer.period.exists or self.length.count is None:
            return None
        found = moved(
            Period.around(Unit.DAY, outer.period.first_day), self.unit, round(self.length.count) * self.direction
        )
        return found and single(found, outer.anchor)


@dataclass(frozen=True, slots=True)
class Every(Value):
    """Something repeated: each quarter; `length` is the time between."""

    length: Length
    nature: ClassVar[str] = "every"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.length.unit


@dataclass(frozen=True, slots=True)
class Vague(Value):
    """Now, formerly, soon: `ref` is `present`, `past` or `future`; only the present is a date, the reference."""

    ref: str
    nature: ClassVar[str] = "vague"
    unit: ClassVar[Unit] = Unit.DAY

    def _when(self, context: Context) -> When | None:
        if self.ref != "present" or context.now is None or context.anchor is not Anchor.PUBLISHED:
            return None
        return single(Period.around(Unit.DAY, context.now), context.anchor)
