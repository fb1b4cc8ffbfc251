"""Two readings of one question, in order of time, with what the rules ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.kinds import Slot, Timing
from claimtrack.reconcile.comparing import (
    compare_dates,
    compare_figures,
    compare_holders,
    compare_parties,
    party_name,
)
from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.moments import Order, days_between, order_of
from claimtrack.reconcile.origins import shared_origin
from claimtrack.reconcile.readings import Reading, Standing
from claimtrack.reconcile.rules.outcomes import are_of_one_decision

if TYPE_CHECKING:
    from claimtrack.edtf import Interval

_NO_DATE = "9999"


def order_key(reading: Reading) -> tuple[str, str, str]:
    """Sort by publication, then by the time the claim is about, then by id; what has no date comes last."""
    return _start(reading.said), _start(reading.held), reading.claim.id


def _start(span: Interval | None) -> str:
    return _NO_DATE if span is None or span.start is None else span.start.isoformat()


class Alike(NamedTuple):
    """How two readings compare; see `Pair`. Two leads of a round are `WITHIN`, as the amount they raise can be one."""

    holders: Match
    parties: Match
    figures: Match
    dates: Match


def compare_readings(a: Reading, b: Reading) -> Alike:
    """Compare two readings of one question; of `face_of` both, and the kind, nothing else goes in."""
    figures = compare_figures(a, b)
    return Alike(
        holders=compare_holders(a, b) if a.exclusive else Match.SAME,
        parties=Match.SAME if a.party == b.party else _compare_parties(a, b, figures),
        figures=figures,
        dates=compare_dates(a, b) if a.states_date and b.states_date else Match.SAME,
    )


def _compare_parties(a: Reading, b: Reading, figures: Match) -> Match:
    parties = compare_parties(a, b)
    if a.kind.sole is Slot.SUBJECT:
        return parties
    return Match.WITHIN if parties is Match.OTHER and figures is not Match.OTHER else Match.SAME


def face_of(reading: Reading) -> tuple[object, ...]:
    """Return what of a reading its comparison with others of its question, and the case of the pair, depend on."""
    claim = reading.claim
    return (
        reading.subject, reading.exclusive, reading.party, party_name(reading) if reading.party else "",
        reading.stretch, reading.unit, reading.measure, claim.value is None,
        reading.states_date, (reading.held, claim.valid) if reading.states_date else None,
        reading.standing, reading.actual, frozenset(reading.open),
    )  # fmt: skip


class Pair:
    """Two readings of one question, `a` published first (`order_key`). `question` is the question in words.

    `holders`, `parties`, `figures` and `dates` say how the holders of an exclusive post, those who do alone what one
    does alone, the figures and the stated dates of one event compare.
    """

    __slots__ = ("_order", "_told_as_one", "a", "alike", "b", "dates", "figures", "holders", "parties", "question")

    def __init__(self, a: Reading, b: Reading, question: str, alike: Alike | None = None) -> None:
        self.a, self.b = a, b
        self.question = question
        self._order: Order | None = None
        self._told_as_one: bool | None = None
        self.alike = alike or compare_readings(a, b)
        self.holders, self.parties, self.figures, self.dates = self.alike

    @property
    def origin(self) -> str | None:
        """What origin the two share, in words; `None` when they are independent."""
        return shared_origin(self.a.origin, self.b.origin)

    @property
    def timing(self) -> Timing:
        """How the question stands in time; a run-rate is read at a time, though revenue is of a period."""
        return Timing.LEVEL if self.a.is_run_rate and self.b.is_run_rate else self.a.kind.timing

    @property
    def order(self) -> Order:
        """When `a` holds against when `b` holds; days of report within the kind's `steady` days are one time."""
        if self._order is None:
            self._order = self._put_in_order()
        return self._order

    def _put_in_order(self) -> Order:
        order = order_of(self.a.moment, self.b.moment)
        is_steady = self.by_report or (self.a.is_listed and self.b.is_listed)
        if order in (Order.EARLIER, Order.LATER) and is_steady and not self.a.volatile:
            return Order.SAME if self.days_apart <= self.a.steady else order
        return order

    @property
    def by_report(self) -> bool:
        """Whether both times are only the days of publication, said or not ("now", "today")."""
        return self.a.by_report and self.b.by_report

    @property
    def days_apart(self) -> int:
        """Days between the times of the two; 0 when one is not known."""
        a, b = self.a.moment, self.b.moment
        return 0 if a is None or b is None else days_between(a, b)

    @property
    def published(self) -> Order:
        """Publication of `a` against that of `b`: `SAME`, `EARLIER` or `UNKNOWN`."""
        return order_of(self.a.said, self.b.said)

    @property
    def same_standing(self) -> bool:
        """Whether both say that it is so, or over, or not so."""
        return self.a.standing is self.b.standing

    @property
    def one_actual(self) -> bool:
        """Whether one is said to be so and the other only planned or expected, and not the same decision."""
        return self.a.actual != self.b.actual and not self.told_as_one

    @property
    def both_actual(self) -> bool:
        """Whether both are said to be so."""
        return self.a.actual and self.b.actual

    @property
    def told_as_one(self) -> bool:
        """Whether one tells as done what the other tells as decided, in the same days: "buys", "is to buy"."""
        if self._told_as_one is None:
            self._told_as_one = are_of_one_decision(self)
        return self._told_as_one

    @property
    def same_publisher(self) -> bool:
        """Whether one publisher, or one named speaker, stands behind both."""
        return not self.a.voices.isdisjoint(self.b.voices)

    @property
    def same_period(self) -> bool:
        """Whether both figures are of one period that both state."""
        return self.a.period is not None and self.a.period == self.b.period

    @property
    def open_scope(self) -> list[str]:
        """The dimensions in which one states the scope and the other leaves it open, sorted."""
        names = self.a.open.keys() ^ self.b.open.keys()
        return sorted(names - {"figure"}) if names else []

    def split(self, standing: Standing, other: Standing) -> tuple[Reading, Reading] | None:
        """Return the readings with the two standings, in that order, or `None`."""
        if (self.a.standing, self.b.standing) == (standing, other):
            return self.a, self.b
        if (self.b.standing, self.a.standing) == (standing, other):
            return self.b, self.a
        return None

    def name(self, reading: Reading) -> str:
        """How a sentence calls the document of a reading; with the line when both stand in one."""
        source = reading.claim.document
        return f"{source.path}:{reading.claim.line}" if self.a.claim.document == self.b.claim.document else source.path

    def told(self, reading: Reading) -> str:
        """The figure as written, in quotation marks."""
        value = reading.claim.value
        return "no figure" if value is None else f"“{value.text}”"


def missing_dates(*readings: Reading, published: bool = False) -> list[Reading]:
    """Return the readings that have no time; with `published`, those without a publication date."""
    return [reading for reading in readings if (reading.said if published else reading.moment) is None]


def lacks(pair: Pair, reading: Reading) -> str:
    """Say which date of a reading is missing."""
    name, published = pair.name(reading), reading.claim.document.published
    if published is None:
        return f"{name} has no publication date"
    if reading.said is None:
        return f"the publication date of {name} ({published}) has no year"
    return f"{name} does not say when"
