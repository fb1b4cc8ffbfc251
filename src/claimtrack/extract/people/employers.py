"""Whose post a bare title is: "chief executive Ada Byrne said" in a text about Norwind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import RANKS_OF_STATES
from claimtrack.extract.people.topics import read_topic
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage

# ranks that people outside the firm spoken of hold as often as people inside
_OUTSIDERS = frozenset({
    "analyst", "advisor", "researcher", "engineer", "owner", "executive", "investor", "partner", "reporter",
    "economist", "strategist", "ambassador", "chief investment officer", "publisher", "designer", "president",
    "spokesperson", "director", "vice president", "lawyer", "professor", "fellow", "columnist", "coach", "minister",
    "judge", "governor", "chancellor", "head of state", "mayor", "general secretary", "administrator", "speaker",
    "commissioner", "commander", "player", "curator", "legislator", "landrat", "counterpart",
})  # fmt: skip

_OF_TOPICS = frozenset({"spokesperson", "vice president", "director"})
"""Those of them that a text about one organisation alone leaves without its name."""


def organisation_of(post: Post, holder: Filler, token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation of a post that its phrase does not name: the holder's own, or the one the text is about.

    Ranks that outsiders hold as well get one only where the phrase points to it ("its analyst").
    """
    rank, anaphoric = post.title.rank, post.anaphoric
    words = role_words(passage.lang)
    if post.title.prefix.lower() in words.offices or rank in RANKS_OF_STATES:
        return None
    if post.vague and (not words.capitals or passage.tree[post.title.end].lower_ in words.to | words.from_):
        return None
    outside = rank in _OUTSIDERS and not (anaphoric or _is_of_topic(rank, token, passage, discourse))
    if outside or holder.text in load_gazetteer("forenames"):
        return None
    if _is_of_a_country(post, passage) or _has_a_name(post, passage) or _heads_another(post, holder, words, discourse):
        return None
    if post.vague and any(word.endswith(words.institutions) for word in post.attribute.lower().split()[1:]):
        return None  # "Präsident des Verbands der Autohändler"
    if employer := discourse.employer(holder.text):
        sure = _GUESSED if discourse.is_guessed(holder.text) else 0.85
        return Filler(employer, Label.ORGANISATION, token, sure, "context")
    if post.vague:
        return None
    if namesake := _namesake(holder, discourse):
        return Filler(namesake, Label.ORGANISATION, token, 0.85, "context")
    topic = read_topic(token, passage, discourse)
    if anaphoric and (topic is None or topic.certainty < _PLAIN):
        return discourse.salient(token, passage, 0.75) or topic
    return topic if topic is None or topic.certainty >= _PLAIN else None


def _is_of_topic(rank: str, token: Token, passage: Passage, discourse: Discourse) -> bool:
    """Whether the document is about one organisation alone, whose people are those that only it would call so."""
    topic = discourse.topic_at(passage) if rank in _OF_TOPICS else None
    found = read_topic(token, passage, discourse) if topic else None
    return found is not None and found.text == topic


def _has_a_name(post: Post, passage: Passage) -> bool:
    """Whether a capital before a title may be a firm that nothing else shows: "Norwind CEO" is not the topic's CEO."""
    if role_words(passage.lang).capitals:
        return False
    tree, regions = passage.tree, role_words(passage.lang).regions
    owner = passage.name_at(tree[post.start - 1]) if post.start else None
    if owner is not None and owner.label is Label.PERSON:
        return True  # "Byrne spokesperson Noor Haddad"
    before = [token for token in tree[post.start : post.title.start] if token.is_alpha]
    before = [t for t in before if not (name := passage.name_at(t)) or name.text.lower() not in regions]
    adjectives = role_words(passage.lang).title_adjectives
    return any(t.text.istitle() and t.pos_ == "PROPN" and t.lower_ not in adjectives for t in before)


def _heads_another(post: Post, holder: Filler, words: RoleWords, discourse: Discourse) -> bool:
    """Whether a compound names something that is no field of a firm, and nobody says whose: "Landesgruppenchef"."""
    prefix = post.title.prefix.lower()
    return prefix != "" and prefix not in words.fields and not discourse.employer(holder.text)


def _is_of_a_country(post: Post, passage: Passage) -> bool:
    """Whether an adjective with a capital says whose a title is: "the Danish leader"."""
    tree, at = passage.tree, post.title.start
    before = tree[at - 1] if at else None
    if before is None or before.lower_ in role_words(passage.lang).title_adjectives:
        return False  # "Global Chief"
    return before.pos_ == "ADJ" and before.text.istitle() and not before.is_sent_start


_GUESSED = 0.72
"""Certainty of an employer that only the topic of the document has told."""
_PLAIN = 0.7
"""A topic less sure than this is one of two."""


def _namesake(holder: Filler, discourse: Discourse) -> str | None:
    """The firm that bears its founder's surname."""
    surname = holder.text.split()[-1]
    if " " not in holder.text:
        return None
    found = next((name for name in discourse.landscape.leading if surname in name.split()), None)
    described = discourse.landscape.is_described(surname)  # "the carmaker Byrne" of Ada Byrne
    return found or (surname if described else None)
