"""The file `claims.jsonl`: read whole, written whole, never half."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.errors import LedgerError
from claimtrack.ledger.files import reason_of, write_whole, writing
from claimtrack.ledger.lines import format_line, parse_line
from claimtrack.memory import uncollected
from claimtrack.model import Claim, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

STREAM = "-"
"""The path of documents read from standard input: each text is a document of its own."""

_BOM = b"\xef\xbb\xbf"


class Extracted(NamedTuple):
    """A document that was read, and the claims found in it."""

    source: Source
    claims: Sequence[Claim]


class Change(NamedTuple):
    """What an update did for one document: how many claims it has now, and how many are new, gone or changed.

    A changed claim says the same, with other things known of it or its document. `same_as` is the path under which
    the ledger keeps the same text; then nothing was done. `known` is a document that was not read anew, because the
    ledger holds all that would be found in it.
    """

    source: Source
    claims: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    same_as: str | None = None
    known: bool = False


def claim_order(claim: Claim) -> tuple[str, int, int, str, str, str, str, str]:
    """Return the key by which the ledger is sorted: by document, then by place in it."""
    return (
        claim.document.path, claim.start, claim.end, claim.kind, claim.subject,
        claim.object or "", claim.attribute or "", claim.id,
    )  # fmt: skip


def path_order(path: str) -> tuple[bool, str]:
    """Return the key by which the paths of one text are ranked: a file before standard input, then by name."""
    return path == STREAM, path


def read_ledger(path: Path) -> tuple[Claim, ...]:
    """Return a ledger's claims in its order, each id once.

    Raises:
        LedgerError: there is no such file, it cannot be read, or a line of it is no claim that this version knows.
    """
    with uncollected():
        return _sorted(_parse(_read_bytes(path), path))


def update_ledger(path: Path, documents: Iterable[Extracted], is_there: Callable[[str], bool]) -> tuple[Change, ...]:
    """Replace the claims of the documents read, and of no others; write the file only if that changes it.

    A text that the ledger holds under a smaller path which `is_there` is the same document, and stays as it is.

    Raises:
        LedgerError: the file cannot be read or written, or a line of it is no claim; nothing in it was changed.
    """
    with writing(path) as file:
        old = _read_bytes(path) if file.exists() else b""
        with uncollected():
            claims, changes = _replace(_sorted(_parse(old, path)), list(documents), is_there)
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
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), start=1):
        if line.strip():
            claim = parse_line(line, path, number)
            # the claims of one document share what is known of it; nobody has seen the claim yet
            claim.__dict__["document"] = sources.setdefault(claim.document, claim.document)
            yield claim


def _sorted(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    once: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim_order(claim), -claim.confidence, claim.rule)):
        once.setdefault(claim.id, claim)
    return tuple(once.values())


def _replace(
    old: Sequence[Claim], documents: Sequence[Extracted], is_there: Callable[[str], bool]
) -> tuple[tuple[Claim, ...], tuple[Change, ...]]:
    kept_under = _places(old, documents, is_there)
    changes: list[Change] = []
    fresh: list[Extracted] = []
    for document in documents:
        same_as = kept_under.get(document.source.id)
        if same_as is not None and path_order(same_as) < path_order(document.source.path):
            changes.append(Change(document.source, 0, same_as=same_as))
        else:
            fresh.append(document)
    ids = {document.source.id for document in fresh}
    paths = {document.source.path for document in fresh} - {STREAM}
    stay: list[Claim] = []
    gone: dict[str, set[Claim]] = {}
    for claim in old:
        source = claim.document
        if source.id in ids or source.path in paths:
            for name in {source.id, source.path}:
                gone.setdefault(name, set()).add(claim)
        else:
            stay.append(claim)
    changes += [_compare(document, gone) for document in fresh]
    claims = _sorted([*stay, *(claim for document in fresh for claim in document.claims)])
    return claims, tuple(sorted(changes, key=lambda change: change.source.path))


def _places(old: Sequence[Claim], documents: Sequence[Extracted], is_there: Callable[[str], bool]) -> dict[str, str]:
    ids = {document.source.id for document in documents}
    read = {document.source.path for document in documents}
    known = {claim.document.id: claim.document.path for claim in old if claim.document.id in ids}
    return {one: path for one, path in known.items() if path not in read and is_there(path)}


def _compare(document: Extracted, gone: Mapping[str, set[Claim]]) -> Change:
    source, after = document.source, {claim.id: claim for claim in document.claims}
    old = gone.get(source.id, set()) | (set() if source.path == STREAM else gone.get(source.path, set()))
    before = {claim.id: claim for claim in old}
    stayed = after.keys() & before.keys()
    changed = sum(after[one] != before[one] for one in stayed)
    return Change(source, len(after), len(after) - len(stayed), len(before) - len(stayed), changed)
