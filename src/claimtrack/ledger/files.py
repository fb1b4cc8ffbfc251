"""Files of the ledger's folder: read whole, written whole, never half, one writer at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from claimtrack.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK_SECONDS = 30
_BOM = b"\xef\xbb\xbf"


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file that are not blank, with their numbers.

    Raises:
        FileNotFoundError: there is no such file.
        LedgerError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LedgerError(path, reason_of(error)) from None
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), start=1):
        if line.strip():
            yield number, line


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Keep other writers out of a file, and make its folder; what is given is the file that links lead to.

    Raises:
        LedgerError: another program holds the lock, or what is done meanwhile meets an error of the system.
    """
    file = Path(os.path.realpath(path))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{file}.lock", timeout=_LOCK_SECONDS):
            yield file
    except TimeoutError:
        raise LedgerError(path, f"another program has held its lock for {_LOCK_SECONDS} seconds") from None
    except OSError as error:
        raise LedgerError(path, reason_of(error)) from None


def write_whole(file: Path, data: bytes) -> None:
    """Put the data in the place of a file's contents, or leave them as they were; the caller holds its lock."""
    temporary = file.with_name(f".{file.name}.tmp")  # one writer at a time, by the lock
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, temporary)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not every system lets a folder be synced
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def reason_of(error: OSError) -> str:
    """Return an error of the system in words."""
    return (error.strerror or str(error)).lower()
