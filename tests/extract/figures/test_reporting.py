"""The period of a figure that its own sentence does not date."""

from __future__ import annotations

from claimtrack.extract import extract_claims
from claimtrack.model import Document, PublishedBasis, Source, document_id


def periods(text: str) -> list[tuple[str, str | None]]:
    source = Source(
        id=document_id(text), path="report.txt", lang="en", published="2026-02-26", published_basis=PublishedBasis.GIVEN
    )
    claims = extract_claims(Document(source=source, text=text))
    return [(claim.kind, claim.valid) for claim in claims if claim.kind in ("revenue", "profit")]


def test_a_full_years_figure_is_not_of_the_quarter_that_the_report_is_on() -> None:
    text = "Nvidia's revenue was $5 billion in the fourth quarter of 2025.\n\nNvidia's full-year profit was $9 billion."
    assert periods(text) == [("revenue", "2025-36"), ("profit", "2025")]


def test_an_earlier_figure_without_a_period_of_its_own_is_of_the_year_before() -> None:
    found = periods("In 2025, Nvidia's revenue rose to $5 billion from $4 billion.")
    assert sorted(found, key=str) == [("revenue", "2024"), ("revenue", "2025")]


def test_a_fiscal_quarter_has_no_months() -> None:
    text = "Oracle reported results for its fiscal third quarter.\n\nOracle's third-quarter revenue was $16 billion."
    assert periods(text) == [("revenue", None)]


def test_a_forecast_takes_the_period_of_the_one_before() -> None:
    text = "Nvidia expects revenue of $5 billion in 2026.\n\nNvidia expects profit of $1 billion."
    assert periods(text) == [("revenue", "2026"), ("profit", "2026")]


def test_a_list_of_results_is_of_the_quarter_that_introduces_it() -> None:
    text = (
        "In 2025, Nvidia's revenue was $9 billion.\n\n"
        "Here's how Nvidia did in its fourth quarter:\n\nNvidia's profit was $2 billion."
    )
    assert periods(text) == [("revenue", "2025"), ("profit", "2025-36")]
