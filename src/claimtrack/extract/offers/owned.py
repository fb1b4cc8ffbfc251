"""Products told with their makers in passing: "X1 maker Acme", "Acme, the maker of X1", "X1, Acme's latest model"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of, sentence_words
from claimtrack.extract.text.phrases import INSIDE, POSSESSIVE, PhraseReader
from claimtrack.extract.text.productwords import is_product_noun, kind_of, product_words
from claimtrack.language import read_data
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_SURE = 0.85
"""How sure a maker in passing is, beside the certainty of the names."""
_APPOSITION = 10
"""Tokens behind a product among which the words that say whose it is stand."""


@cache
def _copulas(lang: str) -> frozenset[str]:
    return frozenset(read_data(lang, "offers")["owned"]["copulas"])


def draft_owned(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every product of a passage that nouns, possessives and appositions give to a maker."""
    reading = _Reading(passage, discourse)
    for token in passage.tree if not sentence_words(passage.tree).isdisjoint(reading.words["makers"]) else ():
        noun = token.pos_ in ("NOUN", "PROPN") and not passage.name_at(token)
        if noun and is_one_of(token, reading.words["makers"]):
            yield from reading.of_maker_noun(token)
    for name in passage.names:
        if discourse.cast.label(name.text) is Label.PRODUCT and len(name.text) > 1:
            yield from reading.of_product(name)


class _Reading:
    """One passage read for whose its products are."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)

    def of_maker_noun(self, noun: Token) -> Iterator[Draft]:
        """As in "ChatGPT maker Acme", "Acme, the maker of X", "der X-Entwickler Acme"."""
        maker, product = self._name_after(noun), self._product_before(noun)
        if product is None:
            product, maker = self._product_of(noun), self._name_before(noun)
        if maker is None or product is None or maker.text == product.text:
            return
        yield Draft(
            "development", "maker", self.passage, noun, maker, product,
            sure=round(_SURE * maker.certainty * product.certainty, 3),
            evidence=(product.token, maker.token, noun), aside=True,
        )  # fmt: skip

    def of_product(self, name: Name) -> Iterator[Draft]:
        """As in "X1, Acme's latest model", "X1 is its chatbot", "Acme's X1"."""
        full = self.discourse.cast.full(name.text)
        maker, noun = self._apposed(name) or (self._owner(name), None)
        if maker is None or maker.label is not Label.ORGANISATION or maker.text.startswith(full):
            return
        first = self.tree[name.start]
        yield Draft(
            "development", "maker", self.passage, first, maker, Filler(full, Label.PRODUCT, first, 1.0, "name"),
            attribute=kind_of(noun, self.passage.lang), sure=round(_SURE * maker.certainty, 3),
            evidence=(first, noun or maker.token), aside=True,
        )  # fmt: skip

    def _product_before(self, noun: Token) -> Filler | None:
        prefix, hyphen, _ = noun.text.rpartition("-")
        if hyphen and self._is_product(prefix):
            return Filler(self.discourse.cast.full(prefix), Label.PRODUCT, noun, 0.9, "name")
        name = next((n for n in self.passage.names if n.end == noun.i), None)
        if name is not None and self._is_product(name.text):
            return Filler(self.discourse.cast.full(name.text), Label.PRODUCT, self.tree[name.start], 0.95, "name")
        return None

    def _is_product(self, name: str) -> bool:
        return self.discourse.cast.label(name) is Label.PRODUCT or name in load_gazetteer("models")

    def _product_of(self, noun: Token) -> Filler | None:
        """The product behind "the maker of"."""
        after = self.tree[noun.i + 1] if noun.i + 2 < len(self.tree) else None
        if after is None or after.lower_ not in self.words["of"]:
            return None
        found = PhraseReader(self.passage, self.discourse).product(noun.i + 2, trusted=True)
        return found.filler if found and found.filler.via == "name" else None

    def _name_after(self, noun: Token) -> Filler | None:
        at = noun.i + 1
        name = self.passage.name_at(self.tree[at]) if at < len(self.tree) else None
        filler = self.discourse.resolve(self.tree[at], self.passage) if name else None
        return filler if filler and filler.label is Label.ORGANISATION else None

    def _name_before(self, noun: Token) -> Filler | None:
        """The firm that the maker's noun is in apposition to, or a predicate of: "Acme, the maker of"."""
        at = noun.i - 1
        while at >= 0 and self.tree[at].pos_ in ("DET", "ADJ"):
            at -= 1
        if at < 1 or not (self.tree[at].text in (",", "–", "—") or self.tree[at].lemma_ in _copulas(self.passage.lang)):
            return None
        filler = self.discourse.resolve(self.tree[at - 1], self.passage)
        return filler if filler and filler.label is Label.ORGANISATION and filler.via == "name" else None

    def _owner(self, name: Name) -> Filler | None:
        """The firm right before a product: "Acme's X1"."""
        if name.start < 2 or self.tree[name.start - 1].text not in POSSESSIVE:
            return None
        after = self.tree[name.end] if name.end < len(self.tree) else None
        if after is not None and after.pos_ in ("NOUN", "PROPN") and not is_product_noun(after, self.passage.lang):
            return None  # "Acme's X1 commercials"
        filler = self.discourse.resolve(self.tree[name.start - 2], self.passage)
        return filler if filler and filler.via == "name" and self._is_well_known(name) else None

    def _is_well_known(self, name: Name) -> bool:
        """Whether more than its spelling speaks for a product: a list, or that the document comes back to it."""
        listed = load_gazetteer("models")
        if name.text in listed or name.text.split()[0] in listed:
            return True
        full = self.discourse.cast.full(name.text)
        return sum(self.discourse.cast.full(n.text) == full for p in self.discourse.passages for n in p.names) > 1

    def _apposed(self, name: Name) -> tuple[Filler, Token] | None:
        """Who owns the product noun behind a name's comma or copula, and that noun."""
        at, copulas = name.end, _copulas(self.passage.lang)
        if at >= len(self.tree) or not (self.tree[at].text in (",", "–", "—", "(") or self.tree[at].lemma_ in copulas):
            return None
        owner: Token | None = None
        for token in self.tree[at + 1 : at + _APPOSITION]:
            is_noun = token.pos_ in ("NOUN", "PROPN") and not self.passage.name_at(token)
            if token.text in POSSESSIVE:
                owner = self.tree[token.i - 1]
            elif "Yes" in token.morph.get("Poss", []) and owner is None and token.i == at + 1:
                owner = token
            elif is_noun and owner is not None and is_product_noun(token, self.passage.lang):
                filler = self.discourse.resolve(owner, self.passage)
                return (filler, token) if filler else None
            elif token.pos_ not in INSIDE and token.text != "-":
                return None
        return None
