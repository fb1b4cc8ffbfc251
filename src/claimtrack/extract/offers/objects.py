"""What a verb releases or builds: right behind it, behind its case word, its object in the tree, its antecedent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.offers.deeds import Found
    from claimtrack.extract.text.passages import Passage
    from claimtrack.extract.text.phrases import PhraseReader, Product

_RIGHT = 3
"""Tokens between a product and a verb that ends its clause: "X1 nächste Woche vorstellen"."""
_RELATIVE = 6
"""Tokens between a relative pronoun and the verb of its clause: "which Acme quietly released"."""
_CLAUSE_MARKS = (",", ":", ";", "–", "—")
_INSIDE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT")


class ObjectReader:
    """Reads the products that the verbs of one passage are about."""

    def __init__(self, passage: Passage, discourse: Discourse, phrases: PhraseReader) -> None:
        self.passage, self.discourse, self.phrases = passage, discourse, phrases
        self.tree, self.words = passage.tree, product_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def of_verb(self, found: Found, *, trusted: bool, is_open: bool = False) -> list[Product]:
        """The products right behind a verb, behind its case word ("working on"), or its object in the tree."""
        verb, case = found.verb, frozenset({found.deed.case} - {""})
        products = self.phrases.listed(found.behind, trusted=trusted, is_open=is_open)
        arguments = read_arguments(verb)
        for theme in () if products else (*arguments.oblique(case), *(() if case else arguments.theme)):
            start = min((t.i for t in theme.subtree if t.i <= theme.i), default=theme.i)
            start += self.tree[start].lower_ in case
            if start > verb.i or self.lexicon.verb_may_lead:
                products = products or self.phrases.listed(start, is_open=is_open)
        return products or (self._right_before(verb) or self._opening(verb) if self.lexicon.verb_may_lead else [])

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

    def antecedent(self, verb: Token) -> list[Product]:
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
