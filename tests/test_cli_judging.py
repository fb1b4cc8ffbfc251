"""The commands by which a person decides, as a user meets them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimtrack.cli.reviewing import Desk, review_findings
from claimtrack.decision import Decision
from claimtrack.judging import report_findings
from claimtrack.model import Finding
from claimtrack.views.options import Color
from claimtrack.views.terminal import print_to
from tests.console import Outcome, extract_sales, run, use_extraction

LEDGER = Path("data/claims.jsonl")
JUDGEMENTS = Path("data/judgements.jsonl")
DOCUMENTS = {
    "five.txt": "Contoso took in $5 million in 2024. It was the best year that the company has had in this region.\n",
    "nine.txt": "The papers say something else. Contoso took in $9 million in 2024.\n",
    "seven.txt": "Fabrikam took in $7 million in 2023. Nobody took much notice of that at the time.\n",
    "eight.txt": "Somebody has counted again, it seems. Fabrikam took in $8 million in 2023.\n",
}

Run = Callable[..., Outcome]


@pytest.fixture
def claimtrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in a folder with a ledger of two contradictions."""
    monkeypatch.chdir(tmp_path)
    use_extraction(monkeypatch, extract_sales)
    for name, text in DOCUMENTS.items():
        Path(name).write_text(text, encoding="utf-8")
    assert run(capsys, "extract", *DOCUMENTS, "--published", "2025-01-10").code == 0
    return lambda *arguments: run(capsys, *arguments)


def ids(claimtrack: Run, *arguments: str) -> list[str]:
    return [finding["id"] for finding in json.loads(claimtrack("contradictions", "--format", "json", *arguments).out)]


def test_report_names_the_command_that_resolves(claimtrack: Run) -> None:
    one, two = ids(claimtrack)
    report = claimtrack("contradictions").out
    assert f"claimtrack resolve {one[:7]} --as …" in report
    done = claimtrack("resolve", one[:7], "--as", "rejected", "--note", "other regions", "--by", "Ada")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("rejected by Ada: other regions\n")
    assert ids(claimtrack) == [two]
    assert "1 contradiction, 0 undetermined  ·  decided: 1 rejected (--all shows every one)" in (
        claimtrack("contradictions").out
    )
    assert ids(claimtrack, "--all") == [one, two]
    assert "rejected by Ada: other regions" in claimtrack("contradictions", "--all").out


def test_commands_of_another_ledger_name_it(claimtrack: Run) -> None:
    LEDGER.rename("my own.jsonl")
    report = claimtrack("contradictions", "--ledger", "my own.jsonl").out
    assert " --ledger 'my own.jsonl' --as …" in report


def test_confirmed_findings_stay_and_are_marked(claimtrack: Run) -> None:
    one, two = ids(claimtrack)
    claimtrack("resolve", one, "--as", "confirmed")
    assert ids(claimtrack) == [one, two]
    assert f"confirmed  ·  claimtrack undo {one[:7]}" in claimtrack("contradictions").out
    decided = json.loads(claimtrack("contradictions", "--format", "json").out)
    assert [finding["decision"] for finding in decided] == ["confirmed", None]


def test_check_counts_what_is_open_or_confirmed(claimtrack: Run) -> None:
    one, two = ids(claimtrack)
    assert claimtrack("check") == (1, "", "")
    claimtrack("resolve", one, "--as", "coexist")
    assert claimtrack("check").code == 1
    claimtrack("resolve", two, "--as", "superseded")
    assert claimtrack("check") == (0, "", "")
    claimtrack("resolve", two, "--as", "confirmed")
    assert claimtrack("check").code == 1


def test_undo(claimtrack: Run) -> None:
    one, two = ids(claimtrack)
    claimtrack("resolve", one, "--as", "coexist")
    claimtrack("resolve", two, "--as", "rejected")
    assert "taken back: coexist" in claimtrack("undo", one[:6]).out
    assert ids(claimtrack) == [one]
    assert "taken back: rejected" in claimtrack("undo").out
    done = claimtrack("undo")
    assert done == (2, "", "claimtrack: undo: nothing is decided that could be taken back\n")


