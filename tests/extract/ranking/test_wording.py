"""What a figure measures: which words say so, and the phrase that is made of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.extract.ranking.candidates import Candidate, find_candidates
from claimtrack.extract.ranking.cues import Names, Setting
from claimtrack.extract.ranking.joins import choose_words, tell_join
from claimtrack.extract.ranking.wording import compose, find_words
from claimtrack.extract.scene import set_scene
from tests.build import build_document

_TEXT = "Norwind employers added 4,200 jobs in the ports of Lindhaven."


def _setting(text: str = _TEXT) -> tuple[Setting, Candidate, list[Candidate]]:
    scene = set_scene(build_document(text, published="2026-05-04"))
    names = Names(scene.discourse)
    line = next(line for line in scene.lines if line.figures)
    setting = Setting(line.figures[0], line, names)
    owner = find_candidates(line, scene.discourse, names.often)[0]
    return setting, owner, list(find_words(setting.figure, owner, line))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["added", "jobs"], "added jobs"),
        (["jobs", "ports"], "jobs in the ports"),
        (["employers", "added", "jobs", "ports"], "employers added jobs in the ports"),
    ],
)
def test_small_words_between_are_taken_along_and_the_figure_is_not(words: list[str], text: str) -> None:
    setting, owner, _ = _setting()
    chosen = [token for token in setting.line.tree if token.text in words]
    assert compose(chosen, setting.figure, owner, setting.line) == text


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 5), min_size=1))
def test_a_wording_has_the_chosen_words_in_their_order_and_no_digit(places: set[int]) -> None:
    setting, owner, words = _setting()
    chosen = [words[at % len(words)].token for at in sorted(places)]
    text = compose(chosen, setting.figure, owner, setting.line)
    assert not any(sign.isdigit() for sign in text)
    found = [text.split().index(token.text) for token in sorted(set(chosen), key=lambda t: t.i) if token.text in text]
    assert found == sorted(found)


def test_the_head_is_always_among_the_words() -> None:
    setting, _, words = _setting()
    for head in words:
        chosen, sure = choose_words(setting, head, words)
        assert head.token in chosen
        assert chosen == sorted(chosen, key=lambda token: token.i)
        assert 0.5 <= sure <= 1


def test_a_word_is_told_by_its_place_beside_the_head() -> None:
    setting, _, words = _setting()
    told = {word.token.text: set(tell_join(setting, words[0], word)) for word in words[1:]}
    assert len({frozenset(features) for features in told.values()}) == len(told)
