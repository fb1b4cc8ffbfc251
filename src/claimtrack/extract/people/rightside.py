"""What stands behind a title: "of Acme", "of Acme's AI division", "bei Acme", "of engineering at Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import ends_name, is_title
from claimtrack.extract.people.bodies import read_bare_body, read_body, read_pair
from claimtrack.extract.people.leftside import EMPHASIS, WINDOW, Side, name_organisation
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.syntax import base, has_present_ending, is_relativizer
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.institutions import is_institution_noun
from claimtrack.recognize.namewords import GENITIVES, name_parts

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_FIELD_RANKS = frozenset({"head", "director", "vice president"})
"""Ranks that a field follows more often than a firm: "head of Alignment"."""
_OF_FIRMS = frozenset({"chair", "managing director", "chief financial officer", "board member"})
"""Ranks that no person gives."""
_TITLE = 6
"""Words of the longest name in quotes that is looked for behind a title."""
_OPENING = ("„", "»", "“", '"', "‚", "›")
_CLOSING = frozenset({"“", "”", "«", '"', "‘", "‹"})
_LINKS = 3
"""Case phrases behind a title: "head of research of the chip unit at Acme"."""
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "PRON", "NUM", "X"})
_WORDS = ("NOUN", "PROPN")
_SEPARATORS = frozenset({",", "|", "@"})
_OPENERS = frozenset({",", "(", "-", "–", "|"})
_CLOSERS = frozenset({")", ",", ".", "|", "]"})


def read_right(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Side:
    """What stands behind a title: "of Acme", "of Acme's AI division", "bei Acme", "of engineering at Acme"."""
    tree = passage.tree
    at, area = title.end, ""
    if text_of(tree[at : at + 2]).lower() in read_data(passage.lang, "roles")["asides"]:
        at += 2  # "Designer unter anderem bei Acme"
    for _ in range(_LINKS):
        if not _goes_on(at, title, passage, words):
            break
        if set_off := (words.capitals and _quoted(at + 1, passage)) or _parent(at + 1, passage, discourse, words):
            return Side(set_off[1], set_off[0], area)
        stop = _phrase_end(at + 1, passage, discourse, words)
        passed = words.determiners | EMPHASIS
        phrase = [t for t in tree[at + 1 : stop] if t.lower_ not in passed and not (t.is_space or t.pos_ == "PRON")]
        if not phrase:
            break
        organisation = _organisation_in(phrase, tree[at], passage, discourse, words)
        organisation = organisation or (
            read_pair(phrase, title.rank, tree[at], passage) if words.capitals and not area else None
        )
        if organisation and not _is_field(organisation, title, tree[at], passage, phrase[-1], area):
            return _within(stop, organisation, text_of(tree[at:stop]), area, passage, discourse, words)
        pointed = words.capitals or len(phrase) < stop - at - 1  # "of the business", and not "of global business"
        unnamed = tree[at].lower_ in words.at or phrase[-1].lower_ in words.anaphora
        other = unnamed and tree[at + 1].lower_ in words.indefinite  # "of a start-up"
        back = pointed and not other and _points_back(phrase, words)
        if back or other or (any(passage.name_at(token) for token in phrase) and not area and len(phrase) > 6):
            return Side(stop, None, area, back, foreign=not back)
        if tree[at].lower_ in words.origin:
            break
        area = f"{area} {' '.join(token.text for token in tree[at:stop])}".strip()
        at = stop
    if area:
        return Side(at, None, area)
    return _beside(title, passage, discourse, words)


def _parent(at: int, passage: Passage, discourse: Discourse, words: RoleWords) -> tuple[Filler, int] | None:
    """Who owns a firm, named behind a comma: "president of Acme's parent company, Norwind Group", and where it ends."""
    tree, stop = passage.tree, _phrase_end(at, passage, discourse, words)
    said = {text_of(tree[stop - 2 : stop]).lower(), text_of(tree[stop - 1 : stop]).lower()}
    comma = stop > at + 1 and text_of(tree[stop : stop + 1]) == "," and stop + 1 < len(tree)
    if not comma or said.isdisjoint(read_data(passage.lang, "roles")["parents"]):
        return None
    name = passage.name_at(tree[stop + 1])
    known = name is not None and discourse.cast.label(name.text) is Label.ORGANISATION
    if name is None or name.start != stop + 1 or not (known or name.text in load_gazetteer("companies")):
        return None  # a listed firm may be taken for a person by the post beside it
    return Filler(discourse.cast.full(name.text), Label.ORGANISATION, tree[name.start], 0.9, "name"), name.end


def _quoted(at: int, passage: Passage) -> tuple[Filler, int] | None:
    """What stands in quotes behind a case word, and the place behind it: "Moderatorin der „Stadtschau“"."""
    tree = passage.tree
    if text_of(tree[at : at + 1]).strip() not in _OPENING:
        return None
    closing = next((t.i for t in tree[at + 2 : at + 2 + _TITLE] if t.text in _CLOSING), None)
    if closing is None or any(t.text in (".", ";", ":") for t in tree[at:closing]):
        return None
    return Filler(text_of(tree[at + 1 : closing]), Label.ORGANISATION, tree[at + 1], 0.85, "name"), closing + 1


def _goes_on(at: int, title: Title, passage: Passage, words: RoleWords) -> bool:
    """Whether a case phrase that belongs to a title begins at a place."""
    tree = passage.tree
    if at >= len(tree) or tree[at].lower_ not in words.links or (at + 1 < len(tree) and passage.is_time(tree[at + 1])):
        return False
    if at + 1 < len(tree) and tree[at + 1].lower_ in words.at_once:
        return False
    return not (title.abstract and tree[at].lower_ in words.receives)  # "gibt die Leitung an Ada Byrne ab"


def _is_field(named: Filler, title: Title, link: Token, passage: Passage, last: Token, area: str) -> bool:
    """Whether one capital word of no known type, or an ordinary one, is a field of work: "head of Ticketing"."""
    if area and named.label is None and link.lower_ in role_words(passage.lang).placed:
        return True  # "Direktor des Museums für Stadtgeschichte in Nordstadt"
    if title.rank == "lawyer" and _are_people(last, passage):
        return True
    if title.rank == "minister" and link.lower_ in role_words(passage.lang).goals:
        return True  # "Minister for Enterprise"
    words, listed = role_words(passage.lang), load_gazetteer("companies")
    owned = any(token.text in GENITIVES for token in passage.tree[max(0, title.start - 3) : title.start])
    plain = all(load_words(passage.lang).has_own(part) for part in named.text.split()) and named.text not in listed
    if owned and plain and link.lower_ not in words.at and not is_institution_noun(last.text, passage.lang):
        return True  # "Acme's vice president of Polar Logistics"
    ordinary = title.rank != "head" and load_words(passage.lang).has_own(named.text) and named.text not in listed
    name = passage.name_at(named.token)
    behind = text_of(passage.tree[name.end : name.end + 1]) if name is not None else ""
    owner = behind in words.possessives  # "of Bain's practice"
    single = " " not in named.text and (named.label is None or ordinary) and not (words.capitals or owner)
    alone = name is None or link.i + 1 == name.start  # "creative director of the fashion house Marchetti"
    return single and alone and title.rank in _FIELD_RANKS and link.lower_ not in words.at


def _within(
    stop: int, organisation: Filler, phrase: str, area: str, passage: Passage, discourse: Discourse, words: RoleWords
) -> Side:
    """An organisation, or the one that it is a part of: "head of Alder Research at Norwind" is Norwind's."""
    tree = passage.tree
    cut = tree[stop - 1].pos_ == "ADJ" and stop < len(tree) and is_title(tree[stop].text, passage.lang)
    if cut and any(mark in phrase for mark in GENITIVES):
        return Side(stop, None, area, foreign=True)  # "a partner at Acme's largest investor, Norwind"
    if rest := _of_unit(phrase, organisation, words, passage.lang):
        return Side(stop, organisation, f"{area} {rest}".strip())
    if stop + 1 < len(tree) and tree[stop].lower_ in words.at:
        end = _phrase_end(stop + 1, passage, discourse, words)
        inner = [token for token in tree[stop + 1 : end] if token.lower_ not in words.determiners]
        if inner and (whole := _organisation_in(inner, tree[stop], passage, discourse, words)):
            return Side(end, whole, f"{area} {phrase}".strip())
    return Side(_past_place(stop, passage, discourse, words), organisation, area)


