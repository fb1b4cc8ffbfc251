"""Posts in a sentence: a title with what stands around it, its field, its organisation, "head of sales at Acme"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.people.bodies import with_torn
from claimtrack.extract.people.leftside import OF_CLUBS, is_of_club, read_left, whole_club
from claimtrack.extract.people.rightside import read_right
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import (
    RANKS_OF_STATES,
    is_state,
    read_home,
    read_nation,
    read_state,
    without_party,
)
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree

_PHRASE = 3
"""Words before a title that can belong to its phrase."""
_BESIDE = 3
"""Words between who is beside the holder of a post and its title: "wife of the"."""
_SERVED = 7
"""Words behind a title in which the person stands whom it serves: "to British Prime Minister Ada Byrne"."""
_QUOTED = 7
"""Words of the longest name in quotes before a title."""
_WORD = 4
"""Letters of the shortest first part of a compound that is a word, and no firm's initials ("Ufo-Chef")."""
_COUNTERPART = "counterpart"
"""Who holds abroad the post named before: "met his Polish counterpart"."""
_OF_TOPICS = frozenset({"expert", "doctor", "activist", "researcher", "judge", "musician"})
"""Ranks whose first part is a field as often as an employer."""
_OF_MANY = _OF_TOPICS | {"player", "advisor", "reporter", "lawyer", "professor", "engineer", "executive", "cleric"}
"""Ranks that many have: "the youngest player" of a club ranks one of them and says no post."""
_OF_FIRMS = OF_CLUBS | {
    "head", "managing director", "chair", "chief financial officer", "board member", "founder", "owner",
}  # fmt: skip
"""Ranks that no person gives: "Fischer-Chef" is of a firm."""
_QUOTES = "„“”»«\"'‚‘’"


class Post(NamedTuple):
    """A title and its phrase: tokens `start` to `end` (half-open), whose post it is, and its title as written.

    `anaphoric` says that the phrase points to an organisation ("its", "of the company") that the context must give.
    `vague` says that a phrase like "of the institute" names it in a way that is not read.
    """

    title: Title
    start: int
    end: int
    organisations: tuple[Filler, ...]
    attribute: str
    anaphoric: bool
    vague: bool

    @property
    def ended(self) -> bool:
        """Whether the phrase itself says that the post is over: "former"."""
        return self.title.ended


def read_posts(passage: Passage, discourse: Discourse) -> list[Post]:
    """Return the posts of a sentence in the order of their titles."""
    words = role_words(passage.lang)
    found: list[Post] = []
    for title in find_titles(passage):
        if _is_no_post(title, passage, words):
            continue
        if title.rank == "founder" and title.start and passage.tree[title.start - 1].lower_ in words.joiners:
            title = title._replace(ended=False)  # "a former banker and founder of Acme"
        if title.rank != _COUNTERPART:
            found.append(_read_post(title, passage, discourse, words))
        elif earlier := next((post for post in reversed(found) if post.title.rank in RANKS_OF_STATES), None):
            post = _read_post(title._replace(rank=earlier.title.rank), passage, discourse, words)
            found.append(post._replace(attribute=earlier.attribute, anaphoric=False))
    return found


def _is_no_post(title: Title, passage: Passage, words: RoleWords) -> bool:
    """Whether a title is nobody's post in a firm that is named: "his own boss", an outlet's "our markets reporter"."""
    before = [token.lower_ for token in passage.tree[max(0, title.start - _PHRASE) : title.start]]
    if title.plural and len(before) > 1 and before[-2] in words.boards and before[-1] in words.of_names:
        return True  # "appointed her to its board of directors"
    if title.abstract and text_of(passage.tree[title.end : title.end + 1]).lower() in words.as_:
        return True  # "her senior role as finance chief of Acme": that is the post
    single = title.end == title.start + 1 and passage.tree[title.start].text.istitle() and not words.capitals
    if single and title.start and passage.tree[title.start - 1].text in load_gazetteer("forenames"):
        return text_of(passage.tree[title.end : title.end + 1]) in (",", ".")  # "Nora Judge, the council's director"
    if _is_beside(title, passage, words):
        return True
    if title.rank in _OF_MANY and title.start and _ranks(passage.tree[title.start - 1], words):
        return True
    return bool(before) and (before[-1] in words.own or any(word in words.ours for word in before))


