"""Whose a post is whose phrase names nobody, by the words around it: "its", "whose", "Acme, with chief executive".

What stands beside a post says more than what a text is about: "Acme is cutting jobs. Norwind, with chief executive Ada
Byrne, is not." And where a phrase goes on with a name that is not read, the post is of that, and of nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.landscape import are_kin
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.leftside import OF_CLUBS, is_name_elsewhere
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import is_state
from claimtrack.extract.text.syntax import base
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_BESIDE = 0.85
"""Certainty of an owner that the words beside a post name."""
_TAIL = 12
"""Words behind a post in which the place of work stands: "head of sales, stores and logistics at Acme"."""
_OF_FIRMS = frozenset({"founder", "chief financial officer", "managing director", "owner"})
"""Ranks that authorities do not give."""
_OF_AUTHORITIES = frozenset({"governor", "minister", "judge", "mayor", "ambassador", "legislator"})
"""Ranks that only authorities give, and central banks."""
_CASE = 2
"""Tokens ahead of a name in which its case word stands."""
_INDEFINITE = frozenset({"a", "an"})
_RUN = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "CCONJ", "NUM", "DET"})
"""Parts of speech that a phrase behind a post is made of."""


def owner_beside(post: Post, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation that stands beside a post's phrase, as what "whose" or "its" means or before "with"."""
    words = role_words(passage.lang)
    opener = passage.tree[post.start]
    if opener.lower_ in words.whose:
        return _as_filler(_name_ending(post.start, passage), opener, discourse)
    if opener.lower_ in words.its:
        return _as_filler(_meant_by(opener, passage, words), opener, discourse)
    if opener.lower_ in words.his and (person := person_meant(opener, passage, discourse)):
        employer = discourse.employer(person.text)
        return Filler(employer, Label.ORGANISATION, opener, _BESIDE, "context") if employer else None
    return _as_filler(_before_with(post.start, passage, words), opener, discourse)


def is_of_name_unread(post: Post, passage: Passage, discourse: Discourse) -> bool:
    """Whether a post's phrase tells of who employs its holder, and nothing reads whom: "founder of Nowadays".

    A phrase that breaks off says so too: "chief executive of AI-powered" at the end of a line.
    """
    tree = passage.tree
    if role_words(passage.lang).capitals:
        return False
    if _opens_with_name(post, passage, discourse) or any(map(_is_glued, tree[post.start : post.title.start])):
        return True
    return _is_of_other(post, passage) or _is_signed(post, passage, discourse) or _goes_on_to_name(post, passage)


def _is_of_other(post: Post, passage: Passage) -> bool:
    """Whether the phrase is of what no name is told, or breaks off: "of an app", "of his office", "of 125-year-old"."""
    words, inside = role_words(passage.lang), passage.tree[post.title.end : post.end]
    if not inside:
        return False
    cut = post.end == len(passage.tree) and inside[-1].pos_ in ("ADJ", "VERB")
    cut = cut or text_of(passage.tree[post.end : post.end + 1]) == "-"
    other = any(t.lower_ in words.his or (t.lower_ in _INDEFINITE and t.i == post.title.end + 1) for t in inside)
    owner = next((t.nbor(-1) for t in inside if t.text in words.possessives), None)
    return cut or other or (owner is not None and owner.lower_ not in words.anaphora and not passage.name_at(owner))


def _is_signed(post: Post, passage: Passage, discourse: Discourse) -> bool:
    """Whether a name that is no person's follows the post of a list: "Ada Byrne, CEO, Norwind"."""
    mark, *rest = passage.tree[post.end : post.end + 2] or (None,)
    set_off = post.start > 0 and passage.tree[post.start - 1].text in (",", "*")
    if mark is None or mark.text != "," or not rest or not set_off or not rest[0].text[:1].isupper():
        return False
    name = passage.name_at(rest[0])
    label = discourse.cast.label(name.text) if name is not None else None
    end = name.end if name is not None else rest[0].i + 1
    closed = end == len(passage.tree) or passage.tree[end].is_punct or passage.tree[end].pos_ == "PROPN"
    return rest[0].pos_ == "PROPN" and label is not Label.PERSON and closed and not passage.is_time(rest[0])


def _goes_on_to_name(post: Post, passage: Passage) -> bool:
    """Whether the words behind a post come to a name behind "at": "head of sales, stores and logistics at Norwind"."""
    words = role_words(passage.lang)
    link: Token | None = None
    for token in passage.tree[post.end : post.end + _TAIL]:
        if token.lower_ in words.at | words.of_names:
            link = token
        elif link is not None and token.text[:1].isupper() and not passage.is_time(token):
            return True
        elif token.pos_ not in _RUN and not (token.text == "," and link is None):
            return False
    return False


def _opens_with_name(post: Post, passage: Passage, discourse: Discourse) -> bool:
    """Whether a sentence's first word, which its capital does not tell, is a name elsewhere: "Ring spokesperson"."""
    token, words = passage.tree[post.start], role_words(passage.lang)
    opens = post.start < post.title.start and token.text.istitle() and (token.i == 0 or token.nbor(-1).is_punct)
    if not opens or token.lower_ in words.determiners | words.title_adjectives | words.plain_nouns:
        return False
    return is_name_elsewhere(token.text, discourse)