def _past_place(at: int, passage: Passage, discourse: Discourse, words: RoleWords) -> int:
    """Behind the place at which an organisation is: "der Chef der Norwind AG im hessischen Altdorf, Tom Ford"."""
    link, *rest = passage.tree[at : at + 3] or (None,)
    if link is None or not words.capitals or link.lower_ not in words.placed:
        return at
    name = next((name for token in rest if (name := passage.name_at(token))), None)
    if name is None or Label.PLACE not in (name.label, discourse.cast.label(name.text)):
        return at
    plain = all(token.pos_ in ("ADJ", "DET") for token in passage.tree[at + 1 : name.start])
    return name.end if plain and text_of(passage.tree[name.end : name.end + 1]) in (",", "(") else at


def _are_people(token: Token, passage: Passage) -> bool:
    """Whether a noun is of people, not a firm's name: "a lawyer for Acme employees"."""
    return token.text.islower() and "Plur" in token.morph.get("Number", []) and passage.name_at(token) is None


def _of_unit(phrase: str, organisation: Filler, words: RoleWords, lang: str) -> str:
    """What a unit of a firm adds to the title: "of AI division" of "of Acme's AI division"."""
    link, *rest = phrase.split()
    owner = next((at for at, word in enumerate(rest) if any(word.endswith(mark) for mark in words.possessives)), None)
    unit = rest[owner + 1 :] if owner is not None else []
    if len(unit) == 1 and unit[0].istitle() and not is_institution_noun(unit[0], lang):
        return ""  # "Victoria's Secret", but "the Treasury's Office"
    whole = not unit or unit[-1].lower() in words.boards | words.anaphora or organisation.text.split()[-1] in unit
    return "" if whole else f"{link} {' '.join(unit)}"


