"""One claim in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimtrack.ledger import SHORT_ID
from claimtrack.views.cleaning import clean
from claimtrack.views.clusters import verdict_name
from claimtrack.views.decisions import misreading_text
from claimtrack.views.sides import detail_of
from claimtrack.views.tables import count, describe
from claimtrack.views.terminal import RELATION_STYLES, indented, say
from claimtrack.views.text import answer_of, date_of, place_of, publication_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.ledger import Misreading
    from claimtrack.model import Claim, Relation, Verdict

_MARGIN = 300  # characters of context on either side of a quote


def render_card(
    claim: Claim,
    text: str | None,
    relations: Sequence[tuple[Relation, Claim]],
    verdict: Verdict | None,
    misread: Misreading | None = None,
) -> RenderableType:
    """Return one claim: its sentence in context, its fields, and how other claims stand to it.

    `text` is the document's, or `None` when the file is gone or says something else now.
    """
    parts: list[RenderableType] = [
        Text.assemble((claim.id, "bold"), "  ", describe(claim)),
        Text(),
        indented(in_context(claim, text), 2),
        Text(),
        indented(_fields(claim, verdict, misread), 2),
    ]
    if text is None:
        parts += [Text(), Text("  The file is gone or has changed: this is the sentence alone.", style="yellow")]
    if relations:
        parts += [Text(), Text(count(len(relations), "relation"), style="bold")]
        parts += [_relation(relation, claim, other) for relation, other in relations]
    return Group(*parts)


def in_context(claim: Claim, document: str | None, *, of_line: bool = True) -> Text:
    """Return a claim's sentence with what stands around it, `of_line` or beyond; alone when there is no document."""
    if document is None:
        return Text(clean(claim.quote), style="bold")
    start = document.rfind("\n", 0, claim.start) + 1 if of_line else 0
    end = document.find("\n", claim.end) if of_line else -1
    end = len(document) if end < 0 else end
    before = document[max(start, claim.start - _MARGIN) : claim.start]
    after = document[claim.end : min(end, claim.end + _MARGIN)]
    cut_before, cut_after = claim.start - start > _MARGIN, end - claim.end > _MARGIN
    return Text.assemble(
        ("… " if cut_before else "", "dim"), (clean(before) + _gap(before[-1:]), "dim"),
        (clean(claim.quote), "bold"),
        (_gap(after[:1]) + clean(after), "dim"), (" …" if cut_after else "", "dim"),
    )  # fmt: skip


def _gap(char: str) -> str:
    return " " if char.isspace() else ""


def _fields(claim: Claim, verdict: Verdict | None, misread: Misreading | None) -> RenderableType:
    source, value = claim.document, claim.value
    valid_text = f" (“{clean(claim.valid_text)}”)" if claim.valid_text else ""
    rows = (
        ("answer", answer_of(claim)),
        ("as written", value.text if value else None),
        ("when", f"{date_of(claim)}{valid_text}"),
        ("state", f"{claim.modality}, {claim.polarity}, {claim.phase}{', hedged' if claim.hedged else ''}"),
        ("who says so", claim.attribution),
        ("where", place_of(claim)),
        ("published", publication_of(source)),
        ("publisher", source.publisher),
        ("title", source.title),
        ("address", source.url),
        ("found by", f"{claim.rule} ({claim.confidence:.2f})"),
        ("verdict", verdict and verdict_name(verdict)),
        ("left out", misread and misreading_text(misread).plain),
    )
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in rows:
        if text:
            grid.add_row(label, say(text))
    return grid


def _relation(relation: Relation, claim: Claim, other: Claim) -> RenderableType:
    names = {claim.id: "this one", other.id: "the other"}
    detail = detail_of(relation, {claim.id: claim, other.id: other}, names)
    kind = relation.relation
    head = Text.assemble(
        (kind.value, RELATION_STYLES.get(kind, "")), f"  {answer_of(other)}  {date_of(other)}  ",
        (f"{place_of(other)}  {other.id[:SHORT_ID]}", "dim"),
    )  # fmt: skip
    return indented(Group(head, indented(say(detail, "italic"), 2)), 2)
