"""Clusters → findings: the relations that are worth a person's time, worst first, each difference told once."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import Finding, Relation, RelationKind
from claimtrack.reconcile.copies import NO_SKETCH, sketch_documents
from claimtrack.reconcile.keys import finding_key
from claimtrack.reconcile.origins import count_origins, origin_of, shared_origin
from claimtrack.reconcile.rules import ONE_ANSWER, RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from claimtrack.model import Claim, Cluster
    from claimtrack.reconcile.copies import Sketches
    from claimtrack.reconcile.origins import Origin

_WORTH_A_LOOK = frozenset(rule.name for rule in RULES if rule.worth_a_look)


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
    """What makes a finding, without its claims: its rank, id, cluster and question, and the relations it stands for.

    `rule`, `relation` and `detail` are those of the first; of all, the claims' ids are kept.
    """

    rank: tuple[int, int, Decimal, float]
    id: str
    cluster: str
    question: str
    relation: RelationKind
    rule: str
    detail: str
    pairs: tuple[tuple[str, str], ...]


def find_grounds(clusters: Iterable[Cluster]) -> tuple[Ground, ...]:
    """Return the findings as `find_findings` does, each with what it stands for; the clusters are those of a ledger."""
    held = list(clusters)
    claims = [claim for cluster in held for claim in cluster.claims]
    sketches = sketch_documents(claims)
    return gather_grounds([one for cluster in held for one in _rank_findings(cluster, sketches)], claims)


def gather_grounds(ranked: Collection[Ranked], claims: Iterable[Claim]) -> tuple[Ground, ...]:
    """Put the findings of several clusters in order, worst first, with their claims, which are among those given."""
    return put_in_order(ground_findings(ranked, claims))


def ground_findings(ranked: Collection[Ranked], claims: Iterable[Claim]) -> list[tuple[Ranked, Ground]]:
    """Return each of the findings with its claims, which are among those given."""
    named = {id_ for one in ranked for pair in one.pairs for id_ in pair}
    by_id = {claim.id: claim for claim in claims if claim.id in named}
    return [(one, _ground(one, by_id)) for one in ranked]


def put_in_order(found: Iterable[tuple[Ranked, Ground]]) -> tuple[Ground, ...]:
    """Return the findings of several clusters in order, worst first."""
    ordered = sorted(found, key=lambda each: (each[0].rank, each[0].id, each[0].cluster))
    return tuple(ground for _, ground in ordered)


def _ground(ranked: Ranked, claims: Mapping[str, Claim]) -> Ground:
    a, b = ranked.pairs[0]
    finding = Finding(
        id=ranked.id, cluster=ranked.cluster, question=ranked.question, a=claims[a], b=claims[b],
        relation=Relation(a=a, b=b, relation=ranked.relation, rule=ranked.rule, detail=ranked.detail),
    )  # fmt: skip
    return Ground(finding, tuple((claims[a], claims[b]) for a, b in ranked.pairs))


def _rank_findings(cluster: Cluster, sketches: Sketches) -> list[Ranked]:
    origins = {claim.id: origin_of(claim, sketches.get(claim.document.id, NO_SKETCH)) for claim in cluster.claims}
    worth = [
        Worth(one.a, one.b, one.relation, one.rule, one.detail)
        for one in cluster.relations if _is_worth_a_look(one, origins)
    ]  # fmt: skip
    if not worth:
        return []
    same = Same(claim.id for claim in cluster.claims)
    for relation in cluster.relations:
        if relation.relation in ONE_ANSWER:
            same.note(relation.a, relation.b)
    sides = {claim.id: Side(claim, origins[claim.id]) for claim in cluster.claims}
    return rank_relations(worth, same, sides, cluster.id, cluster.question)


def _is_worth_a_look(relation: Relation, origins: Mapping[str, Origin]) -> bool:
    """Every conflict; what is undetermined only between independent origins: what one leaves open, it leaves open."""
    if relation.relation is RelationKind.CONFLICTS:
        return True
    return relation.rule in _WORTH_A_LOOK and are_independent(origins[relation.a], origins[relation.b])


def are_independent(a: Origin, b: Origin) -> bool:
    """Whether two claims share no origin."""
    return shared_origin(a, b) is None


class Side(NamedTuple):
    """A claim of a finding, and where it comes from."""

    claim: Claim
    origin: Origin


class Same:
    """Which claims of a cluster give the same answer, told in order of publication: each goes with the earliest."""

    def __init__(self, claims: Iterable[str]) -> None:
        self.first = {claim: claim for claim in claims}

    def note(self, a: str, b: str) -> None:
        """Note that two claims agree, by their ids."""
        if self.first[b] == b and self.first[a] == a:
            self.first[b] = a


class Worth(NamedTuple):
    """A relation while it is ranked, with what `Relation` says of two claims; most are told by another, and dropped."""

    a: str
    b: str
    relation: RelationKind
    rule: str
    detail: str


def rank_relations(
    worth: Iterable[Worth], same: Same, sides: Mapping[str, Side], cluster: str, question: str
) -> list[Ranked]:
    """Return what in a cluster is worth a person's time, two answers that differ in one way told once."""
    told: dict[tuple[frozenset[str], RelationKind], list[Worth]] = {}
    for relation in worth:
        answers = frozenset((same.first[relation.a], same.first[relation.b]))
        told.setdefault((answers, relation.relation), []).append(relation)
    support = _support(sides, same, {answer for answers, _ in told for answer in answers})
    found = []
    for (answers, _), relations in told.items():
        first = relations[0]
        a, b = sides[first.a].claim, sides[first.b].claim
        rank = _rank(first.relation, a, b, min(support[answer] for answer in answers))
        pairs = tuple((relation.a, relation.b) for relation in relations)
        told_as = (first.relation, first.rule, first.detail)
        found.append(Ranked(rank, finding_key(a, b), cluster, question, *told_as, pairs))
    return found


def _support(sides: Mapping[str, Side], same: Same, asked: Collection[str]) -> dict[str, int]:
    """First claim of an answer → how many independent origins give the answer."""
    answers: defaultdict[str, list[Origin]] = defaultdict(list)
    for id_, first in same.first.items():
        if first in asked:
            answers[first].append(sides[id_].origin)
    return {first: count_origins(origins) for first, origins in answers.items()}


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
