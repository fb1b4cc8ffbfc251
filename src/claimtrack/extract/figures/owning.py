"""Who may own a figure: which of the names of a sentence, and what else a phrase resolves to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.model import Label
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.recognize.names import Name

_COMPARED = 6
"""Tokens ahead of a figure in which the other firm stands that it is of: "bei Acme sogar um 16 Prozent"."""
_TIMED = 6
"""Tokens of a time between a name and its verb: "wie Acme am Donnerstag berichtete"."""
_COMPOUNDED = ("price", "headcount", "layoffs", "customers")
"""Kinds whose compounds begin with a firm's name, known or not: "die Acme-Aktie", "700 Acme-Mitarbeiter"."""
_PRODUCTS_TOO = frozenset({"customers", "measure", "price"})
"""Kinds of which a product has figures of its own."""


def is_owner(filler: Filler | None, kind: str) -> bool:
    """Whether something can own a figure of a kind: an organisation, a name of unknown type, sometimes a product."""
    if filler is None or filler.label in (Label.PERSON, Label.PLACE):
        return False
    return filler.label is not Label.PRODUCT or kind in _PRODUCTS_TOO


def may_own(name: Name, line: Line, discourse: Discourse, kind: str) -> bool:
    """Whether a name of the sentence can own a figure: no outlet, no part of somebody's title, nobody quoted."""
    if (
        name.text in line.words.strangers
        or line.metric(name.start)
        or not is_owner(name_filler(name, line, discourse), kind)
    ):
        return False
    unknown = discourse.cast.label(name.text) is None and kind != "valuation"
    if unknown and line.word(name.start - 1) in line.words.colour["place"]:
        return False
    following = line.token(name.end)
    if (
        following is not None
        and following.text == "-"
        and not following.whitespace_
        and line.metric(name.end + 1) is None
    ):
        return False  # "Copenhagen-listed shares", "an Acme-led round"
    if following is not None and not following.is_punct and class_of(following, line.passage.lang) is Label.PERSON:
        return False  # "a former Acme executive"
    is_plural = following is not None and "Plur" in following.morph.get("Number", [])
    if unknown and is_plural and following is not None and class_of(following, line.passage.lang) is Label.PRODUCT:
        return False  # "several VR games"
    ahead = (line.word(name.start - 1), f"{line.word(name.start - 2)} {line.word(name.start - 1)}")
    return not any(word in line.words.colour["said"] for word in ahead)


def name_filler(name: Name, line: Line, discourse: Discourse, certainty: float = 1.0) -> Filler:
    """A name of the sentence as a filler, with its type as the document, the gazetteer or its possessions tell it."""
    full = discourse.cast.full(name.text)
    label = discourse.cast.label(full) or discourse.known_label(full)
    if label is not Label.ORGANISATION and discourse.is_firm(full):
        label = Label.ORGANISATION
    return Filler(full, label, line.tree[name.end - 1], certainty, "name")


def read_owner(name: Name, line: Line, discourse: Discourse) -> Filler:
    """Return the owner that a name of the sentence leads to: the unit it is part of, else the name itself."""
    filler = discourse.resolve(line.tree[name.start], line.passage)
    named = name_filler(name, line, discourse)
    return named if filler is None or filler.via == "name" else filler


def read_prefixed(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Return the name that a metric's compound begins with, known or not: "BMW-Umsatz", "die Acme-Aktie"."""
    prefix = reading.found.prefix
    label = discourse.cast.label(prefix) or discourse.known_label(prefix) if prefix else None
    unknown = label is None and prefix[1:2].islower() and "-" not in prefix
    if unknown and reading.found.metric.kind in _COMPOUNDED and is_no_word(prefix, line.passage.lang):
        return Filler(prefix, Label.ORGANISATION, line.tree[reading.found.start], 0.8, "name")  # "die Acme-Aktie"
    if label not in (Label.ORGANISATION, Label.PRODUCT):
        return None
    return Filler(discourse.cast.full(prefix), label, line.tree[reading.found.start], 0.95, "name")


def as_firm(filler: Filler | None) -> Filler | None:
    """Return what can have a revenue, or `None`."""
    return filler if filler is not None and is_owner(filler, "revenue") else None


def is_free(name: Name, line: Line) -> bool:
    """Whether no case word makes a name an oblique ("backed by A", "investors including A")."""
    at = name.start - 1
    while at > 0 and line.tree[at].pos_ == "DET":
        at -= 1  # "für den Verband Acme"
    before = line.token(at)
    return before is None or (before.pos_ not in ("ADP", "CCONJ") and before.lower_ not in line.words.colour["listing"])


def row_of(name: Name, line: Line) -> list[Name]:
    """The names of the row in which a name stands, itself among them: "Acme, Norwind and Kolibri"."""
    ahead, behind = [name], [name]
    while (before := _neighbour(ahead[-1], line, -1)) is not None:
        ahead.append(before)
    while (after := _neighbour(behind[-1], line, 1)) is not None:
        behind.append(after)
    row = [*reversed(ahead), *behind[1:]]
    joints = range(row[0].end, row[-1].start)
    joined = any(line.word(at) in line.words.grammar["and"] | {"&"} and line.name(at) is None for at in joints)
    return row if joined else [name]


def _neighbour(name: Name, line: Line, step: int) -> Name | None:
    """The name before (-1) or behind (1) one, with nothing but a comma or an "and" between."""
    start = at = name.end if step > 0 else name.start - 1
    while 0 <= at < len(line.tree) and (line.word(at) in line.words.grammar["and"] or line.word(at) in (",", "&")):
        at += step
    other = line.name(at) if at != start else None
    return other if other is not None and line.word(other.end) not in line.words.quantified["genitive"] else None


def speaks(name: Name, line: Line) -> bool:
    """Whether a name is the subject of a verb of saying that has a clause of its own."""
    return any(line.has(at, line.words.colour["saying"]) for at in range(name.end, name.end + 3))


def reports(name: Name, line: Line) -> bool:
    """Whether a verb of reporting stands beside a name: "…, Acme reported", "…, teilte Acme mit"."""
    verbs = line.words.colour["reporting"]
    behind = range(name.end, min(len(line.tree), name.end + _TIMED))
    first = next((at for at in behind if not line.time(at) and line.tree[at].pos_ != "ADP"), name.end)
    return line.word(name.start - 1) in verbs or line.word(first) in verbs


def read_compared(reading: Reading, owner: Filler, line: Line, discourse: Discourse) -> Filler | None:
    """Another firm whose figure is told beside: "revenue of $717bn, compared with $713bn for Acme"."""
    each, end = line.words.grammar["each_of"], reading.figure.end
    behind = line.name(end + 1) if line.word(end) in each else None
    ahead = (line.name(at) for at in range(max(0, reading.figure.start - _COMPARED), reading.figure.start))
    name = behind or next((n for n in ahead if n is not None and line.word(n.start - 1) in each), None)
    if not reading.linked or name is None:
        return None
    other = name_filler(name, line, discourse, 0.9)
    is_firm = other.label is Label.ORGANISATION and may_own(name, line, discourse, reading.found.metric.kind)
    return other if is_firm and other.text != owner.text else None
