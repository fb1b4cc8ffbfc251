"""What "the airport" stands for: the one thing of that noun which the text has named, "Norwind airport"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_BACK = 6
"""Sentences back in which the thing is named."""
_PHRASE = 4
"""Tokens between a name and its noun: "the Norwind rail tunnel"."""
_SURE = 0.9
_INSIDE = ("NOUN", "PROPN", "ADJ")


def named_before(token: Token, line: Line, discourse: Discourse) -> Filler | None:
    """Return the one thing that a definite noun without a name points back to; none of two, and no firm."""
    if token.pos_ != "NOUN" or class_of(token, line.passage.lang) in (Label.ORGANISATION, Label.PERSON):
        return None
    dets = children(token, "det")
    if not any("Def" in det.morph.get("Definite", []) for det in dets) or children(token, "nmod", "acl", "amod"):
        return None  # "the new airport", "the airport of the capital": perhaps another
    said = {child.lower_ for child in token.children if base(child) == "compound"}
    place = discourse.place_of(line.passage)
    found: dict[str, str] = {}
    for passage in discourse.passages[max(0, place - _BACK) : place]:
        for text, between in _named(token, passage, discourse):
            if said <= between:
                found.setdefault(text.lower(), text)
    return Filler(next(iter(found.values())), None, token, _SURE, "topic") if len(found) == 1 else None


def _named(token: Token, passage: Passage, discourse: Discourse) -> Iterator[tuple[str, set[str]]]:
    """Each thing of a noun that a passage names, with the words between its name and the noun."""
    for other in passage.tree:
        if other.lower_ != token.lower_ or other.pos_ not in ("NOUN", "PROPN"):
            continue
        start = other.i
        while start > max(0, other.i - _PHRASE) and passage.name_at(passage.tree[start]) is None:
            if passage.tree[start - 1].pos_ not in _INSIDE:
                break
            start -= 1
        name = passage.name_at(passage.tree[start])
        if name is None or name.text.lower() == token.lower_:
            continue
        between = {word.lower_ for word in passage.tree[name.end : other.i]}
        inside = name.end > other.i
        text = discourse.cast.full(name.text) if inside else text_of(passage.tree[name.start : other.i + 1])
        yield text, between
