"""Whose firm "we" and "his company" are."""

from __future__ import annotations

import pytest

from tests.extract.documents import read_discourse


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        ('"We raised $2 billion," said Clara Hoffmann.', "en", "We"),
        ("Clara Hoffmann raised $2 billion. Her company grew by 5%.", "en", "company"),
        ("Clara Hoffmann zahlte 2 Milliarden Euro. Ihr Unternehmen wuchs um 5 Prozent.", "de", "Unternehmen"),
    ],
)
def test_it_is_the_firm_that_the_person_acts_for(text: str, lang: str, word: str) -> None:
    discourse = read_discourse(text, lang)
    passage = discourse.passages[-1]
    token = next(token for token in passage.tree if token.text == word)
    assert discourse.resolve(token, passage) is None
    discourse.learn_employer("Clara Hoffmann", "Siemens")
    filler = discourse.resolve(token, passage)
    assert filler is not None and filler.text == "Siemens"


def test_two_speakers_speak_for_nobody() -> None:
    discourse = read_discourse('"We raised $2 billion," said Clara Hoffmann and Peter Lang.')
    discourse.learn_employer("Clara Hoffmann", "Siemens")
    discourse.learn_employer("Peter Lang", "Bosch")
    passage = discourse.passages[-1]
    assert discourse.resolve(next(token for token in passage.tree if token.text == "We"), passage) is None
