"""Loading the Universal Dependencies pipelines; the only place that decides which one reads a language."""

from __future__ import annotations

import os
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from claimtrack.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

# relations that every UD treebank uses and that other label sets (ClearNLP, TIGER) do not have together
_UD_RELATIONS = frozenset({"nsubj", "obj", "obl", "nmod", "case", "root"})

_ENDED = re.compile(r"\S*\d\.")
"""A number, or a name that ends in one, with the full stop of its sentence."""
_MOST_WORDS = 1 << 15
"""Words that a pipeline's vocabulary keeps for good (8 MB): by then it has nearly all that are said often."""
_SHORTEST_WORD = 2
"""Characters that a word takes at least, with the blank or mark behind it."""


@cache
def load_pipeline(lang: str, override: str | None = None) -> Language:
    """Return the spaCy pipeline that reads a language: the shipped one, or `override`, an installed name or a path.

    Raises:
        LanguageError: there is no such pipeline, it reads another language, or its parser is not trained on
            Universal Dependencies.
    """
    use_blis = _keep_to_one_thread()
    import spacy
    from spacy.pipeline import TrainablePipe
    from thinc.api import use_ops

    from claimtrack.language.embeddings import remember_embeddings

    if override is None:
        shipped = files("claimtrack.language").joinpath(lang, "pipeline")
        if not shipped.is_dir():
            raise LanguageError(f"language {lang!r} has no pipeline")
        with as_file(shipped) as path, use_ops("numpy", use_blis=use_blis):
            pipeline = spacy.load(path)
        for _, component in pipeline.pipeline:
            if isinstance(component, TrainablePipe):
                remember_embeddings(component.model)
        return pipeline
    try:
        pipeline = spacy.load(override)
    except (OSError, ValueError) as error:
        raise LanguageError(f"pipeline {override!r} cannot be loaded: {str(error).splitlines()[0]}") from error
    _check_pipeline(pipeline, lang, override)
    return pipeline


def parse_sentences(texts: Iterable[str], pipeline: Language) -> Iterator[Doc]:
    """The parses of sentences, their full stops apart: tokenisers leave one on a number, as on "am 3. Mai"."""
    return pipeline.pipe(_with_full_stop(pipeline.make_doc(text)) for text in texts)


def _with_full_stop(doc: Doc) -> Doc:
    """A sentence whose last token is no number with its full stop: "die Linie 2."."""
    last = doc[-1] if len(doc) > 1 else None
    if last is not None and _ENDED.fullmatch(last.text):
        with doc.retokenize() as retokenizer:
            retokenizer.split(last, [last.text[:-1], "."], heads=[(last, 0), (last, 0)])
    return doc


def room_for(text: str, pipeline: Language) -> AbstractContextManager[object]:
    """Give a context in which the words of a text may be met; what is parsed in it must not be used behind it.

    The vocabulary keeps them, as a word that is known is tokenised much faster, until they might become too many: then
    the words that are new are forgotten at the end.
    """
    most = len(pipeline.vocab) + len(text) // _SHORTEST_WORD
    return nullcontext() if most <= _MOST_WORDS else pipeline.memory_zone()


def _keep_to_one_thread() -> bool:
    """Tell NumPy, before it is loaded, to multiply in one thread; return whether BLIS must do it, as it is too late.

    On matrices of this size NumPy is three times as fast as BLIS in one thread, and many times slower in several.
    """
    too_late = "numpy" in sys.modules and os.environ.get("OPENBLAS_NUM_THREADS") != "1"
    if not too_late:
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
    return too_late


def _check_pipeline(pipeline: Language, lang: str, name: str) -> None:
    if pipeline.lang not in (lang, "xx"):
        raise LanguageError(f"pipeline {name!r} reads {pipeline.lang!r}, not {lang!r}")
    labels = {label.casefold() for label in pipeline.pipe_labels.get("parser", ())}
    missing = _UD_RELATIONS - {"root"} - labels
    if missing:
        raise LanguageError(
            f"pipeline {name!r} has no Universal Dependencies parser (no {', '.join(sorted(missing))} among its labels)"
        )
