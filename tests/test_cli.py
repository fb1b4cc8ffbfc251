from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claimtrack import __version__
from claimtrack.model import Claim, Document
from tests.console import Outcome, extract_sales, run, use_extraction

LEDGER = Path("data/claims.jsonl")
FIVE = "Contoso took in $5 million in 2024. It was the best year that the company has had in this region.\n"
NINE = "The papers say something else. Contoso took in $9 million in 2024.\n"
OTHER = "Fabrikam took in $7 million in 2023. Nobody took much notice of that at the time.\n"

Run = Callable[..., Outcome]


@pytest.fixture
def claimtrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in an empty folder, with three documents and an extraction that knows one sentence."""
    monkeypatch.chdir(tmp_path)
    use_extraction(monkeypatch, extract_sales)
    write("docs/five.txt", FIVE)
    write("docs/more/nine.md", f"# A heading for it\n\n{NINE}")
    write("docs/other.txt", OTHER)
    return lambda *arguments: run(capsys, *arguments)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode("utf-8"))


def claims(done: Outcome) -> list[dict[str, object]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_extract_says_what_was_found(claimtrack: Run) -> None:
    done = claimtrack("extract", "docs")
    assert (done.code, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[1] == ["docs/five.txt", "en", "unknown", "1", "1"]
    assert done.out.splitlines()[-1] == "3 documents read, 3 claims (3 new) → data/claims.jsonl"


def test_extract_again_changes_nothing(claimtrack: Run) -> None:
    claimtrack("extract", "docs")
    before = LEDGER.read_bytes()
    done = claimtrack("extract", "./docs/", "docs/five.txt")
    assert "3 claims (nothing new)" in done.out
    assert LEDGER.read_bytes() == before


def test_changed_document_replaces_its_claims(claimtrack: Run) -> None:
    claimtrack("extract", "docs")
    write("docs/five.txt", FIVE.replace("$5", "$6"))
    done = claimtrack("extract", "docs/five.txt")
    assert "1 document read, 1 claim (1 new, 1 gone)" in done.out
    found = claims(claimtrack("query", "--format", "jsonl", "source:five,other"))
    assert [claim["value"]["text"] for claim in found] == ["$6 million", "$7 million"]  # type: ignore[index]


def test_flags_say_what_is_known_of_a_document(claimtrack: Run) -> None:
    claimtrack("extract", "docs/five.txt", "--published", "XXXX-03-07", "--publisher", "The Times", "--lang", "en")
    (claim,) = claims(claimtrack("query", "--format", "jsonl"))
    source = claim["document"]
    assert isinstance(source, dict)
    assert (source["published"], source["published_basis"], source["publisher"]) == ("XXXX-03-07", "given", "The Times")


def test_standard_input(claimtrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIVE.encode())))
    assert claimtrack("extract", "-").code == 0
    (claim,) = claims(claimtrack("query", "--format", "jsonl"))
    assert claim["document"]["path"] == "-"  # type: ignore[index]


def test_same_text_twice_is_one_document(claimtrack: Run) -> None:
    write("docs/a-copy.txt", FIVE)
    done = claimtrack("extract", "docs")
    assert done.code == 0
    assert "docs/five.txt: the same text as docs/a-copy.txt; kept once, under that path" in done.err
    before = LEDGER.read_bytes()
    done = claimtrack("extract", "docs/five.txt")
    assert "the same text as docs/a-copy.txt" in done.err
    assert LEDGER.read_bytes() == before


def test_order_of_the_paths_changes_nothing(claimtrack: Run) -> None:
    write("docs/a-copy.txt", FIVE)
    paths = ["docs/five.txt", "docs/more", "docs/a-copy.txt", "docs/other.txt"]
    claimtrack("extract", *paths)
    before = LEDGER.read_bytes()
    LEDGER.unlink()
    claimtrack("extract", *reversed(paths))
    assert LEDGER.read_bytes() == before
    LEDGER.unlink()
    for path in paths:
        claimtrack("extract", path)
    assert LEDGER.read_bytes() == before


def test_who_interrupts_keeps_what_was_done(claimtrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(document: Document, *, pipeline: str | None = None) -> list[Claim]:
        if document.source.path == "docs/other.txt":
            raise KeyboardInterrupt
        return extract_sales(document)

    monkeypatch.setattr("claimtrack.pipeline.BATCH", 1)
    use_extraction(monkeypatch, extract)
    assert claimtrack("extract", "docs") == (130, "", "")
    assert len(claims(claimtrack("query", "--format", "jsonl"))) == 2


def test_text_that_moved_to_another_file_is_not_lost(claimtrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    claimtrack("extract", "docs")
    write("docs/six.txt", FIVE)
    write("docs/five.txt", FIVE.replace("$5", "$6"))
    monkeypatch.setattr("claimtrack.pipeline.BATCH", 1)
    for paths in (["docs/six.txt", "docs/five.txt"], ["docs"]):
        assert claimtrack("extract", *paths).code == 0
        found = claims(claimtrack("query", "--format", "jsonl", "source:five,six"))
        assert [claim["value"]["text"] for claim in found] == ["$6 million", "$5 million"]  # type: ignore[index]


def test_quiet_says_nothing_but_problems(claimtrack: Run) -> None:
    assert claimtrack("extract", "docs", "--quiet") == (0, "", "")
    done = claimtrack("extract", "docs", "nowhere", "--quiet")
    assert done == (2, "", "claimtrack: nowhere: no such file or folder\n")


def test_ledger_can_stand_elsewhere(claimtrack: Run) -> None:
    claimtrack("extract", "docs", "--ledger", "my/own.jsonl")
    assert not LEDGER.exists()
    assert len(claims(claimtrack("query", "--ledger", "my/own.jsonl", "--format", "jsonl"))) == 3


def test_query_by_terms(claimtrack: Run) -> None:
    claimtrack("extract", "docs")
    found = claims(claimtrack("query", "contoso", "value:6m..", "--format", "jsonl"))
    assert [claim["line"] for claim in found] == [3]
    assert len(claims(claimtrack("query", "-contoso", "-kind:role", "--format", "jsonl"))) == 1
    assert len(claims(claimtrack("query", "-fabrikam", "-huawei", "-qq", "--format", "jsonl"))) == 2


@pytest.mark.parametrize("command", ["query", "clusters", "contradictions", "sources"])
def test_every_listing_in_every_format(claimtrack: Run, command: str) -> None:
    claimtrack("extract", "docs")
    records = json.loads(claimtrack(command, "--format", "json").out)
    assert records
    assert [json.loads(line) for line in claimtrack(command, "--format", "jsonl").out.splitlines()] == records
    assert len(list(csv.DictReader(io.StringIO(claimtrack(command, "--format", "csv").out)))) >= len(records)
    for form in ("md", "table"):
        assert "docs/five.txt" in claimtrack(command, "--format", form).out
    assert claimtrack(command, "--format", "json", "nobody").out == "[]\n"
    assert claimtrack(command, "nobody").code == 0


def test_contradiction_is_reported_with_both_sentences(claimtrack: Run) -> None:
    claimtrack("extract", "docs", "--published", "2025-01-10")
    done = claimtrack("contradictions")
    assert "1 contradiction, 0 undetermined" in done.out
    for part in (
        "docs/five.txt:1",
        "docs/more/nine.md:3",
        "5 m USD",
        "9 m USD",
        "Contoso took in $9 million in 2024.”",
    ):
        assert part in done.out
    (finding,) = json.loads(claimtrack("contradictions", "--format", "json").out)
    assert finding["relation"]["relation"] == "conflicts"
    assert json.loads(claimtrack("contradictions", "fabrikam", "--format", "json").out) == []


def test_check_is_silent_and_tells_by_its_exit_code(claimtrack: Run) -> None:
    claimtrack("extract", "docs/five.txt", "docs/other.txt")
    assert claimtrack("check") == (0, "", "")
    claimtrack("extract", "docs", "--published", "2025-01-10")
    assert claimtrack("check") == (1, "", "")


def test_clusters_as_json_are_what_programs_rely_on(claimtrack: Run) -> None:
    claimtrack("extract", "docs", "--published", "2025-01-10")
    clusters = json.loads(claimtrack("clusters", "--format", "json").out)
    assert all({"id", "kind", "verdict", "claims", "relations"} <= set(cluster) for cluster in clusters)
    ledger = [json.loads(line) for line in LEDGER.read_text(encoding="utf-8").splitlines()]
    assert sorted((c for cluster in clusters for c in cluster["claims"]), key=str) == sorted(ledger, key=str)
    (disputed,) = json.loads(claimtrack("clusters", "--format", "json", "verdict:disputed").out)
    assert [set(relation) for relation in disputed["relations"]] == [{"a", "b", "relation", "rule", "detail"}]
    assert len(claims(claimtrack("query", "--format", "jsonl", "verdict:disputed"))) == 2


def test_show_finds_the_sentence_in_its_document(claimtrack: Run) -> None:
    claimtrack("extract", "docs", "--published", "2025-01-10")
    (claim,) = claims(claimtrack("query", "source:five", "--format", "jsonl"))
    short = str(claim["id"])[:6]
    shown = claimtrack("show", short).out
    assert f"{claim['quote']} It was the best year" in shown
    assert "1 relation\n  conflicts  9 m USD" in shown
    assert json.loads(claimtrack("show", short, "--format", "json").out) == claim
    write("docs/five.txt", "Something else stands here now, and nothing of it is about money.")
    shown = claimtrack("show", short).out
    assert str(claim["quote"]) in shown
    assert "The file is gone or has changed" in shown


def test_stats_and_sources(claimtrack: Run) -> None:
    claimtrack("extract", "docs")
    assert "3 (3 dated, 0 undated)" in claimtrack("stats").out
    assert json.loads(claimtrack("stats", "--format", "json").out)["kinds"] == {"revenue": 3}
    assert json.loads(claimtrack("stats", "contoso", "--format", "json").out)["claims"] == 2
    assert "3 documents" in claimtrack("sources").out


def test_colour_is_for_terminals_unless_asked_for(claimtrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    claimtrack("extract", "docs")
    assert "\x1b[" not in claimtrack("query").out
    assert "\x1b[" in claimtrack("query", "--color", "always").out
    assert "\x1b[" not in claimtrack("query", "--color", "always", "--format", "json").out


def test_version_and_help(claimtrack: Run) -> None:
    assert claimtrack("--version").out == f"claimtrack {__version__}\n"
    assert claimtrack("query", "--help").out.startswith("Usage: claimtrack query")
    assert claimtrack("--help").code == 0


def test_reader_that_stops_reading_is_no_error(claimtrack: Run, tmp_path: Path) -> None:
    write("big.txt", "".join(FIVE.replace("$5", f"${n}") for n in range(1, 3000)))
    claimtrack("extract", "big.txt")
    command = [sys.executable, "-m", "claimtrack", "query", "--format", "jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
