"""What a clause says of its subject by a figure: "weighs 1.4 kilograms", "makes up 12 % of sales"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import party_of
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import EXTENTS, figure_class, is_extent, size
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, is_passive, marker
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_SURE = 0.9
_BETWEEN = 3
"""Tokens between two extents of a row: "long", a comma and "and"."""
_VERBAL = ("VERB", "AUX")
_OFTEN = 10
"""The smallest number of things that a place is told to have."""


def read_extent(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How long, high, heavy or large something is, by a verb or an adjective of measure."""
    verb, unit = head.head, (figure.quantity.unit or "").partition("/")[0]
    cases = line.words.quantified["across"] | {""}  # "erstreckt sich über 640 Hektar"
    by_verb = base(head) in ("obj", "obl", "nsubj", "xcomp", "advmod") and marker(head) in cases
    whole, degree = _first(figure, line), line.token(figure.end)
    if degree is not None and whole is not None and degree.pos_ in ("ADJ", "ADV") and degree.head.i < degree.i:
        verb, by_verb = degree, True  # "is 57 inches long and 12 inches wide", hung on the inches
    for name, words in line.words.extents.items():
        key, _, attribute = name.partition(".")
        if unit not in EXTENTS.get(key, ()) or not by_verb or not line.has(verb.i, words):
            continue
        if "Cmp" in verb.morph.get("Degree", []) or is_passive(verb):
            return None  # "50 kilos heavier", "4.56 metres were measured": of what?
        above = whole if whole is not None and verb == degree else verb
        subjects = [t for t in children(above, "nsubj") if t.i not in range(figure.start, figure.end)]
        lasts = key == "duration" and bool(subjects)
        if lasts and (subjects[0].pos_ == "PRON" or line.word(figure.end) in line.words.quantified["aside"]):
            return None  # "it takes 45 minutes", "two weeks before she takes over"
        party = subject_of(subjects[0], line, discourse) if subjects else None
        if party is None or party.via == "pronoun":
            return None
        return Told(party, attribute, verb, sure=_SURE)
    return None


def _first(figure: Figure, line: Line) -> Token | None:
    """What the first of a row of extents hangs its subject on: "is 57 inches long, 12 inches wide and …"."""
    first = figure
    for other in reversed([other for other in line.figures if other.end < figure.start]):
        between = line.tree[other.end : first.start]
        if not is_extent(other.quantity) or len(between) > _BETWEEN or any(t.pos_ in _VERBAL for t in between):
            break
        first = other
    heads = [t for t in line.tree[first.start : first.end] if children(t, "cop")]
    return heads[-1] if heads else None


def read_degree(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How far something is so: "the fire is 35 % contained", "der Speicher ist zu 81 Prozent gefüllt"."""
    state, led = head.head, line.word(figure.start - 1) in line.words.quantified["degree"]
    if figure_class(figure.quantity) != "percent" or base(head) not in ("obl", "advmod", "obj") or line.turn(state.i):
        return None
    is_state = state.pos_ in ("VERB", "ADJ") and (is_passive(state) or bool(children(state, "cop")))
    is_beside = led if line.words.compounds else figure.end == state.i and not marker(head)
    subjects = children(state, "nsubj") if is_state and is_beside else []
    party = subject_of(subjects[0], line, discourse) if subjects and subjects[0].i < figure.start else None
    if party is None or party.via == "pronoun" or party.label in (Label.ORGANISATION, Label.PERSON):
        return None  # "Acme was 90 % satisfied"
    return Told(party, state.text, state, sure=_SURE)


def read_score(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What something reaches in a test: "scored 81.4 % on the MATH benchmark"."""
    words, verb = line.words.quantified, head.head
    if figure_class(figure.quantity) not in ("percent", "points") and figure.quantity.unit not in (None, "point"):
        return None
    if base(head) not in ("obj", "obl") or marker(head) or not line.has(verb.i, words["scores"]):
        return None
    tests = [*children(head, "nmod"), *children(verb, "obl", "obj")]
    test = next((c for c in tests if c.i > figure.start and marker(c) in words["tested"] and _is_test(c, line)), None)
    party = party_of(verb, figure, line, discourse) if test is not None else None
    if test is None or party is None:
        return None
    name = line.name(test.i)
    text = phrase(test, line) or (name.text if name is not None else "")
    return Told(party, f"{min(words['score_on'])} {text}", verb, sure=_SURE) if text else None


def _is_test(noun: Token, line: Line) -> bool:
    low = noun.lower_
    return line.has(noun.i, line.words.quantified["tests"]) or any(
        low.endswith(last) for last in line.words.quantified["tests"]
    )


def read_existence(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How many of something a place has: "there are 98 breweries in Texas", "in Kenia leben 50 Millionen"."""
    words, verb = line.words.quantified, head.head
    if figure_class(figure.quantity) != "count" or base(head) not in ("nsubj", "obj") or head.pos_ != "NOUN":
        return None
    exists = any(c.lower_ in words["there"] for c in verb.children) and line.has(verb.i, words["exists"])
    if not exists and not line.has(verb.i, words["lives"]):
        return None
    where = place_of(verb, head, line)
    if where is None or size(figure.quantity) < _OFTEN:
        return None
    text = phrase(head, line, range(head.i + 1, len(line.tree)))
    return Told(where, text if exists else f"{text} {verb.text}", verb, sure=_SURE)


def place_of(verb: Token, head: Token, line: Line) -> Filler | None:
    """The place in which a clause is said to happen, by name."""
    near = [*children(verb, "obl"), *children(head, "nmod", "obl"), *children(verb, "obj")]
    inside = line.words.grammar["in"] | line.words.quantified["places"]
    for token in near:
        name = line.name(token.i)
        if name is not None and marker(token) in inside and name.label in (Label.PLACE, None):
            return Filler(name.text, name.label or Label.PLACE, token, 1.0, "name")
    return None
