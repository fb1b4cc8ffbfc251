"""Whom the figures of each sentence can be told of, found once for all that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.ranking.candidates import find_candidates
from claimtrack.extract.ranking.cues import Names

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.ranking.candidates import Candidate


class Roster:
    """The candidates of a document's sentences, and how much it speaks of whom."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.names = Names(discourse)
        self._found: dict[int, list[Candidate]] = {}

    def candidates(self, line: Line) -> list[Candidate]:
        """The candidates of one sentence."""
        place = self.discourse.place_of(line.passage)
        if place not in self._found:
            self._found[place] = find_candidates(line, self.discourse, self.names.often)
        return self._found[place]
