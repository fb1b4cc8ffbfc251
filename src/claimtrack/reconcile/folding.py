"""Names and words in the one form in which they are compared, whatever their case, umlauts, script marks or hyphens."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from claimtrack.errors import LanguageError
from claimtrack.language import languages, read_data

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}
)
_BARE_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})
_APOSTROPHES = "'’‘`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s\b|[{_APOSTROPHES}]")
_ABBREVIATION = re.compile(r"\b(\w)\.(?=\w\b)")
_DOTTED = re.compile(r"\w\.\w")
_SPACES = re.compile(r"\W+")
_APART = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})  # what parts ASCII words
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,80})\)\s*")
_MOST_FORMS = 3  # legal forms at the end of one name
_AND_WORD = "and"
_SIGNS = {"&": f" {_AND_WORD} ", "+": " plus "}


class FoldedName(NamedTuple):
    """A name taken apart: what it is compared by, the legal form it states, and the short form in its brackets."""

    base: str
    form: str | None
    short: str | None


@cache
def read_table(name: str) -> dict[str, Any]:
    """Return the contents of `reconcile/<name>.toml`; the same object each time, not to be changed."""
    return tomllib.loads(files("claimtrack.reconcile").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_words(name: str) -> tuple[dict[str, Any], ...]:
    """Return the table `name` of every language that has one, in the order of their codes."""
    tables = []
    for lang in languages():
        try:
            tables.append(read_data(lang, name))
        except LanguageError:
            continue
    return tuple(tables)


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """Return the words or phrases of a list, of every language that has the table."""
    return frozenset(word for words in read_words(table) for word in words[name])


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Return the text in lower case, umlauts spelled out, other marks dropped, words apart by one blank.

    Possessive endings go ("Northwind's" → "northwind"), dotted abbreviations close up ("S.A." → "sa").
    """
    if text.isascii():  # nearly all are, and that is a fifth of the time; of names alone without any mark, a tenth
        text = text.lower()
        return _joined(text.split()) if text.replace(" ", "").isalnum() else _plain(text)
    return _plain(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))


def fold_bare(text: str) -> str:
    """Return what `fold` returns, but with umlauts that lose their dots ("Müller" → "muller")."""
    return _plain(unicodedata.normalize("NFC", text).casefold().translate(_BARE_UMLAUTS).translate(_UMLAUTS))


def _plain(text: str) -> str:
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    if any(map(text.__contains__, _APOSTROPHES)):
        text = _POSSESSIVE.sub("", text)
    if "." in text[:-1]:
        text = _ABBREVIATION.sub(r"\1", text)
    return _joined(text.translate(_APART).split() if text.isascii() else _words_of_marked(text))


def _joined(words: list[str]) -> str:
    ands = _ands()
    return " ".join(words if ands.isdisjoint(words) else [_AND_WORD if word in ands else word for word in words])


def _words_of_marked(text: str) -> list[str]:
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _SPACES.sub(" ", text).replace("_", " ").split()


@cache
def _ands() -> frozenset[str]:
    """How languages write the sign "&"."""
    return frozenset(word for table in read_words("numbers") for word in table["words"]["and"])


@lru_cache(maxsize=1 << 16)
def is_common(name: str) -> bool:
    """Whether the words are no name but describe somebody or something: "some investors", "Das Unternehmen".

    A name that is written small is told by the dot in it: "monday.com".
    """
    return (name.islower() and _DOTTED.search(name) is None) or fold_name(name).base in _class_nouns()


@cache
def _class_nouns() -> frozenset[str]:
    return frozenset(
        fold(n) for table in read_words("names") for n in table.get("anaphora", {}).get("organisation", ())
    )


@lru_cache(maxsize=1 << 17)
def fold_name(name: str) -> FoldedName:
    """Take a name apart: article, brackets, concern words ("Group") and legal form ("AG") go; see `FoldedName`."""
    match = _PARENTHESIS.search(name) if "(" in name else None
    short = fold(match[1]) or None if match else None
    words = fold(_PARENTHESIS.sub(" ", name) if match else name).split() or fold(name).split()
    if len(words) > 1 and words[0] in _articles():
        words = words[1:]
    words, form = _without_form(words)
    if len(words) > 1 and words[-1] in _concern_words():
        words = words[:-1]
    return FoldedName(" ".join(words) or name.casefold().strip(), form, short)


def _without_form(words: list[str]) -> tuple[list[str], str | None]:
    found = None
    for _ in range(_MOST_FORMS):
        form, count = _last_form(words)
        if form is None:
            break
        words, found = words[:-count], found or form
    return words, found


def _last_form(words: list[str]) -> tuple[str | None, int]:
    if not words or words[-1] not in _ends_of_forms():
        return None, 0
    for count in (4, 3, 2, 1):  # the longest form first: "GmbH & Co. KG"
        form = _legal_forms().get(" ".join(words[-count:]))
        if form is not None and len(words) > count:
            return form, count
    return None, 0


@cache
def _articles() -> frozenset[str]:
    return frozenset(word for table in read_words("names") for word in table.get("articles", ()))


@cache
def _legal_forms() -> dict[str, str]:
    return {word: form for form, words in read_table("names")["forms"].items() for word in words}


@cache
def _ends_of_forms() -> frozenset[str]:
    return frozenset(words.rpartition(" ")[2] for words in _legal_forms())


@cache
def _concern_words() -> frozenset[str]:
    return frozenset(read_table("names")["concern"]["words"])
