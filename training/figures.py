"""Labelled figures of real documents as choices to learn to rank from.

`labels/figures.tsv.gz` holds one line for each figure: corpus, document, where the figure starts, its kind (`-`: it is
no claim's), level or change, where whom it is told of is named (`?`: nowhere in these words), and where the words stand
that say what it measures (`-`: no word does). Places count characters of the document's text, so that the file has
none of it. The figures were labelled by hand.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from claimtrack.evaluate.likeness import same_name
from claimtrack.extract.figures.line import Line
from claimtrack.extract.ranking.candidates import Candidate
from claimtrack.extract.ranking.cues import Setting
from claimtrack.extract.ranking.joins import tell_join
from claimtrack.extract.ranking.reader import last_of, with_last
from claimtrack.extract.ranking.roster import Roster
from claimtrack.extract.ranking.sorts import KINDS, SORTS, tell_sorts
from claimtrack.extract.ranking.wording import find_words
from claimtrack.extract.scene import Scene, set_scene
from claimtrack.language import load_pipeline
from claimtrack.model import Document, Source, document_id

LABELS = Path(__file__).parent / "labels" / "figures.tsv.gz"
GERMAN = ("trends_de_2024", "oliverjessner_de", "workshops_de_ai", "smartdata_de")
T = TypeVar("T")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ALIKE = 0.6  # words that two descriptions of one thing share at least


class Label(NamedTuple):
    """What a figure says: its kind, role, and where owner and wording stand; `owner` is `None` where nowhere."""

    start: int
    kind: str
    role: str
    owner: tuple[int, int] | None
    words: tuple[int, ...] | None


class Choice(NamedTuple):
    """The features of each choice, and which of them are right; `names` are choices that count as one if equal."""

    task: str
    document: str
    features: list[list[str]]
    right: list[int]
    names: list[str]


def read_labels(path: Path = LABELS) -> dict[tuple[str, str], list[Label]]:
    """The labels of each document, by corpus and document."""
    found: dict[tuple[str, str], list[Label]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            corpus, document, start, kind, role, owner, words = line.rstrip("\n").split("\t")
            first, _, last = owner.partition("-")
            span = (int(first), int(last)) if last else None
            starts = None if words == "-" else tuple(int(at) for at in words.split(",") if at)
            found[corpus, document].append(Label(int(start), kind, role, span, starts))
    return dict(found)


def make_choices(news: Path, workers: int = 4) -> list[Choice]:
    """The choices of all labelled documents, those of a document together, in the order of the labels."""
    jobs = list(rows_of(news, read_labels()))
    with ProcessPoolExecutor(workers) as pool:
        return [choice for choices in pool.map(_read, jobs, chunksize=4) for choice in choices]


def rows_of(news: Path, labels: Mapping[tuple[str, str], T]) -> Iterator[tuple[str, dict[str, str], T]]:
    """The rows of the news files that have labels, each with its corpus and labels."""
    for corpus in dict.fromkeys(key[0] for key in labels):
        with (news / f"{corpus}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if (corpus, row["id"]) in labels:
                    yield corpus, row, labels[corpus, row["id"]]


def document_of(corpus: str, row: Mapping[str, str], text: str) -> Document:
    """A row of a news file as a document that appeared on its date, if it has one."""
    day = str(row.get("date") or "")[:10]
    published = day if _DAY.fullmatch(day) else None
    source = Source(
        id=document_id(text), path=f"{row['id']}.txt", lang="de" if corpus in GERMAN else "en",
        publisher=row.get("source") or corpus, published=published,
        published_basis="given" if published else "unknown",
    )  # fmt: skip
    return Document(source=source, text=text)


def _read(job: tuple[str, dict[str, str], list[Label]]) -> list[Choice]:
    corpus, row, labels = job
    document = document_of(corpus, row, row["text"])
    with load_pipeline(document.source.lang).memory_zone():
        return list(_choices(set_scene(document), labels, row["text"], row["id"]))


def _choices(scene: Scene, labels: Iterable[Label], text: str, document: str) -> Iterator[Choice]:
    roster, by_start = Roster(scene.discourse), {label.start: label for label in labels}
    before: tuple[str, int] | None = None
    for line in scene.lines:
        for figure in line.figures:
            label = by_start.get(figure.mention.span.start)
            if label is None:
                continue
            setting = Setting(figure, line, roster.names, last_of(before, line.passage.position))
            offered = with_last(roster.candidates(line), setting, scene.discourse)
            right = _owners(label, offered, line, text)
            yield Choice("sort", document, list(tell_sorts(setting)), _sort(label), [])
            if label.kind != "-" and not right:
                continue
            features = [list(setting.speaks_for(c)) for c in offered] + [list(setting.unclaimed())]
            owners = [*(c.filler.text for c in offered), ""]
            yield Choice("owner", document, features, right or [len(offered)], owners)
            if right:
                before = max((owners[at] for at in right), key=len), line.passage.position
                yield from _wordings(setting, label, offered[right[0]], document)


def _owners(label: Label, candidates: list[Candidate], line: Line, text: str) -> list[int]:
    """Which candidates are what a label says; a figure of no claim has none."""
    if label.kind == "-" or label.owner is None:
        return []
    meant = text[label.owner[0] : label.owner[1]]
    return [at for at, candidate in enumerate(candidates) if _same(meant, candidate.filler.text)]


def _same(one: str, other: str) -> bool:
    if same_name(one, other, str.casefold):
        return True
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return bool(a & b) and len(a & b) / len(a | b) >= _ALIKE


def _sort(label: Label) -> list[int]:
    kind = label.kind if label.kind in KINDS else "other"
    return [at for at, sort in enumerate(SORTS) if sort == (kind, label.role or "level")]


def _wordings(setting: Setting, label: Label, owner: Candidate, document: str) -> Iterator[Choice]:
    """The choice of the word that heads the wording, of those that the label names the highest, and of each other."""
    words = list(find_words(setting.figure, owner, setting.line))
    starts = {token.i: setting.line.passage.span_of(token.i, token.i + 1).start for token in setting.line.tree}
    named = {w.token.i for w in words if label.words and starts[w.token.i] in label.words}
    right = [
        at for at, w in enumerate(words) if w.token.i in named and named.isdisjoint(a.i for a in w.token.ancestors)
    ]
    if not right and label.words is not None:
        return  # in words that the sentence does not have
    features = [list(setting.heads(word)) for word in words] + [list(setting.wordless())]
    yield Choice("wording", document, features, right or [len(words)], [])
    for word in words if right else ():
        if word is not words[right[0]]:
            told = list(tell_join(setting, words[right[0]], word))
            yield Choice("words", document, [told, []], [0 if word.token.i in named else 1], [])
