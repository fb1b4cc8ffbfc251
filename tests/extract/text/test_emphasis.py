"""Marks of emphasis are taken out before a sentence is parsed, and nothing loses its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.text.emphasis import without_emphasis
from claimtrack.extract.text.passages import read_passages
from claimtrack.model import Document, Source, document_id

MARKED = st.text(alphabet="ab1 *_.:\u00e4,", max_size=60)


def document(text: str) -> Document:
    source = Source(
        id=document_id(text), path="a.md", lang="en", publisher=None, published=None, published_basis="unknown"
    )
    return Document(source=source, text=text)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("**Fjordline** raised $5 million.", "Fjordline raised $5 million."),
        ("_The Harbour Times_ said so.", "The Harbour Times said so."),
        ("It is *not* over, said **Open**Grid.", "It is not over, said OpenGrid."),
        ("**Ada Byrne****: chief", "Ada Byrne: chief"),
        ("**Photo:**Ada Byrne", "Photo: Ada Byrne"),
        ("2 * 3 * 4 snake_case_name 2**3", "2 * 3 * 4 snake_case_name 2**3"),
    ],
)
def test_marks_go_and_words_stay(written: str, plain: str) -> None:
    assert without_emphasis(written).text == plain


def test_what_is_set_apart_is_remembered() -> None:
    plain = without_emphasis("- Grid operator **Fjord Line** and **Norwind** agreed.")
    assert [plain.text[start:end] for start, end in plain.strong] == ["Fjord Line", "Norwind"]


@given(MARKED)
def test_every_character_keeps_its_place(text: str) -> None:
    plain = without_emphasis(text)
    assert len(plain.offsets) == len(plain.text)
    assert list(plain.offsets) == sorted(set(plain.offsets))
    assert all(text[at] == char or char == " " for at, char in zip(plain.offsets, plain.text, strict=True))
    assert [char for char in plain.text if char not in " *_"] == [char for char in text if char not in " *_"]


@given(MARKED)
def test_reading_again_changes_no_word(text: str) -> None:
    once = without_emphasis(text).text
    assert without_emphasis(once).text.replace("*", "").split() == once.replace("*", "").split() or "_" in once


def test_a_name_has_its_place_in_the_document_as_it_is_written() -> None:
    text = "News.\n\nThe utility **Norwind AG** raised $5 million, _The Harbour Times_ reported.\n"
    passages = read_passages(document(text), lambda texts, figures, lang: list(range(len(texts))))
    spans = [name.span for passage in passages for name in passage.names]
    assert [text[span.start : span.end] for span in spans] == ["Norwind AG", "Harbour Times"]
    (figure,) = (figure for passage in passages for figure in passage.quantities)
    assert [t.text for p in passages for t in p.tokens_in(figure.span)] == ["$", "5", "million"]


def test_light_emphasis_is_remembered_apart() -> None:
    plain = without_emphasis("**Norwind** made _Hollow Tide_ and *not* _The Quiet Grid_.")
    assert [plain.text[start:end] for start, end in plain.light] == ["Hollow Tide", "not", "The Quiet Grid"]


@given(MARKED)
def test_stretches_lie_in_the_text(text: str) -> None:
    plain = without_emphasis(text)
    assert all(0 <= start < end <= len(plain.text) for start, end in (*plain.strong, *plain.light))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"_Hollow Tide_\-style games", "Hollow Tide-style games"),
        (r"a footnote\* and L\_2", "a footnote* and L_2"),
        (r"C:\temp", r"C:\temp"),
        (
            "SafetyKit\u2060(opens in a new window) and Rapid\u2060 runs",
            "SafetyKit (opens in a new window) and Rapid runs",
        ),
    ],
)
def test_what_a_backslash_escapes_stands_as_it_is(written: str, plain: str) -> None:
    assert without_emphasis(written).text == plain
