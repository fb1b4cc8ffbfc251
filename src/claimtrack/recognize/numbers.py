"""Numbers as they are written: figures in either decimal convention, number words, scales.

The words of a language and its conventions stand in `language/<lang>/numbers.toml`. One grammar serves all languages:
ones and tens make a number below a hundred, those make hundreds and thousands, a scale multiplies what precedes. It
becomes one regular expression, in which every repetition is bounded, and one left-to-right evaluation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from claimtrack.language import read_data

_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}
_ABBREVIATION = 4  # letters of the longest abbreviated scale
_THIN = "\u00a0\u2009\u202f'’"  # set off groups of digits in every language


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the significant digits that its spelling states (2 for "25 billion", 1 for "$5tn")."""

    value: Decimal
    digits: int


class Numerals:
    """The number grammar of one language: `pattern` finds, `read` evaluates.

    `pattern` is the source of a regular expression without groups. It matches what `read` reads, save articles, as
    whole words and figures, in linear time; flags are the user's.
    """

    def __init__(self, lang: str) -> None:
        data = read_data(lang, "numbers")
        words = data["words"]
        self.decimal: str = data["figures"]["decimal"]
        self._added = _decimals(words["ones"], words["tens"], words["parts"], words["scale_parts"])
        self._multiplied = _decimals(words["hundred"], words["groups"])
        self.more = _decimals(words["more"])
        self.scales = _decimals(words["thousand"], data["scales"])
        self.multipliers = self._multiplied | self.scales
        self._points = frozenset(words["point"])
        self._articles = frozenset(word.lower() for word in words["article"])
        self.vocabulary = frozenset((*self._added, *self.multipliers, *self._articles))
        self.figure = _figure_source(data["figures"])
        self.scale = _scale_source(self.scales)
        self.words = _words_source(words, self.scale)
        scaled = rf"(?:[\s-]?{self.scale}(?:\s{self.scale})?|(?!\w))"
        self.pattern = rf"(?i:(?<![\w.,])(?<!\d[:/])(?:{self.figure}{scaled}|(?:{self.words})(?!\w)))"
        self._whole = re.compile(self.pattern)
        pieces = (*self._added, *self._multiplied, *self.more, *self.scales, *self._points)
        self._piece, self._figure = re.compile(one_of(pieces)), re.compile(self.figure)

    def read(self, text: str) -> Number | None:
        """Return the number that a text is: "1.3", "1,3", "twelve", "zweieinhalb", "half a", "12 Mrd.", "two dozen".

        The whole text must be one number, with or without a scale; an article counts as one. `None` when it is none.
        """
        folded = " ".join(text.lower().split(" "))
        if folded in self._articles:
            return Number(Decimal(1), 1)
        return self.evaluate(folded) if self._whole.fullmatch(text) else None

    def evaluate(self, text: str) -> Number:
        """Return the value of lower-case text that `pattern` matched."""
        if match := self._figure.match(text):
            number = parse_figure(match.group(), self.decimal)
            factor = self._sum(text[match.end() :]) if match.end() < len(text) else Decimal(1)
            return Number(number.value * factor, number.digits)
        value = self._sum(text)
        return Number(value, stated_digits(value))

    def _sum(self, text: str) -> Decimal:
        """Evaluate words from left to right; scales alone ("bn", "lakh crore") are their own value."""
        total, current, last = Decimal(0), None, Decimal(1)
        place: Decimal | None = None
        for match in self._piece.finditer(text):
            word = match.group().replace("-", " ")
            if word in self._points:
                place = Decimal("0.1")
            elif word in self._added:
                current = (current or Decimal(0)) + self._added[word] * (1 if place is None else place)
                place = None if place is None else place / 10
            elif word in self._multiplied:
                current = (1 if current is None else current) * self._multiplied[word]
            elif word in self.more:
                more = self.more[word] * (last if current is None else 1)
                total, current = total + (current or 0) + more, None
            else:
                last, place = self.scales[word], None
                total, current = _scaled(total, current, last), None
        return total + (current or 0)


def _scaled(total: Decimal, current: Decimal | None, scale: Decimal) -> Decimal:
    """As in "five thousand" adds to what stands before, the second scale of "five thousand million" multiplies it."""
    if current is None:
        return (total or 1) * scale
    return total + current * scale


@cache
def numerals(lang: str) -> Numerals:
    """Return the number grammar of a language."""
    return Numerals(lang)


def parse_figure(text: str, decimal: str) -> Number:
    """Return the value of a figure, `decimal` being the decimal sign that its language uses.

    The figure itself overrules the language: of two different signs the last one is decimal, a sign that repeats sets
    off groups, and a lone group sign that is not followed by three digits (or follows a zero) is decimal.
    """
    for sign, part in _VULGAR.items():
        if text.endswith(sign):
            whole = text[: -len(sign)].strip()
            value = Decimal(part) + (parse_figure(whole, decimal).value if whole else 0)
            return Number(value, stated_digits(value))
    if "/" in text:
        return _parse_fraction(text)
    plain = "".join(sign for sign in text if sign not in _THIN + " ")
    whole, part = _split_figure(plain, decimal)
    value = Decimal(f"{whole or '0'}.{part}" if part else whole)
    return Number(value, len((whole + part).lstrip("0")) or 1 if part else stated_digits(value))


