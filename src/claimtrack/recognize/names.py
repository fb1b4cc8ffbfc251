"""Names in a parsed sentence: stretches of proper nouns, with the versions that belong to a model's name.

What a name *is* is not decided here: the label is the pipeline's own guess, one voice in the document's vote
(`claimtrack.extract.names.cast`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label, Span
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.institutions import with_institutions
from claimtrack.recognize.joiners import goes_on, is_cut_off
from claimtrack.recognize.namewords import GENITIVES, INNER_CAPITAL, PERSON, is_no_word, name_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.namewords import NameParts

_LABELS = {
    "PER": Label.PERSON, "PERSON": Label.PERSON, "ORG": Label.ORGANISATION, "LOC": Label.PLACE, "GPE": Label.PLACE,
    "PRODUCT": Label.PRODUCT,
}  # fmt: skip
_EDGES = frozenset({"&", "-", "–", "/", "’s", "'s"})
_THINGS = frozenset({"ORG", "PRODUCT"})
_LOUD = 4
"""Letters of the longest word in capitals that may be an abbreviation."""
_AHEAD = frozenset({",", "”"})
"""Marks behind which an ordinary word has its capital from the name that it begins."""
_CLASSED = 2
"""Tokens of a class of shares: "Class A"."""
_SHORT = 3
"""Letters of the longest word whose case tells no headline."""
_CREDIT = 6
"""Tokens before the last source of a picture among which the word for a credit stands."""
_NO_START = frozenset({"DET", "PUNCT", "ADP", "SCONJ", "CCONJ", "PRON", "AUX", "ADV", "PART"})


class Name(NamedTuple):
    """A name: tokens `start` to `end` (half-open) of its sentence, its text, and what the pipeline takes it for."""

    start: int
    end: int
    text: str
    span: Span
    label: Label | None


def recognize_names(sentence: Tree, lang: str, busy: set[int]) -> list[Name]:
    """Return the names of a sentence, in order and without overlap; their spans count from the sentence's start.

    `busy` are the tokens of figures and times, which are no names.
    """
    names = []
    words = name_parts(lang)
    shouting = not words.nouns_have_capitals and _is_title_case(sentence)
    found = _stretches(sentence, words, busy, shouting)
    stretches = list(found) if shouting else [_as_seen(sentence, start, end, words, busy) for start, end in found]
    stretches = [each for i, each in enumerate(stretches) if not i or each[0] >= stretches[i - 1][1]]
    if words.nouns_have_capitals or any(t.text.islower() and len(t.text) > _SHORT for t in sentence):
        stretches = with_institutions(sentence, stretches, words, busy)
    for start, end in _at_forms(sentence, stretches, words):
        first, last = sentence[start], sentence[end - 1]
        text = text_of(sentence[start:end])
        if last.i + 1 == len(sentence) and (INNER_CAPITAL.fullmatch(last.text) or any(map(str.isdigit, last.text))):
            text = text.rstrip(".")  # tokenisers leave the full stop on "KfW.", "70B."
        span = Span(start=first.idx, end=first.idx + len(text))
        names.append(Name(start, end, text, span, _label(sentence, start, end)))
    return names


def _at_forms(sentence: Tree, stretches: Iterable[tuple[int, int]], words: NameParts) -> Iterator[tuple[int, int]]:
    """The stretches, each ended by the legal form inside it: nothing of "Norwind AG Interim Report" but the firm.

    A class of shares is none of the firm's name either: "Norwind Class A shares".
    """
    for start, end in stretches:
        if end - start > _CLASSED and sentence[end - 2].text in words.share_classes and len(sentence[end - 1]) == 1:
            end -= 2
        form = next((t.i for t in sentence[start + 1 : end] if t.text in words.closing), end)
        goes_on = form + 1 < end and (sentence[form + 1].text == "&" or sentence[form + 1].text in words.legal_forms)
        yield start, end if goes_on else min(end, form + 1)


def _as_seen(sentence: Tree, start: int, end: int, words: NameParts, busy: set[int]) -> tuple[int, int]:
    """A stretch with the capitals around it that the pipeline sees in the same name: "Thinking Machines Lab"."""
    while start and _is_seen_with(sentence[start], sentence[start - 1], words, busy):
        if words.nouns_have_capitals and load_words(words.lang).has_own(sentence[start - 1].text):
            break  # "beim Regionalligisten SV Nordstadt"; an adjective has an ending to lose first
        start -= 1
    while end < len(sentence) and _is_seen_with(sentence[end], sentence[end], words, busy):
        end += 1
    return start, end


def _is_seen_with(inner: Token, token: Token, words: NameParts, busy: set[int]) -> bool:
    """Whether the pipeline goes on with a firm's or product's name at `inner`, and `token` is a word for it."""
    if inner.ent_iob_ != "I" or inner.ent_type_ not in _THINGS or token.i in busy or not token.text.istitle():
        return False
    plain = token.is_alpha and token.pos_ not in _NO_START and token.lower_ not in words.origins
    own = token.text in words.parties or not {token.text, token.lemma_} & (words.stop | words.titles)
    return plain and own and not _is_glued(token, words)


def _stretches(sentence: Tree, words: NameParts, busy: set[int], shouting: bool) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for token in sentence:
        starts = token.i not in busy and _is_proper(token, words, shouting)
        if start is not None and token.pos_ == "DET":  # "at Acme The model": the blank of a lost full stop
            yield from _trimmed(sentence, start, token.i, words)
            start = None
            continue
        if start is None:
            start = _first_of(token, words, busy, shouting) if starts else None
        elif not starts and (
            token.i in busy or not (_is_capital_inside(token, words, shouting) or goes_on(token, words))
        ):
            yield from _trimmed(sentence, start, token.i, words)
            start = None
    if start is not None:
        yield from _trimmed(sentence, start, len(sentence), words)


def _first_of(token: Token, words: NameParts, busy: set[int], shouting: bool) -> int:
    """Where the name begins that a token is the first proper noun of: in mid-sentence all that has a capital before it.

    Taggers see an adjective in "General Atlantic"; where nouns have capitals, or all words of a headline, none of it
    tells. An article with a capital is the name's own: "said The New Harbour Times".
    """
    start = token.i
    if shouting or words.nouns_have_capitals:
        return start
    while start > 1 and start - 1 not in busy and _may_lead(token.doc[start - 1], words):
        start -= 1
    return (
        start
        if start == token.i
        or token.doc[start - 1].text[0].islower()
        or token.doc[start - 1].text in _AHEAD
        or (start > 1 and token.doc[start - 1].pos_ == "DET")
        else token.i
    )


def _is_capital_inside(token: Token, words: NameParts, shouting: bool) -> bool:
    """Whether a noun with a capital right behind a name is part of it, where nouns have none: "Fenwick Labels"."""
    if token.nbor(-1).text == "&" and token.text in words.partners:
        return True  # "Deere & Company"
    if shouting or words.nouns_have_capitals or token.pos_ != "NOUN" or not token.text.istitle():
        return False
    if is_cut_off(token, words):
        return False
    plain = not {token.text, token.lemma_, token.text.removesuffix("s")} & (words.stop | words.titles | words.breaks)
    return plain and token.text.isalpha() and token.nbor(-1).text[:1].isupper()


def _is_lone_determiner(token: Token) -> bool:
    """Whether a determiner other than an article has a capital amid small words: "says Another Norwind chief"."""
    amid = token.i > 1 and token.nbor(-1).text.islower() and len(token.text) > _SHORT
    return token.pos_ == "DET" and token.text.istitle() and amid


def _may_lead(token: Token, words: NameParts) -> bool:
    tagged = token.pos_ in ("ADJ", "NOUN", "VERB") or _is_lone_determiner(token)
    plain = token.text.isalpha() and token.text.istitle() and tagged
    return plain and not {token.text, token.lemma_} & (words.stop | words.titles | words.breaks)


def _is_proper(token: Token, words: NameParts, shouting: bool) -> bool:
    text = token.text
    if _is_never_name(text, words) or is_cut_off(token, words) or _is_shouted(token):
        return False
    if INNER_CAPITAL.fullmatch(text):
        return text not in words.stop
    if _is_small_name(token, words):
        return True
    if not text[0].isupper() or ({text, token.lemma_} & words.breaks and not _is_bearer(token, words)):
        return False
    if shouting and text in words.deeds:
        return False
    if text in words.stop:
        return token.i > 0 and _extends(token, words, shouting)
    if token.pos_ == "PROPN":
        plain = words.nouns_have_capitals and _is_plain_noun(token, words)
        loud = shouting and not (token.ent_type_ or is_listed(text) or is_no_word(text, words.lang))
        return not (plain or loud)
    if (token.pos_ != "ADJ" or _is_bare_adjective(token, words)) and is_no_word(text, words.lang):
        return True
    if words.nouns_have_capitals:
        return _is_named_noun(token, words)
    return _is_odd_word(token, shouting)


def _is_shouted(token: Token) -> bool:
    """Whether an ordinary word is written in capitals as the one beside it is: "LONGEST SERVING"."""
    if not (len(token.text) > _LOUD and token.text.isupper() and token.text.isalpha()) or is_listed(token.text):
        return False
    around = [token.nbor(step).text for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    return load_words(token.lang_).has(token.lower_) and any(t.isupper() and len(t) > _LOUD for t in around)


def _is_odd_word(token: Token, shouting: bool) -> bool:
    """Whether a word that the tagger takes for none is a name, where nouns are written small."""
    text = token.text
    if token.pos_ == "VERB":  # "gave Etched $2 billion", but "Acme Unveils New X1 Tool"
        return not shouting and text.istitle() and token.i > 0 and token.nbor(-1).text.islower()
    known = text in load_gazetteer("companies_own") or (token.i > 0 and is_organisation(text))
    return bool(token.ent_type_) or (token.pos_ in ("NOUN", "X", "ADJ") and (known or _is_amid(token, shouting)))


def _is_amid(token: Token, shouting: bool) -> bool:
    """Whether an ordinary word alone has a capital behind a case word or a noun for a firm: "at Mindful, …"."""
    words = name_parts(token.lang_)
    if shouting or not token.i or token.pos_ == "X" or not token.text.istitle() or token.lower_ in words.origins:
        return False
    ahead, following = token.nbor(-1), token.nbor(1) if token.i + 1 < len(token.doc) else None
    led = (ahead.pos_ == "ADP" and (ahead.i == 0 or ahead.text.islower())) or ahead.text in words.breaks
    closes = following is None or following.pos_ in ("VERB", "AUX", "PUNCT", "PART")
    return led and closes and token.is_alpha and (following is None or following.text != "-")


def _is_small_name(token: Token, words: NameParts) -> bool:
    """Whether a listed firm writes itself small: "idealo"; where nouns have capitals it may have a word's letters."""
    text = token.text
    if not text[:1].islower() or text not in load_gazetteer("companies_own"):
        return False
    return words.nouns_have_capitals or token.i == 0 or not load_words(words.lang).has_own(text)


