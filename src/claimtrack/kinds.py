"""The kinds of claim and what each asks, read from `kinds.toml`."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimtrack.model import Record

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnitClass(StrEnum):
    """What a kind's figure counts."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    ANY = "any"
    NONE = "none"


class Answer(StrEnum):
    """The slot that answers a kind's question; `STATE` is phase and polarity."""

    VALUE = "value"
    SUBJECT = "subject"
    OBJECT = "object"
    STATE = "state"
    DATE = "date"


class Slot(StrEnum):
    """A slot that can be part of a question."""

    SUBJECT = "subject"
    OBJECT = "object"
    ATTRIBUTE = "attribute"


class Answers(StrEnum):
    """Whether one answer is true at a time, or several side by side."""

    ONE = "one"
    MANY = "many"


class Timing(StrEnum):
    """How a kind stands in time: it happens, it holds until it changes, it is read at a time, or it is of a period."""

    EVENT = "event"
    STATE = "state"
    LEVEL = "level"
    FLOW = "flow"


class Wording(StrEnum):
    """What the free words of a kind's attribute do to its question."""

    STRICT = "strict"
    LOOSE = "loose"
    FREE = "free"


class Kind(Record):
    """A kind of claim; the fields are explained at the head of `kinds.toml`."""

    name: str
    title: str
    subject: str
    object: str | None = None
    value: UnitClass
    asks: str
    question: tuple[Slot, ...]
    answer: Answer
    answers: Answers
    timing: Timing
    scope: Wording
    once: bool = False
    decided: bool = False
    window: int = 0
    steady: int = 0
    slack: int = 0
    symmetric: bool = False
    sole: Slot | None = None
    asks_sole: str | None = None
    attributes: tuple[str, ...] = ()

    @property
    def event(self) -> bool:
        """Whether the kind tells of something that happens, with a date of its own, and not of a state."""
        return self.timing is Timing.EVENT


def kind_or_measure(name: str) -> Kind:
    """Return the kind of a name; what this version does not know is compared as a `measure`."""
    kinds = load_kinds()
    return kinds.get(name) or kinds["measure"]


@cache
def question_slots(name: str, *, with_object: bool) -> tuple[Slot, ...]:
    """Return the slots, besides the attribute, that ask the question of a kind's claims with or without an object."""
    kind = kind_or_measure(name)
    named = tuple(slot for slot in kind.question if slot is not Slot.ATTRIBUTE)
    return tuple(slot for slot in named if slot is not kind.sole) if with_object else named


@cache
def load_kinds() -> Mapping[str, Kind]:
    """Return every kind by name, in the order of the file."""
    tables = tomllib.loads(files("claimtrack").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: Kind(name=name, **table) for name, table in tables.items()})
