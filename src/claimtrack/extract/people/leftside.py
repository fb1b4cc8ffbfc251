"""What stands before a title: its field ("finance chief"), and whose the post is ("Acme's", "its")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import is_named_state, read_people
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, load_gazetteer
from claimtrack.recognize.namewords import name_parts

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.names import Name

WINDOW = 14
"""Tokens on either side of a title that can belong to it."""
_OF_FIELDS = frozenset({"lead", "team lead", "head", "executive", "director", "engineer", "vice president"})
"""Ranks of which a firm has one for each field of work."""
OF_CLUBS = frozenset({"coach", "player"})
"""Ranks that a town gives only as its club: "Leipzigs Trainer"."""
EMPHASIS = frozenset({"_", "*"})
"""Marks of emphasis, which say nothing of what they stand beside."""


class Side(NamedTuple):
    """What one side of a title has: where it ends, whose the post is, its field, whether it points elsewhere.

    `foreign` is true where what owns the post is no organisation that is read: "Iran's security chief", "of a bank".
    """

    at: int
    organisation: Filler | None = None
    area: str = ""
    anaphoric: bool = False
    foreign: bool = False


def read_left(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Side:
    """What stands before a title: its field ("finance"), and whose it is ("Acme's", "its")."""
    tree = passage.tree
    area: list[str] = []
    at, first, anaphoric = title.start - 1, title.start, False
    passed = words.determiners | words.plain_nouns | words.title_adjectives
    while at >= max(0, title.start - WINDOW):
        token = tree[at]
        if (seat := _seat(at, passage)) is not None:
            at, first = seat - 1, seat
            continue
        if (name := passage.name_at(token)) and name.text.lower() not in passed:
            if not (_is_region(name, discourse, words) or _is_field(name, title, passage, discourse, words)):
                return _owned(name, title, first, area, anaphoric, passage, discourse, words)
            area.insert(0, name.text)
            at, first = name.start - 1, name.start
            continue
        if token.text in words.possessives:
            return _owner_noun(at, passage, discourse, words, " ".join(area))
        if _is_possessive(token):
            return Side(at, None, " ".join(area), True)
        if token.lower_ in words.plain_nouns and not token.text.isupper():
            anaphoric = True
        elif _is_area(token, words, first) and not _joins_name(token, passage):
            area.insert(0, token.text)
        elif not _is_passed(token, words) or _is_done(token):
            break
        first = at
        at -= 1
    return Side(first, None, " ".join(area), anaphoric)


def _seat(at: int, passage: Passage) -> int | None:
    """Where "London-based" begins, if it ends at a place: where somebody works is no part of a title."""
    hyphened = (
        at > 1 and passage.tree[at - 1].text == "-" and passage.tree[at].lower_ in name_parts(passage.lang).placing
    )
    name = passage.name_at(passage.tree[at - 2]) if hyphened else None
    return name.start if name is not None else None


def _owned(
    name: Name, title: Title, first: int, area: list[str], anaphoric: bool, passage: Passage, discourse: Discourse,
    words: RoleWords,
) -> Side:  # fmt: skip
    """A title's left side that ends with a name, "Meta Platforms CEO" being one of a longer name."""
    start, owner = _owner_name(name, first, passage, discourse, words)
    genitive = not name.text.endswith(passage.tree[name.end - 1].text)
    label = discourse.cast.label(name.text)
    if owner is None and genitive and label is Label.PLACE and is_of_club(title, passage):
        start, owner = name.start, Filler(name.text, Label.ORGANISATION, passage.tree[name.start], 0.85, "name")
    owns = genitive or label is not Label.PERSON  # "Byrnes Sprecherin", but "berief Ada Byrne zur Sprecherin"
    if owner and genitive and words.capitals and title.rank in OF_CLUBS:
        owner = owner._replace(text=whole_club(owner.text, discourse, passage.lang))
    foreign = owner is None and owns and words.capitals and _only_states(passage.tree, name.end, first, words)
    if owner and area and f"{name.text} {area[0]}" in load_gazetteer("companies"):
        owner = owner._replace(text=f"{name.text} {area.pop(0)}")
    opener = passage.tree[name.end - 1]
    if owner and name.end == first and opener.text in read_data(passage.lang, "roles")["title_openers"]:
        owner = owner._replace(text=owner.text.removesuffix(f" {opener.text}"))  # "Acme Regional Director"
        area.insert(0, opener.text)
    while start and owner and start <= name.start and passage.tree[start - 1].text in words.title_adjectives:
        start -= 1  # "a senior White House adviser"
        area.insert(0, passage.tree[start].text)
    return Side(start, owner, " ".join(area), anaphoric, foreign)


