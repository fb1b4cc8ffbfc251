"""Firms whose name is an ordinary word or a compound, by where the word stands: "Halden sammelt 12 Millionen ein".

A noun for one thing has an article; what has none, and buys, raises money or closes a shop, is a name. Headlines leave
articles out, so only whole sentences tell; a document that gives the word an article anywhere means a thing by it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.stations import (
    does_deed,
    gives_posts,
    goes_with_firms,
    is_done_to_firms,
    is_founding,
    is_of_firms,
    tells,
)  # fmt: skip
from claimtrack.extract.names.titles import find_titles, is_title
from claimtrack.extract.text.lexicon import load_lexicon, metric_of, word_forms
from claimtrack.extract.text.syntax import base, children, is_passive, marker
from claimtrack.language import read_data
from claimtrack.language.words import load_words
from claimtrack.model import Label, Quantity
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.text.lexicon import Frame
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_SMALL = re.compile(r"[a-z][a-z0-9]{2,15}(?:\.[a-z]{2,5})?")
"""A firm's name without a capital: "refurbed", "n8n", "cargo.one"."""
_SHORTEST = 4
"""Letters of the shortest word that is a name for where it stands."""
_DEEDS = frozenset({"acquisition", "funding", "investment", "partnership", "stake"})
_SUMMED = frozenset({"funding", "stake"})
"""Kinds of deeds that only a sum tells: what else is received, held and owned is anything."""
_ON_PRODUCTS = frozenset({"release", "use"})
"""Kinds of deeds that the name of a product tells."""
_FIRMS = frozenset({"acquisition"})
"""Kinds of deeds whose objects are firms."""
_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_DESCRIBING = frozenset({"DET", "ADJ", "NUM", "PRON"})


class _Words(NamedTuple):
    nouns: frozenset[str]
    endings: tuple[str, ...]
    none: frozenset[str]
    firms: tuple[str, ...]
    earns: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    names, bare = read_data(lang, "names"), read_data(lang, "names")["bare"]
    none = {*names["stop"], *names["legal_forms"], *names["titles"], *read_data(lang, "roles")["fields"]}
    return _Words(
        frozenset(bare["nouns"]), tuple(bare["endings"]), frozenset(word.lower() for word in none),
        tuple(names.get("firm_nouns", ())), frozenset(bare["earns"]),
    )  # fmt: skip


def with_bare_names(passages: Sequence[Passage]) -> tuple[list[Passage], list[str]]:
    """Return the passages with the firms that stand as names, and these firms in the order of the document."""
    found = dict.fromkeys(token.text for passage in passages for token in passage.tree if _stands(token, passage))
    common = {token.text for passage in passages for token in passage.tree if _is_described(token)} if found else set()
    firms = [text for text in found if text not in common]
    return ([passage.with_names(_known(passage, firms)) for passage in passages] if firms else list(passages)), firms


def _known(passage: Passage, firms: Sequence[str]) -> list[Name]:
    """The names of a sentence with those of the firms that none of them covers."""
    genitives = {f"{firm}s": firm for firm in firms} if name_words(passage.lang).bare_genitive else {}
    forms = genitives | {firm: firm for firm in firms}
    found = [
        _name(token, forms[token.text], passage)
        for token in passage.tree
        if token.text in forms and passage.name_at(token) is None and not passage.is_time(token)
    ]
    return [*(name._replace(text=genitives.get(name.text, name.text)) for name in passage.names), *found]


def _name(token: Token, text: str, passage: Passage) -> Name:
    return passage.name_of(token.i, token.i + 1, Label.ORGANISATION, text)


