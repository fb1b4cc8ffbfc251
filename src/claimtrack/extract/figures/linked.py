"""A figure that takes its metric from the one before: "… to $8.3bn", "…, or 43 cents per share", "…, up 30 %"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.colouring import is_foretold
from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR, Reading, to_peak
from claimtrack.extract.figures.periods import is_again
from claimtrack.extract.figures.units import figure_class, is_sum, size
from claimtrack.language.trees import text_of
from claimtrack.model import TimeSpan

_AGO = 10
"""Tokens behind a metric in which its figure is dated: "after a loss of about $3m a year earlier"."""
_SHARE = 100
"""Money of a firm's earnings below which it is what they come to per share: "earnings of 78 cents to 80 cents"."""
_TOTAL = 1000
"""Money from which it is what a firm earns altogether."""

if TYPE_CHECKING:
    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Figure, Line


def read_linked(figure: Figure, previous: Reading, line: Line) -> Reading | None:
    """As in "… to $8.3bn", "…, or 43 cents per share", "…, up 30 % from a year earlier", "(+12 %)"."""
    between = range(max(previous.figure.end, previous.found.end), figure.start)
    if _is_of_year_before(figure, line):  # "… auf 3 Milliarden zu erhöhen (Vorjahr: 2)"
        between = range(next((at for at in reversed(between) if line.word(at) == "("), between.start), figure.start)
    words = [line.word(at) for at in between if not line.time(at)]
    unlinked = len(words) > 10 or any(not _is_link(at, previous, line) for at in between)
    if unlinked or _has_own_metric(figure, line):
        return None
    grammar, kind = line.words.grammar, figure_class(figure.quantity)
    before = next((word for word in reversed(words) if word not in grammar["unmarked"]), "")
    if (peak := to_peak(figure, line)) is not None:
        before = line.word(peak)  # "rose 3 % to a record high of"
    turn = _turn_between(before, between, previous, line)
    if previous.found.metric.kind == "price" and kind == "percent" and not turn:
        return None
    reading = _measured(figure, previous, before, between, line)
    told_from = _is_told_from(before, words, between, figure, line)
    if kind in ("percent", "points"):
        is_level = kind == "percent" and "percent" in (reading.base or reading.found).metric.classes
        if is_level and told_from:
            return reading._replace(role=PRIOR)  # "a margin of 42 %, up from 40 %"
        if is_level and previous.role == PRIOR and before in line.words.changes["to"]:
            return reading  # "verbesserte sich von 8 auf 9 Prozent"
        turn = turn or _signed(figure, line) or _turn_behind(figure, line)
        return reading._replace(role=CHANGE, turn=turn) if turn else None
    if line.word(figure.start - 1) == "(" and not turn:
        return None  # a conversion into another currency
    return reading._replace(role=PRIOR) if told_from else _sum(reading, previous, before, turn, line)


def _measured(figure: Figure, previous: Reading, before: str, between: range, line: Line) -> Reading:
    """A figure as a level of the metric before it, or of what that comes to per share."""
    named = next((found for at in between if (found := line.metric(at)) is not None), None)
    base = _turned_to_loss(previous.base or previous.found, named)
    small = figure_class(figure.quantity) == "money" and size(figure.quantity) < _SHARE
    found = previous.found if small and previous.found is not base else per_share(base, figure)
    if small and found is base and before in line.words.links["same"]:
        found = _each(base, previous)
    return Reading(figure, found, LEVEL, 0, previous.verb, True, base)


def _is_told_from(before: str, words: list[str], between: range, figure: Figure, line: Line) -> bool:
    """Whether a figure is the earlier one: "from $5bn", "compared with", "(Vorjahr: 2)", "from a loss of"."""
    named = next((found for at in between if (found := line.metric(at)) is not None), None)
    compared = any(word in line.words.grammar["compared"] for word in words) or _is_of_year_before(figure, line)
    again = line.words.compounds and any(is_again(at, line) for at in between)  # "; 2023 waren es noch 190 Millionen"
    return again or compared or before in line.words.links["prior"] or (named is not None and comes_from(named, line))


