"""Clusters → findings: the relations that are worth a person's time, worst first, each difference told once."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import Finding, RelationKind
from claimtrack.reconcile.keys import finding_key
from claimtrack.reconcile.origins import count_origins, origin_of, shared_origin
from claimtrack.reconcile.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.model import Claim, Cluster, Relation

_WORTH_A_LOOK = frozenset(rule.name for rule in RULES if rule.worth_a_look)
_SAME = frozenset({RelationKind.AGREES, RelationKind.REPEATS})


class Ground(NamedTuple):
    """A finding and all pairs of claims that it stands for: the same two answers, at odds in the same way."""

    finding: Finding
    pairs: tuple[tuple[Claim, Claim], ...]


def find_findings(clusters: Iterable[Cluster]) -> tuple[Finding, ...]:
    """Return what is worth a person's time: conflicts first, then undetermined pairs that may hide one; worst first.

    Claims of one cluster with the same answer are told by the earliest of them: two answers make one finding, however
    many documents repeat them. A finding's id is the `finding_key` of its two claims.
    """
    return tuple(ground.finding for ground in find_grounds(clusters))


class Ranked(NamedTuple):
    """What makes a finding, without its claims: its rank, id, cluster and question, and the relations it stands for."""

    rank: tuple[int, int, Decimal, float]
    id: str
    cluster: str
    question: str
    relations: tuple[Relation, ...]


def find_grounds(clusters: Iterable[Cluster]) -> tuple[Ground, ...]:
    """Return the findings as `find_findings` does, each with what it stands for."""
    held = list(clusters)
    ranked = [one for cluster in held for one in rank_findings(cluster)]
    return gather_grounds(ranked, (claim for cluster in held for claim in cluster.claims))


def gather_grounds(ranked: Iterable[Ranked], claims: Iterable[Claim]) -> tuple[Ground, ...]:
    """Put the findings of several clusters in order, worst first, with their claims, which are among those given."""
    ordered = sorted(ranked, key=lambda one: (one.rank, one.id, one.cluster))
    named = {id_ for one in ordered for relation in one.relations for id_ in (relation.a, relation.b)}
    by_id = {claim.id: claim for claim in claims if claim.id in named}
    return tuple(_ground(one, by_id) for one in ordered)


def _ground(ranked: Ranked, claims: Mapping[str, Claim]) -> Ground:
    first = ranked.relations[0]
    finding = Finding(
        id=ranked.id, cluster=ranked.cluster, question=ranked.question, relation=first,
        a=claims[first.a], b=claims[first.b],
    )  # fmt: skip
    return Ground(finding, tuple((claims[relation.a], claims[relation.b]) for relation in ranked.relations))


def rank_findings(cluster: Cluster) -> list[Ranked]:
    """Return what in a cluster is worth a person's time, two answers that differ in one way told once."""
    claims = {claim.id: claim for claim in cluster.claims}
    worth = [relation for relation in cluster.relations if _is_worth_a_look(relation, claims)]
    if not worth:
        return []
    same = _same_answers(cluster)
    support = _support(claims, same)
    told: dict[tuple[frozenset[str], RelationKind], list[Relation]] = {}
    for relation in worth:
        answers = frozenset((same[relation.a], same[relation.b]))
        told.setdefault((answers, relation.relation), []).append(relation)
    found = []
    for relations in told.values():
        first = relations[0]
        a, b = claims[first.a], claims[first.b]
        rank = _rank(first.relation, a, b, min(support[same[a.id]], support[same[b.id]]))
        found.append(Ranked(rank, finding_key(a, b), cluster.id, cluster.question, tuple(relations)))
    return found


def _is_worth_a_look(relation: Relation, claims: dict[str, Claim]) -> bool:
    """Every conflict; what is undetermined only between independent origins: what one leaves open, it leaves open."""
    if relation.relation is RelationKind.CONFLICTS:
        return True
    if relation.rule not in _WORTH_A_LOOK:
        return False
    return shared_origin(origin_of(claims[relation.a]), origin_of(claims[relation.b])) is None


def _same_answers(cluster: Cluster) -> dict[str, str]:
    """Claim id → id of the first claim with the same answer; relations come in order of publication."""
    same = {claim.id: claim.id for claim in cluster.claims}
    for relation in cluster.relations:
        if relation.relation in _SAME and same[relation.b] == relation.b and same[relation.a] == relation.a:
            same[relation.b] = relation.a
    return same


def _support(claims: dict[str, Claim], same: dict[str, str]) -> dict[str, int]:
    """First claim of an answer → how many independent origins give the answer."""
    answers: defaultdict[str, list[Claim]] = defaultdict(list)
    for id_, first in same.items():
        answers[first].append(claims[id_])
    return {first: count_origins(origin_of(claim) for claim in given) for first, given in answers.items()}


def _rank(relation: RelationKind, a: Claim, b: Claim, support: int) -> tuple[int, int, Decimal, float]:
    """Conflicts first; then by how many independent origins the weaker side has, by distance, by confidence."""
    weak = 0 if relation is RelationKind.CONFLICTS else 1
    return weak, -support, -_distance(a, b), -min(a.confidence, b.confidence)


def _distance(a: Claim, b: Claim) -> Decimal:
    """How far apart two figures are, in proportion to the larger one; 1 for answers that are no figures."""
    if a.value is None or b.value is None:
        return Decimal(1)
    ends = [value.min if value.min is not None else value.max for value in (a.value, b.value)]
    if ends[0] is None or ends[1] is None:
        return Decimal(1)
    largest = max(abs(ends[0]), abs(ends[1]))
    return abs(ends[0] - ends[1]) / largest if largest else Decimal(0)
