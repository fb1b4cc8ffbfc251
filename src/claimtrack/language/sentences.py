"""Where sentences begin and end: cheap, linear, before anything is parsed.

A document is cut into blocks (paragraphs, headings, list items) and these into sentences. The parser never sees
across a boundary that is found here, so a heading does not run into the paragraph below it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language.data import read_data
from claimtrack.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# what ends a sentence, with closing quotes and brackets behind it
_STOP = re.compile(r"(?:[.!?…]{1,5}|[。！？])[\"'”’»«“)\]]{0,3}")
# two initials of a name: "J.P. Norwind"
_INITIALS = re.compile(r"[A-Z]\.[A-Z]")
# initials in quotation marks, up to their last period: "Ada “A.B.” Norwind"
_NICKNAME = re.compile(r"[\"'„“][A-Z](?:\.[A-Z]){0,3}\Z")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'„“”»«]{1,40}\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•–—▪◦‣·]|\d{1,2}[.)])\s+")
_OPENERS = "\"'„“”»«‘’([ \t\r\n\u00a0\u3000"
MAX_SENTENCE = 1000
"""Characters after which a sentence is cut at the next blank: no prose needs more, hostile text has no end."""
_WRAP_WIDTH = 90


class _Rules(NamedTuple):
    abbreviations: frozenset[str]
    may_end: frozenset[str]
    before_names: frozenset[str]
    openers: frozenset[str]
    lettered: frozenset[str]
    ordinal_period: bool
    credit: re.Pattern[str]


@cache
def _rules(lang: str) -> _Rules:
    data = read_data(lang, "sentences")
    agencies = "|".join(re.escape(one) for one in data["agencies"])
    credit = re.compile(rf"\|[ \u00a0]?(?:{agencies})(?=[A-Z][a-z])")
    return _Rules(
        frozenset(data["abbreviations"]), frozenset(data["may_end"]), frozenset(data["before_names"]),
        frozenset(data["openers"]), frozenset(data["lettered"]), bool(data["ordinal_period"]),
        credit,
    )  # fmt: skip


def split_sentences(text: str, lang: str) -> list[Span]:
    """Return the sentences of a text in order, without the blanks around them; lines in a foreign script give none."""
    rules = _rules(lang)
    spans: list[Span] = []
    for block in split_blocks(text):
        for start, end in _behind_credits(text, block.start, block.end, rules):
            spans += _kept(text, _cut(text, start, end, rules))
    return spans


def _kept(text: str, cuts: Iterator[tuple[int, int]]) -> Iterator[Span]:
    """What is cut out, without the blanks around it and what is in a foreign script."""
    for start, end in (_strip(text, *cut) for cut in cuts):
        if start < end and _is_latin(text[start:end]):
            yield Span(start=start, end=end)


def _behind_credits(text: str, start: int, end: int, rules: _Rules) -> Iterator[tuple[int, int]]:
    """A block, cut behind the credits of pictures that no blank ends in scraped pages: "Byrne | ReutersNorwind …"."""
    for match in rules.credit.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def split_blocks(text: str) -> list[Span]:
    """Return the paragraphs, headings and list items of a text.

    Each line is a block of its own, unless the text is hard-wrapped: then a line that does not end a sentence goes
    on in the next one.
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    wrapped = _is_wrapped(text, lines)
    blocks: list[Span] = []
    for start, end in lines:
        start += len(bullet[0]) if (bullet := _BULLET.match(text, start, end)) else 0
        if wrapped and blocks and not bullet and _continues(text, blocks[-1], start):
            blocks[-1] = Span(start=blocks[-1].start, end=end)
        elif start < end:
            blocks.append(Span(start=start, end=end))
    return blocks


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines are of one width and stop in mid-sentence, as in mail and old newswire.

    A line of twice the width is a whole paragraph: the short ones around it are headings, list items and code.
    """
    if len(lines) < 4 or any(end - start > 2 * _WRAP_WIDTH for start, end in lines):
        return False
    short = sum(20 < end - start <= _WRAP_WIDTH for start, end in lines)
    open_ended = sum(text[start:end].rstrip()[-1:] not in tuple('.!?:"”') for start, end in lines)
    return short >= 0.7 * len(lines) and open_ended >= 0.5 * len(lines)


def _continues(text: str, block: Span, start: int) -> bool:
    between = text[block.end : start]
    return between.count("\n") == 1 and text[block.start : block.end].rstrip()[-1:] not in tuple(".!?:")


def _cut(text: str, start: int, end: int, rules: _Rules) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.start() < begin:
            continue
        if _ends_sentence(text, match, end, rules):
            yield from _limit(text, begin, match.end())
            begin = match.end()
    yield from _limit(text, begin, end)


def _limit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        blank = text.find(" ", start + MAX_SENTENCE, min(end, start + 2 * MAX_SENTENCE))
        stop = blank if blank >= 0 else min(end, start + 2 * MAX_SENTENCE)
        yield start, stop
        start = stop
    yield start, end


def _ends_sentence(text: str, match: re.Match[str], end: int, rules: _Rules) -> bool:
    stop = match[0]
    if stop[0] in "。！？":
        return True
    if match.end() >= end:
        return True
    if not text[match.end()].isspace():
        return _is_glued(text, match, end)
    following = text[match.end() : min(end, match.end() + 16)].lstrip(_OPENERS)
    starts_new = bool(following) and (following[0].isupper() or following[0].isdigit() or not following[0].isalpha())
    if not starts_new:
        return False
    if stop[0] != "." or len(stop) > 1:
        opener = _LETTERS.match(following)
        at = match.start()
        quoted = stop[0] == "." and len(stop) == len(".”") and _NICKNAME.search(text, max(0, at - 8), at)
        return not quoted or (opener is not None and opener[0].casefold() in rules.openers)
    return _period_ends(text, match.start(), following, rules)


def _is_glued(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a sentence ends without a blank after it, as in scraped pages: "in the spring.The board …"."""
    before = text[max(0, match.start() - 3) : match.start()]
    after = text[match.end() : min(end, match.end() + 3)]
    opens = after[:1].isupper() and (after[1:2].islower() or (len(after) == 3 and after.isalpha() and after.isupper()))
    return len(before) == 3 and before.isalpha() and before.islower() and opens


