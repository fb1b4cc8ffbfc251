"""Parts of organisations: "Northwind's AI division", "KI-Sparte von Northwind" and "Northwind AI" are one name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.reconcile.folding import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unit(NamedTuple):
    """A part of an organisation in folded words: the organisation and the field of the part."""

    root: str
    field: str

    def __str__(self) -> str:
        return f"{self.root} {self.field}".strip()


@lru_cache(maxsize=1 << 16)
def parse_unit(folded: str) -> Unit | None:
    """Take a folded name apart that says itself that it names a part ("… division", "Sparte von …"), else `None`."""
    words = _split_compounds(folded.split())
    places = [place for place, word in enumerate(words) if word in _unit_words()]
    if not places or len(words) < 2:
        return None
    place = places[-1]
    if place == len(words) - 1 and place >= 1:
        return _after_root(words[:place])
    if words[place + 1] in _links() and place + 2 < len(words):
        return Unit(" ".join(_content(words[place + 1 :])), normalize_field(" ".join(words[:place])))
    return None


def _after_root(words: list[str]) -> Unit | None:
    words = _content(words)
    if len(words) < 2:  # "Spotify business" names no field: the part cannot be told from the whole
        return None
    for length in range(len(words) - 1, 0, -1):  # the longest tail that is a known field
        field = _fields().get(" ".join(words[-length:]))
        if field is not None:
            return Unit(" ".join(words[:-length]), field)
    return Unit(words[0], " ".join(words[1:]))


def _content(words: list[str]) -> list[str]:
    return [word for word in words if word not in _noise()]


def _split_compounds(words: Sequence[str]) -> list[str]:
    parts: list[str] = []
    for word in words:
        ending = _ending_of(word)
        if ending is None or word in _unit_words():
            parts.append(word)
        else:
            parts.extend((word.removesuffix(ending), ending))
    return parts


def _ending_of(word: str) -> str | None:
    """The word for a part that a compound ends with."""
    if not word.endswith(_endings()):
        return None
    return next((end for end in _endings() if word.endswith(end) and len(word) > len(end) + 1), None)


@lru_cache(maxsize=1 << 14)
def normalize_field(folded: str) -> str:
    """Return the common word of a field ("kuenstliche intelligenz" → "ai"), or its own words without the noise."""
    words = _content(folded.split())
    return _fields().get(" ".join(words)) or " ".join(_fields().get(word, word) for word in words)


def parse_field(words: Sequence[str]) -> str:
    """Return the field that words beside a title name: "cloudsparte" → "cloud", "ai research team" → "ai research"."""
    parts = _split_compounds(words)
    field = normalize_field(" ".join(word for word in parts if word not in _unit_words()))
    return field or " ".join(word for word in words if word not in _noise())  # "head of operations"


def is_field(folded: str) -> bool:
    """Whether the words are a known field of work, as "ai" in "Northwind AI"."""
    return folded in _fields()


@cache
def _fields() -> dict[str, str]:
    return {word: field for table in read_words("posts") for field, words in table["fields"].items() for word in words}


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(word for table in read_words("posts") for word in table["units"]["words"])


@cache
def _links() -> frozenset[str]:
    return frozenset(word for table in read_words("posts") for word in table["units"]["links"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word for table in read_words("posts") for word in table["units"]["endings"])


@cache
def _noise() -> frozenset[str]:
    return frozenset(word for table in read_words("posts") for word in table["states"]["noise"])
