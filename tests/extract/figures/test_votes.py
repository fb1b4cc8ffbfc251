"""Shares of a vote: only in a document about one, the nearest party's, with the year and the change in brackets."""

from __future__ import annotations

from claimtrack.model import Claim
from tests.extract.documents import read_claims

_ABOUT = " Am Tag der Wahl gingen 40 Millionen Wähler zur Wahl, laut Hochrechnung eine hohe Wahlbeteiligung."


def read_votes(text: str) -> list[Claim]:
    return [claim for claim in read_claims(text, "de", "measure") if claim.rule == "vote"]


def test_shares_are_those_of_the_parties_ahead_of_them() -> None:
    text = "Die CDU kommt auf 31,2 Prozent (+ 1,4). Die SPD erreicht 14 Prozent (2021: 17 Prozent)." + _ABOUT
    found = [
        (c.subject, c.attribute, str(c.value and c.value.min), c.valid) for c in read_claims(text, "de", "measure")
    ]
    assert sorted(found, key=str) == [
        ("CDU", "Stimmenanteil", "31.2", "2026-03-02"),
        ("CDU", "Stimmenanteil, change", "1.4", "2026-03-02"),
        ("SPD", "Stimmenanteil", "14", "2026-03-02"),
        ("SPD", "Stimmenanteil", "17", "2021"),
    ]


def test_a_party_loses_points() -> None:
    text = "Die CDU kommt auf 31,2 Prozent (- 1,4)." + _ABOUT
    changes = [c for c in read_votes(text) if c.attribute == "Stimmenanteil, change"]
    assert [str(c.value and c.value.min) for c in changes] == ["-1.4"]


def test_a_text_about_something_else_has_no_votes() -> None:
    assert read_claims("Die CDU fordert 5 Prozent mehr Geld für Schulen.", "de", "measure") == []
    assert read_claims("Die CDU sprach von 5 Prozent. Das Wetter war gut.", "de", "measure") == []


def test_a_pronoun_and_a_persons_party_mean_the_party_told_before() -> None:
    text = "Die Linke verlor die Wahl. Sie kommt auf 13,1 Prozent. Brandts Partei erreichte 29 Prozent. "
    text += "Jonas Brandt (FPÖ) dankte 9 Millionen Wählern."
    found = {(c.subject, str(c.value and c.value.min)) for c in read_votes(text + _ABOUT)}
    assert found == {("Die Linke", "13.1"), ("FPÖ", "29")}


def test_a_group_that_the_document_names_is_a_party() -> None:
    text = "Die Freie Wählergemeinschaft (FWG) freut sich. 51 Prozent stimmten für die FWG." + _ABOUT
    assert [(c.subject, str(c.value and c.value.min)) for c in read_votes(text)] == [("FWG", "51")]


def test_a_turnout_is_that_of_the_place_and_says_of_which_election() -> None:
    text = "Bei der Landtagswahl in Hessen lag die Wahlbeteiligung bei 62,3 Prozent, 2018 waren es 67 Prozent." + _ABOUT
    found = {(c.subject, c.attribute, str(c.value and c.value.min), c.valid) for c in read_votes(text)}
    assert found == {
        ("Hessen", "Wahlbeteiligung Landtagswahl", "62.3", "2026-03-02"),
        ("Hessen", "Wahlbeteiligung Landtagswahl", "67", "2018"),
    }


def test_what_a_party_plans_or_is_ahead_by_is_no_share() -> None:
    text = "Die SPD will 5 Prozent der Ausgaben sparen. Die CDU liegt 2 Prozentpunkte vor der FDP." + _ABOUT
    assert read_votes(text) == []
