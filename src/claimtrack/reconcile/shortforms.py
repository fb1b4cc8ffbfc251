"""A firm under a short and a full name in documents that need not have both: "Lucid" and "Lucid Motors".

A name is the short form of a longer one that adds words of trade (`names.toml`), or any words, where the tie is a
strong one: one person in one post, a figure of three digits, or a purchase by one buyer in one week. That alone joins
nobody: no other name may begin with the short one and go on otherwise ("Apollo Global", "Apollo Therapeutics"), nothing
may tell the two apart, and something must tie them: one person in one post, one product, one partner of a deal, one
figure, an event that befalls both in one week, or a figure of one thing and time that papers of the same days give.
Words that also name a part of a group ("Siemens Energy") ask for more, and so does a short form that the gazetteer
knows, whose full names it has.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.kinds import Slot, Timing, kind_or_measure, question_slots
from claimtrack.model import Modality
from claimtrack.reconcile.folding import fold, read_table
from claimtrack.reconcile.posts import parse_title
from claimtrack.reconcile.scopes import parse_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from claimtrack.model import Claim
    from claimtrack.reconcile.matching import Name

    Tie = tuple[str, ...]
    Spelled = Callable[[str], Collection[str]]
    """Gives the spellings of all that goes by a name."""
    Told = Callable[[Collection["Candidate"], Spelled], Iterable[Claim]]
    """Gives the claims that name the candidates; others may be among them."""

DAYS = 7
"""Days within which two reports of one kind of event are taken to be of one event."""
_NEWS = 2
"""Days within which papers print one report."""
_DIGITS_OF_MONEY, _DIGITS = 2, 3  # of a figure that two firms hardly share
_POST, _PRICE = "role", "price"
_PRODUCTS = frozenset({"release", "development"})


class Candidate(NamedTuple):
    """A long name, its short form, and what that goes by.

    `plain` if that is the short form itself and no gazetteer has it; `risky` if the two may be a group and its part;
    `loose` if the long name adds words that are not of trade.
    """

    long: str
    short: str
    key: str
    plain: bool
    risky: bool
    loose: bool


def match_short_forms(
    names: Mapping[str, Name],
    canonical: Mapping[str, str],
    known: Mapping[str, str],
    told: Told,
    base_of: Callable[[str], str],
) -> dict[str, str]:
    """Return long name → what its short form goes by (`canonical`), for what `known`, the gazetteer, has not itself.

    `base_of` folds the names of the claims that are `told`; their order does not matter.
    """
    candidates = sorted(_find_candidates(names, canonical, known))
    if not candidates:
        return {}

    @cache
    def spellings() -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for base, name in names.items():
            found[canonical[base]] += name.texts
        return found

    def spelled(key: str) -> Collection[str]:
        return spellings().get(key, ())

    lives = _gather(
        {key for one in candidates for key in (one.long, one.key)}, canonical, told(candidates, spelled), base_of
    )
    return {one.long: one.key for one in candidates if _is_one(one, lives[one.long], lives[one.key])}


def _find_candidates(
    names: Mapping[str, Name], canonical: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[Candidate]:
    pairs: dict[str, str] = {}
    for base, name in names.items():
        if canonical[base] == base and base not in known and _may_be_long(name):
            short = _short_of(name.words, names, known)
            if short is not None:
                pairs[base] = short
    others = _continuations(set(pairs.values()), names, canonical, known)
    for long, short in pairs.items():
        if _is_chain(others[short]):
            key = canonical.get(short, known.get(short, short))
            added = long[len(short) :].split()
            risky = short in known or not _part_words().isdisjoint(added)
            loose = not (_trade_words().issuperset(added) or added[0] in _origin_words())
            yield Candidate(long, short, key, key == short not in known, risky, loose)


def _may_be_long(name: Name) -> bool:
    return len(name.words) > 1 and not (name.is_person or name.is_product)


def _short_of(words: tuple[str, ...], names: Mapping[str, Name], known: Mapping[str, str]) -> str | None:
    """The longest short form that somebody uses for an organisation, or, without words of trade, the gazetteer has."""
    is_of_trade = True
    for length in range(len(words) - 1, 0, -1):
        is_of_trade = is_of_trade and words[length] in _trade_words()
        short = " ".join(words[:length])
        if short in names:
            return short if "organisation" in names[short].types and "person" not in names[short].types else None
        if short in known and is_of_trade:
            return short
    return None


def _continuations(
    shorts: Collection[str], names: Mapping[str, Name], canonical: Mapping[str, str], known: Mapping[str, str]
) -> dict[str, set[tuple[str, ...]]]:
    """How names of organisations go on after each short form, other names of the short form's own left out."""
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    heads = {short.partition(" ")[0] for short in shorts}
    for base in chain(names, known):
        if base.partition(" ")[0] not in heads or (base in names and not _may_be_long(names[base])):
            continue
        words = base.split()
        for length in range(1, len(words)):
            short = " ".join(words[:length])
            if short in shorts and _goes_by(base, canonical, known) != _goes_by(short, canonical, known):
                found[short].add(tuple(words[length:]))
    return found


