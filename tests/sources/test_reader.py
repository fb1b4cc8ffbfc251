from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimtrack.model import Document, Problem, PublishedBasis, document_id
from claimtrack.sources import Metadata, Note, read_documents, reread_text
from tests.sources.pdf import Shown, build_pdf

PROSE = "Northwind said on Monday that it had bought the rest of Contoso for 40 million dollars in cash.\n"
FRENCH = "Northwind a annoncé lundi avoir racheté le reste de Contoso pour quarante millions d'euros.\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str) -> None:
    Path(path).write_bytes(text.encode("utf-8"))


def read_one(path: str, **given: str) -> Document:
    (document,) = read_documents([path], Metadata(**given))
    assert isinstance(document, Document)
    return document


def test_document_of_plain_text() -> None:
    write("docs/a.txt", f"\ufeffNorthwind takes over Contoso\r\n\r\n{PROSE}")
    document = read_one("docs/a.txt")
    assert document.text == f"Northwind takes over Contoso\r\n\r\n{PROSE}"
    source = document.source
    assert (source.id, source.path, source.lang) == (document_id(document.text), "docs/a.txt", "en")
    assert (source.title, source.published) == ("Northwind takes over Contoso", None)
    assert source.published_basis is PublishedBasis.UNKNOWN


def test_a_files_own_time_is_no_publication_date() -> None:
    write("docs/a.txt", PROSE)
    assert read_one("docs/a.txt").source.published is None


def test_flag_before_sources_toml_before_front_matter_before_text() -> None:
    text = f"---\ndate: 2025-03-03\nsource: Front\nlang: en\n---\n# The deal\n\nJune 4, 2025\n\n{PROSE}"
    write("docs/a.md", text)
    assert read_one("docs/a.md").source.published == "2025-03-03"
    write("docs/sources.toml", '["a.md"]\npublished = 2025-02-02\nurl = "https://news.test/a"\n')
    source = read_one("docs/a.md").source
    assert (source.published, source.publisher, source.title) == ("2025-02-02", "Front", "The deal")
    assert source.url == "https://news.test/a"
    source = read_one("docs/a.md", published="2025-01").source
    assert (source.published, source.published_basis) == ("2025-01", PublishedBasis.GIVEN)


def test_date_in_the_text_is_taken_last() -> None:
    write("docs/a.md", f"# The deal\n\nJune 4, 2025\n\n{PROSE}")
    source = read_one("docs/a.md").source
    assert (source.published, source.published_basis) == ("2025-06-04", PublishedBasis.TEXT)


def test_lines_of_markdown_are_the_files() -> None:
    text = f"---\ntitle: A\n---\n\n# Heading\n\n* **{PROSE.strip()}**\n"
    write("docs/a.md", text)
    document = read_one("docs/a.md")
    line = document.text.count("\n", 0, document.text.index("Northwind")) + 1
    assert line == text.split("\n").index(f"* **{PROSE.strip()}**") + 1


def test_problems_do_not_stop_the_rest() -> None:
    write("docs/a.txt", "")
    write("docs/b.txt", PROSE)
    Path("docs/c.txt").write_bytes(b"\xff\x00")
    items = list(read_documents(["docs", "missing.txt"]))
    problems = [str(item) for item in items if isinstance(item, Problem)]
    assert [item.source.path for item in items if isinstance(item, Document)] == ["docs/b.txt"]
    assert [problem.split(":")[0] for problem in problems] == ["docs/a.txt", "docs/c.txt", "missing.txt"]


def test_other_language_is_a_note_in_a_folder_and_a_problem_when_named() -> None:
    write("docs/f.txt", FRENCH * 3)
    write("docs/g.txt", PROSE)
    notes = [item for item in read_documents(["docs"]) if isinstance(item, Note)]
    assert [str(note) for note in notes] == ["docs/f.txt: language 'fr' is not supported (de, en)"]
    (problem,) = read_documents(["docs/f.txt"])
    assert isinstance(problem, Problem)


def test_language_can_be_given() -> None:
    write("docs/f.txt", FRENCH)
    assert read_one("docs/f.txt", lang="de").source.lang == "de"


def test_broken_sources_toml_is_told_once_and_nothing_beside_it_is_read() -> None:
    write("docs/a.txt", PROSE)
    write("docs/b.txt", PROSE)
    write("docs/sources.toml", "[broken\n")
    write("c.txt", PROSE)
    items = list(read_documents(["docs", "c.txt"]))
    assert [item.path for item in items if isinstance(item, Problem)] == ["docs/sources.toml"]
    assert [item.source.path for item in items if isinstance(item, Document)] == ["c.txt"]