def test_undo_of_nothing_makes_nothing(claimtrack: Run) -> None:
    assert claimtrack("undo", "--ledger", "nowhere/claims.jsonl").code == 2
    assert not Path("nowhere").exists()


def test_decision_outlives_reading_again(claimtrack: Run) -> None:
    one, two = ids(claimtrack)
    claimtrack("resolve", one, "--as", "rejected")
    for name in DOCUMENTS:
        Path(name).write_text(f"A new first line.\n\n{DOCUMENTS[name]}", encoding="utf-8")
    LEDGER.unlink()
    claimtrack("extract", *reversed(DOCUMENTS), "--published", "2025-01-12")
    assert ids(claimtrack) == [two]
    assert ids(claimtrack, "--all") == [one, two]


def test_what_has_lost_its_ground_is_withdrawn_and_listed_on_request(claimtrack: Run) -> None:
    (finding,) = ids(claimtrack, "contoso")
    claimtrack("resolve", finding, "--as", "rejected", "--note", "other regions")
    assert claimtrack("contradictions", "--withdrawn").out == "no withdrawn judgements\n"
    Path("five.txt").write_text(DOCUMENTS["five.txt"].replace("$5", "$6"), encoding="utf-8")
    claimtrack("extract", "five.txt", "--published", "2025-01-10")
    listed = claimtrack("contradictions", "--withdrawn").out
    for part in (finding[:7], "five.txt:1", "Contoso took in $5 million in 2024.", "rejected: other regions"):
        assert part in listed
    (record,) = json.loads(claimtrack("contradictions", "--withdrawn", "--format", "json").out)
    assert (record["finding"], record["decision"]) == (finding, "rejected")
    assert claimtrack("contradictions", "--withdrawn", "contoso").code == 2


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("resolve", "zzz", "--as", "rejected"), "zzz: no finding has this id"),
        (("undo", "zzz"), "zzz: no decided finding or misread claim has this id"),
        (("misread", "zzz"), "zzz: no claim has this id"),
        (("misread", "--note", "why"), "misread: --note, --by and --at are said of a claim: its id is missing"),
        (("review",), "review: needs a terminal with a keyboard; `claimtrack resolve ID --as …` does not"),
        (("review", "--no-input"), "review: needs a terminal with a keyboard"),
        (("entities", "undo"), "undo: nothing is decided about names"),
        (("entities", "merge", "Contoso", "Nobody"), "Nobody: no claim names this"),
        (("timeline", "contoso", "gossip"), "kind:gossip: no 'gossip' (there are: "),
    ],
)
def test_what_cannot_be_done(claimtrack: Run, arguments: tuple[str, ...], reason: str) -> None:
    done = claimtrack(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"claimtrack: {reason}")
    assert done.err.count("\n") == 1


def claims(claimtrack: Run, *arguments: str) -> dict[str, str]:
    """The claims of the ledger that are listed: id by document."""
    listed = json.loads(claimtrack("query", "--format", "json", *arguments).out)
    return {claim["document"]["path"]: claim["id"] for claim in listed}


def test_misread_claim_is_left_out_of_everything_but_the_ledger(claimtrack: Run) -> None:
    before, bytes_before = claims(claimtrack), LEDGER.read_bytes()
    done = claimtrack("misread", before["nine.txt"][:7], "--note", "somebody else's", "--by", "Ada")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{before['nine.txt'][:7]}  revenue  Contoso")
    assert done.out.endswith("misread by Ada: somebody else's\n")
    assert claims(claimtrack) == {path: id_ for path, id_ in before.items() if path != "nine.txt"}
    (finding,) = json.loads(claimtrack("contradictions", "--format", "json").out)
    assert finding["question"] == "revenue of Fabrikam (annual)"
    assert "1 misread claim left out (claimtrack misread lists them)" in claimtrack("contradictions").out
    for command in (["clusters"], ["timeline", "contoso"], ["sources"]):
        assert "nine.txt" not in claimtrack(*command).out
    assert LEDGER.read_bytes() == bytes_before


