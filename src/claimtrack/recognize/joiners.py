"""What stands inside a name without being one by itself: a joiner before a further name, a version, a hyphen.

A stretch of proper nouns (`claimtrack.recognize.names`) asks at each word that is none whether the name goes on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.language.words import load_words
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.namewords import GENITIVES, INNER_CAPITAL, PERSON, is_no_word

if TYPE_CHECKING:
    from claimtrack.language.trees import Token
    from claimtrack.recognize.namewords import NameParts

_VERSION = re.compile(r"[vV]?\d{1,4}(?:\.\d{1,3}){0,3}[A-Za-z]{0,2}|\d{1,2}x\d{1,3}[bB]")
_REST = 4
"""Words behind a genitive that may be the rest of a firm's name."""
# "V3", "72B", "R1", "A22B", "2024": what stands behind the hyphen of a model's name
_MODEL_SIZE = re.compile(r"[A-Za-z]?\d{1,4}(?:\.\d{1,3}){0,2}[A-Za-z]{0,2}")


def goes_on(token: Token, words: NameParts) -> bool:
    """Whether a word that is no name by itself stands inside one: a joiner before a further name, or a version."""
    if _is_version(token):
        return token.nbor(-1).text not in words.stop
    if (
        _is_listed_genitive(token)
        or _is_behind_genitive(token)
        or _is_in_given_name(token, words)
        or _is_variant(token, words)
    ):
        return True
    following = _behind_particle(token)
    if following is None or not following.text[:1].isupper() or following.text in words.stop:
        return False
    if (token.text not in words.titles and _is_amid(token, following)) or _is_for(token, following, words):
        return True
    if (token.text == "&" and not _is_second_person(token, following)) or _joins_parts(token, words):
        return True
    if _joins_surnames(token):
        return True
    if token.text in words.inside:
        return following.pos_ == "PROPN" and bool(token.ent_type_)
    named = following.pos_ == "PROPN" or is_no_word(following.text, words.lang)
    return token.text in load_gazetteer("particles") and named


def _is_version(token: Token) -> bool:
    """Whether a word is a version or a size: "4.5", "8x7B"; tokenisers leave the full stop on "70B."."""
    closes = token.i + 1 == len(token.doc) and token.text[-2:-1].isalpha()
    return bool(_VERSION.fullmatch(token.text.removesuffix(".") if closes else token.text))


def _is_amid(token: Token, following: Token) -> bool:
    """Whether a capital stands inside what the pipeline takes for one firm: "Alder Investment Authority"."""
    labels = {token.nbor(-1).ent_type_, token.ent_type_, following.ent_type_}
    return labels == {"ORG"} and token.text[:1].isupper() and token.pos_ != "VERB" and following.pos_ == "PROPN"


def _is_for(token: Token, following: Token, words: NameParts) -> bool:
    """Whether the pipeline sees one organisation that is for something: "Airlines for Nordland"."""
    one = token.ent_iob_ == following.ent_iob_ == "I" and token.ent_type_ == following.ent_type_ == "ORG"
    return one and token.lower_ in words.purposes and token.nbor(-1).text[:1].isupper()


def _behind_particle(token: Token) -> Token | None:
    """The next token, over the second particle of "von der Heide" and the hyphen of "al-Masri"."""
    particles, following = load_gazetteer("particles"), token.i + 1 < len(token.doc) and token.nbor(1).text
    step = 2 if token.text in particles and following and (following in particles or following == "-") else 1
    return token.nbor(step) if token.i + step < len(token.doc) else None


def _is_variant(token: Token, words: NameParts) -> bool:
    """Whether a word or hyphen goes on with a versioned name: "GPT-4o-mini", "Qwen2-72B", "GPT-4.1 nano"."""
    before = token.nbor(-1)
    if token.text == "-":
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        glued = following is not None and not (token.whitespace_ or before.whitespace_)
        return glued and following is not None and _is_variant_of(before.text, following.text, words)
    glued = before.text == "-" and token.i > 1 and not (before.whitespace_ or before.nbor(-1).whitespace_)
    if glued:
        return _is_variant_of(before.nbor(-1).text, token.text, words)
    if token.lower_ not in words.variants:
        return False
    if before.like_num and token.text.istitle() and before.i and before.nbor(-1).text[:2].strip().isalpha():
        return bool(INNER_CAPITAL.fullmatch(before.nbor(-1).text))  # "iPhone 16 Pro"
    if not before.text[0].isalpha():
        return False
    return _has_digit(before.text) or bool(token.ent_type_ and INNER_CAPITAL.fullmatch(before.text))


def _is_variant_of(first: str, last: str, words: NameParts) -> bool:
    if first[:1].isalnum() and _MODEL_SIZE.fullmatch(last):
        return True
    return (_has_digit(first) or first.lower() in words.variants) and last.lower() in words.variants


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _is_listed_genitive(token: Token) -> bool:
    """Whether the genitive is the name's own: "McDonald's", "Papa John's International", "Papa John's said"."""
    if token.text not in GENITIVES:
        return False
    owner = f"{token.nbor(-1).text}'s"
    if is_organisation(owner):
        return True
    rests = _with_genitive().get(owner, ())
    behind = [t.text for t in token.doc[token.i + 1 : token.i + 1 + _REST]]
    if any(behind[: len(rest)] == rest for rest in rests):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return bool(rests) and following is not None and following.pos_ in ("VERB", "AUX") and following.text.islower()


