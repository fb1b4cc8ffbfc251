"""`entities`: who is named, and what a person decides about names."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack.cli import output
from claimtrack.cli.options import (
    DEFAULT_LEDGER,
    WITH_TERMS,
    ColorOption,
    FormatOption,
    LedgerFile,
    Terms,
    examples,
    make_group,
    terms_and_examples,
)
from claimtrack.views.options import Color, Format

_LIST = "list"


class _ListsByDefault(TyperGroup):
    """A group whose arguments are those of its `list`, unless the first one is a command of the group."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `list` where no command is named."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else [_LIST, *args])


commands = make_group()
entities = make_group(
    cls=_ListsByDefault,
    help="""List whom claims name, and say which names mean the same.

    `claimtrack entities [TERM]...` lists. What you decide about names is kept in judgements.jsonl beside the ledger;
    what you write into an entities.toml there counts, too, and is never changed by the program.
    """,
    epilog=examples("entities", "entities microsoft", 'entities merge "Northwind AI" NWAI', "entities undo"),
)
commands.add_typer(entities, name="entities")

Names = Annotated[list[str], typer.Argument(metavar="NAME NAME...", show_default=False, help="The names.")]


@entities.command(
    _LIST,
    context_settings=WITH_TERMS,
    epilog=terms_and_examples("entities microsoft", "entities kind:role"),
)
def list_all(
    terms: Terms = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    form: FormatOption = Format.TABLE,
    color: ColorOption = Color.AUTO,
) -> None:
    """List whom claims name.

    With their other names, most named first; a free word keeps those of that name.
    """
    from claimtrack import naming
    from claimtrack.views.listings import list_entities

    output.write(list_entities(naming.list_entities(ledger, terms or ())), form, color)


@entities.command(epilog=examples('entities merge "International Widgets" IW "Int. Widgets"'))
def merge(names: Names, ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Let names mean one entity, called by the first."""
    from claimtrack import naming

    _tell(naming.merge_names(ledger, names))


@entities.command(epilog=examples('entities distinct "Contoso" "Contoso Bank"'))
def distinct(names: Names, ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Let each of the names mean another entity."""
    from claimtrack import naming

    _tell(*naming.part_names(ledger, names))


@entities.command(epilog=examples('entities split "Contoso Labs"'))
def split(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The name.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Let a name mean an entity of its own."""
    from claimtrack import naming

    _tell(naming.split_name(ledger, name))


@entities.command()
def undo(ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Take back the last merge, split or distinct."""
    from rich.text import Text

    from claimtrack import naming
    from claimtrack.views.decisions import naming_text

    output.show(Text(f"taken back: {naming_text(naming.undo_naming(ledger))}"), Color.AUTO)


def _tell(*found: Any) -> None:
    from rich.text import Text

    from claimtrack.views.entities import entity_text

    for entity in found:
        output.show(Text(entity_text(entity)), Color.AUTO)
