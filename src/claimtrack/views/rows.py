"""Records as flat rows, for the formats that have cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.views.exports import plain
from claimtrack.views.text import answer_of, date_of, figure_of, note_of, parties_of, place_of, qualifiers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.ledger import EntitySummary, Judged, Judgement, Misread, SourceSummary, Summary
    from claimtrack.model import Claim, Cluster, Finding
    from claimtrack.reconcile import Series

    Rows = list[dict[str, object]]

CLAIM_COLUMNS = (
    "id", "kind", "subject", "object", "attribute", "min", "max", "unit", "bound", "amount", "modality", "phase",
    "polarity", "valid", "valid_default", "attribution", "hedged", "quote", "path", "line", "publisher", "published",
    "lang",
)  # fmt: skip
CLAIM_BRIEF = ("id", "when", "kind", "claim", "figure", "note", "where")
CLUSTER_COLUMNS = ("cluster", "verdict", "question", "answer", *CLAIM_COLUMNS)
FINDING_COLUMNS = (
    "id", "relation", "rule", "question", "a", "a_answer", "a_valid", "a_where", "a_quote",
    "b", "b_answer", "b_valid", "b_where", "b_quote", "detail", "decision", "note",
)  # fmt: skip
JUDGEMENT_COLUMNS = (
    "finding", "decision", "question", "a_where", "a_quote", "b_where", "b_quote", "note", "by", "at",
)  # fmt: skip
MISREAD_COLUMNS = ("id", "kind", "subject", "object", "figure", "where", "quote", "note", "by", "at", "claim")
ENTITY_COLUMNS = ("name", "aliases", "claims", "documents")
SERIES_COLUMNS = ("question", "answer", *CLAIM_COLUMNS)
TIMELINE_BRIEF = ("when", "answer", "where", "id")
SOURCE_COLUMNS = ("path", "lang", "published", "published_basis", "publisher", "title", "url", "claims", "id")
SUMMARY_COLUMNS = ("counted", "name", "number")


def claim_rows(claims: Iterable[Claim]) -> Rows:
    """Return claims as rows of their fields."""
    return [_claim(claim) for claim in claims]


def brief_rows(claims: Iterable[Claim]) -> Rows:
    """Return claims as rows for a reader."""
    return [
        {
            "id": claim.id, "when": date_of(claim), "kind": claim.kind, "claim": parties_of(claim),
            "figure": figure_of(claim.value) if claim.value else "", "note": ", ".join(qualifiers_of(claim)),
            "where": place_of(claim),
        }
        for claim in claims
    ]  # fmt: skip


def cluster_rows(clusters: Iterable[Cluster]) -> Rows:
    """Return clusters as rows, one for each claim."""
    return [
        {
            "cluster": cluster.id, "verdict": cluster.verdict.value, "question": cluster.question,
            "answer": answer_of(claim), **_claim(claim),
        }
        for cluster in clusters for claim in cluster.claims
    ]  # fmt: skip


def finding_records(findings: Iterable[Judged]) -> Rows:
    """Return findings as records, each with what a person decided."""
    return [{**plain(judged.finding), **_decision(judged.judgement)} for judged in findings]


def finding_rows(findings: Iterable[Judged]) -> Rows:
    """Return findings as rows, both claims side by side."""
    return [_finding(judged.finding, judged.judgement) for judged in findings]


def _finding(finding: Finding, judgement: Judgement | None) -> dict[str, object]:
    return {
        "id": finding.id, "relation": finding.relation.relation.value, "rule": finding.relation.rule,
        "question": finding.question, "detail": finding.relation.detail, **_decision(judgement),
        **_side("a", finding.a), **_side("b", finding.b),
    }  # fmt: skip


def _decision(judgement: Judgement | None) -> dict[str, object]:
    if judgement is None:
        return {"decision": None, "note": None}
    return {"decision": judgement.decision.value, "note": judgement.note}


def judgement_rows(judgements: Iterable[Judgement]) -> Rows:
    """Return decisions as rows, both passages side by side."""
    return [
        {
            "finding": one.finding, "decision": one.decision.value, "question": one.question,
            "a_where": f"{one.a.path}:{one.a.line}", "a_quote": one.a.quote,
            "b_where": f"{one.b.path}:{one.b.line}", "b_quote": one.b.quote,
            "note": one.note, "by": one.by, "at": one.at,
        }
        for one in judgements
    ]  # fmt: skip


def misread_rows(claims: Iterable[Misread]) -> Rows:
    """Return claims that are left out as rows; `id` is empty when the claim is there no more."""
    return [
        {
            "id": claim.id if claim else None, "kind": one.kind, "subject": one.subject, "object": one.object,
            "figure": one.figure, "where": f"{one.passage.path}:{one.passage.line}", "quote": one.passage.quote,
            "note": one.note, "by": one.by, "at": one.at, "claim": one.claim,
        }
        for one, claim in claims
    ]  # fmt: skip


def entity_rows(entities: Iterable[EntitySummary]) -> Rows:
    """Return entities as rows, their other names in one cell."""
    return [{**plain(one), "aliases": "; ".join(one.aliases)} for one in entities]


def series_records(series: Iterable[Series]) -> Rows:
    """Return how answers changed as records: a question, and its answers in order of time."""
    return [
        {"question": one.question, "kind": one.kind, "answers": [_answer(claim) for claim in one.claims]}
        for one in series
    ]


def series_rows(series: Iterable[Series]) -> Rows:
    """Return how answers changed as rows, one for each claim."""
    return [{"question": one.question, **_claim(c), **_answer(c)} for one in series for c in one.claims]


def timeline_rows(series: Series) -> Rows:
    """Return one question's answers as rows for a reader."""
    return [
        {
            "when": date_of(claim), "answer": f"{answer_of(claim)}{_note(claim)}",
            "where": place_of(claim), "id": claim.id,
        }
        for claim in series.claims
    ]  # fmt: skip


