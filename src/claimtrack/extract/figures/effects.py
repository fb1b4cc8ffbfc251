"""One-time sums that a firm books: "took a $19 billion hit on its electric cars", "books $4 billion gain on bet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.portions import subject_ahead
from claimtrack.extract.figures.told import Told, phrase
from claimtrack.extract.figures.units import figure_class
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_SURE = 0.88
_REACH = 4
"""Tokens between a verb and its sum, and between the sum and what it is."""


def read_effect(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a firm books, takes or makes once, which is no level of anything."""
    if figure_class(figure.quantity) != "money":
        return None
    effects, books = line.words.quantified["effects"], line.words.quantified["books"]
    noun = _near(range(figure.end, figure.end + _REACH), effects, line)
    verb = _near(range(figure.start - 1, max(-1, figure.start - 1 - _REACH), -1), books, line)
    owner = subject_ahead(verb, line, discourse) if noun is not None and verb is not None else None
    if noun is None or verb is None or owner is None or owner.label is not Label.ORGANISATION:
        return None
    text = phrase(noun, line, range(figure.start, figure.end))
    if owner.via != "name" and owner.text in text:
        return None  # "it made a gain on its Acme bet" is not of Acme
    return Told(owner, text if noun.text in text.split() else noun.text, verb, sure=_SURE)


def _near(places: range, words: frozenset[str], line: Line) -> Token | None:
    """The first word of a list at these places, with nothing but adjectives and the like before it."""
    for at in places:
        token = line.token(at)
        if token is None or line.has(at, words):
            return token
        if token.pos_ not in ("DET", "ADJ", "ADV", "NOUN") and token.text != "-":
            return None
    return None
