"""The organisations of a document at large: how often each is named, where first, and what class nouns describe."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimtrack.extract.names.cast import class_of
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.cast import Cast
    from claimtrack.extract.text.passages import Passage

_FRONT = 2
"""Sentences at the head of a document that say what it is about."""
_MOST = 8
"""Mentions beyond which a firm is no more the document's topic than another."""
_LEADING = 25
"""Organisations of a document that can be what it is about."""


class Landscape:
    """Read once for a document. `leading` are its organisations by `weight`; `first` is where each is first named."""

    def __init__(self, passages: Sequence[Passage], cast: Cast) -> None:
        self.mentions: Counter[str] = Counter()
        self.first: dict[str, int] = {}
        self._counts: Counter[str] = Counter()
        self._front: set[str] = set()
        self._described: set[str] = set()
        self._lang = passages[0].lang if passages else ""
        for index, passage in enumerate(passages):
            self._read(index, passage, cast)
        ranked = sorted(self.mentions, key=lambda name: (-self.weight(name), self.first[name], name))
        self.leading: tuple[str, ...] = tuple(ranked[:_LEADING])

    def _read(self, index: int, passage: Passage, cast: Cast) -> None:
        here = [cast.full(name.text) for name in passage.names if cast.label(name.text) is Label.ORGANISATION]
        keys = {_key(name, self._lang) for name in here}
        for name in dict.fromkeys(here):
            self.mentions[name] += 1
            self.first.setdefault(name, index)
        keys |= {prefix for token in passage.tree if (prefix := token.lower_.partition("-")[0]) != token.lower_}
        self._counts.update(key for key in keys if key)
        if passage.position < _FRONT:
            self._front |= keys
        for token in passage.tree[1:]:
            if token.text[0].isupper() and class_of(token.nbor(-1), passage.lang) is Label.ORGANISATION:
                self._described.add(token.text)

    def weight(self, name: str) -> int:
        """How much an organisation is what the document is about, compounds and forms of its name counted in."""
        key = _key(name, self._lang)
        return 2 * min(self._counts[key], _MOST) + (3 if key in self._front else 0)

    def is_described(self, word: str) -> bool:
        """Whether a noun like "carmaker" stands right before a word somewhere."""
        return word in self._described


def _key(name: str, lang: str) -> str:
    """A name without its legal form and case: "NORWIND AG" and "Norwind" are one firm."""
    words = name.split()
    forms = read_data(lang, "names")["legal_forms"]
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    return " ".join(words).casefold()
