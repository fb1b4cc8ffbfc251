"""What holds for every claim of every document, whatever its text."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.extract import extract_claims
from claimtrack.kinds import load_kinds
from claimtrack.model import claim_id
from tests.build import build_document

FRAGMENTS = [
    "Northwind", "Contoso's", "Ada Byrne, CEO of Northwind,", "raised", "$5 million", "in 2024", "said", ".", "\n", "?",
    "Umsatz", "stieg um 12 Prozent", "auf 4,5 Mrd. Euro", "übernimmt", "die Firma", "its latest model, X1", ",", "not",
    "\u202e", "\x1b[31m", "🌟", "[red]", "according to", "investment of $3 billion in", "und", "plans to buy", "\r\n",
    "“",
]  # fmt: skip
hostile_texts = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join) | st.text(max_size=200)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts, st.sampled_from(["en", "de"]))
def test_every_quote_is_where_it_says(text: str, lang: str) -> None:
    for claim in extract_claims(build_document(text, lang=lang)):
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote
        assert claim.line == text.count("\n", 0, claim.start) + 1
        assert claim.id == claim_id(claim)
        assert claim.kind in load_kinds()
        assert claim.subject != claim.object


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts, st.sampled_from(["en", "de"]))
def test_reading_twice_gives_the_same(text: str, lang: str) -> None:
    document = build_document(text, lang=lang)
    assert extract_claims(document) == extract_claims(document)


@cache
def _example_texts(lang: str) -> list[str]:
    folder = files("claimtrack.language").joinpath(lang, "examples")
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.iterdir(), key=str))
    return [example["text"] for table in tables for example in table["example"]]


def _damaged(lang: str, seed: int) -> str:
    """Two examples cut anywhere and joined, with words and marks where none belong."""
    chance = random.Random(seed)
    head, tail = (chance.choice(_example_texts(lang)).split(" ") for _ in range(2))
    words = head[chance.randrange(len(head)) :] + tail[: chance.randrange(1, len(tail) + 1)]
    for _ in range(chance.randrange(4)):
        words.insert(chance.randrange(len(words) + 1), chance.choice(DAMAGE))
    return " ".join(words)


DAMAGE = [
    "Dr.",
    "Dr",
    "die Gründer",
    "co-founders",
    "CEO",
    "und",
    "and",
    "sowie",
    ",",
    "(",
    ":",
    "–",
    "\n\n",
    "- ",
    "|",
    "**",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["en", "de"]), st.integers(min_value=0))
def test_a_damaged_text_is_read_to_its_end(lang: str, seed: int) -> None:
    text = _damaged(lang, seed)
    assert all(claim.quote in text for claim in extract_claims(build_document(text, lang=lang)))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Frisches Geld für die Gründer Dr", "de"),  # went round in circles
        ("Die Norwind Bank zahlte 30 Millionen Euro", "de"),
        ("Ada Byrne, the founder and", "en"),
        ("Ada Byrne ist Gründerin und", "de"),
    ],
)
def test_a_text_may_end_anywhere(text: str, lang: str) -> None:
    for claim in extract_claims(build_document(text, lang=lang)):
        assert claim.quote in text


def test_claims_come_in_the_order_of_the_text() -> None:
    text = (
        "Ada Byrne, CEO of Northwind, resigned. Northwind has invested $3 billion in Contoso. "
        "Bo Lund, CEO of Contoso, agreed."
    )
    claims = extract_claims(build_document(text))
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert len(claims) >= 3


def test_a_question_and_a_condition_assert_nothing() -> None:
    for text in (
        "Has Northwind invested $3 billion in Contoso?",
        "If Northwind invests $3 billion in Contoso, rivals will follow.",
        "Es ist offen, ob Northwind 3 Milliarden Euro in Contoso investiert.",
    ):
        assert extract_claims(build_document(text, lang="de" if "ist" in text else "en")) == []


def test_without_a_publication_date_nothing_is_dated_by_default() -> None:
    (claim,) = extract_claims(build_document("Ada Byrne is CEO of Northwind.", published=None))
    assert (claim.valid, claim.valid_default) == (None, False)


def test_with_a_publication_date_a_present_state_takes_it_and_says_so() -> None:
    (claim,) = extract_claims(build_document("Ada Byrne is CEO of Northwind.", published="2026-03-02"))
    assert (claim.valid, claim.valid_default) == ("2026-03-02", True)
