"""`eval GOLD` and `--min-confidence`, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimtrack.model import Claim, Document, claim_id
from tests.console import Outcome, extract_sales, run, use_extraction

TEXT = "A year of growth\n\nContoso took in $5 million in 2024. Fabrikam took in $7 million in 2024.\n"
RIGHT = {"document": "a.txt", "kind": "revenue", "subject": "Contoso", "quote": "Contoso took in $5 million in 2024."}
AMOUNT = {"min": "5000000", "max": "5000000", "unit": "USD"}

Run = Callable[..., Outcome]


def extract(document: Document, *, pipeline: str | None = None) -> list[Claim]:
    """Less sure of Fabrikam than of others."""
    sure = {"Fabrikam": 0.5}
    claims = (c.model_copy(update={"confidence": sure.get(c.subject, 0.9)}) for c in extract_sales(document))
    return [claim.model_copy(update={"id": claim_id(claim)}) for claim in claims]


@pytest.fixture
def claimtrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program with a ledger of two claims of one document, and a second document that was read and has none."""
    monkeypatch.chdir(tmp_path)
    use_extraction(monkeypatch, extract)
    Path("docs").mkdir()
    Path("docs/a.txt").write_text(TEXT, encoding="utf-8")
    Path("docs/b.txt").write_text("Nobody said anything about money at the meeting of last Monday.\n", encoding="utf-8")
    assert run(capsys, "extract", "docs").code == 0
    return lambda *arguments: run(capsys, *arguments)


def label(*claims: dict[str, object]) -> None:
    Path("gold.jsonl").write_text("".join(f"{json.dumps(claim)}\n" for claim in claims), encoding="utf-8")


def test_scores_of_a_users_own_labels(claimtrack: Run) -> None:
    label({**RIGHT, "value": AMOUNT, "valid": "2024"})
    done = json.loads(claimtrack("eval", "gold.jsonl", "--format", "json").out)
    assert done["documents"] == 1
    assert done["scores"][0]["right"]["precision"]["share"] == 0.5
    assert done["scores"][0]["right"]["recall"]["share"] == 1
    assert {one["field"]: one["right"]["share"] for one in done["fields"]} == {
        "valid": 1, "valid exact": 1, "unit": 1, "sign": 1,
    }  # fmt: skip
    assert [(one["low"], one["right"]["share"]) for one in done["calibration"]] == [(0.5, 0), (0.9, 1)]
    table = claimtrack("eval", "gold.jsonl").out
    assert "1 document: 0 missed, 1 spurious, 0 wrong" in table
    (row,) = (line.split() for line in table.splitlines() if line.startswith("revenue"))
    assert row[:4] == ["revenue", "1", "2", "50.0"]


def test_mistakes_are_listed_with_their_place_and_sentence(claimtrack: Run) -> None:
    label({**RIGHT, "value": {**AMOUNT, "min": "6e6", "max": "6e6"}})
    missed, *spurious = json.loads(claimtrack("eval", "gold.jsonl", "--errors", "--format", "json").out)
    assert (missed["mistake"], missed["path"], missed["line"]) == ("missed", "docs/a.txt", 3)
    assert missed["sentence"] == RIGHT["quote"]
    assert [one["found"] for one in spurious] == [
        "revenue: Contoso; annual; $5 million; 2024", "revenue: Fabrikam; annual; $7 million; 2024",
    ]  # fmt: skip
    shown = claimtrack("eval", "gold.jsonl", "--errors").out
    for part in ("missed  docs/a.txt:3", "“Contoso took in $5 million in 2024.”", "3 mistakes"):
        assert part in shown


@pytest.mark.parametrize("options", [(), ("--errors",)])
def test_every_format(claimtrack: Run, options: tuple[str, ...]) -> None:
    label({**RIGHT, "value": AMOUNT})
    for form in ("json", "jsonl"):
        assert json.loads(claimtrack("eval", "gold.jsonl", *options, "--format", form).out)
    assert list(csv.DictReader(io.StringIO(claimtrack("eval", "gold.jsonl", *options, "--format", "csv").out)))
    assert "| --- |" in claimtrack("eval", "gold.jsonl", *options, "--format", "md").out


def test_document_without_claims_was_read_all_the_same(claimtrack: Run) -> None:
    label(RIGHT, {**RIGHT, "document": "b.txt", "quote": "Nobody"})
    done = claimtrack("eval", "gold.jsonl", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["scores"][0]["gold"] == 2


def test_document_that_was_not_extracted_is_named(claimtrack: Run) -> None:
    label(RIGHT, {**RIGHT, "document": "c.txt"}, {**RIGHT, "document": "c.txt", "subject": "Tailspin"})
    done = claimtrack("eval", "gold.jsonl", "--format", "json")
    assert done.err == "claimtrack: c.txt: 2 gold claims, but the document was not extracted\n"
    assert (done.code, json.loads(done.out)["scores"][0]["gold"]) == (2, 1)
    label({**RIGHT, "document": "c.txt"})
    assert claimtrack("eval", "gold.jsonl").err.endswith("none of its documents was extracted into data/claims.jsonl\n")


def test_wrong_usage(claimtrack: Run) -> None:
    assert claimtrack("eval", "nowhere.jsonl") == (2, "", "claimtrack: nowhere.jsonl: no such file or directory\n")
    label(RIGHT)
    done = claimtrack("eval", "gold.jsonl", "--kind", "gossip")
    assert done.code == 2
    assert done.err.startswith("claimtrack: --kind gossip: no such kind (there are: investment,")
    assert claimtrack("eval", "gold.jsonl", "--kind", "role,revenue").code == 0


@pytest.mark.parametrize(("command", "all_", "sure"), [
    (["query", "--format", "json"], 2, 1),
    (["clusters", "--format", "json"], 2, 1),
    (["contradictions", "--format", "json"], 0, 0),
    (["sources", "--format", "json"], 1, 1),
    (["timeline", "fabrikam", "--format", "json"], 1, 0),
])  # fmt: skip
def test_listings_of_claims_that_are_sure(claimtrack: Run, command: list[str], all_: int, sure: int) -> None:
    for options, number in (([], all_), (["--min-confidence", "0.9"], sure), (["--min-confidence", "1"], 0)):
        done = claimtrack(*command, *options)
        assert (done.code, len(json.loads(done.out))) == (0, number)


def test_stats_of_claims_that_are_sure(claimtrack: Run) -> None:
    assert json.loads(claimtrack("stats", "--min-confidence", "0.6", "--format", "json").out)["claims"] == 1
    assert claimtrack("stats", "--min-confidence", "1.5").code == 2
