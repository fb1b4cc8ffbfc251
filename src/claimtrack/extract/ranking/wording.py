"""What a figure measures, in the words of its sentence: the word that heads them, and the phrase around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.figures.told import phrase
from claimtrack.extract.figures.units import figure_class, is_physical
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.ranking.candidates import Candidate, is_counted
from claimtrack.extract.text.syntax import children
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.language.trees import Token

_WORDS = {"NOUN": "noun", "PROPN": "noun", "X": "noun", "VERB": "verb", "ADJ": "adjective"}
_OBJECTS = ("obj", "obl", "xcomp")
_BRACKET = 6
"""Tokens between a sum and the same in another currency."""
_LONGEST = 9
"""Words of the longest wording that is taken over."""


def find_words(figure: Figure, owner: Candidate, line: Line) -> Iterator[Candidate]:
    """Every word of a sentence that can head what a figure measures of its owner."""
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


def compose(head: Token, figure: Figure, owner: Candidate, line: Line) -> str:
    """The phrase around the word that heads it, without the figure and its owner; the empty string for none."""
    own = range(figure.start, figure.end)
    text = phrase(head, line, own) if head.pos_ not in ("VERB", "ADJ") else _clause(head, owner, line, own)
    text = _without_owner(text, owner, line) or head.text
    return text if len(text.split()) <= _LONGEST else head.text


def is_share(figure: Figure, line: Line) -> bool:
    """Whether a figure is a share of something: which part of it is seldom said by one phrase."""
    return figure_class(figure.quantity) == "percent" and line.word(figure.end) in line.words.grammar["of"]


def is_converted(figure: Figure, line: Line) -> bool:
    """Whether a sum only gives the one before it in another currency: "€5 million ($5.4 million)"."""
    before = next((other for other in reversed(line.figures) if other.end <= figure.start), None)
    if before is None or {figure_class(figure.quantity), figure_class(before.quantity)} != {"money"}:
        return False
    return any(token.text in ("(", "[") for token in line.tree[before.end : figure.start]) and (
        figure.start - before.end <= _BRACKET
    )


def _clause(head: Token, owner: Candidate, line: Line, own: range) -> str:
    """A verb with its object, or what was done to which: "spent on chips", "loans restructured"."""
    subject = next((c for c in children(head, "nsubj") if c.i != owner.token.i and c.pos_ == "NOUN"), None)
    before = phrase(subject, line, own) if subject is not None and not _is_inside(subject, own) else ""
    if subject is not None and _is_inside(subject, own) and subject.pos_ == "NOUN":
        before = subject.text
    behind = [c for c in children(head, *_OBJECTS) if c.i > head.i and c.i != owner.token.i and line.time(c.i) is None]
    things = next((c for c in behind if not _is_inside(c, own) and line.figure(c.i) is None), None)
    after = text_of(line.tree[things.left_edge.i : things.i + 1]) if things is not None else ""
    return " ".join(part for part in (before, head.text, after) if part)


def _is_inside(token: Token, own: range) -> bool:
    return token.i in own or any(child.i in own for child in token.children)


def _without_owner(text: str, owner: Candidate, line: Line) -> str:
    """A phrase without the name of whom it is told of, and what joins the two."""
    names = {owner.filler.text, *(n.text for n in line.passage.names if n.start <= owner.token.i < n.end)}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        written = re.escape(name)
        text = re.sub(rf"^{written}(?:['’]s?|s)? |(?: \w+)? (?:the )?{written}(?:['’]s)?$", "", text)
    return "" if text in names else text.strip()
