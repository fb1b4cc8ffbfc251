"""Rules for two parties that are told to fill a slot which one fills alone: who buys a company, who leads a round.

Two papers that name two buyers of one company contradict each other; two who bid for it, buy it together or one after
the other do not, nor do two who may be one. Of plans, offers and stakes nothing is said here: others have them, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.kinds import Slot
from claimtrack.model import Modality
from claimtrack.reconcile.comparing import party_name
from claimtrack.reconcile.folding import fold, fold_name, word_set
from claimtrack.reconcile.moments import Order
from claimtrack.reconcile.rules.gaps import guess, is_named
from claimtrack.reconcile.rules.outcomes import ONE_STORY
from claimtrack.reconcile.rules.steps import found_in

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading
    from claimtrack.reconcile.rules.pair import Pair

SURE = 0.7
"""Confidence from which on a claim is sure enough to give a deal to somebody else than another does."""
_AT_ONCE = 2
"""Days within which papers tell of one deal."""
_ONE_NEWS = 1
"""Days within which nobody outbids whom a company has agreed to be bought by."""
_OFFER = "stage"  # the dimension of bids and sales


def party_in_part(pair: Pair) -> str:
    """Two names that share a word, or of which one is no name, may be one party."""
    return f"“{party_name(pair.a)}” and “{party_name(pair.b)}” may be one party, or a part of one"


def parties_together(pair: Pair) -> str | None:
    """Several act together, or are set against each other, where one document names both."""
    if pair.a.claim.document.id == pair.b.claim.document.id:
        return f"one document names both {party_name(pair.a)} and {party_name(pair.b)}"
    for reading, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if _names(reading, party_name(other)):
            return f"the sentence in {pair.name(reading)} names both {party_name(pair.a)} and {party_name(pair.b)}"
        shared = not word_set("origins", _shared_by(pair)).isdisjoint(fold(reading.claim.quote).split())
        if shared and not found_in(reading, "whole"):
            return f"the sentence in {pair.name(reading)} tells of several who act together"
    return None


def _shared_by(pair: Pair) -> str:
    """The words of those who act together: a round has more investors than its lead, a company but one buyer."""
    return "together" if pair.a.kind.sole is Slot.SUBJECT else "jointly"


def rivals(pair: Pair) -> str | None:
    """Several may plan the same deal, or bid for it, and of a party that denies it others may still be told."""
    if not pair.same_standing:
        return "one says that it is not so, of its party only"
    open_ = [reading for reading in (pair.a, pair.b) if not _is_settled(reading, pair)]
    if not open_:
        return None
    return f"{pair.name(open_[0])} tells of a plan or an offer, and several may have one"


def _is_settled(reading: Reading, pair: Pair) -> bool:
    """Whether it is said to be so, or agreed where the other is said to be so or told in the same days; no offer is."""
    if any(name == _OFFER for name, *_ in reading.facets):
        return False
    one_deal = pair.a.actual or pair.b.actual or (pair.order is not Order.UNKNOWN and pair.days_apart <= _ONE_NEWS)
    if not one_deal or reading.claim.modality is not Modality.PLANNED:
        return reading.actual
    return _is_headline(reading) or not word_set("origins", "agreed").isdisjoint(fold(reading.claim.quote).split())


def _is_headline(reading: Reading) -> bool:
    """Whether the first line puts what was agreed as a headline does: "Acme to buy Beta"."""
    claim = reading.claim
    name = fold_name(claim.subject).base
    told = f"{fold(claim.quote)} "
    return claim.line == 1 and any(told.startswith(f"{name} {word} ") for word in word_set("origins", "will"))


def one_after_the_other(pair: Pair) -> str | None:
    """Who bought a company may have sold it on."""
    if pair.order not in (Order.EARLIER, Order.LATER) or pair.days_apart <= pair.a.kind.slack:
        return None
    first, then = (pair.a, pair.b) if pair.order is Order.EARLIER else (pair.b, pair.a)
    return f"{party_name(first)} is told of {first.claim.valid}, {party_name(then)} of {then.claim.valid}"


def parties_unsure(pair: Pair) -> str | None:
    """A deal is one only if both sentences name both sides of it, describe it alike and are told of the same days.

    Whose deal it is may be named in another sentence, where both tell of it in the same two days.
    """
    at_once = pair.order is not Order.UNKNOWN and pair.days_apart <= _AT_ONCE
    for reading in (pair.a, pair.b):
        told_of, party = _sides(reading)
        silent = [name for name in (party, *(() if at_once else (told_of,))) if not is_named(name, reading)]
        if silent:
            return f"the sentence in {pair.name(reading)} does not name {silent[0]} itself"
        if reading.claim.confidence < SURE:
            return f"{pair.name(reading)} was read with a confidence of {reading.claim.confidence:.2f} only"
    if pair.a.told != pair.b.told:
        told = " / ".join(" ".join(reading.told) or "nothing closer" for reading in (pair.a, pair.b))
        return f"the two do not say that they speak of the same: {told}"
    if pair.order is Order.UNKNOWN or pair.days_apart > ONE_STORY:
        return "the two are not told of the same days, so they may be of two deals, one after the other"
    return None


def _sides(reading: Reading) -> tuple[str, str]:
    """Whose deal it is, and who is told to do it."""
    claim = reading.claim
    names = claim.object or "", claim.subject
    return names if reading.kind.sole is Slot.SUBJECT else (names[1], names[0])


def two_parties(pair: Pair) -> str:
    """Two who are said to have done alone, at one time, what one does alone."""
    kind = pair.a.kind
    role = kind.subject if kind.sole is Slot.SUBJECT else kind.object
    a, b = (f"{pair.name(reading)} has {party_name(reading)}" for reading in (pair.a, pair.b))
    return f"for the {pair.question}, {a} as {role}, {b}"


def two_leads(pair: Pair) -> str | None:
    """Two leads of one round, if nothing speaks against it; else the amounts are what there is to compare."""
    doubts = (parties_together, rivals, one_after_the_other, parties_unsure, guess)
    return None if any(doubt(pair) is not None for doubt in doubts) else two_parties(pair)


def _names(reading: Reading, name: str) -> bool:
    return set(fold(reading.claim.quote).split()).issuperset(fold_name(name).base.split())
