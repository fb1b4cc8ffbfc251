"""The command line: parse, call, render, exit code. Nothing is decided here.

Data goes to standard output, messages to standard error. Exit codes: 0 fine, 1 `check` found a contradiction,
2 wrong usage or something that could not be read. Each module holds a group of commands.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack import __version__
from claimtrack.cli import asking, evaluating, judging, naming, reading
from claimtrack.cli.options import TERMS_HELP, make_group
from claimtrack.cli.output import say
from claimtrack.errors import ClaimtrackError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TERMS_HELP", "app", "main"]

app = make_group(
    help="Read documents, keep a ledger of dated claims, and see where the sources contradict each other.",
    no_args_is_help=True,
)
for part in (reading, asking, judging, naming, evaluating):  # in the order in which --help lists their commands
    app.add_typer(part.commands)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimtrack {__version__}")
        raise typer.Exit


@app.callback()
def _claimtrack(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program; what it meets wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(args=arguments, prog_name="claimtrack")
    except ClaimtrackError as error:
        say(str(error))
        sys.exit(error.exit_code)
