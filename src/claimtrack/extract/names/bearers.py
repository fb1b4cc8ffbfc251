"""Who bears a post and who gives it, by the shape of the phrase: "Ada Byrne, a junior tax adviser at Acme".

Pipelines know the people's names of few languages; whoever has a post between commas is a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.stations import gives_posts
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.text.syntax import base, children, is_passive
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.namewords import GENITIVES

if TYPE_CHECKING:
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

OF_FIRMS = frozenset({
    "founder", "head", "chair", "managing director", "chief financial officer", "chief technology officer",
    "chief operating officer", "board member",
})  # fmt: skip
"""Ranks that a firm has, and no person gives."""
_PAIR = 2
_AHEAD = 6
"""Tokens between a name's comma and the title behind it: ", the new North Sea pipeline inspector"."""
_FIELD = 6
"""Tokens of a field between a title and its bearer: "head of boats and tugs, Ada Byrne,"."""
_GIVEN = 6
"""Tokens between who is named to a post and the post: "as the group's next"."""
_BETWEEN = frozenset({"ADP", "DET", "PRON", "ADJ", "ADV", "SCONJ", "PART", "AUX"})
_OPENING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADV"})
_GOING_ON = frozenset({"ADP", "PUNCT", "CCONJ", "PRON", "SCONJ"})
"""Classes of words that may stand behind a title between commas."""
_FIRMS_TOO = frozenset({
    "investor", "owner", "lead", "partner", "publisher", "designer", "advisor", "counterpart", "member",
})  # fmt: skip
"""Ranks that firms have as well: "Acme, a longtime investor in"."""

_AT_FIRMS = frozenset({"lead", "partner"})
"""Ranks of those that people have at a firm: "a partner at Acme" is no firm, for all that a partner of it is."""


def bears_post(passage: Passage, name: Name) -> bool:
    """Whether a name of two words or more is that of who has the post beside it."""
    text = name.text
    plain = " " in text and text.replace(" ", "").replace("-", "").isalpha() and not text.isupper()
    if not plain or is_organisation(text) or is_listed(text) or text in load_gazetteer("places"):
        return False
    readers = (_is_behind, _is_ahead, _is_predicate, is_named_to)
    return any(reads(title, name, passage) for title in find_titles(passage) for reads in readers)


def stands_between(passage: Passage, name: Name, noun: Token) -> bool:
    """Whether a title parts a name from a noun behind it: "Ada Byrne, chair of Acme, a carmaker"."""
    return any(name.end < title.start and title.end <= noun.i for title in find_titles(passage))


def gives_post(passage: Passage, name: Name) -> bool:
    """Whether a name stands where only whoever gives a post does: "chair of Robin Ward", "a surveyor at Robin Ward".

    Ahead of a genitive it is a person's as well: "head of Ada Byrne's campaign".
    """
    tree, words = passage.tree, name_words(passage.lang)
    if name.start < _PAIR or text_of(tree[name.end : name.end + 1]) in GENITIVES:
        return False
    link = tree[name.start - 1].lower_
    if link not in words.behind_posts or name.text in load_gazetteer("places"):
        return False
    title = next((title for title in find_titles(passage) if title.end == name.start - 1), None)
    if title is None or link not in words.of_posts:
        return title is not None
    field = " " not in name.text and tree[title.end - 1].lower_ in words.field_posts and not is_listed(name.text)
    return title.rank in OF_FIRMS and not field  # "head of Robotics"


def _is_behind(title: Title, name: Name, passage: Passage) -> bool:
    """Whether a title opens the apposition behind a name: "Ada Byrne, junior tax lawyer at", ", Acme's CEO,"."""
    tree = passage.tree
    inside = tree[name.end + 1 : title.start]
    if name.end >= title.start or tree[name.end].text != "," or len(inside) > _AHEAD or title.plural:
        return False
    plain = all(token.pos_ in _OPENING or token.text == "-" or token.text in GENITIVES for token in inside)
    following = tree[title.end] if title.end < len(tree) else None
    goes_on = following is None or following.pos_ in _GOING_ON
    return plain and goes_on and (_is_of_people(title, passage) or _is_at_firm(title, following, passage))


def _is_at_firm(title: Title, following: Token | None, passage: Passage) -> bool:
    """Whether a title that firms have as well is one at a firm, as only people's are: "a partner at Acme"."""
    words = name_words(passage.lang)
    works = following is not None and following.lower_ in words.behind_posts - words.of_posts
    return works and title.rank in _AT_FIRMS


def _is_ahead(title: Title, name: Name, passage: Passage) -> bool:
    """Whether a title and its field stand right ahead of a name: "Acme's head of boats, Ada Byrne,"."""
    tree = passage.tree
    if name.label is not Label.PERSON or not title.end + 1 < name.start <= title.end + _FIELD:
        return False
    apart = tree[name.start - 1].text == ","
    field = tree[title.end : name.start - apart]
    if len(field) < 2 or field[0].pos_ != "ADP" or field[1].pos_ == "DET" or not _is_of_people(title, passage):
        return False
    plain = all(token.text.islower() and token.pos_ in ("NOUN", "ADJ", "CCONJ") for token in field[1:])
    return plain and class_of(field[-1], passage.lang) is not Label.ORGANISATION


def _is_predicate(title: Title, name: Name, passage: Passage) -> bool:
    """Whether a title is what its bearer is said to be: "Ada Byrne is the chief executive", "who is the chief"."""
    head = passage.head_of(name.span)
    if head is None or not name.end <= title.start or title.plural:
        return False
    said = [*([head.head] if base(head) == "nsubj" else ()), *children(head, "acl")]
    held = any(title.start <= noun.i < title.end and children(noun, "cop") for noun in said)
    return held and _is_of_people(title, passage)


def is_named_to(title: Title, name: Name, passage: Passage) -> bool:
    """Whether a verb gives the post behind a name to its bearer: "named Ada Byrne chief executive", "as its chair"."""
    inside = passage.tree[name.end : title.start]
    if name.end > title.start or len(inside) > _GIVEN or title.plural:
        return False
    verb = _naming_verb(name, passage)
    plain = all(token.pos_ in _BETWEEN or token == verb for token in inside)
    return plain and verb is not None and gives_posts(verb, passage.lang) and _is_of_people(title, passage)


def _naming_verb(name: Name, passage: Passage) -> Token | None:
    """The verb whose object a name is by the tree, or that stands right ahead of it."""
    head = passage.head_of(name.span)
    if head is not None and (base(head) == "obj" or (base(head) == "nsubj" and is_passive(head.head))):
        return head.head if head.head.pos_ == "VERB" else None
    before = passage.tree[name.start - 1] if name.start else None
    return before if before is not None and before.pos_ == "VERB" else None


def _is_of_people(title: Title, passage: Passage) -> bool:
    firm = class_of(passage.tree[title.end - 1], passage.lang) is Label.ORGANISATION
    return title.rank not in _FIRMS_TOO and not firm and not title.abstract
