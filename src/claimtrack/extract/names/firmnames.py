"""Firms that German prose names where its tagger sees a noun: by the noun for a firm before them, by their shares.

"Der Ölkonzern Petrona" and "die Petrona-Aktie" each say that Petrona is a firm; where it stands alone elsewhere in
the document, it is one there as well.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.titles import is_title
from claimtrack.extract.text.syntax import children
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.names import Name

_SHORTEST = 3
"""Letters of the shortest name that is found this way."""
_ARTICLE = 3
"""Tokens before a noun for a firm among which its article is looked for ("der kleine Pumpenhersteller")."""
_NAME_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_LISTED = 4
"""Words of the longest firm that is looked up as a whole."""
_LONGEST = 4
"""Words of the longest name that is found this way, "&" counted."""


class _Words(NamedTuple):
    firms: tuple[str, ...]
    shares: frozenset[str]
    none: frozenset[str]
    contractions: frozenset[str]
    articles: frozenset[str]
    oblique: frozenset[str]
    endings: tuple[str, ...]
    indefinite: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    names, roles = read_data(lang, "names"), read_data(lang, "roles")
    nouns = {noun for list_ in names["class_nouns"].values() for noun in list_}
    none = {*names["stop"], *names["legal_forms"], *names["titles"], *nouns, *roles["fields"]}
    firms = tuple(noun.lower() for noun in names["firm_nouns"])
    return _Words(
        firms, frozenset(word.lower() for word in names["share_nouns"]), frozenset(w.lower() for w in none),
        frozenset(names["article_contractions"]), frozenset(names["definite_articles"]),
        frozenset(names["oblique_articles"]), tuple(names["attributive_endings"]),
        frozenset(names["indefinite_articles"]),
    )  # fmt: skip


def firms_by_nouns(passages: Sequence[Passage]) -> list[str]:
    """The firms that nouns before them and compounds with their shares name; none where nouns are written small."""
    if not passages or not read_data(passages[0].lang, "names")["nouns_have_capitals"]:
        return []
    readers, words = (_apposed, _shares), _words(passages[0].lang)
    found = dict.fromkeys(text for passage in passages for reader in readers for text in reader(passage))
    common = {token.text for passage in passages for token in passage.tree if _is_described(token, words)}
    alone = {token.text for passage in passages for token in passage.tree}
    return [text for text in found if text in alone and text not in common]


def firms_at_head(passage: Passage) -> list[Name]:
    """The firm named at a sentence's head behind article and noun ("Die Molkerei Acme"), whatever its tags are.

    One phrase stands ahead of the finite verb, so all with a capital up to the verb or a comma is the noun's name.
    """
    tree, words = passage.tree, _words(passage.lang)
    if _is_explained(tree, words) and _may_be_firm(tree[0], passage, words):
        return [_found(0, 1, passage)]
    start = next((t.i for t in tree[: _ARTICLE + 2] if t.i > 0 and _is_firm_noun(t.nbor(-1), words)), None)
    if start is None or tree[0].lower_ not in words.articles or not _is_phrase(tree[1 : start - 1]):
        return []
    end = start
    while end < len(tree) and end - start < _LONGEST and (tree[end].text[:1].isupper() or tree[end].text == "&"):
        end += 1
    follows = end < len(tree) and (tree[end].pos_ in ("VERB", "AUX") or tree[end].text == ",")
    if end == start or not follows or tree[end - 1].text == "&" or not _may_be_firm(tree[start], passage, words):
        return []
    own = tree[start - 1].text in _own_nouns(passage.lang)  # "Die Sparkasse Nordstadt"
    return [_found(start - own, end, passage)]


def _own_nouns(lang: str) -> frozenset[str]:
    return name_words(lang).organisation_words | name_words(lang).own_kinds


def firms_at_places(passage: Passage) -> list[Name]:
    """Firms called by what they are and where, the place in no list: "gegen den Milchhof Nordstadt"."""
    tree, words = passage.tree, _words(passage.lang)
    kinds, known = name_words(passage.lang).own_kinds, load_words(passage.lang).has_form
    return [
        _found(noun.i, noun.i + 2, passage)
        for noun in tree[1:-1]
        if noun.text in kinds
        and noun.nbor(1).text not in kinds
        and _has_article(noun, words)
        and not known(noun.nbor(1).lower_)
        and _may_be_own(noun.nbor(1), passage, words)
    ]


def listed_firms(passage: Passage) -> list[Name]:
    """The firms of several words that a list of ours knows, whatever the tagger makes of them: "Kleiner Perkins"."""
    tree, known, found = passage.tree, load_gazetteer("companies_own"), []
    at = 0
    while at < len(tree):
        longest = min(_LISTED, len(tree) - at) if tree[at].text[:1].isupper() else 0
        fits = (n for n in range(longest, 1, -1) if text_of(tree[at : at + n]) in known)
        end = at + next(fits, 0)
        name = passage.name_at(tree[at])
        if end > at and (name is None or name.end < end):
            found.append(_found(at, end, passage))
        at = max(end, at + 1)
    return found


def firms_in_case(passage: Passage) -> list[Name]:
    """The firms behind nouns in a case that nothing else can follow, whole, and the list of them behind several.

    As in "an den Zulieferer Acme Technik", "die Investoren Acme, Norwind Fonds und Beta".
    """
    tree, words, found = passage.tree, _words(passage.lang), []
    for noun in tree[1:-1]:
        if noun.pos_ not in _NAME_TAGS or not noun.lower_.endswith(words.firms) or not noun.text[0].isupper():
            continue
        several, at = "Plur" in noun.morph.get("Number", []), noun.i + 1
        defined = several and any(t.lower_ in words.articles | words.oblique for t in tree[max(0, noun.i - 2) : noun.i])
        listing = defined and not passage.name_at(noun)
        while at < len(tree) and (end := _end_of_firm(at, noun, passage, in_case=listing and at > noun.i + 1)) > at:
            name = passage.name_at(tree[at])
            if name is None or name.end < end:
                found.append(_found(at, end, passage))
            at = end + (end < len(tree) and (tree[end].text == "," or tree[end].pos_ == "CCONJ"))
            at += at < len(tree) and tree[at].lower_ in words.articles
            if not listing or at == end:
                break
    return found


def _end_of_firm(at: int, noun: Token, passage: Passage, *, in_case: bool) -> int:
    """Where a firm's name ends that starts right behind its noun, or in the noun's list; its start if there is none."""
    tree, words = passage.tree, _words(passage.lang)
    first, name = tree[at], passage.name_at(tree[at])
    if name is not None and name.end - name.start > 1:
        return name.end
    likely = _may_name(first, passage, words) or (name is not None and name.label is not Label.PERSON)
    hangs = in_case or _is_in_case(first, words) or _is_hanging(first, {noun.i})
    if not (likely and hangs) or first.text in load_gazetteer("forenames"):
        return at
    end = at + 1
    while end < len(tree) and end - at < _LONGEST and _is_hanging(tree[end], {noun.i, *range(at, end)}):
        end += 1
    joined = tree[end + 1] if end + 1 < len(tree) and tree[end].text == "&" else None
    return end + 2 if joined is not None and joined.text[:1].isupper() else end


def _is_hanging(token: Token, heads: set[int]) -> bool:
    """Whether a word with a capital belongs to a name that the tree hangs it on."""
    beside = token.dep_.partition(":")[0] in ("appos", "flat", "nmod", "compound") and token.head.i in heads
    return beside and token.text[:1].isupper() and token.pos_ in _NAME_TAGS and not children(token, "case", "det")


def _has_article(token: Token, words: _Words) -> bool:
    return token.nbor(-1).lower_ in words.articles | words.oblique | words.contractions


def _may_be_own(token: Token, passage: Passage, words: _Words) -> bool:
    named = token.text[:1].isupper() and token.pos_ in _NAME_TAGS and not is_organisation(token.text)
    return named and _may_be_firm(token, passage, words)


def with_own_nouns(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with firms whole that are called by a name and a noun: "der Chef der Norwind Pumpen geht".

    Only one phrase stands ahead of the finite verb, so a noun right behind a name there is no object.
    """
    if not passages or not read_data(passages[0].lang, "names")["nouns_have_capitals"]:
        return list(passages)
    return [_with_own_noun(passage) for passage in passages]


