from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claimtrack.model import Claim, RelationKind
from claimtrack.reconcile import reconcile
from claimtrack.reconcile.exchange import convert_amount, round_figure
from tests.build import build_claim

MARCH = date(2024, 3, 15)  # a Friday; the European Central Bank's rate of that day was 1.0892 dollars to the euro


def _deal(value: str, path: str, **fields: object) -> Claim:
    return build_claim(
        kind="acquisition", subject="Halden", object="Brightwater", value=value, valid="2024-03-15", path=path, **fields
    )


def _relation(a: Claim, b: Claim) -> RelationKind:
    (cluster,) = reconcile([a, b])
    (relation,) = cluster.relations
    return relation.relation


def test_the_rate_is_that_of_the_day() -> None:
    euros = convert_amount(Decimal("1089.2"), "USD", "EUR", MARCH)
    assert euros is not None
    assert round(euros, 6) == 1000


def test_a_day_without_rates_has_those_of_the_nearest_day() -> None:
    assert convert_amount(Decimal(1), "USD", "EUR", date(2024, 3, 16)) is not None


@pytest.mark.parametrize(("code", "day"), [("XXX", MARCH), ("USD", date(1990, 1, 1)), ("USD", date(2199, 1, 1))])
def test_no_rate_is_no_amount(code: str, day: date) -> None:
    assert convert_amount(Decimal(1), code, "EUR", day) is None


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("$5.4 billion", "€5 billion", RelationKind.AGREES),
        ("$5.4 billion", "€4.1 billion", RelationKind.INCOMPARABLE),
        ("$5.4 billion", "€5.4 billion", RelationKind.CONFLICTS),
        ("5.0 billion CHF", "€5.2 billion", RelationKind.AGREES),
    ],
)
def test_two_currencies_meet_at_the_rate_of_the_day(a: str, b: str, relation: RelationKind) -> None:
    assert _relation(_deal(a, "a"), _deal(b, "b")) is relation
    assert _relation(_deal(b, "a"), _deal(a, "b")) is relation


def test_one_origin_that_tells_both_amounts_repeats_itself() -> None:
    one, other = (
        _deal(value, path, publisher="Harbour Times") for value, path in (("$5.4 billion", "a"), ("€5 billion", "b"))
    )
    assert _relation(one, other) is RelationKind.REPEATS


@pytest.mark.parametrize(
    ("amount", "told"),
    [("4958000123.7", "4,958,000,000"), ("0.5", "0.50"), ("12345.6", "12,350"), ("999.999", "1,000.0")],
)
def test_figures_are_rounded_for_people(amount: str, told: str) -> None:
    assert round_figure(Decimal(amount)) == told
