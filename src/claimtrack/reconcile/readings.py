"""A claim as the reconciler reads it: names as entities, the attribute as a scope, times as intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.edtf import Interval
from claimtrack.kinds import Answer, Kind, Slot, Timing, UnitClass, Wording, kind_or_measure
from claimtrack.model import Modality, Phase, Polarity
from claimtrack.reconcile.casualties import casualties_asked
from claimtrack.reconcile.copies import NO_SKETCH, Sketch
from claimtrack.reconcile.figures import stretch_of
from claimtrack.reconcile.folding import fold, is_common, word_set
from claimtrack.reconcile.origins import is_unnamed, origin_of
from claimtrack.reconcile.posts import parse_title
from claimtrack.reconcile.scopes import Scope, parse_scope

if TYPE_CHECKING:
    from claimtrack.model import Claim
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.figures import Stretch
    from claimtrack.reconcile.origins import Origin
    from claimtrack.reconcile.posts import Post

_LED = re.compile(r"led (.{1,40})")
_AT_PLACE = re.compile(r"\s(?:in|near|at|bei|nahe|im)\s((?:[^\W\d_a-z][\w'-]{1,30})(?:\s[^\W\d_a-z][\w'-]{1,30}){0,2})")
_CHOSEN = re.compile(
    r"\b(?:chose|chosen|chooses|picks|picked|selects|selected)\s((?:[^\W\d_a-z][\w'-]{1,30})(?:\s[^\W\d_a-z][\w'-]{1,30}){0,2})"
)
_PLANT = "plant outlay"  # the attribute of scopes.toml for what is spent on one plant
_CURRENCY = re.compile(r"[A-Z]{3}")
_RATES = {"share": ("per", "share"), "month": ("per", "month"), "year": ("period", "annual")}
_VOLATILE = frozenset({("per", "share"), ("worth", "market cap")})
_SUBSCRIBED = frozenset({("per", "month"), ("per", "year"), ("per", "user")})
_STEADY_PRICE = 7  # days: what is paid by the month is no price of an exchange
_LISTED_PRICE = 3  # days: what a product costs is told alike in the papers that tell of its launch
_GUESSES = frozenset({Modality.FORECAST, Modality.POSSIBLE})
_COUNTED_PEOPLE = frozenset({"headcount", "layoffs"})
_EMPLOYEE = "employee"  # the common word of scopes.toml for those a headcount counts
_PERCENT, _POINTS, _TIMES = "%", "percentage points", "times"


class Standing(StrEnum):
    """Whether the claim says that something is so, is so no longer, or is not so."""

    HOLDS = "holds"
    ENDED = "ended"
    DENIED = "denied"


@dataclass(eq=False, slots=True)
class Reading:
    """See the module; made once and not changed. `closed` belongs to the question, `open` another may leave open.

    `facets` are what the two state, dimension and value; `held` the days for which the claim is said to hold, `said`
    the days of publication, `None` where unknown; `stretch` the values that the figure allows, `None` when it states no
    number; `sketch` that of the document; `source` is the claim as the ledger has it. `period` is what a flow is of,
    `None` when it is not stated (the day of publication is none); `span` the days by which events are told apart:
    stated ones, or for want of them, and of a flow without a period, those of the report.
    """

    claim: Claim
    kind: Kind
    subject: str
    object: str
    closed: tuple[str, ...]
    open: dict[str, str]
    told: tuple[str, ...]
    facets: frozenset[tuple[str, ...]]
    standing: Standing
    post: Post | None
    measure: str
    unit: str
    held: Interval | None
    said: Interval | None
    sketch: Sketch
    source: Claim
    stretch: Stretch | None = field(init=False)
    actual: bool = field(init=False)
    exclusive: bool = field(init=False)
    party: str = field(init=False)
    states_date: bool = field(init=False)
    period: Interval | None = field(init=False, default=None)
    span: Interval | None = field(init=False, default=None)
    _voices: frozenset[str] | None = field(init=False, default=None)
    _origin: Origin | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Work out what every comparison asks: the figure, and whether it is a fact, exclusive, dated."""
        claim = self.claim
        self.stretch = None if claim.value is None else stretch_of(claim.value)
        self.actual = claim.modality is Modality.ACTUAL  # said to be so, not planned or expected
        # about a post that one person at a time holds in a named organisation
        self.exclusive = self.post is not None and self.post.exclusive and bool(self.object)
        self.party = self._party()
        self.states_date = self._states_date()
        timing = self.kind.timing
        if timing is Timing.EVENT:
            self.span = self.held
        elif timing is Timing.FLOW and not self.is_run_rate:
            if claim.valid_default:
                self.span = self.held
            else:
                self.period = self.held

    def _party(self) -> str:
        """Who fills the slot that one party alone fills, the buyer of a company; empty where there is no such slot."""
        if self.kind.sole is None or not self.object:
            return ""
        return self.subject if self.kind.sole is Slot.SUBJECT else self.object

    def _states_date(self) -> bool:
        """Whether it says when something happened: an event, or the beginning of holding a post, or its end to come."""
        claim = self.claim
        if claim.valid_default or self.held is None:
            return False
        if claim.phase is not Phase.BEGINS and not self._is_to_leave:
            return False
        if self.is_of_now:
            return False  # "the current chief executive" has begun before
        if not (self.kind.timing is Timing.EVENT or (self.post is not None and self.object)):
            return False
        # "a new model" may be another each time
        return not claim.object or any(char.isupper() or char.isdigit() for char in claim.object)

    @property
    def _is_to_leave(self) -> bool:
        """Whether who leaves a post is told to do so on a day, or in a month, that is to come."""
        claim, held, said = self.claim, self.held, self.said
        if claim.phase is not Phase.ENDS or claim.modality is not Modality.PLANNED or not self.exclusive:
            return False
        if held is None or held.start is None or said is None or said.end is None:
            return False
        return held.start > said.end

    @property
    def is_of_now(self) -> bool:
        """Whether its time is put as the present ("now", "to date"), and so is none at which something happens."""
        told = self.claim.valid_text
        return bool(told) and not word_set("origins", "present").isdisjoint(fold(told).split())

    @property
    def is_of_one_day(self) -> bool:
        """Whether it is said to be of a certain day."""
        span = self.held
        if self.claim.valid_default or self.is_of_now or span is None or span.start is None or span.end is None:
            return False
        return (span.end - span.start).days == 1

    @property
    def is_purchase(self) -> bool:
        """Whether it tells of what one party does once to another, for a price: a company that is bought."""
        return self.kind.once and self.kind.answer is Answer.VALUE and bool(self.object)

    @property
    def is_guess(self) -> bool:
        """Whether it is a forecast, a possibility, or what the document or an unnamed source only supposes."""
        claim = self.claim
        return claim.modality in _GUESSES or claim.hedged or is_unnamed(claim.attribution, claim.quote)

    @property
    def is_run_rate(self) -> bool:
        """Whether the figure, though of a flow, is read at a time: a year's worth at the rate of the day."""
        return self.open.get("period") == "run-rate"

    @property
    def voices(self) -> frozenset[str]:
        """The publisher and the named speaker."""
        if self._voices is None:
            self._voices = frozenset(self.origin.voices)
        return self._voices

    @property
    def origin(self) -> Origin:
        """What tells where the claim comes from."""
        if self._origin is None:
            self._origin = origin_of(self.claim, self.sketch)
        return self._origin

    @property
    def moment(self) -> Interval | None:
        """When it holds; of what is over or denied without a date, when that was said: it was so by then.

        A level at "the end of 2025" is that of the last day.
        """
        if self.held is None and self.standing is not Standing.HOLDS:
            return self.said
        if self.kind.timing is Timing.LEVEL and self.held is not None and self.held.end is not None and self._is_of_end:
            return Interval(self.held.end - timedelta(days=1), self.held.end)
        return self.held

    @property
    def _is_of_end(self) -> bool:
        told = self.claim.valid_text
        if not told:
            return False
        ending = not word_set("origins", "end").isdisjoint(fold(told).split())
        return ending or any(f"{verb} {fold(told)}" in fold(self.claim.quote) for verb in word_set("origins", "ended"))

    @property
    def volatile(self) -> bool:
        """Whether the figure moves from hour to hour, as a share price does."""
        return self.kind.timing is Timing.LEVEL and bool(self.facets & _VOLATILE)

    @property
    def by_report(self) -> bool:
        """Whether its time is that of the report: by default, or because it says so ("now", "today")."""
        return self.claim.valid_default or (self.held is not None and self.held == self.said)

    @property
    def is_listed(self) -> bool:
        """Whether it is what a product costs, which moves in steps, and not with a market."""
        return self.kind.name == "price" and self.claim.attribute is None and not self.facets

    @property
    def steady(self) -> int:
        """Days for which it is taken to stand: as its kind says, and a product's price no less than a firm's worth."""
        if self.is_listed:
            return _LISTED_PRICE
        return max(self.kind.steady, _STEADY_PRICE) if self.facets & _SUBSCRIBED else self.kind.steady

    @property
    def paid_once(self) -> bool:
        """Whether the figure is a sum that is paid once, as a fine is, though its kind is of a period."""
        return any(dimension == "occasion" for dimension, *_ in self.facets)

    @property
    def is_owed(self) -> bool:
        """Whether the figure is what somebody owes, which is so at a time and of no period."""
        return self.claim.kind == "spending" and self.claim.attribute == "debt"

    @property
    def denies_end(self) -> bool:
        """Whether it says in so many words that something is not over: "has not resigned"."""
        return self.standing is Standing.HOLDS and self.claim.phase is Phase.ENDS

    @property
    def is_change(self) -> bool:
        """Whether the figure is a change, not a level."""
        return "form: change" in self.closed


