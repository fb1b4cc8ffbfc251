"""The program as a user meets it: arguments in; exit code, standard output and standard error out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import NamedTuple

import pytest

from claimtrack.cli import main
from claimtrack.model import Bound, Claim, Document, Quantity, claim_id

_SALES = re.compile(r"([A-Z]\w+) took in \$(\d+) million in (\d{4})\.")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Outcome:
    """Run the program in this process."""
    capsys.readouterr()
    code = 0
    try:
        main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    captured = capsys.readouterr()
    return Outcome(code, captured.out, captured.err)


def use_extraction(monkeypatch: pytest.MonkeyPatch, extract_claims: Callable[..., list[Claim]]) -> None:
    """Let the program find claims by a function of the test's; the pipelines stay unloaded."""
    module = ModuleType("claimtrack.extract")
    module.extract_claims = extract_claims  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "claimtrack.extract", module)


def extract_sales(document: Document, *, pipeline: str | None = None) -> list[Claim]:
    """Stand in for extraction: reads "Contoso took in $5 million in 2024." and nothing else."""
    return list(_sales(document))


def _sales(document: Document) -> Iterator[Claim]:
    for match in _SALES.finditer(document.text):
        amount = int(match[2]) * 10**6
        claim = Claim(
            id="",
            kind="revenue",
            subject=match[1],
            attribute="annual",
            value=Quantity(
                text=f"${match[2]} million", min=amount, max=amount, unit="USD", bound=Bound.EXACT, digits=3
            ),
            valid=match[3],
            quote=match[0],
            start=match.start(),
            end=match.end(),
            line=document.text.count("\n", 0, match.start()) + 1,
            rule="test",
            confidence=1,
            document=document.source,
        )
        yield claim.model_copy(update={"id": claim_id(claim)})
