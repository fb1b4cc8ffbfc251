from __future__ import annotations

import pytest

from claimtrack.extract import extract_claims
from claimtrack.extract.tables.units import read_figure, split_unit
from claimtrack.model import Claim
from tests.build import build_document

REPORT = """# Norwind AG reports its year

Norwind AG said on Thursday that it had sold more heat pumps. Norwind AG builds them in Oldenburg.

"""
BERICHT = """# Norwind AG legt Zahlen vor

Die Norwind AG hat am Donnerstag ihre Zahlen vorgelegt. Die Norwind AG baut Wärmepumpen in Oldenburg.

"""


def claims_of(text: str, lang: str = "en") -> list[Claim]:
    found = extract_claims(build_document(text, lang=lang, published="2026-03-12"))
    return [claim for claim in found if claim.rule == "table"]


def told(text: str, lang: str = "en") -> set[tuple[str, str, str | None, str, str | None, str | None]]:
    return {
        (c.kind, c.subject, c.attribute, str(c.value.min.normalize() + 0), c.value.unit, c.valid)
        for c in claims_of(text, lang)
        if c.value is not None and c.value.min is not None
    }


def test_columns_of_periods_are_about_the_documents_firm() -> None:
    table = "| EUR million | Q3 2025 | Q3 2024 | Change |\n|---|---|---|---|\n"
    table += "| **Revenue** | 412 | 381 | +8 % |\n| Net income | (33) | 29 | |\n| Employees | 2,310 | 2,100 | |\n"
    table += "| Earnings per share (EUR) | 0.45 | 0.40 | |\n| Operating margin | 8.1% | | |\n"
    assert told(REPORT + table) == {
        ("revenue", "Norwind AG", "quarterly", "412000000", "EUR", "2025-35"),
        ("revenue", "Norwind AG", "quarterly", "381000000", "EUR", "2024-35"),
        ("profit", "Norwind AG", "net", "-33000000", "EUR", "2025-35"),
        ("profit", "Norwind AG", "net", "29000000", "EUR", "2024-35"),
        ("headcount", "Norwind AG", None, "2310", "person", "2025-35"),
        ("headcount", "Norwind AG", None, "2100", "person", "2024-35"),
        ("profit", "Norwind AG", "earnings per share", "0.45", "EUR/share", "2025-35"),
        ("profit", "Norwind AG", "earnings per share", "0.4", "EUR/share", "2024-35"),
        ("measure", "Norwind AG", "operating margin", "8.1", "%", "2025-35"),
    }


def test_rows_of_years() -> None:
    table = "Jahr | Umsatz (Mio. €) | EBIT\n2023 | 900 | 12 Mio. €\n2024 | 1.100,5 | -14 Mio. €\n"
    assert told(BERICHT + table, "de") == {
        ("revenue", "Norwind AG", "annual", "900000000", "EUR", "2023"),
        ("revenue", "Norwind AG", "annual", "1100500000", "EUR", "2024"),
        ("profit", "Norwind AG", "operating", "12000000", "EUR", "2023"),
        ("profit", "Norwind AG", "operating", "-14000000", "EUR", "2024"),
    }


def test_rows_of_firms_and_products() -> None:
    table = "| Company | Valuation ($bn) | Employees | Score |\n|---|---|---|---|\n"
    table += "| Acme Corp | 4.5 | 2,310 | 12 points |\n"
    table += (
        "| Halden (HLD) | 3 | | |\n| Total | 7.5 | 2,310 | |\n\n| Model | Price |\n|---|---|\n| HeatBox 3 | $499 |\n"
    )
    assert told(REPORT + table) == {
        ("valuation", "Acme Corp", None, "4500000000", "USD", "2026-03-12"),
        ("valuation", "Halden", None, "3000000000", "USD", "2026-03-12"),
        ("headcount", "Acme Corp", None, "2310", "person", "2026-03-12"),
        ("measure", "Acme Corp", "Score", "12", "point", "2026-03-12"),
        ("price", "HeatBox 3", None, "499", "USD", "2026-03-12"),
    }


def test_heads_with_a_time_and_moves_of_shares() -> None:
    table = "Stock | YTD 2026 | Dividend yield\nAcme Corp | -13.5% | 2.1%\n\n*As of March 9, 2026\n\n"
    table += "Company | Revenue 2025 ($bn)\nHalden | 4.5\n"
    assert told(REPORT + table) == {
        ("price", "Acme Corp", "share price change", "-13.5", "%", "2026"),
        ("measure", "Acme Corp", "dividend yield", "2.1", "%", "2026-03-09"),
        ("revenue", "Halden", "annual", "4500000000", "USD", "2025"),
    }


def test_what_is_to_come_is_a_forecast() -> None:
    (claim,) = claims_of(f"{REPORT}EUR m | 2027e\nRevenue | 500\n")
    assert (claim.valid, claim.modality.value) == ("2027", "forecast")


def test_the_quote_is_the_row() -> None:
    text = f"{REPORT}EUR m | 2025\nRevenue | 412\n"
    (claim,) = claims_of(text)
    assert claim.value is not None
    assert (claim.quote, claim.value.text, claim.line) == ("Revenue | 412", "412", 6)
    assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    "table",
    [
        "Trade | Hits\nBaker | 10,400\nNotary | 36,300\n",  # nobody is named
        "Setting | Value\nTimeout | 30 seconds\n",
        "Name | Points\nTotal | 12 points\n",
        "Company | Points\nAcme Corp | 12\n",  # of what?
        "EUR m | 2025\nRevenue | n/a\n",
        "2024 | 2025\n1 | 2\n",
    ],
)
def test_what_says_nothing_of_anybody(table: str) -> None:
    assert told(REPORT + table) == set()


@pytest.mark.parametrize(
    ("label", "lang", "words", "unit"),
    [
        ("Revenue (EUR m)", "en", "Revenue", "EUR m"),
        ("Revenue, $bn", "en", "Revenue", "$bn"),
        ("Umsatz in Mio. Euro", "de", "Umsatz", "Mio. Euro"),
        ("EUR million", "en", "EUR million", "EUR million"),
        ("Revenue (continuing operations)", "en", "Revenue (continuing operations)", ""),
    ],
)
def test_units_of_labels(label: str, lang: str, words: str, unit: str) -> None:
    assert split_unit(label, lang) == (words, unit)


@pytest.mark.parametrize(
    ("cell", "unit", "lang", "figure"),
    [
        ("412", "EUR m", "en", "412 million EUR"),
        ("(33)", "EUR m", "en", "-33 million EUR"),
        ("1.100,5", "Mio. €", "de", "1.100,5 Mio. €"),
        ("$4.5bn", "EUR m", "en", "$4.5bn"),
        ("2,310*", "", "en", "2,310"),
        ("412", "users", "en", "412 users"),
        ("n/a", "EUR m", "en", None),
        ("up 3", "EUR m", "en", None),
        ("", "EUR m", "en", None),
    ],
)
def test_figures_of_cells(cell: str, unit: str, lang: str, figure: str | None) -> None:
    assert read_figure(cell, unit, lang) == figure
