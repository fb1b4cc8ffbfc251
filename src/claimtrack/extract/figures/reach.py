"""For what alone a count or a measure holds: "users in Chile", "viewers of cooking videos", "In Chile, its share …".

Part and whole are different questions: a share of one market is none of the world's. The phrase stands right behind the
counted noun, behind its figure, or opens the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.recognize.names import Name

_LONGEST = 6
"""Words of the longest phrase."""
_OPENING = 8
"""Tokens of the longest phrase that opens a sentence."""
_DESCRIBES = ("NOUN", "PROPN", "ADJ")


def reach_of(at: int, owner: Filler, line: Line, *, counts: bool = False) -> str:
    """The phrase right behind a measured noun, with its case word, that says of what part alone it is told.

    `counts` admits what people that are counted use: "viewers of cooking videos", "users on phones".
    """
    grammar = line.words.grammar
    cases = grammar["reach"] | (grammar["reach_of_counts"] if counts else frozenset())
    if line.word(at) not in cases:
        return ""
    is_owned = line.word(at + 1) in grammar["possessive"]
    first = at + 1 + (is_owned or (_is_article(at + 1, line) and line.name(at + 1) is None))
    if first > at + 1 and line.word(at) in grammar["of"]:
        return ""  # "users of the app": whose they are
    last = _last(first, owner, line)
    told = line.tree[first if is_owned else at + 1 : last + 1]
    return text_of([line.tree[at], *told]) if last >= first else ""


def place_of(at: int, owner: Filler, line: Line) -> str:
    """The place behind a figure: "its market share rose to 5 % in Chile"."""
    first = at + 1 + _is_article(at + 1, line)
    name = line.name(first) if line.word(at) in line.words.grammar["reach_in"] else None
    return text_of([line.tree[at], *line.tree[first : name.end]]) if name and _is_place(name, owner) else ""


def reach_ahead(owner: Filler, line: Line) -> str:
    """The place or region that opens a sentence, before a comma: "In Chile, …", "Outside Chile and Peru, …"."""
    grammar, word = line.words.grammar, line.word(0)
    end = next((at for at in range(1, min(_OPENING, len(line.tree))) if line.word(at) == ","), 0)
    if not end or word not in grammar["reach_in"] | grammar["reach_outside"] | grammar["reach_ahead"]:
        return ""
    if word in grammar["reach_ahead"]:
        return word if end == 1 else ""
    names = [line.name(at) for at in range(1, end) if _says(at, line)]
    is_one = word in grammar["reach_outside"] or len({name.start for name in names if name}) == 1
    if not names or not is_one or not all(name is not None and _is_place(name, owner) for name in names):
        return ""
    return f"{word} {text_of(line.tree[1:end])}"


def _says(at: int, line: Line) -> bool:
    """Whether a word is more than an article, a case word or a conjunction."""
    return line.tree[at].pos_ not in ("DET", "ADP", "CCONJ", "PUNCT") or line.name(at) is not None


def _is_article(at: int, line: Line) -> bool:
    token = line.token(at)
    return token is not None and token.pos_ == "DET"


def _is_place(name: Name, owner: Filler) -> bool:
    return name.label is Label.PLACE and name.text != owner.text


def _last(first: int, owner: Filler, line: Line) -> int:
    """The last token of the phrase that begins at a place; before it where none does."""
    none, at = first - 1, first
    while at < min(first + _LONGEST, len(line.tree)):
        token, name = line.tree[at], line.name(at)
        if name is not None:
            if not _is_part(name, owner) or line.word(name.end) in line.words.quantified["genitive"]:
                return none
            at = name.end
            if line.word(at) in line.words.grammar["and"] and line.name(at + 1) is not None:
                at += 1
                continue
            break
        is_other = line.time(at) or line.figure(at) or line.turn(at)
        if is_other or token.pos_ not in _DESCRIBES or is_firm_noun(token, line.passage.lang):
            break
        at += 1
    is_noun = at > first and line.tree[at - 1].pos_ in ("NOUN", "PROPN")
    is_listed = line.word(at) in line.words.grammar["and"] | {"-"}
    is_idle = line.has(at - 1, line.words.grammar["no_reach"])
    is_idle = is_idle and not any(t.pos_ in ("NOUN", "PROPN") for t in line.tree[first : at - 1])  # "in the period"
    return at - 1 if (is_noun or line.name(at - 1)) and not (is_listed or is_idle) else none


def _is_part(name: Name, owner: Filler) -> bool:
    """Whether a name can be that of a part or a market of somebody's: a place, a product."""
    return name.text != owner.text and name.label not in (Label.ORGANISATION, Label.PERSON)
