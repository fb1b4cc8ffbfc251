"""What is released and what is being built: "launched X1", "X1 is now available", "is working on a new chip".

Which products a phrase names is read in `phrases`, who releases them in `releasers`, the nouns ("the launch of X1") in
`launches`; here, the verbs.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.launches import LaunchReader
from claimtrack.extract.offers.makers import draft_makers
from claimtrack.extract.offers.owned import draft_owned
from claimtrack.extract.offers.releasers import agent_of_passive, find_releasers, maker_of_product, product_meant
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, may_tell, sentence_words, word_forms
from claimtrack.extract.text.phrases import PhraseReader, Product
from claimtrack.extract.text.productwords import kind_of, product_words
from claimtrack.extract.text.syntax import base, children, clause, has_present_ending, is_passive, read_arguments
from claimtrack.model import Label, Phase
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_SURE = 0.8
"""Of what was released or built with maker and product named, about so much was right when read (benchmarks)."""
_CELLS = 3
"""Bars in a line of text; more of them are a table's."""
_CLAUSE = 14
"""Tokens on either side of a verb in which a phrase of its own stands ("auf den Markt")."""
_RIGHT = 3
"""Tokens between a product and a verb that ends its clause: "X1 nächste Woche vorstellen"."""
_PARTICLE = 5
"""Tokens behind a verb among which its case word stands, where others may come between: "arbeitet derzeit an"."""
_RELATIVE = 6
"""Tokens between a relative pronoun and the verb of its clause: "which Acme quietly released"."""
_CLOSING = ("ADP", "ADV", "PUNCT", "SCONJ", "CCONJ", "AUX")
_INSIDE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT")
_BEHIND = 8
"""Tokens between what is added and what it is added to: "is adding a dark mode to X1"."""


