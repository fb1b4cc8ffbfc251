"""What a deal is about, read from the words behind a verb or a case word: a company, a product, or a part of one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.names import Name

_REACH = 10
"""Tokens from the start of a phrase to the name in it."""
_FIRM, _PERSON = Label.ORGANISATION, Label.PERSON
_ORIGIN = 8
"""Tokens from the start of a phrase to the "based" of where its company comes from."""
_COMPOUND = 5
"""Letters of the shortest noun that is looked for at the end of compounds ("Agrarsparte")."""
_POSITIONAL = 0.9
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class _Words(NamedTuple):
    unit_form: str
    units: frozenset[str]
    of: frozenset[str]
    not_whole: frozenset[str]
    based: frozenset[str]
    moments: frozenset[str]
    legal_forms: frozenset[str]
    ventures: frozenset[str]
    families: frozenset[str]
    venture_form: str
    endings: tuple[str, ...]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "frames")["deals"]
    units = {*read_data(lang, "names")["anaphora"]["units"], *data["units"]}
    lists = (units, data["of"], data["not_whole"], data["based"], data["moments"], data["ventures"])
    whole, of, not_whole, based, moments, ventures = (frozenset(word.lower() for word in words) for words in lists)
    legal_forms = frozenset(read_data(lang, "names")["legal_forms"])
    compounds = load_lexicon(lang).has_compounds
    endings = tuple(sorted(unit for unit in whole if len(unit) >= _COMPOUND)) if compounds else ()
    forms = read_data(lang, "frames")["deal_forms"]
    return _Words(
        forms["unit"], whole, of, not_whole, based, moments, legal_forms, ventures, frozenset(data["families"]),
        forms["venture"], endings,
    )  # fmt: skip


def read_target(at: int, passage: Passage, discourse: Discourse, *, shares: bool = False) -> Filler | None:
    """The company, product or unit that the phrase starting at a token names, or `None`.

    "the start-up Acme" is Acme; "Acme's cloud business" and "die Cloud-Sparte von Acme" are units; "a stake in Acme"
    and "the rights to" are no targets at all, and "all shares of Acme" only if `shares` count.
    """
    tree, words = passage.tree, _words(passage.lang)
    at = _past_origin(at, tree, words)
    for index in range(at, min(len(tree), at + _REACH)):
        token = tree[index]
        if index and token.pos_ == "NOUN" and _is_possessive(tree[index - 1]) and _is_unit(token, words):
            return _unit_behind(index, token, passage, discourse, words) or _own_unit(
                index - 1, token, passage, discourse
            )
        if name := passage.name_at(token):
            if firm_label(name.text, passage.lang, discourse) is Label.PLACE:
                continue
            return None if name.text.lower() in words.not_whole else _from_name(name, passage, discourse, words)
        if _lemma(token) in words.not_whole and not shares:
            return None
        if token.pos_ == "NOUN" and _lemma(token) in words.ventures:
            return _venture(token, passage, discourse, words)
        if token.pos_ in ("NOUN", "VERB") and _is_unit(token, words) and not _is_of_compound(token, words):
            part = _unit_behind(at, token, passage, discourse, words) or _own_unit(at, token, passage, discourse)
            return part or (_described(at, passage, discourse) if is_firm_noun(token, passage.lang) else None)
        if _ends_phrase(token, at, shares=shares):
            break
    return _described(at, passage, discourse)


def _venture(noun: Token, passage: Passage, discourse: Discourse, words: _Words) -> Filler | None:
    """The joint venture of two partners whom the text has named; the firm named last is none."""
    here = (discourse.cast.full(name.text) for name in passage.names)
    for firm in (*discourse.organisations_before(passage), *here):
        if (partner := discourse.partner(firm)) is not None:
            text = words.venture_form.format(owner=firm, partner=partner)
            return Filler(text, Label.ORGANISATION, noun, _POSITIONAL, "unit")
    return None


def _own_follower(name: Name, passage: Passage, words: _Words) -> Token | None:
    """The word behind a name that may belong to it; a time does not: "a deal with Acme days after"."""
    after = passage.tree[name.end] if name.end < len(passage.tree) else None
    timed = after is not None and (after.lower_ in words.moments or passage.is_time(after))
    return None if timed else after


def _ends_phrase(token: Token, at: int, *, shares: bool) -> bool:
    """Whether a phrase that starts at a place is over where a token stands that names nothing."""
    beside = token.doc[max(0, token.i - 1) : token.i + 2]
    joined = any(t.text == "-" for t in beside)  # "the start-up Acme", "its up-and-coming rival Acme"
    described = token.pos_ == "VERB" and token.dep_ == "amod"  # "the frozen pizza brand"
    if joined or described or (token.pos_ == "PRON" and _is_possessive(token)):
        return False
    owned = token.i > at and token.pos_ == "DET" and "Gen" in token.morph.get("Case", [])  # "das Amt des Bezirks A"
    closing = token.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON")
    return owned or closing or (token.pos_ == "ADP" and not shares)


def firm_label(name: str, lang: str, discourse: Discourse) -> Label | None:
    """What a name is taken for where only firms stand; `None` where a guess is all that makes no firm of it.

    A name that is no known place may be a firm's ("Conceria Bassi"), and so may one of several words without a forename
    of which one is an ordinary word ("Norse Line").
    """
    label, parts = discourse.cast.label(name), name.split()
    places = load_gazetteer("places")
    if label is Label.PLACE:
        return label if name in places or any(part in places for part in parts) else None
    if len(parts) < 2 or label is not Label.PERSON:
        return label
    known = parts[0] in load_gazetteer("forenames") or discourse.title_of(name) is not None
    ordinary = any(load_words(lang).has(part) for part in parts)
    return label if known or not ordinary else None


def _past_origin(at: int, tree: Tree, words: _Words) -> int:
    """The token behind what only says where a firm comes from: "the Lindholm, Norland-based retailer Acme"."""
    for index in range(at + 2, min(len(tree), at + _ORIGIN)):
        if tree[index].lower_ in words.based and tree[index - 1].text == "-":
            places = tree[at : index - 1]  # an article inside opens an apposition: "Acme, a Berlin-based maker"
            inside = all(t.pos_ in ("PROPN", "PUNCT", "ADJ", "NOUN") or (t.pos_ == "DET" and t.i == at) for t in places)
            return index + 1 if inside else at
    return at


def _is_possessive(token: Token) -> bool:
    return "Yes" in token.morph.get("Poss", []) or token.dep_ in ("det:poss", "nmod:poss")


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _is_unit(token: Token, words: _Words) -> bool:
    forms = (_lemma(token), token.lower_, token.lower_.rpartition("-")[2])
    return any(form in words.units for form in forms) or token.lower_.endswith(words.endings)


def _from_name(name: Name, passage: Passage, discourse: Discourse, words: _Words) -> Filler | None:
    """The name itself, the unit behind its genitive, or the next name where it only describes ("Acme rival Beta")."""
    tree = passage.tree
    label = firm_label(name.text, passage.lang, discourse)
    full = discourse.cast.full(name.text)
    if label is Label.PERSON and words.endings and name.start and class_of(tree[name.start - 1], passage.lang) is _FIRM:
        label = _FIRM  # "kauft die Agentur Tom Ford"
    after = _own_follower(name, passage, words)
    if after is not None and after.text in _POSSESSIVE:
        return _owned(full, name.end + 1, passage, discourse, words)
    if after is not None and after.text in words.legal_forms:
        return Filler(full, Label.ORGANISATION, tree[name.start], 1.0, "name")
    if after is not None and after.lower_ in words.families:
        return Filler(f"{full} {after.text}", Label.ORGANISATION, tree[name.start], _POSITIONAL, "name")
    if label in (Label.PERSON, Label.PLACE) or titled_behind(name, passage, discourse):
        return None
    genitive = words.endings and tree[name.end - 1].text == f"{name.text.split()[-1]}s"  # "Acmes Festnetzsparte"
    owned = genitive and after is not None and after.text[0].isupper() and class_of(after, passage.lang) is not _PERSON
    if after is not None and (owned or (after.pos_ == "NOUN" and _is_unit(after, words))):
        return Filler(f"{full} {after.text}", Label.ORGANISATION, after, _POSITIONAL, "unit")
    if after is not None and after.pos_ in ("NOUN", "ADJ") and not words.endings:
        follower = next((n for n in passage.names if after.i < n.start <= after.i + 3), None)
        noun = tree[follower.start - 1] if follower else None
        beside = follower is not None and follower.start == after.i + 1  # "TikTok creator ByteDance"
        if follower and noun is not None and (beside or class_of(noun, passage.lang)):
            return _from_name(follower, passage, discourse, words)
    if after is not None and after.pos_ == "NOUN" and after.text[0].islower():
        return None  # "Acme chips", "American goods"
    return Filler(full, label, tree[name.start], 1.0 if label else 0.9, "name")


def _owned(full: str, at: int, passage: Passage, discourse: Discourse, words: _Words) -> Filler | None:
    """What follows a genitive: "Acme's cloud business", and the company in "Turkey's Acme", "Beta's rival Acme"."""
    tree = passage.tree
    for index in range(at, min(len(tree), at + 8)):
        token = tree[index]
        if inner := passage.name_at(token):
            return _from_name(inner, passage, discourse, words)
        if token.pos_ == "NOUN" and _is_unit(token, words):
            return Filler(_named_part(full, at, token, words), Label.ORGANISATION, token, _POSITIONAL, "unit")
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT", "CCONJ", "NUM") or _lemma(token) in words.not_whole:
            return None
    return None


def titled_behind(name: Name, passage: Passage, discourse: Discourse) -> Name | None:
    """Whose firm a name only is: "former Acme head Ada Byrne"."""
    follower = next((n for n in passage.names if name.end < n.start <= name.end + 3), None)
    if follower is None or discourse.cast.label(follower.text) is not Label.PERSON:
        return None
    titled = all(t.pos_ in ("NOUN", "PROPN") for t in passage.tree[name.end : follower.start])
    return follower if titled else None


def _apposed(noun: Token, passage: Passage) -> Name | None:
    """The firm that a noun for one calls by its name: "the hotel chain Acme" is Acme, and no part of it."""
    at = noun.i + 1 + (noun.i + 1 < len(passage.tree) and passage.tree[noun.i + 1].text == ",")
    name = passage.name_at(passage.tree[at]) if at < len(passage.tree) else None
    closing = passage.tree[min(name.end, len(passage.tree) - 1)] if name is not None and at > noun.i + 1 else None
    if closing is not None and closing.pos_ in ("VERB", "AUX"):
        return None  # "a sale of the brand, Acme reported"
    firm = (closing is not None and closing.pos_ == "PUNCT") or class_of(noun, passage.lang) is Label.ORGANISATION
    firm = firm or (at == noun.i + 1 and not load_lexicon(passage.lang).has_compounds)  # "the data platform Acme"
    return name if firm else None


def _unit_behind(at: int, unit: Token, passage: Passage, discourse: Discourse, words: _Words) -> Filler | None:
    """As in "the delivery arm of Turkey's Acme": Acme's delivery arm."""
    tree = passage.tree
    if (apposed := _apposed(unit, passage)) is not None:
        named = _from_name(apposed, passage, discourse, words)
        return named and named._replace(label=named.label or Label.ORGANISATION)
    if unit.i + 2 >= len(tree):
        return None
    case = tree[unit.i + 1].lower_ in words.of
    index = unit.i + 1 + case
    while index < len(tree) and tree[index].pos_ in ("DET", "ADJ"):
        index += 1
    while index < len(tree) and not passage.name_at(tree[index]) and tree[index].pos_ == "NOUN":
        index += 1
    name = passage.name_at(tree[index]) if index < len(tree) else None
    if name is None or not (case or load_lexicon(passage.lang).has_compounds):
        return None
    if not case:  # "die Warenhauskette Acme" is Acme
        return _from_name(name, passage, discourse, words)
    if name.end < len(tree) and tree[name.end].text in _POSSESSIVE:
        name = next((n for n in passage.names if name.end < n.start <= name.end + 4), name)
    if discourse.cast.label(name.text) in (Label.PLACE, Label.PERSON):
        return None
    first = next((t.i for t in tree[at : unit.i + 1] if t.pos_ in ("ADJ", "NOUN", "PROPN")), unit.i)
    full = discourse.cast.full(name.text)
    return Filler(_named_part(full, first, unit, words), Label.ORGANISATION, unit, _POSITIONAL, "unit")


