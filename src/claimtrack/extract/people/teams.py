"""Whose coach somebody is by the team that stands around the post: "Das Team von Trainer Ada Byrne gewann".

Reports of matches name a club once and then speak of its team: the phrase stands for whoever the sentence before told
of. Readers of a language whose nouns have capitals; in others a club's name stands beside its coach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.leftside import whole_club
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import is_named_state, read_people
from claimtrack.extract.text.syntax import base, children
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SURE = 0.85
_SHORTEST = 5
"""Words of the shortest sentence that tells of a club, and is no line of a table of results."""
_BACK = 2
"""Sentences back in which a club is told of, if those between name none."""
_TOLD = 2
"""Sentences that name what a report is about, at least."""


def team_led(post: Post, passage: Passage, discourse: Discourse) -> Filler | None:
    """The club, or the town or state for its team, whose coach a bare post is, by the words ahead of the post."""
    words, tree = role_words(passage.lang), passage.tree
    if not words.capitals or post.title.rank != "coach" or post.vague or post.organisations or post.ended:
        return None
    at = post.start - 1
    while at > 0 and (tree[at].pos_ == "DET" or tree[at].lower_ in words.title_adjectives):
        at -= 1
    if at > 0 and tree[at].lower_ in words.by | words.around | words.under and tree[at - 1].lower_ in words.sides:
        subject = _told_of(tree[at - 1], passage, discourse)
    elif at >= 0 and tree[at].lower_ in words.under:
        subject = _acting(tree[post.title.start], passage)
    else:
        return None
    return _as_club(*subject, discourse) if subject is not None else None


def _told_of(team: Token, passage: Passage, discourse: Discourse) -> tuple[Token, Passage] | None:
    """The subject of the sentence before one whose subject is "das Team": who won is told of further."""
    if not _is_subject(team):
        return None
    place = discourse.place_of(passage)
    for before in reversed(discourse.passages[max(0, place - _BACK) : place]):
        if passage.position - before.position > _BACK:
            return None
        roots = [t for t in before.tree if base(t) in ("ROOT", "root") and t.pos_ in ("VERB", "AUX")]
        subjects = [t for root in roots for t in children(root, "nsubj")]
        if len(subjects) == 1 and len(before.tree) >= _SHORTEST and _as_club(subjects[0], before, discourse):
            return subjects[0], before
        if any(discourse.cast.label(name.text) is not Label.PERSON for name in before.names):
            return None
    return None


def _is_subject(team: Token) -> bool:
    """Whether a team acts, though a parser takes what stands behind its verb for an object: "holte das Team"."""
    article = next((t.lower_ for t in team.lefts if t.pos_ == "DET"), "")
    known = role_words(team.lang_).side_articles
    alone = base(team) in ("obj", "iobj") and not children(team.head, "nsubj") and team.i > team.head.i
    return (base(team) == "nsubj" or alone) and article in known


def _acting(title: Token, passage: Passage) -> tuple[Token, Passage] | None:
    """The subject of the clause that tells under whom something is done: "Norwind gewann unter Trainer Ada Byrne"."""
    verb = next((t for t in title.ancestors if t.pos_ in ("VERB", "AUX")), None)
    subjects = children(verb, "nsubj") if verb is not None else ()
    return (subjects[0], passage) if len(subjects) == 1 else None


def _as_club(subject: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """A subject as the club, town or state that it names or whose people it names: "der Außenseiter Nordland"."""
    people = None if passage.name_at(subject) else read_people(subject.text, passage.lang)
    if people is not None:
        club = whole_club(people, discourse, passage.lang)
        is_team = club != people or is_named_state(people, passage.lang)
        return Filler(club, Label.ORGANISATION, subject, _SURE, "context") if is_team else None
    name = next((n for t in (subject, *children(subject, "appos")) if (n := passage.name_at(t))), None)
    if name is None or not _plays(name, passage, discourse):
        return None
    club = whole_club(discourse.cast.full(name.text), discourse, passage.lang)
    return Filler(club, Label.ORGANISATION, subject, _SURE, "context")


def _plays(name: Name, passage: Passage, discourse: Discourse) -> bool:
    """Whether a name is a club's, a state's, or a town's or firm's that the text tells of again."""
    full, label = discourse.cast.full(name.text), discourse.cast.label(name.text)
    if is_named_state(full, passage.lang) or name_words(passage.lang).club_words & {*full.split()[:2]}:
        return True
    outlet = full.lower() in role_words(passage.lang).outlets
    told = sum(any(discourse.cast.full(n.text) == full for n in p.names) for p in discourse.passages)
    return label in (Label.ORGANISATION, Label.PLACE) and not outlet and told >= _TOLD
