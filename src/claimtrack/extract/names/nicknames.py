"""Names of people that a nickname parts: "Ada (Addie) Byrne", "Maria «Mia» Lindner"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, load_gazetteer

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_ASIDES = frozenset({"()", "«»", "»«", "“”", "„“", '""', "‘’", "''"})
"""The marks around a nickname."""


def with_nicknames(passage: Passage) -> list[Name]:
    """The names of a passage with those of people whole that a nickname parts: "Ada (Addie) Byrne"."""
    tree, names = passage.tree, list(passage.names)
    for name in passage.names:
        parts = tree[name.end : name.end + 4]
        if len(parts) < len("(x)y") or f"{parts[0].text}{parts[2].text}" not in _ASIDES or " " in name.text:
            continue
        given = name.label is Label.PERSON or not load_gazetteer("forenames").isdisjoint((name.text, parts[1].text))
        known = any(is_listed(token.text) and token.text not in load_gazetteer("forenames") for token in parts)
        surname = parts[3].text.istitle() and parts[3].pos_ in ("PROPN", "NOUN" if parts[0].text != "(" else "")
        if given and not known and parts[1].text[:1].isupper() and surname:
            whole = passage.name_of(name.start, name.end + 4, Label.PERSON)
            names = [*(other for other in names if other.end <= whole.start or other.start >= whole.end), whole]
    return sorted(names, key=lambda name: name.start)
