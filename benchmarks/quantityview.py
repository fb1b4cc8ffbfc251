"""Quantities as the test sets write them; `benchmarks.recognize` hands them to `../shared/evals/run.py`."""

from __future__ import annotations

import re
from datetime import datetime

from claimtrack.language import read_data
from claimtrack.model import Mention, Quantity
from claimtrack.recognize.lexicon import Kind, currency_codes, lexicon
from claimtrack.recognize.quantities import recognize_quantities

Prediction = tuple[int, int, str]

_FIGURE_OR_PERCENT = re.compile(r"\d|%|(?i:per ?cent|pct|prozent)")


def predict_quantities(text: str, reference: datetime | None, lang: str) -> list[Prediction]:
    """Return the quantities as (start, end, "number|unit"), ranges as "low..high|unit"; counts carry no unit.

    A bound does not change the value ("more than $13 billion" is 13000000000|USD): the test sets value the figure.
    """
    lang = "de" if lang == "de" else "en"
    mentions = recognize_quantities(text, lang)
    return [_view(mention, lang) for mention in mentions if not _is_share(mention)]


def predict_money(text: str, reference: datetime | None, lang: str) -> list[Prediction]:
    """Return the amounts of money only: for sets that label nothing else, where a percentage counts as wrong."""
    return [p for p in predict_quantities(text, reference, lang) if p[2].partition("|")[2] in currency_codes()]


def _view(mention: Mention, lang: str) -> Prediction:
    quantity = mention.norm
    assert isinstance(quantity, Quantity)
    unit = (quantity.unit or "").partition("/")[0]
    coin = _coin(quantity.text, lang) if unit in currency_codes() else None
    factor = 100 if coin else 1
    numbers = [None if number is None else number * factor for number in (quantity.min, quantity.max)]
    stated = [str(number) for number in numbers if number is not None]
    value = "..".join(stated if len(set(stated)) > 1 else stated[:1])
    unit = "percentage point" if unit == "percentage points" else unit
    return mention.span.start, mention.span.end, f"{value}|{coin or ('' if unit in _counted(lang) else unit)}"


def _is_share(mention: Mention) -> bool:
    """The test sets leave out fractions ("a third of the staff"), which claimtrack reads as percentages."""
    quantity = mention.norm
    return isinstance(quantity, Quantity) and quantity.unit == "%" and not _FIGURE_OR_PERCENT.search(quantity.text)


def _coin(text: str, lang: str) -> str | None:
    """The test sets keep "50 cents" as 50 of a unit of its own; claimtrack makes it 0.50 USD."""
    coin = None
    for match in re.finditer(r"[^\W\d_]+\$?|[¢$€£]", text):
        found = lexicon(lang).cased.after(text, match.start()) or lexicon(lang).folded.after(
            text.lower(), match.start()
        )
        if found and found[0].kind is Kind.MONEY:
            if found[0].factor >= 1:
                return None
            coin = match.group().lower()
    return "cent" if coin in ("cents", "cent", "c", "¢", "ct", "cts") else coin


def _counted(lang: str) -> frozenset[str]:
    """Units that the test sets leave out: what is counted."""
    return frozenset(read_data(lang, "units")["nouns"])
