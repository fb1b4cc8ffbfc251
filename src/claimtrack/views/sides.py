"""Claims of one question side by side, lettered, and how they stand to each other: what reports are made of."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import RelationKind
from claimtrack.views.cleaning import clean
from claimtrack.views.text import answer_of, note_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimtrack.ledger import Judged
    from claimtrack.model import Claim, Relation

_SECTIONS = (
    ("Contradictions", frozenset({RelationKind.CONFLICTS})),
    ("Corrections and changes", frozenset(RelationKind) - {RelationKind.CONFLICTS, RelationKind.UNDETERMINED}),
    ("Undetermined", frozenset({RelationKind.UNDETERMINED})),
)


_MANY = 5  # claims of one answer that still have a row each
_FIRST, _SECOND = "\x01", "\x02"  # stand for the two claims of a pair in what is told of it


class Reason(NamedTuple):
    """How one or more pairs of claims stand, as `A–B, A–C`, and why; `relations` in the order of the pairs."""

    pairs: str
    kind: RelationKind
    detail: str
    relations: tuple[Relation, ...] = ()


class _Told(NamedTuple):
    """What is told of a pair: its words with marks in place of the claims, and the claims in the order of the marks."""

    relation: Relation
    shape: str
    named: tuple[str, ...]


class _Key(NamedTuple):
    """What pairs have in common that are told together: the words, and the claim that has one part in them."""

    kind: RelationKind
    shape: str
    slot: int = 0
    claim: str = ""


class Side(NamedTuple):
    """One claim of a question, or all that give an answer which many give, under one letter."""

    letter: str
    claims: tuple[Claim, ...]


class Question(NamedTuple):
    """One question's findings, and the claims that they are about, each once, oldest publication first."""

    text: str
    claims: tuple[Claim, ...]
    findings: tuple[Judged, ...]

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How the claims stand to each other."""
        return tuple(judged.finding.relation for judged in self.findings)

    def behind(self, reason: Reason) -> Iterator[Judged]:
        """Yield the findings that a reason of this question tells."""
        by_pair = {(judged.finding.relation.a, judged.finding.relation.b): judged for judged in self.findings}
        yield from (by_pair[relation.a, relation.b] for relation in reason.relations)


def sections(findings: Sequence[Judged]) -> Iterator[tuple[str, list[Question]]]:
    """Yield the report's sections that hold anything: contradictions, other changes, undetermined.

    In each, the question that most documents are at odds over comes first.
    """
    for title, kinds in _SECTIONS:
        if some := [judged for judged in findings if judged.finding.relation.relation in kinds]:
            yield title, _questions(some)


def letters(claims: Iterable[Claim]) -> dict[str, str]:
    """Return a letter for each claim's id: A to Z, then A2, B2 and so on."""
    return {claim.id: _letter(number) for number, claim in enumerate(claims)}


def answers(claims: Sequence[Claim]) -> list[Side]:
    """Return the claims of a question in their order, those of an answer that many give as one side."""
    same: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        same.setdefault((answer_of(claim), note_of(claim)), []).append(claim)
    many = {key: tuple(some) for key, some in same.items() if len(some) > _MANY}
    sides: list[tuple[Claim, ...]] = []
    for claim in claims:
        side = many.get((answer_of(claim), note_of(claim)), (claim,))
        if side[0] is claim:
            sides.append(side)
    return [Side(_letter(number), side) for number, side in enumerate(sides)]


def _letter(number: int) -> str:
    lap, place = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{lap + 1 if lap else ''}"


def reasons(relations: Iterable[Relation], claims: Iterable[Claim], names: Mapping[str, str]) -> list[Reason]:
    """Return how claims stand to each other, by their letters; what is the same of several pairs is said once.

    Pairs of one claim with several others of which the same is told are one reason: "E gives no date, A does; likewise
    B and C".
    """
    by_id = {claim.id: claim for claim in claims}
    told: dict[_Key, list[_Told]] = {}
    every = [_Told(relation, *_shape(relation, by_id)) for relation in relations]
    times = Counter(key for one in every for key in _keys(one))
    for one in every:
        key = max(_keys(one), key=lambda key: (times[key], -key.slot))
        told.setdefault(key, []).append(one)
    found = [_reason(key, some, by_id, names) for key, some in told.items()]
    return [reason for _, reason in sorted(found, key=lambda one: (one[0], one[1].kind, one[1].detail))]


