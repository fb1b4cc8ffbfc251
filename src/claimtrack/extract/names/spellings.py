"""How a document writes its words: all of its text, the sentences that nobody parses included.

A full name stands once, often in a sentence without any claim; a capital at a sentence's head means nothing where the
same word is written small elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_WORD = re.compile(r"\w[\w’'\-]{0,60}\.?|&")
_BLANKS = (" ", "\u00a0")
_ENDINGS = ("'s", "’s", ".")
_ABBREVIATED = 3
"""Letters and period of the longest word whose period ends no sentence: "St.", "M."."""
_SHORTEST = 3
"""Letters of the shortest surname that is looked up."""
_MOST = 2
"""Words of a firm's name behind its short form."""


class Spellings:
    """The words of one document's text, and where each stands."""

    def __init__(self, text: str) -> None:
        self._words: list[str] = []
        self._begins: list[bool] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        end, ended = -1, True
        for match in _WORD.finditer(text):
            written = word = match[0]
            self._begins.append(ended or text[end : match.start()] not in _BLANKS)
            if written.endswith(_ENDINGS):
                word = written.removesuffix("'s").removesuffix("’s")
                word = word.removesuffix(".") if len(word) > _ABBREVIATED else word
            ended = word != written
            self._places[word].append(len(self._words))
            self._words.append(word)
            end = match.end()

    def has(self, name: str) -> bool:
        """Whether the text has a name as it is, with no letter behind it."""
        return next(self._ends(name.split()), None) is not None

    def is_small(self, word: str) -> bool:
        """Whether the text has a word in lower case as well."""
        return word.lower() in self._places

    def full_person(self, surname: str) -> str | None:
        """The one name of a listed forename, a middle name if any, and this surname that the text has."""
        parts, forenames = surname.split(), load_gazetteer("forenames")
        if len(parts[-1]) < _SHORTEST or surname in forenames:
            return None
        names = set()
        for end in self._ends(parts):
            ahead = self._run_before(end - len(parts))
            if ahead and len(ahead[0]) < _SHORTEST and self._begins[end - len(parts) - len(ahead) + 1]:
                ahead = ahead[1:]  # "An Acme ist Beta beteiligt": as likely a case word as a forename
            first = next((at for at, word in enumerate(ahead) if word in forenames), len(ahead))
            names.add(" ".join(ahead[first:]))
        shortest, alike = _shortest(names - {""}, key=lambda name: name.split()[0])
        return f"{shortest} {surname}" if alike else None

    def full_firm(self, short: str, goes_on: Callable[[str], bool]) -> str | None:
        """The one name that begins with a short form and goes on with words that only names go on with."""
        names = set()
        for end in self._ends(short.split()):
            rest: list[str] = []
            for at in range(end + 1, min(end + 1 + _MOST, len(self._words))):
                if self._begins[at] or not goes_on(self._words[at]):
                    break
                rest.append(self._words[at])
            names.add(" ".join(rest) if self._is_end(end + len(rest)) else "")
        shortest, alike = _shortest(names - {""}, key=lambda name: name)
        return f"{short} {shortest}" if alike else None

    def _is_end(self, at: int) -> bool:
        """Whether no further capital follows a word at once."""
        return at + 1 == len(self._words) or self._begins[at + 1] or not self._words[at + 1][0].isupper()

    def _ends(self, parts: Sequence[str]) -> Iterator[int]:
        """The places of the last word of each mention of a name."""
        for end in self._places.get(parts[-1], ()):
            start = end - len(parts) + 1
            if start >= 0 and self._words[start : end + 1] == parts and not any(self._begins[start + 1 : end + 1]):
                yield end

    def _run_before(self, at: int) -> list[str]:
        """The two words with a capital at most that stand right before the word behind a place."""
        found: list[str] = []
        while at >= 0 and len(found) < _MOST and not self._begins[at + 1] and self._words[at][0].isupper():
            found.insert(0, self._words[at])
            at -= 1
        return found


def _shortest(names: set[str], key: Callable[[str], str]) -> tuple[str, bool]:
    """The shortest of several names, and whether all others begin as it does."""
    shortest = min(names, key=lambda name: (len(name), name), default="")
    return shortest, bool(shortest) and all(name.startswith(key(shortest)) for name in names)
