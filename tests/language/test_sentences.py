"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.language.sentences import MAX_SENTENCE, split_blocks, split_sentences

CASES = [
    ("en", "Acme Inc. raised $5 million. Beta Corp. did not.", ["Acme Inc. raised $5 million.", "Beta Corp. did not."]),
    ("en", 'He said: "We are done." Then he left.', ['He said: "We are done."', "Then he left."]),
    ("en", "The U.S. market grew. J. Smith agreed.", ["The U.S. market grew.", "J. Smith agreed."]),
    (
        "en",
        "The U.S. Senate voted. He left the U.S. The deal died.",
        ["The U.S. Senate voted.", "He left the U.S.", "The deal died."],
    ),
    ("en", "Revenue rose 4.5 percent to $1.2 billion.", ["Revenue rose 4.5 percent to $1.2 billion."]),
    ("en", "They met in the spring.The board agreed.", ["They met in the spring.", "The board agreed."]),
    ("en", "It works with Uber.CEO Ada Byrne agreed.", ["It works with Uber.", "CEO Ada Byrne agreed."]),
    ("en", "The site Booking.com and ASP.NET stay whole.", ["The site Booking.com and ASP.NET stay whole."]),
    ("de", "Am 7. März stieg die Aktie. Das war alles.", ["Am 7. März stieg die Aktie.", "Das war alles."]),
    (
        "de",
        "Das Werk kostete 2,7 Mrd. Euro. Der Gewinn sank.",
        ["Das Werk kostete 2,7 Mrd. Euro.", "Der Gewinn sank."],
    ),
    ("de", "Die Firma, z. B. Nordwind, wächst.", ["Die Firma, z. B. Nordwind, wächst."]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_sentences_end_where_a_reader_ends_them(lang: str, text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in split_sentences(text, lang)] == expected


def test_a_heading_does_not_run_into_the_paragraph_below() -> None:
    text = "Nordwind buys Alder\nThe deal was signed in May."
    assert [text[s.start : s.end] for s in split_sentences(text, "en")] == text.split("\n")


def test_lines_in_another_script_are_not_read() -> None:
    text = "返回首页\nAcme hired 30 people.\n微软"
    assert [text[s.start : s.end] for s in split_sentences(text, "en")] == ["Acme hired 30 people."]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "Halden Mills Inc said it expects that earnings\nfor the second quarter will be higher than the\n"
        "estimates of most analysts, its chairman told a\nmeeting of shareholders in Boston.\n"
    )
    assert len(split_blocks(text)) == 1
    assert len(split_sentences(text, "en")) == 1


def test_short_lines_around_long_paragraphs_are_not_joined() -> None:
    text = (
        "# Norwind zeigt eine neue Turbine\nDie Norwind AG hat am Montag in Nordstadt eine Turbine gezeigt, die auch "
        "bei schwachem Wind läuft und in den Bergen stehen soll. Sie kostet 4 Millionen Euro und wird ab Mai gebaut, "
        "wie der Hersteller sagte.\n## Was die Turbine kann\n### Leiser Lauf bei Tag und Nacht\nZwei Jahre Arbeit\n"
    )
    assert len(split_blocks(text)) == 5


def test_text_without_an_end_is_cut() -> None:
    spans = split_sentences("word " * 5000, "en")
    assert all(span.end - span.start <= 2 * MAX_SENTENCE for span in spans)
    assert spans[-1].end == 5000 * 5 - 1


@given(st.text(), st.sampled_from(["en", "de"]))
def test_sentences_are_in_order_and_inside_the_text(text: str, lang: str) -> None:
    spans = split_sentences(text, lang)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)