def _sum(reading: Reading, previous: Reading, before: str, turn: int, line: Line) -> Reading | None:
    """A sum, a count or a price that no word of comparison goes before: the level reached, or the change in amounts."""
    links, found, start = line.words.links, reading.found, reading.figure.start
    # "fell 3 % to close at $42", "2 % higher at $101", "profits were down a third at $1.1m"
    traded = before in line.words.shares["at"] and (previous.found.metric.kind == "price" or previous.role == CHANGE)
    if before in line.words.changes["to"] or before in links["reached"] or traded:
        return reading
    listed = before in line.words.grammar["and"] and previous.found is found  # "from $7.4bn in 2023 and $7.8bn in 2022"
    if previous.role == PRIOR and (before in links["same"] or listed):
        return reading._replace(role=PRIOR)
    per = found is not reading.base or (previous.role == LEVEL and found is not previous.found)
    if before in links["same"] and per:
        return reading
    again = previous.role == CHANGE and before in links["same"]  # "fell 2 %, or $1.20"
    is_change = again or before in line.words.changes["by"] | line.words.changes["at"] or line.turn(start - 1)
    return reading._replace(role=CHANGE, turn=turn) if turn and is_change else None


def _turn_between(before: str, between: range, previous: Reading, line: Line) -> int:
    """Which way a figure went by the words before it, or by the one that it is told with: "up 22 % and 14 %"."""
    turn = next((line.turn(at) for at in between if line.turn(at)), 0)
    joints = line.words.grammar["and"] | line.words.links["same"] | line.words.changes["by"]
    return previous.turn if not turn and previous.role == CHANGE and before in joints else turn


def _is_of_year_before(figure: Figure, line: Line) -> bool:
    """As in "(Vorjahr: 0,10 Euro)"."""
    time = line.time(figure.start - 2) if line.word(figure.start - 1) == ":" else None
    if time is not None and any(line.word(figure.start - back) == "(" for back in (3, 4)):
        return True  # "(2025: £24.9m)", "(9M 2025: …)"
    text = time.norm.text.lower() if time is not None and isinstance(time.norm, TimeSpan) else ""
    return any(phrase in text for phrase in line.words.links["either"] | line.words.links["ago"])


def _turn_behind(figure: Figure, line: Line) -> int:
    """As in "12 Prozent mehr als im Vorjahr"."""
    following = line.token(figure.end)
    if line.word(figure.end) in line.words.people["steps"] and figure_class(figure.quantity) == "percent":
        return -1 if line.word(figure.end) in line.words.people["steps_down"] else 1
    told = following is not None and (following.pos_ in ("ADJ", "ADV", "DET") or _is_step(figure, line))
    return line.turn(figure.end) if told else 0


def _turned_to_loss(base: Found, named: Found | None) -> Found:
    """The metric as what stands between says it: "income of $5bn, compared with a loss of $4bn" has a loss second."""
    if named is None or named.metric.kind != base.metric.kind or named.metric.loss == base.metric.loss:
        return base
    return base._replace(metric=base.metric.model_copy(update={"loss": named.metric.loss}))


