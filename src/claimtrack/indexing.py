"""Asking a large ledger about one document without reading all of it: by the index beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from claimtrack.ledger import BROKEN, Description, Shelf, index_of, is_large, open_index, parse_query, read_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from claimtrack.ledger import Query
    from claimtrack.model import Claim, Source
    from claimtrack.reconcile import Ground, NameDecision

T = TypeVar("T")
MOST_ASKED = 2_000
"""Claims whose findings are looked up; for those of more, the whole ledger is read."""


class Near(NamedTuple):
    """The claims that were asked for, the findings to what they ask, and whether something was too much to look at."""

    asked: tuple[Claim, ...]
    grounds: tuple[Ground, ...]
    left_out: bool


def describe() -> Description:
    """Return what an index keeps of a ledger's claims."""
    from claimtrack.fingerprint import fingerprint_index
    from claimtrack.reconcile import fold_name, link_name, mark_claim, post_of

    return Description(
        version=fingerprint_index(), marks=mark_claim, post=post_of, base=lambda name: fold_name(name).base,
        links=link_name,
    )  # fmt: skip


def held_claims(ledger: Path, sources: Collection[Source]) -> tuple[Claim, ...]:
    """Return the claims of a ledger that have a text or a path in common with some documents, and maybe others.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    held = _look_up(ledger, lambda shelf: tuple(shelf.claims_with(sources))) if is_large(ledger) else None
    return read_ledger(ledger) if held is None else held


def survey_documents(ledger: Path, terms: Sequence[str], decisions: Sequence[NameDecision]) -> Near | None:
    """Return the findings of a large ledger to what the claims ask that terms ask for, if terms name their documents.

    `None` where the whole ledger must be read: it is small, terms name no documents, or name somebody, who may go by
    other names, or ask for verdicts, or many claims; or there can be no index.

    Raises:
        LedgerError: the ledger cannot be read.
        QueryError: a term cannot be understood.
    """
    query = parse_query(terms)
    if not query.paths or query.has_free_words or query.verdicts is not None or not is_large(ledger):
        return None
    return _look_up(ledger, lambda shelf: _survey(shelf, query, decisions))


def _look_up(ledger: Path, look: Callable[[Shelf], T | None]) -> T | None:
    """Return what is looked up in the index of a large ledger; `None` if there is none, or it is damaged."""
    with open_index(ledger, describe()) as index:
        if index is None:
            return None
        try:
            return look(Shelf(index, ledger))
        except BROKEN:
            index_of(ledger).unlink(missing_ok=True)  # to be made anew
            return None


def _survey(shelf: Shelf, query: Query, decisions: Sequence[NameDecision]) -> Near | None:
    from claimtrack.reconcile import survey_near

    paths = [path for path in shelf.all_paths() if all(one.matches(path) for one in query.paths)]
    if len(paths) > MOST_ASKED:
        return None
    asked = query.apply(shelf.claims(paths))
    if len(asked) > MOST_ASKED:
        return None
    survey = survey_near(shelf, asked, decisions)
    return Near(asked, survey.grounds, survey.left_out)
