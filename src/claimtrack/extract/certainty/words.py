"""The words of `certainty.toml` by which modality, polarity, phase and hedges are read, as sets."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claimtrack.language import read_data, word_sets


class CertaintyWords(NamedTuple):
    """The tables of the file; what each list is for stands there."""

    modality: dict[str, frozenset[str]]
    negation: frozenset[str]
    denial: frozenset[str]
    phase: dict[str, frozenset[str]]
    hedge: dict[str, tuple[str, ...]]
    clause: dict[str, frozenset[str]]
    silent: frozenset[str]
    since: frozenset[str]
    meanwhile: frozenset[str]


@cache
def certainty_words(lang: str) -> CertaintyWords:
    """The words of a language that tell how surely something is said."""
    data = read_data(lang, "certainty")
    polarity = _sets(data["polarity"])
    return CertaintyWords(
        modality=_sets(data["modality"]),
        negation=polarity["negation"],
        denial=polarity["denial"],
        phase=_sets(data["phase"]),
        hedge={key: tuple(word.lower() for word in words) for key, words in data["hedge"].items()},
        clause=_sets(data["clause"]),
        silent=frozenset(data["attribution"]["silent"]),
        since=frozenset(data["time"]["since"]),
        meanwhile=frozenset(data["time"]["meanwhile"]),
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return word_sets(table)
