"""The commands that ask the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from claimtrack.cli import output
from claimtrack.cli.options import (
    DEFAULT_LEDGER,
    WITH_TERMS,
    ColorOption,
    FormatOption,
    LeastOption,
    LedgerFile,
    Terms,
    examples,
    make_group,
    terms_and_examples,
)
from claimtrack.views.options import Color, Format

commands = make_group()


@commands.command(
    context_settings=WITH_TERMS,
    epilog=terms_and_examples(
        "query openai kind:investment since:2025", "query value:1bn.. -modality:forecast --format csv"
    ),
)
def query(
    terms: Terms = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    least: LeastOption = 0,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """List claims."""
    from claimtrack import pipeline as program
    from claimtrack.views.listings import list_claims

    output.write(list_claims(program.list_claims(ledger, terms or (), least)), form, color)


@commands.command(
    context_settings=WITH_TERMS,
    epilog=terms_and_examples("clusters microsoft", "clusters verdict:disputed,updated --format json"),
)
def clusters(
    terms: Terms = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    least: LeastOption = 0,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show what the sources say to each question."""
    from claimtrack import pipeline as program
    from claimtrack.views.listings import list_clusters

    output.write(list_clusters(program.list_clusters(ledger, terms or (), least)), form, color)


@commands.command()
def show(
    claim_id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="May be shortened while unique.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show one claim in context, and how others stand to it."""
    from claimtrack import pipeline as program

    shown = program.show_claim(ledger, claim_id)
    if form is Format.TABLE:
        from claimtrack.views.card import render_card

        output.show(render_card(*shown), color)
    else:
        from claimtrack.views.listings import list_claims

        output.write(list_claims([shown.claim]), form, color, single=True)


@commands.command(epilog=examples("timeline anthropic valuation", 'timeline "microsoft ai" --format csv'))
def timeline(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", show_default=False, help="Any name it goes by.")],
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", show_default=False, help="Of which kind: revenue, role, … ")
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    least: LeastOption = 0,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show how the answers about somebody changed over time.

    By question, with the date of each answer and where it stands; figures of three or more dates are drawn as bars.
    """
    from claimtrack import pipeline as program
    from claimtrack.views.listings import list_series

    output.write(list_series(program.list_series(ledger, entity, kind, least)), form, color)


@commands.command(context_settings=WITH_TERMS, epilog=terms_and_examples("sources publisher:reuters"))
def sources(
    terms: Terms = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    least: LeastOption = 0,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """List the documents in the ledger."""
    from claimtrack import ledger as books
    from claimtrack import pipeline as program
    from claimtrack.views.listings import list_sources

    output.write(list_sources(books.list_sources(program.list_claims(ledger, terms or (), least))), form, color)


@commands.command(context_settings=WITH_TERMS, epilog=terms_and_examples("stats since:2026"))
def stats(
    terms: Terms = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    least: LeastOption = 0,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Sum up the ledger."""
    from claimtrack import ledger as books
    from claimtrack import pipeline as program
    from claimtrack.views.listings import list_summary

    output.write(
        list_summary(books.summarize(program.list_claims(ledger, terms or (), least))), form, color, single=True
    )
