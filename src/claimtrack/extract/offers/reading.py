"""What the readers of products share: a passage, the products that a verb is about, and the draft of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.wares import is_product
from claimtrack.extract.offers.releasers import is_business, is_purpose
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.phrases import POSSESSIVE, PhraseReader, Product
from claimtrack.extract.text.productwords import is_product_noun, kind_of, product_words
from claimtrack.extract.text.syntax import base, children, clause, has_present_ending, is_relative, read_arguments
from claimtrack.language.trees import root_of
from claimtrack.model import Label, Modality, Phase
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.offers.deeds import Found
    from claimtrack.extract.text.passages import Passage
    from claimtrack.extract.text.syntax import Arguments
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SURE = 0.8
"""Of what was released or built with maker and product named, about so much was right when read (benchmarks)."""
_NEAR = 0.9
"""How sure a product is that the sentence before names."""
_RIGHT = 3
"""Tokens between a product and a verb that ends its clause: "X1 nächste Woche vorstellen"."""
_RELATIVE = 9
"""Tokens between a relative pronoun and the verb of its clause: "which Acme quietly released"."""
_PAIR = 2
_CLAUSE = 12
"""Tokens between an object and the verb that ends its clause, its times among them."""
_CLAUSE_MARKS = (",", ":", ";", "–", "—")
_INSIDE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT")


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
        filler, is_release = product.filler, kind == "release"
        if is_release and product.number is not None and filler.via == "phrase":  # "seven new models"
            return Draft(
                kind, "product", self.passage, token, maker, None, product.number, filler.text, phase,
                sure=round(_SURE * maker.certainty, 3),
            )  # fmt: skip
        return Draft(
            kind, "product", self.passage, token, maker, filler, None, self._kind(product) if is_release else None,
            phase, modality or (Modality.PLANNED if self._is_to_come(token, product) else None),
            sure=round(_SURE * min(maker.certainty, filler.certainty), 3),
            aside=not is_release and base(token) == "acl" and not is_relative(token),
            timed=phase is Phase.HOLDS and not self._has_time(token),
            dated=not (self._is_background(token) if phase is not Phase.HOLDS else is_told_of_then(token)),
        )  # fmt: skip

    def _is_background(self, verb: Token) -> bool:
        """Whether a clause only recalls a release ("…, after A released X", "was first sold in Norway")."""
        if is_told_of_then(verb) and any(t.lower_ in self.words["at_first"] for t in children(verb, "advmod")):
            return True
        past = "Past" in verb.morph.get("Tense", []) or "Part" in verb.morph.get("VerbForm", [])
        return past and base(clause(verb)) in ("advcl", "acl") and not has_present_ending(verb)

    def _is_to_come(self, verb: Token, product: Product) -> bool:
        """Whether it is to come by its verb, or by a word before it: "announced the forthcoming X1 and X2"."""
        ahead = self.tree[verb.i : product.filler.token.i]
        return is_purpose(verb) or self._is_due(verb) or any(t.lower_ in self.words["forthcoming"] for t in ahead)

    def _is_due(self, verb: Token) -> bool:
        """Whether something comes at the time of what is to be: "will go on losing money as it launches X1"."""
        present = base(verb) == "advcl" and "Pres" in verb.morph.get("Tense", [])
        words = certainty_words(self.passage.lang).modality
        future = words["future"] | words["may"]
        return present and any(
            t.lower_ in future for above in (verb.head, verb.head.head) for t in children(above, "aux")
        )

    def _has_time(self, verb: Token) -> bool:
        """Whether a time hangs on a verb itself: "was founded in 2021 and develops X" says nothing of when it does."""
        firsts = (self.passage.tokens_in(mention.span)[:1] for mention in self.passage.times)
        above = (next((t for t in first[0].ancestors if t.pos_ == "VERB"), None) for first in firsts if len(first))
        return verb in above

    def _kind(self, product: Product) -> str | None:
        named = product.filler.text
        if product.noun is None and named in load_gazetteer("models") and named.lower() not in self.words["assistants"]:
            return "model"
        return kind_of(product.noun, self.passage.lang)

    def is_told(
        self, product: Product, maker: Filler, *, weak: bool = False, flies: bool = True, ends: bool = False
    ) -> bool:
        """Whether a product is told plainly: what is only announced needs a name; an "X1-powered laptop" is no X1.

        What no list has for a product is one only where a firm launches it, and no public body, which also ends none;
        what flies is launched without being released, so that `flies` bars it.
        """
        noun, first = product.noun, product.filler.token.i
        start = max(0, first - _RELATIVE)
        bounds = (t.i for t in self.tree[start:first] if t.pos_ == "VERB" or t.text == ",")
        ahead = self.tree[max(bounds, default=start) : first]
        owners = [t.i - 1 for t in ahead if t.text in POSSESSIVE and t.i]
        owner = self.discourse.resolve(self.tree[owners[-1]], self.passage) if owners else None
        if owner is not None and owner.label in (Label.ORGANISATION, None) and owner.text != maker.text:
            return False  # "is rolling out Acme's tool" to its own people
        behind = self.tree[product.end : product.end + 2]
        cut = any(t.text == "-" and not (t.whitespace_ and t.nbor(-1).whitespace_) for t in behind)
        flown = flies and noun is not None and is_one_of(noun, self.words["flown"])
        opening = product.filler.text.lower().replace("-", " ").split()[0]  # "Crew-12"
        flown = flown or (flies and product.filler.via == "name" and opening in self.words["flown"])
        if cut or flown or (product.filler.via == "phrase" and weak and not self._is_new(product)):
            return False
        return (product.filler.via != "phrase" and not ends) or is_business(maker, self.passage.lang)

    def _is_new(self, product: Product) -> bool:
        """Whether what is announced without a name is told for the first time: "announced a new app for banks"."""
        noun = product.noun
        if noun is None or not is_product_noun(noun, self.passage.lang) or product.number is not None:
            return False
        phrase = self.tree[noun.left_edge.i : noun.i]
        verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), noun)
        telling = not self.words["telling"].isdisjoint(word_forms(verb, self.lexicon))
        return telling and any(t.lower_ in self.words["novel"] for t in phrase)

    # what a verb is about

    def of_verb(self, found: Found, *, trusted: bool, is_open: bool = False) -> list[Product]:
        """The products right behind a verb, behind its case word ("working on"), or its object in the tree."""
        verb, case = found.verb, frozenset({found.deed.case} - {""})
        products = self.phrases.listed(self._behind_whom(found.behind), trusted=trusted, is_open=is_open)
        arguments = read_arguments(verb)
        if self.lexicon.verb_may_lead and verb.i and verb.nbor(-1).pos_ == "NOUN":
            products = [p for p in products if not any(p.filler.token.i <= t.i < p.end for t in arguments.agent)]
        themes = arguments.theme or self._misread(arguments)
        for theme in () if products else (*arguments.oblique(case), *(() if case else themes)):
            start = min((t.i for t in theme.subtree if t.i <= theme.i), default=theme.i)
            start += self.tree[start].lower_ in case
            inside = self.passage.name_at(self.tree[start])
            start = inside.end if inside is not None and start > inside.start else start  # in "dem X 7 einen Laptop"
            if start > verb.i or self.lexicon.verb_may_lead:
                products = products or self.phrases.listed(start, is_open=is_open)
        if products and all(product.filler.via == "phrase" for product in products):
            return self._introduced(products[0]) or self._meant(found.behind, products[0]) or products
        if not products and (spoken := self._spoken_of(found.behind)) is not None:
            return [spoken]
        for noun in () if products or case else (t for t in themes if t.pos_ == "NOUN" and t.i > verb.i - _CLAUSE):
            described = Product(self.discourse.filler(noun.text, noun, _NEAR), noun, noun.i + 1)
            named = self._introduced(described) if self.lexicon.has_compounds else []
            products = products or named or self._meant(noun.left_edge.i, described)
        return products or (self._right_before(verb) or self._opening(verb) if self.lexicon.verb_may_lead else [])

    def _behind_whom(self, at: int) -> int:
        """Where a thing begins behind those who get it, in whatever case: "stellt Forschern das Modell X1 bereit"."""
        first = at + (at < len(self.tree) and self.tree[at].pos_ == "DET")
        pair = self.tree[first : first + 2] if self.lexicon.verb_may_lead else ()
        if len(pair) < _PAIR or pair[0].pos_ != "NOUN" or self.passage.name_at(pair[0]) is not None:
            return at
        second = pair[1].pos_ == "DET" and pair[1].head.head == pair[0].head
        return first + 1 if second else at

    def _spoken_of(self, at: int) -> Product | None:
        """As in "released it in May": the one product that the sentence before names, or this one ahead of the verb."""
        if at >= len(self.tree) or self.tree[at].pos_ != "PRON" or self.tree[at].lower_ not in self.words["it"]:
            return None
        if at + 1 < len(self.tree) and self.tree[at + 1].pos_ in ("AUX", "VERB"):
            return None  # "announced it was delaying X2"
        return self.named_before(at)

    def named_before(self, at: int) -> Product | None:
        """The one product that this sentence names ahead of a token, or else the one before it."""
        ahead = [name for name in self.passage.names if name.end <= at]
        for names in (ahead, self._names_before()):
            products = self._products(names)
            if len(products) == 1:
                if names is ahead and all(map(self._is_of_noun, names)):
                    return None  # "is open to users of X1, and it will"
                filler = self.discourse.filler(products.pop(), self.tree[at], _NEAR)
                return Product(filler._replace(via="name"), None, at + 1)
            if products:
                return None
        return None

    def _is_of_noun(self, name: Name) -> bool:
        """Whether a name is no product's, or only part of what another noun says: "users of Acme's X1 app"."""
        root = root_of(self.tree[name.start : name.end])
        head = next((t for t in (root, *root.ancestors) if base(t) != "compound"), root)
        told = self.words["releases"] | self.words["editions"] | self.words["groups"]
        apart = base(head) == "nmod" and head.head.pos_ == "NOUN" and head.head.lemma_.lower() not in told
        return apart or not is_product(name.text, self.discourse)

    def _names_before(self) -> Sequence[Name]:
        place = self.discourse.place_of(self.passage)
        return self.discourse.passages[place - 1].names if place else ()

    def _products(self, names: Iterable[Name]) -> set[str]:
        return {self.discourse.cast.full(name.text) for name in names if is_product(name.text, self.discourse)}

    def _meant(self, at: int, described: Product) -> list[Product]:
        """As in "X1 is here. A published the model in May", "… its model": the one product just named."""
        article = self.tree[at] if at < len(self.tree) else None
        noun = described.noun
        if article is None or noun is None or article.head != noun or described.end > noun.i + 1:
            return []  # "makes the store a better platform", "its app for banks"
        if "Def" not in article.morph.get("Definite", []) and "Yes" not in article.morph.get("Poss", []):
            return []
        products = self._products(self._names_before())
        if len(products) != 1 or kind_of(described.noun, self.passage.lang) is None:
            return []
        if self.discourse.cast.is_work(next(iter(products))) and not is_one_of(noun, self.words["works"]):
            return []
        filler = self.discourse.filler(products.pop(), described.filler.token, _NEAR)
        return [described._replace(filler=filler._replace(via="name"))]

    def _misread(self, arguments: Arguments) -> list[Token]:
        """An object that parsers take for a second subject or a phrase without its case word, ahead of its verb."""
        if not self.lexicon.verb_may_lead:
            return []
        names = [(token, self.passage.name_at(token)) for token in arguments.agent[1:]]
        label, bare = self.discourse.cast.label, arguments.oblique(frozenset({""}))
        seconds = [token for token, name in names if name is not None and label(name.text) is Label.PRODUCT]
        return seconds or [token for token in bare if token.pos_ == "NOUN" and not self.passage.is_time(token)]

    def _introduced(self, described: Product) -> list[Product]:
        """As in "stellt mit dem X1 einen neuen Laptop vor": the name of what is then only described."""
        for name in reversed([n for n in self.passage.names if 0 < n.start < n.end <= described.filler.token.i]):
            ahead = name.start - 1
            while ahead > 0 and (self.tree[ahead].pos_ in ("DET", "ADJ") or self._is_class(self.tree[ahead])):
                ahead -= 1
            if self.tree[ahead].lower_ in self.words["introducing"]:
                filler = self.discourse.filler(self.discourse.cast.full(name.text), self.tree[name.start], 1.0)
                alone = filler.label is None and is_no_word(name.text.split()[0], self.passage.lang)
                return [described._replace(filler=filler)] if filler.label is Label.PRODUCT or alone else []
        return []

    def _is_class(self, token: Token) -> bool:
        """Whether a noun says that what follows is a product: "mit dem Modell X1"."""
        return token.pos_ == "NOUN" and is_product_noun(token, self.passage.lang)

    def _opening(self, verb: Token) -> list[Product]:
        """As in "Das X1 bringt Acme im Mai auf den Markt": the product that opens a clause, its firm behind."""
        low = next((t.i + 1 for t in reversed(self.tree[: verb.i]) if t.text in _CLAUSE_MARKS), 0)
        finite = next((t for t in self.tree[low : verb.i + 1] if t.pos_ in ("VERB", "AUX")), verb)
        at = finite.i + 1
        while at < len(self.tree) and self.tree[at].pos_ == "DET":
            at += 1
        firm = self.passage.name_at(self.tree[at]) if at < len(self.tree) else None
        if firm is None or self.discourse.cast.label(firm.text) is not Label.ORGANISATION:
            return []
        found = self.phrases.product(low, until=finite.i)
        return [found] if found and found.filler.via == "name" and found.end == finite.i else []

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

    def antecedent(self, verb: Token, *, comes: bool = True) -> list[Product]:
        """The product of a relative clause: "X1, which A released in May", "a feature A introduced last year".

        When it `comes`, the pronoun may be the subject, too: "X1, which launched in May".
        """
        for at in range(verb.i - 1, max(0, verb.i - _RELATIVE), -1):
            token = self.tree[at]
            if token.lower_ in self.words["relatives"] and (base(token) != "mark" or is_relative(verb)):
                if not comes and token.head == verb and base(token) == "nsubj" and not self.lexicon.verb_may_lead:
                    return []  # "X1, which builds upon its predecessor"
                return self._ending_at(at - 2 if self.tree[at - 1].text == "," else at - 1)
            name = self.passage.name_at(token)
            if name is not None and name.start and self.tree[name.start - 1].pos_ == "NOUN":
                whole = self.lexicon.verb_may_lead or any(t.i > verb.i for t in children(verb, "obj"))
                return [] if whole else self._ending_at(name.start - 1)  # "The platform A launched a feature"
            inner = token.text == "-" or self.tree[token.i - 1].text == "-"  # "Oslo-based Acme"
            if token.pos_ in ("VERB", "PUNCT") and not inner:
                return []
        return []

    def _ending_at(self, last: int) -> list[Product]:
        """The product whose phrase ends with a token."""
        name = self.passage.name_at(self.tree[last]) if last >= 0 else None
        start = name.start if name is not None else last
        while name is None and start > 0 and self.tree[start - 1].pos_ in _INSIDE and last - start < _RELATIVE:
            start -= 1
        apposed = self.passage.name_at(self.tree[start - 2]) if start > 1 and self.tree[start - 1].text == "," else None
        if name is None and apposed is not None and self.tree[start].pos_ == "DET":
            start, last = apposed.start, apposed.end - 1  # "X1, the tool that Acme launched"
        found = self.phrases.product(start, until=last + 1, trusted=apposed is not None) if last >= 0 else None
        return [found] if found else []


def is_told_of_then(verb: Token) -> bool:
    """Whether the simple past tells of something: "built robots", "used X1", not "has built"."""
    forms = [t.morph for t in (verb, *children(verb, "aux"))]
    return any("Past" in form.get("Tense", []) and "Fin" in form.get("VerbForm", []) for form in forms)
