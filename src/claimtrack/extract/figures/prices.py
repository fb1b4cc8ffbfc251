"""What a product costs: "costs $799", "starts at $20 a month", "ab 20 Euro im Monat", "the $799 X1"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.metrics import colour
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.units import figure_class
from claimtrack.model import Bound, Label, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_SURE = 0.85
_VERB = 4
"""Tokens between the verb and the price."""
_SUBJECT = 14
"""Tokens before the verb in which the product stands."""


def draft_prices(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every price of a product that a passage names."""
    for figure in line.figures:
        norm = figure.mention.norm
        if not isinstance(norm, Quantity) or figure_class(norm) != "money" or (norm.unit or "").endswith("/share"):
            continue
        if line.word(figure.end) in line.words.prices["compared"]:
            continue  # "$200 higher than the X1"
        verb, reached = _verb(figure, line), 0
        if verb is None and (verb := _verb_behind(figure, line)) is not None:
            reached = figure.start
        product = _subject(reached or verb, line, discourse) if verb is not None else None
        product = product or _of_price(figure, line, discourse)
        product = product or _beside(figure, line, discourse)
        if product is None:
            continue
        at = verb if verb is not None else figure.end - 1
        low = at if verb is not None else figure.start
        yield Draft(
            "price", "price", line.passage, line.tree[at], product, None, figure.mention, _per(norm),
            modality=colour(line, min(low, figure.start), figure.end), sure=round(_SURE * product.certainty, 3),
            bound=_from(verb, norm, line),
        )  # fmt: skip


def _verb(figure: Figure, line: Line) -> int | None:
    """The verb of costing ahead of a figure, with only case words between."""
    words = line.words.prices
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _VERB), -1):
        if line.word(at) in words["verbs"]:
            return at
        if line.tree[at].pos_ not in ("ADP", "ADV", "DET", "SCONJ", "PART") and line.word(at) not in words["behind"]:
            return None
    return None


def _verb_behind(figure: Figure, line: Line) -> int | None:
    """The verb that ends a German clause: "soll 699 Euro kosten", "ist für 699 Euro erhältlich"."""
    at = figure.end
    ended = line.word(at) in line.words.prices["ending"] and line.word(at + 1) in ("", ".", ",", ";", "!", "und", ")")
    return at if line.words.compounds and ended else None


def _of_price(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product whose price is told by a noun: "Der Preis für das X1 liegt bei 699 Euro"."""
    words, product = line.words, None
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _SUBJECT), -1):
        token = line.tree[at]
        if token.pos_ == "NOUN" and any(token.lower_.endswith(noun) for noun in words.prices["labels"]):
            return product
        if name := line.name(at):
            filler = name_filler(name, line, discourse, 0.9)
            product = filler if filler.label is Label.PRODUCT else None
            if product is None:
                return None
        elif token.pos_ == "NOUN" and product is not None and line.name(at + 1):
            continue  # "für das Tablet X1"
        elif token.pos_ in ("PUNCT", "NOUN", "CCONJ") or line.figure(at):
            return None
    return None


def _subject(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """The product ahead of the verb: the nearest name that can be one, or the noun that stands for one."""
    never = line.words.prices["never"]
    for at in range(verb - 1, max(-1, verb - _SUBJECT), -1):
        if line.is_stop(at) or line.word(at) in never or (line.figure(at) and line.word(at + 1) != "version"):
            return None
        if (name := line.name(at)) and line.word(name.start - 1) in line.words.prices["with"]:
            continue  # "laptops with the X1 start at"
        if name:
            filler = name_filler(name, line, discourse)
            return filler if filler.label in (Label.PRODUCT,) else None
        token = line.tree[at]
        if token.pos_ in ("NOUN", "PRON"):
            filler_ = discourse.resolve(token, line.passage)
            if filler_ is not None and filler_.label is Label.PRODUCT:
                return filler_
    return None


def _beside(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product right behind a price, or right before one in brackets: "the $799 X1", "X1 (799 Euro)"."""
    name = line.name(figure.end)
    if name is None and line.word(figure.start - 1) == "(" and line.word(figure.end) in (")", ","):
        name = line.name(figure.start - 2)
    if name is None:
        return None
    filler = name_filler(name, line, discourse, 0.9)
    return filler if filler.label is Label.PRODUCT else None


def _per(quantity: Quantity) -> str | None:
    """The standard attribute of a rate: `per month`, `per million tokens`."""
    rate = (quantity.unit or "").partition("/")[2]
    return f"per {rate}" if rate else None


def _from(verb: int | None, quantity: Quantity, line: Line) -> Bound | None:
    """As in "starts at" states a least price."""
    if verb is None or quantity.bound is not Bound.EXACT:
        return None
    return Bound.AT_LEAST if line.word(verb) in line.words.prices["from"] else None
