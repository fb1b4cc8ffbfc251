"""The findings to what some documents' claims ask, out of a ledger that is looked up and not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.memory import uncollected
from claimtrack.reconcile.copies import sketch_documents
from claimtrack.reconcile.findings import gather_grounds
from claimtrack.reconcile.folding import is_common
from claimtrack.reconcile.marks import asked_slots, topic_of
from claimtrack.reconcile.neighbours import Universe
from claimtrack.reconcile.questions import question_key, unit_of
from claimtrack.reconcile.readings import as_asked, read_claim
from claimtrack.reconcile.surveys import rank_claims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from claimtrack.kinds import Slot
    from claimtrack.model import Claim
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.findings import Ground
    from claimtrack.reconcile.links import NameDecision
    from claimtrack.reconcile.neighbours import Shelf

    Asked = set[tuple[str, int]]
    """Names, each with a topic on which it is asked about."""


class Survey(NamedTuple):
    """Findings, and whether some documents that could tell who is who were left unread, as there are too many."""

    grounds: tuple[Ground, ...]
    left_out: bool


def survey_near(shelf: Shelf, asking: Sequence[Claim], decisions: Sequence[NameDecision] = ()) -> Survey:
    """Return the findings to the questions that some claims of a ledger ask, as `survey_questions` does.

    Only documents that ask the same are read, and of all names only those looked at that decide what the names in their
    claims mean.
    """
    universe = Universe(shelf, decisions)
    with uncollected():
        held: Sequence[Claim] = asking
        entities = universe.resolve(_names(held))
        while True:
            entities = universe.resolve({*_names(held), *_units(asking, entities)})
            found = _find_asking(shelf, asking, entities)
            if {claim.id for claim in found} <= {claim.id for claim in held}:
                break
            held = found
        keys = {question_key(read_claim(claim, entities)) for claim in asking}
        held = [claim for claim in found if question_key(read_claim(claim, entities)) in keys]
        sketches = sketch_documents(shelf.claims({claim.document.path for claim in held}))
        return Survey(gather_grounds(rank_claims(held, entities, sketches), held), universe.left_out)


def _names(claims: Iterable[Claim]) -> set[str]:
    return {name for claim in claims for name in (claim.subject, claim.object) if name}


def _units(claims: Iterable[Claim], entities: Entities) -> Iterator[str]:
    """The organisations that posts are in, as questions have them, and what these may be part of."""
    for claim in claims:
        reading = read_claim(claim, entities)
        if reading.post is not None:
            yield from _beginnings(unit_of(reading))


def _beginnings(unit: str) -> Iterator[str]:
    words = unit.split()
    return (" ".join(words[:length]) for length in range(1, len(words) + 1))


def _find_asking(shelf: Shelf, asking: Iterable[Claim], entities: Entities) -> list[Claim]:
    """The claims that may ask what some claims ask, those themselves among them."""
    wanted: Asked = set()
    paths: set[str] = set()
    found = {claim.id: claim for claim in asking}
    for claim in map(as_asked, found.values()):
        asked = [
            {(name, topic_of(claim, slot)) for name in _names_of(claim, slot, entities)} for slot in asked_slots(claim)
        ]
        wanted.update(*asked)
        if not asked or any(is_common(getattr(claim, slot)) for slot in asked_slots(claim)):
            paths.add(claim.document.path)  # somebody without a name is somebody of the one document
        else:
            paths |= set.intersection(*({path for pair in pairs for path in shelf.paths(*pair)} for pairs in asked))
    kinds = {as_asked(claim).kind for claim in found.values()}
    for claim in shelf.claims(paths):
        other = as_asked(claim)
        if other.kind in kinds and all(
            (getattr(other, slot), topic_of(other, slot)) in wanted for slot in asked_slots(other)
        ):
            found.setdefault(claim.id, claim)
    return list(found.values())


def _names_of(claim: Claim, slot: Slot, entities: Entities) -> Collection[str]:
    """The names that mean what stands in a slot of a claim; of a post, also those that its organisation is part of."""
    name = getattr(claim, slot)
    keys = {entities.key_of(name)}
    if slot == "object":
        reading = read_claim(claim, entities)
        keys.update(_beginnings(unit_of(reading)) if reading.post is not None else ())
    found = {name}
    for key in keys:
        entity = entities.of_key(key)
        found.update(() if entity is None else entity.aliases)
    return found
