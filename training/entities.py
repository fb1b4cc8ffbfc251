"""Turn entity corpora (JSON lines of tokens and spans) into spaCy documents with entities.

Corpora differ in what an unlabelled token means. In a full corpus it is outside of every entity. In a
partial one it is unknown, save for words that no name begins or holds: those in lower case.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from training.synthesis import Pools, exchange

_CLOSES = set(".,;:!?)]}%…") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''", "”"}
_OPENS = set("([{$€£#@") | {"``", "“", "„"}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of an entity corpus, read ``times`` over.

    ``partial`` says that unlabelled means unknown; ``only`` keeps the sentences with one of these labels;
    ``exchange`` adds a second copy of each sentence with names, some of them replaced.
    """

    path: str
    times: int = 1
    partial: bool = False
    only: frozenset[str] = frozenset()
    exchange: bool = False


@dataclass(frozen=True, slots=True)
class EntitySplits:
    """Which corpora to train on, to choose by, and to report on."""

    train: tuple[Corpus, ...]
    dev: tuple[Corpus, ...]
    test: tuple[Corpus, ...]


_RARE = frozenset({"PRODUCT", "ORG"})
# Labels of the corpora under which products stand together with works, events and peoples.
_MIXED = frozenset({"MISC", "OTH"})
SPLITS = {
    "en": EntitySplits(
        train=(
            Corpus("en/uner_ewt/train.jsonl", exchange=True),
            Corpus("en/gum_free/train.jsonl", exchange=True),
            Corpus("en/redocred/train.jsonl", exchange=True),
            Corpus("en/wikigold/train.jsonl"),
            *(
                Corpus(f"en/crossner_{domain}/{part}.jsonl")
                for domain in ("literature", "music", "politics", "science")
                for part in ("train", "dev", "test")
            ),
            Corpus("en/crossner_ai/train.jsonl"),
            Corpus("en/crossner_ai/dev.jsonl"),
            Corpus("en/wnut17/train.jsonl"),
            Corpus("en/dfki_product/train.jsonl", partial=True),
            Corpus("en/fewnerd_partial/inter_dev.jsonl", partial=True, only=_RARE),
            Corpus("en/fewnerd_partial/inter_test.jsonl", partial=True, only=_RARE),
        ),
        dev=(
            Corpus("en/uner_ewt/dev.jsonl"),
            Corpus("en/gum_free/dev.jsonl"),
        ),
        test=(
            Corpus("en/uner_ewt/test.jsonl"),
            Corpus("en/gum_free/test.jsonl"),
            Corpus("en/redocred/test.jsonl"),
            Corpus("en/crossner_ai/test.jsonl"),
        ),
    ),
    "de": EntitySplits(
        train=(
            Corpus("de/smartdata_news/train.jsonl", times=2, exchange=True),
            Corpus("de/germeval14/test.jsonl", exchange=True),
            Corpus("de/mobie/train.jsonl"),
            Corpus("de/smartdata_social/train.jsonl"),
        ),
        dev=(Corpus("de/smartdata_news/train.jsonl"),),
        test=(
            Corpus("de/smartdata_news/train.jsonl"),
            Corpus("de/germeval14/dev.jsonl"),
        ),
    ),
}
# SmartData's news come undivided here: by a digit of its hash, a document is for training, dev or test.
DIVIDED = "de/smartdata_news/train.jsonl"


def read_rows(folder: Path, corpus: Corpus, part: str) -> Iterator[dict[str, Any]]:
    """The rows of a corpus; of the divided one only those of ``part`` (``train``, ``dev``, ``test``)."""
    with (folder / corpus.path).open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if corpus.path != DIVIDED or _part(str(row["doc"])) == part:
                yield row


def _part(name: str) -> str:
    return {0: "dev", 1: "test"}.get(sum(name.encode()) % 10, "train")


def entity_docs(
    nlp: Language, folder: Path, corpora: Sequence[Corpus], part: str, pools: Pools | None = None
) -> Iterator[Doc]:
    """All documents of the given corpora, one a sentence, repeated and varied as each corpus says."""
    rng = random.Random(len(corpora))
    for corpus in corpora:
        for row in read_rows(folder, corpus, part):
            entities = [(a, b, label) for a, b, label in row["ents_mapped"]]
            if corpus.only and not any(label in corpus.only for _, _, label in entities):
                continue
            tokens, spaces = row["tokens"], row.get("spaces") or guess_spaces(row["tokens"])
            mixed = [(a, b) for a, b, label in row["ents"] if label in _MIXED]
            doc = entity_doc(nlp, tokens, spaces, entities, corpus.partial, mixed)
            for _ in range(corpus.times):
                yield doc
            if pools and corpus.exchange and entities and not mixed:
                yield entity_doc(nlp, *exchange(tokens, spaces, entities, pools, rng), corpus.partial)


def entity_doc(
    nlp: Language,
    tokens: Sequence[str],
    spaces: Sequence[bool],
    entities: Sequence[tuple[int, int, str]],
    partial: bool = False,
    doubtful: Sequence[tuple[int, int]] = (),
) -> Doc:
    """One document of the shipped tokenizer with the entities of a row.

    Left unknown are the tokens of ``doubtful`` spans, and those of an entity that ends inside a token.
    """
    text, offsets = "", []
    for token, space in zip(tokens, spaces, strict=True):
        offsets.append((len(text), len(text) + len(token)))
        text += token + (" " if space else "")
    doc = nlp.make_doc(text)
    found, unknown = [], []
    for start, end, label in entities:
        first, last = offsets[start][0], offsets[end - 1][1]
        if span := doc.char_span(first, last, label=label):
            found.append(span)
        elif span := doc.char_span(first, last, alignment_mode="expand"):
            unknown.append(span)
    for start, end in doubtful:
        if span := doc.char_span(offsets[start][0], offsets[end - 1][1], alignment_mode="expand"):
            unknown.append(span)
    found = filter_spans(found)
    taken = {token.i for span in found for token in span}
    missing = {token.i for span in unknown for token in span} - taken
    if partial:
        missing |= {token.i for token in doc if token.i not in taken and not _plain(token.text)}
    doc.set_ents(found, missing=[doc[i : i + 1] for i in sorted(missing)], default="outside")
    return doc


def _plain(text: str) -> bool:
    """A word or mark that is no part of a name on its own."""
    return text.islower() or not any(c.isalnum() for c in text)


def guess_spaces(tokens: Sequence[str]) -> list[bool]:
    """Whether a space follows each token, for corpora that do not say."""
    spaces, quoted = [], False
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        if token == '"':
            quoted = not quoted
        joined = after in _CLOSES or token in _OPENS or not after
        joined |= (token == '"' and quoted) or (after == '"' and quoted)
        spaces.append(not joined)
    return spaces
