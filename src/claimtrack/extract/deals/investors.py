"""Who leads a funding round and who takes part: "led by A", "A led the round", "with participation from B and C"."""

from __future__ import annotations

import re
from functools import cache, cached_property
from operator import contains
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.names.actors import actor_before, list_ending, listed_names
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, sentence_forms, sentence_words, word_forms
from claimtrack.extract.text.syntax import base, children, clause
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Phase, Quantity
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

NEAR = 7
"""Tokens between a verb of raising or leading and its round."""


_LEAST = 1000
"""Money below which nobody raises a round."""
_BEHIND = 5
"""Tokens from a verb that leads its clause to the name of its subject."""


class RoundWords(NamedTuple):
    """The words of `[rounds]` in a language's `frames.toml`; what each list is for stands there."""

    sets: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    names: re.Pattern[str]


@cache
def round_words(lang: str) -> RoundWords:
    """Return the words of a language's rounds; raises `LanguageError` when it has no `frames.toml`."""
    data: dict[str, Any] = read_data(lang, "frames")["rounds"]
    named = [f"(?P<series>\\b(?:{'|'.join(data['series'])})[ -](?P<letter>[A-K])(?:[ -]?\\d)?)(?![a-z])"]
    named += [f"(?P<{key}>\\b(?:{'|'.join(forms)})(?![a-z]))" for key, forms in data["names"].items()]
    sets = {key: frozenset(word.lower() for word in words) for key, words in data.items() if isinstance(words, list)}
    phrases = {key: tuple(tuple(p.split()) for p in words) for key, words in data["phrases"].items()}
    return RoundWords(sets, phrases, re.compile("|".join(named), re.IGNORECASE))


def is_money(mention: Mention) -> bool:
    """Whether a figure is a sum of money, and no rate and nothing per share ("would not raise its $48 bid")."""
    norm = mention.norm
    return isinstance(norm, Quantity) and is_sum(norm, _LEAST if norm.min or norm.max else 0)


class Part(NamedTuple):
    """Investors beside the word that brings them in; `passive` when they follow it ("led by")."""

    token: Token
    investors: list[Filler]
    passive: bool

    def of(self, at: int, rounds: Sequence[int]) -> bool:
        """Whether these lead the round told of at a place: the last one before "led by", the next behind "led"."""
        ahead = [r for r in rounds if r < self.token.i]
        behind = [r for r in rounds if r > self.token.i]
        if self.passive:
            return bool(ahead) and at == max(ahead)
        return bool(behind) and at == min(behind) and at - self.token.i <= NEAR


