"""What points back to a firm, and what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.extract.names.landscape import are_kin
from claimtrack.extract.names.pointers import pointer_words, read_pointer, trade_of
from claimtrack.language import languages
from tests.extract.documents import read_cast

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token


def token_and_passage(text: str, word: str, lang: str) -> tuple[Token, Passage]:
    passage = read_cast(text, lang)[0][0]
    return next(token for token in passage.tree if token.text == word), passage


@pytest.mark.parametrize(
    ("text", "word", "lang", "trade"),
    [
        ("The bank earned $5 million.", "bank", "en", "bank"),
        ("The seed-stage company earned $5 million.", "company", "en", "startup"),
        ("The start-up earned $5 million.", "up", "en", "startup"),
        ("Der Chiphersteller verdiente 5 Millionen Euro.", "Chiphersteller", "de", "chipmaker"),
        ("Das Unternehmen verdiente 5 Millionen Euro.", "Unternehmen", "de", None),
    ],
)
def test_a_noun_asks_for_its_trade(text: str, word: str, lang: str, trade: str | None) -> None:
    token, passage = token_and_passage(text, word, lang)
    pointer = read_pointer(token, passage)
    assert pointer is not None and pointer.trade == trade


@pytest.mark.parametrize(
    ("text", "word", "lang"),
    [
        ("A company earned $5 million.", "company", "en"),
        ("The parent company earned $5 million.", "company", "en"),
        ("The company behind the app earned $5 million.", "company", "en"),
        ("Ein Unternehmen verdiente 5 Millionen Euro.", "Unternehmen", "de"),
        ("Das neue Unternehmen verdiente 5 Millionen Euro.", "Unternehmen", "de"),
    ],
)
def test_a_phrase_that_tells_its_firm_apart_points_to_none(text: str, word: str, lang: str) -> None:
    passage = read_cast(text, lang)[0][0]
    assert all(read_pointer(token, passage) is None for token in passage.tree if token.text == word)


def test_a_german_pronoun_asks_for_a_gender() -> None:
    token, passage = token_and_passage("Er verdiente 5 Millionen Euro.", "Er", "de")
    pointer = read_pointer(token, passage)
    assert pointer is not None and pointer.genders == {"Masc"}


def test_every_language_says_which_trades_its_nouns_are_in() -> None:
    for lang in languages():
        words = pointer_words(lang)
        assert words.nouns and words.pronouns and set(words.trades.values()) >= {"bank", "startup"}


@settings(deadline=None, max_examples=60)
@given(st.text("ab ", min_size=1), st.text("ab ", min_size=1))
def test_kinship_goes_both_ways(one: str, other: str) -> None:
    assert are_kin(one, other) == are_kin(other, one)
    assert are_kin(one, one)


def test_a_firm_is_kin_to_its_longer_name_and_not_to_a_longer_word() -> None:
    assert are_kin("Norwind", "Norwind Labs")
    assert not are_kin("Norwind", "Norwinder")
    assert trade_of(read_cast("The bank earned $5 million.")[0][0].tree[1], "en") == "bank"
