"""The period that a figure is of, told apart from the day on which it is reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.edtf import is_edtf
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.model import Label, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention

FLOWS = frozenset({"revenue", "profit", "spending", "measure"})
"""Kinds whose figure is of a period; a single day beside one is the day of the report."""
_NEAR = 12
"""Tokens between a figure and its time."""
_DAY = 2
"""Days up to which a time is a day of reporting and no period."""
_AHEAD = 4
"""Tokens before a metric in which "compared with" makes it the other one."""
_YEAR = re.compile(r"\d{4}")
_SUBYEAR = re.compile(r"\d{4}-(?:3[3-6]|4[01])[~?%]?")
_FULL_YEAR = re.compile(r"\d{4}[~?%]?")


def find_period(reading: Reading, line: Line) -> TimeSpan | None:
    """Return the time that dates a figure in its own sentence, or `None`."""
    ranked = []
    for mention, start, end in _dates(line):
        span = mention.norm
        if (
            not isinstance(span, TimeSpan)
            or span.edtf is None
            or (is_report_day(span) and reading.found.metric.kind in FLOWS)
        ):
            continue
        if reading.found.metric.kind == "price" and (
            is_subyear(span) or (span.open and start - reading.figure.end > 1)
        ):
            continue  # "fell 8 % after fourth-quarter results", "…, its lowest since 2018"
        compared = is_comparison(mention, start, line) or _follows_contrast(reading, start, line)
        if any(phrase in span.text.casefold() for phrase in line.words.links["either"]):
            compared = compared or reading.role == "prior"
        if compared != (reading.role == "prior"):
            continue
        gap = max(start - reading.figure.end, reading.figure.start - end, 0)
        if gap <= _NEAR or start <= 2 or reading.found.start - end in range(4):
            ranked.append(((_crossings(start, end, reading, line), gap), start, span))
    best = min(ranked, key=lambda entry: entry[:2], default=None)
    return best[2] if best and (best[0][0] < 2) else None


def _dates(line: Line) -> list[tuple[Mention, int, int]]:
    return [
        (mention, tokens[0].i, tokens[-1].i + 1)
        for mention in line.passage.times
        if mention.label is Label.DATE and (tokens := line.passage.tokens_in(mention.span))
    ]


def _crossings(start: int, end: int, reading: Reading, line: Line) -> int:
    """How many boundaries lie between a time and a figure: commas, conjunctions and stops."""
    low, high = (end, reading.figure.start) if end <= reading.figure.start else (reading.figure.end, start)
    stops = sum(2 for at in range(low, high) if line.is_stop(at))
    commas = sum(1 for at in range(low, high) if line.tree[at].pos_ == "CCONJ" or (line.word(at) == "," and start > 3))
    return stops + (commas > 1)


def is_comparison(mention: Mention, start: int, line: Line) -> bool:
    """Whether a time is what a figure is compared with: "from a year earlier", "im Vorjahr"."""
    text = mention.norm.text.casefold() if isinstance(mention.norm, TimeSpan) else ""
    if any(phrase in text for phrase in line.words.links["ago"]):
        return True
    ahead = {line.word(at) for at in range(max(0, start - 3), start)}
    grammar = line.words.grammar
    return line.word(start - 1) in grammar["versus"] or bool(ahead & grammar["compared"])


def _follows_contrast(reading: Reading, start: int, line: Line) -> bool:
    """Whether "compared with" stands between a figure and a time, so that the time is the other figure's."""
    return any(line.word(at) in line.words.grammar["compared"] for at in range(reading.figure.end, start))


def is_contrast(reading: Reading, line: Line) -> bool:
    """Whether a figure with its metric is what another is compared with: "compared with a loss of $4bn"."""
    first = min(reading.found.start, reading.figure.start)
    return any(line.word(at) in line.words.grammar["compared"] for at in range(max(0, first - _AHEAD), first))


def is_report_day(span: TimeSpan) -> bool:
    """Whether a time is a day: when something was said, not the period that a sum was earned in."""
    return (
        span.start is not None and span.end is not None and (span.end - span.start).days <= _DAY and span.open is None
    )


def is_subyear(span: TimeSpan) -> bool:
    """Whether a time is a quarter or a half of a year."""
    return bool(_SUBYEAR.fullmatch(span.edtf or ""))


def find_reporting_period(passages: Sequence[Passage], forecasts: frozenset[str]) -> TimeSpan | None:
    """The first quarter or half-year that a document names, not in a forecast: the one that its figures are of."""
    for passage in passages:
        if any(token.lower_ in forecasts for token in passage.tree):
            continue
        for mention in passage.times:
            if isinstance(mention.norm, TimeSpan) and is_subyear(mention.norm) and mention.norm.open is None:
                compared = load_figure_words(passage.lang).grammar["compared"]
                ahead = passage.tree[: passage.tokens_in(mention.span)[0].i]
                if not any(token.lower_ in compared for token in ahead):
                    return mention.norm
    return None


def is_period(span: TimeSpan) -> bool:
    """Whether a time is one that firms report on: a quarter, a half or a year, or a stretch of months."""
    edtf = span.edtf or ""
    return bool(
        _SUBYEAR.fullmatch(edtf)
        or _FULL_YEAR.fullmatch(edtf)
        or ("/" in edtf and span.open is None and ".." not in edtf)
    )


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
