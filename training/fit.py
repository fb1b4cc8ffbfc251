"""Train one model with spaCy's own training loop."""

from __future__ import annotations

import shutil
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_model_from_path
from thinc.api import Config


def fit(config: Config, folder: Path) -> Language:
    """Train from scratch as ``config`` says; the best model by the dev scores is left in ``folder``."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    config.to_disk(folder / "config.cfg")
    nlp = init_nlp(Config().from_disk(folder / "config.cfg"))
    train(nlp, folder)
    return load_best(folder)


def load_best(folder: Path) -> Language:
    """The best model of an earlier run in ``folder``."""
    return load_model_from_path(folder / "model-best")
