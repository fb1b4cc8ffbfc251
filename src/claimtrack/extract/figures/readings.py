"""Which figure says what of which metric: level, change or earlier level.

"Revenue rose 12 % to $4.5bn, from $4bn a year earlier" gives a change, a level and a level of another time. Four
patterns are known: the metric behind its figure ("$5bn in annual revenue"), before it with a case word ("a loss of
$3m"), before it with a verb ("the loss widened to $3m"), and a figure linked to the one before ("from $4bn").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.linked import comes_from, per_share, read_linked
from claimtrack.extract.figures.markets import of_market
from claimtrack.extract.figures.measured import (
    CHANGE,
    LEVEL,
    PRIOR,
    Reading,
    as_goods,
    case_at,
    is_answer,
    is_estimate,
)
from claimtrack.extract.figures.periods import is_earlier
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.figures.walks import Walk, is_between, is_tied, turn_after, turn_ahead, walk_back
from claimtrack.extract.text.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Figure, Line

_BEHIND = 5
"""Tokens between a figure and the metric behind it ("$4 billion in annual revenue")."""
_CLAUSE = 14
"""Tokens behind a figure at a clause's head among which its last verb stands."""
_AFTER = 7
"""Tokens behind a figure in which a verb at the end of the clause says which way it went."""
_COST = 3
"""Tokens between a verb of costing and the sum that it costs."""


def read_figures(line: Line, previous: Reading | None = None) -> Iterator[Reading]:
    """Return what each figure of a sentence says of which metric, in the order of the text.

    `previous` is the figure of the sentence before that this one goes on about ("That's down from $9bn").
    """
    for figure in () if line.is_paired else line.figures:
        reading = read_linked(figure, previous, line) if previous else None
        reading = reading or _read_alone(figure, line)
        if reading is None:
            continue
        reading = as_goods(reading, line)
        if reading.base is None:
            reading = reading._replace(found=per_share(reading.found, figure), base=reading.found)
        if not is_answer(reading):
            previous = reading if reading.role == CHANGE else previous
            continue
        previous = reading
        told = of_market(reading, line) if reading.found.metric.market else reading
        if told is not None and not is_estimate(reading, line):
            yield told


def _read_alone(figure: Figure, line: Line) -> Reading | None:
    behind = _metric_behind(figure, line) if not is_tied(figure, line) else None
    behind = behind or _metric_at_end(figure, line)
    if behind is not None and (reading := _with_metric_behind(figure, behind, line)):
        return reading
    if _is_of_another(figure, line):
        return None
    walk = walk_back(figure, line)
    if walk is None:
        return None
    role, turn = _role(figure, walk, line)
    role = PRIOR if role == LEVEL and comes_from(walk.found, line) else role
    return None if role is None else Reading(figure, walk.found, role, turn, walk.verb)


def _is_of_another(figure: Figure, line: Line) -> bool:
    """Whether a noun that is no metric has the figure to itself: "earnings fell on tariff costs of $900 million"."""
    at = figure.start - 2
    if line.word(figure.start - 1) not in line.words.grammar["of"] or at < 0 or is_earlier(figure, line):
        return False
    known = line.metric(at) or line.time(at) or line.name(at) or line.figure(at) or line.turn(at)
    known = known or line.word(at) in line.words.colour["forecast"]  # "its revenue guidance of $5bn"
    known = known or line.word(at - 2) in line.words.grammar["owed"]  # "net income attributable to shareholders of"
    return line.tree[at].pos_ == "NOUN" and not known and line.word(at) not in line.words.changes["light"]


# the metric behind the figure


