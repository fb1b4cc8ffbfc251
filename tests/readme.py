"""The commands in README.md and what they print. `python -m tests.readme` writes it anew.

Each `console` block holds commands after `$` and what a terminal of 100 columns shows for them. In `claimtrack show
@kind` the id is that of the ledger's first claim of the kind, in `claimtrack resolve` that of the first finding.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from unittest import mock

from claimtrack.cli import main
from claimtrack.judging import report_findings
from claimtrack.ledger import SHORT_ID, read_ledger

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_STYLE = re.compile(r"\x1b\[[\d;]*m")
_SHOW = re.compile(r"claimtrack show (?:[0-9a-f]{7} +# the first )?@?(?P<kind>[a-z]+)")
_RESOLVE = re.compile(r"(claimtrack resolve )(?:@finding|[0-9a-f]{7})")


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def render_readme() -> str:
    """Return README.md with every command run anew, from an empty ledger."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(ROOT / "seeds", "seeds")
        return _BLOCK.sub(lambda match: f"```console\n{_run_all(match[1])}```", README.read_text(encoding="utf-8"))


def _run_all(block: str) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(_run(_RESOLVE.sub(_first_finding, _SHOW.sub(_first_of_kind, command))) for command in commands)


def _first_of_kind(match: re.Match[str]) -> str:
    first = next(claim for claim in read_ledger(Path("data/claims.jsonl")) if claim.kind == match["kind"])
    return f"claimtrack show {first.id[:SHORT_ID]}  # the first {match['kind']}"


def _first_finding(match: re.Match[str]) -> str:
    first = report_findings(Path("data/claims.jsonl"), (), every=True).shown[0].finding
    return f"{match[1]}{first.id[:SHORT_ID]}"


def _run(command: str) -> str:
    out = Terminal()
    environment = {"COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1"}
    with (
        mock.patch.dict(os.environ, environment),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.suppress(SystemExit),
    ):
        main(shlex.split(command, comments=True)[1:])
    lines = _STYLE.sub("", out.getvalue()).splitlines()
    return "\n".join([f"$ {command}", *(line.rstrip() for line in lines), ""])


if __name__ == "__main__":
    README.write_text(render_readme(), encoding="utf-8")
    sys.exit()
