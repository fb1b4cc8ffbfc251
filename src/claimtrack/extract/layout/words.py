"""The words of a language's `layout.toml`, and what a label or a heading is by its words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.language import read_data
from claimtrack.recognize.gazetteers import is_listed
from claimtrack.recognize.namewords import is_no_word
from claimtrack.recognize.times import recognize_times

_WORD = re.compile(r"[^\W_]+(?:[-.'’&][^\W_]+)*")
_LONGEST_LABEL = 5
"""Words of the longest name that is a label."""
_NOTICE = 90
"""Letters of the longest line that opens with "Read more" and is no sentence of the article."""
_CAPTION = 160
"""Letters of the longest line that opens with "Photo:" and says whose it is."""
_NO_NAME = frozenset('.!?;"“”„»«…|(')


class LayoutWords(NamedTuple):
    """The lists of `layout.toml`; what each is for stands there."""

    furniture: re.Pattern[str]
    fields: frozenset[str]
    openings: frozenset[str]
    links: frozenset[str]
    descriptions: frozenset[str]
    deals: frozenset[str]
    agencies: frozenset[str]
    beside_dates: frozenset[str]


@cache
def _time_words(lang: str) -> frozenset[str]:
    """The names of months, weekdays and seasons: without one of them or a digit, a line names no day or month."""
    words = read_data(lang, "times")["words"]
    named = (key for key in words if key.startswith(("month", "weekday", "season")))
    return frozenset(word.lower() for key in named for word in words[key])


def may_be_time(line: str, lang: str) -> bool:
    """Whether a line has a digit or a month's or weekday's name: a look-up before times are recognised."""
    if any(char.isdigit() for char in line):
        return True
    return not _time_words(lang).isdisjoint(word.lower().rstrip(".") for word in _WORD.findall(line))


@cache
def layout_words(lang: str) -> LayoutWords:
    """Return the words of a language; raises `LanguageError` when it has no `layout.toml`."""
    data = read_data(lang, "layout")
    short = {phrase.lower() for phrase in data["short"]}
    openings = sorted({phrase.lower() for phrase in data["furniture"]}, key=lambda phrase: (-len(phrase), phrase))
    parts = [re.escape(phrase) + (r"(?=\s*(?::|\*|$))" if phrase in short else r"(?!\w)") for phrase in openings]
    sets = {key: frozenset(data[key]) for key in LayoutWords._fields if key != "furniture"}
    return LayoutWords(furniture=re.compile("|".join(parts)), **sets)


def is_furniture(line: str, lang: str, *, is_heading: bool = False) -> bool:
    """Whether a line only leads away from the article: "Read more …", "Foto: …"; a sentence with a full stop does not.

    A heading with a colon ("Video: What the new camera can do") is one of the article's.
    """
    head = line.lstrip("*_-+• \t\u00a0").lower()
    found = layout_words(lang).furniture.match(head)
    if found is None:
        return False
    is_label = head[found.end() :].lstrip("*_ ")[:1] == ":"
    if is_label and is_heading:
        return False
    longest = _CAPTION if is_label else _NOTICE
    return len(line) <= longest and line.rstrip()[-1:] not in tuple(".!?")


@lru_cache(maxsize=4096)
def names_something(label: str, lang: str) -> bool | None:
    """Whether a label is a name: true or false where its words tell, `None` where only its neighbours can.

    Metrics and properties ("Revenue", "Gründer") name nobody; a listed name or a word of no dictionary does.
    """
    if not label or _NO_NAME & set(label) or len(label.split()) > _LONGEST_LABEL:
        return False
    words = _WORD.findall(label)
    if not words or not any(char.isalpha() for char in label) or label[0].isdigit():
        return False
    if _is_property(label.lower(), words, lang) or (may_be_time(label, lang) and recognize_times(label, lang, None)):
        return False
    lists = layout_words(lang)
    small = [word for word in words if word[0].islower() and word not in lists.links]
    if small:
        return len(words) == 1 and is_no_word(label[0].upper() + label[1:], lang)
    return True if is_listed(label) or any(is_no_word(word, lang) for word in words) else None


def _is_property(label: str, words: list[str], lang: str) -> bool:
    figures, lists = load_figure_words(lang), layout_words(lang)
    if label in lists.fields or words[0].lower() in lists.fields or tuple(label.split()) in figures.metrics:
        return True
    last = words[-1].lower()
    if (last,) in figures.metrics or (tuple(word.lower() for word in words[-2:]) in figures.metrics):
        return True
    return figures.compounds and any(last.endswith(part) for part in figures.parts)
