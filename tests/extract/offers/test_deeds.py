"""Deeds of the table: verbs with their particles, set phrases and case words."""

from __future__ import annotations

import pytest

from claimtrack.extract.offers.deeds import evoking_deeds, find_deeds
from claimtrack.language import load_pipeline
from claimtrack.language.trees import read_tree

_KINDS = frozenset({"release", "development", "use"})


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Acme put the lamp on the market.", {("put", "release", "object")}),
        ("en", "Acme has taken the wraps off the S2.", {("taken", "release", "behind")}),
        ("en", "Acme took a walk.", set()),
        ("de", "Acme bringt im Herbst eine Lampe heraus.", {("bringt", "release", "object")}),
        ("de", "Acme bringt den Vorstand auf die Palme.", set()),
        ("de", "Acme arbeitet derzeit an einer Drohne.", {("arbeitet", "development", "object")}),
    ],
)
def test_a_verb_does_what_its_phrase_says(lang: str, text: str, expected: set[tuple[str, str, str]]) -> None:
    """A verb alone, its separated particle or its set phrase decides what is done."""
    tree = read_tree(load_pipeline(lang)(text))
    found = {(f.verb.text, f.deed.kind, f.deed.thing) for f in find_deeds(tree, lang, _KINDS)}
    assert found == expected


def test_case_words_do_not_evoke_a_deed() -> None:
    """What stands in every other sentence does not make a sentence worth parsing."""
    assert {"on", "for", "with", "to"}.isdisjoint(evoking_deeds("en"))
    assert {"auf", "mit", "für", "zu"}.isdisjoint(evoking_deeds("de"))
    assert "relaunching" in evoking_deeds("en")
