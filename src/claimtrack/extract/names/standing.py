"""How much a mention stands in the foreground of its sentence: a subject more than an object, that than the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.syntax import base

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

SUBJECT, INNER, OWNER, _OBJECT, PASSING = 2.0, 1.6, 1.6, 1.1, 0.8
"""Standing of the sentence's subject, a clause's subject, whoever the subject belongs to, an object, and the rest."""
_CLIMB = 3
"""Phrases between a name and the subject that it belongs to ("the chief executive of Acme's cloud unit said")."""
_PARTS = ("nmod", "compound", "appos", "flat", "amod", "det", "conj")


class Standing(NamedTuple):
    """A mention of a firm at tokens `start` to `end`, and how much it stands in the foreground.

    `is_known` is false for a name that nothing types: it may be the firm meant all the same.
    """

    name: str
    start: int
    end: int
    worth: float
    is_known: bool
    genders: frozenset[str] = frozenset()


def worth_of_name(name: Name, passage: Passage) -> float:
    """What the place of a name in its sentence is worth."""
    head = passage.head_of(name.span)
    return PASSING if head is None else worth_of(head)


def worth_of(token: Token) -> float:
    """What the place of a phrase in its sentence is worth."""
    current = token
    while base(current) == "conj" and current.head != current:
        current = current.head  # "Acme and Beta": one stands as high as the other
    for climbed in range(_CLIMB):
        relation = base(current)
        if relation == "nsubj":
            if climbed:
                return OWNER
            return SUBJECT if base(current.head) in ("ROOT", "root", "conj") else INNER
        if current.dep_ == "ROOT":
            return OWNER
        if relation not in _PARTS:
            return _OBJECT if relation in ("obj", "iobj") else PASSING
        current = current.head
    return PASSING
