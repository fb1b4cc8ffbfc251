"""Ranks: who is on which, and what the ranking is of."""

from __future__ import annotations

import pytest

from tests.extract.documents import read_claims


@pytest.mark.parametrize(
    ("text", "lang", "subject", "attribute", "rank"),
    [
        ("Uruguay ranked third among the exporters.", "en", "Uruguay", "rank among the exporters", 3),
        ("Uruguay ranks No. 12 among the exporters.", "en", "Uruguay", "rank among the exporters", 12),
        ("Vietnam is the world's second-largest exporter.", "en", "Vietnam", "world's largest exporter", 2),
        ("The victory lifts Ajax to second place.", "en", "Ajax", "rank", 2),
        ("Ajax liegt auf Platz zwei der Tabelle.", "de", "Ajax", "Platz der Tabelle", 2),
        ("Vietnam ist der zweitgrößte Exporteur der Welt.", "de", "Vietnam", "größte Exporteur der Welt", 2),
    ],
)
def test_a_rank_is_that_of_a_name(text: str, lang: str, subject: str, attribute: str, rank: int) -> None:
    (claim,) = read_claims(text, lang, "measure")
    assert (claim.subject, claim.attribute) == (subject, attribute)
    assert claim.value is not None
    assert (claim.value.min, claim.value.unit) == (rank, "rank")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("In the first place, Uruguay needs rain.", "en"),
        ("Uruguay ranked well among Latin American countries.", "en"),
        ("The largest exporter is in Vietnam.", "en"),
        ("Ajax verpasste den Sprung auf Platz zwei.", "de"),
        ("Der größte Hund heißt Bello.", "de"),
    ],
)
def test_a_place_that_nobody_has_is_no_rank(text: str, lang: str) -> None:
    assert read_claims(text, lang, "measure") == []
