"""Dates, parts of years, fiscal years and ranges from the words of a rule.

Each function takes the fields of a match and returns a value, or `None` when the words do not make one: February 30, a
fifth quarter.
"""

from __future__ import annotations

from dataclasses import replace

from claimtrack.recognize.calendar import Period, Unit
from claimtrack.recognize.timex.composed import Clock, Fiscal, Range
from claimtrack.recognize.timex.dated import DayOnly, Fixed, Open, Weekday
from claimtrack.recognize.timex.fields import Fields, calendar_year, dated, full_year
from claimtrack.recognize.timex.values import Value

_LONG_YEAR = 2020  # it has 53 weeks
_LATEST = 2100  # the first year that no text tells the decade of


def year(fields: Fields) -> Value | None:
    """2025, 238 BC, "around 2020"."""
    number = calendar_year(fields)
    return None if number is None else Fixed(Period(Unit.YEAR, number), bool(fields.get("approximate")))


def month(fields: Fields) -> Value | None:
    """October, October 2025."""
    return dated(Unit.MONTH, fields["month"], 0, calendar_year(fields))


def day(fields: Fields) -> Value | None:
    """March 7, 7. März 2026."""
    return dated(Unit.DAY, fields["month"], fields["day"], calendar_year(fields))


def numeric_day(fields: Fields) -> Value | None:
    """31.12.2024, 12/31/2024, 2024-12-31; `order` says in which order the parts stand."""
    parts = dict(zip(fields["order"], fields["parts"], strict=False))
    if parts["m"] > 12 >= parts["d"] and fields["order"] != "ymd":
        parts["m"], parts["d"] = parts["d"], parts["m"]
    if not 1 <= parts["m"] <= 12 or ("y" in parts and parts["y"] == 0 and fields["order"] == "ymd"):
        return None
    return dated(Unit.DAY, parts["m"], parts["d"], full_year(parts["y"]) if "y" in parts else None)


def year_month(fields: Fields) -> Value | None:
    """2015-03, 12/2015; but 2010-11 is two years."""
    if (int(fields["year"]) + 1) % 100 == fields["month"]:
        return None
    return month(fields)


def division(fields: Fields) -> Value | None:
    """The third quarter, Q3 2025, the first half, summer 2024."""
    unit, place = Unit(fields["unit"]), int(fields["place"])
    if not 1 <= place <= {Unit.QUARTER: 4, Unit.HALF: 2, Unit.SEASON: 4, Unit.MONTH: 12}[unit]:
        return None
    if isinstance(place, int) and isinstance(fields.get("year"), int):
        return dated(unit, place, 0, calendar_year(fields))
    return Open(unit, place)


def coded(fields: Fields) -> Value | None:
    """3Q25, Q325: place and year in one code."""
    place, short = fields["code"]
    return dated(Unit(fields["unit"]), place, 0, full_year(short))


