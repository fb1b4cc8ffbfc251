"""Names that are plain in one sentence of a document, found in its other sentences as well.

A word at the head of a sentence says nothing by its capital; the rest of the document may.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.nominatives import in_nominative, without_genitive
from claimtrack.extract.names.openings import opens_as_name
from claimtrack.extract.names.productnames import released_versions
from claimtrack.language import read_data
from claimtrack.recognize.gazetteers import is_listed, is_organisation
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.extract.names.spellings import Spellings
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_OFTEN = 2
"""Times that an ordinary word has a capital in mid-sentence before it is a name at a sentence's head, too."""
_NUMBERED = re.compile(r"[^\W\d]\w{2,30} \d{1,2}[A-Za-z]?")
"""A product's name of one word and its number."""
_SHORTEST = 4
"""Letters of such a word."""


def with_joined_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with names of two words whole that only some sentences cut after the first."""
    whole = {name.text for passage in passages for name in passage.names if name.end - name.start == 2}
    return [_with_next(passage, whole) for passage in passages]


def _with_next(passage: Passage, whole: set[str]) -> Passage:
    names: list[Name] = []
    for name in passage.names:
        following = passage.tree[name.end] if name.end < len(passage.tree) else None
        if following is not None and name.end - name.start == 1 and f"{name.text} {following.text}" in whole:
            text = f"{name.text} {following.text}"
            names.append(passage.name_of(name.start, name.end + 1, name.label, text))
        elif not (names and name.start < names[-1].end):
            names.append(name)
    return passage.with_names(names)


def with_known_names(passages: Sequence[Passage], spellings: Spellings) -> list[Passage]:
    """Return the passages with the names that are plain in one sentence found in the others, genitives included."""
    passages = _without_first_words(passages, spellings)
    known = {name.text for passage in passages for name in passage.names if _is_sure(name, passage.lang)}
    stop = frozenset(read_data(passages[0].lang, "names")["stop"]) if passages else frozenset()
    known |= {token.text for passage in passages for token in passage.tree if _is_capital_company(token)} - stop
    known |= _always_capital(passages, spellings)
    numbered = {text for passage in passages for text in released_versions(passage)}
    numbered |= {name.text for passage in passages for name in passage.names if _NUMBERED.fullmatch(name.text)}
    found = [_with_whole(passage.with_names(_known_names(passage, known, spellings)), known) for passage in passages]
    return [_with_numbered(passage, numbered) for passage in found]


def _without_first_words(passages: Sequence[Passage], spellings: Spellings) -> list[Passage]:
    """Drop the capital that only opens a sentence: one word, in no list, and nowhere a name in mid-sentence."""
    inside = {name.text for passage in passages for name in passage.names if name.start > 0}
    firsts = {name.text.split()[0] for passage in passages for name in passage.names if " " in name.text}
    return [
        passage.with_names(
            name
            for name in passage.names
            if name.start > 0
            or " " in name.text
            or name.text in inside | firsts
            or passage.place.is_label
            or (name.start, name.end) in passage.strong
            or not name.text.isalpha()
            or is_listed(name.text)
            or is_no_word(name.text, passage.lang)
            or opens_as_name(name, passage, spellings)
        )
        for passage in passages
    ]


def _always_capital(passages: Sequence[Passage], spellings: Spellings) -> set[str]:
    """Words that the document writes with a capital in mid-sentence, several times and never otherwise."""
    if not passages or name_words(passages[0].lang).nouns_have_capitals:
        return set()
    seen = Counter(
        name.text for passage in passages for name in passage.names if name.start > 0 and name.text.isalpha()
    )
    often = {text for text, times in seen.items() if times >= _OFTEN and len(text) >= _SHORTEST}
    return {text for text in often if not spellings.is_small(text)}


def _is_sure(name: Name, lang: str) -> bool:
    listed = name.label is not None or is_organisation(name.text)
    return listed or " " in name.text or is_no_word(name.text, lang)


def _is_capital_company(token: Token) -> bool:
    return is_organisation(token.text) and token.pos_ in ("PROPN", "NOUN", "X") and token.i > 0


def _known_names(passage: Passage, known: set[str], spellings: Spellings) -> Iterable[Name]:
    names = [in_nominative(name, passage, lambda bare: bare in known or spellings.has(bare)) for name in passage.names]
    taken = {i for name in names for i in range(name.start, name.end)}
    for token in (token for token in passage.tree if token.i not in taken):
        text = without_genitive(token.text, passage.lang, known.__contains__)
        if text in known and not passage.quantity_at(token):
            names.append(_found(token, text, passage))
    return names


def _with_whole(passage: Passage, known: set[str]) -> Passage:
    """The passage with names whole that the tagger cuts at a sentence's head: "The Ring Pro" has more than "Pro"."""
    names = []
    for name in passage.names:
        start = name.start - 1
        whole = f"{passage.tree[start].text} {name.text}" if start >= 0 else ""
        if whole in known and not passage.name_at(passage.tree[start]):
            names.append(passage.name_of(start, name.end, text=whole))
        else:
            names.append(name)
    return passage.with_names(names)


def _with_numbered(passage: Passage, numbered: set[str]) -> Passage:
    """The passage with such products among its names, whose numbers are no figures."""
    added = list(_numbered_names(passage, numbered))
    if not added:
        return passage
    figures = tuple(q for q in passage.quantities if not any(q.span.overlaps(name.span) for name in added))
    return replace(passage, quantities=figures).with_names([*passage.names, *added])


def _numbered_names(passage: Passage, numbered: set[str]) -> Iterable[Name]:
    """The products known by a word and its number, where the tagger saw none: "das Fjord 7"."""
    for token in passage.tree[:-1] if numbered else ():
        text = f"{token.text} {token.nbor(1).text.rstrip('.')}"
        if text in numbered and passage.name_at(token) is None and passage.name_at(token.nbor(1)) is None:
            yield passage.name_of(token.i, token.i + 2, text=text)


def _found(token: Token, text: str, passage: Passage) -> Name:
    """A known name where the tagger saw none, with the word that ends it: "X1 API"."""
    end = token.i + 1
    following = token.nbor(1) if end < len(token.doc) else None
    if following is not None and following.text in name_words(passage.lang).enders and not _is_compound(following):
        text, end = f"{text} {following.text}", end + 1
    return passage.name_of(token.i, end, text=text)


def _is_compound(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "NOUN"
