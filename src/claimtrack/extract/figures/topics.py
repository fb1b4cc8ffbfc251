"""Which names of a document are firms by what they own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.names.classnouns import class_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.cast import Cast
    from claimtrack.recognize.names import Name

_FIRM_OWNS = frozenset({"price", "revenue", "profit", "headcount", "valuation"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_CUSTOMERS = frozenset({"customer", "subscriber", "user", "client", "employee", "person", "worker"})
"""Units of what firms win, lose and employ."""
_FIGURE = 3
"""Tokens between a metric and its figure ("a loss of", "earned some")."""
_PAYOUTS = ("dividend", "share buyback")
"""What only firms raise, cut and announce, whatever it comes to."""
_SUM = 10_000_000
"""The least sum that tells a firm."""
_OBJECT = 8
"""Tokens behind a verb in which its object stands."""


def find_firms(lines: Sequence[Line], cast: Cast) -> frozenset[str]:
    """Return the full names that own shares, revenue or a workforce: firms, whatever the cast takes them for."""
    firms = set()
    for line in lines:
        owners = [owner for found in line.metrics if (owner := _owner_beside(found, line)) is not None]
        for name in (*owners, *_acting(line)):
            if _can_be_firm(name, line, cast) or (name in owners and _ends_in_noun(name, line, cast)):
                firms.add(cast.full(name.text))
    return frozenset(firms)


def _acting(line: Line) -> Iterator[Name]:
    """Names right before a verb that has what only firms have: "Acme grew its revenue", "Acme added 310,000 users"."""
    for name in line.passage.names:
        verb = name.end
        while line.token(verb) is not None and line.tree[verb].pos_ in ("AUX", "ADV"):
            verb += 1
        token = line.token(verb)
        bracket = line.words.compounds and line.tree[verb - 1].pos_ == "AUX"  # "Acme will seinen Aktionären … zahlen"
        if token is None or not (token.pos_ == "VERB" or bracket or line.has(verb - 1, line.words.people["have"])):
            continue
        behind = range(verb, min(len(line.tree), verb + _OBJECT))
        stop = next((at for at in behind if line.word(at) == "," or line.is_stop(at)), behind.stop)
        if any(_is_of_firm(at, verb, line) for at in range(verb, stop)):
            yield name


def _is_of_firm(at: int, verb: int, line: Line) -> bool:
    """Whether a token begins a metric with "its" before it, or a count of customers or employees."""
    found, figure = line.metric(at), line.figure(at)
    if found is not None:
        owned = any(line.word(place) in line.words.grammar["possessive"] for place in range(verb, at))
        near = (line.figure(place) for place in (*range(found.end, found.end + _FIGURE), at - 1, at - 2))
        told = any(f is not None and is_sum(f.quantity, _SUM) for f in near)
        told = told or found.metric.attribute in _PAYOUTS
        return found.metric.kind in _FIRM_OWNS | {"spending"} and (owned or told)
    moves = line.words.people["employ"] | line.words.people["gains"] | line.words.people["loses"]
    unit = figure.quantity.unit if figure is not None else None
    return unit in (_CUSTOMERS if line.word(verb) in moves else ())


def _owner_beside(found: Found, line: Line) -> Name | None:
    """The name right before a metric ("Acme shares", "Acme's profit") or right behind it ("shares of Acme")."""
    if found.metric.kind not in _FIRM_OWNS or found.metric.acts or found.metric.market:
        return None
    at = found.start - 1
    genitive = line.word(at) in _GENITIVE
    name = line.name(at - 1 if genitive else at)
    if name is not None and (genitive or found.metric.kind == "price"):
        return name
    return line.name(found.end + 1) if line.word(found.end) in line.words.grammar["genitive"] else None


def _can_be_firm(name: Name, line: Line, cast: Cast) -> bool:
    label = cast.label(name.text)
    if name.text in line.words.strangers or label is Label.PLACE or line.word(name.end) == "-":
        return False
    full, before = cast.full(name.text), line.token(name.start - 1)
    if before is not None and class_of(before, line.passage.lang) is Label.PERSON:
        return False  # "Acme-Chefin Ada Byrne rechnet mit Erlösen von"
    return label is not Label.PERSON or " " not in full or full.split()[0] not in load_gazetteer("forenames")


def _ends_in_noun(name: Name, line: Line, cast: Cast) -> bool:
    """Whether a name like a person's ends in an ordinary noun where these have capitals: "Verlust von Falk Möbel"."""
    last = cast.full(name.text).split()[-1]
    return line.words.compounds and line.word(name.end) != "-" and load_words(line.passage.lang).has_own(last)
