"""The records that flow through the program. Frozen, no I/O; every offset counts characters of `Document.text`."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, field_validator, model_validator

from claimtrack.edtf import Interval, is_edtf, parse_edtf

PAGE_BREAK = "\f"
"""What parts two pages in the text of a PDF."""
SCHEMA_VERSION = 1
"""Version of the ledger's line format; a reader refuses lines of a newer one."""


MAX_DIGITS = 60
"""Digits of the longest figure in a record; "1e999999999" in a ledger would else be gigabytes of zeros."""


def plain_number(number: Decimal) -> str:
    """Return a decimal as a ledger writes it, without exponent or trailing zeros: `13000000000`, `4.5`, `-66`."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


Number = Annotated[
    Decimal, Field(allow_inf_nan=False, max_digits=MAX_DIGITS), PlainSerializer(plain_number, return_type=str)
]


class Record(BaseModel):
    """Base of all records: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kept(Record):
    """A record that a ledger holds by the million.

    pydantic notes for each record which of its fields were given, in a set twice the size of the record; nothing asks
    for that here, so all records of a class share one.
    """

    def model_post_init(self, context: object, /) -> None:
        """Let the set of given fields be that of the class."""
        object.__setattr__(self, "__pydantic_fields_set__", _all_fields(type(self)))


@cache
def _all_fields(record: type[Record]) -> set[str]:
    return set(record.model_fields)


class PublishedBasis(StrEnum):
    """How a publication date is known; `given` is a flag, `sources.toml` or front matter."""

    GIVEN = "given"
    METADATA = "metadata"
    TEXT = "text"
    BOUNDS = "bounds"
    UNKNOWN = "unknown"


class Source(Kept):
    """What is known of a document apart from its text; each claim carries it."""

    id: str
    path: str
    lang: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = PublishedBasis.UNKNOWN

    @field_validator("published")
    @classmethod
    def _published_is_edtf(cls, value: str | None) -> str | None:
        if value is not None and not is_edtf(value):
            raise ValueError(f"not an EDTF date: {value!r}")
        return value

    @property
    def published_interval(self) -> Interval | None:
        """The days the publication date covers; `None` when it is unknown or has no year."""
        return None if self.published is None else parse_edtf(self.published)


