"""What phrases stand for: names, "the company", "its", teams, units and partners."""

from __future__ import annotations

import pytest

from claimtrack.extract.names.resolution import Discourse
from claimtrack.model import Label
from tests.extract.documents import read_cast, read_discourse


def resolve(discourse: Discourse, word: str, sentence: int = -1) -> str | None:
    """What the first token with these letters stands for in a sentence."""
    passage = discourse.passages[sentence]
    token = next(token for token in passage.tree if token.text == word)
    filler = discourse.resolve(token, passage)
    return filler.text if filler else None


def test_a_name_stands_for_itself_in_full() -> None:
    discourse = read_discourse(
        "Norwind Holdings bought Altair for $2 billion. In 2025, Norwind reported revenue of $9 billion."
    )
    assert resolve(discourse, "Norwind") == "Norwind Holdings"


@pytest.mark.parametrize(
    ("text", "lang", "word", "meant"),
    [
        ("Siemens bought Altair in 2024. The company raised $2 billion.", "en", "company", "Siemens"),
        ("Siemens reported revenue of $9 billion and said it had raised $2 billion.", "en", "it", "Siemens"),
        ("Siemens sold its cloud business for $2 billion.", "en", "its", "Siemens"),
        ("Siemens erzielte 9 Milliarden Euro Umsatz. Der Konzern kaufte Altair.", "de", "Konzern", "Siemens"),
    ],
)  # fmt: skip
def test_what_points_back_stands_for_the_firm_spoken_of(text: str, lang: str, word: str, meant: str) -> None:
    assert resolve(read_discourse(text, lang), word) == meant


def test_somebodys_team_acts_for_their_employer() -> None:
    discourse = read_discourse(
        "Siemens named Clara Hoffmann chief executive. Hoffmann's team released Norwind 2 in 2025."
    )
    discourse.learn_employer("Clara Hoffmann", "Siemens")
    assert resolve(discourse, "team") == "Siemens"


def test_the_first_employer_that_is_told_counts() -> None:
    discourse = read_discourse("Siemens named Clara Hoffmann chief executive.")
    discourse.learn_employer("Clara Hoffmann", "Siemens")
    discourse.learn_employer("Clara Hoffmann", "Bosch")
    assert discourse.employer("Clara Hoffmann") == "Siemens"


def test_a_partner_is_known_only_while_there_is_one() -> None:
    discourse = read_discourse("Siemens and Google signed a partnership in 2024.")
    discourse.learn_partners("Siemens", "Google")
    assert (discourse.partner("Siemens"), discourse.partner("Google")) == ("Google", "Siemens")
    discourse.learn_partners("Siemens", "Nvidia")
    assert discourse.partner("Siemens") is None


@pytest.mark.parametrize(
    ("name", "office"), [("Acme's cloud business", "Acme"), ("Acme’s arm", "Acme"), ("Acme", "Acme")]
)
def test_a_unit_belongs_to_what_its_name_begins_with(name: str, office: str) -> None:
    assert read_discourse("Siemens bought Altair in 2024.").head_office(name) == office


def test_who_owns_what_only_firms_own_is_a_firm() -> None:
    passages, cast = read_cast("Siemens bought Altair in 2024.")
    assert not Discourse(passages, cast).is_firm("Altair")
    assert Discourse(passages, cast, frozenset({"Altair"})).is_firm("Altair")


def test_organisations_of_the_sentence_before_come_in_order_and_once() -> None:
    discourse = read_discourse(
        "Siemens bought Bosch after Siemens had sold Nvidia shares worth $2 billion. Revenue rose 5% in 2025."
    )
    before = discourse.organisations_before(discourse.passages[-1])
    assert before == list(dict.fromkeys(before)) and before[0] == "Siemens"
    assert all(discourse.cast.label(name) is Label.ORGANISATION for name in before)