def _is_beside(title: Title, passage: Passage, words: RoleWords) -> bool:
    """Whether whoever is named behind a post is beside its holder: "the wife of the governor of Ohio, Ada Byrne"."""
    holder = passage.name_at(passage.tree[title.end]) if title.end < len(passage.tree) else None
    if holder is not None:
        return False  # "the wife of Acme chief executive Tom Ford"
    before = [token.lower_ for token in passage.tree[max(0, title.start - _BESIDE) : title.start]]
    last = len(before) - 1 - (bool(before) and before[-1] in words.determiners)
    if words.capitals:
        owned = last == len(before) - 2 and "Gen" in passage.tree[title.start - 1].morph.get("Case", [])
        return owned and last >= 0 and before[last] in words.companions
    linked = last > 0 and before[last] in words.of_names | words.to | words.goals
    return linked and before[last - 1] in words.companions


def _ranks(token: Token, words: RoleWords) -> bool:
    """Whether a word ranks who is called by a title: "the best player", "bekanntester Schuldnerberater"."""
    said = "Sup" in token.morph.get("Degree", []) or token.lower_.endswith(words.superlatives)
    return said and token.pos_ == "ADJ" and token.lower_ not in words.determiners


def _read_post(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Post:
    left, right = read_left(title, passage, discourse, words), read_right(title, passage, discourse, words)
    if words.capitals and title.rank in RANKS_OF_STATES and left.organisation and left.organisation.label:
        left = left._replace(organisation=None)  # a headline that runs into "Bundeskanzler"
    right = right if words.capitals else with_torn(right, passage, discourse, words)
    named, shown = _prefix(title, passage, discourse, words)
    organisation = right.organisation or named or left.organisation or read_nation(title, passage)
    area = right.area
    if named and (home := read_home(title, passage)):
        left = left._replace(area=home)  # "Thüringens CDU-Chef" leads the CDU there
    if (organisation is None or not organisation.label) and (state := read_state(title, area, passage)):
        organisation, shown = state
        told = is_state(left.area, passage.lang) or left.area in (organisation.text, *organisation.text.split())
        kept = [word for word in left.area.split() if word.lower() in words.title_adjectives]
        national = title.rank in RANKS_OF_STATES and not words.capitals  # the verb of "questions Treasury Secretary"
        left = left._replace(area="" if told else " ".join(kept)) if told or national else left
        area = "" if area.endswith(organisation.text) else area
    end, further = read_row(right.at, passage, discourse, words) if right.organisation else (right.at, [])
    vague = any(words.capitals or (word[:1].isupper() and not word.isupper()) for word in area.split())
    if title.rank == "founder" and organisation is None:
        area = ""  # what is founded is no field of work
    attribute = f"{left.area} {_bare(shown, title, passage, words)}{' ' + area if area else ''}".strip()
    before = passage.tree[max(0, left.at - 1) : title.start]
    other = title.rank == "owner" and any(token.lower_ in words.indefinite for token in before)  # "a newspaper owner"
    anaphoric = organisation is None and (left.anaphoric or right.anaphoric) and not other
    organisations = (organisation, *further) if organisation else ()
    foreign = organisation is None and (left.foreign or right.foreign)
    vague = vague or foreign or (not area and _goes_on(end, passage, words))
    vague = vague or (organisation is None and _serves_person(end, passage, discourse, words))
    vague = vague or (not words.capitals and text_of(passage.tree[end : end + 1]).lower() in words.regions)
    attribute = attribute.replace(" - ", "-").replace(" -", "-").rstrip(".").lstrip("-. ")
    return Post(title, left.at, end, organisations, attribute, anaphoric, vague)


def _goes_on(at: int, passage: Passage, words: RoleWords) -> bool:
    """Whether a name that is not read as a firm says whose a post is: "chairman of Paul Weiss"."""
    following = passage.tree[at : at + 2]
    if len(following) == 2 and following[0].lower_ in words.links and following[1].text in _QUOTES:
        return True  # "Vorsitzender vom „Treff am Markt“"
    if len(following) == 2 and words.capitals and following[0].lower_ in words.indefinite:
        return "Gen" in following[0].morph.get("Case", [])  # "Chefin einer Bank"
    linked = len(following) == 2 and following[0].lower_ in words.of_names | words.at
    if linked and not words.capitals and following[1].lower_ in words.inner_articles:
        named = any(token.text[:1].isupper() for token in passage.tree[at + 2 : at + 4])  # "of the We Care coalition"
        return named or (following[0].lower_ in words.at and following[1].lower_ in words.indefinite)  # "at a rival"
    return linked and passage.name_at(following[1]) is not None


def _serves_person(at: int, passage: Passage, discourse: Discourse, words: RoleWords) -> bool:
    """Whether a post is at the side of a person: "a spokesperson for Byrne", "aide to minister Ada Byrne"."""
    following = passage.tree[at : at + _SERVED]
    if words.capitals or not following or following[0].lower_ not in words.goals | words.to - words.at:
        return False
    names = (passage.name_at(token) for token in following[1:] if not token.is_punct)
    first = next((name for name in names if name is not None), None)
    return first is not None and discourse.cast.label(first.text) is Label.PERSON


def _bare(shown: str, title: Title, passage: Passage, words: RoleWords) -> str:
    """A title without the ending of its case or number: "des Insolvenzverwalters" is an "Insolvenzverwalter"."""
    before = passage.tree[title.start - 1].lower_ if title.start else ""
    for form in words.inflected:
        if " " not in shown and shown.lower().endswith(form.ending) and (not form.behind or before in form.behind):
            return f"{shown[: len(shown) - form.cut]}{form.add}"
    return shown


def read_row(start: int, passage: Passage, discourse: Discourse, words: RoleWords) -> tuple[int, list[Filler]]:
    """Organisations joined to one that ends at `start`: "CEO of Acme and Beta", "roles at Acme, Beta and Gamma".

    None of which a clause of its own follows.
    """
    tree, at = passage.tree, start
    found: list[Filler] = []
    while at + 1 < len(tree) and (tree[at].text == "," or tree[at].lower_ in words.joiners):
        last = at if tree[at].lower_ in words.joiners else at + 1  # ", and Beta"
        joined = tree[last].lower_ in words.joiners
        at = last + 1 if joined else at + 1
        at += words.capitals and text_of(tree[at : at + 1]) in words.determiners  # "bei der Acme AG und der Beta AG"
        name = passage.name_at(tree[at]) if at < len(tree) else None
        if name is None or name.start != at or discourse.cast.label(name.text) is not Label.ORGANISATION:
            break
        found.append(Filler(discourse.cast.full(name.text), Label.ORGANISATION, tree[at], 0.95, "name"))
        at = name.end
        if joined:
            return (at, found) if _ends_row(at, tree, words) else (start, [])
    return start, []


def _ends_row(at: int, tree: Tree, words: RoleWords) -> bool:
    """Whether a row of names ends at a place: before a mark or "and", or where verbs may stand behind it, a verb."""
    following = tree[at : at + 2]
    if not following or following[0].is_punct or following[0].pos_ == "CCONJ":
        return True
    last = len(following) == 1 or following[1].is_punct or following[0].pos_ in ("VERB", "AUX")
    return words.capitals and following[0].text.islower() and last


def _prefix(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> tuple[Filler | None, str]:
    """The firm in "Acme-Chef" and the title without it; a first part that is a field ("IT-Chef") stays."""
    tree = passage.tree
    shown = text_of(tree[title.start : title.end])
    if quoted := _quoted_before(title, passage):
        return quoted
    first = tree[title.start].text
    prefix = _without_link(_firm_part(title.prefix, passage, discourse, words), discourse, words)
    if not prefix or prefix.lower() in words.fields | words.anaphora or any(char.isdigit() for char in prefix):
        return None, shown
    label = discourse.cast.label(prefix) or discourse.known_label(prefix)
    body = prefix.lower() in words.bodies and title.rank not in _OF_TOPICS  # no "Militärexpertin"
    label = Label.ORGANISATION if body or prefix.lower() in words.parties else label
    label = label or (Label.PLACE if prefix in load_gazetteer("places") else None)
    rest = first.rpartition(prefix)[2]
    hyphened = rest.startswith("-")
    plain = label is None and len(prefix) >= _WORD and prefix.isalpha() and not prefix.isupper()
    ordinary = plain and _is_word(prefix, title, passage.lang) and discourse.cast.full(prefix) == prefix
    if title.rank in _OF_TOPICS and label is not Label.ORGANISATION and not _employs(prefix, title, passage.lang):
        return None, shown  # "Nahost-Experte", "Klima-Aktivistin"
    given = title.rank in _OF_FIRMS if label is Label.PERSON else is_of_club(title, passage)
    led = label not in (Label.PERSON, Label.PLACE) or (hyphened and given)
    if not led or ordinary or (label is None and not hyphened):
        return None, shown
    if title.rank in RANKS_OF_STATES:
        return None, without_party(shown, passage.lang)
    rest = rest.lstrip("-") if prefix == title.prefix else rest.removeprefix("s").lstrip("-")
    shown = f"{rest[:1].upper()}{rest[1:]}{shown[len(first) :]}"
    sure = 0.95 if label is Label.ORGANISATION else 0.8
    text = discourse.cast.full(prefix.replace("-", " ") if _is_two_words(prefix, discourse) else prefix)
    text = whole_club(text, discourse, passage.lang) if title.rank in OF_CLUBS else text
    return Filler(text, Label.ORGANISATION, tree[title.start], sure, "name"), shown


def _is_word(prefix: str, title: Title, lang: str) -> bool:
    """Whether the first part of a title is an ordinary word: "Darts-Profi".

    Who heads a firm heads it by name: a compound that no list has is one with a hyphen behind it ("Klarblick-Chef").
    """
    words = load_words(lang)
    if title.rank in _OF_FIRMS - OF_CLUBS and not prefix.lower().endswith(_link_endings(lang)):
        return words.has_form(prefix.lower())
    return words.has_own(prefix)


@cache
def _link_endings(lang: str) -> tuple[str, ...]:
    """What ends words for fields, institutions and what is abstract: "Sicherheits-Chef", "Naturpark-Chef"."""
    return ("s", *read_data(lang, "names")["bare"]["endings"], *role_words(lang).institutions)


def _quoted_before(title: Title, passage: Passage) -> tuple[Filler, str] | None:
    """What stands in quotes before the hyphen of a title, and the title: "die „Stadtschau“-Moderatorin"."""
    tree = passage.tree
    first, _, shown = tree[title.start].text.rpartition("-")
    if first[-1:] not in _QUOTES or not first[:-1]:
        return None
    ahead = range(title.start - 1, max(-1, title.start - 1 - _QUOTED), -1)
    opening = next((at for at in ahead if tree[at].text in _QUOTES), None)
    if opening is None:
        return None
    name = f"{text_of(tree[opening + 1 : title.start])} {first[:-1]}".strip()
    return Filler(name, Label.ORGANISATION, tree[title.start], 0.9, "name"), shown


def _employs(prefix: str, title: Title, lang: str) -> bool:
    """Whether the first part of an expert's or activist's title is whom they work for: "ZDF-Expertin", no topic."""
    known = prefix.lower() in role_words(lang).outlets or (prefix.isupper() and len(prefix) > 2)
    return known or (title.rank != "expert" and not load_words(lang).has_own(prefix))


def _firm_part(prefix: str, passage: Passage, discourse: Discourse, words: RoleWords) -> str:
    """The firm in "Acme-Entwicklungs-Chef"; "Deutsche-Bank-Chef" has a firm of two words."""
    prefix = prefix.strip(_QUOTES)
    head, hyphen, last = prefix.rpartition("-")
    spaced = prefix.replace("-", " ")
    field = last.lower() in words.fields or (last[1:].islower() and _leads(head, last, passage, discourse, words))
    return prefix if not hyphen or not field or discourse.cast.label(spaced) or head.endswith("e") else head


def _leads(head: str, field: str, passage: Passage, discourse: Discourse, words: RoleWords) -> bool:
    """Whether what stands before a noun of any field is an organisation: the "RTL" of "RTL-Unterhaltungschef"."""
    known = discourse.cast.label(head) or discourse.known_label(head.replace("-", " "))
    plain = any(map(load_words(passage.lang).has_own, (field, field.removesuffix("s"))))
    return plain and (known is Label.ORGANISATION or head.lower() in words.parties | words.outlets | words.bodies)


def _without_link(prefix: str, discourse: Discourse, words: RoleWords) -> str:
    """A compound's first part without the "s" that joins it: "Bundestags|präsidentin"."""
    bare = prefix.removesuffix("s")
    known = bare.lower() in words.bodies or discourse.cast.label(bare) is Label.ORGANISATION
    return bare if known else prefix


def _is_two_words(prefix: str, discourse: Discourse) -> bool:
    """Whether, as "Deutsche-Bank-Chef" does, a compound writes a firm's name with a hyphen of its own."""
    return "-" in prefix and prefix not in discourse.cast.names(Label.ORGANISATION)
