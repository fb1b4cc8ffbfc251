"""Posts that are taken over without being named: "Acme has a new chief. Ada Byrne takes over", "assumes her duties"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.persons import person_meant, read_people
from claimtrack.extract.people.posts import read_posts
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.syntax import children
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_SURE = 0.85
"""How sure it is that who takes over in the next sentence takes over there."""
_NEW = 2
"""Tokens ahead of a title among which "new" stands: "a new global finance chief"."""


class Vacancy(NamedTuple):
    """A post that somebody is about to get, and whose it is."""

    organisation: Filler
    title: str


def read_vacancy(token: Token, passage: Passage, discourse: Discourse) -> Vacancy | None:
    """The post that the sentence before a token's speaks of as new, naming one organisation and nobody in it."""
    place = discourse.place_of(passage)
    earlier = discourse.passages[place - 1] if place else None
    if earlier is None or earlier.position != passage.position - 1:
        return None
    firms, fresh = discourse.organisations_before(passage), role_words(passage.lang).fresh
    if len(firms) != 1 or any(person.named for person in read_people(earlier, discourse)):
        return None
    for post in read_posts(earlier, discourse):
        start = post.title.start
        if any(t.lower_ in fresh for t in earlier.tree[max(0, start - _NEW) : start]):
            return Vacancy(Filler(firms[0], Label.ORGANISATION, token, _SURE, "context"), post.attribute)
    return None


def read_duties(verb: Token, taker: Person, passage: Passage, discourse: Discourse) -> Vacancy | None:
    """The post of the one whose duties somebody else takes over: "Tom Ford will assume her responsibilities"."""
    words, taken = role_words(passage.lang), taker.filler.text
    for noun in (token for token in children(verb, "obj", "obl", "nsubj") if token.lower_ in words.posts):
        owner = _owner(noun, taken, passage, discourse)
        firm, title = (discourse.employer(owner), discourse.title_of(owner)) if owner else (None, None)
        if firm and title and discourse.employer(taken) in (firm, None):
            return Vacancy(Filler(firm, Label.ORGANISATION, verb, _SURE, "context"), title)
    return None


def _owner(noun: Token, taken: str, passage: Passage, discourse: Discourse) -> str | None:
    """Whose duties a noun names: "her duties", "Byrne's role"; none where they are the taker's own."""
    for token in children(noun, "nmod", "det"):
        if "poss" not in token.dep_:
            continue
        people = [person for person in read_people(passage, discourse) if person.named]
        named = next((person for person in people if person.start <= token.i < person.end), None)
        others = [person for person in people if person.end <= token.i and person.filler.text != taken]
        meant = named.filler if named else person_meant(token, passage, discourse, others)
        return meant.text if meant is not None and meant.text != taken else None
    return None
