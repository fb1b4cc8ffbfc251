"""Which names of a document are firms by what they own, and which one the document is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.recognize.names import Name

_FIRM_OWNS = frozenset({"price", "revenue", "profit", "headcount", "valuation"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_DOMINANT = 2
"""How many times as often as the next firm the topic is named."""
_LEAST = 2
"""Mentions that a topic has at least, unless no other firm is named."""


def learn_firms(lines: Sequence[Line], discourse: Discourse) -> None:
    """Tell the discourse which names own what firms own, and which firm the document is about."""
    for line in lines:
        for found in line.metrics:
            name = _owner_beside(found, line)
            if name is not None and _can_be_firm(name, line, discourse):
                discourse.learn_firm(name.text)
    counts = Counter(_firms(lines, discourse))
    ranked = sorted(counts.items(), key=lambda entry: -entry[1])
    if ranked and (len(ranked) == 1 or ranked[0][1] >= max(_LEAST, _DOMINANT * ranked[1][1])):
        discourse.learn_topic(ranked[0][0])


def _firms(lines: Sequence[Line], discourse: Discourse) -> Iterator[str]:
    strangers = lines[0].words.strangers if lines else frozenset()
    for passage in discourse.passages:
        for name in passage.names:
            full = discourse.cast.full(name.text)
            is_firm = discourse.cast.label(full) is Label.ORGANISATION or discourse.is_firm(full)
            if is_firm and name.text not in strangers and full not in strangers:
                yield full


def _owner_beside(found: Found, line: Line) -> Name | None:
    """The name right before a metric ("Acme shares", "Acme's profit") or right behind it ("shares of Acme")."""
    if found.metric.kind not in _FIRM_OWNS or found.metric.acts:
        return None
    at = found.start - 1
    genitive = line.word(at) in _GENITIVE
    name = line.name(at - 1 if genitive else at)
    if name is not None and (genitive or found.metric.kind == "price"):
        return name
    return line.name(found.end + 1) if line.word(found.end) in line.words.grammar["genitive"] else None


def _can_be_firm(name: Name, line: Line, discourse: Discourse) -> bool:
    label = discourse.cast.label(name.text)
    if name.text in line.words.strangers or label is Label.PLACE or line.word(name.end) == "-":
        return False
    return label is not Label.PERSON or " " not in discourse.cast.full(name.text)
