"""Moves of a share price told of the firm itself: "Acme falls 8 %", "Acme verliert 12 Prozent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.linked import read_linked
from claimtrack.extract.figures.measured import CHANGE, LEVEL, by_verb, is_answer
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.owning import is_free, name_filler, row_of
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.units import figure_class, is_sum
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse, Filler

_SURE = 0.85
_EACH = ("", "unit", "share")
"""Rates of a price of one share."""
_OBJECT = 6
"""Tokens between a verb of pricing and the shares."""
_DEAR = 100_000
"""Money from which a sum is no price of a share."""
_BETWEEN = 4
"""Tokens between the verb of a move and its figure ("nearly", "as much as")."""


def draft_moves(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """A firm's name, a verb of moving and a percentage, with nothing said to have moved but the firm."""
    yield from _paired(line, discourse)
    for figure in () if line.is_paired else line.figures:
        if (standing := _standing(figure, line, discourse)) is not None:
            reading, owner = standing
            yield _changed("price", "share move", "share price change", reading, owner, line)
            yield from _linked(reading, owner, line)
            continue
        verb = _move_before(figure, line)
        if verb is None or not _ends_move(figure, line) or not (turn := _turn_of(verb, figure, line)):
            continue
        for filler in _movers(verb, line, discourse):
            yield from _moved(figure, verb, turn, filler, line)


def _moved(figure: Figure, verb: int, turn: int, filler: Filler, line: Line) -> Iterator[Draft]:
    if filler.via == "unit":
        # "its defence unit grew 8 %": a part of a firm has no shares, so its sales moved
        yield _changed("revenue", "metric", "change", by_verb("revenue", figure, verb, CHANGE, turn), filler, line)
        return
    if line.word(verb) not in line.words.shares["moves"] | line.words.shares["levels"]:
        return  # a firm that grew did not in price
    if filler.text in line.words.strangers or filler.text.lower() in line.words.quantified["goods"]:
        return  # an index, a commodity
    if filler.text.lower() in line.words.votes["parties"]:
        return
    reading = by_verb("price", figure, verb, CHANGE, turn)
    yield _changed("price", "share move", "share price change", reading, filler, line)
    yield from _linked(reading, filler, line)


def _movers(verb: int, line: Line, discourse: Discourse) -> list[Filler]:
    """The firms that a verb of moving is said of: one, or each of a row of names."""
    mover = _mover(verb, line, discourse)
    name = line.name(mover.token.i) if mover is not None and mover.via == "name" else None
    found = [name_filler(n, line, discourse, 0.95) for n in row_of(name, line)] if name is not None else []
    row = found if len(found) > 1 else [mover] if mover is not None else []
    return [filler for filler in row if filler.label is Label.ORGANISATION]


