"""Builders of records for tests: every field has a plausible default, a test names only what it is about."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from claimtrack.model import Bound, Claim, Document, PublishedBasis, Quantity, Source, claim_id, document_id

_SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_BOUNDS = {
    "more than": Bound.MORE_THAN, "over": Bound.MORE_THAN, "at least": Bound.AT_LEAST, "up to": Bound.AT_MOST,
    "at most": Bound.AT_MOST, "less than": Bound.LESS_THAN, "under": Bound.LESS_THAN, "about": Bound.ABOUT,
}  # fmt: skip
_FIGURE = re.compile(
    r"(?:(?P<bound>more than|over|at least|up to|at most|less than|under|about) )?(?P<sign>[$€£¥])?"
    r"(?P<low>-?[\d,]+(?:\.\d+)?)(?: ?(?:–|to) ?(?P<high>-?[\d,]+(?:\.\d+)?))?"
    r" ?(?P<scale>thousand|million|billion|trillion|)(?: ?(?P<unit>\S.*))?"
)


def build_quantity(text: str, **overrides: Any) -> Quantity:
    """Build a quantity from plain words: `more than $17 billion`, `$4–5 billion`, `about 12.3 billion EUR`, `45 %`."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        raise ValueError(f"no figure of a test: {text!r}")
    scale = _SCALES[match["scale"]]
    low = Decimal(match["low"].replace(",", "")) * scale
    high = low if match["high"] is None else Decimal(match["high"].replace(",", "")) * scale
    bound = Bound.RANGE if match["high"] else _BOUNDS.get(match["bound"] or "", Bound.EXACT)
    sign = _SIGNS.get(match["sign"] or "")
    unit = sign + (match["unit"] or "") if sign else match["unit"]
    fields: dict[str, Any] = {
        "text": text,
        "min": None if bound in (Bound.LESS_THAN, Bound.AT_MOST) else low,
        "max": None if bound in (Bound.MORE_THAN, Bound.AT_LEAST) else high,
        "unit": unit,
        "bound": bound,
        "digits": _digits(match["low"]),
    }
    return Quantity(**{**fields, **overrides})


def _digits(figure: str) -> int:
    """Significant digits as written: "13" 2, "4.50" 3, "12,000" 2 (trailing zeros of a whole number are not)."""
    bare = figure.lstrip("-").replace(",", "")
    if "." in bare:
        return len(bare.replace(".", "").lstrip("0")) or 1
    return len(bare.rstrip("0")) or 1


def build_source(path: str = "docs/a.txt", published: str | None = "2025-06-02", **overrides: Any) -> Source:
    """Build a source; its id comes from the path, its publisher is unknown unless given."""
    fields: dict[str, Any] = {
        "id": document_id(path),
        "path": path,
        "lang": "en",
        "published": published,
        "published_basis": PublishedBasis.UNKNOWN if published is None else PublishedBasis.GIVEN,
    }
    return Source(**{**fields, **overrides})


def build_document(text: str, **overrides: Any) -> Document:
    """Build a document whose source has the id of its text."""
    return Document(source=build_source(**{"id": document_id(text), **overrides}), text=text)


def build_claim(**overrides: Any) -> Claim:
    """Build a claim with its content id; by default an investment of Northwind in Contoso.

    `value` may be plain words (see `build_quantity`); `path`, `published`, `publisher`, `lang` and `title` go to
    the document. The quote is made of the slots unless given.
    """
    of_source = {
        name: overrides.pop(name) for name in ("path", "published", "publisher", "lang", "title") if name in overrides
    }
    fields: dict[str, Any] = {"id": "", "kind": "investment", "subject": "Northwind", "line": 1, "rule": "test"}
    if "kind" not in overrides and "object" not in overrides:
        fields["object"] = "Contoso"
    fields = {**fields, "confidence": 0.9, "document": build_source(**of_source), **overrides}
    if isinstance(fields.get("value"), str):
        fields["value"] = build_quantity(fields["value"])
    fields.setdefault("quote", _quote(fields))
    fields.setdefault("start", 0)
    fields.setdefault("end", fields["start"] + len(fields["quote"]))
    claim = Claim(**fields)
    return claim if claim.id else claim.model_copy(update={"id": claim_id(claim)})


def _quote(fields: dict[str, Any]) -> str:
    value = fields.get("value")
    told = (
        fields["document"].path,
        fields["subject"],
        fields["kind"],
        fields.get("attribute"),
        value and value.text,
        fields.get("object"),
    )
    return " ".join(str(part) for part in told if part)
