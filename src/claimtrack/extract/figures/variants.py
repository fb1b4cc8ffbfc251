"""The words of a ware, and its size: "ad-free plan", "$899 with 256GB and $999 with 512GB"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token

_SIZES = frozenset({"gigabyte", "terabyte"})
_SCREEN = "inch"
_WARE = ("ADJ", "NOUN", "PROPN", "NUM")
_NEAR = 2
"""Tokens between the case word behind a price and the size."""
_EQUIPPED = 4
"""Words of what a product has that another of its name has not."""
_AHEAD = 12
"""Tokens before a price in which the one size of its sentence stands."""


def size_of_variant(price: Figure, line: Line) -> str | None:
    """The size behind a price and its case word, else the one ahead of it, of as many sizes as prices.

    As in "$899 with 256GB", "$899 for the 13-inch model", "the 13-inch X1 costs $899, the 15-inch one $999".
    """
    at = price.end
    if line.word(at) in line.words.prices["sized"]:
        behind = (line.figure(place) for place in range(at + 1, at + 2 + _NEAR))
        found = next((figure for figure in behind if figure is not None), None)
        if found is not None and (is_size(found) or _is_of_model(found, line)):
            return _written(found)
    sizes = [figure for figure in line.figures if is_size(figure) or _is_of_model(figure, line)]
    prices = [figure for figure in line.figures if figure_class(figure.quantity) == "money"]
    if 1 < len(sizes) == len(prices) and price in prices:
        own = sizes[prices.index(price)]
        return _written(own) if _precedes(own, price, prices) else None
    if len(sizes) != 1 or len(prices) != 1 or not 0 < price.start - sizes[0].end <= _AHEAD:
        return None
    return _written(sizes[0])


def _precedes(size: Figure, price: Figure, prices: list[Figure]) -> bool:
    """Whether a size stands ahead of a price, and no other price between the two."""
    apart = any(size.end <= other.start < price.start for other in prices)
    return 0 < price.start - size.end <= _AHEAD and not apart


def is_size(figure: Figure) -> bool:
    """Whether a figure tells how much a device stores."""
    return (figure.quantity.unit or "") in _SIZES


def _is_of_model(figure: Figure, line: Line) -> bool:
    """Whether a size of a screen names a model: "the 13-inch X1", "the 14-inch and 16-inch models"."""
    if figure.quantity.unit != _SCREEN:
        return False
    following = line.word(figure.end)
    if following in line.words.grammar["and"] and (other := line.figure(figure.end + 1)) is not None:
        return other.quantity.unit == _SCREEN and _is_of_model(other, line)
    return following in line.words.prices["versions"] or line.name(figure.end) is not None


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
    if figure.quantity.unit == _SCREEN:
        return figure.quantity.text
    return "".join(figure.quantity.text.replace("-", " ").split())
