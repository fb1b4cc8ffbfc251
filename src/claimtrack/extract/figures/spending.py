"""Money that goes into a firm's own plants ("invests $5bn in a new plant")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.measured import Reading, by_verb
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_SURE = 0.85
_REACH = 8
"""Tokens between a verb and the sum, and between the sum and what it goes into."""
_SHORTEST = 3
"""Letters of nouns for plants that other nouns may end in by chance."""
_NEAR = 5
"""Tokens before a sum in which the verb of building stands."""
_PHRASE = 8
"""Words of the longest purpose that is taken over."""


def draft_spending(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every sum of a passage that is spent on the spender's own plants."""
    for figure in line.figures:
        norm = figure.mention.norm
        if isinstance(norm, Quantity) and figure_class(norm) == "money":
            yield from _plants(figure, line, discourse)


def _plants(figure: Figure, line: Line, discourse: Discourse) -> Iterator[Draft]:
    words = line.words.spending
    verb = line.verb_of(figure, lambda at: line.word(at) in words["invest"], 2 * _REACH)
    purpose = _purpose(figure, line, discourse)
    if purpose is None and (built := _built(figure, line)) is not None:
        verb, purpose = built
    if verb is None and purpose is not None and _is_headline(purpose, line, discourse):
        verb = figure.end - 1  # "5 Milliarden Euro für Chipfabrik", "die 5 Milliarden Euro teure Fabrik"
    if verb is None or purpose is None:
        return
    reading = by_verb("spending", figure, verb)
    spender = find_owner(reading, line, discourse)
    if spender is not None and spender.text != purpose.text:
        yield Draft(
            "spending", "plants", line.passage, line.tree[verb], spender, purpose, figure.mention, "capex", Phase.HOLDS,
            modality=_modality(reading, line), when=find_period(reading, line),
            sure=round(_SURE * spender.certainty, 3),
        )  # fmt: skip


def _modality(reading: Reading, line: Line) -> Modality | None:
    """What is only announced, or for which a place was chosen, is planned: "announced a $5bn plant"."""
    told = line.words.colour["reporting"] | line.words.spending["chooses"]
    announced = line.word(reading.verb) in told and not line.words.compounds
    return Modality.PLANNED if announced else colour(line, reading.found.start, reading.found.end)


def _built(figure: Figure, line: Line) -> tuple[int, Filler] | None:
    """The verb and the plant in "is building a $5bn chip factory in Ohio"."""
    words, at = line.words.spending, figure.end
    while line.tree[at : at + 1] and (line.tree[at].pos_ in ("NOUN", "ADJ", "PROPN") or line.word(at) == "-"):
        at += 1
    is_plant = at > figure.end and line.word(at - 1) in words["built"]
    verb = next((i for i in range(figure.start - 1, max(-1, figure.start - _NEAR), -1)
                 if line.word(i) in words["builds"]), _chosen(figure, line))  # fmt: skip
    if verb is None or not is_plant or any(line.name(i) or line.figure(i) for i in range(figure.end, at)):
        return None
    return verb, Filler(text_of(line.tree[figure.end : at]), None, line.tree[at - 1], 1.0, "phrase")


def _chosen(figure: Figure, line: Line) -> int | None:
    """The verb of settling on a place for what is built: "chose Ohio as the site of a $5bn plant"."""
    words, near = line.words.spending, range(max(0, figure.start - _NEAR), figure.start)
    if not any(line.word(at) in words["sites"] for at in near):
        return None
    ahead = range(figure.start - 1, max(-1, figure.start - 2 * _REACH), -1)
    return next((at for at in ahead if line.word(at) in words["chooses"]), None)


def _is_headline(purpose: Filler, line: Line, discourse: Discourse) -> bool:
    """Whether a sum and a plant without a verb are those of the document's topic: nobody else is named."""
    plant = purpose.token.lower_
    cast = discourse.cast
    others = {cast.full(n.text) for n in line.passage.names if cast.label(n.text) is Label.ORGANISATION}
    whole = discourse.topic is not None and not others - {discourse.topic}
    return whole and plant.endswith(tuple(sorted(line.words.spending["headlines"])))


def _purpose(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What a sum goes into: a phrase with the noun of a plant, and no firm."""
    at = figure.end
    while at < len(line.tree) and (
        line.time(at) or line.tree[at].pos_ == "ADV" or line.word(at) in line.words.spending["before_purpose"]
    ):
        at += 1
    if line.word(at) not in line.words.spending["into"] | line.words.spending["costing"]:
        return None
    last = -1
    for place in range(at + 1, min(len(line.tree), at + 1 + _PHRASE)):
        token, name = line.tree[place], line.name(place)
        if name is not None and discourse.cast.label(name.text) is Label.ORGANISATION:
            if last < 0 or line.word(name.start - 1) not in line.words.grammar["place"]:
                return None
            break  # "a plant in Bitterfeld", a town that no list has
        if is_plant(place, line):
            last = place
        elif token.pos_ in ("PUNCT", "VERB", "AUX", "CCONJ") and token.text != "-":
            break
    if last < 0:
        return None
    start = at + 1
    while start < last and line.tree[start].pos_ in ("DET", "PRON"):
        start += 1
    return Filler(text_of(line.tree[start : last + 1]), None, line.tree[last], 1.0, "phrase")


def is_plant(at: int, line: Line) -> bool:
    """Return whether a token is the head noun of a phrase for a plant: a "new factory", an "Elektrostahlwerk".

    Ahead of another noun it only tells of which sort that is: "plant maintenance".
    """
    following = line.token(at + 1)
    if not line.words.compounds and following is not None and following.pos_ == "NOUN":
        return False
    plants, form = line.words.spending["plants"], line.tree[at].lower_
    in_compound = line.words.compounds and any(form.endswith(noun) for noun in plants if len(noun) > _SHORTEST)
    return line.has(at, plants) or in_compound
