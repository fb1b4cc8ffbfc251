from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import LedgerError
from claimtrack.ledger import Extracted, read_ledger, update_ledger
from claimtrack.ledger.lines import format_line
from claimtrack.ledger.replacing import Change
from claimtrack.model import Claim
from tests.build import build_claim, build_source


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "data" / "claims.jsonl"


def document(path: str, *amounts: str, text: str = "") -> Extracted:
    source = build_source(path, id=text or path)
    claims = [build_claim(value=amount, start=n * 50, document=source) for n, amount in enumerate(amounts)]
    return Extracted(source, claims)


def update(ledger: Path, *documents: Extracted, there: Sequence[str] = ()) -> tuple[Change, ...]:
    return update_ledger(ledger, documents, lambda path: path in there)


def amounts_in(ledger: Path) -> list[tuple[str, str]]:
    return [(claim.document.path, claim.value.text) for claim in read_ledger(ledger) if claim.value]


def test_ledger_is_made_with_its_folder_and_sorted_by_place(ledger: Path) -> None:
    update(ledger, document("b.txt", "$3 million", "$4 million"), document("a.txt", "$9 million"))
    assert amounts_in(ledger) == [("a.txt", "$9 million"), ("b.txt", "$3 million"), ("b.txt", "$4 million")]
    assert ledger.read_bytes().endswith(b"}\n")


def test_second_time_changes_nothing(ledger: Path) -> None:
    update(ledger, document("a.txt", "$1 million"))
    before, when = ledger.read_bytes(), ledger.stat().st_mtime_ns
    (change,) = update(ledger, document("a.txt", "$1 million"))
    assert (change.claims, change.added, change.removed) == (1, 0, 0)
    assert ledger.read_bytes() == before
    assert ledger.stat().st_mtime_ns == when


def test_document_replaces_its_own_claims_and_no_others(ledger: Path) -> None:
    update(ledger, document("a.txt", "$1 million"), document("b.txt", "$2 million"))
    (change,) = update(ledger, document("a.txt", "$5 million", "$6 million", text="changed"))
    assert (change.claims, change.added, change.removed) == (2, 2, 1)
    assert amounts_in(ledger) == [("a.txt", "$5 million"), ("a.txt", "$6 million"), ("b.txt", "$2 million")]


def test_what_becomes_known_of_a_document_changes_its_claims(ledger: Path) -> None:
    update(ledger, document("a.txt", "$1 million", "$2 million"))
    old = document("a.txt", "$1 million", "$2 million")
    source = old.source.model_copy(update={"publisher": "The Times"})
    new = Extracted(source, [claim.model_copy(update={"document": source}) for claim in old.claims])
    (change,) = update(ledger, new)
    assert (change.claims, change.added, change.removed, change.changed) == (2, 0, 0, 2)
    assert {claim.document.publisher for claim in read_ledger(ledger)} == {"The Times"}


def test_writers_wait_for_each_other(ledger: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: update(ledger, document(f"{number}.txt", "$1 million")), range(16)))
    assert len(read_ledger(ledger)) == 16


def test_document_that_says_nothing_now_leaves_no_claims(ledger: Path) -> None:
    update(ledger, document("a.txt", "$1 million"))
    (change,) = update(ledger, document("a.txt", text="changed"))
    assert (change.claims, change.removed) == (0, 1)
    assert ledger.read_bytes() == b""
    assert read_ledger(ledger) == ()


