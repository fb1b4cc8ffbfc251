"""Readings by rank that people have judged, to learn from what makes a whole reading right.

`labels/readings.tsv.gz` holds one line for each: corpus, document, how much of its text was read, where the figure
starts, the CRC-32 of what was read (kind, subject and attribute with bars between), `right` or `wrong`. A reading that
the models no longer make is left out.
"""

from __future__ import annotations

import gzip
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from claimtrack.extract import draft_by_rule
from claimtrack.extract.ranking.reader import Reading, read_ranked
from claimtrack.extract.ranking.roster import Roster
from claimtrack.extract.scene import set_scene
from claimtrack.language import languages, load_pipeline
from claimtrack.model import Document, PublishedBasis, Quantity, Source, document_id
from training.figures import Choice, document_of, rows_of

JUDGED = Path(__file__).parent / "labels" / "readings.tsv.gz"


class Verdict(NamedTuple):
    """Whether what was read of the figure that starts at a place was right."""

    length: int
    start: int
    reading: str
    is_right: bool


def read_verdicts(path: Path = JUDGED) -> dict[tuple[str, str], list[Verdict]]:
    """The verdicts on each document, by corpus and document."""
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            corpus, document, length, start, reading, verdict = line.rstrip("\n").split("\t")
            found[corpus, document].append(Verdict(int(length), int(start), reading, verdict == "right"))
    return dict(found)


def judged_choices(news: Path, workers: int = 4) -> list[Choice]:
    """A choice between worth and nothing for each reading that was judged and is still made."""
    jobs = list(rows_of(news, read_verdicts()))
    with ProcessPoolExecutor(workers) as pool:
        return [choice for choices in pool.map(_read, jobs, chunksize=4) for choice in choices]


def _read(job: tuple[str, dict[str, str], list[Verdict]]) -> list[Choice]:
    corpus, row, verdicts = job
    document = document_of(corpus, row, row["text"][: verdicts[0].length])
    known = {(verdict.start, verdict.reading): verdict.is_right for verdict in verdicts}
    with load_pipeline(document.source.lang).memory_zone():
        scene = set_scene(document)
        roster = Roster(scene.discourse)
        readings = list(read_ranked(scene, draft_by_rule(scene, document.source.published_interval, roster), roster))
        return list(_choices(readings, known, row["id"]))


def _choices(readings: list[Reading], known: dict[tuple[int, str], bool], document: str) -> Iterator[Choice]:
    for draft, doubts in readings:
        if draft.value is None:
            continue
        told = f"{draft.kind}|{draft.subject.text}|{draft.attribute or ''}"
        is_right = known.get((draft.value.span.start, f"{zlib.crc32(told.encode()):08x}"))
        if is_right is not None:
            yield Choice("worth", document, [list(doubts), []], [0 if is_right else 1], [])


def example_choices(workers: int = 4) -> list[Choice]:
    """A choice for each reading by rank of an example that is of the kinds that the example is complete in."""
    folders = [(lang, files("claimtrack.language").joinpath(lang, "examples")) for lang in languages()]
    jobs = [(lang, entry.read_text(encoding="utf-8")) for lang, folder in folders for entry in _tables(folder)]
    with ProcessPoolExecutor(workers) as pool:
        return [choice for choices in pool.map(_read_examples, jobs) for choice in choices]


def _tables(folder: Any) -> list[Any]:
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)


def _read_examples(job: tuple[str, str]) -> list[Choice]:
    lang, data = job[0], tomllib.loads(job[1])
    with load_pipeline(lang).memory_zone():
        return [c for table in data["example"] for c in _of_example(lang, data["kinds"], table)]


def _of_example(lang: str, kinds: list[str], table: dict[str, Any]) -> Iterator[Choice]:
    text, published = table["text"], table.get("published")
    basis = PublishedBasis.GIVEN if published else PublishedBasis.UNKNOWN
    source = Source(id=document_id(text), path="example.txt", lang=lang, published=published, published_basis=basis)
    scene = set_scene(Document(source=source, text=text))
    wanted = {(claim.get("kind", kinds[0]), str(claim.get("min"))) for claim in table["claims"]}
    roster = Roster(scene.discourse)
    for draft, doubts in read_ranked(scene, draft_by_rule(scene, source.published_interval, roster), roster):
        if draft.kind in kinds and draft.value is not None and isinstance(draft.value.norm, Quantity):
            is_right = (draft.kind, str(draft.value.norm.min)) in wanted
            yield Choice("worth", f"example {source.id}", [list(doubts), []], [0 if is_right else 1], [])
