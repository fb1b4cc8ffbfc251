"""A document as the extractor sees it: the sentences worth parsing, with what is mentioned in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from claimtrack.extract.layout.outline import NOWHERE, read_outline
from claimtrack.extract.text.dates import is_date
from claimtrack.extract.text.emphasis import Plain, without_emphasis
from claimtrack.extract.text.pairs import read_pairs
from claimtrack.language import load_pipeline, parse_sentences
from claimtrack.language.sentences import split_sentences
from claimtrack.language.trees import read_tree, text_of
from claimtrack.model import Label, Span
from claimtrack.recognize.names import Name, recognize_names
from claimtrack.recognize.quantities import recognize_quantities
from claimtrack.recognize.times import recognize_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claimtrack.extract.layout.outline import Place, Sentence
    from claimtrack.language.trees import Token, Tree
    from claimtrack.model import Document, Mention

    Picker = Callable[[Sequence[str], Sequence[Sequence[Mention]], str], list[int]]

_BLANKS = str.maketrans("\r\n\t\u00a0", "    ")


@dataclass(frozen=True)
class Passage:
    """A parsed sentence. Spans count characters of the document, names count tokens of `tree`.

    `plain` is the sentence without marks of emphasis, which `tree` is of; `position` is the sentence's place among all
    sentences of the document; `times` holds dates, durations and repeated times; `place` says under which headings and
    in which item of a list the sentence stands, `pair` what goes together in it of two lists that the whole
    sentence has; `memo` keeps what several readers ask for.
    """

    position: int
    span: Span
    plain: Plain
    tree: Tree
    lang: str
    quantities: tuple[Mention, ...]
    times: tuple[Mention, ...]
    names: tuple[Name, ...]
    place: Place = NOWHERE
    pair: tuple[Span, ...] = ()
    memo: dict[str, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """The sentence in one line, without marks of emphasis."""
        return self.plain.text

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where the tokens start and end; with other names it is where they did before."""
        known: tuple[list[int], list[int]] | None = self.tree.memo.get("bounds")
        if known is None:
            start, offsets = self.span.start, self.plain.offsets
            starts = [start + offsets[token.idx] for token in self.tree]
            ends = [start + offsets[token.idx + len(token.text) - 1] + 1 for token in self.tree]
            known = self.tree.memo["bounds"] = starts, ends
        return known

    @cached_property
    def strong(self) -> tuple[tuple[int, int], ...]:
        """The tokens (half-open) that strong emphasis sets apart: "**Acme** raised $5m"."""
        return self._places_of(self.plain.strong)

    @cached_property
    def light(self) -> tuple[tuple[int, int], ...]:
        """The tokens (half-open) that light emphasis sets apart, as titles are: "the game _Hollow Tide_"."""
        return self._places_of(self.plain.light)

    def _places_of(self, stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        places = (self.tree.places_of(*each) for each in stretches)
        return tuple((each.start, each.stop) for each in places if each)

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
            starts, _ = self._bounds
            tokens = range(bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end))
            found |= dict.fromkeys(tokens, mention)
        return found

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The times that can date what the sentence tells."""
        return tuple(mention for mention in self.times if is_date(mention, self))

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that a span of the document covers, even in part."""
        starts, ends = self._bounds
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        return self.tree[first:last] if first < last else ()

    def span_of(self, start: int, end: int) -> Span:
        """The stretch of the document that tokens `start` to `end` (half-open) cover."""
        starts, ends = self._bounds
        return Span(start=starts[start], end=ends[end - 1])

    def name_of(self, start: int, end: int, label: Label | None = None, text: str | None = None) -> Name:
        """Tokens `start` to `end` (half-open) as a name, called `text` where that is not how it is written."""
        return Name(start, end, text or text_of(self.tree[start:end]), self.span_of(start, end), label)

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
        return next((t for t in tokens if t.head.i not in inside), tokens[0] if tokens else None)

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
    plain = [without_emphasis(_one_line(text[span.start : span.end])) for span, _ in picked]
    trees = map(read_tree, parse_sentences([each.text for each in plain], load_pipeline(lang, pipeline)))
    found = zip(places, picked, plain, trees, times, strict=True)
    passages = [
        _passage(Passage(place, sentence.span, each, tree, lang, (), (), (), sentence.place), figures[place], dates)
        for place, sentence, each, tree, dates in found
    ]
    return [part for passage in passages for part in _told_apart(passage, pipeline)]


def _told_apart(passage: Passage, pipeline: str | None) -> list[Passage]:
    """The sentences that a passage tells in one, each parsed by itself; the passage where it tells one."""
    parts = read_pairs(passage)
    texts = [plain.text for plain, _ in parts]
    trees = map(read_tree, parse_sentences(texts, load_pipeline(passage.lang, pipeline))) if parts else ()
    told = [
        replace(passage, plain=plain, tree=tree, pair=pair, names=())
        for (plain, pair), tree in zip(parts, trees, strict=True)
    ]
    return [_passage(each, _left(passage.quantities, each), _left(passage.times, each)) for each in told] or [passage]


def _left(mentions: Iterable[Mention], passage: Passage) -> list[Mention]:
    """The mentions that are in a passage whole."""
    start, offsets = passage.span.start, frozenset(passage.plain.offsets)
    ends = ((m, m.span.start - start, m.span.end - start - 1) for m in mentions)
    return [mention for mention, first, last in ends if first in offsets and last in offsets]


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


def _passage(passage: Passage, quantities: list[Mention], times: list[Mention]) -> Passage:
    """The passage with what is mentioned in it."""
    tree = passage.tree
    figures = [m for m in quantities if not any(m.span.overlaps(t.span) and t.label is Label.DATE for t in times)]
    taken = [mention.span for mention in (*figures, *times)]
    if passage.place.is_label:
        return passage.with_names([passage.name_of(0, len(tree))])
    busy = {token.i for span in taken for token in passage.tokens_in(span)}
    inside = (token for mention in figures for token in passage.tokens_in(mention.span)[1:-1])
    busy -= {token.i for token in inside if token.pos_ == "PROPN" and token.text.istitle()}  # "two Norwind engineers"
    found = recognize_names(tree, passage.lang, busy)
    names = tuple(passage.name_of(each.start, each.end, each.label, each.text) for each in found)
    return replace(passage, quantities=tuple(figures), times=tuple(times), names=names)


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
