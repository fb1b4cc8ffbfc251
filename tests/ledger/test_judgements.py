from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.decision import Decision
from claimtrack.errors import LedgerError
from claimtrack.ledger import (
    Judgement,
    Line,
    Naming,
    Passage,
    Undo,
    append_judgement,
    judgements_beside,
    read_judgements,
    standing,
)

HERE = Passage(quote="Contoso paid $5 million.", path="a.txt", line=3)
THERE = Passage(quote="Contoso paid $9 million.", path="b.txt", line=1)


def judge(finding: str = "f1", decision: Decision = Decision.REJECTED, note: str | None = None) -> Judgement:
    return Judgement(finding=finding, decision=decision, question="price", a=HERE, b=THERE, note=note)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return judgements_beside(tmp_path / "data" / "claims.jsonl")


def append(path: Path, line: Line) -> Line:
    done = append_judgement(path, lambda lines: line)
    assert done is not None
    return done


def test_they_stand_beside_the_ledger() -> None:
    assert judgements_beside(Path("my/own.jsonl")) == Path("my/judgements.jsonl")


def test_no_file_is_no_judgement(path: Path) -> None:
    assert read_judgements(path) == ()


def test_what_was_written_is_read_again(path: Path) -> None:
    written = [append(path, judge()), append(path, Naming(type="merge", names=("Contoso", "CTSO")))]
    written.append(append(path, Undo(undoes=written[0].id)))
    assert read_judgements(path) == tuple(written)
    assert standing(written) == (written[1],)


def test_lines_before_stay_as_they_are(path: Path) -> None:
    append(path, judge())
    before = path.read_bytes()
    append(path, judge("f2"))
    assert path.read_bytes().startswith(before)


def test_line_end_that_an_editor_left_out_is_put_in(path: Path) -> None:
    append(path, judge())
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append(path, judge("f2"))
    assert len(read_judgements(path)) == 2


def test_same_decisions_make_the_same_file(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "judgements.jsonl"
    for file in (path, other):
        append(file, judge())
        append(file, judge())
    assert path.read_bytes() == other.read_bytes()
    assert len({line.id for line in read_judgements(path)}) == 2


def test_nothing_is_written_when_nothing_is_decided(path: Path) -> None:
    assert append_judgement(path, lambda lines: None) is None
    assert not path.exists()


def test_writers_wait_for_each_other(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append(path, judge(f"f{number}")), range(16)))
    assert len({line.id for line in read_judgements(path)}) == 16


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a judgement"),
        ('{"type":"finding"}', "not a judgement: finding."),
        ('{"type":"guess"}', "not a judgement"),
        ('{"schema_version":2,"type":"vote"}', "schema_version 2 is newer than this program's 1"),
        ('{"schema_version":2,"type":"undo","undoes":"x"}', "schema_version 2 is newer than this program's 1"),
        ('{"type":"merge","names":[]}', "not a judgement: merge.names"),
    ],
)
def test_bad_line_is_named_and_never_dropped(path: Path, line: str, reason: str) -> None:
    append(path, judge())
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    before = path.read_bytes()
    with pytest.raises(LedgerError) as error:
        append(path, judge("f2"))
    assert str(error.value).startswith(f"{path}:3: {reason}")
    assert path.read_bytes() == before


def test_day_that_is_none_is_refused(path: Path) -> None:
    line = json.loads(judge().model_dump_json()) | {"at": "yesterday"}
    path.parent.mkdir()
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(LedgerError, match="not an edtf date"):
        read_judgements(path)


def test_undo_of_what_is_not_there_does_nothing() -> None:
    line = judge().model_copy(update={"id": "a"})
    assert standing([Undo(id="b", undoes="nowhere"), line]) == (line,)


@given(st.text(), st.lists(st.text(min_size=1), min_size=1))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("any") / "judgements.jsonl"
    passage = HERE.model_copy(update={"quote": text})
    line = append(path, judge(text, note=text).model_copy(update={"a": passage, "question": text}))
    naming = append(path, Naming(type="distinct", names=tuple(names)))
    assert read_judgements(path) == (line, naming)


@given(st.data())
def test_undoing_comes_back_to_what_stood_before(data: st.DataObject) -> None:
    """Whatever is decided and taken back: what stands is what a stack of the decisions would hold."""
    lines: list[Line] = []
    expected: list[Line] = []
    for number in range(data.draw(st.integers(0, 12))):
        undoing: bool = data.draw(st.booleans())
        if expected and undoing:
            gone = expected.pop(data.draw(st.integers(0, len(expected) - 1)))
            lines.append(Undo(id=str(number), undoes=gone.id))
        else:
            made = judge(data.draw(st.sampled_from("fgh"))).model_copy(update={"id": str(number)})
            lines.append(made)
            expected.append(made)
        assert standing(lines) == tuple(expected)
