"""What somebody aims at or expects: "raised its growth forecast for 2026 to 2 %", "kept its inflation target at 2 %".

Trees hang such a figure on the time between, so the order of the words tells: a verb of changing or setting, whose goal
it is, the goal, and the figure behind a case word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.portions import subject_ahead
from claimtrack.extract.figures.told import Told
from claimtrack.extract.figures.units import figure_class
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_SURE = 0.88
_REACH = 12
"""Tokens between a goal and its figure, and between a verb and its goal."""


def read_goal(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a figure is the goal or the forecast of, and whose."""
    goal = _goal(figure, line) if figure_class(figure.quantity) != "duration" else None
    verb = _verb(goal, line) if goal is not None else None
    owner = subject_ahead(verb, line, discourse) if verb is not None else None
    if goal is None or verb is None or owner is None or owner.label in (None, Label.PERSON):
        return None
    if owner.text in line.words.strangers:
        return None  # an analyst's
    text = text_of([t for t in line.tree[verb.i + 2 : goal.i + 1] if line.time(t.i) is None])
    if " " not in text or text.lower().endswith(tuple(line.words.quantified["quotes"])):
        return None  # "its forecast": of what?; "its price target"
    return Told(owner, text, verb, sure=_SURE, modality=Modality.FORECAST)


def _goal(figure: Figure, line: Line) -> Token | None:
    """The noun of a goal ahead of a figure and its case word, with nothing but a time or a range between."""
    words = line.words
    if line.word(figure.start - 1) not in words.changes["to"] | words.changes["at"] | words.grammar["of"]:
        return None
    for at in range(figure.start - 1, max(0, figure.start - _REACH), -1):
        token = line.tree[at]
        if line.has(at, words.quantified["targets"]) and token.pos_ in ("NOUN", "VERB") and line.metric(at) is None:
            return token
        is_clause = token.pos_ in ("PUNCT", "AUX", "CCONJ") or "Fin" in token.morph.get("VerbForm", [])
        if line.bars(at) or (is_clause and line.time(at) is None):
            return None
    return None


def _verb(goal: Token, line: Line) -> Token | None:
    """The verb that changes or sets a goal, right before whose it is."""
    words = line.words
    for at in range(goal.i - 1, max(0, goal.i - _REACH), -1):
        if line.word(at) in words.grammar["possessive"]:
            sets = line.turn(at - 1) or line.has(at - 1, words.quantified["puts"] | words.quantified["revises"])
            return line.tree[at - 1] if sets else None
        if line.tree[at].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") and line.time(at) is None:
            return None
    return None