def _with_own_noun(passage: Passage) -> Passage:
    tree, words = passage.tree, _words(passage.lang)
    for token in tree[1:-2]:
        if token.nbor(-1).pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.nbor(-1).is_punct:
            break
        if _is_firm_noun(token, words):
            continue  # "der Pumpenhersteller Norwind": the name is what follows
        if _has_article(token, words) and _is_own_noun(token.nbor(1), passage, words):
            name = passage.name_at(token)
            single = name.end - name.start == 1 if name is not None else is_no_word(token.text, passage.lang)
            if single and _may_be_own(token, passage, words):
                others = (other for other in passage.names if other is not name)
                return passage.with_names([*others, _found(token.i, token.i + 2, passage)])
    return passage


def _is_own_noun(noun: Token, passage: Passage, words: _Words) -> bool:
    """Whether a plain noun may be the last word of a firm's name, and ends its phrase."""
    if noun.pos_ not in ("NOUN", "PROPN") or not noun.text.istitle() or not load_words(passage.lang).has_own(noun.text):
        return False
    kind = noun.lower_.endswith(words.firms) or class_of(noun, passage.lang) is not None
    ends = noun.nbor(1).pos_ in ("VERB", "AUX", "ADP")
    return ends and not kind and not is_title(noun.text, passage.lang) and not passage.is_time(noun)


