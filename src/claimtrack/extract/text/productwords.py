"""The words for what is made and sold, read from a language's `offers.toml`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claimtrack.extract.text.lexicon import is_one_of, load_lexicon
from claimtrack.language import read_data, word_sets
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Set

    from claimtrack.language.trees import Token

_LAST_PART = 7
"""Letters of the shortest noun of a product that compounds end in as well, without a list saying so."""


@cache
def product_words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[products]` in a language's `offers.toml`; what each is for stands there."""
    data = read_data(lang, "offers")["products"]
    return word_sets(data)


@cache
def _endings(lang: str) -> tuple[str, ...]:
    words = product_words(lang)
    plain = words["nouns"] - words["vague"] - words["editions"] if load_lexicon(lang).has_compounds else frozenset()
    endings = words["endings"] | {noun for noun in plain if len(noun) >= _LAST_PART}
    return tuple(sorted(f"{ending}{suffix}" for ending in endings for suffix in words["suffixes"] | {""}))


@lru_cache(maxsize=1 << 14)
def _ends_as_noun(word: str, lang: str) -> bool:
    return word.endswith(_endings(lang))


@cache
def _forms(lang: str) -> frozenset[str]:
    """The nouns with the endings that lemmatisers leave on rare words."""
    words = product_words(lang)
    return frozenset(f"{noun}{suffix}" for noun in words["nouns"] for suffix in words["suffixes"] | {""})


@cache
def _kinds(lang: str) -> dict[str, frozenset[str]]:
    kinds: dict[str, list[str]] = read_data(lang, "offers")["product_kinds"]
    return {kind: frozenset(noun.lower() for noun in nouns) for kind, nouns in kinds.items()}


def is_product_noun(token: Token, lang: str) -> bool:
    """Whether a noun says that something is a product: by itself, in two words, or by a compound's last part."""
    words, lemma = product_words(lang), token.lemma_.lower()
    if lemma in words["no_products"] or token.lower_ in words["no_products"]:
        return False
    if is_one_of(token, _forms(lang)) or _ends_as_noun(token.lower_, lang):
        return True
    return token.i > 0 and f"{token.nbor(-1).lower_} {lemma}" in words["nouns"]


def is_plant(noun: Token, lang: str) -> bool:
    """Whether a noun is a plant's: in the list by itself or with the word before it, or a compound that ends so."""
    words, form = read_data(lang, "offers")["plants"], noun.lower_
    if load_lexicon(lang).has_compounds:
        forms = [form, noun.lemma_.lower()]
        return any(f.endswith(tuple(words["nouns"])) for f in forms) and not {*forms} & {*words["no_plants"]}
    return form in words["nouns"] or (noun.i > 0 and f"{noun.nbor(-1).lower_} {form}" in words["nouns"])


def may_be_thing(noun: Token, first: Token, lang: str) -> bool:
    """Whether a noun that is in no list can be a product's where a firm launches it: no deed, plan, paper or money.

    `first` opens its phrase; what has a definite article has been told before, as what it is.
    """
    words, form = product_words(lang), noun.lower_
    known = {noun.lemma_.lower(), form, form.rpartition("-")[2], form.removesuffix("s")}
    if known & (words["no_things"] | words["no_products"]) or form.endswith(tuple(words["no_thing_endings"])):
        return False
    return noun.pos_ == "NOUN" and "Def" not in first.morph.get("Definite", []) and form.isalpha() | ("-" in form)


def is_local(text: str) -> bool:
    """Whether what looks like a name only tells of a place: "U.S.-bound"."""
    place, _, rest = text.partition("-")
    return rest.islower() and place in load_gazetteer("places")


def may_name_product(words: Set[str], lang: str) -> bool:
    """Whether one of the words of a sentence can be a product's noun, or the last of two that are."""
    if not (words.isdisjoint(_forms(lang)) and words.isdisjoint(_last_words(lang))):
        return True
    return any(_ends_as_noun(word, lang) for word in words)


@cache
def _last_words(lang: str) -> frozenset[str]:
    return frozenset(noun.rpartition(" ")[2] for noun in product_words(lang)["nouns"])


def kind_of(noun: Token | None, lang: str) -> str | None:
    """The standard word for what a noun says that a product is: "model" for "KI-Modelle"."""
    if noun is None:
        return None
    return next((kind for kind, nouns in _kinds(lang).items() if is_one_of(noun, nouns)), None)


@cache
def evoking_words(lang: str) -> frozenset[str]:
    """The words by which a sentence can tell of a product or a plant without any verb of releasing or building."""
    plants = {noun.split()[-1] for noun in read_data(lang, "offers")["plants"]["nouns"]}
    words = product_words(lang)
    return words["available"] | words["makers"] | words["behind"] | plants
