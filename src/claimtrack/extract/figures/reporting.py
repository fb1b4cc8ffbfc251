"""Which period a document's figures are of: the quarter or year that it reports on, and the one that it looks ahead to.

A report names its quarter once and its guidance's year once, and goes on without them. A sum "for the full year" is no
quarter's; a fiscal quarter has no months unless the document says which.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.periods import (
    FLOWS,
    find_period,
    find_reporting_period,
    is_contrast,
    is_period,
    is_subyear,
    period_attribute,
    year_before,
)
from claimtrack.model import Anchor, Modality, TimeSpan

if TYPE_CHECKING:
    from claimtrack.edtf import Interval
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_HEAD = 25
"""Sentences at the head of a document in which its reporting period is named."""
_PAST = (None, Modality.ACTUAL)
_BESIDE = 2
"""Tokens between "fiscal" and the quarter that it makes one."""
_BEHIND = 5
"""Tokens behind a figure in which "for the full year" makes it a year's."""
_GUIDANCE = 3
"""Sentences for which the period of a forecast holds for the forecasts that follow."""
_RESULTS = 4
"""Months of a year in which a full year's result is that of the year before."""


class Dating(NamedTuple):
    """When a figure holds, the standard attribute of its period, and whether the day of publication may stand in."""

    when: TimeSpan | None
    attribute: str | None
    dated: bool


