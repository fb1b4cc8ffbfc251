"""What a figure measures: revenue, profit, valuation, workforce, users, share price.

`readings` pairs figures with metrics, `owners` says whose they are, `periods` of which time; this module makes drafts
of them. The reporting period that a document names once dates its other sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.figurewords import first_part, load_figure_words
from claimtrack.extract.figures.measured import Reading
from claimtrack.extract.figures.owners import find_owner
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
from claimtrack.extract.figures.readings import read_figures
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.syntax import clause
from claimtrack.language import read_data
from claimtrack.model import Bound, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.model import TimeSpan

_SURE, _LINKED = 0.92, 0.9
_PAST = (None, Modality.ACTUAL)
_SMALL = 1_000_000
"""Money below which a firm's own sums are not told without its name."""
_HEAD = 25
"""Sentences at the head of a document in which its reporting period is named."""
_CLAUSE = 8
"""Tokens before a metric in which its clause begins."""
_SEGMENT = 3
"""Words of the longest part of a business that an attribute names ("data center hardware")."""


class Metrics:
    """Reads the metrics of one document, passage by passage, and remembers the period that it reports on."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._periods: dict[str, TimeSpan] = {}
        period = find_reporting_period(discourse.passages[:_HEAD], _forecasts(discourse))
        if discourse.topic is not None and period is not None:
            self._periods[discourse.topic] = period

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every figure of a passage whose metric and owner are plain."""
        owner: Filler | None = None
        for reading in read_figures(line):
            owner = owner if reading.linked and owner else find_owner(reading, line, self._discourse)
            if (
                owner is not None
                and not _is_conditional(reading, line)
                and _is_said(reading, line)
                and _is_plausible(reading, owner, line)
            ):
                yield self._draft(reading, owner, line)

    def _draft(self, reading: Reading, owner: Filler, line: Line) -> Draft:
        metric = reading.found.metric
        predicate = _predicate(reading, line)
        modality = Modality.ACTUAL if reading.role == "prior" else colour(line, *_stretch(reading), owner=owner)
        when = self._when(reading, line, owner.text, modality)
        return Draft(
            metric.kind, "metric", line.passage, predicate, owner, None, reading.figure.mention,
            attribute=_attribute(reading, line, when), modality=modality, negative=_is_negative(reading, line),
            unit_suffix=_suffix(reading, line), when=when, unit=metric.unit, bound=_over(reading, line),
            dated=reading.role != "prior" and not is_contrast(reading, line), timed=metric.kind == "price",
            sure=round((_LINKED if reading.linked else _SURE) * owner.certainty, 3),
        )  # fmt: skip

    def _when(self, reading: Reading, line: Line, owner: str, modality: Modality | None) -> TimeSpan | None:
        """The figure's own time, else the period that the document reports on."""
        kind, own = reading.found.metric.kind, find_period(reading, line)
        reporting = self._periods.get(owner) if kind in FLOWS | {"customers"} and modality in _PAST else None
        if reading.role == "prior":
            main = find_period(reading._replace(role="level"), line) or reporting
            shifted = year_before(main) if main and is_period(main) and kind in FLOWS else None
            explicit = own is not None and is_period(own) and not (main and is_subyear(main))
            return own if explicit else shifted or own
        if is_contrast(reading, line):
            shifted = year_before(reporting) if reporting and is_period(reporting) else None
            same = own is not None and shifted is not None and (own.edtf or "")[:4] == (shifted.edtf or "")[:4]
            return shifted if own is None or (same and not is_subyear(own)) else own
        if own is not None and modality in _PAST and kind in ("revenue", "profit") and is_period(own):
            self._periods[owner] = own
        return own or reporting


def _over(reading: Reading, line: Line) -> Bound | None:
    """As in "has now surpassed $1 billion" states a lower bound."""
    near = range(max(0, reading.figure.start - 2), reading.figure.start + 1)
    is_over = any(line.word(at) in line.words.changes["over"] for at in near)
    return Bound.MORE_THAN if is_over and reading.quantity.bound is Bound.EXACT else None


def _forecasts(discourse: Discourse) -> frozenset[str]:
    """The words of a forecast in the document's language."""
    first = next(iter(discourse.passages), None)
    return load_figure_words(first.lang).colour["forecast"] if first is not None else frozenset()


