"""Checks of the quantity recogniser beyond labelled sets: translated pairs, speed on articles, hostile text."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from claimtrack.model import Quantity
from claimtrack.recognize.lexicon import currency_codes
from claimtrack.recognize.quantities import recognize_quantities

HOSTILE = {
    "digits": "1", "dots": ".", "digits and dots": "1.", "digits and blanks": "1 ",
    "one hundred and": "one hundred and ",
    "nested ranges": "$4bn-$5bn to ", "between": "between 1 and ", "brackets": "$(1", "signs": "-5", "scales": "5bn",
    "hunderttausend": "hunderttausend", "partitives": "5 of the ", "dreistellig": "dreistellig ",
}  # fmt: skip


def read_jsonl(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def pair_agreement(path: Path) -> dict[str, tuple[int, int]]:
    """Return, for translated sentences with numbers, how many pairs give equal sets on both sides, and of how many.

    Three views: figures alone (a bound that a translator added does not count), figures with the side that a bound
    leaves open, and money and percentages with their unit (only pairs that have any).
    """
    pairs = [pair for pair in read_jsonl(path) if pair["has_number"]]
    views: dict[str, Callable[[str, str], set[object]]] = {
        "figures": _figures, "figures with bounds": _values, "money and percent": _money,
    }  # fmt: skip
    result = {}
    for name, view in views.items():
        sides = [(view(pair["en"], "en"), view(pair["de"], "de")) for pair in pairs]
        if name == "money and percent":
            sides = [side for side in sides if side[0] or side[1]]
        result[name] = sum(english == german for english, german in sides), len(sides)
    return result


def _quantities(text: str, lang: str) -> list[Quantity]:
    return [mention.norm for mention in recognize_quantities(text, lang) if isinstance(mention.norm, Quantity)]


def _figure(quantity: Quantity) -> Decimal | None:
    return quantity.max if quantity.min is None else quantity.min


def _figures(text: str, lang: str) -> set[object]:
    return {_figure(quantity) for quantity in _quantities(text, lang)}


def _values(text: str, lang: str) -> set[object]:
    return {(quantity.min, quantity.max) for quantity in _quantities(text, lang)}


def _money(text: str, lang: str) -> set[object]:
    units = currency_codes() | {"%", "percentage points"}
    found = ((_figure(quantity), (quantity.unit or "").partition("/")[0]) for quantity in _quantities(text, lang))
    return {(figure, unit) for figure, unit in found if unit in units}


def articles_speed(path: Path, predict: Callable[[str, datetime | None, str], object], limit: int) -> float:
    """Return characters per second of a recogniser on the first `limit` articles of a file, one core."""
    articles = [record for _, record in zip(range(limit), read_jsonl(path), strict=False)]
    predict(articles[0]["text"][:500], None, "en")
    start = time.perf_counter()
    for article in articles:
        predict(article["text"], None, article["lang"] if article["lang"] in ("en", "de") else "en")
    return sum(len(article["text"]) for article in articles) / (time.perf_counter() - start)


def hostile_seconds(unit: str, lang: str, size: int) -> list[float]:
    """Return the seconds that texts of n, 2n and 4n characters of one repeated unit take."""
    seconds = []
    for length in (size, 2 * size, 4 * size):
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.perf_counter()
        recognize_quantities(text, lang)
        seconds.append(time.perf_counter() - start)
    return seconds
