"""Rules for pairs that differ, but where what is needed to judge them is missing: these stay undetermined."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.kinds import Timing, UnitClass
from claimtrack.model import Modality, Phase
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, fold_name, is_common, word_set
from claimtrack.reconcile.moments import Order, days_between
from claimtrack.reconcile.origins import named_speaker
from claimtrack.reconcile.readings import Reading, Standing

if TYPE_CHECKING:
    from claimtrack.reconcile.rules.pair import Pair

SURE = 0.5
"""Confidence from which on a claim is sure enough to contradict another: likelier right than wrong. Figures say so as
a second witness is asked for them (`extract/ranking/witness.py`): what says 0.5 to 0.6 is right in 54 of 100."""
SURE_OF_END = 0.8
"""The same of an end without a date, which is mostly told of somebody else's, or of another post of the person."""
_RANKED = "ranked"  # the rule that a claim read by rank names
_OF_KNOWN_KIND = frozenset({"trait", "casualties"})
"""Rules of open measures that say what is measured: parts of a product ("It has 7 billion parameters"), the dead."""
_ONE_ROUND = 2
"""Days within which two papers tell of one round, whether they name its letter or not."""
_EARNING = 3
"""Words ahead of a sum in which its verb stands."""
_WORLDS_APART = 2  # times: two reports of one figure rarely differ by more


def plan_beside(pair: Pair) -> str:
    """A plan told after, or without a date beside, what is said to be so."""
    plan = pair.b if pair.a.actual else pair.a
    return f"{pair.name(plan)} tells of something {plan.claim.modality.value}, which the other does not contradict"


def is_named(name: str, reading: Reading) -> bool:
    """Whether the sentence has the first word of a name."""
    return fold_name(name).base.split()[0] in fold(reading.claim.quote)


def subject_inferred(pair: Pair) -> str | None:
    """A figure in a sentence that does not name whose it is may be another's: if worlds apart, or of no known kind.

    So may one in a sentence about "the company" that names its subject besides: two are spoken of then.
    """
    for reading in (pair.a, pair.b):
        name = reading.claim.subject
        if not (is_named(name, reading) or _is_called(name, reading)):
            is_vague = pair.a.kind.value is UnitClass.ANY and reading.claim.rule not in _OF_KNOWN_KIND
            if is_vague or _are_worlds_apart(pair):
                return f"the sentence in {pair.name(reading)} does not name {name} itself"
        elif _begins_with_pointer(reading.claim.quote):
            return f"the sentence in {pair.name(reading)} points to somebody, and names {name} besides"
    return None


def _is_called(name: str, reading: Reading) -> bool:
    """Whether the sentence has the noun that ends a name, and so no other's: "the airport" of "Norwind airport"."""
    *_, last = name.split()
    words = fold(reading.claim.quote).split()
    return " " in name and last.islower() and any(pair == ("the", fold(last)) for pair in pairwise(words))


@lru_cache(maxsize=1 << 12)
def _begins_with_pointer(quote: str) -> bool:
    """Whether a sentence begins with "The company", "Das Unternehmen", and no name after it."""
    words = quote.split(maxsplit=3)[:3]
    first = " ".join(words[:2])
    return words[-1].islower() and not first.islower() and is_common(first)


def _are_worlds_apart(pair: Pair) -> bool:
    a, b = pair.a.stretch, pair.b.stretch
    if a is None or b is None or not (a.plain and b.plain) or a.low is None or b.low is None:
        return False
    smaller, larger = sorted((abs(a.low), abs(b.low)))
    return larger > smaller * _WORLDS_APART


def reading_unsure(pair: Pair) -> str | None:
    """A claim that was read with little confidence contradicts nobody; nor does an end that is not dated, so easily.

    Nor does a figure that was read by rank, however surely: its scope was not looked for.
    """
    ranked = next((reading for reading in (pair.a, pair.b) if reading.claim.rule == _RANKED), None)
    if ranked is not None:
        return f"{pair.name(ranked)} was read without a rule that would know its scope"
    is_first = pair.a.claim.confidence - _needed(pair.a) <= pair.b.claim.confidence - _needed(pair.b)
    unsure = pair.a if is_first else pair.b
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
    if pair.a.kind.event and (dated or needs_no_date(pair) or _in_headline_and_text(pair)):
        return None
    if pair.figures is Match.OTHER and _two_voices(pair):
        return None
    return "one document, or one publisher on one day, gives both, and does not say that they are of the same"


def _two_voices(pair: Pair) -> bool:
    """Whether two are quoted with a figure of one time, or one against what the document says itself of one period."""
    voices = [named_speaker(reading.claim.attribution) for reading in (pair.a, pair.b)]
    if None not in voices:
        return voices[0] != voices[1] and (pair.same_period or pair.order is Order.SAME)
    quoted = any(voices) and any(reading.claim.attribution is None for reading in (pair.a, pair.b))
    return quoted and pair.same_period and all(_is_plainly_read(reading) for reading in (pair.a, pair.b))


def _is_plainly_read(reading: Reading) -> bool:
    """Whether a claim is sure, and its sentence names whom it is about."""
    return reading.claim.confidence >= SURE_OF_END and is_named(reading.claim.subject, reading)


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


