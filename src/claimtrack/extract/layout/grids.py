"""Tables in a text: lines of as many cells each, set apart by bars or tabs, a rule below the head or not.

Markdown and web pages reach the text with bars between their cells, pasted sheets with tabs. Code is no table.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_RULE = re.compile(r"[ \t]*:?-{2,}:?[ \t]*")
_MARKS = "*_` \t\r\u00a0\u202f"
_LONGEST = 2000
"""Characters of the longest row."""
_COLUMNS, _ROWS = 30, 500
"""Cells of the longest row and rows of the longest table that are read; what is larger is data and no document."""
_CELL = 120
"""Characters of a cell above which a table is one of prose, to be read as such."""
_CAPTION = 3
"""Lines above a table that may say what it is about."""


class Cell(NamedTuple):
    """What stands between two bars, without blanks and emphasis, and where."""

    span: Span
    text: str


class Row(NamedTuple):
    """A line of a table."""

    span: Span
    cells: tuple[Cell, ...]


class Grid(NamedTuple):
    """A table: its head, the rows below, and what stands around it.

    `captions` are the lines above, the nearest first, which may say what it is about, `note` is the line behind it,
    which may say of which day it is.
    """

    head: Row
    rows: tuple[Row, ...]
    captions: tuple[str, ...]
    note: str

    @property
    def span(self) -> Span:
        """The stretch from the head to the last row."""
        return Span(start=self.head.span.start, end=self.rows[-1].span.end)


class _Line(NamedTuple):
    """A line and its cells, each with its place in it; a line of prose or code has none."""

    start: int
    text: str
    cells: tuple[tuple[int, str], ...] = ()


def find_grids(text: str) -> list[Grid]:
    """Return the tables of a text in order; a head and one row of figures are the least."""
    if "|" not in text and "\t" not in text:
        return []
    lines = _without_gaps(list(_lines(text)))
    groups = [(is_table, list(group)) for is_table, group in groupby(lines, key=lambda line: len(line.cells) > 1)]
    grids: list[Grid] = []
    for at, (is_table, rows) in enumerate(groups):
        if is_table:
            above = _told(groups[at - 1][1]) if at else []
            below = _told(groups[at + 1][1]) if at + 1 < len(groups) else []
            grids += _grid(rows, tuple(reversed(above[-_CAPTION:])), below[0] if below else "")
    return grids


def _told(lines: Sequence[_Line]) -> list[str]:
    return [line.text.strip() for line in lines if line.text.strip()]


def _lines(text: str) -> Iterator[_Line]:
    start, in_code = 0, False
    for line in text.split("\n"):
        in_code ^= _FENCE.match(line) is not None
        may_part = len(line) <= _LONGEST and ("|" in line or "\t" in line.strip())
        yield _Line(start, line, tuple(_cells(line)) if may_part and not in_code else ())
        start += len(line) + 1


def _without_gaps(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines but for a blank one between a head and its rows, where Markdown's rule was."""
    widths = [len(line.cells) for line in lines]
    for at, line in enumerate(lines):
        between = 0 < at < len(lines) - 1 and not line.text.strip() and widths[at - 1] == widths[at + 1] > 1
        if not (between and (at < 2 or widths[at - 2] < 2)):
            yield line


def _cells(text: str) -> list[tuple[int, str]]:
    """The cells of a line, each with its place in it."""
    mark = "|" if "|" in text else "\t"
    cells: list[tuple[int, str]] = []
    at = 0
    for part in text.split(mark):
        cells.append((at, part))
        at += len(part) + 1
    if mark == "|":
        cells = cells[not cells[0][1].strip() : len(cells) - (not cells[-1][1].strip())]
    return cells


def _grid(lines: Sequence[_Line], captions: tuple[str, ...], note: str) -> Iterator[Grid]:
    """The tables in a run of lines with cells: a new one begins where the number of cells changes."""
    for width, group in groupby(lines, key=lambda line: len(line.cells)):
        told = [line for line in group if not all(_RULE.fullmatch(cell) for _, cell in line.cells)]
        rows = [_row(line) for line in told[:_ROWS]]
        if width <= _COLUMNS and len(rows) > 1 and _is_of_figures(rows):
            yield Grid(rows[0], tuple(rows[1:]), captions, note)
        captions = ()


def _is_of_figures(rows: Sequence[Row]) -> bool:
    cells = [cell.text for row in rows for cell in row.cells]
    figures = (cell.text for row in rows[1:] for cell in row.cells[1:])
    return max(map(len, cells)) <= _CELL and any(char.isdigit() for text in figures for char in text)


def _row(line: _Line) -> Row:
    lead = len(line.text) - len(line.text.lstrip())
    end = line.start + len(line.text.rstrip())
    cells = tuple(_cell(line.start + at, text) for at, text in line.cells)
    return Row(Span(start=min(line.start + lead, end), end=end), cells)


def _cell(start: int, text: str) -> Cell:
    left = len(text) - len(text.lstrip(_MARKS))
    inner = text.strip(_MARKS)
    return Cell(Span(start=start + left, end=start + left + len(inner)), inner)
