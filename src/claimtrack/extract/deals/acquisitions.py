"""Companies that change hands: bought, sold, bid for, merged, and the deals that came to nothing.

Several sentences tell of one deal ("agreed to buy B", "the deal, worth $2bn", "the takeover was called off"), so the
reader keeps in mind which deal the document spoke of last.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.modality import read_certainty
from claimtrack.extract.deals.mergers import MergerReader
from claimtrack.extract.deals.prices import PriceReader
from claimtrack.extract.deals.purchases import PurchaseReader
from claimtrack.extract.deals.reading import Deal, deal_words
from claimtrack.extract.deals.spoken import SpokenReader
from claimtrack.extract.deals.takeovers import TakeoverReader
from claimtrack.extract.drafts import Draft
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, may_tell
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.model import Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.deals.reading import Deal
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_NEAR = 0.8
"""What is left of a reading's certainty when its target is told of in another sentence."""
_ARTICLE = 3
"""Tokens before a noun among which its article is looked for."""


class DealReader:
    """Reads the deals of one document, passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._last: Deal | None = None
        self._position = -1

    def drafts(self, passage: Passage) -> Iterator[Draft]:
        """The acquisitions, bids, mergers and sales that a passage tells of."""
        if not _may_tell(passage):
            return
        reading = _Reading(passage, self._discourse, self._last, fresh=self._position == passage.position - 1)
        for deal in reading.deals():
            yield (draft := reading.draft(deal))
            if deal.target is not None:
                self._last, self._position = self._as_told(deal, draft), passage.position

    def _as_told(self, deal: Deal, draft: Draft) -> Deal:
        """A deal with how sure it was when it was told: the price of what somebody only plans is planned as well."""
        told = read_certainty(draft, self._discourse) if deal.modality is None else None
        open_ = told is not None and told.modality in (Modality.PLANNED, Modality.POSSIBLE)
        return deal._replace(modality=told.modality) if told is not None and open_ else deal

    def learn(self, drafts: Iterable[Draft], passage: Passage) -> None:
        """Keep in mind the one deal that something else read in a passage which has none of its own."""
        told = [draft for draft in drafts if draft.kind == "acquisition" and draft.object is not None]
        if len(told) == 1 and self._position != passage.position and told[0].attribute is None:
            (draft,) = told
            self._last = Deal(draft.subject, draft.object, draft.predicate, modality=draft.modality)
            self._position = passage.position


@cache
def _evoking(lang: str) -> tuple[frozenset[str], ...]:
    """The lists of words without one of which a sentence tells of no deal."""
    lexicon, words = load_lexicon(lang), deal_words(lang)
    verbs = [lexicon.words[name]["verbs"] for name in ("acquire", "sell", "bid", "pass", "merge")]
    nouns = [lexicon.words[name]["nouns"] for name in ("acquisition", "merge")]
    merging = frozenset(form for form, verb in lexicon.inflected.items() if verb in lexicon.words["merge"]["verbs"])
    parts = (
        words[key]
        for key in ("bids", "nouns", "sales", "buyers", "owners", "paying", "tags", "loose_tags", "receiving")
    )
    return (*verbs, *nouns, *parts, merging)


def _may_tell(passage: Passage) -> bool:
    return may_tell(passage.tree, load_lexicon(passage.lang), _evoking(passage.lang))


class _Reading:
    """One passage read for deals."""

    def __init__(self, passage: Passage, discourse: Discourse, last: Deal | None, *, fresh: bool) -> None:
        self.passage, self.last = passage, last
        self.tree, self.words = passage.tree, deal_words(passage.lang)
        self.known = self.words["nouns"] | self.words["tags"] | (self.words["loose_tags"] if fresh else frozenset())
        self.prices = PriceReader(passage, self.words)
        self.spoken = spoken = SpokenReader(passage, discourse, last, fresh=fresh)
        self.nouns = TakeoverReader(passage, discourse, spoken)
        mergers = MergerReader(passage, discourse, spoken)
        self.readers = (PurchaseReader(passage, discourse, spoken), mergers, self.nouns, spoken)

    def deals(self) -> Iterator[Deal]:
        """Every deal, by verbs and by nouns, each pair of buyer and target once."""
        seen: set[tuple[str, str | None]] = set()
        for token in self.tree:
            if self.passage.quantity_at(token) or (self.passage.name_at(token) and "-" not in token.text):
                continue
            told = [deal for reader in self.readers for deal in reader.deals(token)]
            for deal in told or self._known(token):
                key = (deal.buyer.text, deal.target and deal.target.text)
                if key not in seen and key[0] != key[1]:
                    seen.add(key)
                    yield deal

    def _known(self, noun: Token) -> list[Deal]:
        """The deal spoken of before, where a passage puts a price on it or calls it off."""
        is_deal = noun.pos_ in ("NOUN", "PROPN") and is_one_of(noun, self.known)
        if not is_deal or not self._is_definite(noun):
            return []
        if self.last is None:
            return self._called_off(noun)
        ended = self.nouns.is_called_off(noun)
        price = None if ended else self.prices.price(noun, plain=True)
        priced = price is not None and price not in self.prices.taken
        closed = not ended and self.nouns.is_closed(noun)
        if not (ended or priced or closed):
            return []
        deal = self.last._replace(token=noun, certainty=0.75, phase=Phase.ENDS if ended else Phase.BEGINS)
        modality = Modality.PLANNED if ended else Modality.ACTUAL if closed else deal.modality
        return [deal._replace(modality=modality, attribute=None)]

    def _called_off(self, noun: Token) -> list[Deal]:
        """A deal of which the sentence before named the target alone: "The sale of B has failed. A ended the talks"."""
        buyer = self.spoken.party(read_arguments(noun.head).agent) if self.nouns.is_called_off(noun) else None
        target = self.spoken.target(buyer, noun) if buyer is not None else None
        deal = self.spoken.checked(buyer, target, noun, _NEAR)
        return [deal._replace(modality=Modality.PLANNED, phase=Phase.ENDS)] if deal is not None else []

    def _is_definite(self, noun: Token) -> bool:
        article = noun.i > 1 and self.tree[noun.i - 1].pos_ == "DET"
        ahead = self.tree[noun.i - 1 - article] if noun.i else noun
        if is_one_of(noun, self.words["tags"]) and ahead.pos_ in ("ADP", "SCONJ", "CCONJ"):
            return True  # "Als Kaufpreis sind 5 Millionen Euro vereinbart", "auf einen Kaufpreis von … geeinigt"
        tags = self.words["tags"] | self.words["loose_tags"]
        if is_one_of(noun, tags) and any(t.lower_ in self.words["settled"] for t in self.tree):
            return True  # "A price of $5m was agreed"
        before = self.tree[max(0, noun.i - _ARTICLE) : noun.i]
        return any("Def" in t.morph.get("Definite", []) or t.morph.get("PronType", []) == ["Dem"] for t in before)

    def draft(self, deal: Deal) -> Draft:
        """The claim of a deal with its price."""
        price = deal.price or self.prices.price(deal.token)
        if price:
            self.prices.taken.add(price)
        unit = price.norm.unit if price and isinstance(price.norm, Quantity) else None
        by_share = unit is not None and unit.endswith("/share")
        attribute = "per share" if by_share else deal.attribute
        suffix = "/share" if attribute == "per share" and price is not None and not by_share else ""
        sure = (deal.buyer.certainty, deal.target.certainty if deal.target else 1)
        by_pronoun = deal.target is not None and deal.target.via == "pronoun"
        certainty = deal.certainty * (sure[0] * sure[1] if by_pronoun else min(sure))
        named = deal.token.pos_ in ("NOUN", "PROPN") and bool(self.nouns.paired(deal.token))
        passing = named and not self.nouns.is_closed(deal.token)  # "railed against the A-B deal in May"
        return Draft(
            "acquisition", "deal", self.passage, deal.token, deal.buyer, deal.target, price, attribute, deal.phase,
            deal.modality, unit_suffix=suffix, sure=round(certainty, 3), dated=not passing, timed=passing,
        )  # fmt: skip
