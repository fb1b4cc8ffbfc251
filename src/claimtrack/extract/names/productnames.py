"""Names of products: what speaks for one (the noun behind it, the verb that releases it), and where it ends."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.launchednames import CODE, VERSION, with_launched, with_numbered, without_presenter
from claimtrack.extract.offers.deeds import find_deeds
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, word_forms
from claimtrack.extract.text.productwords import is_plant, is_product_noun, product_words
from claimtrack.extract.text.syntax import base, children, is_passive
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

# "70B", "8x7B", "A22B"
_SIZE = re.compile(r"A?\d{1,4}(?:\.\d{1,2})?[BMT]|\d{1,2}x\d{1,3}B")
_QUOTES = frozenset('"“”„‟«»‚‘')
_AHEAD = 8
"""Tokens before a name among which its article or possessive stands: "its much-anticipated X1 rocket"."""
_LETTERED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,20} [A-Z]")
"""A product's name of a word and a letter."""
_MODIFIERS = 3
"""Nouns behind a name, the last of which says what it is."""
_MARKET = 6
"""Tokens behind a name among which the market stands that it is put on: "on the German market"."""
_TITLE = 5
"""Tokens in which a title in quotation marks ends."""
_COST = 5
"""Tokens behind a verb of costing among which the price stands."""
_OWNED = frozenset({"ADJ", "NOUN", "VERB", "ADV", "PROPN", "NUM"})
_BETWEEN = frozenset({"DET", "ADJ", "NOUN", "NUM", "ADV", "PUNCT"})


def is_named_with_noun(passage: Passage, name: Name) -> bool:
    """Whether a product's noun stands right behind a name with an article or possessive: "the X1 rocket"."""
    nouns = takewhile(lambda token: token.pos_ in ("NOUN", "PROPN"), passage.tree[name.end : name.end + _MODIFIERS])
    after = next(reversed([*nouns]), None)  # "Corsa EV pickup"
    if after is None or after.pos_ != "NOUN" or not is_product_noun(after, passage.lang):
        return False
    if name.text in load_gazetteer("companies") or name.text in load_gazetteer("places"):
        return False  # "the Acme chips" are of Acme
    for token in reversed(passage.tree[max(0, name.start - _AHEAD) : name.start]):
        if token.pos_ == "DET" or "Yes" in token.morph.get("Poss", []):
            return True
        if token.pos_ not in ("ADJ", "ADV", "VERB", "NOUN") and token.text != "-":
            return False
    return False


def sells(passage: Passage, name: Name) -> bool:
    """Whether a name has a product: "Acme's chatbot", "das E-Bike von Acme"; no part of another ("X1's display")."""
    tree, words = passage.tree, product_words(passage.lang)
    if name.end < len(tree) and tree[name.end].text in ("'s", "’s", "'", "’"):
        inside = [*takewhile(lambda t: t.pos_ in _OWNED, tree[name.end + 1 : name.end + _AHEAD])]
        if any(_is_product_name(passage.name_at(token), passage) for token in inside):
            return True  # "Acme's new X1"
        noun = next(reversed(inside), None)
    else:
        of = name.start > 1 and tree[name.start - 1].lower_ in words["by"]
        noun = tree[name.start - 2] if of else None
    if noun is None or noun.pos_ != "NOUN" or passage.name_at(noun) or noun.lemma_.lower() in words["components"]:
        return False
    made = is_product_noun(noun, passage.lang) or is_plant(noun, passage.lang)
    return made and not is_one_of(noun, load_lexicon(passage.lang).maker["people"])


def _is_product_name(name: Name | None, passage: Passage) -> bool:
    """Whether a name is spelled as a product's: with a version, or one of its words."""
    if name is None or name.text in load_gazetteer("companies") or " " not in name.text:
        return False
    last = name.text.split()[-1]
    versioned = VERSION.fullmatch(last) or CODE.fullmatch(last)
    return bool(versioned) or last in read_data(passage.lang, "names")["product_words"]


def is_priced(passage: Passage, name: Name) -> bool:
    """Whether a name costs something: "The Orbit costs $849", "Die Wolke S kostet 849 Euro"."""
    if name.text in load_gazetteer("companies") or name.text in load_gazetteer("places"):
        return False
    costing, tree, at = read_data(passage.lang, "figures")["prices"]["only"], passage.tree, name.end
    while at < len(tree) and tree[at].pos_ in ("AUX", "ADV"):
        at += 1
    costs = at < len(tree) and tree[at].lower_ in costing
    return costs and any(passage.quantity_at(token) for token in tree[at + 1 : at + _COST])


