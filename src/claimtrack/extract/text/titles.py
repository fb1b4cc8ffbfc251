"""Products named otherwise than by one name: “Pay Later” in quotation marks, a name that taggers cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

TAIL = 5
"""Tokens of what a described product is for, or that lead to its title: "software for small banks"."""
LONGEST = 14
"""Tokens of the longest phrase that is read for a product."""
_CLAUSE = 9
"""Tokens of the clause by which a thing is told: "a feature that lets users import playlists"."""
_ENDS_CLAUSE = frozenset({"PUNCT", "CCONJ", "SCONJ", "AUX"})
QUOTES = frozenset('"“”„‟«»')
PHRASED = 0.85
"""How sure a product is that has no name, but a title."""
UNTYPED = 0.8
"""How sure a name is a product that only its place behind a verb of releasing speaks for."""
_ROMAN = frozenset({"II", "III", "IV"})
"""Numerals behind a name that are part of it."""
_TELLING = frozenset({"ADJ", "NOUN"})
"""Classes of words that set one product of a line apart from the others."""
INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "SYM", "X", "PART"})


class Product(NamedTuple):
    """A product, the noun that says what it is, the token behind its phrase, and how many are spoken of."""

    filler: Filler
    noun: Token | None
    end: int
    number: Mention | None = None


class TitleReader:
    """Reads the product titles of one passage."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def _is_noun(self, token: Token | None) -> bool:
        return token is not None and is_product_noun(token, self.passage.lang)

    def _is_figure(self, token: Token) -> bool:
        return self.passage.is_time(token) or self.passage.quantity_at(token) is not None

    def quoted(self, at: int, *, trusted: bool) -> Product | None:
        """A product's title in quotation marks: "its “Pay Later” feature", "a robot dubbed “X”", "die Serie „X“"."""
        noun, opens = None, at
        while opens < len(self.tree) and self.tree[opens].text not in QUOTES:
            token = self.tree[opens]
            comma = opens > at and token.text == "," and self._is_quote(opens + 1)
            named = self.passage.name_at(token) is not None and not token.text.isupper()  # but "AI feature"
            if opens > at + TAIL or named or not (comma or self._leads_in(token)):
                return None
            noun, opens = token if token.pos_ in ("NOUN", "PROPN", "VERB", "DET") else noun, opens + 1
        closes = next((t.i for t in self.tree[opens + 2 : opens + LONGEST] if t.text in QUOTES), None)
        after = self.tree[closes + 1] if closes is not None and closes + 1 < len(self.tree) else None
        if closes is None or not (self.tree[opens + 1].text[0].isupper() or self._is_noun(after)):
            return None
        while noun is not None and noun.i > at and noun.lower_ in self.words["called"]:
            noun = noun.nbor(-1)
        classed = next((t for t in (noun, after) if self._is_noun(t)), None)
        if classed is None and not (trusted and (noun is None or noun.pos_ == "DET")):
            return None
        text = text_of(self.tree[opens + 1 : closes]).rstrip(",.")
        filler = Filler(text, Label.PRODUCT, self.tree[opens + 1], PHRASED, "name")
        return Product(filler, classed, closes + 1 + (classed is not None and classed is after))

    def behind_place(self, at: int) -> int | None:
        """Behind the place of a plant: "in Dresden"."""
        near = at + 1 < len(self.tree) and self.tree[at].lower_ in self.words["in"]
        name = self.passage.name_at(self.tree[at + 1]) if near else None
        return name.end if name and self.discourse.cast.label(name.text) is not Label.ORGANISATION else None

    def numbered(self, noun: Token, tail: int | None) -> Name | None:
        """The name behind a comma that an edition has by its number: "the latest version of its system, X 26.4"."""
        name = self.passage.name_at(self.tree[tail - 1]) if tail else None
        if name is None or noun.lemma_.lower() not in self.words["editions"]:
            return None
        return name if self.tree[name.start - 1].text == "," and any(map(str.isdigit, name.text)) else None

    def calling(self, at: int) -> int | None:
        """Behind the words with which a maker names its product: "a tool it calls X1"; `None` where none stand."""
        here = self.tree[at : at + 2]
        told = len(here) == 2 and here[0].pos_ == "PRON" and here[1].lower_ in self.words["calls"]
        return at + 2 if told and at + 2 < len(self.tree) else None

    def spelled(self, at: int) -> Product | None:
        """The capitals behind "called" or "it calls": a name, though no other word of the document says so."""
        named = at + 1 < len(self.tree) and self.tree[at].lower_ in self.words["called"] - self.words["as"]
        start = self.calling(at) or (at + 1 if named else len(self.tree))
        end = start
        while end < len(self.tree) and (self.tree[end].text[0].isupper() or self.tree[end].pos_ == "NUM"):
            end += 1
        if end == start:
            return None
        filler = Filler(text_of(self.tree[start:end]), Label.PRODUCT, self.tree[start], 0.9, "name")
        return Product(filler, None, end)

    def is_ranked(self, at: int, noun: Token) -> bool:
        """Whether a group is only counted: "a third type of speaker"."""
        of = next((t.i for t in self.tree[at : noun.i] if t.lower_ in self.words["of"]), at)
        return any("Ord" in t.morph.get("NumType", []) for t in self.tree[at:of])

    def _is_quote(self, at: int) -> bool:
        return at < len(self.tree) and self.tree[at].text in QUOTES

    def behind_clause(self, noun: Token, first: Token) -> int | None:
        """Behind the clause that says what a thing is for that is spoken of anew: "a feature that lets users pay"."""
        at = noun.i + 1
        opens = at + 1 < len(self.tree) and self.tree[at].lower_ in self.words["relatives"]
        anew = "Ind" in first.morph.get("Definite", []) and noun.lemma_.lower() in self.words["vague"]
        if not (opens and anew and self.tree[at + 1].pos_ in ("VERB", "AUX")) or self.lexicon.has_compounds:
            return None
        end = at + 2
        while end < min(len(self.tree), at + _CLAUSE) and self.tree[end].pos_ not in _ENDS_CLAUSE:
            end += 1
        while self.tree[end - 1].pos_ in ("ADP", "DET", "PART", "ADJ"):
            end -= 1
        denied = any("Neg" in t.morph.get("Polarity", []) for t in self.tree[at:end])
        return end if not denied else None  # "a stove which isn't merely warm, but one which cooks"

    def is_sum(self, noun: Token) -> bool:
        """Whether a noun is part of a sum of money: "stellt 15 Millionen Dollar zur Verfügung"."""
        mention = self.passage.quantity_at(noun)
        return mention is not None and isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "money"

    def _leads_in(self, token: Token) -> bool:
        """Whether a word can stand between an article and a title."""
        called = token.lower_ in self.words["called"] or "Yes" in token.morph.get("Poss", [])
        return called or (token.pos_ in INSIDE and not self.passage.is_time(token))

    # names that taggers cut

    def _behind_hyphens(self, name: Name) -> int:
        """Behind the capitals that hyphens join to a name that taggers cut off: "Mara-Lite-Pro 2.0"."""
        end = name.end
        while end + 1 < len(self.tree) and self.tree[end].text == "-" and not self.lexicon.has_compounds:
            spaced = self.tree[end - 1].whitespace_ or self.tree[end].whitespace_
            if spaced or not (self.tree[end + 1].text[0].isupper() or self.tree[end + 1].text[0].isdigit()):
                break
            end += 2
        number = self.tree[end].text if name.end < end < len(self.tree) else ""
        return end + (number.replace(".", "").isdigit() and not self._is_figure(self.tree[end]))

    def _whole(self, name: Name, noun: Token | None) -> str:
        """A product's name with what a hyphen joins to it: taggers see only one part of "Tiny-Global" as a name."""
        start = name.start
        while start >= 2 and self.tree[start - 1].text == "-" and not self.tree[start - 1].whitespace_:
            start -= 2
            if self.tree[start].whitespace_:
                return name.text
        if start < name.start:
            return text_of(self.tree[start : name.end])
        full, after = self.discourse.cast.full(name.text), self.tree[name.end : name.end + 2]
        between = self.tree[name.end : noun.i] if noun is not None and noun.text.islower() else ()
        if len(between) and all(t.text[0].isupper() or t.text.isdigit() for t in between):
            # "Redmi Buds 8 Pro earbuds"
            return text_of(self.tree[name.start : noun.i if noun is not None else name.end])
        if (whole := self._adjoined(name)) is not None:
            return whole
        if (first := self._generation(name)) < name.start:
            return text_of(self.tree[first : name.end])
        if len(after) == 1 and after[0].text.rstrip(".").isdigit() and not self._is_figure(after[0]):
            return f"{name.text} {after[0].text.rstrip('.')}"  # an ordinal for tokenisers: "stellt das X 18." ends here
        return full if full.startswith(name.text) else name.text  # only people are called by their last word

    def _variant(self, start: int, name: Name, end: int) -> str | None:
        """One of a line that has no name of its own: "a cheaper X", "its latest entry-level X phone".

        Only an indefinite article, or a word for what is new behind a possessive, tells that it is one of several.
        Where adjectives have endings, they are no part of a name.
        """
        if self.lexicon.has_compounds:
            return None
        ahead = self.tree[start : name.start]
        first = next((t.i for t in ahead if t.pos_ in _TELLING and not self._is_plain(t)), None)
        if first is None:
            return None
        own = "Yes" in ahead[0].morph.get("Poss", []) and any(t.lower_ in self.words["newest"] for t in ahead)
        if not (own or "Ind" in ahead[0].morph.get("Definite", [])):
            return None
        while first > start + 1 and self.tree[first - 1].text == "-" and not self.tree[first - 2].whitespace_:
            first -= 2  # "all-wheel drive"
        words = [t for t in self.tree[first : name.start] if t.text != "-"]
        if any(t.pos_ not in INSIDE or self._is_noun(t) or t.text[0].isupper() for t in words):
            return None  # "a chatbot X1", "its AI chatbot X1"
        while end > name.end and self.tree[end - 1].pos_ not in ("NOUN", "PROPN"):
            end -= 1
        return text_of(self.tree[first:end])

    def _is_plain(self, token: Token) -> bool:
        """Whether a word ahead of a product says nothing that sets it apart from others of its line."""
        return (
            token.lower_ in self.words["fillers"] | self.words["novel"] | self.words["newest"] | self.words["praising"]
        )

    def _adjoined(self, name: Name) -> str | None:
        """A name that taggers cut in two, with the Roman numeral behind it: "Tide 5 Gen II"; `None` for a whole one."""
        before = self.passage.name_at(self.tree[name.start - 1]) if name.start else None
        after = self.tree[name.end] if name.end < len(self.tree) else None
        numeral = after is not None and after.text in _ROMAN
        if before is None or before.text[-1:].isalpha() or not any(map(str.isdigit, before.text)):
            return f"{name.text} {after.text}" if after is not None and numeral else None
        return text_of(self.tree[before.start : name.end + numeral])

    def _generation(self, name: Name) -> int:
        """Where a name begins with the words that make a later product of it: "second-generation Vision Pro"."""
        at = name.start
        if at > 2 and self.tree[at - 1].lemma_.lower() in self.words["editions"] and self.tree[at - 2].text == "-":
            return at - 3
        ahead, after = self.tree[max(0, at - 1)], self.tree[min(name.end, len(self.tree) - 1)]
        ranked = "Ord" in ahead.morph.get("NumType", []) and ahead.lower_ not in self.words["novel"]
        plain = ahead.text.isdigit() and not self._is_figure(ahead)
        single = plain and after.pos_ == "NOUN" and "Sing" in after.morph.get("Number", [])
        return at - 1 if at and (ranked or single) else at  # "17 Ultra phone"
