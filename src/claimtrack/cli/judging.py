"""The contradictions, and the commands by which a person decides about them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from claimtrack.decision import Decision
from claimtrack.errors import InputError
from claimtrack.views.options import Color, Format

if TYPE_CHECKING:
    from claimtrack.ledger import Report

commands = make_group()

DECISIONS_HELP = """\b
Decisions:
  confirmed   they contradict each other; stays in the report, marked
  rejected    they do not
  coexist     both hold, of different things
  superseded  one has replaced the other

"""

_LOOKED_UP = "looked up by index what asks the same as these documents; `contradictions --whole` reads the whole ledger"
_LEFT_OUT = " (of those that use their names, some were too many to be read)"

FindingId = Annotated[
    str, typer.Argument(metavar="ID", show_default=False, help="Of a finding; may be shortened while unique.")
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")]
At = Annotated[str | None, typer.Option(metavar="DATE", help="When (EDTF): 2026-06-09.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides, to be written down.")]


@commands.command(
    context_settings=WITH_TERMS,
    epilog=terms_and_examples("contradictions", "contradictions openai kind:revenue --format md > report.md"),
)
def contradictions(
    terms: Terms = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show also what was rejected, coexists or is superseded.")
    ] = False,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="List instead the decisions whose finding is there no more.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Read all of a large ledger also where its index tells the same.")
    ] = False,
    ledger: LedgerFile = DEFAULT_LEDGER,
    least: LeastOption = 0,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Report where the sources contradict each other.

    Each finding has both sentences, where they stand, the reason, and the command to decide about it. What cannot be
    judged, because a date or a scope is missing, is listed apart with what is missing. In a large ledger the findings
    of some documents (source:) are looked up by an index, which is made when it is first needed.
    """
    from claimtrack import judging
    from claimtrack.views.listings import list_findings, list_judgements

    if withdrawn:
        if terms:
            raise InputError("--withdrawn", "takes no terms: the claims that they would narrow are gone")
        output.write(list_judgements(judging.list_withdrawn(ledger)), form, color)
    else:
        with output.comparing(ledger):
            report = judging.report_findings(ledger, terms or (), every=every, least=least, whole=whole)
        output.write(list_findings(report, _options(ledger)), form, color)
        _tell_how(report)


@commands.command(epilog=DECISIONS_HELP + examples('resolve 1a2b3c4 --as coexist --note "one is a forecast"'))
def resolve(
    finding: FindingId,
    decision: Annotated[Decision, typer.Option("--as", show_default=False, help="What you decide.")],
    note: Note = None,
    by: By = None,
    at: At = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    color: ColorOption = Color.AUTO,
) -> None:
    """Decide about a finding of the contradictions report.

    The decision is kept in judgements.jsonl beside the ledger. It holds while the two sentences and what they answer
    stay as they are, whatever else is read.
    """
    from claimtrack import judging
    from claimtrack.views.decisions import render_decided

    _check_day(at)
    found = judging.find_finding(ledger, finding).finding
    done = judging.resolve_finding(ledger, found, decision, note, by, at)
    output.show(render_decided(found.id, found.question, done), color)


@commands.command(epilog=examples("misread", 'misread 3cb2e9f --note "the figure is the rival\'s"'))
def misread(
    claim_id: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", show_default=False, help="Of a claim; without one, list what was misread."),
    ] = None,
    note: Note = None,
    by: By = None,
    at: At = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Leave out a claim that its sentence does not make.

    It is left out of every listing and of the contradictions report, as if the document did not make it, and stays so
    when the document is read again, while the sentence stays as it is. The ledger itself is not changed, and `undo`
    takes the claim in again.
    """
    from claimtrack import misreading
    from claimtrack.views.decisions import render_misread_before, render_set_aside
    from claimtrack.views.listings import list_misread

    if claim_id is None:
        if note or by or at:
            raise InputError("misread", "--note, --by and --at are said of a claim: its id is missing")
        output.write(list_misread(misreading.list_misread(ledger)), form, color)
        return
    _check_day(at)
    claim = misreading.find_read(ledger, claim_id)
    said = misreading.set_aside(ledger, claim, note, by, at)
    output.show(render_misread_before(claim.id) if said is None else render_set_aside(said, claim.id), color)


@commands.command(epilog=examples("undo", "undo 1a2b3c4"))
def undo(
    finding: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", show_default=False, help="Of a finding or claim; by default the last one."),
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    color: ColorOption = Color.AUTO,
) -> None:
    """Take back a decision about a finding or a misread claim.

    What was decided about it before holds again.
    """
    from claimtrack import judging
    from claimtrack.views.decisions import render_undone

    output.show(render_undone(judging.undo_judgement(ledger, finding)), color)


@commands.command(context_settings=WITH_TERMS, epilog=terms_and_examples("review", "review openai kind:revenue"))
def review(
    terms: Terms = None,
    by: By = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never wait for a key.")] = False,
    ledger: LedgerFile = DEFAULT_LEDGER,
    color: ColorOption = Color.AUTO,
) -> None:
    """Decide about one finding after another, by keys.

    Each decision is written down when its key is pressed; whoever stops keeps what was done.
    """
    from claimtrack import judging
    from claimtrack.cli.reviewing import Desk, review_findings

    if no_input or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("review", "needs a terminal with a keyboard; `claimtrack resolve ID --as …` does not")
    with output.comparing(ledger):
        report = judging.report_findings(ledger, terms or ())
    _tell_how(report)
    queue = [one.finding for one in report.shown if one.judgement is None]
    review_findings(queue, Desk(ledger, by, lambda what: output.show(what, color)), typer.getchar)


@commands.command()
def check(ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Exit with 1 when claims contradict each other.

    Counted are contradictions that nobody has decided about, and confirmed ones; not those that were rejected, coexist
    or are superseded, and not what is undetermined. Silent, for scripts and CI: 0 when there are none, 2 when the
    ledger cannot be read.
    """
    from claimtrack import judging

    if judging.has_conflict(ledger):
        raise typer.Exit(1)


def _check_day(at: str | None) -> None:
    from claimtrack.edtf import is_edtf

    if at is not None and not is_edtf(at):
        raise InputError("--at", f"not a date (EDTF): {at}")


def _tell_how(report: Report) -> None:
    if report.by_index:
        output.say(f"{_LOOKED_UP}{_LEFT_OUT if report.left_out else ''}")


def _options(ledger: Path) -> str:
    return "" if ledger == DEFAULT_LEDGER else f" --ledger {shlex.quote(str(ledger))}"
