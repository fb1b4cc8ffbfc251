"""What the place of a name in its sentence says of it: who is based somewhere, employs, names a chief, is led.

One sentence is enough, whatever the name is: "Ember employs 60 people", "Priya Raman joined Ember", "analysts at
Ember". What is said with figures stands in `deeds`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.names.titles import find_titles, is_title
from claimtrack.extract.text.lexicon import load_lexicon, metric_of, word_forms
from claimtrack.extract.text.syntax import base, children, marker, read_arguments
from claimtrack.language import read_data, word_sets
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Set

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_BASED = 4
"""Tokens behind a name among which "is based in", "mit Sitz in" begins."""
_PAIR = 2
_APPOINTED = 6
"""Tokens behind a person who is appointed among which the post stands: "as its next chief executive"."""


class _Words(NamedTuple):
    based: frozenset[str]
    based_before: frozenset[str]
    acts: frozenset[str]
    names: frozenset[str]
    leads: frozenset[str]
    founds: frozenset[str]
    tells: frozenset[str]
    objects: frozenset[str]
    object_verbs: frozenset[str]
    at: frozenset[str]
    members: frozenset[str]
    of: frozenset[str]
    it: frozenset[str]
    careers: frozenset[str]
    career_links: frozenset[str]
    done_to: frozenset[str]
    staffed: frozenset[str]
    sums: frozenset[str]
    pairs: frozenset[str]
    counting: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")["stations"]
    return _Words(**word_sets(data))


def stands_as_firm(passage: Passage, name: Name) -> bool:
    """Whether a name stands where only firms and other organisations do."""
    words = _words(passage.lang)
    if name.text in load_gazetteer("places") or _may_be_person(name):
        return False
    if _is_based(passage, name, words) or _has_members(passage, name, words) or _is_founded(passage, name, words):
        return True
    if " " not in name.text and name.text not in load_gazetteer("forenames") and _is_led(passage, name, words):
        return True  # "Tom Ford verlässt Ember", whatever the pipeline takes it for
    typed = name.label is Label.PERSON and (" " in name.text or name_words(passage.lang).nouns_have_capitals)
    return not typed and _is_in_slot(passage, name, words)


def _may_be_person(name: Name) -> bool:
    return " " in name.text and name.text.split()[0] in load_gazetteer("forenames")


def _is_based(passage: Passage, name: Name, words: _Words) -> bool:
    """Whether a seat is told: "Berlin-based Ember", "Ember is based in", "Ember mit Sitz in"."""
    tree = passage.tree
    before = tree[name.start - 1] if name.start else None
    if before is not None and before.lower_ in words.based_before and name.start > 1:
        return True
    at = name.end
    if at < len(tree) and tree[at].text == "(":  # "Ember (60 employees) is based in"
        at = next((t.i + 1 for t in tree[at : at + 2 * _BASED] if t.text == ")"), at)
    behind = " ".join(t.lower_ for t in tree[at : at + _BASED] if t.text != ",")
    return any(behind.startswith(f"{phrase} ") for phrase in words.based)


def _is_led(passage: Passage, name: Name, words: _Words) -> bool:
    """Whether a person leads, founds or leaves what a name stands for, as a direct object."""
    head = passage.head_of(name.span)
    if head is None or base(head) != "obj":
        return False
    verb = head.head
    forms = {*word_forms(verb, load_lexicon(passage.lang)), verb.lemma_.lower()}
    return bool((words.founds | words.leads) & forms) and _has_human_subject(verb, passage)


def _is_founded(passage: Passage, name: Name, words: _Words) -> bool:
    """Whether a participle that opens the sentence says that a name was founded: "Gegründet wurde Ember von"."""
    if name.start != _PAIR or passage.tree[1].pos_ != "AUX":
        return False
    opening = passage.tree[0]
    return bool(words.founds & {*word_forms(opening, load_lexicon(passage.lang)), opening.lemma_.lower()})


def _has_members(passage: Passage, name: Name, words: _Words) -> bool:
    """Whether somebody or something is an organisation's: "analysts at Ember", "customers of Ember"."""
    tree = passage.tree
    case = tree[name.start - 1] if name.start > 1 else None
    if case is None or case.pos_ != "ADP":
        return False
    noun = tree[name.start - 2]
    if noun.pos_ not in ("NOUN", "PROPN") or passage.name_at(noun):
        return False
    forms = {noun.lower_, noun.lemma_.lower()}
    person = class_of(noun, passage.lang) is Label.PERSON or is_title(noun.text, passage.lang)
    if case.lower_ in words.at and (person or forms & words.members):
        return True
    return case.lower_ in words.of and bool(forms & words.members)


