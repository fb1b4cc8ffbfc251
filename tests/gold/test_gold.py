"""What the gold set says of the program stays as good as it was: floors, which only go up."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest

from claimtrack.model import RelationKind
from tests.gold.reading import APART, BLIND, HERE, REPORTS, Verdict, read_pairs, read_sentences

FLOORS: dict[str, Any] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
DECOYS = frozenset(FLOORS["pairs"]["decoys"])


@pytest.mark.parametrize("lang", ["de", "en"])
def test_sentences_are_read_no_worse_than_before(lang: str) -> None:
    read, floors = read_sentences(lang), FLOORS[lang]
    (score,) = (score for score in read.evaluation.scores if score.by == "all")
    reached = {
        "found_precision": score.found.precision.share,
        "found_recall": score.found.recall.share,
        "right_precision": score.right.precision.share,
        "right_recall": score.right.recall.share,
    }
    for name, share in reached.items():
        assert share is not None
        assert share >= floors[name], name
    assert len(read.spurious) <= floors["claims_of_decoys"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_there_are_enough_sentences(lang: str) -> None:
    assert read_sentences(lang).texts >= 150


def _share(verdicts: list[Verdict]) -> float:
    return sum(verdict.right for verdict in verdicts) / len(verdicts)


def test_conflicts_are_found_and_nothing_else_is_called_one() -> None:
    floors = FLOORS["pairs"]
    real = [verdict for verdict in read_pairs() if verdict.pair["expect"] == "conflicts"]
    called = [verdict for verdict in read_pairs() if "conflicts" in verdict.found]
    assert _share(real) >= floors["conflict_recall"]
    assert _share(called) >= floors["conflict_precision"]
    others = [verdict for verdict in read_pairs() if verdict.pair["expect"] != "conflicts"]
    assert _share(others) >= floors["other_relations"]


def test_no_decoy_is_called_a_conflict() -> None:
    decoys = [verdict for verdict in read_pairs() if verdict.pair["sort"] in DECOYS]
    assert [verdict.pair["name"] for verdict in decoys if "conflicts" in verdict.found] == []
    assert {verdict.pair["sort"] for verdict in decoys} == DECOYS


def test_there_are_enough_pairs_of_every_relation_and_language() -> None:
    pairs = [verdict.pair for verdict in read_pairs()]
    assert len(pairs) >= 300
    assert {pair["expect"] for pair in pairs} == {kind.value for kind in RelationKind} | {APART}
    assert len({pair["name"] for pair in pairs}) == len(pairs)
    languages = Counter(frozenset((pair["a"].get("lang", "en"), pair["b"].get("lang", "en"))) for pair in pairs)
    assert min(languages[frozenset(mix)] for mix in (("en",), ("de",), ("en", "de"))) >= 60


@pytest.mark.parametrize("part", [BLIND, *REPORTS])
def test_reports_contradict_each_other_where_they_do_and_hardly_elsewhere(part: str) -> None:
    floors, verdicts = FLOORS[part], read_pairs(part)
    real = [verdict for verdict in verdicts if verdict.pair["expect"] == "conflicts"]
    false = [v.pair["name"] for v in verdicts if v.pair["expect"] != "conflicts" and "conflicts" in v.found]
    assert _share(real) >= floors["conflict_recall"]
    assert len(false) <= floors["false_conflicts"], false
    assert len(real) >= 40
    assert len(verdicts) - len(real) >= 15
