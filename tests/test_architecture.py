"""What must stay true of the program as a whole: its layers, its doors, its documentation."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from claimtrack.cli import TERMS_HELP, app
from claimtrack.errors import QueryError
from claimtrack.ledger import parse_query

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(vars(typer.main.get_command(app))["commands"])
HEAVY = {"spacy", "thinc", "py3langid", "markdown_it", "yaml"}


def run_python(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def test_import_contracts_are_kept() -> None:
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = run_python("-c", program)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "openai", "kind:investment"], ["stats"]])
def test_asking_never_pays_for_reading(arguments: list[str], tmp_path: Path) -> None:
    program = (
        "import json, sys\nfrom claimtrack.cli import main\n"
        "try:\n    main(json.loads(sys.argv[1]))\nexcept SystemExit as end:\n    code = end.code\n"
        "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)"
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data/claims.jsonl").write_bytes(b"")
    done = run_python("-c", program, json.dumps(arguments), cwd=tmp_path)
    code, modules = json.loads(done.stderr)
    assert code in (0, None)
    assert HEAVY.isdisjoint(modules)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"claimtrack {command}\b", README)


def test_every_key_of_a_query_is_documented() -> None:
    with pytest.raises(QueryError) as error:
        parse_query(["no-such-key:x"])
    keys = re.findall(r"\w+", str(error.value).partition("there are: ")[2])
    assert len(keys) > 10
    for text in (TERMS_HELP, README):
        assert [key for key in keys if f"{key}:" not in text] == []


def test_every_folder_of_the_package_says_what_it_is() -> None:
    packages = [path.parent for path in (ROOT / "src/claimtrack").rglob("__init__.py")]
    assert [str(path) for path in packages if not (path / "__init__.py").read_text().startswith('"""')] == []


@pytest.mark.skipif(os.name == "nt", reason="make and bash")
def test_commands_of_the_readme_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test", "lint", "train", "bench", "clean"} <= targets
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets
    assert "make" in (ROOT / ".ci/run").read_text(encoding="utf-8")
