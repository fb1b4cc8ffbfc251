"""A figure with the metric that it measures, and whether the two fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import Found, Metric
from claimtrack.extract.figures.units import CUSTOMERS, PEOPLE, figure_class
from claimtrack.extract.text.syntax import children
from claimtrack.language.trees import text_of
from claimtrack.model import Quantity

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token

LEVEL, CHANGE, PRIOR = "level", "change", "prior"
_PEAK = 6
"""Tokens between "to" and a peak: "to a fresh all-time high"."""
_ESTIMATE = 14
"""Tokens before a figure in which a word of analysts makes it theirs."""

_NO_GOODS = frozenset({"share", "times", "store", "point"})
_GENITIVES = frozenset({"'s", "’s"})
_FORETELLING = 6
"""Tokens from a word for analysts to the verb that says what they expect."""


class Reading(NamedTuple):
    """A figure with its metric.

    `role` is level, change or prior; `turn` +1 or -1 for a change; `verb` the token of the verb between them, or -1;
    `linked` marks a figure that takes its metric from the one before; `base` is the metric that a figure per share was
    told of ("net income of $5m, or 48 cents per share").
    """

    figure: Figure
    found: Found
    role: str
    turn: int = 0
    verb: int = -1
    linked: bool = False
    base: Found | None = None

    @property
    def quantity(self) -> Quantity:
        """The figure's value."""
        norm = self.figure.mention.norm
        if not isinstance(norm, Quantity):
            raise TypeError("a figure's norm is a quantity")
        return norm


def by_verb(kind: str, figure: Figure, verb: int, role: str = LEVEL, turn: int = 0) -> Reading:
    """A figure that a verb tells of, without the noun of a metric."""
    start, end = min(verb, figure.start), max(verb + 1, figure.end)
    return Reading(figure, Found(start, end, Metric(kind=kind)), role, turn, verb)


def case_of(head: Token, figure: Figure) -> str:
    """The case word of a counted noun, which is none of the figure's own words: no "than" of "more than 80 stores"."""
    cases = [c for c in children(head, "case") if c.i not in range(figure.start, figure.end)]
    ahead = head.doc[figure.start - 1] if figure.start else None
    if not cases and ahead is not None and ahead.pos_ == "ADP" and head.i >= figure.start:
        cases = [ahead]  # hung on the number
    return cases[0].lower_ if cases else ""


def is_answer(reading: Reading) -> bool:
    """Whether a figure is of a class that the metric is measured in."""
    metric, kind = reading.found.metric, figure_class(reading.quantity)
    unit = (reading.quantity.unit or "").partition("/")[0]
    if reading.role == CHANGE:
        return kind in ("percent", "points") or kind in metric.classes or _counts(metric, unit)
    if kind == "count":
        return _counts(metric, unit)
    return kind in metric.classes


def _counts(metric: Metric, unit: str) -> bool:
    if not unit or unit == "times":
        return not unit and "bare" in metric.classes
    wanted = {"people": PEOPLE, "customers": CUSTOMERS | {metric.unit or ""}}
    return any(unit in wanted.get(name, ()) or name == "count" for name in metric.classes)


def as_goods(reading: Reading, line: Line) -> Reading:
    """A figure of sales as one of goods where it counts them: "sales fell 4 % to 1.2 million cars"."""
    metric, figure = reading.found.metric, reading.figure
    if metric.kind != "revenue" or metric.phrase not in line.words.grammar["goods"]:
        return reading
    if not (_is_goods(figure) or counts_goods(reading, line)):
        return reading
    counted = metric.model_copy(update={"kind": "measure", "classes": ("count", "bare")})
    return reading._replace(found=reading.found._replace(metric=counted))


def counts_goods(reading: Reading, line: Line) -> bool:
    """Whether a change of sales is one of goods sold: "sales rose 12 % to 8,400 from 7,500 vehicles"."""
    at = reading.figure.end
    while line.time(at):
        at += 1
    reached = line.figure(at + 1) if line.word(at) in line.words.changes["to"] else None
    if reached is None or reading.role != CHANGE or text_of(line.tree[reached.end : reached.end + 1]).isupper():
        return False  # "to 6,741 million SAR"
    return figure_class(reached.quantity) == "count"


def _is_goods(figure: Figure) -> bool:
    unit = (figure.quantity.unit or "").partition("/")[0]
    return bool(unit) and figure_class(figure.quantity) == "count" and unit not in PEOPLE | CUSTOMERS | _NO_GOODS


