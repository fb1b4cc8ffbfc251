"""The data files of a language: `numbers.toml`, `times.toml`, `frames.toml`, `certainty.toml`, `names.toml`, …."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claimtrack.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@cache
def languages() -> tuple[str, ...]:
    """Return the codes (ISO 639-1) of the languages that have a folder, sorted."""
    folders = (entry for entry in files("claimtrack.language").iterdir() if entry.is_dir())
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("numbers.toml").is_file()))


@cache
def read_data(lang: str, name: str) -> dict[str, Any]:
    """Return the contents of `language/<lang>/<name>.toml`; the same object each time, not to be changed.

    Raises:
        LanguageError: the language has no such file.
    """
    file = files("claimtrack.language").joinpath(lang, f"{name}.toml")
    if not file.is_file():
        raise LanguageError(f"language {lang!r} has no {name}.toml (there are: {', '.join(languages())})")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def word_sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """The lists of words of a table of a data file by their keys, lower case, to be looked up in."""
    return {key: frozenset(word.lower() for word in words) for key, words in table.items()}