def _is_glued(token: Token) -> bool:
    """Whether two words stand in one, as where links lost what was between them: "criticsNorwind CEO"."""
    return token.text[:1].islower() and token.text.lower() != token.text and token.text.isalpha()


def disputed(post: Post, topic: str, passage: Passage, discourse: Discourse) -> Filler | None:
    """Who acts in the sentence before a bare post that opens one, if it is another organisation than the topic.

    Without certainty where that sentence names the topic too: either may be meant.
    """
    index = discourse.place_of(passage)
    ahead = passage.tree[: post.start]
    if post.anaphoric or not index or any(passage.name_at(t) and not _is_outlet(t, passage) for t in ahead):
        return None
    before = discourse.passages[index - 1]
    subject = next((t for t in before.tree if base(t) == "nsubj" and base(t.head) == "ROOT"), None)
    if subject is None or before.position != passage.position - 1:
        return None
    owner = next((t for t in subject.children if "poss" in t.dep_), subject)
    found = _as_filler(before.name_at(owner), passage.tree[post.start], discourse)
    if found is None or found.label is None or are_kin(found.text, topic):
        return None
    both = any(are_kin(discourse.cast.full(name.text), topic) for name in (*before.names, *passage.names))
    return found._replace(certainty=0.0) if both else found


def _is_outlet(token: Token, passage: Passage) -> bool:
    name = passage.name_at(token)
    return name is not None and name.text.lower() in role_words(passage.lang).outlets


def suits(post: Post, holder: str, organisation: str, passage: Passage, discourse: Discourse) -> bool:
    """Whether the context may give a post to an organisation: authorities have no founder, a person's name no staff."""
    words, rank = role_words(passage.lang), post.title.rank
    trades = discourse.landscape.trades(organisation)
    is_authority = "authority" in trades or is_state(organisation, passage.lang)
    said = {token.lower_ for token in passage.tree[post.start : post.title.start]}
    if said & words.no_firms and organisation in load_gazetteer("companies"):
        return False  # "the club's owner"
    if is_authority and (rank in _OF_FIRMS or said & words.anaphora - words.no_firms):
        return False
    if rank in OF_CLUBS and _is_opponent(organisation, passage, discourse):
        return False
    if rank in _OF_AUTHORITIES and not (is_authority or "bank" in trades):
        return False
    if holder in load_gazetteer("companies"):
        return False  # "the electric-car leader Norwind"
    if rank == "commissioner" and organisation in load_gazetteer("companies"):
        return False
    return is_organisation(organisation) or not _is_of_person(organisation, holder, discourse)


def _is_opponent(organisation: str, passage: Passage, discourse: Discourse) -> bool:
    """Whether a sentence names a club as one that is only played against: "nach dem Auftritt gegen Norwind"."""
    tree, words = passage.tree, role_words(passage.lang)
    starts = [n.start for n in passage.names if discourse.cast.full(n.text) == organisation]
    ahead = [{t.lower_ for t in tree[max(0, at - _CASE) : at] if t.pos_ in ("ADP", "DET")} for at in starts]
    return bool(ahead) and all(case & words.opposing for case in ahead)


def _is_of_person(name: str, holder: str, discourse: Discourse) -> bool:
    """Whether a name is one that somebody else in the text bears: a surname alone, or one with a forename."""
    forenames = load_gazetteer("forenames")
    first, _, rest = name.partition(" ")
    if rest:
        return first in forenames and " " not in rest
    people = (person.split() for person in discourse.cast.names(Label.PERSON) if person != holder)
    return any(name in parts and len(parts) > 1 and parts[0] in forenames for parts in people)


def _name_ending(at: int, passage: Passage) -> Name | None:
    """The name that ends before a place, a comma or a bracket between: "Acme, whose"."""
    while at > 0 and passage.tree[at - 1].is_punct:
        at -= 1
    return passage.name_at(passage.tree[at - 1]) if at else None


def _meant_by(pronoun: Token, passage: Passage, words: RoleWords) -> Name | None:
    """What "its" means in its own sentence: the name joined to it ("Acme and its"), or who owns the subject."""
    tree = passage.tree
    if pronoun.i and tree[pronoun.i - 1].lower_ in words.joiners and (joined := _name_ending(pronoun.i - 1, passage)):
        return joined
    verb = pronoun.head
    while base(verb) != "ROOT" and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    subject = next((t for t in verb.children if base(t) == "nsubj" and t.i < pronoun.i), None)
    if subject is None or passage.name_at(subject) is not None:
        return None
    owner = next((t for t in subject.children if "poss" in t.dep_), None)
    return passage.name_at(owner) if owner is not None else None


def _before_with(at: int, passage: Passage, words: RoleWords) -> Name | None:
    """The name set off from a post by "with" or "under": "Norwind, under new chief executive Ada Byrne,"."""
    tree = passage.tree
    while at > 0 and (tree[at - 1].pos_ == "ADJ" or tree[at - 1].lower_ in words.determiners):
        at -= 1
    set_off = at > 1 and tree[at - 1].lower_ in words.set_off and tree[at - 2].text == ","
    return _name_ending(at - 2, passage) if set_off else None


def _as_filler(name: Name | None, token: Token, discourse: Discourse) -> Filler | None:
    if name is None or discourse.cast.label(name.text) not in (Label.ORGANISATION, None):
        return None
    full = discourse.cast.full(name.text)
    return Filler(full, discourse.cast.label(name.text), token, _BESIDE, "context")
