"""What is released and what is being built: "launched X1", "X1 is now available", "is working on a new chip".

Which products a phrase names is read in `phrases`, who releases them in `releasers`, what comes by itself ("X1 is
available") in `arrivals`, the nouns ("the launch of X1") in `launches`; here, the verbs of who brings and builds it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.arrivals import ArrivalReader
from claimtrack.extract.offers.deeds import Deed, Found, evoking_deeds, find_deeds, is_hyphened
from claimtrack.extract.offers.launches import LaunchReader
from claimtrack.extract.offers.makers import draft_makers
from claimtrack.extract.offers.objects import ObjectReader
from claimtrack.extract.offers.reading import OfferReading
from claimtrack.extract.offers.releasers import (
    agent_of_passive,
    find_releasers,
    is_firm,
    maker_of_product,
)
from claimtrack.extract.text.lexicon import load_lexicon, may_tell, sentence_words, word_forms
from claimtrack.extract.text.phrases import Product
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import base, has_present_ending, is_passive
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_CELLS = 3
"""Bars in a line of text; more of them are a table's."""
_RIGHT = 3
"""Tokens between a product and a verb that ends its clause: "X1 nächste Woche vorstellen"."""
_RELATIVE = 6
"""Tokens between a relative pronoun and the verb of its clause: "which Acme quietly released"."""
_KINDS = frozenset({"release", "development"})
_BUILT = Deed("development", (), "subject", frozenset(), Phase.HOLDS, None, None)
_BEHIND = 8
"""Tokens between what is added and what it is added to: "is adding a dark mode to X1"."""


