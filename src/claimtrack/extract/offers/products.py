"""What is released and what is being built: "launched X1", "X1 is now available", "is working on a new chip".

Which products a phrase names is read in `phrases`; here, who releases or builds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.phrases import INSIDE, POSSESSIVE, PhraseReader, Product, kind_of, product_words
from claimtrack.extract.text.syntax import has_present_ending, is_passive, read_arguments
from claimtrack.model import Label, Phase
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name


def draft_products(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """The releases and developments of a passage."""
    reading = _Reading(passage, discourse)
    for token in passage.tree:
        if passage.name_at(token) or passage.quantity_at(token):
            continue
        if token.pos_ in ("VERB", "AUX", "ADJ"):
            yield from reading.by_verb(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from reading.by_noun(token)
    yield from reading.owned()


_CLAUSE = 14
"""Tokens on either side of a verb in which a phrase of its own stands ("auf den Markt")."""
_SURE = 0.8
"""Of what was released or built with maker and product named, about so much was right when read (benchmarks)."""
_RIGHT = 3
"""Tokens between a product and a verb that ends its clause: "X1 nächste Woche vorstellen"."""


class _Reading:
    """One passage read for products."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)
        self.phrases = PhraseReader(passage, discourse)

    # verbs

    def by_verb(self, verb: Token) -> Iterator[Draft]:
        """As in "A launched X", "X was unveiled by A", "X is available", "A is building X"."""
        forms = set(word_forms(verb, self.lexicon))
        if forms & self.lexicon.words["release"]["verbs"]:
            yield from self._released(verb, weak=bool(forms & self.words["announcing"]))
        elif verb.lower_ in self.words["brings"] and self._to_market(verb):
            yield from self._released(verb, weak=False)
        elif forms & self.words["available"] or (verb.lower_ in self.words["comes"] and self._to_market(verb)):
            yield from self._by_product(verb, "release", Phase.BEGINS)
        elif forms & self.lexicon.words["develop"]["verbs"]:
            yield from self._developed(verb)

    def _released(self, verb: Token, *, weak: bool) -> Iterator[Draft]:
        if is_passive(verb):
            yield from self._by_product(verb, "release", Phase.BEGINS)
            return
        products = self._objects(verb)
        if not products:
            if not weak and self._is_alone(verb):
                yield from self._by_product(verb, "release", Phase.BEGINS)
            return
        maker = self._maker(verb, [p.filler for p in products])
        if maker is None:
            return
        for product in products:
            described = product.filler.via == "phrase"
            if described and (weak or (" " not in product.filler.text and product.number is None)):
                continue
            if any(t.text == "-" for t in self.tree[product.end : product.end + 2]):
                continue  # "an X1-powered laptop" is no X1
            yield self._draft("release", verb, maker, product, Phase.BEGINS)

    def _to_market(self, verb: Token) -> bool:
        """Whether the clause of "bringt" or "kommt" has "auf den Markt", on either side of it."""
        near = self.tree[max(0, verb.i - _CLAUSE) : verb.i + _CLAUSE]
        markets = [t for t in near if t.i >= 2 and t.lower_ in self.words["market"]]
        return any(t.nbor(-2).lower_ in self.words["to"] for t in markets)

    def _is_alone(self, verb: Token) -> bool:
        """Whether a verb has no object of any kind behind it: "X1 launches in May"."""
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        return after is None or after.pos_ in ("ADP", "ADV", "PUNCT", "SCONJ", "CCONJ", "AUX")

    def _developed(self, verb: Token) -> Iterator[Draft]:
        if is_passive(verb):
            yield from self._by_product(verb, "development", Phase.HOLDS)
            return
        products = self._objects(verb)
        maker = self._maker(verb, [p.filler for p in products]) if products else None
        for product in products if maker else ():
            if maker is not None and (product.filler.via == "name" or self._is_going_on(verb)):
                yield self._draft("development", verb, maker, product, Phase.HOLDS)

    def _is_going_on(self, verb: Token) -> bool:
        """Whether something without a name is being built now: "is building", "arbeitet an"."""
        if self.lexicon.verb_may_lead:
            return "Past" not in verb.morph.get("Tense", []) and "Part" not in verb.morph.get("VerbForm", [])
        return has_present_ending(verb) and any(t.pos_ == "AUX" for t in self.tree[max(0, verb.i - 3) : verb.i])

    def _by_product(self, verb: Token, kind: str, phase: Phase) -> Iterator[Draft]:
        """Where the product is the subject: "X1 was released by A", "X1 launched last week", "X1 ist verfügbar"."""
        arguments = read_arguments(verb)
        tokens = [*arguments.theme, *arguments.agent] if is_passive(verb) else list(arguments.agent)
        found = [f for t in tokens for f in self.discourse.resolve_all(t, self.passage) if f.label is Label.PRODUCT]
        if not found and (nearest := actor_before(verb, self.passage, self.discourse)):
            found = [nearest] if nearest.label is Label.PRODUCT else []
        for product in found[:3]:
            maker = self._agent_of_passive(verb)
            if maker is None and kind == "release":
                maker = self.discourse.maker_of(product, verb)
            if maker is None and verb.pos_ == "ADJ":
                maker = self._only_firm(verb)
            if maker is not None and maker.text != product.text:
                yield self._draft(kind, verb, maker, Product(product, None, verb.i), phase)

    def _only_firm(self, verb: Token) -> Filler | None:
        """The one organisation that the passage names."""
        free = [n for n in self.passage.names if n.start == 0 or self.tree[n.start - 1].pos_ != "ADP"]
        firms = [n for n in free if self.discourse.cast.label(n.text) is Label.ORGANISATION]
        one = {self.discourse.cast.full(n.text) for n in firms}
        return self.discourse.filler(next(iter(one)), verb, 0.7) if len(one) == 1 else None

    def _agent_of_passive(self, verb: Token) -> Filler | None:
        for token in self.tree[verb.i + 1 : verb.i + 4]:
            if token.lower_ in self.words["by"] and token.i + 1 < len(self.tree):
                found = self.discourse.resolve(self.tree[token.i + 1], self.passage)
                return found if found and found.label is Label.ORGANISATION else None
        return None

    def _objects(self, verb: Token) -> list[Product]:
        """The products right behind a verb, behind its case word ("working on"), or its object in the tree."""
        products = self.phrases.listed(verb.i + 1)
        if products:
            return products
        for theme in read_arguments(verb).theme:
            start = min((t.i for t in theme.subtree if t.i <= theme.i), default=theme.i)
            if start > verb.i or self.lexicon.verb_may_lead:
                products = self.phrases.listed(start)
            if products:
                return products
        return self._right_before(verb) if self.lexicon.verb_may_lead else []

    def _right_before(self, verb: Token) -> list[Product]:
        """As in "Acme hat X1 vorgestellt": the product ahead of a verb that ends its clause."""
        for name in reversed(self.passage.names):
            near = name.end <= verb.i and not any(t.pos_ in ("VERB", "PUNCT") for t in self.tree[name.end : verb.i])
            if near and verb.i - name.end <= _RIGHT and self.discourse.cast.label(name.text) is Label.PRODUCT:
                found = self.phrases.product(name.start)
                return [found] if found else []
        return []

    # who makes it

    def _maker(self, verb: Token, products: list[Filler]) -> Filler | None:
        taken = {p.text for p in products}
        found = [f for t in read_arguments(verb).agent for f in self.discourse.resolve_all(t, self.passage)]
        nearest = actor_before(verb, self.passage, self.discourse)
        found += [nearest] if nearest else []
        found += self._behind(verb)
        for filler in found:
            if filler.text in taken:
                continue
            if filler.label is Label.PERSON and (employer := self.discourse.employer(filler.text)):
                return Filler(employer, Label.ORGANISATION, filler.token, 0.75, "employer")
            if filler.label is Label.ORGANISATION or (filler.label is None and filler.via == "name"):
                return filler
        return None

    def _behind(self, verb: Token) -> list[Filler]:
        """The subject behind a verb that leads its clause, or ahead of the auxiliary of one that ends it."""
        if not self.lexicon.verb_may_lead:
            return []
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        if (
            after is not None
            and self.passage.name_at(after)
            and (filler := self.discourse.resolve(after, self.passage))
        ):
            return [filler]
        auxiliary = next((t for t in reversed(self.tree[: verb.i]) if t.pos_ == "AUX"), None)
        found = actor_before(auxiliary, self.passage, self.discourse) if auxiliary is not None else None
        return [found] if found else []

    # nouns

    def by_noun(self, noun: Token) -> Iterator[Draft]:
        """As in "the release of X, A's latest model", "X maker A", "the maker of X"."""
        if noun.lemma_.casefold() in self.words["releases"]:
            yield from self._release_of(noun)
        elif is_one_of(noun, self.words["makers"]):
            yield from self._maker_noun(noun)

    def _release_of(self, noun: Token) -> Iterator[Draft]:
        after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None
        if after is None or after.lower_ not in self.words["of"]:
            return
        product = self.phrases.product(noun.i + 2)
        if product is None or product.filler.via == "phrase":
            return
        owner = self.tree[noun.i - 2] if noun.i >= 2 and self.tree[noun.i - 1].text in POSSESSIVE else None
        maker = self.discourse.resolve(owner, self.passage) if owner is not None else None
        maker = maker or self._owner_inside(noun.i + 2, product.end + 3)
        if maker is not None and maker.label is Label.ORGANISATION and maker.text != product.filler.text:
            yield self._draft("release", noun, maker, product, Phase.BEGINS)

    def _owner_inside(self, start: int, end: int) -> Filler | None:
        for token in self.tree[start:end]:
            if token.text in POSSESSIVE and token.i:
                return self.discourse.resolve(self.tree[token.i - 1], self.passage)
        return None

    def _maker_noun(self, noun: Token) -> Iterator[Draft]:
        """As in "ChatGPT maker Acme", "Acme, the maker of X", "der X-Entwickler Acme"."""
        product, maker = self._product_before(noun), self._name_after(noun)
        if maker is None or product is None or maker.text == product.text:
            return
        yield Draft(
            "development", "maker", self.passage, noun, maker, product, phase=Phase.HOLDS,
            sure=round(0.85 * maker.certainty * product.certainty, 3),
            evidence=(product.token, maker.token, noun), aside=True,
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

    def _name_after(self, noun: Token) -> Filler | None:
        at = noun.i + 1
        name = self.passage.name_at(self.tree[at]) if at < len(self.tree) else None
        filler = self.discourse.resolve(self.tree[at], self.passage) if name else None
        return filler if filler and filler.label is Label.ORGANISATION else None

    # "X1, its chatbot"

    def owned(self) -> Iterator[Draft]:
        """The products before words that say whose they are: "X1, Acme's latest model", "X1 is its chatbot"."""
        for name in self.passage.names:
            if self.discourse.cast.label(name.text) is not Label.PRODUCT or len(name.text) < 2:
                continue
            found = self._apposed(name)
            full = self.discourse.cast.full(name.text)
            if found is None or found[0].label is not Label.ORGANISATION or found[0].text.startswith(full):
                continue
            maker, noun = found
            yield Draft(
                "development", "maker", self.passage, self.tree[name.start], maker,
                Filler(full, Label.PRODUCT, self.tree[name.start], 1.0, "name"),
                attribute=kind_of(noun, self.passage.lang),
                sure=round(0.85 * maker.certainty, 3), evidence=(self.tree[name.start], noun), aside=True,
            )  # fmt: skip

    def _apposed(self, name: Name) -> tuple[Filler, Token] | None:
        """Who owns the product noun behind a name's comma or copula, and that noun."""
        at = name.end
        if at >= len(self.tree) or not (
            self.tree[at].text in (",", "–", "—", "(") or self.tree[at].lemma_ in self.words["copulas"]
        ):
            return None
        owner: Token | None = None
        for token in self.tree[at + 1 : at + 10]:
            is_noun = token.pos_ in ("NOUN", "PROPN") and not self.passage.name_at(token)
            if token.text in POSSESSIVE:
                owner = self.tree[token.i - 1]
            elif "Yes" in token.morph.get("Poss", []) and owner is None and token.i == at + 1:
                owner = token
            elif is_noun and owner is not None and is_one_of(token, self.words["nouns"]):
                filler = self.discourse.resolve(owner, self.passage)
                return (filler, token) if filler else None
            elif token.pos_ not in INSIDE and token.text != "-":
                return None
        return None

    # drafts

    def _draft(self, kind: str, token: Token, maker: Filler, product: Product, phase: Phase) -> Draft:
        filler = product.filler
        sure = round(_SURE * maker.certainty * filler.certainty, 3)
        if kind == "release" and product.number is not None and filler.via == "phrase":  # "seven new models"
            return Draft(
                kind, "product", self.passage, token, maker, None, product.number, filler.text, phase, sure=sure
            )
        attribute = kind_of(product.noun, self.passage.lang) if kind == "release" else None
        return Draft(kind, "product", self.passage, token, maker, filler, None, attribute, phase, sure=sure)


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
