"""Rules for answers that cannot both hold; they come last, when nothing else explains that the two differ."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from claimtrack.model import Bound, Phase
from claimtrack.reconcile.moments import Order
from claimtrack.reconcile.readings import Reading, Standing

if TYPE_CHECKING:
    from claimtrack.reconcile.rules.pair import Pair

_DAY = timedelta(days=1)


def over_yet_holds(pair: Pair) -> str | None:
    """One says that it was over, the other that it holds at that time or later."""
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.kind.event:
        return None
    holds, over = found
    if holds.denies_end and pair.order is Order.SAME:
        return f"{pair.name(over)} says that it is over, {pair.name(holds)} that it is not, both of {over.claim.valid}"
    if holds.claim.phase is Phase.BEGINS or not _by(over, holds):
        return None
    when = over.claim.valid or over.claim.document.published
    return (
        f"{pair.name(over)} says that it was over by {when}, "
        f"yet {pair.name(holds)} says that it holds at {holds.claim.valid}"
    )


def _by(over: Reading, holds: Reading) -> bool:
    """Whether the one was over when the other says that it holds; on the very day of its end it may hold."""
    end, start = over.moment, holds.moment
    if end is None or start is None or end.end is None or start.start is None:
        return False
    return end.end - (_DAY if over.held is None else timedelta()) <= start.start


def affirmed_and_denied(pair: Pair) -> str | None:
    """One affirms what the other denies, of one time; a denial of an event covers all time before it."""
    found = pair.split(Standing.HOLDS, Standing.DENIED)
    if found is None:
        return None
    holds, denial = found
    if holds.moment is None or denial.moment is None:
        return None
    return f"{pair.name(holds)} affirms the {pair.question}, {pair.name(denial)} denies it"


def two_holders(pair: Pair) -> str | None:
    """One post that one person at a time can hold, and two who are said to hold it."""
    if pair.a.standing is not Standing.HOLDS:
        return None
    return (
        f"both name the {pair.question} at one time ({pair.a.claim.valid}, {pair.b.claim.valid}): "
        f"{pair.a.claim.subject} and {pair.b.claim.subject}"
    )


def figures_differ(pair: Pair) -> str:
    """Two figures for one question at one time."""
    plain = all(r.claim.value is not None and r.claim.value.bound is Bound.EXACT for r in (pair.a, pair.b))
    why = (
        "differ by more than either figure's rounding" if plain else "cannot both hold, even with the bounds they state"
    )
    return f"both give the {pair.question}; {pair.told(pair.a)} and {pair.told(pair.b)} {why}"


def dates_differ(pair: Pair) -> str:
    """Two dates for one event."""
    return f"both date the {pair.question}, one to {pair.a.claim.valid}, the other to {pair.b.claim.valid}"
