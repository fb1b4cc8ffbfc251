"""German lemmas and word classes by HanTa (https://github.com/wartaburgh/HanTa), at training time only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from HanTa import HanoverTagger  # type: ignore[import-untyped]
from spacy.tokens import Doc, Token

PURE = 0.96
_OPEN = ("VV", "VA", "VM", "NN", "NE", "ADJ")
_LEMMATIZED = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX"})


class Hanta:
    """HanTa's tagger with a map from its tags to universal ones, counted on a treebank.

    Only tags that say one thing are in the map: ``share`` of their tokens have the same universal tag.
    """

    def __init__(self, docs: Iterable[Doc], share: float = PURE) -> None:
        self._tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for doc in docs:
            for sent in doc.sents:
                tokens = [t for t in sent if not t.is_space]
                for token, (_, tag) in zip(tokens, self.tag([t.text for t in tokens]), strict=True):
                    counts[tag][token.pos_] += 1
        self.upos = {
            tag: best
            for tag, count in counts.items()
            for best, number in count.most_common(1)
            if number >= share * count.total() and count.total() >= 10
        }

    def tag(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Lemma and tag of each word of a sentence."""
        return [
            (restore_case(word, lemma), tag)
            for word, (_, lemma, tag) in zip(words, self._tagger.tag_sent(list(words)), strict=True)
        ]

    def annotate(self, tokens: Sequence[Token]) -> list[tuple[str, str]]:
        """For each token of a sentence the universal tag and the lemma, each empty where HanTa is no help."""
        found = []
        for token, (lemma, tag) in zip(tokens, self.tag([t.text for t in tokens]), strict=True):
            upos = self.upos.get(tag, "")
            helps = (upos or token.pos_) in _LEMMATIZED and any(c.isalpha() for c in token.text)
            found.append((upos, lemma if helps else ""))
        return found


def lemmatized(hanta: Hanta, docs: Iterable[Doc]) -> Iterator[Doc]:
    """The documents with HanTa's lemmas of verbs, nouns and adjectives; other words get none."""
    for doc in docs:
        tokens = [token for token in doc if not token.is_space]
        if tokens and len(doc) <= 120:
            for token, (lemma, tag) in zip(tokens, hanta.tag([t.text for t in tokens]), strict=True):
                if tag.startswith(_OPEN) and any(c.isalpha() for c in token.text):
                    token.lemma_ = lemma
            yield doc


def favour_rare(docs: Sequence[Doc]) -> list[Doc]:
    """The documents, those with a rare form of a verb two or three times, so that such forms are learned."""
    counts = Counter((token.lower_, token.lemma_) for doc in docs for token in doc if token.lemma_)
    favoured: list[Doc] = []
    for doc in docs:
        verbs = [t for t in doc if t.lemma_.endswith("n") and t.lemma_.islower()]
        rarest = min((counts[t.lower_, t.lemma_] for t in verbs), default=99)
        favoured += [doc] * (3 if rarest <= 3 else 2 if rarest <= 12 else 1)
    return favoured


def restore_case(word: str, lemma: str) -> str:
    """Give a lemma the capitals of its word: HanTa writes ``Ki-chef`` for ``KI-Chefs``."""
    if word.islower() or not word or not lemma:
        return lemma
    if word[: len(lemma)].lower() == lemma.lower():
        same = word[: len(lemma)]
        return same if lemma[0].isupper() else lemma
    if "-" in word and word.count("-") == lemma.count("-"):
        heads, tail = word.rsplit("-", 1)
        last = lemma.rsplit("-", 1)[1]
        return heads + "-" + (last[:1].upper() + last[1:] if tail[:1].isupper() else last)
    return lemma
