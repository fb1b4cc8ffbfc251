"""The year that a report on results opens with, though no figure stands beside it: "earned more than ever in 2025"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.periods import read_quarters
from claimtrack.extract.figures.spans import is_subyear, is_year
from claimtrack.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from claimtrack.extract.text.passages import Passage

_LEAD = 3
"""Sentences, the headline among them, that tell what a report is about."""
_SEASON = 6
"""Months in which the results of the year before are news."""
_FLOWS = ("revenue", "profit")


def find_reported_year(head: Sequence[Passage], published: date | None) -> TimeSpan | None:
    """The year just over, where the lead of a document tells how revenue or profit went in it, and names no other time.

    As in "Acme earned much more last year. The profit came to $5m."
    """
    if published is None or published.month > _SEASON:
        return None
    lead = head[:_LEAD]
    if any(_names_quarter(passage) for passage in lead):
        return None
    for passage in lead:
        if _tells_results(passage):
            years = [m.norm for m in passage.times if is_year(m) and isinstance(m.norm, TimeSpan)]
            return years[0] if len(years) == len(passage.times) == 1 and _is_before(years[0], published) else None
    return None


def _names_quarter(passage: Passage) -> bool:
    spans = (mention.norm for mention in passage.times)
    return any(isinstance(s, TimeSpan) and is_subyear(s) for s in spans) or any(True for _ in read_quarters(passage))


def _tells_results(passage: Passage) -> bool:
    """Whether a sentence with a time, but no figure of its own, speaks of revenue or profit, and of nothing to come."""
    words = load_figure_words(passage.lang)
    barred = words.colour["forecast"] | words.grammar["compared"]
    if passage.quantities or not passage.times or any(token.lower_ in barred for token in passage.tree):
        return False
    metrics = (words.metrics.get((token.lower_,)) for token in passage.tree)
    return any(metric is not None and metric.kind in _FLOWS and not metric.level for metric in metrics)


def _is_before(span: TimeSpan, published: date) -> bool:
    return (span.edtf or "")[:4] == f"{published.year - 1:04d}"