def _goes_by(base: str, canonical: Mapping[str, str], known: Mapping[str, str]) -> str:
    return canonical.get(base) or known.get(base, base)


def _is_chain(rests: Collection[tuple[str, ...]]) -> bool:
    """Whether each way to go on is the beginning of the next: "Robotics", "Robotics Systems"."""
    ordered = sorted(rests, key=len)
    return all(longer[: len(shorter)] == shorter for shorter, longer in pairwise(ordered))


class _Life:
    """What claims tell of one name: what it is tied to, whom it deals with, and in which documents."""

    def __init__(self) -> None:
        self.ties: set[Tie] = set()
        self.strong: set[Tie] = set()
        self.deals: set[Tie] = set()
        self.events: set[tuple[Tie, int]] = set()
        self.bought: set[tuple[Tie, int]] = set()
        self.asked: set[tuple[Tie, int]] = set()
        self.others: set[str] = set()
        self.documents: set[str] = set()
        self.answers: defaultdict[tuple[str | None, ...], set[Tie]] = defaultdict(set)
        self.quotes: set[str] = set()
        self.days: set[tuple[Tie, int]] = set()


def _gather(
    watched: Collection[str], canonical: Mapping[str, str], claims: Iterable[Claim], base_of: Callable[[str], str]
) -> defaultdict[str, _Life]:
    lives: defaultdict[str, _Life] = defaultdict(_Life)

    @cache
    def key_of(name: str | None) -> str:
        base = base_of(name) if name else ""
        return canonical.get(base, base)

    for claim in claims:
        subject, object_ = key_of(claim.subject), key_of(claim.object)
        if subject in watched:
            _note(lives[subject], claim, Slot.SUBJECT, object_)
        if object_ in watched:
            _note(lives[object_], claim, Slot.OBJECT, subject)
    return lives


def _note(life: _Life, claim: Claim, slot: Slot, other: str) -> None:
    life.documents.add(claim.document.id)
    life.quotes.add(claim.quote)
    published = claim.document.published_interval
    if published is not None and published.start is not None:
        life.days.add(((), published.start.toordinal()))
    if other:
        life.others.add(other)
    if claim.kind == _POST and slot is Slot.OBJECT:
        post = parse_title(claim.attribute or "")
        life.ties.add(held := ("post", other, post.rank, post.field))
        life.strong.add(held)
    elif claim.kind in _PRODUCTS and slot is Slot.SUBJECT and other:
        life.ties.add(("product", other))
    elif other:
        life.deals.add((claim.kind, slot.value, other))
    _note_figure(life, claim, slot)
    if published is not None and published.start is not None:
        _note_news(life, claim, slot, other, published.start.toordinal())


def _note_news(life: _Life, claim: Claim, slot: Slot, other: str, day: int) -> None:
    """Note what papers of a day tell: what is asked of a firm, what befalls it, whom it buys."""
    kind = kind_or_measure(claim.kind)
    if slot is Slot.SUBJECT and (asked := _question_of(claim)):
        life.asked.add((asked, day))
    if kind.timing is not Timing.EVENT:
        return
    if question_slots(claim.kind, with_object=bool(claim.object)) == (slot,):
        life.events.add(((claim.kind,), day))
    if kind.sole is not None and other:
        life.bought.add(((claim.kind, slot.value, other), day))


