"""Parsed sentences as plain records, read off spaCy's once: hundreds of readers ask for the words of a sentence.

Attributes are called and mean what spaCy's do (https://spacy.io/api/token), but a word is one object, however it is
come by, and its attributes are looked up, not computed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy import tokens


class Token:
    """A word of a tree; `morph` has the values of each feature, `relation` is `dep_` without its subtype."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_digit",
        "is_punct", "is_quote", "is_sent_start", "is_space", "is_title", "left_edge", "lemma_", "like_num", "lower_",
        "morph", "pos_", "relation", "right_edge", "tag_", "text", "whitespace_",
    )  # fmt: skip

    i: int
    idx: int
    text: str
    whitespace_: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    relation: str
    ent_type_: str
    ent_iob_: str
    morph: Mapping[str, list[str]]
    is_alpha: bool
    is_digit: bool
    is_punct: bool
    is_quote: bool
    is_sent_start: bool | None
    is_space: bool
    is_title: bool
    like_num: bool
    doc: Tree
    head: Token
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    _subtree: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """The word with the blank behind it."""
        return self.text + self.whitespace_

    @property
    def lang_(self) -> str:
        """The language of the tree."""
        return self.doc.lang

    @property
    def lefts(self) -> tuple[Token, ...]:
        """The children before it."""
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        """The children behind it."""
        return tuple(child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word with all that hangs on it: each word between its left branches and its right ones."""
        if self._subtree is None:
            left = [token for child in self.lefts for token in child.subtree]
            right = [token for child in self.rights for token in child.subtree]
            self._subtree = (*left, self, *right)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether another word hangs on this one, through others perhaps."""
        return self in descendant.ancestors

    def nbor(self, by: int = 1) -> Token:
        """Return the word so many places further on.

        Raises:
            IndexError: the sentence has no such place.
        """
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc[self.i + by]


class Tree(tuple[Token, ...]):
    """The words of a sentence; `memo` keeps what several readers ask for."""

    lang: str
    text: str
    memo: dict[str, Any]

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def places_of(self, start: int, end: int) -> range:
        """The places of the words that characters `start` to `end` (half-open) touch."""
        touched = [token.i for token in self if token.idx < end and start < token.idx + len(token.text)]
        return range(touched[0], touched[-1] + 1) if touched else range(0)


def read_tree(parsed: tokens.Doc) -> Tree:
    """Return the tree of what spaCy parsed."""
    tree = Tree(map(_read_token, parsed))
    tree.lang, tree.text, tree.memo = parsed.lang_, text_with_blank(tree), {}
    children: list[list[Token]] = [[] for _ in tree]
    for token, source in zip(tree, parsed, strict=True):
        at = source.head.i
        token.doc, token.head = tree, tree[at]
        if at != token.i:
            children[at].append(token)
    for token, below in zip(tree, children, strict=True):
        token.children = tuple(below)
        token.left_edge = tree[parsed[token.i].left_edge.i] if below else token
        token.right_edge = tree[parsed[token.i].right_edge.i] if below else token
    return tree


def _read_token(source: tokens.Token) -> Token:
    token = Token()
    token.i, token.idx, token.text, token.whitespace_ = source.i, source.idx, source.text, source.whitespace_
    token.lower_, token.lemma_, token.tag_, token.dep_ = source.lower_, source.lemma_, source.tag_, source.dep_
    token.pos_ = "SPACE" if source.is_space else source.pos_  # a second blank, which no treebank has
    token.relation = token.dep_.partition(":")[0]
    token.ent_type_, token.ent_iob_ = source.ent_type_, source.ent_iob_
    token.morph = _features(str(source.morph))
    token.is_alpha, token.is_digit, token.is_title = source.is_alpha, source.is_digit, source.is_title
    token.is_punct, token.is_quote, token.is_space = source.is_punct, source.is_quote, source.is_space
    token.is_sent_start, token.like_num = source.is_sent_start, source.like_num
    token._subtree = None
    return token


@lru_cache(maxsize=1 << 12)
def _features(written: str) -> Mapping[str, list[str]]:
    """The features of "Case=Acc,Nom|Number=Sing"."""
    parts = (part.partition("=") for part in written.split("|") if part)
    return {name: values.split(",") for name, _, values in parts}


def text_of(words: Sequence[Token]) -> str:
    """Return a stretch of words as it is written, without the blank behind it."""
    return text_with_blank(words)[: -len(words[-1].whitespace_) or None] if words else ""


def text_with_blank(words: Sequence[Token]) -> str:
    """Return a stretch of words as it is written, with the blank behind it if it has one."""
    return "".join([word.text + word.whitespace_ for word in words])


def root_of(words: Sequence[Token]) -> Token:
    """Return the word of a stretch that is nearest to the root of its sentence, the first one of several.

    A stretch whose words all hang on one another has a word whose head lies outside.
    """
    inside = {word.i for word in words}
    outer = [word for word in words if word.head is word or word.head.i not in inside]
    return min(outer, key=lambda word: sum(1 for _ in word.ancestors))