def _metric_behind(figure: Figure, line: Line) -> Found | None:
    start = _converted_end(figure, line)
    while line.word(start) in line.words.changes["light"] and "-" in (line.word(start - 1), line.word(start + 1)):
        start += 1 + (line.word(start + 1) == "-")  # "a 40 % year-on-year fall in profit"
    for at in range(start, min(start + _BEHIND, len(line.tree))):
        if found := line.metric(at):
            return None if _has_own_figure(found, line) else found
        token = line.tree[at]
        is_link = token.lower_ in line.words.changes["at"] | line.words.grammar["behind"]
        if (
            line.figure(at)
            or line.is_stop(at)
            or (token.pos_ != "ADP" and token.lower_ in load_lexicon(line.passage.lang).markers["parting"])
            or (
                token.pos_ in ("PUNCT", "CCONJ", "AUX", "PRON", "VERB", "SCONJ")
                and not (token.text in ("-", "'s") or line.turn(at) or line.ends(at, line.words.grammar["modifying"]))
                and token.lower_ not in line.words.grammar["behind"]
                and not (line.words.compounds and token.lower_ in line.words.shares["trades"])
            )
        ):
            return None
        if token.pos_ == "ADP" and not is_link:
            return _spent_on(at, line)
    return None


def _metric_at_end(figure: Figure, line: Line) -> Found | None:
    """The verb of earning that ends a clause which opens with its figure: "5 Millionen Euro hat Acme 2025 verdient"."""
    if figure.start or not line.words.compounds or line.token(figure.end) is None:
        return None
    if line.tree[figure.end].pos_ != "AUX":
        return None
    for at in range(figure.end + 1, min(figure.end + _CLAUSE, len(line.tree))):
        if line.tree[at].pos_ == "PUNCT" or line.figure(at):
            return None
        if (found := line.metric(at)) and found.metric.acts:
            return found
    return None


def _converted_end(figure: Figure, line: Line) -> int:
    """Behind a figure and its conversion in brackets: "a £750 million ($1 billion) buyback"."""
    inside = line.figure(figure.end + 1) if line.word(figure.end) == "(" else None
    is_money = inside is not None and figure_class(inside.quantity) == figure_class(figure.quantity) == "money"
    return inside.end + 1 if inside is not None and is_money and line.word(inside.end) == ")" else figure.end


def _spent_on(at: int, line: Line) -> Found | None:
    """As in "$4 billion on capital expenditures"."""
    found = next((found for place in (at + 1, at + 2) if (found := line.metric(place))), None)
    is_spent = found is not None and found.metric.kind == "spending" and line.word(at) in line.words.spending["into"]
    return found if is_spent else None


def _has_own_figure(found: Found, line: Line) -> bool:
    """Whether a metric is followed by a figure of its own: "12 %, revenue of $5bn"."""
    following = line.figure(found.end + 1)
    return (
        following is not None
        and line.has(found.end, line.words.changes["at"])
        and line.word(found.end) not in line.words.grammar["not_own"]
    )


def _with_metric_behind(figure: Figure, found: Found, line: Line) -> Reading | None:
    between = range(figure.end, found.start)
    turn = found.turn or next((line.turn(at) for at in between if line.turn(at)), 0)
    if not turn and line.word(figure.start - 1) in line.words.grammar["of"]:
        turn = line.turn(figure.start - 2)  # "growth of $3m in earnings"
    kind = figure_class(figure.quantity)
    if any(line.word(at) in line.words.prices["only"] for at in range(max(0, figure.start - _COST), figure.start)):
        return None  # "the storm cost Acme $5m in revenue"
    if found.metric.acts and figure.start and line.tree[figure.start - 1].pos_ == "ADP":
        return None  # "Projekte für 5 Millionen Euro umgesetzt"
    if found.metric.kind == "price":
        at, trades = line.word(figure.start - 1) in line.words.shares["at"], line.words.shares["trades"]
        verb = next((i for i in between if line.word(i) in trades), None) if line.words.compounds and at else None
        if verb is not None and kind == "money":
            return Reading(figure, found, LEVEL, 0, verb)  # "Mit 54,60 Euro gingen die Papiere aus dem Handel"
        fronted = line.words.compounds and turn and line.word(figure.start - 1) in line.words.changes["by"]
        if fronted and kind == "percent":
            return Reading(figure, found, CHANGE, turn, found.start - 1)  # "Um 3 Prozent verlor die Aktie"
        return None  # "5 % of the shares", "2m shares": a stake, a count
    if figure.start and line.tree[figure.start - 1].pos_ == "VERB":
        turn = turn or line.turn(figure.start - 1)  # "lose $4 billion in sales"
    if turn:
        return Reading(figure, found, CHANGE, turn)
    is_share_of = any(line.word(at) in line.words.grammar["part_of"] for at in between)
    if kind == "percent" and (is_share_of or "percent" not in found.metric.classes):
        return None
    return Reading(figure, found, PRIOR if line.word(case_at(figure, line)) in line.words.grammar["earlier"] else LEVEL)