def _split_figure(text: str, decimal: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    point = max(text.rfind("."), text.rfind(","))
    if point < 0:
        return text, ""
    sign = text[point]
    others = text.count("." if sign == "," else ",")
    groups = text.count(sign) > 1 or (not others and sign != decimal and _is_group(text, point))
    digits = "".join(digit for digit in text if digit not in ".,")
    after = 0 if groups else len(text) - point - 1
    return digits[: len(digits) - after], digits[len(digits) - after :]


def _is_group(text: str, point: int) -> bool:
    return len(text) - point == 4 and 1 <= point <= 3 and text[0] != "0"


def _parse_fraction(text: str) -> Number:
    """As in "9 1/2", "8-3/4", "1/2"."""
    *whole, upper, lower = (int(part) for part in re.split(r"[- /]", text))
    value = Decimal(sum(whole)) + Decimal(upper) / Decimal(lower)
    return Number(value, stated_digits(value))


def stated_digits(value: Decimal) -> int:
    """Significant digits of a whole number: trailing zeros state nothing, save that from ten on it has two."""
    digits = format(abs(value).normalize(), "f").replace(".", "").strip("0")
    return max(len(digits), 2 if abs(value) >= 10 else 1)


def _decimals(*tables: dict[str, Any]) -> dict[str, Decimal]:
    return {word.lower(): Decimal(value) for table in tables for word, value in table.items()}


def one_of(words: Iterable[str]) -> str:
    """An alternation, longest word first, so that "sixteen" is not read as "six"; a blank may be a hyphen."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in ordered) + ")"


def starts_of(words: Iterable[str]) -> str:
    """A pattern of the first letters of words; as a lookahead it tells other words apart at little cost."""
    starts: dict[str, set[str]] = {}
    for word in words:
        starts.setdefault(word[0], set()).add(word[1:3])
    return "|".join(re.escape(first) + one_of(rest) for first, rest in sorted(starts.items()))


def _scale_source(scales: Iterable[str]) -> str:
    """Scales; an abbreviated one may end in a full stop ("Mrd.")."""
    words = [word for word in scales if len(word) > _ABBREVIATION]
    return rf"(?:{one_of(words)}(?!\w)|{one_of(set(scales).difference(words))}(?!\w)\.?)"


def _figure_source(data: dict[str, Any]) -> str:
    """Figures: grouped in the language's way or the other one, Indian groups, fractions, plain with a decimal part."""
    decimal, group, spaced = re.escape(data["decimal"]), re.escape(data["group"]), data["spaced_groups"]
    return (
        rf"(?=[\d.{''.join(_VULGAR)}])(?>"
        rf"\d{{1,3}}(?:{group}\d{{3}}){{1,7}}(?:{decimal}\d{{1,9}})?(?!\d)"
        rf"|\d{{1,3}}(?:{decimal}\d{{3}}){{2,7}}(?:{group}\d{{1,9}})?(?!\d)"
        rf"|\d{{1,3}}(?:{decimal}\d{{3}}){group}\d{{1,2}}(?!\d)"
        rf"|\d{{1,3}}(?:[{_THIN}]\d{{3}}){{1,7}}(?:[.,]\d{{1,9}})?(?!\d)"
        rf"|\d{{1,3}}(?: \d{{3}}){{{spaced},7}}(?:[.,]\d{{1,9}})?(?!\d)"
        r"|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d{1,9})?(?!\d)"
        r"|(?:\d{1,3}[ -])?\d{1,2}/(?:2|4|8|16|32)(?![\d/])"
        rf"|\d{{0,3}}[{''.join(_VULGAR)}]"
        r"|\d{1,24}(?:[.,]\d{1,24})?|\.\d{1,9}"
        r")(?![.,:]?\d)"
    )


def _words_source(words: dict[str, Any], scale: str) -> str:
    """Spelled numbers, from the smallest building block up."""
    gap = words["separator"]
    ones, tens, link = one_of(words["ones"]), one_of(words["tens"]), one_of(words["and"])
    both = rf"{tens}(?:{gap}{ones})?" if words["order"] == "tens-ones" else rf"(?:{ones}{link})?{tens}"
    small = rf"(?:{both}|{ones})"
    point = rf"(?:{gap}{one_of(words['point'])}(?:{gap}{ones}){{1,4}})?" if words["point"] else ""
    article = one_of(words["article"]) if words["article"] else "(?!)"
    tail = rf"(?:{gap}{link})?{gap}{small}"
    hundreds = rf"(?:(?:(?:{small}|{article}){gap})?{one_of(words['hundred'])}(?:{tail})?|{small})"
    thousand = one_of(words["thousand"])
    thousands = (
        rf"(?:(?:(?:{hundreds}|{article}){gap})?{thousand}(?:(?:{gap}{link})?{gap}{hundreds})?|{hundreds}{point})"
    )
    more = rf"(?:{gap}{one_of(words['more'])})?"
    parts = one_of(words["parts"])
    head = rf"(?:{one_of((*words['parts'], *words['scale_parts']))}|{thousands}{more}|{article})"
    scaled = rf"{head}{gap}{scale}(?:{more}|(?:{gap}{link})?{gap}{thousands})"
    grouped = rf"(?:{head}{gap})?{one_of(words['groups'])}"
    return rf"{scaled}|{grouped}|{parts}|{thousands}{more}"
