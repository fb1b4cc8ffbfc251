"""Owners by other words than "stake": "B's biggest shareholder, A", "die A-Tochter B", "B gehört A"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from claimtrack.extract.deals.stakes import Stake, StakeReading
from claimtrack.extract.deals.states import is_country
from claimtrack.extract.deals.targets import read_target
from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before, listed_names
from claimtrack.extract.text.lexicon import is_one_of, may_tell, sentence_words, word_forms
from claimtrack.extract.text.syntax import base, children
from claimtrack.model import Label, Phase
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_ENTRY = 12
"""Tokens from the noun of an entry to the firm that is entered."""


def draft_stakes(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every stake that a passage gives, takes or names, one claim for each holder; what is paid for one is invested."""
    reading = _Reading(passage, discourse)
    for token in passage.tree if reading.may_tell() else ():
        if passage.name_at(token) or passage.quantity_at(token):
            continue
        stake = reading.stake(token)
        if stake is not None and stake.company.label is Label.PRODUCT and stake.company.via == "name":
            firm = stake.company._replace(label=Label.ORGANISATION, certainty=0.9 * stake.company.certainty)
            stake = stake._replace(company=firm)  # of an app or a brand nobody but its firm has shares
        if stake is None or stake.company.label not in (Label.ORGANISATION, None):
            continue
        for one in _each(stake, passage, discourse):
            for holder in one.holders:
                told = one.percent is not None or not is_country(holder.text, passage.lang)  # "China's US Treasuries"
                if holder.text != one.company.text and told and _may_hold(holder, one):
                    yield from _drafts(one, holder, passage)


def _each(stake: Stake, passage: Passage, discourse: Discourse) -> Iterator[Stake]:
    """The same stake in each firm of a list: "holds stakes in B, C and D"; a percentage is of the first alone."""
    yield stake
    first = stake.company.token
    compounded = stake.token.i > 0 and stake.token.nbor(-1).text == "-"  # "including A-owned B and C"
    if stake.percent is not None or stake.company.via != "name" or first.doc is not passage.tree or compounded:
        return
    listed = listed_names(first.i, passage, discourse)
    joined = any(t.pos_ == "CCONJ" for t in passage.tree[first.i : listed[-1].token.i]) if listed else False
    if joined and listed[0].text == stake.company.text and first.i > stake.token.i:
        for company in listed[1:]:
            if company.label is Label.ORGANISATION and company.text not in {h.text for h in stake.holders}:
                yield stake._replace(company=company)


def _drafts(stake: Stake, holder: Filler, passage: Passage) -> Iterator[Draft]:
    sure = round(0.88 * holder.certainty * stake.company.certainty, 3)
    if not stake.is_sum:
        yield Draft(
            "stake", "stake", passage, stake.token, holder, stake.company, stake.percent, stake.attribute, stake.phase,
            sure=sure, aside=stake.is_held,
        )  # fmt: skip
    if stake.paid is not None:
        yield Draft(
            "investment", "stake", passage, stake.token, holder, stake.company, stake.paid, phase=Phase.BEGINS,
            sure=sure,
        )  # fmt: skip


def _may_hold(holder: Filler, stake: Stake) -> bool:
    """Whether something says that a holder holds a firm: a type, a percentage, or the noun beside both names."""
    named = holder.via == "name" and stake.company.via == "name" and stake.token.pos_ in ("NOUN", "PROPN")
    return bool(holder.label or stake.company.label or stake.percent or named)


