"""How the answers to one question changed: what all documents say to it, whenever it holds, in order of time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import Claim
from claimtrack.reconcile.questions import question_key, question_words
from claimtrack.reconcile.readings import read_claim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.readings import Reading

_OF_TIME = frozenset({"quarter"})  # a dimension that the date tells already: the quarters of a year are one series


class Series(NamedTuple):
    """A question in words, and the claims that answer it, earliest first; what has no date comes last.

    The claims are of one scope and their figures of one unit, so that they can be drawn on one scale.
    """

    question: str
    kind: str
    claims: tuple[Claim, ...]


def trace_answers(claims: Iterable[Claim], entities: Entities) -> tuple[Series, ...]:
    """Put claims into series, those with the most claims first; the order of the claims does not matter.

    What a cluster keeps apart by time is one series here: the revenue of each year, the heads of a company in turn.
    What one claim states of its scope and another leaves open is not guessed: these are two series.
    """
    groups: defaultdict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for claim in claims:
        reading = read_claim(claim, entities)
        scope = tuple(sorted((name, value) for name, value in reading.open.items() if name not in _OF_TIME))
        groups[question_key(reading), scope, reading.measure, reading.unit].append(reading)
    series = [
        Series(
            question_words(readings, entities),
            readings[0].claim.kind,
            tuple(sorted((reading.source for reading in readings), key=_by_time)),
        )
        for readings in groups.values()
    ]
    return tuple(sorted(series, key=lambda one: (-len(one.claims), one.kind, one.question, one.claims[0].id)))


def _by_time(claim: Claim) -> tuple[bool, date, date, str, int, str]:
    time = claim.valid_interval
    start = None if time is None else time.start or time.end
    said = claim.document.published_interval
    told = (said.start if said is not None else None) or date.max
    return start is None, start or date.max, told, claim.document.path, claim.start, claim.id
