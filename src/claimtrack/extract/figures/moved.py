"""What rose, fell or stands at a figure, by the order of words: "production from its oilfields has fallen 70 %".

Trees of such sentences often hang the verb on its subject or take it for a noun; the words stand in one order whatever
the tree says: a noun phrase, a verb of change or of being, and the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.sized import size_of
from claimtrack.extract.figures.units import figure_class

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.figures.told import Told
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_REACH = 9
"""Tokens between a verb and its last figure."""
_LONGEST = 14
"""Tokens of the longest phrase that is taken for what moved."""
_SHARES = ("percent", "points")
_NOUNS = ("NOUN", "PROPN")
_INSIDE = (*_NOUNS, "ADJ", "DET", "ADP", "NUM", "PART", "X")
"""What a noun phrase is made of."""


def read_moved(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a figure moved by, to or from, or stands at."""
    verb = _verb(figure, line)
    noun = noun_before(verb, line) if verb is not None else None
    if verb is None or noun is None or noun.i >= verb.i:
        return None
    return size_of(noun, figure, head, verb, line, discourse)


def _verb(figure: Figure, line: Line) -> Token | None:
    """The verb of change or of being that a figure follows."""
    words = line.words
    light = words.changes["to"] | words.changes["by"] | words.changes["at"] | words.grammar["earlier"]
    for at in range(figure.start - 1, max(0, figure.start - 1 - _REACH), -1):
        token = line.tree[at]
        is_verb = line.turn(at) or line.has(at, words.quantified["sizes"])
        if is_verb and token.pos_ != "ADJ" and line.tree[at - 1].pos_ not in ("DET", "ADJ", "ADP"):
            following = line.tree[at + 1]
            is_aux = token.pos_ == "AUX" and line.turn(at + 1) and following.pos_ != "ADV"
            return following if is_aux else token
        other = line.figure(at)
        is_light = token.lower_ in light or token.pos_ in ("ADV", "DET", "ADJ") or line.time(at) is not None
        if not is_light and (other is None or figure_class(other.quantity) not in _SHARES):
            return None
    return None


def noun_before(verb: Token, line: Line) -> Token | None:
    """The head of the noun phrase right before a verb, its auxiliaries, adverbs and an insertion between commas."""
    end = verb.i
    while end > 0 and line.tree[end - 1].pos_ in ("AUX", "ADV"):
        end -= 1
    if line.word(end - 1) == ",":
        if verb.pos_ in ("ADV", "ADP"):
            return None  # "spending, a gauge of demand, rose 2 %, down from 3 %"
        end = next((at for at in range(end - 2, max(0, end - _LONGEST), -1) if line.word(at) == ","), 0)
    start = end
    while start > 0 and end - start < _LONGEST and _is_inside(start - 1, line):
        start -= 1
    before = line.token(start - 1)
    begins = before is None or before.pos_ in ("PUNCT", "SCONJ", "CCONJ", "SPACE")
    said = before is not None and line.has(before.i, line.words.colour["saying"] | line.words.colour["said"])
    if start == end or end - start == _LONGEST or not (begins or said):
        return None
    while start < end and (line.time(start) is not None or line.tree[start].pos_ == "ADP"):
        start += 1
    case = next((at for at in range(start, end) if line.tree[at].pos_ == "ADP"), end)
    noun = line.token(case - 1)
    return noun if noun is not None and case > start and noun.pos_ in _NOUNS else None


def _is_inside(at: int, line: Line) -> bool:
    token = line.tree[at]
    if token.lower_ in line.words.grammar["and"] and at and line.tree[at - 1].pos_ in _NOUNS:
        return True
    in_name = line.name(at) is not None or token.text in ("'s", "’s", "-")
    return in_name or (token.pos_ in _INSIDE and not line.turn(at)) or line.time(at) is not None
