"""The main job on the seeds, end to end: the ledger in the repository, and what the report says of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claimtrack.ledger import read_ledger
from claimtrack.sources import reread_text
from tests.console import run

ROOT = Path(__file__).parent.parent
LEDGER = Path("data/claims.jsonl")
UNDATED = "seeds/002_028b07d053d61372.txt"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the seeds, in a folder of its own that is also where the program runs."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))


@pytest.mark.usefixtures("seeds")
def test_ledger_is_rebuilt_from_the_seeds_byte_for_byte(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "extract", "seeds").code == 0
    assert LEDGER.read_bytes() == (ROOT / LEDGER).read_bytes()


def test_every_quote_is_where_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    claims = read_ledger(LEDGER)
    assert claims
    for claim in claims:
        text = reread_text(claim.document)
        assert text is not None
        assert text[claim.start : claim.end] == claim.quote
        assert text.count("\n", 0, claim.start) + 1 == claim.line


@pytest.mark.parametrize(
    ("published", "relation"), [(None, "undetermined"), ("2026-06-01", "conflicts"), ("2026-06-20", "updates")]
)
def test_whether_exclusive_partnership_ended_depends_on_a_date_that_is_missing(
    seeds: Path, capsys: pytest.CaptureFixture[str], published: str | None, relation: str
) -> None:
    if published is not None:
        entry = f'["{Path(UNDATED).name}"]\npublished = {published}\n'
        (seeds / "sources.toml").write_text(entry, encoding="utf-8")
    assert run(capsys, "extract", "seeds").code == 0
    done = run(capsys, "clusters", "kind:partnership", "attribute:exclusive", "--format", "json")
    (cluster,) = [c for c in json.loads(done.out) if UNDATED in {claim["document"]["path"] for claim in c["claims"]}]
    assert len({claim["document"]["path"] for claim in cluster["claims"]}) == 2
    assert {one["relation"] for one in cluster["relations"]} == {relation}
    report = run(capsys, "contradictions", "kind:partnership").out
    assert ("no publication date" in report) == (relation == "undetermined")
    assert run(capsys, "check").code == (1 if relation == "conflicts" else 0)


@pytest.mark.usefixtures("seeds")
def test_pipeline_that_is_not_installed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "extract", "seeds", "--pipeline", "no_such_pipeline")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("claimtrack: pipeline 'no_such_pipeline' cannot be loaded")
    assert len(done.err.splitlines()) == 1
    assert not LEDGER.exists()
