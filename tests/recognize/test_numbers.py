from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.language import languages
from claimtrack.recognize.numbers import numerals


def _value(text: str, lang: str) -> Decimal | None:
    number = numerals(lang).read(text)
    return None if number is None else number.value


ENGLISH = {
    "7": "7",
    "1.3": "1.3",
    "1,3": "1.3",
    "4,200": "4200",
    "4.200": "4.200",
    "3,141,592.65": "3141592.65",
    "3.141.592": "3141592",
    "12,34,567": "1234567",
    "1 250 000": "1250000",
    "2½": "2.5",
    "7-3/4": "7.75",
    "eleven": "11",
    "forty-two": "42",
    "two hundred and six": "206",
    "three thousand four hundred": "3400",
    "half a": "0.5",
    "half a million": "500000",
    "a quarter of a billion": "250000000",
    "two and a half": "2.5",
    "two and a half million": "2500000",
    "a million and a half": "1500000",
    "two point six billion": "2600000000",
    "three dozen": "36",
    "a dozen": "12",
    "6.4bn": "6400000000",
    "19 mln": "19000000",
    "40 lakh": "4000000",
    "2 lakh crore": "2000000000000",
    "an": "1",
}

GERMAN = {
    "1,3": "1.3",
    "1.3": "1.3",
    "4.200": "4200",
    "12.50": "12.50",
    "0.125": "0.125",
    "3.141.592,65": "3141592.65",
    "70 000": "70000",
    "1’250’000": "1250000",
    "elf": "11",
    "zweiundvierzig": "42",
    "zweihundertsechs": "206",
    "dreitausendvierhundert": "3400",
    "achthundertfünfzigtausend": "850000",
    "anderthalb": "1.5",
    "dreieinhalb Millionen": "3500000",
    "eine halbe Milliarde": "500000000",
    "eine Viertelmillion": "250000",
    "ein halbes": "0.5",
    "drei Dutzend": "36",
    "6,4 Mrd.": "6400000000",
    "19 Mio": "19000000",
    "2 Billionen": "2000000000000",
    "eine": "1",
}


@pytest.mark.parametrize(("text", "value"), ENGLISH.items())
def test_english_numbers(text: str, value: str) -> None:
    assert _value(text, "en") == Decimal(value)


@pytest.mark.parametrize(("text", "value"), GERMAN.items())
def test_german_numbers(text: str, value: str) -> None:
    assert _value(text, "de") == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "twelveth", "v2", "1.2.3", "10:30", "31.12.2024", "one two", "fivefold", "12 Mrd"]
)
def test_what_is_no_english_number(text: str) -> None:
    assert _value(text, "en") is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("$5tn"[1:], 1),
        ("13 billion", 2),
        ("1.25 million", 3),
        ("30,000", 2),
        ("493", 3),
        ("0.05", 1),
        ("twelve million", 2),
    ],
)
def test_the_digits_that_a_spelling_states(text: str, digits: int) -> None:
    number = numerals("en").read(text)
    assert number is not None
    assert number.digits == digits


ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
GERMAN_ONES = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"


def spell_english(number: int) -> str:
    ones, tens = ENGLISH_ONES.split(), ENGLISH_TENS.split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {spell_english(number % 100)}" if number % 100 else ""
        return f"{ones[number // 100]} hundred{rest}"
    rest = f" {spell_english(number % 1000)}" if number % 1000 else ""
    return f"{spell_english(number // 1000)} thousand{rest}"


def spell_german(number: int, alone: bool = True) -> str:
    ones, tens = GERMAN_ONES.split(), GERMAN_TENS.split()
    if number < 20:
        return "eins" if number == 1 and alone else ones[number]
    if number < 100:
        return (f"{ones[number % 10]}und" if number % 10 else "") + tens[number // 10 - 2]
    if number < 1000:
        return f"{ones[number // 100]}hundert" + (spell_german(number % 100) if number % 100 else "")
    return f"{spell_german(number // 1000, alone=False)}tausend" + (
        spell_german(number % 1000) if number % 1000 else ""
    )


@given(st.integers(0, 999_999))
def test_spelled_numbers_are_read_back(number: int) -> None:
    assert _value(spell_english(number), "en") == number
    assert _value(spell_german(number), "de") == number


@given(st.integers(0, 10**15), st.integers(0, 99))
def test_grouped_figures_are_read_back_in_both_conventions(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    value = whole + Decimal(cents) / 100
    assert _value(english, "en") == value
    assert _value(english.translate(str.maketrans(",.", ".,")), "de") == value


@given(st.text(max_size=60), st.sampled_from(languages()))
def test_the_pattern_finds_only_what_can_be_read(text: str, lang: str) -> None:
    for match in re.finditer(numerals(lang).pattern, text):
        assert _value(match.group(), lang) is not None
