"""The period that a figure is of, told apart from the day on which it is reported."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.spans import REPORT_DAYS, is_report_day, is_subyear
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.dates import is_as_of, is_of_results, time_words
from claimtrack.extract.text.syntax import base, is_relativizer
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention

FLOWS = frozenset({"revenue", "profit", "spending", "measure"})
"""Kinds whose figure is of a period; a single day beside one is the day of the report."""
_RESULTS = frozenset({"revenue", "profit"})
"""Kinds that nobody reports week by week: a week beside one is that of the report."""
_WEEK, _MONTH = 7, 31
_OPENING = 2
"""Words before a time that opens a sentence."""
_COMMA = 3
"""How many tokens further off a comma makes a time."""
_NEAR = 12
"""Tokens between a figure and its time."""
_CLOSE = 2
"""Tokens ahead of a time in which a word belongs to it."""
_FOUNDED = 2
"""Tokens between "founded" and its year."""
_ATTACHED = 4
"""Tokens between a figure and a time that follows it directly ("at the end of")."""
_RISE = 7
"""Tokens between an earlier figure and the case word of the one reached ("von 3 Milliarden im Jahr 2024 auf")."""
_VERBAL = ("VERB", "AUX")
_PLACES = ("first", "second", "third", "fourth")
_BESIDE = 2
"""Tokens between "fiscal" and the quarter that it makes one."""
_AGO = 4
"""Tokens behind a figure that can say that it is of the year before."""


def find_period(reading: Reading, line: Line) -> TimeSpan | None:
    """Return the time that dates a figure in its own sentence, or `None`."""
    ranked = []
    for mention, start, end in _dates(line):
        span = mention.norm
        fronted = isinstance(span, TimeSpan) and _is_fronted(span, start, end, reading, line)
        host = None if fronted else _host(start, end, line)
        if not isinstance(span, TimeSpan) or span.edtf is None or _is_of_another(span, start, host, reading, line):
            continue
        if reading.found.metric.market and reading.found.start < start < reading.found.end:
            continue  # "futures with May delivery"
        if reading.found.metric.kind == "spending" and is_of_results(mention, line.passage):
            continue
        if reading.found.metric.kind == "price" and line.word(end) in ("'s", "’s"):
            continue  # "rose 2 %, building on Tuesday's gains"
        compared = is_comparison(mention, start, line) or _follows_contrast(reading, start, line)
        if host == reading.figure or any(phrase in span.text.lower() for phrase in line.words.links["either"]):
            compared = compared or reading.role == "prior"
        if compared != (reading.role == "prior"):
            continue
        gap = -1 if host == reading.figure else max(start - reading.figure.end, reading.figure.start - end, 0)
        if gap <= _NEAR or start <= 2 or reading.found.start - end in range(4):
            behind = range(min(end, reading.figure.end), max(start, reading.figure.start))
            gap += _COMMA * any(line.word(at) == "," for at in behind)
            counted = reading.found.metric.kind in ("headcount", "customers")
            said = counted and is_report_day(span) and _is_of_saying(end, reading, line)
            crossed = -_is_as_of(start, reading, line) or (0 if fronted else _crossings(start, end, reading, line))
            ranked.append(((said, crossed, gap), start, span))
    best = min(ranked, key=lambda entry: entry[:2], default=None)
    return best[2] if best and (best[0][1] < 2) else None


def _is_as_of(start: int, reading: Reading, line: Line) -> bool:
    """Whether a level is counted as of a time: "$2bn in debt as of Dec. 31"; what is earned is not."""
    between = range(reading.figure.end, start)
    own = not any(line.figure(at) for at in between)  # not that of what it was before: "up from $2bn as of May"
    return reading.found.metric.kind not in _RESULTS and own and is_as_of(start, line.passage)


def _is_of_saying(end: int, reading: Reading, line: Line) -> bool:
    """Whether a day behind a figure and a comma is that of saying so: ", wie die Firma am Montag sagte"."""
    behind = range(end, min(len(line.tree), end + _NEAR)) if end > reading.figure.end else ()
    return any(line.has(at, line.words.colour["saying"]) for at in behind) and _has_comma(reading.figure.end, end, line)


def is_dated_elsewhere(reading: Reading, line: Line) -> bool:
    """Whether all times of a sentence are those of other figures: "von 3 Milliarden im Jahr 2024 auf nun 4"."""
    told = []
    for mention, start, end in _dates(line):
        span, host = mention.norm, _host(start, end, line)
        if not isinstance(span, TimeSpan) or (span.edtf is not None and is_report_day(span)):
            continue
        unknown = span.edtf is None and host is not None and host.end <= reading.found.start  # "in the quarter"
        compared = line.is_yardstick(start) or any(w in span.text.lower() for w in line.words.links["levels"])
        elsewhere = unknown or (compared and reading.role != "prior") or _is_in_relative(reading, start, line)
        told.append(elsewhere or _is_apart(host, reading, line))
    return bool(told) and all(told)


def _is_of_another(span: TimeSpan, start: int, host: Figure | None, reading: Reading, line: Line) -> bool:
    """Whether a time is that of the report, of the firm's founding, of another figure or of a remark on this one."""
    kind = reading.found.metric.kind
    longest = (
        REPORT_DAYS if kind not in _RESULTS else _MONTH if any(True for _ in read_quarters(line.passage)) else _WEEK
    )
    if _is_as_of(start, reading, line):
        return False
    if is_report_day(span, longest) and kind in FLOWS and not reading.found.metric.market:
        return True
    if kind == "price" and _is_of_deed_before(start, reading, line):
        return True  # "fell 1 %, after touching a high on Thursday"
    told = text_of(line.tree[max(0, start - _CLOSE) : start + _ATTACHED]).lower()
    is_level = reading.role == "level" and (kind == "price" or reading.found.metric.market)
    moved = host is not None and figure_class(host.quantity) == "percent" and not is_report_day(span)
    if is_level and (moved or any(phrase in told for phrase in time_words(line.passage.lang, "to_date"))):
        return True  # "closed at $62, up 16 % so far this year", "… over the past five days"
    if kind == "price" and (is_subyear(span) or (span.open and start - reading.figure.end > 1)):
        return True  # "fell 8 % after fourth-quarter results", "…, its lowest since 2018"
    if span.open and reading.role == "change" and _has_comma(reading.figure.end, start, line):
        return True  # "…, the slowest rise since 2021"
    aside = _is_set_apart(reading, start, line) or _is_in_relative(reading, start, line) or is_founding(start, line)
    return aside or _is_apart(host, reading, line)  # "… from $4bn in 2024", "fell 1 % after it had risen 9 % in May"


