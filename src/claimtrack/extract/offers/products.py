"""What is released and what is being built: "launched X1", "X1 is now available", "is working on a new chip".

Which products a phrase names is read in `phrases`, who releases them in `releasers`, what comes by itself ("X1 is
available", "the launch of X1") in `arrivals`; here, the verbs of who brings and builds it.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.arrivals import ArrivalReader
from claimtrack.extract.offers.deeds import Found, evoking_deeds, find_deeds, is_hyphened, is_listing
from claimtrack.extract.offers.included import with_included
from claimtrack.extract.offers.makers import draft_makers
from claimtrack.extract.offers.releasers import (
    agent_of_passive,
    find_releasers,
    is_business,
    is_firm,
    maker_of_product,
    presenter,
)
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, may_tell, sentence_words, word_forms
from claimtrack.extract.text.productwords import is_plant, is_product_noun, may_be_thing, product_words
from claimtrack.extract.text.syntax import base, children, has_present_ending, is_passive
from claimtrack.extract.text.titles import INSIDE, LONGEST
from claimtrack.model import Label, Modality, Phase, Quantity
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.namewords import INNER_CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.extract.text.phrases import Product
    from claimtrack.language.trees import Token

_KINDS = frozenset({"release", "development"})
_BEHIND = 8
"""Tokens between what is added and what it is added to: "is adding a dark mode to X1"."""
_OPENING = ("PUNCT", "CCONJ", "SCONJ", "ADV")
"""Words ahead of a name that opens its clause."""
_MANY = 100
"""From so many things on their number is what is told, and not what they are."""
_GOAL = 4
"""Tokens behind "to" among which those stand to whom something is brought: "to all of its users"."""


def draft_products(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """The releases and developments of a passage."""
    if is_listing(passage.text) or not _may_tell(passage):
        return
    yield from (draft for draft in _Reading(passage, discourse).drafts() if is_firm(draft.subject, discourse))


def _may_tell(passage: Passage) -> bool:
    if "-" in sentence_words(passage.tree):
        return True  # a verb that is cut at its hyphen
    nouns = product_words(passage.lang)
    words = (evoking_deeds(passage.lang), nouns["releases"] | nouns["orders"])
    return may_tell(passage.tree, load_lexicon(passage.lang), words)


class _Reading(ArrivalReader):
    """One passage read for what its verbs release and build."""

    def drafts(self) -> Iterator[Draft]:
        """The releases and developments of the passage's verbs, and the releases of its nouns."""
        for found in find_deeds(self.tree, self.passage.lang, _KINDS):
            if not self.passage.name_at(found.verb) and not self.passage.quantity_at(found.verb):
                yield from self._by_deed(found)
        releases = not sentence_words(self.tree).isdisjoint(self.words["releases"] | self.words["orders"])
        for token in self.tree if releases else ():
            if token.pos_ in ("NOUN", "PROPN"):
                yield from self.by_noun(token)
                yield from self.by_orders(token)

    def _by_deed(self, found: Found) -> Iterator[Draft]:
        """As in "A launched X", "X was unveiled by A", "X goes on sale", "A is building X"."""
        deed, verb = found.deed, found.verb
        misread = self._is_misread(verb)
        passive = is_passive(verb) and not misread
        if deed.kind == "release" and deed.thing == "object" and self.is_recent(verb):
            yield from self.recent(verb)
        elif verb.i == 0 and verb.lower_ in self.words["presenting"]:
            yield from self._presented(verb)
        elif "opening" in deed.traits:
            return
        elif base(verb) == "amod" and not (is_hyphened(verb) or misread):
            return  # "its launched X1": its maker is read elsewhere
        elif deed.thing == "added":
            yield from self._added(verb)
        elif deed.thing == "available":
            yield from self.available(verb)
        elif deed.kind == "development" and deed.thing == "object" and passive:
            if agent_of_passive(verb, self.passage, self.discourse):
                yield from self.by_product(found)
        elif deed.thing == "subject" or (passive and deed.thing == "object" and not is_hyphened(verb)):
            yield from self.by_product(found)
        else:
            yield from self._brought(found)

    def _is_misread(self, verb: Token) -> bool:
        """Whether parsers see a participle in the verb of a clause: "Acme released X1, a small model"."""
        actor = self.passage.name_at(self.tree[verb.i - 1]) if verb.i and base(verb) in ("amod", "acl") else None
        if actor is None or (actor.start and self.tree[actor.start - 1].pos_ not in _OPENING):
            return False
        after = self.tree[min(verb.i + 1, len(self.tree) - 1)]
        return after.pos_ == "DET" or self.passage.name_at(after) is not None

    def _presented(self, verb: Token) -> Iterator[Draft]:
        """As in "Introducing X1", "Meet the X1, Acme's first robot": nobody is said to do it."""
        for product in self.phrases.listed(1, trusted=verb.lower_ not in self.words["meeting"]):
            if product.filler.via == "phrase":
                return
            maker = presenter(product.filler, product.end, self.passage, self.discourse)
            if maker is not None and maker.text != product.filler.text:
                yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def _brought(self, found: Found) -> Iterator[Draft]:
        """What a firm does with a product: "A launched X", "A takes the wraps off X", "A is building X"."""
        deed, verb, forms = found.deed, found.verb, set(word_forms(found.verb, self.lexicon))
        told = not (self._is_predicative(found) or self._is_for_staff(found) or self._is_paid(found))
        if not told or self.is_asked(verb) or self._is_habit(verb):
            return
        weak, is_open = bool(forms & self.words["announcing"]), bool(forms & self.words["opening"])
        is_open = is_open or "open" in deed.traits
        trusted = deed.kind == "release" and "known" not in deed.traits
        trusted = trusted and (not weak or self._is_described(found.behind))
        if deed.thing in ("behind", "of"):
            products = self.phrases.listed(found.behind, trusted=True, is_open=is_open)
        else:
            products = self.of_verb(found, trusted=trusted, is_open=is_open)
            products = with_included(products, found.behind, self.phrases, self.passage)
        comes = not products and "coming" in deed.traits and self.is_alone(found)
        products = (self._fronted(verb) if deed.thing == "object" else []) or products
        if deed.thing == "object" and not products and not (comes and self._related(verb)):
            products = self.antecedent(verb, comes="coming" in deed.traits)
        if not products and comes:
            yield from self.by_product(found)
        products = [product for product in products if not self._is_sum(product)]
        for maker in self._makers(verb, products):
            for product in products:
                after = self.tree[product.end : product.end + 1]
                if verb.lower_ in self.words["making"] and any(map(_says_how, after)):
                    continue  # "to make the X1 a platform", "makes the X1 bigger"
                if product.noun is not None and is_plant(product.noun, self.passage.lang):
                    yield from self._plant(found, maker, product, weak=weak)
                elif self._is_so_told(found, product, maker) and self.is_told(
                    product, maker, weak=weak, flies=deed.kind == "release", ends=deed.phase is Phase.ENDS
                ):
                    yield self.draft(deed.kind, verb, maker, product, deed.phase, deed.modality)

    def _is_described(self, at: int) -> bool:
        """Whether what a phrase names is said behind a comma to be some thing: "announced X1, a new optimizer"."""
        name = self.passage.name_at(self.tree[at]) if at < len(self.tree) else None
        comma = name is not None and name.end + 2 < len(self.tree) and self.tree[name.end].text == ","
        first = self.tree[name.end + 1] if name is not None and comma else None
        if first is None or "Ind" not in first.morph.get("Definite", []):
            return False
        inside = takewhile(lambda t: t.pos_ in INSIDE or t.text == "-", self.tree[first.i : first.i + LONGEST])
        noun = next((t for t in reversed([*inside]) if t.pos_ in ("NOUN", "PROPN")), None)
        if noun is None or is_product_noun(noun, self.passage.lang):
            return noun is not None
        coined = INNER_CAPITAL.fullmatch(self.tree[at].text) is not None  # what is not may be a town or a judge
        return coined and may_be_thing(noun, first, self.passage.lang)

    def _is_out(self, verb: Token, product: Product) -> bool:
        """Whether what is brought to somebody is out, as its phrase says: "to bring its newly released models to"."""
        inside = self.tree[verb.i + 1 : product.end]
        recent = (t for t in inside[:-1] if t.lower_ in self.words["recently"])
        return any("Part" in t.nbor(1).morph.get("VerbForm", []) for t in recent)

    def _is_sum(self, product: Product) -> bool:
        """Whether what is brought is money, or so many that it is a figure: "will build a million cars"."""
        mention = self.passage.quantity_at(product.filler.token) or product.number
        if mention is None or not isinstance(mention.norm, Quantity):
            return False
        several = figure_class(mention.norm) == "count" and (mention.norm.min or 0) >= _MANY
        return figure_class(mention.norm) == "money" or (several and product.filler.via == "phrase")

    def _is_paid(self, found: Found) -> bool:
        """Whether money is what is brought to somebody: "stellt der Acme AG 30 Millionen Euro zur Verfügung"."""
        sums = [(m.norm, self.passage.head_of(m.span)) for m in self.passage.quantities]
        heads = [head for norm, head in sums if isinstance(norm, Quantity) and figure_class(norm) == "money"]
        told = (head for head in heads if head is not None and base(head) == "obj")
        return bool(found.deed.phrases) and any(head.head == found.verb for head in told)

    def _is_habit(self, verb: Token) -> bool:
        """Whether something is done time and again: "continued launching", "launched six times"."""
        again = any(t.lower_ in self.words["steadily"] for t in children(verb, "advmod"))
        return again or self._is_counted(verb) or verb.head.lemma_.lower() in self.words["continuing"]

    def _is_counted(self, verb: Token) -> bool:
        """Whether it is told how often: "launched X1 six times last year", but not "a chip six times as fast"."""
        for token in self.tree[verb.i + 1 : verb.i + _BEHIND]:
            if token.lower_ in self.words["times"]:
                after = self.tree[token.i + 1] if token.i + 1 < len(self.tree) else token
                return after.pos_ == "PUNCT" or self.passage.is_time(after)
        return False

    def _fronted(self, verb: Token) -> list[Product]:
        """The object at a clause's head, where verbs may stand ahead of subjects: "Das X1 brachte A heraus"."""
        finite = min((t.i for t in (verb, *children(verb, "aux"))), default=verb.i)
        found = self.phrases.product(0) if self.lexicon.verb_may_lead and not is_passive(verb) else None
        named = found is not None and found.filler.via == "name" and found.noun is not None
        return [found] if found is not None and named and found.end == finite else []

    def _is_predicative(self, found: Found) -> bool:
        """Whether something is only said of the object: "makes it the default model", "makes X1 available"."""
        behind = self.tree[found.behind : found.behind + _BEHIND]
        pronoun = len(behind) > 1 and behind[0].pos_ == "PRON" and behind[0].morph.get("PronType", []) == ["Prs"]
        is_object = pronoun and "Yes" not in behind[0].morph.get("Poss", []) and base(behind[0]) != "nsubj"
        bare = is_object and behind[1].pos_ in ("DET", "ADJ")
        made = found.verb.lower_ in self.words["making"] and any(t.lower_ in self.words["available"] for t in behind)
        return bare or made

    def _is_so_told(self, found: Found, product: Product, maker: Filler) -> bool:
        """Whether a product without a name may be what such a deed is about, and one with a name is its maker's."""
        known = self.discourse.maker_of(product.filler, found.verb) if found.deed.kind == "release" else None
        if known is not None and known.text != maker.text and product.filler.text in load_gazetteer("models"):
            return False  # "was the first to sell a phone with X1"
        if "plant" in found.deed.traits or product.filler.via == "name":
            return "plant" not in found.deed.traits
        if found.deed.kind == "development" and found.deed.thing == "object":
            return self._is_going_on(found.verb, maker) or self._is_made(found.verb, maker, product)
        return "named" not in found.deed.traits

    def _plant(self, found: Found, maker: Filler, product: Product, *, weak: bool) -> Iterator[Draft]:
        """A plant that is announced is planned, one that is opened begins; what it costs is spending."""
        if any(isinstance(m.norm, Quantity) and figure_class(m.norm) == "money" for m in self.passage.quantities):
            return
        modality = Modality.PLANNED if weak else found.deed.modality
        if product.noun is not None and product.end == product.noun.i + 1 and (place := self._place()):
            product = product._replace(filler=product.filler._replace(text=f"{product.filler.text} {place}"))
        if maker.label is Label.ORGANISATION and is_business(maker, self.passage.lang):
            yield self.draft("development", found.verb, maker, product, found.deed.phase, modality)

    def _place(self) -> str | None:
        """The one place that the passage names, with its case word: "baut in Dresden ein Werk"."""
        places = [n for n in self.passage.names if self.discourse.cast.label(n.text) is Label.PLACE and n.start]
        case = self.tree[places[0].start - 1] if len(places) == 1 else None
        return f"{case.lower_} {places[0].text}" if case is not None and case.lower_ in self.words["in"] else None

    def _makers(self, verb: Token, products: Sequence[Product]) -> list[Filler]:
        """Who brings products: the subject, the owner that stands before it, or the firm that the text is about."""
        if not products:
            return []
        if products[0].end <= verb.i and not self.lexicon.verb_may_lead:  # "Construction of Acme's plant began"
            maker = maker_of_product(products[0].filler, verb, self.passage, self.discourse)
            return [maker] if maker else []
        first = verb.nbor(-2) if is_hyphened(verb) else verb
        return find_releasers(first, [p.filler for p in products], self.passage, self.discourse)

    def _added(self, verb: Token) -> Iterator[Draft]:
        """As in "is adding a dark mode to X1", "brings its service to Sweden"; X1 added to X2 is no release of X1."""
        products = self.phrases.listed(verb.i + 1)
        behind = self.tree[products[-1].end : products[-1].end + _BEHIND] if products else ()
        goals = [self.tree[t.i + 1] for t in behind if t.lower_ in self.words["to"] and t.i + 1 < len(self.tree)]
        if not goals and verb.lemma_.lower() not in self.words["bringing"]:
            yield from self._featured(verb)
        if not goals or goals[0].pos_ == "VERB":
            return  # "expands its library to include games"
        place = self.passage.name_at(goals[0])
        at_place = place is not None and self.discourse.cast.label(place.text) is Label.PLACE
        if not at_place and not (place is None and self._is_for_people(verb, goals[0])):
            products = [p for p in products if p.filler.via == "phrase"]
        for maker in find_releasers(verb, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                if not self._is_out(verb, product):
                    yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def _featured(self, verb: Token) -> Iterator[Draft]:
        """As in "Acme adds a voice mode": a feature or tool that is added to what goes without saying."""
        listed = self.phrases.listed(verb.i + 1, is_open=True) if not self._is_habit(verb) else []
        plain = [p for p in listed if p.filler.via == "phrase" and p.number is None]
        told = [p for p in plain if p.noun is not None and is_one_of(p.noun, self.words["features"])]
        for maker in find_releasers(verb, [p.filler for p in told], self.passage, self.discourse) if told else ():
            if is_business(maker, self.passage.lang):
                yield from (self.draft("release", verb, maker, product, Phase.BEGINS) for product in told)

    def _is_for_staff(self, found: Found) -> bool:
        """Whether something is only brought to a firm's own people: "rolled out X1 to 60,000 of its engineers"."""
        behind = self.tree[found.behind : found.behind + 2 * _BEHIND]
        own = next((t.i for t in behind if t.pos_ == "PRON" and "Yes" in t.morph.get("Poss", [])), None)
        people = self.tree[own + 1 : own + _GOAL] if own is not None and found.deed.kind == "release" else ()
        to = own is not None and any(t.lower_ in self.words["to"] for t in self.tree[found.behind : own])
        return to and any(t.lemma_.lower() in self.words["personnel"] for t in people)

    def _is_for_people(self, verb: Token, goal: Token) -> bool:
        """Whether something is brought to those who use it: "brings X1 to all users", "to everyone in Spain"."""
        phrase = self.tree[goal.i : goal.i + _GOAL]
        head = next((t for t in phrase if t.pos_ == "NOUN" or t.lower_ in self.words["users"]), goal)
        return verb.lemma_.lower() in self.words["bringing"] and not self.words["users"].isdisjoint(
            {head.lower_, head.lemma_.lower()}
        )

    def _is_going_on(self, verb: Token, maker: Filler) -> bool:
        """Whether something without a name is being built now: "is building", "entwickelt", "arbeitet an"."""
        if self.lexicon.verb_may_lead:
            done = "Part" in verb.morph.get("VerbForm", []) and verb.i + 1 < len(self.tree) and maker.via == "name"
            return done or "Past" not in verb.morph.get("Tense", [])
        present = "Pres" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
        apposed = base(verb) == "acl" and base(verb.head) == "appos"  # "Acme, a startup building robots"
        future = certainty_words(self.passage.lang).modality["future"]
        if any(t.lower_ in future for t in children(verb, "aux")):
            return maker.label is Label.ORGANISATION  # "will build a pickup"
        going = apposed or any(t.pos_ == "AUX" for t in self.tree[max(0, verb.i - 3) : verb.i])
        return (going and has_present_ending(verb)) or (present and maker.label is Label.ORGANISATION)

    def _is_made(self, verb: Token, maker: Filler, product: Product) -> bool:
        """Whether a firm has built one thing, of which it is told by itself: "Acme developed a tool", "has built"."""
        built = verb.lower_ not in self.words["making"]
        told = "Past" in verb.morph.get("Tense", []) and base(verb) in ("ROOT", "conj", "ccomp", "parataxis")
        noun, lang = product.noun, self.passage.lang
        if noun is None or "Plur" in noun.morph.get("Number", []) or not is_product_noun(noun, lang):
            return False
        plain = is_one_of(noun, self.words["vague"]) and not children(noun, "compound")  # "a great product"
        return built and told and not plain and maker.label is Label.ORGANISATION


def learn_makers(passage: Passage, discourse: Discourse) -> None:
    """Remember who makes each product that a passage names together with its maker."""
    readers = (draft_makers, draft_products)
    for draft in (draft for read in readers for draft in read(passage, discourse)):
        by_firm = draft.subject.label is Label.ORGANISATION
        if by_firm and draft.object is not None and draft.object.via == "name":
            discourse.learn_maker(draft.object.text, draft.subject.text)


def without_restated(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without developments in passing ("its model X1") of what the document releases or has said."""
    released = [draft for draft in drafts if draft.kind == "release"]
    seen = {*map(_pair, released), *map(_of_line, released)}
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


def _of_line(draft: Draft) -> tuple[str, str]:
    """As `_pair`, by the name alone of what is told as one of a line: "a cheaper X1"."""
    name = draft.object and draft.passage.name_at(draft.object.token)
    return draft.subject.text, name.text if name else ""


def _says_how(token: Token) -> bool:
    """Whether a word behind what is made tells what becomes of it."""
    return token.pos_ in ("DET", "ADJ") or "Cmp" in token.morph.get("Degree", [])
