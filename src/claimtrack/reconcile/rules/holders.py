"""Rules for two holders of one post, or for one who holds it and does not, where it is not clear of whom or when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.model import Phase
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, word_set
from claimtrack.reconcile.moments import Order, days_between, order_of, surely_overlap
from claimtrack.reconcile.origins import is_interim, speaks_of
from claimtrack.reconcile.readings import Reading, Standing
from claimtrack.reconcile.rules.gaps import is_named
from claimtrack.reconcile.rules.outcomes import named_at_once
from claimtrack.reconcile.rules.steps import found_in

if TYPE_CHECKING:
    from claimtrack.model import Claim
    from claimtrack.reconcile.rules.pair import Pair

SURE = 0.7
"""Confidence from which on a post is of an organisation that its sentence does not name."""
_YEAR, _TWO_MONTHS, _MONTH = 366, 61, 31  # days
_TITLE_WORDS = 10
_NEWS = 2
"""Days within which papers print one announcement."""


def name_in_part(pair: Pair) -> str:
    """A post whose holder is named by one word, or by a surname that is the same or differs in one letter."""
    return f"“{pair.a.claim.subject}” and “{pair.b.claim.subject}” may be one person's names"


def organisation_inferred(pair: Pair) -> str | None:
    """A holder in a sentence that does not name the organisation: "the chief executive" may be another company's.

    How sure the reading is tells whether it can be: a title beside a name is given to whom the text is about.
    Two who are told within two days to be given the same post of one organisation are given that one.
    """
    begin = all(reading.claim.phase is Phase.BEGINS for reading in (pair.a, pair.b))
    if begin and pair.published is not Order.UNKNOWN and _said_apart(pair) <= _NEWS:
        return None
    unsure = [reading for reading in (pair.a, pair.b) if reading.claim.confidence < SURE]
    inferred = [reading for reading in unsure if not _names_organisation(reading)]
    if not inferred:
        return None
    return f"the sentence in {pair.name(inferred[0])} does not name {inferred[0].claim.object} itself"


def _said_apart(pair: Pair) -> int:
    """Days between the publication of two."""
    return days_between(pair.a.said, pair.b.said) if pair.a.said is not None and pair.b.said is not None else 0


def _names_organisation(reading: Reading) -> bool:
    return any(is_named(name, reading) for name in (reading.claim.object, *reading.object.split()[:1]) if name)


def came_back(pair: Pair) -> str | None:
    """Who left a post more than a year before may have come back; sooner, if it is not told when the post was left."""
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.post is None or pair.holders is not Match.SAME:
        return None
    holds, over = found
    if pair.days_apart <= (_TWO_MONTHS if over.held is None else _YEAR) or holds.denies_end:
        return None
    if order_of(over.moment, holds.moment) is not Order.EARLIER:
        return None
    return f"{over.claim.subject} had left the post {pair.days_apart} days before, and may have come back"


def titles_in_passing(pair: Pair) -> str | None:
    """Of one called "former" here and by the bare title there, the second is told in a scene of before, mostly.

    Who was "then" in a post held it in the scene that is told, and may hold it still, or again.
    """
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.post is None or found[1].held is not None or found[0].denies_end:
        return None
    holds, over = found
    scene = any(word.startswith(tuple(word_set("origins", "then"))) for word in fold(over.claim.quote).split()[:2])
    if not scene and not (holds.claim.valid_default and _is_title(holds)):
        return None
    return f"{pair.name(over)} has a title of before, {pair.name(holds)} perhaps one that is told of before"


def _is_title(reading: Reading) -> bool:
    """Whether a claim is made of a title beside a name, and of no sentence."""
    quote = reading.claim.quote
    return quote.count(" ") < _TITLE_WORDS and not quote.endswith((".", "!", "?"))


def just_ended(pair: Pair) -> str | None:
    """Who has just left a post is still called by it for some days, and a deal just ended is still spoken of.

    A title beside a name, in no sentence that tells of the post, outlives it for a month.
    A stake that is held on a stated day is held that day.
    """
    found = pair.split(Standing.HOLDS, Standing.ENDED)
    if found is None or pair.a.kind.event:
        return None
    if found_in(found[0], "remaining"):
        return None
    in_passing = pair.a.post is not None and found[0].claim.valid_default and _is_title(found[0])
    if pair.days_apart > (_MONTH if in_passing else pair.a.kind.steady):
        return None
    if found[1].held is None or found[0].denies_end or (pair.a.post is None and found[0].is_of_one_day):
        return None
    return "the two are told within days of the change, and a title outlives its post"


def _is_coming(claim: Claim) -> bool:
    return speaks_of(claim, "coming")


def holder_unsure(pair: Pair) -> str | None:
    """Two who hold one post in one year may follow each other, and who is to come or holds it for a time is beside."""
    if named_at_once(pair):
        return None
    ways = ((is_interim, "hold the post for the time being only"), (_is_coming, "only be named for the post"))
    for is_so, says in ways:
        some = [reading for reading in (pair.a, pair.b) if is_so(reading.claim)]
        if len(some) == 1:
            return f"{some[0].claim.subject} may {says}"
    if surely_overlap(pair.a, pair.b) or pair.by_report:
        return None
    return f"both hold the post at some time in {pair.a.claim.valid}, and one may have followed the other"
