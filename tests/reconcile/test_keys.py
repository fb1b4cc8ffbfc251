from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile import finding_key
from tests.build import build_claim

SIDE: dict[str, Any] = {
    "kind": "acquisition", "subject": "Halden", "object": "Brightwater", "value": "$13 billion", "valid": "2025",
    "valid_text": "last year", "quote": "Halden bought Brightwater last year for $13 billion.", "path": "a.txt",
}  # fmt: skip
OTHER = build_claim(**{**SIDE, "value": "$11 billion", "quote": "Brightwater went for $11 billion.", "path": "b.txt"})


def claim(**changed: Any) -> Claim:
    return build_claim(**{**SIDE, **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {"path": "archive/2025/a.txt"},
        {"start": 400, "line": 12},
        {"published": None},
        {"publisher": "The Contoso Times"},
        {"valid": "2024"},
        {"rule": "another", "confidence": 0.5},
        {"quote": "Halden bought  Brightwater\nlast year for $13 billion."},
        {"subject": "Halden AG"},
        {"attribution": "Halden"},
    ],
    ids=str,
)
def test_what_changes_nothing_that_is_said(changed: dict[str, Any]) -> None:
    assert finding_key(claim(**changed), OTHER) == finding_key(claim(), OTHER)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "investment"},
        {"subject": "Calder"},
        {"object": "Calder"},
        {"attribute": "equity value"},
        {"value": "$14 billion"},
        {"value": "more than $17 billion"},
        {"value": "€13 billion"},
        {"value": None},
        {"modality": "planned"},
        {"polarity": "negated"},
        {"valid_text": "in 2023"},
        {"quote": "Halden did buy Brightwater last year for $13 billion."},
    ],
    ids=str,
)
def test_what_says_something_else(changed: dict[str, Any]) -> None:
    assert finding_key(claim(**changed), OTHER) != finding_key(claim(), OTHER)


def test_order_of_the_two_does_not_matter() -> None:
    assert finding_key(claim(), OTHER) == finding_key(OTHER, claim())


def test_day_that_is_the_answer_counts() -> None:
    first, later = (
        build_claim(kind="release", object="Lumen 3", valid=day, phase="begins") for day in ("2025", "2026")
    )
    assert finding_key(first, OTHER) != finding_key(later, OTHER)


@given(st.text(), st.text())
def test_any_text_has_a_key(quote: str, name: str) -> None:
    assert len(finding_key(claim(quote=quote, subject=name), OTHER)) == 16
