from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.ledger import Extracted, find_known, read_ledger, read_register, register_documents, update_ledger
from claimtrack.ledger.register import register_of
from claimtrack.model import Source
from tests.build import build_claim, build_source

READER = "a reader"


@pytest.fixture(params=["short", "long"], autouse=True)
def _every_register_is(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every register be searched as a long one is, too."""
    if request.param == "long":
        monkeypatch.setattr("claimtrack.ledger.register._LONG", 0)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "claims.jsonl"


def document(path: str, *amounts: str, text: str = "", publisher: str | None = None) -> Extracted:
    source = build_source(path, id=text or path, publisher=publisher)
    return Extracted(source, [build_claim(value=a, start=n * 50, document=source) for n, a in enumerate(amounts)])


def read_in(ledger: Path, *documents: Extracted) -> None:
    update_ledger(ledger, documents, lambda path: False)
    register_documents(ledger, documents, READER)


def known(ledger: Path, *documents: Extracted, reader: str = READER) -> set[str]:
    sources: list[Source] = [one.source for one in documents]
    return {change.source.path for change in find_known(sources, ledger, read_ledger(ledger), reader).values()}


STREAMED = [document("-", "$4 million", text=text) for text in "xy"]
ONE, TWO, NONE = document("a.txt", "$1 million", "$2 million"), document("b.txt", "$3 million"), document("c.txt")


def test_documents_that_were_read_are_known_with_their_claims(ledger: Path) -> None:
    read_in(ledger, ONE, NONE)
    changes = find_known([d.source for d in (ONE, TWO, NONE)], ledger, read_ledger(ledger), READER)
    assert {c.source.path: (c.claims, c.added, c.known) for c in changes.values()} == {
        "a.txt": (2, 0, True), "c.txt": (0, 0, True),
    }  # fmt: skip


def test_register_stands_beside_its_ledger() -> None:
    assert register_of(Path("my/own.jsonl")) == Path("my/own.documents.jsonl")


def test_another_reader_reads_again(ledger: Path) -> None:
    read_in(ledger, ONE)
    assert known(ledger, ONE, reader="another") == set()


@pytest.mark.parametrize("other", [
    document("a.txt", text="changed"), document("a.txt", publisher="The Times"), document("z.txt", text="a.txt"),
])  # fmt: skip
def test_other_text_path_or_metadata_is_read_again(ledger: Path, other: Extracted) -> None:
    read_in(ledger, ONE)
    assert known(ledger, other) == set()


def test_claims_that_are_not_as_they_were_are_read_again(ledger: Path) -> None:
    read_in(ledger, ONE, TWO)
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(lines[1:]), encoding="utf-8")
    assert known(ledger, ONE, TWO) == {"b.txt"}
    ledger.write_text("".join(lines).replace('"confidence":0.9', '"confidence":0.1'), encoding="utf-8")
    assert known(ledger, ONE, TWO) == set()


def test_path_with_claims_of_an_older_text_is_read_again(ledger: Path) -> None:
    read_in(ledger, ONE)
    old = document("a.txt", "$7 million", text="older")
    update_ledger(ledger, [ONE, old], lambda path: False)  # as when two ledgers were merged
    assert known(ledger, ONE) == set()


@pytest.mark.parametrize("damage", [b"", b"\xff\n{]\n", b"[" * 100_000])
def test_register_that_is_gone_or_broken_costs_only_time(ledger: Path, damage: bytes) -> None:
    read_in(ledger, ONE)
    register_of(ledger).write_bytes(damage)
    assert known(ledger, ONE) == set()
    register_documents(ledger, [ONE], READER)
    assert known(ledger, ONE) == {"a.txt"}
    register_of(ledger).unlink()
    assert read_register(ledger) == ()


def test_texts_of_standard_input_are_documents_of_their_own(ledger: Path) -> None:
    first, second = document("-", "$1 million", text="x"), document("-", text="y")
    read_in(ledger, first)
    read_in(ledger, second)
    assert len(find_known([first.source, second.source], ledger, read_ledger(ledger), READER)) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is the same for every example
@given(st.lists(st.sampled_from([ONE, TWO, NONE, *STREAMED]), min_size=1, max_size=5), st.data())
def test_order_and_division_change_no_byte(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Extracted], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("register")
    register_documents(folder / "one", documents, READER)
    for one in data.draw(st.permutations(documents)):
        register_documents(folder / "two", [one], READER)
    assert register_of(folder / "one").read_bytes() == register_of(folder / "two").read_bytes()
