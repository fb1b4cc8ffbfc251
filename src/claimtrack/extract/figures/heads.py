"""Whose figure it is that names no firm: its head tells of it, or the sentence before was about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.others import MODIFIERS, has_other_owner, has_own_actor
from claimtrack.extract.figures.owning import may_own, name_filler, reports, speaks
from claimtrack.extract.names.resolution import Filler
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.recognize.names import Name

_SURE = 0.8
_LABEL = 12
"""Tokens of the longest label before a colon."""
_GOES_ON = frozenset({"price", "valuation", "revenue", "profit"})
"""Kinds that a sentence goes on to tell of the firm of the one before."""
_BEFORE = 0.8
"""What is left of an owner's certainty in the next sentence."""


def read_head(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Return the one firm whose people a sentence names, where it names no firm; analysts speak of others."""
    kind, cast = reading.found.metric.kind, discourse.cast
    others = (n for n in line.passage.names if cast.label(n.text) is not Label.PERSON)
    if kind == "price" or any(may_own(n, line, discourse, kind) for n in others):
        return None
    people = [n for n in line.passage.names if cast.label(n.text) is Label.PERSON]
    if not people or any(token.lower_ in line.words.colour["estimates"] for token in line.tree):
        return None
    titles = {word for n in people for word in (discourse.title_of(n.text) or "").lower().split()}
    firms = {discourse.employer(n.text) for n in people}
    firm = next(iter(firms)) if len(firms) == 1 else None
    if firm is None or titles & line.words.colour["estimates"] or not discourse.landscape.is_company(firm):
        return None
    backs = discourse.landscape.is_backer(firm)
    return None if backs else Filler(firm, Label.ORGANISATION, line.tree[people[0].start], _SURE, "team")


def read_before(
    reading: Reading, last: tuple[Reading, Filler, int] | None, line: Line, discourse: Discourse
) -> Filler | None:
    """Return whose figures the sentence before told, where this one names nobody: "Auf Jahressicht stieg die Aktie".

    `last` is the last figure that was told, its owner and the place of its sentence.
    """
    kind, token = reading.found.metric.kind, line.tree[reading.found.start]
    if kind not in _GOES_ON or reading.found.prefix or reading.found.metric.market:
        return None
    names = (n for n in line.passage.names if line.metric(n.start) is None)
    if any(discourse.cast.label(n.text) not in (Label.PLACE, None) or n.label is None for n in names):
        return None
    if has_own_actor(reading, line, pointing=True) or has_other_owner(reading, line):
        return None
    if last is not None and line.passage.position - last[2] == 1:
        return last[1]._replace(token=token, via="topic", certainty=_BEFORE * last[1].certainty)
    if not line.words.compounds:
        return None
    firms = [f for f in discourse.organisations_before(line.passage) if f not in line.words.strangers]
    known = len(firms) == 1 and discourse.landscape.is_company(firms[0])
    return Filler(firms[0], Label.ORGANISATION, token, _BEFORE, "topic") if known else None


def read_labelled(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Return whom a row of figures is of that a colon opens: "Acme: sales $4bn, profit $1bn", "Acme's year: …"."""
    colon = next((at for at in range(min(len(line.tree), _LABEL)) if line.word(at) == ":"), None)
    if colon is None or min(reading.found.start, reading.figure.start) < colon or _has_verb_before(line, colon):
        return None
    named = [n for n in line.passage.names if n.end <= colon and may_own(n, line, discourse, reading.found.metric.kind)]
    inside = [n for n in line.passage.names if colon < n.start < reading.figure.start]
    return name_filler(named[0], line, discourse, _SURE) if len(named) == 1 and not inside else None


def _has_verb_before(line: Line, end: int) -> bool:
    """Whether a verb stands ahead of a place, as where somebody is quoted."""
    return any(token.pos_ in ("VERB", "AUX") for token in line.tree[:end])


def read_announced(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "Revenue rose 9 percent, the pump maker Acme reported": the only firm of a sentence, which tells of itself.

    A bank, an outlet or anybody beside the firm that the document is about tells of others.
    """
    owners = [n for n in line.passage.names if may_own(n, line, discourse, reading.found.metric.kind)]
    texts = {discourse.cast.full(n.text) for n in owners}
    if len(texts) != 1 or not _tells(owners[0], line):
        return None
    text = discourse.cast.full(owners[0].text)
    landscape = discourse.landscape
    label = discourse.cast.label(text)
    is_firm = label is Label.ORGANISATION or (label is None and reports(owners[0], line))
    if (
        not is_firm
        or not landscape.is_company(text)
        or landscape.is_backer(text)
        or discourse.topic not in (None, text)
    ):
        return None
    if has_own_actor(reading, line, pointing=line.words.compounds) or has_other_owner(reading, line):
        return None
    return name_filler(owners[0], line, discourse, 0.85 if label is Label.ORGANISATION else 0.75)


def _tells(name: Name, line: Line) -> bool:
    """Whether a verb of saying stands right behind a name, or before the words that describe it."""
    if speaks(name, line):
        return True
    at = name.start - 1
    while at > 0 and line.tree[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN") and name.start - at <= MODIFIERS:
        at -= 1
    return line.has(at, line.words.colour["saying"])