class Document(Record):
    """A text and its source. `source.id` is `document_id(text)`; a form feed parts the pages of a PDF's text."""

    source: Source
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offsets at which lines begin; those of pages, in a PDF, whose text has no lines to count."""
        mark = PAGE_BREAK if self.source.path.lower().endswith(".pdf") else "\n"
        return (0, *(at + 1 for at, char in enumerate(self.text) if char == mark))

    def line_of(self, offset: int) -> int:
        """Return the line, of a PDF the page, in which an offset lies, from 1."""
        return bisect_right(self.line_starts, offset)


class Span(Record):
    """Half-open character offsets into `Document.text`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.end < self.start:
            raise ValueError("a span ends before it starts")
        return self

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Bound(StrEnum):
    """How the stated magnitude limits the true one."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"


class Quantity(Kept):
    """A figure as stated. `min` and `max` are equal for a plain figure, one is `None` when that side is open.

    `unit` is an ISO 4217 code, `%`, `percentage points` or a singular noun; a rate is `USD/year`. `digits` counts the
    significant digits that the text states (2 for "25 billion", 1 for "$5tn", 3 for "1.25 million"), the ground for
    comparing rounded figures.
    """

    text: str
    min: Number | None
    max: Number | None
    unit: str | None
    bound: Bound = Bound.EXACT
    digits: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Quantity:
        if self.min is not None and self.max is not None and self.max < self.min:
            raise ValueError("a quantity's max is below its min")
        return self


class Anchor(StrEnum):
    """What a time expression was resolved against."""

    EXPLICIT = "explicit"
    PUBLISHED = "published"
    TEXT = "text"
    NONE = "none"


class TimeSpan(Record):
    """A time expression. `edtf` is null when the expression has no anchor; a date without year is `XXXX-03-07`.

    `start` (in) and `end` (out) are the days it covers, null where open or unknown. `open` says that a preposition
    opens the interval: `start` in "since 2021" (`2021/..`), `end` in "until 2030" (`../2030`). `duration` is the
    length that the words state, ISO 8601, a range as `P12M/P18M`.
    """

    text: str
    edtf: str | None
    start: date | None = None
    end: date | None = None
    anchor: Anchor = Anchor.NONE
    open: Literal["start", "end"] | None = None
    duration: str | None = None


class Label(StrEnum):
    """What a mention is."""

    QUANTITY = "quantity"
    DATE = "date"
    DURATION = "duration"
    REPEATED = "repeated"
    PERSON = "person"
    ORGANISATION = "organisation"
    PRODUCT = "product"
    PLACE = "place"


class Mention(Record):
    """Something recognised in a text: where, what, and its normalised form (a string for names)."""

    span: Span
    label: Label
    norm: Quantity | TimeSpan | str


class Modality(StrEnum):
    """Whether it is so, somebody intends it, somebody expects it, or it may be."""

    ACTUAL = "actual"
    PLANNED = "planned"
    FORECAST = "forecast"
    POSSIBLE = "possible"


class Phase(StrEnum):
    """Whether the state or event begins, holds or ends."""

    BEGINS = "begins"
    HOLDS = "holds"
    ENDS = "ends"


class Polarity(StrEnum):
    """Whether the claim is made or denied."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Claim(Kept):
    """One thing that a document says about the world; a line of the ledger, in this order of keys.

    `quote` is `text[start:end]` of the document and starts on `line` (1-based; of a PDF, the page). `valid` is EDTF,
    `valid_text` the time expression it came from; `valid_default` marks the publication date taken for want of a time
    of its own. `rule` names the frame that made the claim; `confidence` is in 0..1, two decimals.
    """

    schema_version: int = SCHEMA_VERSION
    id: str
    kind: str
    subject: str
    object: str | None = None
    attribute: str | None = None
    value: Quantity | None = None
    modality: Modality = Modality.ACTUAL
    phase: Phase = Phase.HOLDS
    polarity: Polarity = Polarity.AFFIRMED
    valid: str | None = None
    valid_text: str | None = None
    valid_anchor: Anchor = Anchor.NONE
    valid_default: bool = False
    attribution: str | None = None
    hedged: bool = False
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(ge=1)
    rule: str
    confidence: float = Field(ge=0, le=1)
    document: Source

    @field_validator("valid")
    @classmethod
    def _valid_is_edtf(cls, value: str | None) -> str | None:
        if value is not None and not is_edtf(value):
            raise ValueError(f"not an EDTF date: {value!r}")
        return value

    @property
    def valid_interval(self) -> Interval | None:
        """The days for which the claim is said to hold; `None` when it has no anchor."""
        return None if self.valid is None else parse_edtf(self.valid)


class Problem(Record):
    """Something wrong with one document or one line, reported while the rest goes on."""

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


def document_id(text: str) -> str:
    """Return the id of a document: the first 16 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claim_id(claim: Claim) -> str:
    """Return the content hash of a claim: its document, span and normalised answer; not run, clock, path or rule."""
    value = claim.value
    answer = (
        claim.document.id, claim.start, claim.end, claim.kind, claim.subject, claim.object, claim.attribute,
        value and [None if x is None else plain_number(x) for x in (value.min, value.max)],
        value and value.unit, value and value.bound.value,
        claim.modality.value, claim.phase.value, claim.polarity.value,
    )  # fmt: skip
    return hashlib.sha256(repr(answer).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class RelationKind(StrEnum):
    """How two answers to one question stand to each other; the first rule that applies decides."""

    UNDETERMINED = "undetermined"
    INCOMPARABLE = "incomparable"
    REPEATS = "repeats"
    RETRACTS = "retracts"
    OUTCOME = "outcome"
    AGREES = "agrees"
    REFINES = "refines"
    UPDATES = "updates"
    REVISES = "revises"
    CONFLICTS = "conflicts"


class Relation(Record):
    """Of two claims `a` and `b` (ids): how they stand, the rule that found it, and a sentence that says why."""

    a: str
    b: str
    relation: RelationKind
    rule: str
    detail: str


class Verdict(StrEnum):
    """What the sources say to one question, taken together."""

    DISPUTED = "disputed"
    UPDATED = "updated"
    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single_source"


class Cluster(Record):
    """Claims that answer one question, in ledger order, with the relations between them.

    `uncompared` counts the pairs of different answers that a cluster too large for all pairs leaves out.
    """

    id: str
    kind: str
    question: str
    verdict: Verdict
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    uncompared: int = 0


class Finding(Record):
    """A relation worth a person's time, with both claims at hand."""

    id: str
    cluster: str
    question: str
    relation: Relation
    a: Claim
    b: Claim
