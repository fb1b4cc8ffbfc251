"""Titles of works, which print sets in italics: "the game _Hollow Tide_", "_The Quiet Grid_ came out in March".

Taggers cut a title at its article and its small words and take one word of it for a person. Papers are set in italics
as well, and words that are stressed; a title has capitals, and is neither a list's organisation nor called a paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.recognize.gazetteers import is_listed, load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_LONGEST = 9
"""Tokens of the longest title."""
_SMALL = 5
"""Letters of the longest word that a title writes small: "with", "into", "among"."""
_MARKED = 4
"""Tokens ahead of a name in which words for a source stand."""
_SHORTEST = 3
"""Letters of the shortest title of one word."""
_STRESSED = frozenset({"DET", "PRON", "ADV", "AUX", "ADP", "SCONJ", "CCONJ", "INTJ", "PART"})
_OPENS = frozenset({"PRON", "AUX", "SCONJ", "ADV"})


def with_titles(passage: Passage) -> Passage:
    """The passage with each title as one name without a type; what was taken for a part of it is none."""
    if not passage.light or _is_note(passage):
        return passage
    found = list(_titles(passage))
    taken = {at for name in found for at in range(name.start, name.end)}
    kept = [name for name in passage.names if taken.isdisjoint(range(name.start, name.end))]
    return passage.with_names([*kept, *found]) if found else passage


def _is_note(passage: Passage) -> bool:
    """Whether a sentence is set in italics as a whole, as notes and credits are: "_— By_ _Ada Byrne_"."""
    inside = {at for start, end in passage.light for at in range(start, end)}
    return not any(token.is_alpha and token.i not in inside for token in passage.tree)


def is_title(passage: Passage, name: Name) -> bool:
    """Whether a name is set in italics by itself and is no organisation that prints them so."""
    if not any(name.start == start and name.end in _ends(start, end, passage) for start, end in passage.light):
        return False
    if _is_note(passage) or _is_source(passage, name):
        return False
    return not (_is_paper(name.text, passage) or is_listed(name.text))


def _is_source(passage: Passage, name: Name) -> bool:
    """Whether a name stands behind words for a source, as a paper's does: "according to _The Ferry Line_"."""
    ahead = text_of(passage.tree[max(0, name.start - _MARKED) : name.start]).lower().removesuffix(" the")
    return ahead.endswith(tuple(read_data(passage.lang, "certainty")["attribution"]["markers"]))


def _titles(passage: Passage) -> Iterator[Name]:
    for start, end in passage.light:
        end = _ends(start, end, passage)[-1]
        if not (0 < end - start <= _LONGEST and end - start < len(passage.tree) - 1):
            continue
        text = passage.name_of(start, end).text.rstrip(".,;:")  # tokenisers leave the full stop with "I."
        if _reads_as_title(passage.tree[start:end]) and not _is_known(text, passage):
            yield passage.name_of(start, end, text=text)


def _ends(start: int, end: int, passage: Passage) -> list[int]:
    """Where a stretch may end: as it is written, and without marks and a genitive's sign at its end."""
    ends = [end]
    while end > start and (passage.tree[end - 1].text in POSSESSIVE or passage.tree[end - 1].text in ".,;:"):
        end -= 1
        ends.append(end)
    return ends


def _reads_as_title(tokens: Sequence[Token]) -> bool:
    """Whether words have the capitals of a title, and are neither one stressed word nor a clause."""
    first, words = tokens[0], [token for token in tokens if any(map(str.isalpha, token.text))]
    if not (first.text[:1].isupper() or first.text[:1].isdigit()) or not words:
        return False
    if any(token.text.islower() and len(token.text) > _SMALL for token in words):
        return False
    if len(tokens) == 1:
        return len(first.text) >= _SHORTEST and first.pos_ not in _STRESSED
    if first.pos_ in _OPENS and not all(token.text.istitle() for token in words):
        return False  # "_This is_"
    return sum(not token.text[:1].islower() for token in words) * 2 > len(words)


def _is_known(text: str, passage: Passage) -> bool:
    """Whether a stretch is known for something else: a paper, a person, an organisation, a place."""
    return is_listed(text) or text.split()[0] in load_gazetteer("forenames") or _is_paper(text, passage)


def _is_paper(text: str, passage: Passage) -> bool:
    """Whether a title is an outlet's: one that is listed, or of words that papers end with ("… Journal")."""
    papers, last = read_data(passage.lang, "names")["trades"]["outlet"], text.split()[-1].lower()
    listed = text.removeprefix("The ") in read_data(passage.lang, "roles")["outlets"]
    return listed or last in papers or text.split()[-1] in name_words(passage.lang).organisation_words
