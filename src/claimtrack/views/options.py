"""What a user may choose about output."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


class Color(StrEnum):
    """When to colour: on a terminal that wants it, always, never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"