def _is_described(token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    return before is not None and (before.pos_ in _DESCRIBING or before.text.endswith("-"))


def _stands(token: Token, passage: Passage) -> bool:
    """Whether a word stands as the name of a firm in one sentence."""
    if _is_small(token, passage):
        return True
    if not _may_be_name(token, passage):
        return False
    verb = token.head
    if _is_apposed(token, passage) or _is_of_deal(token, passage) or _opens_post(token, passage):
        return True
    whole = passage.tree[-1].text.endswith(".") or is_no_word(token.text, passage.lang)
    if verb == token or not whole:
        return False
    if _is_made_by(token, passage):
        return True
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if _is_subject(token, verb) and _is_singular(verb) and _acts(token, verb, passage):
        return True
    passive = base(token) == "nsubj" and is_passive(verb)
    if passive and _is_singular(verb) and _is_valued(verb, passage):
        return True
    return not _is_listed_word(token, passage) and any(stands(token, verb, passage) for stands in _SLOTS)


def _opens_post(token: Token, passage: Passage) -> bool:
    """Whether a word of no list opens a sentence ahead of a post and its bearer: "Norwind founder Ada Byrne"."""
    if token.i or not is_no_word(token.text, passage.lang):
        return False
    titles = find_titles(passage)
    people = {name.start for name in passage.names if name.label is Label.PERSON}
    opening = next((title for title in titles if title.start == 1), None)
    return opening is not None and any(opening.start <= title.start and title.end in people for title in titles)


def _is_subject(token: Token, verb: Token) -> bool:
    """Whether a bare word is the one subject of an active verb: by the tree, or by its place beside the finite verb.

    German has one phrase ahead of the finite verb, and the subject right behind it where that phrase is another.
    """
    if is_passive(verb) or children(token, "case"):
        return False
    subjects = [t for t in children(verb, "nsubj") if t != token]
    if base(token) == "nsubj":
        return not subjects or (token.i == 0 and token.nbor(1) in (verb, *children(verb, "aux")))
    return base(token) == "obj" and not subjects and token.i > 1 and token.nbor(-1) == verb


def _is_small(token: Token, passage: Passage) -> bool:
    """Whether a word of no dictionary, written small, stands right behind a noun for a firm: "the start-up n8n"."""
    noun = token.nbor(-1) if token.i else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or not _SMALL.fullmatch(token.text):
        return False
    if passage.name_at(token) or passage.name_at(noun) or passage.quantity_at(token) or passage.is_time(token):
        return False
    is_firm = class_of(noun, passage.lang) is Label.ORGANISATION and noun.lower_.endswith(_words(passage.lang).firms)
    return is_firm and ("." in token.text or not load_words(passage.lang).has_own(token.text))


def _may_be_name(token: Token, passage: Passage) -> bool:
    text, words = token.text, _words(passage.lang)
    if not text.istitle() or not text.isalpha() or len(text) < _SHORTEST or token.pos_ not in _TAGS:
        return False
    if token.i and not name_words(passage.lang).nouns_have_capitals:
        return False  # in mid-sentence a capital is enough
    if text in words.nouns or text.lower() in words.none or text.lower().endswith(words.endings):
        return False
    if passage.name_at(token) or passage.is_time(token) or passage.quantity_at(token) or is_title(text, passage.lang):
        return False
    if token.i > 1 and token.nbor(-2).text.endswith("-"):
        return False  # "An- und Verkäufe"
    if token.i + 1 < len(token.doc) and token.nbor(1).text[:1].isupper() and not _is_apposed(token, passage):
        return False  # a post or trade before a name
    if _is_described(token) or class_of(token, passage.lang) or metric_of(token, load_lexicon(passage.lang)):
        return False
    return text not in load_gazetteer("forenames") and text not in load_gazetteer("places")


def _is_singular(verb: Token) -> bool:
    """Whether a verb form is that of one: a noun for several needs no article."""
    finite = next((t for t in (verb, *children(verb, "aux")) if "Fin" in t.morph.get("VerbForm", [])), verb)
    number = finite.morph.get("Number", [])
    return number == ["Sing"] or (not number and "Past" in finite.morph.get("Tense", []))


def _is_listed_word(token: Token, passage: Passage) -> bool:
    return load_words(passage.lang).has_form(token.lower_)


def _frames(verb: Token, lang: str) -> tuple[Frame, ...]:
    lexicon = load_lexicon(lang)
    return next((frames for form in word_forms(verb, lexicon) if (frames := lexicon.verbs.get(form))), ())


def _acts(token: Token, verb: Token, passage: Passage) -> bool:
    """Whether the bare subject of a verb does what firms do, with a sum or another name, or with a shop or plant."""
    if token.morph.get("Number", []) == ["Plur"] and not name_words(passage.lang).nouns_have_capitals:
        return False
    if does_deed(token, verb, passage) or (tells(verb, passage.lang) and not _is_listed_word(token, passage)):
        return True
    earns = _words(passage.lang).earns.intersection(word_forms(verb, load_lexicon(passage.lang)))
    kinds = {frame.kind for frame in _frames(verb, passage.lang)} & _DEEDS
    if (kinds or (earns and not _is_listed_word(token, passage))) and any(
        _is_sum(mention) for mention in passage.quantities
    ):
        return True
    behind = [name for name in passage.names if name.start > token.i]
    if not _is_listed_word(token, passage) and _does_to(verb, behind, passage):
        return True
    return bool(kinds - _SUMMED) and any(_is_firm(name) or _is_called_firm(name, passage) for name in behind)


def _is_called_firm(name: Name, passage: Passage) -> bool:
    """Whether a noun for a firm stands right ahead of a name: "den Konkurrenten Acme"."""
    before = passage.tree[name.start - 1] if name.start else None
    return before is not None and before.lower_.endswith(_words(passage.lang).firms)


def _does_to(verb: Token, behind: Sequence[Name], passage: Passage) -> bool:
    """Whether a verb says what firms do with products and people: "nutzt Claude", "ernennt Ada Byrne zur Chefin"."""
    kinds = {frame.kind for frame in _frames(verb, passage.lang)}
    if kinds & _ON_PRODUCTS and any(map(_is_product, behind)):
        return True
    return gives_posts(verb, passage.lang) and any(name.label is Label.PERSON for name in behind)


def _is_sum(mention: Mention) -> bool:
    return isinstance(mention.norm, Quantity) and figure_class(mention.norm) in ("money", "percent")


def _is_product(name: Name) -> bool:
    return name.label is Label.PRODUCT or any(letter.isdigit() for letter in name.text)


def _is_firm(name: Name) -> bool:
    return is_organisation(name.text) or name.label is Label.ORGANISATION


def _is_valued(verb: Token, passage: Passage) -> bool:
    """Whether the subject of a passive is bought or valued for a sum: "wurde Halden mit 30 Millionen bewertet"."""
    kinds = {frame.kind for frame in _frames(verb, passage.lang)}
    told = is_done_to_firms(verb, passage.lang) or bool(kinds & _FIRMS)
    return told and any(_is_sum(mention) for mention in passage.quantities)


def _is_measured(token: Token, verb: Token, passage: Passage) -> bool:
    """Whether a metric or the jobs of a bare compound move: "Bei Wetterstein sank der Gewinn"."""
    at = read_data(passage.lang, "names")["deeds"]["at"]
    lexicon = load_lexicon(passage.lang)
    moved = children(verb, "nsubj") or children(verb, "obj") if base(token) == "obl" and marker(token) in at else []
    return any(metric_of(t, lexicon) or is_of_firms(t, passage.lang) for t in moved)


def _is_entered(token: Token, verb: Token, passage: Passage) -> bool:
    """Whether somebody named gets a share of a bare compound or works with it: "Acme steigt bei Wetterstein ein"."""
    case = marker(token) if base(token) == "obl" else ""
    if not case or all(name.end > verb.i for name in passage.names):
        return False
    pairs = {f"{form} {case}" for form in word_forms(verb, load_lexicon(passage.lang))}
    return not pairs.isdisjoint(read_data(passage.lang, "names")["entering"]) or goes_with_firms(pairs, passage.lang)


def _is_founded(token: Token, verb: Token, passage: Passage) -> bool:
    """Whether a named person founds a bare compound: "Ada Byrne gründete Wetterstein"."""
    people = (name for name in passage.names if name.label is Label.PERSON and name.end <= verb.i)
    return base(token) == "obj" and is_founding(verb, passage.lang) and any(people)


def _is_partner(token: Token, verb: Token, passage: Passage) -> bool:
    """Whether a bare compound and a firm work together: "Wetterstein und Acme kooperieren"."""
    joined = [t for t in (*children(token, "conj"), token.head) if (name := passage.name_at(t)) and _is_firm(name)]
    main = verb if base(token) == "nsubj" else token.head.head
    return bool(joined) and any(frame.kind == "partnership" for frame in _frames(main, passage.lang))


def _is_made_by(token: Token, passage: Passage) -> bool:
    """Whether a bare compound stands behind a product as whose it is: "Das Fenix 9 von Wetterstein kommt"."""
    product = passage.name_at(token.nbor(-2)) if token.i > 1 else None
    by = token.i > 1 and token.nbor(-1).lower_ in read_data(passage.lang, "names")["deeds"]["of"]
    ends = token.i + 1 < len(token.doc) and token.nbor(1).pos_ in ("VERB", "AUX", "PUNCT")
    return by and ends and product is not None and _is_product(product) and not _is_listed_word(token, passage)


def _is_done_to(token: Token, verb: Token, passage: Passage) -> bool:
    """Whether a bare compound is bought by a named firm, buys one, or stands in a list with listed firms."""
    bought = any(frame.kind in _FIRMS for frame in _frames(verb, passage.lang))
    named = any(_is_firm(name) for name in passage.names)
    if base(token) == "obj" or (base(token) == "nsubj" and is_passive(verb)):
        return bought and named and token.morph.get("Number", []) != ["Plur"]
    agents = frozenset(read_data(passage.lang, "frames")["syntax"]["agent"])
    return bought and base(token) == "obl" and marker(token) in agents and is_passive(verb)


def _is_of_deal(token: Token, passage: Passage) -> bool:
    """Whether a bare compound stands behind the case word of a noun for a deal: "die Übernahme von Wetterstein"."""
    noun = token.head
    if noun.pos_ != "NOUN" or noun.i > token.i or _is_listed_word(token, passage) or noun == token:
        return False
    nouns, cases = _deals(passage.lang)
    behind = token.i + 1 == len(token.doc) or token.nbor(1).pos_ in ("PUNCT", "ADP", "VERB", "AUX", "CCONJ", "ADV")
    return behind and marker(token) in cases and noun.lower_.endswith(nouns)


@cache
def _deals(lang: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Nouns of deals, rounds and shares, which also end compounds, and the case words between them and a firm."""
    frames = read_data(lang, "frames")
    deals, stakes, words = frames["deals"], frames["stakes"], frames["words"]
    nouns = [*deals["bids"], *deals["sales"], *words["acquisition"]["nouns"], *stakes["nouns"], *stakes["entries"]]
    nouns += frames["rounds"]["called"]
    cases = (deals["for"], deals["through"], deals["bid_by"], stakes["at"])
    return tuple(noun.lower() for noun in nouns), frozenset(case for listed in cases for case in listed)


def _is_apposed(token: Token, passage: Passage) -> bool:
    """Whether a word stands right behind a bare noun for a firm, or in a list of listed firms: "Kleiderkette Kranz"."""
    before = token.nbor(-1) if token.i else None
    if before is None or token.morph.get("Number", []) == ["Plur"]:
        return False
    if token.dep_.startswith("flat") and token.head.i == before.i:
        noun = class_of(before, passage.lang) is Label.ORGANISATION and not passage.name_at(before)
        return noun and not (before.i and _is_described(before)) and before.lower_.endswith(_words(passage.lang).firms)
    if base(token) != "conj" or _is_listed_word(token, passage):
        return False
    name = passage.name_at(token.head)
    return name is not None and is_organisation(name.text)


_SLOTS = (_is_done_to, _is_measured, _is_entered, _is_founded, _is_partner)
"""Where a compound that no list has is a firm's name, besides the subject of a deed."""