class Reporting:
    """The periods of one document, asked passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse, published: Interval | None) -> None:
        self._published = published
        self._periods: dict[str, TimeSpan] = {}
        self._guided: dict[str, tuple[int, TimeSpan]] = {}
        head = discourse.passages[:_HEAD]
        self._is_fiscal = any(_names_fiscal_quarter(passage) for passage in head)
        forecasts = load_figure_words(head[0].lang).colour["forecast"] if head else frozenset()
        period = find_reporting_period(head, forecasts)
        if discourse.topic is not None and period is not None:
            self._periods[discourse.topic] = period

    def date(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> Dating:
        """Return when a figure of an owner holds."""
        if modality is None and _looks_ahead(reading, line):
            modality = Modality.FORECAST
        when, dated = self._when(reading, line, owner, modality), reading.role != "prior"
        attribute = period_attribute(when)
        if self._is_fiscal and when is not None and is_subyear(when):
            when, dated = None, False
        kind = reading.found.metric.kind
        if when is None and (is_contrast(reading, line) or (self._is_fiscal and kind in ("revenue", "profit"))):
            dated = False
        return Dating(when, attribute, dated)

    def _when(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> TimeSpan | None:
        own = find_period(reading, line)
        if reading.role == "prior" and modality is Modality.FORECAST:
            return self._ahead(reading, line, owner)
        reporting = self._reporting(reading, line, owner, modality)
        if reading.role == "prior":
            return self._prior(reading, line, own, reporting)
        if is_contrast(reading, line):
            shifted = year_before(reporting) if reporting and is_period(reporting) else None
            same = own is not None and shifted is not None and (own.edtf or "")[:4] == (shifted.edtf or "")[:4]
            return shifted if own is None or (same and not is_subyear(own)) else own
        self._learn(reading, line, owner, modality, own)
        return own or reporting

    def _prior(self, reading: Reading, line: Line, own: TimeSpan | None, reporting: TimeSpan | None) -> TimeSpan | None:
        """The time of an earlier figure: its own period, else a year before that of the figure it is compared with."""
        kind = reading.found.metric.kind
        main = find_period(reading._replace(role="level"), line)
        main = reporting if main is None or main == own else main  # "down from $5bn last year" has but one time
        shifted = year_before(main) if main and is_period(main) and kind in FLOWS else None
        words = line.words.links["ago"] | line.words.links["either"]
        same = own is not None and main is not None and (own.edtf or "")[:4] == (main.edtf or "")[:4]
        if shifted is not None and own is not None and same and any(word in own.text.casefold() for word in words):
            return shifted  # "2025 …, nach 3 Milliarden im Vorjahr" is told of the year before, whenever that is said
        if own is not None and is_period(own) and not (main and is_subyear(main) and not is_subyear(own)):
            return own
        return shifted or (None if kind in ("revenue", "profit") else own)

    def _reporting(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> TimeSpan | None:
        """The period that the document reports on, or looks ahead to, for figures of a period."""
        metric = reading.found.metric
        if metric.kind not in FLOWS | {"customers"} or metric.level:
            return None
        if modality not in _PAST:
            return self._ahead(reading, line, owner) if modality is Modality.FORECAST else None
        period = self._periods.get(owner)
        if period is None or not is_subyear(period) or not _is_of_year(reading, line):
            return period
        return TimeSpan(text=period.text, edtf=(period.edtf or "")[:4], anchor=period.anchor)

    def _ahead(self, reading: Reading, line: Line, owner: str) -> TimeSpan | None:
        """The period of a forecast: the year that is running where a full year is said, else that of the one before."""
        if _is_of_year(reading, line):
            start = self._published.start if self._published else None
            year = TimeSpan(text="", edtf=f"{start.year:04d}~", anchor=Anchor.PUBLISHED) if start else None
            if year is not None:
                self._guided[owner] = (line.passage.position, year)
            return year
        position, period = self._guided.get(owner, (-1, None))
        return period if 0 <= line.passage.position - position <= _GUIDANCE else None

    def _learn(self, reading: Reading, line: Line, owner: str, modality: Modality | None, own: TimeSpan | None) -> None:
        """Remember the period of a result, unless it is an older one, and that of a forecast for those that follow."""
        if own is None or not is_period(own):
            return
        if modality is Modality.FORECAST:
            self._guided[owner] = (line.passage.position, own)
        known = self._periods.get(owner)
        is_newer = known is None or (own.edtf or "")[:4] >= (known.edtf or "")[:4]
        if modality in _PAST and reading.found.metric.kind in ("revenue", "profit") and is_newer:
            self._periods[owner] = own


@cache
def _year_phrases(lang: str) -> re.Pattern[str]:
    phrases = sorted(load_figure_words(lang).periods["year"], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def _is_of_year(reading: Reading, line: Line) -> bool:
    """Whether the words around a figure make it that of a whole year: "full-year", "for the year", "im Gesamtjahr"."""
    start = min(reading.found.start, reading.figure.start)
    while start > 0 and not line.is_stop(start - 1) and line.figure(start - 1) is None:
        start -= 1
    end = reading.figure.end
    while end < min(len(line.tree), reading.figure.end + _BEHIND) and line.tree[end].pos_ not in ("CCONJ", "PUNCT"):
        end += 1
    text = line.tree[start:end].text.casefold()
    for phrase in line.words.links["ago"]:
        text = text.replace(phrase, " ")  # "from a year ago" makes nothing a year's
    return _year_phrases(line.passage.lang).search(text) is not None


def _looks_ahead(reading: Reading, line: Line) -> bool:
    """Whether a word of expecting stands ahead of a figure, where the tree decides whether it governs it."""
    first = min(reading.found.start, reading.figure.start)
    return any(line.word(at) in line.words.colour["forecast"] for at in range(line.clause_start(first), first))


def _names_fiscal_quarter(passage: Passage) -> bool:
    """Whether a sentence speaks of a quarter of a fiscal year: "third-quarter fiscal results"."""
    words = load_figure_words(passage.lang).periods
    for mention in passage.times:
        span = mention.norm
        if not isinstance(span, TimeSpan) or not (is_subyear(span) or span.edtf is None):
            continue
        text = span.text.casefold()
        if not any(word in text for word in words["quarter"]):
            continue
        tokens = passage.tokens_in(mention.span)
        near = passage.tree[max(0, tokens[0].i - _BESIDE) : tokens[-1].i + 1 + _BESIDE]
        if any(token.lower_.startswith(tuple(words["fiscal"])) for token in near):
            return True
    return False
