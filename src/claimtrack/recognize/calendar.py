"""Calendar arithmetic: a period is a unit and its number, so that "the quarter before" is the number minus one."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from claimtrack.edtf import LAST_YEAR


class Unit(StrEnum):
    """The units times are counted in; the value is the name language data use."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
_PER_YEAR = {Unit.MONTH: 12, Unit.SEASON: 4, Unit.QUARTER: 4, Unit.HALF: 2, Unit.YEAR: 1}
_YEARS = {Unit.DECADE: 10, Unit.CENTURY: 100}
# the first division's EDTF number: spring 21, first quarter 33, first half 40
_EDTF_BASE = {Unit.SEASON: 21, Unit.QUARTER: 33, Unit.HALF: 40}
_MARCH = 2  # months from January to the start of spring, the season that a year's seasons are counted from


class Period(NamedTuple):
    """One calendar unit: `Period(Unit.YEAR, 2025)`, `Period(Unit.MONTH, 2025 * 12 + 9)` for October 2025.

    Days are proleptic Gregorian ordinals, weeks run from Monday, a weekend is the end of its week, a winter
    belongs to the year of its December; years count astronomically (0 is 1 BC).
    """

    unit: Unit
    number: int

    @classmethod
    def in_year(cls, unit: Unit, year: int, place: int = 1) -> Period:
        """Return the year's division `place`, counted from 1: month 10, quarter 3, season 1 (spring)."""
        return cls(unit, year * _PER_YEAR[unit] + place - 1)

    @classmethod
    def around(cls, unit: Unit, day: date) -> Period:
        """Return the unit that contains a day; for a weekend, the one of the day's week."""
        if unit is Unit.DAY:
            return cls(unit, day.toordinal())
        if unit in (Unit.WEEK, Unit.WEEKEND):
            return cls(unit, (day.toordinal() - 1) // 7)
        if unit in _YEARS:
            return cls(unit, day.year // _YEARS[unit])
        months = day.year * 12 + day.month - 1 - (_MARCH if unit is Unit.SEASON else 0)
        return cls(unit, months * _PER_YEAR[unit] // 12)

    def shift(self, count: int) -> Period:
        """Return the period so many units later, or earlier."""
        return Period(self.unit, self.number + count)

    @property
    def year(self) -> int:
        """The year it lies or begins in."""
        if self.unit in _YEARS:
            return self.number * _YEARS[self.unit]
        if self.unit in _PER_YEAR:
            return self.number // _PER_YEAR[self.unit]
        return self.first_day.year

    @property
    def place(self) -> int:
        """Which division of its year it is, counted from 1."""
        return self.number % _PER_YEAR[self.unit] + 1

    @property
    def exists(self) -> bool:
        """Whether its days can be told, and those of the periods around it: years 100 to 9000."""
        if self.unit in _YEARS or self.unit in _PER_YEAR:
            return _FIRST.year <= self.year <= _LAST.year
        days = self.number if self.unit is Unit.DAY else self.number * 7
        return _FIRST.toordinal() <= days <= _LAST.toordinal()

    @property
    def has_name(self) -> bool:
        """Whether EDTF can write it: what exists, and years and their parts from 9999 BC on."""
        return self.exists or (self.unit in _PER_YEAR and -9999 <= self.year <= _LAST.year)

    @property
    def first_day(self) -> date:
        """The day it begins with; the period must exist."""
        if self.unit is Unit.DAY:
            return date.fromordinal(self.number)
        if self.unit in (Unit.WEEK, Unit.WEEKEND):
            return date.fromordinal(self.number * 7 + (6 if self.unit is Unit.WEEKEND else 1))
        if self.unit in _YEARS:
            return date(max(1, self.year), 1, 1)
        months = self.number * 12 // _PER_YEAR[self.unit] + (_MARCH if self.unit is Unit.SEASON else 0)
        return date(months // 12, months % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of it; the period must exist."""
        if self.unit is Unit.WEEKEND:
            return self.first_day + timedelta(days=1)
        return self.shift(1).first_day - timedelta(days=1)

    def inner(self, unit: Unit, place: int) -> Period:
        """Return the part `place` of it, counted from 1 at its start or from -1 at its end: the last week of May.

        A week belongs to the month or year that has its Thursday, as in ISO 8601.
        """
        shift = 3 if unit is Unit.WEEK else 0
        if place > 0:
            return _whole(unit, self.first_day - timedelta(days=shift), 1).shift(place - 1)
        return _whole(unit, self.last_day + timedelta(days=shift), -1).shift(place + 1)

    def edtf(self) -> str:
        """Return it as EDTF; weeks, weekends and centuries are intervals."""
        if self.unit is Unit.YEAR:
            return render_year(self.number)
        if self.unit is Unit.MONTH:
            return f"{render_year(self.year)}-{self.place:02}"
        if self.unit in _EDTF_BASE:
            return f"{render_year(self.year)}-{_EDTF_BASE[self.unit] + self.place - 1}"
        if self.unit is Unit.DECADE:
            return f"{self.number:03}X"
        if self.unit is Unit.CENTURY:
            return f"{render_year(max(1, self.year))}/{render_year(self.year + 99)}"
        if self.unit is Unit.DAY:
            return self.first_day.isoformat()
        return f"{self.first_day.isoformat()}/{self.last_day.isoformat()}"


def _whole(unit: Unit, edge: date, direction: int) -> Period:
    """Return the first unit from a day on that begins there or later, or the last one that ends there or earlier."""
    period = Period.around(unit, edge)
    if direction > 0:
        return period if unit is Unit.WEEKEND or period.first_day >= edge else period.shift(1)
    return period if period.last_day <= edge else period.shift(-1)


_FIRST, _LAST = date(100, 1, 1), date(9000, 1, 1)


def render_year(year: int) -> str:
    """Return a year as EDTF writes it: four digits, a sign before those before year 0."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, the month's last day where it has no such day.

    Raises:
        ValueError: the result is outside years 1 to 9998.
    """
    number = day.year * 12 + day.month - 1 + months
    if not 12 <= number < LAST_YEAR * 12:
        raise ValueError(f"{months} months from {day} is outside the calendar")
    first = date(number // 12, number % 12 + 1, 1)
    return first + timedelta(days=min(day.day, Period.around(Unit.MONTH, first).last_day.day) - 1)


def easter(year: int) -> date:
    """Return Easter Sunday of a year, by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
