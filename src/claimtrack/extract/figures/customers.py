"""Counts of customers: "serves 3,400 clients", "has 5 million users", "used by 500 companies", "gained 9 million"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.counted import GENITIVE, REACH, Count, is_led, is_loose_with, is_owned
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.units import CUSTOMERS, figure_class
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_SERVICE = 9
"""Tokens between a verb of serving and the customers ("manages data and cloud services for 310 companies")."""


def read_customers(figure: Figure, line: Line) -> Count | None:
    """Return the count of a figure that counts whom somebody serves, wins or loses, or who uses something."""
    words, quantity = line.words.people, figure.quantity
    unit = quantity.unit or ""
    if unit in words["users"] or (unit not in CUSTOMERS and figure_class(quantity) == "count"):
        return _used(figure, line) if unit else None
    if unit not in CUSTOMERS:
        return None
    if is_owned(figure, line) or is_led(figure, line):
        return Count("customers", figure, -1)
    near, moved = REACH if line.words.compounds else 3, words["gains"] | words["loses"]
    for at in range(figure.start - 1, max(-1, figure.start - 1 - near), -1):
        serves = line.word(at) in words["serve"] | moved or line.word(at) in GENITIVE
        if line.word(at) in moved and _is_apart(figure, line):
            return None  # "gewann vor 12.500 Zuschauern"
        if serves and not is_loose_with(at, line):
            if line.tree[at].pos_ == "AUX" and line.word(figure.end) in moved:
                return Count("customers", figure, figure.end)  # "hat 200.000 Kunden verloren"
            return Count("customers", figure, at if line.tree[at].pos_ in ("VERB", "AUX") else -1)
        if line.figure(at) or line.tree[at].pos_ in ("PUNCT", "VERB"):
            return None
    return _used(figure, line)


def _is_apart(figure: Figure, line: Line) -> bool:
    """Whether a figure hangs on a case word of its own, and not on one of change ("um 5.000 Kunden")."""
    before = line.token(figure.start - 1)
    return before is not None and before.pos_ == "ADP" and before.lower_ not in line.words.changes["by"]


def _used(figure: Figure, line: Line) -> Count | None:
    """As in "used by 500 companies", "300 million people use it"."""
    before = f"{line.word(figure.start - 2)} {line.word(figure.start - 1)}"
    if before in line.words.people["used_by"]:
        return Count("customers", figure, figure.start - 2)
    if (figure.quantity.unit or "") not in CUSTOMERS:
        return None  # "supports 12 languages"
    far = _SERVICE if line.word(figure.start - 1) in line.words.people["for"] else 1
    for at in range(figure.start - 1, max(-1, figure.start - 1 - far), -1):
        if line.word(at) in line.words.people["provide"]:
            return Count("customers", figure, at)
    after = figure.end
    while after < len(line.tree) and line.tree[after].pos_ == "ADV":
        after += 1  # "7 million businesses currently use the app"
    if line.word(after) in line.words.people["use"]:
        return Count("customers", figure, after)
    ahead = figure.start - 1
    while ahead > 0 and line.tree[ahead].pos_ == "ADV":
        ahead -= 1
    if line.words.compounds and line.word(ahead) in line.words.people["use"]:
        return Count("customers", figure, ahead)  # "die App nutzen täglich 12 Millionen Menschen"
    by = line.words.compounds and line.word(figure.start - 1) in line.words.grammar["of"]
    behind = range(figure.end, min(len(line.tree), figure.end + 3)) if by else range(0)
    return next((Count("customers", figure, at) for at in behind if line.word(at) in line.words.people["use"]), None)


def read_used(count: Count, line: Line, discourse: Discourse) -> Filler | None:
    """What many use, behind the verb: "2,000 firms use Acme", "2.000 Firmen nutzen die Software von Acme"."""
    moved = line.words.people["gains"] | line.words.people["loses"]
    if count.kind != "customers" or count.verb < count.figure.end or line.word(count.verb) in moved:
        return None
    for at in range(count.verb + 1, min(len(line.tree), count.verb + REACH)):
        if name := line.name(at):
            filler = name_filler(name, line, discourse, 0.9)
            return filler if filler.label is not Label.PERSON else None
        if line.tree[at].pos_ in ("PUNCT", "VERB", "CCONJ") or line.figure(at):
            return None
    return None
