"""Products that come by themselves: "X1 launched last week", "X1 is now available", "the launch of X1 by A"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.figures.wares import spoken
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.offers.called import called_behind
from claimtrack.extract.offers.deeds import Deed, Found
from claimtrack.extract.offers.reading import OfferReading
from claimtrack.extract.offers.releasers import (
    agent_of_passive,
    find_releasers,
    is_business,
    maker_of_product,
    product_meant,
)
from claimtrack.extract.text.lexicon import is_one_of, word_forms
from claimtrack.extract.text.phrases import POSSESSIVE, Product
from claimtrack.extract.text.productwords import is_product_noun
from claimtrack.extract.text.syntax import (
    base,
    children,
    is_passive,
    is_relative,
    is_relativizer,
    marker,
    read_arguments,
)
from claimtrack.extract.text.titles import QUOTES
from claimtrack.model import Label, Modality, Phase, TimeSpan
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.language.trees import Token

_RELATIVE = 6
"""Tokens behind a verb among which the time of what is due stands: "is due later this year"."""
_CLOSING = ("ADP", "ADV", "PUNCT", "SCONJ", "CCONJ", "AUX")
_AVAILABLE = Deed("release", (), "subject", frozenset(), Phase.BEGINS, None, None)
_SHOP = 4
"""Tokens behind "available" among which a shop or a price stands."""
_PRICED = 20
"""Tokens behind "available" among which a price makes an offer of it: "available with 24 GB for $999"."""
_ANNOUNCED = 0.95
"""How much less sure what was only announced is than what a verb of coming says of it."""
_BEHIND = 8
"""Tokens ahead of "available" among which the verb that makes it so stands."""
_OWNER = 4
"""Tokens ahead of a launch, or behind its product, among which stands whose it is: "the launch of X1 by A"."""


class ArrivalReader(OfferReading):
    """Reads what comes by itself in one passage."""

    def available(self, word: Token) -> Iterator[Draft]:
        """As in "X1 is available", "A made X1 available"; what is "currently available" may be out for years."""
        standing = [t for t in children(word, "advmod") if t.lower_ in self.words["standing"]]
        if any(t.i < word.i for t in standing) or self._is_at_shop(word):
            return
        made = next((t for t in reversed(self.tree[max(0, word.i - _BEHIND) : word.i])
                     if t.lower_ in self.words["making"]), None)  # fmt: skip
        products = self.phrases.listed(made.i + 1) if made is not None else []
        if made is None or not products:
            coming = certainty_words(self.passage.lang).modality["future"] | self.words["at_once"]
            if self.passage.times or any(t.lower_ in coming for t in children(word, "aux", "cop", "advmod")):
                yield from self.by_product(Found(_AVAILABLE, word, word.i + 1))
            return
        if made.head.lemma_.lower() in self.words["continuing"]:
            return  # "will continue to make X1 available"
        for maker in find_releasers(made, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                yield self.draft("release", made, maker, product, Phase.BEGINS)

    def _is_at_shop(self, word: Token) -> bool:
        """Whether it is only told where something is sold: "available from Acme", "for $59"."""
        behind = self.tree[word.i + 1 : word.i + 1 + _SHOP]
        if any(t.text == "$" for t in self.tree[word.i + 1 : word.i + 1 + _PRICED]):
            return True
        name = self.passage.name_at(behind[1]) if len(behind) > 1 and behind[0].pos_ == "ADP" else None
        through = name is not None and behind[0].lower_ in self.words["through"]
        return through or (name is not None and self.discourse.cast.label(name.text) is Label.ORGANISATION)

    def is_alone(self, found: Found) -> bool:
        """Whether a verb has no object of any kind behind it: "X1 launches in May"."""
        after = self.tree[found.behind] if found.behind < len(self.tree) else None
        closing = after is None or (after.pos_ in _CLOSING and after.text not in QUOTES)
        return closing or (after is not None and self.passage.is_time(after))

    def by_product(self, found: Found) -> Iterator[Draft]:
        """Where the product is the subject: "X1 was released by A", "X1 launched last week", "X1 ist verfügbar"."""
        deed, verb = found.deed, found.verb
        if not self._is_so(found) or self.is_asked(verb) or self._is_further(verb):
            return
        reduced = base(verb) == "acl" and not is_relative(verb)
        bare = reduced and agent_of_passive(verb, self.passage, self.discourse) is None
        told = set(word_forms(verb, self.lexicon)) & self.words["announcing"]
        subjects = self._called(verb) or self._subjects(verb, is_open="open" in deed.traits)
        products = subjects or self._related(verb)
        for product in [
            p for p in products if p.filler.via != "phrase" or not (bare or told or "named" in deed.traits)
        ][:3]:
            maker = maker_of_product(product.filler, verb, self.passage, self.discourse)
            maker = maker._replace(certainty=maker.certainty * _ANNOUNCED) if maker and told else maker
            if maker is not None and maker.text != product.filler.text and self.is_told(product, maker):
                yield self.draft(deed.kind, verb, maker, product, deed.phase, deed.modality)

    def is_asked(self, verb: Token) -> bool:
        """Whether a clause only asks: "did not reveal when X1 would be released", "a change to how A releases X1"."""
        asking = [t for t in children(verb, "advmod", "mark") if t.lower_ in self.words["asking"]]
        above = verb.head if base(verb) == "conj" else verb
        governed = any(t.i and t.nbor(-1).pos_ in ("ADP", "SCONJ") and t.nbor(-1).head == verb for t in asking)
        free = base(verb) in ("acl", "advcl") and verb.head.lower_ in self.words["asking"]
        dated = self.passage.is_time(above.head)  # "in May, when A released X1"
        return free or governed or bool(asking and base(above) in ("ccomp", "csubj", "obj", "acl") and not dated)

    def _is_further(self, verb: Token) -> bool:
        """Whether something only comes to more places: "launched in five more countries"."""
        near = self.tree[verb.i + 1 : verb.i + _RELATIVE]
        return any(t.lower_ in self.words["further"] and t.nbor(-1).pos_ == "NUM" for t in near)

    def _is_so(self, found: Found) -> bool:
        """Whether a verb whose subject is the product has what its deed asks for: a time, or no object."""
        traits, after = found.deed.traits, self.tree[found.behind : found.behind + _RELATIVE]
        far = self.tree[found.behind : found.behind + 2 * _RELATIVE]
        if after and after[0].lower_ in self.words["falling"] and any(self.passage.quantity_at(t) for t in far):
            return False  # "dropped to an all-time low of $499"
        if "timed" in traits and not any(self.passage.is_time(t) for t in after):
            return False
        if len(after) > 1 and after[1].pos_ == "VERB" and found.deed.phrases:
            return False  # "came to be"
        if any(a.lower_ in self.words["to"] and b.pos_ == "PUNCT" for a, b in pairwise(after)):
            return False  # "useful enough to come back to."
        return "alone" not in traits or self.is_alone(found)

    def _subjects(self, verb: Token, *, is_open: bool) -> list[Product]:
        """The products that a verb has as its subject; when `is_open`, also names of unknown type and any thing."""
        labels = (Label.PRODUCT, None) if is_open else (Label.PRODUCT,)
        arguments = read_arguments(verb)
        tokens = [*((is_passive(verb) and arguments.theme) or arguments.agent)]
        tokens += children(verb, "nsubj") if verb.pos_ == "ADJ" else []
        named = [f for t in tokens if (f := self._apposed(t))]
        named = named or [f for t in tokens for f in self.discourse.resolve_all(t, self.passage) if f.label in labels]
        named = named or [f for t in tokens if (f := product_meant(t, self.passage, self.discourse))]
        told = tokens if base(verb) != "advcl" else []  # "was when it arrived"
        named = named or [p.filler for t in told if t.lower_ in self.words["it"] and (p := self.named_before(t.i))]
        common = any(t.pos_ == "NOUN" and not self.passage.name_at(t) for t in tokens)
        if not named and not common and (nearest := actor_before(verb, self.passage, self.discourse)):
            named = [nearest] if nearest.label is Label.PRODUCT else []
        named = named or ([] if common else self._right_ahead(verb))
        if named:
            return [Product(f, None, verb.i) for f in named]
        return [p for t in tokens if t.pos_ == "NOUN" and (p := self._told(t, is_open=is_open))]

    def _apposed(self, noun: Token) -> Filler | None:
        """The name that a phrase gets past its maker: "The latest game from A, X1, came out"."""
        thing = noun.pos_ == "NOUN" and is_product_noun(noun, self.passage.lang)
        name = called_behind(noun, self.passage, self.discourse) if thing else None
        if name is None:
            return None
        text = self.discourse.cast.full(name.text)
        return self.discourse.filler(text, self.tree[name.start], 1.0)._replace(via="name")

    def _right_ahead(self, verb: Token) -> list[Filler]:
        """The product whose name ends right before a verb that parsers take for a noun: "The X1 ships next month"."""
        at = verb.i
        while at > 0 and self.tree[at - 1].pos_ in ("AUX", "ADV"):
            at -= 1
        name = self.passage.name_at(self.tree[at - 1]) if at else None
        if name is None or name.end != at or self.discourse.cast.label(name.text) is not Label.PRODUCT:
            return []
        return [
            self.discourse.filler(self.discourse.cast.full(name.text), self.tree[name.start], 1.0)._replace(via="name")
        ]

    def _related(self, verb: Token) -> list[Product]:
        """As in "X1, which launched in May", where parsers see no relative clause."""
        behind = verb.i and self.tree[verb.i - 1].lower_ in self.words["relatives"]
        if behind and base(verb) in ("parataxis", "conj"):
            return self.antecedent(verb)
        if not is_relative(verb) or not any(is_relativizer(t) for t in children(verb, "nsubj")):
            return []
        name, head = self.passage.name_at(verb.head), verb.head
        found = self.phrases.product(name.start) if name else self._told(head, is_open=False)
        return [found] if found else []

    def _called(self, verb: Token) -> list[Product]:
        """As in "The new product, called X1, launched Monday", which parsers take apart."""
        comma = verb.i and self.tree[verb.i - 1].text == ","
        for token in reversed(self.tree[max(1, verb.i - _RELATIVE) : verb.i - 1]) if comma else ():
            if token.lower_ in self.words["called"] - self.words["as"]:
                found = self.phrases.product(token.i, until=verb.i - 1) or self.phrases.spelled(token.i)
                return [found] if found and found.filler.via == "name" else []
        return []

    def _told(self, noun: Token, *, is_open: bool) -> Product | None:
        """The product that a subject without a name is: "a robot", "a line of dolls"."""
        start = noun.left_edge.i + (noun.left_edge.pos_ in ("ADP", "SCONJ"))
        found = self.phrases.product(start, until=noun.right_edge.i + 1, is_open=is_open)
        inside = found is not None and found.noun is not None and found.noun in noun.subtree
        return found if inside else None

    # nouns of coming

    def by_noun(self, noun: Token) -> Iterator[Draft]:
        """The releases of "the release of X, A's latest model", "A's launch of X", "die Vorstellung von X durch A"."""
        inside = self.passage.name_at(noun)
        alone = inside is None or inside.end == inside.start + 1  # no "Launch" of a name
        product = self._launched(noun) if alone and is_one_of(noun, self.words["releases"]) else None
        maker = self._launcher(noun, product) if product is not None else None
        if product is None or maker is None or maker.label is not Label.ORGANISATION:
            return
        flown = product.noun is not None and is_one_of(product.noun, self.words["flown"])
        flown = flown or any(t.lower_ in self.words["skies"] for t in self.tree[product.end : product.end + _OWNER])
        unnamed = product.filler.via == "phrase" and maker.via != "name"
        if not flown and not unnamed and maker.text != product.filler.text:
            is_off = self._is_dealt_with(noun, "cancelling")
            modality = Modality.PLANNED if is_off or self._is_dealt_with(noun, "delaying") else None
            moved = modality is not None and noun.head.pos_ == "VERB"
            phase = Phase.ENDS if is_off else Phase.BEGINS
            draft = self.draft("release", noun.head if moved else noun, maker, product, phase)
            passing = not moved and marker(noun) in self.words["passing"]
            when = self._time_of(noun) if passing else draft.when
            yield replace(draft, modality=modality, dated=modality is not None, aside=passing, when=when)

    def _time_of(self, noun: Token) -> TimeSpan | None:
        """The time of a launch that is only spoken of, not that of its sentence: "after the launch of X1 in May"."""
        for mention in self.passage.dates:
            first = self.passage.tokens_in(mention.span)[0].i
            if noun.i < first <= noun.right_edge.i and isinstance(mention.norm, TimeSpan):
                return mention.norm
        return None

    def by_orders(self, noun: Token) -> Iterator[Draft]:
        """When what is spoken of can be bought: "with preorders starting March 4", "deliveries of X1 begin in May"."""
        verb = noun.head if base(noun) == "nsubj" else next(iter(children(noun, "acl")), None)
        if verb is None or noun.lower_ not in self.words["orders"] or not self._begins_then(verb):
            return
        of = noun.i + 2 if verb.i > noun.i + 2 and self.tree[noun.i + 1].pos_ == "ADP" else None
        named = self.phrases.product(of) if of else None
        meant = spoken(noun.i, self.passage, self.discourse) if not of else None
        product = named if meant is None else Product(meant._replace(via="name"), None, noun.i + 1)
        if product is None or product.filler.via != "name":
            return
        maker = maker_of_product(product.filler, verb, self.passage, self.discourse)
        if maker is not None and maker.text != product.filler.text:
            yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def _begins_then(self, verb: Token) -> bool:
        """Whether a verb says that something begins at a time: "open on Friday"."""
        begins = not self.words["beginning"].isdisjoint({verb.lemma_.lower(), *word_forms(verb, self.lexicon)})
        return begins and any(self.passage.is_time(t) for t in self.tree[verb.i + 1 : verb.i + _RELATIVE])

    def recent(self, verb: Token) -> Iterator[Draft]:
        """As in "its newly launched X1", "the recently introduced X1": out for a while, nobody says for how long."""
        product = self.phrases.product(verb.i + 1) if self.is_recent(verb) else None
        if product is None or product.filler.via != "name":
            return
        before = self.tree[verb.i - 2]
        own = "Yes" in before.morph.get("Poss", []) or before.lower_ in self.words["its"]
        maker = self.discourse.resolve(self.tree[verb.i - 2 - (not own)], self.passage)
        if own and before.pos_ == "PRON" and (maker := self._whose(verb, maker)) is None:
            return
        if before.text not in POSSESSIVE and not (own and maker is not None and maker.label is Label.ORGANISATION):
            maker = maker_of_product(product.filler, verb, self.passage, self.discourse)
        if maker is not None and maker.label is Label.ORGANISATION and self.is_told(product, maker):
            draft = self.draft("release", verb, maker, product, Phase.BEGINS, Modality.ACTUAL)
            yield replace(draft, aside=True, timed=True, dated=False)

    def _whose(self, verb: Token, meant: Filler | None) -> Filler | None:
        """The one firm ahead of "its newly launched X1"; of several, nobody can tell whose it is."""
        names = [
            n for n in self.passage.names if n.end < verb.i and self.discourse.cast.label(n.text) is Label.ORGANISATION
        ]
        found = {f.text: f for n in names if (f := self.discourse.resolve(self.tree[n.start], self.passage))}
        firms = [f for f in found.values() if is_business(f, self.passage.lang)]
        return meant if not firms else firms[0] if len(firms) == 1 else None

    def is_recent(self, verb: Token) -> bool:
        """Whether a participle, with an adverb ahead of it, stands before what came: "the newly launched X1"."""
        if verb.i < 2 or self.tree[verb.i - 1].lower_ not in self.words["recently"]:
            return False
        before = self.tree[verb.i - 2]
        own = before.lower_ in self.words["its"] or "Yes" in before.morph.get("Poss", [])
        owned = own or before.text in POSSESSIVE
        return owned or "Def" in before.morph.get("Definite", [])

    def _launched(self, noun: Token) -> Product | None:
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

    def _launcher(self, noun: Token, product: Product) -> Filler | None:
        """Whose launch it is: an owner around it, whoever announces or puts it off, else who makes the product."""
        own = next((t for t in self.tree[max(0, noun.i - _OWNER) : noun.i] if "Yes" in t.morph.get("Poss", [])), None)
        places = [own.i] if own is not None else []
        around = self.tree[max(1, noun.i - _OWNER) : min(len(self.tree), product.end + 3)]
        places += [t.i - 1 for t in around if t.text in POSSESSIVE and not self.passage.is_time(t.nbor(-1))]
        behind = self.tree[product.end : product.end + _OWNER]
        places += [t.i + 1 for t in behind if t.lower_ in self.words["by"] and t.i + 1 < len(self.tree)]
        for token in (self.tree[place] for place in places):
            found = self.discourse.resolve(token, self.passage)
            return found if found and found.label is Label.ORGANISATION else None
        if doer := self._who_deals_with(noun, product):
            return doer
        if owner := self._owner_behind(noun):
            return owner
        return maker_of_product(product.filler, noun, self.passage, self.discourse) if self.passage.times else None

    def _owner_behind(self, noun: Token) -> Filler | None:
        """The subject of the sentence, where a launch is of its own: "Acme told of the launch of its X1"."""
        after = self.tree[noun.i + 2] if noun.i + 2 < len(self.tree) else noun
        root = next((t for t in self.tree if t.head == t), noun)
        if "Yes" not in after.morph.get("Poss", []):
            return None
        owner = self.discourse.resolve(after, self.passage)
        subjects = {f.text for t in read_arguments(root).agent for f in self.discourse.resolve_all(t, self.passage)}
        return owner if owner is not None and owner.text in subjects else None

    def _who_deals_with(self, noun: Token, product: Product) -> Filler | None:
        """Who has or tells of a launch, or does something with it: "announces the launch", "grows with the launch"."""
        dealing = self.words["holding"] | self.words["delaying"] | self.words["cancelling"]
        told = base(noun) == "obj" and noun.head.lemma_.lower() in dealing
        with_it = base(noun) == "obl" and marker(noun) in self.words["introducing"]
        with_it = with_it and (noun.i > noun.head.i or self._is_nobodys(product))
        if not told and not with_it:
            return None
        doers = find_releasers(noun.head, [product.filler], self.passage, self.discourse)
        return doers[0] if len(doers) == 1 else None

    def _is_nobodys(self, product: Product) -> bool:
        """Whether the document does not tell who makes a product, and no list knows it."""
        known = product.filler.text in load_gazetteer("models") or product.filler.text.split()[0] in load_gazetteer(
            "models"
        )
        return not known and self.discourse.maker_of(product.filler, product.filler.token) is None

    def _is_dealt_with(self, noun: Token, how: str) -> bool:
        """Whether a launch is only to come later than planned, or never: "A delayed the launch of X"."""
        ahead = self.tree[max(0, noun.i - _OWNER) : noun.i]
        return any(t.lemma_.lower() in self.words[how] for t in (noun.head, *ahead))
