"""Times of day from the words of a rule.

Each function takes the fields of a match and returns a value, or `None` when the words do not make one: February 30, a
fifth quarter.
"""

from __future__ import annotations

from dataclasses import replace

from claimtrack.recognize.calendar import Unit
from claimtrack.recognize.timex.composed import Clock
from claimtrack.recognize.timex.dated import Weekday
from claimtrack.recognize.timex.fields import Fields
from claimtrack.recognize.timex.relative import (
    Back,
    Shifted,
)
from claimtrack.recognize.timex.values import Value


def clock(fields: Fields) -> Value | None:
    """11:30, 3 p.m., 17 Uhr, half past seven; `half` is am or pm, `daypart` tells the same, `past` are minutes."""
    if "hour_half" in fields:
        *parts, half = fields["hour_half"]
        hour, minute = parts if len(parts) == 2 else (parts[0], 0)
        half = {"a": "am", "p": "pm"}[half[0]]
    else:
        hour, minute = fields["clock"] if "clock" in fields else (fields["hour"], fields.get("minute", 0))
        half = fields.get("half", "")
    minute = int(minute) + int(fields.get("past", 0))
    hour, minute = (int(hour) + minute // 60) % 25, minute % 60
    time = _time(hour, minute, half, str(fields.get("daypart", "")))
    sure = bool(half or "daypart" in fields or hour > 12)
    return Clock(time, bound=fields.get("bound", ""), sure=sure) if time else None


def _time(hour: int, minute: int, half: str, part_of_day: str) -> str:
    """Return a time in 24 hours, or nothing where there is no such time."""
    if (half == "am" and hour == 12) or (part_of_day == "NI" and hour in (12, 24)):
        hour = 0
    elif (half == "pm" or part_of_day in ("AF", "EV") or (part_of_day == "NI" and hour >= 6)) and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def time_of_day(fields: Fields) -> Value | None:
    """The morning, at night, noon."""
    return Clock(str(fields["daypart"]), bound=fields.get("bound", ""))


def clock_range(fields: Fields) -> Value | None:
    """From 4 to 7 p.m.: what the first time leaves open it takes from the second."""
    last = fields["clock_to"] if "clock_to" in fields else clock(Fields({"hour": fields["to"]}, {}, (0, 0)))
    first = fields.get("clock_from")
    if first is None:
        hour, minute = fields["clock"] if "clock" in fields else (int(fields["from"]), 0)
        first = Clock(f"{hour:02}:{minute:02}")
    if not (isinstance(first, Clock) and isinstance(last, Clock)) or ":" not in first.time + last.time:
        return None
    start, end = first.time, last.time
    if not first.sure and start < "12:00" <= end and _plus_twelve(start) <= end:
        start = _plus_twelve(start)
    elif not last.sure and end < start and end < "12:00":
        end = _plus_twelve(end)
    day = first.day or last.day
    return Clock(start, day, end, sure=last.sure) if not last.until else None


def _plus_twelve(time: str) -> str:
    return f"{int(time[:2]) + 12:02}{time[2:]}"


def daypart(fields: Fields) -> Value | None:
    """The next morning, Friday evening, the night of May 13."""
    return Clock(str(fields["daypart"]), fields["day_value"])


def daypart_back(fields: Fields) -> Value | None:
    """That morning, the following night."""
    return Clock(str(fields["daypart"]), Back(Unit.DAY, int(fields["count"])))


def daypart_now(fields: Fields) -> Value | None:
    """Tonight, this morning, last night."""
    return Clock(str(fields["daypart"]), Shifted(Unit.DAY, int(fields["count"])))


def weekday_part(fields: Fields) -> Value | None:
    """Dienstagabend: weekday and part of the day in one word."""
    number, part_of_day = fields["day_part"]
    return Clock(str(part_of_day), Weekday(int(number), fields.get("which")))


def at(fields: Fields) -> Value | None:
    """A time of day on a day: Tuesday at 3 p.m."""
    value = fields["clock_value"]
    if not isinstance(value, Clock) or value.day is not None:
        return None
    spans = (fields.spans["day_value"], fields.spans["clock_value"])
    return replace(value, day=fields["day_value"], spans=spans, bound=fields.get("bound", value.bound))


def at_part(fields: Fields) -> Value | None:
    """Tomorrow morning at 8, tonight from 7 to 9: the part of the day tells which half the hour is in."""
    part = fields["part_value"]
    value = fields["clock_value"] if "clock_value" in fields else clock(fields)
    if not isinstance(part, Clock) or not isinstance(value, Clock) or ":" in part.time or value.day is not None:
        return None
    times = [_later_half(time, part.time) for time in (value.time, value.until)]
    return replace(value, time=times[0], until=times[1], day=part.day)


def _later_half(time: str, part_of_day: str) -> str:
    if ":" not in time:
        return time
    return _time(int(time[:2]), int(time[3:]), "", part_of_day) or time


def at_hour(fields: Fields) -> Value | None:
    """Tomorrow at 7, next Monday 6-8: an hour that only the day beside it makes one."""
    value = clock_range(fields) if "to" in fields else clock(fields)
    return replace(value, day=fields["day_value"]) if isinstance(value, Clock) else None


MAKERS = (clock, time_of_day, clock_range, daypart, daypart_back, daypart_now, weekday_part, at, at_part, at_hour)
"""The functions that a rule can name in `make`."""
