"""Of which kind a figure is, and whether it is a level or a change: the sorts, and what tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import CHANGE, LEVEL
from claimtrack.extract.text.syntax import base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.ranking.cues import Setting
    from claimtrack.language.trees import Token

KINDS = (
    "measure", "price", "revenue", "profit", "spending", "funding", "customers", "valuation", "headcount", "layoffs",
    "other",
)  # fmt: skip
"""Kinds with an owner and a figure; `other` are those that need more than that."""
_NEAR = 4
"""Tokens before and behind a figure whose words tell of which sort it is."""


class Sort(NamedTuple):
    """A kind, and `level` or `change`."""

    kind: str
    role: str


SORTS = tuple(Sort(kind, role) for kind in KINDS for role in (LEVEL, CHANGE))


def tell_sorts(setting: Setting) -> Iterator[list[str]]:
    """The features of each sort, in the order of `SORTS`."""
    cues = list(_cues(setting))
    for sort in SORTS:
        yield [f"{sort.kind}>{cue}" for cue in cues] + [f"{sort.role}>{cue}" for cue in cues]


def _cues(setting: Setting) -> Iterator[str]:
    line, figure, kind = setting.line, setting.figure, setting.kind
    unit = figure.quantity.unit or "bare"
    yield "any"
    yield kind
    yield f"unit={unit}"
    yield f"word={setting.word}"
    yield f"verb={setting.verb.lemma_.lower()}"
    yield f"verb={setting.verb.lemma_.lower()}|{kind}"
    yield f"case={setting.case}|{kind}"
    yield f"rel={base(setting.noun)}|{kind}"
    for offset in (-3, -2, -1):
        yield f"{offset}={line.word(figure.start + offset)}|{kind}"
    for offset in (0, 1, 2):
        yield f"+{offset}={line.word(figure.end + offset)}|{kind}"
    for at in (*range(figure.start - _NEAR, figure.start), *range(figure.end, figure.end + _NEAR)):
        if (token := line.token(at)) is not None:
            yield f"near={token.lemma_.lower()}"
            if (metric := line.metric(at)) is not None:
                yield f"metric={metric.metric.kind}|{kind}"
    for token in _above(setting.noun):
        yield f"above={token.lemma_.lower()}"
        yield f"turn={line.turn(token.i)}|case={setting.case}|{kind}"
    if metrics := {m.metric.kind for m in line.metrics}:
        yield f"metrics={'/'.join(sorted(metrics))}|{kind}"


def _above(noun: Token) -> list[Token]:
    return [noun, *noun.ancestors][:3]


def turn_of(setting: Setting) -> int:
    """-1 where the words above or beside a change say that something fell, else +1."""
    line, figure = setting.line, setting.figure
    near = [*(token.i for token in _above(setting.noun)), *range(figure.end, figure.end + 2), figure.start - 1]
    return next((turn for at in near if (turn := line.turn(at))), 1)
