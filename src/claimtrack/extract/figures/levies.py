"""Duties and taxes with what they are laid on: "a 15 % tariff on bicycles from Cambodia"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.language.trees import Token

_LONGEST = 12
"""Tokens of the longest phrase of goods."""
_SURE = 0.95


def levied(noun: Token, figure: range, line: Line) -> Filler | None:
    """A duty or tax with what it is laid on, wherever the tree hangs that: "tariffs of 25 % on steel from Brazil"."""
    words = line.words.quantified
    if not line.has(noun.i, words["levies"]) and not (line.words.compounds and line.ends(noun.i, words["levies"])):
        return None
    heads = [noun.i + 1, *([figure.stop] if noun.i < figure.start else []), *([0] if line.words.compounds else [])]
    at = next((at for at in heads if line.word(at) in words["levied_on"] and at not in figure), None)
    end = at + 1 if at is not None else 0
    while at is not None and end < len(line.tree) and end - at < _LONGEST and _is_good(end, line):
        end += 1
    while at is not None and end > at + 1 and line.tree[end - 1].pos_ not in ("NOUN", "PROPN", "X"):
        end -= 1
    if at is None or end == at + 1:
        return None
    goods = text_of(line.tree[at:end]).strip()
    return Filler(f"{noun.text} {goods[:1].lower()}{goods[1:]}", None, noun, _SURE, "phrase")


def _is_good(at: int, line: Line) -> bool:
    """Whether a word goes on naming goods: "steel and aluminum from Brazil"."""
    token, words = line.tree[at], line.words
    if line.figure(at) is not None or line.time(at) is not None:
        return False
    joins = token.lower_ in words.grammar["and"] | words.grammar["of"] | words.quantified["origins"]
    return joins or token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "X", "PART") or token.text == "-"
