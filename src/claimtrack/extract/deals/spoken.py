"""Deals told in parts: who buys or what is paid in one sentence, of the firm that the one before it spoke of.

As in "The founders are selling B. The buyer is A", "A paid $5m for all of its shares", "The takeover by A has closed":
what is bought is the target of the deal told of last, or the one other firm of the sentence before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.reading import Deal, DealReading
from claimtrack.extract.deals.targets import read_target
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import read_pointer
from claimtrack.extract.text.lexicon import is_one_of, word_forms
from claimtrack.extract.text.syntax import base, children, is_passive, read_arguments
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

_PHRASE = 7
"""Tokens of a phrase for a whole firm: "one hundred per cent of the shares"."""
_IN_CASH = 5
"""Tokens between a sum and what it is paid for: "in cash and stock for"."""
_OWNED = 9
"""Tokens behind "owner" among which the verb stands that says who it is."""
_AGREED = 8
"""Tokens ahead of an infinitive among which the agreement stands that it is of: "a deal with A to acquire"."""
_SUM = 4
"""Tokens between "pay" and its sum: "pay a total of"."""
_NEAR = 0.8
"""What is left of a reading's certainty when its target is told of in another sentence."""
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PRON", "NUM", "SYM", "ADV", "PUNCT"})


class SpokenReader(DealReading):
    """Reads what one passage adds to a deal that the text is speaking of.

    `last` is the one told of last; it is `fresh` if the sentence right before told of it.
    """

    def __init__(self, passage: Passage, discourse: Discourse, last: Deal | None, *, fresh: bool = False) -> None:
        super().__init__(passage, discourse)
        self.last, self.fresh = last, fresh

    def deals(self, token: Token) -> Iterator[Deal]:
        """The deal that a word tells the buyer or the price of."""
        deal = None
        if token.pos_ in ("NOUN", "PROPN") and is_one_of(token, self.words["buyers"]):
            deal = self._bought_by(token)
        elif token.pos_ == "NOUN" and token.i and is_one_of(token, self.words["owners"]):
            deal = self._passed_to(token)
        elif token.pos_ in ("VERB", "AUX") and self._is_paying(token):
            deal = self._paid(token)
        elif token.pos_ == "VERB" and self._is_paid_out(token):
            deal = self._received(token)
        elif token.pos_ in ("NOUN", "PROPN") and token.i and is_one_of(token, self.words["bids"]):
            deal = self._raised(token)
        if deal is not None:
            yield deal

    def known(self, pair: Sequence[Filler]) -> Deal | None:
        """The deal told of last, if it is that of two firms: "the A-B deal", where A buys B or is bought by it."""
        told = self.last
        parties = {told.buyer.text, told.target.text} if told is not None and told.target is not None else set()
        return told if len(pair) == 2 and {party.text for party in pair} == parties else None

    def target(self, buyer: Filler, token: Token) -> Filler | None:
        """What the text says, ahead of a token or in the sentence before, to be somebody's to buy: one firm alone."""
        named = [n for n in self.passage.names if self._is_firm(n.text) and not self._is_within(n, buyer)]
        ahead = [n for n in named if n.end <= token.i and not self._describes(n)]
        if others := list(dict.fromkeys(self._firm(n.text) for n in ahead)):
            leading = [self._firm(n.text) for n in ahead if self._leads(n)]
            others = others if len(others) == 1 else list(dict.fromkeys(leading))
        elif (others := self._in_mind(buyer)) and any(self._firm(n.text) != others[0] for n in named):
            return None
        if len(others) != 1:
            return None
        return self.discourse.filler(others[0], token, _NEAR)._replace(label=Label.ORGANISATION)

    def _in_mind(self, buyer: Filler) -> list[str]:
        """The firms that may be meant by what the text told before: the target of its last deal first."""
        if self.last is not None and self._is_of(self.last, buyer):
            return [self.last.target.text] if self.last.target is not None else []
        before = [n for n in self.discourse.organisations_before(self.passage) if n != buyer.text]
        return self._on_sale() or (before if len(before) < 2 else self._spoken_of(before))

    def _is_within(self, name: Name, buyer: Filler) -> bool:
        return self._firm(name.text) in buyer.text or buyer.text in self._firm(name.text)

    def _describes(self, name: Name) -> bool:
        """Whether a name only says which noun is meant: "in a Norwind post"."""
        following = self.tree[name.end] if name.end < len(self.tree) else None
        return following is not None and following.pos_ in ("NOUN", "PROPN") and not self.lexicon.has_compounds

    def _leads(self, name: Name) -> bool:
        """Whether a name is a subject of the passage, or stands at its head."""
        head = self.passage.head_of(name.span)
        return name.start == 0 or (head is not None and base(head) == "nsubj")

    def _firm(self, name: str) -> str:
        return self.discourse.cast.full(name)

    def _is_firm(self, name: str) -> bool:
        return self.discourse.cast.label(name) is Label.ORGANISATION

    def _is_of(self, deal: Deal, buyer: Filler) -> bool:
        return deal.attribute == "sale" or deal.buyer.text == buyer.text

    def _before(self) -> Passage | None:
        place = self.discourse.place_of(self.passage)
        earlier = self.discourse.passages[place - 1] if place else None
        return earlier if earlier is not None and earlier.position == self.passage.position - 1 else None

    def _spoken_of(self, firms: list[str]) -> list[str]:
        """Those of some firms that are the subject of the sentence right before."""
        earlier = self._before()
        heads = [(name, earlier.head_of(name.span)) for name in earlier.names] if earlier is not None else []
        subjects = {self._firm(name.text) for name, head in heads if head is not None and base(head) == "nsubj"}
        return [firm for firm in firms if firm in subjects]

    def _on_sale(self) -> list[str]:
        """The firm that the sentence right before says is sold."""
        earlier = self._before()
        if earlier is None:
            return []
        selling = self.lexicon.words["sell"]["verbs"]
        for verb in earlier.tree:
            if verb.pos_ == "VERB" and set(word_forms(verb, self.lexicon)) & selling:
                themes = read_arguments(verb).theme
                found = next((name for t in themes if (name := earlier.name_at(t)) is not None), None)
                return [self._firm(found.text)] if found is not None else []
        return []

    def all_shares(self, at: int) -> bool:
        """Whether the phrase that starts at a token is "all of its shares", "the entire share capital"."""
        return self._whole(at, of_firm=False)

    def own_firm(self, at: int) -> bool:
        """Whether the phrase that starts at a token is "all of their company", "the business"."""
        return self._whole(at) and not self.all_shares(at)

    def _whole(self, at: int, *, of_firm: bool = True) -> bool:
        """Whether the phrase that starts at a token is one for a whole firm: all shares, or "the company"."""
        has_all = is_definite = False
        for token in self.tree[at : at + _PHRASE]:
            if token.pos_ not in _INSIDE or token.text == "," or self.passage.name_at(token):
                return False
            has_all = has_all or token.lower_ in self.words["entire"]
            is_definite = (
                is_definite or "Def" in token.morph.get("Definite", []) or "Yes" in token.morph.get("Poss", [])
            )
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            following = self.tree[token.i + 1] if token.i + 1 < len(self.tree) else None
            if following is not None and (following.pos_ == "NOUN" or following.lower_ in self.words["of"]):
                continue  # "the share capital", "the whole of the shares"
            if is_one_of(token, self.words["capital"]):
                return has_all
            return of_firm and is_definite and class_of(token, self.passage.lang) is Label.ORGANISATION
        return False

    def _bought_by(self, noun: Token) -> Deal | None:
        """As in "The buyer is A", "the buyer, A": where a verb says what is paid, it tells the deal."""
        behind = self.tree[noun.i + 1 : noun.i + 2]
        definite = noun.i == 0 or any("Def" in t.morph.get("Definite", []) for t in children(noun, "det"))
        linked = any(t.text == "," or (t.pos_ == "AUX" and base(t) == "cop") for t in behind)
        if not (definite and linked) or children(noun, "nmod") or any(map(self._is_paying, self.tree[noun.i :])):
            return None
        buyer = read_target(noun.i + 2, self.passage, self.discourse)
        if buyer is None or buyer.via != "name":
            return None
        return self.checked(buyer, self.target(buyer, noun), noun)

    def _passed_to(self, noun: Token) -> Deal | None:
        """As in "The new owner of B is A", "Neuer Eigentümer der B wird A", "A becomes the new owner of B"."""
        behind = self.tree[noun.i + 1 : noun.i + _OWNED]
        if self.tree[noun.i - 1].lower_ not in self.words["new"] or not len(behind):
            return None
        owned = read_target(noun.i + 2, self.passage, self.discourse) if behind[0].lower_ in self.words["of"] else None
        link = next((t for t in behind if t.pos_ == "AUX"), None)
        buyer = read_target(link.i + 1, self.passage, self.discourse) if link is not None else None
        buyer = buyer or (self.party(read_arguments(noun).agent) if owned is not None else None)
        if buyer is None or buyer.via != "name" or (owned is None and link is None):
            return None
        return self.checked(buyer, owned or self.target(buyer, noun), noun)

    def agreed(self, verb: Token) -> Deal | None:
        """As in "a deal with A to acquire the company", "signed nothing with A: there is no agreement to buy us"."""
        ahead = self.tree[max(0, verb.i - _AGREED) : verb.i]
        noun = next((t for t in ahead if is_one_of(t, self.words["attempts"])), None)
        if noun is None or verb.nbor(-1).lower_ not in self.words["infinitive"] or not self.own_firm(verb.i + 1):
            return None
        partners = (n for n in self.passage.names if n.start and self.tree[n.start - 1].lower_ in self.words["with"])
        name = next((n for n in partners if self._is_firm(n.text) and n.end <= verb.i), None)
        buyer = self.discourse.resolve(self.tree[name.start], self.passage) if name is not None else None
        deal = self.checked(buyer, self.target(buyer, verb), verb) if buyer is not None else None
        return deal and deal._replace(modality=Modality.PLANNED)

    def _is_paying(self, token: Token) -> bool:
        return bool({token.lemma_.lower(), *word_forms(token, self.lexicon)} & self.words["paying"])

    def _paid(self, verb: Token) -> Deal | None:
        """As in "A pays $5m for the whole company", and "A, the buyer, pays $5m" without saying for what."""
        mention, for_ = self._paid_sum(verb)
        if mention is None or is_passive(verb):
            return None
        subjects = read_arguments(verb).agent
        if self._pays_for_last(subjects, mention, for_) and not self._pays_somebody(verb, subjects, mention):
            return self.last and self.last._replace(token=verb, phase=Phase.BEGINS, certainty=0.8, price=mention)
        if for_ is None and not any(is_one_of(t, self.words["buyers"]) for t in (*subjects, *self.tree[: verb.i])):
            return None
        if for_ is not None and for_.lower_ not in self.words["therefor"] and not self._whole(for_.i + 1):
            return None
        buyer = self.party(t for t in subjects if not is_one_of(t, self.words["buyers"])) or self._apposed_buyer()
        buyer = buyer or self.actor(verb)
        if buyer is None and self.last is not None and self.last.attribute is None:
            buyer = self.last.buyer if any(t.pos_ == "PRON" for t in subjects) else None
        return self.checked(buyer, self.target(buyer, verb), verb) if buyer is not None else None

    def _pays_for_last(self, subjects: Sequence[Token], price: Mention, for_: Token | None) -> bool:
        """Whether the buyer pays for the deal right before: "A is to buy B. The group will pay $2bn for the start-up".

        Who pays after a deal is its buyer, by name or by whatever pointer, whichever firm that would mean elsewhere.
        """
        if not (self.fresh and self.last is not None and self.last.target is not None):
            return False
        pays = any(read_pointer(t, self.passage) is not None or self._is_buyer(t) for t in subjects)
        if not pays or self.last.price is not None or self.last.attribute not in (None, "bid"):
            return False
        if for_ is not None:
            return for_.lower_ in self.words["therefor"] or self.own_firm(for_.i + 1)
        behind = self.tree[self.passage.tokens_in(price.span)[-1].i + 1 :][:2]
        ends = not behind or behind[0].pos_ in ("PUNCT", "VERB")
        return ends or any(t.lower_ in self.words["cash"] for t in behind)

    def _pays_somebody(self, verb: Token, subjects: Sequence[Token], price: Mention) -> bool:
        """Whether others than sellers are paid: "zahlt seinen Mitarbeitern 2 Millionen Euro"."""
        between = self.tree[verb.i + 1 : self.passage.tokens_in(price.span)[0].i]
        nouns = (t for t in between if t.pos_ == "NOUN" and t not in subjects and not children(t, "case"))
        return any(self.passage.name_at(t) is None for t in nouns)

    def _is_buyer(self, token: Token) -> bool:
        """Whether a token is of the name of who has bought in the sentence before."""
        filler = self.discourse.resolve(token, self.passage) if self.passage.name_at(token) else None
        return filler is not None and self.last is not None and filler.text == self.last.buyer.text

    def _raised(self, bid: Token) -> Deal | None:
        """As in "Acme raised its bid to $35 per share": a new price of what the text has said is bid for."""
        verb = bid.head
        raising = {verb.lemma_.lower(), *word_forms(verb, self.lexicon)} & self.words["raising"]
        if self.last is None or not raising or base(bid) != "obj" or children(bid, "nmod"):
            return None
        buyer = self.party(read_arguments(verb).agent) or self.actor(verb)
        if buyer is None or buyer.text != self.last.buyer.text:
            return None
        level = (t for t in self.tree[bid.i + 1 :] if t.lower_ in self.words["level"])
        to = next((t for t in level if t.i + 1 < len(self.tree) and self._is_money(t.nbor(1))), None)
        price = self.passage.quantity_at(to.nbor(1)) if to is not None else None
        if price is None:
            return None
        return self.last._replace(
            token=verb, attribute="bid", modality=Modality.PLANNED, phase=Phase.BEGINS, certainty=0.8, price=price
        )

    def _is_paid_out(self, verb: Token) -> bool:
        """Whether a verb tells what holders get: "will receive", "den Aktionären werden 31 Euro geboten"."""
        forms = {verb.lemma_.lower(), *word_forms(verb, self.lexicon)}
        offered = is_passive(verb) and bool(forms & self.lexicon.words["bid"]["verbs"])
        return offered or bool(forms & self.words["receiving"])

    def _received(self, verb: Token) -> Deal | None:
        """As in "Shareholders of B will receive $31 for each share": what the deal told of pays for a share."""
        holders = next((t for t in self.tree if is_one_of(t, self.words["bystanders"])), None)
        figure = next((t for t in self.tree if self._is_money(t)), None)
        per_share = any(is_one_of(t, self.words["capital"]) for t in self.tree)
        if self.last is None or self.last.target is None or holders is None or figure is None or not per_share:
            return None
        price = self.passage.quantity_at(figure)
        return self.last._replace(
            token=verb, attribute="per share", modality=None, phase=Phase.BEGINS, certainty=0.8, price=price
        )

    def _paid_sum(self, verb: Token) -> tuple[Mention | None, Token | None]:
        """What is paid, and the case word of what it is paid for: behind the sum, or ahead of it ("zahlt dafür")."""
        cases, therefor = self.words["for"], self.words["therefor"]
        ahead = next((t for t in self.tree[verb.i + 1 : verb.i + 3] if t.lower_ in cases | therefor), None)
        if ahead is not None and ahead.lower_ in therefor and base(verb) == "conj":
            return None, None  # "buys B and pays $2bn for it"
        if self.tree[0].lower_ in therefor or (self.tree[0].lower_ in cases and verb.i <= _PHRASE):
            ahead = self.tree[0]  # "Für das Unternehmen zahlt A 2 Milliarden Euro"
        reach = _SUM if ahead is None else _PHRASE
        figure = next((t for t in self.tree[verb.i + 1 : verb.i + 1 + reach] if self._is_money(t)), None)
        mention = self.passage.quantity_at(figure) if figure is not None else None
        if mention is None or ahead is not None:
            return mention, ahead
        last = self.passage.tokens_in(mention.span)[-1].i
        return mention, next((t for t in self.tree[last + 1 : last + 1 + _IN_CASH] if t.lower_ in cases), None)

    def _apposed_buyer(self) -> Filler | None:
        """The name beside the noun for a buyer: "the buyer, A, will pay"."""
        noun = next((t for t in self.tree if is_one_of(t, self.words["buyers"])), None)
        if noun is None or noun.i + 1 >= len(self.tree) or self.tree[noun.i + 1].text != ",":
            return None
        return read_target(noun.i + 2, self.passage, self.discourse)

    def _is_money(self, token: Token) -> bool:
        mention = self.passage.quantity_at(token)
        return mention is not None and isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "money"
