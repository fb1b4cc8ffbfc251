"""What commands have in common: their options, and the help on terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from claimtrack.views.options import Color, Format

TERMS_HELP = """\b
Terms; a claim must match all of them, commas part alternatives:
  openai "microsoft ai"     whom the claim is about or who says so
  kind:revenue,profit       also modality: phase: polarity: lang:
  subject:openai            also object: attribute: attribution:
  since:2025 until:2026-06  when it holds
  value:1e9..5bnUSD         also 2.5bn.. ..10% and, quoted, 'value:>1e9'
  source:wire publisher:ap  parts of a path or name; text: of the sentence
  verdict:disputed,updated  what the sources together say
  -kind:measure             leaves out what matches
"""

Terms = Annotated[
    list[str] | None, typer.Argument(metavar="TERM", show_default=False, help="What to narrow it to, see below.")
]
LedgerFile = Annotated[Path, typer.Option("--ledger", metavar="FILE", help="The ledger, a file of JSON lines.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to write it.")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour; NO_COLOR is minded.")]
LeastOption = Annotated[
    float,
    typer.Option("--min-confidence", metavar="X", min=0, max=1, help="Leave out claims less sure than this (0 to 1)."),
]
DEFAULT_LEDGER = Path("data/claims.jsonl")
WITH_TERMS = {"ignore_unknown_options": True}
"""So that `-kind:measure` is a term. Commands with terms have no options of one letter: `-fabrikam` is a term, too."""


def make_group(**settings: Any) -> typer.Typer:
    """Return a group of commands, whose help is plain text."""
    return typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"max_content_width": 100},
        **settings,
    )


def examples(*commands: str) -> str:
    """Return the end of a command's help: what it looks like in use."""
    lines = "\n".join(f"  claimtrack {command}" for command in commands)
    return f"\b\nExamples:\n{lines}"


def terms_and_examples(*commands: str) -> str:
    """Return the end of the help of a command that takes terms."""
    return f"{TERMS_HELP}\n{examples(*commands)}"
