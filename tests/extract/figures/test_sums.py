"""Figures as they are meant in their sentence: currencies lent by a neighbour, a step told from a range."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimtrack.extract.figures.line import Line
from tests.extract.documents import read_discourse


def figures(text: str, lang: str) -> list[tuple[Decimal | None, str | None]]:
    line = Line(read_discourse(text, lang).passages[-1])
    return [(figure.quantity.max, figure.quantity.unit) for figure in line.figures]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Siemens posted sales of 3.4 billion euros, up from 3.1 billion.", "en"),
        ("Siemens kam auf 3,4 Milliarden Euro Umsatz, nach 3,1 Milliarden im Vorjahr.", "de"),
    ],
)
def test_a_bare_amount_has_the_currency_of_the_sum_that_it_is_compared_with(text: str, lang: str) -> None:
    assert [unit for _, unit in figures(text, lang)] == ["EUR", "EUR"]


def test_a_number_of_things_has_no_currency() -> None:
    units = [unit for _, unit in figures("Siemens paid 5 billion euros for 12,000 patents.", "en")]
    assert units[0] == "EUR"
    assert "EUR" not in units[1:]


def test_by_one_sum_to_a_much_larger_is_a_step_and_its_end() -> None:
    assert figures("Intel raised the programme by $250 million to $750 million.", "en") == [
        (Decimal(250_000_000), "USD"),
        (Decimal(750_000_000), "USD"),
    ]


def test_by_one_sum_to_another_near_it_is_a_range() -> None:
    assert len(figures("Intel will cut costs by $250 million to $300 million.", "en")) == 1
