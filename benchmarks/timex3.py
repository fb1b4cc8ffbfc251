"""Time expressions as TIMEX3 values, for `../shared/evals/run.py --predict benchmarks.timex3:predict_times`.

The view is derived from `read_times`. Corpora in TIMEX3 and collections of short queries follow two conventions: in a
corpus the ends of a range are two expressions and "three months ago" is a month; a query has one range of days, and
"three months ago" is a day. Texts of at least `DOCUMENT` characters get the first, shorter ones the second.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from claimtrack.model import Anchor
from claimtrack.recognize.calendar import CLOCK_UNITS, Period, Unit, add_months
from claimtrack.recognize.times import Reading, duration, read_times
from claimtrack.recognize.timex.composed import Clock, Counted, Fiscal, Part, Range
from claimtrack.recognize.timex.dated import Open, Weekday
from claimtrack.recognize.timex.relative import Ahead, Back, Every, Length, Offset, Shifted, Stretch, Vague
from claimtrack.recognize.timex.values import Context, Value, When

DOCUMENT = 400
Prediction = tuple[int, int, str | None]


def predict_times(text: str, reference: datetime | None, lang: str) -> list[Prediction]:
    """Return the spans of the time expressions with their TIMEX3 values."""
    published = None if reference is None else reference.date().isoformat()
    readings = read_times(text, lang, published)
    if len(text) >= DOCUMENT:
        return [prediction for reading in readings for prediction in _corpus(reading)]
    return [(reading.start, reading.end, _query(reading, reference)) for reading in readings]


def _corpus(reading: Reading) -> list[Prediction]:
    value = reading.value
    if isinstance(value, Range) and value.spans[0] != value.spans[1]:
        ends = value.ends(reading.context)
        return [
            (*span, timex(part, when, reading.context))
            for part, when, span in zip((value.first, value.last), ends, value.spans, strict=True)
        ]
    if isinstance(value, Clock) and value.day is not None and _apart(*sorted(value.spans)):
        day, clock = value.spans
        return [
            (*day, timex(value.day, reading.when, reading.context)),
            (*clock, timex(value, reading.when, reading.context)),
        ]
    return [(reading.start, reading.end, timex(value, reading.when, reading.context))]


def _apart(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether a word stands between a day and a time: "Tuesday at 3 p.m." is two expressions, "3 p.m. Tuesday" one."""
    return second[0] - first[1] > len(", ")


def timex(value: Value, when: When | None, context: Context) -> str | None:
    """Return the TIMEX3 value of an expression: `2025-Q3`, `P5Y`, `PRESENT_REF`, `XXXX-03-07`."""
    if isinstance(value, Vague):
        return f"{value.ref.upper()}_REF"
    if isinstance(value, Every):
        return _repeated(value)
    if isinstance(value, Length | Stretch) or (isinstance(value, Ahead) and when is None):
        return duration(value)
    if isinstance(value, Part):
        return timex(value.outer, value.outer.resolve(context), context)
    if isinstance(value, Clock):
        return f"{_clock_day(value, when, context)}T{value.time}"
    if isinstance(value, Shifted) and value == TODAY and context.anchor is Anchor.TEXT:
        return "PRESENT_REF"
    if when is None or when.first is None or when.last is None:
        return _unresolved(value, context)
    if when.period is not None:
        return name(when.period)
    return f"{name(when.first)}/{name(when.last)}"


def _clock_day(value: Clock, when: When | None, context: Context) -> str:
    """Return the day of a time of day: its own, else the one the text named last, else the reference."""
    if value.day is not None:
        return timex(value.day, when, context) or "XXXX-XX-XX"
    if context.anchor is Anchor.TEXT:
        return name(context.text) if context.text is not None and context.text.unit is Unit.DAY else "XXXX-XX-XX"
    return context.now.isoformat() if context.now is not None else "XXXX-XX-XX"


TODAY = Shifted(Unit.DAY, 0)
_CODES = {Unit.QUARTER: "Q", Unit.HALF: "H"}
_SEASONS = ("SP", "SU", "FA", "WI")


def name(period: Period) -> str:
    """Return the TIMEX3 name of a period."""
    year = period.year
    prefix = f"{year:04}" if year > 0 else f"BC{1 - year:04}"
    if period.unit is Unit.YEAR:
        return prefix
    if period.unit is Unit.MONTH:
        return f"{prefix}-{period.place:02}"
    if period.unit is Unit.SEASON:
        return f"{prefix}-{_SEASONS[period.place - 1]}"
    if period.unit in _CODES:
        return f"{prefix}-{_CODES[period.unit]}{period.place}"
    if period.unit is Unit.DECADE:
        return f"{period.number:03}"
    if period.unit is Unit.CENTURY:
        return f"{period.number:02}"
    if period.unit is Unit.DAY:
        return period.first_day.isoformat()
    iso = period.first_day.isocalendar()
    return f"{iso.year}-W{iso.week:02}" + ("-WE" if period.unit is Unit.WEEKEND else "")


