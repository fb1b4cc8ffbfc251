from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile import NameDecision, reconcile, resolve_entities, same_name
from tests.build import build_claim

NAMES = ["Halden", "Halden Robotics", "Halden AG", "Brightwater", "BW", "Calder Bank", "NVDA", "英伟达", "Nvidia"]


def claims_of(*names: str) -> list[Claim]:
    return [build_claim(kind="revenue", subject=name, value="$5 million", path=f"{name}.txt") for name in names]


def merge(*names: str) -> NameDecision:
    return NameDecision("merge", names)


def distinct(*names: str) -> NameDecision:
    return NameDecision("distinct", names)


def split(name: str) -> NameDecision:
    return NameDecision("split", (name,))


def groups(decisions: list[NameDecision], names: list[str] = NAMES) -> set[frozenset[str]]:
    """The names, put together as the decisions and all evidence say."""
    entities = resolve_entities(claims_of(*names), decisions)
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(entities.key_of(name), set()).add(name)
    return set(map(frozenset, found.values()))


def test_merged_names_are_one_entity_called_by_the_first() -> None:
    entities = resolve_entities(claims_of("Brightwater", "BW"), [merge("BW", "Brightwater", "The Water People")])
    entity = entities.entity_of("brightwater")
    assert entity is not None
    assert (entity.name, entity.aliases) == ("BW", ("BW", "Brightwater", "The Water People"))
    assert entities.key_of("The Water People") == entities.key_of("BW")


def test_later_merge_gives_the_usual_name() -> None:
    pair = ["Brightwater", "BW"]
    entity = resolve_entities(claims_of(*pair), [merge(*pair), merge(*reversed(pair))]).entity_of("brightwater")
    assert entity is not None
    assert entity.name == "BW"


def test_merge_takes_along_what_else_the_names_stand_for() -> None:
    assert frozenset({"NVDA", "英伟达", "Nvidia", "Calder Bank"}) in groups([merge("Calder Bank", "NVDA")])


def test_name_that_stands_in_no_claim_leads_to_the_entity() -> None:
    entities = resolve_entities(claims_of("Brightwater"), [merge("Aqua Clara", "Brightwater")])
    entity = entities.entity_of("aqua clara")
    assert entity is not None
    assert entity.name == "Aqua Clara"


@pytest.mark.parametrize("pair", [("NVDA", "Nvidia"), ("Halden", "Halden Robotics"), ("Halden", "Halden AG")])
def test_distinct_names_stay_apart_against_all_evidence(pair: tuple[str, str]) -> None:
    names = [*pair]
    entities = resolve_entities(claims_of(*names), [distinct(*names)])
    assert entities.key_of(names[0]) != entities.key_of(names[1])


def test_split_name_stands_for_itself() -> None:
    found = groups([split("NVDA")])
    assert frozenset({"NVDA"}) in found
    assert frozenset({"英伟达", "Nvidia"}) in found


def test_the_later_of_two_decisions_holds() -> None:
    pair = ["Brightwater", "BW"]
    assert groups([merge(*pair), distinct(*pair)], pair) == {frozenset({"BW"}), frozenset({"Brightwater"})}
    assert groups([distinct(*pair), merge(*pair)], pair) == {frozenset(pair)}
    assert groups([merge(*pair), split("BW"), merge(*pair)], pair) == {frozenset(pair)}


def test_what_a_later_decision_leaves_of_an_earlier_one_holds() -> None:
    three = ["Brightwater", "BW", "Calder Bank"]
    assert groups([merge(*three), distinct("BW", "Brightwater")], three) == {
        frozenset({"Brightwater", "Calder Bank"}),
        frozenset({"BW"}),
    }
    assert groups([merge(*three), split("Brightwater")], three) == {
        frozenset({"Brightwater"}),
        frozenset({"BW", "Calder Bank"}),
    }


def test_claims_of_merged_names_meet_in_one_cluster() -> None:
    claims = claims_of("Brightwater", "BW")
    assert len(reconcile(claims)) == 2
    (cluster,) = reconcile(claims, resolve_entities(claims, [merge("Brightwater", "BW")]))
    assert cluster.question == "revenue of Brightwater"


def test_names_that_cannot_be_told_apart() -> None:
    assert same_name(distinct("Open-Water", "open water")) == ("Open-Water", "open water")
    assert same_name(distinct("Halden AG", "Halden SE", "Halden")) is None


def _some(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES), min_size=2, max_size=most, unique=True)


DECISIONS = st.lists(
    st.one_of(
        st.builds(lambda names: merge(*names), _some(4)),
        st.builds(lambda names: distinct(*names), _some(3)),
        st.builds(split, st.sampled_from(NAMES)),
    ),
    max_size=6,
)


@given(DECISIONS, st.permutations(NAMES))
def test_order_of_the_claims_changes_nothing(decisions: list[NameDecision], names: list[str]) -> None:
    one, other = (resolve_entities(claims_of(*some), decisions) for some in (NAMES, names))
    assert list(one) == list(other)
    assert [one.key_of(name) for name in NAMES] == [other.key_of(name) for name in NAMES]


@given(DECISIONS, st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
def test_the_last_decision_always_holds(decisions: list[NameDecision], pair: list[str]) -> None:
    assert any(set(pair) <= group for group in groups([*decisions, merge(*pair)]))
    assert not any(set(pair) <= group for group in groups([*decisions, distinct(*pair)]))
    assert frozenset(pair[:1]) in groups([*decisions, split(pair[0])])


@given(DECISIONS)
def test_entities_are_found_by_each_of_their_names(decisions: list[NameDecision]) -> None:
    entities = resolve_entities(claims_of(*NAMES), decisions)
    for entity in entities:
        assert {entities.key_of(name) for name in entity.aliases} == {entity.id}
