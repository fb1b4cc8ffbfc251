"""What an evaluation says, as records."""

from __future__ import annotations

import math

from claimtrack.model import Record

_Z = 1.96
"""Of the normal distribution, for 95 %."""
_PLACES = 4


class Share(Record):
    """A proportion of `of` cases with its Wilson 95 % interval; near kinds make for half a hit. `None` of no case."""

    hits: float
    of: int
    share: float | None
    low: float
    high: float


class Measure(Record):
    """Precision over what was found, recall over what was to be found, and their harmonic mean."""

    precision: Share
    recall: Share
    f1: float | None


class Score(Record):
    """How a group of claims was found. `by` is `all`, `kind` or `language`; `right` asks for subject and object, too.

    `gold` and `claims` count no optional claims, and none that repeats what its document says elsewhere.
    """

    by: str
    name: str
    gold: int
    claims: int
    found: Measure
    right: Measure


class Accuracy(Record):
    """How often a field was right among the claims that were found."""

    field: str
    right: Share


class Bin(Record):
    """Among the claims with a confidence from `low` (in) to `high` (out; 1.0 is in), how many were right."""

    low: float
    high: float
    right: Share


class Mistake(Record):
    """A claim `missed`, `spurious` or, in some fields, `wrong`: where it stands, and both claims in a few words.

    `id` is that of the ledger's claim.
    """

    mistake: str
    kind: str
    path: str
    line: int | None
    sentence: str | None
    fields: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    id: str | None = None


class Evaluation(Record):
    """Scores (the first is of all), fields, calibration and mistakes of the claims of some documents."""

    documents: int
    scores: tuple[Score, ...]
    fields: tuple[Accuracy, ...]
    calibration: tuple[Bin, ...]
    mistakes: tuple[Mistake, ...]


def make_share(hits: float, of: int) -> Share:
    """Return a proportion with its interval: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212."""
    if of == 0:
        return Share(hits=hits, of=0, share=None, low=0.0, high=1.0)
    share, spread = hits / of, _Z**2 / of
    centre = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / of + (spread / 2 / _Z) ** 2)
    low, high = ((centre + side) / (1 + spread) for side in (-half, half))
    bounds = {"low": round(max(0.0, low), _PLACES), "high": round(min(1.0, high), _PLACES)}
    return Share(hits=hits, of=of, share=round(share, _PLACES), **bounds)


def make_measure(precision: Share, recall: Share) -> Measure:
    """Return both with their harmonic mean, which is 0 when nothing is right, and unknown without any case."""
    if precision.of == 0 and recall.of == 0:
        return Measure(precision=precision, recall=recall, f1=None)
    first = precision.hits / precision.of if precision.of else 0.0
    second = recall.hits / recall.of if recall.of else 0.0
    f1 = 2 * first * second / (first + second) if first + second else 0.0
    return Measure(precision=precision, recall=recall, f1=round(f1, _PLACES))
