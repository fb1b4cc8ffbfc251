"""Which figure says what of which metric: level, change or earlier level.

"Revenue rose 12 % to $4.5bn, from $4bn a year earlier" gives a change, a level and a level of another time. Four
patterns are known: the metric behind its figure ("$5bn in annual revenue"), before it with a case word ("a loss of
$3m"), before it with a verb ("the loss widened to $3m"), and a figure linked to the one before ("from $4bn").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.linked import comes_from, per_share, read_linked
from claimtrack.extract.figures.markets import of_market
from claimtrack.extract.figures.measured import (
    CHANGE,
    LEVEL,
    PRIOR,
    Reading,
    begins_with_bound,
    case_at,
    is_answer,
    is_estimate,
    is_tabular,
)
from claimtrack.extract.figures.periods import is_earlier
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.syntax import base
from claimtrack.model import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Figure, Line

_BEHIND = 5
"""Tokens between a figure and the metric behind it ("$4 billion in annual revenue")."""
_AHEAD = 24
"""Tokens between a metric and its figure behind a verb."""
_LOOSE = 7
"""Words of no known list between a metric and its verb, or its verb and the figure: a phrase of place or time."""
_AFTER = 7
"""Tokens behind a figure in which a verb at the end of the clause says which way it went."""
_COST = 3
"""Tokens between a verb of costing and the sum that it costs."""
_RELATIVE = 16
"""Tokens of a relative clause between a metric and its verb."""
_OBJECT = 6
"""Tokens between a verb and the metric that is its object."""


class _Walk(NamedTuple):
    """What lies between a metric and its figure."""

    found: Found
    verb: int
    turn: int
    is_level: bool


def read_figures(line: Line, previous: Reading | None = None) -> Iterator[Reading]:
    """Return what each figure of a sentence says of which metric, in the order of the text.

    `previous` is the figure of the sentence before that this one goes on about ("That's down from $9bn").
    """
    for figure in () if line.is_paired else line.figures:
        reading = read_linked(figure, previous, line) if previous else None
        reading = reading or _read_alone(figure, line)
        if reading is None:
            continue
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
    behind = _metric_behind(figure, line)
    if behind is not None and (reading := _with_metric_behind(figure, behind, line)):
        return reading
    if _is_of_another(figure, line):
        return None
    walk = _walk(figure, line)
    if walk is None:
        return None
    role, turn = _role(figure, walk, line)
    role = PRIOR if role == LEVEL and comes_from(walk.found, line) else role
    return None if role is None else Reading(figure, walk.found, role, turn, walk.verb)


def _is_of_another(figure: Figure, line: Line) -> bool:
    """Whether a noun that is no metric has the figure to itself: "earnings fell on tariff costs of $900 million"."""
    at = figure.start - 2
    if line.word(figure.start - 1) not in line.words.grammar["of"] or at < 0:
        return False
    known = line.metric(at) or line.time(at) or line.name(at) or line.figure(at) or line.turn(at)
    return line.tree[at].pos_ == "NOUN" and not known and line.word(at) not in line.words.changes["light"]


# the metric behind the figure


def _metric_behind(figure: Figure, line: Line) -> Found | None:
    for at in range(figure.end, min(figure.end + _BEHIND, len(line.tree))):
        if found := line.metric(at):
            return None if _has_own_figure(found, line) else found
        token = line.tree[at]
        is_link = token.lower_ in line.words.changes["at"] | line.words.grammar["behind"]
        if (
            line.figure(at)
            or line.is_stop(at)
            or (
                token.pos_ in ("PUNCT", "CCONJ", "AUX", "PRON", "VERB", "SCONJ")
                and not (token.text in ("-", "'s") or line.turn(at) or line.ends(at, line.words.grammar["modifying"]))
                and token.lower_ not in line.words.grammar["behind"]
            )
        ):
            return None
        if token.pos_ == "ADP" and not is_link:
            return _spent_on(at, line)
    return None


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


def _walk(figure: Figure, line: Line) -> _Walk | None:
    """Back from a figure to its metric over words that may stand between them."""
    words = line.words
    is_level = line.has(figure.start, words.changes["over"])  # a figure may begin with "topped"
    verb, turn, loose = figure.start if is_level else -1, 0, 0
    at = figure.start - 1
    while at >= max(0, figure.start - _AHEAD):
        if (found := line.metric(at)) and line.word(at + 1) != ")":
            return _arrived(found, figure, line, _Walk(found, verb, turn or found.turn, is_level))
        token = line.tree[at]
        if (before := _before_aside(at, line)) is not None:
            at = before
            continue
        if line.bars(at) or _is_break(at, line) or _begins_other(at, verb, line):
            return None
        if line.turn(at) and not line.time(at):
            turn, verb = turn or line.turn(at), at if token.pos_ != "NOUN" or verb < 0 else verb
        elif line.has(at, words.changes["level"]) or line.word(at) in words.shares["trades"]:
            verb, is_level = (at if verb < 0 else verb), True
        elif not (line.time(at) or line.name(at) or line.figure(at) or _is_light(at, line)):
            foretells = line.has(at, words.colour["forecast"] | words.colour["planned"])
            acts = token.pos_ == "VERB" and base(token) != "amod" and not foretells
            loose += 1
            if loose > (1 if acts else _LOOSE):
                return None
        at -= 1
    return None


def _begins_other(at: int, verb: int, line: Line) -> bool:
    """Whether a conjunction separates two statements: "… was hurt by tariffs and fell to 38 %" goes on about one."""
    return line.tree[at].pos_ == "CCONJ" and line.name(at) is None and not 0 <= verb <= at + 2


def _before_aside(at: int, line: Line) -> int | None:
    """What stands before an aside that ends at a token: "run rate (ARR) is", "its shares, which fell, closed at"."""
    if line.word(at) == ")":
        opening = next((i for i in range(at - 1, max(-1, at - 5), -1) if line.word(i) == "("), None)
        return opening - 1 if opening is not None else None
    for place in range(at - 1, max(0, at - _RELATIVE), -1) if line.word(at) == "," else ():
        if line.word(place) == "," or line.is_stop(place):
            return place - 1 if place + 1 < at and _is_aside(place + 1, at, line) else None
    return None


def _is_aside(start: int, end: int, line: Line) -> bool:
    """Whether a relative clause stands between two commas, or an apposition or participle with the verb behind."""
    first, behind = line.tree[start], line.token(end + 1)
    goes_on = behind is not None and behind.pos_ in ("AUX", "VERB", "ADP", "PART")
    described = first.pos_ == "DET" or "Part" in first.morph.get("VerbForm", [])
    return "Rel" in first.morph.get("PronType", []) or (goes_on and described)


def _is_break(at: int, line: Line) -> bool:
    """A comma or bracket ends the walk; a colon, an asterisk or a quote does not."""
    token = line.tree[at]
    return (
        token.pos_ == "PUNCT"
        and not line.time(at)  # "2024/25"
        and token.text not in (":", "*", ":*", "**", "-", "'", '"', "“", "”", "„")
        and not token.text.startswith(":")
    )


def _is_light(at: int, line: Line) -> bool:
    token = line.tree[at]
    changes = line.words.changes
    return (
        token.pos_ in ("ADV", "DET", "PART", "SYM", "PUNCT", "SPACE")
        or token.lower_ in changes["light"] | line.words.grammar["unmarked"]
        or any(token.lower_ in changes[key] for key in ("to", "by", "from", "at"))
    )


def _arrived(found: Found, figure: Figure, line: Line, walk: _Walk) -> _Walk | None:
    """Whether what was walked over joins metric and figure: a verb, a case word, or nothing but a colon."""
    before = line.word(case_at(figure, line))
    changes = line.words.changes
    direct = figure.start - found.end
    if found.metric.acts:
        return (
            walk
            if all(
                line.time(at)
                or _is_light(at, line)
                or line.name(at)
                or base(line.tree[at]) == "nsubj"
                or (line.tree[at].pos_ == "ADP" and line.time(at + 1))  # "setzte in den ersten neun Monaten … um"
                or at >= found.end + 3
                for at in range(found.end, figure.start)
            )
            else None
        )
    if direct == 0 and figure.quantity.bound is Bound.RANGE:
        return walk if found.metric.kind != "price" else None  # "Erlöse zwischen 2 und 3 Milliarden Euro"
    if line.words.compounds and (ahead := _verb_ahead(found, line)) is not None and walk.verb < 0:
        return walk._replace(verb=ahead, turn=walk.turn or line.turn(ahead))
    if direct == 0 and line.words.compounds and _turn_after(figure, line):
        return walk  # "hat die Acme-Aktie 23 Prozent verloren"
    if direct == 0 and walk.turn == 0 and not walk.is_level:
        is_joined = is_tabular(figure) or begins_with_bound(figure, found, line)
        return walk if found.metric.kind != "price" and is_joined else None
    has_verb = walk.verb >= 0
    has_case = any(before in changes[key] for key in ("to", "by", "at")) or before.startswith(":") or before == "*"
    if has_verb or found.turn or (_turn_beside(figure, line) and _only_modified(found, figure, line)):
        return walk
    if _has_bound(figure, line):
        ranged = _is_between(figure, line) and _only_time_between(found, figure, line)  # "for the quarter between"
        return walk if found.metric.kind != "price" and (ranged or _only_modified(found, figure, line)) else None
    if line.words.compounds and _turn_after(figure, line) and _only_time_between(found, figure, line):
        return walk
    return walk if has_case and _only_time_between(found, figure, line) and found.metric.kind != "price" else None


def _verb_ahead(found: Found, line: Line) -> int | None:
    """The verb right before a metric that is its subject: "legte die Acme-Aktie 2 Prozent auf 40 Euro zu"."""
    at = found.start - 1
    while at >= 0 and line.tree[at].pos_ in ("DET", "ADJ", "ADV"):
        at -= 1
    is_said = at >= 0 and line.tree[at].pos_ in ("VERB", "AUX")
    return at if is_said and (line.turn(at) or line.word(at) in line.words.shares["trades"]) else None


def _turn_beside(figure: Figure, line: Line) -> int:
    """As in "shares ripped 20 % higher": the word behind a percentage that says which way it went."""
    is_turned = line.word(figure.end) in line.words.shares["comparatives"]
    return line.turn(figure.end) if is_turned and figure_class(figure.quantity) == "percent" else 0


def _has_bound(figure: Figure, line: Line) -> bool:
    """Whether a figure begins with a case word of its own: "revenue well above $5bn"."""
    case = line.word(figure.start) in line.words.changes["at"] and figure.quantity.bound is not Bound.EXACT
    return case or _is_between(figure, line)


def _only_modified(found: Found, figure: Figure, line: Line) -> bool:
    """Whether nothing but adverbs, times and one unknown verb stands between a metric and its figure."""
    named = max((name.end for at in range(found.end, figure.start) if (name := line.name(at))), default=found.end)
    between = range(named, figure.start)  # "shares of the chip firm Acme ticked"
    loose = [at for at in between if not (line.time(at) or _is_light(at, line))]
    return len(loose) <= 1 and all(line.tree[at].pos_ in ("VERB", "AUX", "ADJ") for at in loose)


def _only_time_between(found: Found, figure: Figure, line: Line) -> bool:
    """As in "revenue last year of $4bn", "sales at its cloud unit of $4bn": a time, a name or a phrase between."""
    if line.word(figure.start - 1) in line.words.grammar["direct"]:
        return True
    loose = [
        at for at in range(found.end, figure.start - 1) if not (line.time(at) or line.name(at) or _is_light(at, line))
    ]
    return len(loose) <= 3


def _role(figure: Figure, walk: _Walk, line: Line) -> tuple[str | None, int]:
    """What a figure behind a metric says, by the word before it and the verb."""
    before, changes, grammar = line.word(case_at(figure, line)), line.words.changes, line.words.grammar
    kind = figure_class(figure.quantity)
    turn = walk.turn or _turn_after(figure, line) or _pair(figure, walk, line) or _turn_ahead(walk, line)
    if before in changes["by"]:
        return (CHANGE, turn) if turn else (None, 0)
    if kind == "percent" and walk.found.metric.kind == "price" and walk.verb >= 0 and _is_traded_at(figure, walk, line):
        return None, 0  # "trades at just a quarter of what it did"
    if kind == "percent" and "percent" not in walk.found.metric.classes:
        return (CHANGE, turn) if turn and before not in changes["to"] else (None, 0)
    if before in changes["to"] or _is_between(figure, line):
        return LEVEL, 0
    turned = walk.turn or walk.found.turn
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


def _is_traded_at(figure: Figure, walk: _Walk, line: Line) -> bool:
    between = [line.word(at) for at in range(walk.verb, figure.start)]
    trades, at = line.words.shares["trades"], line.words.changes["at"]
    return bool(between) and between[0] in trades and any(word in at for word in between[1:])


def _is_between(figure: Figure, line: Line) -> bool:
    """As in "fall between 30 and 40 percent": a range that is reached, not a fall by so much."""
    quantity, begins = figure.quantity, tuple(line.words.grammar["range"])
    return quantity.bound is Bound.RANGE and quantity.text.lower().startswith(begins)


def _turn_after(figure: Figure, line: Line) -> int:
    """The verb at the end of a German clause: "um 12 Prozent auf 4,5 Milliarden Euro gestiegen"."""
    if not line.words.compounds:
        return line.turn(figure.end) if line.word(figure.end) in line.words.shares["comparatives"] else 0
    at, seen = figure.end, 0
    while at < len(line.tree) and seen < _AFTER:
        if line.turn(at):
            return line.turn(at)
        if line.tree[at].pos_ == "PUNCT":
            return 0
        seen += 0 if line.figure(at) else 1
        at += 1
    return 0


def _turn_ahead(walk: _Walk, line: Line) -> int:
    """The verb that has the metric as its object: "reduced its workforce by", "steigerte Acme ihren Gewinn um"."""
    for at in range(walk.found.start - 1, max(-1, walk.found.start - 1 - _OBJECT), -1):
        if line.turn(at) and line.tree[at].pos_ != "NOUN":
            return line.turn(at)
        if line.tree[at].pos_ in ("PUNCT", "ADP") and not line.name(at):
            return 0
    return 0


def _pair(figure: Figure, walk: _Walk, line: Line) -> int:
    """A light verb and its particle: "legte um 8 Prozent zu"."""
    ahead = {line.word(at) for at in range(max(0, walk.found.start - 6), figure.start)}
    behind = [line.word(at) for at in range(figure.end, min(len(line.tree), figure.end + 2 * _AFTER))]
    for pair, turn in line.words.pairs.items():
        verb, _, particle = pair.partition(" ")
        if verb in ahead and (not particle or particle in behind):
            return turn
    return 0
