"""Posts in a sentence: a title with what stands around it, its field, its organisation, "head of sales at Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import find_titles, is_title
from claimtrack.extract.people.rolewords import role_words
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

FIELD_RANKS = frozenset({"head", "director", "vice president"})
"""Ranks that a field follows more often than a firm: "head of Alignment"."""
_WINDOW = 14
"""Tokens on either side of a title that can belong to it."""
_LINKS = 3
"""Case phrases behind a title: "head of research of the chip unit at Acme"."""
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "PRON", "NUM", "X"})
_SEPARATORS = frozenset({",", "|", "@"})
_OPENERS = frozenset({",", "(", "-", "–", "|"})
_CLOSERS = frozenset({")", ",", ".", "|", "]"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


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
        """Whether the phrase itself says that the post is over."""
        return self.title.ended


class _Side(NamedTuple):
    """What one side of a title has: where it ends, whose the post is, its field, whether it points elsewhere."""

    at: int
    organisation: Filler | None = None
    area: str = ""
    anaphoric: bool = False


def read_posts(passage: Passage, discourse: Discourse) -> list[Post]:
    """Return the posts of a sentence in the order of their titles."""
    words = role_words(passage.lang)
    return [_read_post(title, passage, discourse, words) for title in find_titles(passage)]


def _read_post(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Post:
    left, right = _left(title, passage, discourse, words), _right(title, passage, discourse, words)
    named, shown = _prefix(title, passage, discourse, words)
    organisation = right.organisation or named or left.organisation  # "Thüringens CDU-Chef" leads the CDU
    end, further = _further(right, passage, discourse, words) if right.organisation else (right.at, [])
    attribute = f"{left.area} {shown}{' ' + right.area if right.area else ''}".strip()
    anaphoric = organisation is None and (left.anaphoric or right.anaphoric)
    organisations = (organisation, *further) if organisation else ()
    vague = any(words.capitals or (word[:1].isupper() and not word.isupper()) for word in right.area.split())
    return Post(title, left.at, end, organisations, attribute.rstrip(".").lstrip("- "), anaphoric, vague)


def _further(right: _Side, passage: Passage, discourse: Discourse, words: RoleWords) -> tuple[int, list[Filler]]:
    """Organisations joined to the one of a post: "CEO of Acme and Beta"; not one that a clause of its own follows."""
    tree, at = passage.tree, right.at
    found: list[Filler] = []
    while at + 1 < len(tree) and tree[at].lower_ in words.joiners and (name := passage.name_at(tree[at + 1])):
        following = tree[name.end] if name.end < len(tree) else None
        alone = following is None or following.is_punct or following.pos_ == "CCONJ"
        if name.start != at + 1 or not alone or discourse.cast.label(name.text) is not Label.ORGANISATION:
            break
        found.append(Filler(discourse.cast.full(name.text), Label.ORGANISATION, tree[name.start], 0.95, "name"))
        at = name.end
    return (at, found) if found else (right.at, [])


def _prefix(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> tuple[Filler | None, str]:
    """The firm in "Acme-Chef" and the title without it; a first part that is a field ("IT-Chef") stays."""
    tree = passage.tree
    shown = tree[title.start : title.end].text
    prefix = _firm_part(title.prefix, discourse, words)
    first = tree[title.start].text
    if not prefix or prefix.casefold() in words.fields | words.anaphora:
        return None, shown
    label = discourse.cast.label(prefix) or discourse.known_label(prefix)
    rest = first.rpartition(prefix)[2]
    hyphened = rest.startswith("-")
    if label in (Label.PERSON, Label.PLACE) or (label is None and not hyphened):
        return None, shown
    rest = rest.lstrip("-")
    shown = f"{rest[:1].upper()}{rest[1:]}{shown[len(first) :]}"
    sure = 0.95 if label is Label.ORGANISATION else 0.8
    text = discourse.cast.full(prefix.replace("-", " ") if _is_two_words(prefix, discourse) else prefix)
    return Filler(text, Label.ORGANISATION, tree[title.start], sure, "name"), shown


def _firm_part(prefix: str, discourse: Discourse, words: RoleWords) -> str:
    """The firm in "Acme-Entwicklungs-Chef"; "Deutsche-Bank-Chef" has a firm of two words."""
    head, hyphen, last = prefix.rpartition("-")
    spaced = prefix.replace("-", " ")
    if not hyphen or last.casefold() not in words.fields or discourse.cast.label(spaced) or head.endswith("e"):
        return prefix
    return head


def _is_two_words(prefix: str, discourse: Discourse) -> bool:
    """Whether, as "Deutsche-Bank-Chef" does, a compound writes a firm's name with a hyphen of its own."""
    return "-" in prefix and prefix not in discourse.cast.names(Label.ORGANISATION)


# to the left


