"""Inflected names in the nominative, as lists and other sentences have them: "des Deutschen Instituts", "Nordwinds"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.deeds import is_owned
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label, Span
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.names import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_SHORTEST = 4
"""Letters of the shortest adjective that is a name's by its capital alone, without its ending.

Behind an article one less is enough.
"""
_GENITIVES = ("es", "s")
_OPENERS = frozenset({'"', "“", "„", "»", "«", "'", "‚", ":", ".", "-", "–", "—", "(", "|", "…", "...", "*", "#"})


class _Words(NamedTuple):
    none: frozenset[str]
    organisations: frozenset[str]
    endings: tuple[str, ...]
    origins: tuple[str, ...]
    nominatives: Mapping[str, str]
    genders: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")
    nouns = {noun for nouns in data["class_nouns"].values() for noun in nouns}
    return _Words(
        frozenset({*data["stop"], *data["legal_forms"], *nouns}),
        frozenset({*data["organisation_words"], *data["institutions"]["heads"]}),
        tuple(data["adjective_endings"]),
        tuple(data.get("origin_endings", ())),
        data["adjective_nominatives"],
        tuple((gender, tuple(ends)) for gender, ends in data["noun_genders"].items()),
    )


def adjective_names(passage: Passage, names: Sequence[Name]) -> Iterator[Name]:
    """Firms whose name begins with inflected adjectives; the text is the nominative, "Deutsche Bank"."""
    tree, end = passage.tree, 0
    yield from (_name(t.i, t.i + 2, passage, text_of(tree[t.i : t.i + 2])) for t in tree[1:-1] if _is_bare(t, passage))
    for token in tree[:-1]:
        if token.i < end or not _is_inflected(token, passage):
            continue
        noun = token.i + 1
        while noun + 1 < len(tree) and _is_inflected(tree[noun], passage) and _is_noun(tree[noun + 1], passage):
            noun += 1  # "Deutsches Rotes Kreuz"
        if not _is_of_firm(token, tree[noun], passage):
            continue
        if any(name.start < token.i < name.end for name in names):
            continue  # "Verband der Chemischen Industrie"
        end = next((name.end for name in names if name.start <= noun < name.end), noun + 1)
        while (
            end < len(tree)
            and tree[end].ent_iob_ == "I"
            and tree[end].ent_type_ == "ORG"
            and _is_noun(tree[end], passage)
        ):
            end += 1
        adjectives = " ".join(nominative_of(t, tree[noun], passage.lang) for t in tree[token.i : noun])
        yield _name(token.i, end, passage, f"{adjectives} {text_of(tree[noun:end])}")


def _is_bare(token: Token, passage: Passage) -> bool:
    """Whether an adjective without an ending begins a name in mid-sentence: "kauft Zeitlos Optik"."""
    before, noun = token.nbor(-1), token.nbor(1)
    plain = token.pos_ == "ADJ" and token.text.istitle() and not token.text.endswith(_words(passage.lang).endings)
    if not plain or token.text.endswith("er") or before.pos_ not in ("VERB", "AUX", "ADP"):
        return False
    if class_of(noun, passage.lang):
        return False
    own = noun.pos_ in ("NOUN", "PROPN") and noun.text.istitle() and load_words(passage.lang).has_own(noun.text)
    return own and passage.name_at(noun) is None


def _is_noun(token: Token, passage: Passage) -> bool:
    noun = token.text[0].isupper() and token.pos_ in ("NOUN", "PROPN", "X")
    return noun and passage.quantity_at(token) is None


def _is_inflected(token: Token, passage: Passage) -> bool:
    """Whether a word with a capital has the form of an adjective: "Deutschen"."""
    adjective = token.pos_ in ("ADJ", "PROPN", "X") or (token.pos_ == "NOUN" and token.lemma_.islower())
    ends = token.text.endswith(_words(passage.lang).endings)
    return adjective and ends and token.text[0].isupper() and token.is_alpha


def nominative_of(adjective: Token, noun: Token, lang: str) -> str:
    """An adjective as it stands before its noun without an article: "Deutsches" for "Deutschen"."""
    words = _words(lang)
    stem = next(adjective.text.removesuffix(end) for end in words.endings if adjective.text.endswith(end))
    lemma, tagged = noun.lemma_.lower(), "".join(noun.morph.get("Gender", []))
    gender = next((gender for gender, ends in words.genders if lemma.endswith(ends)), tagged)
    several = "Plur" in noun.morph.get("Number", []) or f"{stem}e {noun.text}" in load_gazetteer("companies")
    return stem + words.nominatives["Plur" if several or gender not in words.nominatives else gender]


def _is_of_firm(token: Token, noun: Token, passage: Passage) -> bool:
    """Whether adjective and noun are a listed firm's name, or an adjective in mid-sentence has a capital."""
    words = _words(passage.lang)
    if not _is_noun(noun, passage):
        return False
    stem = next(token.text.removesuffix(end) for end in words.endings if token.text.endswith(end))
    if {f"{stem}e", token.text} & words.none or class_of(token, passage.lang):
        return False  # "den Rivalen Acme"
    before = passage.tree[token.i - 1] if token.i else None
    opens = before is None or before.text in _OPENERS or before.is_space
    written = token.pos_ == "ADJ" or load_words(passage.lang).has_form(token.lower_)  # "Wige Media" has no adjective
    listed = f"{stem}e {noun.text}" in load_gazetteer("companies")
    if not listed and before is not None and before.pos_ == "AUX":
        written = written and nominative_of(token, noun, passage.lang) == token.text  # "ist Marschen Capital"
    known = listed or (noun.text in words.organisations and written)
    described = before is not None and before.pos_ == "DET" and load_words(passage.lang).has_form(token.lower_)
    if not known and (opens or not (token.pos_ == "ADJ" or described) or len(stem) < _SHORTEST - described):
        return False
    if not known and not (load_words(passage.lang).has_form(token.lower_) or load_words(passage.lang).has_own(stem)):
        return False  # "den Konkurrenten Keene Labs": only tagged as an adjective
    return token.text not in load_gazetteer("forenames")


