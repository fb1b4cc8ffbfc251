"""What reading documents does to the claims of a ledger: theirs take the place of those that they had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.ledger.lines import claim_order
from claimtrack.model import Claim, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

STREAM = "-"
"""The path of documents read from standard input: each text is a document of its own."""


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


def path_order(path: str) -> tuple[bool, str]:
    """Return the key by which the paths of one text are ranked: a file before standard input, then by name."""
    return path == STREAM, path


def sort_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims in the ledger's order, each id once."""
    once: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim_order(claim), -claim.confidence, claim.rule)):
        once.setdefault(claim.id, claim)
    return tuple(once.values())


def replace_documents(
    old: Sequence[Claim], documents: Sequence[Extracted], is_there: Callable[[str], bool]
) -> tuple[tuple[Claim, ...], tuple[Change, ...]]:
    """Return the claims of a ledger with those of the documents, and what that did for each document.

    Of the `old` claims those that have a text or a path in common with a document decide; any others stay.
    """
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
    claims = sort_claims([*stay, *(claim for document in fresh for claim in document.claims)])
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
