"""Which names of a document are firms by what they own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.cast import Cast
    from claimtrack.recognize.names import Name

_FIRM_OWNS = frozenset({"price", "revenue", "profit", "headcount", "valuation"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})


def find_firms(lines: Sequence[Line], cast: Cast) -> frozenset[str]:
    """Return the full names that own shares, revenue or a workforce: firms, whatever the cast takes them for."""
    firms = set()
    for line in lines:
        for found in line.metrics:
            name = _owner_beside(found, line)
            if name is not None and _can_be_firm(name, line, cast):
                firms.add(cast.full(name.text))
    return frozenset(firms)


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
    return label is not Label.PERSON or " " not in cast.full(name.text)
