"""How answers changed over time, for the terminal: a question, its answers by date, and bars where they are figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.bar import Bar
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from claimtrack.ledger import SHORT_ID
from claimtrack.views.cleaning import clean
from claimtrack.views.tables import count
from claimtrack.views.terminal import indented
from claimtrack.views.text import answer_of, date_of, dates_of, note_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile import Series

_FEWEST = 3  # dated values that make a plot
_BAR = range(8, 41)  # columns
_BESIDE = 70  # columns that a row takes beside its bar where the places are short


class Step(NamedTuple):
    """An answer that one or more claims give for one time."""

    when: str
    answer: str
    note: str
    claims: tuple[Claim, ...]

    @property
    def level(self) -> float | None:
        """What a bar shows: the figure, of a range its middle, `None` where nothing can be drawn."""
        claim = self.claims[0]
        if claim.value is None or claim.valid is None:
            return None
        ends = [end for end in (claim.value.min, claim.value.max) if end is not None]
        return float(sum(ends) / len(ends)) if ends else None


def render_timeline(series: Sequence[Series]) -> RenderableType:
    """Return the questions with the most answers first; those that one claim answers at the end, without a plot."""
    if not series:
        return Text("no claims", style="dim")
    parts: list[RenderableType] = []
    for one in series:
        parts += [Text(clean(one.question), style="bold"), indented(_Steps(unchanged_once(steps_of(one))), 2), Text()]
    claims = sum(len(one.claims) for one in series)
    return Group(*parts, Text(f"{count(len(series), 'question')}, {count(claims, 'claim')}", style="dim"))


def steps_of(series: Series) -> list[Step]:
    """Return a question's answers by time; claims that say the same of the same time are one step."""
    steps: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in series.claims:
        steps.setdefault((date_of(claim), answer_of(claim), note_of(claim)), []).append(claim)
    return [Step(*told, tuple(claims)) for told, claims in steps.items()]


def unchanged_once(steps: Sequence[Step]) -> list[Step]:
    """Return the steps with those as one that only say again, on a later day, what the one before them said."""
    found: list[Step] = []
    for step in steps:
        last = found[-1] if found else None
        if last is not None and (last.answer, last.note) == (step.answer, step.note) and _only_said((last, step)):
            claims = (*last.claims, *step.claims)
            found[-1] = last._replace(when=dates_of(claims), claims=claims)
        else:
            found.append(step)
    return found


def _only_said(steps: Sequence[Step]) -> bool:
    return all(claim.valid_default for step in steps for claim in step.claims)


class _Steps:
    """A table of steps; on a terminal that is wide enough with a bar beside each where there are figures to compare."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        levels = [step.level for step in self._steps]
        drawn = [level for level in levels if level is not None]
        dates = {step.when for step in self._steps if step.level is not None}
        width = min(_BAR[-1], options.max_width - _BESIDE)
        plot = console.is_terminal and len(dates) >= _FEWEST and any(drawn) and width >= _BAR[0]
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(justify="right" if drawn else "left", overflow="fold")
        if plot:
            table.add_column(width=width)
        table.add_column(style="dim", overflow="fold")
        low, high = min([0.0, *drawn]), max([0.0, *drawn])
        for step, level in zip(self._steps, levels, strict=True):
            bar = [_bar(level, low, high, ascii_only=options.ascii_only, width=width)] if plot else []
            table.add_row(step.when, _answer(step), *bar, _places(step))
        yield table


def _bar(level: float | None, low: float, high: float, *, ascii_only: bool, width: int) -> RenderableType:
    if level is None:
        return Text()
    begin, end = min(level, 0.0) - low, max(level, 0.0) - low
    if not ascii_only:
        return Bar(high - low, begin, end, width=width, color="cyan")
    scale = width / (high - low)
    return Text(" " * round(begin * scale) + "#" * round((end - begin) * scale), style="cyan")


def _answer(step: Step) -> Text:
    return Text.assemble((step.answer, "bold"), (f" ({step.note})" if step.note else "", "italic yellow"))


def _places(step: Step) -> Text:
    lines = [f"{place_of(claim)}  {claim.id[:SHORT_ID]}" for claim in step.claims[:1]]
    return Text("\n".join((*lines, *_others(step))))


def _others(step: Step) -> Iterator[str]:
    documents = {claim.document.id for claim in step.claims} - {step.claims[0].document.id}
    if documents:
        yield f"and {count(len(documents), 'more document')}"
