"""Whose post a bare title is: "chief executive Ada Byrne said" in a text about Norwind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.leftside import OF_CLUBS
from claimtrack.extract.people.nearby import disputed, is_of_name_unread, owner_beside, suits
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import RANKS_OF_STATES, is_state, read_people
from claimtrack.extract.people.teams import team_led
from claimtrack.extract.people.topics import read_topic
from claimtrack.extract.text.syntax import base
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

# ranks that people outside the firm spoken of hold as often as people inside
_OUTSIDERS = frozenset({
    "analyst", "advisor", "researcher", "engineer", "owner", "executive", "investor", "partner", "reporter",
    "economist", "strategist", "ambassador", "envoy", "chief investment officer", "publisher", "designer", "president",
    "spokesperson", "director", "vice president", "lawyer", "professor", "fellow", "columnist", "coach", "minister",
    "judge", "governor", "chancellor", "head of state", "mayor", "general secretary", "administrator", "speaker",
    "commissioner", "commander", "player", "curator", "legislator", "landrat", "counterpart",
    "expert", "doctor", "activist", "musician", "cleric", "treasurer", "member",
})  # fmt: skip

_CLOSING = frozenset({"“", "”", "«", '"'})
"""Marks that close a quotation, whose names are not those of who is quoted."""
_OWNER = 3
"""Tokens before a title in which a possessive stands: "her former co-founder"."""
_OF_TOPICS = frozenset({"spokesperson", "vice president", "director"})
"""Those of them that a text about one organisation alone leaves without its name."""


def organisation_of(post: Post, holder: Filler, token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation of a post that its phrase does not name: the holder's own, or the one the text is about.

    Ranks that outsiders hold as well get one only where the phrase points to it ("its analyst").
    """
    if told := _told_elsewhere(post, holder, token, passage, discourse):
        return told
    if post.title.rank == "founder" and post.anaphoric and (own := _founded_with(token, passage, discourse)):
        return own
    if post.title.rank in OF_CLUBS and (club := _only_club(post, token, passage, discourse)):
        return club if suits(post, holder.text, club.text, passage, discourse) else None
    if team := team_led(post, passage, discourse):
        return team if suits(post, holder.text, team.text, passage, discourse) else None
    if _is_unknown(post, holder, token, passage, discourse):
        return None
    if employer := discourse.employer(holder.text):
        sure = _GUESSED if discourse.is_guessed(holder.text) else 0.85
        return Filler(employer, Label.ORGANISATION, token, sure, "context")
    if post.vague:
        return None
    if namesake := _namesake(holder, discourse):
        return Filler(namesake, Label.ORGANISATION, token, 0.85, "context")
    found = _of_text(post, holder, token, passage, discourse)
    return found if found is not None and suits(post, holder.text, found.text, passage, discourse) else None


