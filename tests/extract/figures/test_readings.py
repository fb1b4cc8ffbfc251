"""What a figure says of a metric, and whose it is: level, change or earlier level; named owner, subject or "its"."""

from __future__ import annotations

import pytest

from claimtrack.extract.figures.line import Line
from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.readings import read_figures
from tests.extract.documents import read_discourse


def roles(text: str, lang: str) -> list[tuple[str, int]]:
    passage = read_discourse(text, lang).passages[-1]
    return [(reading.role, reading.turn) for reading in read_figures(Line(passage))]


def owners(text: str, lang: str) -> list[str | None]:
    discourse = read_discourse(text, lang)
    line = Line(discourse.passages[-1])
    found = [find_owner(reading, line, discourse) for reading in read_figures(line)]
    return [filler.text if filler else None for filler in found]


@pytest.mark.parametrize(
    ("text", "lang", "read"),
    [
        ("Siemens posted revenue of $22 billion.", "en", [(LEVEL, 0)]),
        ("Siemens generated $22 billion in revenue.", "en", [(LEVEL, 0)]),
        ("Revenue at Siemens rose 12%.", "en", [(CHANGE, 1)]),
        ("Revenue at Siemens fell 12% to $22 billion, from $25 billion a year earlier.", "en",
         [(CHANGE, -1), (LEVEL, 0), (PRIOR, 0)]),
        ("Der Umsatz von Siemens stieg um 12 Prozent auf 22 Milliarden Euro.", "de", [(CHANGE, 1), (LEVEL, 0)]),
        ("Der Gewinn von Siemens sank um 12 Prozent.", "de", [(CHANGE, -1)]),
    ],
)  # fmt: skip
def test_case_words_and_verbs_tell_levels_from_changes(text: str, lang: str, read: list[tuple[str, int]]) -> None:
    assert roles(text, lang) == read


def test_analysts_figures_are_not_the_firms() -> None:
    assert roles("Siemens posted revenue of $22 billion, above analyst estimates of $21 billion.", "en") == [(LEVEL, 0)]


@pytest.mark.parametrize(
    ("text", "lang", "owner"),
    [
        ("Siemens' revenue rose 12%.", "en", "Siemens"),
        ("Revenue at Siemens rose 12%.", "en", "Siemens"),
        ("Siemens said its revenue rose 12%.", "en", "Siemens"),
        ("Der Siemens-Umsatz stieg um 12 Prozent.", "de", "Siemens"),
        ("Siemens steigerte seinen Umsatz um 12 Prozent.", "de", "Siemens"),
    ],
)
def test_the_owner_is_named_beside_the_metric_or_by_its_pronoun(text: str, lang: str, owner: str) -> None:
    assert owners(text, lang) == [owner]


def test_a_person_owns_no_revenue() -> None:
    assert owners("Clara Hoffmann's revenue rose 12%.", "en") in ([], [None])
