"""Open measures: what else a sentence counts or sizes, of whomever, in the document's own words.

No list of metrics holds them all ("the platform has run 200 investigations", "44 percent of commuters come by train",
"the delinquency rate rose to 9 %"). The tree says what the figure is of: a measured noun is the subject of a verb of
change or of being, a share stands before the group that it is taken of, a counted noun is subject or object. These are
the least sure readings of a figure; any other that is made of it goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.deeds import actor, read_deed, read_part, read_sum
from claimtrack.extract.figures.figurewords import Found, Metric
from claimtrack.extract.figures.groups import read_group, read_share
from claimtrack.extract.figures.measured import CHANGE, PRIOR, Reading, is_estimate
from claimtrack.extract.figures.periods import find_period, is_earlier
from claimtrack.extract.figures.sized import is_measuring, owner_of, read_sized, without_owner
from claimtrack.extract.figures.told import Told, phrase
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.productwords import is_product_noun
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.model import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_GROUP = 0.9
"""How sure a group is that is counted and has no name."""
_COLUMNS = 3
"""Bars that make a line one of a table."""
_LEAST = 3
"""The smallest number of things that is worth a claim by itself."""
_SIZES = ("money", "percent", "points")
_REACH = 5
"""Tokens between a figure and the noun that it modifies ("$3.5 billion customs bond funding shortfall")."""


def draft_quantified(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every figure of a passage that sizes something which the tree makes plain."""
    is_table = sum(1 for token in line.tree if token.text == "|") >= _COLUMNS
    for figure in () if line.is_paired or is_table else line.figures:
        head = _head(figure, line)
        if head is None or _is_joined(figure, line) or not _is_worth(figure, line):
            continue
        told = read_sized(figure, head, line, discourse)
        told = told or next((t for way in _WAYS if (t := way(figure, head, line, discourse))), None)
        if told is not None and told.attribute and told.attribute.casefold() != told.subject.text.casefold():
            yield from _draft(figure, told, line)


def _draft(figure: Figure, told: Told, line: Line) -> Iterator[Draft]:
    found = Found(told.predicate.i, told.predicate.i + 1, Metric(kind=told.kind))
    reading = Reading(figure, found, told.role, told.turn, told.predicate.i)
    if is_estimate(reading, line):
        return
    compares = told.role == PRIOR or any(is_earlier(other, line) for other in line.figures)
    yield Draft(
        told.kind, "quantified", line.passage, told.predicate, told.subject, None, figure.mention, told.attribute,
        negative=told.turn < 0 and told.role == CHANGE, when=find_period(reading, line), dated=told.role != PRIOR,
        timed=compares, sure=round(told.sure * told.subject.certainty, 3),
    )  # fmt: skip


def _head(figure: Figure, line: Line) -> Token | None:
    """The token that the rest of the tree sees of a figure, without a verb that it begins with ("exceeded $5")."""
    tokens = [t for t in line.tree[figure.start : figure.end] if t.pos_ in ("NUM", "SYM", "NOUN", "PROPN", "ADJ", "X")]
    inside = {token.i for token in tokens}
    head = next((t for t in reversed(tokens) if t.head.i not in inside), None)
    if head is None or "/" not in (figure.quantity.unit or "") or head.head.i not in range(figure.end, figure.end + 3):
        return head
    return head.head if base(head) in ("compound", "nummod") else head  # "$100 per barrel", hung on "barrel"


def _is_joined(figure: Figure, line: Line) -> bool:
    """Whether a figure is a part of a longer word: "sub-$1,000", "400-Gramm-Packung", "169 pound-feet"."""
    before, last, after = line.token(figure.start - 1), line.tree[figure.end - 1], line.token(figure.end)
    hyphens = line.words.quantified["joints"]
    is_first = after is not None and not last.whitespace_ and after.text in hyphens
    is_last = before is not None and not before.whitespace_ and before.text in hyphens
    return is_first or (is_last and figure.start > 1 and not line.tree[figure.start - 2].whitespace_)


