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
        self.vocabulary = frozenset((*self._table, *data["digits"]["counts"]))
        self._counts: dict[str, int] = data["digits"]["counts"]
        self._scales = grammar.multipliers
        scale = one_of(self._scales)
        count, ending = one_of(self._counts), one_of(data["digits"]["endings"])
        self._digits = re.compile(rf"({count})[ -]?{ending}(?!\w)(?:[ -]({scale}))?")
        self._vague = re.compile(rf"({one_of(self._table)})(?!\w)((?:[ -]?{scale})*+)")
        self._scale = re.compile(scale)
        self.pattern = (
            rf"{count}[ -]?{ending}(?!\w)(?:[ -]{scale}s?)?"
            rf"|{one_of(self._table)}(?!\w)(?:(?:[ -]{scale}){{1,2}}(?!\w))?"
        )
        units, carriers = one_of(self._units(lang)), one_of(data["digits"]["carriers"])
        self.carrier = re.compile(rf"[ -]?(?:({units})[ -]?)?(?:{carriers}(?!\w))|[ -]({units})(?!\w)")

    @staticmethod
    def _units(lang: str) -> list[str]:
        """Words that stand inside a compound: "Prozentbereich", "Millionen-Euro-Betrag"."""
        data = read_data(lang, "units")
        return [*(word for word in data["percent"] if word.isalpha()), *data["currencies"]["euro"]["forms"][:1]]

    def read(self, text: str) -> Interval:
        """Return the least and the most (`None`: open) of a vague size that `pattern` matched."""
        text = " ".join(plain_blanks(text).split())
        if match := self._digits.match(text):
            scale = self._scales[match[2]] if match[2] else 1
            power = self._counts[match[1]]
            return Decimal(10) ** (power - 1) * scale, Decimal(10) ** power * scale
        match = self._vague.match(text)
        assert match is not None, text
        low, high = self._table[match[1]]
        for scale in self._scale.findall(match[2]):
            low, high = low * self._scales[scale], None if high is None else high * self._scales[scale]
        return low, high


def _interval(bounds: list[Any]) -> Interval:
    return Decimal(bounds[0]), Decimal(bounds[1]) if len(bounds) > 1 else None


@cache
def vague_sizes(lang: str) -> VagueSizes:
    """Return the vague sizes of a language."""
    return VagueSizes(lang)
