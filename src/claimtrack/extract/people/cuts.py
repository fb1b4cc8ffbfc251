"""Jobs cut without a number: "Acme streicht Stellen", "layoffs at Acme", where the document gives none for the firm.

With a number the cut is read off its figure; a sentence without one adds nothing to that.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.lexicon import sentence_words
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data, word_sets
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_REACH = 5
"""Tokens between a verb and what is cut, or between "layoffs at" and the firm."""
_SURE = 0.8


class _Words(NamedTuple):
    nouns: frozenset[str]
    verbs: frozenset[str]
    staff: frozenset[str]
    at: frozenset[str]
    announce: frozenset[str]
    split: frozenset[str]
    particles: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    table = read_data(lang, "roles")["cuts"]
    return _Words(**word_sets(table))


def draft_cuts(passages: Sequence[Passage], discourse: Discourse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The first mention of a firm's cuts of jobs, for every firm whose cuts the other drafts do not count."""
    known = {draft.subject.text for draft in drafts if draft.kind == "layoffs"}
    for passage in passages:
        words = _words(passage.lang)
        if sentence_words(passage.tree).isdisjoint(words.nouns | words.verbs):
            continue
        for token in passage.tree:
            if token.lower_ not in words.nouns and token.lower_ not in words.verbs:
                continue
            firm = None if _is_counted(token, passage) else _firm(token, passage, discourse, words)
            if firm is not None and firm.text not in known:
                known.add(firm.text)
                yield Draft("layoffs", "cut", passage, token, firm, phase=Phase.BEGINS, sure=_SURE * firm.certainty)


def _is_counted(token: Token, passage: Passage) -> bool:
    """Whether a figure stands near: then the cut is read off it, or it is about something else."""
    near = token.doc[max(0, token.i - _REACH) : token.i + _REACH + 1]
    return any(passage.quantity_at(other) for other in near)


def _firm(token: Token, passage: Passage, discourse: Discourse, words: _Words) -> Filler | None:
    if token.lower_ in words.nouns:
        found = _behind(token, passage, words) or _owner(token, passage) or _announcer(token, passage, words)
        return _filler(found, passage, discourse) if found else None
    behind = token.doc[token.i + 1 : token.i + 1 + _REACH]
    cut = next((other for other in behind if other.pos_ in ("NOUN", "PROPN", "ADP")), None)
    is_whole = token.lower_ not in words.split or any(other.lower_ in words.particles for other in behind)
    if cut is None or cut.lower_ not in words.staff or not is_whole:
        return None
    found = _agent(token, passage)
    return _filler(found, passage, discourse) if found else None


def _agent(verb: Token, passage: Passage) -> Name | None:
    names = (passage.name_at(agent) for agent in read_arguments(verb).agent)
    return next((name for name in names if name), None)


def _announcer(token: Token, passage: Passage, words: _Words) -> Name | None:
    """The firm of "Acme announced layoffs", "Acme steht vor einem Stellenabbau"."""
    return _agent(token.head, passage) if token.head.lower_ in words.announce else None


def _behind(token: Token, passage: Passage, words: _Words) -> Name | None:
    """The firm of "layoffs at Acme", "Stellenabbau bei der Acme AG"."""
    for other in token.doc[token.i + 1 : token.i + 1 + _REACH]:
        name = passage.name_at(other)
        if name is not None:
            between = [t.lower_ for t in token.doc[token.i + 1 : name.start]]
            return name if any(word in words.at for word in between) else None
        if other.is_punct or other.pos_ in ("VERB", "AUX"):
            return None
    return None


def _owner(token: Token, passage: Passage) -> Name | None:
    """The firm of "Acme layoffs", "Acme's layoffs"."""
    at = token.i - 1
    if at > 0 and token.doc[at].text in role_words(passage.lang).possessives:
        at -= 1
    return passage.name_at(token.doc[at]) if at >= 0 else None


def _filler(name: Name, passage: Passage, discourse: Discourse) -> Filler | None:
    full = discourse.cast.full(name.text)
    if discourse.cast.label(name.text) is not Label.ORGANISATION:
        return None
    return Filler(full, Label.ORGANISATION, passage.tree[name.start], 1.0, "name")
