"""The words and shapes that tell what can be part of a name: lists of a language, and what no list of words holds."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from claimtrack.language import read_data
from claimtrack.language.words import load_words

GENITIVES = frozenset({"'s", "’s"})
"""Signs of the genitive behind a name, as tokens of their own."""
PERSON = frozenset({"PER", "PERSON"})
"""What pipelines label persons with."""
PLACE = frozenset({"LOC", "GPE"})
"""What pipelines label places with."""
# a word that can only be a name: capitals or digits inside ("eBay", "LinkedIn", "GPT-4o", "o1")
INNER_CAPITAL = re.compile(
    r"(?:[a-z]{1,3}[A-Z]|[A-Z][a-z]+[A-Z]|[A-Z]{2,}[-.]?\d|[A-Z][a-z]*-[A-Z]*\d|[oO]\d\b)[\w.\-]*"
)
VERSIONED = re.compile(r"[A-Z][A-Za-z]{2,}(?:-[A-Za-z]+)?[-.]?\d[\w.\-]*")
"""One word that is a name with its version: "Fjord3", "FJORD-2B"; a quarter or a rule ("Q3", "ISO9001") is none."""
_SHORTEST = 3
"""Letters of the shortest word that is a name for being in no list."""


class NameParts(NamedTuple):
    """The words of one language that decide about names, see `names.toml`."""

    stop: frozenset[str]
    enders: frozenset[str]
    legal_forms: frozenset[str]
    closing: frozenset[str]
    share_classes: frozenset[str]
    placing: frozenset[str]
    nouns_have_capitals: bool
    titles: frozenset[str]
    breaks: frozenset[str]
    surnames: frozenset[str]
    inside: frozenset[str]
    deeds: frozenset[str]
    purposes: frozenset[str]
    institutions: frozenset[str]
    compounded: frozenset[str]
    variants: frozenset[str]
    prefixes: frozenset[str]
    partners: frozenset[str]
    origins: frozenset[str]
    parties: frozenset[str]
    credits: frozenset[str]
    lang: str


@cache
def name_parts(lang: str) -> NameParts:
    """Return the words of a language; raises `LanguageError` when it has no data."""
    data = read_data(lang, "names")
    breaks = {word for words in data["class_nouns"].values() for word in words}
    return NameParts(
        stop=frozenset(data["stop"]),
        enders=frozenset(data["enders"]),
        legal_forms=frozenset(data["legal_forms"]),
        closing=frozenset(data["legal_forms"]) - frozenset(data["open_forms"]),
        share_classes=frozenset(data["share_classes"]),
        placing=frozenset(data["placing"]),
        nouns_have_capitals=data["nouns_have_capitals"],
        titles=frozenset(data["titles"]),
        breaks=frozenset(breaks),
        surnames=frozenset(data.get("surnames", ())),
        inside=frozenset(data["inside"]),
        deeds=frozenset(data["headline_deeds"]),
        purposes=frozenset(data["purposes"]),
        institutions=frozenset(data["organisation_words"]),
        compounded=frozenset(data["compounded"]),
        variants=frozenset(word.lower() for word in (*data["product_words"], *data["variant_words"])),
        prefixes=frozenset(data["hyphen_prefixes"]),
        partners=frozenset(data["behind_ampersand"]),
        origins=frozenset((*read_data(lang, "states")["adjectives"], *data["origins"])),
        parties=frozenset(data["parties"]),
        credits=frozenset(data["credits"]),
        lang=lang,
    )


def is_no_word(text: str, lang: str) -> bool:
    """Whether a capitalised word can only be a name: no ordinary word of the language, and no abbreviation."""
    letters = text.replace("-", "").replace("’", "").replace("'", "")
    plain = len(letters) >= _SHORTEST and letters.isalpha() and not letters.isupper()
    return plain and text[0].isupper() and text[-1].isalpha() and not load_words(lang).has(text)