def _left(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> _Side:
    """What stands before a title: its field ("finance"), and whose it is ("Acme's", "its")."""
    tree = passage.tree
    area: list[str] = []
    at, first, anaphoric = title.start - 1, title.start, False
    while at >= max(0, title.start - _WINDOW):
        token = tree[at]
        if name := passage.name_at(token):
            if _is_region(name, discourse, words):
                area.insert(0, name.text)
                at, first = name.start - 1, name.start
                continue
            owner = _organisation(name, passage, discourse)
            glued = words.capitals and first != name.end and not _only_states(tree, name.end, first, words)
            return _Side(
                first if owner is None or glued else name.start, None if glued else owner, " ".join(area), anaphoric
            )
        if token.text in _POSSESSIVE:
            return _owner_noun(at, passage, discourse, words, " ".join(area))
        if _is_possessive(token):
            return _Side(at, None, " ".join(area), True)
        if token.lower_ in words.plain_nouns and not token.text.isupper():
            anaphoric = True
        elif _is_area(token, words, first):
            area.insert(0, token.text)
        elif not _is_passed(token, words) or _is_done(token):
            break
        first = at
        at -= 1
    return _Side(first, None, " ".join(area), anaphoric)


def _is_region(name: Name, discourse: Discourse, words: RoleWords) -> bool:
    """Whether a name before a title is its field: "North America sales leader"."""
    return not words.capitals and (
        discourse.cast.label(name.text) is Label.PLACE or name.text.casefold() in words.regions
    )


def _only_states(tree: object, start: int, end: int, words: RoleWords) -> bool:
    """Whether only words like "former" stand between an owner and the title."""
    return all(token.lower_ in words.determiners or token.is_space for token in tree[start:end])  # type: ignore[index]


def _is_possessive(token: Token) -> bool:
    return token.dep_ in ("nmod:poss", "det:poss") or "Yes" in token.morph.get("Poss", [])


def _is_area(token: Token, words: RoleWords, first: int) -> bool:
    """Whether a word before a title is part of it: a noun where fields are words of their own, a known adjective."""
    if token.lower_ in words.title_adjectives:
        return True
    if words.capitals:
        return False
    if token.lower_ in words.determiners:
        return False
    return token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.text.isupper()) or token.text in ("-", "&")


def _is_passed(token: Token, words: RoleWords) -> bool:
    """Whether a word may stand between a title and its owner without being part of either."""
    return token.pos_ == "ADJ" or token.lower_ in words.determiners or token.is_space


def _is_done(token: Token) -> bool:
    """Whether a participle is the sentence's verb: "was appointed chief executive"."""
    before = token.nbor(-1) if token.i else None
    return token.pos_ == "VERB" and before is not None and before.pos_ not in ("DET", "ADV", "ADJ", "PART")


