"""The products that a phrase names: "the X1 and a new X2", "its first world model", "a handheld called the X1".

A product is a name that the document takes for one, or a phrase whose noun says that it is one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import PRODUCTS, figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon
from claimtrack.language import read_data
from claimtrack.model import Label, Quantity
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

_PHRASE = 12
"""Tokens of the longest phrase that is read for a product."""
_MOST = 5
"""Products in one list."""
_MARKS = frozenset({"-", "“", '"', "„", "‘"})
POSSESSIVE = frozenset({"'s", "’s"})
INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "SYM", "X", "PART"})


@cache
def product_words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[products]` in a language's `frames.toml`; what each is for stands there."""
    data = read_data(lang, "frames")["products"]
    return {key: frozenset(word.casefold() for word in words) for key, words in data.items()}


class Product(NamedTuple):
    """A product, the noun that says what it is, the token behind its phrase, and how many are spoken of."""

    filler: Filler
    noun: Token | None
    end: int
    number: Mention | None = None


class PhraseReader:
    """Reads the product phrases of one passage."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def listed(self, at: int) -> list[Product]:
        """The products of a list: "the X1 and a new X2"."""
        found: list[Product] = []
        joined = True
        while len(found) < _MOST and (product := self.product(at)):
            if found and not joined:  # an apposition: "its first product, a handheld called the X1"
                if found[-1].filler.via == "phrase" and product.filler.via == "name":
                    found[-1] = product
                elif product.filler.via == "phrase":
                    break
                else:
                    found.append(product)
            else:
                found.append(product)
            at, joined = product.end, False
            while at < len(self.tree) and (self.tree[at].text == "," or self.tree[at].pos_ == "CCONJ"):
                joined = joined or self.tree[at].pos_ == "CCONJ"
                at += 1
            if at == product.end:
                break
        return found

    def product(self, at: int) -> Product | None:
        """The product that a phrase starting at a token names: by its name, or by what its noun says."""
        while at < len(self.tree) and self._is_lead(self.tree[at]):
            at += 1
        end, noun, name, owner, count = at, None, None, None, None
        while end < min(len(self.tree), at + _PHRASE):
            token = self.tree[end]
            if here := self.passage.name_at(token):
                if end > at and self._starts_anew(token, noun):
                    break
                after = self.tree[here.end].text if here.end < len(self.tree) else ""
                owner = here if after in POSSESSIVE else owner
                name = None if after == "-" or after in POSSESSIVE else here  # "Acme-style", "Acme's"
                end = here.end + (after in POSSESSIVE)
                continue
            if not self._goes_on(token, noun) or (name is not None and token.pos_ not in ("NOUN", "PROPN")):
                break
            count = count or self._count_at(token)
            noun = token if token.pos_ in ("NOUN", "PROPN") else noun
            end += 1
        named = self._named(name, noun, end, count)
        return named or self._part(owner, noun, end) or self._described(noun, at, end, count)

    def _goes_on(self, token: Token, noun: Token | None) -> bool:
        """Whether a token that is part of no name belongs to the phrase: "a family of models", not "called X1"."""
        if token.lower_ in self.words["called"] and token.pos_ != "DET":
            return False
        if token.lower_ in self.words["of"] and noun is not None and noun.lemma_.casefold() in self.words["groups"]:
            return True
        inside = token.pos_ in INSIDE or "Yes" in token.morph.get("Poss", []) or token.text in _MARKS
        return inside or self.passage.quantity_at(token) is not None

    def _part(self, owner: Name | None, noun: Token | None, end: int) -> Product | None:
        """As in "X1's API": a product of its own, named after the whole."""
        is_part = owner is not None and self.discourse.cast.label(owner.text) is Label.PRODUCT
        if owner is None or noun is None or not is_part or not is_one_of(noun, self.words["nouns"]):
            return None
        text = f"{self.discourse.cast.full(owner.text)} {noun.text}"
        return Product(Filler(text, Label.PRODUCT, noun, 0.95, "name"), None, end)

    def _is_lead(self, token: Token) -> bool:
        is_case = token.lower_ in self.words["onto"] or token.dep_ == "compound:prt"
        return is_case or token.lower_ in self.words["adverbs"] or token.text in ("“", '"', "„")

    def _starts_anew(self, token: Token, noun: Token | None) -> bool:
        """Whether a name behind a noun begins the next phrase: a German subject behind its verb's object."""
        apart = noun is not None and noun.i < token.i - 1
        return self.lexicon.verb_may_lead and noun is not None and apart and not is_one_of(noun, self.words["nouns"])

    def _count_at(self, token: Token) -> Mention | None:
        mention = self.passage.quantity_at(token)
        if mention and isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "count":
            return mention if (mention.norm.unit or "") in PRODUCTS else None
        return None

    def _named(self, name: Name | None, noun: Token | None, end: int, count: Mention | None) -> Product | None:
        if name is None or len(name.text) < 2:
            return None
        label = self.discourse.cast.label(name.text)
        if noun is not None and noun.i >= name.end and not is_one_of(noun, self.words["nouns"]):
            return None  # "Gemini integration"
        classed = noun is not None and is_one_of(noun, self.words["nouns"])
        beside = noun is not None and noun.i in (name.start - 1, name.end, name.start - 2)
        if (
            label is Label.PRODUCT
            or (label is None and (classed or self._is_model(name)))
            or (label is Label.ORGANISATION and classed and beside and noun is not None and noun.i < name.start)
        ):
            full = self.discourse.cast.full(name.text)
            if (
                noun is not None
                and noun.i == name.end
                and (noun.text.isupper() or "Plur" in noun.morph.get("Number", []))
            ):
                full = f"{full} {noun.text}"  # "X1 API", "X1 updates": products of their own
            sure = 1.0 if label is Label.PRODUCT else 0.85
            return Product(
                Filler(full, Label.PRODUCT, self.tree[name.start], sure, "name"), noun if classed else None, end, count
            )
        return None

    def _is_model(self, name: Name) -> bool:
        return name.text in load_gazetteer("models") or name.text.split()[0] in load_gazetteer("models")

    def _described(self, noun: Token | None, at: int, end: int, count: Mention | None) -> Product | None:
        """A phrase without a name of its own, and the name that follows it: "a handheld called the Chromatic"."""
        if noun is None or not is_one_of(noun, self.words["nouns"]) or noun.i >= end:
            return None
        if named := self._name_behind(noun.i + 1):
            full = self.discourse.cast.full(named.text)
            return Product(Filler(full, Label.PRODUCT, self.tree[named.start], 0.9, "name"), noun, named.end, count)
        groups = [t.i for t in self.tree[at : noun.i] if t.lower_ in self.words["of"]]
        words = [t for t in self.tree[max([at, *(i + 1 for i in groups)]) : noun.i + 1] if not self._is_determiner(t)]
        is_new = any(t.lower_ in self.words["fillers"] for t in self.tree[at : noun.i])
        is_one = is_new and any(t.pos_ == "DET" for t in self.tree[at : noun.i])
        told = len(words) > 1 or count or is_one
        if not words or not told:
            return None  # "launched the app": which one, the sentence does not say
        text = self.tree[words[0].i : noun.i + 1].text
        return Product(Filler(text, Label.PRODUCT, noun, 0.8, "phrase"), noun, noun.i + 1, count)

    def _is_determiner(self, token: Token) -> bool:
        if token.pos_ in ("DET", "NUM", "SYM", "PART", "PUNCT"):
            return True
        return (
            "Yes" in token.morph.get("Poss", [])
            or token.lower_ in self.words["fillers"]
            or self.passage.name_at(token) is not None
        )

    def _name_behind(self, at: int) -> Name | None:
        """The name behind "called", "named", "namens", a comma or the noun itself."""
        for index in range(at, min(len(self.tree), at + 4)):
            token = self.tree[index]
            name = self.passage.name_at(token)
            if name is not None:
                following = self.tree[name.end] if name.end < len(self.tree) else None
                owns = following is not None and following.text in POSSESSIVE
                label = self.discourse.cast.label(name.text)
                called = any(t.lower_ in self.words["called"] for t in self.tree[at:index])
                return name if not owns and (label is Label.PRODUCT or (called and label is not Label.PERSON)) else None
            if (
                token.lower_ not in self.words["called"]
                and token.text not in (",", "(", "–", "—", "“", '"', "„")
                and token.pos_ != "DET"
            ):
                return None
        return None


def kind_of(noun: Token | None, lang: str) -> str | None:
    """The standard word for what a noun says that a product is: "model" for "KI-Modelle"."""
    if noun is None:
        return None
    kinds: dict[str, list[str]] = read_data(lang, "frames")["product_kinds"]
    return next(
        (kind for kind, nouns in kinds.items() if is_one_of(noun, frozenset(n.casefold() for n in nouns))), None
    )
