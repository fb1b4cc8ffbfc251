"""Attributes → scopes: what exactly a figure or state is of, in dimensions and words common to all languages.

"annualized run-rate (ARR)" and "annualisierter Umsatz" are `period: run-rate`; "monthly active users" and "monatlich
aktive Nutzer" share their words. The phrases are data (`language/<lang>/scopes.toml`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from claimtrack.reconcile.folding import fold, read_words

OPEN_DIMENSIONS = frozenset({"period", "measure", "worth", "round", "base", "stage", "quarter", "manner", "reach"})
"""Dimensions that a document may leave open; silence on any other means the plain case (a level, not adjusted)."""
_TABLES_ASIDE = frozenset({"words", "noise"})
_LONGEST = 5  # words of a phrase
_LONG = 5  # letters of a word that may end as a plural does
_MAX_WORDS = 24  # of an attribute; what follows is dropped
_WORD, _NOISE, _ENDED, _DENIED = "word", "noise", "ended", "denied"


class Scope(NamedTuple):
    """An attribute taken apart: (dimension, value) pairs, free words, whether a state is over or not so."""

    facets: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    ended: bool = False
    denied: bool = False

    def facet(self, dimension: str) -> str | None:
        """Return the value of a dimension, `None` where the attribute does not speak of it."""
        return next((value for name, value in self.facets if name == dimension), None)

    @property
    def closed(self) -> tuple[tuple[str, str], ...]:
        """The facets that belong to the question whether stated or not."""
        return tuple(facet for facet in self.facets if facet[0] not in OPEN_DIMENSIONS)

    @property
    def open(self) -> tuple[tuple[str, str], ...]:
        """The facets that another document may leave open."""
        return tuple(facet for facet in self.facets if facet[0] in OPEN_DIMENSIONS)


@lru_cache(maxsize=1 << 15)
def parse_scope(attribute: str | None) -> Scope:
    """Read an attribute in any of the languages."""
    if not attribute:
        return Scope()
    words = fold(attribute).split()[:_MAX_WORDS]
    facets: dict[str, str] = {}
    free: set[str] = set()
    marks: set[str] = set()
    place = 0
    while place < len(words):
        length, dimension, value = _longest_phrase(words, place)
        place += length
        if dimension == _WORD:
            free.add(value)
        elif dimension in (_ENDED, _DENIED):
            marks.add(dimension)
        elif dimension != _NOISE and facets.setdefault(dimension, value) != value:
            free.add(value)  # two values of one dimension: both count
    if "quarter" in facets:
        facets.setdefault("period", "quarterly")
    return Scope(tuple(sorted(facets.items())), tuple(sorted(free)), _ENDED in marks, _DENIED in marks)


def _longest_phrase(words: list[str], place: int) -> tuple[int, str, str]:
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        meaning = _phrases().get(" ".join(words[place : place + length]))
        if meaning is not None:
            return length, *meaning
    return 1, _WORD, _without_ending(words[place])


def _without_ending(word: str) -> str:
    """Drop the ending of a plural, so that "flights cancelled" and "cancelled flight" say the same."""
    if len(word) < _LONG:
        return word
    ending = next((end for end in _endings() if word.endswith(end)), "")
    return word.removesuffix(ending)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted({end for table in read_words("scopes") for end in table["noise"].get("endings", ())}))


@cache
def _phrases() -> dict[str, tuple[str, str]]:
    """Phrase → (dimension, value); what a dimension says wins over a free word, a free word over noise."""
    noise: dict[str, tuple[str, str]] = {}
    free: dict[str, tuple[str, str]] = {}
    facets: dict[str, tuple[str, str]] = {}
    for table in read_words("scopes"):
        words = table["noise"]
        noise.update((word, (_NOISE, "")) for word in words["words"])
        noise.update((word, (mark, "")) for mark in (_ENDED, _DENIED) for word in words[mark])
        free.update((phrase, (_WORD, value)) for value, phrases in table["words"].items() for phrase in phrases)
        for dimension in sorted(set(table) - _TABLES_ASIDE):
            for value, phrases in table[dimension].items():
                facets.update((phrase, (dimension, value)) for phrase in phrases)
    return {**noise, **free, **facets}
