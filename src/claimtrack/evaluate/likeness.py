"""When a name, a wording or a figure of a gold claim and one of the ledger are the same.

Looser than what joins entities: a person who labels writes "Northwind" where the program has "Northwind AI GmbH".
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.edtf import Interval, is_approximate, parse_edtf
from claimtrack.reconcile.folding import fold, fold_name
from claimtrack.reconcile.posts import parse_title
from claimtrack.reconcile.units import parse_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.evaluate.gold import GoldFigure
    from claimtrack.model import Quantity

    KeyOf = Callable[[str], str]

_ALIKE = 0.85
"""Share of letters in common, words sorted, from which two names are one ("Barbara Meier", "Barbara Meyer")."""
_WORDED_ALIKE = 0.7
"""The same for free wording: titles, rounds, what a figure measures."""
_TOLERANCE = Decimal("0.005")
"""How far, in proportion, two figures may lie apart: what rounding a converted unit leaves."""
_LEAST_SLACK_DAYS = 15
_CURRENCY = re.compile(r"[A-Z]{3}")
_OWNER = re.compile(r"(.{1,80}?)['’](?:s\b|(?= ))")


def same_name(a: str | None, b: str | None, key_of: KeyOf) -> bool:
    """Whether two names mean the same; `key_of` gives the entity that the ledger's documents know by a name."""
    if not a or not b:
        return not a and not b
    if a == b or key_of(a) == key_of(b):
        return True
    short, long = sorted((a, b), key=lambda name: len(fold_name(name).base.split()))
    return _is_initials(short, long) or _is_inside(short, long) or _is_like(short, long, _ALIKE)


def same_words(a: str | None, b: str | None) -> bool:
    """Whether two wordings of an attribute say the same, as titles or in most of their letters."""
    if not a or not b:
        return not a and not b
    short, long = sorted((fold(a), fold(b)), key=lambda text: len(text.split()))
    if set(short.split()) <= set(long.split()) or _is_like(short, long, _WORDED_ALIKE):
        return True
    first, second = parse_title(a), parse_title(b)
    return (first.rank, first.field) == (second.rank, second.field) != ("", "")


def _is_initials(short: str, long: str) -> bool:
    words = fold_name(long).base.split()
    return len(words) > 1 and fold_name(short).base == "".join(word[0] for word in words)


def _is_inside(short: str, long: str) -> bool:
    """Whether the words of a name are among those of the longer one, which is no part of what the shorter names."""
    words, folded = set(fold_name(short).base.split()), fold_name(long).base
    unit, owner = parse_unit(folded), _OWNER.match(long)
    wholes = [unit.root] if unit else []
    wholes += [fold_name(owner[1]).base] if owner else []
    return words <= set(folded.split()) and not any(words <= set(whole.split()) for whole in wholes)


def _is_like(a: str, b: str, share: float) -> bool:
    first, second = (sorted(fold_name(name).base.split()) for name in (a, b))
    if [word for word in first if _marks(word)] != [word for word in second if _marks(word)]:
        return False
    return SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio() >= share


def _marks(word: str) -> bool:
    """Whether another such word is another name: "Series A" is not "Series B", "Falcon 4.5" not "Falcon 4.6"."""
    return len(word) == 1 or any(char.isdigit() for char in word)


class Unit(NamedTuple):
    """What a figure counts: money of a currency, percent or things; with its name, rates (`USD/year`) apart."""

    measure: str
    name: str
    rate: str


@lru_cache(maxsize=4096)
def parse_unit_name(unit: str | None) -> Unit:
    """Read a unit; a plural noun is taken for its singular."""
    base, _, rate = (unit or "").strip().partition("/")
    if _CURRENCY.fullmatch(base):
        return Unit(base, base, rate)
    if base in ("%", ""):
        return Unit(base, base, rate)
    return Unit("count", _singular(base.casefold()), rate)


def _singular(noun: str) -> str:
    if noun == "people":
        return "person"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun.removesuffix("s")


def same_figure(gold: GoldFigure | Quantity | None, found: GoldFigure | Quantity | None) -> bool:
    """Whether a figure has the amounts and the kind of unit of the gold one, signs and bounds aside.

    A vague gold figure has no amount that could be missed, and neither has a claim without figure.
    """
    wanted = amounts_of(gold)
    if gold is None or found is None:
        return not wanted
    unit, other = parse_unit_name(gold.unit), parse_unit_name(found.unit)
    if unit.measure and unit.measure != other.measure and not (unit.measure == "count" and not other.measure):
        return False
    first, second = (sorted(map(abs, amounts)) for amounts in (wanted, amounts_of(found)))
    return not first or (len(first) == len(second) and all(map(_is_near, first, second)))


def amounts_of(figure: GoldFigure | Quantity | None) -> list[Decimal]:
    """Return the different amounts that a figure states: none, one, or both ends of a range."""
    return [] if figure is None else sorted({end for end in (figure.min, figure.max) if end is not None})


def _is_near(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= max(a, b) * _TOLERANCE


def compatible(a: str | None, b: str | None) -> bool:
    """Whether two EDTF dates have a day in common; an approximate one reaches out by its own length on each side."""
    first, second = (None if date is None else _widened(date) for date in (a, b))
    return first is not None and second is not None and first.overlaps(second)


def same_days(a: str | None, b: str | None) -> bool:
    """Whether two EDTF dates cover the same days."""
    if a is None or b is None:
        return a is b
    return a == b or (parse_edtf(a) == parse_edtf(b) and is_approximate(a) == is_approximate(b))


def _widened(edtf: str) -> Interval | None:
    days = parse_edtf(edtf)
    if days is None or days.start is None or days.end is None or not is_approximate(edtf):
        return days
    slack = max(days.end - days.start, timedelta(days=_LEAST_SLACK_DAYS))
    start = days.start - slack if days.start - date.min > slack else date.min
    return Interval(start, days.end + slack if date.max - days.end > slack else date.max)
