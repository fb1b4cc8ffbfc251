"""The pieces of a review: one finding, what stands around it, the keys, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from claimtrack.decision import Decision
from claimtrack.views.card import in_context
from claimtrack.views.cleaning import clean
from claimtrack.views.contradictions import render_side
from claimtrack.views.decisions import DECISION_STYLES
from claimtrack.views.sides import letters, reasons
from claimtrack.views.tables import count
from claimtrack.views.terminal import indented, reason_line, say
from claimtrack.views.text import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.model import Finding

KEYS = (
    ("c", "confirm", "they contradict each other"),
    ("r", "reject", "they do not"),
    ("x", "coexist", "both hold, of different things"),
    ("s", "superseded", "one has replaced the other"),
    ("a", "misread A", "the sentence of A does not say this: the claim is left out from now on"),
    ("b", "misread B", "the same of B"),
    ("k", "skip", "decide later"),
    ("u", "undo", "take the last key back"),
    ("o", "context", "show what stands around both passages"),
    ("?", "help", "show this"),
    ("q", "quit", "stop; what is decided is kept"),
)


def render_question(finding: Finding, number: int, total: int) -> RenderableType:
    """Return a finding as it is asked about: both passages with answer, date and place, and the reason."""
    claims = (finding.a, finding.b)
    names = letters(claims)
    sides = [line for claim in claims for line in render_side(names[claim.id], claim)]
    return Group(
        Rule(Text(f"{number} of {total}"), align="left", style="dim"),
        Text(clean(finding.question), style="bold"),
        Text(),
        *(indented(line, 2) for line in sides),
        *(indented(reason_line(reason), 2) for reason in reasons([finding.relation], claims, names)),
        Text(),
    )


def render_keys() -> RenderableType:
    """Return the keys in a line."""
    keys = [Text.assemble((key, "bold cyan"), f" {name}") for key, name, _ in KEYS]
    return Text("  ").join(keys)


def render_help() -> RenderableType:
    """Return the keys and what they do."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold cyan")
    for key, name, what in KEYS:
        grid.add_row(key, name, what)
    return indented(grid, 2)


def render_context(finding: Finding, *texts: str | None) -> RenderableType:
    """Return both passages with what stands around them; a document that is gone or has changed shows none."""
    names = letters((finding.a, finding.b))
    parts: list[RenderableType] = []
    for claim, text in zip((finding.a, finding.b), texts, strict=True):
        where = Text.assemble((f"{names[claim.id]}  ", "bold cyan"), (place_of(claim), "cyan"))
        gone = [] if text is not None else [Text("The file is gone or has changed.", style="yellow")]
        parts += [where, *(indented(line, 3) for line in (in_context(claim, text, of_line=False), *gone)), Text()]
    return indented(Group(*parts), 2)


def render_choice(decision: Decision | None) -> RenderableType:
    """Return what was decided, `None` standing for nothing."""
    if decision is None:
        return Text("→ skipped\n", style="dim")
    return Text.assemble("→ ", (decision.value, DECISION_STYLES[decision]), "\n")


def render_hint(hint: str) -> RenderableType:
    """Return a remark on a key."""
    return say(f"→ {hint}", "dim")


def render_end(decided: Mapping[str, int], left: int) -> RenderableType:
    """Return what a review did, and what is left."""
    words = (*(decision.value for decision in Decision), "misread")
    made = ", ".join(f"{decided[word]} {word}" for word in words if word in decided)
    return Text(f"{made or 'nothing'} decided, {count(left, 'finding')} left" if made or left else "nothing to review")
