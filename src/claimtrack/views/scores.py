"""An evaluation for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimtrack.ledger import SHORT_ID
from claimtrack.views.cleaning import clean
from claimtrack.views.tables import count
from claimtrack.views.terminal import indented, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.evaluate import Evaluation, Mistake, Score, Share

_NONE = "–"
_STYLES = {"missed": "yellow", "spurious": "bold red", "wrong": "red"}


def render_evaluation(evaluation: Evaluation) -> RenderableType:
    """Return scores in percent with their intervals, the fields, and how far confidence can be trusted."""
    kinds = [mistake.mistake for mistake in evaluation.mistakes]
    tally = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in _STYLES)
    parts: list[RenderableType] = [_scores(evaluation.scores), Text()]
    for title, rows in (
        ("Right among claims found", [(accuracy.field, accuracy.right) for accuracy in evaluation.fields]),
        ("Right by confidence", [(f"{one.low} to {one.high}", one.right) for one in evaluation.calibration]),
    ):
        if rows:
            parts += [_shares(title, rows), Text()]
    parts.append(
        Text(f"{count(evaluation.documents, 'document')}: {tally}  ·  percent with 95 % intervals", style="dim")
    )
    return Group(*parts)


def render_mistakes(mistakes: Sequence[Mistake]) -> RenderableType:
    """Return mistakes: where each stands, what is wrong, the sentence, what was expected and what was found."""
    if not mistakes:
        return Text("no mistakes", style="dim")
    lines = [line for mistake in mistakes for line in (*_mistake(mistake), Text())]
    return Group(*lines, Text(count(len(mistakes), "mistake"), style="dim"))


def _scores(scores: Sequence[Score]) -> Table:
    table = _table("", "Gold", "Claims", "Found P", "R", "F1", "Right P", "R", "F1")
    by = "all"
    for score in scores:
        if score.by != by:
            table.add_row()
            by = score.by
        measures = (
            cell
            for measure in (score.found, score.right)
            for cell in (_share(measure.precision), _share(measure.recall), Text(_percent(measure.f1)))
        )
        table.add_row(score.name, f"{score.gold:,}", f"{score.claims:,}", *measures)
    return table


def _shares(title: str, rows: Sequence[tuple[str, Share]]) -> Table:
    table = _table(title, "", "Cases")
    for name, share in rows:
        table.add_row(name, _share(share), f"{share.of:,}")
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _share(share: Share) -> Text:
    if share.share is None:
        return Text(_NONE, style="dim")
    return Text.assemble(_percent(share.share), (f" {100 * share.low:.0f}–{100 * share.high:.0f}", "dim"))


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{100 * share:.1f}"


def _mistake(mistake: Mistake) -> Iterator[RenderableType]:
    place = clean(mistake.path) if mistake.line is None else f"{clean(mistake.path)}:{mistake.line}"
    what = f"{mistake.mistake} {', '.join(mistake.fields)}".strip()
    short = f"  {mistake.id[:SHORT_ID]}" if mistake.id else ""
    yield Text.assemble((what, _STYLES[mistake.mistake]), f"  {place}", (short, "dim"))
    if mistake.sentence:
        yield indented(say(f"“{clean(mistake.sentence)}”", "dim"), 2)
    for label, told in (("expected", mistake.expected), ("found", mistake.found)):
        if told:
            yield indented(Text.assemble((f"{label:<10}", "dim"), clean(told)), 2)
