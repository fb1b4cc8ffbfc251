"""The terms by which every listing is narrowed: `openai kind:revenue since:2025 value:>1e9 -modality:planned`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.edtf import Interval, parse_edtf
from claimtrack.errors import QueryError
from claimtrack.kinds import load_kinds
from claimtrack.ledger.filters import (
    FieldFilter,
    Filter,
    NameFilter,
    Not,
    TextFilter,
    TimeFilter,
    ValueFilter,
    holds,
    name_tokens,
    parse_amount,
)
from claimtrack.model import Modality, Phase, Polarity, Record, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claimtrack.model import Claim

    Aliases = Callable[[str], Iterable[str]]


ANYWHERE = ("subject", "object", "attribution")
"""The slots in which a free word names somebody."""


class Query(Record):
    """Filters that a claim must all pass, and the verdicts its cluster may have (`None`: any)."""

    filters: tuple[Filter, ...] = ()
    verdicts: frozenset[Verdict] | None = None

    def apply(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims that pass every filter, in their order; verdicts are the caller's to check."""
        left = tuple(claims)
        for one in self.filters:
            left = one.apply(left)
        return left

    @property
    def paths(self) -> tuple[TextFilter, ...]:
        """The filters on which documents a claim may be from."""
        return tuple(one for one in self.filters if isinstance(one, TextFilter) and one.field == "path")

    @property
    def has_free_words(self) -> bool:
        """Whether it names somebody, by any name that they go by."""
        bare = (one.inner if isinstance(one, Not) else one for one in self.filters)
        return any(isinstance(one, NameFilter) and one.slots == ANYWHERE for one in bare)

    def names(self, names: Iterable[str]) -> bool:
        """Whether somebody who goes by these names is whom the query's free words name; without such words, anybody."""
        told = [name_tokens(name) for name in names]
        wanted = [one.names for one in self.filters if isinstance(one, NameFilter) and one.slots == ANYWHERE]
        return all(any(holds(name, part) for name in told for part in parts) for parts in wanted)


def parse_query(terms: Sequence[str], aliases: Aliases = lambda name: ()) -> Query:
    """Return the query that terms ask; `aliases` gives other names of what a free word names.

    A term is a free word or phrase that names an entity, or `key:value` (commas part alternatives); `-` before either
    leaves out what it matches.

    Raises:
        QueryError: a key, or a value of a key, that does not exist.
    """
    filters: list[Filter] = []
    verdicts: frozenset[Verdict] | None = None
    for term in terms:
        bare = term.replace('"', "").strip()
        negated = bare.startswith("-")
        key, colon, value = bare.removeprefix("-").partition(":")
        if bare.startswith("--"):
            raise QueryError(term, "no such option")
        if colon and not value.strip():
            raise QueryError(term, f"{key}: needs a value")
        if key == "verdict" and colon:
            named = frozenset(map(Verdict, _choices(term, value, _words(Verdict))))
            chosen = frozenset(Verdict) - named if negated else named
            verdicts = chosen if verdicts is None else verdicts & chosen
        elif bare:
            one = _filter(term, key, value.strip()) if colon else _names(bare.removeprefix("-"), aliases)
            filters.append(Not(inner=one) if negated else one)
    return Query(filters=tuple(filters), verdicts=verdicts)


def _filter(term: str, key: str, value: str) -> Filter:
    make = _MAKERS.get(key)
    if make is None:
        raise QueryError(term, f"no key {key!r} (there are: {', '.join(sorted([*_MAKERS, 'verdict']))})")
    return make(term, value)


def _names(text: str, aliases: Aliases, slots: tuple[str, ...] = ANYWHERE) -> NameFilter:
    names = {name_tokens(name) for name in (text, *aliases(text))} - {()}
    return NameFilter(slots=slots, names=tuple(sorted(names)))


def _slot(slot: str) -> Callable[[str, str], Filter]:
    return lambda term, value: NameFilter(slots=(slot,), names=tuple(sorted(map(name_tokens, value.split(",")))))


def _choice(field: str, words: Callable[[], tuple[str, ...]]) -> Callable[[str, str], Filter]:
    return lambda term, value: FieldFilter(field=field, values=frozenset(_choices(term, value, words())))


def _choices(term: str, value: str, words: tuple[str, ...]) -> list[str]:
    chosen = [part.strip().lower() for part in value.split(",")]
    for word in chosen:
        if word not in words:
            raise QueryError(term, f"no {word!r} (there are: {', '.join(words)})")
    return chosen


def _words(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in choices)


def _contains(field: str) -> Callable[[str, str], Filter]:
    return lambda term, value: TextFilter(field=field, parts=tuple(p.strip() for p in value.split(",") if p.strip()))


def _day(term: str, value: str) -> Interval:
    try:
        interval = parse_edtf(value)
    except ValueError:
        interval = None
    if interval is None:
        raise QueryError(term, "not a date (such as 2025, 2025-10 or 2025-10-31)")
    return interval


def _amount(term: str, value: str) -> Filter:
    parsed = parse_amount(value)
    if parsed is None:
        raise QueryError(term, "not an amount (such as 1e9.., 2.5bnUSD.., ..10%, 1m..5m, '>1e9')")
    low, high, unit = parsed
    return ValueFilter(low=low, high=high, unit=unit)


_MAKERS: Mapping[str, Callable[[str, str], Filter]] = {
    "kind": _choice("kind", lambda: tuple(load_kinds())),
    "modality": _choice("modality", lambda: _words(Modality)),
    "phase": _choice("phase", lambda: _words(Phase)),
    "polarity": _choice("polarity", lambda: _words(Polarity)),
    "subject": _slot("subject"),
    "object": _slot("object"),
    "attribute": _slot("attribute"),
    "attribution": _slot("attribution"),
    "source": _contains("path"),
    "publisher": _contains("publisher"),
    "lang": lambda term, value: TextFilter(field="lang", parts=tuple(value.split(",")), whole=True),
    "text": lambda term, value: TextFilter(field="quote", parts=(value,)),
    "since": lambda term, value: TimeFilter(since=_day(term, value).start),
    "until": lambda term, value: TimeFilter(until=_day(term, value).end),
    "value": _amount,
}
