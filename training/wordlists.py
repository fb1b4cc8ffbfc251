"""The ordinary words of each language: `src/claimtrack/language/<lang>/words.txt.gz`.

    python -m training.wordlists --nlp FOLDER --news FOLDER --nouns FILE [--lang de] [--out src/claimtrack/language]

NLP and NEWS are the unpacked data packs, NOUNS is `nouns.csv` of the package german-nouns (Wiktionary, CC BY-SA 4.0).
A word is ordinary when running text writes it small often enough beside the times that it has a capital in
mid-sentence ("target" is a word, for all that Target is a firm; "nvidia" is none), or when it is a noun of the noun
list that is no proper name. Compounds of two listed nouns and regular inflections are left out: they are taken apart
when a word is looked up.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimtrack.language import read_data
from claimtrack.language.words import WordList

NEWS = {
    "en": ("newsagg_2026", "reuters21578", "ecbplus"),
    "de": ("trends_de_2024", "oliverjessner_de", "workshops_de_ai", "smartdata_de"),
}
# social media, where case says nothing
UNTIDY = frozenset({"btc", "wnut17", "smartdata_social"})
_SMALL = re.compile(r"(?<![\w.@/\-’'])[^\W\d_]{2,30}(?![\w@/]|\.\w)")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zäöüß,] )[^\W\d_]{2,30}(?!\w)")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüßàáâçèéêëîïñôû]{1,38}")
_NO_NOUNS = ("Eigenname", "Toponym", "name", "Wortverbindung", "Redewendung", "Affix", "Lexem", "Symbol", "Abkürzung")
_DESCRIBED = re.compile(r"\b(?:k?ein|dies|jed)(?:e|en|em|er|es)? ([A-ZÄÖÜ][a-zäöüß]{2,30})(?![\w-])")
SMALL_OFTEN = 3
"""A word is ordinary when it has a capital in mid-sentence no more than this many times as often as none."""
OWN_OFTEN = 100
"""A word that is seen this often is the language's own, whatever others have."""
DESCRIBED_ONCE_IN = 20
"""A noun is ordinary when one in this many of its mentions has an indefinite article."""


def texts(nlp: Path, news: Path, lang: str) -> Iterator[str]:
    """The raw texts of a language: news, treebanks, sentences of the entity corpora."""
    for name in NEWS[lang]:
        for row in _rows(news / f"{name}.jsonl"):
            yield row["text"]
    for file in sorted(nlp.glob(f"ud/ud_{lang}*/*.conllu")):
        with file.open(encoding="utf-8") as lines:
            yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    for file in sorted(nlp.glob(f"ner/{lang}/*/*.jsonl")):
        if file.parent.name not in UNTIDY:
            yield from (" ".join(row["tokens"]) for row in _rows(file) if "tokens" in row)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def small_words(raw: Iterable[str]) -> Counter[str]:
    """Return the words that texts write small, by how often, save where that is the exception.

    One sight is enough where none speaks against it.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in raw:
        small.update(word for word in _SMALL.findall(text) if word.islower())
        capital.update(word.lower() for word in _CAPITAL_INSIDE.findall(text) if not word.islower())
    return Counter({word: times for word, times in small.items() if _is_small(times, capital[word])})


def without_quoted(words: Counter[str], others: Iterable[Counter[str]]) -> set[str]:
    """Return the words without those that other languages have more often: quoted titles, names of commands."""
    foreign = {word for other in others for word, times in other.items() if times > words[word]}
    return {word for word, times in words.items() if times >= OWN_OFTEN or word not in foreign}


def _is_small(small: int, capital: int) -> bool:
    return capital == 0 or (small > 1 and capital <= SMALL_OFTEN * small)


def german_nouns(file: Path) -> set[str]:
    """Return the common nouns of the list in all their forms, in lower case."""
    found: set[str] = set()
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            kinds, *forms = (row.pop("pos"), *(v for key, v in row.items() if not key.startswith("genus")))
            if not any(kind in kinds for kind in _NO_NOUNS):
                found.update(form.lower() for form in forms if form and _NOUN.fullmatch(form))
    return found


def nouns_with_articles(raw: Iterable[str]) -> set[str]:
    """Return the words with a capital that texts put behind an indefinite article often enough: loans of late years."""
    described: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in raw:
        described.update(word.lower() for word in _DESCRIBED.findall(text))
        every.update(word.lower() for word in _CAPITAL_INSIDE.findall(text))
    return {word for word, times in described.items() if times >= 3 and times * DESCRIBED_ONCE_IN >= every[word]}


def without_regular(words: set[str], lang: str) -> set[str]:
    """Return the words that no ending and no joining of others gives, which a look-up takes apart."""
    kept: set[str] = set()
    known = WordList(kept, read_data(lang, "names")["words"])
    for word in sorted(words, key=lambda word: (len(word), word)):  # what a word is made of is shorter, and decided
        if not known.has_form(word) and not known.has_parts(word):
            kept.add(word)
    return kept


def write_words(path: Path, words: set[str]) -> None:
    """Write a list, sorted, the same bytes for the same words."""
    path.write_bytes(gzip.compress("\n".join(sorted(words)).encode(), 9, mtime=0))
    print(f"{path}: {len(words)} words, {path.stat().st_size} bytes")


def main() -> None:
    """Write the lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nlp", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--nouns", type=Path, required=True)
    parser.add_argument("--lang", choices=sorted(NEWS), action="append")
    parser.add_argument("--out", type=Path, default=Path("src/claimtrack/language"))
    options = parser.parse_args()
    small = {lang: small_words(texts(options.nlp, options.news, lang)) for lang in sorted(NEWS)}
    for lang in options.lang or sorted(NEWS):
        words = without_quoted(small[lang], (other for key, other in small.items() if key != lang))
        if lang == "de":
            words |= german_nouns(options.nouns) | nouns_with_articles(texts(options.nlp, options.news, lang))
        write_words(options.out / lang / "words.txt.gz", without_regular(words, lang))


if __name__ == "__main__":
    main()
