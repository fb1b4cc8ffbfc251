"""The commands on a ledger that is large enough for an index, as a user meets them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.console import Outcome, extract_sales, run, use_extraction

LEDGER, INDEX = Path("data/claims.jsonl"), Path("data/claims.index")
DOCUMENTS = {
    "five.txt": "Contoso took in $5 million in 2024. It was the best year that the company has had in this region.\n",
    "nine.txt": "The papers say something else. Contoso took in $9 million in 2024.\n",
    "seven.txt": "Fabrikam took in $7 million in 2023. Nobody took much notice of that at the time.\n",
    "eight.txt": "Somebody has counted again, it seems. Fabrikam took in $8 million in 2023.\n",
}
SAID = (
    "claimtrack: looked up by index what asks the same as these documents; "
    "`contradictions --whole` reads the whole ledger\n"
)

Run = Callable[..., Outcome]


@pytest.fixture
def claimtrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in a folder with a ledger of two contradictions, where every ledger is large."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimtrack.ledger.index.LARGE", 0)
    monkeypatch.setattr("claimtrack.ledger.register._LONG", 0)
    use_extraction(monkeypatch, extract_sales)
    for name, text in DOCUMENTS.items():
        Path(name).write_text(text, encoding="utf-8")
    assert run(capsys, "extract", *DOCUMENTS, "--published", "2025-01-10").code == 0
    return lambda *arguments: run(capsys, *arguments)


def test_findings_of_a_document_are_looked_up_and_that_is_said(claimtrack: Run) -> None:
    near = claimtrack("contradictions", "source:five.txt")
    whole = claimtrack("contradictions", "source:five.txt", "--whole")
    assert (near.code, near.out) == (0, whole.out)
    assert near.out.count("claimtrack resolve") == 1
    assert (near.err, whole.err) == (SAID, "")
    assert INDEX.exists()


@pytest.mark.parametrize("terms", [
    [], ["contoso"], ["source:five.txt", "contoso"], ["-source:five.txt"], ["source:five.txt", "verdict:disputed"],
    ["source:five.txt", "--min-confidence", "0.5"], ["source:five.txt", "-fabrikam"],
])  # fmt: skip
def test_what_the_index_cannot_tell_is_asked_of_the_whole(claimtrack: Run, terms: list[str]) -> None:
    done = claimtrack("contradictions", *terms)
    assert (done.code, done.err) == (0, "")
    assert "claimtrack resolve" in done.out


def test_terms_narrow_the_claims_of_the_document(claimtrack: Run) -> None:
    done = claimtrack("contradictions", "source:five.txt", "kind:profit")
    assert (done.code, done.err) == (0, SAID)
    assert "claimtrack resolve" not in done.out


def test_what_was_decided_is_known(claimtrack: Run) -> None:
    (finding,) = json.loads(claimtrack("contradictions", "source:nine.txt", "--format", "json").out)
    assert claimtrack("resolve", finding["id"], "--as", "rejected").code == 0
    assert json.loads(claimtrack("contradictions", "source:nine.txt", "--format", "json").out) == []
    assert len(json.loads(claimtrack("contradictions", "source:nine.txt", "--all", "--format", "json").out)) == 1


def test_what_was_misread_is_left_out_for_which_the_whole_is_read(claimtrack: Run) -> None:
    (nine,) = json.loads(claimtrack("query", "source:nine.txt", "--format", "json").out)
    claimtrack("misread", nine["id"])
    done = claimtrack("contradictions", "source:five.txt")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("0 contradictions")


def test_document_that_is_added_is_found_with_what_it_is_at_odds_with(claimtrack: Run) -> None:
    claimtrack("contradictions", "source:five.txt")
    made = INDEX.stat().st_ino
    text = "What we hear is different from all that. Fabrikam took in $3 million in 2023.\n"
    Path("ground.txt").write_text(text, encoding="utf-8")
    done = claimtrack("extract", "ground.txt", "five.txt", "--published", "2025-01-10")
    assert done.code == 0
    near = claimtrack("contradictions", "source:ground.txt")
    assert near.out.count("claimtrack resolve") == 2
    assert near.out == claimtrack("contradictions", "source:ground.txt", "--whole").out
    assert INDEX.stat().st_ino == made  # it was brought up to date, not made anew
    whole = LEDGER.read_bytes()
    INDEX.unlink()
    assert claimtrack("extract", *DOCUMENTS, "ground.txt", "--published", "2025-01-10", "--again").code == 0
    assert LEDGER.read_bytes() == whole


def test_documents_that_were_read_are_left_out(claimtrack: Run) -> None:
    before = LEDGER.stat().st_mtime_ns
    done = claimtrack("extract", *DOCUMENTS, "--published", "2025-01-10")
    assert done.code == 0
    assert LEDGER.stat().st_mtime_ns == before


def test_broken_ledger_is_told(claimtrack: Run) -> None:
    with LEDGER.open("a", encoding="utf-8") as stream:
        stream.write("no json\n")
    for command in (["contradictions", "source:five.txt"], ["extract", "five.txt"]):
        done = claimtrack(*command)
        assert (done.code, done.out) == (2, "")
        assert "claims.jsonl:5: not JSON" in done.err


def test_damaged_index_is_not_believed(claimtrack: Run) -> None:
    whole = claimtrack("contradictions", "source:nine.txt").out
    connection = sqlite3.connect(INDEX)
    connection.execute("UPDATE places SET start = start / 2")
    connection.commit()
    connection.close()
    assert claimtrack("contradictions", "source:nine.txt") == Outcome(0, whole, "")
    assert claimtrack("contradictions", "source:nine.txt") == Outcome(0, whole, SAID)  # made anew
    data = INDEX.read_bytes()
    INDEX.write_bytes(data[:8192] + bytes(len(data) - 8192))
    assert claimtrack("contradictions", "source:nine.txt").out == whole
    Path("new.txt").write_text(DOCUMENTS["five.txt"] + "This is new.\n", encoding="utf-8")
    assert claimtrack("extract", "new.txt").code == 0
    assert LEDGER.read_text(encoding="utf-8").count("new.txt") == 1


def test_ledger_may_be_named_as_an_index(claimtrack: Run) -> None:
    mine = LEDGER.with_suffix(".index.index")
    LEDGER.rename(LEDGER.with_suffix(".index"))
    done = claimtrack("contradictions", "source:nine.txt", "--ledger", "data/claims.index")
    assert (done.code, done.err) == (0, SAID)
    assert mine.exists()
