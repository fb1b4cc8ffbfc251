"""Train the shipped pipelines and ranking models, or measure them.

    python -m training --nlp ../shared/data/nlp.tar.xz --news ../shared/data/news.tar.xz
    python -m training evaluate --nlp … --news … [--lang de] [--part test] [--pipeline FOLDER]
    python -m training ranking --nlp … --news …

Stages can be run again singly: ``--stage names --lang en``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from training.evaluate import report
from training.ranking import train_ranking
from training.stages import (
    Place,
    entity_stage,
    grammar_stage,
    install_stage,
    lemma_stage,
    names_stage,
    silver_stage,
    teacher_stage,
    treebank_stage,
    unpack,
    vector_stage,
)

LANGUAGES = ("en", "de")
STAGES: dict[str, Callable[[Place], None]] = {
    "treebanks": treebank_stage,
    "entities": entity_stage,
    "vectors": vector_stage,
    "teachers": teacher_stage,
    "silver": silver_stage,
    "grammar": grammar_stage,
    "lemmas": lemma_stage,
    "names": names_stage,
}
GERMAN_ONLY = {"teachers"}
SHIPPED = Path(__file__).parent.parent / "src" / "claimtrack" / "language"
RANKING = SHIPPED.parent / "extract" / "ranking"


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__.splitlines()[0])
    parser.add_argument("command", nargs="?", choices=("train", "evaluate", "ranking"), default="train")
    parser.add_argument("--nlp", type=Path, required=True, help="archive with ud/, ner/ and gazetteers/")
    parser.add_argument("--news", type=Path, required=True, help="archive with the raw text")
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="where the work is kept")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the folder of the languages")
    parser.add_argument("--lang", choices=LANGUAGES, action="append", help="only this language")
    parser.add_argument("--stage", choices=(*STAGES, "install"), action="append", help="only this stage")
    parser.add_argument("--part", choices=("dev", "test"), default="test", help="what to measure on")
    parser.add_argument("--pipeline", type=Path, help="the pipeline to measure, else the shipped one")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the command line asks for."""
    args = parse_arguments(arguments)
    data = args.work / "data"
    unpack([args.nlp, args.news], data)
    if args.command == "ranking":
        for line in train_ranking(data, RANKING):
            print(line, flush=True)
        return
    for lang in args.lang or LANGUAGES:
        if args.command == "evaluate":
            nlp = spacy.load(args.pipeline or args.out / lang / "pipeline")
            for line in report(nlp, lang, data, args.part):
                print(line, flush=True)
        else:
            train(Place(lang, data, args.work), args.out, args.stage)


def train(place: Place, out: Path, only: Sequence[str] | None) -> None:
    """All stages of a language in order, or only those named."""
    for name, stage in STAGES.items():
        if (only and name not in only) or (name in GERMAN_ONLY and place.lang != "de"):
            continue
        print(f"{place.lang}: {name}", flush=True)
        stage(place)
    if not only or "install" in only:
        install_stage(place, out)


if __name__ == "__main__":
    main()