def _is_apart(host: Figure | None, reading: Reading, line: Line) -> bool:
    """Whether the figure that a time belongs to is another one, told for itself."""
    if host is None or host == reading.figure:
        return False
    before = {line.word(host.start - back) for back in (1, 2)}  # "rose by $4m after a $9m fall in May"
    is_part = bool(before & (line.words.periods["thereof"] | time_words(line.passage.lang, "after")))
    return is_part or is_earlier(host, line) or _is_told_apart(host, reading, line)


def _dates(line: Line) -> list[tuple[Mention, int, int]]:
    return [
        (mention, tokens[0].i, tokens[-1].i + 1)
        for mention in line.passage.dates
        if (tokens := line.passage.tokens_in(mention.span))
    ]


def _crossings(start: int, end: int, reading: Reading, line: Line) -> int:
    """How many boundaries lie between a time and a figure: commas, conjunctions and stops."""
    low, high = (end, reading.figure.start) if end <= reading.figure.start else (reading.figure.end, start)
    stops = sum(2 for at in range(low, high) if line.is_stop(at) or _begins_anew(at, high, line))
    commas = sum(1 for at in range(low, high) if line.tree[at].pos_ == "CCONJ" or (line.word(at) == "," and start > 3))
    return stops + (commas > 1)


def _is_fronted(span: TimeSpan, start: int, end: int, reading: Reading, line: Line) -> bool:
    """Whether a time opens all that a sentence tells of markets: "Year to date, A is up 6 %, while B has gained 2 %".

    So does the one day that ends it: "A rose 1 % and B 2 % on Friday".
    """
    if reading.found.metric.kind != "price" and not reading.found.metric.market:
        return False
    if start <= _OPENING:
        return not any(line.is_stop(at) or line.time(at) for at in range(end, reading.figure.start))
    ahead, joints = line.tree[reading.figure.end : start], line.words.grammar["and"]
    is_last = len(line.passage.times) == 1 and is_report_day(span) and all(token.is_punct for token in line.tree[end:])
    is_joined = any(token.lower_ in joints for token in ahead)
    apart = any(t.pos_ == "SCONJ" or line.is_stop(t.i) or base(t) == "advcl" for t in ahead)
    return is_last and is_joined and not apart


