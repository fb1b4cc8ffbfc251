"""What rose, fell or stands at a figure, by the order of words: "production from its oilfields has fallen 70 %".

Trees of such sentences often hang the verb on its subject or take it for a noun; the words stand in one order whatever
the tree says: a noun phrase, a verb of change or of being, and the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.sized import is_measuring
from claimtrack.extract.figures.told import Told
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.model import Bound, Label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_REACH = 9
"""Tokens between a verb and its last figure."""
_LONGEST = 14
"""Tokens of the longest phrase that is taken for what moved."""
_WORDS = 8
"""Words of the longest subject that is described."""
_SURE = 0.9
_SHARES = ("percent", "points")
_NOUNS = ("NOUN", "PROPN")
_INSIDE = (*_NOUNS, "ADJ", "DET", "ADP", "NUM", "PART", "X")
"""What a noun phrase is made of."""


class _Phrase(NamedTuple):
    """A noun phrase: its tokens without article and times, and its head."""

    tokens: list[Token]
    head: Token

    @property
    def text(self) -> str:
        return "".join(t.text_with_ws for t in self.tokens).strip()


def read_moved(figure: Figure, line: Line, discourse: Discourse) -> Told | None:
    """What a figure moved by, to or from, or stands at."""
    verb = _verb(figure, line)
    if verb is None:
        return None
    role, turn = _role(figure, verb, line)
    phrase = _phrase_before(verb, line) if role is not None else None
    if role is None or phrase is None or not _is_measure(phrase, role, line):
        return None
    suffix = ", change" if role == CHANGE else ""
    owned = _owned(phrase, line, discourse)
    if owned is not None:
        owner, own = owned
        return Told(owner, own + suffix, verb, role, turn, sure=_SURE)
    if not _is_described(phrase, line):
        return None
    if group := _counted(phrase, line):
        return Told(group, phrase.head.text + suffix, verb, role, turn, sure=_SURE)
    subject = Filler(phrase.text, None, phrase.head, 1.0, "phrase")
    return Told(subject, "change" if role == CHANGE else phrase.head.text, verb, role, turn, sure=_SURE)


def _verb(figure: Figure, line: Line) -> Token | None:
    """The verb of change or of being that a figure follows."""
    words = line.words
    light = words.changes["to"] | words.changes["by"] | words.changes["at"] | words.grammar["earlier"]
    for at in range(figure.start - 1, max(0, figure.start - 1 - _REACH), -1):
        token = line.tree[at]
        is_verb = line.turn(at) or line.has(at, words.quantified["sizes"])
        if is_verb and token.pos_ != "ADJ" and line.tree[at - 1].pos_ not in ("DET", "ADJ", "ADP"):
            following = line.tree[at + 1]
            is_aux = token.pos_ == "AUX" and line.turn(at + 1) and following.pos_ != "ADV"
            return following if is_aux else token
        other = line.figure(at)
        is_light = token.lower_ in light or token.pos_ in ("ADV", "DET", "ADJ") or line.time(at) is not None
        if not is_light and (other is None or figure_class(other.quantity) not in _SHARES):
            return None
    return None


def _role(figure: Figure, verb: Token, line: Line) -> tuple[str | None, int]:
    words, case, following = line.words, line.word(figure.start - 1), line.token(figure.end)
    if following is not None and following.pos_ in (*_NOUNS, "ADJ", "X") and line.time(figure.end) is None:
        return None, 0  # "a $1,000 average increase"
    if following is not None and "Cmp" in following.morph.get("Degree", []):
        return None, 0  # "up to 30 % faster"
    turn, kind = line.turn(verb.i), figure_class(figure.quantity)
    if kind == "duration" or (line.turn(figure.end) and line.word(figure.end) not in words.grammar["and"]):
        return None, 0
    is_first = not any(line.figure(at) for at in range(verb.i + 1, figure.start))
    if figure.quantity.min is None and figure.quantity.bound is Bound.AT_MOST:
        return None, 0  # "is up to 120 GB", and "edged up to 4.4 %", whose figure looks the same
    if case in words.changes["to"] or figure.quantity.text.split()[0].casefold() in words.quantified["beyond"]:
        return (LEVEL, 0) if turn else (None, 0)
    if case in words.grammar["earlier"] and turn:
        return PRIOR, 0
    if turn:
        return (CHANGE, turn) if is_first and (case in words.changes["by"] or kind in _SHARES) else (None, 0)
    adposition = line.tree[figure.start - 1].pos_ == "ADP"
    return (LEVEL, 0) if is_first and (not adposition or case in words.changes["at"]) else (None, 0)


def _phrase_before(verb: Token, line: Line) -> _Phrase | None:
    """The noun phrase that ends right before a verb, its auxiliaries, adverbs and an insertion between commas."""
    end = verb.i
    while end > 0 and line.tree[end - 1].pos_ in ("AUX", "ADV"):
        end -= 1
    if line.word(end - 1) == ",":
        comma = next((at for at in range(end - 2, max(0, end - _LONGEST), -1) if line.word(at) == ","), None)
        end = comma if comma is not None else 0
    start = end
    while start > 0 and end - start < _LONGEST and _is_inside(start - 1, line):
        start -= 1
    if start == end or end - start == _LONGEST or not _begins(start, line):
        return None
    tokens = _without_times(start, end, line)
    while tokens and (tokens[0].pos_ == "DET" or line.has(tokens[0].i, line.words.quantified["leads"])):
        tokens.pop(0)
    return _headed(tokens, line)


def _is_inside(at: int, line: Line) -> bool:
    token = line.tree[at]
    if token.lower_ in line.words.grammar["and"] and at and line.tree[at - 1].pos_ in _NOUNS:
        return True
    in_name = line.name(at) is not None or token.text in ("'s", "’s", "-")
    return in_name or (token.pos_ in _INSIDE and not line.turn(at)) or line.time(at) is not None


def _begins(start: int, line: Line) -> bool:
    """Whether a phrase that begins here is that of a subject: behind a mark, a conjunction or a verb of saying."""
    before = line.token(start - 1)
    if before is None or before.pos_ in ("PUNCT", "SCONJ", "CCONJ", "SPACE"):
        return before is None or before.text not in ("(", "-")
    return line.has(before.i, line.words.colour["saying"] | line.words.colour["said"])


def _without_times(start: int, end: int, line: Line) -> list[Token]:
    """The tokens of a phrase without times at either end and the case words before them: "in January", "January"."""
    while start < end and line.time(start) is not None:
        start += 1
    while end > start and line.time(end - 1) is not None:
        end -= 1
        while end > start and line.time(end) is not None and line.tree[end - 1].pos_ in ("ADP", "DET"):
            end -= 1
    led = line.tree[start].pos_ == "ADP" and start + 1 < end and line.time(start + 1) is not None
    return _without_times(start + 1, end, line) if led else list(line.tree[start:end])


def _headed(tokens: list[Token], line: Line) -> _Phrase | None:
    """A phrase with the last noun before its first case word as head."""
    case = next((n for n, token in enumerate(tokens) if token.pos_ == "ADP"), len(tokens))
    nouns = [token for token in tokens[:case] if token.pos_ in _NOUNS]
    if tokens and tokens[-1].pos_ not in (*_NOUNS, "ADJ", "X"):
        return None  # cut in the middle of a word or a time
    if not nouns or tokens[case - 1].i != nouns[-1].i:
        return None
    if any(line.figure(t.i) for t in tokens[:case]):
        return None  # "three officials rose"
    return _Phrase(tokens, nouns[-1])


def _is_measure(phrase: _Phrase, role: str, line: Line) -> bool:
    """Whether what moved is a measure and no firm, person or thing with a price, of which others tell."""
    words, head = line.words.quantified, phrase.head
    metric, name = line.metric(head.i), line.name(head.i)
    if name is not None or line.has(head.i, words["nobody"] | words["personal"]):
        return False
    is_part = line.has(head.i, words["portions"]) and len(phrase.tokens) > 1
    if metric is not None and metric.metric.kind != "measure" and not is_part:
        return False
    if line.has(head.i, words["deals"] | line.words.grammar["units"]) and not is_part:
        return False
    is_good = line.has(head.i, words["goods"] | words["contracts"])
    return not is_good and (is_part or is_measuring(head, line) or role == CHANGE)


def _owned(phrase: _Phrase, line: Line, discourse: Discourse) -> tuple[Filler, str] | None:
    """Whose the measure is, by a genitive before it or a place or firm behind it, and what is left of the phrase."""
    first, words = phrase.tokens[0], line.words
    name = line.name(first.i)
    if name is not None and line.word(name.end) in words.quantified["genitive"]:
        rest = [t for t in phrase.tokens if t.i > name.end]
        return name_filler(name, line, discourse), _text(rest)
    if first.dep_ in ("nmod:poss", "det:poss"):
        filler = discourse.resolve(first, line.passage)
        known = filler is not None and filler.label is not Label.PERSON
        return (filler, _text(phrase.tokens[1:])) if known and filler is not None else None
    cases = words.grammar["in"] | words.grammar["of"] | words.quantified["places"]
    behind = [t for t in phrase.tokens if t.i > phrase.head.i]
    if len(behind) > 1 and behind[0].lower_ in cases:
        last = line.name(behind[-1].i)
        if last is not None and all(t.pos_ in ("DET", "ADP") or last.start <= t.i < last.end for t in behind):
            return name_filler(last, line, discourse), _text([t for t in phrase.tokens if t.i <= phrase.head.i])
    return None


def _counted(phrase: _Phrase, line: Line) -> Filler | None:
    """Those whose share or number it is: "the share of patients in debt"."""
    behind = [t for t in phrase.tokens if t.i > phrase.head.i]
    shared = line.words.quantified["portions"] | line.words.quantified["totals"]
    if not behind[1:] or behind[0].lower_ not in line.words.grammar["of"] or not line.has(phrase.head.i, shared):
        return None
    return Filler(_text(behind[1:]), None, behind[-1], 1.0, "phrase")


def _text(tokens: list[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip()


def _is_described(phrase: _Phrase, line: Line) -> bool:
    """Whether a phrase says which of its kind it is."""
    if not 1 < len(phrase.tokens) <= _WORDS:
        return False
    rest = [t for t in phrase.tokens if t.i != phrase.head.i and t.pos_ in (*_NOUNS, "ADJ", "X")]
    return any(t.pos_ in _NOUNS or t.text[:1].isupper() or not line.words.compounds for t in rest)
