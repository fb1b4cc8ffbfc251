"""Of which election, where and by which count shares of a vote are: "Landtagswahl in Hessen, Hochrechnung"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.language.trees import text_of
from claimtrack.model import Label, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_LONGEST = 2
"""Words of the longest name of an election."""
_BACK = 2
"""Sentences back in which a survey is named that the text goes on about."""
_PLACED = 4
"""Tokens between an election and where it is held: "Landtagswahl am Sonntag in Hessen"."""


class Polls:
    """The elections of a document, and where they are held."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        found = [held for passage in discourse.passages for held in self._held(passage)]
        counted = Counter(election for election, _ in found)
        first = found[0][0] if found else ""
        others = max((count for election, count in counted.items() if election != first), default=0)
        opens = any(election == first for p in discourse.passages if p.position == 0 for election, _ in self._held(p))
        self._election = first if opens or counted[first] > others else ""  # of several none is meant for certain
        places = {place for election, place in found if place and election == self._election}
        self._place = places.pop() if len(places) == 1 else ""  # of several none is meant for certain

    def place(self, line: Line) -> str:
        """Where votes are cast that a sentence tells of, as far as it or the document says so."""
        return self.here(line.passage) or next((place for _, place in self._held(line.passage) if place), self._place)

    def attribute(self, share: str, line: Line, *, placed: bool = False) -> str:
        """What is measured, with the election, the place and the count, as far as the document names them.

        `placed` marks what is told of the place itself.
        """
        if self._is_inner(line):
            return share  # of the delegates of a party, whatever it prepares for
        own = list(self._held(line.passage))
        election = own[0][0] if own else self._election
        if self._place and not own and self._surveyed(line) and not self._is_named_near(line):
            election = ""  # "in the polls": of the country, not of the one place that the text told of before
        known = self._place if election == self._election else ""
        place = "" if placed else self.here(line.passage) or (own[0][1] if own else "") or known
        inside = next((word for token in line.tree if (word := token.lower_) in line.words.votes["counts"]), "")
        inside = inside or self._surveyed(line)
        count = f", {inside.capitalize() if line.words.compounds else inside}" if inside else ""
        return " ".join(filter(None, (share, election, place and f"in {place}"))) + count

    def _surveyed(self, line: Line) -> str:
        """The word for a survey where this sentence or one right before it says that nobody has voted yet."""
        if any(isinstance(m.norm, TimeSpan) and (m.norm.edtf or "").isdigit() for m in line.passage.dates):
            return ""  # "as 2019, when it reached 37 percent": a vote of that year
        told = any(_names_survey(passage, line) for passage in self._near(line))
        return min(line.words.votes["survey"]) if told else ""

    def survey_time(self, line: Line) -> TimeSpan | None:
        """When a survey was made that a sentence goes on about: the one time of the nearest sentence that names it."""
        if line.passage.times or not self._surveyed(line):
            return None
        naming = next((p for p in reversed(self._near(line)) if _names_survey(p, line)), None)
        times = [m.norm for m in naming.times if isinstance(m.norm, TimeSpan)] if naming is not None else []
        return times[0] if len(times) == 1 else None

    def _near(self, line: Line) -> list[Passage]:
        """The sentence, and those right before it."""
        at = self._discourse.place_of(line.passage)
        near = self._discourse.passages[max(0, at - _BACK) : at + 1]
        return [p for p in near if line.passage.position - p.position <= _BACK]

    def _is_named_near(self, line: Line) -> bool:
        return any(True for passage in self._near(line) for _ in self._held(passage))

    def _is_inner(self, line: Line) -> bool:
        """Whether a party votes itself: its delegates or members choose whom they send."""
        return any(token.lower_.startswith(tuple(line.words.votes["inner"])) for token in line.tree)

    def _held(self, passage: Passage) -> Iterator[tuple[str, str]]:
        """The elections of a sentence, each with the place behind it."""
        words, tree = load_figure_words(passage.lang).votes["elections"], passage.tree
        for token in tree:
            for length in range(_LONGEST, 0, -1):
                text = text_of(tree[token.i + 1 - length : token.i + 1]) if token.i + 1 >= length else ""
                if text.lower() in words:
                    behind = (passage.name_at(t) for t in tree[token.i + 1 : token.i + 1 + _PLACED])
                    name = next((n for n in behind if n is not None and self._is_place(n.text, passage, n.start)), None)
                    yield text, name.text if name is not None else ""
                    break

    def here(self, passage: Passage) -> str:
        """The one place that a sentence is about: "In Kassel kommt die SPD auf", or part of the country: "im Osten"."""
        places = {n.text for n in passage.names if self._is_place(n.text, passage, n.start)}
        words = load_figure_words(passage.lang)
        parts = [t.text for t in passage.tree[1:] if t.lower_ in words.votes["regions"]
                 and t.nbor(-1).lower_ in words.grammar["in"]]  # fmt: skip
        return min(places) if len(places) == 1 else next(iter(parts), "") if not places else ""

    def _is_place(self, text: str, passage: Passage, start: int) -> bool:
        """Whether a name stands behind "in" and is a place, or a name of nobody knows what."""
        into = load_figure_words(passage.lang).grammar["in"]
        label = self._discourse.cast.label(text)
        return start > 0 and passage.tree[start - 1].lower_ in into and label in (Label.PLACE, None, Label.ORGANISATION)


def _names_survey(passage: Passage, line: Line) -> bool:
    return any(token.lower_.rpartition("-")[2] in line.words.votes["surveys"] for token in passage.tree)