def _unresolved(value: Value, context: Context) -> str | None:
    if isinstance(value, Open):
        if value.unit is Unit.SEASON:
            return f"XXXX-{_SEASONS[value.place - 1]}"
        if value.unit in _CODES:
            return f"XXXX-{_CODES[value.unit]}{value.place}"
        return f"XXXX-{value.place:02}" + (f"-{value.day:02}" if value.day else "")
    if isinstance(value, Back) and context.now is not None:
        return name(Period.around(value.unit, context.now))
    if isinstance(value, Fiscal):
        return f"FY{value.year}" if value.year else None
    if isinstance(value, Offset):
        return duration(value) if value.length.count is None else None
    return {Unit.DAY: "XXXX-XX-XX", Unit.MONTH: "XXXX-XX", Unit.WEEK: "XXXX-WXX", Unit.YEAR: "XXXX"}.get(value.unit)


def _repeated(value: Every) -> str | None:
    names = {
        Unit.DAY: "XXXX-XX-XX",
        Unit.WEEK: "XXXX-WXX",
        Unit.MONTH: "XXXX-XX",
        Unit.YEAR: "XXXX",
        Unit.QUARTER: "XXXX-QX",
    }
    return names.get(value.unit, duration(value)) if value.length.count == 1 else duration(value)


# --- queries ---------------------------------------------------------------------------------------------------------


def _query(reading: Reading, reference: datetime | None) -> str | None:
    value, when = reading.value, reading.when
    if isinstance(value, Clock):
        return _query_clock(value, when)
    if isinstance(value, Fiscal) and value.year is not None:
        return f"FY{value.year}"
    if isinstance(value, Ahead | Offset | Stretch | Every | Length):
        return _query_length(value, when, reference)
    if isinstance(value, Vague | Part) or when is None or when.first is None or when.last is None:
        return timex(value, when, reading.context)
    if when.period is None:
        return f"{when.first.first_day}/{_end(value, when.last)}"
    return _query_period(value, when.period, reading.opens)


def _query_length(
    value: Ahead | Offset | Stretch | Every | Length, when: When | None, reference: datetime | None
) -> str | None:
    if isinstance(value, Stretch) and value.unit is Unit.QUARTER and when is not None and when.first and when.last:
        return f"{when.first.first_day}/{when.last.shift(1).first_day}"
    if isinstance(value, Every | Length) or (isinstance(value, Stretch) and value.length.most is not None):
        return duration(value)
    if reference is None:
        return duration(value)
    return _counted(Offset(value.length, 1) if isinstance(value, Ahead) else value, reference)


def _query_period(value: Value, period: Period, opens: str | None) -> str:
    is_named = period.unit not in (Unit.QUARTER, Unit.HALF, Unit.DECADE, Unit.CENTURY)
    if period.exists and (not is_named or _is_spanned(value, period)):
        return f"{period.first_day}/{period.shift(1).first_day}"
    if opens == "end" and isinstance(value, Open | Weekday) and period.exists:
        return f"/{period.first_day}"
    return name(period)


def _is_spanned(value: Value, period: Period) -> bool:
    """Whether a query wants the days of a period and not its name."""
    if isinstance(value, Back):
        return period.unit is not Unit.DAY and not value.keep
    return period.unit is Unit.WEEK and isinstance(value, Counted)


def _end(value: Value, last: Period) -> date:
    """Return the end of a range: of the first nine months the day after, from May to September the first day."""
    return last.first_day if isinstance(value, Range) and not isinstance(value.last, Part) else last.shift(1).first_day


_HOURS = {"MO": ("08:00", "12:00"), "AF": ("12:00", "16:00"), "EV": ("16:00", "20:00"), "NI": ("20:00", "23:59:59")}


def _query_clock(value: Clock, when: When | None) -> str:
    day = name(when.period) if when is not None and when.period is not None else ""
    first, last = value.time, value.until
    if isinstance(value.day, Open | Weekday) and first in _HOURS:
        first, last = _HOURS[first]
    if last:
        mark = "T" if day else ""
        return f"{day}{mark}{_seconds(first)}/{day}{mark}{_seconds(last)}"
    return ("/" if value.bound == "before" and day else "") + f"{day}T{value.time}"


def _seconds(time: str) -> str:
    return time if len(time) > len("00:00") else f"{time}:00"


def _counted(value: Offset | Stretch, now: datetime) -> str | None:
    """Return a length from the reference to the day or minute: 2016-08-07/2016-11-07."""
    length = value.length
    if length.count is None:
        return duration(length)
    other = _moved(now, length.unit, length.count * (value.direction))
    if other is None:
        return None
    is_clock = length.unit in CLOCK_UNITS
    if isinstance(value, Offset):
        return other.isoformat() if is_clock else other.date().isoformat()
    if is_clock:
        return "/".join(moment.isoformat() for moment in sorted((now, other)))
    if value.direction > 0 and not value.within:
        now, other = now + timedelta(days=1), other + timedelta(days=1)
    return "/".join(moment.date().isoformat() for moment in sorted((now, other)))


def _moved(now: datetime, unit: Unit, count: float) -> datetime | None:
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}.get(unit)
    seconds = {Unit.HOUR: 3600, Unit.MINUTE: 60, Unit.SECOND: 1}.get(unit)
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}.get(
        unit
    )
    try:
        if days is not None:
            return now + timedelta(days=days * count)
        if seconds is not None:
            return now + timedelta(seconds=seconds * count)
        day = add_months(now.date(), round(count * (months or 1)))
    except (ValueError, OverflowError):
        return None
    return datetime.combine(day, now.time())
