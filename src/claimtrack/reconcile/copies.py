"""Which documents are copies of one another, near ones, too: by what their claims quote of them.

A wire story that two papers print with other beginnings and some words changed is one origin, also where the sentence
at hand is among those that were changed. Documents with a sentence in common are compared by *sketches*: of the runs of
three words in all that is quoted of a document, the `SIZE` whose checksums are the least. Two sketches tell how much
two documents have in common (A. Broder, On the resemblance and containment of documents, 1997).
The ledger holds no more of a text than its claims' sentences, and so needs no other file to say who copied.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from claimtrack.model import Claim, Source

    Sketches = Mapping[str, "Sketch"]

SIZE = 48
"""Checksums of a sketch."""
ALIKE = 0.6
"""The share of runs of words in common from which on two documents are copies: reports that quote one statement, or
tell of one event in their own words, have less than a third."""
LEAST_QUOTES, LEAST_RUNS = 3, 50
"""Different sentences and runs of words below which a document has too little for it; its sentences are compared."""


class Sketch(NamedTuple):
    """What is kept of a document to be compared by: checksums of its sentences, and the least ones of its runs."""

    quotes: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()


NO_SKETCH = Sketch()


def sketch_documents(claims: Iterable[Claim]) -> dict[str, Sketch]:
    """Return the sketches of the documents of which enough is quoted, by the documents' ids.

    Documents without a sentence that stands in another have none: they are no copies.
    """
    told = [(claim.document, claim.quote) for claim in claims]
    first: dict[str, Source] = {}
    copied: set[str] = set()
    for source, quote in told:
        other = first.setdefault(quote, source)
        if other is not source and other.id != source.id:  # records lie far apart: few are worth the way to them
            copied.update((other.id, source.id))
    quotes: defaultdict[str, set[str]] = defaultdict(set)
    for source, quote in told if copied else ():
        if source.id in copied:
            quotes[source.id].add(quote)
    sketches = {document: sketch_quotes(quotes[document]) for document in copied}
    return {document: sketch for document, sketch in sketches.items() if sketch is not NO_SKETCH}


def sketch_quotes(quotes: Collection[str]) -> Sketch:
    """Return the sketch of a document of which these sentences are quoted; none if they are too few."""
    told = {quote.casefold().encode("utf-8", "surrogatepass") for quote in quotes}
    runs: set[bytes] = set()
    for quote in told:
        words = quote.split()
        runs.update(map(b" ".join, zip(words, words[1:], words[2:], strict=False)))
    if len(told) < LEAST_QUOTES or len(runs) < LEAST_RUNS:
        return NO_SKETCH
    return Sketch(frozenset(map(crc32, told)), frozenset(sorted(set(map(crc32, runs)))[:SIZE]))


def are_copies(a: Sketch, b: Sketch) -> bool:
    """Whether two documents have a sentence, and most of their words, in common."""
    if a.quotes.isdisjoint(b.quotes):
        return False
    least = sorted(a.runs | b.runs)[:SIZE]
    return sum(run in a.runs and run in b.runs for run in least) >= ALIKE * len(least)
