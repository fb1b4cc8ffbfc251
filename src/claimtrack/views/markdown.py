"""The reports as Markdown, to be sent or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.ledger import SHORT_ID
from claimtrack.views.decisions import decision_text
from claimtrack.views.exports import escape_markdown as esc
from claimtrack.views.exports import render_markdown
from claimtrack.views.rows import TIMELINE_BRIEF, timeline_rows
from claimtrack.views.sides import letters, reasons, sections, shared_origins
from claimtrack.views.text import answer_of, date_of, note_of, place_of, publication_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.ledger import Judged
    from claimtrack.model import Claim, Cluster
    from claimtrack.reconcile import Series
    from claimtrack.views.sides import Question

_ANSWERS = ("", "answer", "when", "where", "sentence")


def render_clusters_markdown(clusters: Sequence[Cluster]) -> str:
    """Return a heading for each question, and under it a table of what the sources say."""
    return "\n".join(line for cluster in clusters for line in _cluster(cluster))


def render_contradictions_markdown(findings: Sequence[Judged]) -> str:
    """Return the contradictions report; where there is no finding, a line that says so."""
    lines = [] if findings else ["No contradictions.", ""]
    for title, questions in sections(findings):
        lines += [f"# {title}", ""]
        for question in questions:
            lines += [f"## {esc(question.text)}", "", *_question(question)]
    return "\n".join(lines)


def render_timeline_markdown(series: Sequence[Series]) -> str:
    """Return a heading for each question, and under it a table of its answers in order of time."""
    return "\n".join(
        f"## {esc(one.question)}\n\n{render_markdown(timeline_rows(one), TIMELINE_BRIEF)}" for one in series
    )


def _cluster(cluster: Cluster) -> Iterator[str]:
    names = letters(cluster.claims)
    yield from (f"## {esc(cluster.question)}", "", f"Verdict: {cluster.verdict.value.replace('_', ' ')}", "")
    yield render_markdown([{"": names[claim.id], **_cells(claim)} for claim in cluster.claims], _ANSWERS)
    for reason in reasons(cluster.relations, cluster.claims, names):
        yield f"- {reason.pairs} **{reason.kind.value}**: {esc(reason.detail)}"
    told = [f"- {esc(line)}" for line in shared_origins(cluster.claims, names)]
    yield from told
    if cluster.relations or told:
        yield ""


def _question(question: Question) -> Iterator[str]:
    names = letters(question.claims)
    for claim in question.claims:
        yield from _side(names[claim.id], claim)
    yield ""
    for reason in reasons(question.relations, question.claims, names):
        yield from (f"{reason.pairs} **{reason.kind.value}**: {esc(reason.detail)}", "")
        yield from (", ".join(map(_decision, question.behind(reason))), "")
    for told in shared_origins(question.claims, names):
        yield from (esc(told), "")


def _decision(judged: Judged) -> str:
    name = f"Finding {judged.finding.id[:SHORT_ID]}"
    return name if judged.judgement is None else f"{name}: **{esc(decision_text(judged.judgement).plain)}**"


def _side(letter: str, claim: Claim) -> Iterator[str]:
    cells, source = {key: esc(str(text)) for key, text in _cells(claim).items()}, claim.document
    who = f", says {esc(claim.attribution)}" if claim.attribution else ""
    about = [esc(source.publisher)] if source.publisher else []
    about.append(f"published {esc(publication_of(source))}")
    yield f"- {letter}: **{cells['answer']}**, {cells['when']}{who}  "
    yield f"  “{cells['sentence']}”  "
    yield f"  {cells['where']} ({', '.join(about)})"


def _cells(claim: Claim) -> dict[str, object]:
    note = f" ({note_of(claim)})" if note_of(claim) else ""
    return {
        "answer": f"{answer_of(claim)}{note}", "when": date_of(claim), "where": place_of(claim),
        "sentence": claim.quote,
    }  # fmt: skip
