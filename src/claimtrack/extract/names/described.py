"""Names behind a plain noun for what they are, where nouns are written small: "Grocer Acme", "the winery Acme".

A noun for a firm at a sentence's head has a capital of its own, and taggers take it for part of the name; and a name
that is an ordinary word as well ("the drone surveyor Overview") has nothing but its capital.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.titles import is_title
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import base
from claimtrack.language import read_data
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_HEAD = 5
"""Tokens at a sentence's head among which the noun for its first name is looked for: "Private equity group Acme"."""
_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "PUNCT", "X", "ADV"})
_HEADLINE = 0.8
"""Share of a headline's longer words that have a capital, where all of them get one."""
_SET_OFF = 3
"""Tokens ahead of a name between commas: an article, a noun and the comma."""
_NAMED = (Label.ORGANISATION, Label.PRODUCT)
"""What a noun may say that the name right behind it is of: "the start-up Acme", "the travel platform Acme"."""
_SHORTEST = 3
"""Letters of the shortest name that is found by its capital alone."""


def with_described_names(passage: Passage, names: Sequence[Name]) -> list[Name]:
    """Return the names without the noun that opens the sentence, and with those that only their noun shows."""
    words = name_words(passage.lang)
    if words.nouns_have_capitals or _is_headline(passage):
        return list(names)
    kept = [piece for name in names for piece in _without_description(name, passage)]
    taken = {i for name in kept for i in range(name.start, name.end)}
    found = [*kept, *_shown(passage, taken)]
    return [*found, *_ended(passage, {i for name in found for i in range(name.start, name.end)})]


def past_rival(name: Name, passage: Passage, label_of: Callable[[str], Label | None]) -> Name:
    """The firm that a name only describes: Beta in "invested in Acme rival Beta", "Berlin-based Beta"."""
    tree, behind = passage.tree, name.end + 1
    seated = read_data(passage.lang, "frames")["deals"]["seated"]
    if behind + 1 < len(tree) and tree[name.end].text == "-" and tree[behind].lower_ in seated:
        near = (n for n in passage.names if behind < n.start <= behind + _HEAD)
        named = next((n for n in near if all(t.pos_ in _DESCRIBING for t in tree[behind + 1 : n.start])), None)
        return named or name
    if name_words(passage.lang).nouns_have_capitals or behind >= len(tree) or not tree[name.end].text.islower():
        return name
    meant = passage.name_at(tree[behind]) if class_of(tree[name.end], passage.lang) is Label.ORGANISATION else None
    firms = meant is not None and label_of(meant.text) is label_of(name.text) is Label.ORGANISATION
    return meant if meant is not None and firms and meant.start == behind else name


def _is_headline(passage: Passage) -> bool:
    """Whether nearly every longer word has a capital, so that none says anything."""
    longer = [token for token in passage.tree if token.is_alpha and len(token.text) > _SHORTEST]
    return sum(token.text[0].isupper() for token in longer) >= _HEADLINE * len(longer)


def _without_description(name: Name, passage: Passage) -> Iterator[Name]:
    """A name at a sentence's head without the noun that it opens with; nothing of "Outdoor retailer"."""
    opening = passage.tree[0]
    known = is_organisation(name.text) if name.end > 1 else name.text in load_gazetteer("companies_own")
    if name.start > 0 or known or not opening.text.istitle():
        yield name
        return
    behind = passage.tree[1].text[:1].isupper() if name.end > 1 else False
    tail = {token.text for token in passage.tree[1 : name.end]} <= name_words(passage.lang).organisation_words
    if behind and not tail and _is_firm_noun(opening, passage):  # but all of "Restaurant Brands"
        yield _name(1, name.end, passage, None)
    elif name.end > 1 or not (_is_word(opening, passage) and _is_described_later(passage)):
        yield name


def _is_described_later(passage: Passage) -> bool:
    """Whether the first words are only the description of the name behind them: "Outdoor retailer Acme"."""
    for token in passage.tree[1:_HEAD]:
        following = token.nbor(1) if token.i + 1 < len(passage.tree) else None
        if following is not None and following.text[:1].isupper() and _is_firm_noun(token, passage):
            return True
        if not token.text[:1].islower() and not token.is_punct:
            return False
    return False


def _is_word(token: Token, passage: Passage) -> bool:
    return load_words(passage.lang).has_own(token.text)


