"""The scorer of annotated relations: names compared by their words, one answer counted once."""

from __future__ import annotations

import pytest

from benchmarks.relations import (
    Pair,
    Tally,
    join_tokens,
    read_core,
    read_gold,
    read_names,
    report,
    same_name,
    same_pair,
    score,
)


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


def test_pairs_of_names_are_read_with_their_direction() -> None:
    record = {
        "id": "c1",
        "relation": "acquired_by",
        "e1_name": "Norwind",
        "e2_name": "Alder",
        "context": ["Norwind", "bought", "Alder", "for", "$", "5", "million", "."],
    }
    relations, documents = read_core([{**record, "invert_relation": 1}])
    assert read_gold(relations) == {"acquired_by": [Pair("c1", "Norwind", "Alder")]}
    assert documents[0]["text"] == "Norwind bought Alder for $5 million."
    relations, _ = read_core([{**record, "invert_relation": 0}])
    assert read_gold(relations) == {"acquired_by": [Pair("c1", "Alder", "Norwind")]}
    assert read_names(relations) == {"c1": {"Norwind", "Alder"}}


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["Acme", "'s", "plant", "(", "new", ")", ",", "too", "."], "Acme's plant (new), too."),
        (["€", "3", "%"], "€3%"),
        ([], ""),
    ],
)
def test_tokens_are_joined_as_they_are_written(tokens: list[str], text: str) -> None:
    assert join_tokens(tokens) == text


def test_only_claims_between_annotated_names_count(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Siemens bought Bosch. Google bought Nvidia."
    lines = [{"doc": "c1", "relations": [{"name": "acquired_by", "head": "Bosch", "tail": "Siemens"}]}]
    errors = report(lines, [{"id": "c1", "lang": "en", "text": text}])
    assert errors == []
    assert "1       1   1.000   1.000   1.000" in capsys.readouterr().out
