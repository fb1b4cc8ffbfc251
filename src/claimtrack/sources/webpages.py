"""A saved web page as plain text, and what its head says about it.

Read is what the page is about: its largest `article`, else its `main`, else its body, without menus, forms, asides and
lists of links. A block stands in the line of the file in which it begins, or below what stands there already, as in a
page without line breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.sources.pageheads import read_head, squeezed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_OUT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
    "video", "map", "nav", "aside", "footer", "form", "button", "select", "option", "textarea", "input", "dialog",
    "menu", "head", "figcaption",
})  # fmt: skip
_OUT_ROLES = frozenset({
    "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu", "tooltip",
})  # fmt: skip
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
}) | _HEADINGS.keys()  # fmt: skip
_CELLS = frozenset({"td", "th"})
_CELL_GAP = " | "
_LISTS = frozenset({"ul", "ol", "dl", "section"})
_CELL_LETTERS = 200
"""Letters of the longest cell of a table."""
_LINKED = 0.6
"""The share of a list's or section's letters in links from which on it only leads elsewhere."""
_LINKS = 3
"""Links of the shortest such list."""
_MAIN_SHARE = 0.4
"""The share of all paragraphs' letters that the largest article has, or it is one of several teasers."""


class Page(NamedTuple):
    """The text of a page, and what its head says, by the keys of front matter."""

    text: str
    said: dict[str, object]


def render_page(html: str) -> Page:
    """Return the text of a web page and what its head says; a page without text gives an empty one."""
    root = _parse(html)
    if root is None:
        return Page("", {})
    main = _main(root)
    return Page(_place(_blocks(root, main)), read_head(root))


def _parse(html: str) -> _Element | None:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.ParserError:  # nothing but blanks or comments
        return None
    except etree.XMLSyntaxError:
        return None


def _main(root: _Element) -> _Element:
    """The part of a page that it is about."""
    everything = _prose(root)
    articles = sorted(root.iter("article"), key=_prose, reverse=True)
    if articles and _prose(articles[0]) >= _MAIN_SHARE * everything > 0:
        return articles[0]
    mains = [*root.iter("main"), *root.iterfind(".//*[@role='main']")]
    return mains[0] if mains else root


def _prose(element: _Element) -> int:
    """The letters in an element's paragraphs."""
    return sum(len(text_of(p)) for p in element.iter("p"))


class _Block(NamedTuple):
    line: int
    text: str


def _blocks(root: _Element, main: _Element) -> Iterator[_Block]:
    """The blocks of the main part in order, a headline that stands above it first."""
    title = next(root.iter("h1"), None)
    if title is not None and not any(h1 is title for h1 in main.iter("h1")):
        yield _Block(title.sourceline or 1, f"# {squeezed(text_of(title))}")
    yield from _Walk(main).blocks()


class _Walk:
    """Goes through an element once and gathers the text of each block."""

    def __init__(self, element: _Element) -> None:
        self._element = element
        self._parts: list[str] = []
        self._is_blank = True
        self._mark, self._line = "", 1
        self._row: _Element | None = None

    def blocks(self) -> Iterator[_Block]:
        """Yield the blocks with text in them, in the order of the page."""
        from lxml import etree

        walk = etree.iterwalk(self._element, events=("start", "end"))
        for event, element in walk:
            is_inner = element is not self._element
            if self._is_boundary(element):
                yield from self._ended()
            if event == "end":
                self._row = None if element is self._row else self._row
                self._add(element.tail if is_inner else None)
            elif is_inner and _is_out(element):
                walk.skip_subtree()
            else:
                self._open(element)
        yield from self._ended()

    def _is_boundary(self, element: _Element) -> bool:
        """Whether a block begins or ends here; the cells of a row are one, whatever stands in them."""
        if self._row is not None and element is not self._row:
            return False
        return element.tag in _BLOCKS or element.tag == "br" or (element.tag in _CELLS and self._row is None)

    def _open(self, element: _Element) -> None:
        tag = element.tag
        if tag == "tr" and _is_row(element):
            self._row = element
        if tag in _CELLS and self._row is not None and not self._is_blank:
            self._parts.append(_CELL_GAP)
        if tag in _HEADINGS or tag == "li":
            self._mark = f"{_HEADINGS.get(tag, '-')} "
        if self._is_blank and element.sourceline:
            self._line = element.sourceline
        self._add(element.text)

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._is_blank = self._is_blank and not text.strip()

    def _ended(self) -> Iterator[_Block]:
        text = squeezed("".join(self._parts))
        self._parts.clear()
        self._is_blank = True
        if text:
            yield _Block(self._line, f"{self._mark}{text}")
            self._mark = ""


def _is_row(row: _Element) -> bool:
    """Whether a table's row is one of figures and words; pages of old are laid out in tables."""
    cells = [len(text_of(cell)) for cell in row if cell.tag in _CELLS]
    return len(cells) > 1 and max(cells) <= _CELL_LETTERS


def _is_out(element: _Element) -> bool:
    """Whether an element is no part of what a page says: not shown, a control, or leading elsewhere."""
    tag, given = element.tag, element.attrib
    if not isinstance(tag, str) or tag in _OUT or given.get("role", "") in _OUT_ROLES:
        return True
    style = given.get("style", "").replace(" ", "").lower()
    if "hidden" in given or given.get("aria-hidden") == "true" or "display:none" in style:
        return True
    return tag in _LISTS and _leads_elsewhere(element)


def _leads_elsewhere(element: _Element) -> bool:
    links = list(element.iter("a"))
    if len(links) < _LINKS:
        return False
    letters = len(squeezed(text_of(element)))
    return sum(len(squeezed(text_of(link))) for link in links) >= _LINKED * letters


def _place(blocks: Iterator[_Block]) -> str:
    lines: list[str] = []
    for block in blocks:
        lines += [""] * (block.line - 1 - len(lines))
        lines.append(block.text)
    return "\n".join(lines)
