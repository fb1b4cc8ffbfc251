"""A deed that lies behind the news is not of the day on which the news appeared."""

from __future__ import annotations

import pytest

from tests.extract.documents import read_claims


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Siemens, which bought Norwind, opened a plant.", "en"),
        ("Siemens had bought Norwind.", "en"),
        ("Siemens recently bought Norwind.", "en"),
        ("After buying Norwind, Siemens hired Anna Weber as its chief financial officer.", "en"),
        ("Siemens hatte Norwind gekauft.", "de"),
    ],
)
def test_a_deed_told_in_passing_has_no_day(text: str, lang: str) -> None:
    (claim,) = read_claims(text, lang, "acquisition")
    assert claim.valid is None


@pytest.mark.parametrize(("text", "lang"), [("Siemens bought Norwind.", "en"), ("Siemens hat Norwind gekauft.", "de")])
def test_news_is_of_its_day(text: str, lang: str) -> None:
    (claim,) = read_claims(text, lang, "acquisition")
    assert (claim.valid, claim.valid_default) == ("2026-03-02", True)