def _note(claim: Claim) -> str:
    return f" ({note_of(claim)})" if note_of(claim) else ""


def _answer(claim: Claim) -> dict[str, object]:
    value = plain(claim.value) if claim.value else {}
    return {
        "id": claim.id, "valid": claim.valid, "valid_default": claim.valid_default, "answer": answer_of(claim),
        "min": value.get("min"), "max": value.get("max"), "unit": value.get("unit"), "bound": value.get("bound"),
        "note": note_of(claim), "path": claim.document.path, "line": claim.line,
        "publisher": claim.document.publisher, "quote": claim.quote,
    }  # fmt: skip


def source_records(sources: Iterable[SourceSummary]) -> Rows:
    """Return documents as flat records."""
    return [{**plain(one.source), "claims": one.claims} for one in sources]


def summary_rows(summary: Summary) -> Rows:
    """Return a summary as rows of what is counted, by what, and how many."""
    rows: Rows = [
        {"counted": "total", "name": name, "number": getattr(summary, name)}
        for name in ("claims", "dated", "documents")
    ]
    for counted in ("kinds", "modalities", "languages", "entities"):
        counts: dict[str, int] = getattr(summary, counted)
        rows += [{"counted": counted, "name": name, "number": number} for name, number in counts.items()]
    return rows


def _claim(claim: Claim) -> dict[str, object]:
    value, document = claim.value, claim.document
    figures = plain(value) if value else {}
    return {
        "id": claim.id, "kind": claim.kind, "subject": claim.subject, "object": claim.object,
        "attribute": claim.attribute, "min": figures.get("min"), "max": figures.get("max"),
        "unit": figures.get("unit"), "bound": figures.get("bound"), "amount": figures.get("text"),
        "modality": claim.modality.value, "phase": claim.phase.value, "polarity": claim.polarity.value,
        "valid": claim.valid, "valid_default": claim.valid_default, "attribution": claim.attribution,
        "hedged": claim.hedged, "quote": claim.quote, "path": document.path, "line": claim.line,
        "publisher": document.publisher, "published": document.published, "lang": document.lang,
    }  # fmt: skip


def _side(name: str, claim: Claim) -> dict[str, object]:
    return {
        name: claim.id, f"{name}_answer": answer_of(claim), f"{name}_valid": claim.valid,
        f"{name}_where": place_of(claim), f"{name}_quote": claim.quote,
    }  # fmt: skip
