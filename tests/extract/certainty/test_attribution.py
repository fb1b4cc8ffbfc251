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
        ("Microsoft said Nvidia had invested $5 billion in Intel.", "en", "Microsoft"),
        ("Nvidia invested $5 billion in Intel, Microsoft said.", "en", "Microsoft"),
        ("Nvidia hat fünf Milliarden Dollar in Intel investiert.", "de", None),
        ("Laut Handelsblatt hat Nvidia fünf Milliarden Dollar in Intel investiert.", "de", "Handelsblatt"),
        ("Microsoft bestätigte, dass Nvidia fünf Milliarden Dollar in Intel investiert hat.", "de", "Microsoft"),
    ],
)
def test_the_source_is_named_where_the_sentence_names_one(text: str, lang: str, source: str | None) -> None:
    assert sources(text, lang) == [source]


def test_the_source_has_its_full_name() -> None:
    text = "Clara Hoffmann is chief executive of Siemens. Nvidia invested $5 billion in Intel, Hoffmann said."
    assert "Clara Hoffmann" in sources(text, "en")