def _question_of(claim: Claim) -> Tie:
    """What a figure that is said to be so answers, whoever it is of, with its time; empty for changes and the like."""
    scope = parse_scope(claim.attribute)
    if claim.value is None or claim.modality is not Modality.ACTUAL or claim.kind == _PRICE or scope.facet("form"):
        return ()
    when = "" if claim.valid_default else claim.valid
    words = sorted({*scope.words, *parse_scope(claim.value.unit).words})
    return claim.kind, str(scope.facets), *words, when or ""


def _note_figure(life: _Life, claim: Claim, slot: Slot) -> None:
    value = claim.value
    if value is None or value.min is None:
        return
    figure = (claim.kind, slot.value, str(value.min), str(value.max), value.unit or "")
    place = (claim.document.id, claim.kind, slot.value, claim.attribute, value.unit, claim.modality, claim.valid)
    life.answers[place].add(figure)
    if (value.digits or 0) >= (_DIGITS_OF_MONEY if (value.unit or "").isupper() else _DIGITS):
        life.ties.add(figure)
    if (value.digits or 0) >= _DIGITS:
        life.strong.add(figure)


def _is_one(candidate: Candidate, long: _Life, short: _Life) -> bool:
    if candidate.key in long.others or candidate.long in short.others or _act_as_two(long, short):
        return False
    if candidate.loose:
        is_tied = not long.strong.isdisjoint(short.strong) or _meet(long.bought, short.bought)
        is_tied = is_tied or (_meet(long.days, short.days) and _is_called(candidate, long.quotes))
        return is_tied and candidate.plain and not candidate.risky and long.documents.isdisjoint(short.documents)
    if candidate.plain and short.documents and short.documents <= long.documents:
        # it is used where the full name was given, and nowhere else
        return not candidate.risky or not _sets_apart(candidate, {*long.quotes, *short.quotes})
    if candidate.risky and not long.documents.isdisjoint(short.documents):
        return False
    tied = not long.ties.isdisjoint(short.ties) or _meet(long.events, short.events)
    tied = tied or (not candidate.risky and _meet(long.asked, short.asked, _NEWS))
    if tied or candidate.risky:
        return tied
    is_called = candidate.plain and _meet(long.days, short.days) and _is_called(candidate, long.quotes)
    return is_called or not long.deals.isdisjoint(short.deals)


def _is_called(candidate: Candidate, quotes: Iterable[str]) -> bool:
    """Whether a sentence that tells of the long name calls it by the short one."""
    told = (f" {fold(quote)} " for quote in quotes)
    return any(f" {candidate.short} " in each and f" {candidate.long} " not in each for each in told)


def _act_as_two(long: _Life, short: _Life) -> bool:
    """Whether one document has another figure for each of the two, of one kind and time."""
    return any(long.answers[place].isdisjoint(short.answers[place]) for place in long.answers.keys() & short.answers)


def _sets_apart(candidate: Candidate, quotes: Iterable[str]) -> bool:
    """Whether one sentence has both names."""
    for quote in quotes:
        told = f" {fold(quote)} "
        rest = told.replace(f" {candidate.long} ", "  ")
        if rest != told and f" {candidate.short} " in rest:
            return True
    return False


def _meet(some: Collection[tuple[Tie, int]], others: Collection[tuple[Tie, int]], days: int = DAYS) -> bool:
    """Whether one thing was told of both within so many days."""
    return any((kind, day + apart) in others for kind, day in some for apart in range(-days, days + 1))


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(read_table("names")["trade"]["words"]) | _part_words()


@cache
def _origin_words() -> frozenset[str]:
    """Words before where a firm is at home: "Norwind of Boston"."""
    return frozenset(read_table("names")["trade"]["origin"])


@cache
def _part_words() -> frozenset[str]:
    return frozenset(read_table("names")["part"]["words"])
