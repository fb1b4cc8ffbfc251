from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InputError
from claimtrack.sources.metadata import (
    Metadata,
    pick_front_matter,
    pick_table,
    read_flags,
    read_table,
    split_front_matter,
)


def toml(tmp_path: Path, text: str) -> dict[str, Any]:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    return read_table(tmp_path / "sources.toml", "docs/sources.toml")


def front_matter(text: str) -> Metadata:
    return pick_front_matter(split_front_matter(text)[0])[0]


def test_nearer_metadata_wins_field_by_field() -> None:
    given_by_flag = Metadata(published="2026-01-02")
    in_file = Metadata(published="2025", publisher="Contoso Times")
    assert given_by_flag.or_else(in_file) == Metadata(published="2026-01-02", publisher="Contoso Times")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("soon", None, None), "--published: not a date: 'soon'"),
        (("2026-13-01", None, None), "--published: not a date"),
        ((None, " ", None), "--publisher: not a text"),
    ],
)
def test_flag_that_cannot_be_used_is_named(flags: tuple[str | None, str | None, str | None], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_flags(*flags)


@pytest.mark.parametrize("date", ["2026-06-09", "2026-06", "2026", "XXXX-03-07", "2026-06/2026-08", "2026-06~"])
def test_flag_takes_dates_as_precise_as_they_are(date: str) -> None:
    assert read_flags(date, None, None).published == date


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2026-06-09", "2026-06-09"),
        ("2026-06-09T22:30:00Z", "2026-06-09"),
        ("2026-06-09 22:30:00", "2026-06-09"),
        ('"2026-06"', "2026-06"),
        ('"XXXX-03-07"', "XXXX-03-07"),
        ('"2026-06-09T22:30:00+02:00"', "2026-06-09"),
        ("2026", "2026"),
    ],
)
def test_dates_of_sources_toml(tmp_path: Path, value: str, published: str) -> None:
    tables = toml(tmp_path, f'["a.txt"]\npublished = {value}\n')
    assert pick_table(tables, "a.txt", "sources.toml").published == published


def test_file_name_without_quotes_is_understood(tmp_path: Path) -> None:
    tables = toml(tmp_path, '[report.2025.txt]\npublisher = "Contoso  Times"\nlang = "en-GB"\n')
    assert pick_table(tables, "report.2025.txt", "sources.toml") == Metadata(publisher="Contoso Times", lang="en")
    assert pick_table(tables, "report.txt", "sources.toml") == Metadata()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["a.txt"]\npublished = "yesterday"', r"docs/sources.toml: \[a.txt\] published: not a date: 'yesterday'"),
        ('["a.txt"]\npublished = true', r"\[a.txt\] published: not a date"),
        ('["a.txt"]\npublsher = "x"', r"\[a.txt\] has an unknown key 'publsher' \(there are: published, "),
        ('["a.txt"]\ntitle = 3', r"\[a.txt\] title: not a text: 3"),
        ('"a.txt" = "2025"', r"\[a.txt\] is not a table"),
        ('["a.txt"\n', "docs/sources.toml: not TOML: .*line 1.*; the documents beside it were not read"),
    ],
)
def test_error_in_sources_toml_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        pick_table(toml(tmp_path, text), "a.txt", "docs/sources.toml")


def test_no_sources_toml_says_nothing(tmp_path: Path) -> None:
    assert read_table(tmp_path / "sources.toml", "sources.toml") == {}


@pytest.mark.parametrize(
    ("block", "known"),
    [
        ("date: 2026-06-09", Metadata(published="2026-06-09")),
        ("date: 2026-06-09T10:00:00+02:00", Metadata(published="2026-06-09")),
        ("published: 2025\ndate: 2024", Metadata(published="2025")),
        ("Date: '2026-06'\nSource: The Contoso Times", Metadata(published="2026-06", publisher="The Contoso Times")),
        ("title: Northwind: all of it\npublisher: 'X'", Metadata(title="Northwind: all of it", publisher="X")),
        ("tags: [a, b]\nlanguage: de-AT", Metadata(lang="de")),
        ("date:\ntitle: ''", Metadata()),
    ],
)
def test_front_matter(block: str, known: Metadata) -> None:
    assert front_matter(f"---\n{block}\n---\nText.\n") == known


def test_front_matter_keeps_lines_in_place() -> None:
    values, text = split_front_matter("---\r\ntitle: A\r\n---\r\nText.\r\n")
    assert values == {"title": "A"}
    assert text == "\n\n\nText.\r\n"


@pytest.mark.parametrize("text", ["---\nnever closed: 1\n", "---\n\n---\ntext", "---\njust prose\n---\n", "-- no", ""])
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_unusable_values_of_front_matter_are_named() -> None:
    values, _ = split_front_matter("---\ndate: some day\ntitle: [1, 2]\npublisher: P\n---\n")
    assert pick_front_matter(values) == (Metadata(publisher="P"), ("title", "date"))


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\ntitle: [*b,*b,*b,*b,*b]",
        "title: " + "[" * 5000,
        "title: !!python/object/apply:os.system ['true']",
        "date: " + "9" * 6000,
        "? " * 2000,
        "title: \x07",
    ],
)
def test_hostile_front_matter_does_nothing(block: str) -> None:
    assert front_matter(f"---\n{block}\n---\nText.\n").published is None


@given(st.text(alphabet="-:a 1\n[]{}&*!#'\"", max_size=100))
def test_front_matter_never_moves_a_line(text: str) -> None:
    _, rest = split_front_matter(f"---\n{text}")
    assert rest.count("\n") == text.count("\n") + 1
