"""The words around a figure, assembled from `currencies.toml` and a language's `numbers.toml` and `units.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import Any

from claimtrack.language import read_data
from claimtrack.model import Bound
from claimtrack.recognize.phrases import Phrases, lower

_ENDING = 5
"""Letters that the last part of a compound has at least: "deal" ends other words ("ideal")."""


class Kind(Enum):
    """What a unit measures."""

    MONEY = auto()
    PERCENT = auto()
    DURATION = auto()
    PHYSICAL = auto()
    COUNT = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; `factor` turns the written figure into it (0.01 for cents).

    A `weak` one is read beside a scale only ("5 billion AMD"), or, of a share, with a bound ("more than half of").
    """

    name: str
    kind: Kind
    factor: Decimal = Decimal(1)
    weak: bool = False


class Lexicon:
    """All phrases of one language that give a figure its meaning."""

    def __init__(self, lang: str) -> None:
        numbers, units, signs = read_data(lang, "numbers"), read_data(lang, "units"), _currencies()
        cased, folded = dict(_codes(signs)), dict(_named_currencies(units))
        measures = dict(_measures(units))
        cased |= {form: unit for form, unit in measures.items() if _keeps_case(form)}
        folded |= {form: unit for form, unit in measures.items() if not _keeps_case(form)}
        self.cased, self.folded = Phrases(cased), Phrases(folded)
        self.leading = Phrases(dict(_leading_codes(signs)))
        self.leading_names = Phrases(_leading_names(units, folded))
        self.letters = {letter: Decimal(value) for letter, value in signs["letters"].items()}
        self.bounds_before = Phrases(_bounds(numbers["bounds"]["before"]) | _bounds(numbers["bounds"]["sign"]))
        self.bounds_after = Phrases(_bounds(numbers["bounds"]["after"]))
        self.not_with_durations = frozenset(numbers["bounds"]["prepositions"]["with_durations"])
        self.bound_after = _flags(numbers["bounds"]["prepositions"]["after"])
        self.of_sum = frozenset(numbers["bounds"]["prepositions"]["of_sum"])
        self.sums = _flags(numbers["bounds"]["prepositions"]["sums"])
        self.sum_endings = tuple(w for w in numbers["bounds"]["prepositions"]["sums"] if len(w) >= _ENDING)
        self.not_with_bare_figures = frozenset(numbers["bounds"]["prepositions"]["with_bare_figures"])
        ranges = numbers["ranges"]
        self.between, self.from_ = _flags(ranges["between"]), _flags(ranges["from"])
        self.by = _flags(ranges["by"])
        self.and_, self.to = frozenset(ranges["and"]), frozenset(ranges["to"])
        self.give_or_take = frozenset(ranges["give_or_take"])
        self.lends = frozenset(ranges["lends"])
        self.dashes = frozenset(dash.strip() for dash in ranges["dashes"])
        self.moves = frozenset(ranges["moves"])
        self.negative = _flags(numbers["negative"]["words"])
        self.before_bare = _flags(numbers["bare"]["after"])
        self.before_people = _flags(numbers["bare"]["people"])
        self.labels = frozenset(numbers["labels"]["words"])
        self.rates = Phrases(dict(_rates(units["rates"])))
        self.no_rate_before = _flags(units["rates"]["never_before"])


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the lexicon of a language."""
    return Lexicon(lang)


@cache
def _currencies() -> dict[str, Any]:
    return tomllib.loads(files("claimtrack.recognize").joinpath("currencies.toml").read_text(encoding="utf-8"))


@cache
def currency_codes() -> frozenset[str]:
    """The codes of ISO 4217, current and withdrawn."""
    data = _currencies()
    return frozenset((*data["current"], *data["withdrawn"]))


def _money(code: str, factor: str | int | Decimal = 1, weak: bool = False) -> Unit:
    return Unit(code, Kind.MONEY, Decimal(factor), weak)


def _codes(data: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    """Codes and signs as they stand behind a figure."""
    for code in (*data["current"], *data["withdrawn"]):
        yield code, _money(code, weak=code in data["ambiguous"])
    yield from _signs(data)


def _leading_codes(data: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    """Codes and signs as they stand before a figure; codes of much-used currencies in lower case too ("usd 20")."""
    for code in data["before"]:
        yield code, _money(code)
    yield from _signs(data)


def _signs(data: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    for sign, code in data["scaled_signs"].items():
        yield sign, _money(code, weak=True)
    for sign, code in data["signs"].items():
        yield sign, _money(code)
    for letter, factor in data["multiplied"]["letters"].items():
        for code in data["multiplied"]["codes"]:
            yield letter + code, _money(code, factor)
    for code in data["multiplied"]["codes"]:
        yield from ((form, _money(code)) for form in (code.lower(), code.title()))


def _named_currencies(data: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    endings: list[str] = data.get("endings", [""])
    for table in (*data["currencies"].values(), *data["subunits"].values()):
        factor = Decimal(1) / Decimal(table.get("per", 1))
        for form in table["forms"]:
            if "plain" in table:
                yield lower(form), _money(table["plain"], factor, table.get("weak", False))
            for qualifier, code in table.get("of", {}).items():
                yield from ((f"{qualifier}{ending} {lower(form)}", _money(code, factor)) for ending in endings)
                yield f"{qualifier}{lower(form)}", _money(code, factor)
        if not table["forms"]:
            yield from ((lower(form), _money(code, factor)) for form, code in table["of"].items())


def _leading_names(data: dict[str, Any], units: dict[str, Unit]) -> dict[str, Unit]:
    """Names of units before a figure: some currencies ("dollar 22.5 million"), ages ("aged 43")."""
    names = {name: unit for name, unit in units.items() if name.rpartition(" ")[2] in data["leading"]}
    before = {form: Unit(name, Kind.DURATION) for name, forms in data["before"].items() for form in forms}
    return names | before


def _measures(data: dict[str, Any]) -> Iterator[tuple[str, Unit]]:
    yield from ((form, Unit("%", Kind.PERCENT)) for form in data["percent"])
    yield from ((form, Unit("percentage points", Kind.PERCENT)) for form in data["points"])
    for section, kind in (("durations", Kind.DURATION), ("physical", Kind.PHYSICAL)):
        for name, forms in data[section].items():
            yield from ((form, Unit(name, kind)) for form in forms)


def _keeps_case(form: str) -> bool:
    """Symbols of units mean what they mean in their own case: "MW", "t"; words do not."""
    return form != lower(form) or bool(re.fullmatch(r"[a-z]{1,2}[²³]?", form))


def _rates(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from data["endings"].items()
    for name, forms in data["of"].items():
        for form in forms:
            yield from ((f"{sign} {lower(form)}" if sign != "/" else f"/{form}", name) for sign in data["signs"])
            yield f"/ {form}", name


def _bounds(tables: Mapping[str, Iterable[str]]) -> dict[str, Bound]:
    return {lower(phrase): Bound(bound) for bound, phrases in tables.items() for phrase in phrases}


def _flags(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases({lower(phrase): True for phrase in phrases})
