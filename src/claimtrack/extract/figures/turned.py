"""Changes told by a noun with what changed: "a 41 % increase in bookings", "ein Rückgang der Buchungen um 2 %"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import actor
from claimtrack.extract.figures.measured import CHANGE
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.periods import is_earlier
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.language.trees import Token

_REACH = 4
"""Tokens between a figure and the noun of change that it modifies."""
_SURE = 0.9
_NOUNS = ("NOUN", "PROPN", "X")
_SHARE_PRICE = "share price change"


def read_turned(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What changed by a figure, and whose it is."""
    noun = head.head
    turn = line.turn(noun.i) if noun.pos_ == "NOUN" else 0
    ahead = base(head) in ("nmod", "compound", "nummod", "amod") and 0 <= noun.i - figure.end < _REACH
    behind = noun.i < figure.start and marker(head) in line.words.changes["by"] | line.words.grammar["of"]
    if not turn or not (ahead or behind) or figure_class(figure.quantity) == "duration":
        return None
    before = line.tree[max(0, figure.start - _REACH) : figure.start]
    foretold = any(t.pos_ == "NOUN" and t.lower_ in line.words.colour["forecast"] for t in before)
    if foretold or is_earlier(figure, line) or _is_any(noun, line):
        return None  # "the forecast for a 1 % increase", "down from the 3 % gain"
    near = (t for t in (*noun.children, *noun.head.children) if t.left_edge.i in (noun.i + 1, figure.end))
    thing = next((t for t in near if _is_what(t, line)), None)
    metric = line.metric(thing.i) if thing is not None else None
    if (shares := _of_shares(noun, thing, line, discourse)) is not None and figure_class(figure.quantity) == "percent":
        return Told(shares, _SHARE_PRICE, noun, CHANGE, turn, "price", _SURE)
    if thing is None or line.name(thing.i) is not None or (metric is not None and metric.metric.kind != "measure"):
        return None
    party = _party(noun, line, discourse)
    text, is_named = phrase(thing, line), any(line.name(t.i) for t in thing.subtree)
    if party is None and discourse.topic is not None and not is_named:
        party = discourse.spoken_of(line.passage, noun)
        if party is None:
            return None  # "a 30 % reduction in travel costs": whose?
    if party is not None and party.label in (Label.ORGANISATION, Label.PLACE) and text:
        return Told(party, f"{text}, change", noun, CHANGE, turn, sure=_SURE)
    subject = subject_of(thing, line, discourse)
    is_told = subject is not None and subject.via == "phrase" and " " in subject.text
    return Told(subject, "change", noun, CHANGE, turn, sure=_SURE) if subject is not None and is_told else None


def _of_shares(noun: Token, thing: Token | None, line: Line, discourse: Discourse) -> Filler | None:
    """The firm or index whose shares moved: "an 8 % pop in Acme", "a 3 % loss in shares of Acme", "the Dax's gain"."""
    metric = line.metric(thing.i) if thing is not None else None
    named = thing
    if metric is not None and metric.metric.kind == "price" and not metric.metric.market and thing is not None:
        named = next((c for c in children(thing, "nmod", "compound") if line.name(c.i) is not None), None)
    elif thing is None:
        named = next((c for c in children(noun, "nmod") if c.dep_ == "nmod:poss"), None)
    name = line.name(named.i) if named is not None else None
    is_index = name is not None and line.metric(name.start) is not None
    filler = name_filler(name, line, discourse) if name is not None else None
    return filler if filler is not None and (filler.label is Label.ORGANISATION or is_index) else None


def _party(noun: Token, line: Line, discourse: Discourse) -> Filler | None:
    """Who sees or has a change: "it saw a 9 % drop in exports", "the brand led, with 9 % growth in shipments"."""
    verb, is_led = noun.head, marker(noun) in line.words.people["with"]
    if verb.pos_ in ("VERB", "NOUN") and (base(noun) == "obj" or (is_led and base(noun) in ("obl", "nmod"))):
        return actor(verb, line, discourse)
    return None


def _is_any(noun: Token, line: Line) -> bool:
    """Whether a change is told of as a case, and has not come about: "every one-cent increase"."""
    return any(child.lower_ in line.words.people["every"] for child in children(noun, "det"))


def _is_what(token: Token, line: Line) -> bool:
    """Whether a noun behind one of change says what changed: "in bookings", "der Buchungen", "bei den Buchungen"."""
    is_marked = line.figure(token.i) is not None or line.time(token.i) is not None
    if base(token) not in ("nmod", "obl") or token.pos_ not in _NOUNS or is_marked:
        return False
    case = marker(token)
    return case in line.words.quantified["changed_in"] or (not case and "Gen" in token.morph.get("Case", []))
