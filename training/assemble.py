"""Put the trained parts together to one pipeline that holds no more than it needs."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from thinc.api import Config

GRAMMAR = ("tok2vec", "morphologizer", "parser")


META = {
    "name": "claimtrack",
    "version": "1.0.0",
    "description": "Universal Dependencies and names, trained by training/ of claimtrack",
    "author": "claimtrack",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<3.9.0",
}


def assemble(lang: str, grammar: Language, lemmas: Language, names: Language) -> Language:
    """One pipeline of the grammar's components, the lemmatizer of ``lemmas`` and the ``ner`` of ``names``.

    It gets a vocabulary of its own: only the strings its labels and edit trees need come along.
    """
    parts = [(name, grammar) for name in GRAMMAR] + [("trainable_lemmatizer", lemmas), ("ner", names)]
    config = {
        "nlp": {"lang": lang, "pipeline": [name for name, _ in parts], "batch_size": 64},
        "components": {name: source.config["components"][name] for name, source in parts},
    }
    nlp = spacy.blank(lang).from_config(Config(config), auto_fill=True)
    if grammar.vocab.vectors.data.size:
        data = grammar.vocab.vectors.to_bytes(exclude=["strings"])
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings).from_bytes(data, exclude=["strings"])
    for name, source in parts:
        pipe: Any = source.get_pipe(name)
        target: Any = nlp.get_pipe(name)
        target.from_bytes(pipe.to_bytes(exclude=["vocab"]), exclude=["vocab"])
        if name == "trainable_lemmatizer":
            _add_strings(pipe, nlp)
    nlp.meta.update(META)
    return nlp


def _add_strings(lemmatizer: Any, nlp: Language) -> None:
    """Make the strings that the edit trees name by their hashes known to ``nlp``."""
    for tree in srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]:
        for key in ("orig", "subst"):
            if key in tree:
                nlp.vocab.strings.add(lemmatizer.vocab.strings[tree[key]])


def install(nlp: Language, target: Path) -> int:
    """Replace the folder ``target`` by ``nlp`` in one rename; returns its size in bytes."""
    new, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(new)
    _trim(new)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return size(target)


def _trim(folder: Path) -> None:
    """Drop the scores and label counts of training from the description."""
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta.pop("performance", None)
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def load_seconds(folder: Path) -> float:
    """How long ``spacy.load`` takes."""
    start = time.perf_counter()
    spacy.load(folder)
    return time.perf_counter() - start
