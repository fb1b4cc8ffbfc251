from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile import Ground, find_grounds, reconcile, resolve_entities, survey_claims, survey_questions
from claimtrack.reconcile.surveys import divide_claims
from tests.build import build_claim
from tests.reconcile.test_clusters import claims


@settings(deadline=None, max_examples=150)
@given(st.lists(claims(), max_size=14))
def test_what_is_found_in_divisions_is_what_is_found_in_the_whole(given_claims: list[Claim]) -> None:
    entities = resolve_entities(given_claims)
    assert survey_claims(given_claims, entities, size=1) == find_grounds(reconcile(given_claims, entities))


@settings(deadline=None, max_examples=100)
@given(st.lists(claims(), max_size=14))
def test_a_cluster_lies_in_one_division_and_no_claim_is_lost(given_claims: list[Claim]) -> None:
    entities = resolve_entities(given_claims)
    divisions = divide_claims(given_claims, entities, size=1)
    assert sorted(c.id for division in divisions for c in division.claims) == sorted(claim.id for claim in given_claims)
    ids = [{claim.id for claim in division.claims} for division in divisions]
    for cluster in reconcile(given_claims, entities):
        members = {claim.id for claim in cluster.claims}
        assert any(members <= division for division in ids)


def test_processes_find_what_one_finds() -> None:
    pile = [
        build_claim(
            kind="valuation",
            subject=f"Halden {place // 2}",
            value=f"${1 + place % 2} billion",
            path=f"{place}",
            published=None,
        )
        for place in range(40)
    ]
    entities = resolve_entities(pile)
    assert survey_claims(pile, entities, workers=2, size=5, least=0) == survey_claims(pile, entities) != ()


@settings(deadline=None, max_examples=150)
@given(st.lists(claims(), max_size=14), st.integers(0, 3))
def test_what_some_claims_ask_is_found_as_in_the_whole(given_claims: list[Claim], document: int) -> None:
    entities = resolve_entities(given_claims)
    asking = {claim.id: claim for claim in given_claims if claim.document.path == f"docs/{'abcd'[document]}.txt"}
    some = survey_questions(given_claims, asking.values(), entities)
    every = survey_claims(given_claims, entities)
    assert set(some) <= set(every)
    assert [one for one in some if _concerns(one, asking)] == [one for one in every if _concerns(one, asking)]


def _concerns(ground: Ground, asking: dict[str, Claim]) -> bool:
    return any(claim.id in asking for pair in ground.pairs for claim in pair)
