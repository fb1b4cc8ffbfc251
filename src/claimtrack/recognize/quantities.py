"""Quantities: amounts with their bounds, ranges and rates, normalised, with offsets.

`amounts` finds numbers and what stands directly beside them, `ranges` joins two of them, this module adds the words
that bound them, drops the figures that are names or labels, and writes the records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claimtrack.model import Bound, Label, Mention, Quantity, Span
from claimtrack.recognize.amounts import amount_reader
from claimtrack.recognize.figures import Amount, Text, is_year
from claimtrack.recognize.labels import Labels
from claimtrack.recognize.lexicon import Kind, lexicon
from claimtrack.recognize.ranges import Ranges

_MIRRORED = {
    Bound.MORE_THAN: Bound.LESS_THAN,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.MORE_THAN,
    Bound.AT_MOST: Bound.AT_LEAST,
}


_CLOCK = re.compile(r"\d{1,3}\.(?:\d{2,3}|\d)(?!\d)(?=\.\d| [Uu]hr|[ap]m| [ap]\.?m)")
"""A time of the day or a version of three parts, whatever its first two look like: "9.30 Uhr", "2.1.4"."""
_TAIL = re.compile(r"\d[-–]\d")  # the second half of "1-1", "2024-25", which is no range
_LAST_YEAR = 2100
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST_WORD = 60
_FIRST_PART = 3
"""Letters that the first part of a compound has: "Wandelanleihe", and not "Grunde" with "Runde" in it."""
_COMPOUND = re.compile(r"-[^\W\d_]")  # "Eine Bitcoin-Adresse" is one address


def recognize_quantities(text: str, lang: str) -> list[Mention]:
    """Return the quantities of a text, sorted, without overlaps: money, percentages, counts, durations, measures.

    Each mention spans the figure with its bound words, unit, rate and counted noun. `norm` is a `Quantity`; its unit is
    an ISO 4217 code, "%", "percentage points", an English singular noun, or, of a noun the data does not know, the
    noun itself. Names with digits, years, dates and ordinals are not quantities.

    Raises:
        LanguageError: there is no data for the language.
    """
    return _recognizer(lang).recognize(text)


@dataclass(slots=True)
class _Bounded:
    """An amount or a range with the words that bound it."""

    start: int
    end: int
    amount: Amount
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    bounded: bool = False  # by a word that is more than "exactly"


class _Recognizer:
    def __init__(self, lang: str) -> None:
        self._reader, self._lexicon = amount_reader(lang), lexicon(lang)
        self._ranges, self._labels = Ranges(self._lexicon), Labels(lang, self._lexicon)

    def recognize(self, text: str) -> list[Mention]:
        prepared = Text.of(text)
        amounts = list(self._reader.read(prepared))
        mentions, floor, place = [], 0, 0
        while place < len(amounts):
            joined = self._joined(amounts[place : place + 2], prepared)
            draft = joined or amounts[place]
            place += 2 if joined else 1
            bounded = self._bind(draft, prepared, floor, ranged=joined is not None)
            if self._stands(bounded, prepared, ranged=joined is not None):
                floor = bounded.end
                mentions.append(_mention(bounded, text))
        return mentions

    def _joined(self, pair: list[Amount], text: Text) -> Amount | None:
        if len(pair) < 2:
            return None
        first, second = pair
        joined = self._ranges.join(first, second, text)
        if joined is None and not self._labels.is_label(first, text):
            self._ranges.lend(first, second, text)
        return joined

    def _bind(self, amount: Amount, text: Text, floor: int, ranged: bool) -> _Bounded:
        end = amount.noun.end if amount.noun else amount.end
        bounded = _Bounded(amount.start, end, amount, amount.low, amount.high, Bound.EXACT)
        if ranged:
            bounded.bound = Bound.RANGE
        elif amount.vague or amount.share:
            bounded.bound = Bound.ABOUT
        self._bind_negative(bounded, text, floor)
        bound = self._bound_before(bounded, text, floor) or self._bound_after(bounded, text)
        if bound in (None, Bound.EXACT):
            return bounded
        bounded.bounded = True
        if bound is not None and (bounded.bound is Bound.EXACT or amount.share):
            bounded.bound = bound
            _open(bounded)
        return bounded

    def _bind_negative(self, bounded: _Bounded, text: Text, floor: int) -> None:
        found = self._lexicon.negative.before(text.folded, _skip_blank(text, bounded.start))
        if found and found[1] >= floor:
            low, high = bounded.low, bounded.high
            bounded.start = found[1]
            bounded.low, bounded.high = None if high is None else -high, None if low is None else -low

    def _bound_before(self, bounded: _Bounded, text: Text, floor: int) -> Bound | None:
        place = _skip_blank(text, bounded.start)
        found = self._lexicon.bounds_before.before(text.folded, place)
        if found is None or found[1] < floor:
            return None
        unit = bounded.amount.unit
        word = text.folded[found[1] : place]
        lasts = unit is not None and unit.kind is Kind.DURATION and word in self._lexicon.not_with_durations
        if lasts and not self._lexicon.bound_after.before(text.folded, _skip_blank(text, found[1])):
            return None
        of_sum = word in self._lexicon.of_sum and self._is_sum(text, _skip_blank(text, found[1]))
        if found[0] is Bound.EXACT or of_sum:
            return None
        bounded.start = found[1]
        return found[0]

    def _is_sum(self, text: Text, place: int) -> bool:
        """Whether the word that ends at a place says of what sum a figure is: "eine Wandelanleihe über"."""
        if self._lexicon.sums.before(text.folded, place):
            return True
        word = _LAST_WORD.search(text.folded, max(0, place - _LONGEST_WORD), place)
        endings = (e for e in self._lexicon.sum_endings if word is not None and word.group().endswith(e))
        return any(word is not None and len(word.group()) >= len(ending) + _FIRST_PART for ending in endings)

    def _bound_after(self, bounded: _Bounded, text: Text) -> Bound | None:
        if bounded.amount.more:
            return Bound.AT_LEAST
        place = bounded.end + (text.folded[bounded.end : bounded.end + 1] == " ")
        found = self._lexicon.bounds_after.after(text.folded, place)
        if found is None or text.folded.startswith(" than ", found[1]):
            return None
        bounded.end = found[1]
        return found[0]

    def _stands(self, bounded: _Bounded, text: Text, ranged: bool) -> bool:
        """Whether the amount is a quantity and not a bare number, a name or a label."""
        amount = bounded.amount
        kind = amount.unit.kind if amount.unit else Kind.COUNT if amount.noun else None
        if not ranged and _TAIL.match(text.written, amount.start - 2) and amount.start >= 2:
            return False
        if amount.share:
            return bounded.bounded or not (amount.unit and amount.unit.weak)
        if kind in (Kind.MONEY, Kind.PERCENT):
            return not (amount.spelled and amount.low == 1 and _COMPOUND.match(text.written, amount.end))
        if amount.spelled and amount.low == 1 and not (bounded.bounded and kind is Kind.DURATION):
            return False
        if amount.vague and not (ranged or amount.scaled or kind is Kind.DURATION):
            return False
        if not bounded.bounded and (is_year(amount) if ranged else self._labels.is_label(amount, text)):
            return False
        if bounded.bounded and is_year(amount) and not (amount.noun and amount.noun.known):
            word = text.folded[bounded.start : amount.start].strip()
            return amount.low % 100 == 0 and word not in self._lexicon.not_with_bare_figures
        return kind is not None or self._stands_alone(bounded, text, ranged)

    def _is_level(self, amount: Amount, text: Text) -> bool:
        """Whether a bare figure of four digits, or a decimal, is where something stands or rose or fell to.

        One of fewer digits is, where people are counted: "a workforce of 870".
        """
        if amount.spelled or amount.low >= 10_000:
            return False
        is_whole = amount.low == int(amount.low)
        if is_whole and self._lexicon.before_people.before(text.folded, _skip_blank(text, amount.start)) is not None:
            return True
        known = amount.low > _LAST_YEAR if is_whole else not _CLOCK.match(text.written, amount.start)
        return known and self._lexicon.before_bare.before(text.folded, _skip_blank(text, amount.start)) is not None

    def _stands_alone(self, bounded: _Bounded, text: Text, ranged: bool) -> bool:
        """Whether a figure without unit and noun is a quantity: by its size, its spelling or its bound."""
        amount = bounded.amount
        if amount.scaled or amount.grouped or amount.partitive or self._is_level(amount, text):
            return True
        if not bounded.bounded or ranged or amount.spelled or self._labels.is_label(amount, text):
            return False
        word = text.folded[bounded.start : amount.start].strip()
        return amount.low >= 100 or word not in self._lexicon.not_with_bare_figures


def _skip_blank(text: Text, place: int) -> int:
    return place - 1 if place and text.folded[place - 1] == " " else place


def _open(bounded: _Bounded) -> None:
    """Leave open the side that the bound leaves open; of a negative figure, bounds speak of the magnitude."""
    negative = bounded.high is not None and bounded.high < 0
    bound = _MIRRORED.get(bounded.bound, bounded.bound) if negative else bounded.bound
    if bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        bounded.high = None
    elif bound in (Bound.LESS_THAN, Bound.AT_MOST):
        bounded.low = None


def _mention(bounded: _Bounded, text: str) -> Mention:
    amount = bounded.amount
    quantity = Quantity(
        text=text[bounded.start : bounded.end],
        min=bounded.low,
        max=bounded.high,
        unit=_unit(amount),
        bound=bounded.bound,
        digits=amount.digits,
    )
    return Mention(span=Span(start=bounded.start, end=bounded.end), label=Label.QUANTITY, norm=quantity)


def _unit(amount: Amount) -> str | None:
    name = amount.unit.name if amount.unit else amount.noun.noun if amount.noun else None
    kind = amount.unit.kind if amount.unit else Kind.COUNT
    return f"{name}/{amount.rate}" if name and amount.rate and kind is not Kind.PERCENT else name


@cache
def _recognizer(lang: str) -> _Recognizer:
    return _Recognizer(lang)
