"""Rules for answers whose times are missing, too long or too vague to say that they are of one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.edtf import is_approximate
from claimtrack.kinds import Timing
from claimtrack.model import Phase
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.moments import Order, days_between, surely_overlap
from claimtrack.reconcile.readings import Reading, Standing
from claimtrack.reconcile.rules.gaps import is_guidance, needs_no_date
from claimtrack.reconcile.rules.outcomes import ONE_STORY, are_one_announcement
from claimtrack.reconcile.rules.pair import lacks, missing_dates

if TYPE_CHECKING:
    from claimtrack.reconcile.rules.pair import Pair

_MONTH = 31  # days
_NEWS = 2  # days within which papers tell of one report
_WORTH = ("worth", "market cap")
_VOTES = ("counted", "votes")
_FAR = Decimal("1.25")  # times: exchanges stop the trade in a share long before it moves by as much in a day


def counted_by_place(pair: Pair) -> str | None:
    """Votes are counted place by place, and all evening long; a claim says neither where nor when."""
    if _VOTES not in pair.a.facets or _VOTES not in pair.b.facets:
        return None
    return "votes are counted from place to place and from hour to hour, and it is not stated of which this is"


def moves_within_a_day(pair: Pair) -> str | None:
    """A price at the exchange is another every hour; what a whole company is worth there moves by a part of it."""
    if (pair.a.volatile and not _moves_too_far(pair)) or (pair.a.is_change and pair.a.kind.name == "price"):
        return "the figure moves within a day, and the hour is not stated"
    return None


def _moves_too_far(pair: Pair) -> bool:
    """Whether two market values of one day are further apart than a day takes them."""
    a, b = pair.a.stretch, pair.b.stretch
    if _WORTH not in pair.a.facets or _WORTH not in pair.b.facets or pair.a.held != pair.b.held or _is_long(pair.a):
        return False
    if a is None or b is None or not (a.plain and b.plain) or a.low is None or b.low is None:
        return False
    smaller, larger = sorted((a.low, b.low))
    return smaller > 0 and larger >= smaller * _FAR


def change_without_base(pair: Pair) -> str | None:
    """Two changes may be counted from different times."""
    if not pair.a.is_change or "base" in pair.a.open.keys() & pair.b.open.keys():
        return None
    return "both are changes, and it is not stated from when either is counted"


def standing_untold(pair: Pair) -> str | None:
    """As `standing_undated`, where it is the sentence that says no date, which nobody can give it."""
    return None if _lacks_publication(pair) else standing_undated(pair)


def answer_untold(pair: Pair) -> str | None:
    """As `answer_undated`, where it is the sentence that says no date, which nobody can give it."""
    return None if _lacks_publication(pair) else answer_undated(pair)


def _lacks_publication(pair: Pair) -> bool:
    return any(reading.said is None for reading in missing_dates(pair.a, pair.b))


def standing_undated(pair: Pair) -> str | None:
    """One says that it holds, the other that it is over or not so, and a date is missing."""
    missing = missing_dates(pair.a, pair.b)
    if not missing:
        return None
    others = [reading for reading in (pair.a, pair.b) if reading not in missing]
    told = "".join(f"{pair.name(each)} says that it {_says(each)} at {_when(each)}; " for each in others)
    silent = [f"{pair.name(each)} says that it {_says(each)}" for each in missing]
    gaps = " and ".join(lacks(pair, each) for each in missing)
    return f"{told}{'; '.join(silent)}; {gaps}, so it cannot be said which came first"


def _says(reading: Reading) -> str:
    return {Standing.HOLDS: "holds", Standing.ENDED: "is over", Standing.DENIED: "is not so"}[reading.standing]


def _when(reading: Reading) -> str:
    return str(reading.claim.valid or reading.claim.document.published)


def answer_undated(pair: Pair) -> str | None:
    """Different figures or holders, and a date is missing that would say whether they are of one time."""
    if pair.timing is Timing.FLOW or needs_no_date(pair):
        return None
    missing = missing_dates(pair.a, pair.b)
    if not missing:
        return None
    gaps = " and ".join(lacks(pair, each) for each in missing)
    return f"the answers to the {pair.question} differ, but {gaps}, so it cannot be said whether they are of one time"


def plan_undated(pair: Pair) -> str | None:
    """Two versions of a plan, and it is not known which was told last."""
    missing = missing_dates(pair.a, pair.b, published=True)
    if not missing:
        return None
    gaps = " and ".join(lacks(pair, each) for each in missing)
    return f"both tell of a plan for the {pair.question}, but {gaps}, so it cannot be said which is the later one"


def period_unstated(pair: Pair) -> str | None:
    """Figures of a period that is not stated, save two reports of the same days that name the same kind of period."""
    if pair.timing is not Timing.FLOW or pair.same_period:
        return None
    if pair.a.paid_once and pair.days_apart <= _MONTH:
        return None
    if pair.a.is_owed and pair.b.is_owed and pair.days_apart <= _NEWS:
        return None
    period = pair.a.open.get("period")
    if (
        pair.by_report
        and period is not None
        and period == pair.b.open.get("period")
        and pair.days_apart <= pair.a.kind.window
    ):
        return None
    silent = [each for each in (pair.a, pair.b) if each.claim.valid_default or each.held is None]
    names = " and ".join(sorted({pair.name(each) for each in silent}))
    return f"{names} does not say of which period the figure is"


def fiscal_year(pair: Pair) -> str | None:
    """A fiscal year beside a calendar year of the same number, unless it is that of which a report is just out.

    A firm reports one year at a time: two papers that within days tell of the same year tell of the same report.
    """
    valid = pair.a.claim.valid, pair.b.claim.valid
    if pair.timing is not Timing.FLOW or None in valid or valid[0] == valid[1]:
        return None
    if pair.a.period == pair.b.period and _is_of_last_year(pair.a) and _said_within(pair, ONE_STORY):
        return None
    if is_guidance(pair):
        return None
    if is_approximate(valid[0] or "") or is_approximate(valid[1] or ""):
        return "one period is stated approximately (a fiscal year), so the two need not be the same months"
    return None


def _is_of_last_year(reading: Reading) -> bool:
    """Whether the period is the year that had ended last when it was told."""
    said, period = reading.said, reading.period
    if said is None or said.start is None or period is None or period.start is None or period.end is None:
        return False
    return period.end <= said.start < period.end + (period.end - period.start)


def _said_within(pair: Pair, days: int) -> bool:
    return pair.a.said is not None and pair.b.said is not None and days_between(pair.a.said, pair.b.said) <= days


def total_or_part(pair: Pair) -> str | None:
    """One tells of a deal, the other of what has come together so far, which is no less than the deal alone."""
    if not pair.a.kind.event or needs_no_date(pair):
        return None
    one_day = pair.a.is_of_one_day and pair.a.held == pair.b.held and pair.b.is_of_one_day
    if pair.a.claim.phase is pair.b.claim.phase or one_day or _total_is_less(pair):
        return None
    return "one tells of a single event, the other of what has been reached so far"


def _total_is_less(pair: Pair) -> bool:
    """Whether what was reached by one day is less than what a single event of that day is said to have brought."""
    total, part = (pair.b, pair.a) if pair.a.claim.phase is Phase.BEGINS else (pair.a, pair.b)
    if total.standing is not Standing.HOLDS or part.claim.phase is not Phase.BEGINS or not pair.both_actual:
        return False
    reached, brought = total.stretch, part.stretch
    if reached is None or brought is None or not (reached.plain and brought.plain) or pair.order is not Order.SAME:
        return False
    return reached.high is not None and brought.low is not None and reached.high < brought.low


def another_event(pair: Pair) -> str | None:
    """Figures of events that may happen again, told some time apart or only within a long time."""
    if not pair.a.kind.event or needs_no_date(pair) or are_one_announcement(pair.a, pair.b):
        return None
    if pair.order in (Order.EARLIER, Order.LATER):
        return f"the two are told {pair.days_apart} days apart and may be of different events"
    if pair.order is Order.UNCLEAR or _is_long(pair.a):
        return f"there may be several such events within {pair.a.claim.valid} and {pair.b.claim.valid}"
    return None


def _is_long(reading: Reading) -> bool:
    span = reading.held
    return span is not None and (span.start is None or span.end is None or (span.end - span.start).days > _MONTH)


def times_overlap(pair: Pair) -> str | None:
    """Times that overlap, but are too long to say that both were true together."""
    if pair.order is not Order.UNCLEAR or pair.dates is Match.OTHER or needs_no_date(pair):
        return None
    if pair.a.kind.event and pair.same_standing:
        return None
    if pair.holders is Match.OTHER and surely_overlap(pair.a, pair.b):
        return None
    return f"the times ({pair.a.claim.valid}, {pair.b.claim.valid}) overlap, but need not be the same"
