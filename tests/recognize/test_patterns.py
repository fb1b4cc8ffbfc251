from __future__ import annotations

import pytest

from claimtrack.recognize.patterns import Alphabet, Pattern, compile_pattern, words_of

WORDS = {
    "may": frozenset({"month", "=may"}),
    "june": frozenset({"month"}),
    "7": frozenset({"day"}),
    "the": frozenset({"=the"}),
    "of": frozenset({"=of"}),
    "x": frozenset({"word"}),
}


def compiled(source: str) -> tuple[Pattern, dict[str, str]]:
    alphabet = Alphabet()
    letters = {word: alphabet.letter(classes) for word, classes in WORDS.items()}
    return compile_pattern(source, {"date": "{month} {day}?"}, alphabet), letters


def matched(source: str, words: str, at: int = 0) -> int | None:
    """Return how many words the pattern takes from word `at` on, `None` when it does not match."""
    pattern, letters = compiled(source)
    match = pattern.regex.match("".join(letters[word] for word in words.split()), at)
    return match and match.end() - at


@pytest.mark.parametrize(
    ("source", "words", "length"),
    [
        ("{month} {day}", "may 7", 2),
        ("{month} {day}", "may x", None),
        ("{month} {day}?", "may x", 1),
        ("the? {day} of {month}", "7 of june", 3),
        ("( the | of ) {day}", "of 7", 2),
        ("<date> of", "june 7 of", 3),
        ("may", "june", None),
        ("{month} [! {day}]", "may 7", None),
        ("{month} [! {day}]", "may", 1),
        ("{month} [of | {day}]", "may x", None),
        ("{month} [of | {day}]", "may of", 1),
    ],
)
def test_a_pattern_matches_words(source: str, words: str, length: int | None) -> None:
    assert matched(source, words) == length


def test_a_neighbour_before_is_no_part_of_the_match() -> None:
    assert matched("[the] {day}", "the 7", at=1) == 1
    assert matched("[the] {day}", "of 7", at=1) is None
    assert matched("[! the] {day}", "7", at=0) == 1


def test_fields_are_named_by_class_or_by_alias() -> None:
    pattern, _ = compiled("{month} {day:first} | {day:second}")
    assert pattern.fields == ("month", "first", "second")
    assert pattern.classes == ("month", "day", "day")


def test_starters_are_the_letters_a_match_can_begin_with() -> None:
    pattern, letters = compiled("the? {day} of")
    assert pattern.starters == {letters["the"], letters["7"]}


@pytest.mark.parametrize("source", ["( {day}", "{day} )", "{nothing}", "never", "the?", "[the"])
def test_a_pattern_that_cannot_be_is_refused(source: str) -> None:
    with pytest.raises(ValueError):
        compiled(source)


def test_the_words_of_a_pattern_include_those_of_the_patterns_it_names() -> None:
    assert words_of("the? <date> [! of | {day}]", {"date": "may {day}"}) == {"the", "may", "of"}