def _is_of_deed_before(start: int, reading: Reading, line: Line) -> bool:
    """Whether a time stands in a phrase about what was done before, and not said, behind "after"."""
    after, saying = time_words(line.passage.lang, "after"), line.words.colour["saying"]
    opener = next((at for at in range(reading.figure.end, start) if line.word(at) in after), start)
    near = [t for t in line.tree[opener + 1 : opener + 1 + _CLOSE] if t.pos_ in _VERBAL]
    return any({"Ger", "Part"} & {*t.morph.get("VerbForm", [])} and not line.has(t.i, saying) for t in near)


def _has_comma(end: int, start: int, line: Line) -> bool:
    """Whether a comma stands between a figure and a time behind it."""
    return any(line.word(at) == "," for at in range(end, start))


def _is_set_apart(reading: Reading, start: int, line: Line) -> bool:
    """Whether a figure stands in a relative clause that ends before a time: "Acme, which has 4,000 users, in May …"."""
    if start < reading.figure.end or not _has_comma(reading.figure.end, start, line):
        return False
    opener = next((at + 1 for at in range(reading.figure.start - 1, -1, -1) if line.word(at) == ","), None)
    return opener is not None and is_relativizer(line.tree[opener])


def _is_in_relative(reading: Reading, start: int, line: Line) -> bool:
    """Whether a time stands in a relative clause behind a figure: "7,000 employees, who are protected until 2028"."""
    closed = any(line.word(at) == "," for at in range(start, reading.figure.start))  # "which rose in May, closed at $4"
    behind = reading.found.end if closed else reading.figure.end
    commas = [at for at in range(behind, start - 1) if line.word(at) == ","]
    return any(is_relativizer(line.tree[at + 1]) for at in commas)


def _begins_anew(at: int, end: int, line: Line) -> bool:
    """Whether a conjunction begins another statement, with a figure of its own: "up 3 % and is up 9 % this year"."""
    if line.tree[at].pos_ == "SCONJ":  # "…, nachdem im Vorjahr ein Gewinn von 5 Millionen Euro angefallen war"
        return any(line.figure(i) for i in range(end, min(len(line.tree), at + _NEAR)))
    if line.tree[at].pos_ != "CCONJ":
        return False
    behind = range(at + 1, end)
    return any(line.figure(i) for i in behind) and any(line.metric(i) or line.tree[i].pos_ in _VERBAL for i in behind)


def _host(start: int, end: int, line: Line) -> Figure | None:
    """The figure that a time directly follows or announces: "$4bn in 2024", "(2019: 4 Milliarden Euro)"."""
    if (announced := _announced(end, line)) is not None:
        return announced
    opening = start - 1 if line.word(start - 1) == "(" and line.word(end) == ")" else start
    for at in range(opening - 1, max(-1, opening - 1 - _ATTACHED), -1):
        if figure := line.figure(at):
            return figure
        is_participle = "Part" in line.tree[at].morph.get("VerbForm", [])  # "the $5bn seen in 2025"
        if (line.tree[at].pos_ not in ("ADP", "DET", "NOUN", "ADJ") and not is_participle) or line.metric(at):
            return None
    return None


