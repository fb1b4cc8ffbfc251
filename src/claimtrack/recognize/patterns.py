"""Patterns over words: each word becomes one letter, a text a string of letters, a pattern a regular expression.

A word belongs to classes ("month", "ordinal"; a word that a pattern names is a class of its own). Every combination of
classes that occurs has a letter, so that a pattern of classes is a regular expression over letters and `re` does the
work. The syntax of a pattern, items apart by blanks:

    {month}            a word of the class; its value is the field `month`
    {month:to}         the same, as the field `to`
    quarter  ,         the word or the mark itself
    <date>             another pattern by its name
    ( a | b c )  x?    alternatives; an item that may be missing
    [a | {month}]      as first or last item: the neighbour that must be there, and is no part of the match
    [! a | {month}]    the neighbour that must not be there

There is no repetition, so a match is as long as its pattern and matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_ITEM = re.compile(r"\s*(\{[\w@]+(?::\w+)?\}|<\w+>|\[!?|[()|\]?]|[^\s()|\]?\[{<]+)")
_FIRST_LETTER = 0xE000  # the private use area: letters that no text can smuggle in, for no text is matched


class Alphabet:
    """Letters for combinations of classes; built before the patterns are compiled, and fixed from then on."""

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {}

    def letter(self, classes: frozenset[str]) -> str:
        """Return the letter of a combination of classes, a new one for a new combination."""
        return self._letters.setdefault(classes, chr(_FIRST_LETTER + len(self._letters)))

    def members(self, name: str) -> str:
        """Return all letters whose combination has the class."""
        return "".join(letter for classes, letter in self._letters.items() if name in classes)


class Pattern(NamedTuple):
    """A compiled pattern: `fields[i]` and `classes[i]` are those of the regular expression's group i + 1."""

    regex: re.Pattern[str]
    fields: tuple[str, ...]
    classes: tuple[str, ...]
    starters: frozenset[str]


class _Part(NamedTuple):
    regex: str
    starters: str
    empty: bool  # whether it can match nothing


def words_of(source: str, macros: Mapping[str, str]) -> set[str]:
    """Return the words and marks a pattern names, those of the patterns it refers to included."""
    found: set[str] = set()
    for item in _ITEM.findall(source):
        if item.startswith("<"):
            found |= words_of(macros[item[1:-1]], macros)
        elif item not in ("(", ")", "|", "]", "[", "[!", "?") and not item.startswith("{"):
            found.add(item)
    return found


def compile_pattern(source: str, macros: Mapping[str, str], alphabet: Alphabet) -> Pattern:
    """Compile a pattern.

    Raises:
        ValueError: the pattern does not follow the syntax, or can match nothing.
    """
    compiler = _Compiler(source, macros, alphabet)
    part = compiler.compile()
    if part.empty:
        raise ValueError(f"the pattern matches nothing at all: {source!r}")
    return Pattern(re.compile(part.regex), tuple(compiler.fields), tuple(compiler.classes), frozenset(part.starters))


class _Compiler:
    """A recursive descent over the items of one pattern."""

    def __init__(self, source: str, macros: Mapping[str, str], alphabet: Alphabet) -> None:
        self.source = source
        self.macros = macros
        self.alphabet = alphabet
        self.items = self._expand(source)
        self.fields: list[str] = []
        self.classes: list[str] = []
        self.at = 0

    def _expand(self, source: str) -> list[str]:
        items: list[str] = []
        for item in _ITEM.findall(source):
            items += ["(", *self._expand(self.macros[item[1:-1]]), ")"] if item.startswith("<") else [item]
        return items

    def compile(self) -> _Part:
        part = self._alternatives()
        if self.at < len(self.items):
            raise ValueError(f"unexpected {self.items[self.at]!r} in {self.source!r}")
        return part

    def _peek(self) -> str:
        return self.items[self.at] if self.at < len(self.items) else ""

    def _next(self) -> str:
        if self.at >= len(self.items):
            raise ValueError(f"the pattern breaks off: {self.source!r}")
        self.at += 1
        return self.items[self.at - 1]

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self._peek() == "|":
            self._next()
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        regex = "(?:" + "|".join(part.regex for part in parts) + ")"
        return _Part(regex, "".join(part.starters for part in parts), any(part.empty for part in parts))

    def _sequence(self) -> _Part:
        regex, starters, empty = "", "", True
        while self._peek() not in ("", "|", ")", "]"):
            part = self._neighbour(ahead=not empty) if self._peek().startswith("[") else self._item()
            regex += part.regex
            starters += part.starters if empty else ""
            empty = empty and part.empty
        return _Part(regex, starters, empty)

    def _item(self) -> _Part:
        item = self._next()
        if item == "(":
            part = self._alternatives()
            self._close(")")
        elif item.startswith("{"):
            name, _, field = item[1:-1].partition(":")
            self.fields.append(field or name.lstrip("@"))
            self.classes.append(name)
            members = self._members(name)
            part = _Part(f"([{members}])", members, empty=False)
        else:
            members = self._members("=" + item)
            part = _Part(f"[{members}]", members, empty=False)
        if self._peek() == "?":
            self._next()
            return _Part(f"(?:{part.regex})?", part.starters, empty=True)
        return part

    def _neighbour(self, ahead: bool) -> _Part:
        negated = self._next() == "[!"
        members = ""
        while self._peek() != "]":
            item = self._next()
            if item != "|":
                members += self._members(item[1:-1] if item.startswith("{") else "=" + item)
        self._close("]")
        look = "?" + ("" if ahead else "<") + ("!" if negated else "=")
        return _Part(f"({look}[{members}])", "", empty=True)

    def _close(self, mark: str) -> None:
        if self._next() != mark:
            raise ValueError(f"{mark!r} is missing in {self.source!r}")

    def _members(self, name: str) -> str:
        members = self.alphabet.members(name)
        if not members:
            raise ValueError(f"no word is {name!r} in {self.source!r}")
        return members
