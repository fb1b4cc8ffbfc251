"""In what a table counts: "(EUR million)" behind a label, in the corner or above the table, put to a bare number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.tables.words import table_words
from claimtrack.model import Quantity
from claimtrack.recognize.quantities import recognize_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_BEHIND = re.compile(r",\s{0,3}(\S[^,]{0,30})\Z|\s(?:in|en)\s(\S[^,]{0,30})\Z")
_PARTS = re.compile(r"[€$£¥₹₩]|[^\W\d_]+\.?|000|%")
_CODE = re.compile(r"[A-Z]{3}")
_NOTES = re.compile(r"\s{0,3}(?:[¹²³⁴⁵⁶⁷⁸⁹*†‡]|\[\d{1,2}\]|\(\d\))+\Z")
_LOSS = re.compile(r"\((\d[\d.,]{0,20})\)")


def split_unit(label: str, lang: str) -> tuple[str, str]:
    """Return a label without the unit that it names, and that unit; "" where it names none."""
    for pattern in (_BRACKETED, _BEHIND):
        for match in pattern.finditer(label):
            unit = next(group for group in match.groups() if group)
            if _is_unit(unit, lang):
                rest = f"{label[: match.start()]} {label[match.end() :]}"
                return " ".join(rest.split()), unit
    return " ".join(label.split()), (label if _is_unit(label, lang) else "")


def read_figure(cell: str, unit: str, lang: str) -> str | None:
    """Return what a cell says as an amount that a sentence can hold, or `None` where it is no figure.

    A `unit` given is put to a bare number; a number in brackets is a loss.
    """
    text = _NOTES.sub("", cell)
    if loss := _LOSS.fullmatch(text):
        text = f"-{loss[1]}"
    return next((told for told in _wordings(text, unit, lang) if _covers(told, lang)), None)


def _wordings(text: str, unit: str, lang: str) -> Iterator[str]:
    if unit and not _has_unit(text, lang):
        yield f"{text} {unit}"
        yield f"{unit} {text}"
        yield " ".join((text, *_parsed(unit, lang)))
    yield text


def _covers(text: str, lang: str) -> bool:
    found = recognize_quantities(text, lang)
    return len(found) == 1 and (found[0].span.start, found[0].span.end) == (0, len(text))


def _has_unit(text: str, lang: str) -> bool:
    return any(isinstance(m.norm, Quantity) and m.norm.unit for m in recognize_quantities(text, lang))


def counting_word(label: str, lang: str) -> str:
    """Return the last word of a label if it is one that things are counted in ("users", "Punkte"), else ""."""
    word = label.split()[-1] if label.split() else ""
    return word if word and _has_unit(f"2 {word}", lang) else ""


def _is_currency(word: str, lang: str) -> bool:
    units = [m.norm.unit or "" for m in recognize_quantities(f"1 {word}", lang) if isinstance(m.norm, Quantity)]
    return bool(units) and (units[0] == "%" or _CODE.fullmatch(units[0]) is not None)


def _is_unit(text: str, lang: str) -> bool:
    """Whether a phrase names a currency or per cent, with a scale or not, and nothing else of weight."""
    parts = _parsed(text, lang)
    return bool(parts) and len(parts) + 2 >= len(_PARTS.findall(text))


def _parsed(unit: str, lang: str) -> list[str]:
    """The scale and the currency that a phrase names, in this order, as a sentence has them."""
    scales = table_words(lang).scales
    parts = _PARTS.findall(unit)
    scale = next((scales[part.lower()] for part in parts if part.lower() in scales), None)
    currency = next((part for part in parts if part.lower() not in scales and _is_currency(part, lang)), None)
    return [part for part in (scale, currency) if part is not None] if currency else []