def _is_lettered(passage: Passage, name: Name) -> bool:
    """Whether a name of a word and a letter has an article and costs something: "Die Wolke S kostet 849 Euro"."""
    led = name.start > 0 and passage.tree[name.start - 1].pos_ == "DET"
    return led and _LETTERED.fullmatch(name.text) is not None and is_priced(passage, name)


def with_lettered_products(passage: Passage) -> Passage:
    """The passage with such products among its names, where taggers see plain nouns; "Der Tarif M" is none."""
    tree, sorts = passage.tree, read_data(passage.lang, "names")["sorts"]
    found = []
    for noun, letter in pairwise(tree):
        if len(letter.text) == 1 and _LETTERED.fullmatch(f"{noun.text} {letter.text}") and not passage.name_at(noun):
            name = passage.name_of(noun.i, letter.i + 1, Label.PRODUCT, f"{noun.text} {letter.text}")
            sort = is_product_noun(noun, passage.lang) or noun.lower_.endswith(tuple(sorts))
            found += [name] if _is_lettered(passage, name) and not sort else []
    return passage.with_names([*passage.names, *found]) if found else passage


def is_apposed(passage: Passage, name: Name) -> bool:
    """Whether a product's noun stands right before a name: "its robot vacuum X1", "die App Büffelo".

    Nothing is said so of a listed firm or place, nor of who does something with it: "the app Acme launched".
    """
    quoted = name.start > 2 and passage.tree[name.start - 1].text in _QUOTES
    apart = 2 * (name.start > 3 and _is_aside(passage, name))
    noun = passage.tree[name.start - 1 - (quoted or apart)] if name.start > 1 else None
    if noun is None or noun.pos_ != "NOUN" or passage.name_at(noun) or not is_product_noun(noun, passage.lang):
        return False
    if is_one_of(noun, load_lexicon(passage.lang).maker["people"]):
        return False  # "her assistant, Ada"
    if quoted:
        return True
    if name.text in load_gazetteer("companies") or name.text in load_gazetteer("places"):
        return False
    if load_lexicon(passage.lang).has_compounds:
        return True
    return noun.text.islower() and not any(base(child) == "acl" and child.i > noun.i for child in noun.children)


def _is_aside(passage: Passage, name: Name) -> bool:
    """Whether a name stands with an article between commas: "its first mower, the X1, will"."""
    ahead, after = passage.tree[name.start - 2 : name.start], passage.tree[name.end : name.end + 1]
    return ahead[0].text == "," and ahead[1].pos_ == "DET" and (len(after) == 0 or after[0].pos_ == "PUNCT")


def makes_what_follows(noun: Token, lang: str) -> bool:
    """Whether a noun and its case word open what somebody makes: "the maker of X1", "the company behind X1"."""
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    words = product_words(lang)
    if after in words["behind"]:
        return noun.pos_ == "NOUN" and class_of(noun, lang) is Label.ORGANISATION
    return after in words["of"] and noun.lemma_.lower() in words["makers"] | words["creators"]


def is_made(passage: Passage, name: Name) -> bool:
    """Whether a firm is known for what a name stands for: "the studio behind X1"; no listed firm or place."""
    before = passage.tree[name.start - 1] if name.start > 1 else None
    if before is None or before.lower_ not in product_words(passage.lang)["behind"]:
        return False
    listed = name.text in load_gazetteer("companies") or name.text in load_gazetteer("places")
    listed = listed or name.text in load_gazetteer("models")
    return not listed and makes_what_follows(before.nbor(-1), passage.lang)


def _is_released_behind(passage: Passage, name: Name) -> bool:
    head = passage.head_of(name.span)
    after = passage.tree[name.end] if name.end < len(passage.tree) else None
    if head is None or after is None or after.text != ",":
        return False
    lexicon, announcing = load_lexicon(passage.lang), product_words(passage.lang)["announcing"]
    releasing = lexicon.words["release"]["verbs"] - announcing
    told = (t for t in children(head, "acl") if t.i > name.end and not is_passive(t))
    return any(
        not releasing.isdisjoint(word_forms(verb, lexicon))
        and children(verb, "obj")
        and any(passage.name_at(subject) for subject in children(verb, "nsubj"))
        for verb in told
    )


