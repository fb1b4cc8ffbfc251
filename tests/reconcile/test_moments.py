from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.edtf import parse_edtf
from claimtrack.reconcile.entities import resolve_entities
from claimtrack.reconcile.moments import Order, days_between, order_of, surely_overlap
from claimtrack.reconcile.readings import Reading, read_claim
from tests.build import build_claim

TIMES = ["2024", "2025", "2025-03", "2025-03-07", "2025-03-07/2025-03-12", "../2025-03", "2025-03/..", "2023/2026"]
_MIRROR = {Order.EARLIER: Order.LATER, Order.LATER: Order.EARLIER}


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("2024", "2025", Order.EARLIER),
        ("2025-03-07", "2025-03-07", Order.SAME),
        ("2025", "2025", Order.SAME),
        ("2025", "2025-03", Order.UNCLEAR),
        ("../2025-03", "2025-04", Order.EARLIER),
        ("2025-03/..", "2025-04", Order.UNCLEAR),
        ("XXXX-03-07", "2025", Order.UNKNOWN),
    ],
)
def test_order(first: str, second: str, order: Order) -> None:
    assert order_of(parse_edtf(first), parse_edtf(second)) is order


@given(st.sampled_from(TIMES), st.sampled_from(TIMES))
def test_order_is_mirrored(first: str, second: str) -> None:
    a, b = parse_edtf(first), parse_edtf(second)
    assert order_of(b, a) is _MIRROR.get(order_of(a, b), order_of(a, b))
    assert a is not None
    assert b is not None
    assert days_between(a, b) == days_between(b, a)


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("2016/2023", "2018/2024", True),
        ("2018/2020", "2020/2023", False),
        ("2025", "2025", False),
        ("2025-03-07", "2025-03-07", True),
        ("2025-03-07", "2023/2027", True),
        ("2025-03-07", "2023/2025", False),
        ("2025-03-07", "2025", False),
    ],
)
def test_what_surely_overlaps(first: str, second: str, sure: bool) -> None:
    a, b = (_reading(valid) for valid in (first, second))
    assert surely_overlap(a, b) is sure
    assert surely_overlap(b, a) is sure


def _reading(valid: str) -> Reading:
    claim = build_claim(kind="role", subject="Ada Keller", object="Halden", attribute="chair", valid=valid)
    return read_claim(claim, resolve_entities([claim]))
