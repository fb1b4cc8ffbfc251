"""Names of people that tags do not show, where all nouns have capitals: by a listed forename or the title before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.titles import is_title
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, load_gazetteer
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import PERSON, is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree

_MOST_PARTICLES = 2


@cache
def _none(lang: str) -> frozenset[str]:
    """Words that are no part of a person's name, for all their capital."""
    data = read_data(lang, "names")
    nouns = {noun for nouns in data["class_nouns"].values() for noun in nouns}
    return frozenset({*data["stop"], *data["legal_forms"], *nouns}) - {*data.get("surnames", ())}


def find_people(passage: Passage) -> Iterator[Name]:
    """The people of a sentence, in order: a forename or what stands behind a title, with the surname behind it."""
    tree, at = passage.tree, 0
    while at < len(tree):
        end = _person_end(at, passage) if _may_be_forename(at, passage) else None
        if end is None:
            at += 1
            continue
        start = at - 1 if at and _is_given_name(at - 1, passage) else at
        yield _person(start, end, passage)
        at = end


def ahead_of_home(start: int, end: int, passage: Passage) -> int:
    """Where the name of who has the title ahead ends, which tags join to a place: "Mayor Ada Byrne of Boston"."""
    tree, link = passage.tree, read_data(passage.lang, "names")["of_posts"]
    at = next((token.i for token in tree[start + 1 : end - 1] if token.lower_ in link), None)
    titled = start > 0 and is_title(tree[start - 1].text, passage.lang)
    home = at is not None and text_of(tree[at + 1 : end]) in load_gazetteer("places")
    return at if at is not None and titled and home else end


def _person(start: int, end: int, passage: Passage) -> Name:
    return passage.name_of(start, end, Label.PERSON)


def _is_given_name(at: int, passage: Passage) -> bool:
    """Whether an unlisted word ahead of a listed forename is the first of several: "Gesa Ada Byrne"."""
    token, following = passage.tree[at], passage.tree[at + 1]
    listed = is_listed(token.text) or is_listed(token.text.removesuffix("s"))  # "Nordheims Ada Byrne"
    plain = _is_capital(token, passage) and not listed and is_no_word(token.text, passage.lang)
    hangs = following.dep_.startswith("flat") and following.head.i == at
    return plain and token.pos_ == "PROPN" and (hangs or "" != token.ent_type_ == following.ent_type_)


def _may_be_forename(at: int, passage: Passage) -> bool:
    """Whether a person's name may start here: a listed forename, or any capital right behind a title."""
    token = passage.tree[at]
    if not _is_capital(token, passage) or token.pos_ in ("ADP", "SCONJ", "CCONJ", "PRON", "AUX"):
        return False  # "An" is a forename, too
    if token.text in load_gazetteer("forenames"):
        return True
    before = passage.tree[at - 1].text if at else ""
    return is_title(before, passage.lang) and not _is_firm(token, passage.tree)


def _is_firm(token: Token, tree: Tree) -> bool:
    following = tree[token.i + 1].text if token.i + 1 < len(tree) else ""
    companies, places = load_gazetteer("companies"), load_gazetteer("places")
    both = f"{token.text} {following}"
    place = token.text in places or token.text.removesuffix("s") in places  # "die Ministerin Bremens Ada Byrne"
    return token.text in companies or both in companies or place or token.ent_type_ == "ORG"


def _person_end(start: int, passage: Passage) -> int | None:
    """Where a person's name ends that starts here: behind the surname, particles before it."""
    tree, at = passage.tree, start + 1
    if f"{text_of(tree[start : start + 2])}" in load_gazetteer("companies"):
        return None
    while at < len(tree) and tree[at].lower_ in load_gazetteer("particles") and at - start <= _MOST_PARTICLES:
        at += 1
    if at >= len(tree) or not _is_capital(tree[at], passage):
        return None
    return at + 2 if _has_further_surname(at, passage) else at + 1


def _has_further_surname(at: int, passage: Passage) -> bool:
    """Whether a word goes on with a person's name: behind a middle name, or as one that hangs on it and is no word."""
    tree = passage.tree
    further = at + 1 < len(tree) and tree[at + 1].pos_ == "PROPN" and _is_capital(tree[at + 1], passage)
    if not further or tree[at].text in load_gazetteer("forenames") or len(tree[at].text.rstrip(".")) == 1:
        return further
    last = tree[at + 1]
    hangs = last.dep_.startswith("flat") and last.head.i <= at and last.ent_type_ in PERSON
    return hangs and is_no_word(last.text, passage.lang) and not is_listed(last.text)


def _is_capital(token: Token, passage: Passage) -> bool:
    text = token.text
    if not text[0].isupper() or text in _none(passage.lang) or is_title(text, passage.lang):
        return False
    letters = text.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    busy = passage.quantity_at(token) or passage.is_time(token)
    listed = text in load_gazetteer("forenames") and is_no_word(text, passage.lang)  # "Sam", whatever the tag
    plain = letters.isalpha() and not (len(letters) > 1 and letters.isupper()) and (token.pos_ != "DET" or listed)
    return plain and not busy
