from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.layout.outline import Sentence, read_outline
from claimtrack.language.sentences import split_sentences
from claimtrack.model import Document, PublishedBasis, Source, document_id


def _sentences(text: str, lang: str = "en", published: str = "2026-03-02") -> list[Sentence]:
    source = Source(
        id=document_id(text), path="a.txt", lang=lang, published=published, published_basis=PublishedBasis.GIVEN
    )
    return read_outline(Document(source=source, text=text)).sentences(split_sentences(text, lang))


def _texts(text: str, lang: str = "en") -> list[str]:
    return [text[s.span.start : s.span.end] for s in _sentences(text, lang)]


def _place(text: str, part: str, lang: str = "en", published: str = "2026-03-02") -> Sentence:
    return next(s for s in _sentences(text, lang, published) if part in text[s.span.start : s.span.end])


_LIST = "The week\n\n- **Norwind:** The start-up grew. It hired.\n- **Halvern:** The bank shrank.\n"


def test_a_label_is_a_sentence_of_its_own() -> None:
    assert _texts(_LIST) == ["The week", "Norwind", "The start-up grew.", "It hired.", "Halvern", "The bank shrank."]


def test_an_item_is_about_its_label_until_the_next() -> None:
    assert [s.place.label for s in _sentences(_LIST)] == [None, "Norwind", "Norwind", "Norwind", "Halvern", "Halvern"]
    assert [s.place.is_first for s in _sentences(_LIST)] == [False, False, True, False, False, True]


def test_metrics_and_properties_are_no_names() -> None:
    text = "Results\n\n- **Revenue:** $4 billion\n- **Founders:** two engineers\n"
    assert _texts(text)[1:] == ["**Revenue:** $4 billion", "**Founders:** two engineers"]


def test_a_heading_that_is_a_name_is_what_its_section_is_about() -> None:
    text = "The week\n\n## Norwind\n\nThe company grew.\n\n## What comes next\n\nNobody knows.\n"
    assert _place(text, "grew").place.label == "Norwind"
    assert _place(text, "grew").place.is_first
    assert _place(text, "Nobody").place.label is None


@pytest.mark.parametrize("name", ["Halden Robotics", "**Halden Robotics**"])
def test_a_heading_of_people_ends_in_the_firm_that_its_section_is_about(name: str) -> None:
    text = f"The week\n\n## Ada Byrne, Ben Holt, and Cy Lund — {name} \n\nThe company grew.\n"
    place = _place(text, "grew").place
    assert (place.label, place.is_theirs) == ("Halden Robotics", True)


@pytest.mark.parametrize("heading", ["Why they left — Norwind", "Norwind – what comes next", "Ada Byrne — 2026"])
def test_a_heading_with_a_dash_that_ends_in_no_name_of_theirs_names_nobody(heading: str) -> None:
    assert not _place(f"The week\n\n## {heading}\n\nThe company grew.\n", "grew").place.is_theirs


def test_a_line_with_a_colon_opens_its_list() -> None:
    text = "Results\n\nHere is what the company reported:\n\n- Revenue: $4 billion\n\nIt rose.\n"
    opening = _place(text, "Here is")
    assert _place(text, "Revenue").place.lead == opening.place.block
    assert _place(text, "It rose").place.lead == 0


@pytest.mark.parametrize(
    ("title", "heading", "published", "when"),
    [
        ("The rounds of 2024", "## November", "2025-01-02", "2024-11"),
        ("The rounds of 2024", "## January", "2025-01-02", "2024-01"),
        ("The latest rounds", "## February", "2026-03-11", "2026-02"),
        ("The latest rounds", "October 28, 2024", "2026-03-11", "2024-10-28"),
        ("The latest rounds", "## Norwind", "2026-03-11", None),
        ("The latest rounds", "## What February brought us all", "2026-03-11", None),
    ],
)
def test_dates_as_headings(title: str, heading: str, published: str, when: str | None) -> None:
    below = "Norwind raised money from investors that it had known for a long time by then. " * 2
    text = f"{title}\n\n{heading}\n\n{below}"
    found = _place(text, "raised", published=published).place.when
    assert (found and found.edtf) == when


def test_an_undated_heading_of_the_same_level_ends_a_date() -> None:
    text = "Rounds\n\n## February\n\nNorwind grew.\n\n### Details\n\nIt hired.\n\n## Outlook\n\nHalvern grew.\n"
    assert _place(text, "hired").place.when is not None
    assert _place(text, "Halvern").place.when is None


def test_links_and_captions_are_left_out() -> None:
    links = "## Read more\n\n- Halvern buys Tarn\n- Tarn hires"
    text = f"Title\n\nPhoto: Ada Byrne / Getty\n\n{links}\n\nThe office opened.\n"
    assert _texts(text) == ["Title", "The office opened."]


def test_a_sentence_that_opens_like_a_link_stays() -> None:
    text = "Title\n\nRelated costs rose.\n\nWatch makers hired.\n"
    assert _texts(text) == ["Title", "Related costs rose.", "Watch makers hired."]


@pytest.mark.parametrize(
    ("line", "rest", "lang"),
    [
        ("LONDON, March 2 (Reuters) - Norwind grew.", "Norwind grew.", "en"),
        ("Leipzig (dpa/sn) – Norwind wuchs.", "Norwind wuchs.", "de"),
        ("Norwind – Halvern", "Norwind – Halvern", "de"),
    ],
)
def test_datelines(line: str, rest: str, lang: str) -> None:
    assert _texts(f"Title\n\n{line}\n", lang)[1] == rest


@given(
    st.lists(
        st.sampled_from(
            [
                "Norwind",
                "**Norwind:**",
                "- ",
                "## ",
                "\n",
                "\n\n",
                " The bank grew.",
                "Read more",
                "November",
                ": ",
                "1. ",
                " – ",
            ]
        ),
        max_size=25,
    )
)
def test_sentences_lie_in_the_text_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    ends = 0
    for sentence in _sentences(text):
        assert ends <= sentence.span.start <= sentence.span.end <= len(text)
        ends = sentence.span.end
