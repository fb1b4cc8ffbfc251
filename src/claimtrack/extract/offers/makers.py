"""Who makes which product, told in passing: "its latest model, X1", "Acme's chatbot Bo", "Acme's X1".

A product's noun stands beside its maker and its name, or a name beside the owner of what it is ("X1, Acme's latest
model").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.classnouns import contests
from claimtrack.extract.names.productnames import makes_what_follows
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.called import called_behind, copulas, maker_behind, opens_adjective
from claimtrack.extract.offers.creators import is_creator
from claimtrack.extract.offers.releasers import is_business, is_firm
from claimtrack.extract.text.lexicon import is_one_of, last_part, load_lexicon, sentence_words
from claimtrack.extract.text.phrases import INSIDE, POSSESSIVE
from claimtrack.extract.text.productwords import is_local, is_product_noun, kind_of, may_name_product, product_words
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.namewords import VERSIONED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SURE = 0.85
"""How sure a maker in passing is, beside the certainty of the names."""
_POSSESSOR = 8
"""Tokens between a possessor and the noun of what it has: "Acme's long-awaited X1 commercial space station"."""
_ADJECTIVES = 4
"""Words between an owner and the name of its product: "its much anticipated X1"."""
_APPOSITION = 10
"""Tokens behind a product among which the words that say whose it is stand."""
_CODE = 3
"""Letters of the shortest word in capitals that the first part of a compound names a product with: "GPT"."""
_WORDS = ("ADJ", "NOUN", "ADV", "PUNCT", "VERB", "PROPN", "NUM")


def draft_makers(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every product of a passage that nouns, possessives and appositions give to a maker."""
    reading, said = _Reading(passage, discourse), sentence_words(passage.tree)
    if not said.isdisjoint(reading.words["makers"] | reading.words["creators"] | reading.words["behind"]):
        for token in passage.tree:
            yield from reading.of_maker_noun(token)
            yield from reading.of_makers_product(token)
    untyped = not reading.lexicon.has_compounds  # where nouns have capitals, an untyped name is a noun
    for name in passage.names:
        label = discourse.cast.label(name.text)
        if len(name.text) > 1 and (label is Label.PRODUCT or (untyped and label is None)):
            yield from reading.of_name(name, is_sure=label is not None)
        elif label is Label.ORGANISATION and name.text.rpartition(" ")[0] in load_gazetteer("models"):
            yield from reading.of_model(name)
    if not said.isdisjoint(reading.lexicon.maker["nouns"]) or may_name_product(said, passage.lang):
        yield from (draft for token in passage.tree for draft in reading.of_noun(token))


