"""What a deed speaks of: the post, the organisation left, joined, founded or led, and the claims that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import title_words
from claimtrack.extract.people.clauses import STOPS
from claimtrack.extract.people.participants import Participants
from claimtrack.extract.text.syntax import base, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label, Modality, Phase
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.recognize.names import Name

_NEAR = 8
"""Tokens in which the organisation that somebody joins, leaves or founds follows."""
_PHRASE = 5
"""Tokens between a case word and its name."""


class Stage(Participants):
    """One deed with the post and the organisations that it is about."""

    # posts

    def posts_said(self, *, bare: bool = False) -> list[Post]:
        """The posts that the verb speaks of: the next one behind it, else ahead in a clause that ends with its verb.

        With `bare` no case word may stand between, as behind a copula. Posts joined to the first come with it.
        """
        for post in self.scene.posts:
            if self.deed.end < post.start < self.high and not self.scene.is_beside(post):
                return self._with_joined(post) if self._reaches(self.deed.end + 1, post.start, bare=bare) else []
        if not self.scene.words.capitals or self.deed.noun:
            return []
        for post in reversed(self.scene.posts):
            if self.low <= post.start and post.end <= self.token.i and not self.scene.is_beside(post):
                return self._with_joined(post) if self._reaches(post.end, self.token.i, bare=False) else []
        return []

    def _with_joined(self, post: Post) -> list[Post]:
        at = self.scene.posts.index(post)
        found = [post]
        for following in self.scene.posts[at + 1 :]:
            if not self.scene.is_joined(found[-1], following):
                break
            found.append(following)
        return found

    def _reaches(self, start: int, end: int, *, bare: bool) -> bool:
        """Whether nothing between two places starts another clause or takes the post for something else."""
        for token in self.tree[start:end]:
            if token.text in STOPS or (
                token.pos_ == "VERB" and base(token) not in ("amod", "acl") and token.text[0].islower()
            ):
                return False
            dates = self.scene.passage.is_time(token) or (
                token.i + 1 < len(self.tree) and self.scene.passage.is_time(self.tree[token.i + 1])
            )
            if (
                bare
                and token.pos_ in ("ADP", "CCONJ", "SCONJ", "PUNCT")
                and not dates
                and token.lower_ not in self.scene.words.as_
            ):
                return False
        return True

    def is_as(self, post: Post) -> bool:
        """Whether "as", "to" or "als", "zum" stands before a post."""
        at = self.scene.before(post.start)
        while (
            at >= 0
            and self.tree[at].lower_ in self.scene.words.determiners - self.scene.words.into - self.scene.words.as_
        ):
            at = self.scene.before(at)
        if at >= 0 and self.tree[at].lower_ in self.scene.words.as_ | self.scene.words.into:
            return True
        inside = self.tree[post.start : post.title.start]
        return any(token.lower_ in self.scene.words.as_ | self.scene.words.into for token in inside)

    def is_indefinite(self, post: Post) -> bool:
        """Whether a post is one of many: "a boss"."""
        before = self.tree[max(0, post.start - 3) : post.title.start]
        return any(token.lower_ in self.scene.words.indefinite for token in before)

    @property
    def needs_as(self) -> bool:
        """Whether the verb takes its post with "as": "works as", "serves as"; a copula takes it bare."""
        return self.token.lower_ not in self.scene.words.copulas

    def posts_left(self, person: Person) -> list[Post]:
        """The posts that somebody gives up: said with "as" or as the object, else what stands beside their name."""
        if said := self.posts_said_left():
            return said
        beside = self.scene.post_of(person)
        return [beside] if beside else []

    def posts_said_left(self) -> list[Post]:
        """The posts that the verb itself says are given up."""
        return [post for post in self.posts_said() if self.is_as(post) or self._is_object(post)]

    def _is_object(self, post: Post) -> bool:
        """Whether the post is what is left or laid down: "quit the post of", "verlässt den Vorstand"."""
        words = self.scene.words
        before = self.tree[max(0, post.start - 3) : post.title.start]
        return post.title.rank == "board member" or any(t.lower_ in words.posts | words.boards for t in before)

    # organisations

    def place_left(self, person: Person) -> Filler | None:
        """The organisation that is left: named as the object or behind "from", or the employer where none is named."""
        words = self.scene.words
        for name in self._names_near():
            case = self._case(name.start)
            if self._is_firm(name) and (case in words.from_ or case == "") and self._is_employer(name, person):
                return self._named(name)
        if self.is_gerund:
            return None
        inside = [t for t in self.tree[self.low : self.high] if not person.start <= t.i < person.end]
        pointed = next((t for t in inside if t.lower_ in words.anaphora | words.boards), None)
        employer = self.scene.discourse.employer(person.filler.text)
        if employer and (pointed is not None or self._is_alone(employer)):
            return Filler(employer, Label.ORGANISATION, self.token, 0.85, "context")
        if pointed is not None and pointed.lower_ in words.anaphora:
            return self.scene.discourse.salient(pointed, self.scene.passage, 0.75)
        return None

    def leaves_a_thing(self) -> bool:
        """Whether what is left is no firm and no post: "leaves the courthouse", "leave no doubt".

        Only what stands behind the verb is asked: before it, parsers take an adverbial for the object.
        """
        words = self.scene.words
        for thing in (child for child in self.token.children if base(child) == "obj" and child.i > self.token.i):
            said = {form for t in thing.subtree for form in (t.lower_, t.lemma_.casefold())}
            if not said & (words.posts | words.boards | words.anaphora | title_words(self.scene.passage.lang)):
                return True
        return False

    def _is_employer(self, name: Name, person: Person) -> bool:
        """Whether one can leave an organisation as one leaves a firm, and not as one leaves a police station."""
        discourse = self.scene.discourse
        full = discourse.cast.full(name.text)
        if discourse.employer(person.filler.text) == full or full in load_gazetteer("companies"):
            return True
        return discourse.landscape.mentions[full] > 1

    def _is_alone(self, employer: str) -> bool:
        """Whether the verb has no object and the sentence names no other firm that could be meant."""
        if any(base(child) == "obj" for child in self.token.children):
            return False
        firms = (self.scene.discourse.cast.full(n.text) for n in self.scene.passage.names if self._is_firm(n))
        return all(firm == employer for firm in firms)

    def _is_firm(self, name: Name) -> bool:
        legal = read_data(self.scene.passage.lang, "names")["legal_forms"]
        return self.scene.discourse.cast.label(name.text) is Label.ORGANISATION and name.text not in legal

    def _named(self, name: Name) -> Filler:
        full = self.scene.discourse.cast.full(name.text)
        return Filler(full, self.scene.discourse.cast.label(full), self.tree[name.start], 0.95, "name")

    def _names_near(self) -> Iterator[Name]:
        """The names behind the deed in its clause, no verb between; ahead of it where verbs come last."""
        for name in self.scene.passage.names:
            between = self.tree[self.deed.end + 1 : name.start]
            if (
                self.deed.end < name.start < self.high
                and len(between) <= _NEAR
                and not any(t.pos_ == "VERB" for t in between)
            ):
                yield name
        if self.scene.words.capitals and not self.deed.noun:
            yield from (n for n in self.scene.passage.names if self.low <= n.start and n.end <= self.token.i)

    def moved(self) -> tuple[Filler | None, Filler | None]:
        """The organisations left and joined: "from A to B", "joins B"; a plain object is what is joined."""
        left = joined = None
        words = self.scene.words
        for name in self._names_near():
            case = self._case(name.start)
            if not self._is_firm(name) and not (
                case in words.from_ and case not in words.to and self._may_be_firm(name)
            ):
                continue
            plain = case == "" and not words.capitals and name.start - self.deed.end <= 3
            if case in words.from_ and case not in words.to:
                left = left or self._named(name)
            elif case in words.to or plain:
                joined = joined or self._named(name)
        return left, joined

    def _case(self, start: int) -> str:
        """The case word ahead of a name, articles, adjectives and class nouns between."""
        for token in reversed(self.tree[max(0, start - _PHRASE) : start]):
            if token.pos_ == "ADP":
                return token.lower_
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") or token.i == self.deed.end:
                return ""
        return ""

    def taken_over(self, person: Person) -> Filler | None:
        """What a person takes over as its head: their employer or a unit of it, else their employer by idiom."""
        discourse = self.scene.discourse
        employer = discourse.employer(person.filler.text)
        if employer is None or self.scene.post_of(person) is not None:  # the sentence has named the post already
            return None
        if self.is_idiom:
            return Filler(employer, Label.ORGANISATION, self.token, 0.85, "context")
        found = None
        for token in self.tree[self.deed.end + 1 : min(self.high, self.deed.end + _NEAR)]:
            if token.pos_ in ("ADP", "VERB", "AUX", "PUNCT"):
                break
            filler = discourse.resolve(token, self.scene.passage)
            if filler and filler.label is Label.ORGANISATION and discourse.head_office(filler.text) == employer:
                found = filler
        return found if self.token.lower_ in self.scene.words.takes else None

    def where(self) -> Filler | None:
        """The organisation before "where": "at Beta, where she was finance chief"."""
        opener = self.tree[self.low]
        if opener.text == "," and self.low + 1 < len(self.tree):
            opener = self.tree[self.low + 1]
        if opener.lower_ not in self.scene.words.where:
            return None
        end = self.scene.before(opener.i)
        end = self.scene.before(end) if end >= 0 and self.tree[end].text == "," else end
        name = self.scene.passage.name_at(self.tree[end]) if end >= 0 else None
        label = self.scene.discourse.cast.label(name.text) if name else None
        return self._named(name) if name and label in (Label.ORGANISATION, None) else None

    # what is founded and led

    def founders(self) -> tuple[Sequence[Person], Filler | None]:
        """Who founded what."""
        if self.is_passive:
            return self.behind_by(), self._theme()
        person = self.subject()
        if person is None:
            return (), None
        return self.with_joined(person), self._founded() or self._antecedent(person)

    def _theme(self) -> Filler | None:
        """What is founded in the passive: the subject, else the nearest name ahead."""
        for token in read_arguments(self.token).theme:
            filler = self.scene.discourse.resolve(token, self.scene.passage)
            if filler and filler.label is Label.ORGANISATION:
                return filler
        for name in reversed(self.scene.passage.names):
            if name.end <= self.token.i and self.token.i - name.end <= _NEAR and self._may_be_firm(name):
                return self._named(name)
        return None

    def _may_be_firm(self, name: Name) -> bool:
        return self.scene.discourse.cast.label(name.text) in (Label.ORGANISATION, None)

    def _founded(self) -> Filler | None:
        """The organisation that is the object: its name, or "the company"."""
        found = next(
            (name for name in self._names_near() if self._is_firm(name) and self._case(name.start) == ""), None
        )
        if found is not None:
            return self._named(found)
        for token in self.tree[self.deed.end + 1 : min(self.high, self.deed.end + 4)]:
            if (
                token.lower_ in self.scene.words.anaphora
                and token.nbor(-1).pos_ == "DET"
                and token.nbor(-1).lower_ not in self.scene.words.indefinite
            ):
                return self.scene.discourse.salient(self.token, self.scene.passage, 0.75)
        return None

    def _antecedent(self, person: Person) -> Filler | None:
        """The firm in "Acme, which he founded"."""
        at = self.scene.before(person.start)
        while at >= 0 and (self.tree[at].text == "," or self.tree[at].lower_ in self.scene.words.relatives):
            at = self.scene.before(at)
        name = self.scene.passage.name_at(self.tree[at]) if at >= 0 else None
        return self._named(name) if name and name.end == at + 1 and self._is_firm(name) else None

    def leaders(self) -> tuple[Sequence[Person], Filler | None]:
        """Who leads what: a unit of an organisation, or in the passive an organisation or team."""
        if self.is_passive:
            return self.behind_by(), self._led_before()
        person = self.subject()
        if person is None or self.scene.post_of(person) is not None:
            return (), None
        for token in self.tree[self.deed.end + 1 : min(self.high, self.deed.end + _NEAR)]:
            if token.pos_ in ("VERB", "ADP", "AUX"):
                break
            filler = self.scene.discourse.resolve(token, self.scene.passage)
            if filler and filler.via == "unit":
                return (person,), filler
        return (), None

    def _led_before(self) -> Filler | None:
        at = self.scene.before(self.token.i)
        noun = self.tree[self.scene.before(at)] if at > 0 and self.tree[at].text == "," else self.tree[max(at, 0)]
        led = self.scene.discourse.resolve(noun, self.scene.passage)
        return led if led is not None and led.label is Label.ORGANISATION else None

    # claims

    def claims(
        self,
        posts: Sequence[Post],
        person: Person,
        phase: Phase,
        *,
        dated: bool = True,
        organisation: Filler | None = None,
    ) -> Iterator[Draft]:
        """The claims of posts that the deed speaks of; nothing is said of them as an aside any more."""
        for post in posts:
            own = post.organisations or ([organisation] if organisation else [])
            for filler in own or self.scene.organisations(post, person.filler):
                draft = self.scene.event(
                    self._predicate(), person.filler, filler, post.attribute, phase, rule=f"role_{self.deed.name}",
                    dated=dated, modality=self._reported(),
                )  # fmt: skip
                if draft is not None:
                    if not self.scene.is_apposed(post, person):
                        self.scene.used.add(post)
                    yield draft

    def _predicate(self) -> Token:
        """The word that the tree makes the predicate: what a copula or auxiliary hangs on."""
        head = self.token.head
        return head if base(self.token) in ("cop", "aux") and self.low <= head.i < self.high else self.token

    def _reported(self) -> Modality | None:
        """A future in reported speech is a plan: "said she would step down", "sagte, er werde zurücktreten"."""
        near = self.tree[max(self.low, self.token.i - _PHRASE) : self.high]
        said = base(self.token) == "ccomp" or self._predicate().dep_ == "ccomp"
        return Modality.PLANNED if said and any(t.lower_ in self.scene.words.reported for t in near) else None

    def bare(self, person: Person, organisation: Filler, phase: Phase) -> Draft | None:
        """The claim of a deed that names no post: "joins Acme"; where the text tells the post, it is that one."""
        employer = self.scene.discourse.employer(person.filler.text)
        own = employer == self.scene.discourse.head_office(organisation.text)
        attribute = self.scene.discourse.title_of(person.filler.text) if own else None
        return self.scene.event(
            self._predicate(), person.filler, organisation, attribute, phase, rule=f"role_{self.deed.name}", sure=0.85,
            modality=self._reported(),
        )  # fmt: skip
