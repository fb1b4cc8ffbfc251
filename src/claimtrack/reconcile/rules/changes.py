"""Rules for answers that differ because something happened in between: plans, successors, changes, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.kinds import Timing
from claimtrack.model import Phase, Polarity
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, fold_name
from claimtrack.reconcile.moments import Order, days_between
from claimtrack.reconcile.origins import denying_words, is_correction, named_speaker
from claimtrack.reconcile.readings import Reading, Standing
from claimtrack.reconcile.rules.outcomes import ONE_STORY, follows, named_at_once

if TYPE_CHECKING:
    from claimtrack.reconcile.rules.pair import Pair

_AT_ONCE = 2
"""Days within which papers pass on one statement."""


def succession(pair: Pair) -> str | None:
    """A post that one person leaves, or is to take, and another holds."""
    for leaver, holder in ((pair.a, pair.b), (pair.b, pair.a)):
        if leaver.standing is Standing.ENDED and holder.standing is Standing.HOLDS:
            return f"{leaver.claim.subject} is said to have left the post, {holder.claim.subject} to hold it"
        if not _comes(holder) and _comes(leaver) and not pair.told_as_one:
            return f"{leaver.claim.subject} is said to take the post, {holder.claim.subject} to hold it until then"
    return None


def _comes(reading: Reading) -> bool:
    return not reading.actual or (reading.post is not None and reading.post.coming)


def outcome(pair: Pair) -> str | None:
    """A plan or forecast, and what is said later to be so."""
    actual, plan = (pair.a, pair.b) if pair.a.actual else (pair.b, pair.a)
    if not follows(actual, plan):
        return None
    return f"{pair.name(plan)} tells of it as {plan.claim.modality.value}, {pair.name(actual)} of what came of it"


def retracts(pair: Pair) -> str | None:
    """A later denial by the party itself, or by who had said it before."""
    said, denial = pair.a, pair.b
    denies = denial.standing is Standing.DENIED or denial.claim.polarity is Polarity.NEGATED
    if not denies or pair.published is not Order.EARLIER:
        return None
    if _is_party(denial):
        party = denial.claim.attribution or denial.claim.document.publisher
        return f"{pair.name(denial)}, later, has the denial of {party}"
    if pair.same_publisher:
        return f"{pair.name(denial)}, later and of the same origin, takes back what {pair.name(said)} says"
    return None


def corrects(pair: Pair) -> str | None:
    """A later report of the same origin that says of itself that it corrects."""
    if not pair.same_publisher or pair.published is not Order.EARLIER or not is_correction(pair.b.claim.quote):
        return None
    return f"{pair.name(pair.b)} corrects what {pair.name(pair.a)}, of the same origin, says"


def plan_revised(pair: Pair) -> str | None:
    """A plan or forecast for one period that its own origin tells differently later."""
    if not pair.same_publisher or not pair.same_period or pair.published is not Order.EARLIER:
        return None
    return f"{pair.name(pair.b)}, later and of the same origin, has {pair.told(pair.b)} instead of {pair.told(pair.a)}"


def _is_party(reading: Reading) -> bool:
    """Whether a party says it itself: on its word, in its own paper, or in a sentence that has it deny something."""
    parties = {reading.subject, reading.object} - {""}
    voices = {named_speaker(reading.claim.attribution), fold_name(reading.claim.document.publisher or "").base}
    if parties & voices:
        return True
    words = fold(reading.claim.quote).split()
    told = next((place for place, word in enumerate(words) if word in denying_words()), 0)
    return any(set(party.split()) <= set(words[:told]) for party in parties)


def holder_changed(pair: Pair) -> str | None:
    """Two holders of one post at different times, or one who begins beside one who held it."""
    if pair.a.standing is not Standing.HOLDS:
        return None
    order = pair.order
    if named_at_once(pair):
        return None
    if order in (Order.EARLIER, Order.LATER):
        return _in_turn(pair, order)
    begins = [reading for reading in (pair.a, pair.b) if reading.claim.phase is Phase.BEGINS]
    if order is Order.SAME and len(begins) == 1:
        return f"{begins[0].claim.subject} takes the post at the time when the other is said to hold it"
    return None


def _in_turn(pair: Pair, order: Order) -> str:
    first, then = (pair.a, pair.b) if order is Order.EARLIER else (pair.b, pair.a)
    return f"{first.claim.subject} holds the post at {first.claim.valid}, {then.claim.subject} at {then.claim.valid}"


def state_changed(pair: Pair) -> str | None:
    """A state that held and is over or denied later, or began again after its end."""
    found = pair.split(Standing.HOLDS, Standing.ENDED) or pair.split(Standing.HOLDS, Standing.DENIED)
    if found is None:
        return None
    holds, over = found
    if holds.moment is None or over.moment is None:
        return None
    covered = pair.a.kind.event and pair.both_actual and over.standing is Standing.DENIED
    if _is_before(holds, over) and not covered:
        return f"{pair.name(holds)} says so of {holds.moment.start}, {pair.name(over)} later says that it is not so"
    began_later = holds.claim.phase is Phase.BEGINS or holds.kind.event or over.standing is Standing.DENIED
    if began_later and _is_before(over, holds):
        return f"{pair.name(over)} says that it is not so, {pair.name(holds)} that it is so later"
    return None


def told_in_one(pair: Pair) -> str | None:
    """A document that tells of a state and of its end tells of a change, whatever the dates it gives."""
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.claim.document.id != pair.b.claim.document.id:
        return None
    return "one document tells of the state and of its end"


def _is_before(first: Reading, second: Reading) -> bool:
    a, b = first.moment, second.moment
    if a is None or b is None or a.end is None or b.start is None:
        return False
    by_report = first.claim.valid_default and second.claim.valid_default
    sudden = second.standing is Standing.ENDED or first.kind.event  # what happened on Friday was not so on Monday
    steady = first.kind.steady if by_report and not sudden else 0
    return a.end <= b.start and (steady == 0 or days_between(a, b) > steady)


def level_changed(pair: Pair) -> str | None:
    """A figure that is read at different times."""
    if pair.timing not in (Timing.LEVEL, Timing.STATE) or pair.order not in (Order.EARLIER, Order.LATER):
        return None
    first, then = (pair.a, pair.b) if pair.order is Order.EARLIER else (pair.b, pair.a)
    return (
        f"the {pair.question} changes with time: {pair.told(first)} at {first.claim.valid}, "
        f"{pair.told(then)} at {then.claim.valid}"
    )


def plan_changed(pair: Pair) -> str | None:
    """A plan or forecast that a later report tells differently."""
    if Match.OTHER not in (pair.figures, pair.dates) and not _is_shifted(pair):
        return None
    if pair.a.said is None or pair.b.said is None or days_between(pair.a.said, pair.b.said) <= ONE_STORY:
        return None
    return f"both tell of a plan or forecast, {pair.name(pair.b)} {days_between(pair.a.said, pair.b.said)} days later"


def _is_shifted(pair: Pair) -> bool:
    """Whether both figures are ranges that overlap, but of which neither holds the other."""
    a, b = pair.a.claim.value, pair.b.claim.value
    if a is None or b is None or pair.figures is not Match.WITHIN or None in (a.min, a.max, b.min, b.max):
        return False
    lower, upper = sorted(((a.min, a.max), (b.min, b.max)))
    return lower[0] != upper[0] and lower[1] is not None and upper[1] is not None and lower[1] < upper[1]


def revises(pair: Pair) -> str | None:
    """Another figure for the same time from the same publisher, or by the same speaker, published later.

    What two papers of one day pass on of one speaker is no later word of that speaker's.
    """
    if not pair.same_publisher:
        return None
    houses = [reading.claim.document.publisher for reading in (pair.a, pair.b)]
    one_house = houses[0] is not None and houses[0] == houses[1]
    at_once = pair.a.said is not None and pair.b.said is not None and days_between(pair.a.said, pair.b.said) <= _AT_ONCE
    if at_once and not one_house:
        return None
    if pair.published is not Order.EARLIER or not (pair.same_period or pair.order is Order.SAME):
        return None
    return f"the later report of the same origin gives {pair.told(pair.b)} instead of {pair.told(pair.a)}"
