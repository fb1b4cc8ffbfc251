"""Which claim of the ledger is which gold claim: one to one, the likeliest pairs of a document first."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.evaluate.gold import is_change
from claimtrack.evaluate.likeness import compatible, same_figure, same_name, same_words
from claimtrack.reconcile.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.evaluate.gold import GoldClaim
    from claimtrack.evaluate.likeness import KeyOf
    from claimtrack.evaluate.locating import Expected
    from claimtrack.model import Claim

    Statement = GoldClaim | Claim

_HALF = 0.5
"""What a pair of two near kinds is worth."""
_KIND, _SUBJECT, _OBJECT, _PLACE, _CLOSENESS = 4, 2, 1, 1, 2
"""What speaks for a pair, weighed: the kind most, then whom it is about, then where it stands and how exactly there."""
_STATE = ("modality", "phase", "polarity", "valid")
_OPTIONAL_LAST = 0.1


class Pair(NamedTuple):
    """A gold claim and the claim that found it, by their places in what was given; `worth` 1, or less for near kinds.

    `right` says that subject and object are right, too.
    """

    gold: int
    found: int
    worth: float
    right: bool


class _Candidate(NamedTuple):
    rank: float
    pair: Pair


def pair_claims(expected: Sequence[Expected], found: Sequence[Claim], key_of: KeyOf) -> tuple[Pair, ...]:
    """Return the pairs among the gold claims and the claims of one document.

    A pair has the same kind or two near ones, the same figure where the gold claim has one, else the same object where
    it has one, and stands at the same place or says all the same.
    """
    candidates = [
        candidate
        for g, gold in enumerate(expected)
        for f, claim in enumerate(found)
        if (candidate := _candidate(g, gold, f, claim, key_of)) is not None
    ]
    pairs: list[Pair] = []
    golds: set[int] = set()
    claims: set[int] = set()
    for _, pair in sorted(candidates, key=lambda c: (-c.rank, c.pair.gold, c.pair.found)):
        if pair.gold not in golds and pair.found not in claims:
            pairs.append(pair)
            golds.add(pair.gold)
            claims.add(pair.found)
    return tuple(pairs)


def _candidate(g: int, expected: Expected, f: int, claim: Claim, key_of: KeyOf) -> _Candidate | None:
    gold = expected.gold
    worth = _worth(gold.kind, claim.kind)
    if not worth or not same_figure(gold.value, claim.value):
        return None
    subject, target = _parties(gold.kind, claim)
    subjects = same_name(gold.subject, subject, key_of)
    targets = not gold.object or same_name(gold.object, target, key_of)
    shared, closeness = _overlap(expected, claim)
    answers = bool(gold.value or gold.object) and subjects and targets
    if not (gold.value or targets) or not (shared or answers):
        return None
    rank = (
        _KIND * worth + _SUBJECT * subjects + _OBJECT * targets + _PLACE * shared + _CLOSENESS * closeness
        + sum(getattr(gold, field) == getattr(claim, field) for field in _STATE) / len(_STATE)
        + (gold.is_change == is_change(claim.attribute)) + same_words(gold.attribute, claim.attribute)
        - _OPTIONAL_LAST * (gold.tier == "optional")
    )  # fmt: skip
    return _Candidate(rank, Pair(g, f, worth, subjects and targets))


def _worth(kind: str, other: str) -> float:
    if kind == other:
        return 1
    return _HALF if frozenset((kind, other)) in _near() else 0


def _parties(kind: str, claim: Claim) -> tuple[str | None, str | None]:
    if kind != claim.kind and {kind, claim.kind} == set(read_rules()["mirrored"]):
        return claim.object, claim.subject
    return claim.subject, claim.object


def _overlap(expected: Expected, claim: Claim) -> tuple[bool, float]:
    span = expected.span
    if span is None:
        return False, 0
    shared = min(span.end, claim.end) - max(span.start, claim.start)
    return shared > 0, max(0, shared) / max(1, max(span.end, claim.end) - min(span.start, claim.start))


def repeats(a: Statement, b: Statement, key_of: KeyOf) -> bool:
    """Whether a claim says again what another one of the document says, as a headline does."""
    if a.kind != b.kind or not same_name(a.subject, b.subject, key_of):
        return False
    if is_change(a.attribute) != is_change(b.attribute) or not _same_answer(a, b, key_of):
        return False
    if a.kind == "role" and a.attribute and b.attribute and not same_words(a.attribute, b.attribute):
        return False
    states = ((a.phase, b.phase), (a.polarity, b.polarity))
    if any(first != second for first, second in states if first is not None and second is not None):
        return False
    return not a.valid or not b.valid or compatible(a.valid, b.valid)


def _same_answer(a: Statement, b: Statement, key_of: KeyOf) -> bool:
    if (a.value is None) != (b.value is None):
        return False
    if not (same_figure(a.value, b.value) and same_figure(b.value, a.value)):
        return False
    if not a.object or not b.object:
        return True
    if a.kind in read_rules()["exact_object"]:
        return set(fold_name(a.object).base.split()) == set(fold_name(b.object).base.split())
    return same_name(a.object, b.object, key_of)


@cache
def read_rules() -> dict[str, Any]:
    """Return `near.toml`: what is said there of kinds; the same object each time, not to be changed."""
    return tomllib.loads(files("claimtrack.evaluate").joinpath("near.toml").read_text(encoding="utf-8"))


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in read_rules()["pairs"])