def is_released(passage: Passage, name: Name) -> bool:
    """Whether a verb of releasing stands right before a name, or in a clause behind it that says who did so.

    As in "unveiled X1", "announced its new X1", "X1, which Acme launched in May".
    """
    if _is_released_behind(passage, name):
        return True
    lexicon, words, is_new = load_lexicon(passage.lang), product_words(passage.lang), False
    after = passage.tree[name.end] if name.end < len(passage.tree) else None
    whole = after is None or after.pos_ not in ("NOUN", "PART")
    of = name.start > 1 and passage.tree[name.start - 1].lower_ in words["of"]
    if of and passage.tree[name.start - 2].lower_ in words["releases"]:
        return True  # "the launch of X1"
    for token in reversed(passage.tree[max(0, name.start - _AHEAD) : name.start]):
        if _is_verb(token, passage.lang):
            if token.lower_ in words["selling"] and token.i and token.nbor(-1).lemma_.lower() in words["beginning"]:
                return True  # "began selling X1"
            if token.lemma_.lower() in words["putting"]:
                behind = passage.tree[name.end : name.end + _MARKET]
                onto = len(behind) > 0 and behind[0].lower_ in words["onto"]  # but "put Acme up for sale"
                return onto and any(t.lower_ in words["markets"] for t in behind)
            released = lexicon.words["release"]["verbs"] - (frozenset() if is_new and whole else words["announcing"])
            return not released.isdisjoint(word_forms(token, lexicon))
        is_new = is_new or token.lower_ in words["novel"]
        if token.pos_ not in _BETWEEN and "Yes" not in token.morph.get("Poss", []):
            return False
        if token.text in (",", ";", ":"):
            return False
    return False


def _is_verb(token: Token, lang: str) -> bool:
    return token.pos_ == "VERB" or (token.pos_ != "DET" and token.lower_ in load_lexicon(lang).inflected)


def released_versions(passage: Passage) -> Iterator[str]:
    """Nouns that a number makes a product's name of, where all nouns have capitals: "stellt das Fjord 7 vor".

    Where something comes or is shown it is one of these, with an article, if its noun counts and orders nothing.
    """
    lexicon, words = load_lexicon(passage.lang), product_words(passage.lang)
    released = lexicon.words["release"]["verbs"] - words["announcing"]
    verbs = (token for token in passage.tree if lexicon.has_compounds and token.pos_ == "VERB")
    if not any(released.intersection(word_forms(verb, lexicon)) for verb in verbs):
        return
    for article, noun, number in zip(passage.tree, passage.tree[1:], passage.tree[2:], strict=False):
        version = number.text.rstrip(".") if number.i + 1 == len(passage.tree) else number.text
        named = article.pos_ == "DET" and noun.pos_ in ("NOUN", "PROPN", "X") and VERSION.fullmatch(version)
        plain = {noun.lemma_.lower(), noun.lower_} & words["no_things"] or is_product_noun(noun, passage.lang)
        if named and not plain and not passage.is_time(number) and not passage.quantity_at(noun):
            yield f"{noun.text} {version}"


def with_whole_products(passage: Passage) -> Passage:
    """The passage with each model's name whole: taggers cut "Qwen3-Max" at its hyphen and "Llama 3 70B" at its size."""
    names: list[Name] = []
    for name in passage.names:
        if names and name.start < names[-1].end:
            continue  # a part of the one before
        names += _apart(_whole(without_presenter(name, passage), passage), passage)
    names = _with_apposed(with_launched(with_numbered(names, passage), passage), passage)
    inside = [name.span for name in names]
    figures = tuple(q for q in passage.quantities if not any(q.span.overlaps(span) for span in inside))
    return replace(passage, quantities=figures).with_names(names)


def _with_apposed(names: list[Name], passage: Passage) -> list[Name]:
    """The names with those behind a product's noun, where nouns have capitals: "die Kaffeemaschine Aromara 5"."""
    if not load_lexicon(passage.lang).has_compounds:
        return names
    tree, taken = passage.tree, {name.start: name for name in names}
    inside = {at for name in names for at in range(name.start, name.end)}
    for noun, token in pairwise(tree):
        if token.text in _QUOTES and (title := _quoted_title(noun, passage)) and title.start not in inside:
            taken[title.start] = title
            continue
        joined = taken.get(noun.i)  # taggers take "Rucksack Quello" for one name
        plain = load_words(passage.lang).has_own(noun.text) or (noun.pos_ == "NOUN" and token.pos_ == "PROPN")
        apart = joined is not None and joined.end > token.i and plain
        free = token.i not in inside and noun.i not in inside
        if not (apart or free) or not noun.text[0].isupper() or not is_product_noun(noun, passage.lang):
            continue
        if token.text in load_gazetteer("companies") or not (apart or _is_title(token, noun, passage)):
            continue
        end = joined.end if apart and joined is not None else token.i + 1
        while end < len(tree) and end not in inside and _is_version(tree[end], passage):
            end += 1
        taken.pop(noun.i, None)
        taken[token.i] = passage.name_of(token.i, end, Label.PRODUCT)
    return sorted(taken.values(), key=lambda name: name.start)


