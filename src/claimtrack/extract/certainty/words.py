"""The words of `certainty.toml` by which modality, polarity, phase and hedges are read, as sets."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claimtrack.language import read_data, word_sets

_STANCES = (
    "brought_about",
    "denied",
    "false",
    "denied_if_negated",
    "open",
    "open_if_negated",
    "possible",
    "planned",
    "hearsay",
)


class CertaintyWords(NamedTuple):
    """The tables of the file; what each list is for stands there."""

    modality: dict[str, frozenset[str]]
    negation: frozenset[str]
    quantifying: frozenset[str]
    denial: frozenset[str]
    yielding: frozenset[str]
    phase: dict[str, frozenset[str]]
    hedge: dict[str, tuple[str, ...]]
    clause: dict[str, frozenset[str]]
    veridicality: dict[str, tuple[frozenset[str], ...]]
    news: frozenset[str]
    indirect: frozenset[str]
    silent: frozenset[str]
    since: frozenset[str]
    meanwhile: frozenset[str]

    def governs(self, key: str, expression: frozenset[str]) -> bool:
        """Whether the words over a clause hold those of an entry of a table of `[veridicality]`."""
        return any(entry <= expression for entry in self.veridicality[key])


@cache
def certainty_words(lang: str) -> CertaintyWords:
    """The words of a language that tell how surely something is said."""
    data = read_data(lang, "certainty")
    polarity = _sets(data["polarity"])
    return CertaintyWords(
        modality=_sets(data["modality"]),
        negation=polarity["negation"],
        quantifying=polarity["quantifying"],
        denial=polarity["denial"],
        yielding=polarity["yielding"],
        phase=_sets(data["phase"]),
        hedge={key: tuple(word.lower() for word in words) for key, words in data["hedge"].items()},
        clause=_sets(data["clause"]),
        veridicality={
            key: tuple(frozenset(entry.lower().split()) for entry in data["veridicality"][key]) for key in _STANCES
        },
        news=frozenset(word.lower() for word in data["veridicality"]["news"]),
        indirect=frozenset(data["attribution"]["indirect"]),
        silent=frozenset(data["attribution"]["silent"]),
        since=frozenset(data["time"]["since"]),
        meanwhile=frozenset(data["time"]["meanwhile"]),
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return word_sets(table)
