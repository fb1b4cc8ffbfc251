"""The products that a phrase names: "the X1 and a new X2", "its first world model", "a handheld called the X1".

A product is a name that the document takes for one, or a phrase whose noun says that it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import PRODUCTS, figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.extract.text.syntax import is_relative
from claimtrack.model import Label, Quantity
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

_PHRASE = 14
"""Tokens of the longest phrase that is read for a product."""
_MOST = 5
"""Products in one list."""
_TAIL = 5
"""Tokens of what a described product is for: "software for small banks"."""
_MARKS = frozenset({"-", "“", '"', "„", "‘", "”"})
_ACRONYM = 4
"""Letters of a word in capitals that is no product's name on a verb's word alone: "issued an RFP"."""
_UNTYPED = 0.8
"""How sure a name is a product that only its place behind a verb of releasing speaks for."""
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "SYM", "X", "PART"})


class Product(NamedTuple):
    """A product, the noun that says what it is, the token behind its phrase, and how many are spoken of."""

    filler: Filler
    noun: Token | None
    end: int
    number: Mention | None = None


class _Read(NamedTuple):
    """What a phrase has: its first token and the one behind it, its last noun, its name, its owner and its figure."""

    start: int
    end: int
    noun: Token | None
    name: Name | None
    owner: Name | None
    number: Mention | None


class PhraseReader:
    """Reads the product phrases of one passage."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def listed(self, at: int, *, trusted: bool = False) -> list[Product]:
        """The products of a list: "the X1 and a new X2"; when `trusted`, a name of unknown type counts as one."""
        found: list[Product] = []
        joined = True
        while len(found) < _MOST and (product := self.product(at, trusted=trusted)):
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

    def product(self, at: int, *, trusted: bool = False, until: int | None = None) -> Product | None:
        """The product that a phrase starting at a token names: by its name, or by what its noun says.

        The phrase ends before `until`, if that is given.
        """
        while at < len(self.tree) and self._is_lead(self.tree[at]):
            at += 1
        read = self._read(at, len(self.tree) if until is None else until)
        return self._named(read, trusted=trusted) or self._part(read) or self._described(read)

    def _read(self, at: int, until: int) -> _Read:
        end, noun, name, owner, count = at, None, None, None, None
        while end < min(until, at + _PHRASE):
            token = self.tree[end]
            here = self.passage.name_at(token)
            if here is not None and not self._is_compound(here):
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
        return _Read(at, end, noun, name, owner, count)

    def _is_compound(self, name: Name) -> bool:
        """Whether what looks like a name is a noun written with hyphens: "Mini-PC"."""
        one = name.end == name.start + 1 and "-" in name.text and self.lexicon.has_compounds
        return one and self.discourse.cast.label(name.text) is None and self._is_noun(self.tree[name.start])

    def _goes_on(self, token: Token, noun: Token | None) -> bool:
        """Whether a token that is part of no name belongs to the phrase: "a family of models", not "called X1"."""
        if token.lower_ in self.words["called"] and token.pos_ != "DET":
            return False
        if self.passage.is_time(token) or (token.pos_ == "DET" and noun is not None):
            return False
        if token.lower_ in self.words["of"] and noun is not None and noun.lemma_.casefold() in self.words["groups"]:
            return True
        inside = token.pos_ in INSIDE or "Yes" in token.morph.get("Poss", []) or token.text in _MARKS
        return inside or self.passage.quantity_at(token) is not None

    def _is_noun(self, token: Token | None) -> bool:
        return token is not None and is_product_noun(token, self.passage.lang)

    def _part(self, read: _Read) -> Product | None:
        """As in "X1's API": a product of its own, named after the whole."""
        owner, noun = read.owner, read.noun
        is_part = owner is not None and self.discourse.cast.label(owner.text) is Label.PRODUCT
        if owner is None or noun is None or not is_part or not self._is_noun(noun):
            return None
        text = f"{self.discourse.cast.full(owner.text)} {noun.text}"
        return Product(Filler(text, Label.PRODUCT, noun, 0.95, "name"), None, read.end)

    def _is_lead(self, token: Token) -> bool:
        return token.dep_ == "compound:prt" or token.lower_ in self.words["adverbs"] or token.text in ("“", '"', "„")

    def _starts_anew(self, token: Token, noun: Token | None) -> bool:
        """Whether a name behind a noun begins the next phrase: a German subject behind its verb's object."""
        apart = noun is not None and noun.i < token.i - 1
        return self.lexicon.verb_may_lead and noun is not None and apart and not self._is_noun(noun)

    def _count_at(self, token: Token) -> Mention | None:
        mention = self.passage.quantity_at(token)
        if mention and isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "count":
            return mention if (mention.norm.unit or "") in PRODUCTS else None
        return None

    def _named(self, read: _Read, *, trusted: bool) -> Product | None:
        name, noun = read.name, read.noun
        if name is None or len(name.text) < 2:
            return None
        classed = self._is_noun(noun)
        if noun is not None and noun.i >= name.end and not classed:
            return None  # "Gemini integration"
        beside = noun is not None and noun.i in (name.start - 1, name.start - 2)
        label = self.discourse.cast.label(name.text)
        trusted = trusted and not (name.text.isupper() and len(name.text) <= _ACRONYM)
        known = label is Label.PRODUCT or (label is None and (classed or self._is_model(name)))
        if not known and not (label is Label.ORGANISATION and classed and beside) and not (trusted and label is None):
            return None
        full = self._whole(name)
        if noun is not None and noun.i >= name.end and noun.lower_ in self.words["parts"]:
            full = f"{full} {self.tree[name.end : noun.i + 1].text}"  # "X1 API", "X1 updates": products of their own
        sure = 1.0 if label is Label.PRODUCT else 0.85 if known or classed else _UNTYPED
        filler = Filler(full, Label.PRODUCT, self.tree[name.start], sure, "name")
        return Product(filler, noun if classed else None, read.end, read.number)

    def _whole(self, name: Name) -> str:
        """A product's name with what a hyphen joins to it: taggers see only one part of "Tiny-Global" as a name."""
        start = name.start
        while start >= 2 and self.tree[start - 1].text == "-" and not self.tree[start - 1].whitespace_:
            start -= 2
            if self.tree[start].whitespace_:
                return name.text
        if start < name.start:
            return self.tree[start : name.end].text
        full = self.discourse.cast.full(name.text)
        return full if full.startswith(name.text) else name.text  # only people are called by their last word

    def _is_model(self, name: Name) -> bool:
        if name.text.casefold() in self.words["hosts"]:
            return True
        return name.text in load_gazetteer("models") or name.text.split()[0] in load_gazetteer("models")

    def _described(self, read: _Read) -> Product | None:
        """A phrase without a name of its own, and the name that follows it: "a handheld called the Chromatic"."""
        noun, at = read.noun, read.start
        if noun is None or not self._is_noun(noun) or noun.i >= read.end:
            return None
        if named := self._name_behind(noun.i + 1):
            full = self.discourse.cast.full(named.text)
            filler = Filler(full, Label.PRODUCT, self.tree[named.start], 0.9, "name")
            return Product(filler, noun, named.end, read.number)
        groups = [t.i for t in self.tree[at : noun.i] if t.lower_ in self.words["of"]]
        words = [t for t in self.tree[max([at, *(i + 1 for i in groups)]) : noun.i + 1] if not self._is_determiner(t)]
        tail = self._tail(noun)
        if not words or not (len(words) > 1 or read.number or tail or self._is_first_told(read, noun)):
            return None  # "launched the app": which one, the sentence does not say
        if noun.lemma_.casefold() in self.words["editions"] and len(words) == 1 and not tail:
            return None  # "a new version": of what?
        end = tail or noun.i + 1
        filler = Filler(self.tree[words[0].i : end].text, Label.PRODUCT, noun, 0.8, "phrase")
        return Product(filler, noun, end, read.number)

    def _is_first_told(self, read: _Read, noun: Token) -> bool:
        """Whether a bare noun is spoken of for the first time: "a smartwatch", "two robots", not "the app"."""
        ahead = self.tree[read.start : noun.i]
        if any(t.pos_ == "NUM" or t.lower_ in self.words["novel"] for t in ahead):
            return True
        if not any(t.pos_ == "DET" or "Yes" in t.morph.get("Poss", []) for t in ahead):
            return "Plur" in noun.morph.get("Number", []) and any(is_relative(t) for t in noun.rights)
        vague = noun.lemma_.casefold() in self.words["vague"]
        return not vague and any("Ind" in t.morph.get("Definite", []) for t in ahead)

    def _tail(self, noun: Token) -> int | None:
        """Behind what a product is for, or what an edition is of: "software for banks", "version of Siri"."""
        at = noun.i + 1
        word = self.tree[at].lower_ if at < len(self.tree) else ""
        edition = noun.lemma_.casefold() in self.words["editions"] and word in self.words["edition_of"]
        if not edition and word not in self.words["purpose"]:
            return None
        end, content = at + 1, False
        while end < min(len(self.tree), at + 1 + _TAIL):
            token = self.tree[end]
            name = self.passage.name_at(token)
            if self.passage.is_time(token) or self.passage.quantity_at(token):
                break
            if name is not None:
                return name.end if self.discourse.cast.label(name.text) is not Label.PLACE else None
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON") and token.lower_ not in self.words["of"]:
                break
            if token.pos_ == "PRON" and "Yes" not in token.morph.get("Poss", []):
                break
            if token.lemma_.casefold() in self.words["no_purpose"]:
                return None
            content = content or token.pos_ in ("NOUN", "PROPN")
            end += 1
        while content and self.tree[end - 1].pos_ not in ("NOUN", "PROPN"):
            end -= 1
        return end if content else None

    def _is_determiner(self, token: Token) -> bool:
        if token.pos_ in ("DET", "NUM", "SYM", "PART", "PUNCT", "ADV"):
            return True
        name = self.passage.name_at(token)
        return (
            "Yes" in token.morph.get("Poss", [])
            or token.lower_ in self.words["fillers"]
            or (name is not None and not self._is_compound(name))
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
