"""States that hold shares and pay for them: "the U.S. government", "der polnische Staat", "der Bund"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_SURE = 0.85


@cache
def _words(lang: str, key: str) -> frozenset[str]:
    return frozenset(read_data(lang, "frames")["states"][key])


def read_state(token: Token, passage: Passage) -> Filler | None:
    """The state that a noun stands for, with what says which; alone only where the noun is enough ("der Bund")."""
    lang, tree = passage.lang, passage.tree
    forms = {token.lemma_.lower(), token.lower_}
    ministry = token.lower_.endswith(tuple(_words(lang, "endings")))
    if token.pos_ not in ("NOUN", "PROPN") or not (ministry or forms & (_words(lang, "nouns") | _words(lang, "alone"))):
        return None
    start = token.i
    while start > 0 and (passage.name_at(tree[start - 1]) or tree[start - 1].pos_ in ("ADJ", "PROPN")):
        start -= 1
    end = token.i + 1
    if end < len(tree) and (name := passage.name_at(tree[end])) and name.label is Label.PLACE:
        end = name.end
    if end - start == 1 and not (ministry or forms & _words(lang, "alone")):
        return None
    return Filler(text_of(tree[start:end]), Label.ORGANISATION, token, _SURE, "name")


def read_owner_state(token: Token, passage: Passage) -> Filler | None:
    """The state that a noun or a country's name stands for, as who holds shares: "Norway owns 67 % of Acme"."""
    name = passage.name_at(token)
    if name is None or not is_country(name.text, passage.lang):
        return read_state(token, passage)
    return Filler(name.text, Label.ORGANISATION, token, _SURE, "name")


def is_country(name: str, lang: str) -> bool:
    """Whether a name is that of a country."""
    return name in _countries(lang)


@cache
def _countries(lang: str) -> frozenset[str]:
    return frozenset(read_data(lang, "states")["adjectives"].values())
