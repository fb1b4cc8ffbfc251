"""Which sentences can hold a claim at all: only these are parsed.

A sentence needs a figure, or a word that evokes a frame, a post or a relation, in any of its forms; of words that
evoke one seldom ("make", "zeigen") and of figures that are seldom claimed it needs two. With a sentence that points
back ("This …") goes the one before it, and the head of a document is read in any case. The test is a look-up of each
word: cheap, and it errs mostly towards parsing too much.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.constructed import constructing_words
from claimtrack.extract.deals.phrasings import telling_words
from claimtrack.extract.names.titles import title_words
from claimtrack.extract.offers.deeds import evoking_deeds
from claimtrack.extract.people.rolewords import career_words, cutting_words, role_words
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.productwords import evoking_words
from claimtrack.language import read_data
from claimtrack.language.words import load_words
from claimtrack.model import Quantity
from claimtrack.recognize.gazetteers import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.model import Mention

_WORD = re.compile(r"[^\W\d_]+")
_AGED = re.compile(r"[^\W\d_] ?\([1-9]\d\)|[^\W\d_], [1-9]\d, ")
"""A name's end with an age behind it: "Ada Byrne (54)", "Tom Ford, 61, "."""
_OWNED = re.compile(r"[^\W\d_]['’]s? (?:[A-Z][\w.\-]{0,40} ){0,2}[A-Za-z][\w\-]{0,40}?\d")
"""Somebody's product with its version: "Acme's X1", "Acme Labs' Fjord Code-2B"."""
_LEAD = 2
"""Sentences at the head of a document that are read in any case: they say whom it is about."""
_STEM = 4
"""Letters of the shortest verb that a particle is split from."""
_ENOUGH = 2
"""What a sentence must weigh: two light words, or one that is not."""
_LONGEST = 1500
"""Characters of the longest sentence that is read; what is longer is a list, a table or noise."""


class _Evoking(NamedTuple):
    """Words that evoke something: by themselves, with a particle of theirs, or as a compound's last part.

    `pointing` are first words of a sentence that needs the one before it: "It …", "Chief executive Ada Byrne …";
    `summing` begins one that only says on whose word the one before it stands.
    `light` and `empty` words and `units` are explained in `[candidates]` of `frames.toml`; `names_have_capitals` where
    a capital inside a sentence is a name's, and a sentence with none is about nobody.
    """

    forms: frozenset[str]
    phrasal: dict[str, frozenset[str]]
    endings: tuple[str, ...]
    pointing: frozenset[str]
    summing: tuple[str, ...]
    light: frozenset[str]
    empty: frozenset[str]
    units: frozenset[str]
    names_have_capitals: bool


def pick_candidates(sentences: Sequence[str], figures: Sequence[Sequence[Mention]], lang: str) -> list[int]:
    """Return the places, in order, of the sentences that are worth parsing; `figures` are those of each sentence."""
    evoking = _evoking(lang)
    picked = {place for place, text in enumerate(sentences[:_LEAD]) if len(text) <= _LONGEST}
    for place, (text, inside) in enumerate(zip(sentences, figures, strict=True)):
        begins = text[:1].isdigit() or any(char.isupper() for char in text)  # "57 people were injured"
        if len(text) > _LONGEST or not begins:
            continue
        words = _WORD.findall(text)
        forms = [word.lower() for word in words]
        if _weight(words, forms, inside, lang) >= _ENOUGH or _AGED.search(text) or _OWNED.search(text):
            picked.add(place)
            bare = (forms and forms[0] in evoking.pointing) or _is_nameless(words, lang) or _tells_of_team(forms, lang)
            if place and bare and len(sentences[place - 1]) <= _LONGEST:
                picked.add(place - 1)
        elif place - 1 in picked and text.lower().startswith(evoking.summing):
            picked.add(place)
    return sorted(picked)


