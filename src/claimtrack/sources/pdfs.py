"""A PDF as plain text: lines put together to paragraphs, tables with tabs between their cells, pages set apart.

A PDF knows glyphs and where they stand, and neither paragraphs nor tables. A line goes on in the next one while both
are of one size, the distance is that of the page's lines, and the first one is full; a wide gap parts two cells. What
stands at the head or foot of page after page is no part of the text. A form feed parts two pages.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.errors import InputError
from claimtrack.model import PAGE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfTextPage

_MOST_PAGES = 3000
_CELL_GAP = 2.0
"""Heights of a line's letters that part two cells."""
_LEADING = 1.5
"""How many times the usual distance of lines parts two paragraphs."""
_APART = 3.0
"""Heights of letters between two lines of one paragraph at most, however few lines a page has."""
_SIZES = 0.15
"""By how much the letters of one paragraph may differ in height."""
_FULL, _HALF = 0.85, 0.6
"""The share of the widest line that a line fills behind which a paragraph goes on, and may if its sentence does."""
_EDGE = 2
"""Lines at the head and foot of a page that may be the same on each."""
_OFTEN, _SHARE = 3, 0.4
"""On how many pages, and what share of them, such a line stands."""
_ENDS = (".", "!", "?", ":", ";", ".”", '."')
_BULLET = re.compile(r"(?:[-*•–—▪◦‣·]|\d{1,2}[.)])\s")
_NUMBER = re.compile(r"\W*(?:(?:page|seite|p\.|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.IGNORECASE)
_LEADERS = re.compile(r"(?:[ \t]?\.){4,}[ \t]?")
"""The dots from an entry of a table of contents to its page."""
_DIGITS = re.compile(r"\d+")
_JUNK = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class _Line(NamedTuple):
    """A line of a page: where its letters begin and end, on what height it stands, and how high its letters are."""

    text: str
    left: float
    right: float
    base: float
    height: float

    @property
    def is_row(self) -> bool:
        """Whether gaps part the line into cells."""
        return "\t" in self.text


def render_pdf(data: bytes, where: str) -> str:
    """Return the text of a PDF; `where` names it in errors.

    Raises:
        InputError: it is broken, locked, too long or has no text.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        if len(pdf) > _MOST_PAGES:
            raise InputError(where, f"too long: more than {_MOST_PAGES:,} pages")
        pages = [list(_lines(page.get_textpage())) for page in pdf]
    except pypdfium2.PdfiumError:
        raise InputError(where, "a PDF that is broken or locked") from None
    if not any(pages):
        raise InputError(where, "a PDF without text, such as a scan")
    return f"\n{PAGE_BREAK}\n".join(map(_joined, _without_edges(pages)))


def _lines(page: PdfTextPage) -> Iterator[_Line]:
    """The lines of a page in the order in which it draws them."""
    text = page.get_text_range()
    if len(text) != page.count_chars():  # letters beyond the basic plane: no place can be told
        yield from (_Line(_clean(line), 0, 1, 0, 1) for line in text.splitlines() if line.strip())
        return
    start = 0
    for end in [*(match.start() for match in re.finditer(r"\r\n", text)), len(text)]:
        if text[start:end].strip():
            yield _line(page, text, start, end)
        start = end + 2


def _line(page: PdfTextPage, text: str, start: int, end: int) -> _Line:
    boxes = [(at, *page.get_charbox(at)) for at in range(start, end) if not text[at].isspace()]
    told = [box for box in boxes if text[box[0]].isalnum()] or boxes
    height = max(0.1, median(top - bottom for _, _, bottom, _, top in told))
    parts: list[str] = []
    last = start
    for (_, _, _, right, _), (at, left, _, _, _) in pairwise(boxes):
        if left - right > _CELL_GAP * height:
            parts.append(text[last:at].rstrip() + "\t")
            last = at
    parts.append(text[last:end])
    base = median(bottom for _, _, bottom, _, _ in told)
    return _Line(_clean("".join(parts)), boxes[0][1], max(box[3] for box in boxes), base, height)


def _clean(text: str) -> str:
    return _LEADERS.sub(" ", _JUNK.sub("", text)).strip()


def _without_edges(pages: Sequence[Sequence[_Line]]) -> Iterator[list[_Line]]:
    """The pages without their numbers and what is repeated at their heads and feet, but where it stands first."""
    seen = Counter(key for page in pages for key in {_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    repeated = {key for key, times in seen.items() if times >= max(_OFTEN, _SHARE * len(pages))}
    told: set[str] = set()
    for page in pages:
        edges = {*range(_EDGE), *range(len(page) - _EDGE, len(page))}
        gone = {at for at in edges if 0 <= at < len(page) and _key(page[at]) in repeated & told}
        gone |= {at for at in edges if 0 <= at < len(page) and _NUMBER.fullmatch(page[at].text)}
        yield [line for at, line in enumerate(page) if at not in gone]
        told |= {_key(page[at]) for at in edges if 0 <= at < len(page)}


def _key(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)


def _joined(lines: Sequence[_Line]) -> str:
    """The paragraphs of a page, a blank line between them; the rows of a table stand close."""
    gaps = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base]
    leading = median(gaps) if gaps else 0.0
    right = max((line.right for line in lines), default=0.0)
    parts: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            parts.append(line.text)
        elif _goes_on(before, line, leading, right):
            parts.append(line.text if _is_hyphenated(before, line) else f" {line.text}")
            parts[-2] = parts[-2].removesuffix("-") if _is_hyphenated(before, line) else parts[-2]
        else:
            parts.append(f"\n{line.text}" if before.is_row and line.is_row else f"\n\n{line.text}")
    return "".join(parts)


def _goes_on(before: _Line, line: _Line, leading: float, right: float) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    gap, most = before.base - line.base, min(_LEADING * leading, _APART * line.height)
    if before.is_row or line.is_row or not 0 < gap <= most or _BULLET.match(line.text):
        return False
    if abs(before.height - line.height) > _SIZES * max(before.height, line.height):
        return False
    filled = (before.right - before.left) / max(1.0, right - before.left)
    return filled >= _FULL or (filled >= _HALF and not before.text.endswith(_ENDS))


def _is_hyphenated(before: _Line, line: _Line) -> bool:
    """Whether a word is parted between two lines: "Umsatz-" and "wachstum"."""
    return before.text[-2:-1].isalpha() and before.text.endswith("-") and line.text[:1].islower()
