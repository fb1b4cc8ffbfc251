"""Rules for answers that are the same, and for those that cannot be compared at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.reconcile.comparing import differ_in_measure
from claimtrack.reconcile.exchange import agree_at_rate, day_within, round_figure
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.moments import Order
from claimtrack.reconcile.readings import Standing

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading
    from claimtrack.reconcile.rules.pair import Pair

_LEAST_DIGITS = 2


def other_measure(pair: Pair) -> str | None:
    """People and percent, percent and percentage points: neither figure says what the other is."""
    if not differ_in_measure(pair.a, pair.b):
        return None
    return f"{pair.told(pair.a)} and {pair.told(pair.b)} measure different things"


def same_number_other_currency(pair: Pair) -> str | None:
    """One figure in two currencies for one event or period: one of the documents has the currency wrong."""
    a, b = pair.a.claim.value, pair.b.claim.value
    if (
        not (pair.a.kind.event or pair.same_period)
        or not _other_currency(pair)
        or a is None
        or b is None
        or pair.one_actual
    ):
        return None
    if (a.min, a.max, a.bound) != (b.min, b.max, b.bound) or a.min is None or (a.digits or 0) < _LEAST_DIGITS:
        return None
    return f"both give the {pair.question}, with the same figure in {pair.a.unit} and in {pair.b.unit}"


def same_at_rate(pair: Pair) -> str | None:
    """One amount, told in two currencies by two origins."""
    told = _told_at_rate(pair)
    return None if told is None or pair.origin is not None else told


def repeats_at_rate(pair: Pair) -> str | None:
    """One amount, told in two currencies by one origin."""
    told = _told_at_rate(pair)
    return None if told is None or pair.origin is None else f"{pair.origin}, and {told}"


def _told_at_rate(pair: Pair) -> str | None:
    """Say what the first amount is in the other currency, if that is the other amount; `None` if it is not.

    The rate is that of the day that both claims are about, or of the report where they have none.
    """
    a, b = pair.a.stretch, pair.b.stretch
    if a is None or b is None or not _other_currency(pair):
        return None
    day = day_within(pair.a.moment or pair.a.said)
    if day is None:
        return None
    if not pair.same_standing or pair.one_actual or pair.dates is Match.OTHER or pair.order is Order.UNKNOWN:
        return None
    converted = agree_at_rate(a, b, (pair.a.unit, pair.b.unit), day)
    if converted is None:
        return None
    amount = f"{round_figure(converted)} {pair.b.unit}"
    return (
        f"{pair.told(pair.a)} is {amount} at the European Central Bank's rate of {day}, and {pair.told(pair.b)} agrees"
    )


def other_currency(pair: Pair) -> str | None:
    """Two amounts in two currencies, which may be one amount or two: rates move, and banks have their own."""
    if not _other_currency(pair):
        return None
    return f"one figure is in {pair.a.unit}, the other in {pair.b.unit}, and they are not shown to be one at the rate"


def _other_currency(pair: Pair) -> bool:
    return pair.a.measure == pair.b.measure == "money" and pair.a.unit != pair.b.unit


def denies_other(pair: Pair) -> str | None:
    """A denial of one answer says nothing about another."""
    if pair.holders is Match.OTHER:
        return f"{pair.name(_denial(pair))} denies it of one person only, the other claim is about another"
    return f"{pair.name(_denial(pair))} denies {pair.told(_denial(pair))} only, the other claim has another figure"


def _denial(pair: Pair) -> Reading:
    return pair.a if pair.a.standing is Standing.DENIED else pair.b


def former_holders(pair: Pair) -> str | None:
    """Several people can have held a post in the past."""
    if pair.a.standing is Standing.ENDED:
        return "both held the post in the past, and a post has many former holders"
    return None


def repeats(pair: Pair) -> str | None:
    """The same answer from one origin counts once."""
    return None if pair.origin is None else f"{pair.origin}, and the answer is the same"


def figure_within(pair: Pair) -> str:
    """A bound or range that holds the other figure."""
    return (
        f"both give the {pair.question}; {pair.told(pair.a)} and {pair.told(pair.b)} can both hold, one is more exact"
    )


def figure_added(pair: Pair) -> str:
    """Only one of the two gives a figure."""
    teller = (
        pair.a if pair.b.claim.value is None or pair.b.claim.value.min is pair.b.claim.value.max is None else pair.b
    )
    return f"both tell of the {pair.question}; only {pair.name(teller)} gives the figure, {pair.told(teller)}"


def date_within(pair: Pair) -> str:
    """A stated date that lies within the other."""
    dates = f"{pair.a.claim.valid} and {pair.b.claim.valid}"
    return f"both tell of the {pair.question}; of the dates {dates} one is more exact"


def agrees(pair: Pair) -> str:
    """The same answer from independent origins."""
    if pair.a.claim.value is not None and pair.b.claim.value is not None:
        same = pair.a.claim.value.min == pair.b.claim.value.min and pair.a.claim.value.max == pair.b.claim.value.max
        how = "the figures are the same" if same else "the figures are the same within what they state"
        return f"both give the {pair.question}; {how}: {pair.told(pair.a)}, {pair.told(pair.b)}"
    return f"both say the same of the {pair.question}"
