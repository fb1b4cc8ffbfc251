"""The lines of a document as blocks: headings, list items with their labels, paragraphs, by marks or by shape alone.

Text comes with Markdown's marks or without them ("- **Norwind:** The start-up raised …", "Norwind: The start-up …"),
so a label or a heading is known by its mark where it has one, else by how it stands among its neighbours.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_SPACES = " \t\r\u00a0"
_MARK = re.compile(r"[ \t\u00a0]{0,12}(?:(#{1,6})|([-*•–—▪◦‣·])|(\d{1,2})\\?[.)])[ \t\u00a0]{1,8}")
_BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*_\n]{1,90})(?:\*\*|__)(?P<sign>[ \t\u00a0]{0,3}[:–—](?=[ \t\u00a0]))?")
_COLON = re.compile(r"(?P<text>[^:\n]{1,60}):[ \t\u00a0]{1,4}(?=\S)")
_DASH = re.compile(r"(?P<text>[^–—\n]{1,60}?)[ \t\u00a0]{1,3}[–—][ \t\u00a0]{1,3}(?=\S)")
_INNER_DASH = re.compile(r"[ \t\u00a0][–—][ \t\u00a0]")
_MOST_MARKS = 2
_HEADING_WORDS, _HEADING_LETTERS = 10, 80
"""The longest line that is a heading without a mark."""
_ROW = 3
"""Labels without a mark that make a list."""
_PARAGRAPH = 100
"""Letters of the shortest paragraph that such a heading stands over."""
BOLD_LEVEL, PLAIN_LEVEL = 7, 8
"""Levels of headings that are only emphasised, or only short: below all that are marked (1 to 6)."""


class Shape(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    PROSE = "prose"


class Block(NamedTuple):
    """A line without its marks, at `start` to `end` of the text; the line itself starts at `line`.

    `level` is a heading's depth, `label` what an item or paragraph opens with ("Norwind" in "**Norwind:** The …") and
    `body` where the text behind it starts. `is_bold` says that the label was emphasised, `is_bulleted` that the line
    has a bullet or a number. `indent` counts the blanks ahead of a bullet.
    """

    line: int
    start: int
    end: int
    shape: Shape
    level: int = 0
    label: tuple[int, int] | None = None
    body: int = 0
    is_bold: bool = False
    is_bulleted: bool = False
    indent: int = 0


def read_blocks(text: str) -> list[Block]:
    """Return the lines of a text that are not blank as blocks, in order."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    blocks = [_block(text, start, end) for start, end in lines]
    return list(_shaped(blocks, text))


def _block(text: str, line: int, end: int) -> Block:
    """A line by its marks alone."""
    level, bulleted, indent, at = 0, False, 0, line
    for _ in range(_MOST_MARKS):
        mark = _MARK.match(text, at, end)
        if mark is None:
            break
        level = level or len(mark[1] or "")
        bulleted = bulleted or bool(mark[2] or mark[3])
        indent = indent or mark.end() - len(mark[0].lstrip()) - at
        at = mark.end()
        if bulleted:
            break  # "- 3. März" has a bullet and a date
    at, end = _stripped(text, at, end)
    if level:
        at, end = _unbold(text, at, end)
        return Block(line, at, end, Shape.HEADING, level, body=at)
    shape = Shape.ITEM if bulleted else Shape.PROSE
    block = Block(line, at, end, shape, body=at, is_bulleted=bulleted, indent=indent)
    return _with_bold(block, text) or _with_label(block, text)


def _with_bold(block: Block, text: str) -> Block | None:
    """A line that opens with emphasis: a label where a colon or dash goes with it, a heading where that is all."""
    found = _BOLD.match(text, block.start, block.end)
    if found is None:
        return None
    inner_start, inner_end = _stripped(text, *found.span("text"))
    rest, _ = _stripped(text, found.end(), block.end)
    if rest >= block.end:
        if block.is_bulleted:
            return block
        return block._replace(start=inner_start, end=inner_end, shape=Shape.HEADING, level=BOLD_LEVEL, body=inner_start)
    has_colon = text[inner_end - 1 : inner_end] == ":"
    if not has_colon and not found["sign"]:
        return None
    inner_end = _stripped(text, inner_start, inner_end - has_colon)[1]
    if dash := _INNER_DASH.search(text, inner_start, inner_end):
        inner_end = dash.start()  # "Norwind — $1 billion:"
    return block._replace(label=(inner_start, inner_end), body=rest, is_bold=True)


def _with_label(block: Block, text: str) -> Block:
    """A line that opens with a few words and a colon, or a dash in a list."""
    found = _COLON.match(text, block.start, block.end)
    if found is None and block.is_bulleted:
        found = _DASH.match(text, block.start, block.end)
    if found is None:
        return block
    return block._replace(label=_stripped(text, *found.span("text")), body=found.end())


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACES:
        start += 1
    while start < end and text[end - 1] in _SPACES:
        end -= 1
    return start, end


def _unbold(text: str, start: int, end: int) -> tuple[int, int]:
    """A heading without the emphasis around it, or left behind at its end."""
    while start < end and text[start] in "*_":
        start += 1
    while start < end and text[end - 1] in "*_\\#":
        end -= 1
    return _stripped(text, start, end)


def _shaped(blocks: list[Block], text: str) -> Iterator[Block]:
    """The blocks with what their place says of them: title, headings without a mark, labels that stand in a row."""
    rows = _rows(blocks)
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if place == 0:
            yield block._replace(shape=Shape.TITLE, label=None, body=block.start)
        elif block.shape is Shape.PROSE and block.label is None and _stands_over(block, after, text):
            yield block._replace(shape=Shape.HEADING, level=PLAIN_LEVEL)
        elif block.label and not (block.is_bold or block.is_bulleted) and place not in rows:
            yield block._replace(label=None, body=block.start)
        else:
            yield block


def _rows(blocks: list[Block]) -> frozenset[int]:
    """The places of labels without a mark that stand in a row: one colon alone makes no list."""
    found: set[int] = set()
    row: list[int] = []
    for place, block in enumerate(blocks):
        if block.label is not None and not (block.is_bold or block.is_bulleted):
            row.append(place)
            found.update(row[-_ROW:] if len(row) >= _ROW else ())
        else:
            row = []
    return frozenset(found)


def _stands_over(block: Block, after: Block | None, text: str) -> bool:
    """Whether a short line without a full stop stands over a paragraph or a list, a blank line around it."""
    line = text[block.start : block.end]
    if len(line) > _HEADING_LETTERS or len(line.split()) > _HEADING_WORDS or line[-1] in '.!?:;,"”“…|' or "|" in line:
        return False
    if after is None or after.shape is Shape.HEADING or text.count("\n", block.end, after.start) < 2:
        return False
    return after.is_bulleted or after.end - after.start >= _PARAGRAPH
