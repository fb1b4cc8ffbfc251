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
    unit = (quantity.unit or "").partition("/")[0]  # "12 Millionen Menschen im Monat"
    if _is_won(figure, line):
        return Count("customers", figure, figure.start - 1)
    if unit in words["users"] or (unit not in CUSTOMERS and figure_class(quantity) == "count"):
        return _used(figure, line) if unit else None
    if unit not in CUSTOMERS or words["not_served"] & {*quantity.text.lower().split()[:-1]}:
        return None  # "2,400 crew members", "a billion internet users"
    if is_owned(figure, line) or is_led(figure, line):
        return Count("customers", figure, -1)
    if line.words.compounds and line.word(figure.end) in words["use"]:
        return Count("customers", figure, figure.end)  # "Insgesamt beziehen 3 Millionen Haushalte Gas von Acme"
    if line.words.compounds and _opens(figure, line) and line.word(figure.end) in words["serve"] | words["have"]:
        return Count("customers", figure, figure.end)  # "480.000 Kunden zählt Acme"
    return _served(figure, line)


def _opens(figure: Figure, line: Line) -> bool:
    """Whether nothing but words of size stands ahead of a figure."""
    return all(token.pos_ in ("ADV", "ADP", "ADJ", "DET", "PUNCT") for token in line.tree[: figure.start])


def _served(figure: Figure, line: Line) -> Count | None:
    """A count behind the verb or genitive of whoever serves, wins or loses them, else of those who use something."""
    words = line.words.people
    near, moved = REACH if line.words.compounds else 3, words["gains"] | words["loses"]
    for at in range(figure.start - 1, max(-1, figure.start - 1 - near), -1):
        if line.word(at) in words["with"] and _is_of_place(at, line):
            return None
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


def _is_of_place(at: int, line: Line) -> bool:
    """Whether what a sentence ends with is of the place that is its subject: "India is a market for Acme, with …"."""
    first = line.passage.names[0] if line.passage.names else None
    subject = first is not None and first.label is Label.PLACE and first.start <= 1
    return subject and line.word(at - 1) == ","


def _is_apart(figure: Figure, line: Line) -> bool:
    """Whether a figure hangs on a case word of its own, and not on one of change ("um 5.000 Kunden")."""
    before = line.token(figure.start - 1)
    return before is not None and before.pos_ == "ADP" and before.lower_ not in line.words.changes["by"]


def _is_won(figure: Figure, line: Line) -> bool:
    """As in "signed up 900 law firms", "has 900 law firms as clients": whoever they are, they are customers."""
    words, before, unit = line.words.people, line.word(figure.start - 1), figure.quantity.unit or ""
    counted = unit in CUSTOMERS or unit.lower() in words["clients"]
    won = before in words["onboards"] or f"{line.word(figure.start - 2)} {before}" in words["onboards"]
    listed = line.word(figure.end) in words["as"] and any(
        found is not None and found.metric.kind == "customers"
        for found in (line.metric(figure.end + 1), line.metric(figure.end + 2))
    )
    return counted and (won or listed)


def _used(figure: Figure, line: Line) -> Count | None:
    """As in "used by 500 companies", "300 million people use it"."""
    before = f"{line.word(figure.start - 2)} {line.word(figure.start - 1)}"
    if before in line.words.people["used_by"]:
        own = line.word(figure.end - 1) in line.words.people["staff"] - line.words.people["anybody"]
        return Count("customers", figure, figure.start - 2) if not own else None  # no "used by 3,000 employees"
    unit = (figure.quantity.unit or "").partition("/")[0]
    if unit not in CUSTOMERS and unit.lower() not in line.words.people["clients"]:
        return None  # "supports 12 languages"
    far = _SERVICE if line.word(figure.start - 1) in line.words.people["for"] else 1
    for at in range(figure.start - 1, max(-1, figure.start - 1 - far), -1):
        if line.word(at) in line.words.people["provide"]:
            return Count("customers", figure, at)
    after = figure.end
    while after < len(line.tree) and line.tree[after].pos_ == "ADV":
        after += 1  # "7 million businesses currently use the app"
    if line.words.compounds and line.tree[after : after + 1] and line.tree[after].pos_ == "AUX":
        behind = range(after + 1, min(len(line.tree), after + _SERVICE))
        stop = next((at for at in behind if line.tree[at].pos_ == "PUNCT" or line.figure(at)), behind.stop)
        used = line.word(stop - 1) in line.words.people["use"]
        return Count("customers", figure, after) if used else None  # "haben die App von Acme heruntergeladen"
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
    """What many use or work for, behind the verb: "2,000 firms use Acme", "200 people now work at Acme"."""
    moved = line.words.people["gains"] | line.words.people["loses"]
    if count.verb < count.figure.end or line.word(count.verb) in moved:
        return None
    employs = line.words.people["works"] | line.words.people["employ"]
    if count.kind == "headcount" and line.word(count.verb) not in employs:
        return None
    for at in range(count.verb + 1, min(len(line.tree), count.verb + REACH)):
        if name := line.name(at):
            if count.kind == "layoffs" and line.word(at - 1) not in line.words.people["work_for"]:
                return None  # but "90 positions are at risk at Acme"
            filler = name_filler(name, line, discourse, 0.9)
            return filler if filler.label is not Label.PERSON else None
        joins = line.tree[at].pos_ == "CCONJ" and not line.words.compounds  # "beziehen Strom oder Gas von Acme"
        if line.tree[at].pos_ in ("PUNCT", "VERB") or joins or line.figure(at):
            return None
    return None