def _period_ends(text: str, at: int, following: str, rules: _Rules) -> bool:
    found = _WORD_BEFORE.search(text, max(0, at - 40), at)
    word = found[0] if found else ""
    if len(word) == 1 and word.isupper():
        return _letter_ends(text, at - 1, following, rules)
    if word.isdigit():
        return not (rules.ordinal_period and len(word) <= 2)
    lower = word.casefold()
    if lower in rules.before_names or _INITIALS.fullmatch(word):
        opener = _LETTERS.match(following)
        return opener is not None and opener[0].casefold() in rules.openers
    if lower in rules.may_end:
        # "Corp. said" went out above; "Corp. The" ends, "Inc. 2025" does not
        return following[:1].isupper() and len(following) > 1 and following[1:2].islower() and lower not in ("co",)
    return lower not in rules.abbreviations


def _letter_ends(text: str, at: int, following: str, rules: _Rules) -> bool:
    """Whether a capital is no initial ("J. Smith") but the last word of its sentence: "a Series B. Then"."""
    before, opener = _WORD_BEFORE.search(text, max(0, at - 40), max(0, at - 1)), _LETTERS.match(following)
    lettered = before is not None and before[0].casefold() in rules.lettered
    return lettered or (opener is not None and opener[0].casefold() in rules.openers)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin: navigation in another script is not read."""
    letters = [c for c in text[:MAX_SENTENCE] if c.isalpha()]
    latin = sum(1 for c in letters if c < "\u0250" or unicodedata.name(c, "").startswith("LATIN"))
    return bool(letters) and latin * 2 >= len(letters)