def read_claim(claim: Claim, entities: Entities, sketch: Sketch = NO_SKETCH) -> Reading:
    """Read one claim of a document with this sketch; a kind that is not known here is compared as a `measure`."""
    source, claim = claim, as_asked(claim)
    frame = frame_of(claim)
    if claim.object is None and source.object is not None:
        frame = frame._replace(open={**frame.open, **_left_open(source, claim, entities)})
    return Reading(
        claim=claim,
        kind=frame.kind,
        subject=_key(claim.subject, claim, entities),
        object=_key(claim.object, claim, entities) if claim.object else "",
        closed=frame.closed,
        open=frame.open,
        told=frame.told,
        facets=frame.facets,
        standing=_standing(claim, frame.scope, frame.post),
        post=frame.post,
        measure=frame.measure,
        unit=frame.unit,
        held=claim.valid_interval,
        said=claim.document.published_interval,
        sketch=sketch,
        source=source,
    )


def _left_open(source: Claim, claim: Claim, entities: Entities) -> dict[str, str]:
    """What of an object others may leave out: by whom a fine is imposed, where a plant stands."""
    if claim.attribute != _PLANT:
        return {"by": entities.key_of(source.object or "")}
    place = _place_of_plant(source)
    return {"place": entities.key_of(place)} if place else {}


