from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile import Entities, resolve_entities
from tests.build import build_claim

A, B = "docs/a.txt", "docs/b.txt"


def _role(person: str, firm: str, title: str = "CEO", path: str = A) -> Claim:
    return build_claim(kind="role", subject=person, object=firm, attribute=title, path=path)


def _deal(buyer: str, target: str, path: str = A, kind: str = "acquisition", **fields: Any) -> Claim:
    return build_claim(kind=kind, subject=buyer, object=target, path=path, **fields)


def _told(firm: str, kind: str = "layoffs", path: str = A, **fields: Any) -> Claim:
    return build_claim(kind=kind, subject=firm, path=path, **fields)


def _are_one(entities: Entities, *names: str) -> bool:
    return len({entities.key_of(name) for name in names}) == 1


TIED = {
    "one person in one post": [
        _role("Ada Keller", "Lumen"), _role("Ada Keller", "Lumen Interactive", "chief executive", B),
    ],
    "one product": [
        _deal("Lumen", "Lux 4", kind="release"), _deal("Lumen Systems", "Lux 4", B, kind="release"),
    ],
    "one partner of a deal": [
        _deal("Orlo", "Lumen", kind="investment", published="2024-01-02"),
        _deal("Orlo", "Lumen Technologies", B, kind="investment", published="2025-06-07"),
    ],
    "one figure": [
        _told("Lumen", "revenue", value="$2.45 billion", published="2024-01-02"),
        _told("Lumen Software", "revenue", B, value="$2.45 billion", published="2025-06-07"),
    ],
    "one event in one week": [
        _deal("Orlo", "Lumen", published="2025-06-02"), _deal("Tiber", "Lumen Labs", B, published="2025-06-04"),
    ],
    "the short form only where the long one was given": [
        _told("Lumen Energy", value="400 employees"), _told("Lumen", "headcount", value="2,000 employees"),
    ],
    "a name of other words, and one person in one post": [
        _role("Ada Keller", "Lumen"), _role("Ada Keller", "Lumen Garden Tools", path=B),
    ],
    "a name of other words, and one figure of three digits": [
        _told("Lumen", "revenue", value="$296 million"), _told("Lumen Air", "revenue", B, value="$296 million"),
    ],
    "a name of other words, and a purchase by one buyer in one week": [
        _deal("Orlo", "Lumen", published="2025-06-02"), _deal("Orlo", "Lumen Garden Tools", B, published="2025-06-04"),
    ],
    "a name of other words, which its own document shortens in the same week": [
        _told("Lumen Garden Tools", published="2025-06-02", quote="The maker of rakes Lumen cut 40 jobs."),
        _told("Lumen", "headcount", B, published="2025-06-03", quote="Lumen employs 300 people."),
    ],
    "two short forms of one": [
        _role("Ada Keller", "Lumen Robotics"), _role("Ada Keller", "Lumen Robotics Systems", path=B),
        _role("Ada Keller", "Lumen", path="docs/c.txt"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("claims", TIED.values(), ids=TIED)
def test_a_short_form_that_something_ties_to_the_full_name(claims: list[Claim]) -> None:
    names = {name for claim in claims for name in (claim.subject, claim.object) if name and name.startswith("Lumen")}
    assert _are_one(resolve_entities(claims), *names)


TWO_OF_A_KIND = [_role("Ada Keller", "Lumen"), _role("Ada Keller", "Lumen Interactive", path=B)]
APART = {
    "a name of other words, and one round figure": [
        _told("Lumen", "revenue", value="$25 million", published="2024-01-02"),
        _told("Lumen Air", "revenue", B, value="$25 million"),
    ],
    "a name of other words, and purchases by one buyer a year apart": [
        _deal("Orlo", "Lumen", published="2024-01-02"), _deal("Orlo", "Lumen Garden Tools", B, published="2025-06-04"),
    ],
    "a name that its own document shortens, and the short one a month later": [
        _told("Lumen Garden Tools", published="2025-06-02", quote="The maker of rakes Lumen cut 40 jobs."),
        _told("Lumen", "headcount", B, published="2025-07-03", quote="Lumen employs 300 people."),
    ],
    "a part that its own document shortens": [
        _told("Lumen Energy", published="2025-06-02", quote="Lumen cut 40 jobs."),
        _told("Lumen", "headcount", B, published="2025-06-03", quote="Lumen employs 300 people."),
    ],
    "a name of other words beside the short one": [
        _role("Ada Keller", "Lumen"), _role("Ada Keller", "Lumen Air"), _role("Ada Keller", "Lumen", path=B),
    ],
    "nothing ties them": [_told("Lumen", published="2024-01-02"), _told("Lumen Motors", path=B)],
    "another firm of the short name": [*TWO_OF_A_KIND, _told("Lumen Therapeutics", "revenue", "docs/c.txt")],
    "another firm of the short name with words of its own": [
        *TWO_OF_A_KIND, _told("Lumen Garden Tools", "revenue", "docs/c.txt"),
    ],
    "one deals with the other": [*TWO_OF_A_KIND, _deal("Lumen", "Lumen Interactive", "docs/c.txt", kind="stake")],
    "one document has a figure for each": [
        *TWO_OF_A_KIND,
        _told("Lumen", "revenue", "docs/c.txt", value="$2.45 billion", valid="2024"),
        _told("Lumen Interactive", "revenue", "docs/c.txt", value="$800 million", valid="2024"),
    ],
    "a group and its part have an owner in common": [
        _deal("Orlo", "Lumen", kind="stake", published="2024-01-02"), _deal("Orlo", "Lumen Energy", B, kind="stake"),
    ],
    "one person in two posts": [_role("Ada Keller", "Lumen"), _role("Ada Keller", "Lumen Energy", "chairwoman", B)],
    "a group and its part in one sentence": [
        _told("Lumen Energy", value="400 employees", quote="Lumen Energy, which Lumen owns, cuts 400 jobs."),
        _told("Lumen", "headcount", value="2,000 employees"),
    ],
    "a person's name": [_role("Lumen", "Orlo"), *TWO_OF_A_KIND],
}  # fmt: skip


@pytest.mark.parametrize("claims", APART.values(), ids=APART)
def test_short_forms_that_stay_apart(claims: list[Claim]) -> None:
    entities = resolve_entities(claims)
    names = {name for claim in claims for name in (claim.subject, claim.object) if name and name.startswith("Lumen")}
    assert len({entities.key_of(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "pair", [("Microsoft", "Microsoft AI"), ("Google", "Google DeepMind"), ("Siemens", "Siemens Energy")]
)
def test_well_known_parts_stay_apart_whatever_ties_them(pair: tuple[str, str]) -> None:
    claims = [claim for name, path in zip(pair, (A, B), strict=True) for claim in (
        _role("Ada Keller", name, path=path), _told(name, "revenue", path, value="$2.45 billion", valid="2024"),
    )]  # fmt: skip
    assert not _are_one(resolve_entities(claims), *pair)


def test_a_short_form_that_the_gazetteer_has_under_another_name() -> None:
    assert _are_one(resolve_entities([_told("DeepMind Technologies")]), "DeepMind Technologies", "Google DeepMind")


NAMES = ["Lumen", "Lumen Motors", "Lumen Motors Systems", "Lumen Energy", "Lumen Garden", "Tesla", "Tesla Robotics"]
FIRMS = st.sampled_from(NAMES)
CLAIMS = st.one_of(
    st.builds(_role, st.sampled_from(["Ada Keller", "Bo Ek", "Lumen"]), FIRMS, path=st.sampled_from([A, B])),
    st.builds(_deal, FIRMS, FIRMS, st.sampled_from([A, B, "docs/c.txt"])),
    st.builds(_told, FIRMS, path=st.sampled_from([A, B]), value=st.sampled_from(["250 employees", "30 employees"])),
)


@given(st.lists(CLAIMS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(claims: list[Claim], random: Any) -> None:
    shuffled = random.sample(claims, len(claims))
    assert list(resolve_entities(claims)) == list(resolve_entities(shuffled))


@given(st.lists(CLAIMS, max_size=12))
def test_each_name_goes_by_a_name_that_goes_by_itself(claims: list[Claim]) -> None:
    entities = resolve_entities(claims)
    for name in {name for claim in claims for name in (claim.subject, claim.object) if name}:
        assert entities.key_of(entities.key_of(name)) == entities.key_of(name)
