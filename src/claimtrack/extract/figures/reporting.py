"""Which period a document's figures are of: the quarter or year that it reports on, and the one that it looks ahead to.

A report names its quarter once and its guidance's year once, and goes on without them. A sum "for the full year" is no
quarter's; a fiscal quarter has no months unless the document says which.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.measured import LEVEL
from claimtrack.extract.figures.periods import (
    FLOWS,
    find_fiscal_quarter,
    find_period,
    find_reporting_period,
    fiscal_quarters,
    read_quarters,
)
from claimtrack.extract.figures.results import find_reported_year
from claimtrack.extract.figures.spans import is_period, is_subyear, is_year, period_attribute, year_before
from claimtrack.extract.text.dates import time_words
from claimtrack.language.trees import text_of
from claimtrack.model import Anchor, Modality, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.edtf import Interval
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_HEAD = 25
"""Sentences at the head of a document in which its reporting period is named."""
_PAST = (None, Modality.ACTUAL)
_AHEAD = (Modality.FORECAST, Modality.PLANNED)
_OPENING = 3
"""Words at the head of a sentence in which "in the year-ago quarter" dates all of it."""
_BEHIND = 5
"""Tokens behind a figure in which "for the full year" makes it a year's."""
_INTRODUCED = 4
"""Sentences back in which the quarter is named that a list of results is of."""
_GUIDANCE = 3
"""Sentences for which the period of a forecast holds for the forecasts that follow."""
_RATES = ("run-rate", "annual recurring (ARR)")
"""Revenue that is there at a time."""
_PRIOR = "prior period"
_QUARTERS = ("33", "34", "35", "36")
_COMPARED = 4
"""Words before a time in which one of comparing stands ("up from the level of a year ago")."""
"""What a figure is of that the one of a fiscal quarter is compared with."""
_CONTRAST = 6
"""Tokens before a metric in which "compared with" makes it the other one."""
_RESULTS = 4
"""Months of a year in which a full year's result is that of the year before."""


class Dating(NamedTuple):
    """When a figure holds, the standard attribute of its period, and whether the day of publication may stand in.

    `quarter` names a quarter of a fiscal year, which has no date.
    """

    when: TimeSpan | None
    attribute: str | None
    dated: bool
    quarter: str | None = None


