"""The names that follow what is only described: "new models such as X1 and X2", "its X family, including X1 and X2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.extract.text.titles import INSIDE
from claimtrack.language.words import load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.extract.text.phrases import PhraseReader, Product

_LONGEST = 10
"""Tokens of a description that names follow, and of what stands between it and them: "in its cloud, including"."""
_BETWEEN = frozenset({"ADP", "DET", "PRON", "NOUN", "PROPN", "ADJ"})


def with_included(products: list[Product], at: int, phrases: PhraseReader, passage: Passage) -> list[Product]:
    """The products of a phrase that begins `at` a token, with those that it says to be among them.

    A number of products stays an answer of its own; what is only described gives way to the names.
    """
    start = _opening(products, at, passage)
    listed = phrases.listed(start, trusted=True) if start is not None else []
    named = [p for p in listed if p.filler.via == "name" and not _is_word(p.filler.text, passage.lang)]
    if not named:
        return products
    kept = [p for p in products if p.filler.via == "name" or p.number is not None]
    told = {p.filler.text for p in kept}
    return [*kept, *(p for p in named if p.filler.text not in told)]


def _is_word(text: str, lang: str) -> bool:
    """Whether a variant has only a word for its name: "including Standard and Thinking"."""
    return text.isalpha() and load_words(lang).has_own(text)


def _opening(products: Sequence[Product], at: int, passage: Passage) -> int | None:
    """Where the list of names begins."""
    tree, words = passage.tree, product_words(passage.lang)
    end = products[-1].end if products else _behind_nouns(at, passage)
    if end is None:
        return None
    comma = False
    for token in tree[end : end + _LONGEST]:
        if token.lower_ in words["including"] and (comma or token.i == end):
            joined = token.i + 1 < len(tree) and tree[token.i + 1].lower_ in words["as"]  # "such as"
            return token.i + 1 + joined
        comma = token.text == ","
        if not (comma or token.pos_ in _BETWEEN):
            return None
    return None


def _behind_nouns(at: int, passage: Passage) -> int | None:
    """Behind several things of which nothing but their class is told: "new models", "a large update"."""
    noun = None
    for token in passage.tree[at : at + _LONGEST]:
        owned = "Yes" in token.morph.get("Poss", [])
        if passage.name_at(token) or not (owned or token.pos_ in INSIDE or token.text == "-"):
            break
        noun = token if token.pos_ in ("NOUN", "PROPN") else None
    return noun.i + 1 if noun is not None and is_product_noun(noun, passage.lang) else None
