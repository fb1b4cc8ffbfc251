"""A sentence that pairs two lists is read as one sentence for each pair."""

from __future__ import annotations

import pytest

from tests.extract.documents import read_cast, read_claims


def parts(text: str, lang: str = "en") -> list[str]:
    return [passage.text for passage in read_cast(text, lang)[0]]


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        (
            "en",
            "Shares of Corin Steel and Dunmore Copper fell 4.1% and 3.3%, respectively, on Friday.",
            ["Shares of Corin Steel fell 4.1% on Friday.", "Shares of Dunmore Copper fell 3.3% on Friday."],
        ),
        (
            "en",
            "Pelham's sales and net profit were $2 billion and $90 million, respectively.",
            ["Pelham's sales were $2 billion.", "Pelham's net profit were $90 million."],
        ),
        (
            "en",
            "The 12-liter and 18-liter tanks cost $1,599 and $1,899, respectively.",
            ["The 12-liter tanks cost $1,599.", "The 18-liter tanks cost $1,899."],
        ),
        (
            "en",
            "The chip firms Norwind and Dunmore respectively lost 4% and 3%.",
            ["The chip firms Norwind lost 4%.", "The chip firms Dunmore lost 3%."],
        ),
        (
            "de",
            "Umsatz und Gewinn von Norwind stiegen um 5 beziehungsweise 7 Prozent.",
            ["Umsatz von Norwind stiegen um 5.", "Gewinn von Norwind stiegen um 7 Prozent."],
        ),
    ],
)
def test_each_pair_is_a_sentence(lang: str, text: str, told: list[str]) -> None:
    assert parts(text, lang) == told


@pytest.mark.parametrize(
    "text",
    [
        "Norwind and Dunmore shed 3%, 4% and 6%, respectively, over the summer.",
        "The larger models cost $100 or $200 more for 256GB or 512GB, respectively.",
        "Both used to be cheaper, at $1,150 and $1,420, respectively.",
    ],
)
def test_lists_that_do_not_match_stay_together(text: str) -> None:
    assert parts(text) == [text]


def test_a_figure_is_of_the_firm_that_it_goes_with() -> None:
    text = "Corin Steel fell 6%, with chip firms such as Dunmore Copper and Pelham Tin up 4% and 1%, respectively."
    claims = read_claims(text, "en", "price")
    assert {(claim.subject, claim.value.text) for claim in claims if claim.value} == {
        ("Corin Steel", "6%"),
        ("Dunmore Copper", "4%"),
        ("Pelham Tin", "1%"),
    }


def test_posts_go_with_their_people() -> None:
    text = "Ada Byrne and Tom Voss became chief executive and chief financial officer of Norwind, respectively."
    assert {(c.subject, c.attribute) for c in read_claims(text, "en", "role")} == {
        ("Ada Byrne", "chief executive"),
        ("Tom Voss", "chief financial officer"),
    }
