"""Vague sizes as honest intervals: "several hundred million", "tens of thousands", "dreistelliger Millionenbetrag"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from claimtrack.language import read_data
from claimtrack.recognize.numbers import numerals, one_of
from claimtrack.recognize.phrases import plain_blanks

Interval = tuple[Decimal, Decimal | None]


class VagueSizes:
    """The vague sizes of one language; `pattern` wants lower-case text and has no groups."""

    def __init__(self, lang: str) -> None:
        data = read_data(lang, "numbers")
        grammar = numerals(lang)
        self._table: dict[str, Interval] = {phrase: _interval(bounds) for phrase, bounds in data["vague"].items()}
        digits, table = data["digits"], data["teens"]
        self._parts: dict[str, str] = {word: part for part, words in digits["parts"].items() for word in words}
        self._teens = {
            f"{word} {name}": _interval(table[part]) for word, part in self._parts.items() for name in table["names"]
        }
        self.vocabulary = frozenset((*self._table, *digits["counts"], *self._parts))
        self._counts: dict[str, int] = digits["counts"]
        self._scales = grammar.multipliers
        scale = one_of(self._scales)
        count, ending = one_of(self._counts), one_of(digits["endings"])
        part = rf"{one_of(self._parts)}[ -]"
        self._digits = re.compile(rf"({part})?({count})[ -]?{ending}(?!\w)(?:[ -]({scale}))?")
        self._vague = re.compile(rf"({one_of(self._table)})(?!\w)((?:[ -]?{scale})*+)")
        self._scale = re.compile(scale)
        self.pattern = (
            rf"(?:{part})?{count}[ -]?{ending}(?!\w)(?:[ -]{scale}s?)?|{one_of(self._teens)}(?!\w)"
            rf"|{one_of(self._table)}(?!\w)(?:(?:[ -]{scale}){{1,2}}(?!\w))?"
        )
        units, carriers = one_of(self._units(lang)), one_of(digits["carriers"])
        self._shares = re.compile(rf"{part}{count} {one_of(digits['plural'])}\Z")
        self._grown = re.compile(rf"(?: [^\W\d]{{1,20}}){{0,3}}? {one_of(digits['grown'])}(?!\w)")
        self.carrier = re.compile(rf"[ -]?(?:({units})[ -]?)?(?:{carriers}(?!\w))|[ -]({units})(?!\w)")

    @staticmethod
    def _units(lang: str) -> list[str]:
        """Words that stand inside a compound: "Prozentbereich", "Millionen-Euro-Betrag"."""
        data = read_data(lang, "units")
        return [*(word for word in data["percent"] if word.isalpha()), *data["currencies"]["euro"]["forms"][:1]]

    def read(self, text: str) -> Interval:
        """Return the least and the most (`None`: open) of a vague size that `pattern` matched."""
        text = " ".join(plain_blanks(text).split())
        if (teens := self._teens.get(text.replace("-", " "))) is not None:
            return teens
        if match := self._digits.match(text):
            scale = self._scales[match[3]] if match[3] else 1
            power = self._counts[match[2]]
            part = self._parts.get((match[1] or "").rstrip(" -"), "")
            return _part_of(part, Decimal(10) ** (power - 1) * scale, Decimal(10) ** power * scale)
        match = self._vague.match(text)
        assert match is not None, text
        low, high = self._table[match[1]]
        for scale in self._scale.findall(match[2]):
            low, high = low * self._scales[scale], None if high is None else high * self._scales[scale]
        return low, high

    def is_share(self, text: str, start: int, end: int) -> bool:
        """Whether a number of digits is one of percents by what it is called or by the growth behind it.

        `text` is folded: "grew in the high single digits", "double-digit gains", "a mid-teens rate".
        """
        return bool(self._shares.match(text, start, end) or self._grown.match(text, end))


def _part_of(part: str, low: Decimal, high: Decimal) -> Interval:
    """The lower, middle or upper half of an interval, by which of them it is said to be; the whole without a word."""
    half = (high - low) / 2
    if part == "low":
        return low, low + half
    if part == "high":
        return high - half, high
    return (low + half / 2, high - half / 2) if part else (low, high)


def _interval(bounds: list[Any]) -> Interval:
    return Decimal(bounds[0]), Decimal(bounds[1]) if len(bounds) > 1 else None


@cache
def vague_sizes(lang: str) -> VagueSizes:
    """Return the vague sizes of a language."""
    return VagueSizes(lang)
