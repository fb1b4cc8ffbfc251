"""What each listing looks like in each format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.views import rows
from claimtrack.views.exports import dump_records, plain, render_csv, render_jsonl, render_markdown
from claimtrack.views.markdown import render_clusters_markdown, render_contradictions_markdown, render_timeline_markdown
from claimtrack.views.options import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from claimtrack.ledger import EntitySummary, Judgement, Misread, Report, SourceSummary, Summary
    from claimtrack.model import Claim, Cluster
    from claimtrack.reconcile import Series


class Listing(NamedTuple):
    """Records, and how they become cells, Markdown and something for a terminal; only what is asked for is made."""

    records: list[dict[str, Any]]
    cells: Callable[[], str]
    markdown: Callable[[], str]
    terminal: Callable[[], RenderableType]


def list_claims(claims: Sequence[Claim]) -> Listing:
    """Return the listing of claims; its records are the ledger's own lines."""

    def terminal() -> RenderableType:
        from claimtrack.views.tables import render_claims

        return render_claims(claims)

    return Listing(
        [plain(claim) for claim in claims],
        lambda: render_csv(rows.claim_rows(claims), rows.CLAIM_COLUMNS),
        lambda: render_markdown(rows.brief_rows(claims), rows.CLAIM_BRIEF),
        terminal,
    )


def list_clusters(clusters: Sequence[Cluster]) -> Listing:
    """Return the listing of clusters, each with its claims and their relations."""

    def terminal() -> RenderableType:
        from claimtrack.views.clusters import render_clusters

        return render_clusters(clusters)

    return Listing(
        [plain(cluster) for cluster in clusters],
        lambda: render_csv(rows.cluster_rows(clusters), rows.CLUSTER_COLUMNS),
        partial(render_clusters_markdown, clusters),
        terminal,
    )


def list_findings(report: Report, options: str = "") -> Listing:
    """Return the listing of findings: the contradictions report. For `options`, see `render_contradictions`."""

    def terminal() -> RenderableType:
        from claimtrack.views.contradictions import render_contradictions

        return render_contradictions(report, options)

    return Listing(
        rows.finding_records(report.shown),
        lambda: render_csv(rows.finding_rows(report.shown), rows.FINDING_COLUMNS),
        partial(render_contradictions_markdown, report.shown),
        terminal,
    )


def list_judgements(judgements: Sequence[Judgement]) -> Listing:
    """Return the listing of decisions, as they stand in the file."""

    def terminal() -> RenderableType:
        from claimtrack.views.decisions import render_judgements

        return render_judgements(judgements)

    cells = rows.judgement_rows(judgements)
    return Listing(
        [plain(judgement) for judgement in judgements],
        lambda: render_csv(cells, rows.JUDGEMENT_COLUMNS),
        lambda: render_markdown(cells, rows.JUDGEMENT_COLUMNS),
        terminal,
    )


def list_misread(claims: Sequence[Misread]) -> Listing:
    """Return the listing of claims that are left out because a person said that they are misread."""

    def terminal() -> RenderableType:
        from claimtrack.views.decisions import render_misread

        return render_misread(claims)

    cells = rows.misread_rows(claims)
    return Listing(
        cells,
        lambda: render_csv(cells, rows.MISREAD_COLUMNS),
        lambda: render_markdown(cells, rows.MISREAD_COLUMNS),
        terminal,
    )


def list_entities(entities: Sequence[EntitySummary]) -> Listing:
    """Return the listing of those whom claims name."""

    def terminal() -> RenderableType:
        from claimtrack.views.entities import render_entities

        return render_entities(entities)

    cells = rows.entity_rows(entities)
    return Listing(
        [plain(entity) for entity in entities],
        lambda: render_csv(cells, rows.ENTITY_COLUMNS),
        lambda: render_markdown(cells, rows.ENTITY_COLUMNS),
        terminal,
    )


def list_series(series: Sequence[Series]) -> Listing:
    """Return the listing of how answers changed, by question."""

    def terminal() -> RenderableType:
        from claimtrack.views.timeline import render_timeline

        return render_timeline(series)

    return Listing(
        rows.series_records(series),
        lambda: render_csv(rows.series_rows(series), rows.SERIES_COLUMNS),
        partial(render_timeline_markdown, series),
        terminal,
    )


def list_sources(sources: Sequence[SourceSummary]) -> Listing:
    """Return the listing of the ledger's documents."""

    def terminal() -> RenderableType:
        from claimtrack.views.tables import render_sources

        return render_sources(sources)

    records = rows.source_records(sources)
    return Listing(
        records,
        lambda: render_csv(records, rows.SOURCE_COLUMNS),
        lambda: render_markdown(records, rows.SOURCE_COLUMNS),
        terminal,
    )


def list_summary(summary: Summary) -> Listing:
    """Return the listing of what a ledger holds in sum; one record."""

    def terminal() -> RenderableType:
        from claimtrack.views.tables import render_summary

        return render_summary(summary)

    cells = rows.summary_rows(summary)
    return Listing(
        [plain(summary)],
        lambda: render_csv(cells, rows.SUMMARY_COLUMNS),
        lambda: render_markdown(cells, rows.SUMMARY_COLUMNS),
        terminal,
    )


def render_plain(listing: Listing, form: Format, *, single: bool = False) -> str:
    """Return a listing in a format other than `table`; `single` writes its one record as an object, not a list."""
    if form is Format.CSV:
        return listing.cells()
    if form is Format.MD:
        return listing.markdown()
    if form is Format.JSONL:
        return render_jsonl(listing.records)
    return dump_records(listing.records[0] if single else listing.records)
