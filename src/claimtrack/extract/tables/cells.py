"""Each figure of a table with the row and the column that it stands in: whose it is, what it measures, and when.

What a metric means is not decided here: the cell is told as a sentence about a firm that everybody knows, the sentence
is read like any other, and what it claims is said of the one whom the table is about. A label that is no metric makes
an open measure, where the table names those whom it is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.layout.grids import find_grids
from claimtrack.extract.tables.axes import Entry, Sort, read_axes
from claimtrack.extract.tables.units import counting_word, read_figure
from claimtrack.extract.tables.words import table_words
from claimtrack.model import Anchor, Claim, Document, Modality, Quantity, Source, TimeSpan, claim_id, document_id
from claimtrack.recognize.quantities import recognize_quantities
from claimtrack.recognize.times import recognize_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimtrack.extract.layout.grids import Cell, Grid, Row
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.tables.axes import Axes
    from claimtrack.extract.tables.words import Count, TableWords

    Reader = Callable[[Document], Sequence[Claim]]

_OPTIONAL = re.compile(r"\[([^\[\]]{0,40})\]")
_WHOLE = re.compile(r"\d{1,3}(?:[.,\u00a0 ]\d{3}){0,5}|\d{1,15}")
"""A number without decimals: what counts something; others are of a unit, which a table of prices keeps elsewhere."""
_SURE, _SURE_TOPIC, _SURE_OPEN = 0.85, 0.75, 0.7
"""How sure a claim is whose owner the table names, whose owner the document is about, and whose label is no metric."""
_MOVE = "share price change"
"""The attribute of a move of a share's price, as prose gives it (`figures/shares.py`)."""
_MOST = 400
"""Cells of the largest table that are told."""


class _Told(NamedTuple):
    """A cell with all that is said of it: `figure` is its amount in words, `label` what it measures.

    `is_move` marks the percentage by which the price of a share went in a time.
    """

    owner: str
    label: Entry
    when: str
    figure: str
    cell: Cell
    row: Row
    is_named: bool
    is_estimated: bool
    is_move: bool


def read_tables(document: Document, discourse: Discourse, read: Reader) -> list[Claim]:
    """Return the claims of a document's tables; `read` reads the sentences that their cells are told as."""
    claims: list[Claim] = []
    for grid in find_grids(document.text):
        told = list(_told(grid, document.source, discourse))[:_MOST]
        claims += _claims(told, document, read)
    return claims


def _told(grid: Grid, source: Source, discourse: Discourse) -> Iterator[_Told]:
    """The cells of a table that have a figure, an owner and a label."""
    axes = read_axes(grid, source.lang, source.published, discourse.cast)
    if axes is None:
        return
    for row, head in zip(grid.rows, axes.rows.entries, strict=True):
        for cell, column in zip(row.cells[1:], axes.columns.entries, strict=True):
            by_sort = {axes.rows.sort: head, axes.columns.sort: column}
            label = by_sort.get(Sort.LABELS, axes.metric)
            owner = by_sort.get(Sort.OWNERS)
            name = discourse.cast.full(owner.text) if owner else discourse.topic
            if label is None or not name or head.is_out or column.is_out or not label.text:
                continue
            time = by_sort.get(Sort.TIMES, Entry(""))
            figure = read_figure(cell.text, _unit(label, axes, source.lang), source.lang)
            if figure is not None and (label.is_known or owner is not None):
                when = time.when or label.when or axes.when
                moves = bool(label.when) and (axes.rows.is_of_shares or axes.columns.is_of_shares)
                yield _Told(name, label, when, figure, cell, row, owner is not None, time.is_estimated, moves)


def _unit(label: Entry, axes: Axes, lang: str) -> str:
    """The unit of a bare number: the label's own, the table's for a sum of money, what the label counts."""
    metric = label.metric
    if label.unit:
        return label.unit
    if metric is None:
        return counting_word(label.text, lang)
    per_share = not load_figure_words(lang).shares["per"].isdisjoint(label.text.lower().split())
    return axes.unit if "money" in metric.classes and not per_share else ""


def _claims(told: Sequence[_Told], document: Document, read: Reader) -> Iterator[Claim]:
    words = table_words(document.source.lang)
    known = [each for each in told if each.label.metric is not None]
    lines = [_sentence(words, each) for each in known]
    found = _by_line(read(_document("\n".join(lines), document.source)), words.stand_in) if lines else {}
    for line, each in enumerate(known, start=1):
        if (claim := found.get(line)) is not None and _is_said(claim, each, document.source.lang):
            yield _moved(claim, each, document)
    for each in told:
        if each.label.metric is None and (claim := _counted(each, document)) is not None:
            yield claim


def _sentence(words: TableWords, told: _Told) -> str:
    label = told.label.text
    if not words.nouns_have_capitals and label[1:2].islower():
        label = label[0].lower() + label[1:]
    plain = _OPTIONAL.sub(lambda part: part[1] if told.when else "", words.sentence)
    return plain.format(owner=words.stand_in, label=label, when=told.when, value=told.figure)


