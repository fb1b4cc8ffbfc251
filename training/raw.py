"""Raw text of news: paragraphs to learn vectors from and to annotate for self-training."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

FILES = {
    "en": ("newsagg_2026.jsonl",),
    "de": ("trends_de_2024.jsonl", "oliverjessner_de.jsonl", "workshops_de_ai.jsonl"),
}
# Entity corpora whose sentences serve as more raw text.
MORE = {
    "en": ("en/fewnerd_partial/inter_dev.jsonl", "en/redocred/train.jsonl", "en/dfki_product/train.jsonl"),
    "de": ("de/smartdata_news/train.jsonl", "de/germeval14/test.jsonl", "de/mobie/train.jsonl"),
}
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\s]{1,400}\)")
_MARKS = re.compile(r"\*\*|__|`|^\s{0,8}(?:#{1,6}|[-*+>]|\d{1,2}\.)\s+", re.MULTILINE)
_LINE = re.compile(r"\n+")


def paragraphs(news: Path, lang: str) -> Iterator[str]:
    """The paragraphs of all articles of a language, without markdown, each once."""
    seen: set[str] = set()
    for name in FILES[lang]:
        with (news / name).open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for part in _split(row["text"]):
                    if part not in seen:
                        seen.add(part)
                        yield part


def _split(text: str) -> Iterator[str]:
    for part in _LINE.split(_MARKS.sub("", _LINK.sub(r"\1", text))):
        part = " ".join(part.split())
        if len(part) > 20 and "|" not in part and "http" not in part:
            yield part


def token_lines(nlp: Language, texts: Iterable[str]) -> Iterator[str]:
    """Each text as its normalised tokens, joined by spaces."""
    for doc in map(nlp.make_doc, texts):
        yield " ".join(token.norm_ for token in doc if not token.is_space)
