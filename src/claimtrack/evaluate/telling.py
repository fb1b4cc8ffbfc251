"""A gold claim or a claim of the ledger in a few words, so that both can be read side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.model import Modality, Phase, Polarity

if TYPE_CHECKING:
    from claimtrack.evaluate.gold import GoldClaim, GoldFigure
    from claimtrack.model import Claim, Quantity

_PLAIN = frozenset({Modality.ACTUAL, Phase.HOLDS, Polarity.AFFIRMED, None})


def tell(claim: GoldClaim | Claim) -> str:
    """Return "investment: Northwind → Contoso; Series B; $5 million; planned begins; 2026-03; says Ada Keller"."""
    states = [str(state) for state in (claim.modality, claim.phase, claim.polarity) if state not in _PLAIN]
    parts = (
        f"{claim.kind}: {claim.subject}{f' → {claim.object}' if claim.object else ''}",
        claim.attribute,
        None if claim.value is None else _figure(claim.value),
        " ".join([*states, *(["hedged"] if claim.hedged else [])]),
        claim.valid and f"{claim.valid}{' by default' if claim.valid_default else ''}",
        claim.attribution and f"says {claim.attribution}",
    )
    return "; ".join(part for part in parts if part)


def _figure(figure: GoldFigure | Quantity) -> str:
    ends = [f"{end:f}" for end in dict.fromkeys((figure.min, figure.max)) if end is not None]
    return figure.text or " ".join([" to ".join(ends), figure.unit or ""]).strip()
