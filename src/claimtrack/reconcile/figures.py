"""Comparing figures as they are stated: bounds, rounding and precision. Decimal arithmetic only.

A plain figure stands for all that rounds to it: "25 billion", with two significant digits, for 24.5 to 25.5 billion.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import Bound

if TYPE_CHECKING:
    from claimtrack.model import Quantity

ABOUT = Decimal("0.1")
"""How far, in proportion, a figure may lie from one that is said to be about it."""
SAME = Decimal("0.05")
"""How far, in proportion, two figures of unlike rounding may lie apart and count as the same; beyond it, one may still
be the other, rounded ("2 billion" for 2.4), which is neither agreement nor contradiction."""
_NUMBER = re.compile(r"\d[\d.,]*+")
_HALF = Decimal("0.5")
_LEAST_DIGITS = 2  # of a figure that begins with 1: nobody writes "10 billion" for 14
_OPEN_BELOW = frozenset({Bound.LESS_THAN, Bound.AT_MOST})
_OPEN_ABOVE = frozenset({Bound.MORE_THAN, Bound.AT_LEAST})


class Match(StrEnum):
    """How two answers compare: the same, one within the other, different, or one of them is not given."""

    SAME = "same"
    WITHIN = "within"
    OTHER = "other"
    OPEN = "open"


class Stretch(NamedTuple):
    """The values that a stated figure allows, an open side as `None`, and by how much a plain one may be rounded."""

    low: Decimal | None
    high: Decimal | None
    slack: Decimal

    @property
    def plain(self) -> bool:
        """Whether it states one value."""
        return self.low is not None and self.low == self.high

    def contains(self, value: Decimal, slack: Decimal) -> bool:
        """Whether the value, or one that rounds to it, is allowed."""
        return (self.low is None or self.low - slack <= value) and (self.high is None or value <= self.high + slack)


def stretch_of(quantity: Quantity) -> Stretch | None:
    """Return the values a quantity allows, or `None` when it states no number ("several billion")."""
    return _stretch(quantity.min, quantity.max, quantity.bound, quantity.digits, quantity.text)


@lru_cache(maxsize=1 << 12)  # the claims of a question give one figure again and again
def _stretch(low: Decimal | None, high: Decimal | None, bound: Bound, digits: int | None, text: str) -> Stretch | None:
    if low is not None and low == high:
        low, high = (None if bound in _OPEN_BELOW else low), (None if bound in _OPEN_ABOVE else high)
    if low is None and high is None:
        return None
    slack = Decimal(0)
    if low is not None and low == high:
        slack = _rounding(low, digits, text)
        if bound is Bound.ABOUT:
            slack = max(slack, abs(low) * ABOUT)
    return Stretch(low, high, slack)


def _rounding(value: Decimal, digits: int | None, text: str) -> Decimal:
    """Half a unit of the last digit that is stated; 0 when that is not known.

    Zeros at the end may be stated or filled in: "200 million" is taken to stand for a tenth more or less at most.
    """
    if value == 0 or not digits:
        return Decimal(0)
    size = value.adjusted()  # 10**size <= |value| < 10**(size + 1)
    if digits < _LEAST_DIGITS and str(abs(value).scaleb(-size))[0] == "1":
        digits = _LEAST_DIGITS
    half = _HALF.scaleb(size - digits + 1)
    written = _NUMBER.search(text)
    return half if written is None or len(written[0]) == 1 else min(half, abs(value) * ABOUT)


def compare_stretches(a: Stretch, b: Stretch) -> Match:
    """Compare what two figures allow: `SAME` within rounding, `WITHIN` when one bound or range holds the other."""
    if a.plain and b.plain:
        return _compare_plain(a, b)
    if a.plain or b.plain:
        point, stretch = (a, b) if a.plain else (b, a)
        return _compare_point(point, stretch)
    if (a.low, a.high) == (b.low, b.high):
        return Match.SAME
    if a.low is not None and b.high is not None and a.low > b.high:
        return Match.OTHER
    if b.low is not None and a.high is not None and b.low > a.high:
        return Match.OTHER
    return Match.WITHIN


def _compare_plain(a: Stretch, b: Stretch) -> Match:
    assert a.low is not None
    assert b.low is not None
    apart, slack = abs(a.low - b.low), max(a.slack, b.slack)
    near = apart <= max(abs(a.low), abs(b.low)) * SAME
    if apart and apart >= slack:
        return Match.WITHIN if near and (_is_cut(a, b) or _is_cut(b, a)) else Match.OTHER
    return Match.SAME if near else Match.WITHIN


def _is_cut(short: Stretch, full: Stretch) -> bool:
    """Whether the one may be the other with its last digits left out instead of rounded: "21 million" for 21.6."""
    assert short.low is not None
    assert full.low is not None
    low, high = sorted((abs(short.low), abs(short.low) + 2 * short.slack))
    return full.slack < short.slack and low < abs(full.low) < high


def _compare_point(point: Stretch, stretch: Stretch) -> Match:
    assert point.low is not None
    if not stretch.contains(point.low, point.slack):
        return Match.OTHER
    one_sided = stretch.low is None or stretch.high is None
    edge = stretch.low if stretch.low is not None else stretch.high
    return Match.SAME if one_sided and edge == point.low else Match.WITHIN
