from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.layout.grids import find_grids


def cells_of(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in (grid.head, *grid.rows)] for grid in find_grids(text)]


@pytest.mark.parametrize(
    "text",
    [
        "| EUR m | 2025 |\n|:---|---:|\n| **Revenue** | 412 |\n",
        "EUR m | 2025\n\nRevenue | 412\n",  # as Markdown's rule leaves it
        "EUR m\t2025\nRevenue\t412",
        "Key figures\n| EUR m | 2025 |\n| `Revenue` | 412 |\nand more",
    ],
)
def test_a_head_and_rows(text: str) -> None:
    assert cells_of(text) == [[["EUR m", "2025"], ["Revenue", "412"]]]


@pytest.mark.parametrize(
    "text",
    [
        "Home | Markets | Tech",
        "Home | Markets\nNews | Videos",  # no figure
        "```\n| a | b |\n| 1 | 2 |\n```",
        f"| a | b |\n| {'long prose ' * 20} | 2 |",
        "| a | b |\n| 1 |",
        "",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert cells_of(text) == []


def test_lines_around_are_captions_and_a_note() -> None:
    (grid,) = find_grids(
        "Intro.\n\n## Key figures\n(EUR million)\n\n| | 2025 |\n| Revenue | 412 |\n\n*as of May*\nMore."
    )
    assert grid.captions == ("(EUR million)", "## Key figures", "Intro.")
    assert grid.note == "*as of May*"


def test_another_width_is_another_table() -> None:
    assert len(cells_of("a | b\nx | 1\na | b | c\nx | 1 | 2")) == 2


@given(st.text(alphabet="|\t\n ab1-:`*", max_size=120))
def test_cells_stand_where_they_say(text: str) -> None:
    for grid in find_grids(text):
        width = len(grid.head.cells)
        for row in (grid.head, *grid.rows):
            assert len(row.cells) == width
            assert text[row.span.start : row.span.end].strip() == text[row.span.start : row.span.end]
            assert all(text[cell.span.start : cell.span.end] == cell.text for cell in row.cells)