def test_same_text_under_a_smaller_path_that_is_there_is_kept(ledger: Path) -> None:
    update(ledger, document("a.txt", "$1 million", text="same"))
    before = ledger.read_bytes()
    (change,) = update(ledger, document("b.txt", "$1 million", text="same"), there=["a.txt"])
    assert change.same_as == "a.txt"
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(("old", "new"), [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_file_that_was_renamed_moves(ledger: Path, old: str, new: str) -> None:
    update(ledger, document(old, "$1 million", text="same"))
    update(ledger, document(new, "$1 million", text="same"))
    assert amounts_in(ledger) == [(new, "$1 million")]


def test_texts_from_standard_input_do_not_replace_each_other(ledger: Path) -> None:
    update(ledger, document("-", "$1 million", text="one"))
    update(ledger, document("-", "$2 million", text="two"))
    update(ledger, document("-", "$2 million", text="two"))
    assert sorted(amounts_in(ledger)) == [("-", "$1 million"), ("-", "$2 million")]


def test_file_stands_for_a_text_rather_than_standard_input(ledger: Path) -> None:
    update(ledger, document("-", "$1 million", text="same"))
    update(ledger, document("a.txt", "$1 million", text="same"))
    assert amounts_in(ledger) == [("a.txt", "$1 million")]
    (change,) = update(ledger, document("-", "$1 million", text="same"), there=["a.txt"])
    assert change.same_as == "a.txt"
    assert amounts_in(ledger) == [("a.txt", "$1 million")]


def test_claim_found_twice_is_kept_once_with_the_surer_rule(ledger: Path) -> None:
    source = build_source("a.txt")
    unsure, sure = (build_claim(document=source, rule=rule, confidence=c) for rule, c in (("a", 0.4), ("b", 0.8)))
    assert unsure.id == sure.id
    update(ledger, Extracted(source, [unsure, sure]))
    assert [claim.rule for claim in read_ledger(ledger)] == ["b"]


def test_doubled_lines_of_a_merge_are_read_once(ledger: Path) -> None:
    update(ledger, document("a.txt", "$1 million"))
    ledger.write_bytes(ledger.read_bytes() * 2 + b"\n")
    assert len(read_ledger(ledger)) == 1


BROKEN = ["no json", '{"schema_version":99}', "{}"]


@pytest.mark.parametrize("line", BROKEN)
def test_broken_line_is_named_and_nothing_is_lost(ledger: Path, line: str) -> None:
    update(ledger, document("a.txt", "$1 million"))
    with ledger.open("a") as stream:
        stream.write(f"\n{line}\n")
    before = ledger.read_bytes()
    for use in (lambda: read_ledger(ledger), lambda: update(ledger, document("b.txt", "$2 million"))):
        with pytest.raises(LedgerError, match=r"claims\.jsonl:3: "):
            use()
    assert ledger.read_bytes() == before
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["claims.jsonl", "claims.jsonl.lock"]


def test_no_ledger_is_told(ledger: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        read_ledger(ledger)


def test_folder_is_no_ledger(tmp_path: Path) -> None:
    for use in (lambda: read_ledger(tmp_path), lambda: update(tmp_path, document("a.txt", "$1 million"))):
        with pytest.raises(LedgerError, match="directory"):
            use()


def test_interrupted_write_leaves_the_old_ledger(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(ledger, document("a.txt", "$1 million"))
    before = ledger.read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LedgerError, match="no space left on device"):
        update(ledger, document("b.txt", "$2 million"))
    assert ledger.read_bytes() == before
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["claims.jsonl", "claims.jsonl.lock"]


@pytest.mark.skipif(os.name == "nt", reason="no symbolic links or file modes")
def test_link_and_mode_of_the_file_stay(ledger: Path, tmp_path: Path) -> None:
    update(ledger, document("a.txt", "$1 million"))
    ledger.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(ledger)
    update(link, document("b.txt", "$2 million"))
    assert link.is_symlink()
    assert len(read_ledger(ledger)) == 2
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o640


DOCUMENTS = st.lists(
    st.tuples(st.sampled_from(["a.txt", "b.txt", "c/d.txt"]), st.lists(st.integers(1, 9), max_size=3, unique=True)),
    min_size=1, max_size=4, unique_by=lambda item: item[0],
)  # fmt: skip


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_order_and_division_of_the_input_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, list[int]]], random: object
) -> None:
    documents = [document(path, *(f"${n} million" for n in numbers)) for path, numbers in items]
    folder = tmp_path_factory.mktemp("ledger")
    update(folder / "one", *documents)
    shuffled = list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for one in shuffled:
        update(folder / "two", one)
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()
    lines = [format_line(claim) for claim in read_ledger(folder / "one")]
    assert "".join(f"{line}\n" for line in lines).encode() == (folder / "one").read_bytes()


def test_claims_come_back_as_they_were(ledger: Path) -> None:
    extracted = document("a.txt", "more than $4.5 billion", "about 12 %", "$4–5 million")
    update(ledger, extracted)
    assert set(read_ledger(ledger)) == set[Claim](extracted.claims)
