"""Gazetteers out of the lists in the data pack: names only, one a line, sorted, with source and licence at the head.

    python -m training.gazetteers --lists FOLDER --nouns FILE [--out src/claimtrack/recognize/gazetteers]

FOLDER is `gazetteers/` of the unpacked `nlp.tar.xz`, FILE is `nouns.csv` of the package german-nouns. What a list
says is one voice among several when a name's type is voted on; nothing is extracted because it stands in a list.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from claimtrack.language.words import load_words

LEGAL = re.compile(
    r"(?i)[,]?\s+(?:inc|corp|corporation|company|companies|co|ltd|limited|plc|llc|lp|ag|se|sa|nv|gmbh|kgaa|kg|group|holdings?"
    r"|the|class [a-c]|o\.n|n\.v|s\.a|vz|st|na)\.?$|\s*\((?:the|class [a-c])\)$"
)
NO_FIRM = re.compile(r"\b(?:ETF|Fund|Acquisition|Trust|SPAC|Index|Notes|Preferred|Depositary|Warrant|Units?|Rights?)\b")
# names that are common words in running text say nothing about a type
MIN_LENGTH = 3
MAX_WORDS = 4
WORD = re.compile(r"[A-ZÄÖÜ][a-zäöüßàáâçèéêëîïñôû]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?")
# own list, in English and German
CONTINENTS = ("Africa", "America", "Asia", "Australia", "Europe", "Afrika", "Amerika", "Asien", "Australien", "Europa")
MODEL_DOMAINS = ("Language", "Multimodal", "Speech", "Image generation", "Video", "Vision")


def company_names(lists: Path) -> set[str]:
    """Return the company names of the S&P 500, the Nasdaq and the financial database, without legal forms."""
    names = set(_listed_on_nasdaq(lists / "companies_nasdaq_pddl.tsv"))
    names |= {line.split("\t")[1] for line in _lines(lists / "companies_sp500_pddl.tsv")}
    names |= {line.split("\t")[0] for line in _lines(lists / "companies_findb_mit.tsv")}
    stripped = {_without_legal_form(name) for name in names}
    return {n for n in stripped if len(n) >= MIN_LENGTH and any(c.isupper() for c in n) and len(n.split()) <= MAX_WORDS}


def _listed_on_nasdaq(file: Path) -> Iterator[str]:
    """The firms of a list of shares: no funds, no shells, and no firm whose name is an ordinary word."""
    for line in _lines(file):
        name = line.split("\t")[1].split(" - ")[0]
        if not NO_FIRM.search(name) and (" " in name or not load_words("en").has_form(name.lower())):
            yield name


def model_names(lists: Path) -> set[str]:
    """Return the names of notable AI models, each without what stands in brackets behind it."""
    with (lists / "notable_ai_models_epoch_ccby4.csv").open(encoding="utf-8", newline="") as rows:
        found = {
            re.sub(r"\s*\(.*", "", row["Model"]).strip()
            for row in csv.DictReader(rows)
            if any(domain in row["Domain"] for domain in MODEL_DOMAINS)
        }
    return {
        name
        for name in found
        if 2 <= len(name) <= 40 and re.search(r"[A-Z0-9]", name) and len(name.split()) <= MAX_WORDS
    }


def organisation_names(lists: Path) -> set[str]:
    """Return the organisations that Epoch names as makers of AI models."""
    with (lists / "notable_ai_models_epoch_ccby4.csv").open(encoding="utf-8", newline="") as rows:
        cells = [row["Organization"] for row in csv.DictReader(rows)]
    names = {re.sub(r"\s*\(.*", "", name).strip() for cell in cells for name in cell.split(",")}
    return {
        name
        for name in names
        if len(name) >= MIN_LENGTH and any(c.isupper() for c in name) and len(name.split()) <= MAX_WORDS
    }


def place_names(lists: Path) -> set[str]:
    """Return the names of countries and continents in English and German."""
    files = ("countries_en_mit.tsv", "countries_de_mit.tsv")
    return {line.split("\t")[1].strip() for file in files for line in _lines(lists / file)} | set(CONTINENTS)


def names_of_wiktionary(nouns: Path, kind: str) -> set[str]:
    """Return the one-word names of a kind ("Vorname", "Toponym") in the noun list of german-nouns."""
    with nouns.open(encoding="utf-8", newline="") as rows:
        kinds = ((row["lemma"], row["pos"]) for row in csv.DictReader(rows))
        found = {lemma for lemma, pos in kinds if kind in pos and "Wortverbindung" not in pos}
    words = load_words("de")
    return {name for name in found if WORD.fullmatch(name) and len(name) >= MIN_LENGTH and not words.has(name)}


def _without_legal_form(name: str) -> str:
    shorter = LEGAL.sub("", name.strip())
    return name.strip() if shorter == name.strip() else _without_legal_form(shorter)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_list(path: Path, head: str, names: set[str]) -> None:
    """Write a list: a comment with its source, then the names in code-point order."""
    path.write_text("".join(f"{line}\n" for line in [f"# {head}", *sorted(names)]), encoding="utf-8")
    print(f"{path}: {len(names)} names")


def main() -> None:
    """Write all gazetteers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/claimtrack/recognize/gazetteers"))
    parser.add_argument("--nouns", type=Path, required=True, help="nouns.csv of german-nouns")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    forenames = set(_lines(options.lists / "forenames_cc0.txt"))
    write_list(options.out / "forenames.txt", "Forenames; list in the public domain (CC0).", forenames)
    write_list(options.out / "places.txt", "Countries in English and German; MIT.", place_names(options.lists))
    companies = company_names(options.lists) | organisation_names(options.lists)
    head = "Companies: S&P 500 and Nasdaq (PDDL), FinanceDatabase (MIT), makers of AI models (Epoch AI, CC BY 4.0)."
    write_list(options.out / "companies.txt", head, companies)
    models = model_names(options.lists)
    write_list(options.out / "models.txt", "Notable AI models: Epoch AI, CC BY 4.0.", models)
    for name, kind in (("forenames", "Vorname"), ("places", "Toponym")):
        head = f"{kind} in the German Wiktionary, by way of german-nouns; CC BY-SA 4.0."
        write_list(options.out / f"{name}_wiktionary.txt", head, names_of_wiktionary(options.nouns, kind))


if __name__ == "__main__":
    main()
