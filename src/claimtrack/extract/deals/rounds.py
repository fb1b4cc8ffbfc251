"""Funding rounds: who raises how much in which round, who leads it and who takes part.

Several sentences tell of one round ("raised $40M", "the round was led by B", "other investors include C"),
so the reader keeps in mind whose round the document spoke of last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.amounts import governing_metric
from claimtrack.extract.deals.investors import NEAR, InvestorReader, Part, RoundWords, round_words
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import base, clause, read_arguments
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention

_BESIDE = 4
"""Tokens between a round's noun and its figure."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class _Round(NamedTuple):
    """A round as one phrase tells of it: `at` is the place of its noun or verb, `predicate` what is said of it."""

    at: int
    predicate: Token
    raiser: Filler
    figure: Mention | None
    name: str | None
    phase: Phase
    modality: Modality | None


class RoundReader:
    """Reads the rounds of one document, passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._raiser: Filler | None = None
        self._name: str | None = None

    def drafts(self, passage: Passage) -> Iterator[Draft]:
        """The funding and the investments that a passage tells of."""
        reading = _Reading(passage, self._discourse, round_words(passage.lang))
        rounds = reading.rounds(self._raiser)
        known = reading.owner() or (self._raiser if reading.speaks_of_known(bool(rounds)) else None)
        name = self._name
        leads = list(reading.investors.leads())
        for found in rounds:
            own = [lead for lead in leads if lead.of(found.at, [r.at for r in rounds])]
            leads = [lead for lead in leads if lead not in own]
            yield reading.funding(found, [f for lead in own for f in lead.investors])
            if not known:
                same = self._raiser is not None and self._raiser.text == found.raiser.text
                known, name = found.raiser, self._name if same and self._name else found.name
            self._remember(found)
        if known is None:
            return
        for lead in leads:
            yield from reading.investments(lead, known, name, led=True)
        for part in reading.investors.participants(bool(rounds)):
            yield from reading.investments(part, known, name, led=False)

    def _remember(self, found: _Round) -> None:
        """Keep the round in mind, unless it is an earlier one of the company whose round is spoken of."""
        same = self._raiser is not None and self._raiser.text == found.raiser.text
        if found.phase is Phase.BEGINS and not (same and self._name):
            self._raiser, self._name = found.raiser, found.name


class _Reading:
    """One passage read for rounds."""

    def __init__(self, passage: Passage, discourse: Discourse, words: RoundWords) -> None:
        self.investors = InvestorReader(passage, discourse)
        self.passage, self.discourse, self.words = passage, discourse, words
        self.tree = passage.tree
        self.lexicon = load_lexicon(passage.lang)
        self.money = [
            m
            for m in passage.quantities
            if isinstance(m.norm, Quantity)
            and figure_class(m.norm) == "money"
            and "/" not in (m.norm.unit or "")
            and not self._is_metric(m)
        ]

    def _is_metric(self, mention: Mention) -> bool:
        """Whether a sum is a valuation or revenue: its metric stands beside it, no case word between."""
        metric = governing_metric(mention, self.passage, self.lexicon)
        last = self.passage.tokens_in(mention.span)[-1].i
        return metric is not None and not any(t.pos_ == "ADP" for t in self.tree[last + 1 : max(metric.i, last + 1)])

    def speaks_of_known(self, told: bool) -> bool:
        """Whether a passage without a round of its own goes on about one: "the round", "other investors include"."""
        if told:
            return False
        nouns = [t for t in self.tree if t.pos_ == "NOUN" and is_one_of(t, self.words.sets["nouns"])]
        if not nouns:
            return not self.money
        return any(self._points_back(noun) for noun in nouns)

    def _points_back(self, noun: Token) -> bool:
        before = self.tree[max(0, noun.i - 4) : noun.i]
        return any("Def" in t.morph.get("Definite", []) or t.morph.get("PronType", []) == ["Dem"] for t in before)

    # rounds

    def rounds(self, known: Filler | None) -> list[_Round]:
        """The rounds with a raiser: by a verb of raising first, then by their nouns."""
        used: list[Mention] = []
        rounds: list[_Round] = []
        for token in self.tree:
            if self.passage.name_at(token) or self.passage.quantity_at(token):
                continue
            found = self._by_verb(token) or self._by_noun(token, used, known)
            if found is not None and (found.figure is None or found.figure not in used):
                used += [found.figure] if found.figure else []
                rounds.append(found)
        sized = {found.raiser.text for found in rounds if found.figure}
        return [found for found in rounds if found.figure or found.raiser.text not in sized]

    def _by_verb(self, token: Token) -> _Round | None:
        """As in "raised $40M", "secured a $40M Series B", "hat 40 Millionen Euro eingesammelt", "seeks funding"."""
        forms = set(word_forms(token, self.lexicon))
        raising = self.lexicon.words["raise"]
        if token.pos_ not in ("VERB", "AUX", "ADJ") or not forms & raising["verbs"]:
            return None
        figure = self._raised(token)
        noun = self._round_noun(token)
        strong = forms & raising["strong"] or any(
            t.lower_ in self.words.sets["reflexives"]
            for t in self.tree[token.i - 4 if token.i > 4 else 0 : token.i + 3]
        )
        if figure is None and noun is None and not (strong and self._is_intended(token)):
            return None
        if not strong and not (self.investors.financial or noun is not None):
            return None
        raiser = self._actor(token)
        if raiser is None:
            return None
        name = self._name_near(token.i, figure)
        total = self._is_total(token)
        modality = Modality.POSSIBLE if forms & raising["seeking"] else None
        return _Round(token.i, token, raiser, figure, "total" if total else name, self._phase(total), modality)

    def _phase(self, total: bool) -> Phase:
        return Phase.HOLDS if total else Phase.BEGINS

    def _is_intended(self, verb: Token) -> bool:
        """As in "in talks to raise at a $2bn valuation": money is not named and yet meant."""
        before = self.tree[verb.i - 1].lower_ if verb.i else ""
        after = self.tree[verb.i + 1].lower_ if verb.i + 1 < len(self.tree) else ""
        return before in self.words.sets["infinitive"] and after in self.words.sets["at"]

    def _raised(self, verb: Token) -> Mention | None:
        """The sum that a verb of raising takes: behind it, only words of size between, or ahead of it."""
        for mention in self.money:
            tokens = self.passage.tokens_in(mention.span)
            first, last = tokens[0].i, tokens[-1].i
            between = self.tree[verb.i + 1 : first] if first > verb.i else self.tree[last + 1 : verb.i]
            if len(between) > NEAR + 2 * self.lexicon.verb_may_lead:
                continue
            if first > verb.i and all(self._is_size(t) for t in between):
                return mention
            if last < verb.i and self.lexicon.verb_may_lead and not any(t.pos_ == "VERB" for t in between):
                return mention
        return None

    def _is_size(self, token: Token) -> bool:
        """What may stand between "raised" and the sum: "a total of", "another", "sich von A", a round's own words."""
        if token.pos_ in ("DET", "ADV", "NUM", "SYM") or token.lower_ in self.words.sets["size"]:
            return True
        if self.lexicon.verb_may_lead:
            return (
                token.pos_ in ("PRON", "ADP", "PROPN", "ADJ", "CCONJ")
                or self.passage.name_at(token) is not None
                or (token.pos_ == "NOUN" and is_one_of(token, self.words.sets["nouns"] | self.words.sets["evidence"]))
            )
        return token.pos_ == "ADJ"

    def _round_noun(self, verb: Token) -> Token | None:
        """The round that a verb takes as its object, within its phrase."""
        span = self.tree[verb.i + 1 : verb.i + 1 + NEAR]
        if self.lexicon.verb_may_lead:
            span = self.tree[max(0, verb.i - NEAR) : verb.i + 1 + NEAR]
        for token in span:
            if token.pos_ in ("VERB", "AUX") and token.i != verb.i and not self.lexicon.verb_may_lead:
                return None
            if token.pos_ in ("NOUN", "PROPN") and is_one_of(token, self.words.sets["nouns"]):
                return token
            if token.i > verb.i and not self.lexicon.verb_may_lead and token.pos_ in ("ADP", "PUNCT", "CCONJ"):
                return None
        return None

    def _by_noun(self, token: Token, used: Sequence[Mention], known: Filler | None) -> _Round | None:
        """As in "announced a $40M round", "its Series A of $9M", "eine Finanzierungsrunde über 40 Millionen Euro"."""
        is_round = token.pos_ in ("NOUN", "PROPN") and is_one_of(token, self.words.sets["nouns"])
        named = self.investors.is_named(token)
        if not (is_round or named):
            return None
        figure = next((m for m in self.money if m not in used and self._belongs(m, token)), None)
        if figure is None:
            return None
        raiser = self._possessor(figure, token) or self._announcer(token) or self._beneficiary(token)
        if raiser is None and known is not None and self._is_definite(figure, token):
            raiser = known._replace(certainty=0.75)
        if raiser is None:
            return None
        predicate = clause(token)
        return _Round(token.i, predicate, raiser, figure, self._name_near(token.i, figure), Phase.BEGINS, None)

    def _belongs(self, mention: Mention, noun: Token) -> bool:
        """Whether a figure is a round's size: right before its noun, or behind it with "of", "über"."""
        tokens = self.passage.tokens_in(mention.span)
        first, last = tokens[0].i, tokens[-1].i
        if last < noun.i:
            between = self.tree[last + 1 : noun.i]
            return len(between) <= _BESIDE and all(
                t.pos_ in ("ADJ", "NOUN", "PROPN", "PUNCT") and t.text != "," for t in between
            )
        words = [t.lower_ for t in self.tree[noun.i + 1 : first] if not t.text[0].isupper() or t.pos_ != "PROPN"]
        return (
            bool(words)
            and len(words) <= _BESIDE
            and words[0] in self.words.sets["of"] | {"a", "b", "c", "d"}
            and all(word in self.words.sets["of"] | self.words.sets["size"] for word in words)
        )

    # who raises

    def _actor(self, verb: Token) -> Filler | None:
        candidates = [f for t in read_arguments(verb).agent for f in self.discourse.resolve_all(t, self.passage)]
        nearest = actor_before(verb, self.passage, self.discourse)
        if nearest is not None and (not candidates or candidates[0].label not in (Label.ORGANISATION, None)):
            candidates.insert(0, nearest)
        candidates += self._behind(verb)
        return next((f for f in candidates if self._may_raise(f)), None)

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
        return filler.label in (Label.ORGANISATION, None)

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
        for token in (*reversed(self.tree[max(0, noun.i - 14) : noun.i]), *self.tree[noun.i : noun.i + 12]):
            forms = set(word_forms(token, self.lexicon)) if token.pos_ in ("VERB", "AUX") else set()
            if forms & verbs and (token.i < noun.i or self.lexicon.verb_may_lead):
                return self._actor(token)
        return None

    def _beneficiary(self, noun: Token) -> Filler | None:
        """As in "a $40M round for Acme", "57 Millionen für Acme"."""
        for token in self.tree[noun.i + 1 : noun.i + 8]:
            if token.lower_ in self.words.sets["for"] and token.i + 1 < len(self.tree):
                name = self.passage.name_at(self.tree[token.i + 1])
                filler = self.discourse.resolve(self.tree[token.i + 1], self.passage) if name else None
                if filler and filler.label is Label.ORGANISATION:
                    return filler._replace(certainty=0.85)
        return None

    def _is_definite(self, figure: Mention, noun: Token) -> bool:
        start = min(self.passage.tokens_in(figure.span)[0].i, noun.i)
        return start > 0 and "Def" in self.tree[start - 1].morph.get("Definite", [])

    def owner(self) -> Filler | None:
        """The one whose round a passage without a sum speaks of: "Acme's round was led by"."""
        for token in self.tree:
            if is_one_of(token, self.words.sets["nouns"]) and token.pos_ == "NOUN":
                for at in range(token.i - 1, max(-1, token.i - 5), -1):
                    if self.tree[at].text in _POSSESSIVE and (name := self.passage.name_at(self.tree[at - 1])):
                        filler = self.discourse.resolve(self.tree[name.start], self.passage)
                        return filler if filler and filler.label is Label.ORGANISATION else None
        return None

    # what it is called

    def _name_near(self, at: int, figure: Mention | None) -> str | None:
        """The standard name of the round beside a place: "Series B", "seed", "debt"."""
        places = [self.tree[at].idx]
        if figure is not None:
            places.append(figure.span.start - self.passage.span.start)
        low, high = min(places) - 40, max(places) + 60
        matches = [m for m in self.words.names.finditer(self.tree.text) if low <= m.start() <= high]
        best = min(matches, key=lambda m: min(abs(m.start() - p) for p in places), default=None)
        if best is None:
            return None
        return f"Series {best['letter'].upper()}" if best["series"] else str(best.lastgroup).replace("_", "-")

    def _is_total(self, verb: Token) -> bool:
        around = [t.lower_ for t in self.tree[max(0, verb.i - 6) : verb.i + 16]]
        return any(_has(phrase, around) for phrase in self.words.phrases["total"])

    # drafts

    def funding(self, found: _Round, leads: list[Filler]) -> Draft:
        """The claim that a company raises money, with its leads as one object."""
        lead = None
        if leads:
            text = " and ".join(dict.fromkeys(f.text for f in leads))
            lead = leads[0]._replace(text=text, label=Label.ORGANISATION)
        return Draft(
            "funding", "round", self.passage, found.predicate, found.raiser, lead, found.figure, found.name,
            found.phase, found.modality, sure=round(0.92 * found.raiser.certainty, 3),
        )  # fmt: skip

    def investments(self, part: Part, raiser: Filler, name: str | None, *, led: bool) -> Iterator[Draft]:
        """One claim for each investor that is named beside a round."""
        attribute = (f"led {name}" if name else "lead") if led else name
        predicate = part.token if part.token.pos_ == "VERB" else clause(part.token)
        for investor in part.investors:
            if investor.text != raiser.text and base(investor.token) != "punct":
                yield Draft(
                    "investment", "round", self.passage, predicate, investor,
                    raiser._replace(certainty=min(raiser.certainty, 0.9)), None, attribute, Phase.BEGINS,
                    sure=round(0.88 * investor.certainty * min(raiser.certainty, 0.95), 3),
                )  # fmt: skip


def _has(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))
