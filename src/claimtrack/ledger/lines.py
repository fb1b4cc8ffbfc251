"""A record as a line of JSON, a line read back, and the order of the ledger's lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pydantic import ValidationError

from claimtrack.errors import LedgerError
from claimtrack.model import SCHEMA_VERSION, Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from claimtrack.model import Record


class _Versioned(Protocol):
    @property
    def schema_version(self) -> int: ...


T = TypeVar("T", bound=_Versioned)

# what JSON lets stand in a string, and a terminal, an editor or a line-wise tool would act on: DEL and C1 controls,
# line and paragraph separators, bidirectional overrides and isolates, the byte order mark, lone surrogates
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def escape_active(text: str) -> str:
    r"""Return JSON text with control characters beyond ASCII escaped (`\u202e`); they stand in strings only."""
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def dump_json(value: object, indent: int | None = None) -> str:
    """Return a value of plain types as JSON: UTF-8 unescaped, control characters escaped, keys in their order."""
    separators = (",", ":") if indent is None else None
    return escape_active(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def format_line(record: Record) -> str:
    """Return a record as a line of its file, without the line end: keys in the model's order, decimals as strings."""
    return escape_active(record.model_dump_json())


def claim_order(claim: Claim) -> tuple[str, int, int, str, str, str, str, str]:
    """Return the key by which the ledger is sorted: by document, then by place in it."""
    return (
        claim.document.path, claim.start, claim.end, claim.kind, claim.subject,
        claim.object or "", claim.attribute or "", claim.id,
    )  # fmt: skip


def parse_line(line: bytes, path: Path, number: int) -> Claim:
    """Return the claim in a line of the ledger.

    Raises:
        LedgerError: the line is no JSON, no claim, or of a newer `schema_version`; the error names file and line.
    """
    return parse_record(Claim.model_validate_json, "claim", line, path, number)


def parse_record(validate: Callable[[bytes], T], what: str, line: bytes, path: Path, number: int) -> T:
    """Return the record in a line of a file, `what` being its name in words. Raises what `parse_line` raises."""
    try:
        record = validate(line)
    except ValidationError as error:
        raise LedgerError(path, _explain(line, error, what), number) from None
    if record.schema_version > SCHEMA_VERSION:
        raise LedgerError(path, _newer(record.schema_version), number)
    return record


def _explain(line: bytes, error: ValidationError, what: str) -> str:
    try:
        values: Any = json.loads(line)
    except (ValueError, RecursionError):
        return "not JSON"
    version = values.get("schema_version") if isinstance(values, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        return _newer(version)
    first: Mapping[str, Any] = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"not a {what}: {place + ': ' if place else ''}{first['msg'].lower()}"


def _newer(version: int) -> str:
    return f"schema_version {version} is newer than this program's {SCHEMA_VERSION}; upgrade claimtrack to read it"
