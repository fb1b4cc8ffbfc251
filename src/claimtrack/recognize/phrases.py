"""Looking up phrases at a place in a text: what stands right behind a figure, what right before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeVar

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W\d]{1,48}|\d{1,48}|[^\w\s]")
_LAST_TOKEN = re.compile(r"[^\W\d]{1,48}\Z|\d{1,48}\Z|[^\w\s]\Z")
_BLANKS = "\n\t\r\u00a0\u2009\u202f-\u2010\u2011"
_LONGEST = 48


def plain_blanks(text: str) -> str:
    """Blanks and hyphens become plain blanks, one character for one: what phrases are looked up in."""
    for sign in _BLANKS:
        text = text.replace(sign, " ")
    return text


def lower(text: str) -> str:
    """Lower case that keeps every character in its place (the dotted capital I alone would become two)."""
    return text.replace("İ", "I").lower()


class Phrases(Generic[T]):
    """A table of phrases, found at a given place of a folded text; the longest one wins.

    Words stand for themselves in the table's own case, so a table of lower-case phrases wants lower-case text.
    """

    def __init__(self, table: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[str, T]]] = {}
        self._by_last: dict[str, list[tuple[str, T]]] = {}
        for phrase, value in sorted(table.items(), key=lambda item: (-len(item[0]), item[0])):
            folded = plain_blanks(phrase).strip()
            tokens = _TOKEN.findall(folded)
            self._by_first.setdefault(tokens[0], []).append((folded, value))
            self._by_last.setdefault(tokens[-1], []).append((folded, value))

        self._firsts = frozenset(first[0] for first in self._by_first)
        self._lasts = frozenset(last[-1] for last in self._by_last)

    def after(self, text: str, start: int) -> tuple[T, int] | None:
        """Return the value of the phrase that starts at `start`, and where it ends."""
        if text[start : start + 1] not in self._firsts:
            return None
        token = _TOKEN.match(text, start)
        assert token is not None
        for phrase, value in self._by_first.get(token.group(), ()):
            if text.startswith(phrase, start) and _is_edge(text, start + len(phrase)):
                return value, start + len(phrase)
        return None

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """Return the value of the phrase that ends at `end`, and where it starts."""
        if end <= 0 or text[end - 1] not in self._lasts:
            return None
        token = _LAST_TOKEN.search(text, max(0, end - _LONGEST), end)
        assert token is not None
        for phrase, value in self._by_last.get(token.group(), ()):
            start = end - len(phrase)
            if start >= 0 and text.startswith(phrase, start) and _is_edge(text, start):
                return value, start
        return None


def _is_edge(text: str, place: int) -> bool:
    """No word goes on across `place`; a letter and a digit are two words there ("EUR12")."""
    if not 0 < place < len(text):
        return True
    left, right = text[place - 1], text[place]
    return not (left.isalpha() and right.isalpha()) and not (left.isdigit() and right.isdigit())
