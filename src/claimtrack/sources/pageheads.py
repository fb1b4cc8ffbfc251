"""What the head of a web page says about it: schema.org's JSON-LD first, then Open Graph and the like, then its tags.

The keys are those of front matter (`title`, `published`, `publisher`, `url`); the values are as the page writes them.
A page's language is left to its text: many pages name that of the program that made them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_LD_LIMIT = 200_000
"""Letters of the longest JSON-LD block that is read."""
_LD_DEPTH = 4
"""Levels below which an article is looked for in JSON-LD (`@graph`, `mainEntity`, lists)."""
_ARTICLES = ("article", "posting", "report", "pressrelease", "webpage")
"""Endings of the schema.org types that are a document, in small letters."""
_META = {
    "published": (
        "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
        "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate",
    ),
    "title": ("og:title", "dc.title", "twitter:title"),
    "publisher": ("og:site_name", "dc.publisher", "application-name"),
    "url": ("og:url",),
}  # fmt: skip
"""Names of `meta` elements, in small letters, by what they tell; the first that is there counts."""


def read_head(root: _Element) -> dict[str, object]:
    """Return what a page says about itself, by the keys of front matter; what it does not say is left out."""
    meta = _meta(root)
    article = next(_articles(root), {})
    said = {
        "published": article.get("datePublished") or _first(meta, "published") or _published_tag(root),
        "title": article.get("headline") or _first(meta, "title") or _tag_text(root, "h1") or _tag_text(root, "title"),
        "publisher": _name(article.get("publisher")) or _first(meta, "publisher"),
        "url": _link(root) or _first(meta, "url"),
    }
    return {key: value.strip() for key, value in said.items() if isinstance(value, str) and value.strip()}


def _meta(root: _Element) -> dict[str, str]:
    """The contents of `meta` elements by their names in small letters, the first of each name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        given = element.attrib
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if content := given.get("content", "").strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: Mapping[str, str], key: str) -> str | None:
    return next((meta[name] for name in _META[key] if name in meta), None)


def _articles(root: _Element) -> Iterator[dict[str, Any]]:
    """What JSON-LD says about the document, the most telling first."""
    found: list[dict[str, Any]] = []
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) <= _LD_LIMIT:
            found += _described(_parsed(text), _LD_DEPTH)
    yield from sorted(found, key=lambda each: "datePublished" not in each)


def _parsed(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _described(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth:
        for each in value:
            yield from _described(each, depth - 1)
    if not isinstance(value, dict):
        return
    types = value.get("@type")
    named = types if isinstance(types, list) else [types]
    if any(isinstance(name, str) and name.lower().endswith(_ARTICLES) for name in named):
        yield value
    if depth:
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _described(value.get(key), depth - 1)


def _name(publisher: object) -> str | None:
    one = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = one.get("name") if isinstance(one, dict) else one
    return name if isinstance(name, str) else None


def _published_tag(root: _Element) -> str | None:
    """The day of the first `time` that says that it is that of publication."""
    for time in root.iter("time"):
        if "pubdate" in time.attrib or time.get("itemprop", "").lower() == "datepublished":
            return time.get("datetime")
    return None


def _tag_text(root: _Element, tag: str) -> str | None:
    element = next(root.iter(tag), None)
    return None if element is None else squeezed(text_of(element))


def _link(root: _Element) -> str | None:
    found = root.find(".//link[@rel='canonical']")
    return None if found is None else found.get("href")


def text_of(element: _Element) -> str:
    """Return all text in an element."""
    return "".join(map(str, element.itertext()))


def squeezed(text: str) -> str:
    """Return a text in one line, each gap a blank."""
    return " ".join(text.split())
