from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from claimtrack.errors import InputError
from claimtrack.model import Problem
from claimtrack.sources import files
from claimtrack.sources.files import Found, decode_text, find_files, is_pdf, read_bytes, recorded_path
from claimtrack.sources.records import Note


def write(folder: Path, **contents: str) -> None:
    for name, text in contents.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def found_in(*paths: str) -> list[str]:
    return [item.path for item in find_files(paths) if isinstance(item, Found)]


def text_of(path: Path) -> str:
    found = Found(str(path), path, named=True)
    return decode_text(found, read_bytes(found))


def test_folder_gives_documents_in_order_with_subfolders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "inbox", b_txt="b", a_MD="a", c_text="c", d_markdown="d", e_pdf="e", f_html="f", g_png="g")
    write(tmp_path / "inbox" / "2025", z_txt="z")
    monkeypatch.chdir(tmp_path)
    here = ["inbox/a.MD", "inbox/b.txt", "inbox/c.text", "inbox/d.markdown", "inbox/e.pdf", "inbox/f.html"]
    assert found_in("inbox") == [*here, "inbox/2025/z.txt"]


def test_what_a_folder_leaves_out_is_counted(tmp_path: Path) -> None:
    write(tmp_path, a_txt="a", b_png="b", sources_toml="")
    write(tmp_path / ".git", c_txt="c")
    (tmp_path / ".hidden.txt").write_text("d")
    notes = [item for item in find_files([str(tmp_path)]) if isinstance(item, Note)]
    assert [note.reason for note in notes] == ["left out: 2 hidden, 1 of another type"]


def test_file_named_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, report_log="text")
    assert found_in(str(tmp_path / "report.log")) == [(tmp_path / "report.log").as_posix()]


def test_file_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "inbox", a_txt="a")
    monkeypatch.chdir(tmp_path)
    assert found_in("inbox/a.txt", "./inbox", "inbox/") == ["inbox/a.txt"]


@pytest.mark.parametrize("path", ["no-such-file.txt", "no/such/folder", "nul\0byte", "x" * 5000])
def test_path_that_does_not_exist_is_a_problem(path: str) -> None:
    (item,) = find_files([path])
    assert isinstance(item, Problem)


def test_folder_without_documents_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, picture_png="…")
    problems = [item for item in find_files([str(tmp_path)]) if isinstance(item, Problem)]
    assert [problem.reason for problem in problems] == [
        "no documents in this folder (.htm, .html, .markdown, .md, .pdf, .text, .txt, .xhtml)"
    ]


def test_relative_path_is_recorded_as_given() -> None:
    assert recorded_path("./seeds//a.txt") == "seeds/a.txt"


def test_path_that_is_not_unicode_can_be_recorded() -> None:
    assert recorded_path(os.fsdecode(b"caf\xe9.txt")).encode("utf-8") == b"caf\\udce9.txt"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\n", "one\r\ntwo\n"),
        (b"\xef\xbb\xbfAs told", "As told"),
        ("Grüße 🚀\u2028".encode(), "Grüße 🚀\u2028"),
        (
            b"Made by Fran\0ois, who also wrote " + b"the paper. " * 9,
            "Made by Fran\ufffdois, who also wrote " + "the paper. " * 9,
        ),
        (b"bell\x07 and escape \x1b[31m", "bell\x07 and escape \x1b[31m"),
    ],
)
def test_text_is_the_files_own(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert text_of(tmp_path / "a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"GIF89a\x00\x01", "binary"),
        (b"text, " * 30 + b"\0\0", "binary"),
        (b"fine\nnot f\xfcr long\n", "not UTF-8: byte 0xfc in line 2"),
        ("text".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(InputError, match=reason) as error:
        text_of(file)
    assert str(error.value).startswith(f"{file}: ")


def test_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 100)
    (tmp_path / "a.txt").write_text("x" * 101)
    with pytest.raises(InputError, match="too large"):
        text_of(tmp_path / "a.txt")


def test_a_pdf_may_be_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 100)
    monkeypatch.setattr(files, "PDF_LIMIT", 200)
    file = tmp_path / "a.pdf"
    found = Found(str(file), file, named=True)
    file.write_bytes(b"%PDF-" + b"x" * 195)
    assert is_pdf(read_bytes(found))
    file.write_bytes(b"%PDF-" + b"x" * 196)
    with pytest.raises(InputError, match="too large"):
        read_bytes(found)


def test_standard_input_is_read_as_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("über alles".encode()), encoding="latin-1"))
    (item,) = find_files(["-"])
    assert isinstance(item, Found)
    assert decode_text(item, read_bytes(item)) == "über alles"
