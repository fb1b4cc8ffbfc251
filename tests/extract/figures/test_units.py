"""Classes of figures by their units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.figures.units import CUSTOMERS, DURATIONS, PEOPLE, PRODUCTS, figure_class, fits
from claimtrack.model import Quantity


def quantity(unit: str | None) -> Quantity:
    return Quantity(text="5", min=Decimal(5), max=Decimal(5), unit=unit)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("USD", "money"), ("EUR/share", "money"), ("%", "percent"), ("percentage points", "points"),
        ("month", "duration"), ("employee", "count"), ("model", "count"), (None, "count"),
    ],
)  # fmt: skip
def test_a_unit_gives_the_class_of_its_figure(unit: str | None, name: str) -> None:
    assert figure_class(quantity(unit)) == name


@pytest.mark.parametrize(
    ("unit", "wanted", "fitting"),
    [
        ("USD", "money", True), ("USD", "people", False), ("employee", "people", True), ("employee", "jobs", True),
        ("%", "jobs", True), ("user", "customers", True), ("user", "people", False), ("model", "product_count", True),
        ("year", "duration", True), ("year", "product_count", False),
    ],
)  # fmt: skip
def test_a_slot_takes_the_figures_of_its_class(unit: str, wanted: str, fitting: bool) -> None:
    assert fits(quantity(unit), wanted) is fitting


@given(st.sampled_from(sorted(CUSTOMERS | DURATIONS | PEOPLE | PRODUCTS)), st.sampled_from(["", "/year", "/month"]))
def test_a_rate_is_of_the_class_of_its_figure(unit: str, rate: str) -> None:
    assert figure_class(quantity(unit + rate)) == figure_class(quantity(unit))


@given(st.text(max_size=12))
def test_every_unit_has_a_class_that_its_own_slot_takes(unit: str) -> None:
    figure = quantity(unit)
    assert fits(figure, figure_class(figure))
