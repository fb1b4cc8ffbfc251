"""The figures of a passage as they are meant: a bare "3.1 billion" beside a sum in euros is one, too.

Two readings of a recognised figure need the sentence around it: which currency a bare amount has ("from 3.1 to 3.4
billion euros", "nach 3,1 Milliarden im Vorjahr"), and whether "by $5 to $9" is a step and what it led to.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import figure_class
from claimtrack.language.trees import text_of
from claimtrack.model import Bound, Mention, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.figurewords import FigureWords
    from claimtrack.extract.text.passages import Passage

_LEAST = Decimal(10_000)
"""The smallest bare number that can be a sum of money of its neighbour's currency."""
_APART = 10
"""Tokens between a bare amount and the sum whose currency it has."""
_STEP = 2
"""How much larger than a step the level is at least that it led to: the ends of a range lie nearer together."""


class Figure(NamedTuple):
    """A figure with the tokens `start` to `end` that it covers."""

    start: int
    end: int
    mention: Mention

    @property
    def quantity(self) -> Quantity:
        """The figure's value."""
        norm = self.mention.norm
        return norm if isinstance(norm, Quantity) else Quantity(text="", min=None, max=None, unit=None)


def read_sums(passage: Passage, words: FigureWords) -> list[Figure]:
    """Return the figures of a passage in the order of the text, with the currencies that their neighbours lend them."""
    figures = [figure for mention in passage.quantities for figure in _parts(mention, passage, words)]
    return [_with_currency(place, figures, passage, words) for place in range(len(figures))]


def _parts(mention: Mention, passage: Passage, words: FigureWords) -> Iterator[Figure]:
    figure = _figure(mention, passage)
    if figure is None:
        return
    figure = _from_nothing(_without_particle(figure, passage, words), passage, words)
    step = _step(figure, passage, words)
    yield from step or (figure,)


def _without_particle(figure: Figure, passage: Passage, words: FigureWords) -> Figure:
    """A figure without the particle of the verb before it: "turned over £19 million", "handed over 90 cars"."""
    ahead = passage.tree[max(0, figure.start - 1) : figure.start + 2]
    verb, particle, case = (*(token.lower_ for token in ahead), "", "", "")[:3]
    amount = figure.quantity.min if figure.quantity.min is not None else figure.quantity.max
    is_moved = case in words.changes["to"] and words.turns.get(verb, 0) * words.turns.get(particle, 0) > 0
    is_particle = (verb, particle) in words.metrics or f"{verb} {particle}" in words.grammar["particles"]
    if not (is_particle or is_moved) or amount is None:
        return figure
    return _piece(figure.start + 1 + is_moved, figure.end, amount, figure, passage)


def _from_nothing(figure: Figure, passage: Passage, words: FigureWords) -> Figure:
    """The range in "from flat to up 2 %"."""
    level, case, turn = (*(t.lower_ for t in passage.tree[max(0, figure.start - 3) : figure.start]), "", "", "")[:3]
    if level not in words.changes["flat"] or case not in words.changes["to"] or words.turns.get(turn, 0) <= 0:
        return figure
    norm = figure.quantity.model_copy(update={"min": Decimal(0), "bound": Bound.RANGE})
    return figure._replace(mention=figure.mention.model_copy(update={"norm": norm}))


def _figure(mention: Mention, passage: Passage) -> Figure | None:
    tokens = passage.tokens_in(mention.span)
    return Figure(tokens[0].i, tokens[-1].i + 1, mention) if tokens else None


def _step(figure: Figure, passage: Passage, words: FigureWords) -> tuple[Figure, ...]:
    """The two figures in "raised the programme by $250 million to $750 million", read as a range."""
    quantity, before = figure.quantity, passage.tree[figure.start - 1].lower_ if figure.start else ""
    low, high = quantity.min, quantity.max
    if quantity.bound is not Bound.RANGE or before not in words.changes["by"] or low is None or high is None:
        return ()
    at = next((i for i in range(figure.start, figure.end) if passage.tree[i].lower_ in words.changes["to"]), None)
    if at is None or low <= 0 or high < _STEP * low:
        return ()
    return _piece(figure.start, at, low, figure, passage), _piece(at + 1, figure.end, high, figure, passage)


def _piece(start: int, end: int, value: Decimal, figure: Figure, passage: Passage) -> Figure:
    text = text_of(passage.tree[start:end])
    update = {"min": value, "max": value, "bound": Bound.EXACT, "text": text}
    norm = figure.quantity.model_copy(update=update)
    return Figure(start, end, Mention(span=passage.span_of(start, end), label=figure.mention.label, norm=norm))


def _with_currency(place: int, figures: list[Figure], passage: Passage, words: FigureWords) -> Figure:
    """A bare amount with the currency of the sum before or behind it, where words of change join the two."""
    figure = figures[place]
    amount = figure.quantity.min or figure.quantity.max
    if figure.quantity.unit is not None or amount is None or abs(amount) < _LEAST:
        return figure
    for other in figures[max(0, place - 1) : place + 2]:
        unit = other.quantity.unit
        if (
            other is not figure
            and figure_class(other.quantity) == "money"
            and _is_joined(figure, other, passage, words)
        ):
            norm = figure.quantity.model_copy(update={"unit": unit})
            return figure._replace(mention=figure.mention.model_copy(update={"norm": norm}))
    return figure


def _is_joined(figure: Figure, other: Figure, passage: Passage, words: FigureWords) -> bool:
    """Whether the later of two figures is what the earlier became or came from: "auf 3 …", "nach 3 …", "from 3 …"."""
    first, second = sorted((figure, other))[:2]
    between = [token.lower_ for token in passage.tree[first.end : second.start]]
    joints = words.changes["to"] | words.changes["from"] | words.links["same"]
    return len(between) <= _APART and any(word in joints for word in between)