def _paired(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """As in "firms such as Acme and Norwind lost 3.4% and 1.8%, respectively": the firm that a percentage goes with."""
    spans = line.passage.pair
    name = next((n for n in line.passage.names if any(n.span.overlaps(span) for span in spans)), None)
    for figure in line.figures if name is not None else ():
        verb = _move_before(figure, line) if any(figure.mention.span.overlaps(span) for span in spans) else None
        if name is None or verb is None or not line.turn(verb) or name.end > verb:
            continue
        priced = any(line.metric(at) is not None for at in (name.start - 2, *range(name.end, verb)))
        filler = name_filler(name, line, discourse, 0.95)
        if filler.label is Label.ORGANISATION and (priced or name.end == verb):
            reading = by_verb("price", figure, verb, CHANGE, line.turn(verb))
            yield _changed("price", "share move", "share price change", reading, filler, line)


def _changed(kind: str, rule: str, attribute: str, reading: Reading, filler: Filler, line: Line) -> Draft:
    return Draft(
        kind, rule, line.passage, line.tree[reading.verb], filler, None, reading.figure.mention, attribute,
        negative=reading.turn < 0, when=find_period(reading, line), timed=True, sure=round(_SURE * filler.certainty, 3),
    )  # fmt: skip


def draft_levels(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """As in "is trading at around $10 per share", "Acme closed at $71.85, up 2 %": a verb of trading and a price."""
    for figure in line.figures:
        near = range(figure.start - 1, max(-1, figure.start - _BETWEEN), -1)
        verb = next((at for at in near if line.word(at) in line.words.shares["trades"]), None)
        if verb is None and (offered := _offered(figure, line, discourse)) is not None:
            yield _level(*offered, line)
        if verb is None:
            continue
        reading = by_verb("price", figure, verb)
        per_share = (figure.quantity.unit or "").endswith("/share")
        owner = find_owner(reading, line, discourse) if per_share else None
        if not per_share and line.word(figure.start - 1) in line.words.shares["at"] and _is_price(figure):
            owner = _mover(verb, line, discourse)
        if owner is not None and owner.label is Label.ORGANISATION and owner.text not in line.words.strangers:
            yield _level(reading, owner, line)
            yield from _linked(reading, owner, line)


def _offered(figure: Figure, line: Line, discourse: Discourse) -> tuple[Reading, Filler] | None:
    """As in "Acme priced its shares at $21": what they are sold at."""
    at = figure.start - 1
    while at > 0 and line.metric(at) is None and figure.start - at < _BETWEEN:
        at -= 1
    found = line.metric(at)
    is_share = found is not None and found.metric.kind == "price" and not found.metric.market
    words = line.words.shares
    if not is_share or line.word(figure.start - 1) not in words["at"] or not _is_price(figure):
        return None
    verb = next((i for i in range(at - 1, max(-1, at - 1 - _OBJECT), -1) if line.word(i) in words["priced"]), None)
    reading = by_verb("price", figure, verb) if verb is not None else None
    owner = find_owner(reading, line, discourse) if reading is not None else None
    return (reading, owner) if reading is not None and owner is not None and owner.label is Label.ORGANISATION else None


def _is_price(figure: Figure) -> bool:
    return is_sum(figure.quantity, 0, _EACH) and not is_sum(figure.quantity, _DEAR)


def _level(reading: Reading, owner: Filler, line: Line) -> Draft:
    suffix = "" if "/" in (reading.quantity.unit or "") else "/share"
    return Draft(
        "price", "share level", line.passage, line.tree[reading.verb], owner, None, reading.figure.mention, "per share",
        when=find_period(reading, line), unit_suffix=suffix, timed=True, sure=round(_SURE * owner.certainty, 3),
    )  # fmt: skip


def _linked(previous: Reading, owner: Filler, line: Line) -> Iterator[Draft]:
    """What goes on from a move or a level: "Acme fell 3 % to $45", "Acme closed at $45, down 3 %"."""
    for figure in line.figures:
        reading = read_linked(figure, previous, line) if figure.start >= previous.figure.end else None
        if reading is None or not is_answer(reading):
            continue
        previous = reading
        if reading.role == CHANGE and figure_class(figure.quantity) == "percent":
            yield _changed("price", "share move", "share price change", reading, owner, line)
        elif reading.role == LEVEL and _is_price(figure):
            yield _level(reading, owner, line)


def _mover(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """The firm right before the verb, its auxiliary between, or at the head of the sentence with an aside between."""
    at = verb - 1
    while line.token(at) is not None and (line.tree[at].pos_ == "AUX" or line.word(at) in line.words.shares["apiece"]):
        at -= 1
    if line.word(at) == ")" and line.word(at - 2) == "(":
        at -= 3  # "Acme (ACM) was up 12 %"
    token, name = line.token(at), line.name(at)
    start = name.start if name else at
    while start > 0 and line.tree[start - 1].pos_ in ("DET", "ADJ", "NOUN")[: 3 if name else 2]:
        start -= 1
    if start > 0 and line.tree[start - 1].pos_ == "ADP" and not _is_led(start - 1, verb, line):
        return None  # "registrations at Acme rose 6 %"
    if name:
        return name_filler(name, line, discourse)
    if token is not None and token.pos_ == "NOUN" and not line.has(at, line.words.shares["no_shares"]):
        return discourse.resolve(token, line.passage)
    first = line.name(0)
    if line.word(at) == "," and first is not None and line.word(first.end) == ",":
        return name_filler(first, line, discourse, 0.9)
    return None


def _is_led(at: int, verb: int, line: Line) -> bool:
    """Whether a case word only leads on to whom a participle is said of: "with Acme losing", "such as Acme falling"."""
    is_open = "Fin" not in line.tree[verb].morph.get("VerbForm", [])
    return is_open and line.word(at) in line.words.shares["led"]


def _standing(figure: Figure, line: Line, discourse: Discourse) -> tuple[Reading, Filler] | None:
    """As in "Am Vormittag lagen Acme mit 3,1 Prozent im Minus": of the one firm named ahead in the clause."""
    behind, turn = line.word(figure.end) in line.words.shares["standing"], line.turn(figure.end + 1)
    if not behind or not turn or figure_class(figure.quantity) != "percent":
        return None
    names = [n for n in line.passage.names if n.end <= figure.start]
    fillers = [name_filler(n, line, discourse, 0.9) for n in names if n.label is not Label.PLACE and is_free(n, line)]
    firms = [f for f in fillers if f.label in (Label.ORGANISATION, None) and f.text not in line.words.strangers]
    if len(firms) != 1 or any(line.metric(at) for at in range(figure.start)):
        return None
    return by_verb("price", figure, figure.start - 1, CHANGE, turn), firms[0]


def _move_before(figure: Figure, line: Line) -> int | None:
    """The verb of moving right before a percentage, or the one of trading whose figure says which way it went."""
    norm = figure.mention.norm
    if not isinstance(norm, Quantity) or figure_class(norm) != "percent":
        return None
    if (traded := _traded(figure, line)) is not None:
        return traded
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _BETWEEN), -1):
        if line.word(at) in line.words.shares["moves"] or (line.turn(at) and line.has(at, line.words.shares["grows"])):
            return at
        if line.tree[at].pos_ not in ("ADV", "ADP", "ADJ", "DET") and line.word(at) not in line.words.changes["by"]:
            return None
    return None


def _traded(figure: Figure, line: Line) -> int | None:
    """The verb of "closed 8 % lower", "closed down 8 %", "were lower by 8 %", whose turn stands beside the figure."""
    comparatives, at = line.words.shares["comparatives"], figure.start - 1
    light = comparatives | line.words.changes["by"]
    while at > 0 and (line.tree[at].pos_ == "ADV" or line.word(at) in light):
        at -= 1
    beside = (figure.end, *range(at + 1, figure.start))
    if not any(line.word(i) in comparatives for i in beside) or line.word(at) not in line.words.shares["levels"]:
        return None
    return at if line.tree[at].pos_ in ("VERB", "AUX") else None


def _turn_of(verb: int, figure: Figure, line: Line) -> int:
    """Which way a share went by its verb, else by the word beside the figure."""
    beside = (figure.end, *range(figure.start - 1, verb, -1))
    return line.turn(verb) or next((turn for at in beside if (turn := line.turn(at))), 0)


def _ends_move(figure: Figure, line: Line) -> bool:
    """Whether nothing behind the figure says that something else moved ("lost 8 % of its users")."""
    behind = figure.end + (line.word(figure.end) in line.words.shares["comparatives"])  # "8 % lower"
    following = line.token(behind)
    end = figure.end + (line.word(figure.end - 1) not in line.words.grammar["possessive"])
    if line.word(end - 1) in line.words.grammar["possessive"] and line.word(end) in line.words.shares["value"]:
        return True  # "shed a third of its value", "half its value"
    if following is None or (following.pos_ == "PUNCT" and following.text not in ("-",)):
        return True
    return following.lower_ in line.words.shares["after"] or line.time(behind) is not None
