"""Figures that no rule reads: what is read of them by rank, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.extract import draft_by_rule, extract_claims
from claimtrack.extract.ranking.reader import RULE, Reading, read_ranked
from claimtrack.extract.ranking.roster import Roster
from claimtrack.extract.scene import set_scene
from tests.build import build_document

_PORT = """Port Lindhaven had a quiet spring.

Imports were 421,500 containers in April, and exports were 118,200 containers, the Port of Lindhaven said.
"""


def _readings(text: str, lang: str = "en") -> list[Reading]:
    document = build_document(text, lang=lang, published="2026-05-04")
    scene = set_scene(document)
    roster = Roster(scene.discourse)
    return list(read_ranked(scene, draft_by_rule(scene, document.source.published_interval, roster), roster))


def _figures(text: str, lang: str = "en") -> set[str]:
    return {draft.value.norm.text for draft, _ in _readings(text, lang) if draft.value}  # type: ignore[union-attr]


def test_what_a_rule_has_read_is_not_read_again() -> None:
    text = "Norwind reported revenue of $48 million for 2025."
    assert not _readings(text)
    assert [claim.kind for claim in extract_claims(build_document(text, published="2026-05-04"))] == ["revenue"]


def test_a_reading_says_how_likely_it_is_right() -> None:
    for draft, doubts in _readings(_PORT):
        assert draft.rule == RULE
        assert 0 < draft.sure < 1
        assert doubts


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The Velora kit sells for €40 ($43.20) at Norwind.", "$43.20"),
        ("Norwind's Velora kit is $15 off this week.", "$15"),
        ("Norwind's fleet grew to 620 vans from 480 vans a year earlier.", "480 vans"),
        ("Norwind's ferry needs 25 minutes for the crossing.", "25 minutes"),
    ],
)
def test_conversions_discounts_earlier_figures_and_lengths_of_time_are_left_alone(text: str, figure: str) -> None:
    assert figure not in _figures(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("| Norwind | 48 vans | 12 ferries | 9 docks |", "en"),
        ("Norwind · 48 comments · 12 photos · Share", "en"),
        ("Norwind – Teilen – 48 Kommentare – Merken", "de"),
    ],
)
def test_rows_of_tables_and_of_links_are_left_alone(text: str, lang: str) -> None:
    assert not _readings(text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "Hätte Norwind im Mai 48 Fähren verkauft, wäre die Werft heute schuldenfrei.",
        "Auf Norwind entfallen 48 Prozent der Fahrten.",
        "Der Hafen kam auf 310 Schiffe, nach 270 Schiffen im Jahr davor.",
    ],
)
def test_what_would_have_been_shares_and_the_year_before_are_left_alone(text: str) -> None:
    assert not _figures(text, "de") & {"48 Fähren", "48 Prozent", "270 Schiffen"}


def test_claims_by_rank_are_at_least_as_likely_right_as_wrong() -> None:
    claims = extract_claims(build_document(_PORT, published="2026-05-04"))
    assert all(claim.confidence >= 0.5 for claim in claims if claim.rule == RULE)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["Norwind", "the", "ferry", "carries", "12", "%", "of", "$3", "(", ")", ",", "vans"])))
def test_any_row_of_words_can_be_read(words: list[str]) -> None:
    text = " ".join(words) or "Norwind"
    one, other = _readings(text), _readings(text)
    assert [draft.sure for draft, _ in one] == [draft.sure for draft, _ in other]