@pytest.mark.parametrize("name", ["[b.txt]", '["b.txt"]'])
def test_entry_of_sources_toml_that_names_no_file_is_noted(name: str) -> None:
    write("docs/a.txt", PROSE)
    write("docs/sources.toml", f'["a.txt"]\nlang = "en"\n{name}\nlang = "en"\n')
    note, document = read_documents(["docs"])
    assert str(note) == "docs/sources.toml: [b.txt] names no file beside it"
    assert isinstance(document, Document)


def test_wrong_entry_of_sources_toml_concerns_its_own_document_only() -> None:
    write("docs/a.txt", PROSE)
    write("docs/b.txt", PROSE)
    write("docs/sources.toml", '["a.txt"]\npublished = "late"\n')
    items = list(read_documents(["docs"]))
    assert [str(item) for item in items if isinstance(item, Problem)] == [
        "docs/sources.toml: [a.txt] published: not a date: 'late' (such as 2026-06-09, 2026-06 or XXXX-03-07)"
    ]
    assert [item.source.path for item in items if isinstance(item, Document)] == ["docs/b.txt"]


def test_unusable_front_matter_is_noted_and_the_document_read() -> None:
    write("docs/a.md", f"---\ndate: last Tuesday\n---\n{PROSE}")
    note, document = read_documents(["docs/a.md"])
    assert str(note) == "docs/a.md: front matter: date cannot be used and was left out"
    assert isinstance(document, Document)


def test_markdown_without_prose_is_empty() -> None:
    write("docs/a.md", "---\ntitle: A\n---\n\n***\n")
    (problem,) = read_documents(["docs/a.md"])
    assert isinstance(problem, Problem)
    assert problem.reason.startswith("empty")


def test_text_can_be_read_again_while_it_is_the_same() -> None:
    write("docs/a.md", f"# The deal\n\n{PROSE}")
    document = read_one("docs/a.md")
    assert reread_text(document.source) == document.text
    write("docs/a.md", f"# The deal\n\n{PROSE}More.\n")
    assert reread_text(document.source) is None
    Path("docs/a.md").unlink()
    assert reread_text(document.source) is None


@pytest.mark.parametrize("path", ["-", "docs", "pipe", "x" * 5000, "nul\0byte", "/dev/zero"])
def test_path_of_a_ledger_that_is_no_file_is_not_read(path: str) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe")  # reading it would wait for ever
    write("docs/a.txt", PROSE)
    assert reread_text(read_one("docs/a.txt").source.model_copy(update={"path": path})) is None


def test_web_page_says_when_it_appeared() -> None:
    head = '<meta property="article:published_time" content="2026-03-02T08:00">'
    head += '<meta property="og:site_name" content="G">'
    write("docs/a.html", f"<html><head>{head}</head><body><h1>The deal</h1><p>{PROSE}</p></body></html>")
    document = read_one("docs/a.html")
    assert document.text == f"# The deal\n{PROSE.strip()}"
    source = document.source
    assert (source.title, source.publisher, source.published) == ("The deal", "G", "2026-03-02")
    assert source.published_basis is PublishedBasis.METADATA
    assert read_one("docs/a.html", published="2026-03-01").source.published_basis is PublishedBasis.GIVEN
    assert reread_text(source) == document.text


def test_web_page_in_the_encoding_that_it_names() -> None:
    page = f"<html><meta charset='iso-8859-1'><p>Müller sagte, dass {PROSE}</p></html>"
    Path("docs/a.htm").write_bytes(page.encode("latin-1"))
    assert read_one("docs/a.htm", lang="en").text.startswith("Müller")
    Path("docs/b.htm").write_bytes(page.replace("iso-8859-1", "klingon").encode("latin-1"))
    (problem,) = read_documents(["docs/b.htm"])
    assert isinstance(problem, Problem)
    assert "not UTF-8" in problem.reason


def test_web_page_without_text_is_a_problem() -> None:
    write("docs/a.html", "<html><script>run()</script></html>")
    (problem,) = read_documents(["docs/a.html"])
    assert problem == Problem(path="docs/a.html", reason="empty, no text to read")


def test_pdf_by_its_pages() -> None:
    Path("docs/a.pdf").write_bytes(build_pdf([[Shown(60, 700, "The deal", 18)], [Shown(60, 700, PROSE.strip())]]))
    document = read_one("docs/a.pdf")
    assert document.text == f"The deal\n\f\n{PROSE.strip()}"
    starts = document.line_starts
    assert [document.text[start:].strip() for start in starts] == [document.text, PROSE.strip()]
    assert reread_text(document.source) == document.text
