"""Forms of verbs that the look-ups know."""

from __future__ import annotations

import pytest

from claimtrack.extract.text.inflection import inflect
from claimtrack.language import read_data


@pytest.mark.parametrize(
    ("lang", "verb", "form", "base"),
    [
        ("en", "raise", "raised", "raise"),
        ("en", "raise", "raising", "raise"),
        ("en", "buy", "bought", "buy"),
        ("en", "acquire", "acquires", "acquire"),
        ("en", "step down", "steps", "step"),
        ("de", "investieren", "investiert", "investieren"),
        ("de", "kaufen", "gekauft", "kaufen"),
        ("de", "einsammeln", "eingesammelt", "einsammeln"),
        ("de", "einsammeln", "sammelte", "sammeln"),
        ("de", "einsammeln", "einzusammeln", "einsammeln"),
        ("de", "übernehmen", "übernahm", "übernehmen"),
    ],
)
def test_a_form_leads_to_its_verb(lang: str, verb: str, form: str, base: str) -> None:
    assert inflect([verb], read_data(lang, "frames")["inflection"])[form] == base


def test_the_order_of_the_verbs_changes_nothing() -> None:
    verbs = ["hold", "buy", "build", "step down", "take over"]
    rules = read_data("en", "frames")["inflection"]
    assert inflect(verbs, rules) == inflect(reversed(verbs), rules)
