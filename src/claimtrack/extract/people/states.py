"""The state that an office-holder serves: "the Chinese president", "US-Präsident", "Japan's prime minister".

The adjectives, and the titles that only one state gives, stand in a language's `states.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import fold
from claimtrack.extract.people.rolewords import role_words
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.text.passages import Passage

_SURE = 0.95


class _States(NamedTuple):
    ranks: frozenset[str]
    adjectives: dict[str, str]
    prefixes: dict[str, str]
    national: dict[str, str]
    names: frozenset[str]


@cache
def _states(lang: str) -> _States:
    data = read_data(lang, "states")
    adjectives = {f"{stem}{ending}": state for stem, state in data["adjectives"].items() for ending in data["endings"]}
    return _States(
        frozenset(data["ranks"]), adjectives, data["prefixes"], data["national"], frozenset(adjectives.values())
    )


def read_state(title: Title, area: str, passage: Passage) -> tuple[Filler, str] | None:
    """Return the state whose office a title is, and the title without it; `area` stands behind it ("of France")."""
    states = _states(passage.lang)
    if title.rank not in states.ranks:
        return None
    shown = passage.tree[title.start : title.end].text
    following = passage.tree[title.end].lower_ if title.end < len(passage.tree) else ""
    if title.rank == "ambassador" and not area and following not in role_words(passage.lang).to:
        return None  # "the American ambassador" is in Berlin or in Washington
    prefix, hyphen, rest = shown.partition("-")
    if hyphen and (state := states.prefixes.get(prefix.casefold())):
        shown = f"{rest[:1].upper()}{rest[1:]}"
    else:
        state = _before(title, passage, states) or _behind(area, states) or states.national.get(fold(shown))
    return (Filler(state, Label.ORGANISATION, passage.tree[title.start], _SURE, "state"), shown) if state else None


def is_state(text: str, lang: str) -> bool:
    """Whether words are an adjective of a state."""
    return text.casefold() in _states(lang).adjectives


def is_named_state(name: str, lang: str) -> bool:
    """Whether a name is that of a state."""
    return name in _states(lang).names


def _before(title: Title, passage: Passage, states: _States) -> str | None:
    """The state of an adjective or owner before a title: "South Korean president", "Frankreichs Präsident"."""
    for phrase in _phrases(title, passage):
        if state := states.adjectives.get(phrase.casefold()):
            return state
        owner = phrase.rstrip("s").rstrip("'’")
        if owner != phrase and owner in states.names:
            return owner
    return None


def _phrases(title: Title, passage: Passage) -> Iterator[str]:
    """The two words, then the one word, right before a title, past words like "former"."""
    words, tree = role_words(passage.lang), passage.tree
    at = title.start
    while at > 0 and (tree[at - 1].lower_ in words.determiners or tree[at - 1].is_space):
        at -= 1
    start = at - 1 if at and tree[at - 1].text not in words.possessives else at - 2
    for low in (start - 1, start):
        if low >= 0:
            yield tree[low:at].text


def _behind(area: str, states: _States) -> str | None:
    """The state behind a title and its case word: "president of France"."""
    name = area.partition(" ")[2]
    return name if name in states.names else None
