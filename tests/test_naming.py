"""Decisions about names, on a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import QueryError
from claimtrack.ledger import EntitySummary, Extracted, update_ledger
from claimtrack.naming import list_entities, merge_names, part_names, split_name, undo_naming
from claimtrack.pipeline import list_claims, list_clusters
from tests.build import build_claim, build_source

NAMES = ("Halden", "Halden Robotics", "Brightwater", "BW", "Calder Bank")


def make(ledger: Path) -> Path:
    for name in NAMES:
        source = build_source(f"{name}.txt")
        claim = build_claim(kind="revenue", subject=name, value="$5.2 million", valid="2024", document=source)
        update_ledger(ledger, [Extracted(source, [claim])], lambda path: True)
    return ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return make(tmp_path / "claims.jsonl")


def names(ledger: Path, *terms: str) -> set[tuple[str, ...]]:
    return {(one.name, *sorted(one.aliases)) for one in list_entities(ledger, terms)}


def test_entities_are_counted(ledger: Path) -> None:
    found = list_entities(ledger, ())
    assert [(one.name, one.aliases, one.claims, one.documents) for one in found] == [
        ("Halden", ("Halden Robotics",), 2, 2),
        ("BW", (), 1, 1),
        ("Brightwater", (), 1, 1),
        ("Calder Bank", (), 1, 1),
    ]


def test_free_word_keeps_those_of_that_name(ledger: Path) -> None:
    source = build_source("deal.txt")
    claim = build_claim(kind="acquisition", subject="Halden", object="Brightwater", document=source)
    update_ledger(ledger, [Extracted(source, [claim])], lambda path: True)
    assert names(ledger, "brightwater") == {("Brightwater",)}
    assert names(ledger, "kind:acquisition") == {("Brightwater",), ("Halden", "Halden Robotics")}


def test_what_is_no_name_is_left_out(ledger: Path) -> None:
    source = build_source("vague.txt")
    claim = build_claim(kind="revenue", subject="the company", value="$7 million", document=source)
    update_ledger(ledger, [Extracted(source, [claim])], lambda path: True)
    assert "the company" not in str(names(ledger))


def test_merged_names_are_one_for_queries_and_clusters(ledger: Path) -> None:
    entity = merge_names(ledger, ["Brightwater", "BW"])
    assert (entity.name, entity.aliases, entity.claims, entity.documents) == ("Brightwater", ("BW",), 2, 2)
    assert [claim.subject for claim in list_claims(ledger, ["brightwater"])] == ["BW", "Brightwater"]
    assert [len(cluster.claims) for cluster in list_clusters(ledger, ["bw"])] == [2]
    undo_naming(ledger)
    assert len(list_claims(ledger, ["brightwater"])) == 1


def test_file_of_the_person_counts_and_is_never_written(ledger: Path) -> None:
    file = ledger.with_name("entities.toml")
    text = '# mine\n[[entity]]\nname = "Brightwater"\naliases = ["BW", "The Water People"]\n'
    file.write_text(text, encoding="utf-8")
    assert len(list_claims(ledger, ["the water people"])) == 2
    part_names(ledger, ["BW", "Brightwater"])
    assert len(list_claims(ledger, ["brightwater"])) == 1
    undo_naming(ledger)
    assert len(list_claims(ledger, ["brightwater"])) == 2
    assert file.read_text(encoding="utf-8") == text


def test_split_name_is_alone(ledger: Path) -> None:
    assert split_name(ledger, "Halden Robotics").aliases == ()
    assert {("Halden",), ("Halden Robotics",)} <= names(ledger)


@pytest.mark.parametrize(
    ("given_names", "reason"),
    [
        (["Halden"], "needs two names"),
        (["Halden", "Nobody At All"], "Nobody At All: no claim names this"),
        (["Halden", "HALDEN"], "HALDEN: is the same name as Halden"),
    ],
)
def test_what_cannot_be_decided(ledger: Path, given_names: list[str], reason: str) -> None:
    for decide in (merge_names, part_names):
        with pytest.raises(QueryError) as error:
            decide(ledger, given_names)
        assert reason in str(error.value)
    assert not ledger.with_name("judgements.jsonl").exists()


def test_nothing_to_split_or_undo(ledger: Path) -> None:
    with pytest.raises(QueryError, match="goes by no other name"):
        split_name(ledger, "Calder Bank")
    with pytest.raises(QueryError, match="nothing is decided about names"):
        undo_naming(ledger)


@settings(max_examples=40)
@given(st.data())
def test_merging_splitting_and_undoing_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Each undo brings back just what was there before the decision that it takes back."""
    ledger = make(tmp_path_factory.mktemp("any") / "claims.jsonl")
    states: list[tuple[EntitySummary, ...]] = [list_entities(ledger, ())]
    for _ in range(data.draw(st.integers(1, 6))):
        some = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
        step = data.draw(st.sampled_from(("merge", "distinct", "split", "undo")))
        if step == "undo" and len(states) > 1:
            undo_naming(ledger)
            states.pop()
        elif step == "merge":
            merge_names(ledger, some)
            states.append(list_entities(ledger, ()))
        elif step == "distinct":
            part_names(ledger, some)
            states.append(list_entities(ledger, ()))
        elif step == "split" and _has_others(ledger, some[0]):
            split_name(ledger, some[0])
            states.append(list_entities(ledger, ()))
        assert list_entities(ledger, ()) == states[-1]
    while len(states) > 1:
        undo_naming(ledger)
        states.pop()
        assert list_entities(ledger, ()) == states[-1]


def _has_others(ledger: Path, name: str) -> bool:
    return any(name in (one.name, *one.aliases) and one.aliases for one in list_entities(ledger, ()))
