"""Time expressions in text, resolved: dates, quarters, fiscal years, ranges, durations, in every language with data.

News counts from its publication date: "last fall" is the fall before it, "on Tuesday" the last Tuesday unless the
sentence speaks of the future. A narrative (a history, a chronicle) counts from the date it named last: its "March" is
the March of the year it is telling of. A text is taken for a narrative when it names many dates with a year and most
lie years before its publication, see `is_narrative`. What has no anchor stays unanchored: without a publication date
"March 7" is `XXXX-03-07` and "last fall" has no date at all. Against a publication date that is no single day (a month,
a year), an expression is resolved from its first and its last day and kept only where both agree.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from claimtrack.edtf import Interval, parse_edtf
from claimtrack.model import Label, Mention, Span, TimeSpan
from claimtrack.recognize.calendar import CLOCK_UNITS, Period, Unit
from claimtrack.recognize.timex.composed import Clock
from claimtrack.recognize.timex.dated import Open
from claimtrack.recognize.timex.relative import (
    Ahead,
    Every,
    Length,
    Offset,
    Stretch,
    Vague,
)
from claimtrack.recognize.timex.scan import Found, Tape, scan
from claimtrack.recognize.timex.thread import Cues, Opens, Thread, is_narrative
from claimtrack.recognize.timex.values import Context, Value, When

_DOMAIN = re.compile(r"\.[a-z]")
"""What makes a name of a word before it: "Monday.com"."""
_FIRST_PRINTED, _LAST_PRINTED = 1583, 2999  # years in which a document can be published


class Reading(NamedTuple):
    """An expression with what it means and, where it has an anchor, when that is.

    `opens` says that the time is the start ("since 2021") or the end ("until 2030") of a longer one; `context` is what
    it was resolved against.
    """

    start: int
    end: int
    value: Value
    when: When | None
    label: Label
    opens: Opens | None
    context: Context


def recognize_times(text: str, lang: str, published: str | None = None) -> list[Mention]:
    """Return the time expressions of a text as mentions, in order and without overlap.

    `published` is the publication date as EDTF; it may be partial (`XXXX-03-07`), a month or an interval. What is
    dated has the label `date` (a range and a deadline too), "for two years" is a `duration`, "each quarter" is
    `repeated`. Vague words (recently, soon) are no mentions.

    Raises:
        LanguageError: the language has no time expressions.
        ValueError: `published` is not EDTF.
    """
    readings = read_times(text, lang, published)
    return [_mention(text, reading) for reading in readings if not _is_vague(reading)]


def read_times(text: str, lang: str, published: str | None = None) -> list[Reading]:
    """Return the time expressions of a text with their inner structure; see `recognize_times`."""
    tape = scan(text, lang)
    interval = parse_edtf(published) if published is not None else None
    days: list[date | None] = [None] if interval is None else _first_and_last(interval)
    values = [(index, tape.values[index]) for index in sorted(tape.values) if not tape.values[index].weak]
    found = [(index, value) for index, value in values if not _DOMAIN.match(text, value.end)]
    if is_narrative([value.value for _, value in found], days[0]):
        return _read(tape, found, None, narrative=True)
    passes = [_read(tape, found, day, narrative=False) for day in days]
    return [_agreed(readings) for readings in zip(*passes, strict=True)]


def _first_and_last(interval: Interval) -> list[date | None]:
    """Return the first and the last day of a publication date, which anchor nothing when they are no modern days."""
    if interval.start is None or interval.end is None:
        return [None]
    days = sorted({interval.start, interval.end - timedelta(days=1)})
    modern = days[0].year >= _FIRST_PRINTED and days[-1].year <= _LAST_PRINTED
    return [*days] if modern else [None]


def _read(tape: Tape, found: list[tuple[int, Found]], now: date | None, *, narrative: bool) -> list[Reading]:
    """Resolve in order of the text, each against the publication date or what was named before it."""
    cues = Cues(tape)
    thread = Thread(tape.text, now, narrative)
    readings = []
    for index, item in found:
        context = thread.context(item.start)._replace(direction=cues.direction(index, item.value))
        when = item.value.resolve(context)
        readings.append(
            Reading(item.start, item.end, item.value, when, _label(item.value, when), cues.opens(index), context)
        )
        thread.follow(item, when)
    return readings


def _agreed(readings: tuple[Reading, ...]) -> Reading:
    """Return the reading if all agree on when it is, else the reading without anchor."""
    first = readings[0]
    agree = all(reading.when == first.when for reading in readings)
    return first if agree else first._replace(when=None)


def _label(value: Value, when: When | None) -> Label:
    if isinstance(value, Length) or (isinstance(value, Ahead) and when is None):
        return Label.DURATION
    return Label.REPEATED if isinstance(value, Every) else Label.DATE


def _is_vague(reading: Reading) -> bool:
    value = reading.value
    return (isinstance(value, Vague) and value.ref != "present") or (isinstance(value, Clock) and value.day is None)


def _mention(text: str, reading: Reading) -> Mention:
    """Return a reading as a record, its open end drawn where the text opens it."""
    norm = TimeSpan(text=text[reading.start : reading.end], edtf=_partial(reading.value))
    edtf = _edtf(reading)
    if edtf is not None and reading.when is not None:
        interval = parse_edtf(edtf)
        start, end = interval if interval is not None else (None, None)
        norm = norm.model_copy(update={"edtf": edtf, "start": start, "end": end, "anchor": reading.when.anchor})
    norm = norm.model_copy(update={"open": reading.opens, "duration": duration(reading.value)})
    return Mention(span=Span(start=reading.start, end=reading.end), label=reading.label, norm=norm)


def _edtf(reading: Reading) -> str | None:
    when = reading.when
    if when is None:
        return None
    mark = "~" if when.approximate else ""
    first = _edges(when.first, mark)
    last = _edges(when.last, mark)
    if reading.opens == "start" and when.first is not None:
        return f"{first[0]}/.."
    if reading.opens == "end" and when.last is not None:
        return f"../{last[1]}"
    if when.period is not None:
        return when.period.edtf() + mark
    return f"{first[0]}/{last[1]}"


def _edges(period: Period | None, mark: str) -> tuple[str, str]:
    if period is None:
        return "..", ".."
    start, slash, end = period.edtf().partition("/")
    return start + mark, (end if slash else start) + mark


def _partial(value: Value) -> str | None:
    """Return a date without its year, `XXXX-03-07`, for a month or day that found none."""
    if not isinstance(value, Open) or value.which is not None or value.unit not in (Unit.DAY, Unit.MONTH):
        return None
    return f"XXXX-{value.place:02}" + (f"-{value.day:02}" if value.day else "")


def duration(value: Value) -> str | None:
    """Return how long a value says something takes or is apart, as ISO 8601: `P5Y`, `P12M/P18M`; `PXY` for some."""
    if isinstance(value, Stretch | Offset | Ahead | Every):
        value = value.length
    if not isinstance(value, Length):
        return None
    ends = [_iso(value.unit, count) for count in (value.count, value.most) if count is not None]
    return _joined("/".join(ends) or _iso(value.unit, None), value.more)


def _joined(first: str, more: Length | None) -> str:
    """Return a duration and what comes on top: `P1Y` and `P3M` are `P1Y3M`."""
    second = duration(more) if more is not None else None
    if second is None:
        return first
    return first + second[1:].removeprefix("T") if "T" in first else first + second[1:]


_ISO = {
    Unit.SECOND: ("S", 1), Unit.MINUTE: ("M", 1), Unit.HOUR: ("H", 1), Unit.DAY: ("D", 1), Unit.WEEKEND: ("W", 1),
    Unit.WEEK: ("W", 1), Unit.MONTH: ("M", 1), Unit.SEASON: ("M", 3), Unit.QUARTER: ("M", 3), Unit.HALF: ("M", 6),
    Unit.YEAR: ("Y", 1), Unit.DECADE: ("Y", 10), Unit.CENTURY: ("Y", 100),
}  # fmt: skip


def _iso(unit: Unit, count: float | None) -> str:
    letter, factor = _ISO[unit]
    if unit is Unit.YEAR and count is not None and count % 1 == 0.5:
        return f"P{count - 0.5:g}Y6M" if count >= 1 else "P6M"
    number = "X" if count is None else f"{count * factor:g}"
    return f"P{'T' if unit in CLOCK_UNITS else ''}{number}{letter}"
