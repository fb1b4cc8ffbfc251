"""Rules for pairs that differ, but where what is needed to judge them is missing: these stay undetermined."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.edtf import is_approximate
from claimtrack.kinds import Answer, Timing
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, fold_name
from claimtrack.reconcile.moments import Order, order_of, surely_overlap
from claimtrack.reconcile.origins import named_speaker
from claimtrack.reconcile.readings import Reading, Standing
from claimtrack.reconcile.rules.pair import is_guess, lacks, missing_dates

if TYPE_CHECKING:
    from claimtrack.reconcile.rules.pair import Pair

SURE = 0.6
"""Confidence from which on a claim is sure enough to contradict another; nearly all that were judged below it were
misread (`benchmarks/judgements_*.tsv`)."""
SURE_OF_END = 0.8
"""The same of an end without a date, which is mostly told of somebody else's, or of another post of the person."""
_WORLDS_APART = 2  # times: two reports of one figure rarely differ by more
_YEAR, _MONTH = 366, 31  # days
_WORTH = ("worth", "market cap")
_FAR = Decimal("1.25")  # times: exchanges stop the trade in a share long before it moves by as much in a day


def plan_beside(pair: Pair) -> str:
    """A plan told after, or without a date beside, what is said to be so."""
    plan = pair.b if pair.a.actual else pair.a
    return f"{pair.name(plan)} tells of something {plan.claim.modality.value}, which the other does not contradict"


def name_in_part(pair: Pair) -> str:
    """A post whose holder is named by one word, or by a surname that is the same or differs in one letter."""
    return f"“{pair.a.claim.subject}” and “{pair.b.claim.subject}” may be one person's names"


def organisation_inferred(pair: Pair) -> str | None:
    """A holder in a sentence that does not name the organisation: "the chief executive" may be another company's."""
    inferred = [reading for reading in (pair.a, pair.b) if not _names_organisation(reading)]
    if not inferred:
        return None
    return f"the sentence in {pair.name(inferred[0])} does not name {inferred[0].claim.object} itself"


def _names_organisation(reading: Reading) -> bool:
    return any(_is_named(name, reading) for name in (reading.claim.object, *reading.object.split()[:1]) if name)


def _is_named(name: str, reading: Reading) -> bool:
    return fold_name(name).base.split()[0] in fold(reading.claim.quote)


def subject_inferred(pair: Pair) -> str | None:
    """Figures worlds apart, one of them in a sentence that does not name whose it is: it may be another's."""
    a, b = pair.a.stretch, pair.b.stretch
    if a is None or b is None or not (a.plain and b.plain) or a.low is None or b.low is None:
        return None
    inferred = [reading for reading in (pair.a, pair.b) if not _is_named(reading.claim.subject, reading)]
    smaller, larger = sorted((abs(a.low), abs(b.low)))
    if not inferred or larger <= smaller * _WORLDS_APART:
        return None
    return f"the sentence in {pair.name(inferred[0])} does not name {inferred[0].claim.subject} itself"


def reading_unsure(pair: Pair) -> str | None:
    """A claim that was read with little confidence contradicts nobody; nor does an end that is not dated, so easily."""
    unsure = min((pair.a, pair.b), key=lambda reading: reading.claim.confidence - _needed(reading))
    if unsure.claim.confidence >= _needed(unsure):
        return None
    return f"{pair.name(unsure)} was read with a confidence of {unsure.claim.confidence:.2f} only"


def _needed(reading: Reading) -> float:
    return SURE_OF_END if reading.standing is Standing.ENDED and reading.held is None else SURE


def one_sentence(pair: Pair) -> str | None:
    """Two answers in one sentence are set against each other, they do not contradict; nor do they in a copy of it."""
    a, b = pair.a.claim, pair.b.claim
    overlap = a.document.id == b.document.id and a.start < b.end and b.start < a.end
    if not overlap and fold(a.quote) != fold(b.quote):
        return None
    return "one sentence gives both, so it compares them"


