from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.sources.markdown import render_plain


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# Northwind buys Contoso\n\nFor *all* of it.", "Northwind buys Contoso\n\nFor all of it."),
        ("Revenue **rose** to `$3 million`.", "Revenue rose to $3 million."),
        ("See [the report](https://x.test/a_b) now.", "See the report now."),
        ("![a chart](c.png) The chart.", " The chart."),
        ("- one\n- two\n  more", "one\ntwo\nmore"),
        ("> quoted\n> on", "quoted\non"),
        ("Title\n=====\nText", "Title\n\nText"),
        ("before\n```\ncode = 1\n```\nafter", "before\n\n\n\nafter"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
        ("one  \ntwo", "one\ntwo"),
        ("R&amp;D &lt; 5 &euro;", "R&D < 5 €"),
        ("a <b>bold</b> word", "a bold word"),
        ("<div>\nHello <i>there</i>\n</div>", "\nHello there\n"),
        ("<!-- not\nshown -->\nshown", "\n\nshown"),
        ("<script>\nalert(1)\n</script>\n\ntext", "\n\n\n\ntext"),
        ("~~gone~~ here", "gone here"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        (r"\*as is\*", "*as is*"),
    ],
)
def test_prose_is_left(markdown: str, plain: str) -> None:
    assert render_plain(markdown).text == plain


SAMPLE = """\
# alpha

beta **gamma
delta** epsilon

1. zeta
2. eta
   theta

> iota
kappa

| lambda | mu |
| --- | --- |
| nu | xi |

[ref]: http://x.test

omicron [pi][ref]
***
rho
"""


def test_every_word_stays_in_its_line() -> None:
    def lines_with(text: str, word: str) -> list[int]:
        return [number for number, line in enumerate(text.split("\n")) if re.search(rf"\b{word}\b", line)]

    plain = render_plain(SAMPLE).text
    for word in ("alpha", "beta", "gamma", "delta", "zeta", "theta", "iota", "kappa", "mu", "xi", "pi", "rho"):
        assert lines_with(plain, word) == lines_with(SAMPLE, word)


def test_title_is_the_first_heading_of_the_first_level() -> None:
    assert render_plain("## Minor\n\n# The *big* one\n\n# Another").title == "The big one"
    assert render_plain("no heading").title is None


@given(st.text(alphabet="ab*_`#>|-[]()<>!\\&;:~=+1. \n\t\"'/", max_size=200))
def test_as_many_lines_as_the_source(markdown: str) -> None:
    assert render_plain(markdown).text.count("\n") == markdown.count("\n")


@pytest.mark.parametrize("piece", ["[", "*a", "`", "<", "<!--", "> ", "![](", "|a", "- ", "_", "&", "\\", "](", "#"])
def test_repeated_marks_end(piece: str) -> None:
    text = piece * 3000
    assert render_plain(text).text.count("\n") == 0