def _quoted_title(noun: Token, passage: Passage) -> Name | None:
    """The title in quotation marks behind a product's noun: "der Tarif „Familie“"."""
    start = noun.i + 2
    end = next((t.i for t in passage.tree[start : start + _TITLE] if t.text in _QUOTES), start)
    named = noun.pos_ == "NOUN" and is_product_noun(noun, passage.lang)
    return passage.name_of(start, end, Label.PRODUCT) if named and end > start else None


def _is_title(token: Token, noun: Token, passage: Passage) -> bool:
    """Whether a word behind a product's noun is its name: no ordinary word, or one with a version, or so tagged."""
    if len(token.text) == 1 or not token.text[0].isupper() or passage.is_time(token):
        return False
    if token.pos_ not in ("NOUN", "PROPN", "X", "ADJ"):
        return False
    after = token.nbor(1) if token.i + 1 < len(passage.tree) else None
    numbered = after is not None and _is_version(after, passage)
    apposed = token.head == noun and base(token) in ("appos", "flat") and token.pos_ == "PROPN"
    return is_no_word(token.text, passage.lang) or numbered or apposed


def _is_version(token: Token, passage: Passage) -> bool:
    """Whether a word ends a product's name: "Pro", "5"."""
    if token.text in read_data(passage.lang, "names")["product_words"]:
        return True
    plain = not passage.is_time(token) and not passage.quantity_at(token)
    return plain and VERSION.fullmatch(token.text) is not None and "Sing" not in token.morph.get("Number", [])


def _apart(name: Name, passage: Passage) -> list[Name]:
    """A product and its firm as two names: taggers take "X1 von Acme" for one, and a verb's subject and object."""
    by, tree, firms = product_words(passage.lang)["by"], passage.tree, load_gazetteer("companies")
    at = next((t.i for t in tree[name.start + 1 : name.end - 1] if t.lower_ in by), None)
    if at is not None and text_of(tree[at + 1 : name.end]) in firms:
        ends = ((name.start, at), (at + 1, name.end))
    elif _is_led(name, passage) and tree[name.start].text in firms:
        ends = ((name.start, name.start + 1), (name.start + 1, name.end))
    else:
        return [name]
    return [passage.name_of(low, high) for low, high in ends]


def _is_led(name: Name, passage: Passage) -> bool:
    """Whether a verb without a subject ahead leads to a firm and what it releases: "zeigte Acme X1", "hat Acme X1".

    Where something else is its object, the name is one: "hat Acme Cloud einen Chip gezeigt".
    """
    verb, lang = passage.tree[max(0, name.start - 1)], passage.lang
    if not load_lexicon(lang).verb_may_lead or verb.pos_ not in ("VERB", "AUX") or len(name.text.split()) == 1:
        return False
    told = verb.head if base(verb) == "aux" else verb
    released = any(found.verb == told for found in find_deeds(passage.tree, lang, frozenset({"release"})))
    ahead = any(base(c) == "nsubj" and c.i < verb.i and not passage.is_time(c) for c in told.children)
    objects = [child for child in told.children if base(child) == "obj" and child.i >= name.end]
    own = any(base(part) in ("det", "amod") for child in objects for part in child.children)
    return released and not ahead and not own


def _whole(name: Name, passage: Passage) -> Name:
    """A name with the versions, sizes and variants behind it, if it is a model's."""
    tree, end = passage.tree, name.end
    is_model = any(char.isdigit() for char in name.text) or name.text.split()[0] in load_gazetteer("models")
    while end < len(tree):
        following = tree[end]
        if following.text == "-" and end + 1 < len(tree) and _is_joined(end, passage, is_model=is_model):
            is_model, end = True, end + 2
        elif is_model and _SIZE.fullmatch(following.text) and not passage.is_time(following):
            end += 1
        else:
            break
    if end == name.end:
        return name
    return passage.name_of(name.start, end, name.label)


def _is_joined(hyphen: int, passage: Passage, *, is_model: bool) -> bool:
    """Whether what a hyphen joins to a model's name is its variant: "-Max", "-70B", not "-powered" or "-Entwickler"."""
    tree, part = passage.tree, passage.tree[hyphen + 1]
    if tree[hyphen - 1].whitespace_ or tree[hyphen].whitespace_ or not part.text[0].isalnum():
        return False
    if CODE.fullmatch(part.text):
        return True  # "Acme-R1", whatever Acme is
    if not is_model:
        return False
    if any(char.isdigit() for char in part.text):
        return True
    if load_lexicon(passage.lang).has_compounds:
        return part.text in read_data(passage.lang, "names")["product_words"] or part.text.isupper()
    return part.text[0].isupper() and part.text not in load_gazetteer("companies")
