"""Amounts: a number with what stands directly beside it – sign, currency, scale, unit, counted noun, rate.

`figures` finds the numbers; here the words at the two ends of each are looked up. What bounds an amount and what joins
two of them to a range is the business of `quantities` and `ranges`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimtrack.language import read_data
from claimtrack.recognize.counted import counted_nouns
from claimtrack.recognize.figures import Amount, Text, figures
from claimtrack.recognize.lexicon import Kind, Unit, lexicon
from claimtrack.recognize.numbers import numerals, one_of
from claimtrack.recognize.phrases import Phrases

_GAP = re.compile(r"[-‐‑]|[ \t\u00a0\u2009\u202f]{0,3}\n?[ \t\u00a0\u2009\u202f]{0,3}")
_LETTER = re.compile(r"(?:MM|[kKmMbBtT])(?!\w)")
_LETTER_APART = re.compile(rf"{_LETTER.pattern}(?![-.]\w|&)")  # not in "a $10 T-shirt", "an $80 M.2 drive"
_DIGIT_NEXT = re.compile(r"\s?\d")
_MINUS = "-−–"

_SHARE = "share"
"""The rate that no word behind it makes a time."""


class AmountReader:
    """Reads the amounts of one language."""

    def __init__(self, lang: str) -> None:
        self._lexicon, self._figures, self._nouns = lexicon(lang), figures(lang), counted_nouns(lang)
        self._more = Phrases(numerals(lang).more)
        self._coins = re.compile(rf" (?:{one_of(read_data(lang, 'numbers')['words']['and'])} )?")

    def read(self, text: Text) -> Iterator[Amount]:
        """Yield the amounts of a text in order, without overlaps, also those that turn out to be no quantity."""
        floor = 0
        for amount in self._figures.scan(text):
            if amount.start >= floor and self._read_beside(amount, text, floor):
                floor = amount.end
                yield amount

    def _read_beside(self, amount: Amount, text: Text, floor: int) -> bool:
        """Add what stands beside the number; false when the figure turns out to be part of a word ("GPT-4", "A320")."""
        start, end = amount.start, amount.end
        if amount.share:
            return True
        self._read_before(amount, text, floor)
        self._read_letter(amount, text)
        self._read_plus(amount, text)
        self._read_unit(amount, text)
        if _runs_on(text.written, amount.end, end) or (not amount.leading and _runs_up(text.written, start)):
            return False
        self._read_accounting(amount, text)
        self._read_coins(amount, text)
        self._read_noun(amount, text)
        self._read_leading_name(amount, text)
        self._read_rate(amount, text)
        if text.written[amount.end - 1] == ".":
            amount.end -= 1  # the stop of an abbreviation, with nothing of the amount behind it, may end a sentence
        return True

    def _read_before(self, amount: Amount, text: Text, floor: int) -> None:
        """A sign and a currency before the figure: "-$5m", "US$ 12", "€ -3"."""
        negative = _read_sign(amount, text.written, floor)
        place = amount.start - 1 if amount.start and text.cased[amount.start - 1] == " " else amount.start
        found = self._lexicon.leading.before(text.cased, place)
        if found and found[1] >= floor and (amount.scaled or not found[0].weak):
            amount.unit, amount.start = found
            amount.leading = True
            amount.multiply(amount.unit.factor)
            negative = _read_sign(amount, text.written, floor) or negative
        if negative:
            amount.low, amount.high = -(amount.high or amount.low), -amount.low

    def _read_letter(self, amount: Amount, text: Text) -> None:
        """A letter as scale, where a currency or a known noun shows that it is one: "$1.5B", "10k$", "70B tokens"."""
        if amount.scaled or amount.spelled:
            return
        gap = amount.leading and text.written[amount.end : amount.end + 1] == " "
        match = (_LETTER_APART if gap else _LETTER).match(text.written, amount.end + gap)
        if match and (amount.leading or self._is_counted(text, match.end())):
            amount.multiply(self._lexicon.letters[match.group()])
            amount.scaled, amount.end = True, match.end()

    def _is_counted(self, text: Text, place: int) -> bool:
        unit, noun = self._unit_at(text, place), self._nouns.after(text.written, text.folded, place)
        return bool(unit and unit[0].kind is Kind.MONEY) or bool(noun and noun.known)

    def _read_plus(self, amount: Amount, text: Text) -> None:
        """As in "10,000+ users", "$5m+"; not the "90+8" of a sports page."""
        if text.written[amount.end : amount.end + 1] == "+" and not _DIGIT_NEXT.match(text.written, amount.end + 1):
            amount.more, amount.end = True, amount.end + 1

    def _unit_at(self, text: Text, place: int) -> tuple[Unit, int] | None:
        """The unit behind a figure that ends at `place`, and where it ends; the longest name counts."""
        place = _past_gap(text.written, place)
        found = [self._lexicon.folded.after(text.folded, place), self._lexicon.cased.after(text.cased, place)]
        best = max((hit for hit in found if hit), key=lambda hit: hit[1], default=None)
        if best is None or _belongs_behind(text.written, place, best[1]):
            return None
        if best[0].name == "times" and _DIGIT_NEXT.match(text.written, best[1]):
            return None  # "127 x 76 mm"
        return best

    def _read_unit(self, amount: Amount, text: Text) -> None:
        found = self._unit_at(text, amount.end)
        if amount.unit is not None:
            if found and amount.unit.name == "USD" and found[0] != amount.unit and _is_dollar(found[0]):
                amount.unit, amount.end = found  # "$10 Canadian dollars", "$5 million AUD"
        elif found is None:
            self._read_carrier(amount, text)
        elif amount.scaled or not found[0].weak:
            amount.unit, amount.end = found
            self._read_scale_again(amount, text)
            amount.multiply(amount.unit.factor)
            self._read_more(amount, text)

    def _read_scale_again(self, amount: Amount, text: Text) -> None:
        """As in "75 USD million"."""
        if amount.unit and amount.unit.kind is Kind.MONEY and not amount.scaled and not amount.spelled:
            scale = self._figures.scale_at(text, amount.end)
            if scale:
                amount.multiply(scale[0])
                amount.scaled, amount.end = True, scale[1]

    def _read_more(self, amount: Amount, text: Text) -> None:
        """As in "a year and a half"."""
        found = self._more.after(text.folded, _past_gap(text.written, amount.end))
        if found and not amount.scaled and not amount.vague:
            amount.low = amount.high = amount.low + found[0]
            amount.digits, amount.end = None, found[1]

    def _read_carrier(self, amount: Amount, text: Text) -> None:
        """The noun that carries a number of digits: "dreistelliger Millionenbetrag", "double-digit percentage"."""
        match = self._figures.vague.carrier.match(text.folded, amount.end) if amount.vague else None
        if match is None and amount.vague and self._figures.vague.is_share(text.folded, amount.start, amount.end):
            amount.unit, amount.scaled = Unit("%", Kind.PERCENT), True
        elif match:
            amount.end, amount.scaled = match.end(), True
            unit = match[1] or match[2]
            found = self._lexicon.folded.after(unit, 0) if unit else None
            amount.unit = found[0] if found else None

    def _read_accounting(self, amount: Amount, text: Text) -> None:
        """Losses in brackets with the currency or the scale outside: "$(12.3) million", "(4.5)%"."""
        inside = not (amount.leading or amount.vague or amount.unit)
        if (
            not inside
            or text.written[amount.start - 1 : amount.start] + text.written[amount.end : amount.end + 1] != "()"
        ):
            return
        scale = self._figures.scale_at(text, amount.end + 1)
        end = scale[1] if scale else amount.end + 1
        before, after = self._lexicon.leading.before(text.cased, amount.start - 1), self._unit_at(text, end)
        unit = before or after
        if unit is None or unit[0].kind not in (Kind.MONEY, Kind.PERCENT):
            return
        amount.unit, amount.scaled = unit[0], amount.scaled or scale is not None
        amount.multiply(-unit[0].factor * (scale[0] if scale else 1))
        amount.start, amount.end = (before[1], end) if before else (amount.start - 1, unit[1])

    def _read_coins(self, amount: Amount, text: Text) -> None:
        """As in "15 dollars and 45 cents"; "15 dollars 45" where the second number counts nothing else."""
        whole = (
            amount.unit and amount.unit.kind is Kind.MONEY and amount.unit.factor == 1 and amount.low == int(amount.low)
        )
        if not whole or amount.scaled or amount.vague:
            return
        gap = self._coins.match(text.folded, amount.end)
        coins = self._figures.plain_at(text, gap.end()) if gap else None
        if coins is None or not 0 < coins.low < 100 or coins.low != int(coins.low):
            return
        unit = self._unit_at(text, coins.end)
        if unit and unit[0].kind is Kind.MONEY and unit[0].factor < 1:
            amount.end = unit[1]
        elif unit is None and amount.low < 1000 and not (self._counts(coins, text) or self._is_open(amount, text)):
            amount.end = coins.end
        else:
            return
        amount.low = amount.high = amount.low + coins.low / 100
        amount.digits = None

    def _counts(self, amount: Amount, text: Text) -> bool:
        """Whether a figure counts something or runs on into a word."""
        behind = text.written[amount.end : amount.end + 1]
        return behind.isalpha() or self._nouns.after(text.written, text.folded, amount.end) is not None

    def _is_open(self, amount: Amount, text: Text) -> bool:
        """Whether a range begins here: the second number of "between $20 and 30" is no coins."""
        return self._lexicon.between.before(text.folded, max(0, amount.start - 1)) is not None

    def _read_noun(self, amount: Amount, text: Text) -> None:
        self._read_plus(amount, text)
        if amount.unit is None:
            amount.partitive = self._nouns.is_partitive(text.folded, amount.end)
            amount.noun = self._nouns.after(text.written, text.folded, amount.end)

    def _read_leading_name(self, amount: Amount, text: Text) -> None:
        """As in "dollar 22.5 million", "Euro 3,50"; behind a capital a plain figure may be a name: "Euro 2024"."""
        if amount.unit or amount.noun or amount.spelled or amount.vague or amount.start == 0:
            return
        found = self._lexicon.leading_names.before(text.folded, amount.start - 1)
        if found is None or text.written[amount.start - 1] != " ":
            return
        if amount.scaled or amount.grouped or amount.low != int(amount.low) or text.written[found[1]].islower():
            amount.unit, amount.start = found

    def _read_rate(self, amount: Amount, text: Text) -> None:
        if amount.unit is None and amount.noun is None:
            return
        place = _past_gap(text.written, amount.noun.end if amount.noun else amount.end)
        found = self._lexicon.rates.after(text.folded, place)
        if found is None or _DIGIT_NEXT.match(text.written, found[1]):
            return
        is_time = found[0] != _SHARE  # "$5 billion a year on", but "$3 a share on sales of"
        if not is_time or not self._lexicon.no_rate_before.after(text.folded, _past_gap(text.written, found[1])):
            amount.rate = found[0]


def _read_sign(amount: Amount, text: str, floor: int) -> bool:
    """Take in the sign before the amount, if one stands free there; return whether it is a minus."""
    place = amount.start - 1
    if place < floor or text[place] not in _MINUS + "+":
        return False
    if place and (text[place - 1].isalnum() or text[place - 1] in ")%.]/"):  # "+/-5 %" has no sign
        return False
    amount.start = place
    return text[place] != "+"


def _past_gap(text: str, place: int) -> int:
    """Past the blanks, the hyphen or the end of line that may stand between a figure and its unit."""
    match = _GAP.match(text, place)
    return match.end() if match else place


def _runs_on(text: str, end: int, number_end: int) -> bool:
    """Whether letters follow a figure without a gap and are no unit: "70B", "737s", "5G"."""
    return end == number_end and (text[end : end + 1].isalpha() or text[end : end + 1] == "_")


def _runs_up(text: str, start: int) -> bool:
    """Whether the figure is the end of a word or a label: "A320", "GPT-4", "§5", "#1"."""
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha() or before[-1:] in tuple("_#§@&\\=~^*"):
        return True
    return len(before) == 2 and before[1] in "-‑/." and before[0].isalpha()


def _belongs_behind(text: str, start: int, end: int) -> bool:
    """Whether a sign or code behind a figure is that of the next one: "€4.5bn-€5bn", "3 USD50 vouchers"."""
    return text[start] != "%" and text[end : end + 1].isdigit()


def _is_dollar(unit: Unit) -> bool:
    return unit.kind is Kind.MONEY and unit.factor == 1 and unit.name.endswith("D")


@cache
def amount_reader(lang: str) -> AmountReader:
    """Return the reader of amounts of a language."""
    return AmountReader(lang)
