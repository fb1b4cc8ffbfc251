"""On whose word something is passed on."""

from __future__ import annotations

import pytest

from claimtrack.extract import extract_claims
from tests.build import build_document


def sources(text: str, lang: str) -> list[str | None]:
    return [claim.attribution for claim in extract_claims(build_document(text, lang=lang, published="2026-03-02"))]


@pytest.mark.parametrize(
    ("text", "lang", "source"),
    [
        ("Nvidia invested $5 billion in Intel.", "en", None),
        ("According to Reuters, Nvidia invested $5 billion in Intel.", "en", "Reuters"),
        ("Nvidia invested $5 billion in Intel, according to Reuters.", "en", "Reuters"),
        ("Google said Nvidia had invested $5 billion in Intel.", "en", "Google"),
        ("Nvidia invested $5 billion in Intel, Google said.", "en", "Google"),
        ("As Reuters reported, Nvidia invested $5 billion in Intel.", "en", "Reuters"),
        ("Nvidia invested $5 billion in Intel, Citi analyst Ada Byrne told Reuters.", "en", "Ada Byrne"),
        ("Nvidia invested $5 billion in Intel, according to data from FactSet.", "en", "FactSet"),
        (
            "Nvidia invested $5 billion in Intel, according to two people close to the deal.",
            "en",
            "two people close to the deal",
        ),
        ("Nvidia invested $5 billion in Intel, citing lower prices.", "en", None),
        ("Nvidia invested $5 billion in Intel, after Google reported weak results.", "en", None),
        ("Nvidia hat fünf Milliarden Dollar in Intel investiert.", "de", None),
        (
            "Wie das Handelsblatt berichtet, hat Nvidia fünf Milliarden Dollar in Intel investiert.",
            "de",
            "Handelsblatt",
        ),
        ("Nvidia hat fünf Milliarden Dollar in Intel investiert, teilte Google mit.", "de", "Google"),
        ("Nach Angaben von Google hat Nvidia fünf Milliarden Dollar in Intel investiert.", "de", "Google"),
        ("Laut Hochrechnung hat Nvidia fünf Milliarden Dollar in Intel investiert.", "de", None),
        ("Laut Handelsblatt hat Nvidia fünf Milliarden Dollar in Intel investiert.", "de", "Handelsblatt"),
        ("Google bestätigte, dass Nvidia fünf Milliarden Dollar in Intel investiert hat.", "de", "Google"),
    ],
)
def test_the_source_is_named_where_the_sentence_names_one(text: str, lang: str, source: str | None) -> None:
    assert sources(text, lang)[:1] == [source]


def test_the_source_has_its_full_name() -> None:
    text = "Clara Hoffmann is chief executive of Siemens. Nvidia invested $5 billion in Intel, Hoffmann said."
    assert "Clara Hoffmann" in sources(text, "en")
