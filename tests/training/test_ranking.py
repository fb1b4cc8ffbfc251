"""Learning to rank: from labels that hold no text, weights that are the same each time."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import numpy as np
import pytest

from training.figures import LABELS, Choice, read_labels
from training.ranking import PLANS, Plan, first_choice, learn, write_weights
from training.readings import JUDGED, read_verdicts

_COLOURS = [Choice("owner", str(at), [["red", "big"], ["blue"], ["none"]], [at % 2], ["a", "b", ""]) for at in range(8)]
_ALWAYS_BLUE = [Choice("owner", str(at), [["red", f"x{at}"], ["blue"]], [1], []) for at in range(40)]


def test_what_is_always_right_is_learned() -> None:
    chances = learn(_ALWAYS_BLUE, Plan()).probabilities(_ALWAYS_BLUE[0])
    assert chances[1] > 0.9
    assert first_choice(_ALWAYS_BLUE[0], chances) == (pytest.approx(chances[1]), True)


def test_learning_is_the_same_each_time() -> None:
    one, other = learn(_COLOURS, PLANS["owner"]), learn(_COLOURS, PLANS["owner"])
    assert np.array_equal(one.weights, other.weights)


def test_choices_of_one_name_are_taken_together() -> None:
    choice = Choice("owner", "d", [[], [], []], [0], ["Norwind", "Norwind", "Velora"])
    assert first_choice(choice, np.array([0.3, 0.3, 0.4])) == (pytest.approx(0.6), True)


def test_weights_are_written_sorted_and_without_a_date(tmp_path: Path) -> None:
    write_weights(["b\tx\t1.00", "a\ty\t0.50"], tmp_path)
    first = tmp_path.joinpath("weights.tsv.gz").read_bytes()
    write_weights(["a\ty\t0.50", "b\tx\t1.00"], tmp_path)
    assert first == tmp_path.joinpath("weights.tsv.gz").read_bytes()


def test_labels_hold_places_and_no_text() -> None:
    with gzip.open(LABELS, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            *_, start, kind, role, owner, words = line.rstrip("\n").split("\t")
            assert re.fullmatch(r"\d+", start)
            assert re.fullmatch(r"-|[a-z]+", kind)
            assert role in ("", "level", "change")
            assert re.fullmatch(r"|\?|\d+-\d+", owner)
            assert re.fullmatch(r"-?|\d+(,\d+)*", words)
    assert sum(len(labels) for labels in read_labels().values()) > 10_000


def test_verdicts_name_readings_by_their_checksum() -> None:
    verdicts = [verdict for each in read_verdicts().values() for verdict in each]
    assert all(re.fullmatch(r"[0-9a-f]{8}", verdict.reading) for verdict in verdicts)
    assert any(verdict.is_right for verdict in verdicts)
    assert JUDGED.stat().st_size < 100_000
