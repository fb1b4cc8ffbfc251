"""The people of a deed: who does it, to whom it is done, who is behind "by", who follows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.people.clauses import Clause
from claimtrack.extract.text.syntax import base, is_infinitive, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.people.persons import Person

_NEAR = 8
"""Tokens between a noun and the person whose departure or appointment it names."""


class Participants(Clause):
    """The people who take part in one deed."""

    def subject(self) -> Person | None:
        """Who does the deed: by the tree, else the nearest person ahead in the clause, or behind an inverted verb."""
        if self.is_sought:
            return self._chosen()
        if beside := self._right_before():
            return beside
        for token in read_arguments(self.token).agent:
            if person := self._person_at(token):
                return person
            if self._is_organisation(token):
                return None
        return self._before() or self._relative() or self._inverted()

    def _chosen(self) -> Person | None:
        """Whom a choice has fallen on: "the pick of A to succeed", "A, his pick to succeed", "A is his pick to"."""
        noun = self._sought()
        if noun is None:
            return None
        behind = next((p for p in self.scene.people if noun.i < p.start < self.token.i), None)
        if behind is not None:
            return behind
        for person in reversed(self.scene.people):
            following = self.scene.after(self.scene.after_bracket(person.end))
            owner = following < len(self.tree) and self.tree[following].text in self.scene.words.possessives
            if person.end <= noun.i and not owner:
                return person
        return None

    def _right_before(self) -> Person | None:
        """The person directly before the verb or its auxiliaries, whatever the tree makes of it."""
        at = self.scene.before(self.token.i)
        while at > self.low and self.tree[at].pos_ in ("AUX", "ADV", "PART"):
            at = self.scene.before(at)
        person = self.scene.person_ending(self.scene.before_bracket(at) + 1)
        if person is None:
            return self._apposed(at)
        before = self.tree[person.start - 1] if person.start else None
        if before is not None and before.pos_ in ("ADP", "CCONJ", "PUNCT"):
            chosen = before.pos_ == "ADP" and is_infinitive(self.token)  # "the choice of Ada Byrne to succeed"
            return person if chosen else None
        return None if self._is_governed(person) else person

    def _apposed(self, comma: int) -> Person | None:
        """The person between the commas before a verb: "her father, Tom Ford, is"."""
        if comma <= 0 or self.tree[comma].text != ",":
            return None
        person = self.scene.person_ending(self.scene.before(comma) + 1)
        ahead = self.scene.before(person.start) if person and person.named else -1
        noun = self.tree[self.scene.before(ahead)] if ahead > 0 and self.tree[ahead].text == "," else None
        return person if noun is not None and noun.pos_ == "NOUN" else None

    def _is_governed(self, person: Person) -> bool:
        """Whether a case word stands ahead of a person's title: "nach dem Rücktritt von Acme-Chef Tom Ford"."""
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        at = person.start - 1
        while at >= 0 and (at in titles or self.tree[at].pos_ in ("DET", "ADJ") or self.tree[at].is_space):
            at -= 1
        return at >= 0 and at < person.start - 1 and self.tree[at].pos_ == "ADP"

    def _is_organisation(self, token: Token) -> bool:
        name = self.scene.passage.name_at(token)
        return name is not None and self.scene.discourse.cast.label(name.text) is Label.ORGANISATION

    def _person_at(self, token: Token) -> Person | None:
        """The person whose name covers a token, or who stands in apposition to it."""
        for person in self.scene.people:
            if person.start <= token.i < person.end:
                return person
        post = next((p for p in self.scene.posts if p.start <= token.i < p.end), None)
        if post is None:
            return None
        after = self.scene.after(post.end)
        if after < len(self.tree) and self.tree[after].text == ",":
            after = self.scene.after(after + 1)
        return self.scene.person_starting(after)

    def _before(self) -> Person | None:
        """The nearest person ahead of the verb, no other verb between, and no case word of their own."""
        for person in reversed(self.scene.people):
            if person.end > self.token.i or person.start < self.low:
                continue
            between = self.tree[person.end : self.token.i]
            if any(t.pos_ == "VERB" and base(t) not in ("amod", "acl") for t in between):
                return None
            if person.start and (self.tree[person.start - 1].pos_ == "ADP" or self._is_governed(person)):
                continue
            if self._joins_firm(person):
                continue
            if person.end < len(self.tree) and self.tree[person.end].text in self.scene.words.possessives:
                continue
            return person
        return None

    def _joins_firm(self, person: Person) -> bool:
        """Whether a name only follows a firm in a list: "at Acme and Aston Martin"."""
        at = person.start - 1
        if at <= 0 or self.tree[at].lower_ not in self.scene.words.joiners:
            return False
        return self._is_organisation(self.tree[at - 1])

    def _relative(self) -> Person | None:
        """Whom "who" or "der" stands for: the person ahead of the clause, only a closing verb between."""
        opener = next((t for t in self.tree[max(0, self.low - 1) : self.token.i] if self.is_relative(t)), None)
        if opener is None or opener.lower_ not in self.scene.words.person_relatives:
            return None
        end = self.scene.before(opener.i)
        while end >= 0 and (self.tree[end].text in (",", "–", "-", "(", ")") or self.tree[end].pos_ in ("VERB", "AUX")):
            end = self.scene.before(end)
        return self.scene.person_ending(end + 1)

    def _inverted(self) -> Person | None:
        """The person right behind the verb where verbs may lead: "heute übernimmt Ada Byrne"."""
        if not self.scene.words.capitals:
            return None
        for person in self.scene.people:
            if person.start > self.token.i and person.end <= self.high:
                between = self.tree[self.token.i + 1 : person.start]
                return None if any(t.pos_ in ("VERB", "ADP") for t in between) else person
        return None

    def patient(self) -> Person | None:
        """Whom the deed is done to: the subject of a passive, else the person behind the verb."""
        if self.deed.noun:
            return self.owner()
        if self.is_passive:
            themes = read_arguments(self.token).theme
            found = next((p for token in themes if (p := self._person_at(token))), None)
            return found or self._before() or self._inverted() or self._relative() or self._ahead()
        for person in self.scene.people:
            if self.deed.end < person.start < self.high:
                apart = self.tree[self.deed.end + 1].text == ","  # "to dismiss, Judge Ada Byrne said"
                return None if apart else person
        if self.scene.words.capitals:  # "hat Ada Byrne zur Chefin ernannt"
            inside = [p for p in self.scene.people if self.low <= p.start and p.end <= self.token.i]
            return inside[-1] if inside else None
        return None

    def _ahead(self) -> Person | None:
        """The person before a participle in apposition: "Ada Byrne, appointed in May,"."""
        at = self.scene.before(self.token.i)
        return self.scene.person_ending(self.scene.before(at) + 1) if at >= 0 and self.tree[at].text == "," else None

    def owner(self) -> Person | None:
        """Whose departure or appointment a noun names: "of Ada Byrne", "Ada Byrne's", "des CEO Ada Byrne"."""
        person = next((p for p in self.scene.people if p.start > self.token.i), None)
        if person is not None:
            between = self.tree[self.token.i + 1 : person.start]
            titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
            plain = all(t.pos_ in ("ADP", "DET", "ADJ") or t.i in titles or t.is_space for t in between)
            if plain and 0 < len(between) <= _NEAR:
                return person
        before = self.scene.before(self.token.i)
        if before >= 0 and self.tree[before].text in self.scene.words.possessives:
            return self.scene.person_ending(before)
        if before >= 0 and self.tree[before].dep_ in ("nmod:poss", "det:poss"):
            people = [p for p in self.scene.people if p.named and p.end <= self.token.i]
            return people[-1] if people else None
        return None

    def successor_and_predecessor(self) -> tuple[Person, Person] | None:
        """The two people of a succession, who comes first."""
        if self.is_passive:
            gone, came = self._before() or self._inverted(), next(iter(self.behind_by()), None)
        else:
            came, gone = self.subject(), self.patient()
        if came is None or gone is None or came.filler.text == gone.filler.text:
            return None
        return came, gone

    def behind_by(self) -> list[Person]:
        """The people behind "by", all of a list: "by Ada Byrne and her brother Tom Ford"."""
        found: list[Person] = []
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        at = self._by()
        while at is not None and at + 1 < len(self.tree):
            at += 1
            person, token = self.scene.person_starting(at), self.tree[at]
            if person is not None:
                found.append(person)
                at = person.end - 1
            elif not (at in titles or token.text == "," or self._is_passed(token)):
                break
        return found

    def _is_passed(self, token: Token) -> bool:
        return token.lower_ in self.scene.words.joiners or token.pos_ in ("DET", "ADJ", "PRON") or token.is_space

    def _by(self) -> int | None:
        """Where the word for "by" stands: behind the participle, or ahead of it where verbs come last."""
        words = self.scene.words
        behind = next((t.i for t in self.tree[self.deed.end + 1 : self.high] if t.lower_ in words.by), None)
        if behind is not None or not words.capitals:
            return behind
        return next((t.i for t in reversed(self.tree[self.low : self.token.i]) if t.lower_ in words.by), None)

    def predecessor(self) -> Person | None:
        """Whom the subject follows: "wurde Nachfolgerin von Tom Ford"."""
        at = next((t.i for t in self.tree[self.low : self.high] if t.lower_ in self.scene.words.successors), None)
        person = next((p for p in self.scene.people if at is not None and p.start > at), None)
        if at is None or person is None:
            return None
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        between = self.tree[at + 1 : person.start]
        return person if all(t.pos_ in ("ADP", "DET") or t.i in titles for t in between) else None

    def with_joined(self, person: Person) -> list[Person]:
        """A subject and the people coordinated ahead of it: "Ada Byrne and finance chief Tom Ford left"."""
        found = [person]
        at = self.scene.before(self._ahead_of_title(person))
        while at >= 0 and (self.tree[at].lower_ in self.scene.words.joiners or self.tree[at].text == ","):
            earlier = self.scene.person_ending(self.scene.before(at) + 1)
            if earlier is None:
                break
            found.insert(0, earlier)
            at = self.scene.before(self._ahead_of_title(earlier))
        return found

    def _ahead_of_title(self, person: Person) -> int:
        """Where a person's phrase begins, the title before the name counted in."""
        post = next((p for p in self.scene.posts if self.scene.after(p.end) == person.start), None)
        return post.start if post else person.start
