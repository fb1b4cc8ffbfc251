"""Names in a parsed sentence: stretches of proper nouns, with the versions that belong to a model's name.

What a name *is* is not decided here: the label is the pipeline's own guess, one voice in the document's vote
(`claimtrack.extract.names.cast`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language import read_data
from claimtrack.language.words import load_words
from claimtrack.model import Label, Span
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

_LABELS = {
    "PER": Label.PERSON, "PERSON": Label.PERSON, "ORG": Label.ORGANISATION, "LOC": Label.PLACE, "GPE": Label.PLACE,
    "PRODUCT": Label.PRODUCT,
}  # fmt: skip
_GENITIVES = frozenset({"'s", "’s"})
_PERSON = frozenset({"PER", "PERSON"})
_EDGES = frozenset({"&", "-", "–", "/", "’s", "'s"})
_NO_START = frozenset({"DET", "PUNCT", "ADP", "SCONJ", "CCONJ", "PRON", "AUX", "ADV", "PART"})
_VERSION = re.compile(r"[vV]?\d{1,4}(?:\.\d{1,3}){0,3}[A-Za-z]{0,2}")
# "V3", "72B", "R1", "A22B", "2024": what stands behind the hyphen of a model's name
_MODEL_SIZE = re.compile(r"[A-Za-z]?\d{1,4}(?:\.\d{1,3}){0,2}[A-Za-z]{0,2}")
# a word that can only be a name: capitals or digits inside ("eBay", "LinkedIn", "GPT-4o", "o1")
_INNER_CAPITAL = re.compile(
    r"(?:[a-z]{1,3}[A-Z]|[A-Z][a-z]+[A-Z]|[A-Z]{2,}[-.]?\d|[A-Z][a-z]*-[A-Z]*\d|[oO]\d\b)[\w.\-]*"
)


class Name(NamedTuple):
    """A name: tokens `start` to `end` (half-open) of its sentence, its text, and what the pipeline takes it for."""

    start: int
    end: int
    text: str
    span: Span
    label: Label | None


class _Words(NamedTuple):
    stop: frozenset[str]
    enders: frozenset[str]
    legal_forms: frozenset[str]
    nouns_have_capitals: bool
    titles: frozenset[str]
    breaks: frozenset[str]
    inside: frozenset[str]
    institutions: frozenset[str]
    links: frozenset[str]
    variants: frozenset[str]
    lang: str


_SHORTEST = 3
"""Letters of the shortest word that is a name for being in no list."""


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")
    breaks = {word for words in data["class_nouns"].values() for word in words}
    return _Words(
        stop=frozenset(data["stop"]),
        enders=frozenset(data["enders"]),
        legal_forms=frozenset(data["legal_forms"]),
        nouns_have_capitals=data["nouns_have_capitals"],
        titles=frozenset(data["titles"]),
        breaks=frozenset(breaks),
        inside=frozenset(data["inside"]),
        institutions=frozenset(data["organisation_words"]),
        links=frozenset(data["name_links"]),
        variants=frozenset(word.lower() for word in (*data["product_words"], *data["variant_words"])),
        lang=lang,
    )


def recognize_names(sentence: Doc, lang: str, taken: Iterable[Span], offset: int) -> list[Name]:
    """Return the names of a sentence, in order and without overlap.

    `taken` are the spans of figures and times, which are no names; `offset` is where the sentence starts in its
    document, and the spans that come back count from the document's start.
    """
    busy = {token.i for span in taken for token in sentence if _inside(token, span, offset)}
    names = []
    for start, end in _stretches(sentence, lang, busy):
        first, last = sentence[start], sentence[end - 1]
        span = Span(start=offset + first.idx, end=offset + last.idx + len(last.text))
        names.append(Name(start, end, sentence[start:end].text, span, _label(sentence, start, end)))
    return names


def _inside(token: Token, span: Span, offset: int) -> bool:
    start = token.idx + offset
    return start < span.end and span.start < start + len(token.text)


def _stretches(sentence: Doc, lang: str, busy: set[int]) -> Iterator[tuple[int, int]]:
    words = _words(lang)
    shouting = not words.nouns_have_capitals and _is_title_case(sentence)
    start: int | None = None
    for token in sentence:
        starts = token.i not in busy and _is_proper(token, words, shouting)
        if start is not None and token.pos_ == "DET":  # "at Acme The model": the blank of a lost full stop
            yield from _trimmed(sentence, start, token.i, words)
            start = None
            continue
        if start is None:
            start = _first_of(token, words, busy, shouting) if starts else None
        elif not starts and not (token.i not in busy and _goes_on(token, words)):
            yield from _trimmed(sentence, start, token.i, words)
            start = None
    if start is not None:
        yield from _trimmed(sentence, start, len(sentence), words)


def _first_of(token: Token, words: _Words, busy: set[int], shouting: bool) -> int:
    """Where the name begins that a token is the first proper noun of: in mid-sentence all that has a capital before it.

    Taggers see an adjective in "General Atlantic"; where nouns have capitals, or all words of a headline, none of it
    tells.
    """
    start = token.i
    if shouting or words.nouns_have_capitals:
        return start
    while start > 1 and start - 1 not in busy and _may_lead(token.doc[start - 1], words):
        start -= 1
    return (
        start
        if start == token.i or token.doc[start - 1].text[0].islower() or token.doc[start - 1].text == ","
        else token.i
    )


def _may_lead(token: Token, words: _Words) -> bool:
    plain = token.text.isalpha() and token.text.istitle() and token.pos_ in ("ADJ", "NOUN", "VERB")
    return plain and not {token.text, token.lemma_} & (words.stop | words.titles | words.breaks)


def _is_proper(token: Token, words: _Words, shouting: bool) -> bool:
    text = token.text
    if _is_never_name(text, words):
        return False
    if _INNER_CAPITAL.fullmatch(text):
        return text not in words.stop
    if not text[0].isupper() or token.lemma_ in words.breaks or text in words.breaks:
        return False
    if text in words.stop:
        return token.i > 0 and _extends(token, words, shouting)
    if token.pos_ == "PROPN":
        if words.nouns_have_capitals and _is_plain_noun(token, words):
            return False
        return not shouting or bool(token.ent_type_) or is_listed(text) or is_no_word(text, words.lang)
    if (token.pos_ != "ADJ" or _is_bare_adjective(token, words)) and is_no_word(text, words.lang):
        return True
    if words.nouns_have_capitals:
        return _is_named_noun(token, words)
    if token.pos_ == "VERB":  # "gave Etched $2 billion", but "Acme Unveils New X1 Tool"
        return not shouting and text.istitle() and token.i > 0 and token.nbor(-1).text.islower()
    known = text in load_gazetteer("companies_own") or (token.i > 0 and is_organisation(text))
    return bool(token.ent_type_) or (token.pos_ in ("NOUN", "X", "ADJ") and known)


def _is_never_name(text: str, words: _Words) -> bool:
    """Whether a word is a title, no word at all, or a compound of a word that is no name ("Mini-PC")."""
    _, hyphen, last = text.rpartition("-")
    compound = bool(hyphen) and words.nouns_have_capitals and last in words.stop - words.legal_forms
    return compound or text in words.titles or not any(char.isalpha() for char in text)


def _is_named_noun(token: Token, words: _Words) -> bool:
    """Whether what is tagged as a noun, where nouns have capitals, is a name after all."""
    text = token.text
    seen = bool(token.ent_type_) and (text.isupper() or not load_words(words.lang).has_own(text))
    listed = token.pos_ != "ADJ" and (_is_plainly_listed(text, words) or _is_group(text, words))
    noun = token.pos_ in ("NOUN", "X", "ADJ") and (seen or listed or _is_surname(token))
    return noun or (token.dep_ != "amod" and text in load_gazetteer("companies_own"))


def _is_plain_noun(token: Token, words: _Words) -> bool:
    """Whether a noun is only tagged as a name: an ordinary word by itself, or a compound of one ("Acme-Aktien")."""
    text = token.text
    if is_listed(text) or not load_words(words.lang).has_own(text):
        return False
    first, hyphen, last = text.rpartition("-")
    if hyphen and first:
        institution = any(last.casefold().endswith(word.casefold()) for word in words.institutions)
        return token.ent_type_ in ("", "ORG", "PRODUCT") and not institution and not _is_group(text, words)
    if not load_words(words.lang).has_form(text.lower()) and not _is_determined(token):
        return False  # two words that together are none of the list: "an Birkwerk"
    around = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    own = load_words(words.lang).has_own
    named = any(t.text[:1].isupper() and (t.pos_ == "PROPN" or not own(t.text)) for t in around)
    versioned = any(t.i > token.i and t.like_num for t in around)
    return not named and not versioned and not token.ent_type_ and text.istitle()


def _is_determined(token: Token) -> bool:
    """Whether a noun has an article, a figure or an adjective."""
    before = token.nbor(-1) if token.i else None
    return before is not None and before.pos_ in ("DET", "ADJ", "NUM", "PRON", "PROPN")


def _is_plainly_listed(text: str, words: _Words) -> bool:
    """Whether a firm is listed whose name is no ordinary noun, or which is known well enough to be meant by it."""
    plain = not load_words(words.lang).has_own(text) or text in load_gazetteer("companies_own")
    return plain and is_organisation(text)


def _is_group(text: str, words: _Words) -> bool:
    """Whether a compound is a firm's name with its legal form: "Norwind-Gruppe", "Norwind-AG"."""
    first, hyphen, last = text.rpartition("-")
    return bool(hyphen) and last in words.legal_forms and (is_organisation(first) or is_no_word(first, words.lang))


