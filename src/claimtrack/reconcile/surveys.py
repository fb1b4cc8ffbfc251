"""Claims → findings, shared out to processes: a large ledger without all of its relations in memory at once.

A cluster's claims have the entity in common that its question is about, so claims are divided by that entity, and each
division is reconciled by itself; of its clusters only what is worth a person's time is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from claimtrack.kinds import kind_or_measure, question_slots
from claimtrack.memory import uncollected
from claimtrack.model import RelationKind
from claimtrack.reconcile.clusters import answer_of, group_claims, name_groups, pairs_of, tell_more
from claimtrack.reconcile.copies import sketch_documents
from claimtrack.reconcile.findings import (
    Ranked,
    Same,
    Side,
    Worth,
    are_independent,
    gather_grounds,
    ground_findings,
    put_in_order,
    rank_relations,
)
from claimtrack.reconcile.parcels import pack_claims, unpack_claims
from claimtrack.reconcile.questions import question_words, unit_of
from claimtrack.reconcile.readings import read_claim
from claimtrack.reconcile.rules import (
    ONE_ANSWER,
    Pair,
    case_of,
    decide,
    face_of,
    is_one_answer,
    rules_for,
)
from claimtrack.workers import map_in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.copies import Sketches
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.findings import Ground
    from claimtrack.reconcile.readings import Reading
    from claimtrack.reconcile.rules import Rule
    from claimtrack.reconcile.rules.pair import Alike

    _Part = tuple[bytes, Entities, Sketches]

DIVISION = 8_000
"""Claims of a division, about: what is worth a process's while, and small enough that its relations are soon gone."""
WORTH_SHARING = 50_000
"""Claims from which on processes are worth the second that it takes to start them."""


_POST = "role"  # asks of a post, which an organisation and a field make


class Division(NamedTuple):
    """Claims that no cluster reaches out of, whom they name, and the organisations (with fields) of their posts."""

    claims: list[Claim]
    names: set[str]
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
        if workers > 1 and len(claims) >= least:
            return _share_out(claims, entities, workers, size)
        sketches = sketch_documents(claims)
        divisions = divide_claims(claims, entities, size)
        ranked = [one for division in divisions for one in rank_claims(_once(division.claims), entities, sketches)]
        return gather_grounds(ranked, claims)


def _share_out(claims: Sequence[Claim], entities: Entities, workers: int, size: int) -> tuple[Ground, ...]:
    """Let processes survey the divisions; what they find is put together while they are at the next ones."""
    sent: list[Division] = []

    def parts() -> Iterator[_Part]:
        sketches = sketch_documents(claims)
        for division in divide_claims(claims, entities, size):
            sent.append(division)
            yield _part(division, entities, sketches)

    with map_in_order(_survey, parts(), workers) as surveyed:
        found = [told for place, ranked in enumerate(surveyed) for told in ground_findings(ranked, sent[place].claims)]
    return put_in_order(found)


def survey_questions(
    claims: Sequence[Claim], asking: Iterable[Claim], entities: Entities, workers: int = 1, least: int = WORTH_SHARING
) -> tuple[Ground, ...]:
    """Return the findings of `survey_claims` to the questions that some of the claims ask, and perhaps to others.

    Whatever a claim is at odds with asks the same question, so what is about nobody whom the asking claims are about
    need not be looked at. Raises what `survey_claims` raises.
    """
    topics = _Topics(entities)
    about = {topics.of(claim) for claim in asking}
    held = [claim for claim in claims if topics.of(claim) in about]
    if len(held) >= least:
        return survey_claims(claims, entities, workers)
    with uncollected():
        documents = {claim.document.id for claim in held}
        sketches = sketch_documents(claim for claim in claims if claim.document.id in documents)
        return gather_grounds(rank_claims(_once(held), entities, sketches), held)


