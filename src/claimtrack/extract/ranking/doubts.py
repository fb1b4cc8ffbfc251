"""What makes a whole reading likely right or wrong, beyond the probabilities of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.syntax import base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.ranking.candidates import Candidate
    from claimtrack.extract.ranking.cues import Setting
    from claimtrack.extract.ranking.sorts import Sort

_STEPS = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_MOST = 5
_LENGTH = 12
"""Tokens by which sentences are told apart."""


class Chances(NamedTuple):
    """How probable the owner, the sort, the head of the wording and its other words are."""

    owner: float
    sort: float
    head: float
    words: float


class Whole(NamedTuple):
    """A reading: of whom, of which sort, in which words."""

    owner: Candidate
    sort: Sort
    wording: str


def tell_doubts(setting: Setting, whole: Whole, chances: Chances) -> Iterator[str]:
    """The features of a reading that is to be judged."""
    yield "reading"
    for name, chance in zip(Chances._fields, chances, strict=True):
        yield from (f"{name}>={step}" for step in _STEPS if chance >= step)
    yield from _of_parts(setting, whole)
    yield from _of_place(setting)


def _of_parts(setting: Setting, whole: Whole) -> Iterator[str]:
    owner, (kind, role), words = whole.owner, whole.sort, whole.wording.split()
    figure, subject = setting.figure, owner.filler.text
    yield f"kind={kind}"
    yield f"role={role}|{setting.kind}"
    yield f"class={setting.kind}"
    yield f"owner={owner.form}/{owner.filler.label or '-'}"
    yield f"owner={len(subject.split())}|{subject[:1].islower()}"
    yield f"ahead={owner.token.i < figure.start}|{owner.form}"
    yield f"words={min(_MOST, len(words))}|{setting.kind}"
    yield f"first={words[0].lower() if words else '-'}"
    yield f"last={words[-1].lower() if words else '-'}"
    yield f"capital={bool(words) and words[0][:1].isupper()}|{setting.lang}"
    yield f"counted={bool(words) and words[0].lower() in figure.quantity.text.lower()}|{setting.kind}"
    yield f"unit={figure.quantity.unit}"
    yield f"bound={figure.quantity.bound.value}"


def _of_place(setting: Setting) -> Iterator[str]:
    line, figure = setting.line, setting.figure
    yield f"lang={setting.lang}"
    yield f"figures={min(_MOST, len(line.figures))}"
    yield f"names={min(_MOST, len(line.passage.names))}"
    yield f"times={min(_MOST, len(line.passage.dates))}"
    yield f"length={len(line.tree) // _LENGTH}"
    yield f"relation={base(setting.noun)}|{setting.kind}"
    yield f"verb={setting.verb.lemma_.lower()}"
    yield from setting.words_beside()
    yield f"-1={line.word(figure.start - 1)}|{setting.kind}"
    yield f"+0={line.word(figure.end)}|{setting.kind}"
    yield f"quote={any(token.is_quote for token in line.tree)}"
