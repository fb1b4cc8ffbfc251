"""On whose word a document passes something on: "according to X", "X said", "…, a source told Y", "laut X".

A document's own report names nobody. The words stand in `certainty.toml`, table `attribution`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.syntax import children, is_infinitive
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_DEPTH = 5
"""Clauses above a claim in which a verb of saying is looked for."""
_LONGEST_SPEAKER = 8
"""Words of "people familiar with the matter" that are kept."""
_FIGURE_KINDS = frozenset({"revenue", "profit", "customers", "headcount", "spending", "measure"})
"""Kinds whose subject's own report is its word: "Acme reported revenue of …"."""
_COMMAS = frozenset({",", "“", "”", '"', "«", "»", "–", "—"})


class _Words(NamedTuple):
    saying: frozenset[str]
    before: tuple[tuple[str, ...], ...]
    behind: frozenset[str]
    anonymous: frozenset[str]
    silent: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "certainty")["attribution"]
    return _Words(
        frozenset(data["verbs"]),
        tuple(tuple(marker.split()) for marker in data["markers"]),
        frozenset(data["postpositions"]),
        frozenset(word.casefold() for word in data["anonymous"]),
        frozenset(data.get("silent", ())),
    )


def read_attribution(draft: Draft, discourse: Discourse) -> str | None:
    """Return who says so, in the fullest form of the name, or the words for an unnamed source; else `None`."""
    passage, words = draft.passage, _words(draft.passage.lang)
    return (
        _according_to(passage, words, discourse)
        or _said_above(draft, words, discourse)
        or _said_at_the_end(draft, words, discourse)
    )


def is_saying(token: Token, lang: str) -> bool:
    """Whether a word is a verb of saying, announcing or expecting."""
    words = _words(lang)
    return token.pos_ == "VERB" and token.lemma_.casefold() in words.saying and token.lower_ not in words.silent


def _according_to(passage: Passage, words: _Words, discourse: Discourse) -> str | None:
    """The phrase behind "according to" and "laut", or before "zufolge"."""
    tree = passage.tree
    for token in tree:
        for marker in words.before:
            if tuple(t.lower_ for t in tree[token.i : token.i + len(marker)]) == marker:
                return _phrase(token.i + len(marker), passage, discourse)
        if token.lower_ in words.behind and token.i:
            start = token.i - 1
            while start and tree[start - 1].pos_ in ("ADJ", "NOUN", "PROPN", "DET", "ADP"):
                start -= 1
            return _phrase(start, passage, discourse, token.i)
    return None


def _phrase(start: int, passage: Passage, discourse: Discourse, end: int | None = None) -> str | None:
    """A source's name, or the words that describe it, up to the next comma, verb or clause."""
    tree = passage.tree
    stop = start
    while stop < (end or len(tree)) and stop - start < _LONGEST_SPEAKER:
        if tree[stop].is_punct or tree[stop].pos_ in ("VERB", "AUX", "SCONJ"):
            break
        if stop > start and (passage.is_time(tree[stop]) or passage.quantity_at(tree[stop])):
            break  # "laut Norwind 2025 einen Umsatz von …"
        stop += 1
    while stop > start + 1 and tree[stop - 1].pos_ == "ADP" and end is None:
        stop -= 1
    phrase = tree[start:stop]
    names = [name for name in passage.names if start <= name.start < stop]
    if names and names[-1].end == stop and all(t.pos_ != "ADP" for t in tree[start : names[-1].start]):
        return discourse.cast.full(names[-1].text)  # "laut Vorstandschefin Ada Byrne"
    words = [t for t in phrase if t.pos_ != "DET" or t.i > start]
    return " ".join(t.text for t in words) or None


def _said_above(draft: Draft, words: _Words, discourse: Discourse) -> str | None:
    """The subject of the verb of saying that governs the claim, or of the claim's own verb, if it reports a figure."""
    for verb in _verbs_above(draft.predicate):
        own = verb is draft.predicate
        if (
            verb.lemma_.casefold() not in words.saying
            or verb.lower_ in words.silent
            or verb.pos_ != "VERB"
            or (own and draft.kind not in _FIGURE_KINDS)
        ):
            continue
        for subject in children(verb, "nsubj"):
            if found := _speaker(subject, draft.passage, words, discourse):
                return found
    return None


def _verbs_above(predicate: Token) -> Iterator[Token]:
    current = predicate
    for _ in range(_DEPTH):
        yield current
        yield from children(current, "parataxis")
        if current.head is current:
            return
        current = current.head


def _said_at_the_end(draft: Draft, words: _Words, discourse: Discourse) -> str | None:
    """Who stands in a closing "…, a source said": the tree often makes a clause of its own of it."""
    passage, predicate = draft.passage, draft.predicate
    tree = passage.tree
    for verb in tree[predicate.i + 1 :]:
        if not is_saying(verb, passage.lang) or is_infinitive(verb):
            continue
        comma = next((t.i for t in reversed(tree[predicate.i + 1 : verb.i]) if t.text in _COMMAS), None)
        if comma is None or any(t.pos_ in ("VERB", "SCONJ") for t in tree[comma + 1 : verb.i]):
            continue
        nouns = ("NOUN", "PROPN", "PRON")
        speakers = [t for t in (*tree[comma + 1 : verb.i], *children(verb, "nsubj")) if t.pos_ in nouns]
        return next((found for t in speakers if (found := _speaker(t, passage, words, discourse))), None)
    return None


def _speaker(token: Token, passage: Passage, words: _Words, discourse: Discourse) -> str | None:
    filler = discourse.resolve(token, passage)
    if filler is not None and filler.label in (Label.PERSON, Label.ORGANISATION, None):
        return filler.text
    if token.lemma_.casefold() in words.anonymous or token.lower_ in words.anonymous:
        phrase = sorted((t for t in token.subtree if not t.is_punct), key=lambda t: t.i)
        return " ".join(t.text for t in phrase[:_LONGEST_SPEAKER] if t.pos_ not in ("VERB", "AUX"))
    return None