def detail_of(relation: Relation, claims: Mapping[str, Claim], names: Mapping[str, str]) -> str:
    """Return why two claims stand as they do, with their names in place of their documents' paths.

    What names neither document, or both alike, stays as it is.
    """
    a, b = claims.get(relation.a), claims.get(relation.b)
    if a is None or b is None or a.id not in names or b.id not in names:
        return relation.detail
    one = a.document == b.document
    paths = {f"{claim.document.path}:{claim.line}" if one else claim.document.path: names[claim.id] for claim in (a, b)}
    if len(paths) < 2:
        return relation.detail
    either = "|".join(re.escape(path) for path in sorted(paths, key=len, reverse=True))
    return re.sub(rf"(?<![\w/\\])(?:{either})(?![\w/\\:])", lambda match: paths[match[0]], relation.detail)


def shared_origins(claims: Sequence[Claim], names: Mapping[str, str]) -> Iterator[str]:
    """Yield in a sentence each which claims have an origin in common: "A and C are copies of one text"."""
    from claimtrack.reconcile.origins import find_shared  # at work already where there are clusters to show

    for places, speaker in find_shared(claims):
        several = _listed([names[claims[place].id] for place in places])
        yield f"{several} are copies of one text" if speaker is None else f"{several} go back to {clean(speaker)}"


def origins_of(claims: Sequence[Claim]) -> int:
    """Return from how many independent origins claims come."""
    from claimtrack.reconcile.origins import count_independent  # at work already where there are clusters to show

    return count_independent(claims)


def _shape(relation: Relation, claims: Mapping[str, Claim]) -> tuple[str, tuple[str, ...]]:
    """What is told of a pair whoever the two are, and the claims that it names, in the order of naming."""
    detail = detail_of(relation, claims, {relation.a: _FIRST, relation.b: _SECOND})
    named = sorted((relation.a, relation.b), key=lambda one: detail.find(_FIRST if one == relation.a else _SECOND))
    if _FIRST not in detail or _SECOND not in detail:
        return detail.replace(_FIRST, relation.a).replace(_SECOND, relation.b), ()
    marks = {relation.a: _FIRST, relation.b: _SECOND}
    turned = str.maketrans({marks[named[0]]: _FIRST, marks[named[1]]: _SECOND})
    return detail.translate(turned), tuple(named)


def _keys(told: _Told) -> list[_Key]:
    """By what a pair can be told together with others: by either of its claims, else by the words alone."""
    kind = told.relation.relation
    return [_Key(kind, told.shape, slot, claim) for slot, claim in enumerate(told.named)] or [_Key(kind, told.shape)]


def _reason(
    key: _Key, some: list[_Told], claims: Mapping[str, Claim], names: Mapping[str, str]
) -> tuple[tuple[int, str, int, str], Reason]:
    """A reason, and the place of its first pair."""
    pairs = []
    for told in some:
        first, second = sorted((names.get(told.relation.a, "?"), names.get(told.relation.b, "?")), key=_by_letter)
        pairs.append((*_by_letter(first), *_by_letter(second), told))
    pairs.sort(key=lambda pair: pair[:4])
    detail = detail_of(pairs[0][4].relation, claims, names)
    others = [names.get(told.named[1 - key.slot], "?") for *_, told in pairs[1:] if told.named]
    likewise = f"; likewise {_listed(list(dict.fromkeys(others)))}" if others else ""
    told_of = ", ".join(f"{pair[1]}–{pair[3]}" for pair in pairs)
    relations = tuple(told.relation for *_, told in pairs)
    return pairs[0][:4], Reason(told_of, key.kind, f"{detail}{likewise}", relations)


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _by_letter(name: str) -> tuple[int, str]:
    return len(name), name


def _questions(findings: Sequence[Judged]) -> list[Question]:
    groups: dict[tuple[str, str], list[Judged]] = {}
    for judged in findings:
        groups.setdefault((judged.finding.question, judged.finding.cluster), []).append(judged)
    questions = [_question(key[0], group) for key, group in sorted(groups.items())]
    return sorted(questions, key=lambda q: (-len({c.document.id for c in q.claims}), -len(q.findings)))


def _question(text: str, group: Sequence[Judged]) -> Question:
    claims = {claim.id: claim for judged in group for claim in (judged.finding.a, judged.finding.b)}
    ordered = sorted(claims.values(), key=_told)
    place = {claim.id: number for number, claim in enumerate(ordered)}

    def by_place(judged: Judged) -> list[int]:
        return sorted((place[judged.finding.relation.a], place[judged.finding.relation.b]))

    return Question(text, tuple(ordered), tuple(sorted(group, key=by_place)))


def _told(claim: Claim) -> tuple[bool, date, str, int, int, str]:
    published = claim.document.published_interval
    day = None if published is None else published.start
    return (day is None, day or date.min, claim.document.path, claim.start, claim.end, claim.id)