def _is_surname(token: Token) -> bool:
    """Whether a word that is an ordinary one as well ends a person's name: "Ada Becker"."""
    before = token.nbor(-1) if token.i and token.dep_.startswith("flat") else None
    return before is not None and before.pos_ == "PROPN" and {before.ent_type_, token.ent_type_} <= _PERSON


def _is_bare_adjective(token: Token, words: _Words) -> bool:
    """Whether what is tagged as an adjective describes nothing, where adjectives are written small."""
    return token.pos_ == "ADJ" and token.dep_ != "amod" and not words.nouns_have_capitals


def is_no_word(text: str, lang: str) -> bool:
    """Whether a capitalised word can only be a name: no ordinary word of the language, and no abbreviation."""
    letters = text.replace("-", "").replace("’", "").replace("'", "")
    plain = len(letters) >= _SHORTEST and letters.isalpha() and not letters.isupper()
    return plain and text[0].isupper() and text[-1].isalpha() and not load_words(lang).has(text)


def _extends(token: Token, words: _Words, shouting: bool) -> bool:
    """Whether a word that is no name by itself ends one: "Acme AI", but not the field in "Acme AI chief"."""
    if token.text in words.legal_forms:
        return _is_proper(token.nbor(-1), words, shouting)
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.text not in words.enders or (following is not None and following.pos_ == "NOUN"):
        return False
    return token.pos_ == "PROPN" and _is_proper(token.nbor(-1), words, shouting)


