"""How sure a claim is: its rule's own certainty, corrected by how often claims of that rule were right."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Reliability(NamedTuple):
    """What is left of a rule's certainty, and how much of it a claim must have to be made."""

    factor: float
    least: float


def rate(rule: str, kind: str, sure: float) -> float | None:
    """Return the confidence of a claim whose rule is `sure` of it, from 0 to 1; `None` if it is too little to claim."""
    most, least, known = _table()
    found = known.get((rule, kind), Reliability(1, least))
    confidence = round(min(most, sure * found.factor), 2)
    return confidence if confidence >= found.least else None


@cache
def _table() -> tuple[float, float, dict[tuple[str, str], Reliability]]:
    data = tomllib.loads(files("claimtrack.extract").joinpath("reliability.toml").read_text(encoding="utf-8"))
    known = {
        (row["rule"], row["kind"]): Reliability(row.get("factor", 1), row.get("least", data["least"]))
        for row in data["rule"]
    }
    return data["most"], data["least"], known
