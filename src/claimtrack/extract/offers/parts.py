"""Prices that a sentence gives beside a part: "the 14-inch X9 Pro is $1,799" is no price of the chip X9 Pro."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.language import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_AHEAD = 4
"""Tokens ahead of a part's name among which stand the word that joins it and the size of the whole."""


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(read_data(lang, "offers")["parts"][name])


def is_price_of_whole(draft: Draft, passages: Iterable[Passage]) -> bool:
    """Whether a price is read as that of a chip, but is that of the machine in which the chip is."""
    passage, token = draft.passage, draft.subject.token
    if draft.kind != "price" or draft.attribute or token.doc is not passage.tree:
        return False
    name = passage.name_at(token)
    if name is None:
        return False
    if _is_part(name, passage) and _is_joined(name, passage):
        return True  # "the Norwind Mini with an X9 Pro chip starts at $499"
    return _is_machine(name, passage) and any(_calls_part(name.text, one) for one in passages)


def _is_part(name: Name, passage: Passage) -> bool:
    """Whether the noun right behind a name says that it is a chip."""
    behind = passage.tree[name.end : name.end + 1]
    return any(not {t.lower_, t.lemma_.lower()}.isdisjoint(_words(passage.lang, "nouns")) for t in behind)


def _calls_part(text: str, passage: Passage) -> bool:
    """Whether a sentence calls a name a chip's."""
    return any(name.text == text and _is_part(name, passage) for name in passage.names)


def _is_joined(name: Name, passage: Passage) -> bool:
    """Whether a name only says what something else has: "with an X9 chip", "runs on the same X9 chip"."""
    for token in reversed(passage.tree[max(0, name.start - _AHEAD) : name.start]):
        if token.pos_ == "ADP":
            return token.lower_ in _words(passage.lang, "joining")
        if token.pos_ not in ("DET", "ADJ", "ADV"):
            return False
    return False


def _is_machine(name: Name, passage: Passage) -> bool:
    """Whether the size before a name or the noun behind it says that a machine is called after its chip."""
    tree, lang = passage.tree, passage.lang
    ahead = {t.lower_.rpartition("-")[2] for t in tree[max(0, name.start - _AHEAD) : name.start]}
    behind = {form for t in tree[name.end : name.end + 1] for form in (t.lower_, t.lemma_.lower())}
    return not (ahead.isdisjoint(_words(lang, "sizes")) and behind.isdisjoint(_words(lang, "machines")))
