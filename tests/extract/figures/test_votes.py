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