def divide_claims(claims: Sequence[Claim], entities: Entities, size: int = DIVISION) -> list[Division]:
    """Return the claims in divisions of about `size` that no cluster reaches across; an entity's stay together."""
    count = max(1, len(claims) // size)
    divisions = [Division([], set(), set()) for _ in range(count)]
    places: dict[tuple[str | None, ...], int] = {}
    topics = _Topics(entities)
    for claim in claims:
        named = claim.kind, claim.subject, claim.object, claim.attribute if claim.kind == _POST else None
        place = places.get(named)
        if place is None:
            place = places[named] = _place(topics.of(claim), count)
            divisions[place].names.update(name for name in (claim.subject, claim.object) if name)
            if claim.kind == _POST:
                divisions[place].units.add(topics.unit_of(claim))
        divisions[place].claims.append(claim)
    return [division for division in divisions if division.claims]


class _Topics:
    """What claims are about, as far as claims of one question are about the same: kind, and entity."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._units: dict[tuple[str | None, str | None], str] = {}

    def of(self, claim: Claim) -> tuple[str, str]:
        """Return the kind, and the first of the question's slots, or the lesser of two that can change."""
        if claim.kind == _POST:
            return _POST, self.unit_of(claim).partition(" ")[0]
        slots = question_slots(claim.kind, with_object=bool(claim.object))
        keys = [self._entities.key_of(getattr(claim, slot) or "") for slot in slots]
        return claim.kind, min(keys) if kind_or_measure(claim.kind).symmetric else keys[0]

    def unit_of(self, claim: Claim) -> str:
        """Return the organisation, with the field, of the post that a claim is about."""
        named = claim.object, claim.attribute
        unit = self._units.get(named)
        if unit is None:
            unit = self._units[named] = unit_of(read_claim(claim, self._entities))
        return unit


def _place(about: tuple[str, str], count: int) -> int:
    return crc32("\0".join(about).encode("utf-8", "surrogatepass")) % count


def _part(division: Division, entities: Entities, sketches: Sketches) -> _Part:
    documents = {claim.document.id for claim in division.claims} if sketches else ()
    told = {document: sketches[document] for document in documents if document in sketches}
    return pack_claims(division.claims), entities.part(division.names, division.units), told


def _survey(part: _Part) -> list[Ranked]:
    parcel, entities, sketches = part
    with uncollected():
        return rank_claims(_once(unpack_claims(parcel)), entities, sketches)


def _once(claims: Iterable[Claim]) -> Collection[Claim]:
    return {claim.id: claim for claim in claims}.values()


def rank_claims(distinct: Iterable[Claim], entities: Entities, sketches: Sketches) -> list[Ranked]:
    """Return what is worth a person's time in the clusters of these claims.

    It is what the relations of those clusters give; but claims that give the same answer beyond doubt are not compared
    word for word, and of the others only the relations are made that are told.
    """
    found: list[Ranked] = []
    for key, groups in group_claims(distinct, entities, sketches):
        ranked = [_rank_group(group, entities) for group in groups]
        if any(ranked):
            for id_, some in zip(name_groups(key, groups), ranked, strict=True):
                found += [one._replace(cluster=id_) for one in some]
    return found


def _rank_group(group: Sequence[Reading], entities: Entities) -> list[Ranked]:
    if len(group) == 1:
        return []
    question = question_words(group, entities)
    same = Same(reading.claim.id for reading in group)
    worth = list(_compare(group, question, same))
    if not worth:
        return []
    sides = {reading.claim.id: Side(reading.source, reading.origin) for reading in group}
    return rank_relations(worth, same, sides, "", question)


def _compare(group: Sequence[Reading], question: str, same: Same) -> Iterator[Worth]:
    """Yield the relations of a group that are worth a look, and note which answers are the same."""
    answers = _number(group, lambda reading: answer_of(reading) if _is_plain(reading) else reading)
    compared = _Compared(group)
    pairs, _ = pairs_of(group)
    for a, b, more in pairs:
        if answers[a] == answers[b]:
            same.note(a.claim.id, b.claim.id)
            continue
        alike, rules, is_one = compared.of(a, b)
        if is_one:
            same.note(a.claim.id, b.claim.id)
            continue
        pair = Pair(a, b, question, alike)
        rule, detail = decide(pair, rules)
        if rule.relation in ONE_ANSWER:
            same.note(a.claim.id, b.claim.id)
        elif rule.relation is RelationKind.CONFLICTS or (rule.worth_a_look and are_independent(a.origin, b.origin)):
            yield Worth(a.claim.id, b.claim.id, rule.relation, rule.name, tell_more(detail, more))


def _number(group: Iterable[Reading], what: Callable[[Reading], Hashable]) -> dict[Reading, int]:
    """Readings of a group by number, the same one for those of which the same is given; numbers compare at once."""
    numbers: dict[Hashable, int] = {}
    return {reading: numbers.setdefault(what(reading), len(numbers)) for reading in group}


class _Known(NamedTuple):
    """How two answers compare, the rules they are put before, and whether they are one answer by that alone.

    There are no rules for a plan and a fact, as their days say, too, which ones concern them.
    """

    alike: Alike
    rules: tuple[Rule, ...] | None
    is_one: bool


class _Compared:
    """How the readings of a group compare, those that look the same to every other compared once."""

    def __init__(self, group: Iterable[Reading]) -> None:
        self._faces = _number(group, face_of)
        self._known: dict[tuple[int, int], _Known] = {}

    def of(self, a: Reading, b: Reading) -> _Known:
        """Return how two answers compare."""
        faces = self._faces[a], self._faces[b]
        known = self._known.get(faces)
        if known is None:
            known = self._known[faces] = _compare_faces(a, b)
        return known


def _compare_faces(a: Reading, b: Reading) -> _Known:
    pair = Pair(a, b, "")
    if a.actual != b.actual:
        return _Known(pair.alike, None, is_one=False)
    case = case_of(pair)
    return _Known(pair.alike, rules_for(case), is_one_answer(case))


def _is_plain(reading: Reading) -> bool:
    """Whether another claim with the same answer agrees with it or repeats it, whatever else is known of the two."""
    return reading.actual and (reading.stretch is not None or reading.claim.value is None)