def _is_never_name(text: str, words: NameParts) -> bool:
    """Whether a word is written small, a title, no word at all, or a compound of a word that is no name ("Mini-PC")."""
    if text.islower() and text.isalpha() and text not in load_gazetteer("companies_own"):
        return True
    _, hyphen, last = text.rpartition("-")
    compound = bool(hyphen) and words.nouns_have_capitals and last in words.stop - words.legal_forms
    return compound or text in words.titles or not (text.isalpha() or any(char.isalpha() for char in text))


def _is_named_noun(token: Token, words: NameParts) -> bool:
    """Whether what is tagged as a noun, where nouns have capitals, is a name after all."""
    text = token.text
    seen = bool(token.ent_type_) and (text.isupper() or not load_words(words.lang).has_own(text))
    listed = token.pos_ != "ADJ" and (_is_plainly_listed(text, words) or _is_group(text, words))
    borne = _is_surname(token) or _is_bearer(token, words) or _opens_firm(token, words)
    noun = token.pos_ in ("NOUN", "X", "ADJ") and (seen or listed or borne)
    return noun or (token.dep_ != "amod" and text in load_gazetteer("companies_own"))


def _is_plain_noun(token: Token, words: NameParts) -> bool:
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


def _is_plainly_listed(text: str, words: NameParts) -> bool:
    """Whether a firm is listed whose name is no ordinary noun, or which is known well enough to be meant by it."""
    plain = not load_words(words.lang).has_own(text) or text in load_gazetteer("companies_own")
    return plain and is_organisation(text)


