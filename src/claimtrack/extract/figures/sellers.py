"""Whose a ware is: "Acme's standard plan", "Acme charges $9 for its standard plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.variants import ware_start
from claimtrack.extract.figures.wares import spoken
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_SOLD = 0.95
"""What an owner beside a ware leaves of its certainty."""
_GENITIVE = frozenset({"'s", "’s", "'", "’"})


def of_whom(ware: Filler, line: Line, discourse: Discourse) -> Filler:
    """A ware with whose it is, where the text tells: "a subscription" is one to the product spoken of last."""
    if ware.via != "phrase" or ware.token.doc is not line.tree:
        return ware
    if line.words.compounds and (seller := _seller_behind(ware, line, discourse)):
        return ware._replace(text=seller, certainty=_SOLD)
    if not line.words.compounds and (seller := _seller(ware, line, discourse)):
        return ware._replace(text=f"{seller} {ware.text}", certainty=_SOLD)
    if line.passage.names or (line.words.compounds and " " in ware.text):
        return ware
    told = spoken(ware.token.left_edge.i, line.passage, discourse)
    topic = told.text if told is not None else None if line.words.compounds else discourse.topic_at(line.passage)
    return ware._replace(text=f"{topic} {ware.text}") if topic else ware


def _seller_behind(ware: Filler, line: Line, discourse: Discourse) -> str | None:
    """A ware with the name right behind it and its case word: "das Abo von Norwind", "die Jahreskarte bei Norwind"."""
    at = ware.token.i + 1
    name = line.name(at + 1) if line.word(at) in line.words.prices["sellers"] else None
    if name is None or discourse.cast.label(name.text) not in (Label.ORGANISATION, Label.PRODUCT):
        return None
    return text_of(line.tree[ware.token.i : name.end])


def _seller(ware: Filler, line: Line, discourse: Discourse) -> str | None:
    """Whose a ware is, as its possessive says: "Acme's standard plan", "Acme charges $9 for its standard plan"."""
    at = ware_start(ware.token, line) - 1
    own, name = line.word(at), line.name(at - 1) if at > 0 else None
    if own in _GENITIVE and name is not None:
        return discourse.cast.full(name.text)
    if own not in line.words.grammar["possessive"]:
        return None
    owner = discourse.resolve(line.tree[at], line.passage)
    return owner.text if owner is not None and owner.label in (Label.ORGANISATION, Label.PRODUCT) else None