def as_asked(claim: Claim) -> Claim:
    """The claim as the question that it answers has it: who leads a round, told alone, answers who led what was raised.

    In one sentence with the sum it is told as "raised $9M, led by A", in one of its own as "A led the round".
    What a plant costs is asked of the firm, in whatever words papers call it, and what a fine comes to of whom it is
    imposed on, as many papers leave out where the plant stands, or by whom they are fined.
    """
    if claim.kind == "spending" and claim.object and parse_scope(claim.attribute).facet("occasion") == "fine":
        return claim.model_copy(update={"object": None})
    if claim.kind == "spending" and _is_of_plant(claim):
        return claim.model_copy(update={"object": None, "attribute": _PLANT})
    if claim.kind == "measure" and claim.attribute and (asked := casualties_asked(claim.attribute)):
        value = claim.value.model_copy(update={"unit": "person"}) if claim.value is not None else None
        return claim.model_copy(update={"attribute": asked, "value": value})
    lead = _LED.match(claim.attribute or "") if claim.kind == "investment" and claim.value is None else None
    if lead is None or claim.object is None:
        return claim
    turned = {"kind": "funding", "subject": claim.object, "object": claim.subject, "attribute": lead[1]}
    return claim.model_copy(update=turned)


def _is_of_plant(claim: Claim) -> bool:
    """Whether money goes into one plant: its noun says so, or the place behind what it goes into."""
    if claim.attribute != "capex" or not claim.object:
        return False
    nouns = word_set("origins", "plants")
    named = any(word.endswith(tuple(nouns)) for word in fold(claim.object).split())
    return named or _place_of_plant(claim) is not None


