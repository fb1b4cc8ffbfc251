"""Which documents were read into a ledger, so that a run that goes on where another stopped leaves them out.

The register stands beside its ledger (`claims.jsonl`, `claims.documents.jsonl`) because the ledger says nothing of a
document without claims, and must be the same bytes whether it was made in one run or in ten. It only ever saves time:
a document is read again when its text, what is known of it, the reader or its claims in the ledger are not the same
as they were, and so is every document when the register is gone or a line of it cannot be read.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from pydantic import ValidationError

from claimtrack.ledger.files import write_whole, writing
from claimtrack.ledger.lines import escape_active, format_line
from claimtrack.ledger.replacing import STREAM, Change
from claimtrack.model import Record, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from claimtrack.ledger.replacing import Extracted
    from claimtrack.model import Claim


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
    try:
        lines = register_of(ledger).read_bytes().split(b"\n")
    except OSError:
        return ()
    return tuple(entry for entry in map(_parse, lines) if entry is not None)


def find_known(documents: Iterable[Source], ledger: Path, claims: Sequence[Claim], reader: str) -> dict[str, Change]:
    """Return the documents, by id, in which a reader would find just the claims that the ledger holds of them."""
    entries = {entry.document: entry for entry in read_register(ledger) if entry.reader == reader}
    held: defaultdict[str, list[Claim]] = defaultdict(list)
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        held[claim.document.id].append(claim)
        texts[claim.document.path].add(claim.document.id)
    return {
        source.id: Change(source, len(held[source.id]), known=True)
        for source in documents
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
        entries = {_key(entry): entry for entry in (*read_register(file), *fresh)}
        write_whole(register_of(file), _format(entries))


def _parse(line: bytes) -> Entry | None:
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return None


def _key(entry: Entry) -> tuple[str, str]:
    path = entry.document.path
    return path, entry.document.id if path == STREAM else ""


def _format(entries: Mapping[tuple[str, str], Entry]) -> bytes:
    lines = [escape_active(entry.model_dump_json(exclude_none=True)) for _, entry in sorted(entries.items())]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _digest(claims: Iterable[Claim]) -> str:
    lines = sorted({format_line(claim) for claim in claims})
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:16]
