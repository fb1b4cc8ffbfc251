"""Claims → clusters: what asks the same question, how the answers stand to each other, and the verdict."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from claimtrack.memory import uncollected
from claimtrack.model import Cluster, Relation, RelationKind, Verdict
from claimtrack.reconcile.copies import NO_SKETCH, sketch_documents
from claimtrack.reconcile.entities import resolve_entities
from claimtrack.reconcile.grouping import group_readings
from claimtrack.reconcile.origins import shared_origin
from claimtrack.reconcile.questions import Key, question_key, question_words
from claimtrack.reconcile.readings import read_claim
from claimtrack.reconcile.rules import Pair, decide, make_relation, order_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.copies import Sketches
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
    distinct = tuple({claim.id: claim for claim in claims}.values())
    with uncollected():
        return _reconcile(distinct, entities or resolve_entities(distinct))


def _reconcile(distinct: Sequence[Claim], entities: Entities) -> tuple[Cluster, ...]:
    clusters = [
        _cluster(id_, sorted(group, key=lambda reading: _ledger_order(reading.claim)), entities)
        for key, groups in group_claims(distinct, entities, sketch_documents(distinct))
        for id_, group in zip(name_groups(key, groups), groups, strict=True)
    ]
    return tuple(sorted(clusters, key=lambda cluster: (cluster.kind, cluster.question, cluster.id)))


def group_claims(
    distinct: Iterable[Claim], entities: Entities, sketches: Sketches
) -> Iterator[tuple[Key, list[list[Reading]]]]:
    """Yield each question, with the claims that ask it in groups of one event, one period and one scope."""
    blocks: defaultdict[Key, list[Reading]] = defaultdict(list)
    for claim in distinct:
        reading = read_claim(claim, entities, sketches.get(claim.document.id, NO_SKETCH))
        blocks[question_key(reading)].append(reading)
    for key, readings in blocks.items():
        yield key, group_readings(readings)


def name_groups(key: Key, groups: Sequence[Sequence[Reading]]) -> list[str]:
    """Return the ids of the clusters that the groups of one question make."""
    seen: Counter[str] = Counter()
    ids = []
    for group in groups:
        name = _group_name(key, group)
        seen[name] += 1
        ids.append(hashlib.sha256(f"{name}#{seen[name]}".encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return ids


def _ledger_order(claim: Claim) -> tuple[str, int, int, str]:
    return claim.document.path, claim.start, claim.end, claim.id


def _group_name(key: Key, group: Sequence[Reading]) -> str:
    """What tells a group from the others of its question: the scope and period it states; no claim's id goes in."""
    scope = sorted({item for reading in group for item in reading.open.items()})
    periods = sorted({str(period) for reading in group if (period := reading.period) is not None})
    return repr((key, scope, periods))


def _cluster(id_: str, group: Sequence[Reading], entities: Entities) -> Cluster:
    question = question_words(group, entities)
    pairs, uncompared = pairs_of(group)
    relations = tuple(_relation(a, b, more, question) for a, b, more in pairs)
    return Cluster(
        id=id_,
        kind=group[0].claim.kind,
        question=question,
        verdict=_verdict(group, relations),
        claims=tuple(reading.source for reading in group),
        relations=relations,
        uncompared=uncompared,
    )


def _relation(a: Reading, b: Reading, more: int, question: str) -> Relation:
    pair = Pair(a, b, question)
    rule, detail = decide(pair)
    return make_relation(pair, rule, tell_more(detail, more))


def tell_more(detail: str, more: int) -> str:
    """Return what is said of a pair of answers, with how many more claims give one of them."""
    return f"{detail}; {more} more claims have one of these answers" if more else detail


def pairs_of(group: Iterable[Reading]) -> tuple[list[tuple[Reading, Reading, int]], int]:
    """Return the pairs of a cluster that are compared, and how many pairs of different answers are left out.

    Each pair says how many more claims it stands for; the one that comes first in `order_key` stands first.
    """
    ordered = sorted(group, key=order_key)
    if len(ordered) <= ALL_PAIRS:
        return [(a, b, 0) for a, b in combinations(ordered, 2)], 0
    answers: dict[tuple[str, ...], list[Reading]] = {}
    for reading in ordered:
        answers.setdefault(answer_of(reading), []).append(reading)
    same = [(first, other, 0) for first, *others in answers.values() for other in others]
    reach = len(answers) if len(answers) <= ALL_ANSWERS else NEIGHBOURS
    groups = list(answers.values())
    between = [
        (some[0], others[0], len(some) + len(others) - 2)
        for i, some in enumerate(groups) for others in groups[i + 1 : i + 1 + reach]
    ]  # fmt: skip
    return [*same, *between], len(groups) * (len(groups) - 1) // 2 - len(between)


def answer_of(reading: Reading) -> tuple[str, ...]:
    """Return what a reading answers, to be compared with another of its question."""
    claim, value = reading.claim, reading.claim.value
    figure = (str(value.min), str(value.max), value.unit or "", value.bound) if value else ()
    state = (claim.modality, claim.phase, reading.standing, claim.valid or "")
    names = (reading.subject, reading.party)
    return (*state, *names, *(f"{name}={given}" for name, given in sorted(reading.open.items())), *figure)


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
    by_id = {reading.claim.id: reading for reading in group}
    refined = [relation for relation in relations if relation.relation is RelationKind.REFINES]
    return any(shared_origin(by_id[r.a].origin, by_id[r.b].origin) is None for r in refined)
