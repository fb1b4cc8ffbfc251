"""Who buys and who raises, where pronouns, asides, compounds and earlier sentences tell it."""

from __future__ import annotations

import pytest

from claimtrack.model import Modality
from tests.extract.documents import read_claims


@pytest.mark.parametrize(
    ("text", "buyer", "target"),
    [
        ("Heliotrope Labs SE writes route planners. Siemens bought it in 2019.", "Siemens", "Heliotrope Labs SE"),
        ("Siemens gained from its 2021 acquisition of network analysis company Halvik.", "Siemens", "Halvik"),
        ("Siemens has acquired its up-and-coming rival Heliotrope Labs.", "Siemens", "Heliotrope Labs"),
        (
            "The purchase is the largest after Google acquired web shop builder Tillo in August.",
            "Google",
            "Tillo",
        ),
    ],
)
def test_a_purchase_names_its_buyer_and_its_target(text: str, buyer: str, target: str) -> None:
    assert [(claim.subject, claim.object) for claim in read_claims(text, "en", "acquisition")] == [(buyer, target)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Siemens is to buy Fenwick Labels. The deal, sized at $2 billion, is expected to close in autumn.", "en"),
        ("Die Bosch GmbH will die Halvorsen AG übernehmen. Der Kaufpreis beträgt 85 Millionen Euro.", "de"),
    ],
)
def test_the_price_of_a_planned_deal_is_planned(text: str, lang: str) -> None:
    told = read_claims(text, lang, "acquisition")
    assert [claim.modality for claim in told if claim.value] == [Modality.PLANNED]


@pytest.mark.parametrize(
    ("text", "raiser", "lead"),
    [
        ("She left the bank. Her start-up, Ember, has raised $14 million.", "Ember", None),
        ("Tessaly raised $20 million, its lead investor, Accel, said of the round.", "Tessaly", "Accel"),
        ("Tessaly raised $20 million in a round with lead investor Accel and Index Ventures.", "Tessaly", "Accel"),
        ("Alder Capital has closed its third fund, which totals $310 million.", "Alder Capital", None),
        ("Alder Capital has closed its third fund, which exceeds $310 million.", "Alder Capital", None),
    ],
)  # fmt: skip
def test_a_round_has_its_sum_and_its_lead(text: str, raiser: str, lead: str | None) -> None:
    (claim,) = read_claims(text, "en", "funding")
    assert (claim.subject, claim.object) == (raiser, lead)
    assert claim.value is not None
