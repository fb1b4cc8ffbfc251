"""Every pair of pairs.toml, either way round, through the whole reconciler."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimtrack.model import Claim, RelationKind
from claimtrack.reconcile import find_findings, reconcile
from tests.build import build_claim

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]


def _claim(fields: dict[str, Any], path: str) -> Claim:
    published = fields.get("published", "2025-06-02") or None
    return build_claim(**{"path": path, **fields, "published": published})


def _claims(pair: dict[str, Any]) -> tuple[Claim, Claim]:
    return _claim(pair["a"], "docs/a.txt"), _claim(pair["b"], "docs/b.txt")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_pair(pair: dict[str, Any]) -> None:
    a, b = _claims(pair)
    clusters = reconcile([a, b])
    assert clusters == reconcile([b, a])
    relations = [relation for cluster in clusters for relation in cluster.relations]
    told = [(relation.relation.value, relation.rule, relation.detail) for relation in relations]
    assert [relation.relation.value for relation in relations] == [pair["expect"]] * (pair["expect"] != "apart"), told
    if "says" in pair:
        assert pair["says"] in relations[0].detail


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.get("decoy")], ids=lambda pair: pair["name"])
def test_no_decoy_is_reported_as_conflict(pair: dict[str, Any]) -> None:
    findings = find_findings(reconcile(_claims(pair)))
    assert not [finding for finding in findings if finding.relation.relation is RelationKind.CONFLICTS]


def test_there_are_enough_pairs_of_every_sort() -> None:
    assert len(PAIRS) >= 80
    assert sum(pair.get("decoy", False) for pair in PAIRS) >= 25
    assert {pair["expect"] for pair in PAIRS} == {kind.value for kind in RelationKind} | {"apart"}
    assert len({pair["name"] for pair in PAIRS}) == len(PAIRS)