def _is_behind_genitive(token: Token) -> bool:
    """Whether a word is one behind the genitive in a listed name: the "Sporting" of "Dick's Sporting Goods"."""
    for back in range(1, min(_REST, token.i - 1) + 1):
        if (mark := token.nbor(-back)).text in GENITIVES:
            behind = [t.text for t in token.doc[mark.i + 1 : mark.i + 1 + _REST]]
            rests = _with_genitive().get(f"{mark.nbor(-1).text}'s", ())
            return any(len(rest) >= back and behind[: len(rest)] == rest for rest in rests)
    return False


def _is_in_given_name(token: Token, words: NameParts) -> bool:
    """Whether a hyphen or the small word behind it stands inside a given name: "Kim Min-jae"."""
    hyphen = token if token.text == "-" else token.nbor(-1)
    if hyphen.text != "-" or hyphen.i < 2 or hyphen.i + 1 >= len(token.doc):
        return False
    ahead, first, last = hyphen.nbor(-2), hyphen.nbor(-1), hyphen.nbor(1)
    written_together = not (hyphen.whitespace_ or first.whitespace_)
    person = {first.ent_type_, hyphen.ent_type_, last.ent_type_} <= PERSON
    syllable = last.text.isalpha() and last.text.islower()
    unknown = person or not load_words(words.lang).has_own(last.text)
    return written_together and syllable and unknown and first.text.istitle() and ahead.text.istitle()


def _is_second_person(token: Token, following: Token) -> bool:
    """Whether "&" stands between two people: "Ada Byrne & Noor Haddad"."""
    forenames = load_gazetteer("forenames")
    return following.text in forenames and token.i > 1 and token.nbor(-2).text in forenames


def is_cut_off(token: Token, words: NameParts) -> bool:
    """Whether a word is a prefix that a hyphen joins to what follows, and no part of the name ahead: "Co-founder"."""
    hyphen = token.nbor(1) if token.i + 2 < len(token.doc) else None
    glued = hyphen is not None and hyphen.text == "-" and not (token.whitespace_ or hyphen.whitespace_)
    return glued and token.text in words.prefixes


def _joins_parts(hyphen: Token, words: NameParts) -> bool:
    """Whether a hyphen is inside one name ("Guinea-Bissau", "Jean-Luc"), and does not part two ("Acme-Beta deal")."""
    if hyphen.text != "-" or hyphen.whitespace_ or hyphen.nbor(-1).whitespace_:
        return False
    first, last = hyphen.nbor(-1), hyphen.nbor(1)
    if f"{first.text}-{last.text}" in _hyphenated() or first.text in load_gazetteer("particles"):
        return True
    if not (first.text.istitle() and last.text.istitle()) or {first.text, last.text} & (words.prefixes | words.titles):
        return False
    forenames, listed = load_gazetteer("forenames"), is_listed(first.text) and is_listed(last.text)
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    capital = following is not None and following.text.istitle()
    if {first.text, last.text} <= forenames or (first.text in forenames and capital and _is_one(first, last)):
        return True
    known = any(is_organisation(t.text) or t.text in load_gazetteer("places") for t in (first, last))
    if _is_one(first, last) and first.ent_type_ in PERSON and first.is_alpha and last.is_alpha and not known:
        return True  # "Ray-Ban parent company", as the pipeline sees it
    goes_on = capital and following is not None and (following.pos_ == "PROPN" or _is_one(first, following))
    return goes_on and not listed and last.is_alpha and first.is_alpha


def _is_one(first: Token, last: Token) -> bool:
    """Whether the pipeline sees one name from one token to another."""
    inside = first.doc[first.i + 1 : last.i + 1]
    return bool(first.ent_type_) and all(t.ent_iob_ == "I" and t.ent_type_ == first.ent_type_ for t in inside)


def _joins_surnames(token: Token) -> bool:
    """Whether a hyphen stands inside a person's name: "Ada Byrne-Ford"; in "the Byrne-Ford feud" it does not."""
    if token.text != "-" or token.whitespace_ or token.nbor(-1).whitespace_:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    people = before.ent_type_ in PERSON and after.ent_type_ in PERSON
    following = token.nbor(2) if token.i + 2 < len(token.doc) else None
    plain = before.text.istitle() and after.text.istitle() and not (is_listed(before.text) or is_listed(after.text))
    people = people or (plain and following is not None and (following.text == "," or following.pos_ == "VERB"))
    closes = token.i + 2 >= len(token.doc) or token.nbor(2).pos_ not in ("NOUN", "PROPN", "ADJ")
    return before.is_alpha and after.is_alpha and people and closes


@cache
def _hyphenated() -> frozenset[str]:
    """Names with a hyphen inside, which tokenisers split: "Coca-Cola" is one name, "Acme-Beta" are two."""
    lists = (load_gazetteer(name) for name in ("companies", "organisations", "places"))
    return frozenset(word for names in lists for name in names for word in name.split() if "-" in word)


@cache
def _with_genitive() -> dict[str, list[list[str]]]:
    """The words behind the genitive that names of firms begin with: "Papa John's" goes on with "International"."""
    found: dict[str, list[list[str]]] = {}
    for name in load_gazetteer("companies"):
        owner, genitive, rest = name.partition("'s ")
        if genitive:
            found.setdefault(f"{owner.split()[-1]}'s", []).append(rest.split())
    return found
