"""What time expressions mean, before it is known when that is: the base of the values and calendar steps they share.

A value knows its `unit` (what it names) and its `nature`, by which the patterns of the next level tell apart what
stands alone ("fixed": October 2025), what wants a year ("open": October), what counts from a reference ("shifted":
last year). `resolve` gives the periods it covers, or `None` where the reference it needs is missing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from claimtrack.model import Anchor
from claimtrack.recognize.calendar import Period, Unit, add_months

Direction = Literal[-1, 0, 1]
"""Where an open date lies: before the reference (-1) or after it (1), so the tense; 0 where nothing tells."""


class When(NamedTuple):
    """The periods from `first` to `last`, both in; `None` is an open side, a single period is both."""

    first: Period | None
    last: Period | None
    anchor: Anchor
    approximate: bool = False

    @property
    def period(self) -> Period | None:
        """The one period it is, if it is one."""
        return self.first if self.first == self.last else None

    @property
    def is_sound(self) -> bool:
        """Whether both ends have a name and stand in their order."""
        if not all(period is None or period.has_name for period in (self.first, self.last)):
            return False
        if self.first is None or self.last is None or not (self.first.exists and self.last.exists):
            return self.first is not None or self.last is not None
        return self.first.first_day <= self.last.last_day


class Context(NamedTuple):
    """What an expression is resolved against.

    `now` is the day relative words count from, `anchor` says whose day it is; `text` is the period the text named
    last, `report` the last one of a month or longer, `quarter` the last quarter or half-year; `direction` is the tense
    around the expression, `chapter` the last year that the heading above a narrative names.
    """

    now: date | None
    anchor: Anchor
    text: Period | None = None
    report: Period | None = None
    quarter: Period | None = None
    chapter: int | None = None
    direction: Direction = -1


class Value:
    """The meaning of an expression. `nature` and `unit` are what the patterns of the next level know it by."""

    __slots__ = ()
    nature: ClassVar[str]

    if TYPE_CHECKING:

        @property
        def unit(self) -> Unit:
            """The unit it names."""

    def resolve(self, context: Context) -> When | None:
        """Return the periods it covers; `None` without the reference it needs, and outside the calendar."""
        when = self._when(context)
        return when if when is not None and when.is_sound else None

    def _when(self, context: Context) -> When | None:
        return None


def single(period: Period, anchor: Anchor, approximate: bool = False) -> When:
    """Return one period as a `When`."""
    return When(period, period, anchor, approximate)


def moved(period: Period, unit: Unit, count: int) -> Period | None:
    """Return the period so many units on: October 2025 a year on is October 2026; `None` outside the calendar."""
    if unit in (Unit.YEAR, Unit.DECADE, Unit.CENTURY):
        years = count * {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}[unit]
        if period.unit in _PARTS_OF_YEAR:
            return Period(period.unit, period.number + years * _PARTS_OF_YEAR[period.unit])
        unit, count = Unit.MONTH, years * 12
    if unit == period.unit or not period.exists:
        return period.shift(count) if unit == period.unit else None
    day = later(period.first_day, unit, count)
    return None if day is None else Period.around(period.unit, day)


_PARTS_OF_YEAR = {Unit.YEAR: 1, Unit.HALF: 2, Unit.QUARTER: 4, Unit.SEASON: 4, Unit.MONTH: 12}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}


def later(day: date, unit: Unit, count: int) -> date | None:
    """Return the day so many units on, `None` outside the calendar."""
    if unit in _MONTHS:
        try:
            return add_months(day, count * _MONTHS[unit])
        except ValueError:
            return None
    return plus_days(day, count * (7 if unit in (Unit.WEEK, Unit.WEEKEND) else 1))


def plus_days(day: date, days: int) -> date | None:
    """Return the day so many days on, `None` outside the calendar."""
    try:
        moved_day = day + timedelta(days=days)
    except OverflowError:
        return None
    return moved_day if moved_day.year < 9999 else None
