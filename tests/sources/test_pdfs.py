from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import InputError
from claimtrack.model import PAGE_BREAK
from claimtrack.sources.pdfs import render_pdf
from tests.sources.pdf import Shown, build_pdf

FULL = "Norwind said on Thursday that its revenue rose to 412 million euros in the"


def lines(*texts: str, top: int = 700, leading: int = 14) -> list[Shown]:
    return [Shown(60, top - leading * at, text) for at, text in enumerate(texts)]


def text_of(*pages: list[Shown]) -> str:
    return render_pdf(build_pdf(list(pages)), "report.pdf")


def test_full_lines_make_a_paragraph() -> None:
    page = lines(FULL, "third quarter of the year, which is eight per cent more than it was a", "year ago.")
    assert text_of(page) == f"{FULL} third quarter of the year, which is eight per cent more than it was a year ago."


def test_a_gap_and_another_size_part_paragraphs() -> None:
    page = [
        Shown(60, 740, "Norwind reports its year", 18),
        *lines(FULL, "year.", FULL, "next.", "Short."),
        *lines("Far.", top=500),
    ]
    assert text_of(page).split("\n\n") == [
        "Norwind reports its year", f"{FULL} year.", f"{FULL} next.", "Short.", "Far.",
    ]  # fmt: skip


def test_a_word_parted_at_the_end_of_a_line() -> None:
    assert text_of(lines(f"{FULL} Quar-", "tal davor.")) == f"{FULL} Quartal davor."


def test_gaps_part_cells() -> None:
    page = [
        *(Shown(x, 700, text) for x, text in ((60, "EUR million"), (300, "2025"), (400, "2024"))),
        *(Shown(x, 686, text) for x, text in ((60, "Revenue"), (300, "412"), (400, "381"))),
    ]
    assert text_of(page) == "EUR million\t2025\t2024\nRevenue\t412\t381"


def test_bullets_begin_anew() -> None:
    assert text_of(lines(FULL, "- " + FULL, "- two")) == f"{FULL}\n\n- {FULL}\n\n- two"


def test_heads_feet_and_numbers_of_pages_go_but_for_the_first() -> None:
    told = ["Revenue rose.", "Profit fell.", "Staff grew.", "Orders came in."]
    pages = [
        [Shown(60, 760, "Norwind Annual Report 2025", 8), *lines(text), Shown(300, 30, f"Page {number}")]
        for number, text in enumerate(told, start=1)
    ]
    parts = text_of(*pages).split(f"\n{PAGE_BREAK}\n")
    assert parts == [f"Norwind Annual Report 2025\n\n{told[0]}", *told[1:]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "broken or locked"),
        (build_pdf([[Shown(60, 700, "text")]])[:200], "broken or locked"),
        (build_pdf([[]]), "without text"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        render_pdf(data, "report.pdf")
    assert str(error.value).startswith("report.pdf: ")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 590), st.integers(0, 790), st.text("aB1.-•ü ()", max_size=30)), max_size=8))
def test_no_page_breaks_it(shown: list[tuple[int, int, str]]) -> None:
    words = {word for _, _, text in shown for word in text.split()}
    try:
        text = text_of([Shown(*each) for each in shown])
    except InputError:
        assert not words
    else:
        assert text == text.strip()
