"""Relative dates, lengths of time and parts of other values from the words of a rule.

Each function takes the fields of a match and returns a value, or `None` when the words do not make one: February 30, a
fifth quarter.
"""

from __future__ import annotations

from dataclasses import replace

from claimtrack.recognize.calendar import CLOCK_UNITS, Period, Unit
from claimtrack.recognize.timex.composed import Around, Counted, Ended, Fiscal, Part, Within
from claimtrack.recognize.timex.dated import Fixed, Open, Weekday
from claimtrack.recognize.timex.fields import Fields, calendar_year
from claimtrack.recognize.timex.relative import (
    Ahead,
    Back,
    Beside,
    Every,
    Length,
    Offset,
    Shifted,
    Stretch,
    Vague,
    Weekend,
)
from claimtrack.recognize.timex.values import Value


def shifted(fields: Fields) -> Value | None:
    """Last year, this quarter, tomorrow, Vormonat."""
    unit = Unit(fields["unit"])
    count = int(fields.get("count", 0)) * int(fields.get("sign", 1))
    return Weekend(count) if unit is Unit.WEEKEND else Shifted(unit, count)


def weekend(fields: Fields) -> Value | None:
    """The weekend, this weekend."""
    return Weekend(fields.get("which"))


def back(fields: Fields) -> Value | None:
    """That year, the day after, a year earlier, the same month, the year-ago quarter (`of`)."""
    count = int(fields.get("count", 0)) * int(fields.get("sign", 1))
    of = Unit(fields["of"]) if "of" in fields else None
    return Back(Unit(fields["unit"]), count, bool(fields.get("keep")), fields.get("fallback", True), of)


def season_which(fields: Fields) -> Value | None:
    """Last fall: a season or month and its direction."""
    if "month" in fields:
        return Open(Unit.MONTH, fields["month"], which=int(fields["which"]))
    return Open(Unit.SEASON, fields["season"], which=int(fields["which"]))


def which(fields: Fields) -> Value | None:
    """Last fall, next Thursday, this October: an open value and its direction."""
    value = fields["value"]
    return replace(value, which=int(fields["which"])) if isinstance(value, Open | Weekday) else None


def day_in_week(fields: Fields) -> Value | None:
    """Tuesday of last week."""
    inner, outer = fields["inner"], fields["outer"]
    return Within(inner, outer) if isinstance(inner, Weekday) else None


def edge_word(fields: Fields) -> Value | None:
    """Jahresende, Jahresende 2025: a unit and its part in one word."""
    unit, place = fields["edge_word"]
    number = calendar_year(fields)
    if number is not None:
        return Part(place, Fixed(Period(Unit.YEAR, number))) if unit == "year" else None
    return Part(place, Shifted(Unit(unit), 0))


def within(fields: Fields) -> Value | None:
    """October of last year, the second half of 2026, March 7 this year."""
    inner, outer = fields["inner"], fields["outer"]
    if isinstance(outer, Fiscal):
        return Fiscal(outer.year, outer.shift, f"{inner.unit}{getattr(inner, 'place', '')}")
    if not isinstance(inner, Open):
        return None
    if isinstance(outer, Fixed) and outer.unit is Unit.YEAR:
        found = inner.in_year(outer.period.number) if outer.period.number > 0 or inner.unit is not Unit.DAY else None
        return found and Fixed(found, outer.approximate)
    return Within(inner, outer)


def same(fields: Fields) -> Value | None:
    """A value with words around it that change nothing: Friday, March 20."""
    value: Value = fields["value"]
    return value


def counted(fields: Fields) -> Value | None:
    """The first nine months of 2025, the last week of May, the third week of January."""
    if isinstance(outer := fields.get("outer"), Fiscal):  # whose first nine months are not January to September
        return Fiscal(outer.year, outer.shift, "part")
    measure = fields.get("length")
    unit = Unit(fields["unit"]) if measure is None else measure.unit
    count = fields.get("count", 1) if measure is None else measure.count
    if unit in CLOCK_UNITS or count is None:
        return None
    most = int(count)
    if not 1 <= most <= 400:
        return None
    if fields.get("place"):
        place = int(fields["place"])
        return Counted(unit, place, place, outer) if place <= 60 else None
    return Counted(unit, 1, most, outer) if fields.get("from") == "start" else Counted(unit, -most, -1, outer)


