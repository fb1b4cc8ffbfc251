"""What a rule hands to the function that makes a value of its words, and what those functions share."""

from __future__ import annotations

from typing import Any

from claimtrack.recognize.calendar import Period, Unit
from claimtrack.recognize.timex.dated import Fixed, Open
from claimtrack.recognize.timex.values import Value

Span = tuple[int, int]


class Fields(dict[str, Any]):
    """Values by field; `spans` has where in the text each stands, `whole` the span of the match."""

    def __init__(self, values: dict[str, Any], spans: dict[str, Span], whole: Span) -> None:
        super().__init__(values)
        self.spans = spans
        self.whole = whole


def full_year(year: int) -> int:
    """Return a year of two digits in full: 26 is 2026, 45 is 1945."""
    return year if year >= 100 else year + (2000 if year < 45 else 1900)


def calendar_year(fields: Fields, name: str = "year") -> int | None:
    """Return the year of a match counted astronomically, two digits in full; `None` where it names none."""
    value = fields.get(name)
    return None if value is None else 1 - int(value) if fields.get("era") else full_year(int(value))


def dated(unit: Unit, place: int, day: int, year: int | None) -> Value | None:
    """Return a part of a year, fixed where the year is known."""
    value = Open(unit, place, day)
    if year is None:
        return value if value.in_year(2000) is not None else None
    period = value.in_year(year) if unit is not Unit.DAY or year > 0 else Period.in_year(Unit.MONTH, year, place)
    return None if period is None else Fixed(period)
