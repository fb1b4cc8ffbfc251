"""Who pays, and who does not: fines, settlements, outlays and prices, read from whole sentences."""

from __future__ import annotations

import pytest

from claimtrack.extract import extract_claims
from claimtrack.model import Claim, Document, PublishedBasis, Source, document_id


def read(text: str, lang: str, kind: str) -> list[Claim]:
    source = Source(
        id=document_id(text), path="a.txt", lang=lang, published="2026-03-02", published_basis=PublishedBasis.GIVEN
    )
    return [claim for claim in extract_claims(Document(source=source, text=text)) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The regulator fined Siemens $20 million on Monday.", "en"),
        ("Siemens was fined $20 million by the regulator.", "en"),
        ("A court in Paris imposed a $20 million fine on Siemens.", "en"),
        ("Siemens faces a penalty of $20 million.", "en"),
        ("Die Behörde verhängte gegen Siemens ein Bußgeld von 20 Millionen Dollar.", "de"),
        ("Siemens muss 20 Millionen Dollar Strafe zahlen.", "de"),
        ("Siemens droht eine Strafe von 20 Millionen Dollar.", "de"),
    ],
)
def test_a_fine_is_that_of_whoever_has_to_pay(text: str, lang: str) -> None:
    (claim,) = read(text, lang, "spending")
    assert (claim.subject, claim.attribute) == ("Siemens", "fine")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The commission can impose a fine of $20 million.", "en"),
        ("Dinner settled at $20 million on the menu.", "en"),
        ("Die Behörde verhängte ein Bußgeld von 20 Millionen Dollar.", "de"),
    ],
)
def test_who_imposes_a_fine_pays_none(text: str, lang: str) -> None:
    assert read(text, lang, "spending") == []


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Siemens spent $34 million on research.", "research"),
        ("Siemens spent $34 million last year on market-leading chips.", "market-leading chips"),
        ("Siemens bought back $34 million of its own stock.", "share buyback"),
        ("The recall cost Siemens $34 million.", None),
    ],
)
def test_an_outlay_says_who_spends_on_what(text: str, purpose: str | None) -> None:
    (claim,) = read(text, "en", "spending")
    assert (claim.subject, claim.object) == ("Siemens", purpose)


def test_what_several_spend_together_is_nobodys() -> None:
    assert read("Siemens, Intel and Nvidia spent $34 million on research.", "en", "spending") == []


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("The Galaxy S26 costs $9 a month or $80 a year.", ["per month", "per year"]),
        ("Starting at $599, the Galaxy S26 is the cheapest.", [None]),
        ("You can buy the Galaxy S26 for $449.", [None]),
        ("The Galaxy S26 plant will cost $900 million.", []),
    ],
)
def test_prices_are_those_of_products(text: str, prices: list[str | None]) -> None:
    assert sorted(str(claim.attribute) for claim in read(text, "en", "price")) == [str(price) for price in prices]


@pytest.mark.parametrize(
    ("text", "revenue"),
    [
        ("Siemens had sales of $7 billion in 2025. That's down from $9 billion in 2024.", [7, 9]),
        ("Siemens had sales of $7 billion in 2025. That's a lot of trains, and $9 billion is more.", [7]),
        ("Siemens had sales of $7 billion in 2025, compared with $9 billion for Intel.", [7, 9]),
    ],
)
def test_a_figure_goes_on_from_the_one_before(text: str, revenue: list[int]) -> None:
    values = [claim.value.min for claim in read(text, "en", "revenue") if claim.value]
    assert sorted(int(value / 10**9) for value in values if value) == revenue


@pytest.mark.parametrize(
    "text",
    ["The European Commission fined Google €96 million.", "Google was fined €96 million by the European Commission."],
)
def test_who_fines_is_the_counterparty(text: str) -> None:
    assert [(claim.subject, claim.object) for claim in read(text, "en", "spending")] == [
        ("Google", "European Commission")
    ]


def test_proceeds_of_a_flotation_are_no_revenue() -> None:
    assert not read("At its flotation on Thursday Siemens took in 410 million euros.", "en", "revenue")


def test_who_leads_a_round_at_the_end_of_a_headline_is_its_lead() -> None:
    (claim,) = read("Siemens closes $55m Series A, Alder Ventures leads", "en", "funding")
    assert claim.object == "Alder Ventures"


@pytest.mark.parametrize("unit", ["fine of $5 million ", "$5 million ", "spent $5 million on ", "costs $9 or "])
def test_long_repetitions_are_read(unit: str) -> None:
    assert isinstance(read("Siemens " + unit * 60 + ".", "en", "spending"), list)
