"""What an index keeps of claims and names, so that those which could meet are found without reading the others.

Two claims that ask the same have a name and a `topic` in common: the topic is what their questions say beside names.
Two names that may mean the same, but for typing errors and short forms, which are found by how the names begin and end,
have a *link* in common. Links may join too much, never too little: what they join is looked at.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from claimtrack.kinds import Slot, kind_or_measure, question_slots
from claimtrack.reconcile.entities import aliases
from claimtrack.reconcile.folding import fold_bare, fold_name
from claimtrack.reconcile.matching import ACRONYM, LONG_WORD, initials_of, plain_person, version_tails
from claimtrack.reconcile.readings import as_asked, frame_of
from claimtrack.reconcile.units import parse_unit
from claimtrack.reconcile.uses import PERSON, PRODUCT, TYPES, first_word, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.model import Claim

SAME, INITIALS, SINGLE, PART = "=", "#", "1", "/"
"""How a link begins: one name in two spellings, an acronym, one word of a person's name, a part of an organisation."""
_POST = "role"


class Mark(NamedTuple):
    """A name that a claim uses, for what type of thing (its place in `TYPES`), and what the claim asks."""

    name: str
    type: int
    topic: int


def mark_claim(claim: Claim) -> Iterator[Mark]:
    """Yield the names in the slots of what a claim answers."""
    claim = as_asked(claim)
    for slot, name in ((Slot.SUBJECT, claim.subject), (Slot.OBJECT, claim.object)):
        if name is not None:
            yield Mark(name, TYPES.index(type_of(claim.kind, slot)), topic_of(claim, slot))


def post_of(claim: Claim) -> tuple[str, str] | None:
    """Return the person and the first word of the organisation of a claim that tells of a post in one."""
    if type_of(claim.kind, Slot.SUBJECT) != PERSON or claim.object is None:
        return None
    return claim.subject, first_word(claim.object)


def asked_slots(claim: Claim) -> tuple[Slot, ...]:
    """Return the slots with the names that whoever asks the same has, too."""
    frame = frame_of(claim)
    slots: tuple[Slot, ...]
    if frame.post is not None:
        slots = (Slot.OBJECT,) if frame.post.exclusive and claim.object else (Slot.SUBJECT, Slot.OBJECT)
    else:
        slots = question_slots(claim.kind, with_object=bool(claim.object))
    return tuple(slot for slot in slots if getattr(claim, slot))


def topic_of(claim: Claim, slot: Slot) -> int:
    """Return a checksum of what a claim asks beside names, and in which slot a name stands."""
    frame = frame_of(claim)
    side = "" if kind_or_measure(claim.kind).symmetric else slot.value
    if frame.post is not None:
        return _topic(claim.kind, side, frame.post.rank, frame.closed, with_object=False)
    return _topic(claim.kind, side, "", frame.closed, with_object=bool(claim.object))


@lru_cache(maxsize=1 << 14)
def _topic(kind: str, side: str, rank: str, closed: tuple[str, ...], *, with_object: bool) -> int:
    return crc32(repr((kind, side, rank, closed, with_object)).encode("utf-8", "surrogatepass"))


def link_name(name: str, type_: int) -> set[str]:
    """Return the links of a name that is used for things of a type."""
    base, _, short = fold_name(name)
    links = {SAME + other for other in _others(name, base, short)}
    if TYPES[type_] == PRODUCT:
        links |= {SAME + tail for tail in version_tails(base)}
    words = base.split()
    if TYPES[type_] != PERSON:
        if len(words) in ACRONYM:
            links.add(INITIALS + initials_of(words))
        unit = str(parse_unit(base) or "").split()
        if unit:
            links.add(SAME + " ".join(unit))
        links.update(PART + " ".join(unit[:length]) for length in range(1, len(unit)))
    else:
        links.update(SINGLE + word for word in (words[:1] + words[-1:]))
    if name.isupper():
        links.add(INITIALS + base)
    return links


def _others(name: str, base: str, short: str | None) -> Iterator[str]:
    """What else a name may be compared by: a step of `matching` maps the one to the other."""
    yield base
    if short is not None:
        yield short
    if not name.isascii():
        yield fold_name(fold_bare(name)).base
    if base.endswith("s") and len(base) > LONG_WORD:
        yield base[:-1]
    if base in aliases():
        yield aliases()[base]
    plain = plain_person(base.split())
    if plain is not None:
        yield plain
