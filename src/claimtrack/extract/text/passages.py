"""A document as the extractor sees it: the sentences worth parsing, with what is mentioned in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from claimtrack.language import load_pipeline
from claimtrack.language.sentences import split_sentences
from claimtrack.model import Label
from claimtrack.recognize.names import Name, recognize_names
from claimtrack.recognize.quantities import recognize_quantities
from claimtrack.recognize.times import recognize_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spacy.tokens import Doc, Token

    from claimtrack.model import Document, Mention, Span

    Picker = Callable[[Sequence[str], Sequence[Sequence[Mention]], str], list[int]]

_BLANKS = str.maketrans("\r\n\t", "   ")


@dataclass(frozen=True)
class Passage:
    """A parsed sentence. Spans count characters of the document, names count tokens of `tree`.

    `position` is the sentence's place among all sentences of the document; `times` holds dates, durations and
    repeated times.
    """

    position: int
    span: Span
    tree: Doc
    lang: str
    quantities: tuple[Mention, ...]
    times: tuple[Mention, ...]
    names: tuple[Name, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tree]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.idx + len(token) for token in self.tree]

    @cached_property
    def _names_at(self) -> dict[int, Name]:
        return {at: name for name in reversed(self.names) for at in range(name.start, name.end)}

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that a span of the document covers, even in part."""
        start, end = span.start - self.span.start, span.end - self.span.start
        return [self.tree[at] for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end))]

    def name_at(self, token: Token) -> Name | None:
        """The name that a token is part of."""
        return self._names_at.get(token.i)

    def quantity_at(self, token: Token) -> Mention | None:
        """The figure that a token is part of."""
        at = self.span.start + token.idx
        return next((m for m in self.quantities if m.span.start <= at < m.span.end), None)

    def is_time(self, token: Token) -> bool:
        """Whether a token is part of a time expression."""
        at = self.span.start + token.idx
        return any(m.span.start <= at < m.span.end for m in self.times)

    def head_of(self, span: Span) -> Token | None:
        """The token of a span whose head lies outside it: the one that the rest of the tree sees."""
        tokens = self.tokens_in(span)
        inside = {token.i for token in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head is t), tokens[0] if tokens else None)

    def with_names(self, names: Iterable[Name]) -> Passage:
        """The same passage with other names."""
        return replace(self, names=tuple(sorted(names, key=lambda name: name.start)))


def read_passages(document: Document, pick: Picker, pipeline: str | None = None) -> list[Passage]:
    """Return the passages of a document that `pick` chooses by their texts and figures; only these are parsed.

    Raises:
        LanguageError: the language has no pipeline, or `pipeline` is not one that can read it.
    """
    text, source = document.text, document.source
    lang = source.lang
    spans = split_sentences(text, lang)
    figures = _by_sentence(spans, recognize_quantities(text, lang))
    places = pick([text[span.start : span.end] for span in spans], figures, lang)
    picked = [spans[place] for place in places]
    times = _by_sentence(picked, recognize_times(text, lang, source.published))
    trees = load_pipeline(lang, pipeline).pipe([_one_line(text[span.start : span.end]) for span in picked])
    return [
        _passage(place, span, tree, lang, figures[place], dates)
        for place, span, tree, dates in zip(places, picked, trees, times, strict=True)
    ]


def _one_line(text: str) -> str:
    """A sentence with its line breaks as blanks, of the same length: parsers take a line break for a word."""
    return text.translate(_BLANKS)


def _passage(
    position: int, span: Span, tree: Doc, lang: str, quantities: list[Mention], times: list[Mention]
) -> Passage:
    figures = [m for m in quantities if not any(m.span.overlaps(t.span) and t.label is Label.DATE for t in times)]
    taken = [mention.span for mention in (*figures, *times)]
    names = recognize_names(tree, lang, taken, span.start)
    return Passage(position, span, tree, lang, tuple(figures), tuple(times), tuple(names))


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
