"""The constructions of each language: well formed, and found by the forms of their verbs."""

from __future__ import annotations

import pytest

from claimtrack.extract.deals.constructed import AGENT, THEME, constructing_words, load_constructions
from claimtrack.kinds import load_kinds
from claimtrack.language import languages


@pytest.mark.parametrize("lang", languages())
def test_each_construction_makes_a_claim_of_a_known_kind(lang: str) -> None:
    for listed in load_constructions(lang).by_verb.values():
        for one in listed:
            assert one.kind in load_kinds()
            assert one.verbs
            assert one.subject
            assert one.object or one.kind == "funding"


@pytest.mark.parametrize("lang", languages())
def test_a_slot_is_of_the_tree_or_of_case_words_and_never_of_both(lang: str) -> None:
    for listed in load_constructions(lang).by_verb.values():
        for one in listed:
            for slot in (one.subject, one.object):
                assert not slot & {AGENT, THEME} or len(slot & {AGENT, THEME}) == 1
                assert one.subject != one.object


@pytest.mark.parametrize("lang", languages())
def test_each_verb_is_known_by_its_infinitive(lang: str) -> None:
    known = load_constructions(lang)
    for verb in known.by_verb:
        bare = verb.partition(" ")[0]
        assert bare in known.forms


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "sponsor"), ("en", "demerge"), ("de", "joint-venture"), ("de", "kooperieren")]
)
def test_words_of_constructions_are_worth_reading(lang: str, word: str) -> None:
    words = constructing_words(lang)
    assert word in words or any(word.endswith(other) for other in words)
