"""What is used of whom: "Acme's models", "the booking engine of Acme", "Acme chips", "the chatbot X1", Acme itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.reading import is_told_of_then
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.extract.text.syntax import base, has_present_ending, read_arguments
from claimtrack.language import read_data
from claimtrack.language.trees import root_of, text_of
from claimtrack.model import Label
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_REACH = 9
"""Tokens of a phrase that are read for the name in it: "the most advanced booking engine of Acme"."""
_FAR = 12
"""Tokens behind a verb among which the noun of what is used stands."""
_MOST = 5
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "SYM"})
_SURE = 0.95
_UNTYPED = 0.85
"""How sure a firm is used of whose name nothing is known."""
_SHORT = 2
"""Letters of an abbreviation that is hardly ever a product's name."""
_MAKERS = (Label.ORGANISATION, None)


@cache
def use_words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[uses]` in a language's `offers.toml`; what each is for stands there."""
    return {key: frozenset(w.lower() for w in words) for key, words in read_data(lang, "offers")["uses"].items()}


def is_abbreviated_noun(text: str) -> bool:
    """Whether capitals abbreviate a noun, and name nothing: "GPUs" by their plural, "DC" by being so short."""
    return (text.endswith("s") and text[:-1].isupper()) or (len(text) == _SHORT and text.isalpha() and text.isupper())


class UsedReader:
    """Reads what is used in one passage."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, use_words(passage.lang)
        self.nothings = product_words(passage.lang)["no_things"]

    def listed(self, at: int, *, firms: bool) -> list[Filler]:
        """What a phrase, or the list that it opens, says is used; a firm by itself only where `firms` are."""
        found: list[Filler] = []
        while len(found) < _MOST and (read := self.read(at, firms=firms)):
            filler, at = read
            found.append(filler)
            while at < len(self.tree) and (self.tree[at].text == "," or self.tree[at].pos_ == "CCONJ"):
                at += 1
            name = self.passage.name_at(self.tree[at]) if at < len(self.tree) else None
            if at == read[1] or name is None or self._opens_clause(name):
                return found
        return found if len(found) == _MOST or len(found) < 2 else []  # "the A, B and C trademarks"

    def _opens_clause(self, name: Name) -> bool:
        """Whether a name behind a comma is the subject of what follows: "powered by Acme's X1, Norwind said"."""
        root = root_of(self.tree[name.start : name.end])
        return base(root) == "nsubj" and root.head.i >= name.end

    def providers(self, verb: Token) -> list[Filler]:
        """Whose models are used: "testing models from A, B's lab and C", "integriert Modelle von Rivalen wie A"."""
        nouns = load_lexicon(self.passage.lang).maker["nouns"]
        heads = (*read_arguments(verb).theme, *self.tree[verb.i + 1 : verb.i + _FAR])
        noun = next((h for h in heads if is_one_of(h, nouns)), None)
        names = [n for n in self.passage.names if noun is not None and n.start > noun.i and self._is_listed(n, noun)]
        named = (self.discourse.resolve(self.tree[n.start], self.passage) for n in names)
        return list({f.text: f for f in named if f and f.label in _MAKERS}.values())

    def _is_listed(self, name: Name, noun: Token) -> bool:
        """Whether a name behind "models" stands in its list, and not in a clause, a place or a compound of its own."""
        links = self.words["from"] | self.words["like"]
        linked = any(t.lower_ in links for t in self.tree[noun.i + 1 : name.start])
        if self.discourse.cast.label(name.text) not in _MAKERS or not linked:
            return False
        following = self.tree[name.end] if name.end < len(self.tree) else None
        if following is not None and following.pos_ == "NOUN" and class_of(following, self.passage.lang):
            return False  # "models from several Acme rivals"
        between, goals = self.tree[noun.i + 1 : name.start], load_lexicon(self.passage.lang).markers["goal"]
        clauses = ("ROOT", "conj", "advcl", "acl", "parataxis")
        return not any((t.pos_ in ("VERB", "AUX") and base(t) in clauses)
                       or (t.pos_ == "ADP" and t.lower_ in goals) for t in between)  # fmt: skip

    def read(self, at: int, *, firms: bool) -> tuple[Filler, int] | None:
        """One thing, and the token behind its phrase."""
        first, noun, case = at, None, None
        while at < min(len(self.tree), first + _REACH):
            token = self.tree[at]
            name = self.passage.name_at(token)
            if name is not None:
                return self._with(name, noun, case, firms=firms)
            if noun is not None and token.lower_ in self.words["from"]:
                case = token
            elif noun is not None and case is None and token.lower_ in self.words["made"]:
                pass  # "a tool built by Acme"
            elif token.pos_ not in _INSIDE and not (
                token.text in ("-", "„", '"', "“") or "Yes" in token.morph.get("Poss", [])
            ):
                return None
            elif case is None and token.pos_ in ("NOUN", "PROPN"):
                noun = token
            at += 1
        return None

    def _with(self, name: Name, noun: Token | None, case: Token | None, *, firms: bool) -> tuple[Filler, int] | None:
        following = self.tree[name.end] if name.end < len(self.tree) else None
        label, full = self.discourse.cast.label(name.text), self.discourse.cast.full(name.text)
        first = self.tree[name.start]
        if label in (Label.PERSON, Label.PLACE) or self._is_cut(name):
            return None
        if following is not None and following.text in POSSESSIVE:
            return self._owned(name)
        ends = following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ")
        if noun is not None and case is not None:
            used = self.is_thing(noun) or ((firms or case.lower_ in self.words["by"]) and self._may_be_used(noun))
            return self._phrased(noun, name) if used and ends else None  # "models of Acme rivals"
        if label is Label.PRODUCT:
            return Filler(full, Label.PRODUCT, first, _SURE, "name"), name.end
        if (
            following is not None
            and following.pos_ == "NOUN"
            and following.text.islower()
            and self.is_thing(self._last(name.end))
        ):
            last = self._last(name.end)
            text = text_of(self.tree[name.start : last.i + 1])
            return Filler(text, Label.PRODUCT, first, _SURE, "phrase"), last.i + 1
        if noun is not None and noun.i == name.start - 1 and label is None and self.is_thing(noun):
            return Filler(full, Label.PRODUCT, first, 0.9, "name"), name.end
        beside = noun is None or class_of(noun, self.passage.lang) is Label.ORGANISATION
        if label is Label.ORGANISATION and firms and ends and beside:
            return Filler(full, Label.ORGANISATION, first, _SURE, "name"), name.end
        plain = is_no_word(name.text.split()[0], self.passage.lang) or first.pos_ == "PROPN"
        if label is None and noun is None and ends and plain:
            return Filler(full, Label.ORGANISATION, first, _UNTYPED, "name"), name.end
        return None

    def _is_cut(self, name: Name) -> bool:
        """Whether a name goes on behind what is read of it: "Auto Lane" of "Auto Lane-Keeping", "X1 Voice-Modell"."""
        following = text_of(self.tree[name.end : name.end + 1])
        hyphen = following.find("-")
        return (hyphen == 0 and not self.tree[name.end - 1].whitespace_) or (hyphen > 1 and following[0].isupper())

    def _last(self, at: int) -> Token:
        """The last noun of a phrase: "chips" from "AI" on in "Acme AI chips"."""
        while (
            at + 1 < len(self.tree)
            and self.tree[at + 1].pos_ in ("NOUN", "PROPN")
            and not self.passage.name_at(self.tree[at + 1])
        ):
            at += 1
        return self.tree[at]

    def _owned(self, owner: Name) -> tuple[Filler, int] | None:
        """As in "Acme's most advanced image models", "Acme's X1"."""
        if self.discourse.cast.label(owner.text) not in (Label.ORGANISATION, None):
            return None
        at, noun = owner.end + 1, None
        while at < len(self.tree) and at < owner.end + _REACH:
            token = self.tree[at]
            name = self.passage.name_at(token)
            if name is not None and self.discourse.cast.label(name.text) in (Label.PRODUCT, None):
                full = self.discourse.cast.full(name.text)
                return Filler(
                    full, Label.PRODUCT, token, _SURE if self.discourse.cast.label(full) else 0.85, "name"
                ), name.end
            if token.pos_ not in _INSIDE and token.text != "-" and not has_present_ending(token):
                break
            noun = token if token.pos_ in ("NOUN", "PROPN") and not self.passage.quantity_at(token) else noun
            at += 1
        known = self.discourse.cast.label(owner.text) is Label.ORGANISATION
        plain = noun is not None and (known or is_no_word(owner.text.split()[0], self.passage.lang))
        if noun is None or not (self.is_thing(noun) or (plain and self._may_be_used(noun))):
            return None
        text = f"{self.discourse.cast.full(owner.text)}{text_of(self.tree[owner.end : noun.i + 1])}"
        return Filler(text, Label.PRODUCT, self.tree[owner.start], _SURE, "phrase"), noun.i + 1

    def _phrased(self, noun: Token, name: Name) -> tuple[Filler, int] | None:
        """As in "the booking engine of Acme", "die Software des Herstellers Acme"."""
        start = noun.i
        while (
            start > 0
            and self.tree[start - 1].pos_ in ("NOUN", "ADJ", "PROPN")
            and not self.passage.name_at(self.tree[start - 1])
        ):
            start -= 1
        new = product_words(self.passage.lang)["fillers"]
        while self.tree[start].lower_ in new:
            start += 1
        return Filler(text_of(self.tree[start : name.end]), Label.PRODUCT, noun, _SURE, "phrase"), name.end

    def _may_be_used(self, noun: Token) -> bool:
        """Whether a noun in no list can say what is used of a firm: nobody, and no deed, plan, paper or money."""
        return class_of(noun, self.passage.lang) is None and noun.lemma_.lower() not in self.nothings

    def is_thing(self, noun: Token) -> bool:
        """Whether a noun says that something is used: a product's, or one of `things`."""
        return is_product_noun(noun, self.passage.lang) or is_one_of(noun, self.words["things"])


def is_over(verb: Token, lang: str) -> bool:
    """Whether a verb of lasting use tells only of the past: "used X1", but not "has used X1" or "adopted X1"."""
    lasting = verb.lemma_.lower() in use_words(lang)["lasting"]
    return lasting and is_told_of_then(verb)
