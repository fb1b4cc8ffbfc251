"""Moves of a share price told of the firm itself: "Acme falls 8 %", "Acme verliert 12 Prozent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.measured import CHANGE, by_verb
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.units import figure_class
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_SURE = 0.85
_BETWEEN = 4
"""Tokens between the verb of a move and its figure ("nearly", "as much as")."""


def draft_moves(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """A firm's name, a verb of moving and a percentage, with nothing said to have moved but the firm."""
    for figure in () if line.is_paired else line.figures:
        verb = _move_before(figure, line)
        filler = _mover(verb, line, discourse) if verb is not None and _ends_move(figure, line) else None
        if verb is None or filler is None or filler.label is not Label.ORGANISATION or not line.turn(verb):
            continue
        if filler.via == "unit":
            # "its defence unit grew 8 %": a part of a firm has no shares, so its sales moved
            yield _changed("revenue", "metric", "change", figure, verb, filler, line)
            continue
        if line.word(verb) not in line.words.shares["moves"]:
            continue  # a firm that grew did not in price
        if filler.text in line.words.strangers or filler.text.lower() in line.words.quantified["goods"]:
            continue  # an index, a commodity
        yield _changed("price", "share move", "share price change", figure, verb, filler, line)


def _changed(kind: str, rule: str, attribute: str, figure: Figure, verb: int, filler: Filler, line: Line) -> Draft:
    turn = line.turn(verb)
    reading = by_verb(kind, figure, verb, CHANGE, turn)
    return Draft(
        kind, rule, line.passage, line.tree[verb], filler, None, figure.mention, attribute,
        negative=turn < 0, when=find_period(reading, line), timed=True, sure=round(_SURE * filler.certainty, 3),
    )  # fmt: skip


def draft_levels(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """As in "is trading at around $10 per share": a price per share with a verb of trading."""
    for figure in line.figures:
        norm = figure.mention.norm
        if not isinstance(norm, Quantity) or norm.unit is None or not norm.unit.endswith("/share"):
            continue
        near = range(figure.start - 1, max(-1, figure.start - 4), -1)
        verb = next((at for at in near if line.word(at) in line.words.shares["trades"]), None)
        if verb is None:
            continue
        reading = by_verb("price", figure, verb)
        owner = find_owner(reading, line, discourse)
        if owner is not None and owner.label is Label.ORGANISATION:
            yield Draft(
                "price", "share level", line.passage, line.tree[verb], owner, None, figure.mention, "per share",
                when=find_period(reading, line), timed=True, sure=round(_SURE * owner.certainty, 3),
            )  # fmt: skip


def _mover(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """The firm right before the verb, its auxiliary between, or at the head of the sentence with an aside between."""
    at = verb - 1
    if line.token(at) is not None and line.tree[at].pos_ == "AUX":
        at -= 1
    token, name = line.token(at), line.name(at)
    start = name.start if name else at
    while start > 0 and line.tree[start - 1].pos_ in ("DET", "ADJ", "NOUN")[: 3 if name else 2]:
        start -= 1
    if start > 0 and line.tree[start - 1].pos_ == "ADP":
        return None  # "registrations at Acme rose 6 %"
    if name:
        return name_filler(name, line, discourse)
    if token is not None and token.pos_ == "NOUN" and not line.has(at, line.words.shares["no_shares"]):
        return discourse.resolve(token, line.passage)
    first = line.name(0)
    if line.word(at) == "," and first is not None and line.word(first.end) == ",":
        return name_filler(first, line, discourse, 0.9)
    return None


def _move_before(figure: Figure, line: Line) -> int | None:
    """The verb of moving right before a percentage."""
    norm = figure.mention.norm
    if not isinstance(norm, Quantity) or figure_class(norm) != "percent":
        return None
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _BETWEEN), -1):
        if line.word(at) in line.words.shares["moves"] or (line.turn(at) and line.has(at, line.words.shares["grows"])):
            return at
        if line.tree[at].pos_ not in ("ADV", "ADP", "ADJ", "DET") and line.word(at) not in line.words.changes["by"]:
            return None
    return None


def _ends_move(figure: Figure, line: Line) -> bool:
    """Whether nothing behind the figure says that something else moved ("lost 8 % of its users")."""
    following = line.token(figure.end)
    if (
        line.word(figure.end) in line.words.grammar["possessive"]
        and line.word(figure.end + 1) in line.words.shares["value"]
    ):
        return True  # "shed a third of its value"
    if following is None or (following.pos_ == "PUNCT" and following.text not in ("-",)):
        return True
    return following.lower_ in line.words.shares["after"] or line.time(figure.end) is not None