class _Reading:
    """One passage read for whose its products are."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse, self.label = passage, discourse, discourse.cast.label
        self.tree, self.words, self.lexicon = passage.tree, product_words(passage.lang), load_lexicon(passage.lang)

    def _draft(
        self, at: Token, maker: Filler | None, product: Filler | None, attribute: str | None, also: Token | None
    ) -> Iterator[Draft]:
        if maker is None or product is None or maker.text == product.text:
            return
        is_firms = maker.label is Label.ORGANISATION
        if not (is_firms or is_creator(maker, product, at, self.passage, self.discourse)):
            return
        nothing_made = self.words["generic"] | contests(self.passage.lang)
        if not is_firm(maker, self.discourse) or is_local(product.text) or product.text.lower() in nothing_made:
            return  # "its GPS", "the Lions' most recent Super Bowl win"
        if maker.via != "name" and not is_business(maker, self.passage.lang):
            return  # "its vaccine" is no authority's
        if maker.via == "pronoun" and self._is_nearer(maker):
            return  # "wants to work with Acme to use its X1"
        yield Draft(
            "development", "maker", self.passage, at, maker, product, attribute=attribute,
            sure=round(_SURE * min(maker.certainty, product.certainty), 3),
            evidence=(at, product.token, *([also] if also is not None else [])), aside=True,
        )  # fmt: skip

    def _is_nearer(self, maker: Filler) -> bool:
        """Whether another firm stands nearer to a possessive than the one that it is taken to mean."""
        ahead = [n for n in self.passage.names if n.end <= maker.token.i and self.label(n.text) is Label.ORGANISATION]
        return bool(ahead) and self.discourse.cast.full(ahead[-1].text) != maker.text

    def of_maker_noun(self, noun: Token) -> Iterator[Draft]:
        """As in "ChatGPT maker Acme", "der X-Entwickler Acme", "the ChatGPT maker said"."""
        capital = noun.text.istitle() and not self.lexicon.has_compounds  # "Acme Studio X1"
        if capital or not is_one_of(noun, self.words["makers"] | self.words["creators"]):
            return
        name = next((n for n in self.passage.names if n.end == noun.i), None)
        text = name.text if name is not None else noun.text.rpartition("-")[0]
        firm = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None
        firm = firm if firm is not None and self.passage.name_at(firm) else None
        if text in load_gazetteer("models") or self.label(text) is Label.PRODUCT or (firm and self._may_be_made(name)):
            product = Filler(self.discourse.cast.full(text), Label.PRODUCT, noun, 0.9, "name")
            yield from self._draft(noun, self._maker_meant(noun, firm), product, None, firm)

    def _maker_meant(self, noun: Token, firm: Token | None) -> Filler | None:
        """The firm beside a noun for a maker, or whom the noun stands for as a subject: "The ChatGPT maker said"."""
        alone = firm is None and base(noun) == "nsubj" and not children(noun, "conj", "appos")
        return self.discourse.resolve(firm or noun, self.passage) if firm is not None or alone else None

    def _may_be_made(self, name: Name | None) -> bool:
        """Whether a name may be a product's by nothing but the noun for who makes it: no firm, place or class."""
        if name is None or any(name.text in load_gazetteer(list_) for list_ in ("companies", "places")):
            return False
        return len(name.text) > _CODE and name.text.lower() not in self.words["generic"]

    def of_makers_product(self, noun: Token) -> Iterator[Draft]:
        """As in "Acme, the maker of X1 and X2", "the firm behind X1, Acme,", "Acme is the developer of X1"."""
        if not makes_what_follows(noun, self.passage.lang):
            return
        of = self.tree[noun.i + 1]
        products = self._listed(of.i + 1, is_made=of.lower_ not in self.words["behind"])
        firm = self._beside(noun, products[-1].end) if products else None
        maker = self._maker_meant(noun, firm) if products else None
        for name in products:
            product = Filler(self.discourse.cast.full(name.text), Label.PRODUCT, self.tree[name.start], 0.95, "name")
            yield from self._draft(noun, maker, product, None, firm)

    def _listed(self, at: int, *, is_made: bool) -> list[Name]:
        """The products that a case word opens, with no noun behind them: "of X1, X2 and X3"."""
        found: list[Name] = []
        while at < len(self.tree):
            name = self.passage.name_at(self.tree[at])
            if name is not None and self._is_product(name, is_made=is_made):
                found.append(name)
                at = name.end
            elif name is None and self._leads_on(self.tree[at], is_first=not found):
                at += 1
            else:
                break
        after = self.tree[at] if at < len(self.tree) else None
        alone = after is None or after.pos_ not in ("NOUN", "PROPN") or is_product_noun(after, self.passage.lang)
        return found if alone else []  # "the maker of Acme rivals"

    def _is_product(self, name: Name, *, is_made: bool) -> bool:
        if opens_adjective(name, self.passage):
            return False
        known = self.label(name.text) is Label.PRODUCT or name.text in load_gazetteer("models")
        return known or (is_made and self._may_be_made(name))

    def _leads_on(self, token: Token, *, is_first: bool) -> bool:
        """Whether a word stands between a case word and a product: "of the popular app X1 and the X2"."""
        told = token.pos_ == "ADJ" or (token.pos_ == "NOUN" and is_product_noun(token, self.passage.lang))
        return token.pos_ in ("DET", "CCONJ") or (is_first and told)

    def _beside(self, noun: Token, end: int) -> Token | None:
        """The firm that a noun for a maker stands beside: ahead of its comma, as its subject, or behind the product."""
        at = noun.i - 1
        while at > 0 and (self.tree[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN") or self.tree[at].text == "-"):
            at -= 1
        if at > 0 and self.tree[at].text in (",", "—", "–", "(") and self.passage.name_at(self.tree[at - 1]):
            return self.tree[at - 1]
        if subjects := children(noun, "nsubj"):
            return next(iter(subjects)) if children(noun, "cop") else None
        apposed = end + 1 < len(self.tree) and self.tree[end].text == "," and self.passage.name_at(self.tree[end + 1])
        return self.tree[end + 1] if apposed else None

    # by the name

    def of_name(self, name: Name, *, is_sure: bool) -> Iterator[Draft]:
        """As in "X1, Acme's latest model", "X1 is its chatbot", "Acme's X1"; `is_sure` when the name is a product's."""
        full, first = self.discourse.cast.full(name.text), self.tree[name.start]
        known = is_sure or name.text.split()[0] in load_gazetteer("models")
        maker, noun = self._apposed(name) or (self._owner(name) or self._from(name) if known else None, None)
        if maker is not None and not maker.text.startswith(full):
            product = Filler(full, Label.PRODUCT, first, 1.0, "name")
            yield from self._draft(first, maker, product, kind_of(noun, self.passage.lang), noun or maker.token)

    def of_model(self, name: Name) -> Iterator[Draft]:
        """As in "Acme's Gemini AI chatbot": a listed model that is taken for a firm by the word behind it."""
        model, first = self.discourse.cast.full(name.text.rpartition(" ")[0]), self.tree[name.start]
        part = all(t.pos_ == "NOUN" for t in self.tree[name.end : name.end + 2])  # "Acme's Gemini AI agent tools"
        maker = self._owner(name) if not part else None
        if maker is not None and maker.via == "name":
            product = Filler(model, Label.PRODUCT, first, 0.95, "name")
            yield from self._draft(first, maker, product, None, maker.token)

    def _owner(self, name: Name) -> Filler | None:
        """The firm before a product, adjectives between: "Acme's upcoming X1", "its X1"."""
        at = self._possessor(name.start, _ADJECTIVES, ("ADJ", "VERB", "ADV"))
        after = next((t for t in self.tree[name.end :] if t.pos_ != "ADJ"), None)
        if after is not None and after.pos_ in ("NOUN", "PROPN") and not is_product_noun(after, self.passage.lang):
            return None  # "Acme's X1 commercials", "its X1 commercial customers"
        if name.text.lower() in self.words["hosts"]:
            return None  # "its Mac software"
        filler = self.discourse.resolve(self.tree[at], self.passage) if at is not None else None
        coming = any(t.lower_ in self.words["coming_soon"] for t in self.tree[at or 0 : name.start])
        if filler is None or coming or self._is_well_known(name):
            return filler
        plain = filler.via == "name" and is_business(filler, self.passage.lang)
        return filler if plain and self._is_coined(name) else None

    def _is_coined(self, name: Name) -> bool:
        """Whether a product's name is more than one plain word, and all that is owned: "Fjord Buds 2", "Fjord3"."""
        text, after = name.text, self.tree[name.end : name.end + 1]
        plain = len(text.split()) == 1 and (text.isupper() or text.istitle()) and not VERSIONED.fullmatch(text)
        return self.label(text) is Label.PRODUCT and not plain and all(token.pos_ != "NOUN" for token in after)

    def _from(self, name: Name) -> Filler | None:
        """The firm right behind a product and its case word: "Pixel 9 von Google"."""
        firm = self.passage.name_at(self.tree[name.end + 1]) if name.end + 1 < len(self.tree) else None
        if firm is None or self.tree[name.end].lower_ not in self.words["by"] or firm.start != name.end + 1:
            return None
        return self.discourse.resolve(self.tree[firm.start], self.passage) if self._is_well_known(name) else None

    def _is_well_known(self, name: Name) -> bool:
        """Whether more than its place speaks for a product: a list, or that the document comes back to it."""
        listed = load_gazetteer("models")
        if name.text in listed or name.text.split()[0] in listed:
            return True
        full = self.discourse.cast.full(name.text)
        return sum(self.discourse.cast.full(n.text) == full for p in self.discourse.passages for n in p.names) > 1

    def _apposed(self, name: Name) -> tuple[Filler, Token] | None:
        """Who owns the product noun behind a name's comma or copula, and that noun."""
        at, owner = name.end, None
        link = self.tree[at] if at < len(self.tree) else None
        if link is None or not (link.text in (",", "–", "—", "(") or link.lemma_ in copulas(self.passage.lang)):
            return None
        for token in self.tree[at + 1 : at + _APPOSITION]:
            is_noun = token.pos_ in ("NOUN", "PROPN") and not self.passage.name_at(token)
            if token.text in POSSESSIVE:
                owner = self.tree[token.i - 1]
            elif "Yes" in token.morph.get("Poss", []) and owner is None and token.i == at + 1:
                owner = token
            elif is_noun and is_product_noun(token, self.passage.lang) and self._is_whose(at + 1, owner, token):
                filler = self.discourse.resolve(owner, self.passage) if owner is not None else self._maker_of(token)
                return (filler, token) if filler and not self._is_person(name, token) else None
            elif token.pos_ not in INSIDE and token.text != "-":
                return None
        return None

    def _maker_of(self, noun: Token) -> Filler | None:
        found, behind = self._maker(noun), maker_behind(noun, self.passage, self.discourse)
        return found or (self.discourse.resolve(self.tree[behind.start], self.passage) if behind else None)

    def _is_whose(self, start: int, owner: Token | None, noun: Token) -> bool:
        """Whether a phrase says what something is: "X1, Acme's app", "a popular Acme feature", "the app by Acme"."""
        is_new = "Ind" in self.tree[start].morph.get("Definite", [])
        return owner is not None or is_new or maker_behind(noun, self.passage, self.discourse) is not None

    def _is_person(self, name: Name, noun: Token) -> bool:
        """Whether a noun that can be a person's makes one of a name: "Ada is Acme's science editor"."""
        return is_one_of(noun, self.lexicon.maker["people"]) and self.label(name.text) is not Label.PRODUCT

    # by a product's noun

    def of_noun(self, noun: Token) -> Iterator[Draft]:
        """As in "its latest model, X1", "Acme's X1 rocket", "die X-Architektur von Acme"."""
        if noun.pos_ != "NOUN" and not (noun.pos_ == "PROPN" and (noun.text.islower() or "-" in noun.text)):
            return
        after = noun.nbor(1) if noun.i + 1 < len(self.tree) else None
        if noun.lemma_.lower() in self.words["editions"]:
            return  # "its successor": a product's
        if after is not None and after.pos_ == "NOUN" and after.text.islower():
            return  # only the last noun of a phrase, and none of a name
        made = is_one_of(noun, self.lexicon.maker["nouns"]) or is_product_noun(noun, self.passage.lang)
        if made and not self.passage.name_at(noun) and (product := self._named(noun)):
            maker = self._maker(noun)
            also = maker.token if maker and maker.via != "pronoun" else None
            yield from self._draft(noun, maker, product, self._class(noun), also)

    def _named(self, noun: Token) -> Filler | None:
        """The product's name: between its possessor and the noun, behind it, or a compound's first part."""
        at = self._possessor(noun.i, _POSSESSOR, _WORDS)
        inside = self._between(at, noun) if at is not None else None
        if inside is not None:
            return inside
        if any(self.passage.name_at(child) for child in children(noun, "compound") if child.i == noun.i - 1):
            return None  # "the X1 model, …": the name that follows is another's
        return self._name_behind(noun) or self._first_part(noun) or self._called(noun)

    def _called(self, noun: Token) -> Filler | None:
        name = called_behind(noun, self.passage, self.discourse)
        if name is None or is_one_of(noun, self.lexicon.maker["people"]):
            return None
        return Filler(self.discourse.cast.full(name.text), Label.PRODUCT, self.tree[name.start], 0.85, "name")

    def _between(self, at: int, noun: Token) -> Filler | None:
        """As in "its X1 rocket", "Acme's X1 obesity pill"; "its Nvidia chips" are somebody else's."""
        for name in self.passage.names:
            if not at < name.start < name.end <= noun.i or self.tree[name.end].text in (*POSSESSIVE, "-", ")"):
                continue
            start = self._first_capital(name.start, at)
            full = text_of(self.tree[start : name.end]) if start < name.start else self.discourse.cast.full(name.text)
            if self.tree[name.end].text.isdigit() and name.end < noun.i:
                full = f"{full} {self.tree[name.end].text}"  # "Figure 02 robots"
            joined = name.start > 1 and self.tree[name.start - 1].text == "-"
            if joined or ("-" in full and full.rpartition("-")[2].islower()):
                continue  # "its U.S.-bound products", "its e-TNGA platform"
            if noun.i == name.end and noun.text.istitle() and not self.lexicon.has_compounds:
                full = f"{full} {noun.text}"  # "Robot Phone"
            listed = any(name.text in load_gazetteer(list_) for list_ in ("companies", "places"))
            listed = listed or name.text.lower() in self.words["hosts"] | self.words["generic"]
            if self.label(name.text) in (Label.PRODUCT, None) and len(full) > 1 and not listed:
                return Filler(full, Label.PRODUCT, self.tree[name.start], 0.9, "name")
            return None
        return None

    def _first_capital(self, start: int, at: int) -> int:
        """Where the capitals ahead of a name begin: taggers see a lake in "Acme's Heron Lake chips"."""
        while start > at + 1 and self.tree[start - 1].text.istitle() and not self.passage.name_at(self.tree[start - 1]):
            start -= 1
        return start

    def _name_behind(self, noun: Token) -> Filler | None:
        """The name in apposition behind a noun: "its latest model, X1", "its models, known as X1"."""
        tree, after, called = self.tree, noun.i + 1, self.words["called"]
        comma = after + 1 < len(tree) and tree[after].text == ","
        after += comma
        while after + 1 < len(tree) and tree[after].lower_ in called and tree[after].pos_ != "DET":
            after, comma = after + 1, True
        name = self.passage.name_at(tree[after]) if after < len(tree) else None
        if name is None or name.start != after or not self._ends(name):
            return None
        full = self.discourse.cast.full(name.text)
        label = self.label(full)
        of_name = noun.i and tree[noun.i - 1].pos_ == "PROPN" and tree[noun.i - 1].text.istitle()
        closes = name.end >= len(tree) or tree[name.end].pos_ in ("PUNCT", "CCONJ", "ADP")
        if comma and (of_name or label is Label.ORGANISATION or not closes):
            return None  # "its X1 platform, X2, and", "its app, Acme said", "unlike Acme's app, X1 has"
        if len(full) > 1 and self._may_be_product(label, noun):
            return Filler(full, Label.PRODUCT, tree[name.start], 0.85 if comma else 0.95, "name")
        return None

    def _ends(self, name: Name) -> bool:
        """Whether a name is whole and no owner: nothing that belongs to it stands behind it."""
        after = self.tree[name.end] if name.end < len(self.tree) else None
        return after is None or not (after.text in POSSESSIVE or (after.pos_ == "PROPN" and not after.text.islower()))

    def _first_part(self, noun: Token) -> Filler | None:
        """The first part of a compound, a product's name or capitals used like one: "GPT" in "GPT-Architektur"."""
        prefix = noun.text.rpartition("-")[0]
        code = len(prefix) >= _CODE and prefix.isupper() and prefix.isalpha() and prefix not in load_gazetteer("places")
        known = self.label(prefix) is Label.PRODUCT or prefix in load_gazetteer("models")
        if (code or known) and prefix.lower() not in self.words["generic"]:
            return Filler(prefix, Label.PRODUCT, noun, 0.85, "name")
        return None

    def _may_be_product(self, label: Label | None, noun: Token) -> bool:
        """Whether a name beside a product's noun is one; an assistant or an agent can be a person, too."""
        if is_one_of(noun, self.lexicon.maker["people"]):
            return label is Label.PRODUCT
        if self.lexicon.has_compounds:  # an untyped name is as often a noun
            return label is Label.PRODUCT and "Plur" not in noun.morph.get("Number", [])
        return label not in (Label.PERSON, Label.PLACE)

    def _maker(self, noun: Token) -> Filler | None:
        """Whose model it is: the possessor before it, or the name behind "of", "by", "von"."""
        found = [c for c in noun.children if c.dep_ in ("nmod:poss", "det:poss")]
        found += [c for c in children(noun, "nmod", "obl") if marker(c) and marker(c) in self.lexicon.maker["markers"]]
        possessor = self._possessor(noun.i, _POSSESSOR, _WORDS)
        found += [] if possessor is None else [self.tree[possessor]]
        found += [c for c in children(noun, "compound", "nmod") if self._is_beside(c, noun)]
        for token in found:
            filler = self.discourse.resolve(token, self.passage)
            if filler and filler.label is Label.PERSON and (employer := self.discourse.employer(filler.text)):
                filler = filler._replace(text=employer, label=Label.ORGANISATION)
            if filler and filler.label is Label.ORGANISATION:
                return filler
        return None

    def _is_beside(self, token: Token, noun: Token) -> bool:
        """Whether a name ahead of a noun is one phrase with it, no list between: not "Acme or the chatbot"."""
        ahead = token.i < noun.i and self.passage.name_at(token) is not None and not marker(token)
        return ahead and not any(t.pos_ == "CCONJ" or t.text == "," for t in self.tree[token.i : noun.i])

    def _possessor(self, end: int, reach: int, between: tuple[str, ...]) -> int | None:
        """The place of the possessor ahead of a phrase, only such words between: parsers lose it in long phrases."""
        for token in reversed(self.tree[max(0, end - reach) : end]):
            if token.text in POSSESSIVE:
                return token.i - 1 if token.i else None
            if "Yes" in token.morph.get("Poss", []):
                return token.i
            if token.pos_ not in between or token.text == ",":
                return None
        return None

    def _class(self, noun: Token) -> str:
        """What the noun says the product is, in two words at most: "AI model"."""
        if "-" in noun.text:
            return last_part(noun)
        capitals = [c for c in children(noun, "compound") if c.i == noun.i - 1 and c.text.isupper()]
        return " ".join(t.text for t in [*(c for c in capitals if self.passage.name_at(c) is None), noun])