def test_misread_claim_is_shown_and_listed_with_what_was_said(claimtrack: Run) -> None:
    id_ = claims(claimtrack)["nine.txt"]
    assert claimtrack("misread").out == "no misread claims\n"
    claimtrack("misread", id_, "--note", "somebody else's", "--at", "2025-02-01")
    assert claimtrack("misread", id_, "--note", "somebody else's", "--at", "2025-02-01").out == (
        f"{id_[:7]}  misread so before\n"
    )
    card = claimtrack("show", id_[:7]).out
    assert "misread on 2025-02-01: somebody else's" in card
    assert "verdict" not in card
    listed = claimtrack("misread").out
    for part in (id_[:7], "nine.txt:1", "Contoso took in $9 million in 2024.", "1 misread claim; claimtrack undo ID"):
        assert part in listed
    (record,) = json.loads(claimtrack("misread", "--format", "json").out)
    assert (record["id"], record["kind"], record["note"]) == (id_, "revenue", "somebody else's")


def test_misread_claim_is_taken_in_again(claimtrack: Run) -> None:
    before = claims(claimtrack)
    for path in ("nine.txt", "seven.txt"):
        claimtrack("misread", before[path])
    assert claimtrack("undo", before["nine.txt"][:7]).out.endswith("misread  taken back\n")
    assert set(claims(claimtrack)) == set(before) - {"seven.txt"}
    claimtrack("undo")
    assert claims(claimtrack) == before


def test_what_was_misread_outlives_reading_again_and_a_new_sentence_does_not(claimtrack: Run) -> None:
    claimtrack("misread", claims(claimtrack)["nine.txt"])
    Path("nine.txt").write_text(f"A new first line.\n\n{DOCUMENTS['nine.txt']}", encoding="utf-8")
    claimtrack("extract", "nine.txt", "--published", "2025-01-12")
    assert "nine.txt" not in claims(claimtrack)
    Path("nine.txt").write_text(DOCUMENTS["nine.txt"].replace("$9", "$10"), encoding="utf-8")
    claimtrack("extract", "nine.txt", "--published", "2025-01-12")
    assert "nine.txt" in claims(claimtrack)
    assert "there no more" in claimtrack("misread").out
    key = json.loads(claimtrack("misread", "--format", "json").out)[0]["claim"]
    assert "taken back" in claimtrack("undo", key[:6]).out


def test_wrong_day_of_a_decision(claimtrack: Run) -> None:
    done = claimtrack("resolve", ids(claimtrack)[0], "--as", "rejected", "--at", "yesterday")
    assert (done.code, done.err) == (2, "claimtrack: --at: not a date (EDTF): yesterday\n")
    assert not JUDGEMENTS.exists()


@pytest.mark.parametrize("command", [["query"], ["contradictions"], ["check"], ["entities"], ["undo"]])
def test_bad_line_among_the_judgements_is_named(claimtrack: Run, command: list[str]) -> None:
    JUDGEMENTS.write_text('\n{"type":"gossip"}\n', encoding="utf-8")
    done = claimtrack(*command)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"claimtrack: {JUDGEMENTS}:2: not a judgement")


def test_entities_are_listed_merged_and_split(claimtrack: Run) -> None:
    listed = json.loads(claimtrack("entities", "--format", "json").out)
    assert [(one["name"], one["claims"], one["documents"]) for one in listed] == [("Contoso", 2, 2), ("Fabrikam", 2, 2)]
    assert json.loads(claimtrack("entities", "fabri kam", "--format", "json").out) == []
    done = claimtrack("entities", "merge", "Contoso", "Fabrikam")
    assert done == (0, "Contoso (also Fabrikam): 4 claims in 4 documents\n", "")
    assert len(json.loads(claimtrack("query", "fabrikam", "--format", "json").out)) == 4
    assert claimtrack("entities", "split", "Fabrikam").out == "Fabrikam: 2 claims in 2 documents\n"
    assert claimtrack("entities", "undo").out == "taken back: Fabrikam stands for itself\n"
    assert claimtrack("entities", "undo").out == "taken back: Contoso, Fabrikam are one\n"
    assert json.loads(claimtrack("entities", "list", "--format", "json").out) == listed
    assert claimtrack("entities", "distinct", "Contoso", "Fabrikam").out.count("2 claims in 2 documents") == 2