def one_voice(pair: Pair) -> str | None:
    """What one speaker says of plans, here as one and there as none, is put in other words, and not contradicted."""
    voices = [named_speaker(reading.claim.attribution) for reading in (pair.a, pair.b)]
    if pair.both_actual or voices[0] is None or voices[0] != voices[1]:
        return None
    return f"{pair.a.claim.attribution} is quoted with both, of what is planned"


def scope_open(pair: Pair) -> str | None:
    """One states a scope that the other leaves open, and the answers differ."""
    if _is_called_off(pair):
        return None
    beside = {"words", "period", "quarter", "by", *(("round",) if _is_of_one_round(pair) else ())}
    beside |= {name for name in ("place", "worth") if _is_of_one_day(pair) and _goes_without(name, pair)}
    beside |= {"measure"} if _is_net_profit(pair) else set()
    names = [name for name in pair.open_scope if name not in beside]
    return _open_in(pair, names[0]) if names else None


def _goes_without(name: str, pair: Pair) -> bool:
    """Whether a scope goes without saying where papers tell of one thing.

    So does where a plant stands, and that what a round values a firm at has the money in it.
    """
    teller, silent = (pair.a, pair.b) if name in pair.a.open else (pair.b, pair.a)
    if name == "place":
        return True
    plain = not set(fold(silent.claim.quote).split()).isdisjoint(word_set("origins", "valuing"))
    return teller.open.get(name) == "post-money" and plain


def _is_of_one_day(pair: Pair) -> bool:
    """Whether papers of the same days tell of something, though one says less of it."""
    if pair.a.said is None or pair.b.said is None or _in_one_document(pair):
        return False
    return days_between(pair.a.said, pair.b.said) <= _ONE_ROUND


def _is_of_one_round(pair: Pair) -> bool:
    """Whether two papers tell of one round within two days, though one leaves out its letter."""
    begins = pair.a.claim.phase is pair.b.claim.phase is Phase.BEGINS and pair.both_actual
    letter = pair.a.open.get("round") or pair.b.open.get("round") or ""
    is_news = letter.startswith("series ") and pair.order is Order.SAME and pair.days_apart <= _ONE_ROUND
    return pair.a.kind.event and begins and is_news and not _in_one_document(pair)


def _is_net_profit(pair: Pair) -> bool:
    """Whether one tells of a net profit, and the other of what the firm earned or lost in the same period."""
    if pair.a.kind.name != "profit" or not pair.same_period or pair.a.is_change or pair.b.is_change:
        return False
    silent, teller = (pair.a, pair.b) if "measure" not in pair.a.open else (pair.b, pair.a)
    value = silent.claim.value
    if teller.open.get("measure") != "net" or "measure" in silent.open or value is None:
        return False
    before, written, _ = silent.claim.quote.partition(value.text)
    ahead = fold(before).split()[-_EARNING if written else 0 :]
    return not word_set("origins", "earning").isdisjoint(ahead)


def _is_called_off(pair: Pair) -> bool:
    """Whether one tells of a deal and the other of its end: of two parties there is one, in whatever words."""
    return pair.a.is_purchase and pair.split(Standing.HOLDS, Standing.ENDED) is not None


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
    if not (pair.a.is_guess or pair.b.is_guess) or is_guidance(pair):
        return None
    guesses = [reading for reading in (pair.a, pair.b) if reading.is_guess]
    if len(guesses) == 2:
        return "both are estimates, forecasts or reports of unnamed sources; that they differ is no contradiction yet"
    return f"{pair.name(guesses[0])} has it as an estimate or from unnamed sources only"


def is_guidance(pair: Pair) -> bool:
    """Whether two papers give what a firm itself expects of one period, as it said in the same days: there is one."""
    if pair.a.kind.timing is not Timing.FLOW or not pair.same_period or not _told_at_once(pair):
        return False
    return all(_is_own_word(reading) for reading in (pair.a, pair.b)) and not _in_one_document(pair)


def _told_at_once(pair: Pair) -> bool:
    a, b = pair.a.said, pair.b.said
    return a is not None and b is not None and days_between(a, b) <= _ONE_ROUND


def _is_own_word(reading: Reading) -> bool:
    """Whether a forecast is that of whom it is about, and news: what it "had expected" is none of it."""
    claim = reading.claim
    own = claim.modality is Modality.FORECAST and not claim.hedged and claim.attribution is not None
    if not own or fold_name(claim.attribution or "").base != fold_name(claim.subject).base:
        return False
    return word_set("origins", "outdated").isdisjoint(fold(claim.quote).split())


def needs_no_date(pair: Pair) -> bool:
    """Whether there is only one such event: an acquisition of one company, a round with a letter, a firm's IPO."""
    named = bool(pair.a.object) or not pair.a.kind.once
    lettered = pair.a.open.get("round", "").startswith(("series ", "ipo"))
    return pair.both_actual and ((pair.a.kind.once and named) or (lettered and pair.timing is Timing.EVENT))


def not_told(pair: Pair) -> str:
    """What no rule decides stays open."""
    return f"nothing in the two claims says how their answers to the {pair.question} stand to each other"
