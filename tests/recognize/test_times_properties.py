"""What holds for any text and any date: nothing breaks, spans are where they say, what was written reads back."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.edtf import is_edtf, parse_edtf
from claimtrack.language import read_data
from claimtrack.model import Label, TimeSpan
from claimtrack.recognize.calendar import Period, Unit
from claimtrack.recognize.times import recognize_times

LANGUAGES = ("en", "de")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
PUBLISHED = st.sampled_from(
    [
        None,
        "2026-05-13",
        "XXXX-05-13",
        "2026-05",
        "2026",
        "2025-12/2026-01",
        "2026-35",
        "../2025",
        "0001-01-01",
        "9998-12-31",
    ]
)


def times(text: str, lang: str, published: str | None = None) -> list[TimeSpan]:
    return [m.norm for m in recognize_times(text, lang, published) if isinstance(m.norm, TimeSpan)]


def written(day: date, lang: str) -> list[str]:
    """Return the ways a language writes a day."""
    month = MONTHS[lang].split()[day.month - 1]
    if lang == "de":
        return [
            f"{day.day}. {month} {day.year}",
            f"{day:%d.%m.%Y}",
            f"{day.day}.{day.month}.{day.year}",
            day.isoformat(),
        ]
    return [f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{day:%m/%d/%Y}", day.isoformat()]


@given(DAYS, st.sampled_from(LANGUAGES), st.integers(0, 3))
def test_a_day_reads_back_in_every_way_it_is_written(day: date, lang: str, way: int) -> None:
    (time,) = times(f"({written(day, lang)[way]})", lang)
    assert time.edtf == day.isoformat()


@given(DAYS, st.integers(1, 400), st.sampled_from(LANGUAGES))
def test_a_range_of_days_reads_back(first: date, length: int, lang: str) -> None:
    last = first + timedelta(days=length)
    text = {"en": "It ran from {} to {}.", "de": "Es lief vom {} bis {}."}[lang]
    (time,) = times(text.format(written(first, lang)[0], written(last, lang)[0]), lang)
    assert time.edtf == f"{first}/{last}"


@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_month_reads_back(day: date, lang: str) -> None:
    text = {"en": "It began in {} {}.", "de": "Es begann im {} {}."}[lang]
    (time,) = times(text.format(MONTHS[lang].split()[day.month - 1], day.year), lang)
    assert time.edtf == f"{day:%Y-%m}"


@given(DAYS, st.sampled_from((Unit.QUARTER, Unit.HALF)), st.sampled_from(LANGUAGES), st.integers(0, 2))
def test_a_quarter_or_half_reads_back(day: date, unit: Unit, lang: str, way: int) -> None:
    period = Period.around(unit, day)
    letter = "Q" if unit is Unit.QUARTER else "H"
    ordinal = {"en": ("first", "second", "third", "fourth"), "de": ("ersten", "zweiten", "dritten", "vierten")}[lang]
    noun = {"en": ("quarter of", "half of"), "de": ("Quartal", "Halbjahr")}[lang][unit is Unit.HALF]
    forms = [f"{letter}{period.place} {period.year}", f"{letter}{period.place}/{period.year}",
             f"{ordinal[period.place - 1]} {noun} {period.year}"]  # fmt: skip
    (time,) = times({"en": "Sales in the {} rose.", "de": "Im {} stieg der Absatz."}[lang].format(forms[way]), lang)
    assert time.edtf == period.edtf()


@given(st.integers(1950, 2080), st.integers(1, 40), st.sampled_from(LANGUAGES))
def test_a_range_of_years_reads_back(first: int, length: int, lang: str) -> None:
    text = {"en": "It grew between {} and {}.", "de": "Es wuchs zwischen {} und {}."}[lang]
    (time,) = times(text.format(first, first + length), lang)
    assert time.edtf == f"{first}/{first + length}"


@given(st.integers(2, 99), st.sampled_from(LANGUAGES))
def test_a_duration_reads_back(count: int, lang: str) -> None:
    (time,) = times({"en": "It lasted {} months.", "de": "Es dauerte {} Monate."}[lang].format(count), lang)
    assert (time.edtf, time.duration) == (None, f"P{count}M")


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(1, 200))
def test_days_ago_count_back_from_the_publication(published: date, count: int) -> None:
    (time,) = times(f"It was sold {count} days ago.", "en", published.isoformat())
    assert time.edtf == (published - timedelta(days=count)).isoformat()


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 6))
def test_a_weekday_in_the_past_is_one_of_the_last_seven_days(published: date, day: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day]
    (time,) = times(f"The chairman resigned on {name}.", "en", published.isoformat())
    assert time.start is not None
    assert time.start.weekday() == day
    assert 0 <= (published - time.start).days < 7


WORDS = {lang: [word for group in read_data(lang, "times")["words"].values() for word in group] for lang in LANGUAGES}
FIGURES = [
    *[
        "1",
        "12",
        "31",
        "2025",
        "1777",
        "24",
        "3.5",
        "18.30",
        "10:30",
        "Q3",
        "FY26",
        "31.12.2024",
        "07.03.",
        "7pm",
        "0",
        "99",
    ],
    *["5th", "(", ")", "-", "/", "to", "bis", "und", "and", "the", "of", "\n\n", "Norda", ".", ",", "'", "s"],
]


def checked(text: str, lang: str, published: str | None) -> None:
    """Assert what holds for every reading of a text."""
    mentions = recognize_times(text, lang, published)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(mentions))
    for mention in mentions:
        assert isinstance(mention.norm, TimeSpan)
        assert mention.label in (Label.DATE, Label.DURATION, Label.REPEATED)
        assert text[mention.span.start : mention.span.end] == mention.norm.text != ""
        assert mention.norm.edtf is None or is_edtf(mention.norm.edtf)
        interval = parse_edtf(mention.norm.edtf) if mention.norm.edtf else None
        assert (mention.norm.start, mention.norm.end) == (interval or (None, None))


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=80, deadline=None)
@given(data=st.data(), published=PUBLISHED)
def test_words_of_time_in_any_order_are_read_where_they_are(
    lang: str, data: st.DataObject, published: str | None
) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[lang]) | st.sampled_from(FIGURES), max_size=25))
    checked(" ".join(words), lang, published)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(deadline=None)
@given(text=st.text(), published=PUBLISHED)
def test_any_text_is_read_where_it_is(lang: str, text: str, published: str | None) -> None:
    checked(text, lang, published)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "piece",
    [
        "7",
        ".",
        "1/",
        "2021-",
        "the day after ",
        "from March 3 to ",
        "\n ",
        "twenty-",
        "one hundred and ",
        "10:",
        "(In 1777 ",
    ],
)
def test_hostile_repetition_is_read_to_its_end(piece: str, lang: str) -> None:
    text = piece * 4000 + " on 2 May 2024"
    assert text.endswith(recognize_times(text, lang)[-1].norm.text)  # type: ignore[union-attr]
