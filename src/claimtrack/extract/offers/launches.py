"""Nouns of a product's coming: "the launch of X1 by A", "A's introduction of X1"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.offers.releasers import find_releasers, product_meant
from claimtrack.extract.text.lexicon import is_one_of
from claimtrack.extract.text.phrases import POSSESSIVE, Product
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import base
from claimtrack.model import Label, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.extract.text.phrases import PhraseReader

_BEHIND = 4
"""Tokens behind a product among which its maker stands: "the launch of X1 by A"."""


class LaunchReader:
    """Reads the nouns of one passage."""

    def __init__(self, passage: Passage, discourse: Discourse, phrases: PhraseReader) -> None:
        self.passage, self.discourse, self.phrases = passage, discourse, phrases
        self.tree, self.words = passage.tree, product_words(passage.lang)

    def by_noun(self, noun: Token) -> Iterator[tuple[Filler, Product, Modality | None]]:
        """The releases of "the release of X, A's latest model", "A's launch of X", "die Vorstellung von X durch A"."""
        if not is_one_of(noun, self.words["releases"]):
            return
        product = self._product(noun)
        maker = self._maker(noun, product) if product is not None else None
        if product is None or (product.filler.via == "phrase" and (maker is None or maker.via != "name")):
            return
        flown = product.noun is not None and is_one_of(product.noun, self.words["flown"])
        if maker is not None and maker.label is Label.ORGANISATION and maker.text != product.filler.text and not flown:
            yield maker, product, Modality.PLANNED if self._is_put_off(noun) else None

    def _product(self, noun: Token) -> Product | None:
        """What comes: "the launch of X1", or "X1's launch"."""
        after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None
        if after is not None and after.lower_ in self.words["of"]:
            return self.phrases.product(noun.i + 2, trusted=True)
        if noun.i < 2 or self.tree[noun.i - 1].text not in POSSESSIVE:
            return None
        owner = self.discourse.resolve(self.tree[noun.i - 2], self.passage)
        if owner is None or owner.label is not Label.PRODUCT:
            owner = product_meant(self.tree[noun.i - 2], self.passage, self.discourse)
        return Product(owner, None, noun.i + 1) if owner and owner.label is Label.PRODUCT else None

    def _maker(self, noun: Token, product: Product) -> Filler | None:
        return (
            self._owner_before(noun)
            or self._owner_inside(noun.i + 2, product.end + 3)
            or self._maker_behind(product.end)
            or self._doer(noun, product)
            or (self.discourse.maker_of(product.filler, noun) if self.passage.times else None)
        )

    def _doer(self, noun: Token, product: Product) -> Filler | None:
        """Who announces or puts off a launch: "A delayed the launch of X"."""
        verb = noun.head
        if base(noun) != "obj" or verb.lemma_.casefold() not in self.words["holding"] | self.words["delaying"]:
            return None
        found = find_releasers(verb, [product.filler], self.passage, self.discourse)
        return found[0] if len(found) == 1 else None

    def _is_put_off(self, noun: Token) -> bool:
        """Whether a launch is only to come later than planned: "A delayed the launch of X"."""
        ahead = self.tree[max(0, noun.i - _BEHIND) : noun.i]
        return any(t.lemma_.casefold() in self.words["delaying"] for t in (noun.head, *ahead))

    def _owner_before(self, noun: Token) -> Filler | None:
        """As in "Acme's surprise launch of", "its launch of"; whose launch it is that is no firm's, a product's own."""
        for token in reversed(self.tree[max(0, noun.i - 4) : noun.i]):
            if token.text in POSSESSIVE and token.i:
                found = self.discourse.resolve(self.tree[token.i - 1], self.passage)
                return found if found and found.label is Label.ORGANISATION else None
            if "Yes" in token.morph.get("Poss", []):
                return self.discourse.resolve(token, self.passage)
            if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
                return None
        return None

    def _owner_inside(self, start: int, end: int) -> Filler | None:
        for token in self.tree[start:end]:
            if token.text in POSSESSIVE and token.i:
                return self.discourse.resolve(self.tree[token.i - 1], self.passage)
        return None

    def _maker_behind(self, end: int) -> Filler | None:
        for token in self.tree[end : end + _BEHIND]:
            if token.lower_ in self.words["by"] and token.i + 1 < len(self.tree):
                return self.discourse.resolve(self.tree[token.i + 1], self.passage)
        return None
