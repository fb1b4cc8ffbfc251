from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.recognize.phrases import Phrases, lower, plain_blanks

UNITS = Phrases({"us dollar": 1, "dollar": 2, "%": 3, "us$": 4})


def test_the_longest_phrase_wins() -> None:
    assert UNITS.after("5 us dollar", 2) == (1, 11)
    assert UNITS.before("ten us dollar", 13) == (1, 4)


def test_a_phrase_ends_where_its_last_word_ends() -> None:
    assert UNITS.after("dollarised", 0) is None
    assert UNITS.before("eurodollar", 10) is None


def test_a_digit_may_follow_or_precede_without_a_blank() -> None:
    assert UNITS.after("dollar5", 0) == (2, 6)
    assert UNITS.before("5%", 2) == (3, 1)
    assert UNITS.before("us$", 3) == (4, 0)


@given(st.text())
def test_preparing_a_text_keeps_every_character_in_its_place(text: str) -> None:
    assert len(plain_blanks(text)) == len(lower(text)) == len(text)


@given(st.text(alphabet="us dollar$%-\n5", max_size=20), st.integers(0, 25))
def test_lookups_never_leave_the_text(text: str, place: int) -> None:
    after, before = UNITS.after(text, place), UNITS.before(text, min(place, len(text)))
    assert after is None or place < after[1] <= len(text)
    assert before is None or 0 <= before[1] < place
