"""Who pays whom what: salaries, and sums that are none."""

from __future__ import annotations

import pytest

from claimtrack.extract import extract_claims
from claimtrack.model import Claim, Document, PublishedBasis, Source, document_id


def read(text: str, lang: str) -> list[Claim]:
    source = Source(
        id=document_id(text), path="a.txt", lang=lang, published="2026-03-02", published_basis=PublishedBasis.GIVEN
    )
    return [claim for claim in extract_claims(Document(source=source, text=text)) if claim.kind == "spending"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ada Byrne is chief executive of Siemens. Her salary is $2 million.", "en"),
        ("Siemens-Chefin Ada Byrne verdient 2 Millionen Dollar im Jahr.", "de"),
        ("Ada Byrne verdient bei Siemens 2 Millionen Dollar im Jahr.", "de"),
        ("Ada Byrne ist Finanzchefin von Siemens. Ihr Gehalt liegt bei 2 Millionen Dollar.", "de"),
        ("Das Gehalt von Siemens-Chefin Ada Byrne betrug 2 Millionen Dollar.", "de"),
    ],
)
def test_a_salary_is_paid_by_whom_somebody_works_for(text: str, lang: str) -> None:
    (claim,) = read(text, lang)
    assert (claim.subject, claim.object, claim.attribute) == ("Siemens", "Ada Byrne", "salary")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byrne verdient 2 Millionen Dollar im Jahr.",
        "Siemens-Chefin Ada Byrne verdiente mit ihren Aktien 2 Millionen Dollar.",
        "Das Gehalt liegt bei 2 Millionen Dollar.",
    ],
)
def test_no_salary_without_employer_or_from_something_else(text: str) -> None:
    assert not read(text, "de")
