"""A measure that goes on from the one before it: "…, from 650 million a year earlier", "…, in Österreich bei 2,9 %"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import LEVEL, PRIOR
from claimtrack.extract.figures.periods import year_before
from claimtrack.extract.figures.told import Told
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.model import TimeSpan

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.recognize.names import Name

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0\d|1[0-2])")
_FAR = 6
"""Tokens between two figures that are compared, times aside."""
_BETWEEN = 6
"""Tokens between a figure and the next name of a list."""


class Before(NamedTuple):
    """The figure before in a sentence, what it was told of, and for when."""

    figure: Figure
    told: Told
    when: TimeSpan | None = None


def read_continued(figure: Figure, before: Before, line: Line, discourse: Discourse) -> Told | None:
    """The same measure at another time, or of another of the same kind."""
    if not _is_alike(figure, before.figure):
        return None
    return _prior(figure, before, line) or _next(figure, before, line, discourse)


def earlier_than(level: TimeSpan | None, when: TimeSpan, line: Line) -> TimeSpan | None:
    """The time of an earlier figure, counted from the level's: "2.1 % in January, up from 1.8 % the month before"."""
    text = when.text.lower()
    if level is None or level.edtf is None:
        return when
    if any(phrase in text for phrase in line.words.links["ago"]):
        return year_before(level)
    if not any(phrase in text for phrase in line.words.quantified["month_ago"]):
        return when
    match = _MONTH.fullmatch(level.edtf)
    if match is None:
        return None
    year, month = divmod(int(match["year"]) * 12 + int(match["month"]) - 2, 12)
    return TimeSpan(text=when.text, edtf=f"{year:04d}-{month + 1:02d}", anchor=level.anchor)


def _is_alike(figure: Figure, other: Figure) -> bool:
    mine, theirs = figure.quantity, other.quantity
    if mine.unit is None:
        return True
    same_unit = mine.unit.partition("/")[0] == (theirs.unit or "").partition("/")[0]
    return figure_class(mine) == figure_class(theirs) and same_unit


def _prior(figure: Figure, before: Before, line: Line) -> Told | None:
    """As in "rose to 10.4 % from 10.6 %", "lag bei 3 Prozent nach 4 Prozent im Mai", "25 %, compared with 9 %"."""
    words = line.words
    between = [at for at in range(before.figure.end, figure.start) if line.time(at) is None]
    before_words = (
        words.grammar["earlier"] | words.links["prior"] | words.grammar["compared"] | words.quantified["after"]
    )
    last = [line.word(at) for at in between[-2:]]
    if before.told.role != LEVEL or len(between) > _FAR or not before_words & set(last):
        return None
    loose = (at for at in between if line.word(at) not in words.links["words"])
    if any(line.tree[at].pos_ in ("NOUN", "VERB", "PROPN") for at in loose):
        return None
    return before.told._replace(role=PRIOR, turn=0, unit=before.figure.quantity.unit)


def _next(figure: Figure, before: Before, line: Line, discourse: Discourse) -> Told | None:
    """As in "A had 21 %, B 17 %", "in der Schweiz bei 0,3 Prozent, in Österreich bei 2,9 Prozent"."""
    told, names = before.told, [n for n in line.passage.names if before.figure.end <= n.start < figure.start]
    if told.role == PRIOR or len(names) != 1 or told.subject.label is None or told.subject.via != "name":
        return None
    name, label = names[0], discourse.cast.label(names[0].text)
    if name.end - before.figure.end > _BETWEEN + (name.end - name.start) or label not in (told.subject.label, None):
        return None
    if not _is_listed(before.figure.end, name, line) or not _is_by_itself(name.end, figure, line):
        return None
    subject = Filler(discourse.cast.full(name.text), told.subject.label, line.tree[name.end - 1], 0.9, "name")
    return told._replace(subject=subject, unit=before.figure.quantity.unit)


def _is_listed(start: int, name: Name, line: Line) -> bool:
    """Whether what stands between a figure and a name only goes on in a list: ", ", " and in ", "followed by "."""
    words = line.words
    cases = words.grammar["in"] | words.quantified["places"] | words.quantified["ahead"]
    joints = words.grammar["and"] | {","}
    between = [t for t in line.tree[start : name.start] if line.time(t.i) is None and t.pos_ not in ("DET", "ADV")]
    is_list = any(t.lower_ in joints or t.lower_ in words.quantified["ahead"] for t in between)
    return is_list and all(t.lower_ in joints | cases or t.text in (")", "%") for t in between)


def _is_by_itself(start: int, figure: Figure, line: Line) -> bool:
    """Whether nothing but a case word stands between a name and its figure."""
    words = line.words
    light = words.changes["at"] | words.changes["by"] | words.changes["to"] | words.people["with"] | words.people["for"]
    light |= words.quantified["level_at"] | {"(", ","}
    between = [t for t in line.tree[start : figure.start] if t.pos_ not in ("ADV", "DET")]
    return all(t.lower_ in light for t in between) and len(between) <= 2
