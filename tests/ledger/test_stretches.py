from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import LedgerError
from claimtrack.indexing import describe
from claimtrack.ledger import Extracted, index_of, read_ledger, update_ledger
from claimtrack.ledger import files as ledger_files
from claimtrack.ledger import index as ledger_index
from claimtrack.ledger.index import make_index, open_index
from claimtrack.ledger.replacing import Change
from tests.build import build_claim, build_source

ROOT = Path(__file__).parents[2]
PATHS = ["-", "a.txt", "b/ä.txt", "b/z.txt", "c.txt"]
NAMES = ["Halden AG", "Halden", "Ada Keller", "Orlo's AI unit"]


@pytest.fixture(autouse=True)
def _every_ledger_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_index, "LARGE", 0)


@st.composite
def documents(draw: st.DrawFn) -> Extracted:
    """A text under a path, with no claims or some; texts and paths come again."""
    path = draw(st.sampled_from(PATHS))
    source = build_source(
        path,
        id=draw(st.sampled_from(["one", "two", "three", path])),
        publisher=draw(st.sampled_from([None, "The Times"])),
    )
    kinds = st.sampled_from(["role", "revenue"])
    some = draw(st.lists(st.tuples(kinds, st.sampled_from(NAMES), st.integers(0, 9)), max_size=3))
    claims = [
        build_claim(
            kind=kind, subject=name, object="Orlo" if kind == "role" else None, document=source, start=10 * place,
            quote="„ß“",
        )
        for kind, name, place in some
    ]  # fmt: skip
    return Extracted(source, claims)


BATCHES = st.lists(documents(), min_size=1, max_size=3, unique_by=lambda document: document.source.id)


def dump(ledger: Path) -> list[set[tuple[object, ...]]]:
    """What an index says, whatever the numbers of its rows; what nothing uses any more may be left in it."""
    asked = (
        "SELECT path, start, length FROM places",
        """SELECT text, base, topic, type, id, path, count FROM uses
           JOIN names ON names.number = name JOIN documents ON documents.number = document""",
        "SELECT text, word, count FROM posts JOIN names ON number = person",
        "SELECT DISTINCT text, link FROM links JOIN names ON number = links.name JOIN uses ON uses.name = number",
        "SELECT key, value FROM about",
    )
    connection = sqlite3.connect(index_of(ledger))
    try:
        return [set(connection.execute(sql)) for sql in asked]
    finally:
        connection.close()


def update(ledger: Path, *read: Extracted, by_index: bool = True) -> tuple[Change, ...]:
    return update_ledger(ledger, read, lambda path: path == "a.txt", describe() if by_index else None)


@settings(deadline=None, max_examples=60)
@given(st.lists(BATCHES, min_size=1, max_size=5))
def test_bytes_changes_and_index_are_those_of_writing_all_anew(batches: list[list[Extracted]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one.jsonl"), Path(folder, "two.jsonl")
        for batch in batches:
            assert update(one, *batch) == update(two, *batch, by_index=False)
            assert one.read_bytes() == two.read_bytes()
            if index_of(one).exists():
                kept = dump(one)
                make_index(one, describe())
                made = dump(one)
                assert kept[:3] == made[:3]
                assert kept[3] >= made[3]
                assert kept[4] == made[4]  # it is known to be that of the ledger as it is now


def document(path: str, name: str = "Halden", **more: str) -> Extracted:
    source = build_source(path, **more)
    return Extracted(source, [build_claim(subject=name, document=source)])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    update(path, *(document(f"{letter}.txt") for letter in "bdf"), by_index=False)
    update(path, document("h.txt"))
    return path


def is_known(ledger: Path) -> bool:
    """Whether there is an index of the ledger as it is; none is made."""
    made = index_of(ledger).stat().st_mtime_ns, index_of(ledger).stat().st_ino
    with open_index(ledger, describe()) as index:
        assert index is not None
    return (index_of(ledger).stat().st_mtime_ns, index_of(ledger).stat().st_ino) == made


def test_index_goes_with_its_ledger(ledger: Path) -> None:
    assert is_known(ledger)
    update(ledger, document("c.txt"))
    assert is_known(ledger)
    update(ledger, document("e.txt"), by_index=False)
    assert not is_known(ledger)


def test_ledger_that_was_edited_is_written_whole(ledger: Path) -> None:
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join(reversed(lines)) + b"\n")
    with open_index(ledger, describe()) as index:
        assert index is None  # its lines have no places
    update(ledger, document("c.txt"))
    assert [claim.document.path for claim in read_ledger(ledger)] == [f"{letter}.txt" for letter in "bcdfh"]
    assert ledger.read_bytes().splitlines(keepends=True)[0] == lines[0]
    update(ledger, document("i.txt"))
    assert is_known(ledger)


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + bytes(4000)])
def test_broken_index_costs_only_time(ledger: Path, damage: bytes) -> None:
    index_of(ledger).write_bytes(damage)
    update(ledger, document("c.txt"))
    assert len(read_ledger(ledger)) == 5
    assert is_known(ledger)