def ended(fields: Fields) -> Value | None:
    """The six months ended December 31, the January quarter (`months` up to its end)."""
    if "months" in fields:
        return Ended(Length(Unit.MONTH, float(fields["months"])), fields["outer"])
    return Ended(fields["length"], fields["outer"]) if isinstance(fields["length"], Length) else None


def length(fields: Fields) -> Value | None:
    """Five years, 12 to 18 months, several weeks, a decade; `plus` is added, `times` scales."""
    count = fields.get("count")
    if count is not None:
        count = (float(count) + float(fields.get("plus", 0))) * float(fields.get("times", 1))
        if not 0 < count <= 100_000:
            return None
    most = fields.get("most")
    return Length(Unit(fields["unit"]), count, None if most is None else float(most) * float(fields.get("times", 1)))


def length_adjective(fields: Fields) -> Value | None:
    """Zweiwöchig, mehrjährig: number and unit in one word, 0 for several."""
    count, unit = fields["length_adjective"]
    return Length(Unit(unit), float(count) or None)


def lengths(fields: Fields) -> Value | None:
    """An hour and 30 minutes, 2 years 1 month 21 days."""
    first, more = fields["length"], fields["more"]
    order = list(Unit)
    if not isinstance(first, Length) or not isinstance(more, Length) or first.count is None or more.count is None:
        return None
    is_falling = order.index(first.unit) > order.index(more.unit) and first.more is None and first.most is None
    return replace(first, more=more) if is_falling else None


def offset(fields: Fields) -> Value | None:
    """Three months ago, in two weeks, three days later."""
    value = fields["length"]
    return Offset(value, int(fields["sign"]), bool(fields.get("back"))) if isinstance(value, Length) else None


def ahead(fields: Fields) -> Value | None:
    """In two weeks: two weeks on if the sentence speaks of the future, else how long something took."""
    value = fields["length"]
    return Ahead(value) if isinstance(value, Length) else None


def offset_from(fields: Fields) -> Value | None:
    """Two weeks after May 13, four months from tomorrow: a length from a date that is named."""
    value = fields["length"]
    return Beside(value, int(fields["sign"]), fields["outer"]) if isinstance(value, Length) else None


def around(fields: Fields) -> Value | None:
    """The week of March 23."""
    return Around(Unit(fields["unit"]), fields["outer"])


def stretch(fields: Fields) -> Value | None:
    """The past five years, the next 12 to 18 months, within two weeks."""
    value = fields["length"] if "length" in fields else length(fields)
    return Stretch(value, int(fields["sign"]), bool(fields.get("inside"))) if isinstance(value, Length) else None


def stretch_unit(fields: Fields) -> Value | None:
    """The past year, the past decade; the past quarter is the one before this."""
    if fields["unit"] == Unit.QUARTER:
        return Shifted(Unit.QUARTER, int(fields["sign"]))
    return Stretch(Length(Unit(fields["unit"]), 1), int(fields["sign"]))


def part(fields: Fields) -> Value | None:
    """Early 2024, the end of the year, mid-October."""
    return Part(str(fields["part"]), fields["outer"])


def every(fields: Fields) -> Value | None:
    """Each quarter, daily, every two years."""
    if "length" in fields:
        return Every(fields["length"])
    return Every(Length(Unit(fields["unit"]), float(fields.get("count", 1))))


def vague(fields: Fields) -> Value | None:
    """Now, recently, soon."""
    return Vague(str(fields["ref"]))


MAKERS = (
    shifted,
    weekend,
    back,
    season_which,
    which,
    day_in_week,
    edge_word,
    within,
    same,
    counted,
    ended,
    length,
    length_adjective,
    lengths,
    offset,
    ahead,
    offset_from,
    around,
    stretch,
    stretch_unit,
    part,
    every,
    vague,
)
"""The functions that a rule can name in `make`."""
