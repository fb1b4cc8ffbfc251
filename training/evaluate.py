"""Measure a pipeline on held-out text, read raw: ``python -m training evaluate``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training.entities import Corpus, entity_docs
from training.treebank import make_doc, read_splits

LABELS = ("PER", "ORG", "LOC", "PRODUCT")
# Which labels a corpus has; what a pipeline finds of others there is not counted.
ENTITY_TESTS = {
    "en": (
        ("EWT", Corpus("en/uner_ewt/test.jsonl"), ("PER", "ORG", "LOC")),
        ("GUM", Corpus("en/gum_free/test.jsonl"), ("PER", "ORG", "LOC")),
        ("Re-DocRED", Corpus("en/redocred/test.jsonl"), ("PER", "ORG", "LOC")),
        ("CrossNER AI", Corpus("en/crossner_ai/test.jsonl"), LABELS),
        ("DFKI product", Corpus("en/dfki_product/test.jsonl"), ("ORG", "PRODUCT")),
    ),
    "de": (
        ("SmartData news", Corpus("de/smartdata_news/train.jsonl"), ("PER", "ORG", "LOC")),
        ("GermEval 2014", Corpus("de/germeval14/dev.jsonl"), ("PER", "ORG", "LOC")),
    ),
}


@dataclass
class Tally:
    """Counts of right answers out of all, by name."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: bool) -> None:
        """Count one answer."""
        self.total[name] += 1
        self.right[name] += right

    def percent(self, name: str) -> float:
        """The share of right answers."""
        return 100 * self.right[name] / max(self.total[name], 1)


def grammar_scores(nlp: Language, lang: str, folder: Path, part: str) -> dict[str, Tally]:
    """Tallies for each treebank of a part (``dev``, ``test``), each sentence read on its own, raw.

    UAS and LAS leave out punctuation and white space; the rest is over all tokens that are no space. The
    gold annotation is carried over to the tokens of the pipeline's tokenizer (``training/align.py``).
    """
    sentences = getattr(read_splits(lang, folder), part)
    scores: dict[str, Tally] = {}
    golds = [make_doc(nlp, [sentence]) for sentence in sentences]
    for sentence, gold, doc in zip(sentences, golds, nlp.pipe(d.text for d in golds), strict=True):
        name = "GSD" if lang == "de" else "GUM" if sentence.id.startswith("GUM") else "EWT"
        _compare(gold, doc, scores.setdefault(name, Tally()))
    return scores


def _compare(gold: Doc, doc: Doc, tally: Tally) -> None:
    for g, t in zip(gold, doc, strict=True):
        if g.is_space:
            continue
        tally.add("UPOS", g.pos == t.pos)
        tally.add("feats", g.morph == t.morph)
        tally.add("lemma", g.lemma == t.lemma)
        if g.dep_ != "punct":
            tally.add("UAS", g.head.i == t.head.i)
            tally.add("LAS", g.head.i == t.head.i and g.dep_ == t.dep_)
    tally.add("one sentence", len(list(doc.sents)) == 1)


def entity_scores(nlp: Language, folder: Path, corpus: Corpus, labels: Sequence[str]) -> dict[str, str]:
    """Precision, recall and F1 of each label and of all, exact spans; unknown tokens are left out."""
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    golds = list(entity_docs(nlp, folder, [corpus], "test"))
    for gold, doc in zip(golds, nlp.pipe(gold.text for gold in golds), strict=True):
        unknown = {t.i for t in gold if t.ent_iob == 0}
        right = {(e.start, e.end, e.label_) for e in gold.ents}
        ours = {
            (e.start, e.end, e.label_)
            for e in doc.ents
            if e.label_ in labels and not unknown & set(range(e.start, e.end))
        }
        for counter, spans in ((hits, right & ours), (found, ours), (wanted, right)):
            counter.update(label for _, _, label in spans)
            counter["all"] += len(spans)
    return {label: _prf(hits[label], found[label], wanted[label]) for label in (*labels, "all") if wanted[label]}


def _prf(hits: int, found: int, wanted: int) -> str:
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{100 * precision:.1f} / {100 * recall:.1f} / {100 * f1:.1f}"


def words_per_second(nlp: Language, texts: Iterable[str]) -> float:
    """The speed on one core, tokens of any kind."""
    start = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    return words / (time.perf_counter() - start)


def report(nlp: Language, lang: str, data: Path, part: str) -> Iterator[str]:
    """The lines of the figures for one language; ``data`` is the unpacked data folder."""
    for name, tally in grammar_scores(nlp, lang, data / "ud", part).items():
        values = "  ".join(f"{key} {tally.percent(key):.1f}" for key in tally.total)
        yield f"{lang} {name} {part}: {values}  ({tally.total['UPOS']} tokens)"
    if part == "test":
        for name, corpus, labels in ENTITY_TESTS[lang]:
            scores = entity_scores(nlp, data / "ner", corpus, labels)
            yield f"{lang} {name}, P / R / F1: " + "; ".join(f"{k} {v}" for k, v in scores.items())
