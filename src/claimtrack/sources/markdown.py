"""Markdown to plain text, line for line: what stood in line 12 of the file stands in line 12 of the text."""

from __future__ import annotations

from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CELL_GAP = " | "
_CODE_LIKE = ("<script", "<style")


class Rendered(NamedTuple):
    """The prose of a Markdown text, and its first heading of the first level."""

    text: str
    title: str | None


def render_plain(markdown: str) -> Rendered:
    """Return the prose of a Markdown text, with as many lines as the text, and its title.

    Marks of headings, lists, quotes and emphasis, link targets, images, fenced code and HTML tags go; the cells of a
    table's row are set apart by a bar. Indented code is kept: pasted prose is often indented.
    """
    source = markdown.replace("\r\n", "\n").replace("\r", "\n")
    lines = [""] * (source.count("\n") + 1)
    titles: list[str] = []
    previous = ""
    for token in _parser().parse(source):
        if token.map is not None and (text := _text(token)).strip():
            _place(lines, token.map[0], token.map[1], text)
            if previous == "h1":
                titles.append(" ".join(text.split()))
        previous = token.tag
    return Rendered("\n".join(lines), titles[0] if titles else None)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _text(token: Token) -> str:
    if token.type == "inline":
        return _inline(token.children or ())
    if token.type == "code_block":
        return token.content
    return _without_tags(token.content) if token.type == "html_block" else ""


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content.replace("\n", " "))  # a newline written as an entity
        elif token.type == "html_inline":
            parts.append("\n" * token.content.count("\n") or (" " if token.content[:3].lower() == "<br" else ""))
    return "".join(parts)


def _without_tags(html: str) -> str:
    if html.lstrip()[:7].lower().startswith(_CODE_LIKE):
        return ""
    parts: list[str] = []
    at = 0
    while (tag := html.find("<", at)) >= 0:
        mark, skip = ("-->", 4) if html.startswith("<!--", tag) else (">", 1)
        close = html.find(mark, tag + skip)
        end = len(html) if close < 0 else close + len(mark)
        parts += html[at:tag], "\n" * html.count("\n", tag, end)
        at = end
    parts.append(html[at:])
    return "\n".join(unescape(line).replace("\n", " ") for line in "".join(parts).split("\n"))


def _place(lines: list[str], first: int, end: int, text: str) -> None:
    for offset, row in enumerate(text.rstrip("\n").split("\n")):
        at = min(first + offset, end - 1)
        gap = _CELL_GAP if offset == 0 else " "
        if row.strip():
            lines[at] = f"{lines[at]}{gap}{row}" if lines[at] else row