def tells(verb: Token, lang: str) -> bool:
    """Whether a verb says what firms make known: "teilte Nordwind mit"."""
    return not _words(lang).tells.isdisjoint(word_forms(verb, load_lexicon(lang)))


def points_to_firm(token: Token, lang: str) -> bool:
    """Whether a pronoun stands for no person: "it", "its"."""
    return token.lower_ in _words(lang).it


def is_done_to_firms(verb: Token, lang: str) -> bool:
    """Whether the object of a verb is a firm: "valued Opal at"."""
    return not _words(lang).done_to.isdisjoint(word_forms(verb, load_lexicon(lang)))


def gives_posts(verb: Token, lang: str) -> bool:
    """Whether the subject of a verb gives and takes posts: "appoints", "parts with"."""
    return not _words(lang).names.isdisjoint(word_forms(verb, load_lexicon(lang)))


def is_founding(verb: Token, lang: str) -> bool:
    """Whether the object of a verb is founded."""
    return not _words(lang).founds.isdisjoint(word_forms(verb, load_lexicon(lang)))


def goes_with_firms(pairs: Set[str], lang: str) -> bool:
    """Whether a verb and a case word, joined by a space, have a firm behind them: "kooperieren mit"."""
    return not _words(lang).pairs.isdisjoint(pairs)


def is_of_firms(token: Token, lang: str) -> bool:
    """Whether a noun is for what firms have: plants, jobs, forecasts."""
    return _is_of(token, _words(lang).objects)


def is_staffed(passage: Passage, name: Name) -> bool:
    """Whether people are said to be at a name, which no other person has: "analysts at Rowan Pike"."""
    tree, words = passage.tree, _words(passage.lang)
    if name.start < 2 or tree[name.start - 1].lower_ not in words.staffed or name.text in load_gazetteer("places"):
        return False
    noun = tree[name.start - 2]
    return class_of(noun, passage.lang) is Label.PERSON and not passage.name_at(noun)


def appoints(passage: Passage, name: Name) -> bool:
    """Whether a name that begins with no forename gives a post: "Rowan Rail has named Ada Byrne as its chair"."""
    head = passage.head_of(name.span)
    if head is None or name.text.split()[0] in load_gazetteer("forenames"):
        return False
    verb, words = head.head, _words(passage.lang)
    ahead = name.start == 0 and verb.i == name.end  # a name that parsers do not know is an adverb to them
    if head.dep_ != "nsubj" and not ahead:
        return False
    if verb.pos_ != "VERB" or not words.names & set(word_forms(verb, load_lexicon(passage.lang))):
        return False
    person = next((n for n in passage.names if n.start == verb.i + 1), None)
    behind = passage.tree[person.end : person.end + _APPOINTED] if person is not None else ()
    led = any(token.lower_ in words.leads for token in behind)  # "appoints Ada Byrne to lead"
    posts = {title.start for title in find_titles(passage)} if behind else set()
    return led or any(token.i in posts or is_title(token.text, passage.lang) for token in behind)


def founds(passage: Passage, name: Name) -> bool:
    """Whether a name of several words is the subject of founding something: firms found ventures, too."""
    head = passage.head_of(name.span) if " " in name.text else None
    if head is None or head.dep_ != "nsubj" or head.head.pos_ != "VERB" or name.label is Label.ORGANISATION:
        return False
    return bool(_words(passage.lang).founds & set(word_forms(head.head, load_lexicon(passage.lang))))