class InvestorReader:
    """Reads the investors of one passage."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse, self.words = passage, discourse, round_words(passage.lang)
        self.tree = passage.tree
        self.lexicon = load_lexicon(passage.lang)
        self.said = sentence_words(self.tree)
        self._has_name = bool(self.words.names.search(passage.text))
        evident = self.words.sets["evidence"] | self.words.sets["raisers"]
        self.financial = self._has_name or not self.said.isdisjoint(evident)
        self._phrases: dict[str, list[tuple[str, ...]]] = {}

    @cached_property
    def forms(self) -> list[tuple[str, ...]]:
        """What stands for each token in a phrase: the word as written, its lemma, any word."""
        return [(token.lower_, token.lemma_.lower(), "*") for token in self.tree]

    def is_named(self, token: Token) -> bool:
        """Whether a round's name starts at a token: "Series B"."""
        if not self._has_name or token.i + 1 >= len(self.tree):
            return False
        return bool(self.words.names.fullmatch(text_of(self.tree[token.i : token.i + 2])))

    def has_phrase(self, key: str) -> bool:
        """Whether all words of one of these phrases stand in the passage, wherever they do."""
        if key not in self._phrases:
            said = self.said | {"*"}
            self._phrases[key] = [phrase for phrase in self.words.phrases[key] if said.issuperset(phrase)]
        return bool(self._phrases[key])

    @property
    def has_round(self) -> bool:
        """Whether the passage has a word for a round, or the name of one."""
        money = not (self.said.isdisjoint(self.words.sets["fresh"]) or self.said.isdisjoint(self.words.sets["capital"]))
        return self._has_name or money or not self.said.isdisjoint(self.words.sets["nouns"])

    def leads(self, *, again: bool = False) -> Iterator[Part]:
        """Who leads, by "led by A", "A leads the round", "angeführt von A", "unter der Führung von A".

        `again` where the sentence before told of a round: "A led it".
        """
        verbs = self.lexicon.words["lead_round"]["verbs"]
        leading = (self.has_round or again) and not sentence_forms(self.tree, self.lexicon).isdisjoint(verbs)
        phrased = any(map(self.has_phrase, ("lead", "lead_is", "in_lead")))
        phrased = phrased or not self.said.isdisjoint(self.words.sets["leaders"])
        for token in self.tree if leading or phrased else ():
            if is_one_of(token, self.words.sets["leaders"]) and (leader := self._leader(token)):
                yield Part(token, [leader], passive=False)
            elif listed := self._said_to_lead(token):
                yield Part(token, listed, passive=True)
            elif self.phrase_ends("lead", token.i):
                if not self.has_round and self._is_group(token):
                    continue  # "joined a group of investors led by A"
                if found := listed_names(token.i + 1, self.passage, self.discourse):
                    yield Part(token, found, passive=True)
            elif (
                token.pos_ in ("VERB", "NOUN")
                and set(word_forms(token, self.lexicon)) & verbs
                and (self._of_round(token) or (again and self._is_of_it(token)))
                and (found := self._leaders(token))
            ):
                yield Part(token, found, passive=self._is_last(token) and not self.lexicon.verb_may_lead)

    def _said_to_lead(self, token: Token) -> list[Filler]:
        """The leads of "with A in the lead", "the lead investor is A"."""
        if self.phrase_ends("in_lead", token.i):
            return self._ahead(token)
        is_led = self.phrase_ends("lead_is", token.i)
        listed = listed_names(token.i + 1, self.passage, self.discourse) if is_led else []
        return listed[:1] if "Sing" in token.morph.get("Number", []) else listed  # "with lead investor A and B"

    def _is_of_money(self, token: Token) -> bool:
        """Whether "from" stands behind the money that comes from somebody: no "emerged from A and raised"."""
        ahead = self.tree[: token.i]
        noun = ahead[-1] if len(ahead) and self.lexicon.verb_may_lead else None
        if noun is not None and is_one_of(noun, self.lexicon.words["acquisition"]["nouns"]):
            return False  # "meldet 20 Millionen Euro Kapital und die Übernahme von A"
        money = any(self.passage.quantity_at(t) or is_one_of(t, self.words.sets["nouns"]) for t in ahead)
        return self.phrase_ends("money_from", token.i) and (money or self.lexicon.verb_may_lead)

    def _is_group(self, token: Token) -> bool:
        """Whether people and no round are what is led: their noun stands right ahead of the phrase."""
        return any(is_one_of(t, self.words.sets["groups"]) for t in self.tree[max(0, token.i - 3) : token.i])

    def _leader(self, noun: Token) -> Filler | None:
        """Who is said to be the lead investor: "A ist Hauptinvestor der Series B"."""
        if not any(t.pos_ == "AUX" for t in self.tree[max(0, noun.i - 3) : noun.i]):
            return None
        ahead = [t for t in children(noun, "nsubj") if t.i < noun.i]
        agents = (f for t in ahead for f in self.discourse.resolve_all(t, self.passage))
        return next((f for f in agents if f.label is Label.ORGANISATION), None)

    def _leaders(self, verb: Token) -> list[Filler]:
        joined = verb.i > 1 and self.tree[verb.i - 1].text == "-"  # "co-led"
        found = list_ending(verb.i - 2 if joined else verb.i, self.passage, self.discourse)
        if not found and (actor := actor_before(verb, self.passage, self.discourse)):
            found = [actor]
        if not found and not self.lexicon.verb_may_lead:  # "A of Boston led the round"
            agents = (f for t in children(verb, "nsubj") for f in self.discourse.resolve_all(t, self.passage))
            found = [f for f in agents if f.via == "name" and f.label is Label.ORGANISATION][:1]
        if not found and self.lexicon.verb_may_lead:
            found = listed_names(verb.i + 1, self.passage, self.discourse)
            behind = next((n for n in self.passage.names if verb.i < n.start <= verb.i + _BEHIND), None)
            of_case = behind is not None and self.tree[behind.start - 1].pos_ == "ADP"  # "angeführt von A"
            if not found and behind is not None and not of_case:  # "führte der Münchner Fonds A die Runde an"
                found = listed_names(behind.start, self.passage, self.discourse)[:1]
        return [f for f in found if f.label is not Label.PRODUCT]

    def _is_last(self, verb: Token) -> bool:
        return verb.i + 1 == len(self.tree) or bool(self.tree[verb.i + 1].is_punct)

    def _is_of_it(self, verb: Token) -> bool:
        """Whether what is led is what the sentence before told of: "A led it"."""
        following = self.tree[verb.i + 1 : verb.i + 2]
        return any(t.lower_ in self.words.sets["it"] for t in following)

    def _of_round(self, verb: Token) -> bool:
        """Whether what is led is a round: its noun stands near, ahead of a verb that ends a headline (", A leads")."""
        ahead = 8 if self.lexicon.verb_may_lead or self._is_last(verb) else 0
        first = max(0, verb.i - ahead)
        window = self.tree[first : verb.i + 9]
        beside = next((t for t in window if t.i > verb.i and t.lower_ in self.lexicon.markers["partner"]), None)
        if beside is not None and not self.lexicon.verb_may_lead:
            window = self.tree[first : beside.i]  # "joins the field with more money"
        return any((is_one_of(t, self.words.sets["nouns"]) and t.pos_ == "NOUN") or self.is_named(t) for t in window)

    def participants(self, told: bool) -> Iterator[Part]:
        """Who takes part: "with participation from", "other investors include", "A and B also joined"."""
        verbs = self.words.sets["joining"]
        joining = self.has_round and not sentence_forms(self.tree, self.lexicon).isdisjoint(verbs)
        keys = ("joined", "participants", "money_from" if told else "money_is_from")
        listing = any(not self.said.isdisjoint(self.words.sets[key]) for key in ("examples", "coming"))
        for token in self.tree if joining or listing or any(map(self.has_phrase, keys)) else ():
            if self.phrase_ends("joined", token.i) and (listed := self._ahead(token)):
                yield Part(token, listed, passive=True)
                continue
            named = self.phrase_ends("participants", token.i) or (
                told and self._is_of_money(token) and not self.phrase_ends("lead", token.i)
            )
            named = named or self._opens_examples(token) or self._is_coming(token)
            if named or (not told and self.financial and self.phrase_ends("money_is_from", token.i)):
                if found := listed_names(self._past_openers(token.i + 1), self.passage, self.discourse):
                    yield Part(token, found, passive=True)
            elif (
                token.pos_ == "VERB"
                and set(word_forms(token, self.lexicon)) & verbs
                and self._of_round(token)
                and (found := self._leaders(token))
            ):
                yield Part(token, found, passive=False)

    def _past_openers(self, at: int) -> int:
        """Where a list of investors starts behind words that only open it: "beteiligten sich neben A auch"."""
        while at + 1 < len(self.tree) and self.tree[at].lower_ in self.words.sets["openers"]:
            at += 1
        return at

    def _opens_examples(self, token: Token) -> bool:
        """Whether examples follow of those who give money: "several angels, including"."""
        if token.lower_ not in self.words.sets["examples"]:
            return False
        ahead = self.tree[max(0, token.i - NEAR) : token.i]
        giver = next((t for t in ahead if {t.lower_, t.lemma_.lower()} & self.words.sets["givers"]), None)
        if giver is None or base(giver) == "amod":
            return False
        inside = (t for t in self.tree[giver.i + 1 : token.i] if t.pos_ == "NOUN" and children(t, "case"))
        return all(is_one_of(t, self.words.sets["nouns"]) for t in inside)  # but "others in the market include"

    def _is_coming(self, token: Token) -> bool:
        """Whether a sum is said to come from those who follow: "The $9 million came from", "8 Millionen kommen von"."""
        verb = self.tree[token.i - 1] if token.i else None
        if verb is None or token.lower_ not in self.words.sets["comes_from"]:
            return False
        coming = verb.lower_ in self.words.sets["coming"]
        ahead = self.tree[max(0, verb.i - NEAR) : verb.i]
        capital = self.words.sets["capital"] | self.words.sets["nouns"]
        return coming and any(self._is_sum(t) or is_one_of(t, capital) or t.lower_ in capital for t in ahead)

    def _is_sum(self, token: Token) -> bool:
        mention = self.passage.quantity_at(token)
        return mention is not None and is_money(mention)

    def part_of(self, figure: Mention) -> Filler | None:
        """Whose part of a round a sum is, as in "a $200M investment from A": its size is another."""
        last = self.passage.tokens_in(figure.span)[-1].i
        noun = self.tree[last + 1] if last + 2 < len(self.tree) else None
        if noun is None or noun.lower_ not in self.words.sets["parts"]:
            return None
        if self.tree[last + 2].lower_ not in self.words.sets["part_from"]:
            return None
        return next(iter(listed_names(last + 3, self.passage, self.discourse)), None)

    def drafts(self, part: Part, raiser: Filler, name: str | None, *, led: bool) -> Iterator[Draft]:
        """One claim for each investor that is named beside a round, with what each gives where that is said."""
        attribute = (f"led {name}" if name else "lead") if led else name
        predicate = part.token if part.token.pos_ == "VERB" else clause(part.token)
        given = {who.text: m for m in self.passage.quantities if is_money(m) and (who := self.part_of(m)) is not None}
        for investor in self._with_surnames(part.investors):
            if investor.text != raiser.text and base(investor.token) != "punct":
                yield Draft(
                    "investment", "round", self.passage, predicate, investor,
                    raiser._replace(certainty=min(raiser.certainty, 0.9)), given.get(investor.text), attribute,
                    Phase.BEGINS, sure=round(0.88 * investor.certainty * min(raiser.certainty, 0.95), 3),
                )  # fmt: skip

    def _with_surnames(self, listed: Sequence[Filler]) -> Iterator[Filler]:
        """The investors of a list, a couple by the name that both have: "Ada and Tom Byrne"."""
        for one, other in zip(listed, (*listed[1:], None), strict=True):
            forename = one.label is not Label.ORGANISATION and one.text in load_gazetteer("forenames")
            surname = other.text.partition(" ")[2] if other is not None and other.label is Label.PERSON else ""
            joined = one.token.i + 2 < len(one.token.doc) and one.token.nbor(1).pos_ == "CCONJ"
            yield one._replace(text=f"{one.text} {surname}") if forename and joined and surname else one

    def goes_on(self) -> bool:
        """Whether a passage only names more investors of a round that is known: "A, B and C also participated"."""
        keys = [key for key in ("joined", "total_to", "participants") if self.has_phrase(key)]
        return any(self.phrase_ends(key, at) for at in range(len(self.tree)) for key in keys)

    def _ahead(self, token: Token) -> list[Filler]:
        """The investors listed ahead of "also participated", "waren ebenfalls beteiligt"."""
        first = max((n.end for n in self.passage.names if n.end <= token.i), default=0)
        between = self.tree[first : token.i + 1]
        if not first or any(t.text in (",", ";") for t in between):
            return []
        return [f for f in list_ending(first, self.passage, self.discourse) if f.label is not Label.PRODUCT]

    def phrase_ends(self, key: str, at: int) -> bool:
        """Whether one of these phrases ends at a token."""
        if not self.has_phrase(key):
            return False
        for phrase in self._phrases[key]:
            start = at - len(phrase) + 1
            if start >= 0 and all(map(contains, self.forms[start : at + 1], phrase)):
                return True
        return False
