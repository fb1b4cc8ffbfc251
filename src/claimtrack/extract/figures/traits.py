"""Figures that describe a thing or a person: "comes with 397 billion parameters", "at the age of 54"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import base
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_SURE = 0.85
_REACH = 4
"""Tokens between a word of having and the figure."""
_SUBJECT = 12
"""Tokens before that word in which the product or person stands."""


def draft_traits(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every figure of a passage that describes a product by its parts or gives a person's age."""
    for figure in line.figures:
        found = _feature(figure, line, discourse) or _age(figure, line, discourse)
        if found is not None:
            subject, attribute = found
            yield Draft(
                "measure", "trait", line.passage, line.tree[figure.end - 1], subject, None, figure.mention, attribute,
                sure=round(_SURE * subject.certainty, 3),
            )  # fmt: skip


def _feature(figure: Figure, line: Line, discourse: Discourse) -> tuple[Filler, str] | None:
    """A product that has so many of something: parameters, tokens, languages."""
    norm, words = figure.mention.norm, line.words.traits
    if not isinstance(norm, Quantity) or (norm.unit or "").partition("/")[0] not in words["units"]:
        return None
    verb = next(
        (at for at in range(figure.start - 1, max(-1, figure.start - 1 - _REACH), -1) if line.word(at) in words["has"]),
        None,
    )
    if verb is None:
        product = _apposed(figure, line, discourse)
    else:
        product = _before(verb, Label.PRODUCT, line, discourse) or _meant(verb, line, discourse)
    nouns = [
        t.text
        for t in line.tree[figure.start : figure.end]
        if t.text.isalpha() and t.lower_ not in line.words.people["numbers"]
    ]
    return (product, " ".join(nouns)) if product is not None and nouns else None


def _apposed(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product that a phrase behind its comma describes: "X1, a 3B parameter model"."""
    article = line.token(figure.start - 1)
    if article is None or "Ind" not in article.morph.get("Definite", []) or line.word(article.i - 1) != ",":
        return None
    name = line.name(article.i - 2)
    filler = name_filler(name, line, discourse) if name is not None and name.end == article.i - 1 else None
    return filler if filler is not None and filler.label is Label.PRODUCT else None


def _age(figure: Figure, line: Line, discourse: Discourse) -> tuple[Filler, str] | None:
    """As in "at the age of 54", "im Alter von 54 Jahren"."""
    norm, words = figure.mention.norm, line.words.traits
    two = f"{line.word(figure.start - 2)} {line.word(figure.start - 1)}"
    if not isinstance(norm, Quantity) or two not in words["age"] or figure_class(norm) != "duration":
        return None
    person = _before(figure.start - 2, Label.PERSON, line, discourse)
    return (person, min(words["age_of"])) if person is not None else None


def _meant(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """The product that a subject right ahead of a word of having stands for: "The model has", "Das Modell hat"."""
    subject = line.token(verb - 1)
    if subject is None or subject.pos_ not in ("NOUN", "PRON") or base(subject) != "nsubj":
        return None
    if subject.pos_ == "NOUN" and (subject.i == 0 or subject.nbor(-1).pos_ != "DET"):
        return None  # "the larger model has": which?
    filler = discourse.resolve(subject, line.passage)
    return filler if filler is not None and filler.label is Label.PRODUCT else None


def _before(at: int, label: Label, line: Line, discourse: Discourse) -> Filler | None:
    """The nearest name of a type ahead of a token, no technology's: "a model in FP8 with"."""
    generic = product_words(line.passage.lang)["generic"]
    for name in reversed(line.passage.names):
        if name.end <= at and name.text.lower() not in generic:
            filler = name_filler(name, line, discourse)
            between = {line.word(i) for i in range(name.end, at)}
            is_other = (
                line.word(name.start - 1) in line.words.traits["of"]
                or line.word(name.start - 2) in line.words.traits["of"]
            )
            if (
                filler.label is label
                and at - name.end <= _SUBJECT
                and not is_other
                and not between & line.words.traits["whose"]
            ):
                return filler
    return None
