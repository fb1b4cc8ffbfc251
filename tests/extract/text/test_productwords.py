"""Nouns that say that something is a product."""

from __future__ import annotations

import pytest

from claimtrack.extract.text.productwords import evoking_words, is_product_noun, kind_of, product_words
from claimtrack.language import languages, load_pipeline
from claimtrack.language.trees import read_tree


@pytest.mark.parametrize(
    ("lang", "word", "is_product"),
    [
        ("de", "Sprachmodelle", True), ("de", "Kompaktwagen", True), ("de", "Geschäftsmodell", False),
        ("en", "smartphones", True), ("en", "revenue", False),
    ],
)  # fmt: skip
def test_product_nouns(lang: str, word: str, is_product: bool) -> None:
    token = read_tree(load_pipeline(lang)(word))[0]
    assert is_product_noun(token, lang) is is_product


def test_kinds_are_english_in_every_language() -> None:
    assert kind_of(read_tree(load_pipeline("de")("Prozessor"))[0], "de") == "chip"
    assert kind_of(None, "en") is None


def test_every_language_has_the_same_lists() -> None:
    assert len({frozenset(product_words(lang)) for lang in languages()}) == 1
    assert all(evoking_words(lang) for lang in languages())