def _goes_on(token: Token, words: _Words) -> bool:
    """Whether a word that is no name by itself stands inside one: a joiner before a further name, or a version."""
    if _VERSION.fullmatch(token.text):
        return token.nbor(-1).text not in words.stop
    if _is_listed_genitive(token) or _is_in_given_name(token, words) or _is_variant(token, words):
        return True
    following = _behind_particle(token)
    if following is None or not following.text[:1].isupper() or following.text in words.stop:
        return False
    if _is_amid(token, following):
        return True
    if token.text == "&" or (token.text == "-" and f"{token.nbor(-1).text}-{following.text}" in _hyphenated()):
        return True
    if token.lower_ in words.links and token.nbor(-1).text in words.institutions and following.pos_ == "PROPN":
        return True
    if _joins_surnames(token) or _is_nickname(token) or _is_region_of(token, following):
        return True
    if token.text in words.inside:
        return following.pos_ == "PROPN" and bool(token.ent_type_)
    named = following.pos_ == "PROPN" or is_no_word(following.text, words.lang)
    return token.text in load_gazetteer("particles") and named


def _is_amid(token: Token, following: Token) -> bool:
    """Whether a capital stands inside what the pipeline takes for one firm: "Alder Investment Authority"."""
    labels = {token.nbor(-1).ent_type_, token.ent_type_, following.ent_type_}
    return labels == {"ORG"} and token.text[:1].isupper() and token.pos_ != "VERB" and following.pos_ == "PROPN"


def _behind_particle(token: Token) -> Token | None:
    """The next token, over the second particle of "von der Heide"."""
    particles = load_gazetteer("particles")
    step = 2 if token.text in particles and token.i + 1 < len(token.doc) and token.nbor(1).text in particles else 1
    return token.nbor(step) if token.i + step < len(token.doc) else None


def _is_variant(token: Token, words: _Words) -> bool:
    """Whether a word or hyphen goes on with a versioned name: "GPT-4o-mini", "Qwen2-72B", "GPT-4.1 nano"."""
    before = token.nbor(-1)
    if token.text == "-":
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        glued = following is not None and not (token.whitespace_ or before.whitespace_)
        return glued and following is not None and _is_variant_of(before.text, following.text, words)
    glued = before.text == "-" and token.i > 1 and not (before.whitespace_ or before.nbor(-1).whitespace_)
    if glued:
        return _is_variant_of(before.nbor(-1).text, token.text, words)
    if token.lower_ not in words.variants or not before.text[0].isalpha():
        return False
    return _has_digit(before.text) or bool(token.ent_type_ and _INNER_CAPITAL.fullmatch(before.text))


def _is_variant_of(first: str, last: str, words: _Words) -> bool:
    if first[:1].isalnum() and _MODEL_SIZE.fullmatch(last):
        return True
    return (_has_digit(first) or first.lower() in words.variants) and last.lower() in words.variants


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _is_listed_genitive(token: Token) -> bool:
    """Whether the genitive is the name's own: "McDonald's"."""
    return token.text in _GENITIVES and is_organisation(f"{token.nbor(-1).text}'s")


