"""The ranking models: probabilities that are probabilities, and weights that are read as they were written."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.ranking.ranker import TASKS, rank, softmax
from claimtrack.extract.ranking.sorts import KINDS, SORTS

_SCORES = st.lists(st.floats(-50, 50), min_size=1, max_size=40)


@given(_SCORES)
def test_probabilities_add_up_to_one_and_keep_the_order_of_the_scores(scores: list[float]) -> None:
    chances = softmax(scores)
    assert math.isclose(sum(chances), 1, rel_tol=1e-9)
    best = max(range(len(scores)), key=lambda at: scores[at])
    assert chances[best] == max(chances)


@given(_SCORES, st.floats(-1000, 1000))
def test_only_differences_of_scores_count(scores: list[float], more: float) -> None:
    moved = softmax([score + more for score in scores])
    assert all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-12) for a, b in zip(softmax(scores), moved, strict=True))


def test_of_nothing_nothing_is_chosen() -> None:
    assert softmax([]) == []


@pytest.mark.parametrize("task", TASKS)
def test_choices_of_which_nothing_is_known_are_equally_likely(task: str) -> None:
    assert rank(task, [["never seen"], ["nor this"], []]) == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("task", TASKS)
@given(st.lists(st.lists(st.text(max_size=9), max_size=5), min_size=1, max_size=5))
def test_a_feature_counts_once(task: str, choices: list[list[str]]) -> None:
    assert rank(task, choices) == pytest.approx(rank(task, [[*each, *each] for each in choices]))


def test_the_order_of_features_does_not_count() -> None:
    program = (
        "from claimtrack.extract.ranking.ranker import _weights, rank\n"
        "known = sorted(_weights()['owner'])[::40]\n"
        "print(rank('owner', [known[at : at + 60] for at in range(0, 600, 60)]))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(runs) == 1


def test_every_kind_is_a_level_or_a_change() -> None:
    assert len(SORTS) == len(set(SORTS)) == 2 * len(KINDS)
