"""Amounts in another currency, at the reference rates of the European Central Bank.

The rates since 1999 come with the package `currencyconverter`; nothing is fetched. A day without rates (a weekend, a
holiday) has those of the nearest day that has some, a day beyond the last known ones has none.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from currency_converter import CurrencyConverter

    from claimtrack.edtf import Interval
    from claimtrack.reconcile.figures import Stretch

MOVES = Decimal("0.03")
"""How far, in proportion, a rate may have moved between the day an amount was converted and the day it is dated to."""
_LATEST = timedelta(days=10)  # after the last rates that are known


def day_within(span: Interval | None) -> date | None:
    """Return the day in the middle of a stated time, at whose rate amounts are converted; `None` if an end is open."""
    if span is None or span.start is None or span.end is None:
        return None
    return span.start + (span.end - span.start) // 2


def convert_amount(amount: Decimal, currency: str, into: str, day: date) -> Decimal | None:
    """Return an amount in another currency (ISO 4217 codes) at the rate of the day, `None` where no rate is known."""
    rates = _rates()
    for code in (currency, into):
        bounds = rates.bounds.get(code)
        if bounds is None or not bounds.first_date <= day <= bounds.last_date + _LATEST:
            return None
    converted = rates.convert(amount, currency, into, date=day)
    return converted if isinstance(converted, Decimal) else Decimal(converted)


def agree_at_rate(a: Stretch, b: Stretch, currencies: tuple[str, str], day: date) -> Decimal | None:
    """Return what the plain amount `a` is in the currency of `b` if that is `b`, within rounding and `MOVES`."""
    if a.low is None or b.low is None or not (a.plain and b.plain):
        return None
    converted = convert_amount(a.low, *currencies, day)
    if converted is None or a.low == 0:
        return None
    slack = max(b.slack, a.slack * converted / a.low) + abs(b.low) * MOVES
    return converted if abs(converted - b.low) <= slack else None


def round_figure(amount: Decimal) -> str:
    """Return an amount for people: four significant digits, thousands set apart ("12,340,000")."""
    size = amount.adjusted()
    return f"{amount.quantize(Decimal(1).scaleb(max(size - 3, -2))):,f}"


@cache
def _rates() -> CurrencyConverter:
    from currency_converter import CurrencyConverter  # its table takes a third of a second: only when it is needed

    return CurrencyConverter(decimal=True, fallback_on_wrong_date=True, fallback_on_missing_rate=True)