class _Reading(StakeReading):
    """One passage read for owners of every kind."""

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(sorted(self.words["subsidiaries"] | self.words["parents"]))

    def may_tell(self) -> bool:
        """Whether the passage has a word for a stake, a holder, a subsidiary or for owning."""
        if any(word.endswith(self._endings) for word in sentence_words(self.tree)):
            return True
        keys = ("nouns", "entries", "holders", "belonging", "owning")
        return may_tell(self.tree, self.lexicon, [self.words[key] for key in keys])

    def stake(self, token: Token) -> Stake | None:
        """The stake that one word tells of, if it has a holder and a company."""
        if token.pos_ in ("NOUN", "PROPN"):
            if is_one_of(token, self.words["nouns"]):
                return self.by_noun(token)
            if token.lower_.endswith(self._endings):
                return self._subsidiary(token)
            if is_one_of(token, self.words["entries"]):
                return self._entered(token)
            return self._by_holder(token) if is_one_of(token, self.words["holders"]) else None
        possessive = token.i > 0 and "Yes" in self.tree[token.i - 1].morph.get("Poss", [])  # "his own car"
        if token.pos_ not in ("VERB", "AUX", "ADJ") or base(token) == "aux" or possessive:
            return None
        forms = set(word_forms(token, self.lexicon))
        if forms & self.words["belonging"]:
            return self._belongs(token)
        return self.by_verb(token) if forms & self.words["owning"] else None

    def _by_holder(self, noun: Token) -> Stake | None:
        """As in "B's biggest shareholder, the fund A", "A, the largest shareholder of B"."""
        company = self._owned_by_noun(noun)
        holder = self._named_beside(noun)
        if company is None or holder is None or company.text == holder.text:
            return None
        ranked = any(
            t.lower_ in self.words["rank"] or t.lemma_.lower() in self.words["rank"]
            for t in self.tree[max(0, noun.i - 3) : noun.i]
        )
        before = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        phase = Phase.ENDS if before & self.words["former"] else Phase.HOLDS
        return Stake([holder], company, noun, None, phase, "largest shareholder" if ranked else None)

    def _subsidiary(self, noun: Token) -> Stake | None:
        """As in "B ist eine Tochter von A", "B, die frühere Tochter der A AG", "die A-Tochter B", "die B-Mutter A"."""
        before = {t.lower_ for t in self.tree[max(0, noun.i - 3) : noun.i]}
        phase = Phase.ENDS if before & self.words["former"] else Phase.HOLDS
        prefix, hyphen, _ = noun.text.rpartition("-")
        after = self.tree[noun.i + 1] if noun.i + 1 < len(self.tree) else None
        behind = self.passage.name_at(after) if after is not None else None
        cast = self.discourse.cast
        if hyphen and behind is not None and self._is_firm(prefix):
            parent: Filler | None = self.discourse.filler(cast.full(prefix), noun, 0.95)._replace(
                label=Label.ORGANISATION
            )
            company = self.discourse.resolve(self.tree[behind.start], self.passage)
        elif behind is not None and (owner := next(iter(self.possessor(noun)), None)):  # "ihre Tochter B"
            parent, company = owner, self.discourse.resolve(self.tree[behind.start], self.passage)
            if noun.lower_ in self.words["relatives"] and not self._is_firm(behind.text):
                return None
        elif after is not None and after.lower_ in self.words["of"]:
            parent = read_target(after.i + 1, self.passage, self.discourse)
            company = self._named_before(noun)
        else:
            return None
        if noun.lower_.endswith(tuple(self.words["parents"])):
            parent, company = company, parent
        firms = [f for f in (parent, company) if f is not None and f.label is Label.ORGANISATION]
        return Stake([firms[0]], firms[1], noun, None, phase) if len(firms) == 2 else None

    def _is_firm(self, name: str) -> bool:
        """Whether the first part of a compound is a firm, or can only be a name of which nothing is known."""
        label = self.discourse.cast.label(name) or self.discourse.known_label(name)
        bare = name.removesuffix("s")  # "Mobilitätsdienstleistungs-Tochter"
        return label is Label.ORGANISATION or (label is None and is_no_word(bare, self.passage.lang))

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

    def _entered(self, noun: Token) -> Stake | None:
        """As in "der Einstieg von A bei B", "A-Einstieg bei B"."""
        prefix = noun.text.rpartition("-")[0]
        cast = self.discourse.cast
        holder: Filler | None = None
        if prefix and cast.label(prefix) is Label.ORGANISATION:
            holder = self.discourse.filler(cast.full(prefix), noun, 0.9)
        company = None
        for token in self.tree[noun.i + 1 : noun.i + _ENTRY]:
            if token.lower_ in self.words["at"]:
                company = read_target(token.i + 1, self.passage, self.discourse)
                break
            if holder is None and token.pos_ != "ADP" and self.passage.name_at(token):
                holder = self.discourse.resolve(token, self.passage)
            if token.pos_ in ("VERB", "AUX", "PUNCT"):
                break
        if holder is None:
            holder = next(iter(self.possessor(noun)), None)
        firms = [f for f in (holder, company) if f is not None and f.label in (Label.ORGANISATION, None)]
        told = len(firms) == 2 and any(f.label for f in firms)
        return Stake([firms[0]], firms[1], noun, None, Phase.BEGINS) if told else None

    def _owned_by_noun(self, noun: Token) -> Filler | None:
        for filler in self.possessor(noun):
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
            self.person_at(at)
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
            named = [f for t in children(noun, "nsubj") for f in self.discourse.resolve_all(t, self.passage)]
            if named and named[0].label in (Label.ORGANISATION, Label.PERSON):
                return named[0]
            return actor_before(before, self.passage, self.discourse)
        names = [n for n in self.passage.names if n.end == before.i] if before.text == "," else []
        return self.discourse.resolve(self.tree[names[0].start], self.passage) if names else None

    def _belongs(self, verb: Token) -> Stake | None:
        """As in "B gehört dem Unternehmer A", "B belongs to A"."""
        company = next((f for f in self.subjects(verb) if f.label in (Label.ORGANISATION, None)), None)
        around = (*self.tree[max(0, verb.i - 8) : verb.i], *self.tree[verb.i + 1 : verb.i + 8])
        if company is None or any(t.lower_ in self.words["among"] for t in around):
            return None
        behind = (n for n in self.passage.names if verb.i < n.start <= verb.i + 6)
        name = next((n for n in behind if self.discourse.cast.full(n.text) != company.text), None)
        after_name = self.tree[name.end] if name is not None and name.end < len(self.tree) else None
        if name is None or any(t.pos_ in ("VERB", "PUNCT", "ADP") for t in self.tree[verb.i + 1 : name.start]):
            return None
        if after_name is not None and after_name.pos_ == "ADP" and after_name.lower_ in self.words["in"]:
            return None  # "gehörte dem Vorstand der Beta AG an"
        holder = self.discourse.resolve(self.tree[name.start], self.passage)
        if holder is None or holder.label not in (Label.ORGANISATION, Label.PERSON):
            return None
        return Stake([holder], company, verb, None)
