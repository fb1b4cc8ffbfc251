"""The metrics of a sentence, found by their words alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import LanguageError
from claimtrack.extract.figures.figurewords import Found, find_metrics, load_figure_words
from claimtrack.language.trees import read_tree


def metrics(text: str, lang: str) -> list[Found]:
    return find_metrics(read_tree(spacy.blank(lang)(text)), load_figure_words(lang), frozenset())


@pytest.mark.parametrize(
    ("text", "lang", "kind", "attribute"),
    [
        ("Revenue rose", "en", "revenue", None),
        ("its net losses widened", "en", "profit", "net"),
        ("adjusted operating income fell", "en", "profit", "adjusted operating"),
        ("the market caps of both", "en", "valuation", "market cap"),
        ("Der Quartalsumsatz stieg", "de", "revenue", None),
        ("Das Ebitda sank", "de", "profit", "EBITDA"),
        ("der Cloud-Umsatz wuchs", "de", "revenue", None),
    ],
)
def test_the_longest_phrase_says_what_is_measured(text: str, lang: str, kind: str, attribute: str | None) -> None:
    (found,) = metrics(text, lang)
    assert (found.metric.kind, found.metric.attribute) == (kind, attribute)


def test_a_compound_keeps_its_first_part_and_may_say_which_way_it_went() -> None:
    (cloud,) = metrics("der Cloud-Umsatz wuchs", "de")
    (rise,) = metrics("ein Umsatzplus von 5 Prozent", "de")
    assert (cloud.prefix, cloud.turn, rise.turn) == ("Cloud", 0, 1)


@pytest.mark.parametrize(("text", "lang"), [("12 cents per share", "en"), ("0,11 Euro je Aktie", "de")])
def test_a_share_in_a_unit_is_no_metric(text: str, lang: str) -> None:
    assert metrics(text, lang) == []


def test_compounds_that_only_look_like_a_metric_are_none() -> None:
    assert metrics("Der Wechselkurs und das Suchergebnis", "de") == []


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(LanguageError):
        load_figure_words("xx")


_WORDS = st.sampled_from(
    ["revenue", "net", "income", "share", "per", "growth", "operating", "loss", "the", ",", "EBITDA"]
)


@given(st.lists(_WORDS, max_size=30))
def test_metrics_stand_in_order_without_overlap(words: list[str]) -> None:
    found = metrics(" ".join(words), "en")
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.start < one.end for one in found)
