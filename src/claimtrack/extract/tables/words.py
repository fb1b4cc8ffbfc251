"""The words of tables, from a language's `tables.toml`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claimtrack.language import read_data


class Count(NamedTuple):
    """What a label counts, and the kind of claim that it makes; without a `unit`, sums of money."""

    kind: str
    unit: str


class TableWords(NamedTuple):
    """The lists of `tables.toml`; `scales` gives for each way to write a scale the one that sentences use."""

    stand_in: str
    sentence: str
    owners: frozenset[str]
    shares: frozenset[str]
    dated: tuple[str, ...]
    totals: frozenset[str]
    comparisons: frozenset[str]
    counts: dict[str, Count]
    scales: dict[str, str]
    nouns_have_capitals: bool


@cache
def table_words(lang: str) -> TableWords:
    """Return the words of a language; raises `LanguageError` when it has no `tables.toml`."""
    data = read_data(lang, "tables")
    return TableWords(
        data["stand_in"], data["sentence"],
        owners=frozenset(data["owners"]), shares=frozenset(data["shares"]), dated=tuple(data["dated"]),
        totals=frozenset(data["totals"]), comparisons=frozenset(data["comparisons"]),
        counts={label: Count(row["kind"], row["unit"]) for row in data["counts"] for label in row["labels"]},
        scales={word: scale for scale, words in data["scales"].items() for word in words},
        nouns_have_capitals=read_data(lang, "names")["nouns_have_capitals"],
    )  # fmt: skip
