"""What an expression is resolved against: the date the text named last, the heading above it, the tense around it."""

from __future__ import annotations

from datetime import date
from statistics import median_low
from typing import Literal

from claimtrack.model import Anchor
from claimtrack.recognize.calendar import Period, Unit
from claimtrack.recognize.timex.composed import Part, Range
from claimtrack.recognize.timex.dated import Fixed, Open, Weekday
from claimtrack.recognize.timex.relative import (
    Back,
    Every,
    Offset,
    Shifted,
    Stretch,
    Vague,
    Weekend,
)
from claimtrack.recognize.timex.scan import Found, Tape
from claimtrack.recognize.timex.values import Context, Direction, Value, When

Opens = Literal["start", "end"]
_MEMORY = 400  # characters for which news keeps in mind a date it named
_NEAR = 200  # characters to the period that "a year earlier" is a year before
_REPORT = 3000  # characters for which a report goes on about a quarter it named
_NARRATIVE_DATES = 15
_LATE, _LATE_DAYS = 60, 3  # days before the publication, and how many dates among them
_ASIDE = 60  # characters to look back for an open bracket
_HEADING = 90  # the longest line that is taken for a heading
_OPENING = 3  # words before a year that opens its sentence
_COURSE = 2  # years a narrative moves on at once
_SENTENCE_WORDS = 30  # how far to look for a verb


def is_narrative(values: list[Value], published: date | None) -> bool:
    """Whether a text tells of times gone by.

    It names at least fifteen dates, four times as many as it has words that point to the day of writing (Tuesday, last
    month), and the middle one of those with a year lies three years before the publication, or two where they are
    many. Without a publication date it takes three times as many dates. A text half of whose days without a year lie
    in the two months before its publication tells of those, however often it looks back.
    """
    years = [value.period.year for value in map(_dated, values) if value is not None and value.unit in _TOLD]
    told = len(years) + sum(isinstance(value, Open) and value.which is None for value in values)
    if not years or told < max(_NARRATIVE_DATES * (1 if published else 3), 4 * sum(map(_points_to_today, values))):
        return False
    if published is None:
        return True
    gone = published.year - median_low(years) >= (3 if len(years) < 2 * _NARRATIVE_DATES else 2)
    return gone and not _tells_of_late(values, published)


def _tells_of_late(values: list[Value], published: date) -> bool:
    """Whether half of the days without a year, and three at least, lie shortly before the publication."""
    days = [value for value in values if isinstance(value, Open) and value.which is None and value.unit is Unit.DAY]
    placed = (day.in_year(year) for day in days for year in (published.year, published.year - 1))
    late = sum(p is not None and 0 <= (published - p.first_day).days <= _LATE for p in placed)
    return late >= _LATE_DAYS and 2 * late >= len(days)


def _points_to_today(value: Value) -> bool:
    if isinstance(value, Open):
        return value.which is not None
    return isinstance(value, Weekday | Weekend | Shifted | Stretch) or (isinstance(value, Offset) and not value.back)


_TOLD = frozenset({Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.SEASON})


def _dated(value: Value) -> Fixed | None:
    if isinstance(value, Part):
        return _dated(value.outer)
    if isinstance(value, Range):
        return _dated(value.last)
    return value if isinstance(value, Fixed) else None


class Thread:
    """What the text named last, for the words that count from it."""

    def __init__(self, text: str, now: date | None, narrative: bool) -> None:
        self._text = text
        self._now = now
        self._narrative = narrative
        self._last: Period | None = None
        self._report: Period | None = None  # the last of a month or longer
        self._chapter: int | None = None
        self._quarter: Period | None = None  # the one that a report is about
        self._named_quarter: Period | None = None
        self._last_at = self._report_at = self._quarter_at = self._named_at = 0

    def context(self, at: int) -> Context:
        """Return what an expression at this place is resolved against."""
        last, report = self._last, self._report
        if self._narrative:
            day = last.first_day if last is not None and last.exists else None
            return Context(day, Anchor.TEXT, last, report, self._quarter, self._chapter)
        last = last if at - self._last_at <= _MEMORY else None
        quarter = self._quarter if at - self._quarter_at <= _REPORT else None
        if at - self._named_at <= _NEAR:
            quarter = self._named_quarter
        if at - self._report_at > _NEAR:
            report = quarter or (report if at - self._report_at <= _MEMORY else None)
        return Context(self._now, Anchor.PUBLISHED, last, report, quarter)

    def follow(self, item: Found, when: When | None) -> None:
        """Keep in mind what an expression named, if later words can point back to it."""
        if when is None or isinstance(item.value, Vague | Stretch | Every) or _compares(item.value):
            return
        named = when.first if isinstance(item.value, Range) and self._narrative else when.period
        if named is None or (self._narrative and self._is_aside(item, named)):
            return
        if self._narrative and when.last is not None and self._in_heading(item):
            self._chapter = when.last.year
        self._last, self._last_at = named, item.end
        if named.unit not in (Unit.DAY, Unit.WEEK, Unit.WEEKEND) and not isinstance(item.value, Part):
            self._report, self._report_at = named, item.end
        if named.unit in (Unit.QUARTER, Unit.HALF):
            self._named_quarter, self._named_at = named, item.end
            if not self._is_about_another(named, item.start):
                self._quarter, self._quarter_at = named, item.end

    def _is_about_another(self, named: Period, at: int) -> bool:
        """Whether a report names a quarter that it is not about: an older one to compare with, one to come."""
        known = self._quarter if at - self._quarter_at <= _REPORT else None
        if self._narrative or known is None or not (known.exists and named.exists):
            return False
        running = self._now is not None and known.last_day < self._now <= named.last_day
        return running or named.first_day < known.first_day

    def _is_aside(self, item: Found, named: Period) -> bool:
        """Whether a narrative names it in passing: in brackets, or a year off its course; a heading never does.

        On its course is a year that opens its sentence, or one that the heading covers, if it is not far ahead.
        """
        before = self._text[max(0, item.start - _ASIDE) : item.start]
        if before.rfind("(") > before.rfind(")"):
            return True
        if named.unit is not Unit.YEAR or self._last is None or isinstance(item.value, Shifted):
            return False
        if self._in_heading(item):
            return False
        onward = named.year - self._last.year
        opening = before[max(before.rfind(mark) for mark in ".!?\n") + 1 :].split()
        in_course = len(opening) <= _OPENING or named.year <= (self._chapter or 0)
        return not 0 <= onward <= _COURSE or (onward > 0 and not in_course)

    def _in_heading(self, item: Found) -> bool:
        start = self._text.rfind("\n", max(0, item.start - _HEADING), item.start) + 1
        end = self._text.find("\n", item.end, item.end + _HEADING)
        line = self._text[start:end].strip() if end >= 0 else ""
        return 0 < len(line) <= _HEADING and (start > 0 or item.start < _HEADING) and line[-1] not in ".!?:;,"


