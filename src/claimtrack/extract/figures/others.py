"""Whether a figure is somebody else's: of several together, of an event, of whom nobody could name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.owning import is_owner
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import is_firm_noun, read_pointer
from claimtrack.extract.text.syntax import base, clause, read_arguments
from claimtrack.language.words import load_words
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

MODIFIERS = 6
"""Tokens that may stand between an owner and its metric ("Acme's fourth-quarter cloud revenue")."""
GENITIVE = frozenset({"'s", "’s", "'", "’"})


def acts_another(reading: Reading, line: Line, discourse: Discourse) -> bool:
    """Whether a person or something unknown earns or loses a sum: "Ada Byrne, who lost", "investors lost"."""
    verb = reading.found.start
    ahead = [n for n in line.passage.names if n.end <= verb and verb - n.end <= MODIFIERS]
    if ahead and discourse.cast.label(ahead[-1].text) in (Label.PERSON, Label.PLACE):
        return True
    for token in read_arguments(line.tree[verb]).agent:
        if (
            token.i < verb
            and not line.name(token.i)
            and not _describes_name(token, line)
            and "Rel" not in token.morph.get("PronType", [])
        ):
            filler = discourse.resolve(token, line.passage)
            if filler is None and not reading.found.metric.bare:
                return class_of(token, line.passage.lang) is Label.PERSON
            return filler is None or not is_owner(filler, reading.found.metric.kind)
    return False


def _describes_name(noun: Token, line: Line) -> bool:
    """Whether a noun that is taken for a subject stands right before the name that it describes: "developer Acme"."""
    name = line.name(noun.i + 1) if noun.pos_ == "NOUN" and noun.i + 1 < len(line.tree) else None
    return name is not None and name.start == noun.i + 1


def has_unknown_prefix(reading: Reading, discourse: Discourse) -> bool:
    """Whether a worth is that of an index or firm by its letters, which nothing types: "der NWX-Börsenwert"."""
    prefix = reading.found.prefix
    if reading.found.metric.kind not in ("valuation", "price") or not prefix[1:2].isupper():
        return False
    return discourse.cast.label(prefix) is None and discourse.known_label(prefix) is None


def is_joint(reading: Reading, line: Line) -> bool:
    """Whether several own a figure together: "Acme, Norwind and Beta's combined revenue"."""
    start = min(reading.found.start, reading.figure.start)
    for at in range(start - 1, max(1, start - MODIFIERS), -1):
        if line.word(at) in GENITIVE and (name := line.name(at - 1)):
            return (
                line.word(name.start - 1) in line.words.grammar["and"] | {"&"} and line.name(name.start - 2) is not None
            )
    return False


def subjects(noun: Token) -> Iterator[Token]:
    """Yield who does what a noun stands in: the agents of its clause's verb."""
    predicate = clause(noun)
    if predicate.i != noun.i:
        yield from read_arguments(predicate).agent


def has_other_owner(reading: Reading, line: Line) -> bool:
    """Whether a genitive or a case word gives the metric to what is no name: "revenue in the industry"."""
    at = reading.found.end
    if reading.figure.start in range(at, at + 2) or at >= len(line.tree):
        return False
    following = line.tree[at]
    genitive = following.pos_ == "DET" and "Gen" in following.morph.get("Case", [])
    return genitive or line.word(at) in line.words.grammar["owner"]


def has_own_actor(reading: Reading, line: Line, *, pointing: bool = False) -> bool:
    """Whether a firm or person that nobody could name is the subject: "its rival reported", "a new company has".

    With `pointing` "the company" may be the one that a sentence goes on to name.
    """
    for token in line.tree[: reading.figure.start]:
        if base(token) != "nsubj" or line.metric(token.i) or line.name(token.i) or line.figure(token.i):
            continue
        lang = line.passage.lang
        if line.word(token.i) in line.words.colour["organs"]:
            continue  # "the board proposed a dividend of"
        if pointing and read_pointer(token, line.passage) is not None:
            continue  # "verdiente das Unternehmen 5 Millionen Euro, wie Acme mitteilte"
        if is_firm_noun(token, lang) or class_of(token, lang) in (Label.ORGANISATION, Label.PERSON):
            return True
    return False


def is_of_event(reading: Reading, line: Line) -> bool:
    """Whether something that is no firm yields a metric: "the extra week contributed $2bn in sales"."""
    if reading.found.metric.kind != "revenue" or reading.found.start < reading.figure.end:
        return False
    for token in subjects(line.tree[reading.found.start]):
        known = line.metric(token.i) or line.name(token.i) or line.figure(token.i) or token.pos_ != "NOUN"
        known = known or any(line.name(at) for at in range(token.i, reading.figure.start))  # "brought Acme $2bn"
        possessed = any(line.name(c.i) for c in token.children if c.dep_ == "nmod:poss")  # "Acme's stores"
        if possessed and not known and not line.has(token.i, line.words.grammar["units"]):
            return class_of(token, line.passage.lang) in (Label.ORGANISATION, Label.PERSON)  # "Acme's suppliers"
        return not (known or is_firm_noun(token, line.passage.lang) or line.has(token.i, line.words.grammar["units"]))
    return False


def unknown_actor(reading: Reading, line: Line) -> bool:
    """Whether somebody acts in the sentence whose name was not recognised: "Block laying off …", "Equinor said …"."""
    places = [0, reading.verb - 1] if reading.verb > 0 and reading.found.start > reading.verb - 1 else [0]
    for at in places:
        token, following = line.tree[at], line.token(at + 1)
        acts = following is not None and (
            following.pos_ in ("VERB", "AUX") or line.has(at + 1, line.words.colour["saying"])
        )
        known = line.name(at) or line.metric(at) or line.time(at) or line.figure(at) or token.lower_ in line.words.plain
        known = known or (line.words.compounds and load_words(line.passage.lang).has_own(token.text))  # "Zuletzt lag"
        if acts and not known and token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB"):
            return True
    return False


def is_of_class(reading: Reading, line: Line) -> bool:
    """Whether a figure says which of many are meant: "companies with revenue of more than $1bn"."""
    at = min(reading.found.start, reading.figure.start) - 1
    while at > 0 and line.tree[at].pos_ in ("DET", "ADJ", "NOUN", "ADV") and not line.name(at):
        at -= 1
    if at <= 0 or line.word(at) not in line.words.people["with"]:
        return False
    noun = line.tree[at - 1]
    return noun.pos_ == "NOUN" and "Plur" in noun.morph.get("Number", []) and not line.name(at - 1)
