from __future__ import annotations

from pathlib import Path

import pytest

from claimtrack import fingerprint
from claimtrack.fingerprint import fingerprint_reader


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of which reading depends on one module and one folder."""
    folder = tmp_path / "package"
    (folder / "extract").mkdir(parents=True)
    (folder / "extract/rules.toml").write_text("one", encoding="utf-8")
    (folder / "model.py").write_text("two", encoding="utf-8")
    monkeypatch.setattr(fingerprint, "_READING", ("extract", "model.py"))
    monkeypatch.setattr(fingerprint, "files", lambda name: folder)
    return folder


def test_same_files_are_the_same_reader(package: Path) -> None:
    before = fingerprint_reader()
    (package / "extract/__pycache__").mkdir()
    (package / "extract/__pycache__/rules.pyc").write_bytes(b"made")
    (package / "views.py").write_text("no part of reading", encoding="utf-8")
    assert fingerprint_reader() == before


def test_what_is_found_depends_on_words_code_and_names_of_files(package: Path) -> None:
    seen = {fingerprint_reader()}
    (package / "extract/rules.toml").write_text("other", encoding="utf-8")
    seen.add(fingerprint_reader())
    (package / "extract/rules.toml").rename(package / "extract/words.toml")
    seen.add(fingerprint_reader())
    (package / "model.py").write_text("", encoding="utf-8")
    seen.add(fingerprint_reader())
    assert len(seen) == 4


def test_another_pipeline_is_another_reader(package: Path, tmp_path: Path) -> None:
    pipeline = tmp_path / "pipeline"
    pipeline.mkdir()
    seen = {fingerprint_reader(), fingerprint_reader("some_pipeline"), fingerprint_reader(str(pipeline))}
    (pipeline / "weights").write_bytes(b"1")
    seen.add(fingerprint_reader(str(pipeline)))
    (pipeline / "weights").write_bytes(b"2")
    seen.add(fingerprint_reader(str(pipeline)))
    assert len(seen) == 5


def test_parts_that_reading_depends_on_are_there() -> None:
    from importlib.resources import files

    parts = [files("claimtrack").joinpath(name) for name in fingerprint._READING]
    assert all(part.is_file() or part.is_dir() for part in parts)
    assert len(fingerprint_reader()) == 16
