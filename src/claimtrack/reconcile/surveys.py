"""Claims → findings, shared out to processes: a large ledger without all of its relations in memory at once.

A cluster's claims have the entity in common that its question is about, so claims are divided by that entity, and each
division is reconciled by itself; of its clusters only what is worth a person's time is kept.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING

from claimtrack.kinds import Slot, load_kinds
from claimtrack.memory import uncollected
from claimtrack.reconcile.clusters import reconcile
from claimtrack.reconcile.findings import Ranked, gather_grounds, rank_findings
from claimtrack.reconcile.questions import unit_of
from claimtrack.reconcile.readings import read_claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.findings import Ground

DIVISION = 8_000
"""Claims of a division, about: what is worth a process's while, and small enough that its relations are soon gone."""


def survey_claims(
    claims: Sequence[Claim], entities: Entities, workers: int = 1, size: int = DIVISION
) -> tuple[Ground, ...]:
    """Return the findings of all claims, as `find_grounds(reconcile(claims, entities))` does, with less in memory.

    `workers` are processes that share the claims with this one, where the system can fork; else the work is done here.
    Each takes on about `size` claims at a time.
    """
    with uncollected():
        divisions = divide_claims(claims, entities, size)
        ranked = _in_processes(divisions, entities, workers) if _forks(workers, divisions) else []
        ranked = ranked or [one for division in divisions for one in _survey(division, entities)]
        return gather_grounds(ranked, claims)


def divide_claims(claims: Sequence[Claim], entities: Entities, size: int = DIVISION) -> list[list[Claim]]:
    """Return the claims in divisions of about `size` that no cluster reaches across; an entity's stay together."""
    count = max(1, len(claims) // size)
    divisions: list[list[Claim]] = [[] for _ in range(count)]
    places: dict[tuple[str, str], int] = {}
    for claim in claims:
        about = _about(claim, entities)
        place = places.get(about)
        if place is None:
            digest = blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            place = places[about] = int.from_bytes(digest, "big") % count
        divisions[place].append(claim)
    return [division for division in divisions if division]


def _about(claim: Claim, entities: Entities) -> tuple[str, str]:
    """The kind, and the entity that its question is about; of the organisation of a post the first word alone."""
    kind = load_kinds().get(claim.kind) or load_kinds()["measure"]
    if kind.name == "role":
        return claim.kind, unit_of(read_claim(claim, entities)).partition(" ")[0]
    slots = [slot for slot in kind.question if slot is not Slot.ATTRIBUTE]
    keys = [entities.key_of(getattr(claim, slot.value) or "") for slot in slots]
    return claim.kind, min(keys) if kind.symmetric else keys[0]


def _forks(workers: int, divisions: Sequence[Sequence[Claim]]) -> bool:
    able = "fork" in get_all_start_methods() and sys.platform != "darwin"  # there, libraries break in a forked process
    return able and workers > 1 and len(divisions) > workers


_shared: tuple[Sequence[Sequence[Claim]], Entities] | None = None
"""What a forked process has from its parent; set in such processes only."""


def _in_processes(divisions: Sequence[Sequence[Claim]], entities: Entities, workers: int) -> list[Ranked]:
    fork = get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=fork, initializer=_begin, initargs=(divisions, entities)) as pool:
        return [one for ranked in pool.map(_survey_division, range(len(divisions))) for one in ranked]


def _begin(divisions: Sequence[Sequence[Claim]], entities: Entities) -> None:
    global _shared  # a forked process is given its work once; each task then is a number
    _shared = divisions, entities


def _survey_division(place: int) -> list[Ranked]:
    assert _shared is not None
    divisions, entities = _shared
    return _survey(divisions[place], entities)


def _survey(division: Sequence[Claim], entities: Entities) -> list[Ranked]:
    return [ranked for cluster in reconcile(division, entities) for ranked in rank_findings(cluster)]
