"""Other recognisers in the form that `../shared/evals/run.py` takes; each is optional (`pip install …`)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_FORMATS = {"month": "%Y-%m", "year": "%Y"}

Predict = Callable[[str, datetime | None, str], Sequence[tuple[int, int, str | None]]]


def predict_quantulum3(text: str, reference: datetime | None, lang: str) -> list[tuple[int, int, str]]:
    """Return what quantulum3 reads."""
    found = import_module("quantulum3.parser").parse(text)
    return [(*quantity.span, f"{quantity.value}|{quantity.unit.name}") for quantity in found]


def predict_price_parser(text: str, reference: datetime | None, lang: str) -> list[tuple[int, int, str]]:
    """Return the one price that price-parser reads in a text."""
    price: Any = import_module("price_parser").Price.fromstring(text)
    place = text.find(price.amount_text) if price.amount_text else -1
    return [(place, place + len(price.amount_text), f"{price.amount}|{price.currency or ''}")] if place >= 0 else []


def predict_dateparser(text: str, reference: datetime | None, lang: str) -> list[tuple[int, int, str]]:
    """Return the dates that dateparser's search finds, to the day, month or year that it says it has read."""
    settings = {"RELATIVE_BASE": reference} if reference else {}
    reader = import_module("dateparser.date").DateDataParser(languages=[lang], settings=settings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = import_module("dateparser.search").search_dates(text, languages=[lang], settings=settings) or []
    predictions, place = [], 0
    for words, moment in found:
        match = re.compile(re.escape(words)).search(text, place)
        if match:
            place = match.end()
            period = reader.get_date_data(words).period
            predictions.append((match.start(), place, moment.strftime(_FORMATS.get(period, "%Y-%m-%d"))))
    return predictions


@dataclass(frozen=True)
class Peer:
    """Another recogniser: the module that it needs, what it predicts, and the languages that it reads."""

    module: str
    predict: Predict
    languages: tuple[str, ...] = ("en", "de")


QUANTITY_PEERS = {
    "quantulum3": Peer("quantulum3", predict_quantulum3, ("en",)),
    "price-parser": Peer("price_parser", predict_price_parser),
}
TIME_PEERS = {"dateparser": Peer("dateparser", predict_dateparser)}


def installed(peers: dict[str, Peer], lang: str) -> dict[str, Predict]:
    """Return the peers that read a language and can be imported, by name."""
    names = [name for name, peer in peers.items() if lang in peer.languages and find_spec(peer.module)]
    return {name: peers[name].predict for name in names}


def missing(peers: dict[str, Peer]) -> list[str]:
    """Return the names of the peers that are not installed."""
    return [name for name, peer in peers.items() if not find_spec(peer.module)]
