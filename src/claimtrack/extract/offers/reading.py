"""What the readers of products share: a passage, its phrases, and the draft of a release or a development."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.releasers import (
    is_business,
)
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon
from claimtrack.extract.text.phrases import POSSESSIVE, PhraseReader, Product
from claimtrack.extract.text.productwords import kind_of, product_words
from claimtrack.extract.text.syntax import base, clause, has_present_ending
from claimtrack.model import Label, Modality, Phase
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_SURE = 0.8
"""Of what was released or built with maker and product named, about so much was right when read (benchmarks)."""
_RELATIVE = 6
"""Tokens between a relative pronoun and the verb of its clause: "which Acme quietly released"."""


class OfferReading:
    """One passage read for products; the readers of what firms bring and of what comes go on from here."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)
        self.phrases = PhraseReader(passage, discourse)

    def draft(
        self, kind: str, token: Token, maker: Filler, product: Product, phase: Phase, modality: Modality | None = None
    ) -> Draft:
        """A claim that somebody released or builds a product."""
        filler = product.filler
        sure = round(_SURE * min(maker.certainty, filler.certainty), 3)
        if kind == "release" and product.number is not None and filler.via == "phrase":  # "seven new models"
            return Draft(
                kind, "product", self.passage, token, maker, None, product.number, filler.text, phase,
                sure=round(_SURE * maker.certainty, 3),
            )  # fmt: skip
        attribute = self._kind(product) if kind == "release" else None
        dated = kind != "release" or not _is_background(token)
        return Draft(
            kind,
            "product",
            self.passage,
            token,
            maker,
            filler,
            None,
            attribute,
            phase,
            modality,
            sure=sure,
            dated=dated,
        )

    def _kind(self, product: Product) -> str | None:
        if product.noun is None and product.filler.text in load_gazetteer("models"):
            return "model"
        return kind_of(product.noun, self.passage.lang)

    def is_told(self, product: Product, maker: Filler, *, weak: bool) -> bool:
        """Whether a product is told plainly: what is only announced needs a name; an "X1-powered laptop" is no X1.

        What no list has for a product is one only where a firm launches it, and no public body.
        """
        noun, first = product.noun, product.filler.token.i
        owners = [t.i - 1 for t in self.tree[max(0, first - _RELATIVE) : first] if t.text in POSSESSIVE and t.i]
        owner = self.discourse.resolve(self.tree[owners[-1]], self.passage) if owners else None
        if owner is not None and owner.label in (Label.ORGANISATION, None) and owner.text != maker.text:
            return False  # "is rolling out Acme's tool" to its own people
        cut = any(t.text == "-" for t in self.tree[product.end : product.end + 2])
        flown = noun is not None and is_one_of(noun, self.words["flown"])
        if cut or flown or (product.filler.via == "phrase" and weak):
            return False
        return product.filler.via != "phrase" or is_business(maker, self.passage.lang)


def _is_background(verb: Token) -> bool:
    """Whether a clause only recalls a release ("…, after A released X"): then the news is not what dates it."""
    past = "Past" in verb.morph.get("Tense", []) or "Part" in verb.morph.get("VerbForm", [])
    return past and base(clause(verb)) in ("advcl", "acl") and not has_present_ending(verb)
