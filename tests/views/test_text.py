from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Bound, Quantity
from claimtrack.views.cleaning import clean
from claimtrack.views.text import answer_of, date_of, figure_of, note_of, parties_of, publication_of
from tests.build import build_claim, build_quantity, build_source


@given(st.text())
def test_clean_text_is_one_line_of_what_can_be_seen(text: str) -> None:
    cleaned = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in cleaned)
    assert not any(unicodedata.bidirectional(char) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")
                   for char in cleaned)  # fmt: skip
    assert clean(cleaned) == cleaned


def test_clean_text_keeps_words_apart_and_letters_as_they_are() -> None:
    assert clean(" Größe\r\n\tund  🚀\u2028Ende ") == "Größe und 🚀 Ende"
    assert clean("a\x1b[31mb") == "a\ufffd[31mb"


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("$13 billion", "13 bn USD"),
        ("more than $13 billion", ">13 bn USD"),
        ("at least 5 million EUR", "≥5 m EUR"),
        ("less than 3 %", "<3 %"),
        ("up to $1.5 trillion", "≤1.5 tn USD"),
        ("about 1,234 employee", "~1,234 employees"),
        ("493 company", "493 companies"),
        ("1 model", "1 model"),
        ("$4–5 billion", "4–5 bn USD"),
        ("$900 to 1,100 million", "900 m–1.1 bn USD"),
        ("-66 %", "-66 %"),
        ("2 percentage points", "2 percentage points"),
        ("$20 million", "20 m USD"),
        ("1,234,567 user", "1,234,567 users"),
        ("100 MW", "100 MW"),
    ],
)
def test_figure_in_short(words: str, figure: str) -> None:
    assert figure_of(build_quantity(words)) == figure


def test_figure_of_a_rate_and_of_a_vague_amount() -> None:
    assert figure_of(build_quantity("$20 million", unit="USD/year")) == "20 m USD/year"
    vague = Quantity(text="several billion\ndollars", min=None, max=None, unit="USD", bound=Bound.ABOUT)
    assert figure_of(vague) == "several billion dollars"
    wide = Quantity(text="billions of\ndollars", min=Decimal("2e9"), max=Decimal("1e12"), unit="USD", bound=Bound.RANGE)
    assert figure_of(wide) == "billions of dollars"
    assert figure_of(wide.model_copy(update={"text": "$2bn to $1tn"})) == "2 bn–1 tn USD"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_short_figure_is_exact(number: Decimal) -> None:
    text = figure_of(Quantity(text="x", min=number, max=number, unit="EUR"))
    figure, *scale = text.removesuffix(" EUR").split(" ")
    factor = {"": 1, "m": 10**6, "bn": 10**9, "tn": 10**12}["".join(scale)]
    assert Decimal(figure.replace(",", "")) * factor == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**50), max_value=10**50, places=9))
def test_figure_of_any_size_is_shown(number: Decimal) -> None:
    assert figure_of(Quantity(text="x", min=number, max=number, unit="EUR")).endswith("EUR")


@pytest.mark.parametrize(
    ("fields", "answer", "note"),
    [
        ({"value": "$3 million", "modality": "planned"}, "3 m USD", "planned"),
        ({"kind": "role", "subject": "Ada Moor", "object": "Contoso", "phase": "ends"}, "Ada Moor", "ended"),
        ({"kind": "partnership", "object": "Contoso", "phase": "ends"}, "no longer", ""),
        ({"kind": "partnership", "object": "Contoso", "polarity": "negated", "hedged": True}, "no", "hedged"),
        ({"kind": "release", "object": "Orca 2", "valid": "2025-10"}, "2025-10", ""),
        ({"kind": "release", "object": "Orca 2", "phase": "begins"}, "begins", ""),
        ({"value": "$3 million", "phase": "ends", "modality": "planned"}, "3 m USD", "planned, to end"),
        ({"kind": "unheard-of", "value": None}, "yes", ""),
    ],
)
def test_answer_and_what_qualifies_it(fields: dict[str, Any], answer: str, note: str) -> None:
    claim = build_claim(**fields)
    assert (answer_of(claim), note_of(claim)) == (answer, note)


@pytest.mark.parametrize(
    ("fields", "parties"),
    [
        ({}, "Northwind → Contoso"),
        ({"kind": "revenue", "attribute": "annual"}, "Northwind, annual"),
        ({"kind": "partnership", "object": "Contoso", "attribute": "exclusive"}, "Northwind ↔ Contoso, exclusive"),
        ({"kind": "role", "subject": "Ada Moor", "object": "Contoso", "attribute": "CEO"}, "Ada Moor, CEO of Contoso"),
        ({"kind": "role", "subject": "Ada Moor", "attribute": "CEO"}, "Ada Moor, CEO"),
    ],
)
def test_whom_a_claim_is_about(fields: dict[str, Any], parties: str) -> None:
    assert parties_of(build_claim(**fields)) == parties


def test_dates_say_how_they_are_known() -> None:
    assert date_of(build_claim()) == "undated"
    assert date_of(build_claim(valid="2025-10")) == "2025-10"
    assert date_of(build_claim(valid="2025-10-03", valid_default=True)) == "said 2025-10-03"
    assert publication_of(build_source(published="2025", published_basis="text")) == "2025 (text)"
    assert publication_of(build_source(published="2025")) == "2025"
    assert publication_of(build_source(published=None)) == "unknown"
