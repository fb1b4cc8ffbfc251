"""Turn treebank sentences into spaCy documents, tokenised as the shipped pipelines do it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training.align import Tag, align
from training.conllu import Sentence, Word, read_conllu
from training.harmonise import plain_feats, pud_as_gsd

PARAGRAPH = "\n\n"
_ATTRS = ["ORTH", "SPACY", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@dataclass(frozen=True, slots=True)
class Splits:
    """The sentences to train on, to choose by, and to report on."""

    train: list[Sentence]
    dev: list[Sentence]
    test: list[Sentence]


def read_splits(lang: str, folder: Path) -> Splits:
    """The fixed splits of a language from the unpacked ``ud`` folder."""
    return _english(folder) if lang == "en" else _german(folder)


def _english(folder: Path) -> Splits:
    ewt, gum = folder / "ud_en_ewt", folder / "ud_en_gum_free"
    parts = [
        [
            *read_conllu(ewt / f"en_ewt-ud-{part}.conllu"),
            *read_conllu(gum / f"en_gum-free-{part}.conllu"),
        ]
        for part in ("train", "dev", "test")
    ]
    return Splits(*parts)


def _german(folder: Path) -> Splits:
    """GSD's published train part is not used; dev and test are divided anew, PUD is for training."""
    dev = list(read_conllu(folder / "ud_de_gsd" / "de_gsd-ud-dev.conllu"))
    test = list(read_conllu(folder / "ud_de_gsd" / "de_gsd-ud-test.conllu"))
    pud = [pud_as_gsd(s) for s in read_conllu(folder / "ud_de_pud" / "de_pud-ud-test.conllu")]
    parts = (dev[:-250] + test[:-400] + pud, dev[-250:], test[-400:])
    return Splits(*([plain_feats(sentence) for sentence in part] for part in parts))


def to_docs(nlp: Language, sentences: Iterable[Sentence], seed: int, limit: int = 6) -> Iterator[Doc]:
    """Documents of one sentence (half of them) or up to ``limit`` neighbouring ones.

    Paragraphs are set off by blank lines.
    """
    rng = random.Random(seed)
    group: list[Sentence] = []
    size = 1
    for sentence in sentences:
        if len(group) >= size:
            yield make_doc(nlp, group)
            group, size = [], 1 if rng.random() < 0.5 else rng.randint(2, limit)
        group.append(sentence)
    if group:
        yield make_doc(nlp, group)


def make_doc(nlp: Language, sentences: Sequence[Sentence]) -> Doc:
    """One annotated document of the given sentences."""
    text = ""
    sent_starts: set[int] = set()
    words: list[Word] = []
    for sentence in sentences:
        if text:
            text += PARAGRAPH if sentence.opens else " "
        offset, first = len(text), len(words)
        sent_starts.add(offset)
        words += [replace(w, start=w.start + offset, end=w.end + offset, head=w.head + first) for w in sentence.words]
        text += sentence.text
    doc = nlp.make_doc(text)
    solid = [t for t in doc if not t.is_space]
    spans = [(t.idx, t.idx + len(t)) for t in solid]
    tags = align(words, spans, [t.text for t in solid])
    return annotate(doc, tags, {t.i for t in solid if t.idx in sent_starts})


def annotate(doc: Doc, tags: Sequence[Tag], sent_starts: set[int]) -> Doc:
    """A copy of ``doc`` annotated with ``tags``, one for each token that is not white space."""
    places = [t.i for t in doc if not t.is_space]
    at = dict(zip(places, tags, strict=True))
    space = Tag("", "SPACE", "", 0, "dep", False)
    rows = [at.get(i, space) for i in range(len(doc))]
    heads = [places[row.head] if i in at else max(i - 1, 0) for i, row in enumerate(rows)]
    deps = [("ROOT" if heads[i] == i else row.deprel) for i, row in enumerate(rows)]
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        pos=[row.upos if row.upos != "_" else "X" for row in rows],
        morphs=[row.feats for row in rows],
        lemmas=[row.lemma if i in at else doc[i].text for i, row in enumerate(rows)],
        heads=heads,
        deps=deps,
        sent_starts=[i in sent_starts or i == 0 for i in range(len(doc))],
    )


def titled(sentences: Iterable[Sentence], share: float, seed: int) -> Iterator[Sentence]:
    """Some of the sentences once more as headlines: Words Capitalised, no full stop, own paragraph."""
    rng = random.Random(seed)
    for sentence in sentences:
        if len(sentence.words) > 16 or rng.random() >= share:
            continue
        words = list(sentence.words)
        last = words[-1]
        if last.deprel == "punct" and last.form == "." and all(w.head != len(words) - 1 for w in words[:-1]):
            words.pop()
        text = list(sentence.text[: words[-1].end])
        for word in words:
            if word.upos not in {"ADP", "DET", "CCONJ", "PART", "SCONJ"} or word.start == 0:
                text[word.start] = text[word.start].upper()
        if len(joined := "".join(text)) == words[-1].end:
            yield Sentence(sentence.id + "-title", joined, tuple(words), True)


def wrapped(sentences: Iterable[Sentence], share: float, seed: int) -> Iterator[Sentence]:
    """Some of the sentences once more with a line break in place of one of their spaces."""
    rng = random.Random(seed)
    for sentence in sentences:
        gaps = [w.end for w in sentence.words if sentence.text[w.end : w.end + 1] == " "]
        if gaps and rng.random() < share:
            gap = rng.choice(gaps)
            yield replace(sentence, text=sentence.text[:gap] + "\n" + sentence.text[gap + 1 :])


def write_docs(path: Path, docs: Iterable[Doc]) -> int:
    """Write documents as a spaCy ``DocBin``; returns how many there were."""
    store = DocBin(attrs=_ATTRS, store_user_data=False)
    for doc in docs:
        store.add(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(path)
    return len(store)
