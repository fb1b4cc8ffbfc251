"""Finding the numbers of a text: figures, number words, vague sizes, shares. One expression, one pass.

A number found here is bare: what stands beside it – currency, unit, counted noun – is looked up by `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from claimtrack.language import read_data
from claimtrack.recognize.counted import Counted
from claimtrack.recognize.lexicon import Kind, Unit
from claimtrack.recognize.numbers import Number, numerals, one_of, parse_figure, starts_of
from claimtrack.recognize.phrases import lower, plain_blanks
from claimtrack.recognize.vague import vague_sizes

_FEW = 19  # "several" people are no figure, nor is "his late teens"; "dozens" are


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the forms that lookups need, all of one length."""

    written: str
    lowered: str
    cased: str  # blanks and hyphens are plain blanks
    folded: str  # … and in lower case

    @classmethod
    def of(cls, text: str) -> Text:
        """Prepare a text."""
        lowered = lower(text)
        return cls(text, lowered, plain_blanks(text), plain_blanks(lowered))


@dataclass(slots=True)
class Amount:
    """A number in its place; `low` and `high` differ for vague sizes, `mantissa` is the number before its scale."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    digits: int | None
    mantissa: Decimal
    scaled: bool = False
    unit: Unit | None = None
    leading: bool = False  # the currency stands before the figure
    noun: Counted | None = None
    rate: str | None = None
    spelled: bool = False  # in words
    grouped: bool = False  # "12,000"
    partitive: bool = False  # "310 of the …"
    more: bool = False  # "10,000+"
    share: bool = False  # "a third of"

    @property
    def vague(self) -> bool:
        """Whether the number itself is an interval."""
        return self.low != self.high

    def multiply(self, factor: Decimal) -> None:
        """Scale the number, as a unit or a scale behind it does."""
        self.low *= factor
        self.high = None if self.high is None else self.high * factor


def is_year(amount: Amount) -> bool:
    """Whether a figure without unit is a year by its look."""
    return amount.unit is None and not amount.grouped and amount.low == int(amount.low) and 1900 <= amount.low <= 2100


_FOREIGN = re.compile(r"[$£][ \u00a0]?[1-9]\d{0,2},\d{3}\Z")
"""Money with its sign ahead is written as in English, and no money has three decimals: "$30,000" in a German text."""


class Figures:
    """The numbers of one language."""

    def __init__(self, lang: str) -> None:
        words, units = read_data(lang, "numbers"), read_data(lang, "units")
        self._numerals, self.vague = numerals(lang), vague_sizes(lang)
        self._shares = dict(_shares(words["shares"]))
        self._bounded = frozenset(words["shares"]["bounded"])
        self._parts = {phrase: Decimal(percent) for phrase, percent in words["shares"]["percent"].items()}
        behind = "|".join(rf"(?<=\b{re.escape(word)}[ ])" for word in words["shares"]["after"])
        starts = self._numerals.vocabulary | self.vague.vocabulary | self._shares.keys()
        article = one_of(words["words"]["article"] or ["\0"])
        of = one_of(words["shares"]["of"] or ["\0"])
        glued = one_of(units["glued"]) if units["glued"] else "(?!)"
        self._number = re.compile(
            rf"(?<!\d)(?<!\d[.,:/])(?P<figure>{self._numerals.figure})"
            rf"(?P<scale>(?:[ \n\u00a0-]?{self._numerals.scale}){{1,2}})?"
            rf"|(?<!\w)(?={starts_of(starts)})(?:"
            rf"(?P<share>{one_of(self._shares)}|(?:{behind}){one_of(self._parts)})(?!\w)(?![ ](?:{of}[ ])?{article}[ ])"
            rf"|(?P<vague>{self.vague.pattern})"
            rf"|(?P<words>{self._numerals.words})(?:(?!\w)|(?={glued}(?!\w)))"
            rf"|(?P<article>{_article_source(words, units)}))"
        )
        self._scale_behind = re.compile(rf"[ -]?({self._numerals.scale})")

    def scan(self, text: Text) -> Iterator[Amount]:
        """Yield the numbers of a text in order, without overlaps."""
        for match in self._number.finditer(text.lowered):
            yield self._amount(match)

    def plain_at(self, text: Text, place: int) -> Amount | None:
        """Return the figure or spelled number without scale that starts at `place`."""
        match = self._number.match(text.lowered, place)
        plain = match and not match["scale"] and (match["figure"] or match["words"])
        return self._amount(match) if match and plain else None

    def scale_at(self, text: Text, place: int) -> tuple[Decimal, int] | None:
        """Return the scale that follows at `place` and where it ends: "$(12.3) million", "75 USD million"."""
        match = self._scale_behind.match(text.folded, place)
        return (self._factor(match[1]), match.end()) if match else None

    def _amount(self, match: re.Match[str]) -> Amount:
        start, end = match.span()
        if match["figure"]:
            return self._from_figure(match)
        if vague := match["vague"]:
            low, high = self.vague.read(vague)
            return Amount(start, end, low, high, None, low, scaled=low > _FEW)
        if share := match["share"]:
            phrase = plain_blanks(share)
            percent, weak = (self._shares | self._parts)[phrase], phrase in self._bounded
            return Amount(
                start, end, percent, percent, None, percent, unit=Unit("%", Kind.PERCENT, weak=weak), share=True
            )
        number = Number(Decimal(1), 1) if match["article"] else self._numerals.evaluate(match.group())
        mantissa = number.value / self._last_scale(match.group())
        return Amount(
            start, end, number.value, number.value, number.digits, mantissa, number.value >= 100, spelled=True
        )

    def _from_figure(self, match: re.Match[str]) -> Amount:
        scale = self._factor(match["scale"])
        foreign = scale == 1 and _FOREIGN.search(match.string, max(0, match.start() - 2), match.end())
        number = parse_figure(match["figure"], "." if foreign else self._numerals.decimal)
        value = number.value * scale
        grouped = not match["figure"].isdigit() and number.value >= 1000
        return Amount(*match.span(), value, value, number.digits, number.value, scale != 1, grouped=grouped)

    def _last_scale(self, words: str) -> Decimal:
        """The scale that a spelled number ends in: two numbers may share it ("fünf bis acht Milliarden")."""
        return next((scale for word, scale in self._numerals.scales.items() if words.endswith(word)), Decimal(1))

    def _factor(self, scales: str | None) -> Decimal:
        factor = Decimal(1)
        for word in re.findall(r"\w+", scales or ""):
            factor *= self._numerals.scales[word]
        return factor


def _shares(data: dict[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """Parts of a whole with the word that shows that they are: "a third of"."""
    for phrase, percent in data["percent"].items():
        yield from ((f"{phrase} {word}", Decimal(percent)) for word in data["of"])
    yield from ((phrase, Decimal(percent)) for phrase, percent in (data["phrases"] | data["bounded"]).items())


def _article_source(words: dict[str, Any], units: dict[str, Any]) -> str:
    """An article that stands for one, before the singular of a unit: "nearly a year", "above a dollar"."""
    articles = words["words"]["article"]
    if not articles:
        return "(?!)"
    singular = [forms[0] for forms in units["durations"].values()]
    singular += [table["forms"][0] for table in units["currencies"].values() if table["forms"]]
    return rf"{one_of(articles)}(?=[ ]{one_of(lower(form) for form in singular)}(?!\w))"


@cache
def figures(lang: str) -> Figures:
    """Return the numbers of a language."""
    return Figures(lang)
