"""Runs of words that the project shares with texts it may not hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.overlap import HELD_OUT, find_copies, is_own, texts_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copied_run_is_found_whatever_its_marks_and_case() -> None:
    lines = [
        ("a.toml", 'text = "The pump maker, it said, will cut 900 jobs."'),
        ("b.toml", 'text = "Nothing of the kind."'),
    ]
    found = list(find_copies(lines, ["the PUMP maker it said will cut back"], 7))
    assert [(name, run) for name, run, _ in found] == [("a.toml", "the pump maker it said will cut")]


def test_shorter_runs_are_nobodys() -> None:
    assert not list(find_copies([("a.toml", "the pump maker it said")], ["the pump maker it said so"], 7))


def test_texts_are_found_in_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    records = [{"text": "two\u2028lines"}, {"pairs": [{"en": "three"}]}, {"tokens": ["four", "five"]}, {"id": "six"}]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (tmp_path / "b.jsonl").write_text(lines, encoding="utf-8")
    assert list(texts_of(tmp_path)) == ["one", "two\u2028lines", "three", "four five"]


def test_held_out_files_are_shown_only_where_that_is_asked_for() -> None:
    assert [is_own(HELD_OUT[0], held_out=held_out) for held_out in (False, True)] == [False, True]
    assert is_own("README.md", held_out=False)
    assert not is_own("benchmarks/judgements_en.tsv", held_out=True)
