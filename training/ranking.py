"""Learn the weights of the ranking models: softmax over the choices of a figure, AdaGrad, one core, fixed seeds.

The loss is the negative logarithm of what the model gives to all right choices together, as several can be right (a
name and the pronoun for it). Few passes are enough; the average over the later ones is kept (Collins 2002). How good a
model is, is measured on documents left out of training, in five parts.
"""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claimtrack.extract.ranking.ranker import TASKS, add_up
from training.figures import Choice, make_choices
from training.readings import example_choices, judged_choices


class Plan(NamedTuple):
    """How a task is learned.

    `passes` over the choices, `seldom`: a feature of fewer choices is left out, `rate` of learning, `shrink`: ridge on
    the weights that a choice touches, more of it where there are few choices.
    """

    passes: int = 3
    seldom: int = 3
    rate: float = 0.1
    shrink: float = 1e-3


PLANS = {"owner": Plan(), "wording": Plan(), "words": Plan(), "sort": Plan(seldom=8), "worth": Plan(15, 4, 0.03, 0.1)}
SMALLEST = 0.06  # a weight nearer to nothing is left out
PARTS = 5


class Encoded(NamedTuple):
    """A choice in numbers: the features one after another, where each of its choices begins, which are right."""

    features: NDArray[np.int32]
    starts: NDArray[np.int64]
    right: NDArray[np.float64]


class Model(NamedTuple):
    """The features by their place, and their weights."""

    places: dict[str, int]
    weights: NDArray[np.float64]

    def probabilities(self, choice: Choice) -> NDArray[np.float64]:
        """The probability of each choice."""
        encoded = encode(choice, self.places)
        return _softmax(np.add.reduceat(self.weights[encoded.features], encoded.starts))


def encode(choice: Choice, places: dict[str, int]) -> Encoded:
    """A choice in numbers; place 0 stands for all features that are not known."""
    features: list[int] = []
    starts: list[int] = []
    for each in choice.features:
        starts.append(len(features))
        features += sorted({places[f] for f in each if f in places}) or [0]
    right = np.zeros(len(choice.features))
    right[choice.right] = 1
    return Encoded(np.array(features, dtype=np.int32), np.array(starts), right)


def learn(choices: Sequence[Choice], plan: Plan) -> Model:
    """The model of the choices of one task."""
    counts = Counter(f for choice in choices for each in choice.features for f in set(each))
    places = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= plan.seldom), start=1)}
    encoded = [encode(choice, places) for choice in choices]
    weights, squares = np.zeros(len(places) + 1), np.full(len(places) + 1, 1e-2)
    total, kept, order = np.zeros(len(places) + 1), 0, np.random.default_rng(0)
    for number in range(plan.passes):
        for at in order.permutation(len(encoded)):
            _step(encoded[at], weights, squares, plan)
        if number >= plan.passes // 2:
            total, kept = total + weights, kept + 1
    return Model(places, total / kept)


def _step(choice: Encoded, weights: NDArray[np.float64], squares: NDArray[np.float64], plan: Plan) -> None:
    given = _softmax(np.add.reduceat(weights[choice.features], choice.starts))
    wanted = given * choice.right
    if wanted.sum() <= 0:
        return
    lengths = np.diff(np.append(choice.starts, len(choice.features)))
    touched, inverse = np.unique(choice.features, return_inverse=True)
    slope = (
        np.bincount(inverse, weights=np.repeat(given - wanted / wanted.sum(), lengths)) + plan.shrink * weights[touched]
    )
    squares[touched] += slope * slope
    weights[touched] -= plan.rate * slope / np.sqrt(squares[touched])


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def first_choice(choice: Choice, chances: NDArray[np.float64]) -> tuple[float, bool]:
    """The probability of the first choice, choices of one name taken together, and whether it is right."""
    names = choice.names or [str(at) for at in range(len(chances))]
    sums = add_up(names, map(float, chances))
    best = max((name for name in sums if name), key=lambda name: sums[name], default="")
    return sums[best], best in {names[at] for at in choice.right}


def try_out(choices: Sequence[Choice], plan: Plan) -> list[tuple[float, bool]]:
    """The first choice in each document, by a model that has not seen it: its probability, and whether it is right."""
    documents = sorted({choice.document for choice in choices})
    random.Random(5).shuffle(documents)
    found: list[tuple[float, bool]] = []
    for part in range(PARTS):
        held = set(documents[part::PARTS])
        model = learn([choice for choice in choices if choice.document not in held], plan)
        found += [first_choice(c, model.probabilities(c)) for c in choices if c.document in held]
    return sorted(found)


def train_ranking(news: Path, out: Path) -> Iterator[str]:
    """Learn the weights of all tasks and write them into a folder; tell how good each model is in unseen documents.

    What is worth telling is learned last, from readings that the other models make.
    """
    choices, rows = make_choices(news), []
    for task in TASKS[:-1]:
        own = [choice for choice in choices if choice.task == task]
        yield _tell(task, try_out(own, PLANS[task]))
        rows += _rows(task, learn(own, PLANS[task]))
    write_weights(rows, out)
    judged = judged_choices(news) + example_choices()
    yield _tell(TASKS[-1], try_out(judged, PLANS[TASKS[-1]]))
    write_weights(rows + _rows(TASKS[-1], learn(judged, PLANS[TASKS[-1]])), out)


def _tell(task: str, found: Sequence[tuple[float, bool]]) -> str:
    right = [is_right for _, is_right in found]
    best, fifth = right[-len(right) // 3 :], right[-len(right) // 5 :]
    shares = f"all {np.mean(right):.3f}, surest third {np.mean(best):.3f}, surest fifth {np.mean(fifth):.3f}"
    return f"{task}: {len(right)} choices, first choice right: {shares}"


def _rows(task: str, model: Model) -> list[str]:
    kept = ((f, model.weights[at]) for f, at in model.places.items() if abs(model.weights[at]) >= SMALLEST)
    return [f"{task}\t{feature}\t{weight:.2f}" for feature, weight in kept]


def write_weights(rows: Sequence[str], out: Path) -> None:
    """Write weights, sorted, so that the same weights are the same bytes."""
    with out.joinpath("weights.tsv.gz").open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("\n".join(sorted(rows)) + "\n").encode())
