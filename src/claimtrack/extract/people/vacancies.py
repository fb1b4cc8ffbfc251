"""Posts that one sentence calls new, and the next one gives: "Acme has a new chief. Ada Byrne takes over"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.persons import read_people
from claimtrack.extract.people.posts import read_posts
from claimtrack.extract.people.rolewords import role_words
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
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
