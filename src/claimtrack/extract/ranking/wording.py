"""What a figure measures, in the words of its sentence: those that can say so, and the phrase that is made of some."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class, is_physical
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.ranking.candidates import Candidate, is_counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token

_WORDS = {"NOUN": "noun", "PROPN": "noun", "X": "noun", "VERB": "verb", "ADJ": "adjective"}
_SMALL = ("ADP", "DET", "PART", "CCONJ", "PUNCT", "AUX")
_GAP = 3
"""Small words between two that were chosen that are taken along."""
_BRACKET = 6
"""Tokens between a sum and the same in another currency."""
_LONGEST = 9
"""Words of the longest wording that is taken over."""


def find_words(figure: Figure, owner: Candidate, line: Line) -> Iterator[Candidate]:
    """Every word of a sentence that can say what a figure measures of its owner."""
    for token in line.tree:
        if token.pos_ not in _WORDS or line.time(token.i) is not None:
            continue
        if _is_of_figure(token, figure, line) or (token.pos_ == "VERB" and _tells_another(token, figure, line)):
            continue
        name = line.name(token.i)
        if name is not None and (token.i != name.end - 1 or name.start <= owner.token.i < name.end):
            continue
        form = _WORDS[token.pos_] if name is None else "name"
        via = "own" if token.i == owner.token.i else "inside" if owner.token.is_ancestor(token) else "other"
        yield Candidate(Filler(token.text, None, token, 1.0, via), token, form)


def _tells_another(verb: Token, figure: Figure, line: Line) -> bool:
    """Whether another figure stands between a verb and a figure: "weighs 2 kilograms and flies at 90 km/h"."""
    return any(verb.i < other.start < figure.start for other in line.figures)


def _is_of_figure(token: Token, figure: Figure, line: Line) -> bool:
    """Whether a word is part of a figure, but for the noun that this one counts: a number, a unit, "a month"."""
    other = line.figure(token.i)
    if other is None:
        return line.word(token.i - 1) in line.words.shares["per"] and token.i - 2 < figure.end <= token.i
    return other is not figure or is_physical(figure.quantity) or not is_counted(token, figure)


def compose(chosen: Sequence[Token], figure: Figure, owner: Candidate, line: Line) -> str:
    """The words that were chosen with the small ones between them, without the figure and its owner; "" for none."""
    taken = {at for token in chosen for at in _whole(token, line)}
    own = range(figure.start, figure.end)
    places = sorted(taken)
    parts = [line.tree[places[0]].text_with_ws]
    for before, at in pairwise(places):
        between = line.tree[before + 1 : at]
        if len(between) <= _GAP and all(t.pos_ in _SMALL and t.i not in own for t in between):
            parts += (t.text_with_ws for t in between)
        elif parts[-1][-1:] != " ":
            parts.append(" ")
        parts.append(line.tree[at].text_with_ws)
    text = _without_owner("".join(parts).strip(), owner, line)
    return text if 0 < len(text.split()) <= _LONGEST else ""


def _whole(token: Token, line: Line) -> range:
    """The places of the name that a token ends, or its own."""
    name = line.name(token.i)
    return range(name.start, name.end) if name is not None else range(token.i, token.i + 1)


def is_share(figure: Figure, line: Line) -> bool:
    """Whether a figure is a share of something: which part of it is seldom said by one phrase."""
    behind = line.token(figure.end)
    if behind is None or figure_class(figure.quantity) != "percent":
        return False
    is_genitive = behind.pos_ == "DET" and "Gen" in behind.morph.get("Case", [])  # "31 Prozent der Stimmen"
    return is_genitive or line.word(behind.i) in line.words.grammar["of"]


def is_converted(figure: Figure, line: Line) -> bool:
    """Whether a sum only gives the one before it in another currency: "€5 million ($5.4 million)"."""
    before = next((other for other in reversed(line.figures) if other.end <= figure.start), None)
    if before is None or {figure_class(figure.quantity), figure_class(before.quantity)} != {"money"}:
        return False
    return any(token.text in ("(", "[") for token in line.tree[before.end : figure.start]) and (
        figure.start - before.end <= _BRACKET
    )


def _without_owner(text: str, owner: Candidate, line: Line) -> str:
    """A phrase without the name of whom it is told of, and what joins the two."""
    names = {owner.filler.text, *(n.text for n in line.passage.names if n.start <= owner.token.i < n.end)}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        written = re.escape(name)
        text = re.sub(rf"^{written}(?:['’]s?|s)? |(?: \w+)? (?:the )?{written}(?:['’]s)?$", "", text)
    return "" if text in names else text.strip()
