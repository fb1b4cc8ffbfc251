"""Claims that a person says are misread: they are left out of all that is asked of the ledger, and stay in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.books import Books, Decided
from claimtrack.ledger import (
    Misread,
    Misreading,
    Passage,
    append_judgement,
    find_claim,
    judgements_beside,
    read_ledger,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from claimtrack.ledger import Line
    from claimtrack.model import Claim


def find_read(ledger: Path, prefix: str) -> Claim:
    """Return the claim whose id starts with `prefix`, misread or not.

    Raises:
        LedgerError: the ledger cannot be read.
        QueryError: no claim, or more than one, has such an id.
    """
    return find_claim(read_ledger(ledger), prefix)


def set_aside(
    ledger: Path, claim: Claim, note: str | None = None, by: str | None = None, at: str | None = None
) -> Misreading | None:
    """Write down that a claim is misread; `None` when just this was said of it before.

    Raises:
        LedgerError: the file of judgements cannot be read or written; nothing in it was changed.
    """
    from claimtrack.reconcile import claim_key

    misreading = Misreading(
        claim=claim_key(claim), kind=claim.kind, subject=claim.subject, object=claim.object,
        figure=claim.value.text if claim.value else None,
        passage=Passage(quote=claim.quote, path=claim.document.path, line=claim.line), note=note, by=by, at=at,
    )  # fmt: skip

    def decide(lines: Sequence[Line]) -> Line | None:
        said = [one for one in standing(lines) if isinstance(one, Misreading) and one.claim == misreading.claim][-1:]
        same = bool(said) and (said[0].note, said[0].by, said[0].at) == (note, by, at)
        return None if same else misreading

    done = append_judgement(judgements_beside(ledger), decide)
    return done if isinstance(done, Misreading) else None


def list_misread(ledger: Path) -> tuple[Misread, ...]:
    """Return what was said to be misread, oldest first, also of claims that are there no more.

    Raises:
        LedgerError: the ledger, or its judgements, cannot be read.
    """
    from claimtrack.reconcile import claim_key

    if not Decided(ledger).misreadings:
        return ()
    books = Books(ledger)
    there = {claim_key(claim): claim for claim in reversed(books.misread)}
    return tuple(Misread(one, there.get(one.claim)) for one in books.misreadings.values())