def draft_products(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """The releases and developments of a passage."""
    if passage.text.count("|") > _CELLS:
        return  # the row of a table says nothing
    if not _may_tell(passage):
        return
    reading = _Reading(passage, discourse)
    yield from (draft for draft in _drafts(reading) if is_firm(draft.subject, discourse))


def _drafts(reading: _Reading) -> Iterator[Draft]:
    passage = reading.passage
    launches = LaunchReader(passage, reading.discourse, reading.phrases)
    for found in find_deeds(passage.tree, passage.lang, _KINDS):
        if not passage.name_at(found.verb) and not passage.quantity_at(found.verb) and not _is_renounced(found.verb):
            yield from reading.by_deed(found)
    for token in passage.tree:
        if token.pos_ in ("NOUN", "PROPN") and not passage.name_at(token):
            for maker, product, modality in launches.by_noun(token):
                draft = reading.draft("release", token, maker, product, Phase.BEGINS)
                yield replace(draft, modality=modality, dated=modality is not None)


def _may_tell(passage: Passage) -> bool:
    if "-" in sentence_words(passage.tree):
        return True  # a verb that is cut at its hyphen
    words = (evoking_deeds(passage.lang), product_words(passage.lang)["releases"])
    return may_tell(passage.tree, load_lexicon(passage.lang), words)


class _Reading(OfferReading):
    """One passage read for what its verbs release and build."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        super().__init__(passage, discourse)
        self.arrivals = ArrivalReader(passage, discourse)
        self.objects = ObjectReader(passage, discourse, self.phrases)

    def by_deed(self, found: Found) -> Iterator[Draft]:
        """As in "A launched X", "X was unveiled by A", "X goes on sale", "A is building X"."""
        deed, verb = found.deed, found.verb
        if self._is_attributive(verb):
            yield from self._attributed(deed, verb)
        elif deed.thing == "added":
            yield from self._added(verb)
        elif deed.thing == "available":
            yield from self.arrivals.available(verb)
        elif deed.thing == "getting":
            yield from self.arrivals.got(found)
        elif deed.kind == "development" and deed.thing == "object":
            yield from self._developed(found)
        elif deed.thing == "subject" or (is_passive(verb) and deed.thing == "object" and not is_hyphened(verb)):
            yield from self.arrivals.by_product(found)
        else:
            yield from self._brought(found)

    def _brought(self, found: Found) -> Iterator[Draft]:
        """What a firm does with a product: "A launched X", "A takes the wraps off X", "A discontinues X"."""
        deed, verb, forms = found.deed, found.verb, set(word_forms(found.verb, self.lexicon))
        weak, is_open = bool(forms & self.words["announcing"]), bool(forms & self.words["opening"])
        is_open = is_open or "open" in deed.traits
        if deed.thing in ("behind", "of"):
            products = self.phrases.listed(found.behind, trusted=True, is_open=is_open)
        else:
            products = self.objects.of_verb(found, trusted=not weak, is_open=is_open) or self.objects.antecedent(verb)
        if not products and "coming" in deed.traits and self.arrivals.is_alone(found):
            yield from self.arrivals.by_product(found)
        if "named" in deed.traits:
            products = [p for p in products if p.filler.via != "phrase" or self._is_ones_own(p, deed)]
        for maker in self._makers(verb, products):
            for product in products:
                if self.is_told(product, maker, weak=weak):
                    yield self.draft(deed.kind, verb, maker, product, deed.phase, deed.modality)

    def _is_ones_own(self, product: Product, deed: Deed) -> bool:
        """Whether a firm ends what is its own: "discontinued its tablet"."""
        ahead = self.tree[max(0, product.filler.token.i - _RELATIVE) : product.filler.token.i]
        return deed.phase is Phase.ENDS and any("Yes" in t.morph.get("Poss", []) for t in ahead)

    def _makers(self, verb: Token, products: Sequence[Product]) -> list[Filler]:
        """Who brings products: the subject, the owner that stands before it, or the firm that the text is about."""
        if not products:
            return []
        first = verb.nbor(-2) if is_hyphened(verb) else verb
        return find_releasers(first, [p.filler for p in products], self.passage, self.discourse)

    def _is_attributive(self, verb: Token) -> bool:
        """Whether a participle stands before its noun: "der von A entwickelte Generator", whatever the tree says."""
        if base(verb) == "amod" or not self.lexicon.verb_may_lead:
            return base(verb) == "amod" and not is_hyphened(verb)
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        by = next((t for t in self.tree[max(0, verb.i - _RELATIVE) : verb.i] if t.lower_ in self.words["by"]), None)
        ahead = self.tree[by.i - 1] if by is not None and by.i else None
        return after is not None and after.pos_ in ("NOUN", "PROPN") and ahead is not None and ahead.pos_ == "DET"

    def _attributed(self, deed: Deed, participle: Token) -> Iterator[Draft]:
        """As in "der von A entwickelte Generator X": the product behind, its maker ahead or in the genitive."""
        product = self.phrases.product(participle.i + 1, trusted=True)
        ahead = self.tree[max(0, participle.i - _RIGHT) : participle.i]
        if product is None or product.filler.via != "name" or has_present_ending(participle):
            return
        if any("Yes" in t.morph.get("Poss", []) for t in ahead):
            return  # "its newly launched X1": the makers are read elsewhere
        by = [t.i for t in self.tree[max(0, participle.i - _RELATIVE) : participle.i] if t.lower_ in self.words["by"]]
        maker = self.discourse.resolve(self.tree[by[-1] + 1], self.passage) if by else None
        maker = maker or maker_of_product(product.filler, participle, self.passage, self.discourse, lone=False)
        if maker is not None and maker.label is Label.ORGANISATION:
            yield replace(self.draft(deed.kind, participle, maker, product, deed.phase, deed.modality), aside=True)

    def _added(self, verb: Token) -> Iterator[Draft]:
        """As in "is adding a dark mode to X1", "brings its service to Sweden"; X1 added to X2 is no release of X1."""
        products = self.phrases.listed(verb.i + 1)
        behind = self.tree[products[-1].end : products[-1].end + _BEHIND] if products else ()
        goals = [self.tree[t.i + 1] for t in behind if t.lower_ in self.words["to"] and t.i + 1 < len(self.tree)]
        if not goals:
            return
        place = self.passage.name_at(goals[0])
        if place is None or self.discourse.cast.label(place.text) is not Label.PLACE:
            products = [p for p in products if p.filler.via == "phrase"]
        for maker in find_releasers(verb, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def _developed(self, found: Found) -> Iterator[Draft]:
        deed, verb = found.deed, found.verb
        if is_passive(verb):
            if agent_of_passive(verb, self.passage, self.discourse):
                yield from self.arrivals.by_product(Found(_BUILT, verb, verb.i + 1))
            return
        is_open = bool(set(word_forms(verb, self.lexicon)) & self.words["opening"])
        products = self.objects.of_verb(found, trusted=False, is_open=is_open)
        for maker in self._makers(verb, products):
            for product in products:
                goes_on = product.filler.via == "name" or self._is_going_on(verb, maker)
                if goes_on and self.is_told(product, maker, weak=False):
                    yield self.draft("development", verb, maker, product, deed.phase, deed.modality)

    def _is_going_on(self, verb: Token, maker: Filler) -> bool:
        """Whether something without a name is being built now: "is building", "entwickelt", "arbeitet an"."""
        if self.lexicon.verb_may_lead:
            done = "Part" in verb.morph.get("VerbForm", []) and verb.i + 1 < len(self.tree) and maker.via == "name"
            return done or "Past" not in verb.morph.get("Tense", [])
        present = "Pres" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
        going = has_present_ending(verb) and any(t.pos_ == "AUX" for t in self.tree[max(0, verb.i - 3) : verb.i])
        return going or (present and maker.label is Label.ORGANISATION)


def _is_renounced(verb: Token) -> bool:
    """Whether a noun says that it shall not be done: "its promise not to release"."""
    ahead = verb.doc[max(0, verb.i - 3) : verb.i]
    return len(ahead) > 2 and ahead[0].pos_ == "NOUN" and "Neg" in ahead[1].morph.get("Polarity", [])


def learn_makers(passage: Passage, discourse: Discourse) -> None:
    """Remember who makes each product that a passage names together with its maker."""
    readers = (draft_makers, draft_products)
    for draft in (draft for read in readers for draft in read(passage, discourse)):
        if draft.object is not None and draft.object.via == "name":
            discourse.learn_maker(draft.object.text, draft.subject.text)


def without_restated(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without developments in passing ("its model X1") of what the document releases or has said."""
    seen = {_pair(draft) for draft in drafts if draft.kind == "release"}
    kept = []
    for draft in drafts:
        if draft.kind == "development" and draft.aside:
            if _pair(draft) in seen:
                continue
            seen.add(_pair(draft))
        kept.append(draft)
    return kept


def _pair(draft: Draft) -> tuple[str, str]:
    return draft.subject.text, draft.object.text if draft.object else ""
