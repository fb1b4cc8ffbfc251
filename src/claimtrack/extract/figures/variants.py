"""The words of a ware, and its size: "ad-free plan", "$899 with 256GB and $999 with 512GB"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token

_SIZES = frozenset({"gigabyte", "terabyte"})
_WARE = ("ADJ", "NOUN", "PROPN", "NUM")
_NEAR = 2
"""Tokens between the case word behind a price and the size."""
_EQUIPPED = 4
"""Words of what a product has that another of its name has not."""
_AHEAD = 12
"""Tokens before a price in which the one size of its sentence stands."""


def size_of_variant(price: Figure, line: Line) -> str | None:
    """The size behind a price and its case word, else the only one of the sentence ahead of its only price."""
    at = price.end
    if line.word(at) in line.words.prices["sized"]:
        behind = (line.figure(place) for place in range(at + 1, at + 2 + _NEAR))
        found = next((figure for figure in behind if figure is not None), None)
        if found is not None and is_size(found):
            return _written(found)
    sizes = [figure for figure in line.figures if is_size(figure)]
    prices = [figure for figure in line.figures if figure_class(figure.quantity) == "money"]
    if len(sizes) != 1 or len(prices) != 1 or not 0 < price.start - sizes[0].end <= _AHEAD:
        return None
    return _written(sizes[0])


def is_size(figure: Figure) -> bool:
    """Whether a figure tells how much a device stores."""
    return (figure.quantity.unit or "") in _SIZES


def ware_start(noun: Token, line: Line) -> int:
    """The first token of a ware's name, words with hyphens included: "ad-free plan"."""
    start = noun.i
    while start and not line.figure(start - 1):
        before, hyphen = line.tree[start - 1], line.word(start - 2) == "-"
        if not (before.pos_ in _WARE or hyphen or (before.text == "-" and start < noun.i)):
            break
        start -= 3 if hyphen and start > 2 else 1
    return start


def equipped(end: int, line: Line) -> int:
    """Where a German product's name ends with what it has, ahead of a verb of costing: "das X1 mit Stift kostet"."""
    if not line.words.compounds or line.word(end) not in line.words.people["with"]:
        return end
    at = end + 1
    while at < len(line.tree) and at - end <= _EQUIPPED and line.tree[at].pos_ in _WARE and not line.figure(at):
        at += 1
    return at if at > end + 1 and line.word(at) in line.words.prices["only"] else end


def _written(figure: Figure) -> str:
    return "".join(figure.quantity.text.replace("-", " ").split())