def _is_group(text: str, words: NameParts) -> bool:
    """Whether a compound is a firm's name with its legal form or trade: "Norwind-Gruppe", "Norwind-Versicherung"."""
    first, hyphen, last = text.rpartition("-")
    if not hyphen or last not in words.legal_forms | words.compounded:
        return False
    return is_organisation(first) or is_no_word(first, words.lang)


def _is_surname(token: Token) -> bool:
    """Whether a word that is an ordinary one as well ends a person's name: "Ada Becker"."""
    before = token.nbor(-1) if token.i and token.dep_.startswith("flat") else None
    return before is not None and before.pos_ == "PROPN" and {before.ent_type_, token.ent_type_} <= PERSON


def _opens_firm(token: Token, words: NameParts) -> bool:
    """Whether an ordinary word that the tagger takes for a firm's has a word of firms behind it: "Brix Capital"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    inside = after is not None and token.ent_type_ == after.ent_type_ == "ORG" and token.text not in words.stop
    return inside and after is not None and after.text in words.institutions and after.text.istitle()


def _is_bearer(token: Token, words: NameParts) -> bool:
    """Whether a noun of makers right behind a forename is a surname: "Ada Bauer"."""
    ahead = token.nbor(-1).text if token.i and token.text in words.surnames else ""
    return ahead in load_gazetteer("forenames")


def _is_bare_adjective(token: Token, words: NameParts) -> bool:
    """Whether what is tagged as an adjective describes nothing, where adjectives are written small."""
    return token.pos_ == "ADJ" and token.dep_ != "amod" and not words.nouns_have_capitals


def _extends(token: Token, words: NameParts, shouting: bool) -> bool:
    """Whether a word that is no name by itself ends one: "Acme AI", but not the field in "Acme AI chief"."""
    if token.text in words.legal_forms:
        return _is_proper(token.nbor(-1), words, shouting)
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.text not in words.enders or (following is not None and following.pos_ == "NOUN"):
        return False
    return token.pos_ == "PROPN" and _is_proper(token.nbor(-1), words, shouting)


def _trimmed(sentence: Tree, start: int, end: int, words: NameParts) -> Iterator[tuple[int, int]]:
    """The stretch without particles, joiners and determiners at its edges."""
    while start < end and (_is_edge(sentence[start]) or _is_glued(sentence[start], words)):
        start += 1
    while end > start and (_may_not_end(sentence[end - 1].text, words) or sentence[end - 1].is_punct):
        end -= 1
    if end == start + 1 and sum(char.isalnum() for char in sentence[start].text) < 2:
        return  # the letter of a round, a grade or a place in a list
    if start < end and not all(token.text in words.stop for token in sentence[start:end]):
        if _is_credited(sentence[start], words) and end - start > 1:
            yield start, start + 1  # "Credit: Norwind/Acme Byrne said …": the next sentence's name
            start += 1
        yield start - _has_origin(sentence, start, end, words), end


def _has_origin(sentence: Tree, start: int, end: int, words: NameParts) -> bool:
    """Whether the adjective of a nation before a name is part of it: ordinary words alone are no name, "Danish Rail".

    In "Swedish Norwind" it only says where the firm is from.
    """
    if not start or words.nouns_have_capitals or not (origin := sentence[start - 1]).text.isalpha():
        return False
    if not origin.text.istitle() or origin.lower_ not in words.origins:
        return False
    first = sentence[start].text
    plain = load_words(words.lang).has_own(first) and first not in load_gazetteer("companies_own")
    longer, shorter = text_of(sentence[start - 1 : end]), text_of(sentence[start:end])
    return is_organisation(longer) or (plain and not is_organisation(shorter))


def _may_not_end(text: str, words: NameParts) -> bool:
    particle = text.lower() in load_gazetteer("particles") and (text.islower() or words.nouns_have_capitals)
    return (text in _EDGES and text not in GENITIVES) or text in words.inside or particle


def _is_edge(token: Token) -> bool:
    """Whether a word at the head of a stretch is none of the name's, for all its capital."""
    if INNER_CAPITAL.fullmatch(token.text) or token.text in load_gazetteer("companies_own"):
        return False
    if _is_lone_determiner(token) and not name_parts(token.lang_).nouns_have_capitals:
        return False
    if token.pos_ == "ADV" and token.i + 1 < len(token.doc) and is_no_word(token.text, token.lang_):
        return False  # taggers see punctuation in "eBay", a pronoun in "o1" and an adverb in a firm at the head
    return token.pos_ in _NO_START or not token.text[0].isalnum()


