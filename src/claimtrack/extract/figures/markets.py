"""What markets trade: indices and goods, read as metrics that own their figures ("the Dow was down 0.8 %")."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import Found, Metric, load_figure_words
from claimtrack.extract.figures.measured import CHANGE, LEVEL, Reading
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Line

_LONGEST = 4
"""Tokens of the longest name of an index ("Dow Jones Industrial Average")."""
_BEFORE = 6
"""Tokens before an index or a good that belong to it: "mainland China's", "global benchmark"."""
_INDEX, _GOOD = "index", "good"
_INDEX_METRIC = Metric(kind="price", classes=("count", "bare"), market=_INDEX)
_GOOD_METRIC = Metric(kind="price", market=_GOOD)
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")


def find_markets(line: Line) -> Iterator[Found]:
    """Every index and good of a sentence that a figure can be of."""
    at = 0
    while at < len(line.tree):
        found = _market_at(at, line)
        if found is not None and _is_subject(found, line):
            yield found
        at = found.end if found is not None else at + 1


def of_market(reading: Reading, line: Line) -> Reading | None:
    """What a figure says of an index or a good: a move or a level; `None` where it is of no class that tells it."""
    metric, kind, quantity = reading.found.metric, figure_class(reading.quantity), reading.quantity
    is_index = metric.market == _INDEX
    fits = quantity.unit in (None, min(line.words.quantified["score"])) if is_index else kind == "money"
    is_rate = "/" in (quantity.unit or "") and line.word(reading.figure.start - 1) not in line.words.changes["by"]
    is_beyond = is_rate or quantity.text.partition(" ")[0].lower() in line.words.quantified["beyond"]
    if reading.role == CHANGE and is_beyond and kind == "money":
        reading = reading._replace(role=LEVEL, turn=0)  # "surged above $100"
    if reading.role == CHANGE:
        told = {"attribute": "share price change" if is_index else "change"}
        fits = fits or kind in ("percent", "points")
    elif is_index:
        told = {"kind": "measure", "attribute": "index level"}
    else:
        rate = rate_of(reading, line)
        told = {"attribute": f"per {rate}" if rate else min(line.words.quantified["level"])}
    return reading._replace(found=reading.found._replace(metric=metric.model_copy(update=told))) if fits else None


def rate_of(reading: Reading, line: Line) -> str:
    """What a good's price is for, by its own figure or another of the sentence: "$9 to $92.69 per barrel"."""
    if reading.role == CHANGE or reading.found.metric.market != _GOOD:
        return ""
    units = [reading.quantity.unit or "", *(figure.quantity.unit or "" for figure in line.figures)]
    return next((rate for unit in units if (rate := unit.partition("/")[2])), "")


def market_of(found: Found, line: Line) -> Filler:
    """The index or good that a metric is."""
    end = next((at for at in range(found.start, found.end) if line.tree[at].pos_ == "ADP"), found.end)
    is_price = line.word(end - 1) in line.words.quantified["priced"] and end - 1 > found.start
    text = text_of(line.tree[found.start : end - is_price])
    label = Label.ORGANISATION if found.metric.market == _INDEX else None
    return Filler(text, label, line.tree[found.end - 1], 1.0, "name")


def _market_at(at: int, line: Line) -> Found | None:
    words, name = line.words.quantified, line.name(at)
    may_begin = line.word(at).replace("-", " ").partition(" ")[0] in _beginnings(line.passage.lang)
    for end in range(min(len(line.tree), at + _LONGEST), at, -1) if may_begin else ():
        low = text_of(line.tree[at:end]).lower().replace("-", " ")
        if low in words["indices"] or (end == at + 1 and low.partition(" ")[0] in words["indices"]):
            return _index(at, end, line)
        is_whole = name is None or name.text.lower() in words["goods"] or name.end <= end
        if low in words["goods"] and is_whole:
            return _good(at, end, line)
    if name is None or name.start != at:
        return None
    ends = (end for end in (name.end, name.end + 1) if line.word(end - 1) in words["funds"])
    return next((Found(at, end, _INDEX_METRIC) for end in ends), None)


@cache
def _beginnings(lang: str) -> frozenset[str]:
    """Every stretch of letters that an index or a good begins with; few words are one."""
    words = load_figure_words(lang).quantified
    return frozenset(word[:end] for word in words["indices"] | words["goods"] for end in range(len(word) + 1))


def _index(start: int, end: int, line: Line) -> Found:
    """An index with the rest of its name: "Stoxx Europe 600", "S&P 500 futures"."""
    first, last = line.name(start), line.name(end - 1)
    start, end = min(start, first.start if first else start), max(end, last.end if last else end)
    while line.word(end) in line.words.quantified["contracts"] | line.words.quantified["index_nouns"]:
        end += 1
    return Found(start, end, _INDEX_METRIC)


def _good(start: int, end: int, line: Line) -> Found:
    """A good with what says which and what is traded of it: "U.S. crude oil", "Brent crude futures", "gold prices"."""
    words = line.words.quantified
    while line.word(end) in words["contracts"] | words["goods"] | words["priced"]:
        end += 1
    if line.word(end) in words["due"] and text_of(line.tree[end + 1 : end + 2]).istitle():
        end += 2  # "with May delivery"
        while line.word(end) in words["contracts"]:
            end += 1
    ranks = words["ranks_goods"]  # "the global benchmark Brent": only that it is Brent says which
    while start > 0 and line.tree[start - 1].pos_ in _NOMINAL and not _is_apart(start - 1, line):
        if line.word(start - 1) in ranks:
            break
        start -= 1
    return Found(start, end, _GOOD_METRIC)


def _is_apart(at: int, line: Line) -> bool:
    apart = line.figure(at) or line.time(at) or line.turn(at) or line.metric(at)
    is_noun = line.words.compounds and line.tree[at].pos_ == "NOUN"  # "der Sorte Brent"
    quantified = line.words.quantified
    return bool(apart) or is_noun or line.has(at, quantified["leads"] | quantified["nobody"])  # "the last time oil"


def _is_subject(found: Found, line: Line) -> bool:
    """Whether an index or good stands by itself: no part of a compound, no object, behind no case word but "with"."""
    following = line.token(found.end)
    if following is not None and following.pos_ in ("NOUN", "PROPN", "X") and not line.time(found.end):
        return line.turn(found.end) != 0  # "oil production", "gold medals", "an S&P 500 company"
    at = found.start - 1
    while at >= 0 and found.start - at <= _BEFORE and (line.tree[at].pos_ in ("DET", "PART", *_NOMINAL)):
        at -= 1
    before = line.token(at)
    if before is None or line.word(at) in line.words.quantified["with_market"]:
        return True
    acts = before.pos_ in ("VERB", "AUX") and not line.words.compounds and not line.turn(at)
    return before.pos_ != "ADP" and not acts
