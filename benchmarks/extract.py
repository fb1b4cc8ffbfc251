"""The speed and the memory of extraction, each as a ratio of two measurements of one run.

    python -m benchmarks.extract --news ../data/newsagg_2026.jsonl --documents 300
    python -m benchmarks.extract --news ../data/newsagg_2026.jsonl --documents 3000 --only memory

`pipeline` compares extraction with running the complete pipeline over every sentence, as spaCy loads it and without
what the program makes it remember, in turns of 25 documents in one process. `workers` compares four processes with one
on the same documents, and checks that they find the same. `memory` weighs four processes after every document. Words
are what stands between blanks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import time
from collections import defaultdict
from functools import cache
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract import extract_claims
from claimtrack.language import load_pipeline
from claimtrack.language.sentences import split_sentences
from claimtrack.ledger.lines import format_line
from claimtrack.model import Document, PublishedBasis, Source, document_id
from claimtrack.workers import map_in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

TURN = 25
MEGABYTE = 1024 * 1024


class Reading(NamedTuple):
    """What it took to read a document: seconds by the clock and of the processor, bytes of the process afterwards."""

    process: int
    seconds: float
    processor: float
    resident: int
    claims: int
    digest: str


def main() -> None:
    """Print what is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True, metavar="FILE", help="articles: id, date, lang, text")
    parser.add_argument("--documents", type=int, default=300, metavar="N", help="the first N of them")
    parser.add_argument("--workers", type=int, default=4, metavar="N")
    parser.add_argument("--only", choices=["pipeline", "workers", "memory"])
    options = parser.parse_args()
    documents = load_documents(options.news, options.documents)
    words = sum(map(count_words, documents))
    print(f"{len(documents)} documents, {words:,} words, {options.news.name}; {os.cpu_count()} cores")
    for lang in sorted({document.source.lang for document in documents}):
        load_pipeline(lang, None)  # loading is not measured
        extract_claims(next(document for document in documents if document.source.lang == lang))
        load_plain(lang)
    if options.only in (None, "pipeline"):
        compare_with_pipeline(documents)
    if options.only in (None, "workers"):
        compare_workers(documents, options.workers)
    if options.only in (None, "memory"):
        weigh_workers(documents, options.workers)


def load_documents(news: Path, most: int) -> list[Document]:
    """Return the first articles of a file of JSON lines."""
    with news.open(encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in islice(lines, most)]


def _document(article: dict[str, str]) -> Document:
    text, day = article["text"], str(article.get("date") or "")[:10]
    basis = PublishedBasis.GIVEN if day else PublishedBasis.UNKNOWN
    source = Source(
        id=document_id(text), path=article["id"], lang=article["lang"], published=day or None, published_basis=basis
    )
    return Document(source=source, text=text)


def count_words(document: Document) -> int:
    """Return how many stretches without blanks a text has."""
    return len(document.text.split())


def compare_with_pipeline(documents: Sequence[Document]) -> None:
    """Print words per second of extraction, and of the complete pipeline over every sentence."""
    takers: dict[str, Callable[[Document], object]] = {"extraction": extract_claims, "complete pipeline": parse_all}
    seconds: defaultdict[str, float] = defaultdict(float)
    for start in range(0, len(documents), TURN):
        for name, read in takers.items():
            begin = time.process_time()
            for document in documents[start : start + TURN]:
                read(document)
            seconds[name] += time.process_time() - begin
    words = sum(map(count_words, documents))
    for name in takers:
        print(f"{name}: {words / seconds[name]:,.0f} words per second of processor time")
    print(f"ratio: {seconds['complete pipeline'] / seconds['extraction']:.2f}")


def parse_all(document: Document) -> None:
    """Run the complete pipeline over every sentence, and keep nothing."""
    text, lang = document.text, document.source.lang
    sentences = [text[span.start : span.end] for span in split_sentences(text, lang)]
    for _ in load_plain(lang).pipe(sentences):
        pass


@cache
def load_plain(lang: str) -> Language:
    """Return a language's pipeline as spaCy loads it, multiplying as the program's own does."""
    import spacy  # behind the program's own, which tells NumPy in how many threads to multiply
    from thinc.api import use_ops

    with as_file(files("claimtrack.language").joinpath(lang, "pipeline")) as path, use_ops("numpy", use_blis=False):
        return spacy.load(path)


def compare_workers(documents: Sequence[Document], workers: int) -> None:
    """Print how much faster several processes are than one, what they weigh, and how long documents take."""
    taken = {}
    readings = {}
    for number in (1, workers):
        begin = time.perf_counter()
        with map_in_order(read_and_weigh, documents, number) as results:
            readings[number] = list(results)
        taken[number] = time.perf_counter() - begin
        print(f"{number} worker{'s' if number > 1 else ''}: {taken[number]:.1f} s, their start included")
    print(f"ratio: {taken[1] / taken[workers]:.2f}")
    worked = {number: sum(one.processor for one in part) for number, part in readings.items()}
    print(
        f"seconds of the processor, without the start: {worked[1]:.1f} and {worked[workers]:.1f},"
        f" {workers * worked[1] / worked[workers]:.2f} times as fast where {workers} cores are free"
    )
    same = [one.digest for one in readings[1]] == [one.digest for one in readings[workers]]
    print(f"the same claims: {'yes' if same else 'NO'}, {sum(one.claims for one in readings[1]):,}")
    _print_seconds([one.seconds for one in readings[1]])


def weigh_workers(documents: Sequence[Document], workers: int) -> None:
    """Print how much memory processes hold early and late in their work, and the most that one of them ever held."""
    with map_in_order(read_and_weigh, documents, workers) as results:
        _print_memory(list(results))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / MEGABYTE
    print(f"peak of the heaviest worker: {peak:,.0f} MB")


def read_and_weigh(document: Document) -> Reading:
    """Return what it took to extract a document in this process."""
    begin, processor = time.perf_counter(), time.process_time()
    claims = extract_claims(document)
    seconds, processor = time.perf_counter() - begin, time.process_time() - processor
    digest = hashlib.sha256("\n".join(map(format_line, claims)).encode()).hexdigest()
    return Reading(os.getpid(), seconds, processor, _resident(), len(claims), digest)


def _resident() -> int:
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def _print_seconds(seconds: Sequence[float]) -> None:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    print(
        f"seconds per document, one worker: median {cuts[49]:.2f}, 90 % below {cuts[89]:.2f},"
        f" 99 % below {cuts[98]:.2f}, longest {max(seconds):.2f}"
    )


def _print_memory(readings: Sequence[Reading]) -> None:
    weights: defaultdict[int, list[int]] = defaultdict(list)
    for one in readings:
        weights[one.process].append(one.resident)
    for number, resident in enumerate(weights.values(), start=1):
        tenth = max(1, len(resident) // 10)
        first, last = (statistics.median(part) / MEGABYTE for part in (resident[tenth : 2 * tenth], resident[-tenth:]))
        print(
            f"worker {number}: {len(resident)} documents, {first:,.0f} MB in the second tenth of them,"
            f" {last:,.0f} MB in the last, {1024 * (last - first) / len(resident):+.1f} KB a document"
        )


if __name__ == "__main__":
    main()
