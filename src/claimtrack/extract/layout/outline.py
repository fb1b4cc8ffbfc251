"""What stands over each place of a document: the item and section that it is part of, their label and their date.

A list item's sentences are about its label until the next item; a heading that is a name is what its section is about,
and a heading that is a date ("## November") dates what is told below it. Links and captions are no part of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.layout.blocks import PLAIN_LEVEL, Block, Shape, read_blocks
from claimtrack.extract.layout.datelines import dateline_end, remark_end
from claimtrack.extract.layout.grids import find_grids
from claimtrack.extract.layout.headings import HeadingDate, read_heading_date, year_of_title
from claimtrack.extract.layout.words import is_furniture, layout_words, names_something
from claimtrack.model import Span, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.model import Document

_HEADING_NAME = 4
"""Words of the longest heading that is a name and nothing else."""
_DASHES = (" — ", " – ", " - ")
_ONE_OF, _ONE_OF_BARE = 3, 2
"""Of how many labels one must be a name for certain for all to be that may be: with marks, and with a colon alone."""
_FOLLOWED = 400
"""Letters behind a heading without a mark in which its name must stand again."""


@dataclass(frozen=True)
class Place:
    """Where a sentence stands.

    `block` numbers its line, `item` its list item (0 for none), `section` the heading above it (0 for none), `lead` the
    line that opens its list ("Here is what the company reported:"). `label` is the name that the item, else the
    section, is about, as written; `is_theirs` tells that a heading ends in it behind names of people ("Ada Byrne —
    Acme"), `is_label` marks the label itself and `is_first` the sentence behind it. `when` is the date that a heading
    gives, `anchor` the day by which "the 5th" is to be read, `deal` the day of the one deal that its paragraph tells
    of, `traded` the day that its paragraph begins with, `session` that of the paragraphs before, `month` that of the
    statistics which the head of the document reports.
    """

    block: int = 0
    item: int = 0
    section: int = 0
    lead: int = 0
    label: str | None = None
    is_theirs: bool = False
    is_label: bool = False
    is_first: bool = False
    is_heading: bool = False
    when: TimeSpan | None = None
    anchor: str | None = None
    deal: TimeSpan | None = None
    traded: TimeSpan | None = None
    session: TimeSpan | None = None
    month: TimeSpan | None = None

    @property
    def labelled(self) -> int:
        """A number for the item, else the section, that a label heads."""
        return self.item or -self.section


NOWHERE = Place()
"""The place of a sentence that stands under nothing."""


class Sentence(NamedTuple):
    """A sentence without the marks before it, and where it stands."""

    span: Span
    place: Place


class _Part(NamedTuple):
    block: Block
    place: Place
    is_out: bool


class Outline:
    """The parts of one document."""

    def __init__(self, text: str, parts: Sequence[_Part]) -> None:
        self._text = text
        self._parts = parts
        self._starts = [part.block.line for part in parts]

    def sentences(self, spans: Sequence[Span]) -> list[Sentence]:
        """Return the sentences of a document with their places: labels as sentences of their own, links left out."""
        found: list[Sentence] = []
        for span in spans:
            at = max(0, bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
            first = max(0, bisect_right(self._starts, span.start) - 1)
            part = self._parts[first] if self._parts else None
            if part is None or at != first:  # a sentence of several lines
                found.append(Sentence(span, part.place if part else NOWHERE))
            elif not part.is_out:
                found += self._cut(span, part)
        return [_behind_heading(sentence, found[at - 1] if at else None) for at, sentence in enumerate(found)]

    def _cut(self, span: Span, part: _Part) -> list[Sentence]:
        """A sentence without the marks or the dateline that it opens with; a name as label apart from what follows."""
        block, place = part.block, part.place
        is_opening = span.start <= max(block.start, block.body)
        start = max(span.start, min(block.body, span.end)) if is_opening else span.start
        label = block.label if place.label and place.item and is_opening else None
        if label is None and place.is_heading and self._text[start : span.end].strip() == place.label:
            return [Sentence(Span(start=start, end=span.end), replace(place, is_label=True))]
        if label is None:
            return [Sentence(Span(start=start, end=span.end), place)] if start < span.end else []
        head = Sentence(Span(start=label[0], end=label[1]), replace(place, is_label=True))
        rest = Sentence(Span(start=start, end=span.end), replace(place, is_first=True))
        return [head, rest] if start < span.end else [head]


def _behind_heading(sentence: Sentence, before: Sentence | None) -> Sentence:
    """The sentence marked as the first about its label where a heading that is a name stands right before it."""
    if before is None or not (before.place.is_label and before.place.is_heading) or sentence.place.is_label:
        return sentence
    is_about = sentence.place.label == before.place.label
    return sentence._replace(place=replace(sentence.place, is_first=True)) if is_about else sentence


def read_outline(document: Document) -> Outline:
    """Return the parts of a document."""
    text, source = document.text, document.source
    blocks = read_blocks(text)
    named = _named_labels(blocks, text, source.lang)
    walk = _Walk(text, source.lang, source.published, blocks[0] if blocks else None)
    parts = [walk.part(number, block, number in named) for number, block in enumerate(blocks)]
    return Outline(text, list(_without_tables(parts, text)))


def _without_tables(parts: Sequence[_Part], text: str) -> Iterator[_Part]:
    """The parts, the rows of tables marked as no prose."""
    spans = [grid.span for grid in find_grids(text)]
    starts = [span.start for span in spans]
    for part in parts:
        at = bisect_right(starts, part.block.end) - 1
        yield part._replace(is_out=True) if at >= 0 and part.block.start < spans[at].end else part


def _named_labels(blocks: Sequence[Block], text: str, lang: str) -> frozenset[int]:
    """The blocks whose label is a name: by itself, or because most labels written alike are."""
    told: dict[tuple[bool, bool], list[tuple[int, bool | None]]] = {}
    for number, block in enumerate(blocks):
        if block.label is not None:
            verdict = names_something(text[slice(*block.label)], lang)
            told.setdefault((block.is_bold, block.is_bulleted), []).append((number, verdict))
    named = set()
    for (is_bold, is_bulleted), labels in told.items():
        sure = sum(verdict is True for _, verdict in labels)
        one_of = _ONE_OF if is_bold or is_bulleted else _ONE_OF_BARE
        mostly = sure * one_of >= len(labels) and sure > sum(verdict is False for _, verdict in labels)
        named |= {number for number, verdict in labels if verdict or (verdict is None and mostly)}
    return frozenset(named)


def _is_list_of_names(text: str, lang: str) -> bool:
    """Whether a part of a heading names only people or firms: "Ada Byrne, Ben Holt, and Cy Lund"."""
    words = (word.strip("*,.") for word in text.split())
    return all(word[:1].isupper() or word in layout_words(lang).links for word in words if word)


class _Walk:
    """Goes down a document and remembers what stands over the next line."""

    def __init__(self, text: str, lang: str, published: str | None, title: Block | None) -> None:
        self._text, self._lang, self._published = text, lang, published
        self._year = year_of_title(text[title.start : title.end], lang) if title else None
        self._section = 0
        self._levels: list[tuple[int, str | None, bool]] = []
        self._dated: tuple[int, HeadingDate] | None = None
        self._item: tuple[int, str, int] | None = None
        self._in_furniture = False
        self._lead = 0

    def part(self, number: int, block: Block, is_named: bool) -> _Part:
        """The place of the next block."""
        line = self._text[block.start : block.end]
        is_out = self._is_out(block, line)
        if block.shape is Shape.HEADING and not is_out:
            self._open_section(number, block, line)
        label = self._label(number, block, is_named)
        if block.label is not None and not (is_named and label):
            block = block._replace(body=block.start)
        if block.body == block.start:
            end = remark_end(self._text, block.start, block.end, self._lang)
            if end is None and block.shape is Shape.PROSE and block.label is None:
                end = dateline_end(self._text, block.start, block.end, self._lang)
            block = block._replace(body=end) if end else block
        date = self._label_date(block, is_named) or (self._dated[1] if self._dated else None)
        if not block.is_bulleted:
            self._lead = number + 1 if line.endswith(":") else 0
        place = Place(
            block=number + 1, item=self._item[0] if self._item else 0, section=self._section, label=label,
            lead=self._lead if block.is_bulleted else 0,
            is_theirs=label is not None and any(name == label and ends for _, name, ends in self._levels),
            is_heading=block.shape in (Shape.HEADING, Shape.TITLE), when=date.when if date else None,
            anchor=date.anchor if date else None,
        )  # fmt: skip
        return _Part(block, place, is_out)

    def _label_date(self, block: Block, is_named: bool) -> HeadingDate | None:
        """The date that an item opens with: "- March 3: The company …"."""
        if block.label is None or is_named:
            return None
        return read_heading_date(self._text[slice(*block.label)], self._lang, self._published, self._year)

    def _is_out(self, block: Block, line: str) -> bool:
        """Whether a line, or the list below it, only leads to other pages."""
        if block.shape is Shape.TITLE:
            return False
        if is_furniture(line, self._lang, is_heading=block.shape is Shape.HEADING):
            self._in_furniture = block.label is None
            return True
        self._in_furniture = self._in_furniture and block.is_bulleted
        return self._in_furniture

    def _open_section(self, number: int, block: Block, line: str) -> None:
        self._item = None
        while self._levels and self._levels[-1][0] >= block.level:
            self._levels.pop()
        date = read_heading_date(line, self._lang, self._published, self._year)
        if date is not None:
            self._dated = (block.level, date)
        elif self._dated is not None and block.level <= self._dated[0]:
            self._dated = None
        self._section = number + 1
        name = None if date else self._heading_name(block, line)
        self._levels.append((block.level, name, name is not None and name != line.strip("* ")))

    def _heading_name(self, block: Block, line: str) -> str | None:
        """The name that a heading is, or ends in behind a dash; without a mark, the text below must take it up."""
        ahead, dash, last = line.rpartition(next((mark for mark in _DASHES if mark in line), _DASHES[0]))
        name = last.strip("* ") if dash else line
        verdict = names_something(name, self._lang)
        is_name = verdict is not False and _is_list_of_names(ahead, self._lang) if dash else verdict is True
        if not is_name or len(name.split()) > _HEADING_NAME:
            return None
        if block.level == PLAIN_LEVEL and name not in self._text[block.end : block.end + _FOLLOWED]:
            return None
        return name

    def _label(self, number: int, block: Block, is_named: bool) -> str | None:
        """The name that a block is about, its own, that of the item it is nested in, or that of its section."""
        if block.shape in (Shape.HEADING, Shape.TITLE):
            return self._levels[-1][1] if self._levels and block.shape is Shape.HEADING else None
        nested = self._item is not None and block.is_bulleted and block.indent > self._item[2]
        if is_named and block.label is not None:
            self._item = (number + 1, self._text[slice(*block.label)], block.indent)
        elif block.is_bulleted and not nested:
            self._item = (number + 1, "", block.indent)
        elif not block.is_bulleted:
            self._item = None
        if self._item is not None and self._item[1]:
            return self._item[1]
        return next((name for _, name, _ in reversed(self._levels) if name), None)
