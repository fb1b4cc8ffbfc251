"""Plain output for other programs: JSON, JSON lines, CSV, Markdown. None of it passes through rich."""

from __future__ import annotations

import csv
import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

from claimtrack.ledger.lines import dump_json
from claimtrack.model import Cluster, Record
from claimtrack.views.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, object]


_CLUSTER_KEYS = ("id", "kind", "verdict", "claims", "relations")  # what other programs rely on
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~$])")


def plain(record: Record) -> dict[str, Any]:
    """Return a record as plain types, keys in the model's order; a cluster's documented keys come first."""
    values = record.model_dump(mode="json")
    return {key: values[key] for key in _CLUSTER_KEYS} | values if isinstance(record, Cluster) else values


def dump_records(records: Sequence[Row] | Row) -> str:
    """Return records as an indented JSON list, `[]` for none; one record alone as an object."""
    return dump_json(records, indent=2) + "\n"


def render_jsonl(records: Iterable[Row]) -> str:
    """Return records as JSON, one a line; claims come out as the ledger's own lines."""
    return "".join(f"{dump_json(record)}\n" for record in records)


def render_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return rows as CSV with a header; a cell that a spreadsheet would run is quoted with `'`."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue()


def render_markdown(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return rows as a Markdown table."""
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    lines += [f"| {' | '.join(escape_markdown(str(row.get(c) or '')) for c in columns)} |" for row in rows]
    return "\n".join(lines) + "\n"


def escape_markdown(text: str) -> str:
    """Return a document's text so that Markdown and HTML show it as it is."""
    return _MARKDOWN.sub(r"\\\1", escape(clean(text), quote=False))


def _cell(value: object) -> str:
    text = "" if value is None else clean(str(value))
    if isinstance(value, bool):
        text = str(value).lower()
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
