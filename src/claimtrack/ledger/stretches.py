"""Documents put in their places in a large ledger, by copying the stretches of bytes between those places.

What comes out is, byte for byte, what writing all claims anew would give. Only the lines of documents that have a text
or a path in common with those that were read are looked at.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.errors import LedgerError
from claimtrack.ledger.files import copy_stretch, replace_file
from claimtrack.ledger.index import BROKEN
from claimtrack.ledger.lines import format_line, parse_line
from claimtrack.ledger.replacing import replace_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from claimtrack.ledger.index import Index
    from claimtrack.ledger.replacing import Change, Extracted
    from claimtrack.model import Claim


class _Stretch(NamedTuple):
    """The lines of a path: where they begin, what they are, and what takes their place."""

    path: str
    start: int
    old: bytes
    new: bytes


class _Plan(NamedTuple):
    stretches: list[_Stretch]
    old: list[Claim]
    new: Sequence[Claim]
    changes: tuple[Change, ...]


def update_stretches(
    index: Index, file: Path, documents: Sequence[Extracted], is_there: Callable[[str], bool]
) -> tuple[Change, ...] | None:
    """Replace the claims of documents as `update_ledger` does, and bring the index up to date.

    `None` if the index cannot tell where they belong; then nothing was done.

    Raises:
        OSError: the ledger cannot be written; it is as it was.
    """
    try:
        plan = _make_plan(index, file, documents, is_there)
    except BROKEN:
        return None
    changed = [stretch for stretch in plan.stretches if stretch.old != stretch.new]
    if changed:
        replace_file(file, lambda target: _write(index.stream, target, changed))
        with suppress(sqlite3.Error, UnicodeError):  # then it is made anew when it is asked for
            _note(index, file, plan, changed)
    return plan.changes


def _make_plan(index: Index, file: Path, documents: Sequence[Extracted], is_there: Callable[[str], bool]) -> _Plan:
    held: dict[str, tuple[int, bytes]] = {}
    old: list[Claim] = []
    for path in _paths(index, documents):
        held[path] = _read(index, file, path)
        old += [_parse(line, file, path) for line in held[path][1].splitlines()]
    claims, changes = replace_documents(old, documents, is_there)
    written: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        written[claim.document.path].append(f"{format_line(claim)}\n")
    stretches = [_Stretch(path, *held[path], "".join(written[path]).encode()) for path in sorted(held)]
    return _Plan(stretches, old, claims, changes)


def _paths(index: Index, documents: Iterable[Extracted]) -> list[str]:
    """The paths whose lines could change: those of the documents, and those that their texts have now."""
    paths = {document.source.path for document in documents}
    for document in documents:
        paths.update(index.entries.paths_of(document.source.id))
    return sorted(paths)


def _read(index: Index, file: Path, path: str) -> tuple[int, bytes]:
    start, length = index.entries.find_place(path)
    before = min(start, 1)
    index.stream.seek(start - before)
    data = index.stream.read(before + length)
    if len(data) != before + length or not data.startswith(b"\n" * before) or (length and not data.endswith(b"\n")):
        raise LedgerError(file, "has other lines than its index says")
    return start, data[before:]


def _parse(line: bytes, file: Path, path: str) -> Claim:
    claim = parse_line(line, file, 0)
    if claim.document.path != path:
        raise LedgerError(file, "has other lines than its index says")
    return claim


def _write(source: BinaryIO, target: BinaryIO, stretches: Iterable[_Stretch]) -> None:
    at = 0
    for stretch in stretches:
        copy_stretch(source, target, at, stretch.start - at)
        target.write(stretch.new)
        at = stretch.start + len(stretch.old)
    source.seek(0, 2)
    copy_stretch(source, target, at, source.tell() - at)
    source.close()  # not every system lets an open file be replaced


def _note(index: Index, file: Path, plan: _Plan, changed: Iterable[_Stretch]) -> None:
    index.entries.change(plan.old, plan.new)
    for stretch in changed:
        index.entries.move(stretch.path, len(stretch.new))
    with file.open("rb") as stream:
        index.sign(stream)
    index.connection.execute("COMMIT")
