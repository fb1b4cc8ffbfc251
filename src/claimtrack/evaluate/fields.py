"""Which fields of a claim that was found are right; only those that the gold file gives are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.evaluate.likeness import amounts_of, compatible, parse_unit_name, same_days, same_name, same_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.evaluate.gold import GoldClaim, GoldFigure
    from claimtrack.evaluate.likeness import KeyOf
    from claimtrack.model import Claim, Quantity

FIELDS = (
    "modality", "phase", "polarity", "hedged", "valid", "valid exact", "valid not invented", "attribution",
    "attribution not invented", "attribute", "bound", "unit", "sign",
)  # fmt: skip
"""In the order in which they are shown. `valid` is right when both times have a day in common, `valid exact` when they
are the same; `not invented` is right when there is none where the gold claim says that there is none."""

_WORDS = ("modality", "phase", "polarity", "hedged")


def judge_fields(gold: GoldClaim, claim: Claim, key_of: KeyOf) -> dict[str, bool]:
    """Return for each field that can be compared whether it is right."""
    judged = {name: getattr(gold, name) == getattr(claim, name) for name in _WORDS if getattr(gold, name) is not None}
    judged.update(_valid(gold, claim))
    if gold.attribution:
        judged["attribution"] = same_name(gold.attribution, claim.attribution, key_of)
    elif gold.gives("attribution"):
        judged["attribution not invented"] = not claim.attribution
    if gold.attribute:
        judged["attribute"] = same_words(gold.attribute, claim.attribute)
    if gold.value is not None and claim.value is not None:
        judged.update(_figure(gold.value, claim.value))
    return {name: judged[name] for name in FIELDS if name in judged}


def _valid(gold: GoldClaim, claim: Claim) -> Iterator[tuple[str, bool]]:
    if gold.valid and not gold.valid_default:
        yield "valid", compatible(gold.valid, claim.valid)
        yield "valid exact", same_days(gold.valid, claim.valid)
    elif gold.gives("valid"):
        yield "valid not invented", claim.valid is None or compatible(gold.valid, claim.valid)


def _figure(gold: GoldFigure, found: Quantity) -> Iterator[tuple[str, bool]]:
    if gold.bound is not None:
        yield "bound", gold.bound is found.bound
    if gold.gives("unit"):
        yield "unit", parse_unit_name(gold.unit) == parse_unit_name(found.unit)
    wanted, amounts = amounts_of(gold), amounts_of(found)
    if wanted and amounts:
        yield "sign", [amount < 0 for amount in wanted] == [amount < 0 for amount in amounts]