def _is_in_given_name(token: Token, words: _Words) -> bool:
    """Whether a hyphen or the small word behind it stands inside a given name: "Kim Min-jae"."""
    hyphen = token if token.text == "-" else token.nbor(-1)
    if hyphen.text != "-" or hyphen.i < 2 or hyphen.i + 1 >= len(token.doc):
        return False
    ahead, first, last = hyphen.nbor(-2), hyphen.nbor(-1), hyphen.nbor(1)
    written_together = not (hyphen.whitespace_ or first.whitespace_)
    syllable = last.text.isalpha() and last.text.islower() and not load_words(words.lang).has_own(last.text)
    return written_together and syllable and first.text.istitle() and ahead.text.istitle()


def _joins_surnames(token: Token) -> bool:
    """Whether a hyphen stands inside a person's name: "Ada Byrne-Ford"; in "the Byrne-Ford feud" it does not."""
    if token.text != "-" or token.whitespace_ or token.nbor(-1).whitespace_:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    people = before.ent_type_ in _PERSON and after.ent_type_ in _PERSON
    following = token.nbor(2) if token.i + 2 < len(token.doc) else None
    plain = before.text.istitle() and after.text.istitle() and not (is_listed(before.text) or is_listed(after.text))
    people = people or (plain and following is not None and (following.text == "," or following.pos_ == "VERB"))
    closes = token.i + 2 >= len(token.doc) or token.nbor(2).pos_ not in ("NOUN", "PROPN", "ADJ")
    return before.is_alpha and after.is_alpha and people and closes


def _is_nickname(token: Token) -> bool:
    """Whether a bracket stands inside a person's name: "Ada (Addie) Byrne"."""
    opener = token if token.text == "(" else token.nbor(-2) if token.text == ")" and token.i > 2 else None
    if opener is None or opener.text != "(" or opener.i + 3 >= len(opener.doc) or not opener.i:
        return False
    around = (opener.nbor(-1), opener.nbor(1), opener.nbor(3))
    people = all(t.text[:1].isupper() and t.is_alpha and t.ent_type_ in _PERSON for t in around)
    return people and opener.nbor(2).text == ")"


def _is_region_of(token: Token, following: Token) -> bool:
    """Whether "of" stands before the region of a listed firm's branch: "Samsung of Japan"."""
    listed = token.nbor(-1).text in load_gazetteer("companies")
    regions = load_gazetteer("places")
    return token.lower_ == "of" and listed and following.text in regions


def _trimmed(sentence: Doc, start: int, end: int, words: _Words) -> Iterator[tuple[int, int]]:
    """The stretch without particles, joiners and determiners at its edges."""
    while start < end and _is_edge(sentence[start]):
        start += 1
    while end > start and (_may_not_end(sentence[end - 1].text, words) or sentence[end - 1].is_punct):
        end -= 1
    if end == start + 1 and sum(char.isalnum() for char in sentence[start].text) < 2:
        return  # the letter of a round, a grade or a place in a list
    if start < end and not all(token.text in words.stop for token in sentence[start:end]):
        yield start, end


def _may_not_end(text: str, words: _Words) -> bool:
    return (text in _EDGES and text not in _GENITIVES) or text in words.inside or text in load_gazetteer("particles")


@cache
def _hyphenated() -> frozenset[str]:
    """Names with a hyphen inside, which tokenisers split: "Coca-Cola" is one name, "Acme-Beta" are two."""
    return frozenset(word for name in load_gazetteer("companies") for word in name.split() if "-" in word)


def _is_edge(token: Token) -> bool:
    """Whether a word at the head of a stretch is none of the name's, for all its capital."""
    if _INNER_CAPITAL.fullmatch(token.text) or token.text in load_gazetteer("companies_own"):
        return False  # taggers see punctuation in "eBay", a pronoun in "o1" and an adverb in a firm at the head
    return token.pos_ in _NO_START or not token.text[0].isalnum()


def _is_title_case(sentence: Doc) -> bool:
    """Whether nearly every longer word has a capital: a headline in which capitals say nothing."""
    longer = [token for token in sentence if token.is_alpha and len(token.text) > 3]
    capitals = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= 4 and capitals >= 0.8 * len(longer)


def _label(sentence: Doc, start: int, end: int) -> Label | None:
    found = [_LABELS.get(token.ent_type_) for token in sentence[start:end] if token.ent_type_]
    counted = sorted(((found.count(label), label.value, label) for label in set(found) if label), reverse=True)
    return counted[0][2] if counted else None
