"""The records: what they refuse, how they are written, and what an id depends on."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimtrack.model import Bound, Claim, Phase, Quantity, Span, claim_id, document_id
from tests.build import build_claim

figures = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)


@given(figures, figures)
def test_a_quantity_is_read_back_as_it_was_written(one: Decimal, other: Decimal) -> None:
    quantity = Quantity(text="x", min=min(one, other), max=max(one, other), unit="USD")
    again = Quantity.model_validate_json(quantity.model_dump_json())
    assert (again.min, again.max) == (quantity.min, quantity.max)


@pytest.mark.parametrize(
    ("number", "written"),
    [("13E9", "13000000000"), ("4.50", "4.5"), ("-66.0", "-66"), ("-0.0", "0"), ("0.010", "0.01")],
)
def test_numbers_are_written_plainly(number: str, written: str) -> None:
    assert f'"min":"{written}"' in Quantity(text="x", min=Decimal(number), max=None, unit=None).model_dump_json()


@pytest.mark.parametrize("number", ["1e60", "1e999999999", "Infinity", "NaN"])
def test_a_number_that_no_document_states_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        Quantity(text="x", min=Decimal(number), max=None, unit=None)


def test_a_range_and_a_span_are_in_order() -> None:
    with pytest.raises(ValidationError, match="max is below"):
        Quantity(text="x", min=Decimal(2), max=Decimal(1), unit=None)
    with pytest.raises(ValidationError, match="ends before it starts"):
        Span(start=2, end=1)


def test_spans_overlap_when_they_share_a_character() -> None:
    assert Span(start=0, end=3).overlaps(Span(start=2, end=4))
    assert not Span(start=0, end=3).overlaps(Span(start=3, end=4))


def test_a_date_that_is_no_edtf_is_refused() -> None:
    with pytest.raises(ValidationError, match="not an EDTF date"):
        build_claim(valid="last fall")
    with pytest.raises(ValidationError, match="not an EDTF date"):
        build_claim(published="06/09/2026")


def test_an_id_is_of_the_content_and_not_of_the_run() -> None:
    claim = build_claim(value="more than $17 billion")
    same = claim.model_copy(update={"rule": "another", "confidence": 0.1, "line": 99})
    moved = claim.model_copy(update={"document": claim.document.model_copy(update={"path": "elsewhere.txt"})})
    assert claim_id(claim) == claim_id(same) == claim_id(moved)


@pytest.mark.parametrize(
    "change",
    [{"subject": "Fabrikam"}, {"phase": Phase.ENDS}, {"attribute": "change"}, {"start": 3}, {"object": None}],
)
def test_another_answer_is_another_id(change: dict[str, object]) -> None:
    claim = build_claim(value="more than $17 billion")
    assert claim_id(claim) != claim_id(claim.model_copy(update=change))


def test_another_bound_is_another_id() -> None:
    claim = build_claim(value="more than $17 billion")
    assert claim.value is not None
    exact = claim.value.model_copy(update={"bound": Bound.EXACT})
    assert claim_id(claim) != claim_id(claim.model_copy(update={"value": exact}))


@given(st.text())
def test_a_document_id_is_sixteen_digits(text: str) -> None:
    assert len(document_id(text)) == 16
    assert document_id(text) == document_id(text)


def test_a_claim_is_read_back_as_it_was_written() -> None:
    claim = build_claim(value="$4–5 billion", valid="2025-10", attribution="Ada Byrne")
    assert Claim.model_validate_json(claim.model_dump_json()) == claim
