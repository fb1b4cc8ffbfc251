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
_MOVE = re.compile(r"[+−–-]\d{1,2}(?:[.,]\d{1,2})?")
_REACH = 12
"""Tokens between a party and its share."""
_NEAR = 3
"""Tokens between a verb of getting votes and the party behind it."""
_BARE = re.compile(r"\d{1,2}[.,]\d")
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
            goes_on = last is not None and (_is_bracketed(figure, line) or _is_lost(figure, line))
            party = last if goes_on else _party(figure, line, discourse) or _party_behind(figure, line, discourse)
            if party is not None:
                yield _draft(figure.mention, figure.quantity, party, line, line.turn(figure.start - 1) < 0)
                yield from _moved(figure.end, party, line)
            last = party
        yield from _bare(line, discourse)


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


def _party_behind(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """As in "Rund 29 Prozent erreichte die FPÖ"."""
    if line.word(figure.end) not in line.words.votes["reaches"]:
        return None
    near = range(figure.end + 1, min(len(line.tree), figure.end + 1 + _NEAR))
    return next((_filler(at, line, discourse) for at in near if _is_party(at, line)), None)


def _is_lost(figure: Figure, line: Line) -> bool:
    """Whether points are told of the party before: "erreicht 14 Prozent und verliert 1,8 Prozentpunkte"."""
    return figure_class(figure.quantity) == "points" and line.turn(figure.start - 1) != 0


def _bare(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Shares without a unit right behind a party: "Die FDP kommt auf 5,2 (-0,2), die Linke auf 2,7"."""
    for at, token in enumerate(line.tree):
        if not _BARE.fullmatch(token.text) or line.word(at + 1) not in (
            "(",
            ",",
            ".",
            ";",
            "",
            *line.words.grammar["and"],
        ):
            continue
        back = at - 1
        while back > 0 and line.word(back) in line.words.votes["reaches"]:
            back -= 1
        if _is_party(back, line):
            party = _filler(back, line, discourse)
            mention = _mention(at, at + 1, "%", line)
            if isinstance(mention.norm, Quantity):
                yield _draft(mention, mention.norm, party, line)
            yield from _moved(at + 1, party, line)


def _mention(start: int, end: int, unit: str, line: Line) -> Mention:
    """A number of the text that stands without its unit."""
    tokens = line.tree[start:end]
    text = "".join(t.text_with_ws for t in tokens).strip()
    value = Decimal("".join(t.text for t in tokens).lstrip("+−–-").replace(",", "."))
    first = line.passage.span.start + tokens[0].idx
    norm = Quantity(text=text, min=value, max=value, unit=unit)
    return Mention(span=Span(start=first, end=first + len(text)), label=Label.QUANTITY, norm=norm)


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


def _draft(mention: Mention, quantity: Quantity, party: Filler, line: Line, is_lost: bool = False) -> Draft:
    change = figure_class(quantity) == "points"
    share = min(line.words.votes["share"])
    own = next((m for m in line.passage.times if _is_before(m, mention, line)), None)
    return Draft(
        "measure", "vote", line.passage, line.tree[party.token.i], party, None, mention,
        f"{share}, change" if change else share, when=own.norm if own and isinstance(own.norm, TimeSpan) else None,
        negative=change and (is_lost or quantity.text.lstrip()[:1] in "-−–"), timed=_is_compared(line),
        sure=round(_SURE * party.certainty, 3),
    )  # fmt: skip


def _is_compared(line: Line) -> bool:
    """Whether all times of a sentence are of what a share is compared with: "das Niveau von 2019"."""
    places = [tokens[0].i for m in line.passage.times if (tokens := line.passage.tokens_in(m.span))]
    words = line.words.grammar["of"] | line.words.grammar["versus"]
    return bool(places) and all(line.word(at - 1) in words for at in places)


def _moved(at: int, party: Filler, line: Line) -> Iterator[Draft]:
    """The change in brackets behind a share: "23,7 Prozent (+ 1,1)", in percentage points though none are named."""
    if line.word(at) != "(" or at + 2 >= len(line.tree):
        return
    closing = next((i for i in range(at + 2, min(at + 5, len(line.tree))) if line.word(i) == ")"), at + 1)
    if _MOVE.fullmatch("".join(token.text for token in line.tree[at + 1 : closing])):
        mention = _mention(at + 1, closing, "percentage points", line)
        if isinstance(mention.norm, Quantity):
            yield _draft(mention, mention.norm, party, line)


def _is_before(time: Mention, mention: Mention, line: Line) -> bool:
    """Whether a year with a colon stands right before a figure: "(2019: 12 Prozent)"."""
    tokens = line.passage.tokens_in(mention.span)
    at = tokens[0].i - 1 if tokens else 0
    return line.word(at) == ":" and line.time(at - 1) is time
