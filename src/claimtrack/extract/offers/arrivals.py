"""Products that come by themselves: "X1 launched last week", "X1 is now available", "X1 was built by A"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.deeds import Deed, Found
from claimtrack.extract.offers.reading import OfferReading
from claimtrack.extract.offers.releasers import (
    find_releasers,
    maker_of_product,
    product_meant,
)
from claimtrack.extract.text.lexicon import word_forms
from claimtrack.extract.text.phrases import Product
from claimtrack.extract.text.syntax import children, has_present_ending, is_passive, read_arguments
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


_RELATIVE = 6
"""Tokens between a relative pronoun and the verb of its clause: "which Acme quietly released"."""
_CLOSING = ("ADP", "ADV", "PUNCT", "SCONJ", "CCONJ", "AUX")
_AVAILABLE = Deed("release", (), "subject", frozenset(), Phase.BEGINS, None, None)
_SHOP = 4
"""Tokens behind "available" among which a shop or a price stands."""
_PRICED = 20
"""Tokens behind "available" among which a price makes an offer of it: "available with 24 GB for $999"."""
_ANNOUNCED = 0.95
"""How much less sure what was only announced is than what a verb of coming says of it."""
_BEHIND = 8
"""Tokens between what is added and what it is added to: "is adding a dark mode to X1"."""


class ArrivalReader(OfferReading):
    """Reads what comes by itself in one passage."""

    def available(self, word: Token) -> Iterator[Draft]:
        """As in "X1 is available", "A made X1 available"; what is "currently available" may be out for years."""
        if any(t.lower_ in self.words["standing"] for t in children(word, "advmod")) or self._is_at_shop(word):
            return
        made = next((t for t in reversed(self.tree[max(0, word.i - _BEHIND) : word.i])
                     if t.lower_ in self.words["making"]), None)  # fmt: skip
        products = self.phrases.listed(made.i + 1) if made is not None else []
        if made is None or not products:
            yield from self.by_product(Found(_AVAILABLE, word, word.i + 1))
            return
        for maker in find_releasers(made, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                yield self.draft("release", made, maker, product, Phase.BEGINS)

    def _is_at_shop(self, word: Token) -> bool:
        """Whether it is only told where something is sold: "available from Acme", "for $59"."""
        behind = self.tree[word.i + 1 : word.i + 1 + _SHOP]
        if any(t.text == "$" for t in self.tree[word.i + 1 : word.i + 1 + _PRICED]):
            return True
        name = self.passage.name_at(behind[1]) if len(behind) > 1 and behind[0].pos_ == "ADP" else None
        return name is not None and self.discourse.cast.label(name.text) is Label.ORGANISATION

    def got(self, found: Found) -> Iterator[Draft]:
        """As in "X1 is getting a dark mode": what is new of a product is its maker's."""
        verb = found.verb
        if not has_present_ending(verb) and not any(t.pos_ == "AUX" for t in children(verb, "aux")):
            return
        for product in self.phrases.listed(found.behind):
            for subject in read_arguments(verb).agent if product.filler.via == "phrase" else ():
                owner = self.discourse.resolve(subject, self.passage)
                maker = owner
                if owner is not None and owner.label is Label.PRODUCT:
                    maker = maker_of_product(owner, verb, self.passage, self.discourse, lone=False)
                if maker is not None and maker.label is Label.ORGANISATION:
                    yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def is_alone(self, found: Found) -> bool:
        """Whether a verb has no object of any kind behind it: "X1 launches in May"."""
        after = self.tree[found.behind] if found.behind < len(self.tree) else None
        return after is None or after.pos_ in _CLOSING or self.passage.is_time(after)

    def by_product(self, found: Found) -> Iterator[Draft]:
        """Where the product is the subject: "X1 was released by A", "X1 launched last week", "X1 ist verfügbar"."""
        deed, verb = found.deed, found.verb
        if not self._is_so(found):
            return
        if owned := self._owned_subject(verb):
            yield self.draft(deed.kind, verb, owned[0], owned[1], deed.phase, deed.modality)
            return
        told = set(word_forms(verb, self.lexicon)) & self.words["announcing"]
        products = self._subjects(verb, is_open="open" in deed.traits)
        for product in [p for p in products if p.filler.via != "phrase" or not (told or "named" in deed.traits)][:3]:
            maker = maker_of_product(product.filler, verb, self.passage, self.discourse, lone=verb.pos_ == "ADJ")
            maker = maker._replace(certainty=maker.certainty * _ANNOUNCED) if maker and told else maker
            if maker is not None and maker.text != product.filler.text and self.is_told(product, maker, weak=False):
                yield self.draft(deed.kind, verb, maker, product, deed.phase, deed.modality)

    def _is_so(self, found: Found) -> bool:
        """Whether a verb whose subject is the product has what its deed asks for: a time, or no object."""
        traits, after = found.deed.traits, self.tree[found.behind : found.behind + _RELATIVE]
        if "timed" in traits and not any(self.passage.is_time(t) for t in after):
            return False
        if len(after) > 1 and after[1].pos_ == "VERB" and found.deed.phrases:
            return False  # "came to be"
        return "alone" not in traits or self.is_alone(found)

    def _owned_subject(self, verb: Token) -> tuple[Filler, Product] | None:
        """A product without a name that its owner stands before: "Acme's TV app is launching"."""
        for head in children(verb, "nsubj"):
            possessor = next((t for t in head.children if t.dep_ in ("nmod:poss", "det:poss")), None)
            owner = self.discourse.resolve(possessor, self.passage) if possessor is not None else None
            if owner is None or possessor is None:
                continue
            untyped = owner.label is None and owner.via == "name" and not self.lexicon.has_compounds
            if owner.label is not Label.ORGANISATION and not untyped:
                continue
            found = self.phrases.product(possessor.i)
            if found is not None and found.filler.via == "phrase" and found.noun == head:
                return owner, found
        return None

    def _subjects(self, verb: Token, *, is_open: bool) -> list[Product]:
        """The products that a verb has as its subject; when `is_open`, also names of unknown type and any thing."""
        labels = (Label.PRODUCT, None) if is_open else (Label.PRODUCT,)
        arguments = read_arguments(verb)
        tokens = [*arguments.theme, *arguments.agent] if is_passive(verb) else list(arguments.agent)
        tokens += children(verb, "nsubj") if verb.pos_ == "ADJ" else []
        named = [f for t in tokens for f in self.discourse.resolve_all(t, self.passage) if f.label in labels]
        named = named or [f for t in tokens if (f := product_meant(t, self.passage, self.discourse))]
        common = any(t.pos_ == "NOUN" and not self.passage.name_at(t) for t in tokens)
        if not named and not common and (nearest := actor_before(verb, self.passage, self.discourse)):
            named = [nearest] if nearest.label is Label.PRODUCT else []
        if named:
            return [Product(f, None, verb.i) for f in named]
        return [p for t in tokens if t.pos_ == "NOUN" and (p := self._told(t, is_open=is_open))]

    def _told(self, noun: Token, *, is_open: bool) -> Product | None:
        """The product that a subject without a name is: "a robot", "a line of dolls"."""
        start = noun.left_edge.i + (noun.left_edge.pos_ in ("ADP", "SCONJ"))
        found = self.phrases.product(start, until=noun.right_edge.i + 1, is_open=is_open)
        inside = found is not None and found.noun is not None and found.noun in noun.subtree
        return found if inside else None
