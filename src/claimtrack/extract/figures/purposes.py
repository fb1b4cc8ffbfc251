"""What money is spent on, as the document words it: "chips", "research and development", "den Ausbau des Netzes"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_LONGEST = 8
"""Tokens of the longest phrase."""
_NOMINAL = ("DET", "ADJ", "NOUN", "PROPN", "ADP", "PRON", "ADV", "CCONJ")


def read_purpose(start: int, end: int, line: Line, discourse: Discourse) -> Filler | None:
    """Return the phrase of a noun that begins at `start`, before `end`; `None` where it names a firm or a metric."""
    while start < end and (line.tree[start].pos_ in ("DET", "PRON", "ADP") or line.tree[start].is_quote):
        start += 1
    if (counted := line.figure(start)) is not None and line.word(counted.end) in line.words.grammar["of"]:
        start = counted.end + 1  # "5 gigawatts of capacity"
    last: Token | None = None
    for token in line.tree[start : _reach(start, end, line)]:
        name = line.name(token.i)
        if name is not None and discourse.cast.label(name.text) in (Label.ORGANISATION, Label.PERSON):
            return None
        metric = line.metric(token.i)
        if metric is not None and metric.metric.kind not in ("customers", "headcount"):
            return None  # the metric tells it
        if (token.text == "-" and not token.whitespace_) or base(token) == "amod" or _goes_on(token, line):
            continue  # "market-leading chips", "oil, gas and coal"
        if line.time(token.i) or line.figure(token.i) or token.pos_ not in _NOMINAL:
            break
        last = token if token.pos_ in ("NOUN", "PROPN") else last
    return Filler(text_of(line.tree[start : last.i + 1]), None, last, 1.0, "phrase") if last is not None else None


def _reach(start: int, end: int, line: Line) -> int:
    """The end of the longest phrase from a place on; what a hyphen joins is one word."""
    at, words = start, 0
    while at < end and words < _LONGEST:
        hyphened = line.word(at) == "-" and not line.tree[at].whitespace_
        words += -1 if hyphened else 1
        at += 1
    return at


def _goes_on(comma: Token, line: Line) -> bool:
    """Whether a comma parts single nouns of a list: "oil, gas and coal"."""
    item, behind = line.token(comma.i + 1), line.word(comma.i + 2)
    ends = behind == "," or behind in line.words.grammar["and"]
    return comma.text == "," and item is not None and item.pos_ == "NOUN" and ends
