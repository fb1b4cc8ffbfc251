"""Claims → findings, shared out to processes: a large ledger without all of its relations in memory at once.

A cluster's claims have the entity in common that its question is about, so claims are divided by that entity, and each
division is reconciled by itself; of its clusters only what is worth a person's time is kept.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.kinds import Slot, kind_or_measure
from claimtrack.memory import uncollected
from claimtrack.reconcile.clusters import reconcile
from claimtrack.reconcile.findings import Ranked, gather_grounds, rank_findings
from claimtrack.reconcile.questions import unit_of
from claimtrack.reconcile.readings import read_claim
from claimtrack.workers import map_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.findings import Ground

DIVISION = 8_000
"""Claims of a division, about: what is worth a process's while, and small enough that its relations are soon gone."""
WORTH_SHARING = 50_000
"""Claims from which on processes are worth the second that it takes to start them."""


class Division(NamedTuple):
    """Claims that no cluster reaches out of, and the organisations, with their fields, whose posts they are about."""

    claims: list[Claim]
    units: set[str]


def survey_claims(
    claims: Sequence[Claim], entities: Entities, workers: int = 1, size: int = DIVISION, least: int = WORTH_SHARING
) -> tuple[Ground, ...]:
    """Return the findings of all claims, as `find_grounds(reconcile(claims, entities))` does, with less in memory.

    From `least` claims on, `workers` processes take on divisions of about `size` claims.

    Raises:
        WorkerError: a process ended without a result.
    """
    with uncollected():
        divisions = divide_claims(claims, entities, size)
        parts = ((division.claims, _part(division, entities)) for division in divisions)
        with map_in_order(_survey, parts, workers if len(claims) >= least else 1) as surveyed:
            return gather_grounds([one for ranked in surveyed for one in ranked], claims)


def divide_claims(claims: Sequence[Claim], entities: Entities, size: int = DIVISION) -> list[Division]:
    """Return the claims in divisions of about `size` that no cluster reaches across; an entity's stay together."""
    count = max(1, len(claims) // size)
    divisions = [Division([], set()) for _ in range(count)]
    places: dict[tuple[str, str], int] = {}
    for claim in claims:
        kind = kind_or_measure(claim.kind)
        unit = unit_of(read_claim(claim, entities)) if kind.name == "role" else None
        about = claim.kind, _entity(claim, entities) if unit is None else unit.partition(" ")[0]
        place = places.get(about)
        if place is None:
            place = places[about] = _place(about, count)
        divisions[place].claims.append(claim)
        if unit is not None:
            divisions[place].units.add(unit)
    return [division for division in divisions if division.claims]


def _entity(claim: Claim, entities: Entities) -> str:
    """The entity that a claim's question is about: the first of its slots, or the lesser of two that can change."""
    kind = kind_or_measure(claim.kind)
    slots = [slot for slot in kind.question if slot is not Slot.ATTRIBUTE]
    keys = [entities.key_of(getattr(claim, slot.value) or "") for slot in slots]
    return min(keys) if kind.symmetric else keys[0]


def _place(about: tuple[str, str], count: int) -> int:
    digest = blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count


def _part(division: Division, entities: Entities) -> Entities:
    names = {name for claim in division.claims for name in (claim.subject, claim.object) if name}
    return entities.part(names, division.units)


def _survey(part: tuple[Sequence[Claim], Entities]) -> list[Ranked]:
    return [ranked for cluster in reconcile(*part) for ranked in rank_findings(cluster)]
