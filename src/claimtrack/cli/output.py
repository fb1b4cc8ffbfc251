"""The two streams: data to standard output, messages to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import typer

from claimtrack.views.cleaning import clean
from claimtrack.views.options import Color, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimtrack.views.listings import Listing


def write(listing: Listing, form: Format, color: Color, *, single: bool = False) -> None:
    """Write a listing in a format; `single` for one record that is no list."""
    if form is Format.TABLE:
        show(listing.terminal(), color)
        return
    from claimtrack.views.listings import render_plain

    text = render_plain(listing, form, single=single)
    with _to_reader():
        sys.stdout.write(text)


def show(what: Any, color: Color) -> None:
    """Print a renderable."""
    from claimtrack.views.terminal import print_to

    with _to_reader():
        print_to(sys.stdout, color, what)


@contextmanager
def _to_reader() -> Iterator[None]:
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has what it wanted; what Python would flush at exit has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def say(message: str) -> None:
    """Say something to the user, beside the data."""
    print(f"claimtrack: {clean(message)}", file=sys.stderr)  # noqa: T201 - the one voice of the program


def complain(items: Iterable[object]) -> None:
    """Say what is wrong, or worth knowing, a line for each."""
    for item in items:
        say(str(item))


def progress(quiet: bool) -> Any:
    """Return a context that shows on a terminal how far reading is."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(lambda *step: None)
    from claimtrack.views.progress import reading_bar

    return reading_bar(sys.stderr)


def comparing(ledger: Path) -> AbstractContextManager[None]:
    """Return a context that shows on a terminal that the claims of a large ledger are compared."""
    from claimtrack.ledger import is_large

    if not sys.stderr.isatty() or not is_large(ledger):
        return nullcontext()
    from claimtrack.views.progress import comparing_sign

    return comparing_sign(sys.stderr)
