"""Word vectors that are kept are those that would be put together anew."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from claimtrack.language.vectors import RememberedVectors

WORDS = ["Acme", "Bolt", "bought", "Acme", "batteries"]


@pytest.fixture
def table() -> Vectors:
    numbers = np.random.default_rng(5).standard_normal((40, 6)).astype(np.float32)
    return Vectors(data=numbers, mode="floret", minn=2, maxn=4, hash_count=2)


@pytest.mark.parametrize("most", [1, 3, 5, 100])
def test_remembered_vectors_are_those_of_the_table(table: Vectors, most: int) -> None:
    keys = [table.strings.add(word) for word in WORDS]
    remembered = RememberedVectors(table, most)
    for asked in (keys, keys[:1], keys[2:], list(reversed(keys)), np.asarray(keys, dtype=np.uint64)):
        np.testing.assert_array_equal(remembered.get_batch(asked), table.get_batch(list(asked)))


def test_remembered_vectors_look_like_the_table(table: Vectors) -> None:
    remembered = RememberedVectors(table)
    assert remembered.shape == table.shape
    assert remembered.attr == table.attr
