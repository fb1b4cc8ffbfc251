"""The words of an open measure beside its own figure: "screen" of "a larger 6.3-inch screen".

A figure inside the words that say what it measures is told twice; what stands behind it is what has that size. Where
that is a version of a ware, or the ware itself, the figure only tells it from others and measures nothing.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import is_physical
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.figures.told import Told


def without_figure(told: Told, figure: Figure, line: Line) -> Told | None:
    """A reading whose attribute leaves the figure out; `None` where nothing is left, or a name follows."""
    amounts = line.words.quantified["amounts"]
    numbers = [t for t in line.tree[figure.start : figure.end] if t.like_num or line.has(t.i, amounts)]
    if not numbers or told.attribute.lower() == figure.quantity.text.lower():
        return told
    end = figure.end if is_physical(figure.quantity) else numbers[-1].i + 1
    written = re.escape(text_of(line.tree[numbers[0].i : end]))
    found = re.search(rf"(?<![\w.,]){written}(?!\w)", told.attribute)
    if found is None:
        return told
    is_named = line.name(end) is not None and not line.words.compounds
    rest = told.attribute[found.end() :].strip(" -")
    first, _, behind = rest.partition(" ")
    rest = behind if first in line.words.grammar["of"] else rest
    return told._replace(attribute=rest) if rest and not is_named else None


def is_version(figure: Figure, line: Line) -> bool:
    """Whether a size tells which ware of several is meant: "its 13.3-inch predecessor", "the 16-inch Acme Slate"."""
    if not is_physical(figure.quantity):
        return False
    name = line.name(figure.end)
    is_ware = name is not None and name.label in (None, Label.PRODUCT) and line.word(figure.end - 2) == "-"
    behind = line.token(name.end) if name is not None else None
    is_part = behind is not None and behind.pos_ == "NOUN"  # "its 6-inch Acme display"
    return (is_ware and not is_part) or line.has(figure.end, line.words.quantified["versions"])


def is_aim(attribute: str, line: Line) -> bool:
    """Whether the noun that an attribute ends in, before its first case word, is that of an aim: "growth target"."""
    words, listed = attribute.lower().split(), line.words.quantified
    cases = listed["scopes"] | line.words.grammar["of"]
    head = list(itertools.takewhile(lambda word: word not in cases, words))
    return bool(head) and head[-1] in listed["targets"]
