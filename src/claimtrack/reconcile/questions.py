"""The question that a claim answers: the key by which claims meet, and the question in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.kinds import question_slots

if TYPE_CHECKING:
    from collections.abc import Collection

    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.readings import Reading

Key = tuple[str, ...]
_OPTIONAL = re.compile(r"\[([^\[\]]{0,80})\]")


def question_key(reading: Reading) -> Key:
    """Return what must be the same for two claims to ask the same; time and open dimensions are looked at later."""
    if reading.post is not None:
        return _post_key(reading)
    slots = [getattr(reading, slot) for slot in question_slots(reading.kind.name, with_object=bool(reading.object))]
    if reading.kind.symmetric:
        slots.sort()
    return (reading.claim.kind, *slots, "", *reading.closed)


def _post_key(reading: Reading) -> Key:
    assert reading.post is not None
    if reading.exclusive:
        return ("role", unit_of(reading), reading.post.rank)
    return ("role", unit_of(reading), reading.post.rank, reading.subject)


def unit_of(reading: Reading) -> str:
    """Return the organisation with the field of the post: "northwind ai" for the "IT-Chef" of "Northwind"."""
    field = reading.post.field if reading.post else ""
    if not field or not reading.object:
        return reading.object or field
    if field == reading.object or field.startswith(f"{reading.object} "):
        return field
    return reading.object if reading.object.endswith(f" {field}") else f"{reading.object} {field}"


def question_words(readings: Collection[Reading], entities: Entities) -> str:
    """Put the question of one cluster into words, with the usual names of those it is about."""
    first = min(readings, key=_most_telling)
    subject, object_ = (_title(key, name, entities) for key, name in _slots(first))
    if first.kind.symmetric:
        subject, object_ = sorted((subject, object_))
    if first.post is not None:
        return _post_words(first, subject, entities)
    slots = {"subject": subject, "object": object_}
    if first.kind.asks_sole and len({reading.party for reading in readings if reading.object}) > 1:
        return first.kind.asks_sole.format(**slots)
    asked = _OPTIONAL.sub(lambda part: part[1].format(**slots) if object_ else "", first.kind.asks)
    details = f" ({first.claim.attribute})" if first.claim.attribute else ""
    return asked.format(**slots) + details


def _most_telling(reading: Reading) -> tuple[int, int, str, str]:
    attribute = reading.claim.attribute or ""
    return -len(reading.open), len(attribute), attribute, reading.claim.id


def _post_words(reading: Reading, person: str, entities: Entities) -> str:
    assert reading.post is not None
    rank = reading.post.rank or "post"
    unit = unit_of(reading)
    plain = f"{reading.claim.object or ''} {reading.post.field}".strip()
    where = f" of {_title(unit, plain, entities)}" if unit else ""
    return f"{rank}{where}" if reading.exclusive else f"{person} as {rank}{where}"


def _slots(reading: Reading) -> tuple[tuple[str, str], tuple[str, str]]:
    return (reading.subject, reading.claim.subject), (reading.object, reading.claim.object or "")


def _title(key: str, name: str, entities: Entities) -> str:
    """The usual name of an entity, and the words of the claim for what has no name."""
    entity = entities.of_key(key)
    return entity.name if entity is not None else name