def _document(text: str, source: Source) -> Document:
    return Document(source=source.model_copy(update={"id": document_id(text), "title": None}), text=text)


def _by_line(claims: Sequence[Claim], stand_in: str) -> dict[int, Claim]:
    """The surest claim of each line that is about the firm that stands in."""
    ranked = sorted((claim for claim in claims if claim.subject.startswith(stand_in)), key=lambda c: c.confidence)
    return {claim.line: claim for claim in ranked}


def _is_said(claim: Claim, told: _Told, lang: str) -> bool:
    """Whether a sentence was read as it was meant: the amount is the cell's, and the kind the metric's."""
    figure = _quantity(told.figure, lang)
    same = (
        claim.value is not None
        and figure is not None
        and (claim.value.min, claim.value.max) == (figure.min, figure.max)
    )
    return same and told.label.metric is not None and claim.kind == told.label.metric.kind


def _quantity(text: str, lang: str) -> Quantity | None:
    found = recognize_quantities(text, lang)
    return found[0].norm if found and isinstance(found[0].norm, Quantity) else None


def _moved(claim: Claim, told: _Told, document: Document) -> Claim:
    """A claim about the firm that stood in, said of whom the table is about, where the table says it."""
    assert claim.value is not None
    update: dict[str, object] = {"value": claim.value.model_copy(update={"text": told.cell.text})}
    if (claim.valid_text or "") not in told.when or not claim.valid_text:  # a sentence before it lent its time
        update |= _timed(told, document.source)
    return _placed(claim.model_copy(update=update), told, document, _SURE if told.is_named else _SURE_TOPIC)


def _timed(told: _Told, source: Source) -> dict[str, object]:
    """The fields of a claim that say when it holds: at the cell's time, else when the document appeared."""
    when = _span(told.when, source)
    if when is not None:
        return {"valid": when.edtf, "valid_text": told.when, "valid_anchor": when.anchor, "valid_default": False}
    published = source.published
    return {
        "valid": published, "valid_text": None, "valid_anchor": Anchor.NONE, "valid_default": published is not None,
    }  # fmt: skip


def _counted(told: _Told, document: Document) -> Claim | None:
    """What a label that is no metric counts: people, customers, a price, or a measure in the table's own words."""
    source, count = document.source, told.label.counted
    value = _quantity(told.figure, source.lang)
    if value is None or not (_fits(count, value) if count else _says_something(told, value, source.lang)):
        return None
    is_move = told.is_move and value.unit == "%"
    kind, attribute = (count.kind, None) if count else ("measure", told.label.text)
    sure = (_SURE if told.is_named else _SURE_TOPIC) if count or is_move else _SURE_OPEN
    claim = Claim(
        id="", kind="price" if is_move else kind, subject=told.owner, attribute=_MOVE if is_move else attribute,
        value=value.model_copy(update={"text": told.cell.text, "unit": value.unit or (count and count.unit) or None}),
        quote="", start=0, end=0, line=1, rule="table", confidence=sure, document=source,
    )  # fmt: skip
    return _placed(claim.model_copy(update=_timed(told, source)), told, document, sure)


def _says_something(told: _Told, value: Quantity, lang: str) -> bool:
    """Whether a label tells more than what its figures are counted in ("points"), and the figure is of a unit."""
    is_unit = counting_word(told.label.text, lang) == told.label.text
    return not is_unit and (value.unit is not None or _WHOLE.fullmatch(told.figure) is not None)


def _fits(count: Count, value: Quantity) -> bool:
    """Whether a figure is of what a label counts: money for a price, a bare number for people."""
    if not count.unit:
        return figure_class(value) == "money"
    return value.unit in (None, count.unit)


def _span(when: str, source: Source) -> TimeSpan | None:
    found = recognize_times(when, source.lang, source.published) if when else []
    return found[-1].norm if found and isinstance(found[-1].norm, TimeSpan) else None


def _placed(claim: Claim, told: _Told, document: Document, sure: float) -> Claim:
    span = told.row.span
    modality = Modality.FORECAST if told.is_estimated or _is_to_come(claim) else claim.modality
    placed: dict[str, object] = {
        "modality": modality, "subject": told.owner, "quote": document.text[span.start : span.end],
        "start": span.start, "end": span.end, "line": document.line_of(span.start),
        "rule": "table", "confidence": sure, "document": document.source,
    }  # fmt: skip
    moved = claim.model_copy(update=placed)
    return moved.model_copy(update={"id": claim_id(moved)})


def _is_to_come(claim: Claim) -> bool:
    """Whether the time of a claim begins after its document appeared."""
    when, published = claim.valid_interval, claim.document.published_interval
    return when is not None and published is not None and when.follows(published)
