"""How far reading is, on a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claimtrack.views.options import Color
from claimtrack.views.terminal import make_console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def reading_bar(stream: IO[str]) -> Iterator[Callable[[int, int, int], None]]:
    """Show documents, claims and the time left; what is given is told how many are done, of how many, with how many."""
    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("documents"),
        TextColumn("{task.fields[claims]:,} claims", style="cyan"),
        TimeRemainingColumn(), TextColumn("left", style="dim"),
    )  # fmt: skip
    with Progress(*columns, console=make_console(stream, Color.AUTO), transient=True) as bar:
        task = bar.add_task("", total=None, claims=0)
        yield lambda done, documents, claims: bar.update(task, completed=done, total=documents, claims=claims)


@contextmanager
def comparing_sign(stream: IO[str]) -> Iterator[None]:
    """Show that claims are compared, which in a ledger of a million of them takes half a minute and more."""
    with make_console(stream, Color.AUTO).status("comparing claims"):
        yield
