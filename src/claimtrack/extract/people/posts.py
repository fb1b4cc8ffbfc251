"""Posts in a sentence: a title with what stands around it, its field, its organisation, "head of sales at Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.people.leftside import read_left
from claimtrack.extract.people.rightside import read_right
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import is_state, read_state
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.people.leftside import Side
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage

_OF_STATES = frozenset({"minister", "chancellor", "head of state"})
"""Ranks that a compound's first part gives to no firm: "Grünen-Minister" serves a state."""
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
    earlier: bool = False

    @property
    def ended(self) -> bool:
        """Whether the phrase itself says that the post is over: "former", "the president's first"."""
        return self.title.ended or self.earlier


def read_posts(passage: Passage, discourse: Discourse) -> list[Post]:
    """Return the posts of a sentence in the order of their titles."""
    words = role_words(passage.lang)
    return [_read_post(title, passage, discourse, words) for title in find_titles(passage)]


def _read_post(title: Title, passage: Passage, discourse: Discourse, words: RoleWords) -> Post:
    left, right = read_left(title, passage, discourse, words), read_right(title, passage, discourse, words)
    named, shown = _prefix(title, passage, discourse, words)
    organisation = right.organisation or named or left.organisation  # "Thüringens CDU-Chef" leads the CDU
    area = right.area
    if (organisation is None or not organisation.label) and (state := read_state(title, area, passage)):
        organisation, shown = state
        left = left._replace(area="") if is_state(left.area, passage.lang) else left
        area = "" if area.endswith(organisation.text) else area
    end, further = _further(right, passage, discourse, words) if right.organisation else (right.at, [])
    if title.rank == "founder" and organisation is None:
        area = ""  # what is founded is no field of work
    attribute = f"{left.area} {_bare(shown, title, passage, words)}{' ' + area if area else ''}".strip()
    anaphoric = organisation is None and (left.anaphoric or right.anaphoric)
    organisations = (organisation, *further) if organisation else ()
    vague = any(words.capitals or (word[:1].isupper() and not word.isupper()) for word in area.split())
    vague = vague or (left.foreign and organisation is None)
    attribute = attribute.replace(" - ", "-").replace(" -", "-").rstrip(".").lstrip("- ")
    earlier = _is_of_earlier_term(left.at, passage, discourse, words)
    return Post(title, left.at, end, organisations, attribute, anaphoric, vague, earlier)


def _is_of_earlier_term(at: int, passage: Passage, discourse: Discourse, words: RoleWords) -> bool:
    """Whether a post is one of several that a person filled in turn: "President Ford's first chair"."""
    tree = passage.tree
    if at and tree[at - 1].lower_ not in words.ordinals:
        at += 1  # the ordinal is the phrase's own first word
    if at < 2 or tree[at - 1].lower_ not in words.ordinals:
        return False
    owner = passage.name_at(tree[at - 3]) if at > 2 and tree[at - 2].text in words.possessives else None
    owner = owner or (passage.name_at(tree[at - 2]) if words.capitals else None)
    return owner is not None and discourse.cast.label(owner.text) is Label.PERSON


def _bare(shown: str, title: Title, passage: Passage, words: RoleWords) -> str:
    """A title without the ending of its case or number: "des Insolvenzverwalters" is an "Insolvenzverwalter"."""
    before = passage.tree[title.start - 1].lower_ if title.start else ""
    for form in words.inflected:
        if shown.casefold().endswith(form.ending) and (not form.behind or before in form.behind):
            return f"{shown[: len(shown) - form.cut]}{form.add}"
    return shown


def _further(right: Side, passage: Passage, discourse: Discourse, words: RoleWords) -> tuple[int, list[Filler]]:
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
    if not prefix or prefix.casefold() in words.fields | words.anaphora or any(char.isdigit() for char in prefix):
        return None, shown
    label = discourse.cast.label(prefix) or discourse.known_label(prefix)
    rest = first.rpartition(prefix)[2]
    hyphened = rest.startswith("-")
    if label in (Label.PERSON, Label.PLACE) or (label is None and not hyphened) or title.rank in _OF_STATES:
        return None, shown
    rest = rest.lstrip("-")
    shown = f"{rest[:1].upper()}{rest[1:]}{shown[len(first) :]}"
    sure = 0.95 if label is Label.ORGANISATION else 0.8
    text = discourse.cast.full(prefix.replace("-", " ") if _is_two_words(prefix, discourse) else prefix)
    return Filler(text, Label.ORGANISATION, tree[title.start], sure, "name"), shown


def _firm_part(prefix: str, discourse: Discourse, words: RoleWords) -> str:
    """The firm in "Acme-Entwicklungs-Chef"; "Deutsche-Bank-Chef" has a firm of two words."""
    prefix = prefix.strip(_QUOTES)
    head, hyphen, last = prefix.rpartition("-")
    spaced = prefix.replace("-", " ")
    if not hyphen or last.casefold() not in words.fields or discourse.cast.label(spaced) or head.endswith("e"):
        return prefix
    return head


def _is_two_words(prefix: str, discourse: Discourse) -> bool:
    """Whether, as "Deutsche-Bank-Chef" does, a compound writes a firm's name with a hyphen of its own."""
    return "-" in prefix and prefix not in discourse.cast.names(Label.ORGANISATION)
