"""What the heads of a table's rows and columns are: times, those whom it is about, or what is measured."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.tables.units import split_unit
from claimtrack.extract.tables.words import table_words
from claimtrack.model import Label, TimeSpan
from claimtrack.recognize.gazetteers import is_listed
from claimtrack.recognize.times import recognize_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.figures.figurewords import Metric
    from claimtrack.extract.layout.grids import Grid
    from claimtrack.extract.names.cast import Cast
    from claimtrack.extract.tables.words import Count

_WORD = re.compile(r"[^\W\d_][\w+/-]*")
_TICKER = re.compile(r"\s*\([A-Z0-9.:]{1,12}\)\Z")
_ESTIMATED = re.compile(r"(?<=\d)\s?[eEpPfF]\Z")
"""The letter by which analysts mark a year to come: "2027e"."""
_ENDS = (".", "!", "?")
"""How a sentence ends: prose above a table is no caption of it."""
_NAMED = (Label.ORGANISATION, Label.PRODUCT, Label.PERSON)


class Sort(StrEnum):
    """What the entries of an axis are."""

    TIMES = "times"
    OWNERS = "owners"
    LABELS = "labels"


class Entry(NamedTuple):
    """A row's or column's head: its words without unit and time, these two, and what it measures or counts.

    A head that is a time and nothing else has no text of its own but that.
    """

    text: str
    unit: str = ""
    when: str = ""
    is_time: bool = False
    metric: Metric | None = None
    counted: Count | None = None
    is_out: bool = False
    is_estimated: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is known what the label measures."""
        return self.metric is not None or self.counted is not None


class Axis(NamedTuple):
    """The heads of the rows, or of the columns; `is_of_shares` where a percentage is how far a price went."""

    sort: Sort
    entries: tuple[Entry, ...]
    is_of_shares: bool = False


class Axes(NamedTuple):
    """Both axes of a table, the time that the lines around it name, and the unit where no head names one."""

    rows: Axis
    columns: Axis
    when: str
    unit: str
    metric: Entry | None


def read_axes(grid: Grid, lang: str, published: str | None, cast: Cast) -> Axes | None:
    """Return what a table's heads mean; `None` where two axes of one sort, or none of words, say nothing of a cell."""
    corner, corner_unit = split_unit(grid.head.cells[0].text, lang)
    rows = _axis([row.cells[0].text for row in grid.rows], corner, lang, published, cast)
    columns = _axis([cell.text for cell in grid.head.cells[1:]], "", lang, published, cast)
    if rows.sort is columns.sort:
        return None
    titles = [line for line in grid.captions if not line.endswith(_ENDS)]
    caption = next((line for line in titles if split_unit(line, lang)[1] or _when(line, lang, published)), "")
    above, unit = split_unit(caption, lang)
    metric = next((entry for line in (corner, above) if (entry := _entry(line, lang, published)).is_known), None)
    when = _when(corner, lang, published) or _when(above, lang, published) or _dated(grid.note, lang, published)
    return Axes(rows, columns, when, corner_unit or unit, metric)


def _dated(note: str, lang: str, published: str | None) -> str:
    """The day that a line behind a table says that its figures are of: "*Stand: 14. April"."""
    opening = note.lstrip("*_( ").lower()
    return _when(note, lang, published) if opening.startswith(table_words(lang).dated) else ""


def _axis(texts: Sequence[str], corner: str, lang: str, published: str | None, cast: Cast) -> Axis:
    words = table_words(lang)
    entries = tuple(_entry(text, lang, published) for text in texts)
    told = [entry for entry in entries if entry.text and not entry.is_out]
    if told and all(entry.is_time for entry in told):
        return Axis(Sort.TIMES, entries)
    last = (_WORD.findall(corner.lower()) or [""])[-1]
    named = sum(_is_name(entry.text, cast) for entry in told)
    if not any(entry.is_known for entry in told) and (last in words.owners or (2 * named >= len(told) > 0)):
        return Axis(Sort.OWNERS, entries, last in words.shares)
    return Axis(Sort.LABELS, entries)


def _entry(text: str, lang: str, published: str | None) -> Entry:
    words = table_words(lang)
    label, unit = split_unit(text, lang)
    when = _when(label, lang, published)
    is_time = bool(when) and when == _ESTIMATED.sub("", label)
    told = label if is_time or not when else " ".join(label.replace(when, " ").split()).strip(" ,:-–()")
    found = {word.lower() for word in _WORD.findall(told)} | {told.lower()}
    is_out = not found.isdisjoint(words.comparisons) or next(iter(_WORD.findall(told.lower())), "") in words.totals
    count = words.counts.get(told.lower())
    metric = None if is_time or count else _metric(told, lang)
    is_estimated = bool(when and _ESTIMATED.search(label))
    return Entry(_TICKER.sub("", told), unit, when, is_time, metric, count, is_out, is_estimated)


def _when(text: str, lang: str, published: str | None) -> str:
    """The last time that a head or caption names, as a sentence can have it."""
    text = _ESTIMATED.sub("", text)
    found = [m for m in recognize_times(text, lang, published) if isinstance(m.norm, TimeSpan) and m.norm.edtf]
    return text[found[-1].span.start : found[-1].span.end] if found else ""


def _metric(label: str, lang: str) -> Metric | None:
    """The metric that a label ends with, else the longest in it."""
    figures = load_figure_words(lang)
    words = tuple(label.lower().split())
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            if (metric := figures.metrics.get(words[start : start + length])) and not metric.acts:
                return metric
    last = words[-1] if words and figures.compounds else ""
    return next((metric for part, metric in sorted(figures.parts.items()) if last.endswith(part)), None)


def _is_name(text: str, cast: Cast) -> bool:
    return cast.label(text) in _NAMED or is_listed(text.split()[0])
