"""The console that tables and cards are printed on."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from claimtrack.model import RelationKind, Verdict
from claimtrack.views.cleaning import clean
from claimtrack.views.options import Color

UNBOUNDED = 10_000
"""Columns of a console that is no terminal: nothing in a pipe or file is wrapped or cut."""

if TYPE_CHECKING:
    from claimtrack.views.sides import Reason

VERDICT_STYLES = {
    Verdict.DISPUTED: "bold red", Verdict.UPDATED: "yellow", Verdict.CORROBORATED: "green",
    Verdict.SINGLE_SOURCE: "dim",
}  # fmt: skip
RELATION_STYLES = {
    RelationKind.CONFLICTS: "bold red", RelationKind.UNDETERMINED: "yellow", RelationKind.AGREES: "green",
    RelationKind.REPEATS: "dim", RelationKind.UPDATES: "cyan", RelationKind.REVISES: "cyan",
}  # fmt: skip


def make_console(stream: IO[str], color: Color) -> Console:
    """Return a console for a stream; off a terminal it is wide enough for any row. `NO_COLOR` is minded."""
    return Console(
        file=stream,
        width=None if stream.isatty() else UNBOUNDED,
        force_terminal=True if color is Color.ALWAYS else None,
        color_system="auto" if color is Color.AUTO else ("standard" if color is Color.ALWAYS else None),
        no_color=None if color is Color.AUTO else color is Color.NEVER,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def print_to(stream: IO[str], color: Color, what: RenderableType) -> None:
    """Print a renderable; off a terminal without the blanks that would fill its lines."""
    console = make_console(stream, color)
    if console.is_terminal:
        console.print(what)
        return
    with console.capture() as captured:
        console.print(what)
    stream.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def indented(what: RenderableType, columns: int) -> Padding:
    """Return a renderable set in by some columns, no wider than it needs to be."""
    return Padding(what, (0, 0, 0, columns), expand=False)


def reason_line(reason: Reason) -> Text:
    """Return how claims stand to each other, and why, as a line of text."""
    kind = (f"{reason.kind.value}: ", RELATION_STYLES.get(reason.kind, "bold"))
    return Text.assemble(f"→ {reason.pairs} ", kind, say(reason.detail, "italic"))


def say(text: str, style: str = "") -> Text:
    """Return a document's text as rich text: cleaned, and never read as markup."""
    return Text(clean(text), style=style)
