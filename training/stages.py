"""The stages of training, each from files to files in the work directory, so that any can be run again."""

from __future__ import annotations

import json
import random
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from training.assemble import assemble, install, load_seconds
from training.config import Plan, Shape, make_config
from training.entities import SPLITS, entity_docs, guess_spaces
from training.fit import fit, load_best
from training.headlines import headlines
from training.raw import MORE, paragraphs, token_lines
from training.selftrain import agreed_docs
from training.synthesis import filled_docs, read_pools
from training.treebank import make_doc, read_splits, titled, to_docs, wrapped, write_docs
from training.vectors import Table, learn_vectors

SMALL = Shape(rows=(2000, 500, 1500, 500), vectors=True)
NAMES = {
    "en": Shape(rows=(2000, 500, 1500, 500), vectors=True),
    "de": Shape(rows=(1500, 500, 1500, 500), vectors=True),
}
LEMMAS = Shape(width=48, depth=1, rows=(3000, 200, 1500, 200), vectors=True)
TEACHER = Shape(rows=(4000, 1000, 2500, 1000), vectors=True)
WIDE_TEACHER = Shape(width=128, depth=3, rows=(4000, 1000, 2500, 1000), vectors=True)
HEADLINES = 2500  # made English ones
LEMMA_TEXTS = 13000  # paragraphs for the German lemmatizer
RAW_TEXTS = 17400  # paragraphs that the teachers annotate
AGREED = 0.85  # share of arcs they must have in common
GOLD_TIMES = 3  # how often a treebank document stands beside the annotated ones


@dataclass(frozen=True, slots=True)
class Place:
    """Where a language's data are read and its work is kept."""

    lang: str
    data: Path
    work: Path

    @property
    def folder(self) -> Path:
        """The language's own work folder."""
        return self.work / self.lang

    def file(self, name: str) -> Path:
        """A file of documents in it."""
        return self.folder / f"{name}.spacy"


def unpack(archives: list[Path], data: Path) -> None:
    """Unpack the data archives, unless that was done."""
    for archive in archives:
        done = data / f".{archive.name}"
        if not done.exists():
            print(f"unpacking {archive.name}", flush=True)
            data.mkdir(parents=True, exist_ok=True)
            with tarfile.open(archive) as tar:
                tar.extractall(data, filter="data")
            done.touch()


def treebank_stage(place: Place) -> None:
    """Write the documents of the treebanks: ``ud-train``, ``ud-dev``."""
    nlp = spacy.blank(place.lang)
    splits = read_splits(place.lang, place.data / "ud")
    docs = list(to_docs(nlp, splits.train, 0))
    docs += [make_doc(nlp, [s]) for s in titled(splits.train, 0.12, 1)]
    docs += [make_doc(nlp, [s]) for s in wrapped(splits.train, 0.03, 2)]
    if place.lang == "de":
        docs += list(to_docs(nlp, splits.train, 7))
    write_docs(place.file("ud-train"), docs)
    write_docs(place.file("ud-dev"), to_docs(nlp, splits.dev, 0, 4))


def entity_stage(place: Place) -> None:
    """Write the documents of the entity corpora: ``ner-train``, ``ner-dev``."""
    nlp, splits = spacy.blank(place.lang), SPLITS[place.lang]
    folder = place.data / "ner"
    pools = read_pools(place.data / "gazetteers", place.lang)
    docs = list(entity_docs(nlp, folder, splits.train, "train", pools))
    docs += list(filled_docs(nlp, pools, 20, 5))
    random.Random(0).shuffle(docs)
    write_docs(place.file("ner-train"), docs)
    write_docs(place.file("ner-dev"), entity_docs(nlp, folder, splits.dev, "dev"))


