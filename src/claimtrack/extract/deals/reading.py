"""What all readers of deals share: the words of deals, a deal with its parties, and who may be a party."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.targets import firm_label, read_target
from claimtrack.extract.names.actors import actor_before, listed_names
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.people.persons import person_described
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import base, clause, is_infinitive
from claimtrack.language import read_data, word_sets
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_PARTIES = (Label.ORGANISATION, Label.PERSON, None)
_UNTYPED = 0.85
"""What is left of a reading's certainty when nothing but the verb says that its parties are firms."""


_LIST = 4
"""Targets of one verb or noun that are read: "acquired A, B and C"."""
_SUBJECT = 6
"""Tokens behind a leading verb within which its subject's name stands."""


@cache
def deal_words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[deals]` in a language's `frames.toml`; what each is for stands there."""
    data = read_data(lang, "frames")["deals"]
    return word_sets(data)


def is_authority(filler: Filler, lang: str) -> bool:
    """Whether a name is one of those who allow or forbid deals: "the Commission", "das Kartellamt"."""
    endings = tuple(sorted(deal_words(lang)["authorities"]))
    return any(word.endswith(endings) for word in filler.text.lower().split())


def is_mistaken(filler: Filler, discourse: Discourse) -> bool:
    """Whether what is taken for a person may be a firm: it has neither a forename nor a title."""
    known = discourse.title_of(filler.text) or filler.text.split()[0] in load_gazetteer("forenames")
    return filler.label is Label.PERSON and filler.via == "name" and not known


def is_allowed(draft: Draft) -> bool:
    """Whether a deal is told of as one that an authority allowed: "the EU approved A's takeover of B"."""
    verb, lang = clause(draft.predicate), draft.passage.lang
    forms = {*word_forms(verb, load_lexicon(lang)), verb.lemma_.lower()}
    return draft.kind == "acquisition" and bool(forms & deal_words(lang)["allowing"])


class Deal(NamedTuple):
    """Who buys what; `buyer` is the seller where only the seller is named (`attribute` "sale")."""

    buyer: Filler
    target: Filler | None
    token: Token
    attribute: str | None = None
    modality: Modality | None = None
    phase: Phase = Phase.BEGINS
    certainty: float = 0.9
    price: Mention | None = None


class DealReading:
    """One passage read for deals; the readers of verbs, nouns and mergers go on from here."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, deal_words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def party(self, tokens: Iterable[Token]) -> Filler | None:
        """The first of some phrases that may buy."""
        tokens = tuple(self._named_twice(token) or token for token in tokens)
        for token in tokens:
            if (firm := self.of_organ(token)) is not None:
                return firm
            for filler in self.discourse.resolve_all(token, self.passage):
                if filler.label in _PARTIES and not is_authority(filler, self.passage.lang):
                    return filler
        described = (person_described(token, self.passage, self.discourse) for token in tokens)
        return next((person for person in described if person is not None), None) or self._bare(tokens)

    def _named_twice(self, noun: Token) -> Token | None:
        """The firm's name right behind a noun that parsers take for a subject of its own: "his company Acme buys"."""
        after = self.tree[noun.i + 1] if noun.pos_ == "NOUN" and noun.i + 1 < len(self.tree) else None
        name = self.passage.name_at(after) if after is not None else None
        head = self.passage.head_of(name.span) if name is not None else None
        if name is None or head is None or self.passage.name_at(noun) or name.start != noun.i + 1:
            return None
        twice = base(noun) == base(head) == "nsubj" and noun.head.i == head.head.i
        firm = class_of(noun, self.passage.lang) is Label.ORGANISATION
        other = self.discourse.cast.label(name.text) in (Label.PERSON, Label.PLACE)  # "the company Byrne founded"
        return head if twice and firm and not other else None

    def organisation(self, tokens: Iterable[Token]) -> Filler | None:
        """The first of some phrases that may be bought."""
        tokens = tuple(tokens)
        for token in tokens:
            if (firm := self.of_organ(token)) is not None:
                return firm
            name = self.passage.name_at(token)
            start = name.start if name else min((t.i for t in token.subtree if t.i <= token.i), default=token.i)
            if filler := read_target(start, self.passage, self.discourse):
                return filler
        return self._bare(tokens)

    def of_organ(self, noun: Token) -> Filler | None:
        """The firm for which its board speaks: "the board of A", "A's directors", "der Vorstand der A AG"."""
        if noun.pos_ != "NOUN" or not is_one_of(noun, self.words["organs"]):
            return None
        owner = next((t for t in noun.children if t.dep_ in ("nmod:poss", "det:poss")), None)
        if owner is not None:
            return self.discourse.resolve(owner, self.passage)
        behind = self.tree[noun.i + 1 : noun.i + 2]
        case = any(t.lower_ in self.words["of"] for t in behind)
        return read_target(noun.i + 1 + case, self.passage, self.discourse) if case else None

    def _bare(self, tokens: Iterable[Token]) -> Filler | None:
        """A name that only its capital and its place say is one: "Petrona was acquired by", at the very start."""
        for token in tokens:
            first = min((t.i for t in token.subtree if t.pos_ == "PROPN" and t.i <= token.i), default=token.i)
            written = self.tree[first : token.i + 1]
            plain = first == 0 and not self.lexicon.has_compounds and not any(map(self.passage.name_at, written))
            if plain and all((t.pos_ == "PROPN" and t.text[0].isupper()) or t.text.isupper() for t in written):
                return self.discourse.filler(text_of(written), token, 0.85)
        return None

    def actor(self, verb: Token) -> Filler | None:
        """Who stands before a verb or, where that may lead the clause, before its auxiliary."""
        found = actor_before(verb, self.passage, self.discourse)
        if found is None and self.lexicon.verb_may_lead:
            auxiliary = next((t for t in reversed(self.tree[: verb.i]) if t.pos_ == "AUX"), None)
            found = actor_before(auxiliary, self.passage, self.discourse) if auxiliary is not None else None
            found = found or self._behind_leader(verb if auxiliary is None else auxiliary)
        return found if found and found.label in _PARTIES and not is_authority(found, self.passage.lang) else None

    def principal(self, verb: Token) -> Filler | None:
        """Who gives the mandate for a deal: of "A hires the bank B to sell its unit" A, who stands before "hires"."""
        above = verb.head
        given = {*word_forms(above, self.lexicon), above.lemma_.lower(), above.lower_} & self.words["mandating"]
        return self.actor(above) if given and is_infinitive(verb) and above.i < verb.i else None

    def _behind_leader(self, leader: Token) -> Filler | None:
        """The subject behind a verb that leads its clause: "Im Mai hatte der Investor Acme B übernommen"."""
        for token in self.tree[leader.i + 1 : leader.i + _SUBJECT]:
            if self.passage.name_at(token):
                found = self.discourse.resolve(token, self.passage)
                return found._replace(certainty=0.85) if found else None
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PRON"):
                return None
        return None

    def modified_by(self, participle: Token) -> Token | None:
        """The noun for a firm right ahead of a passive participle without an auxiliary: "a start-up backed by A"."""
        noun = self.tree[participle.i - 1] if participle.i else None
        following = self.tree[participle.i + 1 : participle.i + 2]
        if noun is None or "Part" not in participle.morph.get("VerbForm", []) or self.passage.name_at(noun):
            return None
        by = any(t.lower_ in self.words["by"] for t in following)
        return noun if by and class_of(noun, self.passage.lang) is Label.ORGANISATION else None

    def apposed(self, noun: Token) -> Filler | None:
        """The firm that a noun describes behind its comma or dash: "B, a start-up"."""
        start = noun.i
        while start > 0 and self.tree[start].pos_ != "DET" and self.tree[start - 1].text != ",":
            if noun.i - start >= _SUBJECT:
                break
            start -= 1
        mark = self.tree[start - 1] if start else None
        name = next((n for n in self.passage.names if mark is not None and n.end == mark.i), None)
        if mark is None or name is None or mark.text not in (",", "—", "–", "("):
            return None
        return self.discourse.resolve(self.tree[name.start], self.passage)

    def checked(self, buyer: Filler | None, target: Filler | None, token: Token, certainty: float = 0.9) -> Deal | None:
        """A deal, if its parties may be ones: of two names that nothing calls firms, a verb for firms alone must."""
        if target is not None and target.label in (Label.PERSON, Label.PLACE):
            target = self._mistaken(target, token)
        if buyer is None or target is None or target.label in (Label.PERSON, Label.PLACE):
            return None
        if buyer.label is None and target.label is None:
            if not set(word_forms(token, self.lexicon)) & self.lexicon.words["acquire"]["strong"]:
                return None
            certainty *= _UNTYPED
        return Deal(buyer, target, token, certainty=certainty)

    def _mistaken(self, target: Filler, token: Token) -> Filler | None:
        """A firm that was taken for a person or a place: what alone is said of firms is done to it."""
        unknown = target.via == "name" and firm_label(target.text, self.passage.lang, self.discourse) is None
        may_be = is_mistaken(target, self.discourse) or (target.label is Label.PLACE and unknown)
        if not (may_be and {*word_forms(token, self.lexicon)} & self.words["firms_only"]):
            return None
        return target._replace(label=Label.ORGANISATION, certainty=target.certainty * _UNTYPED)

    def behind(self, token: Token, case_words: frozenset[str], reach: int) -> Filler | None:
        """The party behind a case word that follows within some tokens, in the same clause."""
        for following in self.tree[token.i + 1 : token.i + 1 + reach]:
            if following.lower_ in case_words and following.i + 1 < len(self.tree):
                if self.passage.is_time(self.tree[following.i + 1]):
                    continue
                found = read_target(following.i + 1, self.passage, self.discourse) or self.party(
                    t for t in self.tree[following.i + 1 : following.i + 2] if self.passage.name_at(t)
                )
                if found is not None or following.i == token.i + 1:
                    return found  # "backed by a fund set up by A" is not backed by A
            comma = following.text == "," and token.pos_ == "VERB"  # a verb's agent stands in its own clause
            if following.pos_ in ("VERB", "AUX") or following.text in (";", ":") or comma:
                return None
        return None

    def paired(self, noun: Token) -> list[Filler]:
        """The two firms joined right ahead of a noun: "the Acme-Beta merger", "the planned Acme and Beta tie-up"."""
        second = next((n for n in self.passage.names if n.end == noun.i), None)
        if second is None or second.start < 2 or self.tree[second.start - 1].lower_ not in self.words["pairing"]:
            return []
        first = next((n for n in self.passage.names if n.end == second.start - 1), None)
        compounded = any(t.pos_ in ("NOUN", "PROPN") for t in self.tree[noun.i + 1 : noun.i + 2])  # "merger litigation"
        if first is None or compounded or (first.start and self.tree[first.start - 1].text == ","):
            return []  # the end of a list
        found = [self.discourse.resolve(self.tree[name.start], self.passage) for name in (first, second)]
        firms = [f for f in found if f is not None and (f.label in (Label.ORGANISATION, None))]
        return firms if len(firms) == 2 and any(f.label for f in firms) else []

    def further(self, deal: Deal) -> Iterator[Deal]:
        """The other firms of a list: "acquired B, C and D", "the acquisitions of B and C"."""
        target = deal.target
        if target is None or target.via != "name" or target.token.doc is not self.tree:
            return
        listed = listed_names(target.token.i, self.passage, self.discourse)[:_LIST]
        if len(listed) < 2 or listed[0].text != target.text:
            return
        if not any(t.pos_ == "CCONJ" and t.text.isalpha() for t in self.tree[target.token.i : listed[-1].token.i]):
            return  # "bought B, A said" is no list
        for filler in listed[1:]:
            if filler.label is Label.ORGANISATION and filler.text != deal.buyer.text:
                yield deal._replace(target=filler, certainty=deal.certainty * 0.9)
