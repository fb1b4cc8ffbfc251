"""`extract` on many documents: what was read before is left out, and a run that was ended goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from claimtrack.model import Claim, Document
from tests.console import Outcome, extract_sales, run, use_extraction

ROOT = Path(__file__).parent.parent
LEDGER = Path("data/claims.jsonl")
REGISTER = Path("data/claims.documents.jsonl")
SALES = "{name} took in $5 million in 2024. It was the best year that the company has had in this region.\n"
SILENT = "Nothing of what was said at the meeting in the town hall last week is worth telling anybody here.\n"

Run = Callable[..., Outcome]


class Reader:
    """An extraction that knows one sentence, notes what it reads, and may be ended at a document."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.stops_at = ""
        use_extraction(monkeypatch, self.extract)

    def extract(self, document: Document, *, pipeline: str | None = None) -> list[Claim]:
        if document.source.path == self.stops_at:
            raise KeyboardInterrupt
        self.read.append(document.source.path)
        return extract_sales(document)

    def take(self) -> list[str]:
        """Return what was read since the last time."""
        read, self.read = self.read, []
        return read


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch)


@pytest.fixture
def claimtrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in a folder with three documents, the second of which holds no claim."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimtrack.fingerprint.fingerprint_reader", lambda pipeline: "this version")
    Path("docs").mkdir()
    for path, text in (("a", SALES.format(name="Contoso")), ("b", SILENT), ("c", SALES.format(name="Fabrikam"))):
        Path(f"docs/{path}.txt").write_text(text, encoding="utf-8")
    return lambda *arguments: run(capsys, *arguments)


def test_what_was_read_is_not_read_again(claimtrack: Run, reader: Reader) -> None:
    claimtrack("extract", "docs")
    assert reader.take() == ["docs/a.txt", "docs/b.txt", "docs/c.txt"]
    before = LEDGER.read_bytes()
    done = claimtrack("extract", "docs")
    assert done == (0, "0 documents read, 3 known, 2 claims (nothing new) → data/claims.jsonl\n", "")
    assert reader.take() == []
    assert LEDGER.read_bytes() == before


def test_again_reads_everything(claimtrack: Run, reader: Reader) -> None:
    claimtrack("extract", "docs")
    reader.take()
    done = claimtrack("extract", "docs", "--again")
    assert "3 documents read, 2 claims (nothing new)" in done.out
    assert len(reader.take()) == 3


def test_what_has_changed_is_read(claimtrack: Run, reader: Reader) -> None:
    claimtrack("extract", "docs")
    reader.take()
    Path("docs/b.txt").write_text(SALES.format(name="Tailspin"), encoding="utf-8")
    assert "1 document read, 2 known, 3 claims (1 new)" in claimtrack("extract", "docs").out
    assert reader.take() == ["docs/b.txt"]
    claimtrack("extract", "docs", "--publisher", "The Times")
    assert len(reader.take()) == 3


def test_another_version_of_the_program_reads_again(
    claimtrack: Run, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimtrack("extract", "docs")
    reader.take()
    monkeypatch.setattr("claimtrack.fingerprint.fingerprint_reader", lambda pipeline: "a later version")
    claimtrack("extract", "docs")
    assert len(reader.take()) == 3


@pytest.mark.parametrize("lost", [LEDGER, REGISTER])
def test_ledger_is_made_again_whatever_is_lost(claimtrack: Run, reader: Reader, lost: Path) -> None:
    claimtrack("extract", "docs")
    before = LEDGER.read_bytes(), REGISTER.read_bytes()
    lost.unlink()
    assert claimtrack("extract", "docs").code == 0
    assert (LEDGER.read_bytes(), REGISTER.read_bytes()) == before


@pytest.mark.parametrize("batch", [1, 100])
def test_interrupted_run_is_taken_up_where_it_stopped(
    claimtrack: Run, reader: Reader, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("claimtrack.pipeline.BATCH", batch)
    reader.stops_at = "docs/c.txt"
    assert claimtrack("extract", "docs").code == 130
    assert reader.take() == ["docs/a.txt", "docs/b.txt"]
    reader.stops_at = ""
    assert "1 document read, 2 known, 2 claims (1 new)" in claimtrack("extract", "docs").out
    assert reader.take() == ["docs/c.txt"]
    one_go = LEDGER.read_bytes()
    LEDGER.unlink()
    claimtrack("extract", "docs")
    assert LEDGER.read_bytes() == one_go


def test_number_of_workers_must_be_one(claimtrack: Run) -> None:
    done = claimtrack("extract", "docs", "--workers", "-1")
    assert done.code == 2
    assert "--workers" in done.err


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "claimtrack", "extract", *arguments]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_workers_make_the_same_ledger_and_are_silent_in_a_pipe(tmp_path: Path) -> None:
    for workers in ("1", "2"):
        process = start(tmp_path, str(ROOT / "seeds"), "--workers", workers, "--ledger", f"{workers}.jsonl", "-q")
        assert process.communicate(timeout=120) == (b"", b"")
    one, two = (tmp_path.joinpath(f"{n}.jsonl").read_bytes() for n in (1, 2))
    assert one == two
    assert one.count(b"\n") > 10


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_killed_run_leaves_a_whole_ledger_and_no_workers(tmp_path: Path) -> None:
    process = start(tmp_path, str(ROOT / "seeds"), "--workers", "2")
    time.sleep(1)  # somewhere between the first import and the last document
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)  # ends only when nobody holds the pipes any more: no worker is left behind
    again = start(tmp_path, str(ROOT / "seeds"), "--quiet")
    assert again.communicate(timeout=120) == (b"", b"")
    fresh = start(tmp_path, str(ROOT / "seeds"), "--quiet", "--ledger", "fresh.jsonl")
    fresh.communicate(timeout=120)
    assert tmp_path.joinpath("fresh.jsonl").read_bytes() == tmp_path.joinpath(LEDGER).read_bytes()
