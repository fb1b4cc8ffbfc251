"""Measured nouns without a metric of the lists: "the delinquency rate rose to 9 %", "Brent fell to $79 a barrel"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.model import Label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_SHARES = ("percent", "points")
_NAME = 4
"""Tokens on either side of a noun in which the name of an index stands."""
_BESIDE = 2
"""Tokens before a figure in which a word of change is the figure's own ("was up about 3 %")."""


def read_sized(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a figure sizes, where a verb of change or of being joins the two."""
    predicate = head.head if base(head) in ("obl", "obj", "xcomp", "advmod", "conj") else head
    if predicate is head and not children(head, "cop"):
        return None
    noun = _noun(predicate, line)
    if noun is None or any(line.bars(token.i) for token in noun.subtree if token.i < noun.i):
        return None
    role, turn = _role(figure, head, predicate, line)
    if role is None or not _is_fit(figure, predicate, line, role):
        return None
    return _priced(noun, figure, predicate, role, turn, line) or _of_noun(noun, predicate, role, turn, line, discourse)


def _noun(predicate: Token, line: Line) -> Token | None:
    """The noun that a figure sizes: the subject of a verb of change or being, or the object of one that changes it."""
    subjects = children(predicate, "nsubj")
    noun = subjects[0] if subjects else None
    moved, turn = children(predicate, "obj"), line.turn(predicate.i)
    if turn and moved and line.figure(moved[0].i) is None:
        noun = moved[0]  # "lowered tariffs to 15 %"
    is_sized = turn or line.has(predicate.i, line.words.quantified["sizes"]) or children(predicate, "cop")
    if noun is None or not is_sized:
        return None
    if line.name(noun.i) is None and (noun.pos_ not in ("NOUN", "PROPN") or not noun.text[:1].isalpha()):
        return None
    metric = line.metric(noun.i)
    if line.figure(noun.i) or (metric is not None and metric.metric.kind != "measure"):
        return None
    return None if line.has(noun.i, line.words.quantified["deals"]) else noun


def _is_fit(figure: Figure, predicate: Token, line: Line, role: str) -> bool:
    """Whether the class of a figure goes with the verb: no "came four days after", no "gained 70,000 customers"."""
    kind, words = figure_class(figure.quantity), line.words.quantified
    if kind == "duration":
        return line.has(predicate.i, words["lasts"])
    if role == CHANGE and line.word(figure.end) in words["onto"] and line.figure(figure.end + 1) is None:
        return False  # "added half a point to inflation"
    if role != CHANGE or kind in _SHARES:
        onto = (c for c in children(predicate, "obl") if marker(c) in words["onto"] and line.figure(c.i) is None)
        return role != CHANGE or not any(onto)  # "tariffs added half a point to inflation"
    is_object = any(child.i in range(figure.start, figure.end) for child in children(predicate, "obj"))
    return not is_object or (figure.quantity.unit or "") in words["points"]


def _role(figure: Figure, head: Token, predicate: Token, line: Line) -> tuple[str | None, int]:
    """Level, change or earlier level, by the case word and the verb."""
    case, changes, grammar = marker(head) or line.word(figure.start - 1), line.words.changes, line.words.grammar
    beside = next((line.turn(at) for at in range(figure.start - 1, figure.start - 1 - _BESIDE, -1) if line.turn(at)), 0)
    turn = line.turn(predicate.i) or beside
    if case in changes["to"]:
        return LEVEL, 0
    if case in grammar["earlier"] or (turn and case in line.words.links["prior"]):
        return PRIOR, 0
    if case in changes["at"] and figure_class(figure.quantity) not in _SHARES:
        return LEVEL, 0  # "surged above $110"
    if turn:
        again = base(head) == "conj" and case in line.words.links["same"]  # "rose 3 %, or $5"
        is_by = again or case in changes["by"] or base(head) in ("obj", "advmod") or head.dep_ == "obl:unmarked"
        return (CHANGE, turn) if is_by or figure_class(figure.quantity) in _SHARES else (None, 0)
    adposition = line.token(figure.start - 1)
    marked = adposition is not None and adposition.pos_ == "ADP"
    return (LEVEL, 0) if not marked or case in changes["at"] | changes["over"] else (None, 0)


# things with a price or a level of their own


def _priced(noun: Token, figure: Figure, predicate: Token, role: str, turn: int, line: Line) -> Told | None:
    """Goods and indices, and whatever "prices" are of: their moves and levels are prices."""
    if index := _index(noun, line):
        return _of_index(index, noun, figure, predicate, role, turn)
    good = _good(noun, line)
    kind, unit = figure_class(figure.quantity), figure.quantity.unit or ""
    if good is None or kind not in ("money", *_SHARES) or (kind != "money" and role != CHANGE):
        return None
    rate = unit.partition("/")[2]
    attribute = "change" if role == CHANGE else f"per {rate}" if rate else min(line.words.quantified["level"])
    return Told(Filler(good, None, noun, 1.0, "name"), attribute, predicate, role, turn, "price")


def _of_index(name: str, noun: Token, figure: Figure, predicate: Token, role: str, turn: int) -> Told:
    subject = Filler(name, Label.ORGANISATION, noun, 1.0, "name")
    if role == CHANGE:
        return Told(subject, "share price change", predicate, role, turn, "price")
    return Told(subject, "index level", predicate, role)


def _index(noun: Token, line: Line) -> str | None:
    """The name of an index that a noun is a part of: "CSI 300" in "mainland China's CSI 300"."""
    text = line.tree[max(0, noun.i - _NAME) : noun.i + _NAME].text
    low = text.casefold()
    for name in sorted(line.words.quantified["indices"], key=lambda name: (-len(name), name)):
        at = low.find(name)
        if at >= 0 and noun.text.casefold() in (*name.split(), "index", "composite", "average") and text[at].isupper():
            return text[at : at + len(name)]
    return None


def _good(noun: Token, line: Line) -> str | None:
    """The good that a noun is, or whose price it is: "Brent crude", "egg prices", "Goldpreis"."""
    text, words = phrase(noun, line), line.words.quantified
    parts = text.casefold().split()
    if line.has(noun.i, words["priced"]) and len(parts) > 1 and noun.text == text.split()[-1]:
        return None if words["indexed"] & set(parts) else text.rpartition(" ")[0]
    if noun.lower_ in words["goods"] or text.casefold() in words["goods"]:
        return text
    return text if words["goods"] & set(parts) and line.has(noun.i, words["contracts"]) else None


# other measured nouns


def _of_noun(noun: Token, predicate: Token, role: str, turn: int, line: Line, discourse: Discourse) -> Told | None:
    """The owner of a measured noun with the noun as attribute, else the noun as what is measured."""
    name = line.name(noun.i)
    if noun.pos_ == "PROPN" or (name is not None and (name.label or not line.words.compounds)):
        return None  # "Acme is at 5 %": of what?
    owner, owned = owner_of(noun, line, discourse)
    suffix = ", change" if role == CHANGE else ""
    if owner is not None:
        text = without_owner(owner, noun, line) or noun.text
        return Told(owner, text + suffix, predicate, role, turn)
    if not owned and (firm := _reporter(predicate, line, discourse)):
        return Told(firm, phrase(noun, line) + suffix, predicate, role, turn)
    subject = None if owned else subject_of(noun, line, discourse)
    if subject is None or subject.via in ("noun", "pronoun") or subject.label in (Label.PERSON, Label.ORGANISATION):
        return None
    is_plain = " " not in subject.text and not subject.text[:1].isupper()
    if is_plain:
        return None  # "rates rose to 5 %": which?
    attribute = noun.text if " " in subject.text else min(line.words.quantified["level"])
    return Told(subject, "change" if role == CHANGE else attribute, predicate, role, turn)


def _reporter(predicate: Token, line: Line, discourse: Discourse) -> Filler | None:
    """The firm that a document is about where it says itself how much there is: "it said gas reserves rose to …"."""
    saying = predicate.head
    if base(predicate) != "ccomp" or not line.has(saying.i, line.words.colour["saying"]):
        return None
    speaker = next((subject_of(token, line, discourse) for token in children(saying, "nsubj")), None)
    return speaker if speaker is not None and speaker.text == discourse.topic else None


def without_owner(owner: Filler, noun: Token, line: Line) -> str:
    """A measured noun without its owner: "delinquency rate" in "Acme's delinquency rate"."""
    name = line.name(owner.token.i)
    start, end = (name.start, name.end) if name else (owner.token.i, owner.token.i + 1)
    if start > noun.i:
        return phrase(noun, line, range(noun.i + 1, len(line.tree)))
    end += line.word(end) in line.words.quantified["genitive"]
    return phrase(noun, line, range(start, end))


def owner_of(noun: Token, line: Line, discourse: Discourse) -> tuple[Filler | None, bool]:
    """Whose a measured noun is, and whether it is somebody's at all: a possessive, a name before it or behind it."""
    owned = False
    for child in noun.children:
        own = child.dep_ in ("nmod:poss", "det:poss") or "Yes" in child.morph.get("Poss", [])
        named = line.name(child.i) is not None and base(child) in ("compound", "nmod", "amod", "flat")
        if not own and not named:
            continue
        owned = owned or own
        filler = subject_of(child, line, discourse)
        if filler is not None and (filler.label is not None or own):
            return filler, True
    return None, owned
