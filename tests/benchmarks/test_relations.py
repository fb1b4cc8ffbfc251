"""The scorer of annotated relations: names compared by their words, one answer counted once."""

from __future__ import annotations

import pytest

from benchmarks.relations import Pair, Tally, read_gold, same_name, same_pair, score


@pytest.mark.parametrize(
    ("one", "other"),
    [("Norwind AG", "Norwind"), ("Deutschen Werkbank", "Deutsche Werkbank"), ("Byrne", "Ada Byrne"), (None, "Norwind")],
)
def test_names_are_the_same_when_the_words_of_one_are_in_the_other(one: str | None, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), [("Norwind", "Alder"), ("Ada Byrne", "Ada Ford"), ("", "Norwind")])
def test_other_names_are_not(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_order_matters_unless_the_relation_has_none() -> None:
    gold, crossed = Pair("d1", "Norwind", "Alder"), Pair("d1", "Alder", "Norwind")
    assert not same_pair(gold, crossed)
    assert same_pair(gold, crossed, ordered=False)
    assert not same_pair(gold, gold._replace(document="d2"))


def test_scores_count_each_side_once() -> None:
    gold = [Pair("d1", "Ada Byrne", "Norwind"), Pair("d1", "Tom Ford", "Alder")]
    claims = [Pair("d1", "Byrne", "Norwind AG"), Pair("d1", "Ada Byrne", "Norwind"), Pair("d1", "Eve", "Alder")]
    tally = score(gold, claims)
    assert tally == Tally(gold=2, found=1, claims=3, right=2)
    precision, recall, f1 = tally.scores
    assert (round(precision, 3), recall, round(f1, 3)) == (0.667, 0.5, 0.571)
    assert Tally(0, 0, 0, 0).scores == (0.0, 0.0, 0.0)


def test_gold_pairs_come_from_the_key_arguments() -> None:
    arguments = [
        {"role": "person", "text": "Ada Byrne"},
        {"role": "organization", "text": "Norwind"},
        {"role": "organization", "text": "Alder"},
        {"role": "position", "text": "CEO"},
    ]
    lines = [
        {
            "doc": "d1",
            "relations": [{"name": "OrganizationLeadership", "args": arguments}, {"name": "Strike", "args": []}],
        }
    ]
    found = read_gold(lines)
    assert found == {"OrganizationLeadership": [Pair("d1", "Ada Byrne", "Norwind"), Pair("d1", "Ada Byrne", "Alder")]}
