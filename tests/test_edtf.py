from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.edtf import Interval, is_approximate, is_edtf, parse_edtf
from claimtrack.recognize.calendar import Period, Unit

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2025-10", date(2025, 10, 1), date(2025, 11, 1)),
        ("2025-12-31", date(2025, 12, 31), date(2026, 1, 1)),
        ("2025-23", date(2025, 9, 1), date(2025, 12, 1)),
        ("2025-24", date(2025, 12, 1), date(2026, 3, 1)),
        ("2025-35", date(2025, 7, 1), date(2025, 10, 1)),
        ("2025-40", date(2025, 1, 1), date(2025, 7, 1)),
        ("202X", date(2020, 1, 1), date(2030, 1, 1)),
        ("2026~", date(2026, 1, 1), date(2027, 1, 1)),
        ("2025-03/2025-06", date(2025, 3, 1), date(2025, 7, 1)),
        ("2021/..", date(2021, 1, 1), None),
        ("../2030", None, date(2031, 1, 1)),
        ("2025-33/2025-35", date(2025, 1, 1), date(2025, 10, 1)),
    ],
)
def test_an_edtf_date_covers_its_days(text: str, start: date | None, end: date | None) -> None:
    assert parse_edtf(text) == Interval(start, end)


@pytest.mark.parametrize("text", ["XXXX-03-07", "XXXX-10", "XXXX-02-29", "-0217", "0000", "-0490-09", "-0479-21"])
def test_a_date_without_a_year_of_the_calendar_has_no_days(text: str) -> None:
    assert is_edtf(text)
    assert parse_edtf(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "25",
        "2025-13",
        "2025-02-30",
        "XXXX-13",
        "XXXX-02-30",
        "202X-05",
        "2026/2025",
        "2025-3",
        "-217",
        "2025?~",
    ],
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError):
        parse_edtf(text)


def test_a_qualifier_marks_a_date_approximate() -> None:
    assert is_approximate("2026~")
    assert is_approximate("2021~/2025-08")
    assert not is_approximate("2026")


@given(DAYS)
def test_a_day_reads_back(day: date) -> None:
    assert parse_edtf(day.isoformat()) == Interval(day, day + timedelta(days=1))


@given(DAYS, st.sampled_from([unit for unit in Unit if unit not in (Unit.SECOND, Unit.MINUTE, Unit.HOUR)]))
def test_every_period_reads_back_as_its_days(day: date, unit: Unit) -> None:
    period = Period.around(unit, day)
    assert parse_edtf(period.edtf()) == Interval(period.first_day, period.last_day + timedelta(days=1))


@given(DAYS, DAYS)
def test_an_interval_contains_what_lies_in_it(one: date, two: date) -> None:
    first, last = sorted((one, two))
    whole = parse_edtf(f"{first}/{last}")
    part = parse_edtf(first.isoformat())
    assert whole is not None
    assert part is not None
    assert whole.contains(part)
    assert whole.overlaps(part)


@given(st.text(max_size=30))
def test_no_text_breaks_the_parser(text: str) -> None:
    assert is_edtf(text) in (True, False)


DAYS = st.none() | st.dates()


@given(st.builds(Interval, DAYS, DAYS), st.builds(Interval, DAYS, DAYS))
def test_one_of_two_intervals_follows_or_they_share_a_day(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == other.overlaps(one) == (not one.follows(other) and not other.follows(one))
    known = one.start is not None and other.end is not None
    assert one.follows(other) == (known and one.start >= other.end)  # type: ignore[operator]
