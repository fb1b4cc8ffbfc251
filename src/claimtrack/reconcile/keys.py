"""What a finding or a claim is known by: a hash of content, so that a person's decision on it outlives much.

Nothing goes in that may change while the sentences say the same: no offset, path or hash of a document, so that an
edit elsewhere in it, another file name or a copy of the text change nothing; no name of the cluster and no usual name
of an entity, which depend on all the other documents; no date that comes from the publication; no rule, relation or
version of the program.
"""

from __future__ import annotations

import hashlib

from claimtrack.kinds import Answer, load_kinds
from claimtrack.model import Claim, Quantity, plain_number
from claimtrack.reconcile.entities import aliases
from claimtrack.reconcile.folding import fold, fold_name


def finding_key(a: Claim, b: Claim) -> str:
    """Return the id of a finding of two claims, 16 hexadecimal digits; their order does not matter."""
    return _hash(repr(sorted((_side(a), _side(b)))))


def claim_key(claim: Claim) -> str:
    """Return what a claim is known by when a person has said something of it, 16 hexadecimal digits."""
    return _hash(repr(_side(claim)))


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _side(claim: Claim) -> tuple[str, ...]:
    kind = load_kinds().get(claim.kind)
    names = [_name(claim.subject), _name(claim.object or "")]
    if kind is not None and kind.symmetric:
        names.sort()
    dated = kind is not None and kind.answer is Answer.DATE and not claim.valid_default
    return (
        claim.kind, *names, fold(claim.attribute or ""),
        " ".join(claim.quote.split()),
        *_figure(claim.value),
        str(claim.modality), str(claim.phase), str(claim.polarity),
        fold(claim.valid_text or ""), (claim.valid or "") if dated else "",
    )  # fmt: skip


def _name(name: str) -> str:
    base = fold_name(name).base
    return aliases().get(base, base)


def _figure(value: Quantity | None) -> tuple[str, ...]:
    if value is None:
        return ("", "", "", "")
    low, high = (str(None) if end is None else plain_number(end) for end in (value.min, value.max))
    return low, high, value.unit or "", str(value.bound)
