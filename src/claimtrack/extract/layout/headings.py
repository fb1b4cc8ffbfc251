"""Dates as headings: "## November", "28. Oktober 2024", and the year that a title gives them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from claimtrack.edtf import is_edtf, parse_edtf
from claimtrack.extract.layout.words import layout_words, may_be_time
from claimtrack.model import Anchor, Label, TimeSpan
from claimtrack.recognize.times import recognize_times

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 40
"""Letters of the longest heading that is a date."""
_YEAR = re.compile(r"\d{4}")
_NO_YEAR = re.compile(r"(?:\d{4}|XXXX)-\d{2}(?:-\d{2})?")


class HeadingDate(NamedTuple):
    """The time that a heading names, and the last day of it, or of publication if that is sooner."""

    when: TimeSpan
    anchor: str | None


def year_of_title(title: str, lang: str) -> int | None:
    """The one year that a title names: "The biggest rounds of 2024"."""
    years = {
        span.norm.edtf
        for span in recognize_times(title, lang, None)
        if isinstance(span.norm, TimeSpan) and _YEAR.fullmatch(span.norm.edtf or "")
    }
    return int(years.pop() or 0) or None if len(years) == 1 else None


@lru_cache(maxsize=4096)
def read_heading_date(line: str, lang: str, published: str | None, year: int | None) -> HeadingDate | None:
    """Return the date that a heading is, or `None` where it is anything else.

    A month without a year is that of the title's year, else the last one before the day of publication.
    """
    if len(line) > _LONGEST or not may_be_time(line, lang):
        return None
    found = [m for m in recognize_times(line, lang, published) if m.label is Label.DATE]
    if len(found) != 1 or not isinstance(found[0].norm, TimeSpan) or found[0].norm.edtf is None:
        return None
    rest = line[: found[0].span.start] + " " + line[found[0].span.end :]
    if any(word.lower() not in layout_words(lang).beside_dates for word in _WORD.findall(rest)):
        return None
    when, is_out = _of_year(found[0].norm, year), published and parse_edtf(published)
    end = when.end - timedelta(days=1) if when.end is not None else None
    last = is_out.end - timedelta(days=1) if is_out and is_out.end is not None else None
    if end is None or (when.start is not None and last is not None and when.start > last and _is_bare(when)):
        return None  # a month to come, or of a year that nothing tells
    return HeadingDate(when, _day(min(end, last) if last is not None else end))


def _of_year(when: TimeSpan, year: int | None) -> TimeSpan:
    """A month or day without a year, as one of the year that the title names."""
    if year is None or not _is_bare(when) or _NO_YEAR.fullmatch(when.edtf or "") is None:
        return when
    edtf = f"{year:04d}{(when.edtf or '')[4:]}"
    inside = parse_edtf(edtf) if is_edtf(edtf) else None
    if inside is None:
        return when
    return TimeSpan(text=when.text, edtf=edtf, start=inside.start, end=inside.end, anchor=Anchor.TEXT)


def _is_bare(when: TimeSpan) -> bool:
    return when.anchor is Anchor.PUBLISHED


def _day(day: date) -> str:
    return day.isoformat()
