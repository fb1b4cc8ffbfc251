"""The filters behind a query's terms. Each has one `apply(claims) → claims`, which keeps the order."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.model import Number, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.model import Claim

_WORD = re.compile(r"\w+")
_SCALES = {"": 0, "k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12, "t": 12}
_FIGURE = r"([+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE]\+?\d{1,2})?)(k|mn|m|bn|b|tn|t)?"
_COMPARISON = re.compile(rf"(>=|<=|>|<|=|){_FIGURE}\s?([A-Z]{{3}}|%)?")
_RANGE = re.compile(rf"(?:{_FIGURE})?\.\.(?:{_FIGURE})?\s?([A-Z]{{3}}|%)?")


class Filter(Record):
    """Something that a claim passes or not."""

    def accepts(self, claim: Claim) -> bool:
        """Whether the claim passes."""
        raise NotImplementedError

    def apply(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims that pass, in their order."""
        return tuple(claim for claim in claims if self.accepts(claim))


class Not(Filter):
    """Passes what another filter does not."""

    inner: Filter

    def accepts(self, claim: Claim) -> bool:
        """Whether the other filter refuses the claim."""
        return not self.inner.accepts(claim)


class NameFilter(Filter):
    """Passes claims in which a slot holds one of the names, as consecutive whole words."""

    slots: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]

    def accepts(self, claim: Claim) -> bool:
        """Whether one of the slots holds one of the names."""
        for slot in self.slots:
            held = name_tokens(getattr(claim, slot) or "")
            if any(holds(held, name) for name in self.names):
                return True
        return False


class FieldFilter(Filter):
    """Passes claims whose field is one of the values."""

    field: str
    values: frozenset[str]

    def accepts(self, claim: Claim) -> bool:
        """Whether the field is one of the values."""
        return getattr(claim, self.field) in self.values


class TextFilter(Filter):
    """Passes claims whose quote, or a field of whose document, contains (or `whole`: is) one of the parts."""

    field: str
    parts: tuple[str, ...]
    whole: bool = False

    def accepts(self, claim: Claim) -> bool:
        """Whether the text contains, or is, one of the parts, whatever the case."""
        return self.matches(claim.quote if self.field == "quote" else getattr(claim.document, self.field) or "")

    def matches(self, text: str) -> bool:
        """Whether a text of that field contains, or is, one of the parts, whatever the case."""
        text = text.casefold()
        parts = [part.strip().casefold() for part in self.parts]
        return text in parts if self.whole else any(part in text for part in parts)


class TimeFilter(Filter):
    """Passes claims that hold on some day from `since` (in) to `until` (out); undated ones do not pass."""

    since: date | None = None
    until: date | None = None

    def accepts(self, claim: Claim) -> bool:
        """Whether the claim's time meets the filter's."""
        time = claim.valid_interval
        if time is None:
            return False
        after = self.since is None or time.end is None or time.end > self.since
        return after and (self.until is None or time.start is None or time.start < self.until)


class Limit(Record):
    """One side of a range of amounts; `strict` leaves the limit itself out."""

    amount: Number
    strict: bool = False


class ValueFilter(Filter):
    """Passes claims whose figure reaches into a range; an open side of the figure counts as far as it is stated."""

    low: Limit | None = None
    high: Limit | None = None
    unit: str | None = None

    def accepts(self, claim: Claim) -> bool:
        """Whether the figure reaches into the range, in the unit asked for if there is one."""
        value = claim.value
        if value is None or (self.unit is not None and (value.unit or "").split("/")[0] != self.unit):
            return False
        most = value.min if value.max is None else value.max
        least = value.max if value.min is None else value.min
        if most is None or least is None:
            return False
        low, high = self.low, self.high
        if low is not None and (most < low.amount or (low.strict and most == low.amount)):
            return False
        return high is None or not (least > high.amount or (high.strict and least == high.amount))


def name_tokens(name: str) -> tuple[str, ...]:
    """Return a name's words for comparing: without accents, case and punctuation."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain.casefold()))


def parse_amount(text: str) -> tuple[Limit | None, Limit | None, str | None] | None:
    """Return the range and unit that `>1e9`, `<=2.5bn`, `1m..5mUSD`, `1bn..` or `13e9` ask for, if any."""
    if match := _RANGE.fullmatch(text):
        return _limit(match[1], match[2]), _limit(match[3], match[4]), match[5]
    match = _COMPARISON.fullmatch(text)
    if match is None:
        return None
    limit = _limit(match[2], match[3], strict=match[1] in ("<", ">"))
    low = None if match[1].startswith("<") else limit
    high = None if match[1].startswith(">") else limit
    return low, high, match[4]


def _limit(figure: str | None, scale: str | None, *, strict: bool = False) -> Limit | None:
    return None if figure is None else Limit(amount=Decimal(figure).scaleb(_SCALES[scale or ""]), strict=strict)


def holds(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name is among words, as consecutive whole ones."""
    width = len(name)
    return width > 0 and any(words[at : at + width] == name for at in range(len(words) - width + 1))
