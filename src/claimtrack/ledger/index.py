"""The index of a large ledger: which document stands where in it, and which documents use which names.

It stands beside its ledger (`claims.jsonl`, `claims.index`), is derived and never the truth: it is made anew when the
ledger's size, time, first or last block, or the program, are not those that it was made of, and whatever is wrong with
it costs time only. What of a claim goes in, its reader says (`Description`): the index knows no more of names than that
they are texts.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from claimtrack.errors import LedgerError
from claimtrack.ledger.entries import Entries
from claimtrack.ledger.files import BOM, reason_of
from claimtrack.ledger.lines import claim_order, format_line, parse_line
from claimtrack.memory import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from claimtrack.ledger.entries import Description
    from claimtrack.model import Claim

LARGE = 64 << 20
"""Bytes from which on a ledger has an index: reading a smaller one whole takes two seconds."""
_BLOCK = 1 << 16  # bytes at either end of the ledger by which it is known
_VERSION = "1"
_AT_ONCE = 20_000  # claims
_WAIT = 5.0  # seconds for another program that has the index
_SETTLED = 0.3  # seconds between a ledger's being moved into place and its index's being changed, at most

BROKEN = (sqlite3.Error, UnicodeError, LedgerError)
"""What is raised where an index is damaged: by SQLite, or where it says that lines stand which do not."""


class Stamp(NamedTuple):
    """By what a ledger is known to be the one that an index was made of."""

    size: int
    time: int
    ends: int


def stamp_of(stream: BinaryIO) -> Stamp:
    """Return the stamp of an open ledger."""
    status = os.fstat(stream.fileno())
    stream.seek(0)
    ends = crc32(stream.read(_BLOCK))
    stream.seek(max(0, status.st_size - _BLOCK))
    return Stamp(status.st_size, status.st_mtime_ns, crc32(stream.read(_BLOCK), ends))


def index_of(ledger: Path) -> Path:
    """Return where the index of a ledger stands: `data/claims.index` for `data/claims.jsonl`."""
    name = ledger.name if ledger.suffix == ".index" else ledger.stem
    return ledger.with_name(f"{name}.index")


def is_large(ledger: Path) -> bool:
    """Whether a ledger is worth an index."""
    with suppress(OSError):
        return ledger.stat().st_size >= LARGE
    return False


class Index:
    """The index of a ledger and that ledger, both open and of one moment.

    It is of use when the ledger's bytes are those that writing its claims would give, so that they have places.
    """

    def __init__(self, stream: BinaryIO, connection: sqlite3.Connection, description: Description) -> None:
        self.stream = stream
        self.connection = connection
        self.entries = Entries(connection, description)
        self.is_of_use = False

    def is_fresh(self, version: str) -> bool:
        """Whether it was made of this ledger by this program."""
        about = dict(self.connection.execute("SELECT key, value FROM about"))
        self.is_of_use = about.get("plain") == "1"
        return about.get("version") == _full(version) and about.get("stamp") == repr(stamp_of(self.stream))

    def sign(self, stream: BinaryIO) -> None:
        """Note that this is the index of a ledger now."""
        self.connection.execute("REPLACE INTO about VALUES ('stamp', ?)", (repr(stamp_of(stream)),))


def _full(version: str) -> str:
    return f"{_VERSION} {version}"


@contextmanager
def open_index(ledger: Path, description: Description, *, for_update: bool = False) -> Iterator[Index | None]:
    """Give the index of a ledger, made if need be; `None` if there can be none. Nothing that happens to it is raised.

    The caller who updates it holds the ledger's lock, and commits.

    Raises:
        LedgerError: the ledger cannot be read, or a line of it is no claim.
    """
    file = Path(os.path.realpath(ledger))
    index = _open(file, description, for_update)
    if index is None and not for_update and index_of(file).exists():
        time.sleep(_SETTLED)  # it may be changed at this moment
        index = _open(file, description, for_update)
    if index is None:
        make_index(ledger, description)
        index = _open(file, description, for_update)
    if index is None:
        yield None
        return
    with index.stream, closing(index.connection):
        yield index if index.is_of_use else None


def _open(file: Path, description: Description, for_update: bool) -> Index | None:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise LedgerError(file, reason_of(error)) from None
    connection = None
    with suppress(sqlite3.Error, OSError, UnicodeError):
        mode = "rw" if for_update else "ro"
        place = f"{index_of(file).absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(place, uri=True, isolation_level=None, timeout=_WAIT)
        connection.execute("BEGIN IMMEDIATE" if for_update else "BEGIN")
        index = Index(stream, connection, description)
        if index.is_fresh(description.version):
            return index
    stream.close()
    if connection is not None:
        connection.close()
    return None


def make_index(ledger: Path, description: Description) -> None:
    """Make the index of a ledger anew, if that can be done.

    Raises:
        LedgerError: the ledger cannot be read, or a line of it is no claim.
    """
    file = Path(os.path.realpath(ledger))
    temporary = file.with_name(f".{index_of(file).name}.{os.getpid()}.tmp")
    try:
        for left in file.parent.glob(f".{index_of(file).name}.*.tmp"):  # by a program that was killed
            left.unlink(missing_ok=True)
        with uncollected(), file.open("rb") as stream:
            with closing(_create(temporary)) as connection:
                _fill(Index(stream, connection, description), description, ledger)
            _put_in_place(temporary, file, stream)
    except (sqlite3.Error, UnicodeError):
        return
    except OSError as error:
        if error.filename == str(file):
            raise LedgerError(ledger, reason_of(error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def _put_in_place(made: Path, ledger: Path, stream: BinaryIO) -> None:
    """Let an index be that of a ledger, unless that has changed meanwhile: whoever changed it has its index, too."""
    with made.open("r+b") as whole:
        os.fsync(whole.fileno())
    made.chmod(stat.S_IMODE(ledger.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)
    with ledger.open("rb") as now:
        if stamp_of(now) != stamp_of(stream):
            return
    # what a program that was killed left to be undone is of the old index, and would be undone in the new one
    index_of(ledger).with_name(f"{index_of(ledger).name}-journal").unlink(missing_ok=True)
    made.replace(index_of(ledger))


def _create(place: Path) -> sqlite3.Connection:
    place.unlink(missing_ok=True)
    connection = sqlite3.connect(place, isolation_level=None)
    # until it is whole it is nobody's
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    return connection


def _fill(index: Index, description: Description, ledger: Path) -> None:
    connection = index.connection
    about = {"version": _full(description.version), "stamp": repr(stamp_of(index.stream)), "plain": "1"}
    index.stream.seek(0)
    connection.execute("BEGIN")
    index.entries.create()
    places: dict[str, tuple[int, int]] = {}
    try:
        claims = _read_plain(index.stream, ledger, places)
        while some := list(islice(claims, _AT_ONCE)):
            index.entries.stage(some)
    except _NotPlainError:
        about["plain"] = "0"
    index.entries.finish(places)
    connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    connection.execute("COMMIT")


class _NotPlainError(Exception):
    """A ledger whose bytes are not those that writing its claims would give; somebody edited or merged it."""


def _read_plain(stream: Iterable[bytes], ledger: Path, places: dict[str, tuple[int, int]]) -> Iterator[Claim]:
    """Read a ledger line by line, and note where the lines of each path begin, and how long they are together."""
    end = 0
    last: tuple[object, ...] = ()
    paths: dict[str, str] = {}
    for number, line in enumerate(stream, start=1):
        if not line.strip() or line.startswith(BOM):
            raise _NotPlainError
        claim = parse_line(line, ledger, number)
        order, path = claim_order(claim), claim.document.path
        is_as_written = f"{format_line(claim)}\n".encode() == line
        if not is_as_written or order <= last or paths.setdefault(claim.document.id, path) != path:
            raise _NotPlainError
        start = places[path][0] if path in places else end
        end += len(line)
        places[path] = start, end - start
        last = order
        yield claim
