"""Of whom a measure is that has no owner of its own: the firm, product or one name that a text goes on about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.wares import spoken
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import children, marker
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_ALONE = 0.8
"""How sure it is that the only name of a text so far is what a measure is of."""
_BACK = 6
"""Sentences back in which that name stands."""


def spoken_of(token: Token, line: Line, discourse: Discourse) -> Filler | None:
    """Return whom a text goes on about at a token, where the sentence names no owner; `None` where it is not plain."""
    firm = discourse.spoken_of(line.passage, token)
    if firm is not None:
        cast, heads = discourse.cast, read_data(line.passage.lang, "names")["institutions"]["heads"]
        others = {cast.full(name.text) for name in line.passage.names if cast.label(name.text) is Label.ORGANISATION}
        is_office = any(word in heads for word in firm.text.split())  # which tells of all
        return None if is_office or others - {firm.text} else firm
    found = spoken(token.left_edge.i, line.passage, discourse) or _only(token, line, discourse)
    return found._replace(token=token) if found is not None else None


def is_anyones(noun: Token, line: Line) -> bool:
    """Whether a measure is told of a country or the world rather than of a firm: "demand", "Bevölkerung"."""
    common = line.words.quantified["common"]
    is_apart = any(marker(child) and child.i > noun.i for child in children(noun, "nmod"))
    is_common = line.words.compounds and noun.lower_.endswith(tuple(common))
    return is_apart or is_common or line.has(noun.i, common)


def _only(token: Token, line: Line, discourse: Discourse) -> Filler | None:
    """The one name of the sentences before, people and places aside, where the sentence itself names nobody."""
    place, cast = discourse.place_of(line.passage), discourse.cast
    near = discourse.passages[max(0, place - _BACK) : place]
    texts = {cast.full(name.text) for passage in near for name in passage.names}
    known = [text for text in sorted(texts) if cast.label(text) not in (Label.PLACE, Label.PERSON)]
    own = {cast.label(cast.full(name.text)) for name in line.passage.names}
    if len(known) != 1 or known[0] in line.words.strangers or not own <= {Label.PLACE}:
        return None
    return Filler(known[0], cast.label(known[0]), token, _ALONE, "topic")
