"""What verbs and set phrases do with products, one table per language: "put X on the market", "setzt auf X".

The rows stand in `[[deeds]]` of `offers.toml`, and what the fields of a row mean, too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

from claimtrack.extract.text.inflection import inflect
from claimtrack.extract.text.lexicon import sentence_words, written_words
from claimtrack.language import read_data
from claimtrack.model import Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.language.trees import Token, Tree

_CLAUSE = 14
"""Tokens on either side of a verb in which a phrase of its own stands ("auf den Markt")."""
_REACH = 5
"""Tokens behind a verb among which its case word stands, where others may come between: "arbeitet derzeit an"."""
_TELLING = 5
"""Letters of the shortest word of a phrase that tells of a deed before a sentence is parsed: no case word."""
_STEM = 4
"""Letters of the shortest verb that a particle is split from."""
_NEAR = 3
"""Tokens between a verb and the phrase that what it is about follows: "started quietly selling X"."""
_CELLS = 3
"""Bars in a line of text; more of them are a table's."""
_BETWEEN = frozenset({"ADV", "PROPN", "PRON", "AUX", "NOUN", "DET", "ADJ"})
_STOPS = frozenset({".", ";", ":", "?", "!"})
_NOUNS = ("NOUN", "PROPN")
_WORDS = ("VERB", "AUX", "ADJ", *_NOUNS)
_PARTICLES = ("ADP", "ADV", "PART", "ADJ")


class Deed(NamedTuple):
    """What a verb does with a product; the fields are explained in `offers.toml`."""

    kind: str
    phrases: tuple[tuple[str, ...], ...]
    thing: str
    traits: frozenset[str]
    phase: Phase
    modality: Modality | None
    attribute: str | None
    particle: str = ""
    case: str = ""


class Found(NamedTuple):
    """A deed in a sentence: its verb, and the token behind its set phrase, or behind the verb."""

    deed: Deed
    verb: Token
    behind: int


def find_deeds(tree: Tree, lang: str, kinds: frozenset[str]) -> Iterator[Found]:
    """Every deed of these kinds in a sentence, in order."""
    known: list[tuple[Token, tuple[Deed, ...]]] | None = tree.memo.get("deeds")
    if known is None:
        known = tree.memo["deeds"] = list(_find_verbs(tree, lang))
    leads, then = read_data(lang, "frames")["order"]["verb_may_lead"], _then(lang)
    for token, deeds in known:
        for deed in deeds:
            if deed.kind in kinds and (behind := _behind(token, deed, then, leads=leads)) is not None:
                yield Found(deed, token, behind)
                break


def _find_verbs(tree: Tree, lang: str) -> Iterator[tuple[Token, tuple[Deed, ...]]]:
    """The words of a sentence that may be verbs of deeds, with those deeds."""
    table = _table(lang)
    if is_listing(tree.text):
        return
    words = written_words(tree)
    for token, word in zip(tree, words, strict=True):
        form = f"{words[token.i - 2]}-{word}" if is_hyphened(token) else word
        deeds = table.get(form) or (table.get(token.lemma_.lower()) if token.pos_ == "VERB" else None)
        if deeds and token.pos_ in _WORDS and not _is_renounced(token, lang):
            yield token, deeds


def _is_renounced(verb: Token, lang: str) -> bool:
    """Whether words stand right before a verb that say it is not done: "instead of launching"."""
    at = next((t.i + 1 for t in reversed(verb.doc[: verb.i]) if t.pos_ != "ADV"), 0)  # "yet to officially release"
    ahead = written_words(verb.doc)
    return any(ahead[max(0, at - len(words)) : at] == words for words in _renounced(lang))


@cache
def _renounced(lang: str) -> list[list[str]]:
    return [words.split() for words in read_data(lang, "offers")["renounced"]["before"]]


def is_listing(text: str) -> bool:
    """Whether a passage is the row of a table or notes run together, each behind its tick: it says nothing."""
    return text.count("|") > _CELLS or (not text.isascii() and sum(category(char) == "So" for char in text) > 1)


def is_hyphened(verb: Token) -> bool:
    """Whether a verb is the end of one that tokenisers cut at its hyphen: "open-sourced"."""
    return verb.i > 1 and written_words(verb.doc)[verb.i - 1] == "-" and not verb.nbor(-1).whitespace_


@cache
def _then(lang: str) -> frozenset[str]:
    """Words behind a verb of coming that taggers take for a noun: "The X1 ships next month"."""
    return frozenset(read_data(lang, "offers")["products"]["then"])


def _behind(verb: Token, deed: Deed, then: frozenset[str], *, leads: bool) -> int | None:
    """The place behind what a deed needs beside its verb; `None` where that is not there."""
    if deed.particle and not _has_particle(verb, deed.particle):
        return None
    found = _phrase(verb, deed, leads=leads) if deed.phrases else _case(verb, deed.case)
    # a tagger's noun is a verb only where the words that belong to the verb follow it
    return (
        None if found is None or (verb.pos_ in _NOUNS and not _is_verb_all_the_same(verb, deed, found, then)) else found
    )


def _is_verb_all_the_same(noun: Token, deed: Deed, behind: int, then: frozenset[str]) -> bool:
    before = noun.nbor(-1) if noun.i else None
    if before is not None and before.pos_ == "PROPN" and "coming" in deed.traits and not deed.phrases:
        after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else before
        return noun.text.islower() and noun.text.endswith("s") and after.lower_ in then
    if before is None or before.pos_ in ("DET", "ADJ", "ADP") or before.dep_ == "nmod:poss" or noun.text.istitle():
        return False
    return bool(deed.phrases) and behind - noun.i <= _NEAR


