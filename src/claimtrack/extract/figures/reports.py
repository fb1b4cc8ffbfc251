"""Everything that figures say in a document: metrics, people, prices, moves of shares, money spent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.figures.ages import draft_ages
from claimtrack.extract.figures.audiences import draft_audiences
from claimtrack.extract.figures.casualties import Casualties
from claimtrack.extract.figures.counts import Counts
from claimtrack.extract.figures.dues import draft_dues
from claimtrack.extract.figures.indices import draft_indices
from claimtrack.extract.figures.line import Line
from claimtrack.extract.figures.metrics import Metrics
from claimtrack.extract.figures.multiplied import multiplies
from claimtrack.extract.figures.outlays import draft_outlays
from claimtrack.extract.figures.payments import draft_payments
from claimtrack.extract.figures.prices import draft_prices
from claimtrack.extract.figures.quantified import Quantified
from claimtrack.extract.figures.ranks import draft_ranks
from claimtrack.extract.figures.salaries import draft_salaries
from claimtrack.extract.figures.shares import draft_levels, draft_moves
from claimtrack.extract.figures.spending import draft_spending
from claimtrack.extract.figures.traits import draft_traits
from claimtrack.extract.figures.transfers import draft_transfers
from claimtrack.extract.figures.votes import draft_votes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.edtf import Interval
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.figures.metrics import Guess
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage


_GLUED = re.compile(r"\b[a-z]{3,30}[A-Z][a-z]{2}")
"""The end of one headline and the beginning of the next: "tech newsAcme"."""


def read_lines(passages: Sequence[Passage]) -> list[Line]:
    """The passages that tell figures, as rows of marks; not links that a page printed without a space between."""
    told = (passage for passage in passages if passage.quantities or multiplies(passage))
    return [Line(passage) for passage in told if not _GLUED.search(passage.tree.text)]


def draft_reports(
    lines: Sequence[Line], discourse: Discourse, published: Interval | None, guess: Guess
) -> Iterator[Draft]:
    """Every claim that the figures of a document make, in the order of the text; `published` is when it appeared.

    `guess` says whom a figure is likely of where no rule does.
    """
    metrics, counts, quantified = Metrics(discourse, published, guess), Counts(discourse), Quantified(discourse)
    casualties = Casualties(discourse)
    for line in lines:
        yield from metrics.drafts(line)
        yield from draft_moves(line, discourse)
        yield from draft_levels(line, discourse)
        yield from counts.drafts(line)
        yield from draft_prices(line, discourse)
        yield from draft_spending(line, discourse)
        yield from draft_dues(line, discourse)
        yield from draft_outlays(line, discourse)
        yield from draft_payments(line, discourse)
        yield from draft_transfers(line, discourse)
        yield from draft_salaries(line, discourse)
        yield from draft_traits(line, discourse)
        yield from casualties.drafts(line)
        yield from quantified.drafts(line)
    yield from draft_audiences(lines, discourse)
    yield from draft_indices(lines)
    yield from draft_votes(lines, discourse)
    yield from draft_ages(discourse.passages, discourse)
    yield from draft_ranks(discourse.passages, discourse)
