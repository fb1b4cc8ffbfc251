"""Times that the same answer has elsewhere in its document: a headline's round is of the day that the body gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.model import Anchor, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.model import Claim

_LASTING = frozenset({"role", "use", "development", "partnership", "measure", "headcount", "customers", "price"})
"""Kinds that may be told again of another time: a post that began in 2019 is still held when it is named today."""
_DAY = len("2026-03-05")
_SHARES = "share price change"
"""The attribute of moves of shares and indices, which other days of trading date than those of oil and gold."""
_NEAR = 300
"""Letters from a price with a day to another that it dates."""


def share_times(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims, those without a time of their own dated like the one claim that says the same with a time."""
    listed = list(claims)
    times: dict[tuple[object, ...], dict[str, Claim]] = {}
    for claim in listed:
        if claim.valid is not None and not claim.valid_default and _is_event(claim):
            times.setdefault(_answer(claim), {}).setdefault(claim.valid, claim)
    dated = [_dated(claim, times.get(_answer(claim), {})) if claim.valid_default else claim for claim in listed]
    return list(_prices_of_one_day(sorted(dated, key=lambda claim: claim.start)))


def _prices_of_one_day(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Prices told right behind one that has a day: "Oil crossed $110 on Sunday. Brent advanced 23 %"."""
    known: Claim | None = None
    for claim in claims:
        if claim.kind != "price":
            yield claim
            continue
        near = known is not None and claim.start - known.end < _NEAR
        apart = known is not None and claim.line != known.line and _SHARES in (claim.attribute, known.attribute)
        near = near and not apart
        if claim.valid_default and near and known is not None and claim.modality is known.modality:
            claim = _at_the_time_of(known, claim)
        known = claim if len(claim.valid or "") == _DAY and not claim.valid_default else known if near else None
        yield claim


def _dated(claim: Claim, times: dict[str, Claim]) -> Claim:
    if len(times) != 1 or not _is_event(claim):
        return claim
    return _at_the_time_of(next(iter(times.values())), claim)


def _at_the_time_of(known: Claim, claim: Claim) -> Claim:
    dated = {"valid": known.valid, "valid_text": known.valid_text, "valid_anchor": Anchor.TEXT, "valid_default": False}
    return claim.model_copy(update=dated)


def _is_event(claim: Claim) -> bool:
    """Whether a claim is of one event or period that it names by itself: a deal, or a sum."""
    if claim.kind in _LASTING:
        return False
    return claim.value is not None or (claim.object is not None and claim.phase is not Phase.HOLDS)


def _answer(claim: Claim) -> tuple[object, ...]:
    value = claim.value
    figure = (value.min, value.max, value.unit) if value is not None else None
    return claim.kind, claim.subject, claim.object, figure, claim.modality, claim.phase, claim.polarity
