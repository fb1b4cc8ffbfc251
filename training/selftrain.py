"""Annotate raw text by several trained models and keep the sentences they agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from training.align import Tag
from training.treebank import annotate

if TYPE_CHECKING:
    from training.lemmas import Hanta

MIN_WORDS, MAX_WORDS = 5, 45


def agreed_docs(
    models: Sequence[Language], texts: Iterable[str], floor: float, hanta: Hanta | None = None
) -> Iterator[Doc]:
    """One document for each sentence on which the models agree to at least ``floor`` on average.

    The tree is that of the model which the others agree with most; tags are voted on.
    """
    rows = zip(*(model.pipe(texts, batch_size=32) for model in models), strict=True)
    for docs in rows:
        starts = [{t.i for t in doc if t.is_sent_start} for doc in docs]
        for sent in docs[0].sents:
            inner = set(range(sent.start + 1, sent.end))
            bounds_ok = all(
                sent.start in s and (sent.end in s or sent.end == len(docs[0])) and not inner & s for s in starts
            )
            if bounds_ok and MIN_WORDS <= len(sent) <= MAX_WORDS and not any(t.is_space for t in sent):
                doc = _agreed([doc[sent.start : sent.end] for doc in docs], floor, hanta)
                if doc is not None:
                    yield doc


def _agreed(spans: Sequence[Span], floor: float, hanta: Hanta | None) -> Doc | None:
    arcs = [[(t.head.i - span.start, t.dep_) for t in span] for span in spans]
    votes = [Counter(column) for column in zip(*arcs, strict=True)]
    supports = [
        sum(vote[arc] for vote, arc in zip(votes, row, strict=True)) / (len(votes) * len(spans)) for row in arcs
    ]
    best = max(range(len(spans)), key=lambda index: (supports[index], -index))
    if supports[best] < floor:
        return None
    tokens = list(zip(*spans, strict=True))
    lead = [_vote([t.pos_ for t in column]) for column in tokens]
    extra = hanta.annotate(list(spans[best])) if hanta else [("", "")] * len(lead)
    tags = []
    for column, (head, dep), pos, (upos, lemma) in zip(tokens, arcs[best], lead, extra, strict=True):
        final = upos or pos
        feats = _vote([str(t.morph) for t in column if t.pos_ == final] or [str(t.morph) for t in column])
        tags.append(Tag(lemma or _lemma(column), final, feats, head, dep, True))
    return annotate(spans[best].as_doc(), tags, {0})


def _lemma(column: Sequence[Token]) -> str:
    return _vote([t.lemma_ for t in column])


def _vote(values: Sequence[str]) -> str:
    """The most frequent value, the first among equals."""
    return Counter(values).most_common(1)[0][0]
