"""Sums that are borrowed: "raised $11bn" in a document about bonds is no funding round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.investors import round_words

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_OFTEN = 2
"""Sentences of a document that speak of bonds or loans, from which on a sum without a word for it is one."""


class Debts:
    """What a document says of bonds and loans; read when it is first asked."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._borrows: bool | None = None

    def explain(self, passage: Passage, *, financial: bool) -> bool:
        """Whether a sum raised in a passage is borrowed, where no word of the passage is `financial`."""
        if financial:
            return False
        if self._borrows is None:
            names = round_words(passage.lang).names
            said = (any(m["debt"] for m in names.finditer(p.text)) for p in self._discourse.passages)
            self._borrows = sum(said) >= _OFTEN
        return self._borrows