def _has_particle(verb: Token, particle: str) -> bool:
    """Whether a separated particle ends the clause that its verb leads: "bringt … heraus"."""
    for token in verb.doc[verb.i + 1 : verb.i + 2 * _CLAUSE]:
        if token.text in _STOPS:
            return False
        if token.lower_ == particle and token.pos_ in _PARTICLES:
            after = token.nbor(1) if token.i + 1 < len(token.doc) else None
            return after is None or after.pos_ in ("PUNCT", "CCONJ")
    return False


def _case(verb: Token, case: str) -> int | None:
    """The place behind the case word or particle that a verb is known with: "working on", "arbeitet derzeit an"."""
    if not case:
        return verb.i + 1
    citing = read_data(verb.doc.lang, "offers")["products"]["citing"]
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _REACH]:
        if case in (token.lower_, token.lemma_):  # "am" is "an" with its article
            return token.i + 1
        if token.pos_ not in _BETWEEN and token.lower_ not in citing:
            break
    ahead = (t for t in verb.children if t.i < verb.i and t.dep_.startswith("obl"))
    return verb.i + 1 if any(c.lower_ == case for t in ahead for c in t.children if c.dep_ == "case") else None


def _phrase(verb: Token, deed: Deed, *, leads: bool) -> int | None:
    """The place where what a deed is about is looked for, if one of its phrases stands in the verb's clause."""
    tree = verb.doc
    said = sentence_words(tree)
    phrases = [phrase for phrase in deed.phrases if said.issuperset(phrase)]
    if not phrases:
        return None
    ahead = range(verb.i + 1, min(len(tree), verb.i + 1 + (_NEAR if deed.thing == "behind" else _CLAUSE)))
    nominal = deed.thing == "behind" and deed.kind == "development"  # "Construction of X began"
    back = range(verb.i - 1, max(-1, verb.i - 1 - _CLAUSE), -1) if leads or nominal or "ahead" in deed.traits else ()
    for side in (ahead, back):
        for at in side:
            if tree[at].text in _STOPS:
                break
            length = _matched(tree, at, phrases)
            if side is back and nominal and not leads and length and tree[at].pos_ != "NOUN":
                length = 0  # "planning to build and launch X"
            if length > 1 and deed.thing == "object" and tree[at + length - 1].pos_ == "VERB":
                length = 0  # "helps owners to market a house": no market
            if not length and side is ahead and _follows(deed) and tree[at].pos_ not in ("ADV", "PART"):
                break
            if length:
                return at + length if deed.thing in ("behind", "of") else verb.i + 1
    return None


def _follows(deed: Deed) -> bool:
    """Whether the words of a deed stand right behind its verb: "takes the wraps off X", "X comes to Acme"."""
    return deed.thing == "behind" or (deed.thing == "subject" and all(len(phrase) == 1 for phrase in deed.phrases))


def _matched(tree: Tree, at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    for phrase in phrases:
        if tree[at].lower_ == phrase[0] and [t.lower_ for t in tree[at : at + len(phrase)]] == [*phrase]:
            return len(phrase)
    return 0


@cache
def _table(lang: str) -> dict[str, tuple[Deed, ...]]:
    """The deeds by every form of their verbs, those with a phrase first, those of whole frames last."""
    rules = read_data(lang, "frames")["inflection"]
    words = read_data(lang, "frames")["words"]
    rows = [(row, _read(row)) for row in read_data(lang, "offers")["deeds"]]
    found: dict[str, list[Deed]] = {}
    for row, deed in sorted(rows, key=lambda pair: (not pair[1].phrases, "frame" in pair[0])):
        for verb in (*row.get("verbs", ()), *(words[row["frame"]]["verbs"] if "frame" in row else ())):
            particle, bare = _parted(verb, rules)
            bare, _, case = bare.partition(" ")
            for form in inflect([bare], rules):
                found.setdefault(form, []).append(deed._replace(particle=particle, case=case))
            for form in _joined(particle, bare, rules) if particle else ():
                found.setdefault(form, []).append(deed)
    return {form: tuple(deeds) for form, deeds in found.items()}


def _parted(verb: str, rules: dict[str, Any]) -> tuple[str, str]:
    """A verb's particle and the rest: as marked ("her_stellen"), or one of the language's own ("vorstellen")."""
    particle, marked, bare = verb.rpartition("_")
    if not marked:
        particle = next((p for p in rules["separable"] if verb.startswith(p) and len(verb) - len(p) >= _STEM), "")
        bare = verb.removeprefix(particle)
    return particle, bare


def _joined(particle: str, bare: str, rules: dict[str, Any]) -> Iterator[str]:
    """The forms in which a particle is written together with its verb."""
    yield from (particle + form for form in inflect([bare], rules))
    yield from (form for form in inflect([particle + bare], rules) if form.startswith(particle))
    yield from (f"{particle}{infix}{bare}" for infix in rules["infixes"])


def _read(row: dict[str, Any]) -> Deed:
    phrases = tuple(tuple(phrase.split()) for phrase in row.get("with", ()))
    modality = row.get("modality")
    return Deed(
        row["kind"], phrases, row.get("thing", "object"), frozenset(row.get("traits", ())),
        Phase(row.get("phase", "begins")), Modality(modality) if modality else None, row.get("attribute"),
    )  # fmt: skip


@cache
def evoking_deeds(lang: str) -> frozenset[str]:
    """The words by which a sentence can tell of a deed: forms of the verbs, and of each phrase the longest word."""
    words: set[str] = set()
    for form, deeds in _table(lang).items():
        longest = (max(phrase, key=len) for deed in deeds for phrase in deed.phrases)
        words |= {form, *(word for word in longest if len(word) >= _TELLING)}
    return frozenset(words)