def raw_texts(place: Place) -> Iterator[str]:
    """All raw text of a language: news, and the sentences of some entity corpora."""
    yield from paragraphs(place.data, place.lang)
    for name in MORE[place.lang]:
        for line in (place.data / "ner" / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            spaces = row.get("spaces") or guess_spaces(row["tokens"])
            yield "".join(t + " " * s for t, s in zip(row["tokens"], spaces, strict=True)).strip()
    if place.lang == "de":
        for line in (place.data / "wmt21_ende_pairs.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["de"]


def vector_stage(place: Place) -> None:
    """Learn the vectors from the raw text."""
    table = Table(epochs=12 if place.lang == "de" else 8)
    lines = token_lines(spacy.blank(place.lang), raw_texts(place))
    learn_vectors(place.lang, lines, table, place.folder / "vectors")


def teacher_stage(place: Place) -> None:
    """Train the three models that annotate raw text."""
    vectors = place.folder / "vectors" / "nlp"
    for seed, shape, dropout in ((1, TEACHER, 0.25), (2, WIDE_TEACHER, 0.35), (3, TEACHER, 0.3)):
        plan = Plan(
            place.file("ud-train"),
            place.file("ud-dev"),
            steps=800,
            seed=seed,
            vectors=vectors,
            dropout=dropout,
            batch=1000,
        )
        fit(make_config(place.lang, "grammar", shape, plan), place.folder / f"teacher-{seed}")


def silver_stage(place: Place) -> None:
    """Write ``mixed``: the treebanks and made sentences.

    In English these are headlines, in German raw sentences with the tree that the teachers agree on.
    """
    nlp = spacy.blank(place.lang)
    gold = list(DocBin().from_disk(place.file("ud-train")).get_docs(nlp.vocab))
    if place.lang == "en":
        pools = read_pools(place.data / "gazetteers", "en")
        made = [make_doc(nlp, [sentence]) for sentence in headlines(pools, HEADLINES, 3)]
        write_docs(place.file("mixed"), gold + made)
    else:
        write_docs(place.file("mixed"), gold * GOLD_TIMES + list(_taught(place, gold)))


def _taught(place: Place, gold: list[Doc]) -> Iterator[Doc]:
    from training.lemmas import Hanta  # a dependency of this stage only

    texts = sorted(raw_texts(place))
    random.Random(0).shuffle(texts)
    teachers = [load_best(place.folder / f"teacher-{seed}") for seed in (1, 2, 3)]
    yield from agreed_docs(teachers, texts[:RAW_TEXTS], AGREED, Hanta(gold))


def lemma_stage(place: Place) -> None:
    """Train the lemmatizer that is shipped, in German also on raw text lemmatised by HanTa."""
    train = "ud-train"
    if place.lang == "de":
        from training.lemmas import Hanta, favour_rare, lemmatized

        nlp, train = spacy.blank("de"), "lemma"
        texts = sorted(raw_texts(place))
        random.Random(0).shuffle(texts)
        docs = list(lemmatized(Hanta([]), (nlp.make_doc(text) for text in texts[:LEMMA_TEXTS])))
        gold = list(DocBin().from_disk(place.file("ud-train")).get_docs(nlp.vocab))
        write_docs(place.file("lemma"), favour_rare(docs + gold * 2))
    plan = Plan(
        place.file(train),
        place.file("ud-dev"),
        steps=1200 if place.lang == "de" else 1300,
        vectors=place.folder / "vectors" / "nlp",
        dropout=0.1,
        batch=2500,
        every=400,
        rate=0.004 if place.lang == "de" else 0.003,
    )
    fit(make_config(place.lang, "lemmas", LEMMAS, plan), place.folder / "lemmas")


def grammar_stage(place: Place) -> None:
    """Train the components for grammar that are shipped; lemmas are learned along, but not shipped."""
    german = place.lang == "de"
    plan = Plan(
        place.file("mixed"),
        place.file("ud-dev"),
        steps=1800 if german else 4000,
        vectors=place.folder / "vectors" / "nlp",
        batch=1500,
        every=450 if german else 800,
        rate=0.0012,
    )
    fit(make_config(place.lang, "grammar", SMALL, plan), place.folder / "grammar")


def names_stage(place: Place) -> None:
    """Train the entity recogniser that is shipped."""
    plan = Plan(
        place.file("ner-train"),
        place.file("ner-dev"),
        steps=3000 if place.lang == "en" else 1500,
        vectors=place.folder / "vectors" / "nlp",
        batch=1500 if place.lang == "en" else 1200,
        every=500,
    )
    fit(make_config(place.lang, "names", NAMES[place.lang], plan), place.folder / "names")


def install_stage(place: Place, out: Path) -> None:
    """Put the pipeline together and replace the shipped folder by it."""
    target = out / place.lang / "pipeline"
    nlp = assemble(place.lang, *(load_best(place.folder / part) for part in ("grammar", "lemmas", "names")))
    print(f"{target}: {install(nlp, target)} bytes, loaded in {load_seconds(target):.2f} s", flush=True)
