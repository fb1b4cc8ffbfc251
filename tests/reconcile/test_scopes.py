from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reconcile.scopes import parse_scope


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("annualized run-rate (ARR)", "annualisierter Umsatz"),
        ("monthly active users", "monatlich aktive Nutzer"),
        ("paid subscribers", "zahlende Abonnenten"),
        ("exclusive", "exklusive Partnerschaft"),
        ("formerly exclusive", "ehemals exklusiv"),
        ("non-exclusive", "nicht exklusiv"),
        ("per share", "je Aktie"),
        ("net income", "Nettogewinn"),
        ("operating profit", "operatives Ergebnis"),
        ("market cap", "Marktkapitalisierung"),
        ("Series B", "Series-B-Runde"),
        ("change", "Wachstum"),
        ("fourth quarter", "Schlussquartal"),
        ("share buyback", "Aktienrückkauf"),
        ("fine", "Geldbuße"),
    ],
)
def test_attributes_meet_across_languages(english: str, german: str) -> None:
    assert parse_scope(english) == parse_scope(german)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quarterly", "annual"),
        ("net", "operating"),
        ("pre-money", "post-money"),
        ("weekly active users", "monthly active users"),
        ("cloud", "advertising"),
        ("change", None),
        ("adjusted EBITDA", "EBITDA"),
        ("first quarter", "second quarter"),
    ],
)
def test_attributes_that_ask_something_else(one: str, other: str | None) -> None:
    assert parse_scope(one) != parse_scope(other)


def test_a_quarter_says_that_the_period_is_one() -> None:
    assert parse_scope("Q3").facet("period") == "quarterly"


def test_an_attribute_that_says_nothing_is_none() -> None:
    assert parse_scope("revenue") == parse_scope(None)


@given(st.text(max_size=200))
def test_any_attribute_is_read(text: str) -> None:
    scope = parse_scope(text)
    assert scope.words == tuple(sorted(set(scope.words)))
