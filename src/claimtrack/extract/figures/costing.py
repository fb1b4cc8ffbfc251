"""What a verb of costing says by itself: that a sum is a price, and that a firm's name stands for what it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import size
from claimtrack.extract.text.syntax import children, has_present_ending

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

CHEAP = 10_000
"""A sum below which what it is bought for need not be known as a product."""
_DEAR = 1_000_000
"""A sum below which something may start at: a car, and no round of funding."""


def tells_price(name: Name, verb: int, figure: Figure, line: Line) -> bool:
    """Whether a verb says by itself that a sum is the price of a name: "costs", "starts at" of no more than a car."""
    if line.word(verb) in line.words.prices["only"]:
        return True
    begins = line.word(verb) in line.words.prices["from"] and not has_present_ending(line.tree[verb])
    begins = begins and size(figure.quantity) < _DEAR
    return begins and any(_heads(name, verb, line))


def may_be_firm(name: Name, verb: int, figure: Figure, line: Line) -> bool:
    """Whether a firm's name may stand for what has a price: it costs little, or "the new Acme starts at" it."""
    if line.word(verb) in line.words.prices["only"]:
        return size(figure.quantity) < CHEAP
    return any(child.pos_ == "DET" and child.i < name.start for h in _heads(name, verb, line) for child in h.children)


def _heads(name: Name, verb: int, line: Line) -> list[Token]:
    """The word of a name that is the subject of a verb."""
    return [token for token in children(line.tree[verb], "nsubj") if name.start <= token.i < name.end]
