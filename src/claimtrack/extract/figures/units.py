"""The classes of figures by their units: money, percent, durations, people, customers, products.

The names of units are the normalised English ones of `claimtrack.recognize`, the same in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.model import Quantity

DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "quarter", "century"})
PEOPLE = frozenset(
    {"person", "employee", "worker", "job", "position", "staff", "people", "role", "staffer", "engineer"}
)
CUSTOMERS = frozenset(
    {"user", "customer", "subscriber", "client", "company", "member", "merchant", "business", "developer", "person"}
    | {"order", "viewer", "listener", "player"}
)
PRODUCTS = frozenset({"model", "product", "app", "chip", "version", "service", "feature", "tool", "device", "agent"})


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


def fits(quantity: Quantity, wanted: str) -> bool:
    """Whether a figure can stand in a slot of class `wanted`."""
    kind, unit = figure_class(quantity), (quantity.unit or "").partition("/")[0]
    if wanted == "jobs":
        return kind == "percent" or (kind == "count" and unit in PEOPLE)
    if wanted == "people":
        return kind == "count" and unit in PEOPLE
    if wanted == "customers":
        return kind == "count" and unit in CUSTOMERS
    if wanted == "product_count":
        return kind == "count" and unit in PRODUCTS
    return kind == wanted
