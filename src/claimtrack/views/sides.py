"""Claims of one question side by side, lettered, and how they stand to each other: what reports are made of."""

from __future__ import annotations

from datetime import date
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimtrack.ledger import Judged
    from claimtrack.model import Claim, Relation

_SECTIONS = (
    ("Contradictions", frozenset({RelationKind.CONFLICTS})),
    ("Corrections and changes", frozenset(RelationKind) - {RelationKind.CONFLICTS, RelationKind.UNDETERMINED}),
    ("Undetermined", frozenset({RelationKind.UNDETERMINED})),
)


class Reason(NamedTuple):
    """How one or more pairs of claims stand, as `A–B, A–C`, and why; `relations` in the order of the pairs."""

    pairs: str
    kind: RelationKind
    detail: str
    relations: tuple[Relation, ...] = ()


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
    names: dict[str, str] = {}
    for number, claim in enumerate(claims):
        lap, place = divmod(number, len(ascii_uppercase))
        names[claim.id] = f"{ascii_uppercase[place]}{lap + 1 if lap else ''}"
    return names


def reasons(relations: Iterable[Relation], names: Mapping[str, str]) -> list[Reason]:
    """Return how claims stand to each other, by their letters; what is the same of several pairs is said once."""
    told: dict[tuple[RelationKind, str], list[tuple[str, str, Relation]]] = {}
    for relation in relations:
        first, second = sorted((names.get(relation.a, "?"), names.get(relation.b, "?")), key=_by_letter)
        told.setdefault((relation.relation, relation.detail), []).append((first, second, relation))
    found = [_reason(*key, some) for key, some in told.items()]
    return [reason for _, reason in sorted(found, key=lambda one: (one[0], one[1].kind, one[1].detail))]


def _reason(
    kind: RelationKind, detail: str, some: list[tuple[str, str, Relation]]
) -> tuple[tuple[int, str, int, str], Reason]:
    """A reason, and the place of its first pair."""
    ordered = sorted(some, key=lambda pair: (*_by_letter(pair[0]), *_by_letter(pair[1])))
    pairs = ", ".join(f"{a}–{b}" for a, b, _ in ordered)
    first = (*_by_letter(ordered[0][0]), *_by_letter(ordered[0][1]))
    return first, Reason(pairs, kind, detail, tuple(relation for _, _, relation in ordered))


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
