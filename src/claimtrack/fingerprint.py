"""What a reading depends on besides the document: the program's own code and data, and the pipeline."""

from __future__ import annotations

import hashlib
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_READING = ("extract", "recognize", "language", "edtf.py", "kinds.py", "kinds.toml", "model.py")
_INDEXING = ("reconcile", "ledger", "kinds.py", "kinds.toml", "model.py")
_MADE = frozenset({"__pycache__"})


def fingerprint_reader(pipeline: str | None = None) -> str:
    """Return a digest of all that decides what is found in a document: another one means another reader.

    It covers the code and the words of the languages, the weights of the shipped pipelines, spaCy's version and, if one
    is named, the installed pipeline's version or the files of the folder.
    """
    digest = hashlib.sha256(metadata.version("spacy").encode())
    package = files("claimtrack")
    for name in _READING:
        _add(digest, package.joinpath(name), name)
    if pipeline is not None:
        digest.update(_describe(pipeline).encode())
        if Path(pipeline).is_dir():
            _add(digest, Path(pipeline), pipeline)
    return digest.hexdigest()[:16]


def fingerprint_index() -> str:
    """Return a digest of all that decides what an index keeps of a ledger; of the languages, their own words."""
    digest = hashlib.sha256()
    package = files("claimtrack")
    for name in _INDEXING:
        _add(digest, package.joinpath(name), name)
    for folder in sorted(package.joinpath("language").iterdir(), key=lambda entry: entry.name):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else ():
            if file.name.endswith(".toml"):
                _add(digest, file, f"{folder.name}/{file.name}")
    return digest.hexdigest()[:16]


def _describe(pipeline: str) -> str:
    try:
        return f"{pipeline} {metadata.version(pipeline)}"
    except metadata.PackageNotFoundError:
        return pipeline


def _add(digest: hashlib._Hash, place: Traversable, name: str) -> None:
    for path, file in _walk(place, name):
        data = file.read_bytes()
        digest.update(f"\0{path}\0{len(data)}\0".encode())
        digest.update(data)


def _walk(place: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        yield name, place
        return
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name not in _MADE:
            yield from _walk(entry, f"{name}/{entry.name}")