def test_index_that_says_what_is_not_so_is_not_believed(ledger: Path) -> None:
    connection = sqlite3.connect(index_of(ledger))
    connection.execute("UPDATE places SET start = start + 7 WHERE path > 'b.txt'")
    connection.commit()
    connection.close()
    update(ledger, document("e.txt"))
    assert [claim.document.path for claim in read_ledger(ledger)] == [f"{letter}.txt" for letter in "bdefh"]


def test_index_that_another_program_holds_costs_only_time(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_index, "_WAIT", 0.05)
    connection = sqlite3.connect(index_of(ledger), isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        update(ledger, document("c.txt"))
    finally:
        connection.close()
    assert len(read_ledger(ledger)) == 5


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_interrupted_copy_leaves_the_old_ledger(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = ledger.read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises((LedgerError, KeyboardInterrupt)):
        update(ledger, document("c.txt"))
    monkeypatch.undo()
    monkeypatch.setattr(ledger_index, "LARGE", 0)
    assert ledger.read_bytes() == before
    assert sorted(path.name for path in ledger.parent.iterdir()) == [
        "claims.index",
        "claims.jsonl",
        "claims.jsonl.lock",
    ]
    assert is_known(ledger)


def test_program_that_ends_before_the_index_is_written_leaves_the_ledger_right(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(ledger_index.Index, "sign", fail)
        update(ledger, document("c.txt"))
    assert len(read_ledger(ledger)) == 5
    assert not is_known(ledger)


KILLED = """
import os, signal, sys
from pathlib import Path
from claimtrack.ledger import index
from tests.ledger.test_stretches import document, update

def end(*_):
    os.kill(os.getpid(), signal.SIGKILL)

index.LARGE = 0
setattr({"ledger": Path, "index": index.Index}[sys.argv[2]], {"ledger": "replace", "index": "sign"}[sys.argv[2]], end)
update(Path(sys.argv[1]), document("c.txt"), document("e.txt"))
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize(("at", "paths"), [("ledger", "bdfh"), ("index", "bcdefh")])
def test_program_that_is_killed_leaves_one_ledger_or_the_other(ledger: Path, at: str, paths: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(ledger), at], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert [claim.document.path for claim in read_ledger(ledger)] == [f"{letter}.txt" for letter in paths]
    update(ledger, document("a.txt"))
    assert [claim.document.path for claim in read_ledger(ledger)] == [f"{letter}.txt" for letter in "a" + paths]
    assert is_known(ledger)
    assert sorted(path.suffix for path in ledger.parent.iterdir()) == [".index", ".jsonl", ".lock"]


def test_journal_of_an_old_index_is_not_for_the_new_one(ledger: Path) -> None:
    journal = index_of(ledger).with_name(f"{index_of(ledger).name}-journal")
    journal.write_bytes(b"of another time")
    make_index(ledger, describe())
    assert not journal.exists()


def test_system_that_cannot_copy_files_itself_changes_nothing(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_files, "_copy_within", lambda *_: 0)
    update(ledger, document("c.txt"), document("a.txt"))
    assert [claim.document.path for claim in read_ledger(ledger)] == [f"{letter}.txt" for letter in "abcdfh"]


def test_broken_line_is_named_and_nothing_is_lost(ledger: Path) -> None:
    with ledger.open("a") as stream:
        stream.write("no json\n")
    before = ledger.read_bytes()
    with pytest.raises(LedgerError, match=r"claims\.jsonl:5: not JSON"):
        update(ledger, document("c.txt"))
    assert ledger.read_bytes() == before
