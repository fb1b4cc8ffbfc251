"""Whether the word at the head of a sentence is a name: its capital says nothing, what follows may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.titles import title_end
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from claimtrack.extract.names.spellings import Spellings
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_EXPLAINED = 8
"""Tokens behind a name among which the noun of an apposition is looked for."""


def opens_as_name(name: Name, passage: Passage, spellings: Spellings) -> bool:
    """Whether a first word is a name by what follows: "Norwind's", "Norwind chief executive", or its verb."""
    tree = passage.tree
    following = tree[name.end] if name.end < len(tree) else None
    if name.text != text_of(tree[name.start : name.end]):
        return True  # a genitive of a listed firm
    if following is None or spellings.is_small(name.text):
        return False
    if _is_explained(name, passage):
        return tree[name.start].pos_ in ("PROPN", "NOUN", "X")
    if following.text in ("'s", "’s") or title_end(passage, name.end) is not None:
        return tree[name.start].pos_ == "PROPN"
    return tree[name.start].pos_ == "PROPN" and tree[name.start].dep_ == "nsubj" and following.pos_ in ("VERB", "AUX")


def _is_explained(name: Name, passage: Passage) -> bool:
    """Whether a comma and an apposition behind a name say what it is: "Sparrow, the payments app,"."""
    rest = passage.tree[name.end : name.end + _EXPLAINED]
    if len(rest) < 2 or rest[0].text != "," or "det" not in (rest[1].pos_.lower(), rest[1].dep_):
        return False
    noun = next((t for t in rest if t.pos_ == "NOUN" and class_of(t, passage.lang)), None)
    return noun is not None and all(
        t.pos_ in ("DET", "ADJ", "NOUN", "PROPN") for t in passage.tree[rest[1].i + 1 : noun.i]
    )