def decade(fields: Fields) -> Value | None:
    """The 1990s, the nineties; with `exact` the year itself must begin a decade of the last century: the 1990's."""
    number = int(fields["decade"])
    if number >= _LATEST or (fields.get("exact") and (number % 10 or number >= 2000)):
        return None  # "the 8060s" are chips
    number = number + 1900 if number < 100 else number
    return Fixed(Period(Unit.DECADE, number // 10))


def century(fields: Fields) -> Value | None:
    """The 18th century."""
    return Fixed(Period(Unit.CENTURY, int(fields["place"]) - 1)) if 2 <= fields["place"] <= 30 else None


def calendar_week(fields: Fields) -> Value | None:
    """KW 12, week 12 of 2026."""
    value, number = Open(Unit.WEEK, fields["week"]), calendar_year(fields)
    found = value.in_year(_LONG_YEAR if number is None else number)
    if found is None:
        return None
    return value if number is None else Fixed(found)


def season_in(fields: Fields) -> Value | None:
    """Autumn of 481 BC: a season of a year before the calendar."""
    number = calendar_year(fields)
    return None if number is None else Fixed(Period.in_year(Unit.SEASON, number, fields["season"]))


def holiday(fields: Fields) -> Value | None:
    """Christmas, Ostern 2019: `holiday` is month and day, or the rule of a movable feast, see `feast_in`."""
    rule, number = tuple(fields["holiday"]), calendar_year(fields)
    value = Open(Unit.DAY, *rule) if len(rule) == 2 else Open(Unit.DAY, 1, 1, feast=rule)
    value = replace(value, which=fields.get("which"))
    found = value.in_year(number) if number is not None and number > 0 else None
    return Fixed(found) if found is not None else value if number is None else None


def day_only(fields: Fields) -> Value | None:
    """The 18th, Friday 13th."""
    return DayOnly(int(fields["day"]), int(fields.get("weekday", 0)))


def weekday(fields: Fields) -> Value | None:
    """Tuesday, last Tuesday."""
    return Weekday(fields["weekday"], fields.get("which"), int(fields.get("side", 0)))


def fiscal(fields: Fields) -> Value | None:
    """FY26, fiscal 2025, Geschäftsjahr 2024/25 (named by the year it ends in)."""
    if "shift" in fields:
        return Fiscal(None, int(fields["shift"]))
    number = calendar_year(fields, "to") if "to" in fields else calendar_year(fields)
    if "to" in fields and "year" in fields and (int(fields["year"]) + 1) % 100 != int(fields["to"]) % 100:
        return None
    return Fiscal(number, None, str(fields.get("place", "")))


def fiscal_coded(fields: Fields) -> Value | None:
    """Q3FY26."""
    place, number = fields["code"]
    return Fiscal(full_year(number), None, f"quarter{place}")


def fiscal_part(fields: Fields) -> Value | None:
    """The fiscal third quarter, whose months only the company knows."""
    inner = fields.get("inner")
    return Fiscal(None, None, f"{inner.unit}{inner.place}" if isinstance(inner, Open) else "part")


def _ranged(fields: Fields, first: Value | None, last: Value | None, starts: str, ends: str) -> Value | None:
    if first is None or last is None or (first.unit is Unit.DAY and last.unit is Unit.SEASON):
        return None  # "dropped on Tuesday to fall below"
    whole, spans = fields.whole, fields.spans
    return Range(first, last, ((whole[0], spans[starts][1]), (spans[ends][0], whole[1])))


def range_of(fields: Fields) -> Value | None:
    """Between 2021 and 2024, from March to May 2025: two values and what joins them."""
    return _ranged(fields, fields["from"], fields["to"], "from", "to")


def years(fields: Fields) -> Value | None:
    """2021–2024, 1987-88, 449/448 v. Chr."""
    start, end = int(fields["year"]), int(fields["to"])
    if fields.get("era"):
        start, end = 1 - start, 1 - end
    elif end < 100 <= start:
        end += start // 100 * 100
    if end <= start:
        return None
    first, last = (Fixed(Period(Unit.YEAR, number)) for number in (start, end))
    return _ranged(fields, first, last, "year", "to")


def months(fields: Fields) -> Value | None:
    """June–August 1992."""
    number = calendar_year(fields)
    first, last = (dated(Unit.MONTH, fields[name], 0, number) for name in ("month", "to"))
    if number is not None and fields["month"] > fields["to"]:
        first = dated(Unit.MONTH, fields["month"], 0, number - 1)
    return _ranged(fields, first, last, "month", "to")


def days(fields: Fields) -> Value | None:
    """March 3 to 7, vom 3. bis 7. März 2026."""
    number = calendar_year(fields)
    if fields["day"] >= fields["to"]:
        return None
    first, last = (dated(Unit.DAY, fields["month"], fields[name], number) for name in ("day", "to"))
    return _ranged(fields, first, last, "day", "to")


def nights(fields: Fields) -> Value | None:
    """In der Nacht vom 12. auf den 13. Mai."""
    value = days(fields)
    return replace(value, first=Clock(str(fields["daypart"]), value.first)) if isinstance(value, Range) else None


MAKERS = (
    year,
    month,
    day,
    numeric_day,
    year_month,
    division,
    coded,
    decade,
    century,
    calendar_week,
    season_in,
    holiday,
    day_only,
    weekday,
    fiscal,
    fiscal_coded,
    fiscal_part,
    range_of,
    years,
    months,
    days,
    nights,
)
"""The functions that a rule can name in `make`."""