def _is_said(reading: Reading, line: Line) -> bool:
    """Whether a change has a sign (a loss that grew or shrank has none), and a share's price a verb of pricing."""
    if reading.role == "change":
        is_cut = (
            reading.found.metric.kind == "headcount"
            and reading.turn < 0
            and figure_class(reading.quantity) == "percent"
        )
        return reading.turn != 0 and not reading.found.metric.loss and not is_cut
    if reading.found.metric.kind != "price" or reading.linked:
        return True
    return any(
        line.word(at) in line.words.shares["levels"]
        for at in (reading.verb, reading.figure.start - 1, reading.figure.start - 2)
    )


def _is_conditional(reading: Reading, line: Line) -> bool:
    """Whether the clause of a metric begins with "if": the tree may hang the word elsewhere."""
    conditional = read_data(line.passage.lang, "certainty")["clause"]["conditional"]
    for at in range(reading.found.start - 1, max(-1, reading.found.start - 1 - _CLAUSE), -1):
        if line.word(at) in conditional:
            return True
        if line.word(at) == "," or line.is_stop(at):
            return False
    return False


def _is_plausible(reading: Reading, owner: Filler, line: Line) -> bool:
    """No firm's sum is in the thousands where the sentence names no firm; jobs to be added are no headcount."""
    metric, low = reading.found.metric, reading.quantity.min or reading.quantity.max
    between = range(min(reading.found.end, reading.figure.start), reading.figure.end)
    if metric.kind == "headcount" and any(line.word(at) in line.words.people["other"] for at in between):
        return False
    if metric.kind == "measure" and any(t.lower_ in line.words.grammar["commodities"] for t in line.tree):
        return False
    per = "/" in (reading.quantity.unit or "") or "per share" in (metric.attribute or "")
    money = figure_class(reading.quantity) == "money"
    if metric.kind == "price" and money and low is not None and abs(low) >= _SMALL:
        return False
    if metric.attribute == "fine" and owner.via == "topic":
        return False
    small = low is not None and abs(low) < _SMALL and money and not per
    return not (
        small and owner.via in ("topic", "noun", "pronoun") and metric.kind in ("revenue", "profit", "valuation")
    )


def _predicate(reading: Reading, line: Line) -> Token:
    """The verb of which the metric is the subject; the metric itself where it is an object."""
    noun = line.tree[reading.found.end - 1]
    if 0 <= reading.found.end <= reading.verb:
        return line.tree[reading.verb]
    return noun if noun.pos_ in ("NOUN", "PROPN") else clause(noun)


def _stretch(reading: Reading) -> tuple[int, int]:
    """The tokens from a metric to its figure, with the words that colour them on either side."""
    low = min(reading.found.start, reading.figure.start)
    return low, max(reading.found.end, reading.figure.end)


def colour(line: Line, low: int, high: int, owner: Filler | None = None) -> Modality | None:
    """Whether the words around a figure make it a forecast, a plan or a possibility; `None` leaves it to the tree.

    Ahead of the stretch from `low` to `high` a possibility is looked for as far back as the owner, the rest beside it.
    """
    words = line.words.colour
    behind = range(high, min(len(line.tree), high + 3)) if line.words.compounds else range(0)
    start = line.clause_start(low)
    near = range(max(start, low - 4), low)
    after_owner = owner is not None and start <= owner.token.i < low
    far = range(owner.token.i + 1 if owner is not None and after_owner else start, low)
    for places in (range(low, high), behind, near):
        for at in places:
            if (
                line.figure(at) is None
                and (found := _coloured(line, at))
                and not (places is near and line.word(at + 1) == ",")
            ):
                return found
    if any(line.word(at) in words["actual"] for at in range(near.start, high)):
        return Modality.ACTUAL
    if any(line.word(at) in words["possible"] for at in far if after_owner):
        return Modality.POSSIBLE
    return Modality.FORECAST if any(line.word(at) in words["guiding"] for at in far) else None


def _coloured(line: Line, at: int) -> Modality | None:
    lists = line.words.colour
    if line.name(at) or line.word(at - 1) == "-":
        return None  # "Target" is a firm, "better-than-expected" no forecast
    return next(
        (m for m in (Modality.POSSIBLE, Modality.PLANNED, Modality.FORECAST) if line.word(at) in lists[m.value]), None
    )


