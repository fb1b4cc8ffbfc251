"""A sentence as `roles` and `careers` see it: its people and posts by position, and the drafts that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.people.employers import organisation_of
from claimtrack.extract.people.persons import read_people
from claimtrack.extract.people.posts import read_posts
from claimtrack.extract.people.rolewords import role_words
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.text.passages import Passage

_RANKS_ELSEWHERE = frozenset({"partner", "investor", "reporter", "executive"})
"""Ranks that are a post only of an organisation named with them: "a partner at Alder Capital"."""
_TRAILING = 3
"""Tokens behind a post in which a date still belongs to it: "CEO of Acme since 2018"."""


class Scene:
    """The people and posts of a sentence; `used` are the posts that a verb has already spoken for."""

    def __init__(self, passage: Passage, discourse: Discourse, *, named_only: bool = False) -> None:
        self.passage, self.discourse = passage, discourse
        self.words = role_words(passage.lang)
        self.tree = passage.tree
        self.people = read_people(passage, discourse)
        self.posts = read_posts(passage, discourse) if self.people else []
        self.used: set[Post] = set()
        self.named_only = named_only

    def before(self, at: int) -> int:
        """The token before a place, blanks left out; -1 at the start."""
        at -= 1
        while at >= 0 and self.tree[at].is_space:
            at -= 1
        return at

    def after(self, at: int) -> int:
        """The first token at or behind a place that is no blank."""
        while at < len(self.tree) and self.tree[at].is_space:
            at += 1
        return at

    def person_starting(self, at: int) -> Person | None:
        """The person whose name starts at a token."""
        return next((person for person in self.people if person.start == at), None)

    def person_ending(self, end: int) -> Person | None:
        """The person whose name ends right before a place."""
        return next((person for person in self.people if person.end == end), None)

    def post_of(self, person: Person) -> Post | None:
        """The post that stands directly before or behind a person's name."""
        for post in self.posts:
            between = self.tree[post.end : person.start] if post.end <= person.start else None
            if between is not None and all(t.is_space for t in between):
                return post
            gap = [t.text for t in self.tree[person.end : post.start] if not t.is_space and t.pos_ != "DET"]
            if person.end <= post.start and gap in ([","], ["("]):
                return post
        return None

    def is_beside(self, post: Post) -> bool:
        """Whether a post stands directly before a name, so that it is that person's and no verb's."""
        person = self.person_starting(self.after(post.end))
        return person is not None and person.named

    def is_apposed(self, post: Post, person: Person) -> bool:
        """Whether a post stands behind a name and a comma: a state of its own, whatever the verb does."""
        return person.end <= post.start and self.tree[self.after(person.end)].text == ","

    def is_joined(self, first: Post, second: Post) -> bool:
        """Whether two posts stand in a row: "CEO of Acme and chairman of Beta"."""
        between = [t for t in self.tree[first.end : second.start] if not t.is_space]
        joined = any(t.lower_ in self.words.joiners for t in between) or not between
        passed = self.words.joiners | self.words.determiners
        plain = all(t.lower_ in passed or t.text in (",", "as", "well") for t in between)
        return joined and plain and not any(first.end <= p.start < second.start for p in self.people)

    def organisations(self, post: Post, holder: Filler) -> tuple[Filler, ...]:
        """Whose post it is; none when neither the phrase nor the context tells."""
        if post.organisations or self.named_only or post.title.rank in _RANKS_ELSEWHERE:
            return post.organisations
        token = self.tree[post.title.start]
        found = organisation_of(post, holder, token, self.passage, self.discourse)
        return (found,) if found else ()

    def beside(self, post: Post, person: Person) -> Iterator[Draft]:
        """The claims of a post beside a name; what is said around it does not bear on it."""
        phase = Phase.ENDS if post.ended else Phase.HOLDS
        for organisation in self.organisations(post, person.filler):
            if not _same(organisation, person.filler):
                yield Draft(
                    "role", "role", self.passage, self.tree[post.title.start], person.filler, organisation,
                    attribute=post.attribute, phase=phase, modality=Modality.PLANNED if post.title.coming else None,
                    sure=_sure(0.95, person.filler, organisation), evidence=self._evidence(post, person, organisation),
                    dated=not post.ended, aside=True,
                )  # fmt: skip

    def _evidence(self, post: Post, person: Person, organisation: Filler) -> tuple[Token, ...]:
        tokens = [self.tree[person.start], self.tree[person.end - 1], self.tree[post.start], self.tree[post.end - 1]]
        if organisation.via == "name" and organisation.token.doc is self.tree:
            tokens.append(organisation.token)
        trailing = [t for t in self.tree[post.end : post.end + _TRAILING] if self.passage.is_time(t)]
        if trailing and not any(t.is_punct for t in self.tree[post.end : trailing[0].i]):
            last = trailing[-1]
            while last.i + 1 < len(self.tree) and self.passage.is_time(self.tree[last.i + 1]):
                last = self.tree[last.i + 1]
            tokens.append(last)
        return tuple(tokens)

    def event(
        self, predicate: Token, person: Filler, organisation: Filler | None, attribute: str | None, phase: Phase,
        *, rule: str, sure: float = 0.9, dated: bool = True, modality: Modality | None = None,
    ) -> Draft | None:  # fmt: skip
        """The claim of a verb or noun that gives or takes a post."""
        if organisation is None or _same(organisation, person) or organisation.label in (Label.PERSON, Label.PLACE):
            return None
        return Draft(
            "role", rule, self.passage, predicate, person, organisation, attribute=attribute, phase=phase,
            modality=modality, sure=_sure(sure, person, organisation), dated=dated,
        )  # fmt: skip


def _same(organisation: Filler, person: Filler) -> bool:
    return organisation.text == person.text


def _sure(base: float, person: Filler, organisation: Filler) -> float:
    return round(base * person.certainty * organisation.certainty, 3)
