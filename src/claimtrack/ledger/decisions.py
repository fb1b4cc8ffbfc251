"""What a person decided, as the lines of `judgements.jsonl`: about findings, claims and names, and what was taken back.

Names are decided in the same file as findings, and `entities.toml` is left to the person: a program that rewrote it
would lose comments and order, or carry an editor for TOML. So there is one log, one way to take something back, and a
file that is only ever read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field, TypeAdapter

from claimtrack.decision import Decision
from claimtrack.edtf import is_edtf
from claimtrack.model import SCHEMA_VERSION, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.model import Claim, Finding


def _check_edtf(value: str) -> str:
    if not is_edtf(value):
        raise ValueError(f"not an EDTF date: {value!r}")
    return value


class _Line(Record):
    """What every line has. The id is given to it when it is appended."""

    schema_version: int = SCHEMA_VERSION
    id: str = ""


class Passage(Record):
    """One side of a finding as it was when it was judged, so that a person can still read it when it is gone."""

    quote: str
    path: str
    line: int


class Judgement(_Line):
    """A decision about a finding, by the finding's id: a hash of its content that outlives reading anew.

    `by` and `at` are what a person says they are, never taken from the system.
    """

    type: Literal["finding"] = "finding"
    finding: str
    decision: Decision
    question: str
    a: Passage
    b: Passage
    note: str | None = None
    by: str | None = None
    at: Annotated[str, AfterValidator(_check_edtf)] | None = None


class Misreading(_Line):
    """A claim that its sentence does not make, by the hash of the claim's content, which outlives reading anew.

    `kind`, `subject`, `object` and `figure` (as written) say what was read, so that a person knows it again.
    """

    type: Literal["misread"] = "misread"
    claim: str
    kind: str
    subject: str
    object: str | None
    figure: str | None
    passage: Passage
    note: str | None = None
    by: str | None = None
    at: Annotated[str, AfterValidator(_check_edtf)] | None = None


class Naming(_Line):
    """A decision about names.

    `merge`: all mean one entity, called by the first; `distinct`: each means another one; `split`: the one name means
    an entity of its own, whatever else it was taken for.
    """

    type: Literal["merge", "distinct", "split"]
    names: tuple[str, ...] = Field(min_length=1)


class Undo(_Line):
    """Takes the line with the id `undoes` back."""

    type: Literal["undo"] = "undo"
    undoes: str


Decided = Judgement | Misreading | Naming
Line = Decided | Undo
LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="type")])


class Judged(NamedTuple):
    """A finding and what a person decided about it, if anything."""

    finding: Finding
    judgement: Judgement | None = None

    @property
    def is_settled(self) -> bool:
        """Whether a person decided that there is nothing to be seen to: no contradiction, or none any more."""
        return self.judgement is not None and self.judgement.decision is not Decision.CONFIRMED


class Misread(NamedTuple):
    """What was said of a claim, and the claim as it is in the ledger now; `None` when it is there no more."""

    misreading: Misreading
    claim: Claim | None


class Report(NamedTuple):
    """Findings to be shown, and how many of all that were asked for were decided, and how.

    `by_index` when only what the claims asked for ask was looked up in the ledger; `left_out` when even of that some
    documents were too many to be read. `misread` claims are in no finding.
    """

    shown: tuple[Judged, ...]
    decided: dict[Decision, int]
    by_index: bool = False
    left_out: bool = False
    misread: int = 0


def standing(lines: Sequence[Line]) -> tuple[Decided, ...]:
    """Return the decisions that were not taken back, oldest first, each once."""
    undone = {line.undoes for line in lines if isinstance(line, Undo)}
    kept = {line.id: line for line in reversed(lines) if not isinstance(line, Undo) and line.id not in undone}
    return tuple(reversed(kept.values()))
