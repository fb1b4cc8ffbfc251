"""People who make products: "the creator of X1, Ada Byrne", "Ada Byrne, who built the app X1"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.text.lexicon import is_one_of
from claimtrack.extract.text.productwords import product_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token


def is_creator(maker: Filler, product: Filler, noun: Token, passage: Passage, discourse: Discourse) -> bool:
    """Whether a noun makes a person one who makes a product; a "Google designer" makes no Google."""
    words = product_words(passage.lang)
    if maker.label is not Label.PERSON or maker.via != "name" or not is_one_of(noun, words["creators"]):
        return False
    if "Plur" in noun.morph.get("Number", []):
        return False  # "Acme designers A and B"
    label = discourse.cast.label(product.text)
    if label is Label.PRODUCT or product.text in load_gazetteer("models"):
        return True
    plain = label in (Label.ORGANISATION, None) and not is_organisation(product.text)
    return plain and is_one_of(noun, words["inventors"])


def is_creation(verb: Token, products: Sequence[Filler], lang: str) -> bool:
    """Whether a verb tells of making products with names, as a person can: "Ada Byrne built X1"."""
    known = all(product.via == "name" and product.label is Label.PRODUCT for product in products)
    return known and verb.lemma_.lower() in product_words(lang)["creating"]