def is_foretold(at: int, end: int, line: Line) -> bool:
    """Whether a sentence tells what analysts expect now, and does not only compare: "Analysts expect Acme to report".

    `at` is the place of the word for them, `end` that of their figure.
    """
    if at and line.tree[at - 1].text in _GENITIVES:
        return False  # "Acme's analysts": the next figure is hardly Acme's
    for place in range(at + 1, min(at + 1 + _FORETELLING, end)):
        token = line.tree[place]
        if token.pos_ == "AUX":
            return False  # "analysts had expected"
        if token.pos_ == "VERB":
            present = "Past" not in token.morph.get("Tense", []) and line.word(place) in line.words.colour["forecast"]
            theirs = line.tree[at - 1].text in _GENITIVES if at else False
            house = theirs or any(line.name(i) for i in range(at + 1, place))
            # "Acme's analysts expect", "analysts at Acme expect": of somebody else, who must be named behind
            return present and (not house or any(line.name(i) for i in range(place + 1, end)))
    return False


def is_estimate(reading: Reading, line: Line) -> bool:
    """An analysts' figure: "vs $5bn expected", "below estimates of $5bn", "analysts had expected $5bn"."""
    estimates = line.words.colour["estimates"]
    start, end = reading.figure.start, reading.figure.end
    for at in range(start - 1, max(-1, start - 1 - _ESTIMATE), -1):
        if line.word(at) in (",", ")", ":") or line.is_stop(at):
            break
        if line.word(at) in line.words.grammar["resulting"]:
            break  # "beat expectations with sales of"
        if line.word(at) in estimates and line.figure(at) is None:
            return not is_foretold(at, start, line)
    after = [line.word(at) for at in range(end, min(end + 4, len(line.tree)))]
    if after[:1] and after[0] in line.words.colour["expected"]:
        return True
    if reading.role == PRIOR and any(w in line.words.colour["forecast"] for w in after):
        return True
    labels = range(reading.found.end, reading.found.end + 3)
    if reading.role == PRIOR and any(":" in line.word(at) and line.figure(at + 1) for at in labels):
        return True  # "Revenue: $5.2bn vs. $5.1bn" gives a result and what was expected
    if after[:1] and after[0] in line.words.links["beats"] and not line.words.compounds:
        return False  # "EPS of $1.32 beat estimates"
    compares = line.words.grammar["compared"] | line.words.grammar["versus"] | line.words.grammar["and"] | {","}
    goes_on = after[:1] and after[0] in compares  # "$5bn, compared with a consensus of"
    ahead = range(max(0, start - _ESTIMATE), start)
    first = reading.found.start
    withs = (line.word(at) in line.words.people["with"] for at in (start - 1, first - 1, first - 2))
    if any(withs) and any(line.has(at, line.words.links["beats"]) for at in ahead):
        return False  # "übertraf mit 33 Millionen Euro die Erwartungen", "verfehlte mit einem Umsatz von"
    return any(w in estimates for w in after) and not goes_on


def begins_with_bound(figure: Figure, found: Found, line: Line) -> bool:
    """Whether a figure begins with words that join it to its metric: "a valuation north of $5bn".

    What comes with something is another's: "customers with revenue above $5m".
    """
    is_open = figure.quantity.min is None or figure.quantity.max is None
    is_word = line.tree[figure.start].pos_ not in ("NUM", "SYM", "VERB")
    return is_open and is_word and line.word(found.start - 1) not in line.words.people["with"]


def case_at(figure: Figure, line: Line) -> int:
    """The word that governs a figure: "auf" in "auf nun 104 Millionen", "von" in "von umgerechnet 680 Millionen"."""
    if (peak := to_peak(figure, line)) is not None:
        return peak
    skipped, at = line.words.grammar["unmarked"] - line.words.changes["at"], figure.start - 1
    while at > 0 and (line.tree[at].is_space or line.word(at) in skipped):
        at -= 1
    return at


def to_peak(figure: Figure, line: Line) -> int | None:
    """The word that a figure is reached by, where it is told as a peak: "to" in "to an all-time high of 104"."""
    at, peaks = figure.start - 1, line.words.quantified["peaks"]
    is_peak = line.word(at - 1) in peaks or (line.words.compounds and line.ends(at - 1, peaks))
    if line.word(at) not in line.words.grammar["of"] or not is_peak:
        return None
    ahead = range(at - 2, max(-1, at - 2 - _PEAK), -1)
    return next((i for i in ahead if line.word(i) in line.words.changes["to"]), None)
