"""A document as the extractor sees it: the sentences worth parsing, with what is mentioned in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from claimtrack.extract.layout.outline import NOWHERE, read_outline
from claimtrack.extract.text.dates import is_date
from claimtrack.language import load_pipeline
from claimtrack.language.sentences import split_sentences
from claimtrack.model import Label
from claimtrack.recognize.names import Name, recognize_names
from claimtrack.recognize.quantities import recognize_quantities
from claimtrack.recognize.times import recognize_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spacy.tokens import Doc, Token

    from claimtrack.extract.layout.outline import Place, Sentence
    from claimtrack.model import Document, Mention, Span

    Picker = Callable[[Sequence[str], Sequence[Sequence[Mention]], str], list[int]]

_BLANKS = str.maketrans("\r\n\t\u00a0", "    ")


@dataclass(frozen=True)
class Passage:
    """A parsed sentence. Spans count characters of the document, names count tokens of `tree`.

    `position` is the sentence's place among all sentences of the document; `times` holds dates, durations and
    repeated times; `place` says under which headings and in which item of a list the sentence stands; `memo` keeps what
    several readers ask for.
    """

    position: int
    span: Span
    tree: Doc
    lang: str
    quantities: tuple[Mention, ...]
    times: tuple[Mention, ...]
    names: tuple[Name, ...]
    place: Place = NOWHERE
    memo: dict[str, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """The sentence in one line; a tree puts its text together each time that it is asked."""
        return self.tree.text

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tree]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.idx + len(token) for token in self.tree]

    @cached_property
    def _names_at(self) -> dict[int, Name]:
        return {at: name for name in reversed(self.names) for at in range(name.start, name.end)}

    @cached_property
    def _quantities_at(self) -> dict[int, Mention]:
        return self._begun_in(self.quantities)

    @cached_property
    def _times_at(self) -> dict[int, Mention]:
        return self._begun_in(self.times)

    def _begun_in(self, mentions: Sequence[Mention]) -> dict[int, Mention]:
        """The first of these mentions by each token that begins in it."""
        found: dict[int, Mention] = {}
        for mention in reversed(mentions):
            start, end = mention.span.start - self.span.start, mention.span.end - self.span.start
            tokens = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
            found |= dict.fromkeys(tokens, mention)
        return found

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The times that can date what the sentence tells."""
        return tuple(mention for mention in self.times if is_date(mention, self))

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that a span of the document covers, even in part."""
        start, end = span.start - self.span.start, span.end - self.span.start
        return [self.tree[at] for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end))]

    def name_at(self, token: Token) -> Name | None:
        """The name that a token is part of."""
        return self._names_at.get(token.i)

    def quantity_at(self, token: Token) -> Mention | None:
        """The figure that a token is part of."""
        return self._quantities_at.get(token.i)

    def is_time(self, token: Token) -> bool:
        """Whether a token is part of a time expression."""
        return token.i in self._times_at

    def head_of(self, span: Span) -> Token | None:
        """The token of a span whose head lies outside it: the one that the rest of the tree sees."""
        tokens = self.tokens_in(span)
        inside = {token.i for token in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head is t), tokens[0] if tokens else None)

    def with_names(self, names: Iterable[Name]) -> Passage:
        """The same passage with other names."""
        ordered = tuple(sorted(names, key=lambda name: name.start))
        return self if ordered == self.names else replace(self, names=ordered)


def read_passages(document: Document, pick: Picker, pipeline: str | None = None) -> list[Passage]:
    """Return the passages of a document that `pick` chooses by their texts and figures; only these are parsed.

    Raises:
        LanguageError: the language has no pipeline, or `pipeline` is not one that can read it.
    """
    text, source = document.text, document.source
    lang = source.lang
    sentences = read_outline(document).sentences(split_sentences(text, lang))
    spans = [sentence.span for sentence in sentences]
    figures = _by_sentence(spans, recognize_quantities(text, lang))
    places = _with_labels(pick([text[span.start : span.end] for span in spans], figures, lang), sentences)
    picked = [sentences[place] for place in places]
    times = _times(picked, document)
    trees = load_pipeline(lang, pipeline).pipe([_one_line(text[span.start : span.end]) for span, _ in picked])
    return [
        _passage(place, sentence, tree, lang, figures[place], dates)
        for place, sentence, tree, dates in zip(places, picked, trees, times, strict=True)
    ]


def _with_labels(places: Sequence[int], sentences: Sequence[Sentence]) -> list[int]:
    """The places that were picked, with the labels of the items that they are part of, and what opens their lists."""
    labelled = {sentences[place].place.labelled for place in places}
    leads = {sentences[place].place.lead for place in places} - {0}
    labels = {
        at
        for at, (_, place) in enumerate(sentences)
        if (place.is_label and place.labelled in labelled) or (place.block in leads and not place.lead)
    }
    return sorted(labels.union(places))


def _times(sentences: Sequence[Sentence], document: Document) -> list[list[Mention]]:
    """The times of each sentence; below a heading that is a date, "the 5th" is one of its days."""
    text, lang, published = document.text, document.source.lang, document.source.published
    spans = [sentence.span for sentence in sentences]
    found = _by_sentence(spans, recognize_times(text, lang, published))
    for at, (span, place) in enumerate(sentences):
        if place.anchor is not None and place.anchor != published and found[at]:
            inside = recognize_times(text[span.start : span.end], lang, place.anchor)
            found[at] = [mention.model_copy(update={"span": _moved(mention.span, span.start)}) for mention in inside]
    return found


def _moved(span: Span, by: int) -> Span:
    return span.model_copy(update={"start": span.start + by, "end": span.end + by})


def _one_line(text: str) -> str:
    """A sentence with its line breaks and hard blanks as blanks, of the same length: parsers take them for words."""
    return text.translate(_BLANKS)


def _passage(
    position: int, sentence: Sentence, tree: Doc, lang: str, quantities: list[Mention], times: list[Mention]
) -> Passage:
    span, place = sentence
    for token in tree:
        if token.is_space:  # a second blank, which no treebank has
            token.pos_ = "SPACE"
    figures = [m for m in quantities if not any(m.span.overlaps(t.span) and t.label is Label.DATE for t in times)]
    taken = [mention.span for mention in (*figures, *times)]
    if place.is_label:
        return Passage(position, span, tree, lang, (), (), (Name(0, len(tree), tree.text, span, None),), place)
    names = recognize_names(tree, lang, taken, span.start)
    return Passage(position, span, tree, lang, tuple(figures), tuple(times), tuple(names), place)


def _by_sentence(spans: Sequence[Span], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence; both sequences are in the order of the text."""
    found: list[list[Mention]] = [[] for _ in spans]
    at = 0
    for mention in mentions:
        while at < len(spans) and spans[at].end <= mention.span.start:
            at += 1
        if at < len(spans) and spans[at].start <= mention.span.start and mention.span.end <= spans[at].end:
            found[at].append(mention)
    return found
