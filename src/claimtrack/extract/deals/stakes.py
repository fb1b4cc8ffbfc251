"""Who owns how much of whom: "a 15 % stake in B", "hält 32 Prozent an B", "B's biggest shareholder, A"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.reading import is_authority
from claimtrack.extract.deals.shares import paid_for, stake_in_mind
from claimtrack.extract.deals.states import read_owner_state
from claimtrack.extract.deals.targets import read_target, titled_behind
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.actors import actor_before, are_joined, list_ending
from claimtrack.extract.people.persons import person_described
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import base, children, read_arguments, tells_state
from claimtrack.language import read_data, word_sets
from claimtrack.model import Label, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_BESIDE = 7
"""Tokens between a stake's noun and its percentage, or its company."""
_SIZED = 3
"""Tokens between a stake's noun and what it is worth."""
_EXAMPLES = 10
"""Tokens between a case word and the "including" that opens its examples."""
_MIND = 2
"""Sentences for which a stake that was told of is in mind."""
_OWNERS = (Label.ORGANISATION, Label.PERSON, None)


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[stakes]` in a language's `frames.toml`; what each is for stands there."""
    return word_sets(read_data(lang, "frames")["stakes"])


def is_valued(noun: Token, lang: str) -> bool:
    """Whether only what a stake is worth is told of: "to increase the value of its stake"."""
    return base(noun) == "nmod" and noun.head.lemma_.lower() in _words(lang)["valued"]


class Stake(NamedTuple):
    """Who holds how much of whom; `paid` is what was given for it."""

    holders: list[Filler]
    company: Filler
    token: Token
    percent: Mention | None
    phase: Phase = Phase.HOLDS
    attribute: str | None = None
    paid: Mention | None = None
    is_held: bool = False
    """Whether a possessive takes it for granted: "its stake in B"."""
    is_sum: bool = False
    """Whether it is told by its sum alone, "a $1 billion stake", which is an investment if it is taken."""


class StakeReading:
    """One passage read for stakes."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, _words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def by_noun(self, noun: Token) -> Stake | None:
        """As in "a 15 % stake in B", "A's stake in B", "its Acme stake"."""
        percent = self._percent_beside(noun) or self._level_of(noun)
        company = self._company_behind(noun) or self._company_before(noun) or self._company_in_mind(noun, percent)
        vague = percent is None and (self._is_vague(noun) or is_valued(noun, self.passage.lang))
        if company is None or vague or is_authority(company, self.passage.lang):  # "its Treasury holdings"
            return None
        verb = self._verb_of(noun)
        holders = self.possessor(noun) or self._holder_behind(noun)
        holders = holders or (self.subjects(verb) if verb is not None else [])
        company = self._not_own(company, holders)
        if not holders or company is None:
            return None
        if percent is None and company.label is None and all(holder.label is Label.PERSON for holder in holders):
            return None  # "has a majority in the Senate"
        phase = Phase.ENDS if self._is_given_up(noun) else self._phase(verb)
        paid = paid_for(noun, self.passage, self.words["for"], _BESIDE) if phase is Phase.BEGINS else None
        worth = self._worth(noun) if percent is None and paid is None else None
        if worth is not None:
            paid, percent = (worth, None) if phase is Phase.BEGINS else (None, worth)
        words = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        attribute = "majority" if words & self.words["majority"] or noun.lower_ in self.words["majority"] else None
        if percent is None and (percent := self._step_of(noun)) is not None:
            attribute = "change"
        token = verb if verb is not None and not self.possessor(noun) else noun
        if phase is Phase.ENDS and verb is not None:
            token = verb
        held = token.i == noun.i and phase is Phase.HOLDS and percent is None
        by_sum = paid is not None and paid is worth
        return Stake(holders, company, token, percent, phase, attribute, paid, held, by_sum)

    def _is_vague(self, noun: Token) -> bool:
        """Whether a noun need not be one of ownership: "her interest in the region", but "an equity interest in"."""
        ahead = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        vague = is_one_of(noun, self.words["vague"]) and not ahead & self.words["capital"]
        return vague and self._worth(noun) is None

    def _worth(self, noun: Token) -> Mention | None:
        """What a stake is worth, right before its noun or behind it: "a $1bn stake", "a stake worth $1bn"."""
        for mention in self.passage.quantities:
            if not isinstance(mention.norm, Quantity) or figure_class(mention.norm) != "money":
                continue
            tokens = self.passage.tokens_in(mention.span)
            between = self.tree[tokens[-1].i + 1 : noun.i]
            beside = tokens[-1].i < noun.i and len(between) <= _SIZED and all(t.pos_ == "ADJ" for t in between)
            opens = (
                noun.i + 1 < tokens[0].i <= noun.i + 1 + _SIZED and self.tree[noun.i + 1].lower_ in self.words["worth"]
            )
            if beside or opens:
                return mention
        return None

    def _percent_beside(self, noun: Token) -> Mention | None:
        for mention in self._percents():
            tokens = self.passage.tokens_in(mention.span)
            gap = self.tree[tokens[-1].i + 1 : noun.i] if tokens[-1].i < noun.i else self.tree[noun.i + 1 : tokens[0].i]
            if len(gap) <= 3 and not any(t.pos_ in ("VERB", "PUNCT") and t.text != "-" for t in gap):
                return mention
        return None

    def _level_of(self, noun: Token) -> Mention | None:
        """The level to which a stake changes: "raised its stake in B from 10 to 16 %", "its stake fell to 45 %"."""
        for mention in self._percents():
            first = self.passage.tokens_in(mention.span)[0].i
            near = noun.i < first <= noun.i + 3 * _BESIDE and self.tree[first - 1].lower_ in self.words["level"]
            between = self.tree[noun.i + 1 : first]
            verbs = [t for t in between if t.pos_ == "VERB" and t.i != noun.head.i and base(t) != "amod"]
            if near and not verbs and not any(t.text in (",", ";") for t in between):
                return mention
        return None

    def _holder_behind(self, noun: Token) -> list[Filler]:
        """Who has a stake by a genitive ahead of its firm: "der Anteil der Familie A an B", "the stake of A in B"."""
        behind = self.tree[noun.i + 1 : noun.i + _BESIDE]
        if not len(behind) or behind[0].lower_ not in self.words["of"]:
            return []
        for token in behind[1:]:
            if token.lower_ in self.words["in"]:
                return []
            if self.passage.name_at(token) is not None:
                filler = self.discourse.resolve(token, self.passage)
                return [filler] if filler is not None and filler.label in _OWNERS else []
        return []

    def _company_in_mind(self, noun: Token, percent: Mention | None) -> Filler | None:
        """Of which firm "its stake" is, where the sentences before told of one: "It now plans to sell its stake"."""
        own = noun.i > 0 and "Yes" in self.tree[max(0, noun.i - 2)].morph.get("Poss", [])
        bare = percent is not None and not self.passage.names  # "It bought a 12% stake from the founder"
        own = own or bare or (noun.i > 0 and "Yes" in noun.nbor(-1).morph.get("Poss", []))
        known = stake_in_mind(self.passage, self.discourse, _MIND) if own else None
        if known is None or known.object is None:
            return None
        return known.object._replace(token=noun, certainty=0.85, via="context")

    def _is_given_up(self, noun: Token) -> bool:
        """As in "its exit from its stake", "der Verkauf der Beteiligung"."""
        return any(t.pos_ == "NOUN" and t.lower_ in self.words["exits"] for t in self.tree[max(0, noun.i - 4) : noun.i])

    def _step_of(self, noun: Token) -> Mention | None:
        """By how much a stake changes, in its clause: "raised its stake in B by 3 percentage points"."""
        near = range(noun.i - _EXAMPLES, noun.i + _EXAMPLES)
        levels = (self.passage.tokens_in(m.span)[0].i for m in self._percents())
        for mention in () if any(at in near for at in levels) else self.passage.quantities:
            shares = isinstance(mention.norm, Quantity) and figure_class(mention.norm) in ("percent", "points")
            if shares and self._is_step(mention) and self.passage.tokens_in(mention.span)[0].i in near:
                return mention
        return None

    def _is_step(self, mention: Mention) -> bool:
        """Whether a percentage says by how much a stake changes, and not how large it is."""
        first = self.passage.tokens_in(mention.span)[0].i
        return first > 0 and self.tree[first - 1].lower_ in self.words["step"]

    def _percents(self) -> Iterator[Mention]:
        for mention in self.passage.quantities:
            percent = isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "percent"
            if percent and not self._is_step(mention) and not self._is_former(mention):
                yield mention

    def _is_former(self, mention: Mention) -> bool:
        """Whether a percentage is what a stake was before: "from 43 percent to 15", "von 24 auf 20 Prozent"."""
        first, last = (self.passage.tokens_in(mention.span)[at].i for at in (0, -1))
        behind = self.tree[last + 1 : last + 3]
        from_ = first > 0 and self.tree[first - 1].lower_ in self.words["from"]
        return from_ and len(behind) > 1 and behind[0].lower_ in self.words["level"] and behind[1].pos_ == "NUM"

    def _company_behind(self, noun: Token) -> Filler | None:
        for token in self.tree[noun.i + 1 : noun.i + 1 + _BESIDE]:
            if token.lower_ in self.words["in"]:
                return self._first_example(token) or read_target(token.i + 1, self.passage, self.discourse)
            if token.pos_ in ("VERB", "AUX", "PUNCT") and not self.passage.quantity_at(token):
                return None
        return None

    def _first_example(self, case: Token) -> Filler | None:
        """The first firm of "stakes in many other firms, including A, B and C"."""
        for token in self.tree[case.i + 1 : case.i + 1 + _EXAMPLES]:
            if self.passage.name_at(token) or token.pos_ in ("AUX", "SCONJ"):
                return None
            if token.lower_ in self.words["including"] and token.i + 1 < len(self.tree):
                return self.person_at(token.i + 1)
        return None

    def _company_before(self, noun: Token) -> Filler | None:
        """As in "its Acme stake", "die Acme-Beteiligung": a firm's name right before the noun, not the holder's."""
        prefix, hyphen, _ = noun.text.rpartition("-")
        cast = self.discourse.cast
        if hyphen and cast.label(prefix) is Label.ORGANISATION and self.lexicon.has_compounds:
            return self.discourse.filler(cast.full(prefix), noun, 0.9)
        name = next((n for n in self.passage.names if n.end == noun.i), None)
        ahead = self.tree[name.start - 1] if name is not None and name.start else None
        if name is None or ahead is None or cast.label(name.text) is not Label.ORGANISATION:
            return None
        if "Yes" in ahead.morph.get("Poss", []) or ahead.text in ("'s", "’s") or ahead.pos_ in ("VERB", "DET", "ADJ"):
            return self.discourse.resolve(self.tree[name.start], self.passage)
        return None

    def possessor(self, noun: Token) -> list[Filler]:
        """Who has a noun, as in "A's 15 % stake", "its stake"."""
        for token in reversed(self.tree[max(0, noun.i - 6) : noun.i]):
            owner = None
            if token.text in ("'s", "’s") and token.i:
                owner = self.tree[token.i - 1]
            elif "Yes" in token.morph.get("Poss", []):
                owner = token
            if owner is not None:
                filler = self.discourse.resolve(owner, self.passage)
                return [filler] if filler and filler.label in _OWNERS else []
            if token.pos_ in ("VERB", "AUX", "ADP"):
                return []
        return []

    def _verb_of(self, noun: Token) -> Token | None:
        """The verb whose object a stake is: above it in the tree, else the nearest ahead."""
        for ancestor in noun.ancestors:
            if ancestor.pos_ in ("VERB", "AUX"):
                return ancestor
        return next((t for t in reversed(self.tree[: noun.i]) if t.pos_ == "VERB"), None)

    def _phase(self, verb: Token | None) -> Phase:
        forms = set(word_forms(verb, self.lexicon)) if verb is not None else set()
        if forms & self.words["selling"]:
            return Phase.ENDS
        state = verb is not None and tells_state(verb, self.words["copulas"], may_lead=self.lexicon.verb_may_lead)
        return Phase.BEGINS if forms & self.words["buying"] and not state else Phase.HOLDS

    def by_verb(self, verb: Token) -> Stake | None:
        """As in "A owns 15 % of B", "A and C each hold 32 %", "A ist mit 15 Prozent an B beteiligt"."""
        if self._is_opinion(verb):
            return None
        for mention in self._percents():
            tokens = self.passage.tokens_in(mention.span)
            first, last = tokens[0].i, tokens[-1].i
            near = abs(first - verb.i) <= _BESIDE or (self.lexicon.verb_may_lead and 0 < verb.i - last <= _BESIDE)
            behind = self.tree[last + 1 : last + 3]
            nouns = self.words["nouns"] - self.words["shares"]
            apart = any(t.text in (",", ";") for t in self.tree[last + 1 : verb.i])  # "gehört zu 75 % A, den Rest hält"
            if not near or apart or any(is_one_of(t, nouns) for t in behind):
                continue
            company = self._company_of_share(last) or self._company_meant(verb, last)
            holders = self.subjects(verb)
            company = self._not_own(company, holders) if company is not None else None
            if company is not None and holders:
                return Stake(holders, company, verb, mention, self._phase(verb))
        forms = set(word_forms(verb, self.lexicon))
        return self._whole(verb) if forms & self.words["whole"] else None

    def _company_meant(self, verb: Token, last: int) -> Filler | None:
        """Of which firm a bare share is: "Following the deal, it will own 15 %", "… of B, and A has 42 per cent".

        It is the one of the sentence's first share, else that of the stake or the deal told of before.
        """
        forms = set(word_forms(verb, self.lexicon))
        after, behind = self.tree[last + 1 : last + 2], self.tree[last + 1 : last + 4]
        capital = next((t for t in behind if is_one_of(t, self.words["shares"])), None)  # "32 % am Eigenkapital"
        if not forms & self.words["bare"]:
            return None
        if capital is None and any(t.pos_ in ("NOUN", "ADP", "PROPN") for t in after):
            return None
        ends = (self.passage.tokens_in(m.span)[-1].i for m in self._percents())
        told = next((found for end in ends if end < last and (found := self._company_of_share(end))), None)
        known = stake_in_mind(self.passage, self.discourse, _MIND)
        told = told or (known.object if known is not None else None)
        told = told or (self.discourse.spoken_of(self.passage, verb) if capital is not None else None)
        return told._replace(certainty=0.85, via="context") if told is not None else None

    def _not_own(self, company: Filler, holders: list[Filler]) -> Filler | None:
        """Whose shares somebody has: nobody holds a part of itself, so "the company" is the other one told of."""
        own = {holder.text for holder in holders}
        if company.text in own and company.via == "context":
            return None
        if company.text not in own or company.via not in ("noun", "pronoun"):
            return company
        ahead = (self.discourse.cast.full(n.text) for n in self.passage.names if n.end <= company.token.i)
        firms = [name for name in ahead if self.discourse.cast.label(name) is Label.ORGANISATION and name not in own]
        firms = firms or [name for name in self.discourse.organisations_before(self.passage) if name not in own]
        others = list(dict.fromkeys(firms))
        return company._replace(text=others[0], certainty=0.8, via="context") if len(others) == 1 else None

    def _is_opinion(self, verb: Token) -> bool:
        """As in "40 Prozent halten A für geeignet": people hold an opinion and no shares."""
        behind = self.tree[verb.i + 1 : verb.i + 2 * _BESIDE]
        return any(t.lower_ in self.words["opinion"] for t in behind)

    def _company_of_share(self, last: int) -> Filler | None:
        after = self.tree[last + 1] if last + 1 < len(self.tree) else None
        parts = (t for t in self.tree[last + 1 : last + 4] if t.lower_.rpartition("-")[2] in self.words["shares"])
        if (company := next((firm for t in parts if (firm := self._company_before(t))), None)) is not None:
            return company  # "12 Prozent der Acme-Aktien"
        if after is not None and any(is_one_of(t, self.words["shares"]) for t in self.tree[last + 2 : last + 4]):
            noun = next(t for t in self.tree[last + 2 : last + 4] if is_one_of(t, self.words["shares"]))
            after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None  # "25 % of the shares of B"
        if after is None or after.lower_ not in self.words["in"] | self.words["of"]:
            return None
        return read_target(after.i + 1, self.passage, self.discourse)

    def _whole(self, verb: Token) -> Stake | None:
        """As in "A owns B", "B is owned by A", "A-owned B": all of it, without a value."""
        if verb.i > 1 and self.tree[verb.i - 1].text == "-":
            holder = self._named(self.tree[verb.i - 2])
            company = read_target(verb.i + 1, self.passage, self.discourse)
            if holder is None or company is None or company.via != "name":
                return None
            if any(t.pos_ in ("PART", "PUNCT") for t in self.tree[verb.i + 1 : company.token.i]):
                return None
            name = self.passage.name_at(company.token)
            if name and any(t.pos_ in ("NOUN", "ADJ") and t.text.islower() for t in self.tree[name.end : name.end + 1]):
                return None  # "an Acme-owned Dresden weekly"
            return Stake([holder], company._replace(label=Label.ORGANISATION), verb, None)
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        if after is not None and after.lower_ in self.words["by"]:
            holder = read_target(after.i + 1, self.passage, self.discourse) or self.person_at(after.i + 1)
            company = next(iter(self.themes(verb)), None)
            return Stake([holder], company, verb, None) if holder and company else None
        company = read_target(verb.i + 1, self.passage, self.discourse)
        if company is None or company.label is not Label.ORGANISATION or company.via in ("noun", "pronoun"):
            return None
        holders = [f for f in self.subjects(verb) if f.label is not None]
        return Stake(holders, company, verb, None) if holders else None

    def person_at(self, at: int) -> Filler | None:
        """The first name within some tokens, whatever it names; of "former Acme head Ada Byrne" the person's."""
        found = next((name for t in self.tree[at : at + 5] if (name := self.passage.name_at(t))), None)
        if found is None:
            return None
        person = titled_behind(found, self.passage, self.discourse)
        return self.discourse.resolve(self.tree[(person or found).start], self.passage)

    def themes(self, verb: Token) -> list[Filler]:
        """The firms that a verb is about."""
        found = [f for t in read_arguments(verb).theme for f in self.discourse.resolve_all(t, self.passage)]
        nearest = actor_before(verb, self.passage, self.discourse)
        return [f for f in (*found, *([nearest] if nearest else [])) if f.label is Label.ORGANISATION]

    def subjects(self, verb: Token) -> list[Filler]:
        """Who may hold what a verb tells of."""
        listed = list_ending(self._before_auxiliaries(verb), self.passage, self.discourse)
        if len(listed) > 1 and are_joined(listed, self.tree):
            return listed
        found = [f for t in read_arguments(verb).agent for f in self.discourse.resolve_all(t, self.passage)]
        found = [f for f in found if f.label in _OWNERS]
        if states := [f for t in read_arguments(verb).agent if (f := read_owner_state(t, self.passage))]:
            return states
        ends = self.lexicon.verb_may_lead and verb.i > 0 and verb.nbor(-1).pos_ not in ("AUX", "ADV")
        leader = next((t for t in children(verb, "aux") if t.i < verb.i and ends), verb)  # "A hat 25 % der B gehalten"
        if not found:
            nearest = actor_before(leader, self.passage, self.discourse)
            described = (person_described(t, self.passage, self.discourse) for t in read_arguments(verb).agent)
            found = [f for f in (*described, nearest) if f is not None][:1]
        if not found and self.lexicon.verb_may_lead:
            found = [f for t in self.tree[verb.i + 1 : verb.i + 4] if (f := self._named(t))][:1]
        return [f for f in found if f.label in _OWNERS]

    def _named(self, token: Token) -> Filler | None:
        return self.discourse.resolve(token, self.passage) if self.passage.name_at(token) else None

    def _before_auxiliaries(self, verb: Token) -> int:
        at = verb.i
        while (
            at > 0
            and self.tree[at - 1].pos_ in ("AUX", "ADV", "PRON", "DET")
            and not self.passage.name_at(self.tree[at - 1])
        ):
            at -= 1
        return at
