"""Whatever is wrong with the input: one line that names the file, exit code 2, and nothing lost that was there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from claimtrack.model import Claim, Document
from tests.console import Outcome, extract_sales, run, use_extraction

GOOD = "Contoso took in $5 million in 2024. It was the best year that the company has had in this region.\n"
LEDGER = Path("data/claims.jsonl")
HOSTILE = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202e[red]"

Run = Callable[..., Outcome]


@pytest.fixture
def claimtrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in a folder with a ledger of one claim."""
    monkeypatch.chdir(tmp_path)
    use_extraction(monkeypatch, extract_sales)
    write("good.txt", GOOD)
    assert run(capsys, "extract", "good.txt").code == 0
    return lambda *arguments: run(capsys, *arguments)


def write(path: str, data: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


def assert_harmless(text: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in text)
    assert not set("\x1b\x07\x9b\u202e") & set(text)


BAD_FILES = {
    "empty.txt": (b"", "empty, no text to read"),
    "binary.txt": (b"GIF89a\x00\x01", "binary file, no text"),
    "broken.pdf": (b"%PDF-1.7\x00\x01", "a PDF that is broken or locked"),
    "latin.txt": (b"one\ntwo \xfc\n", "not UTF-8: byte 0xfc in line 2"),
    "wide.txt": ("text".encode("utf-16"), "UTF-16 text; save it as UTF-8"),
    "large.txt": (b"x" * 10_000_001, "too large: more than 10 MB"),
    "french.txt": (
        "Northwind a annoncé lundi avoir racheté le reste de Contoso pour quarante millions d'euros.".encode(),
        "language 'fr' is not supported (de, en)",
    ),
    "docs/sources.toml": (b"[x\n", None),
}  # fmt: skip


@pytest.mark.parametrize("path", [path for path, (_, reason) in BAD_FILES.items() if reason])
def test_file_that_cannot_be_read(claimtrack: Run, path: str) -> None:
    data, reason = BAD_FILES[path]
    write(path, data)
    write("later.txt", GOOD.replace("Contoso", "Tailspin"))
    before = LEDGER.read_text()
    done = claimtrack("extract", path, "later.txt")
    assert done.code == 2
    assert done.err == f"claimtrack: {path}: {reason}\n"
    assert "1 document read, 1 claim (1 new), 1 could not be read" in done.out
    assert LEDGER.read_text().startswith(before)


def test_a_document_that_the_program_stumbles_over(claimtrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(document: Document, *, pipeline: str | None = None) -> list[Claim]:
        return [][0] if "Contoso" in document.text else extract_sales(document)

    before = LEDGER.read_bytes()
    write("good.txt", GOOD + "More.\n")
    write("later.txt", "Tailspin has sold nothing at all in the whole of the year, the firm said on Monday.\n")
    use_extraction(monkeypatch, stumble)
    done = claimtrack("extract", "good.txt", "later.txt")
    assert done.code == 2
    assert done.err.startswith("claimtrack: good.txt: not read for an error of this program (IndexError in test_cli_")
    assert LEDGER.read_bytes() == before
    assert claimtrack("extract", "good.txt", "later.txt").err == done.err  # tried again, and the other known


def test_path_that_does_not_exist(claimtrack: Run) -> None:
    before = LEDGER.read_bytes()
    done = claimtrack("extract", "no/such.txt")
    assert (done.code, done.err) == (2, "claimtrack: no/such.txt: no such file or folder\n")
    assert LEDGER.read_bytes() == before


def test_folder_without_documents(claimtrack: Run) -> None:
    Path("hollow").mkdir()
    done = claimtrack("extract", "hollow")
    assert (done.code, done.err) == (
        2, "claimtrack: hollow: no documents in this folder (.htm, .html, .markdown, .md, .pdf, .text, .txt, .xhtml)\n"
    )  # fmt: skip


def test_nothing_readable_makes_no_ledger(claimtrack: Run) -> None:
    assert claimtrack("extract", "no/such.txt", "--ledger", "new.jsonl").code == 2
    assert not Path("new.jsonl").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a file must be one that may not be read")
def test_file_without_permission(claimtrack: Run) -> None:
    write("secret.txt", GOOD)
    Path("secret.txt").chmod(0)
    assert claimtrack("extract", "secret.txt").err == "claimtrack: secret.txt: permission denied\n"


def test_broken_sources_toml(claimtrack: Run) -> None:
    write("docs/a.txt", GOOD.replace("Contoso", "Tailspin"))
    write("docs/sources.toml", "[x\n")
    before = LEDGER.read_bytes()
    done = claimtrack("extract", "docs")
    assert done.code == 2
    assert done.err.startswith("claimtrack: docs/sources.toml: not TOML: ")
    assert len(done.err.splitlines()) == 1
    assert LEDGER.read_bytes() == before


BAD_LINES = {
    "no json": "not JSON",
    '{"schema_version":2,"new":1}': "schema_version 2 is newer than this program's 1; upgrade claimtrack to read it",
    '{"schema_version":1}': "not a claim: id: field required",
    f'"{HOSTILE}"': "not JSON",
}
READERS = [("query",), ("clusters",), ("contradictions",), ("check",), ("sources",), ("stats",), ("show", "a")]


@pytest.mark.parametrize("line", BAD_LINES)
@pytest.mark.parametrize("command", [*READERS, ("extract", "good.txt")], ids=" ".join)
def test_ledger_with_a_broken_line(claimtrack: Run, line: str, command: tuple[str, ...]) -> None:
    with LEDGER.open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    before = LEDGER.read_bytes()
    assert claimtrack(*command) == (2, "", f"claimtrack: data/claims.jsonl:2: {BAD_LINES[line]}\n")
    assert LEDGER.read_bytes() == before


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_no_ledger(claimtrack: Run, command: tuple[str, ...]) -> None:
    done = claimtrack(*command, "--ledger", "none.jsonl")
    assert (done.code, done.out) == (2, "")
    assert done.err == "claimtrack: none.jsonl: no such ledger; `claimtrack extract PATH…` makes one\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("extract", "good.txt", "--published", "soon"), "claimtrack: --published: not a date: 'soon'"),
        (("extract", "good.txt", "--lang", "fr"), "claimtrack: --lang: language 'fr' is not supported (de, en)"),
        (("query", "colour:red"), "claimtrack: colour:red: no key 'colour'"),
        (("query", "--fromat=json"), "claimtrack: --fromat=json: no such option"),
        (("clusters", "verdict:guilty"), "claimtrack: verdict:guilty: no 'guilty'"),
        (("show", "zzz"), "claimtrack: zzz: no claim has this id"),
        (("query", f"{HOSTILE}:x"), "claimtrack: "),
    ],
)
def test_wrong_usage(claimtrack: Run, arguments: tuple[str, ...], message: str) -> None:
    before = LEDGER.read_bytes()
    done = claimtrack(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert len(done.err.splitlines()) == 1
    assert_harmless(done.err)
    assert LEDGER.read_bytes() == before


@pytest.mark.parametrize("arguments", [("nonsense",), ("query", "--format", "xml"), ("extract",), ("show",)])
def test_usage_that_is_no_command_line(claimtrack: Run, arguments: tuple[str, ...]) -> None:
    done = claimtrack(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_nothing_in_a_document_or_its_name_acts(claimtrack: Run, form: str) -> None:
    path = f"{HOSTILE}\n=1.md"
    write(path, f'---\ntitle: "{HOSTILE[2:4]}[red]"\n---\nBefore {HOSTILE} it. {GOOD.replace("Contoso", "Fabrikam")}')
    write(f"bad{path}", b"\x00")
    done = claimtrack("extract", ".", "--publisher", f"=cmd{HOSTILE}", "--published", "2025-01-10")
    assert done.code == 2
    assert len(done.err.splitlines()) == 2
    assert_harmless(done.out + done.err)
    for command in ("query", "clusters", "contradictions", "sources", "stats"):
        done = claimtrack(command, "--format", form)
        assert done.code == 0
        assert_harmless(done.out)
    ids = [line.split('"id":"')[1][:16] for line in LEDGER.read_text(encoding="utf-8").splitlines()]
    for claim_id in ids:
        done = claimtrack("show", claim_id, "--format", form)
        assert done.code == 0
        assert_harmless(done.out)


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
def test_file_name_that_is_not_unicode(claimtrack: Run) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        write(name, GOOD.replace("Contoso", "Tailspin"))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert claimtrack("extract", name).code == 0
    assert "caf\\udce9.txt" in claimtrack("query", "tailspin").out
