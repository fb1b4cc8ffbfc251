"""What the lists of ordinary words are made of."""

from __future__ import annotations

from collections import Counter

from training.wordlists import nouns_with_articles, small_words, without_quoted, without_regular


def test_a_word_that_is_mostly_written_small_is_ordinary() -> None:
    words = small_words(["the target rose, and the target fell", "shares of Velora rose, said Velora", "a velora"])
    assert {"target", "shares", "rose"} <= set(words)
    assert "velora" not in words


def test_a_noun_behind_indefinite_articles_is_ordinary() -> None:
    raw = ["wie ein Startup, ein Startup und noch ein Startup", "so ist ein Norwind"]
    assert nouns_with_articles(raw) == {"startup"}


def test_what_another_language_has_more_often_is_quoted() -> None:
    assert without_quoted(Counter({"haus": 3, "the": 2}), [Counter({"the": 90})]) == {"haus"}


def test_regular_forms_and_compounds_are_left_out() -> None:
    assert without_regular({"kraft", "werk", "kraftwerk", "werkes", "norwind"}, "de") == {"kraft", "werk", "norwind"}
