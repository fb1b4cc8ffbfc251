"""A measure that goes on from the one before it: "…, from 650 million a year earlier", "…, in Österreich bei 2,9 %"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR
from claimtrack.extract.figures.spans import year_before
from claimtrack.extract.figures.told import Told, statement
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


_REACH = 12
"""Tokens from the head of a sentence to a figure that goes on from the sentence before."""
_FOLLOWED = 0.95
"""How sure it is that "that" is the figure of the sentence before."""


class Before(NamedTuple):
    """The figure before in a sentence, what it was told of, and for when."""

    figure: Figure
    told: Told
    when: TimeSpan | None = None


def read_continued(figure: Figure, before: Before, line: Line, discourse: Discourse) -> Told | None:
    """The same measure at another time, or of another of the same kind."""
    if (told := _changed(figure, before, line) or _also(figure, before, line)) is not None:
        return told
    if not _is_alike(figure, before.figure):
        return None
    return _prior(figure, before, line) or _earlier(figure, before, line) or _next(figure, before, line, discourse)


def read_followed(figure: Figure, last: Before, line: Line) -> Told | None:
    """How a figure of the sentence before changed: "Das ist ein Rückgang um 27 Prozent", "That is up 4 % from 2024"."""
    told, words = last.told, line.words
    is_noun = len(line.tree) > 1 and line.tree[1].pos_ == "NOUN"  # "That volume was up 12 %"
    verb = 2 if is_noun and line.has(1, words.quantified["measuring"]) else 1
    is_that = line.word(0) in words.quantified["that"] and line.has(
        verb, words.quantified["sizes"] | words.quantified["equals"]
    )
    ahead = [at for at in range(2, figure.start) if line.turn(at)]
    others = any(line.figure(at) is not None for at in range(2, figure.start)) or figure.start > _REACH
    turn = line.turn(ahead[-1]) if ahead else line.turn(figure.end)
    if told.role != LEVEL or not is_that or others or not turn:
        return None
    if figure_class(figure.quantity) not in ("percent", "points", _kind(last)):
        return None
    subject = told.subject._replace(token=line.tree[0], certainty=round(told.subject.certainty * _FOLLOWED, 3))
    return told._replace(
        subject=subject, predicate=line.tree[verb], role=CHANGE, turn=turn,
        attribute=_of_change(told), unit=None,
    )  # fmt: skip


def _of_change(told: Told) -> str:
    return "change" if told.subject.via == "phrase" or told.kind == "price" else f"{told.attribute}, change"


def _also(figure: Figure, before: Before, line: Line) -> Told | None:
    """Another share of the same group: "40 % of users are small firms, and 70 % have no experience"."""
    shares = tuple(line.words.quantified["that_share"])
    both = figure_class(figure.quantity) == _kind(before) == "percent"
    rest = [line.tree[at] for at in _between(before, figure, line)]
    joins = line.word(figure.start - 1) in line.words.grammar["and"] | {","}
    verb = line.token(figure.end)
    if not (shares and both and joins and rest and before.told.attribute.startswith(shares)) or verb is None:
        return None
    if verb.pos_ not in ("VERB", "AUX") or "Fin" not in verb.morph.get("VerbForm", []):
        return None
    text = statement(figure.end, line, "that_share")
    return before.told._replace(attribute=text, predicate=verb) if text else None


def earlier_than(level: TimeSpan | None, when: TimeSpan, line: Line) -> TimeSpan | None:
    """The time of an earlier figure, counted from the level's: "3.4 % in May, after 2.9 % the month before"."""
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
    mark = next((at for at in reversed(between) if line.word(at) == ","), None)
    if mark is not None and not any(line.tree[at].pos_ in ("SCONJ", "CCONJ", "PRON") for at in between):
        between = [at for at in between if at >= mark]  # "31 % of all orders in 2024, against 27 % in 2019"
    before_words = (
        words.grammar["earlier"] | words.links["prior"] | words.grammar["compared"] | words.quantified["after"]
    )
    last = [line.word(at) for at in between[-2:]]
    if before.told.role != LEVEL or len(between) > _FAR or not before_words & set(last):
        return None
    loose = (at for at in between if line.word(at) not in words.links["words"])
    if any(line.tree[at].pos_ in ("NOUN", "VERB", "PROPN") for at in loose):
        return None
    return before.told._replace(role=PRIOR, turn=0, unit=_unit(before))