def _name(start: int, end: int, passage: Passage, text: str) -> Name:
    return passage.name_of(start, end, text=text)


def in_nominative(name: Name, passage: Passage, is_known: Callable[[str], bool]) -> Name:
    """A name without the ending of a genitive: "Nordwinds Umsatz", "des Bundesamtes für Statistik"."""
    if place := _place_of(name, passage, is_known):
        return place
    text = _with_plain_noun(name, passage) or without_genitive(name.text, passage.lang, is_known)
    if _is_genitive_of_person(name, passage) or _is_genitive_of_firm(name, passage):
        text = name.text[:-1]
    if not text_of(passage.tree[name.start : name.end]).startswith(text):
        return name._replace(text=text)  # "der Deutschen Bank" is Deutsche Bank, its span as written
    return name._replace(text=text, span=Span(start=name.span.start, end=name.span.start + len(text)))


def _place_of(name: Name, passage: Passage, is_known: Callable[[str], bool]) -> Name | None:
    """The place of an adjective of origin, where the document names it: "Birkheim" of "Birkheimer Stürmer"."""
    following = passage.tree[name.end] if name.end < len(passage.tree) else None
    if following is None or following.pos_ not in ("NOUN", "PROPN") or not following.text[:1].isupper():
        return None
    stems = (name.text.removesuffix(end) for end in _words(passage.lang).origins if name.text.endswith(end))
    stem = next((stem for stem in stems if len(stem) >= _SHORTEST and is_known(stem)), None)
    if stem is None or is_listed(name.text):
        return None
    return name._replace(
        text=stem, span=Span(start=name.span.start, end=name.span.start + len(stem)), label=Label.PLACE
    )


def _with_plain_noun(name: Name, passage: Passage) -> str | None:
    """A name behind an article in the genitive, with its noun in the nominative: "Bundesamt" for "Bundesamtes"."""
    tree, words = passage.tree, load_words(passage.lang)
    ahead = next((t for t in reversed(tree[: name.start]) if t.pos_ != "ADJ"), None)
    if not name_words(passage.lang).bare_genitive or ahead is None or ahead.pos_ != "DET":
        return None
    if "Gen" not in ahead.morph.get("Case", []):
        return None
    nouns = tuple(end for _, ends in _words(passage.lang).genders for end in ends)
    for token in tree[name.start : name.end]:
        for bare in (token.text.removesuffix(ending) for ending in _GENITIVES if token.text.endswith(ending)):
            if (bare == token.lemma_ and words.has_own(bare)) or bare.lower().endswith(nouns):
                return name.text.replace(token.text, bare, 1)
    return None


def _is_genitive_of_firm(name: Name, passage: Passage) -> bool:
    """Whether a name's last letter is a genitive before what firms have: "Nordwinds Umsatz"."""
    following = passage.tree[name.end] if name.end < len(passage.tree) else None
    if " " in name.text or following is None or is_listed(name.text):
        return False
    return _may_be_genitive(name, passage.lang) and following.text[:1].isupper() and is_owned(following, passage)


def _is_genitive_of_person(name: Name, passage: Passage) -> bool:
    """Whether a person's name has the ending of a genitive before what is the person's: "Ada Byrnes Firma"."""
    parts = name.text.split()
    following = passage.tree[name.end] if name.end < len(passage.tree) else None
    if following is None or len(parts) < 2 or parts[0] not in load_gazetteer("forenames"):
        return False
    owned = following.text[0].isupper() and load_words(passage.lang).has_own(following.text)
    return owned and _may_be_genitive(name, passage.lang)


def _may_be_genitive(name: Name, lang: str) -> bool:
    words = name_words(lang)
    return words.bare_genitive and name.text.endswith("s") and name.text[-2:] not in words.never_genitive


def without_genitive(text: str, lang: str, is_known: Callable[[str], bool]) -> str:
    """A German genitive without its ending, where the bare name is known: "Nordwinds" is Nordwind's."""
    if not text.endswith("s"):
        return text
    bare = text[:-1]
    listed = any(bare in load_gazetteer(names) for names in ("companies", "places", "towns"))
    if name_words(lang).bare_genitive and (listed or is_known(bare)):
        return bare
    return text if is_organisation(text.replace("’", "'")) else text.removesuffix("'s").removesuffix("’s")
