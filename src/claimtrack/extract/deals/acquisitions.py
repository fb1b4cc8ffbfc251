"""Companies that change hands: bought, sold, bid for, and the deals that came to nothing.

Several sentences tell of one deal ("agreed to buy B", "the deal, worth $2bn", "the takeover was called off"), so the
reader keeps in mind which deal the document spoke of last.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.prices import PriceReader
from claimtrack.extract.deals.targets import read_target
from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import base, children, clause, is_passive, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[deals]` in a language's `frames.toml`; what each is for stands there."""
    data = read_data(lang, "frames")["deals"]
    return {key: frozenset(word.casefold() for word in words) for key, words in data.items()}


class _Deal(NamedTuple):
    """Who buys what; `buyer` is the seller where only the seller is named (`attribute` "sale")."""

    buyer: Filler
    target: Filler | None
    token: Token
    attribute: str | None = None
    modality: Modality | None = None
    phase: Phase = Phase.BEGINS
    certainty: float = 0.9


class DealReader:
    """Reads the deals of one document, passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._last: _Deal | None = None

    def drafts(self, passage: Passage) -> Iterator[Draft]:
        """The acquisitions, bids and sales that a passage tells of."""
        reading = _Reading(passage, self._discourse, self._last)
        for deal in reading.deals():
            yield reading.draft(deal)
            if deal.target is not None:
                self._last = deal


class _Reading:
    """One passage read for deals."""

    def __init__(self, passage: Passage, discourse: Discourse, last: _Deal | None) -> None:
        self.passage, self.discourse, self.last = passage, discourse, last
        self.tree, self.words = passage.tree, _words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)
        self.prices = PriceReader(passage, self.words)

    def deals(self) -> Iterator[_Deal]:
        """Every deal, by verbs and by nouns, each pair of buyer and target once."""
        seen: set[tuple[str, str | None]] = set()
        for token in self.tree:
            plain = not self.passage.name_at(token) and not self.passage.quantity_at(token)
            deal = (self._by_verb(token) or self._by_noun(token)) if plain else None
            deal = deal or self._by_compound(token)
            if deal is None or deal.buyer.text == (deal.target and deal.target.text):
                continue
            key = (deal.buyer.text, deal.target and deal.target.text)
            if key not in seen:
                seen.add(key)
                yield deal

    # verbs

    def _by_verb(self, token: Token) -> _Deal | None:
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
        forms = set(word_forms(token, self.lexicon))
        if forms & self.lexicon.words["acquire"]["verbs"]:
            return self._bought(token)
        if forms & self.lexicon.words["sell"]["verbs"]:
            return self._sold(token)
        return None

    def _bought(self, verb: Token) -> _Deal | None:
        """As in "A buys B", "B is bought by A", "B, which A bought", "A kauft B"."""
        arguments = read_arguments(verb)
        if is_passive(verb) or self._is_bare_participle(verb):
            buyer = self._buyer(list(arguments.agent)) or self._behind_by(verb)
            target = self._organisation(list(arguments.theme)) or actor_before(verb, self.passage, self.discourse)
            return self._checked(buyer, target, verb)
        buyer = self._buyer(list(arguments.agent)) or self._actor(verb)
        target = self._target_of(verb, list(arguments.theme), buyer)
        return self._checked(buyer, target, verb)

    def _is_bare_participle(self, verb: Token) -> bool:
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        return after is not None and after.lower_ in self.words["by"] and "Part" in verb.morph.get("VerbForm", [])

    def _behind_by(self, verb: Token) -> Filler | None:
        for token in self.tree[verb.i + 1 : verb.i + 5]:
            if token.lower_ in self.words["by"]:
                return read_target(token.i + 1, self.passage, self.discourse)
        return None

    def _actor(self, verb: Token) -> Filler | None:
        found = actor_before(verb, self.passage, self.discourse)
        if found is None and self.lexicon.verb_may_lead:
            auxiliary = next((t for t in reversed(self.tree[: verb.i]) if t.pos_ == "AUX"), None)
            found = actor_before(auxiliary, self.passage, self.discourse) if auxiliary is not None else None
        return found if found and found.label in (Label.ORGANISATION, Label.PERSON, None) else None

    def _buyer(self, tokens: list[Token]) -> Filler | None:
        for token in tokens:
            for filler in self.discourse.resolve_all(token, self.passage):
                if filler.label in (Label.ORGANISATION, Label.PERSON, None):
                    return filler
        return None

    def _organisation(self, tokens: list[Token]) -> Filler | None:
        for token in tokens:
            name = self.passage.name_at(token)
            start = name.start if name else min((t.i for t in token.subtree if t.i <= token.i), default=token.i)
            if filler := read_target(start, self.passage, self.discourse):
                return filler
        return None

    def _target_of(self, verb: Token, themes: list[Token], buyer: Filler | None) -> Filler | None:
        """What is bought: right behind the verb, its object in the tree, or ahead of it (relative, verb at the end)."""
        if any(t.lemma_.casefold() in self.words["not_whole"] for t in themes):
            return None
        found = read_target(verb.i + 1, self.passage, self.discourse)
        if found is None or (buyer and found.text == buyer.text):
            found = self._organisation(themes)
        if found is not None and found.via in ("noun", "pronoun") and self._is_named_ahead(found, verb):
            return None
        if found is None and not themes:
            found = self._antecedent(verb) or (self._object_before(verb, buyer) if self.lexicon.verb_may_lead else None)
        return found

    def _is_named_ahead(self, filler: Filler, verb: Token) -> bool:
        """Whether "the company" would be one named ahead of the verb in its own sentence: its buyer, most often."""
        cast = self.discourse.cast
        return any(n.end <= verb.i and cast.full(n.text) == filler.text for n in self.passage.names)

    def _antecedent(self, verb: Token) -> Filler | None:
        """As in "B, which A bought", "B, a maker of pumps that A bought"."""
        relative = next(
            (t for t in reversed(self.tree[max(0, verb.i - 8) : verb.i]) if t.lower_ in self.words["relative"]), None
        )
        if relative is None or relative.i == 0:
            return None
        people = (Label.PERSON, Label.PLACE)
        names = [
            n for n in self.passage.names if n.end <= relative.i and self.discourse.cast.label(n.text) not in people
        ]
        nearest = next((n for n in reversed(names) if n.end in (relative.i, relative.i - 1)), None)
        apposed = next((n for n in reversed(names) if n.end < len(self.tree) and self.tree[n.end].text == ","), None)
        name = nearest or (apposed if apposed and self.tree[apposed.end + 1].pos_ == "DET" else None)
        if name is None:
            return None
        filler = self.discourse.resolve(self.tree[name.start], self.passage)
        return filler._replace(certainty=0.85) if filler else None

    def _object_before(self, verb: Token, buyer: Filler | None) -> Filler | None:
        """As in "A will B kaufen": the last name ahead of a verb at its clause's end."""
        for name in reversed(self.passage.names):
            if name.end <= verb.i and verb.i - name.end <= 5:
                between = self.tree[name.end : verb.i]
                case = self.tree[name.start - 1] if name.start else None
                if any(t.text in (",", ";") for t in between) or (case is not None and case.pos_ == "ADP"):
                    return None
                filler = self.discourse.resolve(self.tree[name.start], self.passage)
                is_other = filler and not (buyer and filler.text == buyer.text)
                good = filler and filler.label in (Label.ORGANISATION, Label.PRODUCT, None)
                return filler._replace(certainty=0.85) if filler and is_other and good else None
        return None

    def _checked(self, buyer: Filler | None, target: Filler | None, token: Token) -> _Deal | None:
        if buyer is None or target is None or target.label in (Label.PERSON, Label.PLACE):
            return None
        if buyer.label is None and target.label is None:
            return None
        return _Deal(buyer, target, token)

    def _sold(self, verb: Token) -> _Deal | None:
        """As in "A sells B to C" is C's purchase; without C it is A's sale."""
        arguments = read_arguments(verb)
        passive = is_passive(verb)
        target = self._organisation(list(arguments.theme)) or (
            None if passive else read_target(verb.i + 1, self.passage, self.discourse)
        )
        target = target or (actor_before(verb, self.passage, self.discourse) if passive else None)
        if target is None or target.label is not Label.ORGANISATION:
            return None
        buyer = self._buyer([t for m, t in arguments.obliques if m in self.words["to"]]) or self._recipient(verb)
        if buyer is not None and buyer.label is not None:
            return self._checked(buyer, target, verb)
        seller = None if passive else self._buyer(list(arguments.agent)) or self._actor(verb)
        if seller is None or seller.label is not Label.ORGANISATION or target.via != "unit":
            return None
        return _Deal(seller, target, verb, "sale")

    def _recipient(self, verb: Token) -> Filler | None:
        span = range(verb.i + 1, min(len(self.tree) - 1, verb.i + 10))
        if self.lexicon.verb_may_lead:
            span = range(max(0, verb.i - 8), min(len(self.tree) - 1, verb.i + 10))
        for at in span:
            if self.tree[at].lower_ in self.words["to"] and self.tree[at + 1].pos_ != "VERB":
                return read_target(at + 1, self.passage, self.discourse)
        return None

    # nouns

    def _by_noun(self, token: Token) -> _Deal | None:
        """As in "A's acquisition of B", "the takeover of B by A", "a bid for B", "the deal, worth $2bn"."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        bid = is_one_of(token, self.words["bids"])
        if bid or is_one_of(token, self.lexicon.words["acquisition"]["nouns"]):
            target = self._of(token, bid)
            if target is not None:
                owner = self._owner(token)
                named = self._buyer([owner]) if owner is not None else None
                buyer = named if owner is not None else self._behind_noun(token) or self._doer(token)
                deal = self._checked(buyer, target, token)
                return deal and self._as_planned(deal, token, bid)
            if bid:
                return None
        return self._known(token) if is_one_of(token, self.words["nouns"]) else None

    def _of(self, noun: Token, bid: bool) -> Filler | None:
        """What is bought, behind the case word of the noun; a German genitive has none."""
        links = self.words["for"] if bid else self.words["of"]
        for token in self.tree[noun.i + 1 : noun.i + (10 if bid else 4)]:
            if token.lower_ in links and not self._is_sum(token.i + 1):
                return read_target(token.i + 1, self.passage, self.discourse, shares=bid)
            if bid and (self.passage.quantity_at(token) or self._is_sum(token.i + 1)):
                continue
            if token.pos_ not in ("ADJ", "NOUN", "DET"):
                return None
            if token.pos_ == "DET" and not bid and self.lexicon.verb_may_lead:
                return read_target(token.i, self.passage, self.discourse)
        return None

    def _is_sum(self, at: int) -> bool:
        return at < len(self.tree) and self.passage.quantity_at(self.tree[at]) is not None

    def _owner(self, noun: Token) -> Token | None:
        """As in "A's planned $2bn acquisition of", "its takeover of", "seine geplante Übernahme"."""
        for token in reversed(self.tree[max(0, noun.i - 8) : noun.i]):
            if token.text in ("'s", "’s"):
                return self.tree[token.i - 1]
            if "Yes" in token.morph.get("Poss", []) or token.dep_ in ("nmod:poss", "det:poss"):
                return token
            if token.pos_ in ("VERB", "AUX", "ADP") and base(token) != "amod":
                return None
        return None

    def _behind_noun(self, noun: Token) -> Filler | None:
        """As in "the takeover of B by A", "die Übernahme von B durch A"."""
        for token in self.tree[noun.i + 2 : noun.i + 10]:
            if token.pos_ in ("VERB", "AUX", "PUNCT"):
                return None
            if token.lower_ in self.words["through"]:
                found = read_target(token.i + 1, self.passage, self.discourse)
                return found or self._buyer(
                    [t for t in self.tree[token.i + 1 : token.i + 2] if self.passage.name_at(t)]
                )
        return None

    def _doer(self, noun: Token) -> Filler | None:
        """Who announces, completes or weighs the deal: the subject of the clause."""
        verb = clause(noun)
        if verb.i == noun.i:
            verb = noun.head
        if is_passive(verb) or verb.pos_ not in ("VERB", "AUX"):
            return None
        found = self._buyer([t for t in read_arguments(verb).agent if noun not in t.subtree]) or self._actor(verb)
        return found._replace(certainty=found.certainty * 0.9) if found else None

    def _as_planned(self, deal: _Deal, noun: Token, bid: bool) -> _Deal:
        """The same deal with what is said of it: planned, a bid, called off."""
        around = {form for t in self.tree[max(0, noun.i - 4) : noun.i] for form in (t.lower_, t.lemma_.casefold())}
        ended = self._is_called_off(noun)
        modality = Modality.PLANNED if bid or ended or around & self.words["planned"] else None
        if not ended and set(word_forms(clause(noun), self.lexicon)) & self.words["weighing"]:
            modality = Modality.POSSIBLE
        return deal._replace(
            attribute="bid" if bid else None, modality=modality, phase=Phase.ENDS if ended else Phase.BEGINS
        )

    def _is_called_off(self, noun: Token) -> bool:
        """Whether the deal came to nothing: the verb above or behind it says so, or the word beside it."""
        for token in (*noun.ancestors, *children(noun, "amod", "acl"), *self.tree[noun.i + 1 : noun.i + 3]):
            if (
                set(word_forms(token, self.lexicon)) & self.words["called_off"]
                or token.lower_ in self.words["called_off"]
            ):
                return not any(c.lower_ in self.words["not"] for c in token.children)
            if base(token) in ("ccomp", "ROOT", "root", "parataxis", "advcl"):
                return False
        return False

    def _by_compound(self, token: Token) -> _Deal | None:
        """As in "the Acme-Beta deal", "Acme-Beta-Deal"."""
        if token.pos_ not in ("NOUN", "PROPN", "X"):
            return None
        parts = token.text.split("-")
        if len(parts) == 3 and parts[2].casefold() in self.words["nouns"]:
            fillers = [self.discourse.filler(self.discourse.cast.full(p), token, 0.85) for p in parts[:2]]
            deal = self._checked(fillers[0], fillers[1], token)
            if deal and all(f.label is Label.ORGANISATION for f in fillers):
                return self._as_planned(deal, token, bid=False)
        return None

    def _known(self, noun: Token) -> _Deal | None:
        """The deal spoken of before, where a passage puts a price on it or calls it off."""
        if self.last is None or not self._is_definite(noun):
            return None
        ended = self._is_called_off(noun)
        if not ended and (price := self.prices.price(noun)) is None:
            return None
        if not ended and price in self.prices.taken:
            return None
        deal = self.last._replace(token=noun, certainty=0.75, phase=Phase.ENDS if ended else Phase.BEGINS)
        return deal._replace(modality=Modality.PLANNED if ended else deal.modality, attribute=None)

    def _is_definite(self, noun: Token) -> bool:
        before = self.tree[max(0, noun.i - 3) : noun.i]
        return any("Def" in t.morph.get("Definite", []) or t.morph.get("PronType", []) == ["Dem"] for t in before)

    # prices and drafts

    def draft(self, deal: _Deal) -> Draft:
        """The claim of a deal with its price."""
        price = self.prices.price(deal.token)
        if price:
            self.prices.taken.add(price)
        unit = price.norm.unit if price and isinstance(price.norm, Quantity) else None
        attribute = "per share" if unit and unit.endswith("/share") else deal.attribute
        certainty = deal.certainty * deal.buyer.certainty * (deal.target.certainty if deal.target else 1)
        return Draft(
            "acquisition", "deal", self.passage, deal.token, deal.buyer, deal.target, price, attribute, deal.phase,
            deal.modality, sure=round(certainty, 3),
        )  # fmt: skip
