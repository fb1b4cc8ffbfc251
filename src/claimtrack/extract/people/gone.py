"""Posts whose holder is gone: told as dead, as having left or been dismissed, or with another standing in.

What a caption, a heading or an aside says of such a post ("Supreme Leader A", "chief executive B") holds no more.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.modality import read_certainty
from claimtrack.extract.names.titles import rank_of
from claimtrack.extract.people.persons import read_people
from claimtrack.extract.text.lexicon import sentence_words
from claimtrack.extract.text.syntax import base, children, expand, is_passive
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_LASTING = "founder"
"""The rank that nobody loses."""
_NAMING = frozenset({"flat", "appos", "compound"})
"""Relations of a name to the title before it: "Defence Minister Ada Byrne"."""


class _Words(NamedTuple):
    died: frozenset[str]
    killed: frozenset[str]
    deaths: frozenset[str]
    stand_in: tuple[str, ...]


@cache
def _words(lang: str) -> _Words:
    table = read_data(lang, "roles")["gone"]
    died, killed, deaths = (frozenset(table[key]) for key in ("died", "killed", "deaths"))
    return _Words(died, killed, deaths, tuple(table["stand_in"]))


def without_gone(drafts: Sequence[Draft], passages: Sequence[Passage], discourse: Discourse) -> Iterator[Draft]:
    """The drafts of a document; the posts of its dead end, those that were left or are stood in for are not held."""
    dead = {name for passage in passages for name in _dead(passage, discourse)}
    moves = [draft for draft in drafts if draft.kind == "role" and not draft.aside]
    begun = {(draft.subject.text, draft.object and draft.object.text) for draft in moves if draft.phase is Phase.BEGINS}
    ends = [draft for draft in moves if draft.phase is Phase.ENDS and _is_told(draft, discourse)]
    ends = [draft for draft in ends if (draft.subject.text, draft.object and draft.object.text) not in begun]
    for draft in drafts:
        is_held = draft.kind == "role" and draft.phase is Phase.HOLDS
        is_of_dead = is_held and draft.subject.text in dead
        if is_held and not (draft.aside and is_of_dead) and _is_over(draft, ends):
            continue
        yield replace(draft, phase=Phase.ENDS, dated=False) if is_of_dead else draft


def _is_over(held: Draft, ends: Sequence[Draft]) -> bool:
    """Whether a post that is held was left; what a sentence states itself, only its own words take back.

    As in "gibt den Chefposten ab, bleibt aber …".
    """
    if held.aside:
        return _is_stood_in_for(held) or any(_ends(end, held) for end in ends)
    return any(end.passage is held.passage and bool(end.attribute) and _ends(end, held) for end in ends)


def _is_told(draft: Draft, discourse: Discourse) -> bool:
    certainty = read_certainty(draft, discourse)
    return certainty is not None and certainty.modality is Modality.ACTUAL


def _ends(end: Draft, held: Draft) -> bool:
    """Whether one draft tells that the post of another is over: the same title, or the whole work for a firm."""
    if end.subject.text != held.subject.text:
        return False
    lang, title = held.passage.lang, rank_of(held.attribute or "", held.passage.lang)
    if end.attribute:
        return title == rank_of(end.attribute, lang) != _LASTING
    same = end.object is not None and held.object is not None and end.object.text == held.object.text
    return same and end.passage is not held.passage and title != _LASTING


def _is_stood_in_for(draft: Draft) -> bool:
    """Whether a post has somebody else for now: "stands in for minister Ada Byrne"."""
    before = text_of(draft.passage.tree[: draft.predicate.i]).lower()
    return any(before.endswith(f" {phrase}") for phrase in _words(draft.passage.lang).stand_in)


def _dead(passage: Passage, discourse: Discourse) -> Iterator[str]:
    """The people of whom a sentence says that they have died or were killed."""
    words = _words(passage.lang)
    if (words.died | words.killed | words.deaths).isdisjoint(sentence_words(passage.tree)):
        return
    gone = {word for token in passage.tree for whom in _victims(token, words) for word in expand(whom)}
    for person in read_people(passage, discourse):
        name = person.filler.token
        titles = itertools.takewhile(lambda token: base(token) in _NAMING, (name, *name.ancestors))
        if person.named and not gone.isdisjoint((name, *(token.head for token in titles))):
            yield person.filler.text


def _victims(token: Token, words: _Words) -> list[Token]:
    """Whom a word tells dead: "A died", "killed A", "A was killed", "the killing of A", "A's death"."""
    if token.lower_ in words.killed and token.pos_ == "VERB":
        return children(token, "nsubj" if is_passive(token) else "obj")
    if token.lower_ in words.died:
        return children(token, "nsubj")
    return children(token, "nmod") if token.lower_ in words.deaths else []