def does_deed(head: Token, verb: Token, passage: Passage) -> bool:
    """Whether a subject does to its verb's object what only firms do: opens shops, cuts jobs, posts a loss."""
    words, forms = _words(passage.lang), set(word_forms(verb, load_lexicon(passage.lang)))
    if forms & words.acts:
        return True
    if forms & words.sums and any(passage.quantity_at(t) for t in children(verb, "obj")):
        return True
    objects = [t for t in children(verb, "obj", "obl", "xcomp") if t.i != head.i and _is_of(t, words.objects)]
    if forms & words.counting and any(passage.quantity_at(t) for t in objects):
        return True
    return bool(forms & words.object_verbs and objects)


def _is_in_slot(passage: Passage, name: Name, words: _Words) -> bool:
    head = passage.head_of(name.span)
    if head is None:
        return False
    while base(head) == "conj" and head.head != head:
        head = head.head
    verb = head.head
    if verb == head or not (verb.pos_ in ("VERB", "AUX", "NOUN", "ADJ") or children(verb, "cop")):
        return False
    forms = word_forms(verb, load_lexicon(passage.lang))
    if base(head) == "nsubj":
        return _acts(head, verb, forms, passage, words)
    if base(head) == "obj":
        return _is_led(passage, name, words) or bool(words.done_to & set(forms))
    if base(head) not in ("obl", "nmod"):
        return False
    if base(verb) == "obj":  # "sell its pigments arm to Ember": parsers hang it on the object
        forms = (*forms, *word_forms(verb.head, load_lexicon(passage.lang)))
    if words.pairs & {f"{form} {marker(head)}" for form in forms}:
        return True
    subjects = children(verb, "nsubj") if marker(head) in words.staffed else []
    if any(metric_of(t, load_lexicon(passage.lang)) or _is_firm(t, passage.lang) for t in subjects):
        return True  # "At Ember, revenue fell", "At Ember, all is well: the brewer sold"
    career = marker(head) in words.career_links and bool(words.careers & set(forms))
    return career and _has_human_subject(verb, passage)


def _is_firm(noun: Token, lang: str) -> bool:
    """Whether a definite noun stands for a firm."""
    definite = any("Def" in t.morph.get("Definite", []) for t in children(noun, "det"))
    return definite and is_firm_noun(noun, lang)


def _acts(head: Token, verb: Token, forms: tuple[str, ...], passage: Passage, words: _Words) -> bool:
    """Whether a subject does what organisations do: employs, names somebody, opens an office, says that "it" will."""
    if children(verb, "cop"):
        return verb.i > head.i and class_of(verb, passage.lang) is Label.ORGANISATION and not _is_human(verb, passage)
    said = set(forms)
    if said & (words.founds | words.done_to) and head.i not in {t.i for t in read_arguments(verb).agent}:
        return True  # "Ember was founded"
    if does_deed(head, verb, passage):
        return True
    named = passage.tree[verb.i + 1 : verb.i + 2]
    if said & words.names and any(_is_person(t, passage) for t in (*named, *children(verb, "obj"))):
        return True
    single = " " not in text_of(passage.tree[head.i : head.i + 1]) and name_words(passage.lang).nouns_have_capitals
    if single and said & words.tells and head.ent_type_ != "PER":
        return True
    return any(_says_it(clause, words) for clause in children(verb, "ccomp"))


def _says_it(clause: Token, words: _Words) -> bool:
    """Whether what is said has "it" for its subject: who says so is no person."""
    return any(t.lower_ in words.it for t in children(clause, "nsubj"))


def _is_of(token: Token, nouns: frozenset[str]) -> bool:
    form, lower = token.lemma_.lower(), token.lower_
    return form in nouns or lower in nouns


def _is_human(noun: Token, passage: Passage) -> bool:
    return noun.lower_.endswith(tuple(sorted(name_words(passage.lang).human_nouns)))


def _has_human_subject(verb: Token, passage: Passage) -> bool:
    """Whether a person, or somebody by a post, is the subject, or no other name is: "who joined Ember"."""
    subjects = [t for t in children(verb, "nsubj") if t.pos_ != "PRON"]
    return all(_is_person(t, passage) for t in subjects)


def _is_person(token: Token, passage: Passage) -> bool:
    name = passage.name_at(token)
    if name is None:
        return is_title(token.text, passage.lang) or class_of(token, passage.lang) is Label.PERSON
    return name.label is Label.PERSON or name.text.split()[0] in load_gazetteer("forenames")
