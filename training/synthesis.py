"""Sentences with names put in: own templates filled, and labelled sentences with their names exchanged.

Names come from the gazetteers: persons from lists of forenames and surnames, companies, countries, and
the models of Epoch AI's list of notable models.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

_SLOT = re.compile(r"\{(PER|ORG|LOC|PRODUCT)\}")
_MODEL = re.compile(r"[A-Z][\w.+-]*(?: [\w.+-]+){0,3}")
_LEGAL = re.compile(r",? (?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|Co|Company|SE|NV|SA|LLC|Holdings?)\.?$")
CITIES = (
    *(
        "Amsterdam",
        "Bangalore",
        "Berlin",
        "Boston",
        "Dublin",
        "Frankfurt",
        "Hamburg",
        "London",
        "Paris",
        "Seoul",
    ),
    *("Leipzig", "Shanghai", "Singapore", "Stockholm", "Stuttgart", "Tokyo", "Toronto", "Texas", "Bavaria"),
)


@dataclass(frozen=True, slots=True)
class Pools:
    """Names of each label to draw from."""

    names: dict[str, tuple[str, ...]]

    def draw(self, label: str, rng: random.Random) -> str:
        """A name of the label; a person gets a forename and a surname."""
        if label == "PER":
            return f"{rng.choice(self.names['forename'])} {rng.choice(self.names['surname'])}"
        return rng.choice(self.names[label])


def read_pools(folder: Path, lang: str) -> Pools:
    """The names in the unpacked ``gazetteers`` folder."""
    with (folder / "notable_ai_models_epoch_ccby4.csv").open(encoding="utf-8", newline="") as file:
        models = list(csv.DictReader(file))
    products = {row["Model"] for row in models if _MODEL.fullmatch(row["Model"])}
    makers = {name for row in models for name in row["Organization"].split(",") if 2 < len(name) < 25}
    companies = {line.split("\t")[-1] for line in _lines(folder / "companies_sp500_pddl.tsv")}
    region = {"en": "United States", "de": "Germany"}[lang]
    rows = [line.split("\t") for line in _lines(folder / "companies_findb_mit.tsv")]
    local = {row[0] for row in rows if row[-1] == region and not row[0].isupper()}
    firms = companies | local | makers
    firms |= {_LEGAL.sub("", name) for name in firms}
    places = {line.split("\t")[1].split(",")[0] for line in _lines(folder / f"countries_{lang}_mit.tsv")}
    return Pools(
        {
            "PRODUCT": _sorted(products),
            "ORG": _sorted(name for name in firms if not name.islower()),
            "LOC": _sorted(places | set(CITIES)),
            "forename": _sorted(filter(_LATIN.fullmatch, _lines(folder / "forenames_cc0.txt"))),
            "surname": _sorted(filter(_LATIN.fullmatch, _lines(folder / "surnames_cc0.txt"))),
        }
    )


_LATIN = re.compile(r"[A-Z\u00c0-\u017d][A-Za-z\u00c0-\u017f '-]+")


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names if name.strip()}))


def filled_docs(nlp: Language, pools: Pools, times: int, seed: int) -> Iterator[Doc]:
    """Each template of the language filled ``times`` over."""
    rng = random.Random(seed)
    templates = tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))
    for template in templates[str(nlp.lang)] * times:
        yield filled_doc(nlp, template, pools, rng)


def filled_doc(nlp: Language, template: str, pools: Pools, rng: random.Random) -> Doc:
    """One template with its slots filled; names the tokenizer cuts otherwise are left unknown."""
    text, marks = "", []
    for index, part in enumerate(_SLOT.split(template)):
        if index % 2:
            name = pools.draw(part, rng)
            marks.append((len(text), len(text) + len(name), part))
            text += name
        else:
            text += part
    doc = nlp.make_doc(text)
    spans = [doc.char_span(*mark[:2], label=mark[2]) for mark in marks]
    unknown = [
        doc.char_span(*mark[:2], alignment_mode="expand")
        for mark, span in zip(marks, spans, strict=True)
        if span is None
    ]
    missing = {t.i for span in unknown if span for t in span}
    missing -= {t.i for span in spans if span for t in span}
    doc.set_ents([span for span in spans if span], missing=[doc[i : i + 1] for i in sorted(missing)], default="outside")
    return doc


Row = tuple[list[str], list[bool], list[tuple[int, int, str]]]


def exchange(
    tokens: Sequence[str],
    spaces: Sequence[bool],
    entities: Sequence[tuple[int, int, str]],
    pools: Pools,
    rng: random.Random,
) -> Row:
    """The row with about half of its persons and organisations replaced by other names.

    Entities that overlap others are left alone.
    """
    new_tokens: list[str] = []
    new_spaces: list[bool] = []
    new_entities: list[tuple[int, int, str]] = []
    position = 0
    for start, end, label in sorted(entities):
        if start < position:
            continue
        new_tokens += tokens[position:start]
        new_spaces += spaces[position:start]
        first = len(new_tokens)
        swap = label in {"PER", "ORG"} and rng.random() < 0.5 and (label == "ORG" or end - start == 2)
        words = pools.draw(label, rng).split() if swap else list(tokens[start:end])
        new_tokens += words
        new_spaces += [True] * (len(words) - 1) if swap else spaces[start : end - 1]
        new_spaces.append(spaces[end - 1])
        new_entities.append((first, len(new_tokens), label))
        position = end
    new_tokens += tokens[position:]
    new_spaces += spaces[position:]
    return new_tokens, new_spaces, new_entities
