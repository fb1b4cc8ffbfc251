"""Goods by what "prices" are of: "egg prices rose 12 %", "coffee prices fell to $3 a pound"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import CHANGE
from claimtrack.extract.figures.told import Told, phrase
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token

_PRICED = 0.88
"""How sure the price of a good is."""


def read_good(noun: Token, figure: Figure, predicate: Token, role: str, turn: int, line: Line) -> Told | None:
    """What "prices" are of: their moves and levels are prices."""
    good = _good(noun, line)
    if good is None or (figure_class(figure.quantity) != "money" and role != CHANGE):
        return None
    rate = (figure.quantity.unit or "").partition("/")[2]
    attribute = "change" if role == CHANGE else f"per {rate}" if rate else min(line.words.quantified["level"])
    return Told(Filler(good, None, noun, 1.0, "name"), attribute, predicate, role, turn, "price", _PRICED)


def _good(noun: Token, line: Line) -> str | None:
    """The good whose price a noun is: "egg prices"."""
    text, words = phrase(noun, line), line.words.quantified
    parts = text.lower().split()
    is_price = line.has(noun.i, words["priced"]) and len(parts) > 1 and noun.text == text.split()[-1]
    return text.rpartition(" ")[0] or None if is_price and not words["indexed"] & set(parts) else None
