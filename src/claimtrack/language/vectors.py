"""Word vectors that are put together once for each word, not at each of its uses.

A *floret* vector is the mean of the rows of a word's n-grams; three components of a pipeline ask for the same ones. The
vectors that come out are the same to the last bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from spacy.vectors import BaseVectors  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.vectors import Vectors

_MOST = 1 << 15
"""Words that are kept (6 MB at 48 numbers each); when they are too many, all are forgotten."""


class RememberedVectors(BaseVectors):  # type: ignore[misc]
    """The vectors of another table, kept by the hash of the word."""

    def __init__(self, vectors: Vectors, most: int = _MOST) -> None:
        super().__init__(strings=vectors.strings)
        self.strings, self.attr = vectors.strings, vectors.attr
        self._vectors, self._most = vectors, most
        self._places: dict[int, int] = {}
        self._table: NDArray[np.float32] = np.empty((most, vectors.shape[1]), dtype=np.float32)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and width of the table."""
        rows, width = self._vectors.shape
        return rows, width

    def get_batch(self, keys: Sequence[int] | NDArray[np.uint64]) -> NDArray[np.float32]:
        """Return the vectors of words, given by their hashes, a row for each."""
        wanted = np.asarray(keys, dtype=np.uint64).tolist()
        places = self._places
        missing = [key for key in dict.fromkeys(wanted) if key not in places]
        if len(places) + len(missing) > self._most:
            places.clear()
            missing = list(dict.fromkeys(wanted))
        if len(missing) > self._most:
            return np.asarray(self._vectors.get_batch(keys), dtype=np.float32)
        if missing:
            first = len(places)
            self._table[first : first + len(missing)] = self._vectors.get_batch(missing)
            places.update(zip(missing, range(first, first + len(missing)), strict=True))
        return self._table[[places[key] for key in wanted]]
