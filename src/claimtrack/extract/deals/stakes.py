"""Who owns how much of whom: "a 15 % stake in B", "hält 32 Prozent an B", "B's biggest shareholder, A"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.targets import read_target
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.actors import actor_before, list_ending
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.syntax import base, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention

_BESIDE = 7
"""Tokens between a stake's noun and its percentage, or its company."""
_OWNERS = (Label.ORGANISATION, Label.PERSON, None)


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[stakes]` in a language's `frames.toml`; what each is for stands there."""
    data = read_data(lang, "frames")["stakes"]
    return {key: frozenset(word.casefold() for word in words) for key, words in data.items()}


class _Stake(NamedTuple):
    holders: list[Filler]
    company: Filler
    token: Token
    percent: Mention | None
    phase: Phase = Phase.HOLDS
    attribute: str | None = None
    paid: Mention | None = None


def draft_stakes(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every stake that a passage gives, takes or names, one claim for each holder; what is paid for one is invested."""
    reading = _Reading(passage, discourse)
    for token in passage.tree:
        if passage.name_at(token) or passage.quantity_at(token):
            continue
        stake = reading.stake(token)
        if stake is None or stake.company.label not in (Label.ORGANISATION, None):
            continue
        for holder in stake.holders:
            if holder.text != stake.company.text and (holder.label or stake.company.label):
                yield from _drafts(stake, holder, passage)


def _drafts(stake: _Stake, holder: Filler, passage: Passage) -> Iterator[Draft]:
    sure = round(0.88 * holder.certainty * stake.company.certainty, 3)
    yield Draft(
        "stake", "stake", passage, stake.token, holder, stake.company, stake.percent, stake.attribute, stake.phase,
        sure=sure,
    )  # fmt: skip
    if stake.paid is not None:
        yield Draft(
            "investment",
            "stake",
            passage,
            stake.token,
            holder,
            stake.company,
            stake.paid,
            None,
            Phase.BEGINS,
            sure=sure,
        )


class _Reading:
    """One passage read for stakes."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words = passage.tree, _words(passage.lang)
        self.lexicon = load_lexicon(passage.lang)

    def stake(self, token: Token) -> _Stake | None:
        """The stake that one word tells of, if it has a holder and a company."""
        if token.pos_ in ("NOUN", "PROPN"):
            if is_one_of(token, self.words["nouns"]):
                return self._by_noun(token)
            if token.lower_.endswith(tuple(sorted(self.words["subsidiaries"]))):
                return self._subsidiary(token)
            return self._by_holder(token) if is_one_of(token, self.words["holders"]) else None
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
        forms = set(word_forms(token, self.lexicon))
        if forms & self.words["spinning"]:
            return self._spun_off(token)
        if forms & self.words["belonging"]:
            return self._belongs(token)
        return self._by_verb(token) if forms & self.words["owning"] else None

    # "a 15 % stake in B"

    def _by_noun(self, noun: Token) -> _Stake | None:
        percent = self._percent_beside(noun)
        company = self._company_behind(noun)
        if company is None:
            return None
        verb = self._verb_of(noun)
        holders = self._possessor(noun) or (self._subjects(verb) if verb is not None else [])
        if not holders:
            return None
        phase = self._phase(verb)
        paid = self._paid(noun) if phase is Phase.BEGINS else None
        words = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        attribute = "majority" if words & self.words["majority"] or noun.lower_ in self.words["majority"] else None
        token = verb if verb is not None and not self._possessor(noun) else noun
        if phase is Phase.ENDS and verb is not None:
            token = verb
        return _Stake(holders, company, token, percent, phase, attribute, paid)

    def _percent_beside(self, noun: Token) -> Mention | None:
        for mention in self._percents():
            tokens = self.passage.tokens_in(mention.span)
            gap = self.tree[tokens[-1].i + 1 : noun.i] if tokens[-1].i < noun.i else self.tree[noun.i + 1 : tokens[0].i]
            if len(gap) <= 3 and not any(t.pos_ in ("VERB", "PUNCT") and t.text != "-" for t in gap):
                return mention
        return None

    def _percents(self) -> Iterator[Mention]:
        for mention in self.passage.quantities:
            if isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "percent":
                yield mention

    def _company_behind(self, noun: Token) -> Filler | None:
        for token in self.tree[noun.i + 1 : noun.i + 1 + _BESIDE]:
            if token.lower_ in self.words["in"]:
                return read_target(token.i + 1, self.passage, self.discourse)
            if token.pos_ in ("VERB", "AUX", "PUNCT") and not self.passage.quantity_at(token):
                return None
        return None

    def _possessor(self, noun: Token) -> list[Filler]:
        """As in "A's 15 % stake", "its stake"."""
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
        state = verb is not None and any(base(c) == "cop" or c.lemma_ in self.words["copulas"] for c in verb.children)
        return Phase.BEGINS if forms & self.words["buying"] and not state else Phase.HOLDS

    def _paid(self, noun: Token) -> Mention | None:
        """The sum right before "for a stake", or behind "stake in B for"."""
        for mention in self.passage.quantities:
            if not isinstance(mention.norm, Quantity) or figure_class(mention.norm) != "money":
                continue
            tokens = self.passage.tokens_in(mention.span)
            after = self.tree[tokens[-1].i + 1].lower_ if tokens[-1].i + 1 < len(self.tree) else ""
            before = self.tree[tokens[0].i - 1].lower_ if tokens[0].i else ""
            ahead = tokens[-1].i < noun.i and noun.i - tokens[-1].i <= _BESIDE and after in self.words["for"]
            behind = noun.i < tokens[0].i <= noun.i + 2 * _BESIDE and before in self.words["for"]
            if ahead or behind:
                return mention
        return None

    # "A owns 15 % of B", "A and C each hold 32 %"

    def _by_verb(self, verb: Token) -> _Stake | None:
        for mention in self._percents():
            tokens = self.passage.tokens_in(mention.span)
            first, last = tokens[0].i, tokens[-1].i
            near = abs(first - verb.i) <= _BESIDE or (self.lexicon.verb_may_lead and 0 < verb.i - last <= _BESIDE)
            if not near or any(is_one_of(t, self.words["nouns"]) for t in self.tree[last + 1 : last + 3]):
                continue
            company = self._company_of_share(last)
            holders = self._subjects(verb)
            if company is not None and holders:
                return _Stake(holders, company, verb, mention, self._phase(verb))
        forms = set(word_forms(verb, self.lexicon))
        return self._whole(verb) if forms & self.words["whole"] else None

    def _company_of_share(self, last: int) -> Filler | None:
        after = self.tree[last + 1] if last + 1 < len(self.tree) else None
        if after is None or after.lower_ not in self.words["in"] | self.words["of"]:
            return None
        return read_target(after.i + 1, self.passage, self.discourse)

    def _whole(self, verb: Token) -> _Stake | None:
        """As in "A owns B", "B is owned by A": all of it, without a value."""
        after = self.tree[verb.i + 1] if verb.i + 1 < len(self.tree) else None
        if after is not None and after.lower_ in self.words["by"]:
            holder = read_target(after.i + 1, self.passage, self.discourse) or self._person_at(after.i + 1)
            company = next(iter(self._themes(verb)), None)
            return _Stake([holder], company, verb, None) if holder and company else None
        company = read_target(verb.i + 1, self.passage, self.discourse)
        if company is None or company.label is not Label.ORGANISATION or company.via in ("noun", "pronoun"):
            return None
        holders = [f for f in self._subjects(verb) if f.label is not None]
        return _Stake(holders, company, verb, None) if holders else None

    def _person_at(self, at: int) -> Filler | None:
        for token in self.tree[at : at + 5]:
            if self.passage.name_at(token):
                return self.discourse.resolve(token, self.passage)
        return None

    def _themes(self, verb: Token) -> list[Filler]:
        found = [f for t in read_arguments(verb).theme for f in self.discourse.resolve_all(t, self.passage)]
        nearest = actor_before(verb, self.passage, self.discourse)
        return [f for f in (*found, *([nearest] if nearest else [])) if f.label is Label.ORGANISATION]

    def _subjects(self, verb: Token) -> list[Filler]:
        listed = list_ending(self._before_auxiliaries(verb), self.passage, self.discourse)
        if len(listed) > 1:
            return listed
        found = [f for t in read_arguments(verb).agent for f in self.discourse.resolve_all(t, self.passage)]
        found = [f for f in found if f.label in _OWNERS]
        if not found and (nearest := actor_before(verb, self.passage, self.discourse)):
            found = [nearest]
        return [f for f in found if f.label in _OWNERS]

    def _before_auxiliaries(self, verb: Token) -> int:
        at = verb.i
        while (
            at > 0
            and self.tree[at - 1].pos_ in ("AUX", "ADV", "PRON", "DET")
            and not self.passage.name_at(self.tree[at - 1])
        ):
            at -= 1
        return at

    # other words

    def _by_holder(self, noun: Token) -> _Stake | None:
        """As in "B's biggest shareholder, the fund A", "A, the largest shareholder of B"."""
        company = self._owned_by_noun(noun)
        holder = self._named_beside(noun)
        if company is None or holder is None or company.text == holder.text:
            return None
        ranked = any(
            t.lower_ in self.words["rank"] or t.lemma_.casefold() in self.words["rank"]
            for t in self.tree[max(0, noun.i - 3) : noun.i]
        )
        plain = noun.lower_ in self.words["sole"] or noun.lemma_.casefold() in self.words["sole"]
        if not (ranked or plain):
            return None
        before = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        phase = Phase.ENDS if before & self.words["former"] else Phase.HOLDS
        return _Stake([holder], company, noun, None, phase, "largest shareholder" if ranked else None)

    def _subsidiary(self, noun: Token) -> _Stake | None:
        """As in "B ist eine Tochter von A", "B, die frühere Tochter der A AG", "die A-Tochter B"."""
        before = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        phase = Phase.ENDS if before & self.words["former"] else Phase.HOLDS
        prefix, hyphen, _ = noun.text.rpartition("-")
        after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None
        behind = self.passage.name_at(after) if after is not None else None
        cast = self.discourse.cast
        if hyphen and behind is not None and cast.label(prefix) is Label.ORGANISATION:
            parent: Filler | None = self.discourse.filler(cast.full(prefix), noun, 0.95)
            company = self.discourse.resolve(self.tree[behind.start], self.passage)
        elif after is not None and after.lower_ in self.words["of"]:
            parent = read_target(after.i + 1, self.passage, self.discourse)
            company = self._named_before(noun)
        else:
            return None
        firms = [f for f in (parent, company) if f is not None and f.label is Label.ORGANISATION]
        return _Stake([firms[0]], firms[1], noun, None, phase) if len(firms) == 2 else None

    def _named_before(self, noun: Token) -> Filler | None:
        """Who a predicate noun speaks of: the name ahead of its copula or its comma."""
        for at in range(noun.i - 1, max(-1, noun.i - 7), -1):
            token = self.tree[at]
            if token.text == "," or token.lemma_ == "sein":
                name = next((n for n in self.passage.names if n.end == at), None)
                return self.discourse.resolve(self.tree[name.start], self.passage) if name else None
            if token.pos_ in ("VERB", "ADP", "PUNCT"):
                return None
        return None

    def _owned_by_noun(self, noun: Token) -> Filler | None:
        for filler in self._possessor(noun):
            return filler if filler.label is Label.ORGANISATION else None
        after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None
        if after is not None and after.lower_ in self.words["of"] | self.words["in"]:
            return read_target(after.i + 1, self.passage, self.discourse)
        return None

    def _named_beside(self, noun: Token) -> Filler | None:
        """The name in apposition behind or ahead of a word for a holder, or the subject of "is"."""
        at = noun.i + 1
        if at < len(self.tree) and self.tree[at].text == ",":
            at += 1
        behind = (
            self._person_at(at)
            if at < len(self.tree) and self.tree[at].pos_ in ("DET", "PROPN", "ADJ", "NOUN")
            else None
        )
        if behind is not None and behind.label in (Label.ORGANISATION, Label.PERSON):
            between = self.tree[at : behind.token.i]
            if not any(t.pos_ in ("VERB", "AUX", "ADP", "PUNCT") for t in between):
                return behind
        start = noun.i
        while (
            start > 0
            and self.tree[start - 1].pos_ in ("ADJ", "DET", "NOUN", "PROPN", "PART", "NUM")
            and self.tree[start - 1].text != ","
        ):
            start -= 1
        before = self.tree[start - 1] if start else None
        if before is None:
            return None
        if before.pos_ == "AUX":
            return actor_before(before, self.passage, self.discourse)
        names = [n for n in self.passage.names if n.end == before.i] if before.text == "," else []
        return self.discourse.resolve(self.tree[names[0].start], self.passage) if names else None

    def _belongs(self, verb: Token) -> _Stake | None:
        """As in "B gehört dem Unternehmer A", "B belongs to A"."""
        company = next((f for f in self._subjects(verb) if f.label in (Label.ORGANISATION, None)), None)
        after = self.tree[verb.i + 1 : verb.i + 8]
        if company is None or any(t.lower_ in self.words["among"] for t in after):
            return None
        name = next((n for n in self.passage.names if verb.i < n.start <= verb.i + 6), None)
        after_name = self.tree[name.end] if name is not None and name.end < len(self.tree) else None
        if name is None or any(t.pos_ in ("VERB", "PUNCT") for t in self.tree[verb.i + 1 : name.start]):
            return None
        if after_name is not None and after_name.pos_ == "ADP" and after_name.lower_ in self.words["in"]:
            return None  # "gehörte dem Vorstand der Beta AG an"
        holder = self.discourse.resolve(self.tree[name.start], self.passage)
        if holder is None or holder.label not in (Label.ORGANISATION, Label.PERSON):
            return None
        return _Stake([holder], company, verb, None)

    def _agents(self, verb: Token) -> list[Filler]:
        return [f for f in self._subjects(verb) if f.label is Label.ORGANISATION]

    def _spun_off(self, verb: Token) -> _Stake | None:
        """As in "A spins off B", "B, which spun off from A": A's hold on B ends."""
        for token in self.tree[verb.i + 1 : verb.i + 5]:
            if token.lower_ in self.words["from"]:
                parent = read_target(token.i + 1, self.passage, self.discourse)
                company = next(
                    (f for f in (*self._agents(verb), *self._themes(verb)) if parent and f.text != parent.text), None
                )
                return _Stake([parent], company, verb, None, Phase.ENDS) if parent and company else None
        parents = self._agents(verb)
        at = verb.i + 1
        while (at < len(self.tree) and base(self.tree[at]) == "compound:prt") or (
            at < len(self.tree) and self.tree[at].pos_ in ("ADP", "PART")
        ):
            at += 1
        company = read_target(at, self.passage, self.discourse)
        return _Stake(parents[:1], company, verb, None, Phase.ENDS) if parents and company else None
