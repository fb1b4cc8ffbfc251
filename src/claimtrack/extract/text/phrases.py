"""The products that a phrase names: "the X1 and a new X2", "its first world model", "a handheld called the X1".

A product is a name that the document takes for one, or a phrase whose noun says that it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import PRODUCTS, figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.productwords import is_local, is_plant, may_be_thing
from claimtrack.extract.text.syntax import base, children, has_present_ending, is_relative
from claimtrack.extract.text.titles import INSIDE, LONGEST, PHRASED, QUOTES, TAIL, UNTYPED, Product, TitleReader
from claimtrack.language.trees import root_of, text_of
from claimtrack.model import Label, Quantity
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

__all__ = ["INSIDE", "POSSESSIVE", "PhraseReader", "Product"]

_MOST = 5
"""Products in one list."""
_MARKS = frozenset({"-", "“", '"', "„", "‘", "”"})
_IN_NOUN = ("amod", "compound", "nmod")
"""How participles hang on a noun behind them that belongs to the phrase: "its AI drawing app"."""
_ACRONYM = 4
"""Letters of a word in capitals that is no product's name on a verb's word alone: "issued an RFP"."""
_BLANK = 0.5
"""How sure a product is of which nothing is said, not even what it is."""
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class _Read(NamedTuple):
    """What a phrase has: its first token and the one behind it, its last noun, its name, its owner and its figure."""

    start: int
    end: int
    noun: Token | None
    name: Name | None
    owner: Name | None
    number: Mention | None


class PhraseReader(TitleReader):
    """Reads the product phrases of one passage."""

    def listed(self, at: int, *, trusted: bool = False, is_open: bool = False) -> list[Product]:
        """The products of a list: "the X1 and a new X2".

        When `trusted`, a name of unknown type counts as one; when `is_open`, any noun of a thing.
        """
        first = self.product(at, trusted=trusted, is_open=is_open)
        named = self._spelled_list(first) if first is not None else []
        return named or self._each_of_list(at, trusted=trusted, is_open=is_open)

    def _each_of_list(self, at: int, *, trusted: bool, is_open: bool) -> list[Product]:
        found: list[Product] = []
        joined = True
        while len(found) < _MOST and (product := self._next(at, found, trusted=trusted, is_open=is_open)):
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
            at, joined = self._behind_time(product.end), False
            end = at
            while at < len(self.tree) and (self.tree[at].text == "," or self.tree[at].pos_ == "CCONJ"):
                joined = joined or self.tree[at].pos_ == "CCONJ"
                at += 1
            if at == end:
                break
        return found

    def _spelled_list(self, told: Product) -> list[Product]:
        """The names of what is counted or described first: "two new chips: the X1 and X2"."""
        end, noun = told.end, told.noun
        whole = noun is not None and told.filler.via == "phrase" and end == noun.i + 1
        if not whole or end >= len(self.tree) or self.tree[end].text not in (":", ","):
            return []
        names = self.listed(end + 1, trusted=self.tree[end].text == ":")
        several = noun is not None and "Plur" in noun.morph.get("Number", [])
        right = len(names) > 1 if several else len(names) == 1 and self.tree[end].text == ":"
        return names if right and all(p.filler.via == "name" for p in names) else []

    def _next(self, at: int, found: list[Product], *, trusted: bool, is_open: bool) -> Product | None:
        """The product at a token; none that is the subject of the next clause: "A released X1, and X2 continues"."""
        product = self.product(at, trusted=trusted, is_open=is_open)
        if product is None or not found or self.lexicon.verb_may_lead:
            return product
        root = root_of(self.tree[at : product.end])
        return None if base(root) == "nsubj" and root.head.i >= product.end else product

    def _behind_time(self, at: int) -> int:
        """Behind the time that follows a product: "its first truck Tuesday, a model called the X1"."""
        while at + 1 < len(self.tree) and self.passage.is_time(self.tree[at]):
            at += 1
        return at

    def product(
        self, at: int, *, trusted: bool = False, until: int | None = None, is_open: bool = False
    ) -> Product | None:
        """The product that a phrase starting at a token names: by its name, or by what its noun says.

        The phrase ends before `until`, if that is given.
        """
        while at < len(self.tree) and self._is_lead(self.tree[at]):
            at += 1
        if self.calling(at):
            return self.spelled(at)  # "unveiled what it calls X1"
        read = self._read(at, len(self.tree) if until is None else until)
        quoted = self.quoted(at, trusted=trusted)
        named = quoted or self._named(read, trusted=trusted) or self._part(read)
        return named or self._described(read, is_open=is_open)

    def _read(self, at: int, until: int) -> _Read:
        end, noun, name, owner, count = at, None, None, None, None
        while end < min(until, at + LONGEST):
            token = self.tree[end]
            here = self.passage.name_at(token)
            behind = self._behind_hyphens(here) if here is not None else end
            if here is not None and behind > here.end:
                name, end = here._replace(end=behind, text=text_of(self.tree[here.start : behind])), behind
                continue
            if here is not None and not self._is_compound(here):
                after = self.tree[here.end].text if here.end < len(self.tree) else ""
                owner = here if after in POSSESSIVE else owner
                joined = after == "-" and not self.tree[here.end - 1].whitespace_
                name = None if joined or after in POSSESSIVE else here  # "Acme-style", "Acme's", but "X1 - a model"
                end = here.end + (after in POSSESSIVE)
                continue
            leads = token.pos_ == "ADJ" and end + 1 < len(self.tree) and self._is_noun(token.nbor(1))  # "X1 mobile app"
            ends = name is not None and not leads and token.pos_ not in ("NOUN", "PROPN")
            if ends or not self._goes_on(token, noun):
                break
            count = count or self._count_at(token)
            noun = token if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "amod" else noun
            end += 1
        return _Read(at, end, noun, name, owner, count)

    def _is_compound(self, name: Name) -> bool:
        """Whether what looks like a name is a noun, put together or with hyphens: "Mini-PC", "Dämmplatten"."""
        noun, lang = self.tree[name.start], self.passage.lang
        one = name.end == name.start + 1 and self.lexicon.has_compounds
        if not one or self.discourse.cast.label(name.text) is not None or self._is_model(name):
            return False
        return self._is_noun(noun) if "-" in name.text else noun.pos_ == "NOUN" and not is_no_word(name.text, lang)

    def _goes_on(self, token: Token, noun: Token | None) -> bool:
        """Whether a token that is part of no name belongs to the phrase: "a family of models", not "called X1"."""
        if token.lower_ in self.words["called"] and token.pos_ != "DET":
            return False
        if self.passage.is_time(token) or (token.pos_ == "DET" and noun is not None):
            return False
        if token.lower_ in self.words["of"] and noun is not None and noun.lemma_.lower() in self.words["groups"]:
            return True
        inside = token.pos_ in INSIDE or "Yes" in token.morph.get("Poss", []) or token.text in _MARKS
        inside = inside or (token.i + 1 < len(self.tree) and token.nbor(1).text == "-" and not token.whitespace_)
        inside = inside or (token.pos_ == "VERB" and token.dep_ in _IN_NOUN)  # "an enhanced player"
        return inside or self.passage.quantity_at(token) is not None

    def _part(self, read: _Read) -> Product | None:
        """As in "X1's API": a product of its own, named after the whole."""
        owner, noun = read.owner, read.noun
        is_part = owner is not None and self.discourse.cast.label(owner.text) is Label.PRODUCT
        if owner is None or noun is None or not is_part or not self._is_noun(noun):
            return None
        if any(t.text in QUOTES for t in self.tree[owner.end : noun.i]):
            return None  # half of a title
        text = f"{self.discourse.cast.full(owner.text)} {noun.text}"
        return Product(Filler(text, Label.PRODUCT, noun, 0.95, "name"), None, read.end)

    def _is_lead(self, token: Token) -> bool:
        return token.dep_ == "compound:prt" or token.lower_ in self.words["adverbs"] or token.text in ("“", '"', "„")

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
        if noun is not None and noun.i >= name.end and not classed and noun.lemma_.lower() not in self.words["groups"]:
            return None  # "Gemini integration", but "its X1 series"
        beside = noun is not None and noun.i in (name.start - 1, name.start - 2)
        label = self.discourse.cast.label(name.text)
        trusted = trusted and not (name.text.isupper() and name.text.isalpha() and len(name.text) <= _ACRONYM)
        known = label is Label.PRODUCT or (label is None and (classed or self._is_model(name)))
        trusted = trusted and (label is None or (label is Label.ORGANISATION and self._may_be_made(name)))
        if not known and not (label is Label.ORGANISATION and classed and beside) and not trusted:
            return None
        full = self._whole(name, noun)
        if noun is not None and noun.i >= name.end and noun.lower_ in self.words["parts"]:
            full = f"{full} {text_of(self.tree[name.end : noun.i + 1])}"  # "X1 API": a product of its own
        full = self._variant(read.start, name, read.end) or full
        sure = 1.0 if label is Label.PRODUCT else 0.85 if known or classed else UNTYPED
        filler = Filler(full, Label.PRODUCT, self.tree[name.start], sure, "name")
        return Product(filler, noun if classed else None, read.end, read.number)

    def _may_be_made(self, name: Name) -> bool:
        """Whether what looks like a firm may be a product: "Amazon Pharmacy", and what acts without being listed."""
        words = name.text.split()
        starts = (" ".join(words[:length]) for length in range(1, len(words)))
        owned = any(self.discourse.cast.label(start) is Label.ORGANISATION for start in starts)
        return owned or not is_organisation(name.text)

    def _is_model(self, name: Name) -> bool:
        if name.text.lower() in self.words["hosts"]:
            return True
        return name.text in load_gazetteer("models") or name.text.split()[0] in load_gazetteer("models")

    def _described(self, read: _Read, *, is_open: bool) -> Product | None:
        """A phrase without a name of its own, and the name that follows it: "a handheld called the Chromatic"."""
        noun, at = read.noun, read.start
        if noun is None or noun.i >= read.end or self.is_sum(noun) or self.is_ranked(at, noun):
            return None
        plant = is_plant(noun, self.passage.lang) and "Def" not in self.tree[at].morph.get("Definite", [])
        after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else noun
        cut = has_present_ending(after) and after.pos_ == "VERB"  # "a zero-shot voice cloning model"
        thing = is_open and not cut and may_be_thing(noun, self.tree[at], self.passage.lang)
        if not (self._is_noun(noun) or plant or thing):
            return None
        tail = None if self._is_of_known(noun) else self._tail(noun)
        if named := self._name_behind(noun.i + 1) or self.numbered(noun, tail):
            end = self._behind_hyphens(named)
            full = text_of(self.tree[named.start : end]) if end > named.end else self.discourse.cast.full(named.text)
            filler = Filler(full, Label.PRODUCT, self.tree[named.start], 0.9, "name")
            return Product(filler, noun, end, read.number)
        if spelled := self.spelled(noun.i + 1):
            return spelled._replace(noun=noun, number=read.number)
        groups = [t.i for t in self.tree[at : noun.i] if t.lower_ in self.words["of"]]
        words = [t for t in self.tree[max([at, *(i + 1 for i in groups)]) : noun.i + 1] if not self._is_determiner(t)]
        first = read.owner is not None or self._is_first_told(read, noun, is_open=is_open)
        known = len(words) == 2 and f"{words[0].lower_} {noun.lemma_.lower()}" in self.words["nouns"]
        bare = len(words) < 2 or (known and "Def" in self.tree[at].morph.get("Definite", []))  # "the power bank"
        tail = tail or (self.behind_clause(noun, self.tree[at]) if bare else None)
        if not words or (bare and not (read.number or tail or first)):
            return None  # "launched the app": which one, the sentence does not say
        if (words[0].pos_ == "ADP" and words[0].nbor(1).text != "-") or any(
            t.lower_ in self.words["backward"] or t.dep_ == "nummod" for t in words
        ):
            return None  # "30 to 40 kits per day", "the same experience", "10M tokens"
        if plant and not tail and "Plur" in noun.morph.get("Number", []):
            return None  # "build data centers"
        if noun.lemma_.lower() in self.words["editions"] and not tail:
            return None  # "a new version": of what?
        end = tail or noun.i + 1
        blank = noun.lemma_.lower() in self.words["blank"] and all(self._is_ordinal(t) for t in words[:-1])
        sure = _BLANK if blank and not tail else PHRASED  # "its first product": the name may follow
        begin = self._first_of(words[0].i)
        if any(t.text in POSSESSIVE or t.text in QUOTES for t in self.tree[begin : noun.i]):
            return None  # "another firm's cars", half of what is quoted
        text = text_of(self.tree[begin:end])
        return Product(Filler(text, Label.PRODUCT, noun, sure, "phrase"), noun, end, read.number)

    def _first_of(self, at: int) -> int:
        """Where a description begins, with the name right before it, and what tokenisers cut: "Matter-compatible"."""
        name = self.passage.name_at(self.tree[at - 1]) if at else None
        inverted = self.lexicon.has_compounds and self.tree[at].pos_ == "ADJ"  # "hat Acme neue Regale gezeigt"
        if name is not None and name.end == at and not inverted:
            return name.start  # "new Magic sets"
        if at and self.tree[at - 1].pos_ == "NUM" and not self.tree[at - 1].whitespace_:
            at -= 1  # "5G" in two
        while at >= 2 and self.tree[at - 1].text == "-" and not self.tree[at - 2].whitespace_:
            at -= 2
        name = self.passage.name_at(self.tree[at])
        return name.start if name is not None else at

    def _is_ordinal(self, token: Token) -> bool:
        return token.lower_ in self.words["novel"] or "Sup" in token.morph.get("Degree", [])

    def _is_first_told(self, read: _Read, noun: Token, *, is_open: bool) -> bool:
        """Whether a bare noun is spoken of for the first time: "a smartwatch", "two robots", not "the app"."""
        ahead = self.tree[read.start : noun.i]
        known = self._is_noun(noun) or is_plant(noun, self.passage.lang) or self.lexicon.has_compounds
        vague = noun.lemma_.lower() in self.words["vague"] or not known
        if vague and any("Def" in t.morph.get("Definite", []) for t in ahead):
            return False  # "the new feature": the one told of
        if any(t.pos_ == "NUM" or (not vague and t.lower_ in self.words["novel"]) for t in ahead):
            return True  # but "a new tool" says too little
        if not any(t.pos_ == "DET" or "Yes" in t.morph.get("Poss", []) for t in ahead):
            plural = not vague and "Plur" in noun.morph.get("Number", [])
            return plural and (is_open or any(map(is_relative, noun.rights)))
        own = any(t.lower_ in self.words["own"] for t in ahead)  # "einen eigenen Chip"
        if vague and not (own and self._is_noun(noun) and noun.lemma_.lower() not in self.words["blank"]):
            return False
        return any("Ind" in t.morph.get("Definite", []) or "Yes" in t.morph.get("Poss", []) for t in ahead)

    def _is_of_known(self, noun: Token) -> bool:
        """Whether an edition is of what another sentence tells: "the API version of the model"."""
        bare = [c for c in children(noun, "nmod") if {*map(base, c.children)} <= {"case", "det"}]
        known = [t for c in bare if not self.passage.name_at(c) for t in children(c, "det") if c.pos_ == "NOUN"]
        return any("Def" in t.morph.get("Definite", []) for t in known)

    def _tail(self, noun: Token) -> int | None:
        """Behind what a product is for, or what an edition is of: "software for banks", "version of Siri"."""
        at = noun.i + 1
        word = self.tree[at].lower_ if at < len(self.tree) else ""
        if is_plant(noun, self.passage.lang):
            return self.behind_place(at)
        own = at < len(self.tree) and "Yes" in self.tree[at].morph.get("Poss", [])  # "am Nachfolger seines Modells"
        edition = noun.lemma_.lower() in self.words["editions"] and (own or word in self.words["edition_of"])
        if not edition and word not in self.words["purpose"]:
            return None
        end, content = at + 1, False
        while end < min(len(self.tree), at + 1 + TAIL):
            token = self.tree[end]
            name = self.passage.name_at(token)
            if not edition and (self._is_figure(token) or (name is not None and self.tree[end - 1].pos_ == "NOUN")):
                break  # "chips for American clients Acme and Norwind"
            if name is not None:
                return self._behind_name(name) if self.discourse.cast.label(name.text) is not Label.PLACE else None
            known = token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM") or token.lower_ in self.words["of"]
            if not known and not has_present_ending(token):  # "a chip for hearing aids"
                break
            if token.pos_ == "PRON" and "Yes" not in token.morph.get("Poss", []):
                break
            if token.lemma_.lower() in self.words["no_purpose"]:
                return None
            content = content or token.pos_ in ("NOUN", "PROPN", "NUM")
            end += 1
        while content and self.tree[end - 1].pos_ not in ("NOUN", "PROPN", "NUM"):
            end -= 1
        return self._whole_tail(end, word, edition=edition) if content else None

    def _whole_tail(self, end: int, word: str, *, edition: bool) -> int | None:
        """Behind the name of what an edition is of, too: "version of its app, X1"; "update for all" is of nothing."""
        name = self._name_behind(end) if edition else None
        if name is not None:
            return name.end
        return None if edition and word in self.words["purpose"] else end

    def _behind_name(self, name: Name) -> int:
        """Behind a name and the nouns that say what it is: "Acme's X1 image model", "for Rett syndrome"."""
        end = name.end
        while end < len(self.tree) and self.tree[end].pos_ == "NOUN" and not self.passage.is_time(self.tree[end]):
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
        return is_local(name.text) or name.text.split()[0].lower() in self.words["generic"]

    def _name_behind(self, at: int) -> Name | None:
        """The name behind "called", "named", "namens", a comma or the noun itself."""
        start = self.calling(at) or at
        for index in range(start, min(len(self.tree), start + 4)):
            token = self.tree[index]
            name = self.passage.name_at(token)
            if name is not None:
                following = self.tree[name.end] if name.end < len(self.tree) else None
                owns = following is not None and following.text in POSSESSIVE
                label = self.discourse.cast.label(name.text)
                called = start > at or any(t.lower_ in self.words["called"] for t in self.tree[at:index])
                return name if not owns and (label is Label.PRODUCT or (called and label is not Label.PERSON)) else None
            if (
                token.lower_ not in self.words["called"]
                and token.text not in (",", "(", "–", "—", "“", '"', "„")
                and token.pos_ != "DET"
            ):
                return None
        return None
