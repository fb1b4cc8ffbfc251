"""Metrics that a verb multiplies, which no figure tells: "revenue more than doubled", "hat den Umsatz verdreifacht"."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import CHANGE, Reading
from claimtrack.extract.figures.sums import Figure
from claimtrack.extract.text.syntax import base, children
from claimtrack.language import read_data
from claimtrack.model import Bound, Label, Mention, Quantity
from claimtrack.recognize.lexicon import lexicon
from claimtrack.recognize.phrases import lower, plain_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimtrack.extract.figures.figurewords import Found
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_BEHIND, _AHEAD = 5, 7
"""Tokens between a verb and the metric behind it, or ahead of it."""
_BEFORE_NOUN, _BEFORE_VERB = ("PRON", "DET", "ADJ", "NOUN"), ("AUX", "VERB", "ADV", "ADP", "PROPN", "PART")
"""What may stand between: "doubled its annual revenue", "shares of Norwind have more than doubled"."""
_WHOLE = 100
"""All of it, in percent."""
_OPEN_BELOW = (Bound.LESS_THAN, Bound.AT_MOST)
_OPEN_ABOVE = (Bound.MORE_THAN, Bound.AT_LEAST)


@cache
def _factors(lang: str) -> Mapping[str, Decimal]:
    """How often each form of a verb takes what it is said of."""
    data = read_data(lang, "figures")["multiplied"]
    return {form: Decimal(factor) for factor, forms in data.items() for form in forms}


def multiplies(passage: Passage) -> bool:
    """Whether a passage has a verb that may multiply something."""
    return not _factors(passage.lang).keys().isdisjoint(token.lower_ for token in passage.tree)


def read_multiplied(line: Line) -> Iterator[Reading]:
    """Return the metrics of a sentence that grew by a factor, the factor as a number of times."""
    factors = _factors(line.passage.lang)
    for verb in line.tree:
        if verb.lower_ not in factors or _is_purpose(verb):
            continue
        figure = _figure(verb, factors[verb.lower_], line)
        if verb.pos_ != "VERB" and figure.start == verb.i and base(verb) != "ROOT":
            continue  # "a double chin"; but "have more than doubled" is taken for an adjective
        found = _multiplied(figure, line)
        inside = range(figure.end, found.start) if found is not None else ()
        if found is not None and not any(line.figure(at) or line.time(at) for at in inside):
            turn = 1 if factors[verb.lower_] > 1 else -1
            yield Reading(figure, found, CHANGE, turn, verb.i)  # "doubling its 2024 sales" is of another year


def _is_purpose(verb: Token) -> bool:
    """Whether a verb only says what something is for: "a plan to double sales"."""
    return "Inf" in verb.morph.get("VerbForm", []) and base(verb) in ("acl", "advcl")


def _multiplied(figure: Figure, line: Line) -> Found | None:
    """The metric that is a verb's object, else its subject, or what its participle describes.

    Trees know little of "more than doubled": there it is the metric that stands next to it.
    """
    words = line.tree[figure.start : figure.end]
    objects = [child for word in words for child in children(word, "obj") if child.pos_ != "PRON"]
    subjects = [child for word in words for child in children(word, "nsubj") if child.i not in range(*figure[:2])]
    described = [word.head for word in words if base(word) == "acl" and word.head.i < figure.start]
    for noun in objects or [*subjects, *described]:
        found = line.metric(noun.i)
        if found is not None and not (found.metric.acts or found.metric.loss):
            return None if objects and found.metric.kind == "price" else found  # "doubles its shares"
    return _beside(figure, line) if figure.end > figure.start + 1 and not objects else None


def _beside(figure: Figure, line: Line) -> Found | None:
    """The metric right behind a verb or right ahead of it, small words and names between."""
    behind, ahead = range(figure.end, figure.end + _BEHIND), range(figure.start - 1, figure.start - _AHEAD, -1)
    for places, small in ((behind, _BEFORE_NOUN), (ahead, _BEFORE_VERB)):
        for at in places:
            token = line.token(at)
            if found := line.metric(at):
                return None if found.metric.acts or found.metric.loss else found
            if token is None or (token.pos_ not in small and line.time(at) is None):
                break
    return None


def _figure(verb: Token, factor: Decimal, line: Line) -> Figure:
    """The verb with the words that bound it, as a figure: "more than doubled" is more than 2 times, "halved" 50 %."""
    text, start = plain_blanks(lower(line.passage.text)), verb.i
    known = lexicon(line.passage.lang).bounds_before.before(text, max(0, verb.idx - 1))
    bound, size = Bound.EXACT, factor if factor > 1 else (1 - factor) * _WHOLE
    if known is not None and text[known[1]].isalpha() and (places := line.tree.places_of(known[1], verb.idx)):
        bound, start = known[0], places.start
    quantity = Quantity(
        text=line.passage.text[line.tree[start].idx : verb.idx + len(verb.text)],
        min=None if bound in _OPEN_BELOW else size,
        max=None if bound in _OPEN_ABOVE else size,
        unit="times" if factor > 1 else "%",
        bound=bound,
    )
    span = line.passage.span_of(start, verb.i + 1)
    return Figure(start, verb.i + 1, Mention(span=span, label=Label.QUANTITY, norm=quantity))
