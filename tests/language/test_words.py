"""The ordinary words of a language: forms, compounds, and what is a name for being none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.language.words import WordList, load_words

RULES = {"endings": ["s", "en"], "links": ["s"], "stem_endings": ["en"], "first_parts": ["öl"], "derived": ["ung"]}


@pytest.mark.parametrize("word", ["Haus", "Umsätze", "Hersteller", "Preisen", "Finanzierungsrunde", "Batteriefabrik"])
def test_german_nouns_are_words_inflected_and_joined(word: str) -> None:
    assert load_words("de").has(word)


@pytest.mark.parametrize("word", ["Nvidia", "Norwind", "Alibaba", "Zalando", "Infineon", "Petrona"])
def test_names_are_no_words(word: str) -> None:
    assert not load_words("de").has(word)
    assert not load_words("en").has(word)


@pytest.mark.parametrize("word", ["Shares", "Revenue", "Despite", "Unveils", "Reportedly"])
def test_english_words_are_words_with_a_capital(word: str) -> None:
    assert load_words("en").has(word)


@pytest.mark.parametrize("word", ["Nvidia-Aktie", "BMW-Umsatz", "Norwind-Deal"])
def test_with_hyphens_the_last_part_tells(word: str) -> None:
    assert load_words("de").has(word)


def test_words_of_another_language_are_known_but_not_own() -> None:
    words = load_words("de")
    assert words.has("Nonetheless")
    assert not words.has_own("Nonetheless")


def test_a_language_without_a_list_knows_every_word() -> None:
    assert WordList(frozenset(), {}).has_own("Norwind")


def test_a_word_is_taken_apart_by_the_rules() -> None:
    words = WordList(frozenset({"preis", "kraft", "werk"}), RULES)
    assert words.has_form("preise".removesuffix("e"))
    assert words.has_form("preisen")
    assert words.has_parts("kraftwerk")
    assert words.has_parts("kraftwerkspreis")
    assert words.has_parts("ölpreis")
    assert words.has_form("lieferung")
    assert not words.has_parts("lkraftwerk")
    assert not words.has_form("norwind")


@given(st.text(alphabet=st.characters(categories=["L", "Pd"]), min_size=1, max_size=60))
def test_the_answer_does_not_depend_on_case(word: str) -> None:
    if word.lower().upper() == word.upper():
        assert load_words("de").has(word) == load_words("de").has(word.lower())


@given(st.text(max_size=3000))
def test_any_text_gets_an_answer(text: str) -> None:
    assert load_words("de").has(text) in (True, False)
