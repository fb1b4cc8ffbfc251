"""The people of a deed: who does it, to whom it is done, who is behind "by", who follows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.people.clauses import Clause
from claimtrack.extract.people.rolewords import is_appointing
from claimtrack.extract.text.syntax import base, children, has_present_ending, is_infinitive, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.language.trees import Token

_PASSED = ("VERB", "AUX", "NUM")
"""Classes of words between a name and its relative clause: an age, a verb that closes the clause around."""
_CHARGE = 12
"""Tokens between a verb of hiring and the infinitive that says what for."""
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
            if person := self.person_at(token) or (self.is_relative(token) and self._before_relative(token)) or None:
                return person
            if self._is_organisation(token):
                # "Acme leitet seit 2021 Ada Byrne", "left Acme to become chief of Beta"
                return self._inverted() if self.deed.name == "lead" else self._controlled()
        return self._before() or self._relative() or self._inverted() or self._controlled()

    def _controlled(self) -> Person | None:
        """Who does what a participle or infinitive tells: "before joining Acme, Ada Byrne led", "plan to resign"."""
        head = self.token.head
        forms = (self.token, *(child for child in self.token.children if child.pos_ == "AUX"))  # "having spent"
        free = is_infinitive(self.token) or any(map(has_present_ending, forms))
        own = any(head.i < token.i < self.token.i for token in children(self.token, "nsubj"))
        if self.deed.noun or head == self.token or not free or own:
            return None  # "Ada Byrne said the team will join Acme"
        owners = [child for child in head.children if base(child) in ("nmod", "det") and "poss" in child.dep_]
        for token in owners if head.pos_ == "NOUN" else read_arguments(head).agent:
            if person := self.person_at(token):
                return person
        return None

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
        headed = before is not None and before.text == ":" and self.scene.words.capitals  # "Acme: Ada Byrne geht"
        if before is not None and not headed and before.pos_ in ("ADP", "CCONJ", "PUNCT"):
            chosen = before.pos_ == "ADP" and is_infinitive(self.token)  # "the choice of Ada Byrne to succeed"
            return person if chosen else None
        return None if self._is_governed(person) else person

    def _apposed(self, comma: int) -> Person | None:
        """The person between the commas before a verb, "her father, Tom Ford, is", or before an apposition to them."""
        if comma <= 0 or self.tree[comma].text != ",":
            return None
        for token in reversed(self.tree[max(self.low, comma - _CHARGE) : comma]):
            described = self.scene.person_ending(token.i) if token.text == "," else None
            if described is not None and described.named and self.scene.post_of(described):
                return None if self._is_governed(described) else described  # "Tom Ford, formerly of Acme, succeeded"
            if token.pos_ in ("VERB", "AUX") or described is not None:
                break
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

    def person_at(self, token: Token) -> Person | None:
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
            if person.end < len(self.tree) and self.tree[person.end].text in self.scene.words.possessives:
                continue
            return person
        return None

    def _relative(self) -> Person | None:
        """Whom "who" or "der" stands for: the person ahead of the clause, only a closing verb between."""
        opener = next((t for t in self.tree[max(0, self.low - 1) : self.token.i] if self.is_relative(t)), None)
        return self._before_relative(opener) if opener is not None else None

    def _before_relative(self, opener: Token) -> Person | None:
        """The person ahead of a relative clause by its pronoun."""
        if opener.lower_ not in self.scene.words.person_relatives:
            return None
        end = self.scene.before(opener.i)
        while end >= 0 and (self.tree[end].text in (",", "–", "-", "(", ")") or self.tree[end].pos_ in _PASSED):
            end = self.scene.before(end)
        return self.scene.person_ending(end + 1)

    def _inverted(self) -> Person | None:
        """The person right behind the verb where verbs may lead: "heute übernimmt Ada Byrne"."""
        if not self.scene.words.capitals:
            return None
        for person in self.scene.people:
            if person.start > self.token.i and person.end <= self.high:
                between = self.tree[self.token.i + 1 : person.start]
                cased = (t for t in between if t.pos_ == "ADP" and not self._opens_time(t))
                return None if any(cased) or any(t.pos_ == "VERB" for t in between) else person
        return None

    def _opens_time(self, case: Token) -> bool:
        following = self.tree[case.i + 1 : case.i + 3]
        at_once = self.scene.words.at_once  # "bis auf Weiteres"
        return any(self.scene.passage.is_time(token) or token.lower_ in at_once for token in following)

    def patient(self) -> Person | None:
        """Whom the deed is done to: the subject of a passive, else the person behind the verb."""
        if self.deed.noun:
            return self.owner()
        if self.is_passive:
            themes = read_arguments(self.token).theme
            found = next((p for token in themes if (p := self.person_at(token))), None)
            return found or self._before() or self._inverted() or self._relative()
        for person in self.scene.people:
            own = not person.named and "poss" in person.filler.token.dep_  # "succeeds her father Tom Ford"
            if self.deed.end < person.start < self.high and not (own or self._owns(person)):
                apart = self.tree[self.deed.end + 1].text == ","  # "to dismiss, Judge Ada Byrne said"
                return None if apart or self._belongs(person) else person
        if self.scene.words.capitals:  # "hat Ada Byrne zur Chefin ernannt"
            inside = [p for p in self.scene.people if self.low <= p.start and p.end <= self.token.i]
            return inside[-1] if inside else None
        return None

    def _owns(self, person: Person) -> bool:
        return person.end < len(self.tree) and self.tree[person.end].text in self.scene.words.possessives

    def _belongs(self, person: Person) -> bool:
        """Whether what the deed is done to is something of a person's: "taps the skills of its chief, Ada Byrne"."""
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        between = self.tree[self.deed.end + 1 : person.start]
        return any(t.lower_ in self.scene.words.of_names and t.i not in titles for t in between)

    def owner(self) -> Person | None:
        """Whose departure or appointment a noun names: "of Ada Byrne", "Ada Byrne's", "des CEO Ada Byrne"."""
        person = next((p for p in self.scene.people if p.start > self.token.i), None)
        if person is not None:
            between = self.tree[self.token.i + 1 : person.start]
            titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
            plain = all(t.pos_ in ("ADP", "DET", "ADJ") or t.i in titles or t.is_space for t in between)
            plain = plain and not any(t.lower_ in self.scene.words.by - self.scene.words.links for t in between)
            if plain and 0 < len(between) <= _NEAR:
                return person
        before = self.scene.before(self.token.i)
        if before >= 0 and self.tree[before].text in self.scene.words.possessives:
            return self.scene.person_ending(before)
        if before >= 0 and self.tree[before].dep_ in ("nmod:poss", "det:poss"):
            doers = read_arguments(self.token.head).agent
            many = any(t.pos_ == "NOUN" and "Plur" in t.morph.get("Number", []) for t in doers)
            if many and self.scene.words.capitals:
                return None  # "alle Minister wollen ihren Rücktritt einreichen"
            if doer := next((p for token in doers if (p := self.person_at(token))), None):
                return doer
            named = [p for p in self.scene.people if p.named]
            people = [p for p in named if p.end <= self.token.i]
            return people[-1] if people else next(iter(named), None) if self.low == 0 else None
        return None

    def successor_and_predecessor(self) -> tuple[Person, Person] | None:
        """The two people of a succession, who comes first."""
        if self.is_passive:
            gone, came = self._before() or self.patient(), next(iter(self.behind_by()), None)
        else:
            came, gone = self.subject(), self.followed() or self.patient()
        if came is None and not self.is_passive and (swapped := self._swapped()):
            return swapped
        if came is None or gone is None or came.filler.text == gone.filler.text:
            return None
        return came, gone

    def stood_with(self) -> Person | None:
        """Who is meant by "mit": "Erstmals steht mit Ada Byrne eine Frau an der Spitze von Acme"."""
        words = self.scene.words
        people = self.people_inside() if words.capitals else []
        return next((p for p in people if p.start and self.tree[p.start - 1].lower_ in words.beside), None)

    def followed(self) -> Person | None:
        """Whom somebody follows who is named behind the verb: "Auf Tom Ford folgt Ada Byrne"."""
        ahead = (p for p in self.scene.people if self.low <= p.start and p.end <= self.token.i)
        found = next(ahead, None) if self.scene.words.capitals else None
        case = self.tree[max(0, self._ahead_of_title(found) - 1)] if found is not None else None
        return found if case is not None and case.lower_ in self.scene.words.after else None

    def _swapped(self) -> tuple[Person, Person] | None:
        """Who comes for whom where a firm acts: "replaced Tom Ford with Ada Byrne", "durch Ada Byrne ersetzt"."""
        words, inside = self.scene.words, [person for person in self.people_inside() if person.named]
        case = self.tree[max(0, self.scene.before(self._ahead_of_title(inside[1])))] if len(inside) == 2 else None
        swaps = case is not None and case.pos_ == "ADP" and case.lower_ in (words.by | words.beside) - words.from_
        return (inside[1], inside[0]) if swaps else None

    def beside_founders(self) -> list[Person]:
        """With whom somebody does it: "founded Acme together with Tom Ford"."""
        words = self.scene.words
        at = next((t.i for t in self.tree[self.deed.end + 1 : self.high] if t.lower_ in words.jointly), None)
        for person in self.scene.people:
            between = self.tree[at + 1 : person.start] if at is not None and person.start > at else None
            if between is not None and all(t.pos_ in ("ADP", "DET", "NOUN", "ADJ", "PRON") for t in between):
                return self.with_joined(person)
        return []

    def people_inside(self) -> list[Person]:
        """The people in the clause, in order."""
        return [person for person in self.scene.people if self.low <= person.start and person.end <= self.high]

    def receiver(self) -> Person | None:
        """Who takes over what is given away: "hands over the chair to Ada Byrne", "geht an Ada Byrne"."""
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        for person in self.scene.people:
            at = self.scene.before(person.start)
            while at > self.token.i and (at in titles or self.tree[at].pos_ in ("DET", "ADJ", "PRON", "NOUN")):
                at = self.scene.before(at)  # "an seine Tochter Ada Byrne"
            if self.token.i < at < person.start and self.tree[at].lower_ in self.scene.words.receives:
                return person
        return None

    def put_in_charge(self) -> Person | None:
        """Whom an infinitive says something of that they were hired for: "hired Ada Byrne to run the chip unit"."""
        if not is_infinitive(self.token):
            return None
        for token in reversed(self.tree[max(0, self.token.i - _CHARGE) : self.token.i]):
            if is_appointing(token, self.scene.passage.lang):
                inside = [p for p in self.scene.people if token.i < p.start < self.token.i]
                ahead = [p for p in reversed(self.scene.people) if p.end <= token.i]
                return next(iter(inside or ahead), None)
            if token.pos_ == "VERB" or token.text in (",", ";"):
                return None
        return None

    @property
    def is_proposed(self) -> bool:
        """Whether others decide on what an infinitive says: "nominated Ada Byrne to lead the bank"."""
        ahead = self.tree[max(0, self.token.i - _CHARGE) : self.token.i]
        lang = self.scene.passage.lang
        return is_infinitive(self.token) and any(is_appointing(t, lang, ("nominate",)) for t in ahead)

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

    @property
    def follows(self) -> bool:
        """Whether the subject is called a successor: "his successor as editor of Acme Daily is"."""
        return any(t.lower_ in self.scene.words.successors for t in self.tree[self.low : self.token.i])

    def predecessor(self) -> Person | None:
        """Whom the subject follows: "wurde Nachfolgerin von Tom Ford"."""
        at = next((t.i for t in self.tree[self.low : self.high] if t.lower_ in self.scene.words.successors), None)
        person = next((p for p in self.scene.people if at is not None and p.start > at), None)
        if at is None or person is None:
            return None
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        between = self.tree[at + 1 : person.start]
        return person if all(t.pos_ in ("ADP", "DET") or t.i in titles for t in between) else None

    def taken_from(self, post: Post) -> Person | None:
        """From whom a post is taken over: "takes over as chair from Tom Ford", "übernimmt den Vorsitz von X"."""
        at, words = self.scene.after(post.end), self.scene.words
        if self.token.lower_ not in words.takes or at >= len(self.tree) or self.tree[at].lower_ not in words.from_:
            return None
        titles = {i for other in self.scene.posts for i in range(other.start, other.end)}
        at = self.scene.after(at + 1)
        while at < len(self.tree) and (at in titles or self.tree[at].pos_ == "DET"):
            at = self.scene.after(at + 1)
        return self.scene.person_starting(at)

    def with_joined(self, person: Person) -> list[Person]:
        """A person and those coordinated with them, in order: "Ada Byrne and finance chief Tom Ford left"."""
        found = [*self._joined_ahead(person), person]
        while later := self._joined_behind(found[-1]):
            found.append(later)
        return found

    def _joined_behind(self, person: Person) -> Person | None:
        """The person that "and" joins to one, past a title."""
        at = self.scene.after(self.scene.after_bracket(person.end))
        comma = at < len(self.tree) and self.tree[at].text == ","
        at = self.scene.after(at + comma)
        joined = at < len(self.tree) and self.tree[at].lower_ in self.scene.words.joiners
        at = self.scene.after(at + 1)
        if joined and at < len(self.tree) and self.tree[at].lower_ in self.scene.words.determiners:
            at = self.scene.after(at + 1)
        post = next((p for p in self.scene.posts if p.start <= at < p.end), None) if joined else None
        later = self.scene.person_starting(self.scene.after(post.end) if post else at) if joined else None
        if comma and not joined and (listed := self.scene.person_starting(at)):
            return listed if self._joined_behind(listed) else None
        owner = later and later.end < len(self.tree) and self.tree[later.end].text in self.scene.words.possessives
        return None if owner or later is None or not later.named else later

    def _joined_ahead(self, person: Person) -> list[Person]:
        found = [person]
        at = self.scene.before(self._ahead_of_title(person))
        if at >= 0 and self.tree[at].text == "," and self._joined_behind(person) is None:
            return []  # "Before Acme, Ada Byrne was"
        while at >= 0 and (self.tree[at].lower_ in self.scene.words.joiners or self.tree[at].text == ","):
            earlier = self.scene.person_ending(self.scene.before(at) + 1)
            if earlier is None:
                break
            found.insert(0, earlier)
            at = self.scene.before(self._ahead_of_title(earlier))
        return found[:-1]

    def _ahead_of_title(self, person: Person) -> int:
        """Where a person's phrase begins, the title before the name counted in."""
        post = next((p for p in self.scene.posts if self.scene.after(p.end) == person.start), None)
        return post.start if post else person.start
