"""Which figure of a sentence a predicate takes: of the right class, and nearest in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class, fits
from claimtrack.extract.text.lexicon import metric_of
from claimtrack.extract.text.syntax import base, clause, marker
from claimtrack.model import Label, Quantity, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.text.lexicon import Lexicon
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_REACH = 6
"""Tokens that may stand between a metric's noun and its figure where nothing else speaks for the pair."""


def figures(passage: Passage, wanted: str) -> Iterator[tuple[Mention, Quantity]]:
    """The figures of a passage that a slot of class `wanted` can hold."""
    for mention in passage.quantities:
        if isinstance(mention.norm, Quantity) and fits(mention.norm, wanted):
            yield mention, mention.norm


def find_figure(predicate: Token, passage: Passage, wanted: str, lexicon: Lexicon) -> Mention | None:
    """The figure that belongs to a predicate: below it in the tree or behind it in its clause; no metric's own."""
    free = [m for m, _ in figures(passage, wanted) if not governing_metric(m, passage, lexicon)]
    below = set(predicate.subtree)
    ranked = []
    for mention in free:
        head = passage.head_of(mention.span)
        if head is None or (predicate.pos_ == "NOUN" and _is_of_other_noun(head, predicate)):
            continue
        own = clause(head) == clause(predicate)
        if head not in below and not own and not (0 < head.i - predicate.i <= _REACH):
            continue
        ranked.append(((head not in below, not own, head.i < predicate.i, abs(head.i - predicate.i)), head.i, mention))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _is_of_other_noun(head: Token, predicate: Token) -> bool:
    """Whether a figure measures another noun than the predicate: "a $5bn impairment from its investment in B"."""
    return base(head) in ("compound", "nummod") and head.head.pos_ == "NOUN" and head.head.i != predicate.i


def governing_metric(mention: Mention, passage: Passage, lexicon: Lexicon) -> Token | None:
    """The metric noun that a figure stands with: "$5bn in revenue", "a valuation of $5bn", "a $5bn valuation"."""
    tokens = passage.tokens_in(mention.span)
    tree = passage.tree
    for token in tree[tokens[-1].i + 1 : tokens[-1].i + 6]:
        if metric_of(token, lexicon) and token.pos_ in ("NOUN", "PROPN"):
            return token
        parts = token.lower_ in lexicon.markers["parting"]
        if parts or token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "NUM", "SYM"):
            break
    before = tokens[0].i - 1
    follows = before >= 1 and tree[before].lower_ in lexicon.markers["measured"]
    return tree[before - 1] if follows and metric_of(tree[before - 1], lexicon) else None


def find_duration(predicate: Token, passage: Passage) -> Mention | None:
    """A duration below a predicate: "took nearly a year"; recognised as a figure or as a time."""
    below = set(predicate.subtree)
    for mention in (*passage.quantities, *passage.times):
        is_figure = isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "duration"
        is_time = isinstance(mention.norm, TimeSpan) and mention.label is Label.DURATION
        head = passage.head_of(mention.span)
        if (is_figure or is_time) and head is not None and head in below and not marker(head):
            return mention
    return None


def is_of_class(mention: Mention, wanted: str) -> bool:
    """Whether a figure is of a class; "shares" are a number of them, or the money that they are worth."""
    if not isinstance(mention.norm, Quantity):
        return False
    if wanted == "shares":
        return mention.norm.unit == "share" or figure_class(mention.norm) == "money"
    return figure_class(mention.norm) == wanted


def plain_figures(
    passage: Passage, lexicon: Lexicon, wanted: str, *, rates: bool = False
) -> Iterator[tuple[Mention, int]]:
    """The figures of a class that are no metric's, with their first tokens; sums per share only if `rates` count."""
    for mention in passage.quantities:
        tokens = passage.tokens_in(mention.span)
        unit = (mention.norm.unit or "") if isinstance(mention.norm, Quantity) else ""
        by_share = rates and unit.endswith("/share")
        fits_class = bool(tokens) and is_of_class(mention, wanted) and (by_share or "/" not in unit)
        if fits_class and governing_metric(mention, passage, lexicon) is None:
            yield mention, tokens[0].i
