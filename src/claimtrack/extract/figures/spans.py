"""What kind of time a span is: a day of reporting, a year or part of one; and what a sum over it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.edtf import is_edtf
from claimtrack.model import TimeSpan

if TYPE_CHECKING:
    from claimtrack.model import Mention

REPORT_DAYS = 2
"""Days up to which a time is a day of reporting and no period."""
_YEAR = re.compile(r"\d{4}")
_SUBYEAR = re.compile(r"\d{4}-(?:3[3-6]|4[01])[~?%]?")
_FULL_YEAR = re.compile(r"\d{4}[~?%]?")


def is_report_day(span: TimeSpan, longest: int = REPORT_DAYS) -> bool:
    """Whether a time of no more than `longest` days is when something was said and not when a sum was earned."""
    if span.start is None or span.end is None or span.open is not None:
        return False
    return (span.end - span.start).days <= longest


def is_subyear(span: TimeSpan) -> bool:
    """Whether a time is a quarter or a half of a year."""
    return bool(_SUBYEAR.fullmatch(span.edtf or ""))


def is_year(mention: Mention) -> bool:
    """Whether a time is a whole year."""
    return isinstance(mention.norm, TimeSpan) and bool(_FULL_YEAR.fullmatch(mention.norm.edtf or ""))


def is_period(span: TimeSpan) -> bool:
    """Whether a time is one that firms report on: a quarter, a half or a year, or a stretch of months."""
    edtf = span.edtf or ""
    is_range = "/" in edtf and span.open is None and ".." not in edtf
    return is_range or bool(_SUBYEAR.fullmatch(edtf) or _FULL_YEAR.fullmatch(edtf))


def year_before(span: TimeSpan) -> TimeSpan | None:
    """The same period a year earlier, its years counted down; `None` where it has none."""
    if span.edtf is None or "X" in span.edtf or ".." in span.edtf:
        return None
    edtf = _YEAR.sub(lambda match: f"{int(match[0]) - 1:04d}", span.edtf)
    return TimeSpan(text=span.text, edtf=edtf, anchor=span.anchor) if is_edtf(edtf) else None


def period_attribute(span: TimeSpan | None) -> str | None:
    """The standard attribute of a sum over a period: `annual`, `quarterly`, `half-year`."""
    edtf = (span.edtf or "").rstrip("~?%") if span else ""
    if _SUBYEAR.fullmatch(edtf):
        return "half-year" if edtf[5] == "4" else "quarterly"
    return "annual" if _FULL_YEAR.fullmatch(edtf) else None
