"""Moves and levels of stock indices wherever they stand: "wurde der DAX mit 9.960 Punkten berechnet, ein Minus von …".

What the row of marks around an index does not explain (`markets`) is of the index named last before it, as long as no
other name stands between the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.measured import to_peak
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, is_relativizer
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.line import Figure, Line

_SURE = 0.9
_LEAST = 100
"""The lowest level of an index."""
_LONGEST = 4
"""Tokens of the longest name of an index."""
_BACK = 2
"""Sentences back in which the index stands that "the index" is."""
_BESIDE = 3
"""Tokens behind a figure in which a word says which way it went ("0,5 Prozent im Minus", "400 points lower")."""
_FAR = 12
"""Tokens before a figure in which such a word stands."""


class _Index(NamedTuple):
    """An index with its place."""

    text: str
    start: int
    end: int


def draft_indices(lines: Sequence[Line]) -> Iterator[Draft]:
    """What figures say of the indices of a document."""
    last, position = "", -_BACK - 1
    for line in lines:
        found = list(_indices(line))
        if not found and line.passage.position - position <= _BACK:
            found = [_Index(last, at, at + 1) for at in range(1, len(line.tree)) if _is_meant(at, line)]
        told = [index for index in found if _is_told_of(index, line)]
        for figure in line.figures if told and not line.is_paired else ():
            index = next((i for i in reversed(told) if i.end <= figure.start), None)
            if index is not None and (draft := _draft(figure, index, line)) is not None:
                yield draft
        if found:
            last, position = found[-1].text, line.passage.position


def _indices(line: Line) -> Iterator[_Index]:
    at, names, nouns = 0, line.words.quantified["indices"], line.words.quantified["index_nouns"]
    while at < len(line.tree):
        is_capital = line.tree[at].text[:1].isupper()
        for end in range(min(len(line.tree), at + _LONGEST), at, -1) if is_capital else ():
            parts = text_of(line.tree[at:end]).lower().replace("-", " ").split()
            parts = parts[:-1] if len(parts) > 1 and parts[-1] in nouns else parts
            if " ".join(parts) in names:
                yield _Index(text_of(line.tree[at:end]), at, end)
                at = end - 1
                break
        at += 1


def _is_told_of(index: _Index, line: Line) -> bool:
    """Whether an index is the subject of a verb, or what a relative clause is about; no "the Dow Jones consensus"."""
    inside = range(index.start, index.end)
    head = next((t for t in line.tree[index.start : index.end] if t.head.i not in inside), line.tree[index.start])
    following = line.token(index.end + (line.word(index.end) == ","))
    is_relative = following is not None and is_relativizer(following)
    return base(head) == "nsubj" or is_relative or (following is not None and following.pos_ in ("VERB", "AUX"))


def _is_meant(at: int, line: Line) -> bool:
    """Whether "the index" points to the one told of before."""
    is_definite = "Def" in line.tree[at - 1].morph.get("Definite", [])
    return is_definite and line.word(at) in line.words.quantified["index_nouns"]


def _draft(figure: Figure, index: _Index, line: Line) -> Draft | None:
    between = range(index.end, figure.start)
    is_torn = any(line.is_stop(at) or line.name(at) is not None or _is_moved(at, line) for at in between)
    kind, turn = figure_class(figure.quantity), _turn(figure, index, line)
    is_points = figure.quantity.unit in (None, *line.words.quantified["points"]) or line.has(
        figure.end - 1, line.words.quantified["index_points"]
    )
    before, after = line.tree[figure.start - 1], line.word(figure.end)
    is_part = before.pos_ in ("DET", "PRON") or (after[:1] in line.words.quantified["joints"] and kind == "percent")
    if is_torn or is_part or (kind != "percent" and not is_points):
        return None
    filler = Filler(index.text, Label.ORGANISATION, line.tree[index.end - 1], 1.0, "name")
    if kind != "percent" and not _is_level(figure, line):
        return None
    if kind == "percent" and not turn:
        return None
    quantity, point = figure.quantity, min(line.words.quantified["score"])
    mention = figure.mention.model_copy(
        update={"norm": quantity.model_copy(update={"unit": "%" if kind == "percent" else point})}
    )
    told = ("price", "share price change") if kind == "percent" else ("measure", "index level")
    return Draft(
        told[0], "quantified", line.passage, line.tree[figure.start], filler, None, mention, told[1],
        negative=turn < 0 and kind == "percent", sure=_SURE,
    )  # fmt: skip


def _is_moved(at: int, line: Line) -> bool:
    """Whether a word goes on to something else that moved: "the DAX fell, with some stocks up …"."""
    token = line.tree[at]
    is_subject = base(token) == "nsubj" and "Rel" not in token.morph.get("PronType", [])
    return is_subject or line.has(at, line.words.quantified["index_parts"])


def _is_level(figure: Figure, line: Line) -> bool:
    """Whether points are where an index stands, and not what it moved by."""
    words = line.words.changes
    before = line.word(figure.start - 1)
    behind = any(line.turn(at) for at in range(figure.end, figure.end + _BESIDE))
    reached = to_peak(figure, line) is not None
    standing = words["to"] | words["at"] | line.words.quantified["level_at"]
    led = reached or (before in standing and before not in words["by"])
    is_peak = not reached and line.ends(figure.start - 2, line.words.quantified["peaks"])
    return size(figure.quantity) >= _LEAST and led and not behind and not is_peak


def _turn(figure: Figure, index: _Index, line: Line) -> int:
    sign = figure.quantity.text.lstrip()[:1]
    if sign in ("+", "-", "−", "–"):
        return 1 if sign == "+" else -1
    ahead = range(figure.start - 1, max(index.end, figure.start - _FAR) - 1, -1)
    behind = range(figure.end, figure.end + _BESIDE)
    return next((turn for at in (*ahead, *behind) if (turn := line.turn(at))), 0)
