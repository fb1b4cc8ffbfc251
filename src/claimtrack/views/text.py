"""Figures and claims put into a few words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.kinds import Answer, load_kinds
from claimtrack.model import Bound, Claim, Modality, Phase, Polarity, Quantity
from claimtrack.views.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.model import Source

UNDATED = "undated"
_SAID = "said "

_BOUNDS = {
    Bound.ABOUT: "~", Bound.MORE_THAN: ">", Bound.AT_LEAST: "≥", Bound.LESS_THAN: "<", Bound.AT_MOST: "≤",
}  # fmt: skip
_SCALES = ((12, " tn"), (9, " bn"), (6, " m"))
_PHASES = {Phase.BEGINS: "begins", Phase.HOLDS: "yes", Phase.ENDS: "no longer"}
_DENIED = "no"
_STATES = frozenset({_DENIED, *_PHASES.values()})
_CURRENCY = re.compile(r"[A-Z]{3}")
_EXACT_DECIMALS = 3
_VAGUE = 10  # how many times as much the upper end of a span is, where the words say more than its ends
_QUARTER = re.compile(r"(?<=\d{4}-)3[3-6](?!\d)")
_FIRST_QUARTER = 33  # EDTF's number


def place_of(claim: Claim) -> str:
    """Return where a claim stands: `path:line`."""
    return f"{clean(claim.document.path)}:{claim.line}"


def date_of(claim: Claim) -> str:
    """Return when a claim holds; `said 2026-06-09` when the text has no time but its publication.

    It is EDTF but for quarters, which are `2025-Q4` and not `2025-36`.
    """
    if claim.valid is None:
        return UNDATED
    return f"{_SAID}{claim.valid}" if claim.valid_default else _QUARTER.sub(_quarter, claim.valid)


def dates_of(claims: Sequence[Claim]) -> str:
    """Return from when to when claims hold: the first and the last date that any of them has."""
    dated = [(interval.start or date.min, claim) for claim in claims if (interval := claim.valid_interval) is not None]
    if not dated:
        return UNDATED
    ordered = [claim for _, claim in sorted(dated, key=lambda pair: pair[0])]
    said = all(claim.valid_default for claim in ordered)
    first, last = (date_of(claim).removeprefix(_SAID) for claim in (ordered[0], ordered[-1]))
    span = first if first == last else f"{first} … {last}"
    return f"{_SAID}{span}" if said else span


def _quarter(match: re.Match[str]) -> str:
    return f"Q{int(match[0]) - _FIRST_QUARTER + 1}"


def publication_of(source: Source) -> str:
    """Return a document's publication date, and how it is known when the document itself tells."""
    if source.published is None:
        return "unknown"
    return source.published if source.published_basis == "given" else f"{source.published} ({source.published_basis})"


def figure_of(value: Quantity) -> str:
    """Return a figure in short: `>25 bn USD`, `4–5 bn EUR`, `~12 %`, `310 companies`."""
    low, high = value.min, value.max
    if low is None and high is None:
        return clean(value.text)
    if low is not None and high is not None and low != high:
        if high >= _VAGUE * low > 0 and not any(map(str.isdigit, value.text)):
            return clean(value.text)  # "billions of dollars" is plainer than 2 bn–1 tn USD
        return _with_unit(_span(low, high, value.unit), value.unit, plural=True)
    figure = low if low is not None else high
    assert figure is not None
    text = f"{_BOUNDS.get(value.bound, '')}{_scaled(figure, _scale_for(figure, value.unit))}"
    return _with_unit(text, value.unit, plural=abs(figure) != 1)


def qualifiers_of(claim: Claim) -> tuple[str, ...]:
    """Return what takes a claim away from "it is so": planned, possible, denied, ended, hedged."""
    words = []
    if claim.modality is not Modality.ACTUAL:
        words.append(claim.modality.value)
    if claim.polarity is Polarity.NEGATED:
        words.append("denied")
    if claim.phase is Phase.ENDS:
        words.append("ended" if claim.modality is Modality.ACTUAL else "to end")
    if claim.hedged:
        words.append("hedged")
    return tuple(words)


def answer_of(claim: Claim) -> str:
    """Return what a claim answers to its kind's question: its figure, name, date or state."""
    answer = _slot_of(claim)
    if answer is Answer.SUBJECT:
        return clean(claim.subject)
    if answer is Answer.DATE and claim.valid is not None and not claim.valid_default:
        return claim.valid
    return _state(claim) if claim.value is None else figure_of(claim.value)


def note_of(claim: Claim) -> str:
    """Return what qualifies a claim's answer, as far as the answer does not say it itself."""
    told = ("denied", "ended") if answer_of(claim) in _STATES else ()
    return ", ".join(word for word in qualifiers_of(claim) if word not in told)


def parties_of(claim: Claim) -> str:
    """Return whom a claim is about: `Northwind → Contoso`, `Ada Byrne, CEO of Northwind`."""
    subject, target, attribute = clean(claim.subject), clean(claim.object or ""), clean(claim.attribute or "")
    if claim.kind == "role":
        return f"{subject}, {attribute or 'a post'}{' of ' if target else ''}{target}"
    kind = load_kinds().get(claim.kind)
    arrow = " ↔ " if kind is not None and kind.symmetric else " → "
    parties = f"{subject}{arrow}{target}" if target else subject
    return f"{parties}, {attribute}" if attribute else parties


def _slot_of(claim: Claim) -> Answer:
    kind = load_kinds().get(claim.kind)
    return Answer.VALUE if kind is None else kind.answer


def _state(claim: Claim) -> str:
    return _DENIED if claim.polarity is Polarity.NEGATED else _PHASES[claim.phase]


def _with_unit(figure: str, unit: str | None, *, plural: bool) -> str:
    name = clean(unit or "")
    head = name.partition("/")[0]
    if not name or _CURRENCY.fullmatch(head) or not head.isalpha() or not plural:
        return f"{figure} {name}".strip()
    return f"{figure} {_plural(head)}{name[len(head) :]}"


def _plural(noun: str) -> str:
    if noun.endswith("s") or noun.isupper():
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return {"person": "people"}.get(noun, f"{noun}s")


def _scale_for(figure: Decimal, unit: str | None) -> tuple[Decimal, str]:
    for power, name in _SCALES if unit != "%" else ():
        scale = Decimal(10) ** power
        if abs(figure) >= scale and _last_place(figure) >= power - _EXACT_DECIMALS:
            return scale, name
    return Decimal(1), ""


def _last_place(figure: Decimal) -> int:
    """Return the power of ten of the last digit that is not zero: 6 for 13 million, -2 for 0.25."""
    _, digits, exponent = figure.as_tuple()
    assert isinstance(exponent, int)
    written = "".join(map(str, digits))
    return exponent + len(written) - len(written.rstrip("0"))


def _span(low: Decimal, high: Decimal, unit: str | None) -> str:
    scale = _scale_for(high, unit)
    if _scale_for(low, unit) != scale:
        return f"{_scaled(low, _scale_for(low, unit))}–{_scaled(high, scale)}"
    return f"{_plain(low / scale[0])}–{_scaled(high, scale)}"


def _scaled(figure: Decimal, scale: tuple[Decimal, str]) -> str:
    return f"{_plain(figure / scale[0])}{scale[1]}"


def _plain(figure: Decimal) -> str:
    text = f"{figure:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
