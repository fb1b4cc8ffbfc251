"""A figure that counts people or goods, with the word that says what becomes of them, and how it is introduced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import Found, Metric
from claimtrack.extract.figures.measured import Reading
from claimtrack.model import Quantity

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line

REACH = 6
"""Tokens between a verb and the figure of its object."""
GENITIVE = ("'s", "’s")


class Count(NamedTuple):
    """A figure with what it counts: a kind of claim, and the token of the word that says so, or -1."""

    kind: str
    figure: Figure
    verb: int

    def reading(self) -> Reading:
        """The count as a metric's reading, for those who look for owner and time."""
        start = min(self.figure.start, self.verb) if self.verb >= 0 else self.figure.start
        end = max(self.figure.end, self.verb + 1)
        return Reading(self.figure, Found(start, end, Metric(kind=self.kind)), "level", 0, self.verb)


def quantity_of(figure: Figure) -> Quantity | None:
    """The value of a figure; `None` where it has none."""
    norm = figure.mention.norm
    return norm if isinstance(norm, Quantity) else None


def is_owned(figure: Figure, line: Line) -> bool:
    """As in "die rund 320 Mitarbeiter von Acme": all of them, and whose stands behind."""
    at = figure.start - 1
    while at > 0 and line.tree[at].pos_ == "ADV":
        at -= 1
    definite = line.word(at) in line.words.people["the"]
    behind = range(figure.end + 1, min(len(line.tree), figure.end + 4))
    return definite and line.word(figure.end) in line.words.grammar["owner"] and any(line.name(i) for i in behind)


def is_led(figure: Figure, line: Line) -> bool:
    """As in "With 14 clinics and 900 employees, Acme …": a phrase at the head of a sentence, about its subject."""
    leads = line.words.people["with"] if line.word(0) in line.words.people["with"] else frozenset()
    inside = line.tree[1 : figure.end]
    return bool(leads) and line.word(figure.end) in (",", "in") and all(t.pos_ not in ("VERB", "AUX") for t in inside)


def is_loose_with(at: int, line: Line) -> bool:
    """As in "an agency with 100 employees": no name stands before the case word."""
    ahead = range(max(0, at - 2), at)
    if line.word(at) not in line.words.people["with"] or at <= 0:
        return False
    meets = line.words.compounds and line.tree[at - 1].pos_ == "VERB"  # "Acme arbeitet mit einer Agentur mit …"
    if any(line.name(place) for place in ahead) and not meets:
        return False
    return not (line.words.compounds and _is_apposed(at - 1, line))


def _is_apposed(noun: int, line: Line) -> bool:
    """Whether a noun with its article stands behind a name and a comma: "Acme, ein Anbieter mit 300 Mitarbeitern"."""
    at = noun - 1
    while at > 0 and line.tree[at].pos_ in ("ADJ", "ADV"):
        at -= 1
    is_article = at > 1 and line.tree[at].pos_ == "DET" and line.word(at - 1) == ","
    return is_article and line.tree[noun].pos_ == "NOUN" and line.name(at - 2) is not None
