"""Round-ups that name a firm at the head of each entry: "**Norwind:** The start-up raised $40M"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.layout.words import names_something
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage

# a name in bold, perhaps with what it is worth behind it: "**Norwind: $2 billion**", "**Norwind — $2 billion:**"
_BOLD = re.compile(r"(?P<name>[^\W\d_][^:—–]{1,40})(?:[:—–].{0,30})?")
_OPENING = 4
"""Tokens before the name that is set apart at the head of a passage."""
_SEVERAL = 3
"""Headings that make a document a round-up."""
_ENTRY = 4
"""Sentences for which a heading holds, its own among them."""
_DESCRIBED = frozenset({"noun", "pronoun", "context"})


class Headings:
    """Whom the entry is about that a passage belongs to, read passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._heading: Filler | None = None
        self._position = self._item = 0
        self._at = (0, 0)
        self._entries: int | None = None

    def read(self, passage: Passage) -> None:
        """Take note of a heading at the start of a passage."""
        text = _headed(passage)
        if text is None:
            return
        cast = self._discourse.cast
        full = cast.full(text)
        self._heading, self._position, self._item = None, passage.position, passage.place.item
        if cast.label(full) is Label.ORGANISATION or (cast.label(full) is None and self._is_entry(text, passage)):
            found = self._discourse.filler(full, passage.tree[0], 0.9)
            self._heading = found._replace(label=Label.ORGANISATION, via="name")

    def _is_entry(self, text: str, passage: Passage) -> bool:
        """Whether a heading that nothing calls a firm is one entry of several, and no ordinary word."""
        bold = _bold(passage)
        valued = bold is not None and any(char.isdigit() for char in bold[0])  # "**Oxide — $2 billion:**"
        if names_something(text, passage.lang) is False:
            return False  # "**Was das bedeutet:**"
        return self._is_roundup() and (valued or " " in text or is_no_word(text, passage.lang))

    def _is_roundup(self) -> bool:
        if self._entries is None:
            found = (_headed(other) for other in self._discourse.passages)
            self._entries = len({heading for heading in found if heading is not None})
        return self._entries >= _SEVERAL

    def breaks(self, passage: Passage) -> bool:
        """Whether a passage begins an entry of a round-up that is about no firm."""
        return opens_with_heading(passage) and self.of(passage) is None and self._is_roundup()

    def opens_entry(self, passage: Passage, raiser: str | None) -> bool:
        """Whether a passage begins an item or a section that tells of another round than that of `raiser`."""
        place, (item, section) = passage.place, self._at
        self._at = (place.item, place.section)
        if place.item and place.item != item:
            return place.label is None and not place.lead
        return place.section != section and self._discourse.topic_at(passage) != raiser

    def of(self, passage: Passage) -> Filler | None:
        """The firm that the entry around a passage is about."""
        if about := self._discourse.about(passage):
            return about._replace(via="name")
        near = 0 <= passage.position - self._position < _ENTRY and passage.place.item == self._item
        return self._heading if near else None

    def meant(self, filler: Filler | None, passage: Passage) -> Filler | None:
        """Who a phrase stands for: the heading's firm where the phrase only describes one."""
        heading = self.of(passage)
        if filler is None or heading is None or filler.via not in _DESCRIBED:
            return filler
        return heading._replace(token=filler.token)


def _headed(passage: Passage) -> str | None:
    """The name that a passage begins with, if a colon or bold type sets it apart."""
    if passage.place.is_label:
        return passage.text
    if match := _bold(passage):
        return str(match["name"]).strip()
    first = passage.names[0] if passage.names and passage.names[0].start == 0 else None
    following = passage.tree[first.end].text if first is not None and first.end < len(passage.tree) else ""
    return first.text if first is not None and following == ":" else None


def _bold(passage: Passage) -> re.Match[str] | None:
    """What strong emphasis sets apart at the head of a passage, with nothing but marks before it."""
    start, end = next(iter(passage.strong), (0, 0))
    ahead = passage.tree[:start]
    if start >= end or len(ahead) > _OPENING or any(token.is_alpha or token.like_num for token in ahead):
        return None
    return _BOLD.fullmatch(text_of(passage.tree[start:end]))


def opens_with_heading(passage: Passage) -> bool:
    """Whether a passage begins with the name of its entry."""
    return passage.place.is_first or _headed(passage) is not None