def test_entity_with_the_name_of_a_command(claimtrack: Run) -> None:
    assert claimtrack("entities", "list", "merge", "--format", "json").out == "[]\n"
    assert claimtrack("entities", "--help").out.startswith("Usage: claimtrack entities")


def test_timeline_in_every_format(claimtrack: Run) -> None:
    (series,) = json.loads(claimtrack("timeline", "contoso", "revenue", "--format", "json").out)
    assert [answer["min"] for answer in series["answers"]] == ["5000000", "9000000"]
    assert "2024  5 m USD  five.txt:1" in claimtrack("timeline", "CONTOSO").out
    assert claimtrack("timeline", "contoso", "--format", "csv").out.count("\n") == 3
    assert "| 2024 | 5 m USD | five.txt:1 |" in claimtrack("timeline", "contoso", "--format", "md").out
    assert claimtrack("timeline", "nobody", "--format", "jsonl").out == ""


class Reviewer:
    """Somebody at a terminal who presses keys; remembers what was shown, in which order."""

    def __init__(self, keys: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.keys: Iterator[str] = iter(keys)
        self._capsys = capsys

    def press(self) -> str:
        try:
            return next(self.keys)
        except StopIteration:
            raise EOFError from None

    def review(self) -> str:
        self._capsys.readouterr()
        queue = [one.finding for one in report_findings(LEDGER, ()).shown if one.judgement is None]
        desk = Desk(LEDGER, "Ada", lambda what: print_to(sys.stdout, Color.NEVER, what))
        review_findings(queue, desk, self.press)
        return self._capsys.readouterr().out


def decided(claimtrack: Run) -> list[str | None]:
    found = json.loads(claimtrack("contradictions", "--all", "--format", "json").out)
    return [finding["decision"] for finding in found]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("cr", ["confirmed", "rejected"]),
        ("xs", ["coexist", "superseded"]),
        ("CR", ["confirmed", "rejected"]),
        ("kc", [None, "confirmed"]),
        ("cq", ["confirmed", None]),
        ("c", ["confirmed", None]),
        ("q", [None, None]),
        ("cuk", [None, None]),
        ("curu", [None, None]),
        ("curx", ["rejected", "coexist"]),
        ("kuc", ["confirmed", None]),
        ("uuo?zc", ["confirmed", None]),
        ("ac", ["confirmed"]),
        ("bc", ["confirmed"]),
        ("aucr", ["confirmed", "rejected"]),
    ],
)
def test_review_by_keys(
    claimtrack: Run, capsys: pytest.CaptureFixture[str], keys: str, expected: list[str | None]
) -> None:
    Reviewer(keys, capsys).review()
    assert decided(claimtrack) == expected


def test_review_shows_where_it_is_and_what_was_done(claimtrack: Run, capsys: pytest.CaptureFixture[str]) -> None:
    shown = Reviewer("o?zkur", capsys).review()
    for part in ("1 of 2", "2 of 2", "five.txt:1", "c confirm  r reject", "It was the best year", "decide later"):
        assert part in shown
    assert shown.count("1 of 2") == 2
    assert "→ no such key, ? for help" in shown
    assert shown.endswith("1 rejected decided, 1 finding left\n")
    assert "\x1b" not in shown


def test_review_when_a_document_has_gone(claimtrack: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("five.txt").unlink()
    assert "The file is gone or has changed." in Reviewer("oq", capsys).review()


def test_review_without_findings(claimtrack: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Reviewer("rr", capsys).review()
    assert Reviewer("", capsys).review() == "nothing to review\n"


def test_review_keeps_what_was_done_when_it_is_interrupted(claimtrack: Run, capsys: pytest.CaptureFixture[str]) -> None:
    pressed = iter("r")

    def interrupt() -> str:
        for key in pressed:
            return key
        raise KeyboardInterrupt

    queue: list[Finding] = [one.finding for one in report_findings(LEDGER, ()).shown]
    review_findings(queue, Desk(LEDGER, None, lambda what: None), interrupt)
    assert decided(claimtrack) == [Decision.REJECTED.value, None]
