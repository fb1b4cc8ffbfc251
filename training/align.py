"""Carry the annotation of syntactic words over to the tokens of spaCy's tokenizer.

Where both agree nothing changes. A token that covers several words (German ``zum``) takes the
annotation of the word nearest the root. A word that covers several tokens (English ``e-mail``) is
annotated on one of them; the others hang on it as ``compound``, ``flat`` or ``punct``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.conllu import Word

_CONTRACTED = ("Case", "Gender", "Number")


@dataclass(frozen=True, slots=True)
class Tag:
    """The annotation of one token; ``head`` is a token index, the token's own for a root.

    ``exact`` tells whether the token is exactly one word of the treebank.
    """

    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    exact: bool


def align(words: Sequence[Word], spans: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[Tag]:
    """Annotations for tokens given by ``spans`` and ``texts``, from the words of the same text."""
    homes = [_home(word, spans, texts) for word in words]
    depths = [_depth(words, index) for index in range(len(words))]
    guests: dict[int, list[int]] = {}
    for index, home in enumerate(homes):
        guests.setdefault(home, []).append(index)
    tags = []
    for token, (start, end) in enumerate(spans):
        if token in guests:
            best = min(guests[token], key=lambda index: (depths[index], index))
            tags.append(_tag(words, best, guests[token], homes, spans[token], texts[token]))
        else:
            owner = max(range(len(words)), key=lambda index: _overlap(words[index], start, end))
            tags.append(_fragment(words[owner], homes[owner], texts[token]))
    return tags


def _overlap(word: Word, start: int, end: int) -> int:
    return min(word.end, end) - max(word.start, start)


def _home(word: Word, spans: Sequence[tuple[int, int]], texts: Sequence[str]) -> int:
    """The token that carries a word: the only one, else its first (names) or last token with a letter."""
    covered = [i for i, (start, end) in enumerate(spans) if _overlap(word, start, end) > 0]
    inside = [i for i in covered if spans[i][0] >= word.start and spans[i][1] <= word.end] or covered
    telling = [i for i in inside if any(c.isalnum() for c in texts[i])] or inside
    return telling[0] if word.upos == "PROPN" else telling[-1]


def _depth(words: Sequence[Word], index: int) -> int:
    depth = 0
    while words[index].head != index and depth <= len(words):
        index, depth = words[index].head, depth + 1
    return depth


def _tag(
    words: Sequence[Word],
    best: int,
    guests: Sequence[int],
    homes: Sequence[int],
    span: tuple[int, int],
    text: str,
) -> Tag:
    word = words[best]
    feats = word.feats
    if word.upos == "ADP" and len(guests) > 1:
        feats = _contracted_feats(word.feats, [words[i].feats for i in guests if i != best])
    exact = len(guests) == 1 and (word.start, word.end) == span
    lemma = word.lemma
    if (word.end - word.start) > (span[1] - span[0]):
        lemma = _part_lemma(word, text)
    elif span[0] < word.start and word.end == span[1]:
        lemma = text[: word.start - span[0]] + word.lemma
    return Tag(lemma, word.upos, feats, homes[word.head], word.deprel, exact)


def _contracted_feats(own: str, others: Sequence[str]) -> str:
    """The features of a contracted preposition: its own, and the article's case, gender and number."""
    pairs = dict(pair.split("=", 1) for feats in [*others, own] for pair in feats.split("|") if pair)
    kept = {pair.split("=", 1)[0] for pair in own.split("|") if pair} | set(_CONTRACTED)
    return "|".join(f"{key}={pairs[key]}" for key in sorted(pairs) if key in kept)


def _part_lemma(word: Word, text: str) -> str:
    """The lemma of one piece of a word: the piece of its lemma that ends it, else the piece itself."""
    tail = word.lemma.rsplit("-", 1)[-1]
    if word.upos == "PROPN" or "-" not in word.lemma or word.lemma == word.form:
        return text if word.upos == "PROPN" else text.lower()
    return tail


def _fragment(word: Word, home: int, text: str) -> Tag:
    if not any(c.isalnum() for c in text):
        return Tag(text, "PUNCT", "", home, "punct", False)
    if word.upos == "PROPN":
        return Tag(text, "PROPN", "", home, "flat", False)
    return Tag(text.lower(), word.upos, "", home, "compound", False)
