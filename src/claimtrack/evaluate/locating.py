"""Gold claims to the documents of a ledger, and to their place in the text."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.model import Problem, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claimtrack.evaluate.gold import GoldClaim


class Expected(NamedTuple):
    """A gold claim with its document and, as far as they can be known, its place, line (1-based) and sentence."""

    gold: GoldClaim
    source: Source
    span: Span | None
    line: int | None
    sentence: str | None


def locate_gold(
    gold: Sequence[GoldClaim], sources: Iterable[Source], text_of: Callable[[Source], str | None]
) -> tuple[tuple[Expected, ...], tuple[Problem, ...]]:
    """Return gold claims with their documents, and a problem for each document that is not among the sources.

    A document is known by its id, its path, its file name, or that without its suffix, as far as only one goes by it.
    """
    names = _names(sources)
    expected: list[Expected] = []
    lost: defaultdict[str, int] = defaultdict(int)
    texts: dict[str, str | None] = {}
    for claim in gold:
        source = _find(names, claim.document)
        if source is None:
            lost[claim.document] += 1
            continue
        if source.id not in texts:
            texts[source.id] = text_of(source)
        expected.append(_place(claim, source, texts[source.id]))
    return tuple(expected), tuple(
        Problem(path=path, reason=f"{count} gold claim{'' if count == 1 else 's'}, but the document was not extracted")
        for path, count in lost.items()
    )


def _names(sources: Iterable[Source]) -> dict[str, Source | None]:
    names: dict[str, Source | None] = {}
    for rank in (_exact, _by_file):
        found: defaultdict[str, dict[str, Source]] = defaultdict(dict)
        for source in sources:
            for name in rank(source):
                found[name][source.id] = source
        for name, known in found.items():
            names.setdefault(name, next(iter(known.values())) if len(known) == 1 else None)
    return names


def _exact(source: Source) -> tuple[str, ...]:
    return source.id, source.path


def _by_file(source: Source) -> tuple[str, ...]:
    path = PurePosixPath(source.path)
    return path.name, path.stem


def _find(names: Mapping[str, Source | None], document: str) -> Source | None:
    path = document.replace("\\", "/")
    return names.get(document) or names.get(path) or names.get(PurePosixPath(path).name)


def _place(claim: GoldClaim, source: Source, text: str | None) -> Expected:
    span = _span(claim, text)
    if span is None or text is None:
        return Expected(claim, source, span, None, claim.quote)
    line = text.count("\n", 0, span.start) + 1
    return Expected(claim, source, span, line, claim.quote or text[span.start : span.end])


def _span(claim: GoldClaim, text: str | None) -> Span | None:
    start, end = claim.start, claim.end
    if start is not None and end is not None and start <= end:
        return Span(start=start, end=end)
    at = text.find(claim.quote) if text and claim.quote else -1
    return None if at < 0 or not claim.quote else Span(start=at, end=at + len(claim.quote))