def _is_of_compound(unit: Token, words: _Words) -> bool:
    """Whether a noun for a part only begins one for a firm: "the network equipment maker Acme"."""
    following = unit.nbor(1) if unit.i + 1 < len(unit.doc) else None
    return following is not None and not words.endings and unit.dep_ == "compound" and following.pos_ == "NOUN"


def _named_part(owner: str, first: int, unit: Token, words: _Words) -> str:
    """A unit as its language writes it with its owner; where nouns are compounded, without its inflected adjectives."""
    part = unit.text if words.endings else text_of(unit.doc[first : unit.i + 1])
    return words.unit_form.format(owner=owner, part=part)


def part_of(owner: str, noun: Token, lang: str) -> Filler | None:
    """A part of a firm with the firm's name, if a noun is one for such parts: "die Windsparte"."""
    words = _words(lang)
    if not _is_unit(noun, words):
        return None
    first = min((t.i for t in noun.subtree if t.i < noun.i and t.pos_ in ("ADJ", "NOUN")), default=noun.i)
    return Filler(_named_part(owner, first, noun, words), Label.ORGANISATION, noun, _POSITIONAL, "unit")


def _own_unit(at: int, unit: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """As in "its logistics unit", "seine Agrarsparte": the part with its company's name."""
    owner = next((t for t in passage.tree[at : unit.i] if _is_possessive(t)), None)
    filler = discourse.resolve(owner, passage) if owner is not None else None
    if owner is None or filler is None:
        return None
    whole = _named_part(filler.text, owner.i + 1, unit, _words(passage.lang))
    return Filler(whole, Label.ORGANISATION, unit, 0.95 * filler.certainty, "unit")


def _described(at: int, passage: Passage, discourse: Discourse) -> Filler | None:
    """As in "the payments company", "it": what the document has named before."""
    for token in passage.tree[at : at + 5]:
        if _is_possessive(token):
            return None
        if _is_of_firm_noun(token, passage):
            continue  # "the payments company"
        if token.pos_ in ("NOUN", "PRON", "PROPN"):
            bare = token.i > at and not any(t.pos_ == "DET" for t in passage.tree[at : token.i])
            if bare and token.pos_ == "NOUN" and load_lexicon(passage.lang).has_compounds:
                return None  # "Acme kauft deutsche Agentur" names none
            filler = discourse.resolve(token, passage)
            return filler if filler and filler.label in (Label.ORGANISATION, None) else None
        if token.pos_ not in ("DET", "ADJ", "ADV", "NUM"):
            return None
    return None


def _is_of_firm_noun(token: Token, passage: Passage) -> bool:
    """Whether a word only says what the firm does whose noun stands behind it; a name says which firm that is."""
    inside = token.dep_ in ("compound", "amod") and token.head.i > token.i and passage.name_at(token) is None
    return inside and token.head.pos_ == "NOUN" and is_firm_noun(token.head, passage.lang)
