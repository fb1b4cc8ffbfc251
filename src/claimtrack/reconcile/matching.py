"""The steps that bring different names of one entity together; each returns base → canonical base, nothing else.

A step sees only names that no earlier step has mapped, sorted, and maps rarer names to more usual ones: the order of
the claims cannot matter, and no name is reached through a third one.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from rapidfuzz.distance import OSA

from claimtrack.reconcile.folding import fold_bare, fold_name, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ACRONYM = range(3, 7)
TYPED = 3  # letters at the head of a name that are taken to be typed right
_PERSON = frozenset({"person"})
_NONE: frozenset[str] = frozenset()
_IN = " in "  # between a thing and its place, in English and in German
LONG_WORD = 6  # letters: in a shorter word another letter is another word
_INDEX, _INDEX_DIGITS = 30, 2  # the least number in the name of a stock index; it has two digits or more
_LONG_NAME = 8  # letters: a shorter name of one word with another letter is another name


class Document(Protocol):
    """A document, as far as names are concerned."""

    @property
    def id(self) -> str:
        """What tells it from others."""


class Documents(Protocol):
    """The documents that use a name, each as often as it does; few names are asked for more than how many."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Document]: ...


class Name:
    """A folded name, its `words`, and what is known of its use in the documents.

    `count` is how often it is used, in which spellings `texts` says; `types` are what it is used for, `shorts` the
    forms that it states in brackets, `beside` the first words of the organisations of a person.
    """

    __slots__ = ("_used", "base", "beside", "count", "shorts", "texts", "types", "words")

    def __init__(self, base: str) -> None:
        self.base = base
        self.words = tuple(base.split())
        self.count = 0
        self.texts: dict[str, int] = {}
        # most names are of one type and state no short form: they share the sets that say so
        self.types = self.shorts = self.beside = _NONE
        self._used: list[Documents] = []

    def add(self, text: str, types: frozenset[str], documents: Documents, short: str | None) -> None:
        """Note that documents use the name in this spelling, for things of a type, each as often as it is given."""
        self.count += len(documents)
        self.texts[text] = self.texts.get(text, 0) + len(documents)
        self.types = self.types | types if self.types else types
        self._used.append(documents)
        if short is not None:
            self.shorts |= {short}

    @property
    def documents(self) -> set[str]:
        """The ids of the documents that use the name; few names are asked for them."""
        return {source.id for sources in self._used for source in sources}

    @property
    def is_person(self) -> bool:
        """Whether it is used as a person's name only."""
        return self.types == _PERSON

    @property
    def is_product(self) -> bool:
        """Whether it is used as a product's name, where one letter more is another product."""
        return "product" in self.types

    @property
    def rank(self) -> tuple[int, int, str]:
        """More usual and longer names first."""
        return -self.count, -len(self.base), self.base


def match_brackets(names: Mapping[str, Name]) -> dict[str, str]:
    """A short form that a name states in brackets, "Hudson Bay Company (HBC)", where only one name states it."""
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for name in names.values():
        for short in name.shorts:
            stated[short].add(name.base)
    return {
        short: min(longs) for short, longs in stated.items() if short in names and longs != {short} and len(longs) == 1
    }


def match_umlauts(names: Mapping[str, Name]) -> dict[str, str]:
    """Umlauts that lost their dots: "Muller" where somebody writes "Müller"."""
    bare = {}
    for base, name in names.items():
        for text in filter(_has_umlaut, name.texts):
            plain = fold_name(fold_bare(text)).base
            if plain != base and plain in names:
                bare[plain] = base
    return bare


def _has_umlaut(text: str) -> bool:
    return not text.isascii() and any(char in "äöü" for char in unicodedata.normalize("NFC", text).casefold())


