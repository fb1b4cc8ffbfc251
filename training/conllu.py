"""Read CoNLL-U files (https://universaldependencies.org/format.html) into plain records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. ``start`` and ``end`` are offsets into the text of its sentence.

    The words of a contraction whose forms do not add up to what is written (``zum`` = ``zu`` +
    ``dem``) all have the span of the whole contraction. ``head`` is the index of the governing word
    in the sentence, or the word's own index for the root.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its text and words; ``opens`` is true where a new paragraph begins."""

    id: str
    text: str
    words: tuple[Word, ...]
    opens: bool


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order; those whose words are not in their text are skipped."""
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
                continue
            if sentence := parse_block(block):
                yield sentence
            block = []
    if sentence := parse_block(block):
        yield sentence


def parse_block(block: Iterable[str]) -> Sentence | None:
    """One block of CoNLL-U lines as a sentence; ``None`` where text and words do not fit together."""
    text, name, opens = "", "", False
    rows: list[list[str]] = []
    for line in block:
        if not line.startswith("#"):
            rows.append(line.split("\t"))
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line.startswith(("# newpar", "# newdoc")):
            opens = True
    words = _words(text, rows)
    return Sentence(name, text, words, opens) if words else None


def _words(text: str, rows: list[list[str]]) -> tuple[Word, ...]:
    """The syntactic words with their offsets; empty nodes (``8.1``) are left out."""
    spans = _spans(text, rows)
    plain = [row for row in rows if row[0].isdigit()]
    if spans is None or len(spans) != len(plain):
        return ()
    words = []
    for index, (row, (start, end)) in enumerate(zip(plain, spans, strict=True)):
        head = int(row[6]) - 1 if row[6] != "0" else index
        lemma = row[2] if row[2] != "_" or row[1] == "_" else row[1]
        feats = "" if row[5] == "_" else row[5]
        words.append(Word(start, end, row[1], lemma, row[3], feats, head, row[7]))
    return tuple(words)


def _spans(text: str, rows: list[list[str]]) -> list[tuple[int, int]] | None:
    """The offsets of each syntactic word, found by walking along the text."""
    spans: list[tuple[int, int]] = []
    position, until, index = 0, 0, 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if "." in row[0] or (row[0].isdigit() and int(row[0]) <= until):
            continue
        parts = [row[1]]
        if "-" in row[0]:
            first, until = (int(part) for part in row[0].split("-"))
            parts = [r[1] for r in rows[index:] if r[0].isdigit() and first <= int(r[0]) <= until]
        start = text.find(row[1], position)
        if start < 0 or text[position:start].strip():
            return None
        position = start + len(row[1])
        spans += _part_spans(start, position, parts, row[1])
    return spans


def _part_spans(start: int, end: int, parts: list[str], surface: str) -> list[tuple[int, int]]:
    """The spans of the words of a surface token: side by side if they spell it, else all of it."""
    if "".join(parts).lower() != surface.lower():
        return [(start, end)] * len(parts)
    spans = []
    for part in parts:
        spans.append((start, start + len(part)))
        start += len(part)
    return spans
