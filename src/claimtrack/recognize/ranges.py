"""Two amounts that are one: "$4bn–$5bn", "between 20 and 25 percent", "4,5 bis 5 Milliarden Euro".

The second is the other end of the first, or says how far it may be off ("9,6 Milliarden Euro, plus oder minus 2 %").
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from claimtrack.recognize.figures import Amount, Text, is_year
from claimtrack.recognize.lexicon import Kind, Lexicon

_LONGEST_JOINT = 24
_MOVE_WINDOW = 64
_NEAR = Decimal("1.5")
_WORDS = re.compile(r"[^\W\d_]+")


class Ranges:
    """Joins neighbouring amounts of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def join(self, first: Amount, second: Amount, text: Text) -> Amount | None:
        """Return the range of two neighbouring amounts; `None` when they are not one."""
        if second.start - first.end > _LONGEST_JOINT or (first.noun and first.noun.end > second.start):
            return None
        joint = text.folded[first.end : second.start].strip(" ,(")
        if joint in self._lexicon.give_or_take:
            return _spread(first, second)
        if first.unit is not None and is_year(second) and second.noun is None and first.low < second.low / 2:
            return None  # "a rate of 11 % through 2032"
        start = self._start(first, second, text)
        if start is None or first.vague or second.vague or first.share or second.share:
            return None
        return _merge(first, second, start)

    def lend(self, first: Amount, second: Amount, text: Text) -> None:
        """Give a bare figure the unit and the scale of the next one: "from 4 to 6 percent", "von 4 auf 6 Mrd. Euro"."""
        unit = second.unit
        bare = not (first.unit or first.noun or first.vague or (first.spelled and first.low == 1) or is_year(first))
        if not bare or unit is None or second.leading or unit.kind not in (Kind.MONEY, Kind.PERCENT):
            return
        if first.spelled != second.spelled:
            return  # nobody writes "4 and six percent"
        joint = text.folded[first.end : min(second.start, first.end + _LONGEST_JOINT)]
        if joint.strip() not in self._lexicon.lends:
            return
        first.multiply(unit.factor)
        if second.scaled and not (first.scaled or first.grouped or second.vague):
            first.multiply(second.low / second.mantissa / unit.factor if second.mantissa else Decimal(1))
            first.scaled = True
        first.unit, first.rate = unit, second.rate

    def _start(self, first: Amount, second: Amount, text: Text) -> int | None:
        """Where the range starts, its opening word included; `None` when no joint stands between the two."""
        joint = text.written[first.end : second.start]
        if joint.strip() in self._lexicon.dashes and "\n" not in joint and len(joint) <= 3:
            return first.start
        word = text.folded[first.end : second.start].strip()
        before = first.start - 1 if first.start and text.folded[first.start - 1] == " " else first.start
        if word in self._lexicon.and_:
            if hedge := self._lexicon.bounds_before.before(text.folded, before):
                before = hedge[1] - (text.folded[hedge[1] - 1 : hedge[1]] == " ")  # "between about 2 and 4 %"
            between = self._lexicon.between.before(text.folded, before)
            return between[1] if between else None
        if word not in self._lexicon.to:
            return None
        lasts = second.unit is not None and second.unit.kind is Kind.DURATION
        opening = self._lexicon.from_.before(text.folded, before)
        apart = opening is not None or not _are_near_sums(first, second)
        by = self._lexicon.by.before(text.folded, before)
        if not lasts and not by and apart and self._moves(text, first.start):
            return None
        return opening[1] if opening else first.start

    def _moves(self, text: Text, start: int) -> bool:
        """Whether the sentence speaks of a move from one value to the other."""
        window = text.folded[max(0, start - _MOVE_WINDOW) : start]
        window = re.split(r"[.;:\n]\s", window)[-1]
        return any(word in self._lexicon.moves for word in _WORDS.findall(window))


def _are_near_sums(first: Amount, second: Amount) -> bool:
    """Whether two large sums lie near together, as the ends of a range do: "the cuts will cost $225m to $236m"."""
    are_sums = all(a.scaled and a.unit is not None and a.unit.kind is Kind.MONEY for a in (first, second))
    return are_sums and first.low < second.low < first.low * _NEAR


def _spread(middle: Amount, off: Amount) -> Amount | None:
    """The range around `middle`: `off` is a part of it in percent, or an amount of the same unit."""
    if off.unit is not None and off.unit.kind is Kind.PERCENT and middle.unit != off.unit:
        by = middle.low * off.low / 100
    elif off.unit is None or off.unit == middle.unit:
        by = off.low * (middle.unit.factor if middle.unit and off.unit is None else 1)
    else:
        return None
    if not 0 < by < abs(middle.low):
        return None
    return replace(middle, end=off.end, low=middle.low - by, high=middle.low + by, noun=middle.noun or off.noun)


def _merge(first: Amount, second: Amount, start: int) -> Amount | None:
    """The range from `first` to `second`: what one end leaves out – currency, scale, unit – it takes from the other."""
    unit = second.unit or (first.unit if first.leading or second.noun is None else None)
    if first.unit and ((unit and first.unit.name != unit.name) or second.noun):
        return None
    low, high = first.low, second.low
    if first.unit is None and unit is not None:
        low *= unit.factor
    if second.unit is None and first.unit is not None:
        high *= first.unit.factor
    if second.scaled and not first.scaled and abs(first.mantissa) < abs(second.mantissa):
        low *= (
            second.low / second.mantissa / (second.unit.factor if second.unit else 1) if second.mantissa else Decimal(1)
        )
    if low >= high:
        return None
    digits = max(first.digits or 0, second.digits or 0) or None
    return Amount(start, second.end, low, high, digits, second.mantissa, first.scaled or second.scaled, unit,
                  second.leading, second.noun, second.rate, grouped=first.grouped or second.grouped)  # fmt: skip