def _is_credited(token: Token, words: NameParts) -> bool:
    """Whether a word behind the slash of a picture's credit is an agency, and no photographer's forename."""
    ahead = [t.text for t in token.doc[max(0, token.i - _CREDIT) : token.i]]
    credit = ahead[-1:] == ["/"] and any(text.lower() in words.credits for text in ahead)
    pair = text_of(token.doc[token.i : token.i + 2])
    return credit and token.text not in load_gazetteer("forenames") and not is_organisation(pair)


def _is_glued(token: Token, words: NameParts) -> bool:
    """Whether a first word is the unit of a figure ("6K Pro"), or says where a firm is ("U.S.-listed Norwind")."""
    ahead = token.nbor(-1) if token.i else None
    unit = ahead is not None and not ahead.whitespace_ and ahead.text[-1].isdigit()
    return unit or token.text.rpartition("-")[2] in words.placing


def _is_title_case(sentence: Tree) -> bool:
    """Whether nearly every longer word has a capital: a headline in which capitals say nothing."""
    longer = [token for token in sentence if token.is_alpha and len(token.text) > 3]
    capitals = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= 4 and capitals >= 0.8 * len(longer)


def _label(sentence: Tree, start: int, end: int) -> Label | None:
    found = [_LABELS.get(token.ent_type_) for token in sentence[start:end] if token.ent_type_]
    counted = sorted(((found.count(label), label.value, label) for label in set(found) if label), reverse=True)
    return counted[0][2] if counted else None