def one_document(pair: Pair) -> str | None:
    """A document that gives two levels, periods or holders tells of two times or of a part and the whole.

    So do two versions of it, from one publisher on one day. Only of one event, once or on a stated date or in headline
    and text, does a document that gives two figures contradict itself, or where two voices speak of one time in it.
    """
    if not (_in_one_document(pair) or _is_one_story(pair)):
        return None
    dated = all(reading.held is not None and not reading.claim.valid_default for reading in (pair.a, pair.b))
    if pair.a.kind.event and (dated or _needs_no_date(pair) or _in_headline_and_text(pair)):
        return None
    if pair.figures is Match.OTHER and _two_voices(pair) and (pair.same_period or pair.order is Order.SAME):
        return None
    return "one document, or one publisher on one day, gives both, and does not say that they are of the same"


def _two_voices(pair: Pair) -> bool:
    voices = [named_speaker(reading.claim.attribution) for reading in (pair.a, pair.b)]
    return None not in voices and voices[0] != voices[1]


def _in_headline_and_text(pair: Pair) -> bool:
    """Whether one of the two stands in the first line, which is no sentence, and the other below it."""
    a, b = pair.a.claim, pair.b.claim
    first, other = (a, b) if a.line == 1 else (b, a)
    return first.line == 1 < other.line and not first.quote.rstrip().endswith((".", "!", "?"))


def _in_one_document(pair: Pair) -> bool:
    return pair.a.claim.document.id == pair.b.claim.document.id


def _is_one_story(pair: Pair) -> bool:
    a, b = pair.a.claim.document.publisher, pair.b.claim.document.publisher
    return a is not None and a == b and pair.published is Order.SAME and not pair.a.kind.event


def one_story(pair: Pair) -> str | None:
    """Two versions of a story from one publisher on one day: the news came in between."""
    if not _is_one_story(pair) or _in_one_document(pair):
        return None
    return "one publisher gives both on one day, so a story may have been brought up to date"


def came_back(pair: Pair) -> str | None:
    """Who left a post more than a year before may have come back."""
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.post is None or pair.holders is not Match.SAME or pair.days_apart <= _YEAR:
        return None
    if order_of(found[1].moment, found[0].moment) is not Order.EARLIER:
        return None
    return f"{found[1].claim.subject} left the post {pair.days_apart} days before, and may have come back"


def scope_open(pair: Pair) -> str | None:
    """One states a scope that the other leaves open, and the answers differ."""
    if _is_called_off(pair):
        return None
    names = [name for name in pair.open_scope if name not in ("words", "period", "quarter")]
    return _open_in(pair, names[0]) if names else None


def _is_called_off(pair: Pair) -> bool:
    """Whether one tells of a deal and the other of its end: of two parties there is one, in whatever words."""
    deal = pair.a.kind.once and pair.a.kind.answer is Answer.VALUE and bool(pair.a.object)
    return deal and pair.split(Standing.HOLDS, Standing.ENDED) is not None


def period_open(pair: Pair) -> str | None:
    """One says what kind of period its figure is of, the other does not, and the answers differ."""
    if pair.same_period:  # "the first half", "the first six months"
        return None
    names = [name for name in pair.open_scope if name in ("period", "quarter")]
    return _open_in(pair, names[0]) if names else None


def _open_in(pair: Pair, name: str) -> str:
    teller, silent = (pair.a, pair.b) if name in pair.a.open else (pair.b, pair.a)
    return f"{pair.name(teller)} speaks of “{teller.open[name]}”, {pair.name(silent)} does not say whether it does"


def words_open(pair: Pair) -> str | None:
    """One describes more closely than the other what it speaks of, and the answers differ."""
    if _is_called_off(pair):
        return None
    if "words" in pair.open_scope:
        return _open_in(pair, "words")
    if not pair.same_standing and pair.a.told != pair.b.told:
        return "the two do not say that they speak of the same: " + " / ".join(
            " ".join(reading.told) or "nothing closer" for reading in (pair.a, pair.b)
        )
    return None


