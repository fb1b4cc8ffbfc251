"""A sentence as a row of marks: figures, times, names, metrics and the words that link them.

Figures are told in few patterns ("revenue rose 12 % to $4.5bn, from $4bn a year earlier"). Read as a row of marks these
hold whatever the parser makes of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import (
    FigureWords,
    Found,
    find_metrics,
    is_metric_compound,
    load_figure_words,
    particle_of,
)
from claimtrack.extract.figures.markets import find_markets
from claimtrack.extract.figures.sums import Figure, read_sums
from claimtrack.extract.figures.units import figure_class, is_sum
from claimtrack.extract.text.lexicon import written_words
from claimtrack.model import Label

__all__ = ["Figure", "Line"]

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

_SUM = 100_000
"""The least sum that a firm makes or loses: "lost $5" is said of its shares."""
_LEAD = 3
"""Tokens between a verb and its sum: "lost about $5 million"."""
_STOPS = frozenset({";", "—", "–", "|", "?", "!"})


class Line:
    """The marks of one passage. Tokens are addressed by their index."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.tree = passage.tree
        self._written = written_words(passage.tree)
        self.words: FigureWords = load_figure_words(passage.lang)
        self.figures = read_sums(passage, self.words)
        self._figure_at = {i: f for f in self.figures for i in range(f.start, f.end)}
        self._name_at = {i: n for n in passage.names for i in range(n.start, n.end)}
        self._time_at = {
            token.i: m for m in passage.times if m.label is not Label.REPEATED for token in passage.tokens_in(m.span)
        }
        taken = frozenset(self._figure_at) | {i for i, n in self._name_at.items() if not _is_metric_name(n, self)}
        found = find_metrics(self.tree, self.words, taken)
        found = [m for m in found if (not m.metric.bare or self._has_sum(m)) and not self._is_deed(m)]
        self._metric_at: dict[int, Found] = {}
        markets = list(find_markets(self))
        inside = {i for market in markets for i in range(market.start, market.end)}
        self.metrics = sorted([*markets, *(m for m in found if m.start not in inside)], key=lambda m: m.start)
        self._metric_at |= {i: m for m in self.metrics for i in range(m.start, m.end)}

    @property
    def is_paired(self) -> bool:
        """Whether names and figures stand in two lists ("A and B rose 3 % and 5 %, respectively")."""
        return any(token.lower_ in self.words.links["paired"] for token in self.tree)

    def _is_deed(self, found: Found) -> bool:
        """Whether the noun of a cost is a verb here: "will charge $20", "fines Acme"."""
        is_verb = self.tree[found.start].pos_ == "VERB" and self.tree[found.start].text.islower()
        return is_verb and found.metric.attribute == "cost" and found.end == found.start + 1

    def _has_sum(self, found: Found) -> bool:
        """Whether a verb has a large sum to itself: "lost $5 million", but not "lost $5 million in value"."""
        at = found.end
        while at < len(self.tree) and self.tree[at].pos_ in ("ADV", "DET") and at < found.end + _LEAD:
            at += 1
        figure = self.figure(at)
        if figure is None or not is_sum(figure.quantity, _SUM, {"", "year"}):
            return False
        following = self.token(figure.end)
        if following is None:
            return True
        timed = self.time(figure.end) is not None or self.time(figure.end + 1) is not None
        loose = following.pos_ in ("PUNCT", "SCONJ", "CCONJ", "ADV") or following.lower_ in self.words.grammar["beside"]
        return timed or loose

    def figure(self, at: int) -> Figure | None:
        """The figure that a token is part of."""
        return self._figure_at.get(at)

    def bars(self, at: int) -> bool:
        """Whether a token ends the search for a metric: a stop, or another figure that is no length of time."""
        figure = self._figure_at.get(at)
        return self.is_stop(at) or (figure is not None and figure_class(figure.quantity) != "duration")

    def metric(self, at: int) -> Found | None:
        """The metric that a token is part of."""
        return self._metric_at.get(at)

    def name(self, at: int) -> Name | None:
        """The name that a token is part of."""
        return self._name_at.get(at)

    def time(self, at: int) -> Mention | None:
        """The time that a token is part of."""
        return self._time_at.get(at)

    def word(self, at: int) -> str:
        """A token in lower case; the empty string beyond either end."""
        return self._written[at] if 0 <= at < len(self._written) else ""

    def token(self, at: int) -> Token | None:
        """A token, or `None` beyond either end."""
        return self.tree[at] if 0 <= at < len(self.tree) else None

    def turn(self, at: int) -> int:
        """+1 or -1 where a word says that something rose or fell, else 0."""
        token = self.token(at)
        if token is None:
            return 0
        turns = self.words.turns
        turn = turns.get(token.lower_) or turns.get(token.lemma_.lower(), 0)
        turn = turn or turns.get(f"{self.word(at - 1)} {token.lower_}", 0)  # "nach oben"
        if not turn and (particles := self.words.splits.get(token.lower_)):
            particle = particle_of(self.tree, at, particles)  # "gab um 3 Prozent nach"
            turn = particles[particle] if particle else 0
        return turn

    def has(self, at: int, words: frozenset[str]) -> bool:
        """Whether a token, as written or by its lemma, is in a list."""
        token = self.token(at)
        return token is not None and (token.lower_ in words or token.lemma_.lower() in words)

    def ends(self, at: int, endings: frozenset[str]) -> bool:
        """Whether a token ends with one of these letters."""
        return self.word(at).endswith(tuple(endings))

    def is_stop(self, at: int) -> bool:
        """Whether a token ends whatever is being said before it."""
        return self.word(at) in _STOPS

    def is_yardstick(self, at: int) -> bool:
        """Whether a time is what a figure lies above or below: "5 Prozent über dem Vorjahr"."""
        changes = self.words.changes
        sides = changes["beyond"] | changes["short_of"]
        return self.word(at) in changes["yardsticks"] and (self.word(at - 1) in sides or self.word(at - 2) in sides)

    def verb_of(self, figure: Figure, is_verb: Callable[[int], bool], reach: int) -> int | None:
        """The verb ahead of a figure in its clause, or, in German, at the end of it."""
        for at in range(figure.start - 1, max(-1, figure.start - 1 - reach), -1):
            if self.figure(at) or self.is_stop(at) or self.word(at) == ",":
                break
            if is_verb(at):
                return at
        for at in range(figure.end, min(len(self.tree), figure.end + reach)) if self.words.compounds else ():
            if self.figure(at) or self.tree[at].pos_ == "PUNCT":
                return None
            if is_verb(at):
                return at
        return None

    def clause_start(self, at: int) -> int:
        """The first token of the stretch around a token that no semicolon or dash interrupts."""
        while at > 0 and not self.is_stop(at - 1):
            at -= 1
        return at


def _is_metric_name(name: Name, line: Line) -> bool:
    """Whether what was taken for a name is a metric's word with a capital: "Revenue", "EBITDA", "Quartalsumsatz"."""
    words, is_word = line.words, name.end == name.start + 1
    return (name.text.lower(),) in words.metrics or (is_word and is_metric_compound(line.tree[name.start], words))
