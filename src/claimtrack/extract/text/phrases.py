"""The products that a phrase names: "the X1 and a new X2", "its first world model", "a handheld called the X1".

A product is a name that the document takes for one, or a phrase whose noun says that it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import PRODUCTS, figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.productwords import is_product_noun, may_be_thing, product_words
from claimtrack.extract.text.syntax import has_present_ending, is_relative
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
_QUOTES = frozenset('"“”„‟«»')
_ACRONYM = 4
"""Letters of a word in capitals that is no product's name on a verb's word alone: "issued an RFP"."""
_PHRASED = 0.85
"""How sure a product is that has no name."""
_BLANK = 0.5
"""How sure a product is of which nothing is said, not even what it is."""
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

    def listed(self, at: int, *, trusted: bool = False, is_open: bool = False) -> list[Product]:
        """The products of a list: "the X1 and a new X2".

        When `trusted`, a name of unknown type counts as one; when `is_open`, any noun of a thing.
        """
        found: list[Product] = []
        joined = True
        while len(found) < _MOST and (product := self.product(at, trusted=trusted, is_open=is_open)):
            if found and not joined:  # an apposition: "its first product, a handheld called the X1"
                last = found[-1]
                if last.filler.via == "phrase" and last.noun is not None and last.end > last.noun.i + 1:
                    break  # "software for a sedan, the X1"
                described = "Ind" in self.tree[at].morph.get("Definite", [])
                if last.filler.via == "name" and described:
                    break  # "the X1, a Hindi-English model"
                if last.filler.via == "phrase" and product.filler.via == "name":
                    found[-1] = product
                elif product.filler.via == "phrase":
                    break
                else:
                    found.append(product)
            else:
                found.append(product)
            if product.filler.via == "phrase" and product.noun is not None and product.end > product.noun.i + 1:
                break  # "systems for robotics and industrial applications"
            at, joined = product.end, False
            while at < len(self.tree) and (self.tree[at].text == "," or self.tree[at].pos_ == "CCONJ"):
                joined = joined or self.tree[at].pos_ == "CCONJ"
                at += 1
            if at == product.end:
                break
        return found

    def product(
        self, at: int, *, trusted: bool = False, until: int | None = None, is_open: bool = False
    ) -> Product | None:
        """The product that a phrase starting at a token names: by its name, or by what its noun says.

        The phrase ends before `until`, if that is given.
        """
        while at < len(self.tree) and self._is_lead(self.tree[at]):
            at += 1
        read = self._read(at, len(self.tree) if until is None else until)
        return self._named(read, trusted=trusted) or self._part(read) or self._described(read, is_open=is_open)

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
            noun = token if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "amod" else noun
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
        inside = inside or (token.pos_ == "VERB" and token.dep_ == "amod")  # "an enhanced player"
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
        if name is None or len(name.text) < 2 or self._is_generic(name):
            return None
        classed = self._is_noun(noun)
        if noun is not None and noun.i >= name.end and not classed:
            return None  # "Gemini integration"
        beside = noun is not None and noun.i in (name.start - 1, name.start - 2)
        label = self.discourse.cast.label(name.text)
        trusted = trusted and not (name.text.isupper() and name.text.isalpha() and len(name.text) <= _ACRONYM)
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

    def _described(self, read: _Read, *, is_open: bool) -> Product | None:
        """A phrase without a name of its own, and the name that follows it: "a handheld called the Chromatic"."""
        noun, at = read.noun, read.start
        if noun is None or noun.i >= read.end:
            return None
        if not self._is_noun(noun) and not (is_open and may_be_thing(noun, self.tree[at], self.passage.lang)):
            return None
        if named := self._name_behind(noun.i + 1):
            full = self.discourse.cast.full(named.text)
            filler = Filler(full, Label.PRODUCT, self.tree[named.start], 0.9, "name")
            return Product(filler, noun, named.end, read.number)
        if (end := self._spelled(noun.i + 1)) is not None:
            filler = Filler(self.tree[noun.i + 2 : end].text, Label.PRODUCT, self.tree[noun.i + 2], 0.9, "name")
            return Product(filler, noun, end, read.number)
        groups = [t.i for t in self.tree[at : noun.i] if t.lower_ in self.words["of"]]
        words = [t for t in self.tree[max([at, *(i + 1 for i in groups)]) : noun.i + 1] if not self._is_determiner(t)]
        tail = self._tail(noun)
        if not words or not (len(words) > 1 or read.number or tail or self._is_first_told(read, noun, is_open=is_open)):
            return None  # "launched the app": which one, the sentence does not say
        if noun.lemma_.casefold() in self.words["editions"] and len(words) == 1 and not tail:
            return None  # "a new version": of what?
        end = tail or noun.i + 1
        blank = noun.lemma_.casefold() in self.words["blank"] and all(self._is_ordinal(t) for t in words[:-1])
        sure = _BLANK if blank and not tail else _PHRASED  # "its first product": the name may follow
        text = self.tree[self._first_of_hyphened(words[0].i) : end].text
        if any(mark in text for mark in _QUOTES):
            return None  # half of what is quoted
        return Product(Filler(text, Label.PRODUCT, noun, sure, "phrase"), noun, end, read.number)

    def _first_of_hyphened(self, at: int) -> int:
        """Where a word begins that tokenisers cut at its hyphens: "Matter-compatible"."""
        while at >= 2 and self.tree[at - 1].text == "-" and not self.tree[at - 2].whitespace_:
            at -= 2
        return at

    def _is_ordinal(self, token: Token) -> bool:
        return token.lower_ in self.words["novel"] or "Sup" in token.morph.get("Degree", [])

    def _is_first_told(self, read: _Read, noun: Token, *, is_open: bool) -> bool:
        """Whether a bare noun is spoken of for the first time: "a smartwatch", "two robots", not "the app"."""
        ahead = self.tree[read.start : noun.i]
        if any(t.pos_ == "NUM" or t.lower_ in self.words["novel"] for t in ahead):
            return True
        vague = noun.lemma_.casefold() in self.words["vague"]
        if not any(t.pos_ == "DET" or "Yes" in t.morph.get("Poss", []) for t in ahead):
            plural = "Plur" in noun.morph.get("Number", [])
            return plural and ((is_open and not vague) or any(is_relative(t) for t in noun.rights))
        if vague:
            return False
        return any("Ind" in t.morph.get("Definite", []) or "Yes" in t.morph.get("Poss", []) for t in ahead)

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
            if self._is_figure(token) or (name is not None and self.tree[end - 1].pos_ == "NOUN"):
                break  # "chips for American clients Acme and Norwind"
            if name is not None:
                return self._behind_name(name) if self.discourse.cast.label(name.text) is not Label.PLACE else None
            known = token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON") or token.lower_ in self.words["of"]
            if not known and not has_present_ending(token):  # "a chip for hearing aids"
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

    def _is_figure(self, token: Token) -> bool:
        return self.passage.is_time(token) or self.passage.quantity_at(token) is not None

    def _behind_name(self, name: Name) -> int:
        """Behind a name and the nouns that say what it is: "Acme's X1 image model"."""
        end = name.end
        while end < len(self.tree) and self._is_noun(self.tree[end]):
            end += 1
        return end

    def _is_determiner(self, token: Token) -> bool:
        if token.pos_ in ("DET", "NUM", "SYM", "PART", "PUNCT", "ADV"):
            return True
        name = self.passage.name_at(token)
        return (
            "Yes" in token.morph.get("Poss", [])
            or (token.lower_ in self.words["fillers"] and token.nbor(1).text != "-")
            or (name is not None and not self._is_compound(name) and not self._is_generic(name))
        )

    def _is_generic(self, name: Name) -> bool:
        """Whether what looks like a product is a technology: "Wi-Fi 8"."""
        return name.text.split()[0].casefold() in self.words["generic"]

    def _spelled(self, at: int) -> int | None:
        """The end of the capitals behind "called": a name, though no other word of the document says so."""
        if at + 1 >= len(self.tree) or self.tree[at].lower_ not in self.words["called"] - self.words["as"]:
            return None
        end = at + 1
        while end < len(self.tree) and (self.tree[end].text[0].isupper() or self.tree[end].pos_ == "NUM"):
            end += 1
        return end if end > at + 1 else None

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
