"""What a pipeline makes of a word alone, worked out once for each word and not at each of its uses.

A *tok2vec* network first embeds each word by its form (hashes of it, and its vector), and then looks at the words
around it. Three components of a pipeline have such networks, and half of what they do is the first part.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]
from thinc.api import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Rows = NDArray[np.float32]

_MOST = 1 << 15
"""Words that are kept (12 MB at 96 numbers each); when they are too many, all are forgotten."""
_BATCH = 64
"""Words embedded at a time, always as many: small matrices are multiplied in another way, with another last bit."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number by which hashes are spread (the golden ratio, as in Fibonacci hashing)."""


def remember_embeddings(model: Model[Any, Any]) -> None:
    """Let the networks in a model keep their words' embeddings. It cannot be trained any more."""
    for network in list(model.walk()):
        if network.has_ref("embed"):
            embed = network.get_ref("embed")
            kept = {"kept": RememberedEmbedding(embed)}
            network.replace_node(embed, Model("remembered_embedding", _forward, attrs=kept))


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Rows], Callable[..., None]]:
    if is_train:
        raise NotImplementedError("an embedding that is remembered does not learn")
    return model.attrs["kept"](docs), lambda *_: None


class RememberedEmbedding:
    """The rows that an embedding layer gives words, kept by what its rows hang on: the word, and its plainer form."""

    def __init__(self, embed: Model[Any, Any], most: int = _MOST) -> None:
        self._embed, self._most = embed, most
        self._places: dict[int, int] = {}
        self._table: Rows = np.empty((0, 0), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Rows]:
        """Return a row for each word of each sentence."""
        words = _words(docs)
        missing = self._missing(words)
        if len(self._places) + len(missing) > self._most:
            self._places.clear()
            missing = self._missing(words)
        if len(missing) > self._most:
            found: list[Rows] = self._embed.predict(docs)
            return found
        self._learn(missing, docs)
        rows = self._table[list(map(self._places.__getitem__, words))]
        ends = np.cumsum([len(doc) for doc in docs])
        return [rows[end - len(doc) : end] for doc, end in zip(docs, ends, strict=True)]

    def _missing(self, words: Sequence[int]) -> dict[int, int]:
        """The words that are not kept, with a place of each among all."""
        new = set(words).difference(self._places)
        return {word: at for at, word in enumerate(words) if word in new} if new else {}

    def _learn(self, missing: dict[int, int], docs: Sequence[Doc]) -> None:
        source = _Words(docs)
        rest = iter(missing.items())
        while batch := list(islice(rest, _BATCH)):
            source.places = [at for _, at in batch]
            source.places += source.places[-1:] * (_BATCH - len(batch))
            (rows,) = self._embed.predict([source])
            if not self._table.size:
                self._table = np.empty((self._most, rows.shape[1]), dtype=np.float32)
            first = len(self._places)
            self._table[first : first + len(batch)] = rows[: len(batch)]
            self._places.update((word, first + at) for at, (word, _) in enumerate(batch))


class _Words:
    """Words out of several sentences, for an embedding layer, which asks a sentence for no more than this.

    `places` are those of the words among all words of the sentences.
    """

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.vocab: Vocab = docs[0].vocab
        self.places: list[int] = []
        self._docs = docs
        self._arrays: dict[str, NDArray[np.uint64]] = {}

    def __len__(self) -> int:
        return len(self.places)

    def to_array(self, attributes: int | str | list[int | str]) -> NDArray[np.uint64]:
        """Return what `Doc.to_array` does: a row of attributes for each word, or one attribute of each."""
        key = str(attributes)
        if key not in self._arrays:
            self._arrays[key] = np.concatenate([doc.to_array(attributes) for doc in self._docs])
        return self._arrays[key][self.places]


def _words(docs: Sequence[Doc]) -> list[int]:
    """A number for each word and its plainer form; like the hashes that it is made of, of no other."""
    forms = np.concatenate([doc.to_array([ORTH, NORM]) for doc in docs])
    words: list[int] = (forms[:, 0] ^ (forms[:, 1] * _ODD)).tolist()
    return words