def is_of_club(title: Title, passage: Passage) -> bool:
    """Whether a title is one that a town gives as its club: a coach, a player, the sporting director."""
    posts = tuple(sorted(name_words(passage.lang).club_posts))
    return title.rank in OF_CLUBS or passage.tree[title.end - 1].lower_.endswith(posts)


def _joins_name(token: Token, passage: Passage) -> bool:
    """The "&" of "Ada Byrne & chairman Tom Ford"."""
    return token.text == "&" and token.i > 0 and passage.name_at(token.nbor(-1)) is not None


def _owner_name(
    name: Name, first: int, passage: Passage, discourse: Discourse, words: RoleWords
) -> tuple[int, Filler | None]:
    """Where the phrase of a title begins that a name stands before, and the owner that the name is, if it is one."""
    owner = name_organisation(name, passage, discourse)
    if words.capitals and name.text not in load_gazetteer("companies") and read_people(name.text, passage.lang):
        return first, None  # "der Dresdner Oberbürgermeister"
    apart = words.capitals and first != name.end and not _only_states(passage.tree, name.end, first, words)
    genitive = not name.text.endswith(passage.tree[name.end - 1].text)  # "gegen Nordstadts Torwart"
    cased = name.start > 0 and passage.tree[name.start - 1].pos_ == "ADP" and not genitive
    apart = apart or (words.capitals and cased)
    if owner is None or apart:
        return first, None
    whole = _after_of(name, passage)
    return name.start, owner._replace(text=whole) if whole else owner


def _after_of(name: Name, passage: Passage) -> str | None:
    """The whole of a name that goes on behind "of": "Bank of America"."""
    tree, at = passage.tree, name.start
    while at > 2 and tree[at - 1].text.istitle() and tree[at - 1].pos_ in ("PROPN", "ADJ"):
        at -= 1  # "Court of International Trade"
    if at < 2 or tree[at - 1].text not in role_words(passage.lang).of_names or tree[at - 2].pos_ != "PROPN":
        return None
    return text_of(tree[at - 2 : name.end])


def _is_region(name: Name, discourse: Discourse, words: RoleWords) -> bool:
    """Whether a name before a title is its field: "North America sales leader"."""
    rest = name.text.lower().partition(" ")
    known = name.text.lower() in words.regions or words.regions.issuperset((rest[0], rest[2]))  # "US Middle East envoy"
    place = discourse.cast.label(name.text) is Label.PLACE and name.text.lower() not in words.seats
    return not words.capitals and (place or known)


def _is_field(name: Name, title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> bool:
    """Whether an ordinary word has its capital from opening a sentence: "Infrastructure lead Ada Byrne"."""
    if words.capitals or title.rank not in _OF_FIELDS or name.end != title.start or name.label is not None:
        return False
    if discourse.cast.label(name.text) is Label.ORGANISATION and is_name_elsewhere(name.text, discourse):
        return False  # "Ring spokesperson Ada Byrne" where the text tells of Ring
    opens = name.start == 0 or passage.tree[name.start - 1].is_punct
    return opens and not is_listed(name.text) and load_words(passage.lang).has_own(name.text) and " " not in name.text


def _only_states(tree: Tree, start: int, end: int, words: RoleWords) -> bool:
    """Whether only words like "former" stand between an owner and the title."""
    return all(token.lower_ in words.determiners or token.is_space for token in tree[start:end])


def _is_possessive(token: Token) -> bool:
    return token.dep_ in ("nmod:poss", "det:poss") or "Yes" in token.morph.get("Poss", [])


def _is_area(token: Token, words: RoleWords, first: int) -> bool:
    """Whether a word before a title is part of it: a noun where fields are words of their own, a known adjective."""
    if token.lower_ in words.title_adjectives:
        return True
    if words.capitals or token.lower_ in words.determiners:
        return False
    return token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.text.isupper()) or token.text in ("-", "&")


