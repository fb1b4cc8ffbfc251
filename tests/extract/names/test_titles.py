"""Titles as the lists have them, and what is cut off a compound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.names.titles import are_of_two_people, fold, is_title, title_words


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_any_word_can_be_asked(text: str) -> None:
    assert is_title(text, "en") in (True, False)
    assert is_title(text, "de") in (True, False)


@pytest.mark.parametrize(
    "word", ["Finanzchef", "Finanzchefs", "Ex-Chef", "Norwind-Chefin", "Ex-Norwind-Chef", "CEO", "Vertriebsvorstand"]
)
def test_compounds_that_end_with_a_title_are_titles(word: str) -> None:
    assert is_title(word, "de")


@pytest.mark.parametrize("word", ["Norwind", "Bericht", "Chefsache", "-", "", "Kurs"])
def test_other_words_are_none(word: str) -> None:
    assert not is_title(word, "de")


@pytest.mark.parametrize("word", ["CEO", "chairman", "co-founder", "co-founders", "president"])
def test_english_titles_in_both_numbers(word: str) -> None:
    assert is_title(word, "en")


def test_words_of_titles_are_spelled_as_texts_spell_them() -> None:
    assert {"geschäftsführer", "gründerin", "chef"} <= title_words("de")
    assert {"chief", "executive", "founder"} <= title_words("en")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("Vizekanzler", "Ministerin", True), ("Gründerin", "Chefin", False), ("Gründerin", "Vorsitzende", False)],
)
def test_titles_of_a_man_and_a_woman_are_of_two_people(one: str, other: str, apart: bool) -> None:
    assert are_of_two_people(one, other) is apart
