"""Names that strong emphasis sets apart: "The lab **Fundamental** raised …", "**Simile**, which builds …, said …".

Digests and round-ups print in bold whom an entry is about, which shows names that are ordinary words or spelled oddly.
Not all that is bold is a name: a noun for a firm or a product before it tells, or the clause that goes on about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.text.syntax import base, is_relativizer
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_LONGEST = 5
"""Tokens of the longest name that is found this way."""
_NAMED = (Label.ORGANISATION, Label.PRODUCT)
_NO_NAME = frozenset({"DET", "AUX", "PRON", "ADP", "SCONJ", "SPACE"})
_JOINTS = frozenset({"-", "&", "'", "’", ".", "+"})


def with_emphasised_names(passage: Passage) -> Passage:
    """The passage with such names whole; what was taken for a part of one is none."""
    found = [name for name in _found(passage) if passage.name_at(passage.tree[name.start]) != name]
    taken = {at for name in found for at in range(name.start, name.end)}
    kept = [name for name in passage.names if taken.isdisjoint(range(name.start, name.end))]
    return passage.with_names([*kept, *found]) if found else passage


def _found(passage: Passage) -> Iterator[Name]:
    for start, end in passage.strong:
        whole = [passage.name_at(token) for token in passage.tree[start:end]]
        known = whole[0] is not None and all(name == whole[0] for name in whole)
        if not known and end - start <= _LONGEST and end < len(passage.tree) and _may_name(start, end, passage):
            if label := _described(start, passage):
                yield passage.name_of(start, end, label)
            elif _goes_on(start, end, passage):
                yield passage.name_of(start, end)


def _may_name(start: int, end: int, passage: Passage) -> bool:
    """Whether a stretch reads like a name: capitals or odd spelling, and nothing but words and what joins them."""
    tokens, words = passage.tree[start:end], name_words(passage.lang)
    if any(t.pos_ in _NO_NAME or passage.is_time(t) or passage.quantity_at(t) for t in tokens):
        return False
    if any(token.is_punct and token.text not in _JOINTS for token in tokens):
        return False
    capital = all(t.text[:1].isupper() for t in tokens if t.is_alpha)
    odd = len(tokens) > 1 and tokens[-1].text in _JOINTS  # "mens&"
    return (capital or odd) and tokens[0].text not in words.titles


def _described(start: int, passage: Passage) -> Label | None:
    """What the noun right before a name says that it is: "AI research lab", "the chat app"."""
    noun = passage.tree[start - 1] if start else None
    label = class_of(noun, passage.lang) if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None
    return label if label in _NAMED else None


def _goes_on(start: int, end: int, passage: Passage) -> bool:
    """Whether a clause about a name at the head of its sentence follows: "…, which", "…, a start-up that"."""
    tree, words = passage.tree, name_words(passage.lang)
    if words.nouns_have_capitals or any(t.is_alpha for t in tree[:start]) or end + 1 >= len(tree):
        return False
    mark, following = tree[end], tree[end + 1]
    if mark.text != ",":
        return False
    relative = _opens_relative(following)
    apposed = following.pos_ == "DET" and any(class_of(t, passage.lang) in _NAMED for t in tree[end + 2 : end + 8])
    return relative or apposed


def _opens_relative(token: Token) -> bool:
    return is_relativizer(token) or (token.pos_ == "PRON" and base(token.head) == "acl")
