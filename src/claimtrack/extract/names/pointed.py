"""Firms that nothing types but the next sentence: "Norwind is growing. The carmaker sold …", "Bei Norwind läuft es"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.extract.names.pointers import read_pointer
from claimtrack.extract.text.syntax import base
from claimtrack.language import read_data
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name


def voices_of_pointers(passages: Sequence[Passage]) -> Iterator[tuple[str, Label, str]]:
    """What "the company" as the subject of a sentence says of the only name in the one before."""
    parts = {word for passage in passages for name in passage.names if " " in name.text for word in name.text.split()}
    for passage, following in pairwise(passages):
        if following.position != passage.position + 1 or len(passage.names) != 1:
            continue
        name = passage.names[0]
        alone = " " not in name.text and name.text not in parts and not is_listed(name.text)
        word = load_words(passage.lang).has_form(name.text.lower())
        if alone and not word and not _is_place(name, passage) and _points_back(following):
            yield name.text, Label.ORGANISATION, "pointed"


def _is_place(name: Name, passage: Passage) -> bool:
    """Whether a name stands as places do: "in Norwind", but not "bei Norwind"."""
    before = passage.tree[name.start - 1] if name.start else None
    at = read_data(passage.lang, "names")["deeds"]["at"]
    return name.label is Label.PLACE and before is not None and before.pos_ == "ADP" and before.lower_ not in at


def _points_back(passage: Passage) -> bool:
    """Whether the subject of a sentence is "the company", and no name stands ahead of it."""
    first = min((name.start for name in passage.names), default=len(passage.tree))
    return any(base(token) == "nsubj" and _is_of_firm(token, passage) for token in passage.tree[:first])


def _is_of_firm(token: Token, passage: Passage) -> bool:
    pointer = read_pointer(token, passage)
    return pointer is not None and not (pointer.is_pronoun or pointer.is_plural)