def _found(start: int, end: int, passage: Passage) -> Name:
    return passage.name_of(start, end, Label.ORGANISATION)


def _is_explained(tree: Tree, words: _Words) -> bool:
    """Whether a comma and a noun for a firm follow the first word: "Acme, der Pumpenhersteller aus Ulm, …"."""
    if len(tree) < _ARTICLE + 1 or tree[1].text != "," or tree[2].lower_ not in words.articles | words.indefinite:
        return False
    noun = next((t for t in tree[3 : 4 + _ARTICLE] if t.lower_.endswith(words.firms) and t.text[:1].isupper()), None)
    return noun is not None and all(t.pos_ in ("ADJ", "ADV") or t.lower_.endswith("er") for t in tree[3 : noun.i])


def _is_definite(article: str, words: _Words) -> bool:
    return article in words.articles


def _is_phrase(tokens: Iterable[Token]) -> bool:
    """Whether only adjectives stand between an article and its noun."""
    return all(token.pos_ in ("ADJ", "ADV") or token.text[:1].islower() for token in tokens)


def _may_be_firm(token: Token, passage: Passage, words: _Words) -> bool:
    """Whether a word with a capital may be a firm's name at all: no title, no legal form, nobody's forename."""
    if token.text.lower() in words.none or is_title(token.text, passage.lang) or passage.is_time(token):
        return False
    name = passage.name_at(token)
    person = token.text in load_gazetteer("forenames") and (name is None or " " in name.text)
    return not person and passage.quantity_at(token) is None and len(token.text) >= _SHORTEST


def _apposed(passage: Passage) -> Iterator[str]:
    """Names right behind a definite noun for a firm: "der Ölkonzern Petrona"."""
    words = _words(passage.lang)
    for token in passage.tree[1:]:
        if _is_firm_noun(token.nbor(-1), words) and _may_name(token, passage, words):
            yield token.text


def _is_firm_noun(noun: Token, words: _Words) -> bool:
    form = noun.lower_
    if not noun.text[0].isupper() or not form.endswith(words.firms) or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    ahead = noun.doc[max(0, noun.i - _ARTICLE) : noun.i]
    definite = any("Def" in t.morph.get("Definite", []) or t.lower_ in words.contractions for t in ahead)
    return form not in words.firms or definite


def _may_name(token: Token, passage: Passage, words: _Words) -> bool:
    text = token.text
    if not text[:1].isupper() or len(text) < _SHORTEST or not text.replace("-", "").isalpha():
        return False
    if token.pos_ not in _NAME_TAGS or text.lower() in words.none or is_title(text, passage.lang):
        return False
    if _is_several(token) and not _is_in_case(token, words):
        return False
    if load_words(passage.lang).has_form(text.lower()) and not _is_apposition(token, passage, words):
        return False  # "will der Konzern Stellen streichen"
    listed = text in load_gazetteer("forenames") or text in load_gazetteer("places")
    return (
        not listed and not _is_typed(token, passage) and not passage.is_time(token) and not passage.quantity_at(token)
    )


def _is_several(token: Token) -> bool:
    return token.pos_ == "NOUN" and "Plur" in token.morph.get("Number", [])


def _is_typed(token: Token, passage: Passage) -> bool:
    """Whether a word is in a name of several, or taken for a person's behind a noun that a person can be as well."""
    name = passage.name_at(token)
    if name is None or " " in name.text:
        return name is not None
    human = tuple(sorted(name_words(passage.lang).human_nouns))
    return name.label in (Label.PERSON, Label.PLACE) and token.nbor(-1).lower_.endswith(human)


def _is_apposition(token: Token, passage: Passage, words: _Words) -> bool:
    """Whether an ordinary word names the noun before it: it hangs on that noun, or can be nothing else behind its case.

    What there is no article for ("Strom", "Personal") stands behind any noun.
    """
    bare = read_data(passage.lang, "names")["bare"]
    if token.text in bare["nouns"] or token.lower_.endswith(tuple(bare["endings"])) or _is_several(token):
        return False
    noun = token.nbor(-1)
    hangs = token.dep_.partition(":")[0] in ("appos", "flat", "nmod") and token.head.i == noun.i
    ahead = [t.lower_ for t in noun.doc[max(0, noun.i - _ARTICLE) : noun.i]]
    defined = any(word in words.articles | words.oblique | words.contractions for word in ahead)
    return defined and (hangs or _is_in_case(token, words))