def _announced(end: int, line: Line) -> Figure | None:
    """The figure that a time opens: "2019: 4 Milliarden Euro", "2019 waren es noch 4 Milliarden Euro"."""
    if line.word(end) == ":":
        return line.figure(end + 1)
    again = is_again(end, line) or (line.word(end) == "," and is_again(end + 1, line))
    near = range(end + 2, end + 2 + _ATTACHED) if again else range(0)
    return next((figure for at in near if (figure := line.figure(at)) is not None), None)


def is_again(at: int, line: Line) -> bool:
    """Whether "waren es" stands at a place, which tells another figure of the same."""
    pair, links = {line.word(at), line.word(at + 1)}, line.words.links
    return bool(pair & links["were"]) and bool(pair & links["again"])


def _is_told_apart(host: Figure, reading: Reading, line: Line) -> bool:
    """Whether another figure with a time of its own is told in a bracket or a clause of its own."""
    if host.start <= reading.figure.end:
        return False
    between = range(reading.figure.end, host.start)
    if any(is_again(at, line) for at in between):
        return True
    bracket = next((line.word(at) for at in reversed(between) if line.word(at) in ("(", ")")), "")
    if bracket == "(":
        return True
    joined = any(line.tree[at].pos_ in ("SCONJ", "CCONJ") for at in between)
    return joined and any(line.tree[at].pos_ == "VERB" for at in between)


def is_founding(start: int, line: Line) -> bool:
    """Whether a time is a firm's age and dates no figure: "Established in 1804, …"."""
    founding = read_data(line.passage.lang, "certainty")["time"]["founding"]
    return any(line.word(at) in founding for at in range(max(0, start - _FOUNDED), start))


def is_earlier(figure: Figure, line: Line) -> bool:
    """Whether a figure is what another is compared with, by the word before it: "from $4bn", "von 3 auf 4"."""
    before, grammar = line.word(figure.start - 1), line.words.grammar
    ahead = range(max(0, figure.start - _ATTACHED), figure.start)
    if any(line.word(at) in grammar["earlier"] and not line.figure(at + 1) for at in ahead[:-1]):
        return True  # "from a high of $5bn"
    if before in grammar["earlier"] or any(
        line.word(at) in grammar["compared"] for at in range(max(0, figure.start - 3), figure.start)
    ):
        return True
    if before not in line.words.links["prior"]:
        return False
    behind = range(figure.end, min(len(line.tree), figure.end + _RISE))
    beside = line.time(figure.end) or line.time(figure.end + 1)
    norm = beside.norm if beside is not None else None
    near = takewhile(lambda token: token.pos_ != "PUNCT", line.tree[figure.end : figure.end + _AGO])
    text = norm.text if isinstance(norm, TimeSpan) else text_of([*near])
    if any(phrase in text.lower() for phrase in line.words.links["either"] | line.words.links["ago"]):
        return True  # "nach 60 Millionen Euro im Vorjahr", "im Jahr davor"
    return any(
        line.word(at) in grammar["reached"] and (line.figure(at + 1) or line.figure(at + 2)) is not None  # "auf nun 3"
        for at in behind
    )


def is_comparison(mention: Mention, start: int, line: Line) -> bool:
    """Whether a time is what a figure is compared with: "from a year earlier", "im Vorjahr"."""
    text = mention.norm.text.lower() if isinstance(mention.norm, TimeSpan) else ""
    if line.is_yardstick(start) or any(phrase in text for phrase in line.words.links["ago"]):
        return True
    ahead = {line.word(at) for at in range(max(0, start - 3), start)}
    grammar = line.words.grammar
    marks = (line.tree[at + 1] for at in range(max(0, start - 3), start - 1) if line.word(at) in grammar["earlier"])
    past = any("Ind" in token.morph.get("Definite", []) for token in marks)  # "from a record 2019 low"
    return past or line.word(start - 1) in grammar["versus"] or bool(ahead & grammar["compared"])


