"""What a round is called: its standard name, "debt", or "total" for all that a firm has raised so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from claimtrack.extract.deals.investors import RoundWords

_BEFORE, _BEHIND = 40, 60
"""Characters before and behind a round's word and figure among which its name stands."""
_TOTAL = (6, 16)
"""Tokens before and behind a verb of raising among which "to date" stands."""


def name_near(tree: Doc, words: RoundWords, places: Sequence[int]) -> str | None:
    """Return the standard name of the round beside some characters: "Series B", "seed", "debt"."""
    low, high = min(places) - _BEFORE, max(places) + _BEHIND
    matches = [m for m in words.names.finditer(tree.text) if low <= m.start() <= high]
    best = min(matches, key=lambda m: min(abs(m.start() - p) for p in places), default=None)
    if best is None:
        return None
    return f"Series {best['letter'].upper()}" if best["series"] else str(best.lastgroup).replace("_", "-")


def is_total(tree: Doc, words: RoundWords, at: int) -> bool:
    """Whether the sum at a verb of raising is all that was raised: "so far", "to date"."""
    around = [t.lower_ for t in tree[max(0, at - _TOTAL[0]) : at + _TOTAL[1]]]
    return any(_has(phrase, around) for phrase in words.phrases["total"])


def _has(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))
