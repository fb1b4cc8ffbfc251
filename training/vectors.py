"""Small floret vectors (https://github.com/explosion/floret), learned on raw text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import floret  # type: ignore[import-untyped]
import numpy as np
import spacy
from spacy.vectors import Vectors  # type: ignore[import-not-found]


@dataclass(frozen=True, slots=True)
class Table:
    """Size of the vector table: ``rows`` of ``width`` numbers, addressed by hashed character n-grams."""

    rows: int = 12000
    width: int = 48
    epochs: int = 12


def learn_vectors(lang: str, lines: Iterable[str], table: Table, folder: Path) -> Path:
    """Learn vectors from tokenised ``lines``; returns the folder of an empty pipeline that holds them."""
    folder.mkdir(parents=True, exist_ok=True)
    text, store = folder / "lines.txt", folder / "vectors.floret"
    text.write_text("\n".join(lines) + "\n", encoding="utf-8")
    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=table.rows,
        dim=table.width,
        minn=4,
        maxn=5,
        minCount=3,
        neg=10,
        ws=5,
        epoch=table.epochs,
        lr=0.05,
        thread=1,
    )
    model.save_floret_vectors(str(store))
    nlp = spacy.blank(lang)
    nlp.vocab.vectors = _read(store, nlp)
    nlp.to_disk(folder / "nlp")
    return folder / "nlp"


def _read(path: Path, nlp: spacy.language.Language) -> Vectors:
    """The floret file as a spaCy vector table; its first line is its parameters."""
    with path.open(encoding="utf-8") as lines:
        rows, width, minn, maxn, count, seed, bow, eow = next(lines).split()
        data = np.loadtxt(lines, dtype="float32", comments=None, usecols=range(1, int(width) + 1))
    assert data.shape == (int(rows), int(width))
    return Vectors(
        strings=nlp.vocab.strings,
        mode="floret",
        data=data,
        minn=int(minn),
        maxn=int(maxn),
        hash_count=int(count),
        hash_seed=int(seed),
        bow=bow,
        eow=eow,
        attr="NORM",
    )
