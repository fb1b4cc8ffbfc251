"""What a figure counts: "30,000 full-time employees", "310 of the Global 2000 companies", "2.500 neue Mitarbeiter".

There is no parse at this stage. A counted noun is the first known noun, or else the first word that looks like one,
among the few words behind the figure, before punctuation or a function word. How a noun looks is a trait of the
language: in `units.toml`, `[counting]` says whether nouns are capitalised or end in a plural ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimtrack.language import read_data
from claimtrack.recognize.numbers import numerals
from claimtrack.recognize.phrases import Phrases, lower

_WORD = re.compile(r"[ \n\u00a0-]([^\W\d_](?:[^\W_]|[-'’](?=[^\W\d_])){0,40})")
_ANY_WORD = re.compile(r"[ \n\u00a0-](\w(?:[\w&.'’-]{0,40}\w)?)")
_CAPITAL = re.compile(r" [^\W\d_a-zäöüß]")
_MIXED_PLURAL = re.compile(r"[a-z][A-Z][a-z]{2,12}s|[A-Z]{2,5}s")  # "iPhones", "EVs"
_WORDS = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: its English singular (or the word itself), where it ends, and whether the data knows it."""

    noun: str
    end: int
    known: bool
    capital: bool


class CountedNouns:
    """Finds counted nouns in one language."""

    def __init__(self, lang: str) -> None:
        data = read_data(lang, "units")
        nouns = {lower(form): noun for noun, forms in data["nouns"].items() for form in forms}
        self._nouns: dict[str, str] = nouns
        self._phrases = Phrases({form: noun for form, noun in nouns.items() if " " in form or "-" in form})
        counting = data["counting"]
        self._adjectives = tuple(counting["adjectives"])
        self._links, self._adverbs = frozenset(counting["links"]), frozenset(counting.get("adverbs", ()))
        self._never, self._stop = frozenset(counting["never"]), numerals(lang).vocabulary.union(counting["stop"])
        self._partitive = _partitive(counting["of"])
        self._capitalised: bool = counting["nouns_are_capitalised"]
        self._plurals: dict[str, str] = counting["plurals"]
        self._other_heads: tuple[str, ...] = tuple(counting["other_heads"])
        self._not_plurals: tuple[str, ...] = tuple(counting["not_plurals"])
        longest = max(map(len, nouns))
        self._head_lengths = range(longest, counting["shortest_head"] - 1, -1)

    def after(self, text: str, folded: str, end: int) -> Counted | None:
        """Return the noun that a figure ending at `end` counts; `None` when there is none in sight."""
        part = self._partitive.match(folded, end)
        word = _ANY_WORD if part else _WORD
        place = part.end() - 1 if part else end
        for step in range(_WORDS + 1 if part else _WORDS):
            match = word.match(text, place)
            if match is None:
                return None
            found = self._noun(text, folded, match)
            if found is not None or self._ends(match, step):
                return found if found is None or found.known or not part else None
            place = match.end()
        return None

    def is_partitive(self, folded: str, end: int) -> bool:
        """Whether a set follows of which the figure is a part."""
        return self._partitive.match(folded, end) is not None

    def _ends(self, match: re.Match[str], step: int) -> bool:
        """A figure joined by a hyphen ("24-megapixel photos") goes with that word only."""
        lowered = lower(match[1])
        if (step and lowered in self._links) or lowered in self._adverbs:
            return False
        if match[1] == lowered and not lowered.endswith(self._adjectives):
            return True
        return lowered in self._stop or (step == 0 and (lowered in self._never or match.group()[0] == "-"))

    def _noun(self, text: str, folded: str, match: re.Match[str]) -> Counted | None:
        word = match[1]
        capital = word[:1].isupper()
        if phrase := self._phrases.after(folded, match.start(1)):
            return Counted(phrase[0], phrase[1], True, capital)
        lowered = lower(word)
        hyphen = match.group()[0] == "-"
        known = (
            self._nouns.get(lowered)
            or (self._nouns.get(f"{lowered}s") if hyphen else None)
            or self._head(word, lowered)
        )
        if known is not None:
            return Counted(known, match.end(), True, capital)
        if hyphen or lowered in self._never or lowered in self._stop:
            return None
        return self._unknown(word, text, match.end())

    def _head(self, word: str, lowered: str) -> str | None:
        """The last part of a compound or of a hyphenated word: "Softwareentwickler", "Siemens-Mitarbeiter"."""
        if "-" in lowered:
            word, lowered = word.rpartition("-")[2], lowered.rpartition("-")[2]
            if lowered in self._nouns:
                return self._nouns[lowered]
        if not self._capitalised or not word[:1].isupper() or lowered.endswith(self._other_heads):
            return None  # a "Messstelle" is a place, a "Vollzeitstelle" a job
        heads = (lowered[-length:] for length in self._head_lengths if length < len(lowered))
        return next((self._nouns[head] for head in heads if head in self._nouns), None)

    def _unknown(self, word: str, text: str, end: int) -> Counted | None:
        """A word that looks like a plural noun; two capitalised words in a row are a name ("5 Harry Kane")."""
        if not self._capitalised and _MIXED_PLURAL.fullmatch(word):
            return Counted(word[:-1], end, False, False)
        if word[:1].isupper() != self._capitalised or _is_mixed(word) or word.endswith(self._not_plurals):
            return None
        if self._capitalised and _CAPITAL.match(text, end):
            return None
        for ending, singular in self._plurals.items():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return Counted(word[: -len(ending)] + singular, end, False, self._capitalised)
        return None


def _is_mixed(word: str) -> bool:
    """Whether capitals stand inside a word ("iPhones", "BMWs"); each part of a hyphenated one counts for itself."""
    return any(part[1:] != part[1:].lower() for part in word.split("-"))


def _partitive(words: list[str]) -> re.Pattern[str]:
    """As in "310 of the Global 2000 companies": the determiner makes sure that a set follows."""
    return re.compile("(?:" + "|".join(f" {re.escape(word)} " for word in words) + ")")


@cache
def counted_nouns(lang: str) -> CountedNouns:
    """Return the counted nouns of a language."""
    return CountedNouns(lang)
