"""How many names of AI models are found in running text, whole and as products.

    python -m benchmarks.models                  the share found, and the names that are missed most often
    python -m benchmarks.models --missed 60

The texts are daily digests that set names in bold (`../shared/data`, unpacked beside it). A bold name counts as a
model's when it begins with a family of models that Epoch AI lists (CC BY 4.0, first words of their names) and the rest
of it are versions, sizes and variants; families that are firms as well ("Mistral") count with a version only. The bold
marks are taken out before the text is read, so that they help nobody.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from claimtrack.extract.names.cast import cast_document
from claimtrack.extract.text.passages import read_passages
from claimtrack.model import Document, Label, PublishedBasis, Source, document_id

DATA = Path(__file__).resolve().parents[2] / "data"
BOLD = re.compile(r"\*\*([^*\n]{1,60})\*\*")
WORD = re.compile(r"[A-Za-z]+|o\d")
VERSION = re.compile(r"[vV]?\d[\w.]*|[A-Z][\w.+]*|[a-z]{3,8}|\([^)]*\)")
SHORTEST = 3
"""Letters of the shortest family that a word of ordinary language is not."""


class Found(NamedTuple):
    """Names of models in a text: how many there are, how many were found whole, and whole and typed as products."""

    names: int
    whole: int
    typed: int


def families(table: Path) -> tuple[set[str], set[str]]:
    """Return the families of models, and those among them that are makers as well, in lower case."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    makers = {word.casefold() for row in rows for word in WORD.findall(row.get("Organization") or "")}
    counted = Counter(found[0].casefold() for row in rows if (found := WORD.match(row["Model"])))
    kept = {family for family, times in counted.items() if times > 1 and len(family) >= SHORTEST}
    return kept | {"o1", "o3", "o4"}, kept & makers


def is_model(name: str, known: set[str], makers: set[str]) -> bool:
    """Whether a bold name is a model's."""
    family = WORD.match(name)
    if family is None or family[0].casefold() not in known or not (family[0][0].isupper() or name[0] == "o"):
        return False
    rest = [part for part in re.split(r"[\s\-]+", name[family.end() :]) if part]
    plain = all(VERSION.fullmatch(part) and not part.islower() for part in rest)
    versioned = any(char.isdigit() for char in name)
    return plain and (versioned or (family[0].casefold() not in makers and len(rest) <= 1))


def unmarked(text: str, known: set[str], makers: set[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its bold marks, and the spans of the models' names in it."""
    parts, spans, at, length = [], [], 0, 0
    for match in BOLD.finditer(text):
        before = text[at : match.start()]
        name = match[1].strip().removesuffix("'s").removesuffix("’s")
        parts += [before, match[1]]
        start = length + len(before) + match[1].find(name)
        if is_model(name, known, makers):
            spans.append((start, start + len(name)))
        length += len(before) + len(match[1])
        at = match.end()
    return "".join([*parts, text[at:]]), spans


def measure(text: str, spans: list[tuple[int, int]], missed: Counter[str]) -> Found:
    """Return how many of the spans are names of products in a reading of the text; count the others in `missed`."""
    source = Source(id=document_id(text), path="digest.txt", lang="en", published_basis=PublishedBasis.UNKNOWN)
    document = Document(source=source, text=text)
    passages = read_passages(document, lambda sentences, figures, lang: list(range(len(sentences))))
    passages, cast = cast_document(passages, text)
    read = {(n.span.start, n.span.end): cast.label(n.text) for p in passages for n in p.names}
    for start, end in spans:
        if read.get((start, end)) is not Label.PRODUCT:
            near = [f"{text[a:b]}={label and label.value}" for (a, b), label in read.items() if a < end and start < b]
            missed[f"{text[start:end]} → {', '.join(near) or 'nothing'}"] += 1
    whole = [span for span in spans if span in read]
    return Found(len(spans), len(whole), sum(read[span] is Label.PRODUCT for span in whole))


def main() -> None:
    """Print the shares and the names that are missed most often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the unpacked data")
    parser.add_argument("--missed", type=int, default=20, help="how many missed names to print")
    parser.add_argument("--every", type=int, default=4, help="read every n-th digest")
    options = parser.parse_args()
    known, makers = families(options.data / "gazetteers" / "notable_ai_models_epoch_ccby4.csv")
    missed: Counter[str] = Counter()
    with (options.data / "ainews_desc.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in list(lines)[:: options.every]]
    found = [measure(*unmarked(text, known, makers), missed) for text in texts]
    names, whole, typed = (sum(column) for column in zip(*found, strict=True))
    print(f"{len(found)} digests, {names} names: whole {whole / names:.3f}, whole and typed {typed / names:.3f}")
    for name, times in missed.most_common(options.missed):
        print(f"{times:4} {name}")


if __name__ == "__main__":
    main()
