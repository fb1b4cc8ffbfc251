"""Institutions that no name shows, behind a title: "des Dresdner Umweltamtes", "der Linken", "der ABC-Bewegung"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.nominatives import nominative_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import is_title
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import is_state, read_people
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.leftside import Side
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_OF_HOUSES = frozenset(
    {"managing director", "chair", "chief financial officer", "founder", "owner", "head", "spokesperson"}
)
"""Ranks that a firm gives, so that two nouns behind one are its name: "Inhaberin der Buchhandlung Morgenrot"."""
_COMPOUND = 3
"""Letters of the shortest first part that names an institution: "Bauamt", and no bare "Amt"."""


def read_body(phrase: list[Token], passage: Passage, discourse: Discourse, words: RoleWords) -> Filler | None:
    """What a compound calls an institution, with its origin and name: "des Kreisbauernverbands Nordstadt"."""
    lang = passage.lang
    at = next((i for i, token in enumerate(phrase) if not _is_origin(token, lang)), len(phrase))
    noun = phrase[at] if at < len(phrase) else None
    bare = _bare_body(noun, words, lang, described=at > 0 or noun is not phrase[-1]) if noun is not None else None
    if noun is None or bare is None:
        return None
    origins = (token.text if token.text[0].isupper() else nominative_of(token, noun, lang) for token in phrase[:at])
    text = " ".join((*origins, bare))
    if noun is phrase[-1]:
        named = passage.name_at(noun) is not None
        return None if named else Filler(text, Label.ORGANISATION, phrase[0], 0.9, "name")
    if len(phrase) == at + 2 and phrase[-1].pos_ == "NOUN" and passage.name_at(phrase[-1]) is None:
        # "der Stiftung Herzkreis": no noun is governed without an article
        return Filler(f"{text} {phrase[-1].text}", Label.ORGANISATION, phrase[0], 0.85, "name")
    name = passage.name_at(phrase[at + 1])
    if name is None or name.start != noun.i + 1:
        return None
    return Filler(discourse.cast.full(f"{text} {name.text}"), Label.ORGANISATION, phrase[0], 0.95, "name")


def _is_origin(token: Token, lang: str) -> bool:
    """Whether a word says where an institution is: "dänischen", "Dresdner"."""
    return is_state(token.text, lang) or (token.text.endswith("er") and read_people(token.text, lang) is not None)


def _bare_body(noun: Token, words: RoleWords, lang: str, *, described: bool) -> str | None:
    """The noun of an institution without the ending of a genitive; `None` if it is no institution's."""
    first, hyphen, _ = noun.text.rpartition("-")
    named = hyphen and first.lower() not in words.fields | words.regions and not load_words(lang).has_own(first)
    branches = read_data(lang, "posts")["branches"]
    for form in _plain_forms(noun.text):
        lower = form.lower()
        if lower in words.bodies or (named and lower.rpartition("-")[2].endswith(words.groups)):
            return form
        body = next((end for end in (*words.institutions, *words.ministries) if lower.endswith(end)), "")
        branch = body in words.parts and lower.removesuffix(body) in branches  # "Landesverband von"
        part = branch or (described and body in words.anaphora) or lower.endswith(tuple(words.boards))
        if body and not part and (described or len(form) >= len(body) + _COMPOUND):
            return form
    return None


def _plain_forms(text: str) -> Iterator[str]:
    """A noun without a genitive's ending, as far as it may have one: "Umweltamtes", "Umweltamts"."""
    yield from (text.removesuffix(ending) for ending in ("es", "s") if text.endswith(ending))
    yield text


def read_bare_body(phrase: list[Token], link: Token, passage: Passage, words: RoleWords) -> Filler | None:
    """An organisation that no name shows: a party, a compound with initials, a bare noun with a capital."""
    last = phrase[-1]
    if len(phrase) == 1 and last.lower_ in words.parties:
        return Filler(last.text, Label.ORGANISATION, last, 0.9, "name")  # "der Linken"
    first, hyphen, _ = last.text.partition("-")
    if words.bare_links and hyphen and len(first) > 1 and first.isupper() and first.lower() not in words.fields:
        text = last.text.removesuffix("s") if link.lower_ in words.genitives else last.text
        return Filler(text, Label.ORGANISATION, last, 0.8, "name")  # "Chef der ABC-Bewegung"
    bare = len(phrase) == 1 and link.i + 1 == phrase[0].i and link.lower_ in words.bare_links
    ordinary = load_words(passage.lang).has_own(phrase[0].text)  # "sprach Ada Byrne von Glück"
    if bare and not ordinary and phrase[0].text[0].isupper() and phrase[0].lower_ not in words.anaphora | words.fields:
        return Filler(phrase[0].text, Label.ORGANISATION, phrase[0], 0.7, "name")
    return None


def read_pair(phrase: list[Token], rank: str, link: Token, passage: Passage) -> Filler | None:
    """A firm or house called by two nouns that no tag shows: "Chefin der Hanse Spedition", "des Autohauses Ford".

    No noun of a unit may open it: "Leiter der Abteilung Einkauf".
    """
    given = rank in _OF_HOUSES or link.lower_ in role_words(passage.lang).at
    if not given or len(phrase) != 2 or phrase[1].i != phrase[0].i + 1:
        return None
    first, last = phrase
    capital = all(t.pos_ in ("NOUN", "PROPN") and t.text[:1].isupper() and t.text.isalpha() for t in phrase)
    if not capital or any(passage.name_at(t) for t in phrase) or first.lower_.endswith(_unit_nouns(passage.lang)):
        return None
    ahead = first.nbor(-1).lower_ if first.i else ""
    genitive = ahead in role_words(passage.lang).genitives
    opening = first.lemma_ if genitive and first.lemma_[:1].isupper() else first.text
    return Filler(f"{opening} {last.text}", Label.ORGANISATION, first, 0.85, "name")


@cache
def _unit_nouns(lang: str) -> tuple[str, ...]:
    """Nouns of parts of an organisation, which have names of their own."""
    return tuple(read_data(lang, "posts")["units"]["parts"])


def with_torn(side: Side, passage: Passage, discourse: Discourse, words: RoleWords) -> Side:
    """What stands behind a title with the rest of a name that is torn at "and": "the Center for Trade and Research".

    The rest is one ordinary word that the text does not name by itself, behind a name with a case word inside.
    """
    tree, firm, at = passage.tree, side.organisation, side.at
    rest = tree[at + 1] if at + 1 < len(tree) else None
    if firm is None or rest is None or tree[at].lower_ not in words.joiners:
        return side
    if (words.goals | words.of_names).isdisjoint(firm.text.split()):
        return side  # "partner at Norwind Capital and Notion"
    name, following = passage.name_at(rest), text_of(tree[at + 2 : at + 3])
    single = rest.text.istitle() and (name is None or name.end == name.start + 1)
    ends = following in ("", ")") or not following[0].isalnum()
    listed = rest.text in load_gazetteer("companies") or is_title(rest.text, passage.lang)
    told = discourse.landscape.mentions[rest.text] > 1 or following in words.possessives
    if not (single and ends and load_words(passage.lang).has_own(rest.text)) or listed or told:
        return side
    return side._replace(at=at + 2, organisation=firm._replace(text=f"{firm.text} {tree[at].text} {rest.text}"))
