"""The same told once more by the next sentence: "Im Vorjahr waren es 3 Millionen", "Zuletzt notierten sie bei 21 Euro".

What is measured or counted stands in the sentence before; this one has a figure, a time and a pronoun for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR, Reading
from claimtrack.extract.figures.periods import is_again
from claimtrack.extract.figures.units import figure_class, is_sum

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line

_REACH = 5
"""Tokens between "waren es" and the figure."""
_DEAR = 10_000
"""Money from which on it is no price of a share."""
_LEVELS = (LEVEL, PRIOR)


def read_again(line: Line, before: Reading) -> Reading | None:
    """What the one figure of a sentence says of the metric of the sentence before, `before` being its last figure."""
    if len(line.figures) != 1 or line.metrics or before.found.metric.market:
        return None
    figure = line.figures[0]
    found = (before.base or before.found)._replace(start=figure.start, end=figure.start)
    if before.found.metric.kind == "price":
        moved = next((line.turn(t.i) for t in line.tree[figure.end :] if line.turn(t.i)), 0) if _is_its(line) else 0
        if moved and figure_class(figure.quantity) == "percent":
            return Reading(figure, found, CHANGE, moved, -1, True, found)  # "Seit Januar hat sie 9 Prozent zugelegt"
        trades = _trading(figure, line)
        is_price = is_sum(figure.quantity, 0, ("", "share")) and not is_sum(figure.quantity, _DEAR)
        return Reading(figure, found, LEVEL, 0, trades, True, found) if trades is not None and is_price else None
    alike = figure_class(figure.quantity) == figure_class(before.quantity) and before.role in _LEVELS
    return Reading(figure, found, PRIOR, 0, -1, True, found) if alike and is_same(figure, line) else None


def is_same(figure: Figure, line: Line) -> bool:
    """Whether "waren es", "hatte er gelegen" and a time tell a figure of another time, and nothing else is done."""
    ahead = range(max(0, figure.start - _REACH), figure.start - 1)
    pair = next((at for at in ahead if is_again(at, line)), None)
    verbs = [t for t in line.tree[figure.end :] if t.pos_ == "VERB"]
    return (
        pair is not None and bool(line.passage.times) and all(line.has(t.i, line.words.changes["level"]) for t in verbs)
    )


def _is_its(line: Line) -> bool:
    """Whether the subject of a sentence is a pronoun beside its auxiliary, and nobody is named: "hat sie"."""
    pronouns = [t for t in line.tree if t.lower_ in line.words.links["again"]]
    return len(pronouns) == 1 and not line.passage.names and line.tree[max(0, pronouns[0].i - 1)].pos_ == "AUX"


def _trading(figure: Figure, line: Line) -> int | None:
    """The verb of trading ahead of a figure whose subject is a pronoun: "Zuletzt notierten sie bei"."""
    ahead = range(max(0, figure.start - _REACH), figure.start)
    verb = next((at for at in ahead if line.word(at) in line.words.shares["trades"]), None)
    beside = {line.word(at) for at in (verb - 1, verb + 1)} if verb is not None else frozenset()
    return verb if beside & line.words.links["again"] and not any(line.name(at) for at in ahead) else None
