"""Marks of emphasis inside a sentence, as Markdown has them: taken out before it is parsed, and remembered.

Backslashes before signs that are meant as they stand, and signs that nobody sees, go with them.

A parser takes the asterisks of "**Acme** raised $5m" for words of their own and hangs the sentence on them. The plain
text keeps for each of its characters where it is written, so whatever is found in it has its place in the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRONG = re.compile(r"(?<!\\)\*{2,8}|(?<![\w\\])__(?=[^\W_])|(?<=[^\W_])__(?!\w)")
_LIGHT = re.compile(r"(?<![\w*_\\])(?P<mark>[*_])(?=[^\s*_])[^*_\n]{1,160}(?<![\s*_\\])(?P=mark)(?![\w*_])")
"""A pair of single marks around a stretch: "_The Harbour Times_", "*not*"; bounded, so reading is linear."""
_ESCAPE = re.compile(r"\\(?=[-*_.#!()\[\]&>~+`])")
"""A backslash that Markdown writes before a sign which is meant as it stands: "_Hollow Tide_\\-style"."""
_WIDTHLESS = re.compile("[\u200b\u2060\ufeff]")
"""Signs that nobody sees, which web pages put between a link and what stands behind it."""


@dataclass(frozen=True)
class Plain:
    """A text without its marks of emphasis.

    `offsets` has the place in the written text of each character of `text`, `strong` and `light` the stretches of
    `text` that strong and light emphasis set apart (half-open, in characters).
    """

    text: str
    offsets: Sequence[int]
    strong: tuple[tuple[int, int], ...] = ()
    light: tuple[tuple[int, int], ...] = ()


def without_emphasis(text: str) -> Plain:
    """Return a text without marks of emphasis; the same text where it has none."""
    marks = sorted({*_strong_marks(text), *_light_marks(text)}) if "*" in text or "_" in text else []
    unseen = [mark.span() for sign in (_ESCAPE, _WIDTHLESS) for mark in sign.finditer(text)]
    marks = sorted([*marks, *unseen])
    if not marks:
        return Plain(text, range(len(text)))
    offsets: list[int] = []
    edges: list[int] = []
    light: list[int] = []
    at = 0
    for start, end in marks:
        offsets += range(at, start)
        if text[start] in "*_":
            (edges if end - start > 1 else light).append(len(offsets))
        if _glues(text, start, end):
            offsets.append(start)
        at = end
    offsets += range(at, len(text))
    blank = {start for start, _ in marks}
    plain = "".join(" " if place in blank else text[place] for place in offsets)
    return Plain(plain, offsets, tuple(_stretches(edges, plain)), tuple(_stretches(light, plain)))


def _strong_marks(text: str) -> Iterator[tuple[int, int]]:
    for mark in _STRONG.finditer(text):
        before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        if not (before.isdigit() and after.isdigit()):  # "2**3"
            yield mark.span()


def _light_marks(text: str) -> Iterator[tuple[int, int]]:
    for pair in _LIGHT.finditer(text):
        yield pair.start(), pair.start() + 1
        yield pair.end() - 1, pair.end()


def _glues(text: str, start: int, end: int) -> bool:
    """Whether two words would run together without the mark between them: "Photo:**Ada Byrne"."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    bracket = text[start] not in "*_\\" and after == "(" and before.isalnum()  # "Acme(opens in a new window)"
    return bracket or (before in tuple(".:;!?)") and after.isalnum())


def _stretches(edges: list[int], plain: str) -> Iterator[tuple[int, int]]:
    """What stands between an opening mark and the next closing one."""
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        inside = plain[start:end]
        low = start + len(inside) - len(inside.lstrip())
        high = start + len(inside.rstrip())
        if low < high:
            yield low, high