def _only_club(post: Post, token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The club of a bare "coach Ada Byrne" in a text that names one club alone, and is about it."""
    words = name_words(passage.lang).club_words
    if post.vague or post.organisations or _names_another(post, passage) or not role_words(passage.lang).capitals:
        return None
    if post.title.prefix and post.title.prefix.lower() not in role_words(passage.lang).fields - {"national"}:
        return None
    if town := read_people(passage.tree[post.title.start - 1].text, passage.lang) if post.title.start else None:
        clubs_of_town = [name for name in discourse.cast.names(Label.ORGANISATION) if town in name.split()]
        if clubs_of_town:  # "dem Altdorfer Torwart"
            return Filler(clubs_of_town[0], Label.ORGANISATION, token, 0.85, "context")
    clubs = {discourse.cast.full(n.text) for p in discourse.passages for n in p.names if words & {*n.text.split()[:2]}}
    topic = read_topic(token, passage, discourse)
    if len(clubs) != 1 or topic is None or topic.text not in clubs or topic.certainty < _PLAIN:
        return None
    dated = token.i > 0 and token.nbor(-1).text in ("-", "–")  # "Nordstadt - Torhüter Tom Ford"
    return topic if discourse.landscape.mentions[topic.text] > 1 and not dated else None


def _told_elsewhere(post: Post, holder: Filler, token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Whose post of this rank the text says elsewhere that somebody holds: "coach Ada Byrne", Norwind's coach."""
    words, prefix = role_words(passage.lang), post.title.prefix.lower()
    if post.vague or _names_another(post, passage) or prefix not in words.offices | words.fields | {""}:
        return None
    told = discourse.posts_told.whose(holder.text, post.title.rank)
    return Filler(told, Label.ORGANISATION, token, 0.9, "context") if told is not None else None


def _founded_with(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The firm of "her co-founder": the one that she founded, and not the one that she worked for."""
    near = passage.tree[max(0, token.i - _OWNER) : token.i]
    before = next((t for t in near if "poss" in t.dep_ and t.pos_ in ("PRON", "DET")), None)
    person = person_meant(before, passage, discourse) if before is not None else None
    founded = discourse.posts_told.whose(person.text, "founder") if person is not None else None
    return Filler(founded, Label.ORGANISATION, token, 0.9, "context") if founded is not None else None


def _is_unknown(post: Post, holder: Filler, token: Token, passage: Passage, discourse: Discourse) -> bool:
    """Whether a phrase shows that the post is of somebody whom neither it nor the text names."""
    words, rank = role_words(passage.lang), post.title.rank
    if post.title.prefix.lower() in words.offices or rank in RANKS_OF_STATES or _names_another(post, passage):
        return True
    following = text_of(passage.tree[post.title.end : post.title.end + 1]).lower()
    if post.vague and (not words.capitals or following in words.to | words.from_):
        return True
    before = passage.tree[max(0, post.title.start - 1) : post.title.start]
    owners = [word for word in before if "Yes" in word.morph.get("Poss", [])]
    pointed = post.anaphoric and not (owners and rank in OF_CLUBS | {"lawyer"})  # "ihr Trainer", "her lawyer"
    outside = rank in _OUTSIDERS and not (pointed or _is_of_topic(post, token, passage, discourse))
    if outside or holder.text in load_gazetteer("forenames") or _heads_another(post, holder, words, discourse):
        return True
    # "Präsident des Verbands der Autohändler"
    return post.vague and any(word.endswith(words.institutions) for word in post.attribute.lower().split()[1:])


def _names_another(post: Post, passage: Passage) -> bool:
    return _is_of_a_country(post, passage) or _has_a_name(post, passage)


def _of_text(post: Post, holder: Filler, token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation that the text is most about at a place, or the one that its sentence names, for a bare post."""
    if _is_untold(post, token, passage, discourse):
        return None
    if beside := owner_beside(post, passage, discourse):
        return beside
    if post.anaphoric and (acting := _named_ahead(token, passage, discourse)):
        return acting
    topic = read_topic(token, passage, discourse)
    if topic is not None and (nearer := _nearer(post, topic, token, passage, discourse)):
        return nearer
    if topic is not None and (acting := disputed(post, topic.text, passage, discourse)):
        return acting if acting.certainty else None
    sure = topic is not None and topic.certainty >= _PLAIN
    sent = token.i and token.nbor(-1).lower_ in role_words(passage.lang).origin
    if sent and (acting := _named_ahead(token, passage, discourse)):
        return acting  # "Acme issued a statement from CEO Ada Byrne"
    bare = topic if post.title.rank == "head" and not post.anaphoric else None
    if bare and discourse.posts_told.are_held_by_another(post.attribute, bare.text, holder.text):
        found = _named_ahead(token, passage, discourse, subject=False)  # another firm's "CEO Ada Byrne"
        return found if found and found.text != bare.text else None
    if not sure and (acting := _named_ahead(token, passage, discourse)):
        return acting
    if post.anaphoric and not sure:
        return discourse.salient(token, passage, 0.75) or topic
    return topic if sure else None


def _is_untold(post: Post, token: Token, passage: Passage, discourse: Discourse) -> bool:
    """Whether the words around a post show that it is of somebody whom they do not name."""
    unread = post.anaphoric and _is_of_unread(token, passage, discourse)
    return unread or _is_at_side(post, passage, discourse) or is_of_name_unread(post, passage, discourse)


def _is_at_side(post: Post, passage: Passage, discourse: Discourse) -> bool:
    """Whether "his" means a person, whose adviser or spokesman somebody is: "laut seinem Berater Tom Ford"."""
    tree, label = passage.tree, discourse.cast.label
    near = tree[max(0, post.title.start - _OWNER) : post.title.start]
    own = next((t for t in near if "Yes" in t.morph.get("Poss", [])), None)
    if own is None or post.title.rank not in _OUTSIDERS:
        return False
    if not role_words(passage.lang).capitals:
        return own.lower_ in role_words(passage.lang).his  # "the president and his special envoy"
    if ahead := [label(n.text) for n in passage.names if n.end <= own.i]:
        return ahead[-1] is Label.PERSON
    before = discourse.passages[max(0, discourse.place_of(passage) - 1)]
    return any(label(name.text) is Label.PERSON for name in before.names)


def _nearer(post: Post, topic: Filler, token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The firm that the words ahead of a bare founder name, and not the one the text is about: "Acme: So sah es …"."""
    full = discourse.cast.full
    if post.anaphoric or post.title.rank != "founder" or topic.text in {full(n.text) for n in passage.names}:
        return None
    ahead = [n for n in passage.names if n.end <= token.i and discourse.cast.label(n.text) is Label.ORGANISATION]
    if len({full(name.text) for name in ahead}) != 1:
        return None
    return Filler(full(ahead[0].text), Label.ORGANISATION, token, 0.75, "context")


def _is_of_unread(token: Token, passage: Passage, discourse: Discourse) -> bool:
    """Whether "the company" may be a subject that is not read as a firm: "Acme met crews and the company's CEO"."""
    subject = next((t for t in passage.tree[: token.i] if base(t) == "nsubj" and t.pos_ == "PROPN"), None)
    if subject is None or base(subject.head) != "ROOT":
        return False
    name = passage.name_at(subject)
    return name is None or discourse.cast.label(name.text) is None


def _named_ahead(token: Token, passage: Passage, discourse: Discourse, *, subject: bool = True) -> Filler | None:
    """The one firm ahead in the sentence, as a subject or anyway: "Norwind now runs ads that CEO Ada Byrne opposed"."""
    quote = max((t.i for t in passage.tree[: token.i] if t.text in _CLOSING), default=0)  # "…", said its chief
    inside = [n for n in passage.names if quote <= n.start and n.end <= token.i]
    ahead = [n for n in inside if discourse.cast.label(n.text) is Label.ORGANISATION]
    heads = [head for name in ahead if (head := passage.head_of(name.span)) is not None]
    subjects = [head for head in heads if "nsubj" in (base(head), base(head.head) if base(head) == "appos" else "")]
    acting = bool(subjects) or (ahead and ahead[0].start == 0)  # whatever the tagger makes of a sentence's first word
    if len({discourse.cast.full(name.text) for name in ahead}) != 1 or (subject and not acting):
        return None
    return Filler(discourse.cast.full(ahead[0].text), Label.ORGANISATION, token, 0.75, "context")


def _is_of_topic(post: Post, token: Token, passage: Passage, discourse: Discourse) -> bool:
    """Whether the document is about one organisation alone, whose people are those that only it would call so.

    "Director Ada Byrne" and "Vice President Tom Ford", who have no field, are rather a film's and a state's.
    """
    field = (
        role_words(passage.lang).capitals
        or post.title.rank == "spokesperson"
        or post.attribute != text_of(passage.tree[post.title.start : post.title.end])
    )
    topic = discourse.topic_at(passage) if post.title.rank in _OF_TOPICS and field else None
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
    regions = regions | role_words(passage.lang).plain_nouns  # "Agency director"
    before = [t for t in before if not (name := passage.name_at(t)) or name.text.lower() not in regions]
    adjectives = role_words(passage.lang).title_adjectives
    names = ("PROPN", "NOUN")  # "Bit Egg CEO", whatever the tags
    capitals = [t for t in before if t.text.istitle() and t.lower_ not in adjectives]
    return any(t.pos_ == "PROPN" or (t.pos_ in names and t.i > 0 and not tree[t.i - 1].is_punct) for t in capitals)


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
    if role_words(passage.lang).capitals and post.title.rank not in OF_CLUBS and is_state(before.text, passage.lang):
        return True  # "der deutsche Sportdirektor"
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