def _is_worth(figure: Figure, line: Line) -> bool:
    """Whether a figure can be the answer to a question of its own: no "dozens", "two of them", "per 1,000 people"."""
    quantity, before = figure.quantity, line.word(figure.start - 1)
    low, kind = quantity.min or quantity.max, figure_class(quantity)
    if (quantity.unit or "").partition("/")[0] in line.words.quantified["parts"]:
        return False  # so many shares: a stake, an offer
    is_vague = quantity.bound is Bound.ABOUT and quantity.min != quantity.max
    if low is None or is_vague or (quantity.unit or "") == "times":
        return False
    if before in line.words.shares["per"] - line.words.quantified["articles"]:
        return False
    earlier = line.token(figure.start - 2)
    if earlier is not None and earlier.pos_ == "NUM" and before in line.words.grammar["in"] | line.words.people["part"]:
        return False  # "1 in 10 patients"
    return kind != "count" or (abs(low) >= _LEAST and before not in line.words.people["part"])


# a noun with its figure beside it: "a 2 % inflation goal", "a deficit of 9 billion francs"


def _attached(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    noun, kind = head.head, figure_class(figure.quantity)
    if noun.pos_ != "NOUN" or base(head) not in ("nmod", "compound", "nummod", "amod") or kind not in _SIZES:
        return None
    if line.has(noun.i, line.words.quantified["portions"]):
        return _portion(figure, noun, line, discourse)
    ahead = noun.i < figure.start
    fits = line.word(figure.start - 1) in line.words.quantified["of"] if ahead else noun.i <= figure.end + _REACH
    if line.word(figure.end) in line.words.changes["to"]:
        return None  # "a rate of 1 euro to the dollar"
    if not fits or not is_measuring(noun, line) or is_earlier(figure, line) or _is_told_elsewhere(noun, line):
        return None
    return _of_attached(figure, noun, line, discourse)


def _portion(figure: Figure, noun: Token, line: Line, discourse: Discourse) -> Told | None:
    """As in "held a 42 % share of the market": a share of something that has no name, which would be a stake."""
    whole = next((c for c in children(noun, "nmod") if c.i > noun.i and marker(c)), None)
    party = actor(noun.head, line, discourse) if base(noun) == "obj" and whole is not None else None
    if whole is None or party is None or line.name(whole.i) or figure_class(figure.quantity) != "percent":
        return None
    return Told(party, phrase(noun, line, range(figure.start, figure.end)), noun.head)


def _is_told_elsewhere(noun: Token, line: Line) -> bool:
    """Whether a noun is a name, a figure, or one whose sum another kind of claim tells."""
    metric, others = line.metric(noun.i), line.words.quantified["deals"] | line.words.quantified["nobody"]
    if line.figure(noun.i) or line.name(noun.i) or line.has(noun.i, others):
        return True
    return (metric is not None and metric.metric.kind != "measure") or is_product_noun(noun, line.passage.lang)


def _of_attached(figure: Figure, noun: Token, line: Line, discourse: Discourse) -> Told | None:
    owner, owned = owner_of(noun, line, discourse)
    inside, verb = range(figure.start, figure.end), noun.head
    if owner is not None:
        own = without_owner(owner, noun, line, inside) or noun.text
        return None if _is_possessed(own, line) else Told(owner, own, noun)
    if owned:
        return None  # "its goal": whose?
    text = phrase(noun, line, inside)
    if _is_possessed(text, line):
        return None  # "the president's tariff": on what?
    if base(noun) == "obj" and line.has(verb.i, line.words.quantified["has"]):
        party = actor(verb, line, discourse)
        return Told(party, text, verb) if party is not None else None
    says_which = any(line.name(t.i) for t in noun.subtree if t.text in text.split())
    return Told(Filler(text, None, noun, _GROUP, "phrase"), noun.text, noun) if says_which else None


def _is_possessed(text: str, line: Line) -> bool:
    return any(f"{mark} " in text for mark in line.words.quantified["genitive"])


_WAYS = (read_share, read_part, read_group, read_deed, read_sum, _attached)
"""How a figure is told without a verb of change or being, the surer ones first."""
