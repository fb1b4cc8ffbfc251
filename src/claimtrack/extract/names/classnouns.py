"""What tells the type of a name: the words of a language's `names.toml`, and the common nouns beside a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.language.trees import Token

_TYPES = {"organisation": Label.ORGANISATION, "product": Label.PRODUCT, "person": Label.PERSON}
_SHORTEST = 4
"""Letters of the shortest noun that is looked for at the end of a compound."""


class NameWords(NamedTuple):
    """The lists of `names.toml`; what each is for stands there."""

    titles: frozenset[str]
    enders: frozenset[str]
    legal_forms: frozenset[str]
    organisation_words: frozenset[str]
    compounded: frozenset[str]
    own_kinds: frozenset[str]
    product_words: frozenset[str]
    before_posts: frozenset[str]
    as_posts: frozenset[str]
    behind_posts: frozenset[str]
    of_posts: frozenset[str]
    field_posts: frozenset[str]
    examples: frozenset[str]
    club_words: frozenset[str]
    club_posts: frozenset[str]
    at_places: frozenset[str]
    human_nouns: frozenset[str]
    variant_words: frozenset[str]
    never_genitive: frozenset[str]
    class_nouns: dict[str, Label]
    bare_genitive: bool
    nouns_have_capitals: bool


@cache
def name_words(lang: str) -> NameWords:
    """Return the words of a language; raises `LanguageError` when it has no `names.toml`."""
    data = read_data(lang, "names")
    nouns = {noun.lower(): _TYPES[kind] for kind, list_ in data["class_nouns"].items() for noun in list_}
    lists = {key: frozenset(data[key]) for key in NameWords._fields if isinstance(data[key], list)}
    lists["variant_words"] = frozenset(word.lower() for word in lists["variant_words"] | lists["product_words"])
    return NameWords(
        **lists, class_nouns=nouns, bare_genitive=data["bare_genitive"], nouns_have_capitals=data["nouns_have_capitals"]
    )


@cache
def contests(lang: str) -> frozenset[str]:
    """What is held and won, in lower case: "super bowl"."""
    return frozenset(name.lower() for name in read_data(lang, "names")["contests"])


def class_of(token: Token, lang: str) -> Label | None:
    """What a common noun says that the name beside it is; compounds count by their last part ("Cloud-Anbieter")."""
    hyphened = _with_hyphen(token)
    if not hyphened and token.pos_ not in ("NOUN", "PROPN", "X", "ADJ"):
        return None
    nouns = name_words(lang).class_nouns
    lower = token.lower_
    forms = (token.lemma_.lower(), lower, lower.rpartition("-")[2], lower.removesuffix("s"))
    before = token.nbor(-1).lower_ if token.i else ""
    for form in (*hyphened, f"{before} {lower}", *forms):  # "shipping line"
        if form in nouns:
            return nouns[form]
    return _by_last_part(token, nouns) if load_lexicon(lang).has_compounds else None


def _with_hyphen(token: Token) -> tuple[str, ...]:
    """A word of three tokens, as tokenisers cut it: "start-up"."""
    hyphen = token.nbor(-1) if token.i > 1 else None
    if hyphen is None or hyphen.text != "-" or hyphen.whitespace_ or hyphen.nbor(-1).whitespace_:
        return ()
    return (f"{hyphen.nbor(-1).lower_}-{token.lower_}", f"{hyphen.nbor(-1).lower_}-{token.lemma_.lower()}")


def _by_last_part(token: Token, nouns: dict[str, Label]) -> Label | None:
    """A compound by its last part: "Chiphersteller" is a "hersteller"."""
    forms = (token.lemma_.lower(), token.lower_)  # lemmatisers take the -s off "Pensionsfonds"
    ends = (form[-size:] for form in forms for size in range(len(form), _SHORTEST - 1, -1))
    last = max((end for end in ends if end in nouns), key=lambda noun: (len(noun), noun), default=None)
    return None if last is None else nouns[last]