def _place_of_plant(claim: Claim) -> str | None:
    """Where a plant stands that money goes into: "a new terminal in Wilhelmshaven", "picked Ohio for a $5bn plant"."""
    if not claim.object:
        return None
    at = claim.quote.find(claim.object)
    behind = claim.quote[at + len(claim.object) :] if at >= 0 else ""
    found = _AT_PLACE.search(f" {claim.object}") or _AT_PLACE.match(behind) or _CHOSEN.search(claim.quote)
    return found[1] if found is not None else None


class Frame(NamedTuple):
    """What a claim's kind, attribute and unit say, whoever it is about."""

    kind: Kind
    post: Post | None
    scope: Scope
    closed: tuple[str, ...]
    open: dict[str, str]
    told: tuple[str, ...]
    facets: frozenset[tuple[str, ...]]
    measure: str
    unit: str


def frame_of(claim: Claim) -> Frame:
    """Return what a claim says apart from its names, figure and times."""
    value = claim.value
    return _frame(claim.kind, claim.attribute, value.unit if value else None, with_object=bool(claim.object))


@lru_cache(maxsize=1 << 14)
def _frame(name: str, attribute: str | None, of: str | None, *, with_object: bool) -> Frame:
    kind = kind_or_measure(name)
    post = parse_title(attribute) if kind.name == "role" else None
    scope = Scope() if post else parse_scope(attribute)
    measure, unit, rate = _parse_unit(of)
    facets = {**dict(scope.facets), **{name: value for name, value in rate if scope.facet(name) is None}}
    scope = scope._replace(facets=tuple(sorted(facets.items())))
    words = _words(kind, scope.words, unit if measure == "count" else "")
    opened = dict(scope.open)
    closed = tuple(": ".join(facet) for facet in scope.closed)
    if kind.scope is Wording.STRICT or not with_object:  # without an object the words must say what it is about
        closed += words
    elif kind.scope is Wording.LOOSE and words:
        opened["words"] = " ".join(words)
    stated = frozenset({*opened.items(), *(tuple(part.split(": ")) for part in closed)})
    return Frame(kind, post, scope, closed, opened, words, stated, measure, unit)


def _key(name: str, claim: Claim, entities: Entities) -> str:
    """The entity's key; what is no name ("the company", "some investors") is somebody of its own document only."""
    key = entities.key_of(name)
    return f"{key} ({claim.document.id})" if is_common(name) else key


def _standing(claim: Claim, scope: Scope, post: Post | None) -> Standing:
    if (claim.polarity is Polarity.NEGATED) != scope.denied:
        # "has not resigned": what is denied is the end
        return Standing.HOLDS if claim.phase is Phase.ENDS and not scope.denied else Standing.DENIED
    if claim.phase is Phase.ENDS or scope.ended or (post is not None and post.ended):
        return Standing.ENDED
    return Standing.HOLDS


def _words(kind: Kind, words: tuple[str, ...], noun: str) -> tuple[str, ...]:
    """The free words of the scope with the noun that the figure counts, less what the kind says by itself."""
    found = set(words)
    if kind.value in (UnitClass.COUNT, UnitClass.ANY) and kind.scope is Wording.STRICT:
        found.update(parse_scope(noun).words)
        if kind.name in _COUNTED_PEOPLE or len(found) > 1:
            found.discard(_EMPLOYEE)
    return tuple(sorted(found))


@lru_cache(maxsize=1 << 12)
def _parse_unit(unit: str | None) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A unit as (what it measures, the unit, facets of a rate): `USD/year` is money, USD, of a year."""
    if not unit:
        return "", "", ()
    base, _, rate = unit.partition("/")
    facets = (_RATES[rate],) if rate in _RATES else ((("per", rate),) if rate else ())
    if _CURRENCY.fullmatch(base):
        return "money", base, facets
    if base in (_PERCENT, _POINTS, _TIMES):
        return base, base, facets
    return "count", base, facets
