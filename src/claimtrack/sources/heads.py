"""What the first lines of a plain text tell: its title, and the day it was published.

Conservative on purpose: a date that a report merely mentions is not the day it appeared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language.data import read_data
from claimtrack.model import TimeSpan
from claimtrack.recognize.times import recognize_times

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD_LINES = 15
_DATE_LINE = 120  # characters; a longer line is prose
_PROSE = 160  # characters; a line of this length is a paragraph, and the head ends with it
_TITLE = range(15, 151)

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d{2}-\d{2}")
_AMBIGUOUS = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/\d{4}")  # June 9 in Boston, September 6 in London
_RUNS_ON = re.compile(r"\d[.:]$")  # the end of a sentence, the heading of a list
_SEPARATORS = re.compile(r"[|·•—–]|\s-\s")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s{0,2}(?:[ap]\.?m\.?|[A-Z]{2,4})?", re.IGNORECASE)
_PLACE = r"[A-ZÄÖÜ][\w.’'-]{0,30}"
_AGENCY = r"\s{0,2}(?:--)?[(/][^()/]{1,40}[)/]\s{0,2}(?:--)?"
_DATELINE_START = re.compile(rf"{_PLACE}(?:[ ,/]{{1,2}}{_PLACE}){{0,5}}(?:,|{_AGENCY},?|(?<=[A-Z]))\s{{0,2}}")
_DATELINE_END = re.compile(rf",?(?:{_AGENCY})?\s{{0,2}}[–—-]{{1,2}}\s?\S")


class Dated(NamedTuple):
    """A date in a line: where it stands and the EDTF day it names."""

    start: int
    end: int
    day: str


def find_published(text: str, lang: str) -> str | None:
    """Return the day of publication (EDTF, `XXXX-03-07` without a year) that the head of a text states, if any.

    Taken are, in this order: a date alone on one of the first 15 lines that hold anything; the date of a dateline
    ("BERLIN, March 7 –"); a yearless day that opens the report ("On March 7, …").
    """
    lines = [line.strip() for line in _head(text)]
    words = read_data(lang, "documents")
    labels = frozenset(words["labels"])
    for line in lines:
        if len(line) <= _DATE_LINE and (day := _date_alone(line, lang, labels)):
            return day
    for line in lines:
        if day := _dateline(line, lang):
            return day
    prose = next((line for line in lines if len(line) >= _PROSE), "")
    return _opening(prose, lang, frozenset(words["openings"]))


def find_title(text: str, lang: str) -> str | None:
    """Return the heading of a plain text when it is clear: a line of words without a full stop above the prose."""
    labels = frozenset(read_data(lang, "documents")["labels"])
    for line in map(str.strip, _head(text)):
        if len(line) >= _PROSE or line.endswith((".", ";", ":", ",", "…")):
            return None
        words = [word for word in line.split() if word[0].isalpha()]
        if len(line) in _TITLE and len(words) >= 3 and not _date_alone(line, lang, labels):
            return line
    return None


def _head(text: str) -> Iterator[str]:
    start = count = 0
    while count < HEAD_LINES and start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + 1000)]
        if line.strip():
            count += 1
            yield line
        start = end + 1


def _dates(line: str, lang: str) -> Iterator[Dated]:
    for mention in recognize_times(line[: _PROSE * 2], lang):
        norm, span = mention.norm, mention.span
        if isinstance(norm, TimeSpan) and norm.edtf is not None and _DAY.fullmatch(norm.edtf):
            yield Dated(span.start, span.end, norm.edtf)


def _date_alone(line: str, lang: str, labels: frozenset[str]) -> str | None:
    if not any(char.isdigit() for char in line) or _AMBIGUOUS.search(line) or _RUNS_ON.search(line):
        return None
    parts = [part.strip() for part in _SEPARATORS.split(line)]
    found = [(part, date) for part in parts for date in _dates(part, lang)]
    if len({date.day for _, date in found}) != 1:
        return None  # from when to when
    for part, date in found:
        if date.day.startswith("XXXX") and len(parts) > 1:
            return None  # a programme or a timetable more often than not
        rest = _CLOCK.sub(" ", f"{part[: date.start]} \n {part[date.end :]}")
        if all(_is_label(side, labels) for side in rest.split("\n")):
            return date.day
    return None


def _is_label(text: str, labels: frozenset[str]) -> bool:
    words = text.strip(" ,.:()[]\t").casefold()
    return not words or words in labels or all(part.strip(" .:") in labels for part in words.split(","))


def _dateline(line: str, lang: str) -> str | None:
    for date in _dates(line, lang):
        if _DATELINE_START.fullmatch(line, 0, date.start) and _DATELINE_END.match(line, date.end):
            return date.day
    return None


def _opening(line: str, lang: str, openings: frozenset[str]) -> str | None:
    first = next(_dates(line, lang), None)
    if first is None or not first.day.startswith("XXXX"):
        return None
    return first.day if line[: first.start].strip().casefold() in openings else None
