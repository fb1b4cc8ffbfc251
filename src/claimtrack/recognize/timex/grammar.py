"""The grammar of time expressions of a language, read from `times.toml`: its words, and rules in levels.

A rule says which words (`when`, in the syntax of `patterns`) make which value (`make`, a function of `make_dates`,
`make_relative` or `make_clock`); every other key of the rule is an argument of that function. Rules of level 1 read
words, those of the next levels read words and the values found before, known as classes by unit and nature:
`{@month}`, `{@open}`, `{@month_open}`, and `{@date}` for whatever lies in the calendar. A rule with `weak = true`
makes a value that counts only as part of another: "May", "the 3rd", "a year".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from claimtrack.language import read_data
from claimtrack.recognize.calendar import Unit
from claimtrack.recognize.patterns import Alphabet, Pattern, compile_pattern, words_of
from claimtrack.recognize.timex import make_clock, make_dates, make_relative
from claimtrack.recognize.timex.fields import Fields
from claimtrack.recognize.timex.values import Value
from claimtrack.recognize.timex.words import SHAPES, Classes, compounded, number, number_classes, token_form

_MAKERS: dict[str, Callable[[Fields], Value | None]] = {
    make.__name__: make for module in (make_dates, make_relative, make_clock) for make in module.MAKERS
}
NATURES = (
    "fixed", "open", "weekday", "dayonly", "shifted", "weekend", "back", "length", "offset",
    "stretch", "within", "part", "fiscal", "every", "vague", "clock", "range",
)  # fmt: skip
_DATES = frozenset({"fixed", "open", "weekday", "dayonly", "shifted", "weekend", "back", "offset", "within", "part"})
_LONGEST_WORD = 40  # characters; no entry of a lexicon is longer, and what is longer is not kept in memory
_CACHED_WORDS = 50_000


class Rule(NamedTuple):
    """A compiled rule; `rank` is its place in the file."""

    pattern: Pattern
    build: Callable[[Fields], Value | None]
    arguments: dict[str, Any]
    weak: bool
    rank: int


class Level(NamedTuple):
    """The rules of a level by the letter they can start with, and what finds such a letter."""

    rules: dict[str, tuple[Rule, ...]]
    starters: re.Pattern[str]


def value_classes(value: Value, weak: bool) -> frozenset[str]:
    """Return the classes by which the patterns of the next level know a value."""
    return _value_classes(value.nature, value.unit, weak)


def _value_classes(nature: str, unit: Unit, weak: bool) -> frozenset[str]:
    names = {"@", "@" + nature, "@" + unit, f"@{unit}_{nature}"}
    if nature in _DATES:
        names |= {"@date", f"@{unit}_date"}
    return frozenset(names | {"@weak"} if weak else names | {"@strong"})


class Grammar:
    """Words, token shapes and rules of one language."""

    def __init__(self, lang: str) -> None:
        data = read_data(lang, "times")
        self._inflections: list[str] = data.get("inflections", [])
        self._shapes = [(re.compile(s["form"], re.IGNORECASE), tuple(s["is"])) for s in [*SHAPES, *data["shapes"]]]
        self._endings = [(tuple(ending), name) for name, ending in data.get("endings", {}).items()]
        self._macros: dict[str, str] = data["patterns"]
        rules = list(data["rules"])
        self._literals = self._named_words(rules)
        self._words = self._lexicon(lang, data)
        self._alphabet = Alphabet()
        self._members: dict[tuple[str, ...], frozenset[str]] = {}
        self._letters = {word: self._letter(classes) for word, classes in self._words.items()}
        self._prepare_letters()
        self.token = re.compile(token_form(self._compounds(lang, data), data.get("tokens", [])))
        self.levels = [self._compile(rules, level) for level in sorted({rule["level"] for rule in rules})]

    @property
    def known(self) -> dict[str, str]:
        """The letters of the words that are known or were met before."""
        return self._letters

    def letter(self, word: str) -> str:
        """Return the letter of a word or mark."""
        found = self._letters.get(word)
        if found is None:
            found = self._letter(self.classes(word))
            if len(word) <= _LONGEST_WORD and len(self._letters) < _CACHED_WORDS:
                self._letters[word] = found
        return found

    def letter_of(self, value: Value, weak: bool) -> str:
        """Return the letter of a value found at a level before."""
        return self._alphabet.letter(value_classes(value, weak))

    def members(self, *names: str) -> frozenset[str]:
        """Return the letters of all words that are of one of the classes."""
        if names not in self._members:
            self._members[names] = frozenset("".join(self._alphabet.members(name) for name in names))
        return self._members[names]

    def classes(self, word: str) -> Classes:
        """Return the classes of a word or mark with its value in each."""
        found = self._words.get(word)
        if found is not None:
            return found
        if len(word) > _LONGEST_WORD:
            return {"word": None}
        if word[0].isdigit():
            return number_classes(word) or self._shaped(word) or {"word": None}
        if word[0].isalpha():
            return self._shaped(word) or self._unknown(word)
        return {"break": None} if word[0] == "\n" else {}

    def _unknown(self, word: str) -> Classes:
        classes: Classes = {"name" if word[0].isupper() else "word": None}
        if word[0].islower():
            classes |= {name: None for endings, name in self._endings if word.endswith(endings)}
        return classes

    def _shaped(self, word: str) -> Classes:
        for form, names in self._shapes:
            match = form.fullmatch(word)
            if match is not None:
                groups = tuple(int(group) if group.isdigit() else group.lower() for group in match.groups() if group)
                return dict.fromkeys(names, groups[0] if len(groups) == 1 else groups)
        return {}

    def _letter(self, classes: Classes) -> str:
        return self._alphabet.letter(frozenset(classes))

    def _named_words(self, rules: list[dict[str, Any]]) -> set[str]:
        sources = [source for rule in rules for source in _patterns_of(rule)]
        return {word for source in sources for word in words_of(source, self._macros)}

    def _lexicon(self, lang: str, data: dict[str, Any]) -> dict[str, Classes]:
        words: dict[str, Classes] = {}
        for word in self._literals:
            _enter(words, word, "=" + word, None)
            if word.isdigit():
                words[word] |= number_classes(word)
        for name, entries in data["words"].items():
            items = entries.items() if isinstance(entries, dict) else ((word, None) for word in entries)
            for word, value in items:
                self._enter_all(words, word, name, value)
        numbers = read_data(lang, "numbers")["words"]
        for word, value in {**numbers["ones"], **numbers["tens"]}.items():
            _enter(words, word, "number", number(str(value)))
        for name, parts in data.get("compounds", {}).items():
            for spelling, values in compounded(parts, data["words"]):
                self._enter_all(words, spelling, name, values)
        return words

    def _enter_all(self, words: dict[str, Classes], word: str, name: str, value: Any) -> None:
        """Enter an entry of the data in all its forms: `~` is any inflection, `=` before it keeps it from capitals."""
        if word.startswith("="):
            words.setdefault(word[1:], {})[name] = value
        elif word.endswith("~"):
            for ending in self._inflections:
                _enter(words, word[:-1] + ending, name, value)
        else:
            _enter(words, word, name, value)

    def _compounds(self, lang: str, data: dict[str, Any]) -> str:
        """Enter the number words of two parts (twenty-one) and return the form that reads them as one token."""
        numbers = read_data(lang, "numbers")["words"]
        tens, ones = numbers["tens"], {word: value for word, value in numbers["ones"].items() if 1 <= float(value) < 10}
        if numbers["order"] == "ones-tens":
            for (one, low), joiner, (ten, high) in product(ones.items(), numbers["and"], tens.items()):
                if float(low) == int(float(low)):
                    _enter(self._words, f"{one}{joiner}{ten}", "number", int(low) + int(high))
                    self._letters[f"{one}{joiner}{ten}"] = self._letter({"number": None})
            return ""
        ordinals = {word: value for word, value in data["words"]["ordinal"].items() if value < 10}
        for (ten, high), mark in product(tens.items(), "- "):
            for one, low in ones.items():
                _enter(self._words, f"{ten}{mark}{one}", "number", int(low) + int(high))
            for one, low in ordinals.items():
                for name in ("ordinal", "ordinal_day") if int(high) < 40 else ("ordinal",):
                    _enter(self._words, f"{ten}{mark}{one}", name, int(low) + int(high))
        return rf"(?i:\b(?:{'|'.join(tens)})[- ](?:{'|'.join([*ones, *ordinals])})\b)|"

    def _prepare_letters(self) -> None:
        """Give every combination of classes that a text can hold its letter before the patterns are compiled."""
        for sample in [
            "",
            "qzx",
            "Qzx",
            *map(str, range(100)),
            "00",
            "01",
            "08",
            "09",
            "012",
            "300",
            "1500",
            "1550",
            "1777",
            "1950",
        ]:
            self._letter(self.classes(sample) if sample else {})
        for sample in ("2050", "2150", "2300", "12345", "1.5", "1,5", "1,500", "1.500", "x" * 50):
            self._letter(self.classes(sample))
        for size in range(1, len(self._endings) + 1):
            for endings in product(self._endings, repeat=size):
                self._letter({"word": None} | {name: None for _, name in endings})
        for _, names in self._shapes:
            self._letter(dict.fromkeys(names))
        self._letter({"number": None})
        self._letter({"break": None})
        for nature, unit, weak in product(NATURES, Unit, (False, True)):
            self._alphabet.letter(_value_classes(nature, unit, weak))

    def _compile(self, rules: list[dict[str, Any]], level: int) -> Level:
        by_letter: dict[str, list[Rule]] = {}
        for rank, rule in enumerate(rules):
            if rule["level"] != level:
                continue
            arguments = {key: value for key, value in rule.items() if key not in ("level", "when", "make", "weak")}
            for source in _patterns_of(rule):
                pattern = compile_pattern(source, self._macros, self._alphabet)
                compiled = Rule(pattern, _MAKERS[rule["make"]], arguments, rule.get("weak", False), rank)
                for letter in pattern.starters:
                    by_letter.setdefault(letter, []).append(compiled)
        starters = re.compile("[" + "".join(sorted(by_letter)) + "]")
        return Level({letter: tuple(found) for letter, found in by_letter.items()}, starters)


@cache
def load_grammar(lang: str) -> Grammar:
    """Return the grammar of a language.

    Raises:
        LanguageError: the language has no `times.toml`.
    """
    return Grammar(lang)


def _patterns_of(rule: dict[str, Any]) -> list[str]:
    when = rule["when"]
    return [when] if isinstance(when, str) else list(when)


def _enter(words: dict[str, Classes], word: str, name: str, value: Any) -> None:
    """Enter a word: as it is and in capitals, and with a capital where the entry has none."""
    for spelling in {word, word.upper()} | ({word.capitalize()} if word == word.lower() else set()):
        words.setdefault(spelling, {})[name] = value