def _is_in_case(token: Token, words: _Words) -> bool:
    """Whether the phrase of the noun before a word can be no subject, so that no object follows: "des Konzerns"."""
    noun = token.nbor(-1)
    ahead = list(noun.doc[max(0, noun.i - _ARTICLE) : noun.i])
    if any(t.lower_ in words.oblique or t.lower_ in words.contractions or t.pos_ == "ADP" for t in ahead):
        return True
    return len(ahead) > 1 and ahead[-1].lower_ in words.articles and ahead[-2].pos_ == "NOUN"


def ahead_of_place(name: Name, passage: Passage) -> int | None:
    """Where the name of an institution starts that is called by its place: "Stadtwerke Nordstadt"; else `None`."""
    nouns = tuple(sorted(name_words(passage.lang).at_places))
    before = passage.tree[name.start - 1] if name.start else None
    if before is None or not before.text.endswith(nouns) or not before.text[:1].isupper():
        return None
    if passage.name_at(before) or " " in name.text or name.text in load_gazetteer("forenames"):
        return None
    is_place = name.label is Label.PLACE or name.text in load_gazetteer("places")
    return name.start - 1 if is_place or before.text in nouns else None


def is_origin(text: str, lang: str) -> bool:
    """Whether a word is the adjective of a place, which describes the firm behind it: "die Hamburger Reederei"."""
    data, places = read_data(lang, "names"), load_gazetteer("places")
    stems = (text.removesuffix(ending) for ending in data.get("origin_endings", ()) if text.endswith(ending))
    return any(stem + end in places for stem in stems for end in ("", *data["place_endings"]))


def without_origins(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without such adjectives in names: "Bremer Norwind" where the document has Norwind as well."""
    names = (name for passage in passages for name in passage.names)
    alone = {name.text for name in names if " " not in name.text and is_no_word(name.text, passages[0].lang)}
    kept = (passage.with_names(n for n in passage.names if not _describes_firm(n, passage)) for passage in passages)
    return [passage.with_names(_without_origin(n, alone, passage) for n in passage.names) for passage in kept]


def _describes_firm(name: Name, passage: Passage) -> bool:
    """Whether a name is such an adjective before a noun for a firm: "die Bremer Firma Norwind", "Bremer Firma"."""
    first, _, noun = name.text.partition(" ")
    following = passage.tree[name.end] if name.end < len(passage.tree) else None
    if not noun:
        origin = following is not None and is_origin(first, passage.lang)
        return origin and following is not None and _is_firm_noun(following, _words(passage.lang))
    firm = noun.lower().endswith(_words(passage.lang).firms) or passage.position == 0
    plain = firm and load_words(passage.lang).has_own(noun) and noun not in _own_nouns(passage.lang)
    return plain and is_origin(first, passage.lang) and not is_listed(name.text)


def _without_origin(name: Name, alone: set[str], passage: Passage) -> Name:
    first, _, last = name.text.partition(" ")
    if last not in alone or name.end - name.start != 2 or is_listed(name.text) or not is_origin(first, passage.lang):
        return name
    return _found(name.start + 1, name.end, passage)._replace(label=None)


def ahead_of_word(name: Name, passage: Passage) -> int:
    """Where a firm's name starts of which taggers have only the last word: "Nordufer Ventures steigt bei Acme ein"."""
    before = passage.tree[name.start - 1] if name.start else None
    if before is None or not before.text.istitle() or before.pos_ not in ("NOUN", "PROPN"):
        return name.start
    joined = passage.tree[name.start].dep_ == "flat" and passage.tree[name.start].head.i == before.i
    bare = before.i == 0 or before.nbor(-1).pos_ in ("ADP", "VERB", "AUX", "PUNCT", "CCONJ")
    plain = class_of(before, passage.lang) is None and not passage.name_at(before) and not passage.is_time(before)
    return before.i if joined and bare and plain else name.start


def _shares(passage: Passage) -> Iterator[str]:
    """The firms whose shares a compound names: "Petrona" in "Petrona-Aktie"."""
    words = _words(passage.lang)
    for token in passage.tree:
        prefix, hyphen, last = token.text.rpartition("-")
        if not hyphen or last.lower() not in words.shares or not prefix[:1].isupper():
            continue
        if len(prefix) >= _SHORTEST and prefix.lower() not in words.none and prefix not in load_gazetteer("places"):
            yield prefix


def _is_described(token: Token, words: _Words) -> bool:
    """Whether a word stands behind an indefinite article or a small adjective, as common nouns do."""
    if not token.i or not token.text[0].isupper():
        return False
    before = token.nbor(-1)
    small = before.text[:1].islower()
    indefinite = before.pos_ == "DET" and "Def" not in before.morph.get("Definite", [])
    return small and (indefinite or (before.pos_ == "ADJ" and before.lower_.endswith(words.endings)))
