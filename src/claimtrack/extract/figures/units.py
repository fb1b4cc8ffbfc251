"""The classes of figures by their units: money, percent, durations, people, customers, products.

The names of units are the normalised English ones of `claimtrack.recognize`, the same in every language.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from claimtrack.model import Quantity

DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "quarter", "century"})
PEOPLE = frozenset(
    {"person", "employee", "worker", "job", "position", "staff", "people", "role", "staffer", "engineer"}
)
CUSTOMERS = frozenset(
    {"user", "customer", "subscriber", "client", "company", "member", "merchant", "business", "developer", "person"}
    | {"order", "viewer", "listener", "player", "household"}
)
_LENGTHS = frozenset(
    {"metre", "kilometre", "centimetre", "millimetre", "mile", "foot", "inch", "yard", "nautical mile"}
)
_AREAS = frozenset({"hectare", "acre", "square metre", "square kilometre", "square foot", "square mile"})
_MASSES = frozenset({"kilogram", "gram", "milligram", "tonne", "ton", "pound", "ounce", "metric ton"})
_SPEEDS = frozenset({"kilometre per hour", "mile per hour", "metre per second", "knot"})
_BRIGHTNESS = frozenset({"nit"})
EXTENTS = {
    "distance": _LENGTHS, "area": _AREAS, "mass": _MASSES, "duration": DURATIONS, "speed": _SPEEDS,
    "brightness": _BRIGHTNESS, "power": frozenset({"kilowatt", "megawatt", "gigawatt", "horsepower"}),
}  # fmt: skip
"""Units of what verbs and adjectives of measure tell."""
_PHYSICAL = frozenset(
    {"watt", "kilowatt", "megawatt", "gigawatt", "terawatt", "volt", "watt hour", "kilowatt hour", "megawatt hour"}
    | {"gigawatt hour", "terawatt hour", "milligram", "nanometre", "litre", "millilitre", "gallon", "barrel"}
    | {"barrel per day"}
    | {"cubic foot", "cubic metre", "degree", "megabyte", "gigabyte", "terabyte", "petabyte", "gigahertz", "megahertz"}
    | {"hertz", "teraflop", "petaflop", "megapixel", "horsepower", "kilometre per hour", "mile per hour"}
    | {"gigabit per second", "megabit per second", "milliampere hour", "nit", "newton metre", "parameter", "token"}
)
"""Units besides those of extents that tell what a thing is like."""
PRODUCTS = frozenset({"model", "product", "app", "chip", "version", "service", "feature", "tool", "device", "agent"})


def size(quantity: Quantity) -> Decimal:
    """How large a figure is at least, whichever way it goes; 0 where it says nothing."""
    return abs(quantity.min or quantity.max or Decimal(0))


def is_sum(quantity: Quantity, least: int, rates: Collection[str] = ("",)) -> bool:
    """Whether a figure is money, no rate but one of `rates`, and at least so much, whichever way it goes."""
    rate = (quantity.unit or "").partition("/")[2]
    return figure_class(quantity) == "money" and rate in rates and size(quantity) >= least


def figure_class(quantity: Quantity) -> str:
    """`money`, `percent`, `points`, `duration` or `count`, by the unit."""
    unit = (quantity.unit or "").partition("/")[0]
    if len(unit) == 3 and unit.isupper():
        return "money"
    if unit == "%":
        return "percent"
    if unit == "percentage points":
        return "points"
    return "duration" if unit in DURATIONS else "count"


def is_extent(quantity: Quantity) -> bool:
    """Whether a figure is a length, an area or a mass."""
    unit = (quantity.unit or "").partition("/")[0]
    return any(unit in units for kind, units in EXTENTS.items() if kind != "duration")


def is_physical(quantity: Quantity) -> bool:
    """Whether a figure sizes a thing: a length, a weight, a power, a memory."""
    return is_extent(quantity) or (quantity.unit or "").partition("/")[0] in _PHYSICAL


def fits(quantity: Quantity, wanted: str) -> bool:
    """Whether a figure can stand in a slot of class `wanted`."""
    kind, unit = figure_class(quantity), (quantity.unit or "").partition("/")[0]
    if wanted == "jobs":
        return kind == "percent" or (kind == "count" and unit in PEOPLE)
    if wanted == "people":
        return kind == "count" and unit in PEOPLE
    if wanted == "shares":
        return unit == "share"
    if wanted == "customers":
        return kind == "count" and unit in CUSTOMERS
    if wanted == "product_count":
        return kind == "count" and unit in PRODUCTS
    return kind == wanted