def _is_link(at: int, previous: Reading, line: Line) -> bool:
    token, figure = line.tree[at], line.figure(at)
    if line.word(at - 1) == "(" and line.time(at + 1) is not None and line.word(at + 2) == ":":
        return True  # "(9M 2025: EUR 2,198 million)"
    if figure is not None and line.word(figure.start - 1) == "(":
        return True  # a conversion in brackets
    if line.time(at) or line.turn(at) or token.lower_ in line.words.links["words"] | line.words.links["reached"]:
        return True
    if figure is not None and figure_class(figure.quantity) == "duration" and line.words.compounds:
        return line.word(figure.end) == "-"
    if token.lower_ in line.words.shares["trades"] or token.lower_.endswith(tuple(line.words.quantified["peaks"])):
        return previous.found.metric.kind == "price"  # "to settle at $92", "auf ein Fünf-Jahres-Tief von 19 Euro"
    if token.lower_ in line.words.shares["at"]:
        return previous.found.metric.kind == "price" or previous.role == CHANGE
    if token.lower_ in line.words.grammar["unmarked"] or token.dep_ == "compound:prt":
        return True  # "auf zuletzt 3 Milliarden", "legte auf 3 Milliarden zu (2024: 2)"
    name = line.name(at)
    if name is not None:
        return line.word(name.start - 1) in line.words.grammar["each_of"]  # "…, at Acme even by 16 %"
    dated = token.text == ":" and line.time(at - 1) is not None
    return dated or token.text in (",", ";", "(", ")", "-", "–", "+", "*", "'s", " ", "/") or token.pos_ in ("SPACE",)


def _is_step(figure: Figure, line: Line) -> bool:
    """As in ", a 60 % increase from $28m": a noun with an article, of which nothing else is said."""
    is_noun = line.word(figure.start - 1) in line.words.shares["per"] and line.tree[figure.end].pos_ == "NOUN"
    following = line.word(figure.end + 1)
    return is_noun and (following in line.words.links["words"] or following in ("", ".", ","))


def _signed(figure: Figure, line: Line) -> int:
    """+1 or -1 where a sign stands before a figure: "(+12 %)", "(- 43 Prozent)"."""
    apart = line.word(figure.start - 2) == "(" and line.word(figure.start - 1)
    sign = apart or figure.quantity.text[:1]
    return 1 if sign == "+" else -1 if sign in ("-", "−", "–") else 0


def _has_own_metric(figure: Figure, line: Line) -> bool:
    """Whether a metric stands right behind a figure, no comma between."""
    near = range(figure.end, min(figure.end + 3, len(line.tree)))
    ends = (",", "(", ")", ";")
    stop = next((at for at in near if line.word(at) in ends or line.tree[at].pos_ in ("SCONJ", "CCONJ")), near.stop)
    own = (line.metric(at) for at in range(figure.end, stop))
    return any(found is not None and not found.metric.market for found in own)


def comes_from(found: Found, line: Line) -> bool:
    """Whether a metric with its article is what another was reached from: "from a loss of", "nach einem Verlust"."""
    at = found.start - 1
    while at > 0 and line.tree[at].pos_ == "ADJ":
        at -= 1
    if is_foretold(found.start, found.end, line):
        return False  # "geht von einem Umsatz von 5 Millionen Euro aus"
    if at <= 0 or line.tree[at].pos_ != "DET":
        return False
    links = line.words.links
    behind = text_of(line.tree[found.end : found.end + _AGO]).lower()
    dated = line.word(at - 1) in links["following"] and any(ago in behind for ago in links["ago"])
    return dated or line.word(at - 1) in links["prior"]  # "after a loss of $3m a year earlier"


def per_share(found: Found, figure: Figure) -> Found:
    """A profit's figure per share, or in cents and dollars, is another metric: earnings per share."""
    unit, low = figure.quantity.unit or "", figure.quantity.min or figure.quantity.max
    is_small = found.metric.attribute is None and figure_class(figure.quantity) == "money" and not found.metric.bare
    small = is_small and found.metric.phrase in ("earnings", "profit", "loss") and low is not None and abs(low) < _SHARE
    if found.metric.kind != "profit" or not (unit.endswith("/share") or (small and not found.metric.acts)):
        return found
    return _as_per_share(found)


def _each(base: Found, previous: Reading) -> Found:
    """What a small sum behind "or" measures: earnings per share, in "net income of $88 million, or 45 cents"."""
    return _as_per_share(base) if base.metric.kind == "profit" and is_sum(previous.quantity, _TOTAL) else base


def _as_per_share(found: Found) -> Found:
    attribute = "adjusted earnings per share" if "adjusted" in (found.metric.attribute or "") else "earnings per share"
    return found._replace(metric=found.metric.model_copy(update={"attribute": attribute}))
