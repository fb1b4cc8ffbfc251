"""What its company says of a name: in "A, B und C" all are of one type, and so is all that "firms such as" opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of, name_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimtrack.extract.names.witnesses import Voice
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Label
    from claimtrack.recognize.names import Name

_PAIR = 2
_CLASS_REACH = 3
"""Tokens between a list and the noun that says what its members are ("firms, such as")."""


def voices_of_lists(passage: Passage, label: Callable[[str], Label | None]) -> Iterator[tuple[Name, Voice]]:
    """What the lists of a sentence say of their members; `label` is what each name is taken for so far."""
    for members in _lists(passage):
        found = {known for name in members if (known := label(name.text))}
        if len(found) == 1 and _is_list(members, passage):
            yield from ((name, (known, "listed")) for known in found for name in members)
        if told := _told(members[0], passage):
            yield from ((name, (told, "example")) for name in members)


def _lists(passage: Passage) -> Iterator[Sequence[Name]]:
    """The names of each list in order; one that stands alone is a list of one."""
    members: list[Name] = []
    for name in passage.names:
        if members and not _joined(members[-1], name, passage):
            yield members
            members = []
        members.append(name)
    if members:
        yield members


def _joined(one: Name, other: Name, passage: Passage) -> bool:
    between = passage.tree[one.end : other.start]
    return 0 < len(between) <= 2 and all(token.text in (",", "&") or token.pos_ == "CCONJ" for token in between)


def _is_list(members: Sequence[Name], passage: Passage) -> bool:
    """Whether names are a list, and not two that a comma keeps apart: "Before Acme, Ada Byrne"."""
    inside = passage.tree[members[0].end : members[-1].start]
    return len(members) > _PAIR or any(token.pos_ == "CCONJ" or token.text == "&" for token in inside)


def _told(first: Name, passage: Passage) -> Label | None:
    """The type that "firms such as", "Start-ups wie" gives the names behind it."""
    tree, words = passage.tree, name_words(passage.lang).examples
    before = [token for token in tree[max(0, first.start - _CLASS_REACH) : first.start] if not token.is_punct]
    if len(before) > 2 and f"{before[-2].lower_} {before[-1].lower_}" in words:
        noun = before[-3]
    elif len(before) > 1 and before[-1].lower_ in words:
        noun = before[-2]
    else:
        return None
    return None if passage.name_at(noun) else class_of(noun, passage.lang)
