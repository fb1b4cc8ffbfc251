"""What a round is called: its standard name, "debt", or "total" for all that a firm has raised so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.text.syntax import has_present_ending

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from claimtrack.extract.deals.investors import RoundWords
    from claimtrack.language.trees import Tree

_BEFORE, _BEHIND = 40, 60
"""Characters before and behind a round's word and figure among which its name stands."""
_DEBT, _BOTH = "debt", "equity and debt"
_TOTAL = (6, 16)
"""Tokens before and behind a verb of raising among which "to date" stands."""


def name_near(tree: Tree, words: RoundWords, places: Sequence[int], others: Sequence[int] = ()) -> str | None:
    """Return the standard name of the round beside some characters: "Series B", "seed", "debt".

    A word of debt nearer to one of the `others`, where other sums stand, is theirs.
    """
    low, high = min(places) - _BEFORE, max(places) + _BEHIND
    matches = [m for m in words.names.finditer(tree.text) if low <= m.start() <= high]
    matches = [m for m in matches if m.lastgroup != _DEBT or not _is_nearer(m, places, others)]
    best = min(matches, key=lambda m: min(abs(m.start() - p) for p in places), default=None)
    if best is None:
        return None
    if best.lastgroup == _DEBT and _joins_equity(best, tree, words):
        return _BOTH
    if best["series"]:
        behind = tree.text[best.end() :].split(maxsplit=1)[:1]
        later = " extension" if {*behind} & words.sets["extensions"] else ""
        return f"Series {best['letter'].upper()}{later}"
    return str(best.lastgroup).replace("_", "-")


def _is_nearer(found: re.Match[str], places: Sequence[int], others: Sequence[int]) -> bool:
    """Whether a word stands nearer to other places than to those given."""
    own = min(abs(found.start() - place) for place in places)
    return any(abs(found.start() - other) < own for other in others)


def _joins_equity(found: re.Match[str], tree: Tree, words: RoundWords) -> bool:
    """Whether a word of debt is one of two with equity: "in equity and debt"."""
    inside = tree.places_of(*found.span())
    before, behind = tree[max(0, inside.start - 2) : inside.start], tree[inside.stop : inside.stop + 2]
    beside = [pair for pair in (before, behind) if any(t.pos_ == "CCONJ" for t in pair)]
    return any(t.lower_ in words.sets["equity"] for pair in beside for t in pair)


def is_total(tree: Tree, words: RoundWords, at: int) -> bool:
    """Whether the sum at a verb of raising is all that was raised: "so far", "to date"."""
    behind = tree[at : at + _TOTAL[1]]
    apart = (
        i for i, t in enumerate(behind) if t.text == "," and i + 1 < len(behind) and has_present_ending(behind[i + 1])
    )
    behind = behind[: next(apart, len(behind))]  # ", bringing its total funding to $64M" tells of another sum
    around = [t.lower_ for t in (*tree[max(0, at - _TOTAL[0]) : at], *behind)]
    return any(_has(phrase, around) for phrase in words.phrases["total"])


def _has(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))
