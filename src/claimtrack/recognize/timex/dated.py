"""Values that name a place in the calendar: with its year, or one that tense, publication and text must find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import ClassVar

from claimtrack.edtf import LAST_YEAR
from claimtrack.model import Anchor
from claimtrack.recognize.calendar import Period, Unit, easter
from claimtrack.recognize.timex.values import Context, Direction, Value, When, plus_days, single


@dataclass(frozen=True, slots=True)
class Fixed(Value):
    """A period that carries its own year; `approximate` for fiscal years and "around 2020"."""

    period: Period
    approximate: bool = False
    nature: ClassVar[str] = "fixed"

    @property
    def unit(self) -> Unit:
        """The unit it names."""
        return self.period.unit

    def _when(self, context: Context) -> When | None:
        return single(self.period, Anchor.EXPLICIT, self.approximate)


@dataclass(frozen=True, slots=True)
class Open(Value):
    """A part of an unnamed year: a month, a day of a month, a quarter, a season.

    `which` is -1 in "last fall", 1 in "next fall", 0 in "this fall", `None` where the tense decides. `feast` is the
    rule of a movable feast, see `feast_in`.
    """

    unit: Unit
    place: int
    day: int = 0
    which: int | None = None
    feast: tuple[int, ...] = ()
    nature: ClassVar[str] = "open"

    def in_year(self, year: int) -> Period | None:
        """Return it in a year, `None` where the year has no such day."""
        if self.feast:
            return feast_in(year, self.feast)
        if self.unit not in (Unit.DAY, Unit.WEEK):
            return Period.in_year(self.unit, year, self.place)
        try:
            if self.unit is Unit.WEEK:
                return Period.around(Unit.WEEK, date.fromisocalendar(year, self.place, 1))
            return Period.around(Unit.DAY, date(year, self.place, self.day))
        except ValueError:  # no such day, or before year 1
            return None

    def _when(self, context: Context) -> When | None:
        if context.anchor is Anchor.TEXT and self.which is None:
            found = self._beside(context)
        elif context.now is None:
            return None
        elif self.which == 0 and self.unit is not Unit.DAY:
            found = self.in_year(context.now.year)
        else:
            found = self._nearby(Period.around(self.unit, context.now), context)
        return found and single(found, context.anchor)

    def _beside(self, context: Context) -> Period | None:
        """In a narrative: the year of the date before it, the next one when that leads back far."""
        before = context.text
        if before is None:
            return None
        here = self.in_year(before.year)
        if here is None or not before.exists or before.unit not in (Unit.DAY, Unit.MONTH):
            return here
        is_back = (before.first_day - here.first_day).days > _YEAR_TURN
        turns = is_back and (context.chapter is None or before.year < context.chapter)
        return self.in_year(before.year + 1) if turns else here

    def _nearby(self, now: Period, context: Context) -> Period | None:
        years = range(now.year - 8, now.year + 9)  # a leap day may be eight years away
        found = [period for year in years if (period := self.in_year(year))]
        strict = 1 if self.which else 0
        before = max((p for p in found if p.number <= now.number - strict), default=None)
        after = min((p for p in found if p.number >= now.number + strict), default=None)
        if self.which or before is None or after is None or before == after:
            return after if before is None or (self.which or 0) > 0 else before
        past, future = _WEIGHTS[self.unit, context.direction]
        return before if (now.number - before.number) * past <= (after.number - now.number) * future else after


_YEAR_TURN = 250  # days back from the date before, beyond which a bare month means the next year's


def _weights() -> dict[tuple[Unit, Direction], tuple[int, int]]:
    """How far each side counts, by unit and tense: the nearer one is meant, but a tense is not easily overruled."""
    weights: dict[tuple[Unit, Direction], tuple[int, int]] = {}
    for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.SEASON, Unit.QUARTER, Unit.HALF):
        weights |= {(unit, -1): (1, 50), (unit, 0): (1, 2), (unit, 1): (50, 1)}
    # a day is seldom more than half a year away; a quarter without verb is the one reported or the one to come
    return weights | {(Unit.DAY, -1): (1, 4), (Unit.DAY, 1): (4, 1), (Unit.QUARTER, 0): (1, 1), (Unit.HALF, 0): (1, 1)}


_WEIGHTS = _weights()


def feast_in(year: int, rule: tuple[int, ...]) -> Period | None:
    """Return a movable feast of a year: days from Easter Sunday `(-2,)`, or the nth weekday of a month `(11, 4, 4)`.

    A negative nth counts from the end of the month; a fourth number is of the days after that, `(11, 4, 4, 1)`.
    """
    if not FIRST_GREGORIAN <= year <= LAST_YEAR:
        return None
    if len(rule) == 1:
        return Period.around(Unit.DAY, easter(year)).shift(rule[0])
    month, weekday, nth, *later = rule
    whole = Period.in_year(Unit.MONTH, year, month)
    if nth > 0:
        ahead = (weekday - whole.first_day.isoweekday()) % 7
        return Period.around(Unit.DAY, whole.first_day).shift(ahead + 7 * (nth - 1) + sum(later))
    behind = (whole.last_day.isoweekday() - weekday) % 7
    return Period.around(Unit.DAY, whole.last_day).shift(-behind + 7 * (nth + 1))


FIRST_GREGORIAN = 1583


@dataclass(frozen=True, slots=True)
class Weekday(Value):
    """A day of the week, 1 for Monday; `which` is the week it lies in: -1 in "last Tuesday", 0 in "this Tuesday".

    `side` is -1 for the one just gone, "this past Tuesday".
    """

    day: int
    which: int | None = None
    side: int = 0
    nature: ClassVar[str] = "weekday"
    unit: ClassVar[Unit] = Unit.DAY

    def _when(self, context: Context) -> When | None:
        if context.now is None:
            return None
        behind = (context.now.isoweekday() - self.day) % 7
        if self.which is not None:
            monday = context.now - timedelta(days=context.now.weekday())
            day = plus_days(monday, self.which * 7 + self.day - 1)
        else:
            ahead = behind and context.direction > 0 and not self.side
            day = plus_days(context.now, 7 - behind if ahead else -(behind or (7 if self.side else 0)))
        return None if day is None else single(Period.around(Unit.DAY, day), context.anchor)


@dataclass(frozen=True, slots=True)
class DayOnly(Value):
    """A day of an unnamed month: the 18th; with a weekday (1 for Monday) the month must have it there: Friday 13th."""

    day: int
    weekday: int = 0
    nature: ClassVar[str] = "dayonly"
    unit: ClassVar[Unit] = Unit.DAY

    def _when(self, context: Context) -> When | None:
        if context.now is None or not 1 < context.now.year < LAST_YEAR:
            return None
        if context.anchor is Anchor.TEXT:
            found = self._in_month(Period.around(Unit.MONTH, context.now))
            return found and single(found, context.anchor)
        now = Period.around(Unit.DAY, context.now)
        month = Period.around(Unit.MONTH, context.now)
        steps = (1,) if context.direction > 0 else (1, -1) if self.weekday else (-1,)
        for away, step in product(range(_MONTHS_TO_LOOK), steps):
            found = self._in_month(month.shift(away * step))
            if found is not None and (found.number - now.number) * step >= 0:
                return single(found, context.anchor)
        return None

    def _in_month(self, month: Period) -> Period | None:
        found = Period.around(Unit.DAY, month.first_day).shift(self.day - 1) if month.exists else None
        if found is None or found > Period.around(Unit.DAY, month.last_day):
            return None
        return found if not self.weekday or found.first_day.isoweekday() == self.weekday else None


_MONTHS_TO_LOOK = 40  # a Friday the 31st may be three years away
