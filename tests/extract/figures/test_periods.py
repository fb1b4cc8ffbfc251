"""The period of a figure: which times are periods, what they are called, and the one a year before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.edtf import is_edtf
from claimtrack.extract.figures.spans import is_period, is_report_day, period_attribute, year_before
from claimtrack.model import TimeSpan


def span(edtf: str | None) -> TimeSpan:
    return TimeSpan(text="then", edtf=edtf)


@pytest.mark.parametrize(
    ("edtf", "attribute"),
    [("2025-36", "quarterly"), ("2025-40", "half-year"), ("2025", "annual"), ("2025~", "annual"), ("2025-07-03", None)],
)
def test_a_period_gives_the_attribute_of_its_sum(edtf: str, attribute: str | None) -> None:
    assert period_attribute(span(edtf)) == attribute


@pytest.mark.parametrize(("edtf", "before"), [("2025-36", "2024-36"), ("2025-07/2025-12", "2024-07/2024-12")])
def test_the_year_before_is_the_same_period(edtf: str, before: str) -> None:
    found = year_before(span(edtf))
    assert found is not None and found.edtf == before


@pytest.mark.parametrize("edtf", [None, "202X", "2025/.."])
def test_what_has_no_plain_year_has_none_before(edtf: str | None) -> None:
    assert year_before(span(edtf)) is None


def test_a_day_is_no_period_of_a_sum() -> None:
    day = TimeSpan(text="on Tuesday", edtf="2025-07-01", start=date(2025, 7, 1), end=date(2025, 7, 2))
    assert is_report_day(day) and not is_period(day)


@given(st.integers(1901, 2099), st.sampled_from(["", "-33", "-36", "-40", "~"]))
def test_the_year_before_is_a_date_one_year_down(year: int, rest: str) -> None:
    found = year_before(span(f"{year}{rest}"))
    assert found is not None and found.edtf == f"{year - 1}{rest}" and is_edtf(found.edtf)
