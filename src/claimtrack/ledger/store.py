"""The file `claims.jsonl`: read whole, written whole, never half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.errors import LedgerError
from claimtrack.ledger.files import BOM, reason_of, write_whole, writing
from claimtrack.ledger.index import is_large, open_index
from claimtrack.ledger.lines import format_line, parse_line
from claimtrack.ledger.replacing import replace_documents, sort_claims
from claimtrack.ledger.stretches import update_stretches
from claimtrack.memory import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from claimtrack.ledger.entries import Description
    from claimtrack.ledger.replacing import Change, Extracted
    from claimtrack.model import Claim, Source


def read_ledger(path: Path) -> tuple[Claim, ...]:
    """Return a ledger's claims in its order, each id once.

    Raises:
        LedgerError: there is no such file, it cannot be read, or a line of it is no claim that this version knows.
    """
    with uncollected():
        return sort_claims(_parse(_read_bytes(path), path))


def update_ledger(
    path: Path, documents: Iterable[Extracted], is_there: Callable[[str], bool], description: Description | None = None
) -> tuple[Change, ...]:
    """Replace the claims of the documents read, and of no others; write the file only if that changes it.

    A text that the ledger holds under a smaller path which `is_there` is the same document, and stays as it is. With a
    `description` of what its index keeps, a large ledger is not read, only copied around the places that change.

    Raises:
        LedgerError: the file cannot be read or written, or a line of it is no claim; nothing in it was changed.
    """
    read = list(documents)
    with writing(path) as file:
        changes = None
        if description is not None and is_large(file):
            with open_index(file, description, for_update=True) as index:
                changes = None if index is None else update_stretches(index, file, read, is_there)
        return _update_whole(path, file, read, is_there) if changes is None else changes


def _update_whole(
    path: Path, file: Path, documents: list[Extracted], is_there: Callable[[str], bool]
) -> tuple[Change, ...]:
    old = _read_bytes(path) if file.exists() else b""
    with uncollected():
        claims, changes = replace_documents(sort_claims(_parse(old, path)), documents, is_there)
    new = "".join(f"{format_line(claim)}\n" for claim in claims).encode("utf-8")
    if new != old or not file.exists():
        write_whole(file, new)
    return changes


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise LedgerError(path, "no such ledger; `claimtrack extract PATH…` makes one") from None
    except OSError as error:
        raise LedgerError(path, reason_of(error)) from None


def _parse(data: bytes, path: Path) -> Iterator[Claim]:
    sources: dict[Source, Source] = {}
    for number, line in enumerate(data.removeprefix(BOM).split(b"\n"), start=1):
        if line.strip():
            claim = parse_line(line, path, number)
            # the claims of one document share what is known of it; nobody has seen the claim yet
            claim.__dict__["document"] = sources.setdefault(claim.document, claim.document)
            yield claim
