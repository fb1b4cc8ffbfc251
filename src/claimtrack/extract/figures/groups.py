"""Groups that something is said of: "44 % of commuters come by train", "Some 9,000 barristers signed the letter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import counted_things, is_of, is_owned_by_us
from claimtrack.extract.figures.sized import owner_of, without_owner
from claimtrack.extract.figures.told import Told, phrase, phrase_end, statement, subject_of
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, marker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_CROWD = 10
"""The smallest number of a group that something is said of."""
_WORD = 2
"""Letters of the shortest word; a single one behind a number is a unit."""
_GROUP = 0.95
"""How sure a group is that is counted and has no name."""
_SURE = 0.85


def read_share(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a share of a group does or is."""
    if figure_class(figure.quantity) != "percent" or is_owned_by_us(figure, line):
        return None
    group = next((c for c in children(head, "nmod") if c.i >= figure.end and is_of(c, line)), None)
    if group is None:
        return None
    end = phrase_end(group, line)
    verb = line.token(end)
    if verb is None or not _is_said_of(head, end, line):
        return None
    subject, text = subject_of(group, line, discourse, group=True), statement(end, line, "that_share")
    if subject is not None and line.name(group.i) is None:
        subject = Filler(phrase(group, line), None, group, _GROUP, "phrase") if subject.via != "noun" else None
    return Told(subject, text, verb, sure=_SURE) if subject is not None and subject.text and text else None


def _is_said_of(head: Token, verb: int, line: Line) -> bool:
    """Whether a finite verb at `verb` has a number of things as subject: no "with 40 % of flights cancelled"."""
    token, clause = line.token(verb), head.head
    if token is None or base(head) != "nsubj" or clause.i < head.i or inverts(verb, line) or marker(head):
        return False
    is_finite = token.pos_ == "AUX" or (token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", []))
    leads = [child for child in clause.children if child.i < head.left_edge.i and base(child) in ("mark", "case")]
    return is_finite and not any(lead.lower_ in line.words.people["with"] for lead in leads)


def inverts(verb: int, line: Line) -> bool:
    """Whether a German subject stands behind the verb, so that what is before it is the object."""
    behind = line.token(verb + 1)
    is_subject = behind is not None and (line.name(verb + 1) or "Nom" in behind.morph.get("Case", []))
    return line.words.compounds and bool(is_subject)


def read_group(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """Counted things that a clause says something of, or that somebody owns."""
    if figure_class(figure.quantity) != "count" or head.pos_ not in ("NOUN", "PROPN") or is_owned_by_us(figure, line):
        return None
    if any(child.dep_ in ("nmod:poss", "det:poss") for child in head.children):
        if line.word(figure.start - 1) in line.words.quantified["series"] or counted_things(head, line) is None:
            return None
        if line.word(figure.start - 2) in line.words.people["part"]:
            return None  # "five of its seven partners"  # "its last five games", "her three children"
        owner, _ = owner_of(head, line, discourse)  # "its 300 stores", whatever is said of them
        known = (
            owner is not None
            and owner.text not in line.words.strangers
            and owner.label is not None
            and not line.has(head.i, line.words.people["staff"])
        )
        return Told(owner, without_owner(owner, head, line), head) if owner is not None and known else None
    if "/" in (figure.quantity.unit or ""):
        return None  # "1,000 tokens a second is modest"
    if figure.quantity.unit == "person" and line.has(head.i, line.words.people["staff"]):
        return None
    low, things = figure.quantity.min or figure.quantity.max, counted_things(head, line)
    end = phrase_end(head, line)
    is_single = "Sing" in head.morph.get("Number", []) and figure.quantity.text.endswith(head.text)
    if (
        low is None
        or abs(low) < _CROWD
        or (is_single and line.words.compounds)
        or things is None
        or not _is_said_of(head, end, line)
    ):
        return None
    name = phrase(things, line)
    if len(name.partition(" ")[0]) < _WORD or name.casefold() in line.words.people["numbers"]:
        return None  # "800 V systems"
    text = statement(end, line, "that_number" if things.i == head.i else "that_amount")
    return Told(Filler(name, None, things, _GROUP, "phrase"), text, head.head, sure=_SURE) if name and text else None