class Reporting:
    """The periods of one document, asked passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse, published: Interval | None) -> None:
        self._published = published
        self._periods: dict[str, TimeSpan] = {}
        self._guided: dict[str, tuple[int, TimeSpan]] = {}
        head = discourse.passages[:_HEAD]
        self._is_fiscal = any(True for passage in head for _ in fiscal_quarters(passage))
        forecasts = load_figure_words(head[0].lang).colour["forecast"] if head else frozenset()
        self._discourse, self._forecasts = discourse, forecasts
        self._quarter = find_fiscal_quarter(head, forecasts) if self._is_fiscal else None
        self._next_quarter: tuple[int, str] = (-1, "")
        self._topic = discourse.topic
        period = find_reporting_period(head, forecasts, published.end if published is not None else None)
        if discourse.topic is not None and period is not None:
            self._periods[discourse.topic] = _year_of(period) if _opens_with_year(head, forecasts) else period
        elif discourse.topic is not None and (year := find_reported_year(head, published and published.end)):
            self._periods[discourse.topic] = year

    def date(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> Dating:
        """Return when a figure of an owner holds."""
        if modality is None and _looks_ahead(reading, line):
            modality = Modality.FORECAST
        when, dated = self._when(reading, line, owner, modality), reading.role != "prior"
        attribute = period_attribute(when)
        if when is not None and is_subyear(when) and (self._is_fiscal or self._is_past(when, modality)):
            when, dated = None, False
        kind = reading.found.metric.kind
        if when is None and (_is_contrast(reading, line) or (self._is_fiscal and kind in ("revenue", "profit"))):
            dated = False
        dated = dated and (when is not None or not _points_back(reading, line))
        quarter = self._fiscal_quarter(reading, line, owner, modality)
        if quarter is None or reading.role == "prior":
            other = _PRIOR if quarter is not None and when is None else None
            return Dating(when, attribute or (quarter and "quarterly"), dated, other)
        return Dating(None, "quarterly", False, quarter)

    def _is_past(self, when: TimeSpan, modality: Modality | None) -> bool:
        """Whether a quarter was over when it was foretold: one of a fiscal year, whatever the calendar's is."""
        day = self._published.start if self._published else None
        return modality is Modality.FORECAST and day is not None and when.end is not None and when.end <= day

    def _fiscal_quarter(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> str | None:
        """The quarter of a fiscal year that a result or its forecast is of: the sentence's, else the document's."""
        if not self._is_fiscal or reading.found.metric.kind not in ("revenue", "profit") or reading.found.metric.level:
            return None
        if _is_of_year(reading, line) or any(is_year(m) for m in line.passage.times):
            return None
        own, at = _own_quarter(line.passage, reading), line.passage.position
        if modality in _PAST:
            return own or (self._quarter if owner == self._topic else None)
        if own is not None:
            self._next_quarter = (at, own)
        known, quarter = self._next_quarter
        return own or (quarter if 0 <= at - known <= _GUIDANCE and quarter else None)

    def _when(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> TimeSpan | None:
        own = self._told_from_here(find_period(reading, line), line, owner)
        own = _in_the_same(own, self._periods.get(owner), line) if own is not None else None
        if reading.role == "prior" and modality is Modality.FORECAST:
            return self._ahead(reading, line, owner)
        reporting = self._reporting(reading, line, owner, modality)
        if reading.role == "prior":
            return self._prior(reading, line, own, reporting)
        apart = reading.linked and reading.role == LEVEL and not _is_the_same(reading, line)
        if _is_contrast(reading, line) and not apart:
            shifted = year_before(reporting) if reporting and is_period(reporting) else None
            if own is not None and is_period(own) and _is_year_ago(reading, own, line):
                return year_before(own)
            same = own is not None and shifted is not None and (own.edtf or "")[:4] == (shifted.edtf or "")[:4]
            return shifted if own is None or (same and not is_subyear(own)) else own
        self._learn(reading, line, owner, modality, own)
        period = own or reporting
        if period is not None and _is_year_before(reading, line, is_open=own is None):
            return year_before(period)
        return period

    def _told_from_here(self, own: TimeSpan | None, line: Line, owner: str) -> TimeSpan | None:
        """The fiscal year before or behind the one that is reported on, which need not be the calendar's."""
        known = self._periods.get(owner)
        if own is None or known is None or not (known.edtf or "")[:4].isdigit():
            return own
        text, words = own.text.lower(), line.words.periods
        if own.edtf == known.edtf and is_subyear(own) and any(phrase in text for phrase in words["quarter_before"]):
            return _quarter_before(own)  # "$9bn in the previous quarter", told of the one that is over
        step = any(phrase in text for phrase in words["next"]) - any(phrase in text for phrase in words["before"])
        position, guided = self._guided.get(owner, (-1, known))
        if step < 0 and position == line.passage.position and (guided.edtf or "")[:4].isdigit():
            known = guided  # "a profit of $5bn in 2026, up from $4bn in the prior fiscal year"
        year = f"{int((known.edtf or '')[:4]) + step:04d}~"
        return TimeSpan(text=own.text, edtf=year, anchor=own.anchor) if step else own

    def _prior(self, reading: Reading, line: Line, own: TimeSpan | None, reporting: TimeSpan | None) -> TimeSpan | None:
        """The time of an earlier figure: its own period, else a year before that of the figure it is compared with."""
        kind = reading.found.metric.kind
        main = find_period(reading._replace(role="level"), line)
        if own is None and main is not None and (told := _in_the_same(main, reporting, line)) is not main:
            return told
        is_of_year = any(is_year(mention) and mention.norm != own for mention in line.passage.times)
        if main is None or main == own:  # "down from $5bn last year" has but one time
            main = None if is_of_year and reporting is not None and is_subyear(reporting) else reporting
        shifted = year_before(main) if main and is_period(main) and kind in FLOWS else None
        words = line.words.links["ago"] | line.words.links["either"]
        same = own is not None and main is not None and (own.edtf or "")[:4] == (main.edtf or "")[:4]
        if shifted is not None and own is not None and same and any(word in own.text.lower() for word in words):
            return shifted  # "2025 …, nach 3 Milliarden im Vorjahr" is told of the year before, whenever that is said
        if own is not None and is_period(own) and not (main and is_subyear(main) and not is_subyear(own)):
            return own
        is_level = reading.found.metric.attribute in _RATES or kind not in ("revenue", "profit")
        return shifted or (own if is_level else None)

    def _reporting(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> TimeSpan | None:
        """The period that the document reports on, or looks ahead to, for figures of a period."""
        metric = reading.found.metric
        if metric.kind not in FLOWS | {"customers"} or metric.level:
            return None
        if modality not in _PAST:
            return self._ahead(reading, line, owner) if modality in _AHEAD else None
        period = self._renewed(self._periods.get(owner), line)
        if period is None and (compared := _compared_year(reading, line)) is not None and _is_of_year(reading, line):
            return compared
        if period is None or not is_subyear(period) or not _is_of_year(reading, line):
            return period
        return _year_of(period)

    def _renewed(self, period: TimeSpan | None, line: Line) -> TimeSpan | None:
        """A quarter of the year that was told of last, named since: "Here's how Acme did in its fourth quarter:"."""
        if period is None or is_subyear(period):
            return period
        place, text = self._discourse.place_of(line.passage), line.tree.text.lower()
        points = any(phrase in text for phrase in line.words.periods["pointing"])  # "During the period, sales rose"
        first = 0 if points else max(0, place - _INTRODUCED)
        for back, passage in enumerate(reversed(self._discourse.passages[first:place])):
            if (back == 0 or not points) and any(is_year(mention) for mention in passage.times):
                return period
            quarter = find_reporting_period([passage], self._forecasts)
            if quarter is not None:
                return quarter if (quarter.edtf or "")[:4] == (period.edtf or "")[:4] else period
        return period

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


def _is_contrast(reading: Reading, line: Line) -> bool:
    """Whether a figure with its metric is what another is compared with: "compared with a loss of $4bn"."""
    first = min(reading.found.start, reading.figure.start)
    return any(line.word(at) in line.words.grammar["compared"] for at in range(max(0, first - _CONTRAST), first))


def _points_back(reading: Reading, line: Line) -> bool:
    """Whether a figure is of "the same period" as something told before, no time being named beside it."""
    behind = text_of(line.tree[reading.figure.end :]).lower()
    is_last = [reading.figure] == line.figures[-1:] and not line.passage.dates
    return is_last and any(phrase in behind for phrase in line.words.links["either"])


def _compared_year(reading: Reading, line: Line) -> TimeSpan | None:
    """The year after the one that a figure is compared with: "full-year sales of $5bn, compared to $4bn in 2024"."""
    for mention in line.passage.dates if reading.role == LEVEL else ():
        norm, at = mention.norm, line.passage.tokens_in(mention.span)[0].i
        ahead = {token.lower_ for token in line.tree[reading.figure.end : at]}
        if isinstance(norm, TimeSpan) and is_year(mention) and ahead & line.words.grammar["compared"]:
            year = f"{int((norm.edtf or '')[:4]) + 1:04d}"
            return TimeSpan(text=norm.text, edtf=year, anchor=norm.anchor)
    return None


def _in_the_same(own: TimeSpan, known: TimeSpan | None, line: Line) -> TimeSpan:
    """The quarter that "in the same period in 2024" means: the one that the sentence names, else the one reported."""
    mention = next((m for m in line.passage.dates if m.norm is own and is_year(m)), None)
    before = line.passage.tokens_in(mention.span)[0].i if mention is not None else 0
    text = text_of(line.tree[max(0, before - _OPENING) : before]).lower()
    if not any(phrase in text for phrase in line.words.links["either"]):
        return own
    spans = (*(m.norm for m in line.passage.times if isinstance(m.norm, TimeSpan)), known)
    part = next((span.edtf for span in spans if span is not None and is_subyear(span)), None)
    return TimeSpan(text=own.text, edtf=f"{(own.edtf or '')[:4]}{part[4:]}", anchor=own.anchor) if part else own


def _quarter_before(span: TimeSpan) -> TimeSpan:
    """The quarter before one of the levels 33 to 36 (https://www.loc.gov/standards/datetime/, level 2)."""
    year, code = (span.edtf or "")[:4], (span.edtf or "")[5:7]
    if not year.isdigit() or code not in _QUARTERS:
        return span
    place = _QUARTERS.index(code)
    edtf = f"{int(year) - (place == 0):04d}-{_QUARTERS[place - 1]}"
    return TimeSpan(text=span.text, edtf=edtf, anchor=span.anchor)


def _year_of(period: TimeSpan) -> TimeSpan:
    return TimeSpan(text=period.text, edtf=(period.edtf or "")[:4], anchor=period.anchor)


def _opens_with_year(head: Sequence[Passage], forecasts: frozenset[str]) -> bool:
    """Whether a document tells results of a whole year before it names a quarter: "annual profit fell to"."""
    for passage in head:
        spans = [mention.norm for mention in passage.times if isinstance(mention.norm, TimeSpan)]
        words, text = load_figure_words(passage.lang), passage.text.lower()
        if any(is_subyear(span) for span in spans) or any(True for _ in read_quarters(passage)):
            return False
        for phrase in words.links["ago"]:
            text = text.replace(phrase, " ")
        told = any(
            (metric := words.metrics.get((t.lower_,))) and metric.kind in ("revenue", "profit") for t in passage.tree
        )
        if told and _year_phrases(passage.lang).search(text) and not any(t.lower_ in forecasts for t in passage.tree):
            return True
    return False


def _is_year_before(reading: Reading, line: Line, *, is_open: bool) -> bool:
    """Whether a figure is of the year before: "down from a year ago, when it earned $5bn".

    So is one without a time in a sentence that begins so (`is_open`): "In the year-ago quarter, sales fell".
    """
    for mention in line.passage.times:
        norm, tokens = mention.norm, line.passage.tokens_in(mention.span)
        if isinstance(norm, TimeSpan) and tokens and any(p in norm.text.lower() for p in line.words.links["ago"]):
            end = tokens[-1].i + 1
            opener = line.word(end + (line.word(end) == ","))
            thens = time_words(line.passage.lang, "meanwhile") - line.words.links["contrasts"]
            is_then = end < reading.figure.start and opener in thens
            dates = is_open and (tokens[0].i < _OPENING or _dates_the_one(norm, tokens[0].i, end, reading, line))
            return is_then or dates
    return False


def _is_the_same(reading: Reading, line: Line) -> bool:
    """Whether a figure says what the one before it comes to: "compared with a profit of $5bn, or $1.20 a share"."""
    return line.word(reading.figure.start - 1) in line.words.links["same"]


def _dates_the_one(norm: TimeSpan, start: int, end: int, reading: Reading, line: Line) -> bool:
    """Whether a time dates the one figure of a sentence and compares nothing: "sales of $9bn in the year-ago period".

    It stands right behind the figure, or between its metric and the figure: "der Umsatz lag im Vorjahresquartal bei".
    """
    links, text = line.words.links, norm.text.lower()
    vague = not any(phrase in text for phrase in links["ago"] - links["either"])  # "in the same period" as what?
    turned = any(line.turn(token.i) for token in line.tree)
    if vague or turned or line.figures != [reading.figure] or reading.role != LEVEL:
        return False
    first, last = (reading.figure.end, start) if start >= reading.figure.end else (end, reading.figure.start)
    between = line.tree[first:last] if start >= reading.found.start else ()
    ahead = {line.word(at) for at in range(max(0, start - _COMPARED), start)}
    grammar = line.words.grammar
    return start >= reading.found.start and not (
        ahead & (grammar["compared"] | grammar["earlier"] | grammar["versus"])
        or any(t.pos_ in ("VERB", "SCONJ", "CCONJ") for t in between)
    )


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
    text = text_of(line.tree[start:end]).lower()
    for phrase in line.words.links["ago"]:
        text = text.replace(phrase, " ")  # "from a year ago" makes nothing a year's
    return _year_phrases(line.passage.lang).search(text) is not None


def _is_year_ago(reading: Reading, own: TimeSpan, line: Line) -> bool:
    """Whether "a year ago" stands behind a figure: "a loss in 2025, compared to a profit of $5bn a year ago"."""
    behind = text_of(line.tree[reading.figure.end : reading.figure.end + _BEHIND]).lower()
    is_own = own.text.lower() in text_of(line.tree[reading.figure.end :]).lower()
    return not is_own and any(phrase in behind for phrase in line.words.links["ago"])


def _looks_ahead(reading: Reading, line: Line) -> bool:
    """Whether a word of expecting stands ahead of a figure, where the tree decides whether it governs it."""
    first = min(reading.found.start, reading.figure.start)
    return any(line.word(at) in line.words.colour["forecast"] for at in range(line.clause_start(first), first))


def _own_quarter(passage: Passage, reading: Reading) -> str | None:
    """The quarter that a sentence names, a fiscal one or, where those of the document are, any."""
    found = list(read_quarters(passage))
    ahead = [name for start, name in found if start < reading.figure.end]
    return ahead[-1] if ahead else next((name for _, name in found), None)