def match_genitives(names: Mapping[str, Name]) -> dict[str, str]:
    """The German genitive of a name that also stands without it: "Northwinds" beside "Northwind"."""
    return {
        base: base[:-1]
        for base in names
        if base.endswith("s") and base[:-1] in names and len(base) > LONG_WORD and not names[base].is_product
    }


def match_located(names: Mapping[str, Name]) -> dict[str, str]:
    """Things called by their place ahead or behind: "cathode plant in Ohio" beside "Ohio cathode plant"."""
    found = {}
    for base, name in names.items():
        thing, located, place = base.rpartition(_IN)
        other = names.get(f"{place} {thing}") if located else None
        if other is not None:
            usual, rarer = sorted((name, other), key=lambda one: one.rank)
            found[rarer.base] = usual.base
    return found


def match_titles(names: Mapping[str, Name]) -> dict[str, str]:
    """Persons with a title or a middle initial beside the plain name: "Dr. Ada B. Keller", "Ada Keller"."""
    found = {}
    for base, name in names.items():
        plain = plain_person(name.words) if name.is_person else None
        if plain is not None and plain != base and plain in names:
            found[base] = plain
    return found


def plain_person(words: Sequence[str]) -> str | None:
    """Return a person's name without titles and middle initials, if more than one word is left."""
    titles = _titles()
    words = [word for word in words if word not in titles]
    if len(words) < 2:
        return None
    return " ".join(word for place, word in enumerate(words) if place in (0, len(words) - 1) or len(word) > 1)


def match_versions(names: Mapping[str, Name]) -> dict[str, str]:
    """A product with and without its line or maker, "Claude Opus 4.6" and "Opus 4.6", where one line alone has it."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for base, name in names.items():
        for tail in version_tails(base) if name.is_product and any(map(_has_version, name.texts)) else ():
            groups[tail].add(base)
    found: dict[str, str] = {}
    seen: set[str] = set()
    for tail, bases in sorted(groups.items(), key=lambda group: (len(group[0]), group[0])):
        chain = sorted(bases, key=len)
        is_one = all(_is_line_of(names[long], short) for short, long in pairwise(chain))
        if tail in names and len(chain) > 1 and is_one and seen.isdisjoint(bases):
            seen |= bases
            usual, *others = sorted((names[base] for base in chain), key=lambda each: each.rank)
            found |= {other.base: usual.base for other in others}
    return found


def _is_line_of(long: Name, short: str) -> bool:
    """Whether a name is a shorter one with a line or maker, in capitals, before it: not "features for Windows 11"."""
    added = len(long.words) - len(short.split())
    lines = (text.split()[:added] for text in long.texts)
    return long.base.endswith(f" {short}") and any(all(not w[0].islower() for w in line) for line in lines)


def version_tails(base: str) -> Iterator[str]:
    """What may stand for a product that has a version: its last words, two at least, a word first, a digit in them."""
    words = base.split()
    for start in range(len(words) - 1):
        tail = words[start:]
        if tail[0][0].isalpha() and tail[0] not in _generations() and any(map(str.isdigit, "".join(tail))):
            yield " ".join(tail)


def _has_version(text: str) -> bool:
    """Whether a number in a name may be a version: from thirty up it is a stock index's, "Euro Stoxx 50"."""
    return any(any(map(str.isdigit, word)) and not _is_of_index(word) for word in text.split())


def _is_of_index(word: str) -> bool:
    return word.isdecimal() and (len(word) > _INDEX_DIGITS or int(word) >= _INDEX)


def match_acronyms(names: Mapping[str, Name]) -> dict[str, str]:
    """An acronym in capitals beside the one long name that it stands for, both in one document."""
    initials: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if len(name.words) in ACRONYM and not name.is_person:
            initials[initials_of(name.words)].append(name)
    found = {}
    for base, name in names.items():
        longs = initials.get(base, ())
        if len(longs) == 1 and all(text.isupper() for text in name.texts) and longs[0].documents & name.documents:
            found[base] = longs[0].base
    return found


