"""The tables of how often claims are right: bins, factors, and what gold claims say of a ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.calibration import Row, Verdict, judge_ledger, read_judgements, report, tally
from claimtrack.extract import extract_claims
from claimtrack.model import Document, PublishedBasis, Source, document_id

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = "Volkswagen has acquired the battery maker Norwind. Allianz reported revenue of 5 billion euros in 2024."


def test_judgements_are_read_by_the_names_of_their_columns(tmp_path: Path) -> None:
    file = tmp_path / "judged.tsv"
    file.write_text("claim\tverdict\tkind\trule\tconfidence\na\tright\trole\tled\t0.7\nb\twrong\trole\tled\t0.6\n")
    assert [*read_judgements(file)] == [Verdict("role", "led", 0.7, True), Verdict("role", "led", 0.6, False)]


def test_a_factor_leaves_a_rule_that_is_right_as_often_as_it_says() -> None:
    assert Row("x", 10, 8, 0.8).factor == pytest.approx(1)
    assert Row("x", 10, 2, 0.8).factor < 0.75
    assert Row("x", 2, 0, 0.8).factor > 0.75  # two wrong ones say little


def test_claims_are_counted_by_name() -> None:
    verdicts = [
        Verdict("role", "led", 0.7, True),
        Verdict("price", "move", 0.9, False),
        Verdict("role", "led", 0.5, True),
    ]
    assert tally(verdicts, lambda verdict: verdict.kind) == [Row("price", 1, 0, 0.9), Row("role", 2, 2, 0.6)]
    assert "| 0.90 to 0.95 | 0 | 1 | 0.00 |" in report(verdicts)
    assert "| all | 2 | 3 | 0.67 |" in report(verdicts)


def test_a_ledger_is_judged_by_gold_claims(tmp_path: Path) -> None:
    source = Source(
        id=document_id(_TEXT), path="news.txt", lang="en", published="2025-03-02", published_basis=PublishedBasis.GIVEN
    )
    claims = extract_claims(Document(source=source, text=_TEXT))
    ledger, gold = tmp_path / "claims.jsonl", tmp_path / "gold.jsonl"
    ledger.write_text("".join(claim.model_dump_json() + "\n" for claim in claims))
    labels = [
        {"kind": "acquisition", "subject": "Volkswagen", "object": "Norwind", "modality": "actual"},
        {"kind": "revenue", "subject": "Allianz", "value": {"min": "5000000000", "max": "5000000000", "unit": "EUR"},
         "valid": "2023"},
    ]  # fmt: skip
    gold.write_text("".join(json.dumps({"document": "news.txt", **label}) + "\n" for label in labels))
    judged = {verdict.kind: verdict.right for verdict in judge_ledger(gold, ledger)}
    assert judged == {"acquisition": True, "revenue": False}