def _owner_noun(at: int, passage: Passage, discourse: Discourse, words: RoleWords, area: str) -> _Side:
    """The owner before a possessive mark: a name, or "the company"."""
    tree = passage.tree
    if at == 0:
        return _Side(at + 1, None, area)
    owner = tree[at - 1]
    if name := passage.name_at(owner):
        found = _organisation(name, passage, discourse)
        return _Side(name.start if found else at + 1, found, area)
    if owner.lower_ in words.anaphora or owner.lower_ in words.plain_nouns:
        start = at - 1
        while start > 0 and tree[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PRON", "NUM"):
            start -= 1
        return _Side(start, None, area, True)
    return _Side(at + 1, None, area)


# to the right


def _right(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> _Side:
    """What stands behind a title: "of Acme", "of Acme's AI division", "bei Acme", "of engineering at Acme"."""
    tree = passage.tree
    at, area = title.end, ""
    if tree[at : at + 2].text.casefold() in read_data(passage.lang, "roles")["asides"]:
        at += 2  # "Designer unter anderem bei Acme"
    for _ in range(_LINKS):
        if (
            at >= len(tree)
            or tree[at].lower_ not in words.links
            or (at + 1 < len(tree) and passage.is_time(tree[at + 1]))
        ):
            break
        stop = _phrase_end(at + 1, passage, discourse, words)
        phrase = [t for t in tree[at + 1 : stop] if t.lower_ not in words.determiners and not t.is_space]
        if not phrase:
            break
        organisation = _organisation_in(phrase, tree[at], passage, discourse, words)
        if organisation and not _is_field(organisation, title, tree[at], words):
            return _within(stop, organisation, tree[at:stop].text, area, passage, discourse, words)
        pointed = words.capitals or len(phrase) < stop - at - 1  # "of the business", and not "of global business"
        if pointed and _points_back(phrase, words):
            return _Side(stop, None, area, True)
        if any(passage.name_at(token) for token in phrase) and not area and len(phrase) > 6:
            return _Side(stop, None, area)
        area = f"{area} {' '.join(token.text for token in tree[at:stop])}".strip()
        at = stop
    if area:
        return _Side(at, None, area)
    return _beside(title, passage, discourse, words)


def _is_field(named: Filler, title: Title, link: Token, words: RoleWords) -> bool:
    """Whether one capital word of no known type is a field of work: "head of Ticketing"."""
    single = " " not in named.text and named.label is None and not words.capitals
    return single and title.rank in FIELD_RANKS and link.lower_ not in words.at


def _within(
    stop: int, organisation: Filler, phrase: str, area: str, passage: Passage, discourse: Discourse, words: RoleWords
) -> _Side:
    """An organisation, or the one that it is a part of: "head of Alder Research at Norwind" is Norwind's."""
    tree = passage.tree
    if stop + 1 < len(tree) and tree[stop].lower_ in words.at:
        end = _phrase_end(stop + 1, passage, discourse, words)
        inner = [token for token in tree[stop + 1 : end] if token.lower_ not in words.determiners]
        if inner and (whole := _organisation_in(inner, tree[stop], passage, discourse, words)):
            return _Side(end, whole, f"{area} {phrase}".strip())
    return _Side(stop, organisation, area)


def _beside(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> _Side:
    """An organisation right behind a title: a bare genitive ("Chef Nvidias"), or a signature ("CEO, Acme")."""
    found = _genitive(title, passage, discourse, words) or _signature(title, passage, discourse)
    return _Side(found.end, _organisation(found, passage, discourse)) if found else _Side(title.end)


def _genitive(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Name | None:
    name = passage.name_at(passage.tree[title.end]) if title.end < len(passage.tree) else None
    allowed = words.capitals and not title.prefix
    return name if name and allowed and discourse.cast.label(name.text) is Label.ORGANISATION else None


def _signature(title: Title, passage: Passage, discourse: Discourse) -> Name | None:
    """The firm of "Ada Byrne, CEO, Acme": behind a mark, where a mark stood before the title and one closes."""
    tree, at = passage.tree, title.end
    if at + 1 >= len(tree) or tree[at].text not in _SEPARATORS or not title.start:
        return None
    name = passage.name_at(tree[at + 1])
    if name is None or discourse.cast.label(name.text) is not Label.ORGANISATION:
        return None
    closes = name.end >= len(tree) or tree[name.end].text in _CLOSERS
    return name if closes and tree[title.start - 1].text in _OPENERS else None


def _phrase_end(start: int, passage: Passage, discourse: Discourse, words: RoleWords) -> int:
    tree = passage.tree
    for token in tree[start : start + _WINDOW]:
        name = passage.name_at(token)
        if name is None:
            inside = token.pos_ in _INSIDE or token.text in ("-", "&") or token.is_space or _joins_parts(token)
            relative = "Rel" in token.morph.get("PronType", [])
            is_link = token.lower_ in words.links and token.pos_ not in ("DET", "PRON")
            if not inside or relative or is_link or passage.is_time(token) or is_title(token.text, passage.lang):
                return token.i
            if token.pos_ == "DET" and token.i > start and token.lower_ not in ("the", "a", "an"):
                return token.i
        elif discourse.cast.label(name.text) is Label.PERSON:
            return token.i
    return min(len(tree), start + _WINDOW)


def _joins_parts(token: Token) -> bool:
    """The "und" in "der Privat- und Firmenkundenbank"."""
    return token.pos_ == "CCONJ" and token.i > 0 and token.nbor(-1).text.endswith("-")


def _organisation_in(
    phrase: list[Token], link: Token, passage: Passage, discourse: Discourse, words: RoleWords
) -> Filler | None:
    """The organisation of a case phrase: a unit with its owner, a name, or a bare noun where names have no article."""
    names = list(dict.fromkeys(name for token in phrase if (name := passage.name_at(token))))
    known = [n for n in names if discourse.cast.label(n.text) is Label.ORGANISATION]
    if known and not words.capitals:
        unit = discourse.resolve(phrase[-1], passage)
        if unit and unit.label is Label.ORGANISATION and unit.via == "unit":
            return unit
    for name in [*reversed(known), *names]:
        modifies = discourse.cast.label(name.text) is None and name.end <= phrase[-1].i
        if not modifies and (found := _organisation(name, passage, discourse)):
            return found
    bare = len(phrase) == 1 and words.capitals and link.i + 1 == phrase[0].i and link.lower_ in ("von", "bei")
    if bare and phrase[0].text[0].isupper() and phrase[0].lower_ not in words.anaphora | words.fields:
        return Filler(phrase[0].text, Label.ORGANISATION, phrase[0], 0.7, "name")
    return None


def _points_back(phrase: list[Token], words: RoleWords) -> bool:
    """Whether a phrase is "the company" or the like."""
    return phrase[-1].lower_ in words.anaphora and len(phrase) <= 4


def _organisation(name: Name, passage: Passage, discourse: Discourse) -> Filler | None:
    label = discourse.cast.label(name.text)
    words = read_data(passage.lang, "names")
    if label in (Label.PERSON, Label.PLACE) or name.text in words["legal_forms"]:
        return None
    if not words["nouns_have_capitals"] and (name.text in words["organisation_words"] or name.text in words["stop"]):
        return None
    described = name.end == name.start + 1 and passage.tree[name.start].pos_ == "ADJ"  # "Chinese president"
    if name.text.casefold() in role_words(passage.lang).regions or (described and label is None):
        return None
    return Filler(discourse.cast.full(name.text), label, passage.tree[name.start], 1.0 if label else 0.75, "name")
