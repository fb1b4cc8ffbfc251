"""`eval`: how good a ledger is, by a user's own labels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import output
from claimtrack.cli.options import DEFAULT_LEDGER, ColorOption, FormatOption, LedgerFile, examples, make_group
from claimtrack.errors import ClaimtrackError, QueryError
from claimtrack.views.options import Color, Format

commands = make_group()


@commands.command(name="eval", epilog=examples("eval gold.jsonl", "eval gold.jsonl --kind funding,revenue --errors"))
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", show_default=False, help="Claims, one a line.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    kind: Annotated[str | None, typer.Option(metavar="KIND,…", help="Claims of these kinds only.")] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, spurious or wrong, with its sentence.")
    ] = False,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """Compare the ledger with claims that you labelled.

    A line of GOLD has the keys of a ledger's line as far as you know them: document, kind and subject at least. What a
    line does not give is not compared, null says that there is none. "tier": "optional" marks a claim that may be
    missing. Found: kind, figure and place are right. Right: subject and object, too.
    """
    from claimtrack import pipeline as program
    from claimtrack.views.evaluation import list_mistakes, list_scores

    done, problems = program.evaluate(ledger, gold, _kinds(kind))
    output.complain(problems)
    if errors:
        output.write(list_mistakes(done.mistakes), form, color)
    else:
        output.write(list_scores(done), form, color, single=True)
    if problems:
        raise typer.Exit(ClaimtrackError.exit_code)


def _kinds(asked: str | None) -> list[str]:
    from claimtrack.kinds import load_kinds  # pydantic is not for --help to pay for

    kinds = [part.strip().lower() for part in (asked or "").split(",") if part.strip()]
    for kind in kinds:
        if kind not in load_kinds():
            raise QueryError(f"--kind {kind}", f"no such kind (there are: {', '.join(load_kinds())})")
    return kinds