def _is_negative(reading: Reading, line: Line) -> bool:
    negative = reading.found.metric.loss or line.word(reading.found.start - 1) in line.words.grammar["negative"]
    return reading.turn < 0 if reading.role == "change" else negative


def _suffix(reading: Reading, line: Line) -> str:
    """A rate that the words make of a sum: an annual revenue without a year, a share's price."""
    unit, metric = reading.quantity.unit or "", reading.found.metric
    if figure_class(reading.quantity) != "money" or "/" in unit:
        return ""
    if metric.kind == "price" or "per share" in (metric.attribute or ""):
        return "/share"
    is_rate = (
        metric.attribute == "run-rate" or "run-rate" in _standard(reading, line) or "annual" in _standard(reading, line)
    )
    return "/year" if metric.kind == "revenue" and is_rate else ""


def _attribute(reading: Reading, line: Line, when: TimeSpan | None) -> str | None:
    """The metric's standard attribute, the part of the business, and `change` for a change."""
    metric = reading.found.metric
    if metric.kind == "price":
        return "share price change" if reading.role == "change" else metric.attribute
    named = _as_written(reading, line) if metric.kind in ("measure", "customers") else metric.attribute
    segment = _segment(reading, line)
    if segment and metric.kind == "measure" and not reading.found.prefix:
        segment, named = None, f"{segment} {named}"
    parts = [segment] if segment else []
    standard = (
        ("adjusted", "run-rate")
        if metric.kind == "revenue"
        else ("net", "operating", "adjusted", "EBITDA", "pre-money", "post-money")
    )
    parts += [named] if named else [name for name in _standard(reading, line) if name in standard]
    if reading.role == "change":
        return ", ".join([*parts, "change"])
    period = period_attribute(when)
    if (metric.kind == "revenue" and not named and period) or (metric.kind == "profit" and not parts and period):
        parts.append(period)
    return ", ".join(parts) or None


def _as_written(reading: Reading, line: Line) -> str:
    """The metric in the document's own words, without the noun of a change."""
    found = reading.found
    start = found.start + (line.word(found.start) in line.words.grammar["in"])  # "$5bn in assets"
    end = found.end - (1 if found.turn and not line.words.compounds else 0)
    text = line.tree[start:end].text
    return text if line.words.compounds else text.lower()


def _standard(reading: Reading, line: Line) -> list[str]:
    """The standard attributes that the words before a metric name."""
    start = reading.found.start
    near = {line.word(at) for at in range(max(0, start - 3), reading.found.end)}
    return [name for name, words in line.words.attributes.items() if near & words]


def _segment(reading: Reading, line: Line) -> str | None:
    """The part of the business right before a metric: "cloud" in "its cloud revenue", "Cloud" in "Cloud-Umsatz"."""
    metric, words = reading.found.metric, line.words
    if metric.kind not in ("revenue", "profit", "measure"):
        return None
    if reading.found.prefix:
        prefix = reading.found.prefix
        known = line.passage.names and any(n.text == prefix for n in line.passage.names)
        plain = {prefix.casefold(), first_part(prefix.casefold(), words)} & words.plain
        return None if known or plain else prefix
    found: list[str] = []
    at = reading.found.start - 1
    while at >= 0 and len(found) < _SEGMENT and not words.compounds:
        start = at
        while start > 0 and not line.tree[start - 1].whitespace_ and start > reading.found.start - 8:
            start -= 1
        if not _names_part(start, at, line):
            break
        found.insert(0, line.tree[start : at + 1].text)
        at = start - 1
    return " ".join(found) or None


def _names_part(start: int, last: int, line: Line) -> bool:
    """Whether a word, hyphens included, can name a part of a business: "same-store", "cloud", no "fourth-quarter"."""
    token, words = line.tree[last], line.words
    forms = {t.lower_ for t in line.tree[start : last + 1]}
    known = forms & words.plain or any(forms & list_ for list_ in words.attributes.values())
    marked = any(line.name(at) or line.time(at) or line.figure(at) or line.turn(at) for at in range(start, last + 1))
    if (known and not forms - words.plain - {"-"}) or (known and len(forms) == 1) or marked:
        return False
    return token.pos_ in ("NOUN", "PROPN") and token.text[-1:].isalpha() and not line.has(last, words.changes["level"])