def _follows_contrast(reading: Reading, start: int, line: Line) -> bool:
    """Whether "compared with" stands between a figure and a time, which is the other's, or before it and no verb."""
    shared = reading.role == "prior" and not any(t.pos_ in _VERBAL for t in line.tree[reading.figure.end : start])
    first = max(0, reading.figure.start - _NEAR) if shared else reading.figure.end  # "… to $4m, or 5 cents, in 2024"
    if reading.role != "prior" and any(_is_outdone(f, line) for f in line.figures if first <= f.start < start):
        return True
    return any(line.word(at) in line.words.grammar["compared"] for at in range(first, start))


def _is_outdone(figure: Figure, line: Line) -> bool:
    """Whether a figure with an article is what another is more or less than: "wider than the $2m it lost in 2024"."""
    than = line.words.grammar["versus"] - line.words.changes["at"]
    return line.tree[figure.start - 1].pos_ == "DET" and line.word(figure.start - 2) in than


def find_reporting_period(
    passages: Sequence[Passage], forecasts: frozenset[str], published: date | None = None
) -> TimeSpan | None:
    """The first quarter or half-year that a document names and that is over: the one that its figures are of."""
    for passage, mention in ((each, mention) for each in passages for mention in each.times):
        span = mention.norm
        if not isinstance(span, TimeSpan) or not is_subyear(span) or span.open is not None:
            continue
        if any(phrase in span.text.lower() for phrase in load_figure_words(passage.lang).links["ago"]):
            continue  # "in the year-ago period" is told of another
        is_over = published is None or span.end is None or span.end <= published
        if is_over and _is_reported(mention, passage, forecasts):
            return span
    return None


def _is_reported(mention: Mention, passage: Passage, forecasts: frozenset[str]) -> bool:
    """Whether no word of expecting or comparing stands ahead of a time, nor what is expected right behind it."""
    tokens = passage.tokens_in(mention.span)
    barred = forecasts | load_figure_words(passage.lang).grammar["compared"]
    near = passage.tree[tokens[-1].i + 1 : tokens[-1].i + 1 + _ATTACHED]
    return not any(token.lower_ in barred for token in passage.tree[: tokens[0].i]) and not any(
        token.lower_ in forecasts for token in near
    )


def read_quarters(passage: Passage) -> Iterator[tuple[int, str]]:
    """Every quarter that a sentence names by its place, with its first token: `fiscal third quarter`."""
    words = load_figure_words(passage.lang).periods
    for mention in passage.times:
        text = mention.norm.text.lower() if isinstance(mention.norm, TimeSpan) else ""
        if any(word in text for word in words["quarter"]):
            place = next((name for name in _PLACES if any(form in text for form in words[name])), None)
            if place is not None:
                yield passage.tokens_in(mention.span)[0].i, f"fiscal {place} quarter"


def fiscal_quarters(passage: Passage) -> Iterator[tuple[int, str]]:
    """Those of them that are called fiscal: "third-quarter fiscal results"."""
    words = load_figure_words(passage.lang).periods
    for at, name in read_quarters(passage):
        near = passage.tree[max(0, at - _BESIDE) : at + 2 * _BESIDE + 1]
        if any(token.lower_.startswith(tuple(words["fiscal"])) for token in near):
            yield at, name


def find_fiscal_quarter(passages: Sequence[Passage], forecasts: frozenset[str]) -> str | None:
    """The first quarter of a fiscal year that a document names, not in a forecast."""
    found = ((name, p.tree[: at + _NEAR // 2]) for p in passages for at, name in fiscal_quarters(p))
    return next((name for name, ahead in found if not any(token.lower_ in forecasts for token in ahead)), None)
