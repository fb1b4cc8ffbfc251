"""Claims → clusters: what asks the same question, how the answers stand to each other, and the verdict."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from claimtrack.memory import uncollected
from claimtrack.model import Cluster, Relation, RelationKind, Verdict
from claimtrack.reconcile.entities import resolve_entities
from claimtrack.reconcile.grouping import group_readings, period_of
from claimtrack.reconcile.origins import origin_of, shared_origin
from claimtrack.reconcile.questions import Key, question_key, question_words
from claimtrack.reconcile.readings import read_claim
from claimtrack.reconcile.rules import Pair, order_key, relate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.readings import Reading

ALL_PAIRS = 32
"""Claims of a cluster up to which every pair is compared. In a larger one, claims with equal answers are told by the
first of them: each is compared with the first of its answer, and the firsts with one another; their relations say for
how many claims they stand."""
ALL_ANSWERS = 64
"""Different answers of a cluster up to which all are compared; of more, each with the `NEIGHBOURS` next to it in time,
and the cluster counts the pairs left out."""
NEIGHBOURS = 16
_CHANGED = frozenset({RelationKind.UPDATES, RelationKind.REVISES, RelationKind.RETRACTS, RelationKind.OUTCOME})


def reconcile(claims: Iterable[Claim], entities: Entities | None = None) -> tuple[Cluster, ...]:
    """Put the claims that ask the same side by side and say how their answers stand to each other.

    Pure: any order of the claims gives the same clusters, sorted by kind, question and id, each claim in exactly one.
    `entities` are resolved from the claims unless given.
    """
    distinct = sorted({claim.id: claim for claim in claims}.values(), key=_ledger_order)
    with uncollected():
        return _reconcile(distinct, entities or resolve_entities(distinct))


def _reconcile(distinct: Sequence[Claim], entities: Entities) -> tuple[Cluster, ...]:
    blocks: defaultdict[Key, list[Reading]] = defaultdict(list)
    for claim in distinct:
        reading = read_claim(claim, entities)
        blocks[question_key(reading)].append(reading)
    clusters: list[Cluster] = []
    for key in sorted(blocks):
        clusters.extend(_clusters_of(key, blocks[key], entities))
    return tuple(sorted(clusters, key=lambda cluster: (cluster.kind, cluster.question, cluster.id)))


def _ledger_order(claim: Claim) -> tuple[str, int, int, str]:
    return claim.document.path, claim.start, claim.end, claim.id


def _clusters_of(key: Key, readings: Sequence[Reading], entities: Entities) -> list[Cluster]:
    groups = group_readings(readings)
    seen: Counter[str] = Counter()
    clusters = []
    for group in groups:
        group.sort(key=lambda reading: _ledger_order(reading.claim))
        name = _group_name(key, group)
        seen[name] += 1
        clusters.append(_cluster(f"{name}#{seen[name]}", group, entities))
    return clusters


def _group_name(key: Key, group: Sequence[Reading]) -> str:
    """What tells a group from the others of its question: the scope and period it states; no claim's id goes in."""
    scope = sorted({item for reading in group for item in reading.open.items()})
    periods = sorted({str(period) for reading in group if (period := period_of(reading)) is not None})
    return repr((key, scope, periods))


def _cluster(name: str, group: Sequence[Reading], entities: Entities) -> Cluster:
    question = question_words(group, entities)
    relations, uncompared = _relations(group, question)
    return Cluster(
        id=hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        kind=group[0].claim.kind,
        question=question,
        verdict=_verdict(group, relations),
        claims=tuple(reading.claim for reading in group),
        relations=relations,
        uncompared=uncompared,
    )


def _relations(group: Sequence[Reading], question: str) -> tuple[tuple[Relation, ...], int]:
    """The relations of a cluster, and how many pairs of different answers were left out."""
    ordered = sorted(group, key=order_key)
    if len(ordered) <= ALL_PAIRS:
        return tuple(relate(Pair(a, b, question)) for a, b in combinations(ordered, 2)), 0
    answers: dict[tuple[str, ...], list[Reading]] = {}
    for reading in ordered:
        answers.setdefault(_answer(reading), []).append(reading)
    same = [relate(Pair(first, other, question)) for first, *others in answers.values() for other in others]
    reach = len(answers) if len(answers) <= ALL_ANSWERS else NEIGHBOURS
    groups = list(answers.values())
    between = [_between(a, b, question) for i, a in enumerate(groups) for b in groups[i + 1 : i + 1 + reach]]
    return (*same, *between), len(groups) * (len(groups) - 1) // 2 - len(between)


def _between(some: Sequence[Reading], others: Sequence[Reading], question: str) -> Relation:
    """How two answers stand to each other, by the first claim of each."""
    relation = relate(Pair(some[0], others[0], question))
    more = len(some) + len(others) - 2
    if not more:
        return relation
    detail = f"{relation.detail}; {more} more claims have one of these answers"
    return relation.model_copy(update={"detail": detail})


def _answer(reading: Reading) -> tuple[str, ...]:
    claim, value = reading.claim, reading.claim.value
    figure = (str(value.min), str(value.max), value.unit or "", value.bound.value) if value else ()
    state = (claim.modality.value, claim.phase.value, reading.standing.value, str(claim.valid), reading.subject)
    return (*state, *(f"{name}={given}" for name, given in sorted(reading.open.items())), *figure)


def _verdict(group: Sequence[Reading], relations: Sequence[Relation]) -> Verdict:
    kinds = {relation.relation for relation in relations}
    if RelationKind.CONFLICTS in kinds:
        return Verdict.DISPUTED
    if kinds & _CHANGED:
        return Verdict.UPDATED
    if RelationKind.AGREES in kinds or _refined_independently(group, relations):
        return Verdict.CORROBORATED
    return Verdict.SINGLE_SOURCE


def _refined_independently(group: Sequence[Reading], relations: Sequence[Relation]) -> bool:
    claims = {reading.claim.id: reading.claim for reading in group}
    refined = [relation for relation in relations if relation.relation is RelationKind.REFINES]
    return any(shared_origin(origin_of(claims[r.a]), origin_of(claims[r.b])) is None for r in refined)