def _beside(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Side:
    """An organisation right behind a title: a bare genitive ("Chef Nvidias"), or a signature ("CEO, Acme")."""
    found = _genitive(title, passage, discourse, words) or _signature(title, passage, discourse)
    found = found or _namesake(title, passage, discourse, words)
    if found is None:
        return Side(title.end)
    full = discourse.cast.full(found.text)
    return Side(found.end, Filler(full, Label.ORGANISATION, passage.tree[found.start], 1.0, "name"))


def _genitive(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Name | None:
    name = passage.name_at(passage.tree[title.end]) if title.end < len(passage.tree) else None
    allowed = words.capitals and not title.prefix
    return name if name and allowed and discourse.cast.label(name.text) is Label.ORGANISATION else None


def _signature(title: Title, passage: Passage, discourse: Discourse) -> Name | None:
    """The firm of "Ada Byrne, CEO, Acme" and "Ada Byrne, CEO Acme,": a mark stood before the title, and one closes."""
    tree, at = passage.tree, title.end
    if at >= len(tree) or not title.start or tree[title.start - 1].text not in _OPENERS:
        return None
    apart = tree[at].text in _SEPARATORS
    name = passage.name_at(tree[at + 1]) if at + 1 < len(tree) and apart else passage.name_at(tree[at])
    if name is None or not (name.end >= len(tree) or tree[name.end].text in _CLOSERS):
        return None
    typed = discourse.cast.label(name.text) is Label.ORGANISATION  # the title beside it makes a firm a person
    known = not apart and passage.name_at(tree[title.start - 2]) and name.text in load_gazetteer("companies")
    return name if typed or known else None


def _namesake(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Name | None:
    """The firm that bears somebody's whole name, by a rank that no person gives: "chairman of Peter Lang"."""
    link, *rest = passage.tree[title.end : title.end + 2] or (None,)
    linked = link is not None and link.lower_ in words.of_names and title.rank in _OF_FIRMS
    name = passage.name_at(rest[0]) if linked and rest else None
    return name if name and " " in name.text and discourse.cast.label(name.text) is Label.PERSON else None


def _phrase_end(start: int, passage: Passage, discourse: Discourse, words: RoleWords) -> int:
    tree = passage.tree
    for token in tree[start : start + WINDOW]:
        name = passage.name_at(token)
        if name is None:
            joins = _joins_parts(token) or (not words.capitals and _joins_nouns(token, passage))
            seated = token.pos_ == "VERB" and base(token) == "amod"  # "the London-based insurer"
            hyphened = token.i > start and tree[token.i - 1].text == "-"  # "of the start-up Acme"
            mark = token.text in EMPHASIS or token.text in ("-", "&") or token.is_space or hyphened
            gerund = token.i == start and has_present_ending(token)  # "head of manufacturing"
            inside = token.pos_ in _INSIDE or mark or joins or seated or gerund
            relative = is_relativizer(token)
            is_link = token.lower_ in words.links and token.pos_ not in ("DET", "PRON")
            if not inside or relative or is_link or passage.is_time(token):
                return token.i
            if is_title(token.text, passage.lang) and not ends_name(token, passage):
                return token.i
            if token.pos_ == "DET" and token.i > start and token.lower_ not in words.inner_articles:
                return token.i
        elif discourse.cast.label(name.text) is Label.PERSON:
            return token.i
    return min(len(tree), start + WINDOW)


def _joins_parts(token: Token) -> bool:
    """The "und" in "der Privat- und Firmenkundenbank"."""
    return token.pos_ == "CCONJ" and token.i > 0 and token.nbor(-1).text.endswith("-")


def _joins_nouns(token: Token, passage: Passage) -> bool:
    """The "and" in "head of sales and marketing", "for IT and safety", "at oil and gas consultant Acme"."""
    if token.pos_ != "CCONJ" or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    states = role_words(passage.lang).determiners  # "of Acme's chip unit and former executive"
    written = (before.pos_ == "NOUN" and before.text.islower()) or (before.pos_ in _WORDS and before.text.isupper())
    plain = written and after.pos_ in ("NOUN", "ADJ") and after.lower_ not in states
    return plain and after.text.islower() and not is_title(after.text, passage.lang)


def _organisation_in(
    phrase: list[Token], link: Token, passage: Passage, discourse: Discourse, words: RoleWords
) -> Filler | None:
    """The organisation of a case phrase: a unit with its owner, a name, or a bare noun where names have no article."""
    seats = {f"-{word}" for word in name_parts(passage.lang).placing}  # "director at London-based think tank Norwind"
    names = list(dict.fromkeys(name for token in phrase if (name := passage.name_at(token))))
    places = load_gazetteer("places") if phrase[-1].lower_ in words.anaphora else ()  # "of Oslo's ferry operator"
    names = [n for n in names if text_of(passage.tree[n.end : n.end + 2]) not in seats and n.text not in places]
    known = [n for n in names if discourse.cast.label(n.text) is Label.ORGANISATION]
    if known and not words.capitals:
        unit = discourse.resolve(phrase[-1], passage)
        if unit and unit.label is Label.ORGANISATION and unit.via == "unit":
            return unit
    tree, end = passage.tree, phrase[-1].i
    owners = (n for n in names if n.end < end and text_of(tree[n.end : n.end + 1]) in words.possessives)
    if not known and (owner := next(owners, None)) and (found := name_organisation(owner, passage, discourse)):
        return found  # "a lecturer in Norwind's Graduate Program"
    if words.capitals and (body := read_body(phrase, passage, discourse, words)):
        return body
    for name in [*reversed(known), *names]:
        modifies = discourse.cast.label(name.text) is None and name.end <= phrase[-1].i
        if not modifies and (found := name_organisation(name, passage, discourse)):
            rest = _rest_of_name(name, phrase[-1], passage, words)
            return found._replace(text=f"{name.text}{rest}") if rest else found
    if names and (whole := _whole(names[0], phrase, discourse)):
        return Filler(whole, Label.ORGANISATION, phrase[0], 0.75, "name")
    return read_bare_body(phrase, link, passage, words)


def _rest_of_name(name: Name, last: Token, passage: Passage, words: RoleWords) -> str:
    """What the taggers cut from a firm's name: " Daily" of "Alder News Daily", "-Ostrand" of "AX-Ostrand"."""
    if name.end == last.i and ends_name(last, passage):
        return f" {last.text}"
    before, *behind = passage.tree[name.end - 1 : name.end + 3]
    hyphen = len(behind) > 1 and behind[0].text == "-" and not (before.whitespace_ or behind[0].whitespace_)
    first, *after = behind[hyphen:] or [before]
    capital = not words.capitals and first.text.istitle() and first.pos_ == "PROPN"
    if not capital or (passage.name_at(first) and not hyphen) or (after and not after[0].is_punct):
        return ""
    return f"-{first.text}" if hyphen else f" {first.text}" if " " in name.text else ""


def _whole(name: Name, phrase: list[Token], discourse: Discourse) -> str | None:
    """A name whose last words the tagger took for nouns: "Chief executive of Norwind Chips"."""
    rest = [token for token in phrase if token.i >= name.end]
    capital = rest and all(t.text.istitle() and t.pos_ in ("NOUN", "PROPN") for t in rest)
    plain = phrase[0].i == name.start and discourse.cast.label(name.text) is None
    return f"{name.text} {' '.join(t.text for t in rest)}" if capital and plain and len(rest) <= 2 else None


def _points_back(phrase: list[Token], words: RoleWords) -> bool:
    """Whether a phrase is "the company" or the like."""
    return phrase[-1].lower_ in words.anaphora and len(phrase) <= 4