def _is_firm_noun(token: Token, passage: Passage) -> bool:
    """Whether a noun says of the name behind it that it is a firm, and is none that names begin with ("Bank of …")."""
    return _says(token, passage, (Label.ORGANISATION,))


def _says(token: Token, passage: Passage, labels: tuple[Label, ...]) -> bool:
    """Whether a noun says what the name behind it is the name of, and is none that names begin with."""
    text = token.text.title()
    if text in name_words(passage.lang).organisation_words or token.lower_ in _name_openers(passage.lang):
        return False
    written = token.text.istitle() if token.i == 0 else token.text[:1].islower()
    # by its form alone as well: before a verb, taggers make one of the noun, too
    noun = class_of(token, passage.lang) or name_words(passage.lang).class_nouns.get(token.lower_)
    return written and noun in labels


def _name_openers(lang: str) -> frozenset[str]:
    return frozenset(read_data(lang, "names")["name_openers"])


def _shown(passage: Passage, taken: set[int]) -> Iterator[Name]:
    """Words with a capital behind a noun for a firm, or its comma, that taggers do not take for a name."""
    tree = passage.tree
    for token in tree[1:]:
        if token.i in taken or not _may_name(token, passage):
            continue
        end = token.i + 1
        while end < len(tree) and end not in taken and tree[end].pos_ == "PROPN" and _may_name(tree[end], passage):
            end += 1
        if _says(_noun_of(token), passage, _NAMED) or _is_set_off(token.i, end, passage):
            yield _name(token.i, end, passage, None)


def _noun_of(token: Token) -> Token:
    """The noun ahead of what may be a name, past a word for being called so: "a start-up called Ever"."""
    before = token.nbor(-1)
    called = before.lower_ in product_words(token.lang_)["called"] and before.pos_ == "VERB" and before.i > 0
    return before.nbor(-1) if called else before


def _ended(passage: Passage, taken: set[int]) -> Iterator[Name]:
    """A word in no dictionary with a capital, and the word of firms behind it: "Wildmoor Entertainment has cut"."""
    tree, enders = passage.tree, name_words(passage.lang).organisation_words
    for first, last in pairwise(tree):
        free = taken.isdisjoint((first.i, last.i)) and last.text in enders and last.pos_ in ("NOUN", "PROPN")
        if free and _may_name(first, passage) and first.text.istitle() and is_no_word(first.text, passage.lang):
            yield _name(first.i, last.i + 1, passage, Label.ORGANISATION)


def _is_set_off(start: int, end: int, passage: Passage) -> bool:
    """Whether commas set words off behind the one firm that acts: "The start-up, Ember, has raised"."""
    tree = passage.tree
    if start < _SET_OFF or end + 1 >= len(tree) or not tree[start - 1].text == tree[end].text == ",":
        return False
    noun = tree[start - 2]
    return _is_certain(noun) and _is_firm_noun(noun, passage) and tree[end + 1].pos_ in ("AUX", "VERB")


def _is_certain(noun: Token) -> bool:
    """Whether a noun is one that is known: "the start-up", "her start-up"."""
    return any("Def" in t.morph.get("Definite", []) or "Yes" in t.morph.get("Poss", []) for t in noun.lefts)


def _may_name(token: Token, passage: Passage) -> bool:
    text = token.text
    if not text[:1].isupper() or len(text) < _SHORTEST or not text.isalpha() or is_title(text, passage.lang):
        return False
    if passage.is_time(token) or passage.quantity_at(token) or text in load_gazetteer("places"):
        return False
    return text not in read_data(passage.lang, "names")["stop"] and token.pos_ not in ("DET", "PRON", "NUM", "ADP")


def _name(start: int, end: int, passage: Passage, label: Label | None) -> Name:
    return passage.name_of(start, end, label)


def set_off_behind(token: Token, passage: Passage) -> Name | None:
    """The name that commas set off behind a definite noun, whatever the parser makes of it: "the start-up, Acme, has".

    A list goes on behind the second comma, and is none.
    """
    at = token.i + 2
    if token.pos_ != "NOUN" or at >= len(passage.tree) or passage.tree[at - 1].text != ",":
        return None
    name = passage.name_at(passage.tree[at]) if _is_certain(token) else None
    if name is None or name.start != at or name.end + 1 >= len(passage.tree) or passage.tree[name.end].text != ",":
        return None
    return None if base(passage.tree[name.end + 1]) == "cc" else name
