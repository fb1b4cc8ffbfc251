"""Products that are named by ordinary words with capitals: "its Harbour Radio 9", "launched the Orbit"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.text.lexicon import load_lexicon, word_forms
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.recognize.gazetteers import is_listed
from claimtrack.recognize.institutions import is_institution_noun
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.text.lexicon import Lexicon
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

CODE = re.compile(r"[A-Z]{1,2}\d[\w.]*")
VERSION = re.compile(r"\d{1,2}[A-Za-z]?")
_POSSESSIVE = frozenset({"'s", "’s"})
_LINKING = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ"})
_NUMBERED = 2
"""Words with capitals that a number makes a product's name of: "Chapter 9" is none."""


def without_presenter(name: Name, passage: Passage) -> Name:
    """A name without the verb that opens its sentence: "Introducing Drift Canvas"."""
    presents = name.start == 0 and passage.tree[0].lower_ in product_words(passage.lang)["presenting"]
    return passage.name_of(1, name.end) if presents and name.end > 1 else name


def with_numbered(names: list[Name], passage: Passage) -> list[Name]:
    """The names with those that a number makes of ordinary words with capitals: "its Harbour Radio 9"."""
    lexicon = load_lexicon(passage.lang)
    if lexicon.has_compounds:
        return names
    tree, words, found = passage.tree, product_words(passage.lang), []
    for number in tree[2:] if any(t.text[-1:].isdigit() or t.like_num for t in tree) else ():
        start = number.i
        while start > 0 and _is_title_word(tree[start - 1]):
            start -= 1
        brought = start > 0 and _brings(tree[start - 1], lexicon)
        led = brought or (start > 0 and _leads_title(tree[start - 1]))
        coded = start < number.i and CODE.fullmatch(number.text) is not None  # "Acme's Drift X10"
        single = start == number.i - 1 and tree[start].pos_ == "PROPN" and is_no_word(tree[start].text, passage.lang)
        single = single or (start == number.i - 1 and brought and tree[start].lower_ not in words["counted"])
        worded = coded or single or number.i - start >= _NUMBERED  # "the Brewmaster 3", but not "the Chapter 9"
        numbered = coded or VERSION.fullmatch(number.text)
        named = led and worded and numbered and not passage.is_time(number)
        inside = [name for name in names if name.start < number.i + 1 and name.end > start]
        if named and all(start <= name.start and name.end <= number.i + 1 for name in inside):
            found.append(passage.name_of(start, number.i + 1))
    covered = {at for name in found for at in range(name.start, name.end)}
    return sorted([*(name for name in names if name.start not in covered), *found], key=lambda name: name.start)


def _is_title_word(token: Token) -> bool:
    """Whether a word may be one of a product's name: with a capital, and no word that links others."""
    return token.text[0].isupper() and token.text.isalpha() and token.pos_ not in _LINKING


def _leads_title(token: Token) -> bool:
    """Whether an article or possessive opens the phrase of a name: "the", "its", "Acme's"."""
    return token.pos_ == "DET" or "Yes" in token.morph.get("Poss", []) or token.text in _POSSESSIVE


def _brings(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb of releasing stands right before what it is about, as in a headline: "unveils Drift Ally 3"."""
    return verb.pos_ == "VERB" and not lexicon.words["release"]["verbs"].isdisjoint(word_forms(verb, lexicon))


def with_launched(names: list[Name], passage: Passage) -> list[Name]:
    """The names with ordinary words that a capital makes a product's name: "launched the Orbit", "its lamp Orbit"."""
    lexicon = load_lexicon(passage.lang)
    if lexicon.has_compounds:
        return names
    tree, taken = passage.tree, {at for name in names for at in range(name.start, name.end)}
    words, loud = product_words(passage.lang), sum(t.text.istitle() for t in passage.tree) * 2 > len(passage.tree)
    released, found = lexicon.words["release"]["verbs"] - words["announcing"], []
    for token in tree[2:] if not loud else ():
        following = tree[token.i + 1] if token.i + 1 < len(tree) else None
        plain = token.pos_ in ("NOUN", "ADJ") and token.text.istitle() and token.is_alpha and token.i not in taken
        closed = following is None or (following.pos_ not in ("NOUN", "PROPN") and following.text != "-")
        if not (plain and closed) or class_of(token, passage.lang) or is_institution_noun(token.text, passage.lang):
            continue
        ahead, verb = token.nbor(-1), token.nbor(-2)
        named = ahead.pos_ == "NOUN" and ahead.text.islower() and is_product_noun(ahead, passage.lang)
        sold = verb.lower_ in words["selling"] and verb.i and verb.nbor(-1).lemma_.lower() in words["beginning"]
        launched = sold or (verb.pos_ == "VERB" and not released.isdisjoint(word_forms(verb, lexicon)))
        if named or (launched and "Def" in ahead.morph.get("Definite", [])):
            found.append(passage.name_of(token.i, token.i + 1))
    found += [name for name in _with_nouns(passage) if not loud and name.start not in taken]
    return sorted([*names, *found], key=lambda name: name.start) if found else names


def _with_nouns(passage: Passage) -> Iterator[Name]:
    """Words with a capital ahead of a product's noun: "its Summit tent"; taggers see them as nouns of a compound."""
    for article, token, noun in zip(passage.tree, passage.tree[1:], passage.tree[2:], strict=False):
        led = "Yes" in article.morph.get("Poss", []) or "Def" in article.morph.get("Definite", [])
        plain = token.pos_ == "PROPN" and token.text.istitle() and token.is_alpha and not is_listed(token.text)
        if led and plain and noun.pos_ == "NOUN" and noun.text.islower() and is_product_noun(noun, passage.lang):
            yield passage.name_of(token.i, token.i + 1)