def guess(pair: Pair) -> str | None:
    """What somebody expects, or says without a name, does not contradict."""
    guesses = [reading for reading in (pair.a, pair.b) if is_guess(reading)]
    if not guesses:
        return None
    if len(guesses) == 2:
        return "both are estimates, forecasts or reports of unnamed sources; that they differ is no contradiction yet"
    return f"{pair.name(guesses[0])} has it as an estimate or from unnamed sources only"


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
    if pair.timing is Timing.FLOW or _needs_no_date(pair):
        return None
    missing = missing_dates(pair.a, pair.b)
    if not missing:
        return None
    gaps = " and ".join(lacks(pair, each) for each in missing)
    return f"the answers to the {pair.question} differ, but {gaps}, so it cannot be said whether they are of one time"


def _needs_no_date(pair: Pair) -> bool:
    """Whether there is only one such event: an acquisition of one company, a round with a letter."""
    named = bool(pair.a.object) or not pair.a.kind.once
    lettered = pair.a.open.get("round", "").startswith("series ")
    return pair.both_actual and ((pair.a.kind.once and named) or (lettered and pair.timing is Timing.EVENT))


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
    """A fiscal year beside a calendar year of the same number."""
    valid = pair.a.claim.valid, pair.b.claim.valid
    if pair.timing is not Timing.FLOW or None in valid or valid[0] == valid[1]:
        return None
    if is_approximate(valid[0] or "") or is_approximate(valid[1] or ""):
        return "one period is stated approximately (a fiscal year), so the two need not be the same months"
    return None


def total_or_part(pair: Pair) -> str | None:
    """One tells of a deal, the other of what has come together so far."""
    if not pair.a.kind.event or _needs_no_date(pair):
        return None
    if pair.a.claim.phase is pair.b.claim.phase:
        return None
    return "one tells of a single event, the other of what has been reached so far"


def another_event(pair: Pair) -> str | None:
    """Figures of events that may happen again, told some time apart or only within a long time."""
    if not pair.a.kind.event or _needs_no_date(pair):
        return None
    if pair.order in (Order.EARLIER, Order.LATER):
        return f"the two are told {pair.days_apart} days apart and may be of different events"
    if pair.order is Order.UNCLEAR or _is_long(pair.a):
        return f"there may be several such events within {pair.a.claim.valid} and {pair.b.claim.valid}"
    return None


def _is_long(reading: Reading) -> bool:
    span = reading.held
    return span is not None and (span.start is None or span.end is None or (span.end - span.start).days > _MONTH)


def just_ended(pair: Pair) -> str | None:
    """Who has just left a post is still called by it for some days, and a deal just ended is still spoken of."""
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.kind.event or pair.days_apart > pair.a.kind.steady:
        return None
    if found[1].held is None or found[0].denies_end:
        return None
    return "the two are told within days of the change, and a title outlives its post"


def times_overlap(pair: Pair) -> str | None:
    """Times that overlap, but are too long to say that both were true together."""
    if pair.order is not Order.UNCLEAR or pair.dates is Match.OTHER or _needs_no_date(pair):
        return None
    if pair.a.kind.event and pair.same_standing:
        return None
    if pair.holders is Match.OTHER and surely_overlap(pair.a, pair.b):
        return None
    return f"the times ({pair.a.claim.valid}, {pair.b.claim.valid}) overlap, but need not be the same"


def holder_unsure(pair: Pair) -> str | None:
    """A year that two holders of one post share leaves room for one to follow the other."""
    if surely_overlap(pair.a, pair.b) or pair.by_report:
        return None
    return f"both hold the post at some time in {pair.a.claim.valid}, and one may have followed the other"


def another_release(pair: Pair) -> str | None:
    """A product whose name has no version comes out again and again under the one name."""
    name = pair.a.claim.object or ""
    if pair.a.kind.name != "release" or any(char.isdigit() for char in name):
        return None
    return f"“{name}” names no version, and a product of that name may have been released more than once"


def not_told(pair: Pair) -> str:
    """What no rule decides stays open."""
    return f"nothing in the two claims says how their answers to the {pair.question} stand to each other"
