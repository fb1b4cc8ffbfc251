"""How sure a claim is: its rule's own certainty, corrected by how often claims of that rule were right.

That of a figure is corrected once more, by how likely the ranking model finds it told of the subject.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_SURELY_NOT = 0.02
"""The least probability that is believed of a model."""


class Reliability(NamedTuple):
    """What is left of a rule's certainty, and how much of it a claim must have: alone, and where a witness agrees."""

    factor: float
    least: float
    seconded: float


def rate(rule: str, kind: str, sure: float, witness: float | None = None) -> float | None:
    """Return the confidence of a claim whose rule is `sure` of it, from 0 to 1; `None` if it is too little to claim.

    Less is enough where the `witness`, the probability that a second reader gives to the subject, agrees.
    """
    most, least, known = _table()
    found = known.get((rule, kind)) or known.get((rule, None)) or Reliability(1, least, least)
    confidence = round(min(most, sure * found.factor), 2)
    agrees = witness is not None and witness >= _weights()["agrees"]
    return confidence if confidence >= (found.seconded if agrees else found.least) else None


def weigh(confidence: float, witness: float | None) -> float:
    """Return a confidence corrected by the probability that a second reader gives to the subject, both from 0 to 1.

    Their log odds are added up, with weights learned from judged claims; without a witness nothing is changed.
    """
    if witness is None:
        return confidence
    weights = _weights()
    odds = weights["base"] + weights["confidence"] * _log_odds(confidence) + weights["owner"] * _log_odds(witness)
    return round(min(_table()[0], 1 / (1 + math.exp(-odds))), 2)


def _log_odds(chance: float) -> float:
    kept = min(max(chance, _SURELY_NOT), 1 - _SURELY_NOT)
    return math.log(kept / (1 - kept))


def _weights() -> dict[str, float]:
    return _read()["witness"]  # type: ignore[no-any-return]


@cache
def _table() -> tuple[float, float, dict[tuple[str, str | None], Reliability]]:
    data = _read()
    known = {
        (row["rule"], row.get("kind")): Reliability(
            row.get("factor", 1), least := row.get("least", data["least"]), row.get("seconded", least)
        )
        for row in data["rule"]
    }
    return data["most"], data["least"], known


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("claimtrack.extract").joinpath("reliability.toml").read_text(encoding="utf-8"))
