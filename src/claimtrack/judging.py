"""What a person decides about findings, the findings with what was decided, and taking a decision back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimtrack.books import Books, Decided
from claimtrack.decision import Decision
from claimtrack.errors import QueryError
from claimtrack.indexing import survey_documents
from claimtrack.ledger import (
    Judged,
    Judgement,
    Misreading,
    Naming,
    Passage,
    Report,
    append_judgement,
    find_id,
    judgements_beside,
    standing,
    take_back,
)
from claimtrack.model import RelationKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from claimtrack.indexing import Near
    from claimtrack.ledger import Line, Query
    from claimtrack.model import Claim, Finding
    from claimtrack.reconcile import Ground


def report_findings(
    ledger: Path, terms: Sequence[str], *, every: bool = False, least: float = 0, whole: bool = False
) -> Report:
    """Return the findings of which a claim is one that terms ask for; those that a person settled only if asked for.

    Claims of less than the `least` confidence are left out. Those of some documents in a large ledger are found by its
    index, unless the `whole` ledger is to be read, or claims in it were misread.

    Raises:
        LedgerError: the ledger, or what stands beside it, cannot be read.
        QueryError: a term cannot be understood.
    """
    decided = Decided(ledger)
    near = None if whole or least or decided.misreadings else survey_documents(ledger, terms, decided.about_names)
    if near is not None:
        wanted = {claim.id for claim in near.asked}
        return _report([_judge(decided, ground) for ground in near.grounds if _concerns(ground, wanted)], every, near)
    books = Books(ledger, least)
    return _report(_ask(books, books.ask(terms)), every)._replace(misread=len(books.misread))


def _report(found: Sequence[Judged], every: bool, near: Near | None = None) -> Report:
    shown = tuple(found) if every else tuple(judged for judged in found if not judged.is_settled)
    counts = Counter(judged.judgement.decision for judged in found if judged.judgement is not None)
    decided = {decision: counts[decision] for decision in Decision if counts[decision]}
    return Report(shown, decided, near is not None, near is not None and near.left_out)


def has_conflict(ledger: Path) -> bool:
    """Whether two claims of the ledger conflict, and no person settled that they do not. Raises a `LedgerError`."""
    shown = report_findings(ledger, ()).shown
    return any(judged.finding.relation.relation is RelationKind.CONFLICTS for judged in shown)


def list_withdrawn(ledger: Path) -> tuple[Judgement, ...]:
    """Return the decisions whose ground is gone, oldest first: no two claims are at odds like that any more."""
    from claimtrack.reconcile import finding_key

    books = Books(ledger)
    there = {finding_key(*pair) for ground in books.grounds for pair in ground.pairs}
    ordered = sorted(books.judgements.values(), key=lambda numbered: numbered[0])
    return tuple(judgement for _, judgement in ordered if judgement.finding not in there)


def find_finding(ledger: Path, prefix: str) -> Judged:
    """Return the finding whose id starts with `prefix`, and what was decided about it.

    Raises:
        LedgerError: the ledger, or what stands beside it, cannot be read.
        QueryError: no finding, or more than one, has such an id.
    """
    books = Books(ledger)
    judged = [_judge(books, ground) for ground in books.grounds]
    return find_id({one.finding.id: one for one in judged}, prefix, "finding")


def resolve_finding(
    ledger: Path,
    finding: Finding,
    decision: Decision,
    note: str | None = None,
    by: str | None = None,
    at: str | None = None,
) -> Judgement | None:
    """Write down what a person decided about a finding; `None` when just this was decided about it before.

    Raises:
        LedgerError: the file of judgements cannot be read or written; nothing in it was changed.
    """
    judgement = Judgement(
        finding=finding.id, decision=decision, question=finding.question, a=_passage(finding.a),
        b=_passage(finding.b), note=note, by=by, at=at,
    )  # fmt: skip

    def decide(lines: tuple[Line, ...]) -> Line | None:
        last = [one for one in standing(lines) if isinstance(one, Judgement) and one.finding == finding.id][-1:]
        same = bool(last) and (last[0].decision, last[0].note, last[0].by, last[0].at) == (decision, note, by, at)
        return None if same else judgement

    done = append_judgement(judgements_beside(ledger), decide)
    return done if isinstance(done, Judgement) else None


def undo_judgement(ledger: Path, prefix: str | None = None) -> Judgement | Misreading:
    """Take back the last decision about a finding or a misread claim, or about the one whose id starts with `prefix`.

    Return it. What was decided before that holds again.

    Raises:
        LedgerError: the ledger or its judgements cannot be read or written; nothing was changed.
        QueryError: there is no such decision.
    """
    return take_back_judgement(ledger, None if prefix is None else _judgement_id(ledger, prefix))


def take_back_judgement(ledger: Path, line_id: str | None = None) -> Judgement | Misreading:
    """Take back the decision of this id, by default the last one. Raises what `undo_judgement` raises."""
    path = judgements_beside(ledger)
    taken = take_back(path, lambda made: not isinstance(made, Naming) and line_id in (None, made.id))
    if taken is None or isinstance(taken, Naming):
        raise QueryError("undo", "nothing is decided that could be taken back")
    return taken


def _judgement_id(ledger: Path, prefix: str) -> str:
    """The id of the decision on a finding or claim, also of one that has gone, or that stands for other claims now."""
    books = Books(ledger)
    decided = {claim: misreading.id for claim, misreading in books.misreadings.items()}
    decided |= {claim.id: said.id for claim in books.misread if (said := books.misreading_of(claim))}
    decided |= {finding: judgement.id for finding, (_, judgement) in books.judgements.items()}
    for ground in books.grounds:
        judgement = _judge(books, ground).judgement
        if judgement is not None:
            decided[ground.finding.id] = judgement.id
    return find_id(decided, prefix, "decided finding or misread claim")


def _ask(books: Books, query: Query) -> tuple[Judged, ...]:
    asked = query.apply(books.claims)
    wanted = {claim.id for claim in asked}
    found: Iterable[Ground] = (ground for ground in books.grounds_of(asked) if _concerns(ground, wanted))
    if query.verdicts is not None:
        clusters = {cluster.id for cluster in books.clusters if cluster.verdict in query.verdicts}
        found = (ground for ground in found if ground.finding.cluster in clusters)
    return tuple(_judge(books, ground) for ground in found)


def _concerns(ground: Ground, wanted: Collection[str]) -> bool:
    return ground.finding.a.id in wanted or ground.finding.b.id in wanted


def _judge(books: Decided, ground: Ground) -> Judged:
    """A finding with the last decision about any of the pairs that it stands for.

    A document that is added may speak for one of two answers from now on, in other words: the finding is the same.
    """
    if not books.judgements:
        return Judged(ground.finding)
    from claimtrack.reconcile import finding_key

    made = [books.judgements[key] for pair in ground.pairs if (key := finding_key(*pair)) in books.judgements]
    return Judged(ground.finding, max(made, key=lambda numbered: numbered[0])[1] if made else None)


def _passage(claim: Claim) -> Passage:
    return Passage(quote=claim.quote, path=claim.document.path, line=claim.line)