def _earlier(figure: Figure, before: Before, line: Line) -> Told | None:
    """As in "10 %, 2019 waren es 8 %", "10 % (2019: 8 %)", and one more: "from 8 % in 2019 and 7 % in 2018"."""
    if time_between(before, figure, line) is None or figure_class(figure.quantity) == "duration":
        return None
    rest = {line.word(at) for at in _between(before, figure, line)}
    goes_on = before.told.role == PRIOR and rest <= line.words.grammar["and"] | {","}
    is_dated = goes_on and any(line.time(at) is not None for at in range(figure.end, figure.end + 2))
    marks = {",", ";", "–", "("} & rest if before.told.role == LEVEL else frozenset()
    is_again = bool(marks) and rest <= line.words.quantified["again"] and rest != marks
    return before.told._replace(role=PRIOR, turn=0, unit=_unit(before)) if is_dated or is_again else None


def time_between(before: Before, figure: Figure, line: Line) -> TimeSpan | None:
    """The one time between two figures."""
    times = [line.time(at) for at in range(before.figure.end, figure.start)]
    spans = [time.norm for time in times if time is not None]
    return spans[0] if spans and isinstance(spans[0], TimeSpan) and all(s is spans[0] for s in spans) else None


def _between(before: Before, figure: Figure, line: Line) -> list[int]:
    """The places between two figures that are no part of a time, nor a case word before one."""
    found: list[int] = []
    for at in range(figure.start - 1, before.figure.end - 1, -1):
        is_led = at + 1 not in found and at + 1 < figure.start and line.tree[at].pos_ in ("ADP", "DET")
        if line.time(at) is None and not is_led:
            found.insert(0, at)
    return found


def _changed(figure: Figure, before: Before, line: Line) -> Told | None:
    """As in "$5bn, up 34 %", "$5bn, a 12 % increase", "5 Millionen, ein Plus von 4 Prozent", "$5bn, or 12 %"."""
    rest, told = _between(before, figure, line), before.told
    words = [line.word(at) for at in rest]
    if told.role == CHANGE and set(words) & line.words.links["same"] and set(words) <= line.words.links["same"] | {","}:
        return told._replace(unit=None)
    kind = figure_class(figure.quantity)
    mark = next((at for at in reversed(rest) if line.word(at) in (",", "(", "–", "-", ";")), None)
    that = line.words.quantified["that"] | line.words.quantified["sizes"]  # "; das sind 4 Prozent mehr"
    other = any(line.tree[at].pos_ in ("SCONJ", "CCONJ", "PRON") and line.word(at) not in that for at in rest)
    if told.role != LEVEL or mark is None or other or rest[-1] - mark > _FAR:
        return None
    rest = [at for at in rest if at >= mark]
    light = line.words.changes["by"] | line.words.grammar["of"]
    ahead = [at for at in rest[1:] if line.turn(at)]
    loose = [at for at in rest[1:] if at not in ahead and line.word(at) not in light]
    behind = line.turn(figure.end) or (line.words.compounds and line.turn(figure.end - 1))
    turn = line.turn(ahead[0]) if ahead else behind
    is_light = all(
        line.tree[at].pos_ in ("DET", "ADV") or line.tree[at].is_punct or line.word(at) in that for at in loose
    )
    if not turn or len(ahead) > 1 or not is_light or kind not in ("percent", "points", _kind(before)):
        return None
    if not ahead and any(line.word(at) in light for at in rest):
        return None
    return told._replace(role=CHANGE, turn=turn, attribute=_of_change(told), unit=None)


def _unit(before: Before) -> str | None:
    return before.figure.quantity.unit or before.told.unit


def _kind(before: Before) -> str:
    return figure_class(before.figure.quantity)


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
    return told._replace(subject=subject, unit=_unit(before))


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
