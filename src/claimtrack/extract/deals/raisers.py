"""Who raises a round: the subject of its verb, its owner, who announces it, whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.headings import Headings, opens_with_heading
from claimtrack.extract.deals.investors import InvestorReader, RoundWords
from claimtrack.extract.deals.reading import is_mistaken
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import children, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_RAISERS = (Label.ORGANISATION, None)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def _said_of(noun: Token) -> list[Token]:
    """Of whom a noun is said that does something: "Acme is a firm founded by Byrne that raised $5 million"."""
    is_class = noun.pos_ == "NOUN" and children(noun, "cop")
    return (children(noun, "nsubj") if is_class else []) or [noun]


class RaiserReading:
    """One passage read for who raises; the reader of rounds goes on from here."""

    def __init__(self, passage: Passage, discourse: Discourse, words: RoundWords, headings: Headings) -> None:
        self.headings = headings
        self.investors = InvestorReader(passage, discourse)
        self.passage, self.discourse, self.words = passage, discourse, words
        self.tree = passage.tree
        self.lexicon = load_lexicon(passage.lang)

    def _actor(self, verb: Token) -> Filler | None:
        agents = [who for t in read_arguments(verb).agent for who in _said_of(t)]
        candidates = [f for t in agents for f in self.discourse.resolve_all(t, self.passage)]
        nearest = actor_before(verb, self.passage, self.discourse)
        if nearest is not None and (not candidates or candidates[0].label not in (Label.ORGANISATION, None)):
            candidates.insert(0, nearest)
        candidates += self._behind(verb)
        found = next((f for f in candidates if self._may_raise(f) and not self._is_apart(f, verb)), None)
        if found is None and opens_with_heading(self.passage):
            return self.headings.of(self.passage)
        return self.headings.meant(found, self.passage)

    def _is_apart(self, filler: Filler, verb: Token) -> bool:
        """Whether a semicolon parts a name from a verb: each part of such a line tells of a firm of its own."""
        here = filler.token.doc is self.tree
        between = self.tree[min(filler.token.i, verb.i) : max(filler.token.i, verb.i)] if here else ()
        return any(t.text == ";" for t in between)

    def _behind(self, verb: Token) -> list[Filler]:
        """The subject behind a verb that leads its clause, or behind its auxiliary: "hat sich Acme … gesichert"."""
        if not self.lexicon.verb_may_lead:
            return []
        leaders = [verb, *(t for t in self.tree[: verb.i] if t.pos_ == "AUX")]
        found = []
        for leader in reversed(leaders):
            for token in self.tree[leader.i + 1 : leader.i + 6]:
                if self.passage.name_at(token) and (filler := self.discourse.resolve(token, self.passage)):
                    found.append(filler._replace(certainty=0.85))
                    break
                if token.lower_ not in self.words.sets["reflexives"] and token.pos_ not in ("DET", "ADJ", "NOUN"):
                    break
        return found or self._subject_of_auxiliary(verb)

    def _subject_of_auxiliary(self, verb: Token) -> list[Filler]:
        """As in "Acme hat kürzlich … eingesammelt": who stands before the verb's auxiliary."""
        for token in reversed(self.tree[: verb.i]):
            if token.pos_ == "AUX":
                found = actor_before(token, self.passage, self.discourse)
                return [found] if found else []
        return []

    def _may_raise(self, filler: Filler) -> bool:
        if filler.text[-1:] == "s" and filler.text[:-1].isupper():
            return False  # "VCs", "GPs"
        word = is_one_of(filler.token, self.words.sets["nouns"] | self.words.sets["evidence"])
        named = filler.via == "name" and self.investors.financial  # "Acme X1 raised a seed round" is no product
        mistaken = (filler.label is Label.PRODUCT and named) or is_mistaken(filler, self.discourse)
        return (filler.label in _RAISERS or mistaken) and not (word and filler.token.pos_ == "NOUN")

    def _possessor(self, figure: Mention, noun: Token) -> Filler | None:
        """As in "Acme's $40M round", "its Series A of $9M"."""
        start = min(self.passage.tokens_in(figure.span)[0].i, noun.i)
        for token in reversed(self.tree[max(0, start - 4) : start]):
            if token.text in _POSSESSIVE and token.i:
                filler = self.discourse.resolve(self.tree[token.i - 1], self.passage)
                return filler if filler and self._may_raise(filler) else None
            if "Yes" in token.morph.get("Poss", []) or token.dep_ in ("nmod:poss", "det:poss"):
                filler = self.discourse.resolve(token, self.passage)
                return filler if filler and self._may_raise(filler) else None
            if token.pos_ not in ("ADJ", "NUM", "NOUN", "DET", "ADV", "PROPN"):
                return None
        return None

    def _announcer(self, noun: Token) -> Filler | None:
        """Whose announcement or closing the round is the object of."""
        verbs = self.words.sets["announcing"]
        first = max([max(0, noun.i - 20), *(t.i for t in self.tree[: noun.i] if t.text == ";")])
        for token in (*reversed(self.tree[first : noun.i]), *self.tree[noun.i : noun.i + 12]):
            forms = set(word_forms(token, self.lexicon)) if token.pos_ in ("VERB", "AUX") else set()
            if forms & verbs and (token.i < noun.i or self.lexicon.verb_may_lead):
                return self._actor(token)
        return None

    def _beneficiary(self, noun: Token) -> Filler | None:
        """As in "a $40M round for Acme", "57 Millionen für Acme"."""
        for token in self.tree[noun.i + 1 : noun.i + 8]:
            if token.pos_ in ("CCONJ", "VERB"):
                return None  # "fresh capital and the takeover of B"
            if token.lower_ in self.words.sets["for"] | self.words.sets["owner"] and token.i + 1 < len(self.tree):
                name = self.passage.name_at(self.tree[token.i + 1])
                filler = self.discourse.resolve(self.tree[token.i + 1], self.passage) if name else None
                if filler and filler.label in _RAISERS:
                    return filler._replace(certainty=0.85)
        return None

    def owner(self) -> Filler | None:
        """The one whose round a passage without a sum speaks of: "Acme's round was led by"."""
        for token in self.tree if self.investors.has_round else ():
            if (is_one_of(token, self.words.sets["nouns"]) and token.pos_ == "NOUN") or self.investors.is_named(token):
                for at in range(token.i - 1, max(-1, token.i - 5), -1):
                    if self.tree[at].text in _POSSESSIVE and (name := self.passage.name_at(self.tree[at - 1])):
                        filler = self.discourse.resolve(self.tree[name.start], self.passage)
                        return filler if filler and filler.label is Label.ORGANISATION else None
                if behind := self._owner_behind(self.tree[token.i + self.investors.is_named(token)]):
                    return behind
        return None

    def _owner_behind(self, noun: Token) -> Filler | None:
        """As in "the latest round of Acme", "die Finanzierungsrunde von Acme"."""
        case = self.tree[noun.i + 1] if noun.i + 2 < len(self.tree) else None
        if case is None or case.lower_ not in self.words.sets["for"] | self.words.sets["owner"]:
            return None
        if self.investors.phrase_ends("lead", case.i):
            return None  # "angeführt wurde die Runde von"
        name = self.passage.name_at(self.tree[case.i + 1])
        filler = self.discourse.resolve(self.tree[name.start], self.passage) if name is not None else None
        return filler if filler and filler.label in _RAISERS else None
