"""Which documents were read into a ledger, so that a run that goes on where another stopped leaves them out.

The register stands beside its ledger (`claims.jsonl`, `claims.documents.jsonl`) because the ledger says nothing of a
document without claims, and must be the same bytes whether it was made in one run or in ten. It only ever saves time:
a document is read again when its text, what is known of it, the reader or its claims in the ledger are not the same
as they were, and so is every document when the register is gone or a line of it cannot be read.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import ValidationError

from claimtrack.ledger.files import write_whole, writing
from claimtrack.ledger.lines import escape_active, format_line
from claimtrack.ledger.replacing import STREAM, Change
from claimtrack.model import Record, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from claimtrack.ledger.replacing import Extracted
    from claimtrack.model import Claim

    _Key = tuple[str, str]

_LONG = 1 << 20
"""Bytes from which on lines are found without looking at all: the register is sorted, as this program writes it."""


class Entry(Record):
    """A document that was read: by which reader, and a digest of the claims that it found."""

    reader: str
    claims: str
    document: Source


def register_of(ledger: Path) -> Path:
    """Return where the register of a ledger stands: `data/claims.documents.jsonl` for `data/claims.jsonl`."""
    return ledger.with_name(f"{ledger.stem}.documents{ledger.suffix}")


def read_register(ledger: Path) -> tuple[Entry, ...]:
    """Return the documents read into a ledger, by path; what cannot be read is left out."""
    lines = _read_bytes(ledger).split(b"\n")
    return tuple(entry for entry in map(_parse, lines) if entry is not None)


def _read_some(ledger: Path, keys: Collection[_Key]) -> Iterable[Entry]:
    """The entries of some documents; of a small register all, as every line is looked at then anyway."""
    data = _read_bytes(ledger)
    if len(data) >= _LONG:
        with suppress(_UnreadableError):
            places = [_find(data, key) for key in sorted(keys)]
            return [entry for start, end in places if (entry := _parse(data[start:end])) is not None]
    return read_register(ledger)


def _read_bytes(ledger: Path) -> bytes:
    try:
        return register_of(ledger).read_bytes()
    except OSError:
        return b""


def find_known(documents: Iterable[Source], ledger: Path, claims: Sequence[Claim], reader: str) -> dict[str, Change]:
    """Return the documents, by id, in which a reader would find just the claims that the ledger holds of them."""
    sources = list(documents)
    some = _read_some(ledger, {_key(source) for source in sources})
    entries = {entry.document: entry for entry in some if entry.reader == reader}
    held: defaultdict[str, list[Claim]] = defaultdict(list)
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        held[claim.document.id].append(claim)
        texts[claim.document.path].add(claim.document.id)
    return {
        source.id: Change(source, len(held[source.id]), known=True)
        for source in sources
        if (entry := entries.get(source)) is not None
        and (source.path == STREAM or texts[source.path] <= {source.id})
        and entry.claims == _digest(held[source.id])
    }


def register_documents(ledger: Path, documents: Iterable[Extracted], reader: str) -> None:
    """Note that documents were read into a ledger; written whole or not at all.

    Raises:
        LedgerError: the register cannot be written.
    """
    fresh = [Entry(reader=reader, claims=_digest(one.claims), document=one.source) for one in documents]
    with writing(ledger) as file:
        write_whole(register_of(file), _put_in(file, {_key(entry.document): entry for entry in fresh}))


def _put_in(ledger: Path, fresh: Mapping[_Key, Entry]) -> bytes:
    """The register with these entries; of a long one only the lines around them are looked at."""
    data = _read_bytes(ledger)
    if len(data) >= _LONG:
        with suppress(_UnreadableError):
            return _splice(data, fresh)
    return _format({_key(entry.document): entry for entry in read_register(ledger)} | dict(fresh))


def _splice(data: bytes, fresh: Mapping[_Key, Entry]) -> bytes:
    if not data.endswith(b"\n"):
        raise _UnreadableError
    parts: list[bytes] = []
    at = 0
    for key, entry in sorted(fresh.items()):
        start, end = _find(data, key)
        parts += (data[at:start], _format({key: entry}))
        at = end
    return b"".join((*parts, data[at:]))


class _UnreadableError(Exception):
    """A line that cannot be read, so that what is before or behind it cannot be told."""


def _find(data: bytes, key: _Key) -> tuple[int, int]:
    """Where the line of a key begins and ends in a register, which is sorted, or would begin."""
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = max(low, data.rfind(b"\n", low, middle) + 1)
        end = data.find(b"\n", middle, high) + 1 or high
        entry = _parse(data[start:end])
        if entry is None:
            raise _UnreadableError
        there = _key(entry.document)
        if there == key:
            return start, end
        low, high = (end, high) if there < key else (low, start)
    return low, low


def _parse(line: bytes) -> Entry | None:
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return None


def _key(source: Source) -> _Key:
    return source.path, source.id if source.path == STREAM else ""


def _format(entries: Mapping[_Key, Entry]) -> bytes:
    lines = [escape_active(entry.model_dump_json(exclude_none=True)) for _, entry in sorted(entries.items())]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _digest(claims: Iterable[Claim]) -> str:
    lines = sorted({format_line(claim) for claim in claims})
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:16]
