"""The spaCy training configurations of the two kinds of model: grammar and names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from thinc.api import Config


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of a model: vector width, depth, and rows of the hash tables (norm, prefix, suffix, shape)."""

    width: int = 96
    depth: int = 4
    rows: tuple[int, int, int, int] = (4000, 1000, 2500, 1000)
    vectors: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and on what a model is trained; with ``source``, an earlier model is trained on."""

    train: Path
    dev: Path
    steps: int
    seed: int = 0
    vectors: Path | None = None
    dropout: float = 0.2
    batch: int = 1200
    every: int = 400
    rate: float = 0.001
    source: Path | None = None


def _tok2vec(shape: Shape) -> dict[str, object]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": shape.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(shape.rows),
            "include_static_vectors": shape.vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": shape.width,
            "depth": shape.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _listener(width: int) -> dict[str, object]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}


def _transitions(kind: str, tok2vec: dict[str, object], hidden: int) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def _tagger(tok2vec: dict[str, object]) -> dict[str, object]:
    return {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": tok2vec}


def _grammar(shape: Shape) -> dict[str, object]:
    return {
        "tok2vec": {"factory": "tok2vec", "model": _tok2vec(shape)},
        "morphologizer": {
            "factory": "morphologizer",
            "label_smoothing": 0.05,
            "model": _tagger(_listener(shape.width)),
        },
        "parser": {
            "factory": "parser",
            "learn_tokens": False,
            "min_action_freq": 5,
            "model": _transitions("parser", _listener(shape.width), 64),
        },
        "trainable_lemmatizer": _lemmatizer(_listener(shape.width)),
    }


def _lemmatizer(tok2vec: dict[str, object]) -> dict[str, object]:
    return {
        "factory": "trainable_lemmatizer",
        "backoff": "orth",
        "min_tree_freq": 3,
        "top_k": 3,
        "model": _tagger(tok2vec),
    }


def _lemmas(shape: Shape) -> dict[str, object]:
    return {"trainable_lemmatizer": _lemmatizer(_tok2vec(shape))}


def _names(shape: Shape) -> dict[str, object]:
    return {"ner": {"factory": "ner", "model": _transitions("ner", _tok2vec(shape), 64)}}


_SCORES: dict[str, dict[str, float]] = {
    "grammar": {"dep_las": 0.5, "pos_acc": 0.15, "morph_acc": 0.15, "lemma_acc": 0.1, "sents_f": 0.1},
    "lemmas": {"lemma_acc": 1.0},
    "names": {"ents_f": 1.0},
}


def make_config(lang: str, kind: str, shape: Shape, plan: Plan) -> Config:
    """The configuration for one training run; ``kind`` is ``grammar``, ``lemmas`` or ``names``."""
    components = {"grammar": _grammar, "names": _names, "lemmas": _lemmas}[kind](shape)
    if plan.source:
        components = {name: {"source": str(plan.source)} for name in components}
    return Config(
        {
            "paths": {},
            "system": {"seed": plan.seed, "gpu_allocator": None},
            "nlp": {"lang": lang, "pipeline": list(components), "batch_size": 64},
            "components": components,
            "corpora": {"train": _corpus(plan.train), "dev": _corpus(plan.dev)},
            "training": _training(plan, _SCORES[kind]),
            "initialize": {"vectors": str(plan.vectors) if plan.vectors else None},
        }
    )


def _corpus(path: Path) -> dict[str, object]:
    return {"@readers": "spacy.Corpus.v1", "path": str(path), "max_length": 0, "limit": 0}


def _training(plan: Plan, scores: dict[str, float]) -> dict[str, object]:
    return {
        "seed": plan.seed,
        "gpu_allocator": None,
        "dropout": plan.dropout,
        "max_steps": plan.steps,
        "max_epochs": 0,
        "patience": 0,
        "eval_frequency": plan.every,
        "accumulate_gradient": 1,
        "score_weights": scores,
        "train_corpus": "corpora.train",
        "dev_corpus": "corpora.dev",
        "batcher": {
            "@batchers": "spacy.batch_by_words.v1",
            "size": {
                "@schedules": "compounding.v1",
                "start": max(plan.batch // 4, 100),
                "stop": plan.batch,
                "compound": 1.002,
            },
            "tolerance": 0.2,
            "discard_oversize": False,
        },
        "optimizer": {
            "@optimizers": "Adam.v1",
            "learn_rate": {
                "@schedules": "warmup_linear.v1",
                "warmup_steps": 100,
                "total_steps": plan.steps + plan.steps // 20,
                "initial_rate": plan.rate * 2,
            },
            "L2": 0.01,
            "L2_is_weight_decay": True,
            "grad_clip": 1.0,
            "use_averages": True,
        },
    }
