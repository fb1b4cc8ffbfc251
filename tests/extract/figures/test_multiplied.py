"""Verbs that multiply a metric tell how many times as large it became."""

from __future__ import annotations

import pytest

from tests.extract.documents import read_claims


@pytest.mark.parametrize(
    ("lang", "kind", "text", "expected"),
    [
        ("en", "revenue", "Corvane's revenue more than doubled in 2025.", ("Corvane", "change", "2", None)),
        ("en", "profit", "Corvane nearly tripled its operating profit.", ("Corvane", "operating, change", None, "3")),
        ("en", "price", "Shares of Corvane have quadrupled.", ("Corvane", "share price change", "4", "4")),
        ("de", "revenue", "Corvane hat seinen Umsatz fast verdoppelt.", ("Corvane", "change", None, "2")),
        ("de", "profit", "Der Gewinn von Corvane verdreifachte sich.", ("Corvane", "change", "3", "3")),
    ],
)
def test_the_factor_is_a_change(
    lang: str, kind: str, text: str, expected: tuple[str, str, str | None, str | None]
) -> None:
    (claim,) = read_claims(text, lang, kind)
    value = claim.value
    assert value is not None
    assert value.unit == "times"
    low, high = (None if size is None else str(size) for size in (value.min, value.max))
    assert (claim.subject, claim.attribute, low, high) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Corvane doubled down on its revenue forecast.",
        "Corvane has a plan to double its revenue.",
        "Corvane's losses doubled.",
        "Corvane doubled its 2024 revenue.",
        "CORVANE <CRVN> DOUBLES SHARES",
    ],
)
def test_what_is_no_change_of_a_metric(text: str) -> None:
    assert not [claim for kind in ("revenue", "price") for claim in read_claims(text, "en", kind)]
