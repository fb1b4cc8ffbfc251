"""The ordinary words of a language, and so what is none of them.

A capital says nothing at a sentence's head, in a headline, and on a noun where all nouns have one; that a word is in no
list says something even there.

The list is `words.txt.gz` in a language's folder, made by `training/wordlists.py`, in lower case. Regular inflections
and compounds are not listed; they are taken apart by the endings and links in `[words]` of `names.toml`.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimtrack.language.data import languages, read_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

_STEM = 3
"""Letters of the shortest word that takes an ending."""
_FIRST, _LAST = 4, 3
"""Letters of the shortest first and last part of a compound; a language lists its shorter first parts ("Ölpreis")."""
_REST = 7
"""Letters of the shortest rest of a compound that is taken apart again ("Batterie-zellen-fabrik")."""
_LONGEST = 40
"""Letters of the longest word that is taken apart; what is longer is no name."""


class WordList:
    """The words of one language. A language without a list knows every word: nothing is a name for being unknown."""

    def __init__(self, words: Set[str], rules: Mapping[str, Sequence[str]], lang: str = "") -> None:
        self.lang = lang
        self._words = words
        self._endings = tuple(rules.get("endings", ()))
        self._links = ("", *rules["links"]) if "links" in rules else ()
        self._stem_endings = tuple(rules.get("stem_endings", ()))
        self._first_parts = frozenset(rules.get("first_parts", ()))
        self._derived = tuple(rules.get("derived", ()))

    def has(self, word: str) -> bool:
        """Whether a word is an ordinary one, however it is written, inflected or put together.

        With hyphens it is what its last part is: "Acme-Aktie" is an ordinary word. Prose of one language takes words
        from another, so the words of all of them count.
        """
        last = word.lower().rpartition("-")[2]
        return self.has_own(word) or any(load_words(lang).has_form(last) for lang in languages() if lang != self.lang)

    def has_own(self, word: str) -> bool:
        """Whether a word is an ordinary one of this language, loans of late not counted."""
        if not self._words or len(word) > _LONGEST:
            return True
        return _is_ordinary(self, word.lower().rpartition("-")[2])

    def has_form(self, word: str) -> bool:
        """Whether a word in lower case is listed, or is a listed one with a regular ending."""
        if word in self._words or word.endswith(self._derived):
            return True
        stems = (word[: -len(ending)] for ending in self._endings if word.endswith(ending))
        return any(len(stem) >= _STEM and stem in self._words for stem in stems)

    def has_parts(self, word: str) -> bool:
        """Whether a word in lower case is put together of listed ones, joined as the language joins them."""
        if not self._links:
            return False
        places = range(2, len(word) - _LAST + 1)
        return any(self._may_begin(word[:at]) and self._may_end(word[at:]) for at in places)

    def _may_end(self, part: str) -> bool:
        return _is_ordinary(self, part) if len(part) >= _REST else self.has_form(part)

    def _may_begin(self, part: str) -> bool:
        stems = [part[: len(part) - len(link)] for link in self._links if part.endswith(link)]
        if any(stem in self._first_parts for stem in stems):
            return True
        if any(len(stem) >= _FIRST and (stem in self._words or stem.endswith(self._derived)) for stem in stems):
            return True
        # the stem of a verb
        return len(part) >= _FIRST and any(f"{part}{ending}" in self._words for ending in self._stem_endings)


@lru_cache(maxsize=1 << 16)
def _is_ordinary(words: WordList, word: str) -> bool:
    return not word or words.has_form(word) or words.has_parts(word)


@cache
def load_words(lang: str) -> WordList:
    """Return the words of a language; raises `LanguageError` when the language has no data."""
    return WordList(_read_list(lang), read_data(lang, "names").get("words", {}), lang)


def _read_list(lang: str) -> frozenset[str]:
    path = files("claimtrack.language").joinpath(lang, "words.txt.gz")
    if not path.is_file():
        return frozenset()
    return frozenset(gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"))
