"""`extract`: documents into the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from claimtrack.cli.options import DEFAULT_LEDGER, ColorOption, LedgerFile, make_group
from claimtrack.cli.output import complain, progress, show
from claimtrack.errors import ClaimtrackError
from claimtrack.views.options import Color

EXTRACT_HELP = """\b
Examples:
  claimtrack extract reports/
  claimtrack extract archive/ --workers 0
  claimtrack extract talk.md --published 2026-06-09 --publisher "The Information"
  pdftotext annual-report.pdf - | claimtrack extract -
"""

commands = make_group()


@commands.command(epilog=EXTRACT_HELP)
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", show_default=False, help="Files, folders, - for stdin.")
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date (EDTF): 2026-06-09.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the documents.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="CODE", help="Their language: en, de.")] = None,
    pipeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another installed UD pipeline of spaCy.")
    ] = None,
    workers: Annotated[
        int, typer.Option(metavar="N", min=0, help="Processes that read side by side; 0 for one on each core.")
    ] = 1,
    again: Annotated[bool, typer.Option("--again", help="Read also what was read before.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Name only what could not be read.")] = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Read documents into the ledger.

    Text and Markdown files are read; folders with all their subfolders. Dates, publishers and titles come from the
    flags, a sources.toml beside the documents, front matter, or the text itself. A document that has changed replaces
    its own claims and no others; one that has not is left out, so that an interrupted run can be taken up again.
    """
    from claimtrack import pipeline as program
    from claimtrack.sources import read_flags

    given = read_flags(published, publisher, lang)
    with progress(quiet) as watch:
        done = program.extract(paths, given, ledger, pipeline, workers=workers, again=again, watch=watch)
    complain(done.problems)
    if not quiet:
        from claimtrack.views.tables import render_changes, render_outcome

        complain(done.notes)
        if any(not change.known for change in done.changes):
            show(render_changes(done.changes), color)
        show(render_outcome(done.changes, done.problems, done.notes, str(ledger)), color)
    if done.problems:
        raise typer.Exit(ClaimtrackError.exit_code)
