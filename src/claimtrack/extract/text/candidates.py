"""Which sentences can hold a claim at all: only these are parsed.

A sentence needs a figure, or a word that evokes a frame, a post or a relation, in any of its forms; with a sentence
that points back ("This …") goes the one before it, and the head of a document is read in any case. The test is a
look-up of each word: cheap, and it may err only towards parsing too much.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.titles import title_words
from claimtrack.extract.people.rolewords import career_words
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.productwords import evoking_words
from claimtrack.language import read_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.model import Mention

_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 2
"""Sentences at the head of a document that are read in any case: they say whom it is about."""
_STEM = 4
"""Letters of the shortest verb that a particle is split from."""
_LONGEST = 1500
"""Characters of the longest sentence that is read; what is longer is a list, a table or noise."""


class _Evoking(NamedTuple):
    """Words that evoke something: by themselves, with a particle of theirs, or as a compound's last part.

    `pointing` are first words of a sentence that needs the one before it: "It …", "Chief executive Ada Byrne …".
    """

    forms: frozenset[str]
    phrasal: dict[str, frozenset[str]]
    endings: tuple[str, ...]
    pointing: frozenset[str]


def pick_candidates(sentences: Sequence[str], figures: Sequence[Sequence[Mention]], lang: str) -> list[int]:
    """Return the places, in order, of the sentences that are worth parsing; `figures` are those of each sentence."""
    evoking = _evoking(lang)
    picked = {place for place, text in enumerate(sentences[:_LEAD]) if len(text) <= _LONGEST}
    for place, (text, inside) in enumerate(zip(sentences, figures, strict=True)):
        if len(text) > _LONGEST or not any(char.isupper() for char in text):
            continue
        words = [word.casefold() for word in _WORD.findall(text)]
        if inside or _evokes(words, evoking):
            picked.add(place)
            bare = words and words[0] in evoking.pointing
            if place and bare and len(sentences[place - 1]) <= _LONGEST:
                picked.add(place - 1)
    return sorted(picked)


def _evokes(words: list[str], evoking: _Evoking) -> bool:
    if any(word in evoking.forms or word.endswith(evoking.endings) for word in words):
        return True
    return any(not particles.isdisjoint(words) for word in words if (particles := evoking.phrasal.get(word)))


@cache
def _evoking(lang: str) -> _Evoking:
    lexicon = load_lexicon(lang)
    figureless = {verb for verb, frames in lexicon.verbs.items() if any("value" not in frame.need for frame in frames)}
    particles: dict[str, set[str]] = {}
    separable = read_data(lang, "frames")["inflection"].get("separable", [])
    for verb in figureless:
        head, _, particle = verb.partition(" ")
        if particle:
            particles.setdefault(head, set()).add(particle.split()[0])
        for joined in separable:
            if verb.startswith(joined) and len(verb) - len(joined) >= _STEM:  # "stellt … vor"
                particles.setdefault(verb.removeprefix(joined), set()).add(joined)
    plain = {verb for verb in figureless if " " not in verb} | lexicon.partnership["begins"]
    titles = title_words(lang) | career_words(lang)
    nouns = {*lexicon.nouns, *lexicon.partnership["nouns"], *lexicon.maker["nouns"], *evoking_words(lang), *titles}
    words = {part for noun in nouns if (parts := _WORD.findall(noun)) for part in [max(parts, key=len)]}
    endings = sorted(word for word in words if len(word) >= 4) if lexicon.has_compounds else ()
    return _Evoking(
        frozenset(
            {form for form, verb in lexicon.inflected.items() if verb in plain} | words | {f"{w}s" for w in words}
        ),
        {form: frozenset(particles[verb]) for form, verb in lexicon.inflected.items() if verb in particles},
        tuple(endings),
        frozenset(read_data(lang, "names")["anaphora"]["openers"]) | title_words(lang),
    )
