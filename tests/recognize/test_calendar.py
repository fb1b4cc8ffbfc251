from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.recognize.calendar import CLOCK_UNITS, Period, Unit, add_months, easter

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
UNITS = st.sampled_from([unit for unit in Unit if unit not in CLOCK_UNITS])


@given(DAYS, UNITS.filter(lambda unit: unit is not Unit.WEEKEND))
def test_a_period_contains_the_day_it_is_around(day: date, unit: Unit) -> None:
    period = Period.around(unit, day)
    assert period.first_day <= day <= period.last_day


@given(DAYS, UNITS, st.integers(-50, 50))
def test_periods_follow_each_other_without_gap(day: date, unit: Unit, count: int) -> None:
    period = Period.around(unit, day)
    assert period.shift(count).shift(-count) == period
    if unit is not Unit.WEEKEND:
        assert (period.shift(1).first_day - period.last_day).days == 1


@given(DAYS, st.integers(-600, 600))
def test_months_added_come_off_again_up_to_the_length_of_the_month(day: date, months: int) -> None:
    assert abs((add_months(add_months(day, months), -months) - day).days) <= 3


def test_the_winter_belongs_to_the_year_of_its_december() -> None:
    assert Period.around(Unit.SEASON, date(2026, 2, 10)).edtf() == "2025-24"


def test_parts_are_counted_from_both_ends() -> None:
    may = Period.in_year(Unit.MONTH, 2026, 5)
    assert may.inner(Unit.DAY, -1).first_day == date(2026, 5, 31)
    assert may.inner(Unit.WEEK, 1).first_day == date(2026, 5, 4)
    assert may.inner(Unit.WEEKEND, 1).first_day == date(2026, 5, 2)


def test_the_first_week_of_a_year_has_its_first_thursday() -> None:
    assert Period(Unit.YEAR, 2015).inner(Unit.WEEK, 1).first_day == date(2014, 12, 29)


@pytest.mark.parametrize(
    ("year", "day"), [(1999, date(1999, 4, 4)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_months_outside_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="calendar"):
        add_months(date(2026, 1, 1), 12 * 9000)


def test_years_before_the_calendar_have_names_but_no_days() -> None:
    year = Period(Unit.YEAR, -216)
    assert year.edtf() == "-0216"
    assert year.has_name
    assert not year.exists
