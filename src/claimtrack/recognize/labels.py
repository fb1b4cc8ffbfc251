"""Figures that are names or places in a calendar, not amounts: "Windows 11", "page 5", "in 2025".

The rules are general: a bare figure behind a capitalised word is part of a name; behind a word such as "page" it is a
label; with four digits between 1900 and 2100 it is a year. A currency, a percent sign, a scale, a bound or a known
counted noun shows that it is an amount after all.
"""

from __future__ import annotations

import re

from claimtrack.language import read_data
from claimtrack.recognize.figures import Amount, Text, is_year
from claimtrack.recognize.lexicon import Kind, Lexicon
from claimtrack.recognize.phrases import lower

_WORD_BEFORE = re.compile(r"([^\s(\[\"“„«]{1,40})[ \u00a0\n]\Z")
_LAST = re.compile(r"[a-zäöüß]{5,40}[ \u00a0\n]?\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\n•–—|]\s{0,3}[\"“„«(]?)\Z")


_LARGEST_VERSION = 16  # "Windows 11 Fenster" is a version, "am Abend 40 Demonstranten" are not


class Labels:
    """Decides for one language whether a figure labels something."""

    def __init__(self, lang: str, words: Lexicon) -> None:
        self._labels = words.labels
        counting = read_data(lang, "units")["counting"]
        self._stop, self._calendar = frozenset(counting["stop"]), frozenset(counting["never"])
        self._adjectives = tuple(ending for ending in counting["adjectives"] if ending)
        self._nouns_are_capitalised: bool = counting["nouns_are_capitalised"]

    def is_label(self, amount: Amount, text: Text) -> bool:
        """Whether the figure is no amount. `amount` has no bound beside it."""
        if amount.unit and (amount.unit.kind in (Kind.MONEY, Kind.PERCENT) or amount.scaled):
            return False
        if amount.scaled or amount.grouped or amount.vague:
            return False
        if is_year(amount) and not (amount.noun and amount.noun.known and amount.low % 50 == 0):
            return True
        window = text.written[max(0, amount.start - 48) : amount.start]
        match = _WORD_BEFORE.search(window)
        return match is not None and self._names(match[1], window[: match.start()], amount)

    def _names(self, word: str, before: str, amount: Amount) -> bool:
        lowered = lower(word)
        if lowered in self._labels:
            described = self._nouns_are_capitalised and amount.noun is not None and _LAST.search(before) is not None
            is_time = described and before.split()[-1].endswith(self._adjectives)  # "im vergangenen Jahr 14 Fähren"
            return not (amount.noun and amount.noun.known) and amount.unit is None and not is_time
        if amount.spelled or not word[0].isupper() or not word[-1].isalnum() or amount.unit is not None:
            return False
        noun = amount.noun
        known = noun is not None and noun.known
        if lowered in self._calendar:
            return not known
        if self._nouns_are_capitalised:
            return not known and (noun is None or amount.low <= _LARGEST_VERSION)
        headline = noun is not None and noun.capital
        if word.isupper() and len(word) > 1:
            return not headline
        if known and (headline or lowered in self._stop or _SENTENCE_START.search(before)):
            return False
        return lowered not in self._stop
