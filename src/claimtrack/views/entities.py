"""Whom the ledger names, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimtrack.views.cleaning import clean
from claimtrack.views.tables import count
from claimtrack.views.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.ledger import EntitySummary


def render_entities(entities: Sequence[EntitySummary]) -> RenderableType:
    """Return entities as a table: the usual name, the others, in how many claims and documents."""
    if not entities:
        return Text("no entities", style="dim")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("Name", overflow="fold")
    table.add_column("Also named", overflow="fold", style="dim")
    table.add_column("Claims", justify="right")
    table.add_column("Documents", justify="right")
    for one in entities:
        table.add_row(say(one.name), say("; ".join(one.aliases)), f"{one.claims:,}", f"{one.documents:,}")
    return Group(table, Text(count(len(entities), "entity", "entities"), style="dim"))


def entity_text(entity: EntitySummary) -> str:
    """Return an entity in a line: `Contoso (also Contoso AG, CTSO): 12 claims in 4 documents`."""
    others = f" (also {', '.join(map(clean, entity.aliases))})" if entity.aliases else ""
    places = f"{count(entity.claims, 'claim')} in {count(entity.documents, 'document')}"
    return f"{clean(entity.name)}{others}: {places}"
