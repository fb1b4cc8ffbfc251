"""What a deal costs: the sum beside its word, or behind a price's case word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.amounts import governing_metric
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import base, children
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_NEAR = 14
"""Tokens between a deal's word and its price."""
_BESIDE = 4
"""Tokens between a price and the noun that it stands before."""
_OFFERED = 3
"""Tokens from a verb of bidding to its sum."""
_PAID = 7
"""Tokens between "paying $2bn" and "to buy"."""


class PriceReader:
    """Reads the prices of one passage, each for one deal; `words` are the lists of `[deals]`."""

    def __init__(self, passage: Passage, words: Mapping[str, frozenset[str]]) -> None:
        self.passage, self.tree, self.words = passage, passage.tree, words
        self.lexicon = load_lexicon(passage.lang)
        self.taken: set[Mention] = set()

    def _sums(self) -> Iterator[tuple[Mention, int, int]]:
        """The sums that are no metric's and not taken, with their first and last token."""
        for mention in self.passage.quantities:
            is_money = isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "money"
            if is_money and mention not in self.taken and not governing_metric(mention, self.passage, self.lexicon):
                tokens = self.passage.tokens_in(mention.span)
                if self._is_of_party(tokens[0].i):
                    continue
                yield mention, tokens[0].i, tokens[-1].i

    def _is_of_party(self, first: int) -> bool:
        """Whether a sum says what a company is worth and no deal: "the company was valued at $2bn"."""
        if any(t.lower_ in self.words["merged"] for t in self.tree[max(0, first - _BESIDE) : first]):
            return True  # "a deal that valued the combined company at $2bn"
        verb = self.tree[first - 2] if first > 1 and self.tree[first - 1].pos_ == "ADP" else None
        if verb is None or verb.pos_ != "VERB" or not {verb.lower_, verb.lemma_.lower()} & self.words["priced"]:
            return False
        subjects = children(verb, "nsubj") if children(verb, "aux") else []
        return any(class_of(t, self.passage.lang) is Label.ORGANISATION or self.passage.name_at(t) for t in subjects)

    def price(self, token: Token, *, plain: bool = False) -> Mention | None:
        """The price of the deal that a verb or noun tells of: what stands closest to it wins.

        With `plain`, no other noun may stand between: "the deal should cut its debt of $2bn" prices nothing.
        """
        sums = list(self._sums())
        for mention, first, last in sums:
            if self._is_beside(token, last) or self._is_paid(token, first, last) or self._is_offered(token, first):
                return mention
            if (
                self._is_of_deal(token, first, last)
                or self._is_of_attempt(token, last)
                or self._is_said(token, first, last)
                or self._is_let_cost(token, first, last)
            ):
                return mention
            if token.pos_ == "VERB" and token.i < first and self._is_therefor(first):
                return mention
        return next(
            (
                m
                for m, first, last in sums
                if (self._is_behind(token, first) and not (plain and self._has_other_noun(token.i + 1, first)))
                or self._is_ahead(token, first, last)
            ),
            None,
        )

    def _has_other_noun(self, start: int, end: int) -> bool:
        if any(base(t) == "nsubj" for t in self.tree[start:end]):
            return True  # "at the time of the deal, Acme was valued at $2bn"
        nouns = (t for t in self.tree[start:end] if t.pos_ == "NOUN" and not self.passage.name_at(t))
        return any(not ({t.lemma_.lower(), t.lower_} & self.words["priced"] or self._is_firm(t)) for t in nouns)

    def _is_firm(self, noun: Token) -> bool:
        """As in "the deal values the company at $2bn": the firm is no other thing that is priced."""
        verb = self.tree[noun.i - 2] if noun.i > 1 and noun.nbor(-1).pos_ == "DET" else None
        priced = verb is not None and not {verb.lower_, verb.lemma_.lower()}.isdisjoint(self.words["priced"])
        return priced and class_of(noun, self.passage.lang) is Label.ORGANISATION

    def _is_beside(self, token: Token, last: int) -> bool:
        """Whether a sum stands right before a noun: "its $5bn acquisition"."""
        if token.pos_ not in ("NOUN", "PROPN") or not 0 < token.i - last <= _BESIDE:
            return False
        between = self.tree[last + 1 : token.i]
        plain = {"ADJ", "NOUN", "PUNCT", "PROPN"}
        if any(t.lower_ in self.words["capital"] for t in between):
            plain |= {"DET", "ADP"}  # "the $14-a-share offer"
        return all(t.pos_ in plain and t.text != "," for t in between)

    def _is_of_deal(self, verb: Token, first: int, last: int) -> bool:
        """Whether a sum behind a verb stands before a noun for the whole deal: "buys B in a $2bn deal"."""
        if verb.pos_ != "VERB" or not verb.i < first <= verb.i + _NEAR:
            return False
        return any({t.lower_, t.lemma_.lower()} & self.words["nouns"] for t in self.tree[last + 1 : last + _BESIDE])

    def _is_of_attempt(self, verb: Token, last: int) -> bool:
        """Whether a sum stands before the noun that an infinitive hangs on: "a $2bn agreement to buy B"."""
        between = self.tree[last + 1 : verb.i]
        if verb.pos_ != "VERB" or not 1 < len(between) <= _BESIDE or between[-1].lower_ not in self.words["infinitive"]:
            return False
        noun = between[-2]
        return bool({noun.lower_, noun.lemma_.lower()} & (self.words["attempts"] | self.words["nouns"]))

    def _is_offered(self, verb: Token, first: int) -> bool:
        """Whether a sum stands right behind a verb of bidding or paying: "bids $2bn for B", "pays $2bn for B"."""
        bids = verb.pos_ == "VERB" and 0 < first - verb.i <= _OFFERED
        offering = self.lexicon.words["bid"]["verbs"] | self.words["paying"]
        return bids and not {verb.lemma_.lower(), *word_forms(verb, self.lexicon)}.isdisjoint(offering)

    def _is_paid(self, verb: Token, first: int, last: int) -> bool:
        """Whether a sum is paid for what a verb does: "paying $2bn to buy B"."""
        paying = first > 0 and self.tree[first - 1].lemma_.lower() in self.words["priced"]
        return paying and verb.pos_ == "VERB" and last < verb.i <= last + _PAID

    def _is_therefor(self, first: int) -> bool:
        """Whether a sum is paid for what the sentence told: "kauft B und zahlt dafür 2 Milliarden Euro"."""
        return any(t.lower_ in self.words["therefor"] for t in self.tree[max(0, first - _BESIDE) : first])

    def _is_said(self, noun: Token, first: int, last: int) -> bool:
        """Whether a clause says how much a noun for the price is: "the purchase price was $2bn"."""
        tags = self.words["tags"] | self.words["loose_tags"]
        heavy = any(
            t.lower_ in self.words["heavy"] for t in self.tree[last + 1 : last + 2]
        )  # "5 Millionen Euro schwer"
        is_tag = is_one_of(noun, tags | self.words["nouns"] if heavy else tags)
        if noun.pos_ != "NOUN" or not is_tag or not noun.i < first <= noun.i + _NEAR:
            return False
        between = self.tree[noun.i + 1 : first]
        behind = self.tree[last + 1 : last + 3] if self.lexicon.verb_may_lead else ()  # "soll bei 2 Milliarden liegen"
        linked = any(not {t.lower_, t.lemma_.lower()}.isdisjoint(self.words["amounting"]) for t in (*between, *behind))
        return linked and all(t.pos_ in ("AUX", "VERB", "ADP", "ADV", "DET", "ADJ", "PRON", "SYM") for t in between)

    def _is_let_cost(self, noun: Token, first: int, last: int) -> bool:
        """Whether somebody lets a deal cost a sum: "lässt sich den Kauf 5 Millionen Euro kosten"."""
        verb = last + 1 if noun.i + 1 == first else noun.i + 1 if first == 0 else -1
        is_deal = noun.pos_ == "NOUN" and is_one_of(noun, self.words["nouns"])
        return is_deal and verb > 0 and any(t.lower_ in self.words["costing"] for t in self.tree[verb : verb + 1])

    def _is_behind(self, token: Token, first: int) -> bool:
        window = self.tree[token.i + 1 : first]
        if not token.i < first <= token.i + _NEAR:
            return False
        if any(t.pos_ == "VERB" and base(t) in ("conj", "advcl", "ccomp") for t in window):
            return False
        return self._is_priced(first, window)

    def _is_ahead(self, token: Token, first: int, last: int) -> bool:
        """Whether a sum stands ahead of a verb at its clause's end: "für 2 Milliarden Euro gekauft"."""
        near = self.lexicon.verb_may_lead and last < token.i <= last + _NEAR
        return near and token.pos_ == "VERB" and self._is_priced(first, ())

    def _is_priced(self, first: int, window: Iterable[Token]) -> bool:
        words = {form for token in window for form in (token.lemma_.lower(), token.lower_)}
        return (first > 0 and self.tree[first - 1].lower_ in self.words["price"]) or bool(words & self.words["priced"])