def _compares(value: Value) -> bool:
    """Whether it names a period only to compare another with it: nothing counts from "a year earlier"."""
    return isinstance(value, Back) and value.keep


class Cues:
    """What stands around an expression: verbs and adverbs that tell the tense, prepositions that open an interval."""

    def __init__(self, tape: Tape) -> None:
        self.letters = tape.letters
        members = tape.grammar.members
        self.stop, self.future, self.expects = members("stop", "break"), members("future"), members("expects")
        self.past, self.forward, self.backward = members("past"), members("opens_forward"), members("opens_backward")
        self.onward, self.origin = members("onward"), members("from")
        self.through, self.dated, self.since = members("through"), members("dated"), members("since")
        self.between, self.undone = members("determiner", "approximately"), members("undone")

    def direction(self, index: int, value: Value) -> Direction:
        """Return where the tense puts an open date; without a verb in sight a weekday lies back."""
        cue = self._cue(range(index - 1, index - _SENTENCE_WORDS, -1)) or self._cue(
            range(index + 1, index + _SENTENCE_WORDS)
        )
        if isinstance(value, Weekday) and index > 0 and self.letters[index - 1] in self.through:
            return 1
        before, after = self.letters[max(0, index - 1) : index], self.letters[index + 1 : index + 2]
        if isinstance(value, Weekday) and before and before in self.dated and not (after and after in self.onward):
            return -1  # "soll nach dem Bescheid vom Freitag zahlen"
        if before and before in self.since:
            return -1  # "seit Juni leitet sie das Werk"
        if cue == "expects":
            is_result = value.unit in (Unit.QUARTER, Unit.HALF) and self.opens(index) != "end"
            return 0 if is_result else 1
        inner = value.outer if isinstance(value, Part) else value  # "Ende Juni"
        return {"past": -1, "future": 1}.get(cue, 0 if isinstance(inner, Open) else -1)  # type: ignore[return-value]

    def _cue(self, places: range) -> str:
        for place in places:
            if not 0 <= place < len(self.letters) or self.letters[place] in self.stop:
                return ""
            letter = self.letters[place]
            if self._is_to_be(place):
                continue  # "will be released"
            for name, letters in (("future", self.future), ("expects", self.expects), ("past", self.past)):
                if letter in letters:
                    return "past" if name == "future" and self._is_told(place, places[0]) else name
        return ""

    def _is_to_be(self, place: int) -> bool:
        """Whether a participle tells what is still to be done, and not what would have been."""
        before = self.letters[max(0, place - 2) : place]
        behind = len(before) > 1 and before[1] in self.undone and before[0] not in self.expects
        return behind and self.letters[place] in self.past

    def _is_told(self, place: int, at: int) -> bool:
        """Whether a noun of the future is what a past verb right before it is about: "announced plans in January"."""
        return 0 < place <= at <= place + 1 and self.letters[place - 1] in self.past

    def opens(self, index: int) -> Opens | None:
        """Return which end of a longer time the expression is: since 2021, until 2030, from May on."""
        before = index - 1
        after = self.letters[index + 1 : index + 2]
        if after and after in self.onward and before >= 0 and self.letters[before] in self.origin:
            return "start"
        if before >= 0 and self.letters[before] in self.between:
            before -= 1
        if before >= 0 and self.letters[before] in self.forward:
            return "start"
        if before >= 0 and self.letters[before] in self.backward:
            return "end"
        return None
