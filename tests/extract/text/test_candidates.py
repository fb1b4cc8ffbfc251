"""Which sentences are parsed at all."""

from __future__ import annotations

import pytest

from claimtrack.extract.text.candidates import pick_candidates
from claimtrack.recognize.quantities import recognize_quantities

HEAD = ("rain fell", "and went on falling")  # the head of a document is read in any case


def _picked(lang: str, *sentences: str) -> list[int]:
    """The places of the sentences picked, behind a head that is not counted."""
    texts = (*HEAD, *sentences)
    picked = pick_candidates(texts, [recognize_quantities(text, lang) for text in texts], lang)
    return [place - len(HEAD) for place in picked if place >= len(HEAD)]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Northwind has acquired Fabrikam."),
        ("en", "Northwind's shares fell 8 percent."),
        ("en", "Ada Byrne stepped down as chief executive of Northwind."),
        ("en", "Northwind unveiled a new chatbot."),
        ("en", "64 people were hurt, police said."),
        ("de", "Nordwind übernahm die Firma Feldhaus."),
        ("de", "Der Umsatz von Nordwind stieg um 12 Prozent."),
        ("de", "Die Nordwind-Chefin Ada Byrne tritt zurück."),
        ("de", "Nordwind sammelt frisches Geld ein."),
    ],
)
def test_a_sentence_that_can_hold_a_claim_is_read(lang: str, sentence: str) -> None:
    assert _picked(lang, sentence) == [0]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "It was a quiet morning in the old town."),
        ("en", "nothing here begins with a capital, not even 30 people"),
        ("de", "Am Morgen lag Nebel über der Stadt."),
    ],
)
def test_scenery_is_not(lang: str, sentence: str) -> None:
    assert _picked(lang, sentence) == []


@pytest.mark.parametrize(
    ("lang", "light", "two"),
    [
        ("en", "They had to keep Northwind waiting.", "Northwind keeps making tests."),
        ("en", "They drove to Northwind for two hours.", "Northwind was held for two hours."),
        ("de", "Das zeigt auch ein Blick nach Nordstadt.", "Das zeigt Nordwind, und nun testen es alle."),
    ],
)
def test_of_words_and_figures_that_seldom_tell_a_sentence_needs_two(lang: str, light: str, two: str) -> None:
    assert _picked(lang, light) == []
    assert _picked(lang, two) == [0]


def test_a_light_word_with_its_particle_is_none() -> None:
    assert _picked("de", "Nordwind stellt das vor.") == [0]


def test_a_sentence_that_names_nobody_is_read_for_its_figures_alone() -> None:
    assert _picked("en", "The launch of a chatbot was followed by a partnership.") == []
    assert _picked("en", "The launch of a chatbot cost $3 million.") == [0]


def test_the_sentence_before_one_that_points_back_is_read_with_it() -> None:
    sentences = ("Fabrikam looks for other ways.", "This shows in its investment of $3 billion in Contoso.")
    assert _picked("en", *sentences) == [0, 1]


def test_the_head_of_a_document_is_read() -> None:
    assert pick_candidates(HEAD, [[], []], "en") == [0, 1]


def test_a_sentence_without_an_end_is_left_alone() -> None:
    assert _picked("en", "Northwind acquired " + "very " * 2000 + "much.") == []
