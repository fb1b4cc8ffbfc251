"""The way back from a figure to the metric before it, over the words that may stand between: "revenue rose to $5bn"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import (
    begins_with_bound,
    case_at,
)
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.syntax import base, is_relativizer
from claimtrack.language.trees import text_of
from claimtrack.model import Bound

if TYPE_CHECKING:
    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Figure, Line

_AHEAD = 24
"""Tokens between a metric and its figure behind a verb."""
_LOOSE = 7
"""Words of no known list between a metric and its verb, or its verb and the figure: a phrase of place or time."""
_AFTER = 7
"""Tokens behind a figure in which a verb at the end of the clause says which way it went."""
_RELATIVE = 16
"""Tokens of a relative clause between a metric and its verb."""
_OBJECT = 7
"""Tokens between a verb and the metric that is its object."""


class Walk(NamedTuple):
    """What lies between a metric and its figure."""

    found: Found
    verb: int
    turn: int
    is_level: bool


def walk_back(figure: Figure, line: Line) -> Walk | None:
    """Back from a figure to its metric over words that may stand between them."""
    words = line.words
    is_level = line.has(figure.start, words.changes["over"])  # a figure may begin with "topped"
    verb, turn, loose = figure.start if is_level else -1, 0, 0
    at = figure.start - 1
    while at >= max(0, figure.start - _AHEAD):
        if (found := line.metric(at)) and _is_reason(found, figure, line):
            at = found.start - 1
            continue
        if found and line.word(at + 1) != ")":
            return _arrived(found, figure, line, Walk(found, verb, turn or found.turn, is_level))
        token = line.tree[at]
        if (before := _before_aside(at, line)) is not None:
            at = before
            continue
        if line.bars(at) or _is_break(at, line) or _begins_other(at, verb, line):
            return None
        if line.turn(at) and not line.time(at):
            turn, verb = turn or line.turn(at), at if token.pos_ != "NOUN" or verb < 0 else verb
        elif _is_levelling(at, line):
            verb, is_level = (at if verb < 0 else verb), True
        elif not (line.time(at) or line.name(at) or line.figure(at) or _is_light(at, line)):
            foretells = line.has(at, words.colour["forecast"] | words.colour["planned"])
            acts = token.pos_ == "VERB" and base(token) != "amod" and not foretells
            loose += 1
            if loose > (1 if acts else _LOOSE):
                return None
        at -= 1
    return None


def _is_reason(found: Found, figure: Figure, line: Line) -> bool:
    """Whether a metric only says in spite or because of what another moved: "trotz schwacher Umsätze um 4 Prozent"."""
    at = found.start - 1
    if line.word(at) in line.words.grammar["parts_behind"] and line.metric(at - 1) is not None:
        return not is_tied(figure, line)  # "revenue from subscriptions climbed by"
    while at > 0 and line.tree[at].pos_ in ("DET", "ADJ", "ADV"):
        at -= 1
    return line.word(at) in line.words.links["reasons"] and not is_tied(figure, line)


def is_tied(figure: Figure, line: Line) -> bool:
    """Whether a case word ties a figure to the metric before it: "Trotz des Umsatzes von 5 Milliarden sank …"."""
    before = line.metric(figure.start - 2) if line.word(figure.start - 1) in line.words.grammar["of"] else None
    return before is not None and not before.metric.acts


def _is_levelling(at: int, line: Line) -> bool:
    """Whether a word says what a metric stands at, and is no noun that changes nothing ("a record $5bn")."""
    words = line.words
    is_noun = line.tree[at].pos_ in ("NOUN", "ADJ") and line.word(at) in words.changes["light"]
    return not is_noun and (line.has(at, words.changes["level"]) or line.word(at) in words.shares["trades"])


def _begins_other(at: int, verb: int, line: Line) -> bool:
    """Whether a conjunction separates two statements: "… was hurt by tariffs and fell to 38 %" goes on about one."""
    joins = line.name(at) is not None or (line.name(at - 1) is not None and line.name(at + 1) is not None)
    return line.tree[at].pos_ == "CCONJ" and not joins and not 0 <= verb <= at + 2


def _before_aside(at: int, line: Line) -> int | None:
    """What stands before an aside that ends at a token: "run rate (ARR) is", "its shares, which fell, closed at"."""
    if line.words.compounds and line.word(at) == "," and line.word(at + 1) in line.words.grammar["direct"]:
        return at - 1  # "hat den Umsatz gesteigert, auf nun 720 Millionen Euro"
    if text_of(line.tree[max(0, at - 2) : at + 1]).lower() in line.words.links["namely"]:
        return at - 3  # "stieg der Gewinn, und zwar um 4 Prozent"
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
    return is_relativizer(first) or (goes_on and described)


def _is_break(at: int, line: Line) -> bool:
    """A comma or bracket ends the walk; a colon, an asterisk, a quote or "revenue, at $38bn, was" does not."""
    token = line.tree[at]
    if token.text == "," and line.word(at + 1) in line.words.changes["to"] and line.figure(at + 2) is not None:
        return False  # "rose for a third year, to $612 million"
    if token.text == "," and line.metric(at - 1) is not None and at + 2 < len(line.tree):
        if is_relativizer(line.tree[at + 1]):
            return False  # "its sales, which totalled $880 million"
        figure = line.figure(at + 2) if line.word(at + 1) in line.words.shares["at"] else None
        return figure is None or line.word(figure.end) != ","
    return (
        token.pos_ == "PUNCT"
        and not line.time(at)  # "2024/25"
        and token.text not in (":", "*", ":*", "-", "'", '"', "“", "”", "„")
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


def _arrived(found: Found, figure: Figure, line: Line, walk: Walk) -> Walk | None:
    """Whether what was walked over joins metric and figure: a verb, a case word, or nothing but a colon."""
    before = line.word(case_at(figure, line))
    changes = line.words.changes
    direct = figure.start - found.end
    if found.metric.acts:
        return walk if _is_acted(found, figure, line) else None
    if direct == 0 and figure.quantity.bound is Bound.RANGE:
        return walk if found.metric.kind != "price" else None  # "Erlöse zwischen 2 und 3 Milliarden Euro"
    if line.words.compounds and (ahead := _verb_ahead(found, line)) is not None and walk.verb < 0:
        return walk._replace(verb=ahead, turn=walk.turn or line.turn(ahead))
    if direct == 0 and line.words.compounds and turn_after(figure, line):
        return walk  # "hat die Acme-Aktie 23 Prozent verloren"
    if direct == 0 and walk.turn == 0 and not walk.is_level:
        kind = figure_class(figure.quantity)
        if kind == "percent" and not line.words.compounds and turn_ahead(walk, line):
            return walk  # "grew its revenue 19 %"
        is_joined = kind == "money" or begins_with_bound(figure, found, line)
        return walk if found.metric.kind != "price" and is_joined else None
    has_verb = walk.verb >= 0
    has_case = any(before in changes[key] for key in ("to", "by", "at")) or before.startswith(":") or before == "*"
    if has_verb or found.turn or (_turn_beside(figure, line) and _only_modified(found, figure, line)):
        return walk
    if _has_bound(figure, line) and not (has_case and _only_time_between(found, figure, line)):
        ranged = is_between(figure, line) and _only_time_between(found, figure, line)  # "for the quarter between"
        return walk if found.metric.kind != "price" and (ranged or _only_modified(found, figure, line)) else None
    ended = line.words.compounds and (turn_after(figure, line) or _ends_level(figure, line))
    if ended and _only_time_between(found, figure, line):
        return walk
    aside = line.word(case_at(figure, line) - 1) == ","  # "profit, its measure of choice, of $2bn"
    joined = aside or _only_time_between(found, figure, line)
    return walk if has_case and joined and found.metric.kind != "price" else None


def _is_acted(found: Found, figure: Figure, line: Line) -> bool:
    """Whether the first words behind a verb of earning leave the figure to it: its subject, times, small words."""
    return all(
        line.time(at)
        or _is_light(at, line)
        or line.name(at)
        or base(line.tree[at]) == "nsubj"
        or (line.tree[at].pos_ == "ADP" and line.time(at + 1))  # "setzte in den ersten neun Monaten … um"
        for at in range(found.end, min(figure.start, found.end + 3))
    )


def _verb_ahead(found: Found, line: Line) -> int | None:
    """The verb right before a metric that is its subject: "legte die Acme-Aktie 2 Prozent auf 40 Euro zu".

    Also one of a level before the noun that the metric is the genitive of: "betrug der Zuwachs der Erlöse 6 Prozent",
    or before the metric itself: "2025 betrug der Umsatz von Acme 21 Milliarden Euro".
    """
    noun = _turning_noun(found, line)
    at = (found.start if noun is None else noun) - 1
    while at >= 0 and line.tree[at].pos_ in ("DET", "ADJ", "ADV"):
        at -= 1
    if at < 0 or line.tree[at].pos_ not in ("VERB", "AUX"):
        return None
    is_subject = noun is not None or any(base(t) == "nsubj" for t in line.tree[found.start : found.end])
    is_level = is_subject and line.has(at, line.words.changes["level"])
    return at if is_level or line.turn(at) or line.word(at) in line.words.shares["trades"] else None


def _turning_noun(found: Found, line: Line) -> int | None:
    """The German noun that has a metric as its genitive and says which way it went: "Rückgang" in "Rückgang des …"."""
    at, grammar = found.start - 1, line.words.grammar
    is_of = line.words.compounds and at > 0 and line.word(at) in grammar["owner"] | grammar["possessive"]
    return at - 1 if is_of and line.tree[at - 1].pos_ == "NOUN" and line.turn(at - 1) else None


def _turn_beside(figure: Figure, line: Line) -> int:
    """As in "shares ripped 20 % higher": the word behind a percentage that says which way it went."""
    is_turned = line.word(figure.end) in line.words.shares["comparatives"]
    return line.turn(figure.end) if is_turned and figure_class(figure.quantity) == "percent" else 0


def _has_bound(figure: Figure, line: Line) -> bool:
    """Whether a figure begins with a case word of its own: "revenue well above $5bn"."""
    case = line.word(figure.start) in line.words.changes["at"] and figure.quantity.bound is not Bound.EXACT
    return case or is_between(figure, line)


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


def is_between(figure: Figure, line: Line) -> bool:
    """As in "fall between 30 and 40 percent": a range that is reached, not a fall by so much."""
    quantity, begins = figure.quantity, tuple(line.words.grammar["range"])
    return quantity.bound is Bound.RANGE and quantity.text.lower().startswith(begins)


def turn_after(figure: Figure, line: Line) -> int:
    """The verb at the end of a German clause: "um 12 Prozent auf 4,5 Milliarden Euro gestiegen"."""
    if not line.words.compounds:
        return line.turn(figure.end) if line.word(figure.end) in line.words.shares["comparatives"] else 0
    if compared := _compared(figure.end, line):
        return compared
    at, seen = figure.end, 0
    while at < len(line.tree) and seen < _AFTER:
        if line.turn(at):
            return line.turn(at)
        if line.tree[at].pos_ == "PUNCT":
            return 0
        seen += 0 if line.figure(at) else 1
        at += 1
    return 0


def _compared(at: int, line: Line) -> int:
    """+1 or -1 for what lies above or below another period: "lag 8 Prozent unter dem Vorjahreswert"."""
    changes, turn = line.words.changes, 0
    if line.word(at) in changes["beyond"] | changes["short_of"]:
        turn = 1 if line.word(at) in changes["beyond"] else -1
    return turn if any(line.is_yardstick(i) for i in range(at + 1, at + 3)) else 0


def _ends_level(figure: Figure, line: Line) -> bool:
    """Whether the verb at the end of a German clause is one of a level: "dürfte nur noch 30 Millionen erreichen"."""
    behind = range(figure.end, min(len(line.tree), figure.end + _AFTER))
    verb = next((at for at in behind if line.tree[at].pos_ in ("VERB", "AUX", "PUNCT") or line.figure(at)), figure.end)
    return text_of(line.tree[verb : verb + 1]).islower() and line.has(verb, line.words.changes["level"])


def turn_ahead(walk: Walk, line: Line) -> int:
    """The verb that has the metric as its object: "reduced its workforce by", "steigerte Acme ihren Gewinn um".

    In German also the noun that has it as its genitive: "ein Rückgang des Umsatzes um".
    """
    if (noun := _turning_noun(walk.found, line)) is not None:
        return line.turn(noun)
    for at in range(walk.found.start - 1, max(-1, walk.found.start - 1 - _OBJECT), -1):
        if line.turn(at) and line.tree[at].pos_ != "NOUN":
            return line.turn(at)
        if line.tree[at].pos_ in ("PUNCT", "ADP") and not line.name(at) and line.tree[at].text != "-":
            return 0
    return 0
