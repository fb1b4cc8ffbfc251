"""Rules for the steps of one event: a purchase is signed and closed, a post is given and taken, each on its own day.

Two dates, or two prices, of one event are of different steps unless both sentences say which step they are of.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claimtrack.kinds import Answer
from claimtrack.model import Anchor, Modality
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.folding import fold, read_words, word_set
from claimtrack.reconcile.moments import days_between
from claimtrack.reconcile.rules.outcomes import ONE_STORY

if TYPE_CHECKING:
    from claimtrack.reconcile.readings import Reading
    from claimtrack.reconcile.rules.pair import Pair

SURE = 0.6
"""Confidence from which on a claim is sure enough to date a step, that its sentence names, otherwise than another."""
_TERM = 4 * 365  # days
_NEWS = 2  # days within which papers tell of one announcement


def price_at_closing(pair: Pair) -> str | None:
    """What a purchase was worth when it was closed, paid in shares that had gained or lost since it was agreed."""
    if not pair.a.is_purchase:
        return None
    closing = [reading for reading in (pair.a, pair.b) if _is_of_shares(reading)]
    if len(closing) != 1:
        return None
    return f"{pair.name(closing[0])} gives what it was worth at the closing, the price having moved with the shares"


def _is_of_shares(reading: Reading) -> bool:
    return bool(found_in(reading, "in_shares")) and _has(fold(reading.claim.quote), "completing")


def found_in(reading: Reading, name: str) -> tuple[str, ...]:
    """Return the phrases of a list of `origins.toml` that stand in the sentence."""
    return _phrases_in(reading.claim.quote, name)


@lru_cache(maxsize=1 << 12)
def _phrases_in(quote: str, name: str) -> tuple[str, ...]:
    told = f" {fold(quote)} "
    return tuple(words for apart, words in _phrases(name) if apart in told)


@cache
def _phrases(name: str) -> tuple[tuple[str, str], ...]:
    """The phrases of a list, sorted, and before each what it is looked for as: apart from other words."""
    return tuple((f" {words} ", words) for words in sorted(word_set("origins", name)))


def another_release(pair: Pair) -> str | None:
    """A product whose name has no version comes out again and again under the one name, if not within days."""
    name = pair.a.claim.object or ""
    if pair.a.kind.name != "release" or any(char.isdigit() for char in name) or _are_to_come_at_once(pair):
        return None
    return f"“{name}” names no version, and a product of that name may have been released more than once"


def _are_to_come_at_once(pair: Pair) -> bool:
    """Whether two papers give, within days of each other, the day to come on which the product is to come out."""
    a, b = pair.a, pair.b
    told_at_once = a.said is not None and b.said is not None and days_between(a.said, b.said) <= _NEWS
    planned = all(reading.claim.modality is Modality.PLANNED and reading.is_of_one_day for reading in (a, b))
    return told_at_once and planned and a.claim.document.id != b.claim.document.id


def another_market(pair: Pair) -> str | None:
    """A product comes out in one part of the world after another, each on its own day."""
    if pair.a.kind.answer is not Answer.DATE:
        return None
    markets = [_markets_of(reading) for reading in (pair.a, pair.b)]
    if markets[0] == markets[1]:
        return None
    told = " / ".join(", ".join(words) or "no part of the world" for words in markets)
    return f"the dates may be of different markets: the sentences name {told}"


def _markets_of(reading: Reading) -> tuple[str, ...]:
    """The parts of the world that a sentence names; all of it is one, whatever the words."""
    everywhere = ("all of it",) if found_in(reading, "everywhere") else ()
    idioms = {word for told in found_in(reading, "to_market") for word in told.split()}  # "auf den Markt gebracht"
    told = f" {fold(reading.claim.quote)} "
    alike = {part: words for words, part in _parts_of_world().items() if f" {words} " in told}
    named = {word for words in alike.values() for word in (words, *words.split())}
    others = (words for words in found_in(reading, "markets") if words not in idioms | named | _parts_of_world().keys())
    return everywhere or (*sorted(alike), *others)


@cache
def _parts_of_world() -> dict[str, str]:
    """The part of the world that each phrase names, in a word of all languages: "in Europa" is "europe"."""
    tables = [table["alike"] for table in read_words("origins")]
    return {words: part for table in tables for part, phrases in table.items() for words in phrases}


def another_term(pair: Pair) -> str | None:
    """Who takes a post years after another report has it may have held it twice, or another post there before."""
    if not pair.a.exclusive or pair.days_apart <= _TERM:
        return None
    return (
        f"the dates {pair.a.claim.valid} and {pair.b.claim.valid} are years apart, and may be of two terms or two posts"
    )


def signing_or_closing(pair: Pair) -> str | None:
    """Dates of one event that differ by no more than its steps do, if they are not surely of one step."""
    if pair.a.claim.modality is not Modality.ACTUAL or pair.days_apart > pair.a.kind.slack or _date_one_step(pair):
        return None
    return f"the dates {pair.a.claim.valid} and {pair.b.claim.valid} may be of different steps of one event"


def _date_one_step(pair: Pair) -> bool:
    """Whether two documents surely date the same: taking a post ("took over"), or the end of a purchase ("completed").

    A weekday can be taken for that of the week before or after: what is nearer than that is told apart only by dates.
    """
    a, b = pair.a, pair.b
    is_sure = all(reading.claim.valid_anchor is Anchor.EXPLICIT for reading in (a, b))
    if (pair.days_apart <= ONE_STORY and not is_sure) or a.claim.document.id == b.claim.document.id or a.told != b.told:
        return False
    if Match.SAME is not pair.holders or Match.SAME is not pair.parties or not (a.exclusive or pair.a.is_purchase):
        return False
    step = ("taking", "deciding") if a.exclusive else ("completing", "agreeing")
    return all(reading.claim.confidence >= SURE and _tells_of(reading, *step) for reading in (a, b))


def _tells_of(reading: Reading, step: str, other: str) -> bool:
    """Whether the sentence has a word for one step of an event, and none that makes its date that of another.

    Where the step is named ahead of the date, what follows is of other days: "completed it on 3 May, a year after …".
    """
    words, dated = fold(reading.claim.quote).split(), fold(reading.claim.valid_text or "").split()
    at = next((i for i in range(len(words)) if dated and words[i : i + len(dated)] == dated), len(words))
    ahead = words[:at] if not word_set("origins", step).isdisjoint(words[:at]) else words
    return not word_set("origins", step).isdisjoint(ahead) and word_set("origins", other).isdisjoint(ahead)


def _has(quote: str, step: str) -> bool:
    return not word_set("origins", step).isdisjoint(quote.split())