def _tells_of_team(forms: list[str], lang: str) -> bool:
    """Whether a sentence is about a team by its coach alone: "Das Team von Trainer Tom Ford gewann"."""
    words, titles = role_words(lang), title_words(lang)
    links = words.by | words.around | words.under
    told = (at for at in range(1, len(forms) - 2) if forms[at] in words.sides and forms[at - 1] in words.side_articles)
    return any(forms[at + 1] in links and forms[at + 2] in titles for at in told)


def _weight(words: list[str], forms: list[str], figures: Sequence[Mention], lang: str) -> int:
    """What speaks for a sentence: the figures in it and the words, the light ones of each counted singly."""
    evoking = _evoking(lang)
    light = sum(_is_light(mention, evoking) for mention in figures)
    if light < len(figures):
        return _ENOUGH
    if _is_nameless(words, lang):
        return 0
    return bool(light) + sum(1 if form in evoking.light else _ENOUGH for form in set(_evoked(forms, lang)))


def _is_nameless(words: list[str], lang: str) -> bool:
    """Whether the capitals of a sentence show that it names nobody; the first word has one in any case."""
    if not _evoking(lang).names_have_capitals or any(word[0].isupper() for word in words[1:]):
        return False
    return not words or (load_words(lang).has_own(words[0]) and not is_listed(words[0]))


def _is_light(mention: Mention, evoking: _Evoking) -> bool:
    return isinstance(mention.norm, Quantity) and mention.norm.unit in evoking.units


def _evoked(forms: list[str], lang: str) -> Iterator[str]:
    """The words of a sentence that evoke something."""
    evoking = _evoking(lang)
    for form in forms:
        if form in evoking.empty:
            continue
        if (particles := evoking.phrasal.get(form)) and not particles.isdisjoint(forms):
            yield f"{form} …"  # with its particle no word is light
        elif form in evoking.forms or _ends_evoking(form, lang):
            yield form


@lru_cache(maxsize=1 << 14)
def _ends_evoking(form: str, lang: str) -> bool:
    return form.endswith(_evoking(lang).endings)


@cache
def _evoking(lang: str) -> _Evoking:
    lexicon = load_lexicon(lang)
    figureless = {verb for verb, frames in lexicon.verbs.items() if any("value" not in frame.need for frame in frames)}
    particles: dict[str, set[str]] = {}
    lists = read_data(lang, "frames")["candidates"]
    separable = read_data(lang, "frames")["inflection"].get("separable", [])
    for verb in figureless:
        head, _, particle = verb.partition(" ")
        if particle:
            particles.setdefault(head, set()).add(particle.split()[0])
        for joined in separable:
            if verb.startswith(joined) and len(verb) - len(joined) >= _STEM:  # "stellt … vor"
                particles.setdefault(verb.removeprefix(joined), set()).add(joined)
    plain = {verb for verb in figureless if " " not in verb} | lexicon.partnership["begins"]
    titles = title_words(lang) | career_words(lang) | cutting_words(lang)
    nouns = {*lexicon.nouns, *lexicon.partnership["nouns"], *lexicon.maker["nouns"], *evoking_words(lang), *titles}
    words = {part for noun in nouns if (parts := _WORD.findall(noun)) for part in [max(parts, key=len)]}
    endings = sorted(word for word in words if len(word) >= 4) if lexicon.has_compounds else ()
    forms = {form for form, verb in lexicon.inflected.items() if verb in plain} | words | {f"{w}s" for w in words}
    deeds = (evoking_deeds(lang) | constructing_words(lang)) - forms  # "goes", "sale": one alone says little
    multiplying = {form for forms in read_data(lang, "figures")["multiplied"].values() for form in forms}
    return _Evoking(
        frozenset(forms | deeds | telling_words(lang) | multiplying),
        {form: frozenset(particles[verb]) for form, verb in lexicon.inflected.items() if verb in particles},
        tuple(endings),
        frozenset(read_data(lang, "names")["anaphora"]["openers"]) | title_words(lang),
        tuple(read_data(lang, "certainty")["attribution"]["summing"]),
        frozenset(lists["light"]) | deeds,
        frozenset(lists["empty"]),
        frozenset(lists["units"]),
        not read_data(lang, "names")["nouns_have_capitals"],
    )
