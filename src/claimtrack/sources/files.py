"""Which files a path stands for, and their text."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from claimtrack.errors import InputError
from claimtrack.model import Problem
from claimtrack.sources.records import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
MARKDOWN = frozenset({".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = frozenset({".txt", ".text", ".pdf"}) | MARKDOWN | PAGES
SOURCES_TOML = "sources.toml"
SIZE_LIMIT, PDF_LIMIT = 10_000_000, 100_000_000
"""Bytes; a larger file is a dump of many documents rather than one. A PDF holds pictures and fonts besides its text."""

_PDF = b"%PDF-"
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(rb"""charset=["']?([\w.:-]{1,40})""")
_HEAD = 1024
_BYTES_FOR_A_NUL = 100  # a file with more NULs than one in so many bytes is no text
"""Bytes of a web page in which it must name its encoding (WHATWG HTML, 4.2.5.4)."""


class Found(NamedTuple):
    """A file to read. `path` is how it is recorded; `named` tells a file the user named from one a folder held."""

    path: str
    file: Path
    named: bool


def recorded_path(path: str | PurePath) -> str:
    """Return a path as the ledger keeps it: as given, with forward slashes, valid in UTF-8."""
    return PurePath(path).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def is_there(path: str) -> bool:
    """Whether a recorded path is that of a file; a path that no system would take is not."""
    try:
        return path != STDIN and Path(path).is_file()
    except (OSError, ValueError):
        return False


def find_files(paths: Iterable[str]) -> Iterator[Found | Problem | Note]:
    """Yield the files that paths stand for, each once: a file itself, a folder's texts and web pages in order.

    A folder is walked with all its subfolders; hidden entries and other suffixes are left out and counted in a note.
    A path that does not exist and a folder without documents are problems.
    """
    seen: set[str] = set()
    for path in paths:
        for item in _find(path):
            if isinstance(item, Found):
                if item.path in seen:
                    continue
                seen.add(item.path)
            yield item


def _find(path: str) -> Iterator[Found | Problem | Note]:
    file = Path(path)
    recorded = recorded_path(path)
    try:
        if path != STDIN and file.is_dir():
            yield from _walk(file)
        elif path == STDIN or file.exists():
            yield Found(recorded, file, named=True)
        else:
            yield Problem(path=recorded, reason="no such file or folder")
    except (OSError, ValueError) as error:
        yield Problem(path=recorded, reason=_reason(error))


def _walk(folder: Path) -> Iterator[Found | Problem | Note]:
    problems: list[OSError] = []
    count = hidden = other = 0
    for place, folders, names in os.walk(folder, onerror=problems.append):
        hidden += sum(name.startswith(".") for name in folders)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if name.startswith("."):
                hidden += 1
            elif file.suffix.lower() in SUFFIXES and file.is_file():
                count += 1
                yield Found(recorded_path(file), file, named=False)
            elif name != SOURCES_TOML:
                other += 1
    recorded = recorded_path(folder)
    for error in problems:
        yield Problem(path=recorded_path(error.filename or folder), reason=_reason(error))
    if not count and not problems:
        yield Problem(path=recorded, reason=f"no documents in this folder ({', '.join(sorted(SUFFIXES))})")
    if left_out := [f"{n} {what}" for n, what in ((hidden, "hidden"), (other, "of another type")) if n]:
        yield Note(path=recorded, reason=f"left out: {', '.join(left_out)}")


def is_pdf(data: bytes) -> bool:
    """Whether a file says that it is a PDF, whatever its name."""
    return data.startswith(_PDF)


def read_bytes(found: Found) -> bytes:
    """Return what is in a file; `-` is standard input.

    Raises:
        InputError: the file cannot be opened or is larger than `SIZE_LIMIT`, a PDF than `PDF_LIMIT`.
    """
    data = _read_bytes(found)
    limit = PDF_LIMIT if is_pdf(data) else SIZE_LIMIT
    if len(data) > limit:
        raise InputError(found.path, f"too large: more than {limit // 1_000_000} MB")
    return data


def decode_text(found: Found, data: bytes) -> str:
    """Return a file's text exactly, line ends included and a byte order mark left out.

    A stray NUL, which some programs leave of a letter that they could not write, is read as U+FFFD.

    Raises:
        InputError: the file is empty, binary or not UTF-8; a web page may name another encoding.
    """
    if data.startswith(_WIDE_BOMS):
        raise InputError(found.path, "UTF-16 text; save it as UTF-8")
    if data.count(0) * _BYTES_FOR_A_NUL > len(data):
        raise InputError(found.path, "binary file, no text")
    text = _decode(data, found).replace("\0", "\ufffd")
    if not text.strip():
        raise InputError(found.path, "empty, no text to read")
    return text


def _decode(data: bytes, found: Found) -> str:
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        named = _CHARSET.search(data, 0, _HEAD) if found.file.suffix.lower() in PAGES else None
        if named is not None:
            with suppress(LookupError, UnicodeDecodeError):
                return data.decode(named[1].decode("ascii"))
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise InputError(found.path, f"not UTF-8: byte 0x{byte:02x} in line {line}") from None


def _read_bytes(found: Found) -> bytes:
    try:
        if found.path == STDIN:
            return _bounded(sys.stdin.buffer)
        with found.file.open("rb") as stream:
            return _bounded(stream)
    except OSError as error:
        raise InputError(found.path, _reason(error)) from None


def _bounded(stream: BinaryIO) -> bytes:
    """What a stream has, up to one byte more than it may have."""
    head = stream.read(SIZE_LIMIT + 1)
    return head + stream.read(PDF_LIMIT - SIZE_LIMIT) if is_pdf(head) and len(head) > SIZE_LIMIT else head


def _reason(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return (reason or str(error)).lower()