def draft_products(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """The releases and developments of a passage."""
    if passage.text.count("|") > _CELLS:
        return  # the row of a table says nothing
    if not _may_tell(passage):
        return
    reading = _Reading(passage, discourse)
    launches = LaunchReader(passage, discourse, reading.phrases)
    for token in passage.tree:
        if passage.name_at(token) or passage.quantity_at(token):
            continue
        if token.pos_ in ("VERB", "AUX", "ADJ"):
            yield from reading.by_verb(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            for maker, product, modality in launches.by_noun(token):
                draft = reading.draft("release", token, maker, product, Phase.BEGINS)
                yield replace(draft, modality=modality, dated=modality is not None)


@cache
def _evoking(lang: str) -> tuple[frozenset[str], ...]:
    """The lists of words without one of which a sentence tells of no release and nothing that is being built."""
    lexicon, words = load_lexicon(lang), product_words(lang)
    ending = frozenset(form for word in words["ending"] for form in (*word.split("_"), word.replace("_", "")))
    own = [words[key] for key in ("comes", "brings", "adding", "available", "releases")]
    return (*own, ending, lexicon.words["release"]["verbs"], lexicon.words["develop"]["verbs"])


def _may_tell(passage: Passage) -> bool:
    if "-" in sentence_words(passage.tree):
        return True  # a verb that is cut at its hyphen
    return may_tell(passage.tree, load_lexicon(passage.lang), _evoking(passage.lang))


class _Reading:
    """One passage read for what its verbs release and build."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)
        self.phrases = PhraseReader(passage, discourse)

    def by_verb(self, verb: Token) -> Iterator[Draft]:
        """As in "A launched X", "X was unveiled by A", "X is available", "A is building X"."""
        if self.lexicon.verb_may_lead and base(verb) == "amod":
            return  # "die von A angekündigte Leistung"
        forms = set(word_forms(verb, self.lexicon)) | self._hyphened(verb)
        if verb.lower_ in self.words["comes"] and self._has_market(verb):
            yield from self._by_product(verb, "release", Phase.BEGINS, trusted=True)
        elif verb.lower_ in self.words["brings"] and self._has_market(verb):
            yield from self._released(verb, forms, weak=False)
        elif verb.lower_ in self.words["adding"]:
            yield from self._added(verb)
        elif self._is_ending(verb):
            yield from self._ended(verb)
        elif forms & self.lexicon.words["release"]["verbs"]:
            yield from self._released(verb, forms, weak=bool(forms & self.words["announcing"]))
        elif forms & self.words["available"]:
            yield from self._available(verb)
        elif forms & self.lexicon.words["develop"]["verbs"]:
            yield from self._developed(verb)

    def _hyphened(self, verb: Token) -> set[str]:
        """The verb that tokenisers cut at its hyphen: "open-sourced"."""
        if verb.i < 2 or verb.nbor(-1).text != "-":
            return set()
        return {f"{verb.nbor(-2).lower_}-{verb.lemma_.casefold()}"} & self.lexicon.words["release"]["verbs"]

    # releases

    def _released(self, verb: Token, forms: set[str], *, weak: bool) -> Iterator[Draft]:
        if is_passive(verb) and not self._hyphened(verb):
            yield from self._by_product(verb, "release", Phase.BEGINS)
            return
        products = self._objects(verb, trusted=not weak) or self._antecedent(verb)
        if not products:
            if forms & self.words["coming"] and self._is_alone(verb):
                yield from self._by_product(verb, "release", Phase.BEGINS)
            return
        first = verb.nbor(-2) if self._hyphened(verb) else verb
        for maker in find_releasers(first, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                if self._is_told(product, weak=weak):
                    yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def _is_told(self, product: Product, *, weak: bool) -> bool:
        """Whether a product is told plainly: what is only announced needs a name; an "X1-powered laptop" is no X1."""
        noun = product.noun
        flown = noun is not None and is_one_of(noun, self.words["flown"])
        if product.filler.via == "phrase" and (weak or flown):
            return False
        return not any(t.text == "-" for t in self.tree[product.end : product.end + 2])

    def _has_market(self, verb: Token) -> bool:
        """Whether the clause of "bringt" or "goes" has "auf den Markt", "on sale"."""
        near = self.tree[max(0, verb.i - _CLAUSE) : verb.i + _CLAUSE].text.casefold()
        return any(f" {phrase}" in near for phrase in self.words["markets"])

    def _added(self, verb: Token) -> Iterator[Draft]:
        """As in "is adding a dark mode to X1", "brings its service to Sweden"; X1 added to X2 is no release of X1."""
        products = [p for p in self.phrases.listed(verb.i + 1) if p.filler.via == "phrase"]
        behind = self.tree[products[-1].end : products[-1].end + _BEHIND] if products else ()
        if not products or not any(t.lower_ in self.words["to"] for t in behind):
            return
        for maker in find_releasers(verb, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                yield self.draft("release", verb, maker, product, Phase.BEGINS)

    def _is_ending(self, verb: Token) -> bool:
        """Whether a verb takes a product off the market, with its particle behind it or at the end of its clause."""
        behind = {t.lower_ for t in self.tree[verb.i + 1 : verb.i + _CLAUSE] if t.pos_ in ("ADP", "PART", "ADV")}
        lemma = verb.lemma_.casefold()
        for word in self.words["ending"]:
            first, _, second = word.partition("_")
            if not second and lemma == first:
                return True
            if second and (lemma == first + second or (first, second) == (lemma, next(iter({second} & behind), ""))):
                return True
            if second and (lemma == second and first in behind):
                return True
        return False

    def _ended(self, verb: Token) -> Iterator[Draft]:
        """What is discontinued: only products with a name; firms shut down plants and lay off people, too."""
        if is_passive(verb):
            yield from self._by_product(verb, "release", Phase.ENDS)
            return
        products = [p for p in self._objects(verb, trusted=True) if p.filler.via == "name"]
        for maker in find_releasers(verb, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                yield self.draft("release", verb, maker, product, Phase.ENDS)

    def _available(self, word: Token) -> Iterator[Draft]:
        """As in "X1 is available", "A made X1 available"; what is "currently available" may be out for years."""
        if any(t.lower_ in self.words["standing"] for t in children(word, "advmod")):
            return
        made = next((t for t in reversed(self.tree[max(0, word.i - _BEHIND) : word.i])
                     if t.lower_ in self.words["making"]), None)  # fmt: skip
        products = self.phrases.listed(made.i + 1) if made is not None else []
        if made is None or not products:
            yield from self._by_product(word, "release", Phase.BEGINS)
            return
        for maker in find_releasers(made, [p.filler for p in products], self.passage, self.discourse):
            for product in products:
                yield self.draft("release", made, maker, product, Phase.BEGINS)

    def _is_alone(self, verb: Token) -> bool:
        """Whether a verb has no object of any kind behind it: "X1 launches in May"."""
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        return after is None or after.pos_ in _CLOSING or self.passage.is_time(after)

    def _by_product(self, verb: Token, kind: str, phase: Phase, *, trusted: bool = False) -> Iterator[Draft]:
        """Where the product is the subject: "X1 was released by A", "X1 launched last week", "X1 ist verfügbar"."""
        if kind == "release" and (owned := self._owned_subject(verb)):
            yield self.draft(kind, verb, owned[0], owned[1], phase)
            return
        for product in self._subjects(verb, trusted=trusted)[:3]:
            maker = maker_of_product(product, verb, self.passage, self.discourse, lone=verb.pos_ == "ADJ")
            if maker is not None and maker.text != product.text:
                yield self.draft(kind, verb, maker, Product(product, None, verb.i), phase)

    def _owned_subject(self, verb: Token) -> tuple[Filler, Product] | None:
        """A product without a name that its owner stands before: "Acme's TV app is launching"."""
        for head in children(verb, "nsubj"):
            possessor = next((t for t in head.children if t.dep_ in ("nmod:poss", "det:poss")), None)
            owner = self.discourse.resolve(possessor, self.passage) if possessor is not None else None
            if owner is None or possessor is None or owner.label is not Label.ORGANISATION:
                continue
            found = self.phrases.product(possessor.i)
            if found is not None and found.filler.via == "phrase" and found.noun == head:
                return owner, found
        return None

    def _subjects(self, verb: Token, *, trusted: bool) -> list[Filler]:
        """The products that a verb has as its subject; when `trusted`, also names of unknown type."""
        labels = (Label.PRODUCT, None) if trusted else (Label.PRODUCT,)
        arguments = read_arguments(verb)
        tokens = [*arguments.theme, *arguments.agent] if is_passive(verb) else list(arguments.agent)
        tokens += children(verb, "nsubj") if verb.pos_ == "ADJ" else []
        found = [f for t in tokens for f in self.discourse.resolve_all(t, self.passage) if f.label in labels]
        found = found or [f for t in tokens if (f := product_meant(t, self.passage, self.discourse))]
        if not found and (nearest := actor_before(verb, self.passage, self.discourse)):
            found = [nearest] if nearest.label is Label.PRODUCT else []
        return found

    # developments

    def _developed(self, verb: Token) -> Iterator[Draft]:
        if is_passive(verb):
            if agent_of_passive(verb, self.passage, self.discourse):
                yield from self._by_product(verb, "development", Phase.HOLDS)
            return
        products = self._objects(verb, trusted=False)
        makers = find_releasers(verb, [p.filler for p in products], self.passage, self.discourse) if products else []
        for maker in makers:
            for product in products:
                if product.filler.via == "name" or self._is_going_on(verb, maker):
                    yield self.draft("development", verb, maker, product, Phase.HOLDS)

    def _is_going_on(self, verb: Token, maker: Filler) -> bool:
        """Whether something without a name is being built now: "is building", "entwickelt", "arbeitet an"."""
        if self.lexicon.verb_may_lead:
            done = "Part" in verb.morph.get("VerbForm", []) and verb.i + 1 < len(self.tree) and maker.via == "name"
            return done or "Past" not in verb.morph.get("Tense", [])
        present = "Pres" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
        going = has_present_ending(verb) and any(t.pos_ == "AUX" for t in self.tree[max(0, verb.i - 3) : verb.i])
        return going or (present and maker.label is Label.ORGANISATION)

    # what is released or built

    def _objects(self, verb: Token, *, trusted: bool) -> list[Product]:
        """The products right behind a verb, behind its case word ("working on"), or its object in the tree."""
        products = self.phrases.listed(self._behind(verb), trusted=trusted)
        if products:
            return products
        for theme in read_arguments(verb).theme:
            start = min((t.i for t in theme.subtree if t.i <= theme.i), default=theme.i)
            if start > verb.i or self.lexicon.verb_may_lead:
                products = self.phrases.listed(start)
            if products:
                return products
        return self._right_before(verb) if self.lexicon.verb_may_lead else []

    def _behind(self, verb: Token) -> int:
        """The place behind a verb and the case word or particle that it is known with: "working on", "arbeitet an"."""
        known = self.lexicon.words["release"]["verbs"] | self.lexicon.words["develop"]["verbs"]
        reach = _PARTICLE if self.lexicon.verb_may_lead else 1
        for token in self.tree[verb.i + 1 : verb.i + 1 + reach]:
            if token.lower_ in self.words["onto"] and f"{verb.lemma_.casefold()} {token.lower_}" in known:
                return token.i + 1
        return verb.i + 1

    def _right_before(self, verb: Token) -> list[Product]:
        """As in "Acme hat X1 vorgestellt": the product ahead of a verb that ends its clause."""
        if verb.i + 1 < len(self.tree) and self.tree[verb.i + 1].pos_ not in ("PUNCT", "CCONJ", "AUX", "SCONJ"):
            return []
        for name in reversed(self.passage.names):
            near = name.end <= verb.i and not any(t.pos_ in ("VERB", "PUNCT") for t in self.tree[name.end : verb.i])
            if near and verb.i - name.end <= _RIGHT and self.discourse.cast.label(name.text) is Label.PRODUCT:
                if self._is_governed(name.start):
                    return []  # "die Integration von X1 angekündigt"
                found = self.phrases.product(name.start)
                return [found] if found else []
        return []

    def _is_governed(self, start: int) -> bool:
        """Whether a case word stands before the phrase of a name: then the name is no object."""
        for token in reversed(self.tree[max(0, start - _RELATIVE) : start]):
            if token.pos_ == "ADP":
                return not self.passage.is_time(self.tree[token.i + 1])
            if self.passage.is_time(token):
                continue
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADV"):
                return False
        return False

    def _antecedent(self, verb: Token) -> list[Product]:
        """The product of a relative clause: "X1, which A released in May", "a feature A introduced last year"."""
        for at in range(verb.i - 1, max(0, verb.i - _RELATIVE), -1):
            token = self.tree[at]
            if token.lower_ in self.words["relatives"]:
                return self._ending_at(at - 2 if self.tree[at - 1].text == "," else at - 1)
            name = self.passage.name_at(token)
            if name is not None and name.start and self.tree[name.start - 1].pos_ == "NOUN":
                return self._ending_at(name.start - 1) if not self.lexicon.verb_may_lead else []
            if token.pos_ in ("VERB", "PUNCT"):
                return []
        return []

    def _ending_at(self, last: int) -> list[Product]:
        """The product whose phrase ends with a token."""
        name = self.passage.name_at(self.tree[last]) if last >= 0 else None
        start = name.start if name is not None else last
        while name is None and start > 0 and self.tree[start - 1].pos_ in _INSIDE and last - start < _RELATIVE:
            start -= 1
        found = self.phrases.product(start, until=last + 1) if last >= 0 else None
        return [found] if found else []

    # drafts

    def draft(self, kind: str, token: Token, maker: Filler, product: Product, phase: Phase) -> Draft:
        """A claim that somebody released or builds a product."""
        filler = product.filler
        sure = round(_SURE * maker.certainty * filler.certainty, 3)
        if kind == "release" and product.number is not None and filler.via == "phrase":  # "seven new models"
            return Draft(
                kind, "product", self.passage, token, maker, None, product.number, filler.text, phase,
                sure=round(_SURE * maker.certainty, 3),
            )  # fmt: skip
        attribute = self._kind(product) if kind == "release" else None
        dated = kind != "release" or not _is_background(token)
        return Draft(
            kind, "product", self.passage, token, maker, filler, None, attribute, phase, sure=sure, dated=dated
        )

    def _kind(self, product: Product) -> str | None:
        if product.noun is None and product.filler.text in load_gazetteer("models"):
            return "model"
        return kind_of(product.noun, self.passage.lang)


def _is_background(verb: Token) -> bool:
    """Whether a clause only recalls a release ("…, after A released X"): then the news is not what dates it."""
    past = "Past" in verb.morph.get("Tense", []) or "Part" in verb.morph.get("VerbForm", [])
    return past and base(clause(verb)) in ("advcl", "acl") and not has_present_ending(verb)


def learn_makers(passage: Passage, discourse: Discourse) -> None:
    """Remember who makes each product that a passage names together with its maker."""
    readers = (draft_makers, draft_owned, draft_products)
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
