"""A gold file: the claims that a person found in documents, one JSON object a line, in the ledger's own format.

Only `document`, `kind` and `subject` must be there. `document` is a path, a file name or the ledger's object. What a
line does not give is not compared; `null` says that there is none.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from claimtrack.edtf import is_edtf
from claimtrack.errors import InputError
from claimtrack.kinds import load_kinds
from claimtrack.model import Bound, Modality, Number, Phase, Polarity

if TYPE_CHECKING:
    from pathlib import Path

_BOM = "\ufeff"


class Tier(StrEnum):
    """How much a gold claim matters: `optional` where careful readers would differ; it is never missed nor spurious."""

    REQUIRED = "required"
    DESIRED = "desired"
    OPTIONAL = "optional"


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    def gives(self, field: str) -> bool:
        """Whether the line speaks of a field, be it to say that there is none."""
        return field in self.model_fields_set


class GoldFigure(_Given):
    """The figure of a gold claim; both ends are null for a vague one ("thousands")."""

    text: str | None = None
    min: Number | None = None
    max: Number | None = None
    unit: str | None = None
    bound: Bound | None = None


class GoldClaim(_Given):
    """A claim that a document makes, as far as a person has said it; the fields are those of the ledger.

    `valid_default` marks a publication date that stands for "when it was said".
    """

    document: str
    kind: str
    subject: str
    object: str | None = None
    attribute: str | None = None
    value: GoldFigure | None = None
    modality: Modality | None = None
    phase: Phase | None = None
    polarity: Polarity | None = None
    valid: str | None = None
    valid_default: bool = False
    attribution: str | None = None
    hedged: bool | None = None
    quote: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    tier: Tier = Tier.REQUIRED

    @field_validator("document", mode="before")
    @classmethod
    def _name_of_document(cls, value: Any) -> Any:
        return value.get("path") or value.get("id") if isinstance(value, dict) else value

    @field_validator("kind")
    @classmethod
    def _kind_is_known(cls, value: str) -> str:
        if value not in load_kinds():
            raise ValueError(f"no kind {value!r} (there are: {', '.join(load_kinds())})")
        return value

    @field_validator("valid")
    @classmethod
    def _valid_is_edtf(cls, value: str | None) -> str | None:
        if value is not None and not is_edtf(value):
            raise ValueError(f"not an EDTF date: {value!r}")
        return value

    @property
    def is_change(self) -> bool:
        """Whether it tells a change ("up 12 %"), which is never the same as a level."""
        return is_change(self.attribute)


def is_change(attribute: str | None) -> bool:
    """Whether an attribute says that the figure is a change."""
    return "change" in (attribute or "").casefold()


def read_gold(path: Path) -> tuple[GoldClaim, ...]:
    """Return the claims of a gold file, in its order.

    Raises:
        InputError: the file cannot be read, has no claim, or a line of it is none; the error names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").removeprefix(_BOM).split("\n")
    except UnicodeDecodeError:
        raise InputError(path, "not UTF-8") from None
    except OSError as error:
        raise InputError(path, (error.strerror or str(error)).lower()) from None
    claims = tuple(_parse(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())
    if not claims:
        raise InputError(path, "no claims in it")
    return claims


def _parse(line: str, where: str) -> GoldClaim:
    try:
        return GoldClaim.model_validate_json(line)
    except ValidationError as error:
        raise InputError(where, _explain(line, error)) from None


def _explain(line: str, error: ValidationError) -> str:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return "not JSON"
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    reason = first["msg"].removeprefix("Value error, ")
    return f"not a claim: {place + ': ' if place else ''}{reason[:1].lower()}{reason[1:]}"