# the metric before the figure


def _role(figure: Figure, walk: Walk, line: Line) -> tuple[str | None, int]:
    """What a figure behind a metric says, by the word before it and the verb."""
    before, changes, grammar = line.word(case_at(figure, line)), line.words.changes, line.words.grammar
    kind = figure_class(figure.quantity)
    turn = walk.turn or turn_after(figure, line) or _pair(figure, walk, line) or turn_ahead(walk, line)
    if before in changes["by"]:
        return (CHANGE, turn) if turn else (None, 0)
    if kind == "percent" and walk.found.metric.kind == "price" and walk.verb >= 0 and _is_traded_at(figure, walk, line):
        return None, 0  # "costs a third of what it used to"
    if kind == "percent" and "percent" not in walk.found.metric.classes:
        return _role_of_share(before, walk, turn, line)
    if before in changes["to"] or is_between(figure, line):
        return LEVEL, 0
    turned = walk.turn or walk.found.turn
    turned = turned or line.words.compounds  # "der Überschuss von 20 auf 27 Millionen Euro"
    goes_on = turned and before in line.words.links["prior"] and is_earlier(figure, line)
    if before in grammar["earlier"] or goes_on:  # "von 3 Milliarden auf 4 Milliarden gestiegen"
        return PRIOR, 0
    classes = walk.found.metric.classes
    if walk.found.turn or (turn and kind == "percent" and "percent" in classes and "points" not in classes):
        return CHANGE, turn
    is_level = walk.is_level and not walk.found.metric.market  # "gold has jumped $40"
    if walk.turn and not is_level and before not in changes["at"] and line.turn(figure.start - 1):
        return CHANGE, turn
    if walk.turn and before in grammar["of"] and line.turn(figure.start - 2):
        return CHANGE, turn
    if kind == "points":
        return (CHANGE, turn) if turn else (None, 0)
    return LEVEL, 0


def _role_of_share(before: str, walk: Walk, turn: int, line: Line) -> tuple[str | None, int]:
    """What a percentage says of a metric that is none: by how much it moved, or how fast it grows now."""
    if before not in line.words.changes["to"]:
        return (CHANGE, turn) if turn else (None, 0)
    grows = walk.found.turn if not line.words.compounds else 0
    return (CHANGE, grows) if grows else (None, 0)  # "revenue growth slowed to 6 %"


def _is_traded_at(figure: Figure, walk: Walk, line: Line) -> bool:
    between = [line.word(at) for at in range(walk.verb, figure.start)]
    trades, at = line.words.shares["trades"], line.words.changes["at"]
    return bool(between) and between[0] in trades and any(word in at for word in between[1:])


def _pair(figure: Figure, walk: Walk, line: Line) -> int:
    """A light verb and its particle: "legte um 8 Prozent zu"."""
    ahead = {line.word(at) for at in range(max(0, walk.found.start - 6), figure.start)}
    behind = [line.word(at) for at in range(figure.end, min(len(line.tree), figure.end + 2 * _AFTER))]
    for pair, turn in line.words.pairs.items():
        verb, _, particle = pair.partition(" ")
        if verb in ahead and (not particle or particle in behind):
            return turn
    return 0
