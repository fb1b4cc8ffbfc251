"""Who stands for election in a document: parties by their names, groups that it names itself, whom "sie" means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.names import Name

_LONGEST = 4
"""Words of the longest name of a party in the list."""
_NEAR = 3
"""Sentences back in which the party stands that a pronoun means."""
_TITLED = 3
"""Tokens between "the party of" and the name of the person, a title among them."""
_POINTED = 0.85
"""How sure it is which party a pronoun or "the party of" means."""
_SHORT = re.compile(r"\(([A-ZÄÖÜ]{2,6})\)")
"""A short name in brackets behind a long one."""


class Parties:
    """The parties of a document about a vote."""

    def __init__(self, words: dict[str, frozenset[str]], discourse: Discourse) -> None:
        self._words, self._discourse = words, discourse
        self._own: set[str] = set()
        self._members: dict[str, set[str]] = {}
        self._told: list[tuple[int, set[str]]] = []
        for passage in discourse.passages:
            self._learn(passage)
        for passage in discourse.passages:
            found = {party for token in passage.tree if (party := self._named(token)) is not None}
            if found:
                self._told.append((discourse.place_of(passage), found))

    def read(self, at: int, line: Line) -> Filler | None:
        """The party that a token ends the name of, or that it points to."""
        token = line.tree[at]
        party = self._named(token)
        if party is not None:
            return Filler(party, Label.ORGANISATION, token, 1.0, "name")
        if token.lower_ in self._words["party"]:
            meant = at > 0 and line.tree[at - 1].pos_ in ("DET", "PRON")  # "the party", but not "Green Party candidate"
            party = self._of_person(at, line) or (self._pointed(token, line) if meant else None)
        elif token.lower_ in self._words["pointers"] and token.pos_ == "PRON":
            party = self._pointed(token, line)
        return Filler(party, Label.ORGANISATION, token, _POINTED, "noun") if party is not None else None

    def _named(self, token: Token) -> str | None:
        """The name of a party that a token ends."""
        tree, end = token.doc, token.i + 1
        for length in range(_LONGEST, 0, -1):
            text = text_of(tree[end - length : end]) if end >= length else ""
            if text in self._own or (text[:1].isupper() and text.lower() in self._words["parties"]):
                return self._discourse.cast.full(text) if length == 1 else text
        return None

    def _learn(self, passage: Passage) -> None:
        """Groups whose name ends in a word for one, with the short name behind it, and the party behind a person."""
        tree = passage.tree
        for name in passage.names:
            behind = text_of(tree[name.end : name.end + 3])
            short = _SHORT.match(behind)
            groups = tuple(sorted(self._words["groups"]))
            if short is not None and name.text.lower().endswith(groups):
                self._own.add(short.group(1))
            elif self._is_group(name, tree, groups):
                self._own.add(name.text)  # "Offene Liste Kleinstadt"
            if self._discourse.cast.label(name.text) is not Label.PERSON:
                continue
            full, ahead = self._discourse.cast.full(name.text), tree[max(0, name.start - 2) : name.start]
            inside = self._named(tree[name.end + 1]) if behind.startswith("(") and name.end + 1 < len(tree) else None
            party = inside or next((party for token in ahead if (party := self._named(token)) is not None), None)
            if party is not None and all(token.pos_ in ("NOUN", "PROPN") for token in ahead if inside is None):
                self._members.setdefault(full, set()).add(party)

    def _is_group(self, name: Name, tree: Tree, groups: tuple[str, ...]) -> bool:
        """Whether a name of several words has one for a group: "Offene Liste Altenbruch", but not "Brandts Partei"."""
        last = tree[name.end - 1].lower_ in self._words["party"]
        inside = tree[name.start : name.end]
        return len(inside) > 1 + last and any(token.lower_.endswith(groups) for token in inside)

    def _of_person(self, at: int, line: Line) -> str | None:
        """As in "die Partei von Ministerpräsidentin Ada Byrne", "Byrnes Partei": the party that stands behind her."""
        behind = range(at + 2, min(len(line.tree), at + 2 + _TITLED)) if self._is_of(at + 1, line) else range(0)
        name = next((name for place in behind if (name := line.name(place)) is not None), None)
        text = name.text if name is not None else line.tree[at - 1].text if at else ""
        last = {text.rpartition(" ")[2], text.removesuffix("s")}
        full = next((person for person in sorted(self._members) if person.rpartition(" ")[2] in last), text)
        known = self._members.get(full, set())
        employer = self._discourse.employer(full) if full else None
        if employer is not None and employer.lower() in self._words["parties"]:
            known = known | {employer}
        return min(known) if len(known) == 1 else None

    def _is_of(self, at: int, line: Line) -> bool:
        return line.word(at) in line.words.grammar["owner"]

    def _pointed(self, token: Token, line: Line) -> str | None:
        """The party that is spoken of: the only one ahead in the sentence, else of the nearest sentence with any."""
        ahead = {party for t in line.tree[: token.i] if (party := self._named(t)) is not None}
        place = self._discourse.place_of(line.passage)
        before = [found for at, found in self._told if place - _NEAR <= at < place]
        found = ahead or (before[-1] if before else set())
        return min(found) if len(found) == 1 else None
