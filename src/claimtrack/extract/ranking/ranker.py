"""A log-linear model that ranks: each choice has features, their weights add up, a softmax makes probabilities of them.

The weights are learned from labelled figures of real documents (`training/ranking.py`) and shipped beside this module,
one line for each: task, feature, weight. There is one model for each task: `owner` (whose a figure is), `wording`
(which word heads what it measures), `words` (whether another
belongs to that), `sort` (of which kind it is, and whether a level or a change), and `worth` (whether
what came of these is right).
"""

from __future__ import annotations

import gzip
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TASKS = ("owner", "wording", "words", "sort", "worth")


def rank(task: str, choices: Iterable[Iterable[str]]) -> list[float]:
    """Return the probability of each choice, given by its features in any order, in 0..1; together they make 1."""
    weights = _weights()[task]
    known = ([weights[feature] for feature in set(features) if feature in weights] for features in choices)
    scores = list(map(math.fsum, known))
    return softmax(scores)  # fsum: a set has another order in each process, and sums of floats depend on theirs


def add_up(names: Iterable[str], chances: Iterable[float]) -> dict[str, float]:
    """Return the probability of each name, whose choices count as one."""
    sums: dict[str, float] = {}
    for name, chance in zip(names, chances, strict=True):
        sums[name] = sums.get(name, 0.0) + chance
    return sums


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that add up to 1."""
    if not scores:
        return []
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


@cache
def _weights() -> dict[str, dict[str, float]]:
    data = files("claimtrack.extract.ranking").joinpath("weights.tsv.gz").read_bytes()
    weights: dict[str, dict[str, float]] = {task: {} for task in TASKS}
    for line in gzip.decompress(data).decode("utf-8").splitlines():
        task, feature, weight = line.split("\t")
        weights[task][feature] = float(weight)
    return weights
