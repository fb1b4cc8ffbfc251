"""Audiences of broadcasts: "Auf Platz 3 folgte „Nachtzug“ mit 5,1 Millionen Zuschauern und einem Marktanteil von 22 %".

Such lists give title and figures in brackets, phrases or a sentence of their own ("Das entspricht einem Marktanteil von
22 Prozent"). Whatever the tree says of them, a figure is of the title before it, or of the only one of its sentence.
The evening is told once, at their head. What stands in quotation marks is a title where something is broadcast; there
are quotes in stadiums, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.names.resolution import Filler
from claimtrack.language.trees import text_of
from claimtrack.model import Label, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_SURE = 0.93
_LONGEST = 9
"""Tokens of the longest title."""
_NEAR = 4
"""Tokens between the word for a share and its figure."""
_BACK = 2
"""Sentences back in which the title stands that a sentence goes on about."""
_EVENING = 6
"""Sentences back in which the evening is told that a list of broadcasts is about."""
_SOURCE = 7
"""Tokens before an outlet in which "according to" stands."""
_CROWD = 10_000
"""The smallest audience."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OPENING, _CLOSING = frozenset("„“\"'‚«»"), frozenset("“”\"'‘»«")


class _Title(NamedTuple):
    """A title in quotation marks: its text, where it begins and ends, and the sentence that it stands in."""

    text: str
    start: int
    end: int
    position: int


def draft_audiences(lines: Sequence[Line], discourse: Discourse) -> Iterator[Draft]:
    """How many saw what, and what share of all viewers these were."""
    last: _Title | None = None
    group, is_broadcast = "", _tells_of_broadcast(lines)
    for line in lines if is_broadcast else ():
        words = line.words.audiences
        tells = any(line.has(token.i, words["shares"] | words["viewers"] | words["watches"]) for token in line.tree)
        titles = list(_titles(line.passage, line)) if tells else []
        last = (_title_before(line, discourse) if tells else None) or last
        evening = _evening(line, titles, discourse) if titles or last is not None else None
        if tells and any(token.lower_ in words["groups"] | words["all"] for token in line.tree):
            is_all = any(token.lower_ in words["all"] for token in line.tree)
            group = "" if is_all else f", {min(words['young'])}"
        for figure in line.figures if tells else ():
            attribute = _attribute(figure, line)
            ahead = [title for title in titles if title.end <= figure.start]
            near = last if last is not None and line.passage.position - last.position <= _BACK else None
            title = ahead[-1] if ahead else titles[0] if titles else near
            if title is None or not attribute:
                continue
            subject = Filler(title.text, Label.PRODUCT, line.tree[figure.start], 1.0, "name")
            unit = None if figure.quantity.unit else min(words["unit"])
            yield Draft(
                "measure", "audience", line.passage, line.tree[figure.start], subject, None, figure.mention,
                f"{attribute}{group}", unit=unit, when=evening, timed=not _dates(line, titles), sure=_SURE,
            )  # fmt: skip
        last = titles[-1] if titles else last


def _tells_of_broadcast(lines: Sequence[Line]) -> bool:
    """Whether a document tells of what is broadcast."""
    return any(t.lower_ in line.words.audiences["broadcast"] for line in lines for t in line.tree)


def _dates(line: Line, titles: Sequence[_Title]) -> list[TimeSpan]:
    """The dates of a sentence that are no part of a title ("heute")."""
    inside = {at for title in titles for at in range(title.start, title.end)}
    dated = ((m.norm, line.passage.tokens_in(m.span)) for m in line.passage.dates)
    return [norm for norm, tokens in dated if isinstance(norm, TimeSpan) and tokens and tokens[0].i not in inside]


def _evening(line: Line, titles: Sequence[_Title], discourse: Discourse) -> TimeSpan | None:
    """The one day that a sentence tells of, else that of the nearest before it that tells of one."""
    at = discourse.place_of(line.passage)
    before = discourse.passages[max(0, at - _EVENING) : at]
    own = _dates(line, titles)
    told = ([m.norm for m in p.dates if isinstance(m.norm, TimeSpan)] for p in reversed(before))
    days = ([time for time in times if _DAY.fullmatch(time.edtf or "")] for times in (own, *told))
    nearest = next(filter(None, days), [])
    return nearest[0] if len(nearest) == 1 else None


def _attribute(figure: Figure, line: Line) -> str:
    """What a figure tells of a broadcast; empty if it tells something else."""
    words, kind = line.words.audiences, figure_class(figure.quantity)
    near = [*range(figure.start - _NEAR, figure.start), *range(figure.end, figure.end + 2)]
    text = ""
    if kind == "percent" and any(line.has(at, words["shares"]) for at in near):
        text = min(words["share"])
    elif kind == "count" and size(figure.quantity) >= _CROWD and any(char.isdigit() for char in figure.quantity.text):
        counted = any(line.has(at, words["viewers"]) for at in range(figure.start, figure.end + 1))
        is_bare = figure.quantity.unit in (None, "person") and any(line.has(t.i, words["watches"]) for t in line.tree)
        text = min(words["audience"]) if counted or is_bare else ""
    return text


def _title_before(line: Line, discourse: Discourse) -> _Title | None:
    """The last title of the sentences right before one, whether or not they tell a figure."""
    at = discourse.place_of(line.passage)
    before = discourse.passages[max(0, at - _BACK) : at]
    return next((title for passage in reversed(before) for title in reversed(list(_titles(passage, line)))), None)


def _titles(passage: Passage, line: Line) -> Iterator[_Title]:
    """The titles of a sentence, by their quotation marks; `line` has the words of its language."""
    start: int | None = None
    for at, token in enumerate(passage.tree):
        if start is not None and token.text in _CLOSING:
            ahead = range(max(0, start - _SOURCE), start)
            told = line.words.colour["said"]
            is_source = any(passage.tree[i].lower_ in told for i in ahead)  # 'laut „Quotenmeter“'
            if 0 < at - start <= _LONGEST and not is_source:
                yield _Title(text_of(passage.tree[start:at]), start, at + 1, passage.position)
            start = None
        elif token.text in _OPENING:
            start = at + 1
