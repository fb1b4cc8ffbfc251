"""Job titles → posts: "CEO of Northwind AI", "head" of "Northwind's AI division" and "IT-Chef" of "Northwind" are one.

A title is a rank ("head", "chief financial officer") and a field; the organisation and the field together are the
unit. The words of titles are data (`language/<lang>/posts.toml`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.reconcile.folding import fold, read_words
from claimtrack.reconcile.units import is_field, normalize_field, parse_field

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = re.compile(r"[,;/&]|\band\b|\bund\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_HEAD, _LEAD = "head", "lead"
_MAX_TITLE = 12  # words; what is longer is a description


class Post(NamedTuple):
    """What a title names: its rank and field in common words, and whether the holder is past or still to come."""

    rank: str
    field: str
    ended: bool
    coming: bool

    @property
    def exclusive(self) -> bool:
        """Whether one person at a time holds it."""
        return self.rank in _exclusive()


@lru_cache(maxsize=1 << 14)
def parse_title(title: str | None) -> Post:
    """Read a job title in any of the languages; of several titles ("founder and CEO") the exclusive one counts."""
    if not title:
        return Post("", "", ended=False, coming=False)
    title = _BRACKETS.sub(" ", title)
    parts = [_parse_part(part) for part in _PARTS.split(title) if part.strip()]
    known = [part for part in parts if part.rank in _ranks_known()]
    if len(known) < 2:  # "head of Research and Development"
        return _parse_part(title)
    return min(known, key=lambda part: (part.rank != _HEAD, not part.exclusive))


def _parse_part(title: str) -> Post:
    words = fold(title).split()[:_MAX_TITLE]
    ended = any(word in _states("ended") for word in words)
    coming = any(word in _states("coming") for word in words)
    words = [word for word in words if word not in _states("ended") and word not in _states("coming")]
    rank, rest = _find_rank(words)
    beside = _ranks().get(" ".join(rest))
    if rank == _LEAD and beside is not None:
        return Post(beside, "", ended=ended, coming=coming)  # a lead analyst is an analyst
    field = "" if beside is not None else parse_field(rest)
    if rank == _LEAD and _leads_all(words, field):
        rank = _HEAD
    if not field and rank in _exclusive() and _is_of_a_part(words):
        rank = f"{rank} of a part"
    return Post(rank, field, ended=ended, coming=coming)


def _leads_all(words: Sequence[str], field: str) -> bool:
    """Whether who leads is at the head: "leader", "lead of AI", but not "lead designer", nor a "lead" by itself."""
    return is_field(field) if field else any(word not in _adjectives() for word in words)


def _is_of_a_part(words: Sequence[str]) -> bool:
    """Whether a title is of a branch that it does not name ("Landesvorsitzender"), or shared ("co chair")."""
    return any(word in _shared() or word.startswith(_branches()) for word in words)


@cache
def _shared() -> frozenset[str]:
    return frozenset(word for table in read_words("posts") for word in table["shared"])


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word for table in read_words("posts") for word in table.get("adjectives", ()))


@cache
def _branches() -> tuple[str, ...]:
    return tuple(sorted(word for table in read_words("posts") for word in table["branches"]))


def _find_rank(words: Sequence[str]) -> tuple[str, list[str]]:
    """The rank that the longest run of words names, and the words around it; an unknown title is its own rank."""
    framed = _framed(words)
    for length in range(min(len(words), 6), 0, -1):
        if framed is not None and length < len(framed[0].split()):
            return framed
        for start in range(len(words) - length + 1):
            rank = _ranks().get(" ".join(words[start : start + length]))
            if rank is not None:
                return rank, [*words[:start], *words[start + length :]]
    for place, word in enumerate(words):
        ending = next((end for end in _endings() if word.endswith(end) and len(word) > len(end) + 1), None)
        if ending is not None:
            return _endings()[ending], [*words[:place], word.removesuffix(ending), *words[place + 1 :]]
    return normalize_field(" ".join(words)), []


def _framed(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """A title around the words of its field ("chief customer officer"), which is a rank of its own; and the rest."""
    for first, last in _frames():
        if first in words and last in words[words.index(first) + 2 :]:
            start, end = words.index(first), words.index(last, words.index(first) + 2) + 1
            return " ".join(words[start:end]), [*words[:start], *words[end:]]
    return None


@cache
def _frames() -> tuple[tuple[str, str], ...]:
    found = {(frame["first"], frame["last"]) for table in read_words("posts") for frame in table["frames"]}
    return tuple(sorted(found))


@cache
def _ranks() -> dict[str, str]:
    return {word: rank for table in read_words("posts") for rank, words in table["ranks"].items() for word in words}


@cache
def _ranks_known() -> frozenset[str]:
    return frozenset(_ranks().values())


@cache
def _exclusive() -> frozenset[str]:
    return frozenset(rank for table in read_words("posts") for rank in table["exclusive"])


@cache
def _endings() -> dict[str, str]:
    found = {end: rank for table in read_words("posts") for end, rank in table.get("endings", {}).items()}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _states(name: str) -> frozenset[str]:
    return frozenset(word for table in read_words("posts") for word in table["states"][name])
