"""What is said about a document apart from its text: by flags, `sources.toml` and front matter."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from claimtrack.edtf import is_edtf
from claimtrack.errors import InputError
from claimtrack.language.data import languages
from claimtrack.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


class Metadata(Record):
    """What is given about a document; `published` is EDTF, `lang` an ISO 639-1 code."""

    published: str | None = None
    publisher: str | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return this metadata with what it lacks taken from another."""
        return other.model_copy(update=self.model_dump(exclude_none=True))


FIELDS = tuple(Metadata.model_fields)
_ALIASES = {"date": "published", "source": "publisher", "language": "lang"}  # front matter only
_FRONT_MATTER_LIMIT = 64_000  # characters; bounds what a hostile YAML block can cost
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PLAIN_KEY = re.compile(r"([A-Za-z_]{1,20}):[ \t]*([^\r\n]{1,500})")


def read_flags(published: str | None, publisher: str | None, lang: str | None) -> Metadata:
    """Return what the flags of a command give.

    Raises:
        InputError: a value cannot be used; the error names the flag.
    """
    values = {"published": published, "publisher": publisher, "lang": lang}
    given = Metadata(**{key: _checked(f"--{key}", key, text) for key, text in values.items() if text is not None})
    if given.lang is not None:
        check_language("--lang", given.lang)
    return given


def check_language(where: str, lang: str) -> None:
    """Do nothing if the program reads the language.

    Raises:
        InputError: it does not; the error names `where` and the languages that it does.
    """
    if lang not in languages():
        raise InputError(where, f"language {lang!r} is not supported ({', '.join(languages())})")


def read_table(file: Path, where: str) -> dict[str, Any]:
    """Return the tables of a `sources.toml`, `{}` where there is none; `where` names it in errors.

    Raises:
        InputError: the file cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not TOML: {error}"
        raise InputError(where, f"{reason}; the documents beside it were not read") from None


def pick_table(tables: Mapping[str, Any], name: str, where: str) -> Metadata:
    """Return what a `sources.toml` says about the file `name`.

    Both `["report.txt"]` and `[report.txt]` are understood; TOML reads the latter as a table inside a table.

    Raises:
        InputError: the file's entry is no table, or has an unknown key or an unusable value; the error names both.
    """
    entry: Any = tables.get(name)
    if entry is None:
        entry = tables
        for part in name.split("."):
            entry = entry.get(part) if isinstance(entry, dict) else None
    if entry is None:
        return Metadata()
    if not isinstance(entry, dict):
        raise InputError(where, f"[{name}] is not a table")
    if unknown := sorted(set(entry) - set(FIELDS)):
        raise InputError(where, f"[{name}] has an unknown key {unknown[0]!r} (there are: {', '.join(FIELDS)})")
    return Metadata(**{key: _checked(f"{where}: [{name}]", key, value) for key, value in entry.items()})


def table_names(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield the file names that a `sources.toml` has entries for, however they are written."""
    for name, entry in tables.items():
        if isinstance(entry, dict) and entry and all(isinstance(inner, dict) for inner in entry.values()):
            yield from (f"{name}.{rest}" for rest in table_names(entry))
        else:
            yield name


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return a Markdown text's front matter and the text with that block blanked, line for line.

    A block that is no mapping, is left open or is larger than 64,000 characters is text like any other.
    """
    if not text.startswith("---"):
        return {}, text
    match = _FRONT_MATTER.match(text, 0, _FRONT_MATTER_LIMIT)
    values = None if match is None else _parse_yaml(match[1] or "")
    if match is None or values is None:
        return {}, text
    return values, "\n" * text.count("\n", 0, match.end()) + text[match.end() :]


def pick_front_matter(values: Mapping[str, object]) -> tuple[Metadata, tuple[str, ...]]:
    """Return what front matter says about its document, and the keys whose values cannot be used.

    Keys of other programs are left alone; a key's first usable spelling wins (`published` before `date`).
    """
    found: dict[str, str] = {}
    unusable: list[str] = []
    lowered = {str(key).lower(): value for key, value in values.items()}
    for key in (*FIELDS, *_ALIASES):
        field = _ALIASES.get(key, key)
        value = lowered.get(key)
        if value in (None, "") or field in found:
            continue
        try:
            found[field] = _checked("front matter", field, value)
        except InputError:
            unusable.append(key)
    return Metadata(**found), tuple(unusable)


def _parse_yaml(block: str) -> dict[str, object] | None:
    import yaml

    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        # a title with a colon in it is the usual reason; each line still says what it says
        pairs: Iterable[re.Match[str] | None] = map(_PLAIN_KEY.fullmatch, block.splitlines())
        values = {match[1]: match[2].strip(" \t\"'") for match in pairs if match}
    return values if isinstance(values, dict) and values else None


def _checked(where: str, key: str, value: object) -> str:
    place = where if where == f"--{key}" else f"{where} {key}"
    if key == "published":
        return _date(place, value)
    if not isinstance(value, str) or not value.strip():
        raise InputError(place, f"not a text: {value!r:.60}")
    text = " ".join(value.split())
    return text.replace("_", "-").split("-")[0].lower() if key == "lang" else text


def _date(place: str, value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    day = text[:10] if len(text) > 10 and text[10] in "T " else text  # a time of day written as text
    if not day or not is_edtf(day):
        raise InputError(place, f"not a date: {value!r:.60} (such as 2026-06-09, 2026-06 or XXXX-03-07)")
    return day
