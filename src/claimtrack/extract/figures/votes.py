"""Shares of a vote: "the CDU came to 30 percent", where a document is about a vote."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.model import Label, Mention, Quantity, Span, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_SURE = 0.8
_SHARES = ("percent", "points")
_MOVE = re.compile(r"(?P<sign>[+−–-])(?P<number>\d{1,2}(?:[.,]\d{1,2})?)")
_REACH = 9
"""Tokens between a party and its share."""
_LEAST = 3
"""Words of voting that make a document one about a vote."""


def draft_votes(lines: Sequence[Line], discourse: Discourse) -> Iterator[Draft]:
    """Every share of a party, where the document is about a vote."""
    if not lines or not _is_about_vote(lines):
        return
    for line in lines:
        last: Filler | None = None
        for figure in line.figures:
            if figure_class(figure.quantity) not in _SHARES:
                continue
            party = last if last is not None and _is_bracketed(figure, line) else _party(figure, line, discourse)
            if party is not None:
                yield _draft(figure, party, line)
                yield from _moved(figure, party, line)
            last = party


def _is_about_vote(lines: Sequence[Line]) -> bool:
    words = lines[0].words.votes["words"]
    endings = tuple(sorted(words)) if lines[0].words.compounds else ()
    found = sum(1 for line in lines for t in line.tree if t.lower_ in words or (endings and t.lower_.endswith(endings)))
    return found >= _LEAST


def _party(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The nearest party ahead of a share."""
    inside = False
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _REACH), -1):
        inside = line.word(at) == ")" or (inside and line.word(at) != "(")
        if (inside or line.word(at) == "(") and not _is_party(at, line):
            continue  # "die FDP (2019: 3,4 Prozent) folgt mit 4,0 Prozent"
        if _is_party(at, line):
            return _filler(at, line, discourse)
        other = line.figure(at)
        is_other = other is not None and figure_class(other.quantity) in _SHARES
        if line.is_stop(at) or is_other:
            return None
    return None


def _is_party(at: int, line: Line) -> bool:
    """Whether a word names a party, some only behind an adjective ("Freie Wähler")."""
    words = line.words.votes
    return line.word(at) in words["parties"] or (
        line.word(at) in words["behind"] and line.word(at - 1) in words["ahead"]
    )


def _is_bracketed(figure: Figure, line: Line) -> bool:
    """Whether a figure stands in brackets behind another: "30 Prozent (+2,1)", "9 Prozent (2019: 12 Prozent)"."""
    return any(line.word(at) == "(" for at in range(max(0, figure.start - 3), figure.start))


def _filler(at: int, line: Line, discourse: Discourse) -> Filler:
    name = line.name(at)
    text = discourse.cast.full(name.text) if name is not None and name.end - name.start <= 3 else line.tree[at].text
    if line.word(at) in line.words.votes["behind"]:
        text = line.tree[at - 1 : at + 1].text
    return Filler(text, Label.ORGANISATION, line.tree[at], 1.0, "name")


def _draft(figure: Figure, party: Filler, line: Line) -> Draft:
    text = figure.quantity.text.lstrip()
    change = figure_class(figure.quantity) == "points"
    share = min(line.words.votes["share"])
    mention = next((m for m in line.passage.times if _is_before(m, figure, line)), None)
    when = mention.norm if mention is not None and isinstance(mention.norm, TimeSpan) else None
    return Draft(
        "measure", "vote", line.passage, line.tree[party.token.i], party, None, figure.mention,
        f"{share}, change" if change else share, when=when, negative=change and text[:1] in "-−–",
        sure=round(_SURE * party.certainty, 3),
    )  # fmt: skip


def _moved(figure: Figure, party: Filler, line: Line) -> Iterator[Draft]:
    """The change in brackets behind a share: "23,7 Prozent (+ 1,1)", in percentage points though none are named."""
    at = figure.end
    if line.word(at) != "(" or at + 2 >= len(line.tree):
        return
    closing = next((i for i in range(at + 2, min(at + 5, len(line.tree))) if line.word(i) == ")"), None)
    inside = list(line.tree[at + 1 : closing]) if closing is not None else []
    match = _MOVE.fullmatch("".join(token.text for token in inside))
    if match is None:
        return
    value = Decimal(match["number"].replace(",", "."))
    start = line.passage.span.start + inside[0].idx
    text = "".join(t.text_with_ws for t in inside).strip()
    norm = Quantity(text=text, min=value, max=value, unit="percentage points")
    mention = Mention(span=Span(start=start, end=start + len(text)), label=Label.QUANTITY, norm=norm)
    yield Draft(
        "measure", "vote", line.passage, line.tree[party.token.i], party, None, mention,
        f"{min(line.words.votes['share'])}, change", negative=match["sign"] != "+",
        sure=round(_SURE * party.certainty, 3),
    )  # fmt: skip


def _is_before(mention: object, figure: Figure, line: Line) -> bool:
    """Whether a year with a colon stands right before a figure: "(2019: 12 Prozent)"."""
    at = figure.start - 1
    return line.word(at) == ":" and line.time(at - 1) is mention
