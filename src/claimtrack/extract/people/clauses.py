"""The clause around a deed, by position: where it begins and ends, its voice, its time."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.people.rolewords import find_deeds
from claimtrack.extract.text.syntax import base, has_present_ending, is_infinitive, is_relativizer
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.people.rolewords import Deed
    from claimtrack.extract.people.scene import Scene
    from claimtrack.language.trees import Token

_REACH = 22
"""Tokens on either side of a verb in which its people and posts are looked for."""
_AUXILIARIES = 4
"""Tokens between an auxiliary and its verb where the two stand together."""
_OPENER = 6
"""Tokens between the word that opens a clause and its verb."""
_OF_NOUNS = ("obj", "obl", "nmod")
"""Relations of a noun to what governs it."""
STOPS = frozenset({";", ":", ".", "!", "?", "“", "”", '"', "„", "»", "«"})


class Clause:
    """The tokens `low` to `high` (half-open) around a deed that belong to its clause."""

    def __init__(self, scene: Scene, deed: Deed) -> None:
        self.scene, self.deed, self.token, self.tree = scene, deed, deed.token, scene.tree
        self.low, self.high = self._bounds()

    def _bounds(self) -> tuple[int, int]:
        """Where the clause begins and ends: at strong punctuation, or at a comma or "and" that a clause follows."""
        low, high = self.token.i, self.deed.end
        while low > 0 and self.token.i - low < _REACH and not self._begins(low - 1):
            low -= 1
        while high + 1 < len(self.tree) and high - self.deed.end < _REACH and not self._ends(high + 1):
            high += 1
        return low, high + 1

    def _begins(self, at: int) -> bool:
        """Whether a token stands right before the clause, seen from inside."""
        token, following = self.tree[at], self.tree[at + 1]
        if self.scene.passage.name_at(token) is not None:
            return False  # "Katharina Weil", whatever the tag
        if token.text in STOPS or (token.pos_ == "SCONJ" and token.lower_ not in self.scene.words.as_):
            return True
        if token.text == ",":
            return following.pos_ == "SCONJ" or self._opens_relative(at + 1)
        if token.pos_ != "CCONJ" or (self.is_participle and self.scene.passage.name_at(following) is not None):
            return False  # a list of names
        return self._verb_near(at + 1, self.token.i) and self._verb_near(max(0, at - 6), at)

    def _ends(self, at: int) -> bool:
        """Whether a token stands right behind the clause."""
        token = self.tree[at]
        following = self.tree[at + 1] if at + 1 < len(self.tree) else None
        plain = self.scene.words.as_ | self.scene.words.into  # "promoted to director"
        if self.scene.passage.name_at(token) is not None:
            return False
        if token.text in STOPS or (token.pos_ == "SCONJ" and token.lower_ not in plain):
            return True
        if token.text == "," and following is not None:
            opens = following.pos_ == "SCONJ" and following.lower_ not in self.scene.words.as_
            return opens or following.pos_ in ("VERB", "AUX") or self._opens_relative(at + 1)
        return token.pos_ == "CCONJ" and self._verb_near(at + 1, min(len(self.tree), at + 4))

    def _opens_relative(self, at: int) -> bool:
        """Whether a relative clause begins at a place, a case word before its pronoun or not: ", mit dem"."""
        cased = self.tree[at].pos_ == "ADP" and at + 1 < len(self.tree)
        return (cased and is_relativizer(self.tree[at + 1])) or self.is_relative(self.tree[at])

    def is_relative(self, token: Token) -> bool:
        """Whether a token opens a relative clause."""
        return is_relativizer(token) or (token.lower_ in self.scene.words.person_relatives and token.pos_ == "PRON")

    def _verb_near(self, start: int, end: int) -> bool:
        verbs = (t for t in self.tree[start : end + 1] if t.pos_ in ("VERB", "AUX") and t.text[0].islower())
        return any(self.scene.passage.name_at(verb) is None for verb in verbs)  # "ten" is none in "Erik ten Hoff"

    @property
    def is_participle(self) -> bool:
        """Whether the tagger takes the deed for a participle."""
        forms: list[str] = self.token.morph.get("VerbForm", [])
        return "Part" in forms

    @property
    def is_passive(self) -> bool:
        """Whether the deed is done to its subject: a participle with its auxiliary, or one in apposition."""
        words = self.scene.words
        if self.token.lower_ in words.attributive or self.stands_between:
            return self.token.lower_ in words.attributive
        if "Part" not in self.token.morph.get("VerbForm", []) and not self.token.lower_.endswith(words.participles):
            return False
        related = self.token.dep_ == "acl:relcl" or any(self.is_relative(t) for t in self.token.children)
        if base(self.token) == "acl" and not related:
            return not has_present_ending(self.token)
        if words.capitals:
            near = self.tree[self.low : self.high]
            passive = any(t.lower_ in words.passive for t in near if t.i != self.token.i)
            return passive or self._is_apposed_participle() or self._shares_passive()
        near = self.tree[max(self.low, self.token.i - _AUXILIARIES) : self.token.i]
        reach = _AUXILIARIES if self.token.i == self.low else 1  # "Founded in 2019 by Ada Byrne, Acme builds"
        beside = any(t.lower_ in words.by for t in self.tree[self.deed.end + 1 : self.deed.end + 1 + reach])
        return any(t.lower_ in words.passive for t in near) or beside

    def _shares_passive(self) -> bool:
        """Whether the deed is the second of two in the passive: "wurde entlassen und durch Ada Byrne ersetzt"."""
        head = self.token.head
        shared = base(self.token) == "conj" and not any(base(child) == "aux" for child in self.token.children)
        return shared and any(child.dep_ == "aux:pass" for child in head.children)

    def _is_apposed_participle(self) -> bool:
        """Whether the deed stands between a comma and "by": "Acme, gegründet von Ada Byrne"."""
        comma = self.token.i > 0 and self.tree[self.token.i - 1].text == ","
        return comma and any(t.lower_ in self.scene.words.by for t in self.tree[self.deed.end + 1 : self.deed.end + 2])

    @property
    def stands_between(self) -> bool:
        """Whether the verb stands right between a firm and a person: "Acme named Ada Byrne", whatever the tree says."""
        before = self.scene.passage.name_at(self.tree[self.token.i - 1]) if self.token.i else None
        firm = before is not None and self.scene.discourse.cast.label(before.text) is Label.ORGANISATION
        noun = bool(self.token.i) and self.tree[self.token.i - 1].lower_ in self.scene.words.anaphora
        return (firm or noun) and self.scene.person_starting(self.deed.end + 1) is not None

    @property
    def is_auxiliary(self) -> bool:
        """Whether a form of "werden" only makes the passive or future of another verb."""
        words = self.scene.words
        if not words.capitals or self.token.lower_ not in words.passive:
            return False
        comma = next((t.i for t in self.tree[self.token.i + 1 : self.high] if t.text == ","), self.high)
        later = self.tree[self.token.i + 1 : comma]
        ahead = self.tree[self.low : self.token.i]
        passive = self.token.dep_ == "aux:pass" and any(t.pos_ == "VERB" for t in ahead[-1:])  # "überredet werden"
        later_verb = any(t.pos_ == "VERB" and t.text[0].islower() for t in later)
        return passive or later_verb or any(_is_participle(t) for t in ahead)

    @property
    def is_future(self) -> bool:
        """Whether "will" or the like stands before the verb; where verbs come last, anywhere in its clause."""
        near = self.tree[max(0, self.token.i - _AUXILIARIES) : self.token.i]
        if self.scene.words.capitals:  # "wird sie weiter für Acme tätig sein"
            near = tuple(takewhile(lambda token: token.text != ",", reversed(self.tree[self.low : self.token.i])))
        return any(token.lower_ in self.scene.words.future for token in near)

    def is_past(self, *, service: bool = False) -> bool:
        """Whether the deed tells what is over; a perfect goes on: "has led Acme".

        A `service` goes on only with its beginning: "has worked at Acme since 2019", not "at Acme and Beta".
        """
        near = self.tree[max(self.low, self.token.i - _AUXILIARIES) : self.token.i]
        perfect = any(token.lower_ in self.scene.words.perfect for token in near)
        goes_on = perfect and (not service or self._has_beginning())
        return self.deed.past and not (self.is_future or goes_on or self._is_present_state())

    def _is_present_state(self) -> bool:
        """Whether a participle tells what is so now: "ist bei Acme beschäftigt"."""
        copulas = (t for t in self.tree[self.low : self.high] if t.lower_ in self.scene.words.copulas)
        present = any("Pres" in token.morph.get("Tense", []) for token in copulas)
        return present and self.deed.name == "work" and self.scene.words.capitals

    @property
    def is_reported_perfect(self) -> bool:
        """Whether reported speech leaves open if a state is over: "dass sie Präsidentin gewesen sei"."""
        near = [token for token in self.tree[self.low : self.high] if token.lower_ in self.scene.words.copulas]
        moods = [mood for token in near for mood in token.morph.get("Mood", [])]
        return "Sub" in moods and any("Part" in token.morph.get("VerbForm", []) for token in near)

    @property
    def is_still(self) -> bool:
        """Whether a state went on at the time that is told of: "was still chief executive when"."""
        near = self.tree[max(self.low, self.token.i - _AUXILIARIES) : self.deed.end + _AUXILIARIES]
        return any(token.lower_ in self.scene.words.still for token in near)

    def _has_beginning(self) -> bool:
        case = certainty_words(self.scene.passage.lang).since
        inside = (token for token in self.tree[self.low : self.high - 1] if token.lower_ in case)
        return any(self.scene.passage.is_time(token.nbor(1)) for token in inside)

    @property
    def is_sought(self) -> bool:
        """Whether an infinitive says for what somebody was only chosen: "the president's pick to succeed Tom Ford"."""
        return self._sought() is not None

    def _sought(self) -> Token | None:
        """The noun of choosing right ahead of an infinitive, no other verb between."""
        if self.deed.noun or not is_infinitive(self.token):
            return None
        for token in reversed(self.tree[max(0, self.token.i - _OPENER) : self.token.i]):
            if token.lower_ in self.scene.words.candidates and token.pos_ == "NOUN":
                return token
            if token.pos_ in ("VERB", "AUX") or token.is_punct:
                return None
        return None

    @property
    def is_unwilling(self) -> bool:
        """Whether what governs the deed says that it is not done: "refused to leave", "an effort to replace"."""
        node, head = self.token, self.token.head
        while self.deed.noun and head is not node and head.pos_ != "VERB" and base(node) in _OF_NOUNS:
            node, head = head, head.head
        relations = _OF_NOUNS if self.deed.noun else ("xcomp", "acl", "advcl", "ccomp", "conj")
        governed = head is not node and base(node) in relations
        unwilling = self.scene.words.unwilling
        return (governed and head.lemma_.lower() in unwilling) or (self.deed.noun and self._is_called_for(unwilling))

    def _is_called_for(self, unwilling: frozenset[str]) -> bool:
        """Whether a noun says right before the deed's that somebody wants it: "faces calls for her resignation"."""
        at = self.token.i - 1
        while at > 0 and (self.tree[at].pos_ in ("ADJ", "DET") or "Yes" in self.tree[at].morph.get("Poss", [])):
            at -= 1
        return at > 0 and self.tree[at].pos_ == "ADP" and self.tree[at - 1].lemma_.lower() in unwilling

    @property
    def tells_of_founding(self) -> bool:
        """Whether the sentence says who founded a firm, which is not the one they left: "by people who left Acme"."""
        return any(deed.name == "found" for deed in find_deeds(self.scene.passage))

    def is_over(self, start: int) -> bool:
        """Whether the words from the deed to a place say that a state is over: "is no longer"."""
        between = text_of(self.tree[self.deed.end + 1 : start]).lower()
        return any(phrase in between for phrase in self.scene.words.no_longer)

    @property
    def has_infinitive(self) -> bool:
        """Whether another verb stands behind the deed in its clause: "is expected to take the helm"."""
        return any(token.pos_ == "VERB" for token in self.tree[self.deed.end + 1 : self.high])

    @property
    def is_background(self) -> bool:
        """Whether the clause only tells when something else happened: "when she took over the unit, …"."""
        ahead = self.tree[max(0, self.low - 1, self.token.i - _OPENER) : self.token.i]
        return any(token.lower_ in self.scene.words.when for token in ahead)

    @property
    def is_idiom(self) -> bool:
        """Whether the deed says by itself that a post was taken: "took the reins", "das Ruder übernommen"."""
        near = self.tree[max(self.low, self.token.i - _AUXILIARIES - 2) : self.deed.end + _AUXILIARIES]
        return any(token.lower_ in self.scene.words.idioms for token in near)

    @property
    def takes_helm(self) -> bool:
        """Whether the deed is to take what stands for the post at the top: "übernimmt das Ruder"."""
        return any(token.lower_ in self.scene.words.helms for token in self.tree[self.low : self.high])

    @property
    def is_gerund(self) -> bool:
        """Whether the deed is only a circumstance of another: "before leaving"."""
        before = self.tree[self.token.i - 1] if self.token.i else None
        return has_present_ending(self.token) and (before is None or before.pos_ in ("ADP", "SCONJ"))


def _is_participle(token: Token) -> bool:
    return token.pos_ in ("VERB", "NOUN", "ADJ") and token.lower_.endswith(("t", "en")) and token.i == 0