def initials_of(words: Iterable[str]) -> str:
    """Return the acronym that a name of these words may have."""
    return "".join(word[0] for word in words if word != "and")


def match_single_names(names: Mapping[str, Name]) -> dict[str, str]:
    """A surname or forename alone, for the one person of that name in the same documents or organisations."""
    people: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if name.is_person and len(name.words) > 1:
            for word in {name.words[0], name.words[-1]}:
                people[word].append(name)
    found = {}
    for base, name in names.items():
        bearers = people.get(base, ())
        if len(bearers) != 1 or not name.is_person:
            continue
        if bearers[0].documents >= name.documents or bearers[0].beside & name.beside:
            found[base] = bearers[0].base
    return found


def match_typos(names: Mapping[str, Name]) -> dict[str, str]:
    """One typing error in one long word; never in products, in names with digits, or in a last letter added."""
    blocks: defaultdict[tuple[str, int, bool], list[Name]] = defaultdict(list)
    for name in names.values():
        if len(name.base) > LONG_WORD and not (name.is_product or any(map(str.isdigit, name.base))):
            blocks[name.base[:TYPED], len(name.words), name.is_person].append(name)
    several = (block for block in blocks.values() if len(block) > 1)
    return {base: match for block in several for base, match in _typos_of(block).items()}


def _typos_of(block: list[Name]) -> dict[str, str]:
    """Names of one block that are a usual one with an error; what two have in common then finds them in one step."""
    usual: dict[str, tuple[Name, ...]] = {}
    found: dict[str, str] = {}
    for name in sorted(block, key=lambda each: each.rank):
        blurred = _blur(name)
        shared = [] if usual.keys().isdisjoint(blurred) else [form for form in blurred if form in usual]
        typos = _typos_among(name, shared, usual) if shared else []
        if typos:
            found[name.base] = min(typos, key=lambda each: each.rank).base
            continue
        others = {form: (*usual[form], name) for form in shared}
        usual.update(dict.fromkeys(blurred, (name,)))
        usual.update(others)
    return found


def _typos_among(name: Name, shared: Sequence[str], usual: Mapping[str, Sequence[Name]]) -> list[Name]:
    """The usual names that share some forms with a name and that it is an error of."""
    alike = {other.base: other for form in shared for other in usual[form]}
    return [other for other in alike.values() if is_typo(name.words, other.words)]


def _blur(name: Name) -> set[str]:
    """The name, and it with each letter of a long word left out: names that are one edit apart share such a form.

    Names of one block have their head in common, so where they first differ is behind it.
    """
    base, start = name.base, 0
    forms = {base}
    for word in name.words:
        end = start + len(word)
        if len(word) > LONG_WORD:
            forms.update([base[:cut] + base[cut + 1 :] for cut in range(max(start, TYPED), end)])
        start = end + 1
    return forms


def is_typo(words: tuple[str, ...], usual: tuple[str, ...]) -> bool:
    """Whether names of as many words are one but for an error in one long word."""
    pairs = [(word, other) for word, other in zip(words, usual, strict=True) if word != other]
    if len(pairs) != 1:
        return False
    word, other = pairs[0]
    if min(len(word), len(other)) <= LONG_WORD or word.startswith(other) or other.startswith(word):
        return False
    is_swap = len(word) == len(other) and sorted(word) != sorted(other)
    if is_swap and len(words) == 1 and len(word) <= _LONG_NAME:
        return False  # nothing beside it speaks for the same: "Equinor" and "Equinox"
    return OSA.distance(word, other, score_cutoff=1) == 1


@cache
def _generations() -> frozenset[str]:
    return frozenset(read_table("names")["generations"]["words"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(read_table("names")["titles"]["words"])


STEPS = (
    match_brackets,
    match_umlauts,
    match_genitives,
    match_located,
    match_titles,
    match_versions,
    match_acronyms,
    match_single_names,
    match_typos,
)
