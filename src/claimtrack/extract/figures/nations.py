"""The state that a figure is of where its own sentence names none: "The unemployment rate rose to 4.4 %".

It is the one state that the sentences right before name, else the one that the document names far more often than any
other. States are found by their names, the adjectives made of them (`states.toml`) and the offices
that publish their figures.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree

_BACK = 2
"""Sentences before a figure's own in which the only state is the one that it is of."""
_LEAST, _DOMINANT = 2, 2
"""Sentences that name a document's state at least, and how many times as many as name the next."""
_LONGEST = 4
"""Words of a state's name that is looked for."""


class _Named(NamedTuple):
    """The states that each sentence names, how often each is named, and the name that the document gives each."""

    found: tuple[frozenset[str], ...]
    ranked: tuple[tuple[str, int], ...]
    written: dict[str, str]


_named: WeakKeyDictionary[Discourse, _Named] = WeakKeyDictionary()


def nation_at(passage: Passage, discourse: Discourse) -> str | None:
    """Return the state that a sentence without one is about, by the sentences before it or by the document."""
    if discourse not in _named:
        _named[discourse] = _read(discourse.passages)
    named = _named[discourse]
    at = discourse.place_of(passage)
    near = named.found[at] or next((s for s in reversed(named.found[max(0, at - _BACK) : at]) if s), frozenset())
    most = named.ranked[0][1] if named.ranked else 0
    state = next(iter(near)) if len(near) == 1 else None
    if near and not named.found[at] and (state is None or dict(named.ranked)[state] < most):
        return None  # a foreign country that an aside names
    state = state if near else _foremost(named.ranked)
    return named.written.get(state, state) if state is not None else None


def _read(passages: Sequence[Passage]) -> _Named:
    found = tuple(frozenset(_states(p.tree, p.lang)) for p in passages)
    counts = Counter(state for states in found for state in states)
    places = Counter(n.text for p in passages for n in p.names if n.label is Label.PLACE)
    known = _known(passages[0].lang)[0]
    written: dict[str, str] = {}
    for text, _ in sorted(places.items(), key=lambda entry: (-entry[1], entry[0])):
        if (state := known.get(text.lower())) is not None:
            written.setdefault(state, text)
    return _Named(found, tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))), written)


def names_state(tokens: Iterable[Token], lang: str) -> bool:
    """Whether one of the words of a phrase names a state: "German inflation", "die niederländische Wirtschaft"."""
    known, _ = _known(lang)
    return any(token.lower_ in known for token in tokens)


def named_state(tokens: Iterable[Token], lang: str) -> tuple[str, Token] | None:
    """The state that a word of a phrase names, and that word: "German" in "German inflation"."""
    known, any_case = _known(lang)
    found = ((known[t.lower_], t) for t in tokens if t.lower_ in known and (any_case or t.text[:1].isupper()))
    return next(found, None)


def _foremost(ranked: Sequence[tuple[str, int]]) -> str | None:
    if not ranked or ranked[0][1] < _LEAST:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _DOMINANT * ranked[1][1] else None


def _states(tree: Tree, lang: str) -> Iterator[str]:
    known, any_case = _known(lang)
    words = [token.lower_ for token in tree]
    for at, token in enumerate(tree):
        if not (any_case or token.text[:1].isupper()):
            continue
        ends = range(min(len(words), at + _LONGEST), at, -1)
        state = next((known[text] for end in ends if (text := " ".join(words[at:end])) in known), None)
        if state := state or known.get(f"{words[at].partition('-')[0]}-"):
            yield state


@cache
def _known(lang: str) -> tuple[dict[str, str], bool]:
    """Names of states, their adjectives and first parts of compounds in lower case, and whether all cases count."""
    data = read_data(lang, "states")
    found = {f"{word}{ending}": state for word, state in data["adjectives"].items() for ending in data["endings"]}
    found |= {f"{prefix}-": state for prefix, state in data["prefixes"].items()}
    names = {state.lower(): state for state in data["adjectives"].values()}
    genitives = {f"{name}s": state for name, state in names.items()}
    offices = {office: found.get(state, state) for office, state in read_data(lang, "figures")["offices"].items()}
    return found | offices | genitives | names, "" not in data["endings"]