def _is_passed(token: Token, words: RoleWords) -> bool:
    """Whether a word may stand between a title and its owner without being part of either."""
    return token.pos_ == "ADJ" or token.lower_ in words.determiners or token.is_space or token.text in EMPHASIS


def _is_done(token: Token) -> bool:
    """Whether a participle is the sentence's verb: "was appointed chief executive"."""
    before = token.nbor(-1) if token.i else None
    return token.pos_ == "VERB" and before is not None and before.pos_ not in ("DET", "ADV", "ADJ", "PART")


def _owner_noun(at: int, passage: Passage, discourse: Discourse, words: RoleWords, area: str) -> Side:
    """The owner before a possessive mark: a name, or "the company"."""
    tree = passage.tree
    if at == 0:
        return Side(at + 1, None, area)
    owner = tree[at - 1]
    if name := passage.name_at(owner):
        found = name_organisation(name, passage, discourse)
        return Side(name.start if found else at + 1, found, area, foreign=found is None)
    if owner.lower_ in words.anaphora or owner.lower_ in words.plain_nouns:
        start = at - 1
        while start > 0 and tree[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PRON", "NUM"):
            start -= 1
        return Side(start, None, area, True)
    return Side(at + 1, None, area, foreign=True)  # "the latter's leader"


def is_name_elsewhere(word: str, discourse: Discourse) -> bool:
    """Whether a word has its capital inside a sentence too, and so not from opening one."""
    trees = (passage.tree[1:] for passage in discourse.passages)
    return any(t.text == word and t.pos_ == "PROPN" and not t.nbor(-1).is_punct for tree in trees for t in tree)


def is_institution(name: str, words: RoleWords) -> bool:
    """Whether a name tells by one of its words that more than a place is meant: "Northgate Airport"."""
    return any(part.lower().endswith(words.institutions) for part in name.split())


def whole_club(short: str, discourse: Discourse, lang: str) -> str:
    """The one club that a town or the first word of a name means: "VfL-Torwart" plays for the VfL Altdorf."""
    clubs, names = name_words(lang).club_words, (name.text for p in discourse.passages for name in p.names)
    longer = [n for n in names if n.startswith(f"{short} ") or (n.endswith(f" {short}") and clubs & {*n.split()[:2]})]
    longest = max(longer, key=lambda name: (len(name), name), default=short)
    return longest if " " not in short and all(name in longest for name in longer) else short


def name_organisation(name: Name, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation that a name beside a title stands for; none for people, places, states and bare class words."""
    label = discourse.cast.label(name.text)
    words = read_data(passage.lang, "names")
    roles = role_words(passage.lang)
    seat = name.text.lower() in roles.seats or (" " in name.text and is_institution(name.text, roles))
    if label is Label.PLACE and seat:
        return Filler(discourse.cast.full(name.text), Label.ORGANISATION, passage.tree[name.start], 0.9, "name")
    unlisted = " " in name.text and name.text not in load_gazetteer("places")  # "Aston United's midfielder"
    if label is Label.PERSON or (label is Label.PLACE and not unlisted) or name.text in words["legal_forms"]:
        return None
    full = discourse.cast.full(name.text)
    state = is_named_state(name.text, passage.lang) or is_named_state(full, passage.lang)
    if state or (label is None and full in load_gazetteer("places")):
        return None
    if not words["nouns_have_capitals"] and (name.text in words["organisation_words"] or name.text in words["stop"]):
        return None
    described = name.end == name.start + 1 and passage.tree[name.start].pos_ == "ADJ"  # "Chinese president"
    if name.text.lower() in role_words(passage.lang).regions or (described and label is None):
        return None
    label = None if label is Label.PLACE else label
    if (first := full.partition(" "))[2] and first[0].lower() in roles.tenures:
        full = first[2]  # "Longtime Acme"
    return Filler(full, label, passage.tree[name.start], 1.0 if label else 0.75, "name")
