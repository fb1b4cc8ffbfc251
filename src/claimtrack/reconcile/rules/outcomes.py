"""A plan beside what is said to be so: what came of it, or the same decision in other words ("is to buy", "buys")."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from claimtrack.kinds import Timing
from claimtrack.model import Modality, Phase
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, word_set
from claimtrack.reconcile.moments import Order, days_between, order_of
from claimtrack.reconcile.origins import is_interim

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading
    from claimtrack.reconcile.rules.pair import Pair

ONE_STORY = 7
"""Days within which two reports are taken to be of the same state of a plan, or of one deal."""
_NEWS = 2
"""Days within which papers print one announcement."""
_SURE_OF_END = 0.6
"""Confidence from which on a claim is sure enough that a purchase is done, or was called off."""
_DAY = timedelta(days=1)


def follows(actual: Reading, plan: Reading) -> bool:
    """Whether what is so was said after the plan, or is dated after it."""
    if actual.said is not None and plan.said is not None:
        return plan.said.start is None or actual.said.end is None or plan.said.start < actual.said.end - _DAY
    return (
        actual.held is not None
        and plan.said is not None
        and plan.said.end is not None
        and (actual.held.start is not None and plan.said.end <= actual.held.start)
    )


def are_of_one_decision(pair: Pair) -> bool:
    """Whether one tells as done what the other tells as decided, in the same days: "buys", "is to buy".

    A plan that was told before is no such thing, it has its outcome; nor is what somebody only supposes.
    """
    if pair.a.actual == pair.b.actual or not pair.same_standing or pair.holders is Match.OPEN:
        return False
    done, plan = (pair.a, pair.b) if pair.a.actual else (pair.b, pair.a)
    if plan.claim.modality is not Modality.PLANNED or plan.is_guess or not _told_at_once(done, plan):
        return False
    if pair.dates is Match.OTHER or not (plan.kind.event or plan.post or plan.paid_once or _both_begin(pair)):
        return False
    if pair.holders is Match.OTHER:
        return named_at_once(pair) or (_begin_at_once(pair) and not _may_follow(done, plan))
    return pair.figures is not Match.OTHER or _is_decided_once(pair) or _both_begin(pair)


def _told_at_once(done: Reading, plan: Reading) -> bool:
    """Whether the two are told in the same days, and the plan not before the deed, unless it is that of one day."""
    if done.said is None or plan.said is None or days_between(done.said, plan.said) > ONE_STORY:
        return False
    if not follows(done, plan) or _retells(done, plan):
        return True
    if done.paid_once and plan.paid_once and days_between(done.said, plan.said) <= _NEWS:
        return True  # no plant is built, and no fine paid, by the day after it is announced
    return _dated_to_one_day(done, plan) or _tell_of_agreement(done, plan)


def _retells(done: Reading, plan: Reading) -> bool:
    """Whether a paper tells as done, on the day of an announcement or after it, what was announced as a plan."""
    if done.said is None or plan.said is None or done.said.start is None or plan.said.start is None:
        return False
    return plan.said.start <= done.said.start and are_one_announcement(done, plan)


def are_one_announcement(a: Reading, b: Reading) -> bool:
    """Whether both are news of one decision: job cuts told of within two days, with one deadline or none.

    No firm decides twice in two days, nor carries out by the day after what it announced.
    """
    if not a.kind.decided or a.said is None or b.said is None or days_between(a.said, b.said) > _NEWS:
        return False
    deadlines = {reading.held for reading in (a, b) if reading.held is not None and reading.held.start is None}
    return len(deadlines) < 2 and _is_news(a) and _is_news(b)


def _is_news(reading: Reading) -> bool:
    """Whether something begins that is dated by the days of its report, or only by when it will be done."""
    held, said = reading.held, reading.said
    if reading.claim.phase is not Phase.BEGINS or held is None or said is None:
        return False
    is_of_these_days = reading.by_report or (reading.is_of_one_day and days_between(held, said) <= _NEWS)
    return held.start is None or is_of_these_days


def _dated_to_one_day(done: Reading, plan: Reading) -> bool:
    """Whether both are dated to one day, which had come when the plan was told: the day it was decided on."""
    if not (done.is_of_one_day and plan.is_of_one_day and done.held == plan.held):
        return False
    ends = plan.held and plan.held.end, plan.said and plan.said.end
    return ends[0] is not None and ends[1] is not None and ends[0] <= ends[1]


def _tell_of_agreement(done: Reading, plan: Reading) -> bool:
    """Whether the plan is an agreement to buy, which the other tells as if done: none is carried out within a week."""
    if not plan.is_purchase:
        return False
    done_words, plan_words = (set(fold(reading.claim.quote).split()) for reading in (done, plan))
    carried_out = not done_words.isdisjoint(word_set("origins", "completing"))
    return not carried_out and not plan_words.isdisjoint(word_set("origins", "agreed"))


def _is_decided_once(pair: Pair) -> bool:
    """Whether the figure is that of one decision: the price of a purchase, a fine, the jobs that are cut on one day."""
    done, plan = (pair.a, pair.b) if pair.a.actual else (pair.b, pair.a)
    if pair.a.is_purchase or _retells(done, plan):
        return True
    if pair.a.paid_once:
        return True
    return pair.a.kind.decided and _begin_at_once(pair) and pair.a.held == pair.b.held


def _begin_at_once(pair: Pair) -> bool:
    """Whether both tell of something that begins, at one time."""
    return pair.a.claim.phase is pair.b.claim.phase is Phase.BEGINS and pair.order is Order.SAME


def done_yet_called_off(pair: Pair) -> str | None:
    """A purchase that one paper says is done, and another, in the same days, that it was called off.

    What was only agreed when the one wrote may have come to nothing when the other did, so that two days are all that
    may lie between, but for one that tells of the end of the purchase ("completed"); a deal may also be taken up again.
    """
    done, off = (pair.a, pair.b) if pair.a.actual else (pair.b, pair.a)
    phases = (done.claim.phase, off.claim.phase) == (Phase.BEGINS, Phase.ENDS)
    if not (done.is_purchase and phases and off.claim.modality is Modality.PLANNED):
        return None
    apart = done.claim.document.id != off.claim.document.id
    if not (apart and all(map(_tells_surely, (done, off))) and _met(done, off)):
        return None
    return f"{pair.name(done)} says that it is done, {pair.name(off)} that it was called off"


def _tells_surely(reading: Reading) -> bool:
    """Whether a whole deal is told of as a fact."""
    return not (reading.is_guess or reading.facets) and reading.claim.confidence >= _SURE_OF_END


def _met(done: Reading, off: Reading) -> bool:
    """Whether a deal is told to be done, and to be off, in days in which it cannot have been both."""
    if done.said is None or off.said is None:
        return False
    carried_out = not set(fold(done.claim.quote).split()).isdisjoint(word_set("origins", "completing"))
    final = carried_out and order_of(done.said, off.said) is Order.EARLIER
    is_news = done.held is None or days_between(done.held, done.said) <= ONE_STORY  # no earlier deal
    return is_news and days_between(done.said, off.said) <= (ONE_STORY if final else _NEWS)


def named_at_once(pair: Pair) -> bool:
    """Whether two are told within two days to be given one post, whenever each is to begin: one announcement."""
    begin = pair.a.claim.phase is pair.b.claim.phase is Phase.BEGINS and pair.a.post is not None
    if not begin or pair.a.said is None or pair.b.said is None or days_between(pair.a.said, pair.b.said) > _NEWS:
        return False
    return all(_is_to_come_or_news(each) for each in (pair.a, pair.b)) and not _may_follow(pair.a, pair.b)


def _is_to_come_or_news(reading: Reading) -> bool:
    """Whether who begins does so when it is reported, or later: nobody is named again who began long before."""
    held, said = reading.held, reading.said
    if held is None or said is None or held.start is None or said.start is None:
        return False
    return reading.by_report or held.start >= said.start - timedelta(days=_NEWS)


def _may_follow(done: Reading, plan: Reading) -> bool:
    """Whether one of two who are named to a post may come after the other: one document has both, or one is interim."""
    one_text = done.claim.document.id == plan.claim.document.id
    return one_text or is_interim(done.claim) != is_interim(plan.claim)


def _both_begin(pair: Pair) -> bool:
    """Whether both tell how something comes about between two parties that then holds: a stake is bought."""
    begin = pair.a.claim.phase is pair.b.claim.phase is Phase.BEGINS
    return begin and pair.timing is Timing.LEVEL and bool(pair.a.object)
