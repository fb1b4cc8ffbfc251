"""From a found file to a document: its text, language, title, publisher and date."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.errors import InputError
from claimtrack.language.data import languages
from claimtrack.model import Document, Problem, PublishedBasis, Source, document_id
from claimtrack.sources.files import (
    MARKDOWN,
    PAGES,
    SOURCES_TOML,
    STDIN,
    Found,
    decode_text,
    find_files,
    is_pdf,
    is_there,
    read_bytes,
    recorded_path,
)
from claimtrack.sources.heads import find_published, find_title
from claimtrack.sources.identify import identify_language
from claimtrack.sources.markdown import render_plain
from claimtrack.sources.metadata import (
    Metadata,
    check_language,
    pick_front_matter,
    pick_table,
    read_table,
    split_front_matter,
    table_names,
)
from claimtrack.sources.pdfs import render_pdf
from claimtrack.sources.records import Note
from claimtrack.sources.webpages import render_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOTHING = Metadata()


class _Content(NamedTuple):
    """A file's text, what it says about itself by the keys of front matter, and how a date among that is known."""

    text: str
    said: dict[str, object]
    basis: PublishedBasis = PublishedBasis.GIVEN


def read_documents(paths: Iterable[str], given: Metadata = _NOTHING) -> Iterator[Document | Problem | Note]:
    """Yield a document for each readable file that the paths stand for (`-` is standard input), in order.

    What is known about a document comes from `given`, then `sources.toml` beside it, its front matter, its text.
    What cannot be read is a problem, what is left out on purpose a note; the rest goes on.
    """
    tables: dict[Path, dict[str, Any] | None] = {}
    for found in find_files(paths):
        if not isinstance(found, Found):
            yield found
            continue
        try:
            folder = found.file.parent
            if folder not in tables:
                tables[folder] = None  # a broken file is told once, and nothing beside it is read
                tables[folder] = _read_table(found)
                yield from _nameless(tables[folder] or {}, found)
            table = tables[folder]
            if table is not None:
                yield from _read(found, given, table)
        except InputError as error:
            yield Problem(path=error.where, reason=error.reason)


def reread_text(source: Source) -> str | None:
    """Return the text of a document read earlier, or `None` when its file is gone or says something else now."""
    if not is_there(source.path):
        return None
    try:
        text = _content(Found(source.path, Path(source.path), named=True)).text
    except InputError:
        return None
    return text if document_id(text) == source.id else None


def _toml_beside(found: Found) -> tuple[Path, str]:
    return found.file.with_name(SOURCES_TOML), recorded_path(PurePath(found.path).with_name(SOURCES_TOML))


def _read_table(found: Found) -> dict[str, Any]:
    return {} if found.path == STDIN else read_table(*_toml_beside(found))


def _nameless(table: dict[str, Any], found: Found) -> Iterator[Note]:
    for name in table_names(table):
        if not found.file.parent.joinpath(name).exists():
            yield Note(path=_toml_beside(found)[1], reason=f"[{name}] names no file beside it")


def _read(found: Found, given: Metadata, table: dict[str, Any]) -> Iterator[Document | Problem | Note]:
    if found.path != STDIN:
        given = given.or_else(pick_table(table, found.file.name, _toml_beside(found)[1]))
    content = _content(found)
    own, unusable = pick_front_matter(content.said)
    if content.basis is PublishedBasis.GIVEN:
        for key in unusable:
            yield Note(path=found.path, reason=f"front matter: {key} cannot be used and was left out")
    known = given.or_else(own)
    basis = PublishedBasis.GIVEN if given.published else content.basis
    lang = known.lang or identify_language(content.text, languages())
    try:
        check_language(found.path, lang)
    except InputError as error:
        if found.named:
            raise
        yield Note(path=found.path, reason=error.reason)
        return
    yield Document(source=_source(found, content.text, lang, known, basis), text=content.text)


def _content(found: Found) -> _Content:
    """What is read of a file: the prose of Markdown, web pages and PDFs, any other file as it is."""
    data, suffix = read_bytes(found), found.file.suffix.lower()
    if is_pdf(data):
        return _Content(render_pdf(data, found.path), {})
    text = decode_text(found, data)
    if suffix in MARKDOWN:
        front, body = split_front_matter(text)
        plain, title = render_plain(body)
        content = _Content(plain, {"title": title, **front} if title else front)
    elif suffix in PAGES:
        content = _Content(*render_page(text), PublishedBasis.METADATA)
    else:
        return _Content(text, {})
    if not content.text.strip():
        raise InputError(found.path, "empty, no text to read")
    return content


def _source(found: Found, text: str, lang: str, known: Metadata, basis: PublishedBasis) -> Source:
    published = known.published
    if published is None:
        published = find_published(text, lang)
        basis = PublishedBasis.UNKNOWN if published is None else PublishedBasis.TEXT
    return Source(
        id=document_id(text),
        path=found.path,
        lang=lang,
        title=known.title or find_title(text, lang),
        publisher=known.publisher,
        url=known.url,
        published=published,
        published_basis=basis,
    )
