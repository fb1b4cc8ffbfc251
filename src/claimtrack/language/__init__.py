"""Languages: a folder of data files and a trained pipeline each. A new language is a new folder and no new code."""

from claimtrack.language.data import languages, read_data, word_sets
from claimtrack.language.pipelines import load_pipeline, parse_sentences, room_for

__all__ = ["languages", "load_pipeline", "parse_sentences", "read_data", "room_for", "word_sets"]
