"""Plants that a firm builds, plans or opens, told without a sum: "baut eine Chipfabrik in Dresden"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_REACH = 9
"""Tokens between a plant and the verb that builds it."""
_ARTICLE = 4
"""Tokens before a plant among which its article or "new" stands."""
_PLACE = 6
"""Tokens between a plant and its place ahead of it: "baut in Dresden ein neues Werk"."""
_SURE = 0.85


@cache
def _words(lang: str) -> dict[str, tuple[str, ...]]:
    """The word lists of `[plants]` in a language's `offers.toml`; what each is for stands there."""
    return {key: tuple(words) for key, words in read_data(lang, "offers")["plants"].items()}


def draft_plants(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every plant of a passage that somebody builds, plans or opens."""
    words = _words(passage.lang)
    if any(isinstance(m.norm, Quantity) and figure_class(m.norm) == "money" for m in passage.quantities):
        return  # what a plant costs is spending
    for noun in passage.tree:
        if noun.pos_ not in ("NOUN", "PROPN") or not _is_plant(noun, passage.lang) or passage.name_at(noun):
            continue
        verb = _builder(noun, passage, words) if _is_new(noun, words) else None
        maker = _maker(verb, passage, discourse) if verb is not None else None
        if verb is None or maker is None or maker.label is not Label.ORGANISATION:
            continue
        begins = verb.lower_ in words["begun"]
        yield Draft(
            "development", "plant", passage, verb, maker, _plant(noun, passage, discourse, words),
            phase=Phase.BEGINS if begins else Phase.HOLDS, sure=round(_SURE * maker.certainty, 3),
            modality=Modality.PLANNED if verb.lower_ in words["planning"] else None,
        )  # fmt: skip


def _is_plant(noun: Token, lang: str) -> bool:
    """Whether a noun is a plant's: in the list by itself or with the word before it, or a compound that ends so."""
    words, after = _words(lang), noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if after is not None and after.pos_ in ("NOUN", "PROPN") and not load_lexicon(lang).has_compounds:
        return False  # "its first data center chip"
    if load_lexicon(lang).has_compounds:
        return noun.lower_.endswith(words["nouns"]) and noun.lower_ not in words["no_plants"]
    return noun.lower_ in words["nouns"] or f"{_before(noun)} {noun.lower_}" in words["nouns"]


def _before(noun: Token) -> str:
    return noun.nbor(-1).lower_ if noun.i else ""


def _is_new(noun: Token, words: dict[str, tuple[str, ...]]) -> bool:
    """Whether a plant is spoken of for the first time: by an indefinite article, or by a word for "new"."""
    ahead = [token.lower_ for token in noun.doc[max(0, noun.i - _ARTICLE) : noun.i]]
    return any(word in words["new"] for word in ahead)


def _builder(noun: Token, passage: Passage, words: dict[str, tuple[str, ...]]) -> Token | None:
    """The verb that builds a plant: nearest on either side, no other clause between."""
    tree, first = passage.tree, _first(noun, passage)
    sides = (-1, 1) if load_lexicon(passage.lang).verb_may_lead else (-1,)
    for step in range(1, _REACH):
        for at in (noun.i + side * step for side in sides):
            if not 0 <= at < len(tree) or tree[at].lower_ not in words["verbs"] or tree[at].pos_ == "ADJ":
                continue
            between = tree[at + 1 : first] if at < noun.i else tree[noun.i + 1 : at]
            if any(passage.quantity_at(t) for t in between):
                continue
            if not any(t.pos_ == "VERB" or t.text in (",", ";", ":") or t.pos_ == "CCONJ" for t in between):
                return tree[at]
    return None


def _maker(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    found = [f for t in read_arguments(verb).agent for f in discourse.resolve_all(t, passage)]
    following = passage.tree[verb.i + 1] if verb.i + 1 < len(passage.tree) else None
    leads = load_lexicon(passage.lang).verb_may_lead
    if leads and following is not None and passage.name_at(following):
        found += [behind] if (behind := discourse.resolve(following, passage)) else []  # "2026 eröffnet Acme …"
    if nearest := actor_before(verb, passage, discourse):
        found.append(nearest)
    auxiliary = next((t for t in reversed(passage.tree[: verb.i]) if t.pos_ == "AUX"), None)
    if auxiliary is not None and (ahead := actor_before(auxiliary, passage, discourse)):
        found.append(ahead)
    return next((f for f in found if f.label is Label.ORGANISATION), None)


def _first(noun: Token, passage: Passage) -> int:
    """Where a plant's phrase begins, its adjectives left out: "research and development center"."""
    tree, start = passage.tree, noun.i
    if load_lexicon(passage.lang).has_compounds:
        return start
    while start > 1 and tree[start - 1].pos_ in ("NOUN", "PROPN") and not passage.name_at(tree[start - 1]):
        start -= 3 if tree[start - 2].pos_ == "CCONJ" and start > 3 and tree[start - 3].pos_ == "NOUN" else 1
    return start


def _plant(noun: Token, passage: Passage, discourse: Discourse, words: dict[str, tuple[str, ...]]) -> Filler:
    """The plant with what it makes and its place: "chip plant in Dresden"."""
    tree, start = passage.tree, _first(noun, passage)
    text = tree[start : noun.i + 1].text
    after = tree[noun.i + 1] if noun.i + 2 < len(tree) else None
    if after is not None and after.lower_ in words["at"] and _is_place(noun.i + 2, passage, discourse):
        name = passage.name_at(tree[noun.i + 2])
        text = tree[start : name.end].text if name else text
    elif place := _place_ahead(noun, passage, discourse, words):
        text = f"{text} {place}"
    return Filler(text, Label.PRODUCT, noun, 0.95, "phrase")


def _is_place(at: int, passage: Passage, discourse: Discourse) -> bool:
    name = passage.name_at(passage.tree[at])
    return name is not None and discourse.cast.label(name.text) is not Label.ORGANISATION


def _place_ahead(noun: Token, passage: Passage, discourse: Discourse, words: dict[str, tuple[str, ...]]) -> str | None:
    """The place between verb and plant, where a language's order allows that: "baut in Dresden ein Werk"."""
    if not load_lexicon(passage.lang).verb_may_lead:
        return None
    for at in range(max(0, noun.i - _PLACE), noun.i - 1):
        if passage.tree[at].lower_ in words["at"] and _is_place(at + 1, passage, discourse):
            name = passage.name_at(passage.tree[at + 1])
            return passage.tree[at : name.end].text if name else None
    return None
