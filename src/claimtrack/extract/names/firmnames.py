"""Firms that German prose names where its tagger sees a noun: by the noun for a firm before them, by their shares.

"Der Ölkonzern Petrona" and "die Petrona-Aktie" each say that Petrona is a firm; where it stands alone elsewhere in
the document, it is one there as well.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.titles import is_title
from claimtrack.language import read_data
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.text.passages import Passage

_SHORTEST = 3
"""Letters of the shortest name that is found this way."""
_ARTICLE = 3
"""Tokens before a noun for a firm among which its article is looked for ("der kleine Pumpenhersteller")."""
_NAME_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})


class _Words(NamedTuple):
    firms: tuple[str, ...]
    shares: frozenset[str]
    none: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    names, roles = read_data(lang, "names"), read_data(lang, "roles")
    nouns = {noun for list_ in names["class_nouns"].values() for noun in list_}
    none = {*names["stop"], *names["legal_forms"], *names["titles"], *nouns, *roles["fields"]}
    firms = tuple(noun.casefold() for noun in names["firm_nouns"])
    return _Words(
        firms, frozenset(word.casefold() for word in names["share_nouns"]), frozenset(w.casefold() for w in none)
    )


def firms_by_nouns(passages: Sequence[Passage]) -> list[str]:
    """The firms that nouns before them and compounds with their shares name; none where nouns are written small."""
    if not passages or not read_data(passages[0].lang, "names")["nouns_have_capitals"]:
        return []
    readers = (_apposed, _shares)
    found = dict.fromkeys(text for passage in passages for reader in readers for text in reader(passage))
    common = {token.text for passage in passages for token in passage.tree if _is_described(token)}
    alone = {token.text for passage in passages for token in passage.tree}
    return [text for text in found if text in alone and text not in common]


def _apposed(passage: Passage) -> Iterator[str]:
    """Names right behind a definite noun for a firm: "der Ölkonzern Petrona"."""
    words = _words(passage.lang)
    for token in passage.tree[1:]:
        if _is_firm_noun(token.nbor(-1), words) and _may_name(token, passage, words):
            yield token.text


def _is_firm_noun(noun: Token, words: _Words) -> bool:
    form = noun.lower_
    if noun.pos_ not in ("NOUN", "PROPN") or not form.endswith(words.firms) or not noun.text[:1].isupper():
        return False
    ahead = noun.doc[max(0, noun.i - _ARTICLE) : noun.i]
    definite = any("Def" in t.morph.get("Definite", []) or t.lower_ in ("beim", "vom", "zum") for t in ahead)
    return form not in words.firms or definite


def _may_name(token: Token, passage: Passage, words: _Words) -> bool:
    text = token.text
    if not text[:1].isupper() or len(text) < _SHORTEST or not text.replace("-", "").isalpha():
        return False
    if token.pos_ not in _NAME_TAGS or text.casefold() in words.none or is_title(text, passage.lang):
        return False
    plural = token.pos_ == "NOUN" and "Plur" in token.morph.get("Number", [])
    listed = text in load_gazetteer("forenames") or text in load_gazetteer("places")
    name = passage.name_at(token)
    typed = name is not None and (" " in name.text or name.label in (Label.PERSON, Label.PLACE))
    return not plural and not listed and not typed and not passage.is_time(token) and not passage.quantity_at(token)


def _shares(passage: Passage) -> Iterator[str]:
    """The firms whose shares a compound names: "Petrona" in "Petrona-Aktie"."""
    words = _words(passage.lang)
    for token in passage.tree:
        prefix, hyphen, last = token.text.rpartition("-")
        if not hyphen or last.casefold() not in words.shares or not prefix[:1].isupper():
            continue
        if len(prefix) >= _SHORTEST and prefix.casefold() not in words.none and prefix not in load_gazetteer("places"):
            yield prefix


def _is_described(token: Token) -> bool:
    """Whether a word stands behind an indefinite article or a small adjective, as common nouns do."""
    before = token.nbor(-1) if token.i else None
    if before is None or not token.text[:1].isupper():
        return False
    small = before.text[:1].islower()
    indefinite = before.pos_ == "DET" and "Def" not in before.morph.get("Definite", [])
    return small and (indefinite or (before.pos_ == "ADJ" and before.lower_.endswith(("e", "er", "es", "en", "em"))))
