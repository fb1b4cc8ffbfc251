"""The words around posts fit together: what one file of a language names, another or the program knows."""

from __future__ import annotations

import pytest

from claimtrack.extract.people.careers import _READERS
from claimtrack.extract.people.rolewords import career_words, role_words
from claimtrack.language import languages, read_data


@pytest.mark.parametrize("lang", languages())
def test_every_deed_has_a_reader(lang: str) -> None:
    assert {table["deed"] for table in read_data(lang, "roles")["deeds"]} <= set(_READERS)


@pytest.mark.parametrize("lang", languages())
def test_past_forms_are_forms(lang: str) -> None:
    for table in read_data(lang, "roles")["deeds"]:
        assert set(table.get("past", ())) <= set(table["forms"])


@pytest.mark.parametrize("lang", languages())
def test_ranks_of_states_are_ranks_of_posts(lang: str) -> None:
    states, posts = read_data(lang, "states"), read_data(lang, "posts")
    english = read_data("en", "posts")
    assert set(states["ranks"]) <= set(posts["ranks"]) | set(english["ranks"])


@pytest.mark.parametrize("lang", languages())
def test_endings_lose_no_more_than_they_have(lang: str) -> None:
    assert all(0 <= form.cut <= len(form.ending) for form in role_words(lang).inflected)


@pytest.mark.parametrize("lang", languages())
def test_common_verbs_make_no_sentence_worth_reading(lang: str) -> None:
    assert not career_words(lang) & {"run", "lead", "started", "ist", "wird"}
