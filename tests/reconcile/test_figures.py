from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Bound, Quantity
from claimtrack.reconcile.figures import Match, Stretch, compare_stretches, stretch_of
from tests.build import build_quantity


def _stretch(quantity: Quantity) -> Stretch:
    stretch = stretch_of(quantity)
    assert stretch is not None
    return stretch


def _match(a: Quantity, b: Quantity) -> Match:
    return compare_stretches(_stretch(a), _stretch(b))


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        ("$13 billion", "$13 billion", Match.SAME),
        ("$13 billion", "$13.4 billion", Match.SAME),
        ("$13 billion", "$13.9 billion", Match.OTHER),
        ("$13.9 billion", "$14 billion", Match.SAME),
        ("about 12 billion", "12.3 billion", Match.SAME),
        ("about 12 billion", "13 billion", Match.WITHIN),
        ("about 12 billion", "14 billion", Match.OTHER),
        ("$2 billion", "$2.4 billion", Match.WITHIN),
        ("$2 billion", "$2.6 billion", Match.OTHER),
        ("$10 billion", "$14 billion", Match.OTHER),
        ("$1 billion", "$1.4 billion", Match.OTHER),
        ("$200 million", "$170 million", Match.OTHER),
        ("$200 million", "$195 million", Match.SAME),
        ("more than 13 billion", "more than 13 billion", Match.SAME),
        ("more than 13 billion", "13 billion", Match.SAME),
        ("more than 13 billion", "13.9 billion", Match.WITHIN),
        ("more than 13 billion", "11 billion", Match.OTHER),
        ("more than 10 billion", "more than 13 billion", Match.WITHIN),
        ("more than 10 billion", "less than 8 billion", Match.OTHER),
        ("more than 10 billion", "less than 12 billion", Match.WITHIN),
        ("up to 500", "460", Match.WITHIN),
        ("up to 500", "620", Match.OTHER),
        ("4 to 5 billion", "4.6 billion", Match.WITHIN),
        ("4 to 5 billion", "5.6 billion", Match.OTHER),
        ("4 to 5 billion", "6 to 7 billion", Match.OTHER),
        ("-66 %", "66 %", Match.OTHER),
        ("0", "0", Match.SAME),
    ],
)
def test_compare(a: str, b: str, match: Match) -> None:
    assert _match(build_quantity(a), build_quantity(b)) is match
    assert _match(build_quantity(b), build_quantity(a)) is match


def test_a_vague_figure_has_no_stretch() -> None:
    vague = Quantity(text="several billion dollars", min=None, max=None, unit="USD", bound=Bound.ABOUT)
    assert stretch_of(vague) is None


def test_unknown_precision_excuses_nothing() -> None:
    a = Quantity(text="13 billion", min=Decimal(13), max=Decimal(13), unit=None)
    b = Quantity(text="13.1 billion", min=Decimal("13.1"), max=Decimal("13.1"), unit=None)
    assert _match(a, b) is Match.OTHER


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low = draw(st.decimals(-(10**12), 10**12, allow_nan=False, places=2))
    least, most = draw(st.sampled_from([(low, low), (low, None), (None, low)]))
    bound = draw(st.sampled_from(list(Bound)))
    return Quantity(text="x", min=least, max=most, unit=None, bound=bound, digits=draw(st.none() | st.integers(1, 6)))


@given(quantities(), quantities())
def test_comparison_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert _match(a, b) is _match(b, a)


@given(quantities())
def test_every_figure_is_the_same_as_itself(a: Quantity) -> None:
    assert _match(a, a) is Match.SAME
