"""What is said of a thing by a figure and no count: a yield, a multiple, a part of it, how much more so it is."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from claimtrack.extract.figures.doers import bare, joined, only_firm, party_of
from claimtrack.extract.figures.measured import CHANGE
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import figure_class, is_physical, size
from claimtrack.extract.text.syntax import base, children, is_passive, marker, read_arguments
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_SURE, _LISTED = 0.85, 0.9
"""How sure a reading is, and one by a noun or verb of the lists."""
_OFTEN = 10
"""How often something must have been done to be told."""
_NEAR = 3
"""Tokens between a figure and the verb before it or the noun behind it."""


def read_tally(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How often something was done to a thing: "has been downloaded 90 million times"."""
    verb = head.head
    if figure.quantity.unit != "times":
        return None
    if (multiple := _multiple(figure, line, discourse)) is not None:
        return multiple
    is_done = is_passive(verb) or any("Yes" in child.morph.get("Reflex", []) for child in verb.children)
    if size(figure.quantity) < _OFTEN or not is_done:
        return None
    if not line.has(verb.i, line.words.quantified["repeated"]):
        return None
    party, part = party_of(verb, line, discourse)
    return Told(party, joined(part, f"{head.text} {verb.text}"), verb, sure=_SURE) if party is not None else None


def _multiple(figure: Figure, line: Line, discourse: Discourse) -> Told | None:
    """At what multiple a share is traded: "trades at 14.3 times forward earnings"."""
    words, behind = line.words.quantified, line.tree[figure.end : figure.end + _NEAR]
    noun = next((t for t in behind if line.has(t.i, words["multiples"])), None)
    known, before = (
        line.words.shares["trades"] | words["valued_at"],
        line.tree[max(0, figure.start - _NEAR) : figure.start],
    )
    verb = next((t for t in reversed(before) if t.lower_ in known), None)
    if noun is None or verb is None:
        return None
    owner = only_firm(figure, verb, line, discourse)
    text = text_of(line.tree[figure.end : noun.i + 1])
    return Told(owner, f"{line.word(figure.end - 1)} {text}", verb, sure=_LISTED) if owner is not None else None


def _featured(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What something has that a figure describes: "a 6,600 mAh battery", "das 6,1 Zoll große Display"."""
    near = (t for t in line.tree[figure.end : figure.end + _NEAR] if t.pos_ not in ("ADJ", "PUNCT"))
    is_with = base(head) == "nmod" and marker(head) in line.words.people["with"] and head.head.i < figure.start
    noun = head.head if is_with else next(near, None)  # "bekommt einen Motor mit 150 PS"
    if not is_physical(figure.quantity) or noun is None or noun.pos_ != "NOUN" or line.figure(noun.i):
        return None
    top = noun
    verb, words = top.head, line.words.quantified
    if base(top) != "obj" or verb.pos_ != "VERB" or not line.has(verb.i, words["has"] | words["keeps"]):
        return None
    if line.has(noun.i, words["nobody"] | words["deals"] | line.words.prices["versions"]):
        return None
    party, part = party_of(verb, line, discourse)
    if party is None or party.label in (Label.PERSON, Label.PLACE):
        return None
    return Told(party, joined(part, noun.text), verb, sure=_SURE)


def _compared(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """By how much something is more so than another: "up to 30 % faster than its predecessor"."""
    more = head.head
    if figure_class(figure.quantity) != "percent" or more.pos_ != "ADJ" or line.turn(more.i):
        return None
    is_more = "Cmp" in more.morph.get("Degree", []) and more.i == figure.end
    if not is_more or line.has(more.i, line.words.quantified["leads"]) or not children(more, "cop"):
        return None
    party, part = party_of(more, line, discourse)
    if party is None or party.label is Label.PERSON:
        return None
    behind = [c for c in (*more.children, *more.head.children) if c.i > more.i]
    than = next((c for c in behind if marker(c) in line.words.grammar["versus"]), None)
    than_text = f" {marker(than)} {phrase(than, line)}" if than is not None and than.pos_ in ("NOUN", "PROPN") else ""
    return Told(party, joined(part, f"{more.text}{than_text}"), more, sure=_SURE)


def _more_of(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """By how much more or less of something a thing has or takes: "uses 30 % less energy", "flew 9 % more seats"."""
    words, step, verb = line.words.people, line.word(figure.end), line.token(figure.start - 1)
    is_told = step in words["steps"] and verb is not None and verb.pos_ == "VERB"
    if figure_class(figure.quantity) != "percent" or verb is None or not is_told:
        return None
    if line.has(verb.i, line.words.quantified["idle_verbs"] | line.words.colour["saying"]):
        return None  # "wants 5 % more money"
    behind = line.tree[figure.end + 1 : figure.end + 1 + _NEAR]
    nouns = list(takewhile(lambda t: t.pos_ in ("ADJ", "NOUN"), behind))
    while nouns and nouns[-1].pos_ != "NOUN":
        nouns.pop()
    party, part = party_of(verb, line, discourse) if nouns else (None, "")
    if party is None or party.label is Label.PERSON or line.metric(nouns[-1].i) is not None:
        return None
    turn = -1 if step in words["steps_down"] else 1
    return Told(party, joined(part, f"{text_of(nouns)}, change"), verb, CHANGE, turn, sure=_SURE)


def _rated(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a share yields or is traded at: "trade at 14.3 times forward earnings and yield 3.8 %"."""
    words, verb = line.words.quantified, line.tree[max(0, figure.start - 1)]
    if figure_class(figure.quantity) != "percent" or not line.has(verb.i, words["yields"]):
        return None
    owner = only_firm(figure, verb, line, discourse)
    return Told(owner, min(words["yield"]), verb, sure=_LISTED) if owner is not None else None


def _paced(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How fast something grows each year: "should increase by a compound 8.5 % a year"."""
    noun, words = head.head, line.words.quantified
    if figure_class(figure.quantity) != "percent" or not line.has(noun.i, words["paces"]) or noun.i > figure.start:
        return None
    verb = noun.head
    if not line.turn(verb.i) or verb.pos_ != "VERB":
        return None
    agents = read_arguments(verb).agent or children(verb, "nsubj")
    party = subject_of(agents[0], line, discourse) if agents else None
    if party is None or party.label is Label.PERSON:
        return None
    text = f"{bare(noun, line)}, change"
    return Told(party, text, verb, CHANGE, line.turn(verb.i), sure=_LISTED)


def _trained(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How much a model learned from: "was trained on 15 trillion tokens", "trained Acme 3 on 2 trillion tokens"."""
    verb = head.head
    if figure.quantity.unit != "token" or not line.has(verb.i, line.words.deeds.get("trained", frozenset())):
        return None
    learners = children(verb, "nsubj") if is_passive(verb) else children(verb, "obj")
    learner = next((t for t in learners if line.figure(t.i) is None and t.i < figure.start), None)
    party = subject_of(learner, line, discourse) if learner is not None else None
    if party is None or party.label in (Label.ORGANISATION, Label.PERSON):
        return None
    return Told(party, f"{head.text} {verb.text}", verb, sure=_LISTED)


LIKENED = (_trained, _paced, _rated, _featured, _compared, _more_of)
"""The ways in which such a figure is told, the surer ones first."""
