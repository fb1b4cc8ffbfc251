"""Tables for the terminal: claims, documents, what the ledger holds, what an extraction did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from claimtrack.ledger import SHORT_ID, Change, SourceSummary, Summary
from claimtrack.views.cleaning import clean
from claimtrack.views.terminal import say
from claimtrack.views.text import UNDATED, date_of, figure_of, parties_of, place_of, publication_of, qualifiers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.model import Claim, Problem
    from claimtrack.sources import Note

_TOP = 8
_WIDE = 110  # columns from which a claim and its place fit beside each other


def render_claims(claims: Sequence[Claim]) -> RenderableType:
    """Return claims as a table: id, when, what, how much, where; the place moves under the claim where it is narrow."""
    if not claims:
        return Text("no claims", style="dim")
    return Group(_ClaimTable(claims), Text(f"{count(len(claims), 'claim')}", style="dim"))


class _ClaimTable:
    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = options.max_width >= _WIDE
        table = _table()
        table.add_column("ID", style="dim", no_wrap=True)
        table.add_column("When", no_wrap=True)
        table.add_column("Claim", overflow="fold")
        table.add_column("Value")
        if wide:
            table.add_column("Where", overflow="fold", style="dim")
        for claim in self._claims:
            when = Text(date_of(claim), style="dim" if claim.valid is None or claim.valid_default else "")
            value = figure_of(claim.value) if claim.value else ""
            place = Text(place_of(claim), style="dim")
            what = describe(claim)
            cells: list[Text | str] = [what, value, place] if wide else [Text("\n").join((what, place)), value]
            table.add_row(claim.id[:SHORT_ID], when, *cells)
        yield table


def describe(claim: Claim) -> Text:
    """Return a claim in a line: its kind, whom it is about, what qualifies it, who says so."""
    text = Text.assemble((claim.kind, "cyan"), "  ", parties_of(claim))
    if words := qualifiers_of(claim):
        text.append(f"  {', '.join(words)}", style="italic yellow")
    if claim.attribution:
        text.append(f"  says {clean(claim.attribution)}", style="dim")
    return text


def render_sources(sources: Sequence[SourceSummary]) -> RenderableType:
    """Return the ledger's documents as a table; the title moves under the path where it is narrow."""
    if not sources:
        return Text("no documents", style="dim")
    return Group(_SourceTable(sources), Text(count(len(sources), "document"), style="dim"))


class _SourceTable:
    def __init__(self, sources: Sequence[SourceSummary]) -> None:
        self._sources = sources

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = options.max_width >= _WIDE
        published_by = any(one.source.publisher for one in self._sources)
        table = _table()
        table.add_column("Document", overflow="fold")
        for name in ("Lang", "Published", *(["Publisher"] if published_by else [])):
            table.add_column(name, overflow="fold")
        table.add_column("Claims", justify="right")
        if wide:
            table.add_column("Title", overflow="fold")
        for one in self._sources:
            source, title = one.source, say(one.source.title or "", "" if wide else "dim")
            document = say(source.path) if wide or not title else Text("\n").join((say(source.path), title))
            published = Text(publication_of(source), style="" if source.published else "dim")
            publisher = [say(source.publisher or "")] if published_by else []
            table.add_row(document, source.lang, published, *publisher, str(one.claims), *([title] if wide else []))
        yield table


def render_summary(summary: Summary) -> RenderableType:
    """Return what the ledger holds as a few lines."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    undated = summary.claims - summary.dated
    grid.add_row("Claims", f"{summary.claims:,} ({summary.dated:,} dated, {undated:,} {UNDATED})")
    grid.add_row("Documents", f"{summary.documents:,}")
    if summary.first and summary.last:
        grid.add_row("About", f"{summary.first} to {summary.last}")
    for label, counts in (
        ("Kinds", summary.kinds),
        ("Modality", summary.modalities),
        ("Languages", summary.languages),
        ("Most named", summary.entities),
    ):
        if counts:
            grid.add_row(label, _counts(counts))
    return grid


def render_changes(changes: Sequence[Change]) -> RenderableType:
    """Return what an extraction found in each document that it read, and what that changed in the ledger."""
    changes = [change for change in changes if not change.known]
    columns = {
        "New": [change.added for change in changes],
        "Gone": [change.removed for change in changes],
        "Changed": [change.changed for change in changes],
    }
    shown = {name: numbers for name, numbers in columns.items() if any(numbers)}
    table = _table()
    table.add_column("Document", overflow="fold", ratio=1)
    table.add_column("Lang")
    table.add_column("Published", no_wrap=True)
    for name in ("Claims", *shown):
        table.add_column(name, justify="right")
    for row, change in enumerate(changes):
        source = change.source
        published = Text(publication_of(source), style="" if source.published else "dim")
        numbers = [str(column[row] or "") for column in shown.values()]
        table.add_row(say(source.path), source.lang, published, str(change.claims), *numbers)
    return table


def render_outcome(
    changes: Sequence[Change], problems: Sequence[Problem], notes: Sequence[Note], ledger: str
) -> RenderableType:
    """Return an extraction in sum, in one line."""
    totals = {
        "new": sum(change.added for change in changes),
        "gone": sum(change.removed for change in changes),
        "changed": sum(change.changed for change in changes),
    }
    moved = ", ".join(f"{number:,} {what}" for what, number in totals.items() if number) or "nothing new"
    known = sum(change.known for change in changes)
    parts = [
        f"{count(len(changes) - known, 'document')} read",
        *([f"{known:,} known"] if known else []),
        f"{count(sum(c.claims for c in changes), 'claim')} ({moved})",
        *([f"{len(problems)} could not be read"] if problems else []),
        *([f"{count(len(notes), 'note')}"] if notes else []),
    ]
    return Text(f"{', '.join(parts)} → {clean(ledger)}")


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, `1 claim` or `12 claims`; `plural` where it is not formed with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def _counts(counts: Mapping[str, int]) -> Text:
    shown = [f"{clean(name)} {number}" for name, number in list(counts.items())[:_TOP]]
    rest = len(counts) - _TOP
    return Text("  ·  ".join([*shown, *([f"{rest} more"] if rest > 0 else [])]))


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
