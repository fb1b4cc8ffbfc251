from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.layout.blocks import Block, Shape, read_blocks

_LONG = (
    "On Monday the board said that the firm would build a second plant in Leeds, beside the one that it opened in 2019."
)


def _label(block: Block, text: str) -> str | None:
    return None if block.label is None else text[slice(*block.label)]


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("- **Norwind:** The start-up raised money.", "Norwind", "The start-up raised money."),
        ("* **Norwind**: The start-up raised money.", "Norwind", "The start-up raised money."),
        ("**Norwind** – The start-up raised money.", "Norwind", "The start-up raised money."),
        ("**Norwind — $1 billion:** This start-up makes pumps.", "Norwind", "This start-up makes pumps."),
        ("1. Norwind – 300 million euros", "Norwind", "300 million euros"),
        ("• Earnings per share: $2.16", "Earnings per share", "$2.16"),
        ("2) Revenue: $4 billion", "Revenue", "$4 billion"),
    ],
)
def test_marked_label(line: str, label: str, rest: str) -> None:
    text = f"A title\n\n{line}\n"
    block = read_blocks(text)[1]
    assert _label(block, text) == label
    assert text[block.body : block.end] == rest


@pytest.mark.parametrize(
    "line", ["**Norwind**, a maker of pumps, raised money.", "- Norwind raised money.", "He added: no more of that."]
)
def test_no_label(line: str) -> None:
    text = f"A title\n\n{line}\n"
    assert read_blocks(text)[1].label is None


def test_labels_without_marks_need_a_row() -> None:
    row = "Norwind: The start-up grew.\nHalvern: The firm grew.\nTarn: The bank grew."
    assert [_label(block, f"Title\n{row}") for block in read_blocks(f"Title\n{row}")] == [
        None, "Norwind", "Halvern", "Tarn",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"Title\n\n## Norwind\n\n{_LONG}", 2),
        (f"Title\n\n**Norwind**\n\n{_LONG}", 7),
        (f"Title\n\nNew plant in Leeds\n\n{_LONG}", 8),
        (f"Title\n\n### 1) Norwind grows\n\n{_LONG}", 3),
    ],
)
def test_headings(text: str, level: int) -> None:
    heading = read_blocks(text)[1]
    assert (heading.shape, heading.level) == (Shape.HEADING, level)


def test_heading_is_without_its_marks() -> None:
    text = f"Title\n\n### 1) **Norwind grows**\n\n{_LONG}"
    heading = read_blocks(text)[1]
    assert text[heading.start : heading.end] == "Norwind grows"


@pytest.mark.parametrize("line", ["It grew.", "By Ada Byrne | Leeds", "More:", "A line over a line that is short"])
def test_short_lines_that_are_no_headings(line: str) -> None:
    assert read_blocks(f"Title\n\n{line}\n\nShort.")[1].shape is Shape.PROSE


@given(st.text(alphabet=st.sampled_from("ab :*#-–—1.)\n\u00a0|_"), max_size=120))
def test_blocks_lie_in_the_text_in_order(text: str) -> None:
    blocks = read_blocks(text)
    assert [block.line for block in blocks] == sorted({block.line for block in blocks})
    for block in blocks:
        assert 0 <= block.line <= block.start <= block.end <= len(text)
        assert block.start <= block.body <= block.end
        if block.label is not None:
            assert block.start <= block.label[0] <= block.label[1] <= block.end
