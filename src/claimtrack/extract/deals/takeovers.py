"""Deals told by nouns: "A's acquisition of B", "die Übernahme von B durch A", "a bid for B", "the A-B deal"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.reading import Deal, DealReading
from claimtrack.extract.deals.targets import read_target
from claimtrack.extract.text.lexicon import is_one_of, word_forms
from claimtrack.extract.text.syntax import base, children, clause, is_passive, read_arguments
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.deals.spoken import SpokenReader
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_BEHIND = 14
"""Tokens between a deal's noun and the "by" that names its buyer, the target's among them."""
_BESIDE = 8
"""Tokens between a deal's article and its noun, the names of both parties among them."""
_CLOSE = 3
"""Tokens between a noun and the words that say that its deal came to nothing."""


class TakeoverReader(DealReading):
    """Reads the deals of one passage that nouns tell of."""

    def __init__(self, passage: Passage, discourse: Discourse, spoken: SpokenReader) -> None:
        super().__init__(passage, discourse)
        self.spoken = spoken

    def deals(self, token: Token) -> Iterator[Deal]:
        """The deals of one word, if it is a noun for a deal, alone or with names before it."""
        if token.pos_ not in ("NOUN", "PROPN", "X"):
            return
        deal = self._by_noun(token) or self._by_compound(token)
        if deal is not None:
            yield deal
            yield from self.further(deal)

    def _by_noun(self, noun: Token) -> Deal | None:
        if is_one_of(noun, self.words["sales"]):
            return self._of_sale(noun)
        bid = is_one_of(noun, self.words["bids"]) and noun.lower_ not in self.words["wares"]
        if not (bid or is_one_of(noun, self.lexicon.words["acquisition"]["nouns"])):
            return None
        owner = self._owner(noun)
        named = self.party([owner]) if owner is not None else None
        through = self._through(noun, bid)
        target = self._of(noun, bid) or self._compounded(noun, owner)
        if target is None and through is None and named is not None:
            target = self._accepting(noun, named)  # "B rejected A's takeover bid"
        if bid and target is None and (through is None or through.label is not Label.ORGANISATION):
            return None
        if target is None:  # "B's takeover by A", "its acquisition in May by A"
            target = self.organisation([owner]) or named if owner is not None and through is not None else None
            if through is not None and owner is None:
                target = self._accepting(noun, through) or self._behind_clause(noun, through)
                target = target or self.spoken.target(through, noun)
            return self._as_told(self.checked(through, target, noun, 0.8), noun, bid)
        is_its = owner is not None and "Yes" in owner.morph.get("Poss", [])
        buyer = through or named or (self._doer(noun) if owner is None or is_its else None)
        return self._as_told(self.checked(buyer, target, noun), noun, bid)

    def _accepting(self, noun: Token, buyer: Filler) -> Filler | None:
        """As in "B accepted a takeover by A", "B rejected A's bid": its verb's subject is the firm to be taken over."""
        verb, answers = clause(noun), self.words["accepting"] | self.words["rejecting"]
        if not {*word_forms(verb, self.lexicon), verb.lemma_.lower()} & answers or is_passive(verb):
            return None
        found = self.organisation(t for t in read_arguments(verb).agent if noun not in t.subtree)
        return found if found is not None and found.text != buyer.text else None

    def _behind_clause(self, noun: Token, buyer: Filler) -> Filler | None:
        """As in "After the takeover by A in 2024, B cut its staff": the subject of the clause that the phrase opens."""
        if noun.i > _CLOSE or not any(t.lower_ in self.words["after"] for t in self.tree[: noun.i]):
            return None
        subjects = [t for t in read_arguments(clause(noun)).agent if t.i > noun.i and noun not in t.subtree]
        found = self.organisation(subjects)
        return found if found is not None and found.text != buyer.text else None

    def _of_sale(self, noun: Token) -> Deal | None:
        """As in "the sale of B to A", "der Verkauf von B an A": A's purchase, if both are firms."""
        target = self._of(noun, bid=False)
        owner = self._owner(noun) if target is None else None
        target = target or (self.organisation([owner]) if owner is not None else None)
        buyer = self.behind(noun, self.words["to"], _BEHIND) if target is not None else None
        if buyer is None or target is None or not _are_firms((buyer, target)) or buyer.via == "pronoun":
            return None
        return self._as_told(self.checked(buyer, target, noun, 0.85), noun, bid=False)

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

    def _compounded(self, noun: Token, owner: Token | None) -> Filler | None:
        """What is named before the noun: "die Norwind-Übernahme", "its Norwind acquisition"."""
        if not self.lexicon.has_compounds:
            beside = next((n for n in self.passage.names if n.end == noun.i), None)
            owned = beside is not None and owner is not None and owner.i < beside.start
            return self.discourse.resolve(self.tree[beside.start], self.passage) if beside and owned else None
        name, hyphen, last = noun.text.rpartition("-")
        if not hyphen or not name[:1].isupper():
            return None
        plain = last.lower() in self.lexicon.words["acquisition"]["nouns"]
        if not plain and last.lower() not in self.words["bids"]:
            return None
        cast = self.discourse.cast
        full = cast.full(name)
        label = cast.label(name) or self.discourse.known_label(name)
        known = load_words(self.passage.lang)  # an "Angebot" is an offer of anything
        listed = not name.isalpha() or (known.has_form(name.lower()) if plain else known.has(name))
        firm = label is Label.ORGANISATION or self.discourse.is_firm(name) or not listed
        return self.discourse.filler(full, noun, 0.85)._replace(label=Label.ORGANISATION) if firm else None

    def _is_sum(self, at: int) -> bool:
        return at < len(self.tree) and self.passage.quantity_at(self.tree[at]) is not None

    def _owner(self, noun: Token) -> Token | None:
        """As in "A's planned $2bn acquisition of", "its takeover of", "seine geplante Übernahme"."""
        for token in reversed(self.tree[max(0, noun.i - 8) : noun.i]):
            if token.text in ("'s", "’s") or (token.text in ("'", "’") and token.nbor(-1).text.endswith("s")):
                return self.tree[token.i - 1]
            if "Yes" in token.morph.get("Poss", []) or token.dep_ in ("nmod:poss", "det:poss"):
                return token
            if self.lexicon.has_compounds and token.pos_ in ("NOUN", "PROPN") and self._is_genitive(token):
                return token
            planned = base(token) == "amod" or token.lower_ in self.words["planned"]
            if token.pos_ in ("VERB", "AUX", "ADP") and not planned:
                return None
        return None

    def _is_genitive(self, token: Token) -> bool:
        """Whether a name is written with the "s" of a genitive: "Nordwinds Kauf von"."""
        name = self.passage.name_at(token)
        return name is not None and text_of(self.tree[name.start : name.end]) == f"{name.text}s"

    def _through(self, noun: Token, bid: bool) -> Filler | None:
        """The buyer of "the takeover of B by A", "die Übernahme von B durch A", "an offer from A"."""
        return self.behind(noun, self.words["bid_by" if bid else "through"], _BEHIND)

    def _doer(self, noun: Token) -> Filler | None:
        """Who announces, completes or weighs the deal: the clause's subject, if it does not only watch or allow."""
        verb = clause(noun)
        if verb.i == noun.i:
            verb = noun.head
        if verb.pos_ not in ("VERB", "AUX") or is_passive(verb):
            return None
        if set(word_forms(verb, self.lexicon)) & self.words["approving"]:
            return None
        subjects = [t for t in read_arguments(verb).agent if noun not in t.subtree]
        if any({t.lemma_.lower(), t.lower_} & self.words["bystanders"] for t in subjects):
            return None
        found = self._firm_of(self.party(subjects) or self.actor(verb))
        return found._replace(certainty=found.certainty * 0.9) if found else None

    def _firm_of(self, doer: Filler | None) -> Filler | None:
        """The firm for which a person speaks of a deal; one whose firm is not told buys nothing by a noun."""
        if doer is None or doer.label is not Label.PERSON:
            return doer
        employer = self.discourse.employer(doer.text)
        return self.discourse.filler(employer, doer.token, 0.8) if employer else None

    def _as_told(self, deal: Deal | None, noun: Token, bid: bool) -> Deal | None:
        """The same deal with what is said of it: planned, a bid, allowed, called off."""
        if deal is None:
            return None
        around = {form for t in self.tree[max(0, noun.i - 4) : noun.i] for form in (t.lower_, t.lemma_.lower())}
        ended = self.is_called_off(noun)
        above = {*word_forms(clause(noun), self.lexicon), *word_forms(noun.head, self.lexicon)}
        agreed = any(is_one_of(t, self.words["attempts"]) for t in self.tree[noun.i + 1 : noun.i + 2])
        leaving = self.words["approving"] | self.words["accepting"]
        left = around & (self.words["planned"] | self.words["approving"])  # "won approval for its takeover of B"
        open_ = bid or ended or agreed or left or above & leaving
        done = around & self.words["after"]  # "after its takeover of B, A expects": no expectation of a takeover
        awaited = open_ or self._is_awaited(noun)
        modality = Modality.PLANNED if awaited else Modality.ACTUAL if done else None
        if not ended and (above & self.words["weighing"] or around & self.words["talks"]):
            modality = Modality.POSSIBLE
        return deal._replace(
            attribute="bid" if bid else None, modality=modality, phase=Phase.ENDS if ended else Phase.BEGINS
        )

    def _is_awaited(self, noun: Token) -> bool:
        """Whether the deal's end is said to come: "the acquisition of B is expected to close in May"."""
        for at, token in enumerate(self.tree[noun.i : -1], noun.i):
            forms = {*word_forms(token, self.lexicon), token.lemma_.lower()}
            ahead = {t.lower_ for t in self.tree[max(0, at - 3) : at]}
            if (
                forms & (self.words["closing"] | self.words["approving"])
                and ahead & self.words["infinitive"]
                and ahead & self.words["awaited"]
            ):
                return True
        return False

    def pending(self, deal: Deal | None, noun: Token) -> Deal | None:
        """A deal told by its parties alone: still open unless it is said to lie behind, and any one only possible."""
        if deal is None or deal.modality is not None:
            return deal
        if self.is_closed(noun):
            return deal._replace(modality=Modality.ACTUAL)
        first = self.tree[max(0, noun.i - _BESIDE) : noun.i]
        free = any("Ind" in t.morph.get("Definite", []) for t in first)
        return deal._replace(modality=Modality.POSSIBLE if free else Modality.PLANNED)

    def is_called_off(self, noun: Token) -> bool:
        """Whether the deal came to nothing: the verb above or behind it says so, or the word beside it."""
        beside = self.tree[noun.i + 1 : noun.i + _CLOSE]
        for token in (*noun.ancestors, *children(noun, "amod", "acl"), *beside):
            forms = {*word_forms(token, self.lexicon), token.lower_}
            denied = any(child.lower_ in self.words["not"] for child in token.children)
            if forms & self.words["called_off"]:
                return not denied
            if forms & self.words["coming_off"] and denied:
                return not any(t.lower_ in self.words["yet"] for t in self.tree)  # "will not go ahead"
            if base(token) in ("ccomp", "ROOT", "root", "parataxis", "advcl"):
                return False
        return False

    def is_closed(self, noun: Token) -> bool:
        """Whether the deal is told to be done on a day: "the deal was completed on Friday"."""
        verb = noun.head
        closing = {*word_forms(verb, self.lexicon), verb.lemma_.lower()} & self.words["closing"]
        past = any("Past" in t.morph.get("Tense", []) for t in (verb, *children(verb, "aux")))
        by_itself = base(verb) in ("ROOT", "root", "conj", "ccomp", "parataxis") and base(noun) == "nsubj"
        return bool(closing) and past and by_itself and bool(self.passage.dates) and not self._is_to_come(verb)

    def _is_to_come(self, verb: Token) -> bool:
        """Whether an auxiliary or a negation leaves open that a verb's deed is done."""
        forms = {t.lower_ for t in children(verb, "aux", "advmod")}
        return bool(forms & (self.words["not"] | self.words["unsure"]))

    def _by_compound(self, token: Token) -> Deal | None:
        """As in "the Acme-Beta deal", "Acme-Beta-Deal"."""
        pair = self.paired(token) if is_one_of(token, self.lexicon.words["acquisition"]["nouns"]) else []
        if len(pair) == 2 and not any(t.pos_ == "CCONJ" for t in self.tree[pair[0].token.i : token.i]):
            return self.pending(self._as_told(self.checked(pair[0], pair[1], token), token, bid=False), token)
        named = is_one_of(token, self.words["nouns"] - self.lexicon.words["merge"]["nouns"])
        if named and (known := self.spoken.known(self.paired(token))) is not None:
            told = self._as_told(known._replace(token=token, price=None), token, bid=False)
            return told and told._replace(modality=told.modality or known.modality)
        parts = token.text.split("-")
        if len(parts) == 3 and parts[2].lower() in self.words["nouns"]:
            buyer, target = (self.discourse.filler(self.discourse.cast.full(p), token, 0.85) for p in parts[:2])
            if _are_firms((buyer, target)):
                return self._as_told(self.checked(buyer, target, token), token, bid=False)
        return None


def _are_firms(fillers: Iterable[Filler]) -> bool:
    return all(filler.label is Label.ORGANISATION for filler in fillers)
