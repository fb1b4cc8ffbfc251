"""Files of the ledger's folder: read whole, written whole, never half, one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from claimtrack.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

_LOCK_SECONDS = 30
BOM = b"\xef\xbb\xbf"
_BLOCK = 1 << 20
_AT_ONCE = 1 << 28  # bytes: between two of these, Ctrl-C is heard
_CANNOT = frozenset({errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})


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
    for number, line in enumerate(data.removeprefix(BOM).split(b"\n"), start=1):
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
    replace_file(file, lambda stream: _write_all(stream, data))


def replace_file(file: Path, write: Callable[[BinaryIO], None]) -> None:
    """Put what is written in the place of a file's contents, or leave them as they were; the caller holds its lock."""
    temporary = file.with_name(f".{file.name}.tmp")  # one writer at a time, by the lock
    try:
        with temporary.open("wb") as stream:
            write(stream)
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


def _write_all(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


def copy_stretch(source: BinaryIO, target: BinaryIO, start: int, length: int) -> None:
    """Append a stretch of one file to another, without the bytes passing through this program where that can be.

    Raises:
        OSError: the stretch cannot be read to its end, or not be written.
    """
    target.flush()
    while length and (copied := _copy_within(source, target, start, length)):
        start, length = start + copied, length - copied
    target.seek(0, os.SEEK_END)
    source.seek(start)
    while length:
        block = source.read(min(length, _BLOCK))
        if not block:
            raise OSError(errno.EIO, "the file is shorter than it was")
        target.write(block)
        length -= len(block)


def _copy_within(source: BinaryIO, target: BinaryIO, start: int, length: int) -> int:
    """Let the system copy; how many bytes it did, 0 where it cannot."""
    if not hasattr(os, "copy_file_range"):
        return 0
    try:
        return os.copy_file_range(source.fileno(), target.fileno(), min(length, _AT_ONCE), start)
    except OSError as error:
        if error.errno in _CANNOT:
            return 0
        raise


def reason_of(error: OSError) -> str:
    """Return an error of the system in words."""
    return (error.strerror or str(error)).lower()
