"""The classes of words and numbers, before any rule: what a token can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

Classes = dict[str, Any]
"""The classes of a word with the value it has in each, `None` in most."""


def number(text: str) -> int | float:
    """Return a number of the language data as an integer where it is one."""
    value = Decimal(text)
    return int(value) if value == int(value) else float(value)


def number_classes(word: str) -> Classes:
    """Return what a token of digits can be besides a number: a day, an hour, a year."""
    if not word.isdigit() or not word.isascii():
        plain = re.fullmatch(r"(\d{1,6})[.,](\d{1,2})", word)
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3}){1,4}", word)
        if plain is not None:
            return {"number": float(f"{plain[1]}.{plain[2]}"), "decimal": (int(plain[1]), int(plain[2]))}
        return {"number": int(re.sub(r"\D", "", word))} if grouped is not None else {}
    value = int(word)
    classes: Classes = {"number": value, "digits": value}
    if len(word) <= 2:
        classes |= {name: value for name, low, high in _SMALL if low <= value <= high}
        if len(word) == 2:
            classes |= {"yy": value, "minute": value} if value < 60 else {"yy": value}
    elif len(word) == 3:
        classes["yyy"] = value
    elif len(word) == 4 and 1000 <= value < 2200:
        classes |= {"yyyy": value, "modern" if 1900 <= value < 2100 else "old": value}
        if 1600 <= value < 1900 and value % 50:
            classes["past_year"] = value
    return classes


_SMALL = (("day", 1, 31), ("mon", 1, 12), ("hour", 0, 24), ("week", 1, 53))
# forms that mean the same in every language; the groups are the value
SHAPES: list[dict[str, Any]] = [
    {"form": r"(\d{4})-(\d\d)-(\d\d)", "is": ["iso_day"]},
    {"form": r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", "is": ["numeric_day"]},
    {"form": r"(\d{1,2})[./](\d{1,2})[./](\d\d)", "is": ["numeric_day_short"]},
    {"form": r"(\d{4})/(\d{1,2})/(\d{1,2})", "is": ["iso_day"]},
    {"form": r"(\d{1,2}):(\d\d)(?::\d\d)?", "is": ["clock"]},
    {"form": r"q([1-4])", "is": ["quarter_code"]},
    {"form": r"([1-4])q", "is": ["quarter_code"]},
    {"form": r"q([1-4])fy(\d\d)", "is": ["fiscal_quarter_code"]},
    {"form": r"([1-4])q(\d\d)", "is": ["quarter_year_code"]},
    {"form": r"q([1-4])(\d\d)", "is": ["quarter_year_code"]},
    {"form": r"h([12])", "is": ["half_code"]},
    {"form": r"([12])h", "is": ["half_code"]},
    {"form": r"([12])h(\d\d)", "is": ["half_year_code"]},
    {"form": r"fy(\d\d|20\d\d)", "is": ["fiscal_code"]},
]


def token_form(compounds: str, own: list[str]) -> str:
    """Return the form of tokens: dates written in figures, numbers, words, blank lines, marks."""
    return "".join(f"{form}|" for form in own) + (
        r"\d{4}-\d\d-\d\d(?!\d)|\d{4}/\d\d?/\d\d?(?!\d)|\d\d?[./-]\d\d?[./-]\d{4}(?!\d)|\d\d?[./]\d\d?[./]\d\d(?![\d.,/]\d|\d|%)"
        r"|\d\d?:\d\d(?::\d\d)?(?!\d)|\d{1,3}(?:[.,]\d{3})++(?!\d)|\d++(?:[.,]\d++)?+(?![^\W\d_])|\d\w*+|"
        + compounds
        + r"[^\W\d_]\w*+|\n[^\S\n]*+\n\s*+|[^\w\s]|_"
    )


def compounded(parts: list[str], words: dict[str, Any]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield the words that two classes make together, with the values of both: Dienstagabend."""
    for (first, one), (second, two) in product(words[parts[0]].items(), words[parts[1]].items()):
        yield first + second.lower(), (one, two)
