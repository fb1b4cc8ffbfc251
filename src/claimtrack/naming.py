"""Who is named in the ledger, and what a person decides about names."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal

from claimtrack.books import Books
from claimtrack.errors import QueryError
from claimtrack.ledger import EntitySummary, Naming, append_judgement, judgements_beside, take_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from claimtrack.model import Claim
    from claimtrack.reconcile import Entities

    Verb = Literal["merge", "distinct", "split"]


def list_entities(ledger: Path, terms: Sequence[str]) -> tuple[EntitySummary, ...]:
    """Return the entities in the claims that terms ask for, most named first; a free word keeps those of that name.

    Raises:
        LedgerError: the ledger, or what stands beside it, cannot be read.
        QueryError: a term cannot be understood.
    """
    books = Books(ledger)
    query = books.ask(terms)
    found = _count(query.apply(books.claims), books.entities)
    return tuple(one for one in found if query.names((one.name, *one.aliases)))


def merge_names(ledger: Path, names: Sequence[str]) -> EntitySummary:
    """Let names mean one entity, called by the first; return the entity.

    Raises:
        LedgerError: the ledger or its judgements cannot be read or written; nothing was changed.
        QueryError: no claim names one of them, or fewer than two are given.
    """
    _told_apart(names)
    _known(Books(ledger), names)
    _append(ledger, "merge", names)
    return _summary(ledger, names[0])


def part_names(ledger: Path, names: Sequence[str]) -> tuple[EntitySummary, ...]:
    """Let each of the names mean another entity; return the entities. Raises what `merge_names` raises."""
    _told_apart(names)
    _known(Books(ledger), names)
    _append(ledger, "distinct", names)
    return tuple(_summary(ledger, name) for name in names)


def split_name(ledger: Path, name: str) -> EntitySummary:
    """Let a name mean an entity of its own; return the entity.

    Raises:
        LedgerError: the ledger or its judgements cannot be read or written; nothing was changed.
        QueryError: no claim names it, or it means an entity of its own already.
    """
    (entity,) = _known(Books(ledger), [name])
    if not entity.aliases:
        raise QueryError(name, "goes by no other name")
    _append(ledger, "split", [name])
    return _summary(ledger, name)


def undo_naming(ledger: Path) -> Naming:
    """Take back the last decision about names that the program was told, and return it.

    Raises:
        LedgerError: the file of judgements cannot be read or written; nothing was changed.
        QueryError: there is none.
    """
    taken = take_back(judgements_beside(ledger), lambda made: isinstance(made, Naming))
    if not isinstance(taken, Naming):
        raise QueryError("undo", "nothing is decided about names that could be taken back")
    return taken


def _append(ledger: Path, verb: Verb, names: Sequence[str]) -> None:
    naming = Naming(type=verb, names=tuple(name.strip() for name in names))
    append_judgement(judgements_beside(ledger), lambda lines: naming)


def _told_apart(names: Sequence[str]) -> None:
    from claimtrack.reconcile import NameDecision, same_name

    if len(names) < 2:
        raise QueryError(" ".join(names), "needs two names")
    if (twins := same_name(NameDecision("distinct", tuple(names)))) is not None:
        raise QueryError(twins[1], f"is the same name as {twins[0]}")


def _known(books: Books, names: Iterable[str]) -> list[EntitySummary]:
    found = {one.id: one for one in _count(books.claims, books.entities)}
    known = []
    for name in names:
        entity = found.get(books.entities.key_of(name))
        if entity is None:
            raise QueryError(name, "no claim names this; `claimtrack entities` lists the names")
        known.append(entity)
    return known


def _summary(ledger: Path, name: str) -> EntitySummary:
    return _known(Books(ledger), [name])[0]


def _count(claims: Iterable[Claim], entities: Entities) -> tuple[EntitySummary, ...]:
    from claimtrack.reconcile import is_common

    counts: Counter[str] = Counter()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        named = {name for name in (claim.subject, claim.object) if name and not is_common(name)}
        for key in {entities.key_of(name) for name in named}:
            counts[key] += 1
            documents[key].add(claim.document.id)
    found = []
    for key, number in counts.items():
        entity = entities.of_key(key)
        if entity is not None:
            others = tuple(alias for alias in entity.aliases if alias != entity.name)
            found.append(
                EntitySummary(id=key, name=entity.name, aliases=others, claims=number, documents=len(documents[key]))
            )
    return tuple(sorted(found, key=lambda one: (-one.claims, one.name, one.id)))
