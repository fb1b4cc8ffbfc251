"""A figure that takes its metric from the one before: "… to $8.3bn", "…, or 43 cents per share", "…, up 30 %"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR, Reading
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.model import TimeSpan

_SHARE = 100
"""Money of a firm's earnings below which it is what they come to per share: "earnings of 78 cents to 80 cents"."""

if TYPE_CHECKING:
    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Figure, Line


def read_linked(figure: Figure, previous: Reading, line: Line) -> Reading | None:
    """As in "… to $8.3bn", "…, or 43 cents per share", "…, up 30 % from a year earlier", "(+12 %)"."""
    between = range(max(previous.figure.end, previous.found.end), figure.start)
    words = [line.word(at) for at in between if not line.time(at)]
    links = line.words.links
    unlinked = len(words) > 10 or any(not _is_link(at, previous, line) for at in between)
    if unlinked or _has_own_metric(figure, line):
        return None
    grammar, kind = line.words.grammar, figure_class(figure.quantity)
    before = next((word for word in reversed(words) if word not in grammar["unmarked"]), "")
    turn = _turn_between(before, between, previous, line)
    if previous.found.metric.kind == "price" and kind == "percent" and not turn:
        return None
    base = previous.base or previous.found
    named = next((found for at in between if (found := line.metric(at)) is not None), None)
    base = _turned_to_loss(base, named)
    small = figure_class(figure.quantity) == "money" and size(figure.quantity) < _SHARE
    found = previous.found if small and previous.found is not base else per_share(base, figure)
    reading = Reading(figure, found, LEVEL, 0, previous.verb, True, base)
    compared = any(word in grammar["compared"] for word in words)
    told_from = (
        compared
        or _is_of_year_before(figure, line)
        or before in links["prior"]
        or (named is not None and comes_from(named, line))
    )
    if told_from and kind == "percent" and "percent" in base.metric.classes:
        return reading._replace(role=PRIOR)  # "a margin of 42 %, up from 40 %"
    if kind == "percent" or kind == "points":
        turn = turn or _signed(figure, line) or _turn_behind(figure, line)
        return reading._replace(role=CHANGE, turn=turn) if turn else None
    if line.word(figure.start - 1) == "(" and not turn:
        return None  # a conversion into another currency
    if told_from:
        return reading._replace(role=PRIOR)
    # "fell 3 % to close at $42", "2 % higher at $101"
    traded = before in line.words.shares["at"] and previous.found.metric.kind == "price"
    if before in line.words.changes["to"] or before in links["reached"] or traded:
        return reading
    if previous.role == PRIOR and before in links["same"]:
        return reading._replace(role=PRIOR)
    if before in links["same"] and (found is not base or (previous.role == LEVEL and found is not previous.found)):
        return reading
    again = previous.role == CHANGE and before in links["same"]  # "fell 2 %, or $1.20"
    is_change = again or before in line.words.changes["by"] | line.words.changes["at"] or line.turn(figure.start - 1)
    return reading._replace(role=CHANGE, turn=turn) if turn and is_change else None


def _turn_between(before: str, between: range, previous: Reading, line: Line) -> int:
    """Which way a figure went by the words before it, or by the one that it is told with: "up 22 % and 14 %"."""
    turn = next((line.turn(at) for at in between if line.turn(at)), 0)
    joints = line.words.grammar["and"] | line.words.links["same"] | line.words.changes["by"]
    return previous.turn if not turn and previous.role == CHANGE and before in joints else turn


def _is_of_year_before(figure: Figure, line: Line) -> bool:
    """As in "(Vorjahr: 0,10 Euro)"."""
    time = line.time(figure.start - 2) if line.word(figure.start - 1) == ":" else None
    text = time.norm.text.lower() if time is not None and isinstance(time.norm, TimeSpan) else ""
    return any(phrase in text for phrase in line.words.links["either"] | line.words.links["ago"])


def _turn_behind(figure: Figure, line: Line) -> int:
    """As in "12 Prozent mehr als im Vorjahr"."""
    following = line.token(figure.end)
    told = following is not None and (following.pos_ in ("ADJ", "ADV", "DET") or _is_step(figure, line))
    return line.turn(figure.end) if told else 0


def _turned_to_loss(base: Found, named: Found | None) -> Found:
    """The metric as what stands between says it: "income of $5bn, compared with a loss of $4bn" has a loss second."""
    if named is None or named.metric.kind != base.metric.kind or named.metric.loss == base.metric.loss:
        return base
    return base._replace(metric=base.metric.model_copy(update={"loss": named.metric.loss}))


def _is_link(at: int, previous: Reading, line: Line) -> bool:
    token, figure = line.tree[at], line.figure(at)
    if figure is not None and line.word(figure.start - 1) == "(":
        return True  # a conversion in brackets
    if line.time(at) or line.turn(at) or token.lower_ in line.words.links["words"] | line.words.links["reached"]:
        return True
    if token.lower_ in line.words.shares["trades"] | line.words.shares["at"]:
        return previous.found.metric.kind == "price"  # "to settle at $92 per barrel"
    if token.lower_ in line.words.grammar["unmarked"]:
        return True  # "auf zuletzt 3 Milliarden"
    name = line.name(at)
    if name is not None:
        return line.word(name.start - 1) in line.words.grammar["each_of"]  # "…, at Acme even by 16 %"
    if token.text == ":" and line.time(at - 1) is not None:
        return True
    return token.text in (",", "(", ")", "-", "–", "+", "**", "*", "'s", " ", "/") or token.pos_ in ("SPACE",)


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
    stop = next((at for at in near if line.word(at) == ","), near.stop)
    own = (line.metric(at) for at in range(figure.end, stop))
    return any(found is not None and not found.metric.market for found in own)


def comes_from(found: Found, line: Line) -> bool:
    """Whether a metric with its article is what another was reached from: "from a loss of", "nach einem Verlust"."""
    at = found.start - 1
    while at > 0 and line.tree[at].pos_ == "ADJ":
        at -= 1
    return at > 0 and line.tree[at].pos_ == "DET" and line.word(at - 1) in line.words.links["prior"]


def per_share(found: Found, figure: Figure) -> Found:
    """A profit's figure per share, or in cents and dollars, is another metric: earnings per share."""
    unit, low = figure.quantity.unit or "", figure.quantity.min or figure.quantity.max
    is_small = found.metric.attribute is None and figure_class(figure.quantity) == "money" and not found.metric.bare
    small = is_small and found.metric.phrase in ("earnings", "profit", "loss") and low is not None and abs(low) < _SHARE
    if found.metric.kind != "profit" or not (unit.endswith("/share") or (small and not found.metric.acts)):
        return found
    attribute = "adjusted earnings per share" if "adjusted" in (found.metric.attribute or "") else "earnings per share"
    return found._replace(metric=found.metric.model_copy(update={"attribute": attribute}))
