from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.sources.webpages import render_page

LEAD = "Norwind raised 40 million euros in a round led by Halden Capital, the heat pump maker said on Tuesday."


def text_of(body: str) -> str:
    return render_page(f"<html><body>{body}</body></html>").text


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("<h1>Norwind buys Contoso</h1><p>For <i>all</i> of it.</p>", "# Norwind buys Contoso\nFor all of it."),
        ("<ul><li>one</li><li>two <b>more</b></li></ul>", "- one\n- two more"),
        ("<p>R&amp;D &lt; 5 &euro;<br>next</p>", "R&D < 5 €\nnext"),
        ("<p>one\n  line</p>", "one line"),
        ("loose <span>words</span> <p>in a block</p> and behind", "loose words\nin a block\nand behind"),
        (
            "<table><tr><th>EUR m</th><th>2025</th></tr><tr><td><p>Revenue</p></td><td>412</td></tr></table>",
            "EUR m | 2025\nRevenue | 412",
        ),
        (f"<table><tr><td><p>{LEAD * 3}</p><p>More.</p></td><td>Menu</td></tr></table>", f"{LEAD * 3}\nMore.\nMenu"),
        ("<script>alert(1)</script><style>p{}</style><p>shown</p><p hidden>not</p>", "shown"),
        ("<nav><p>Home</p></nav><p>shown</p><footer>Imprint</footer><aside>Also</aside>", "shown"),
        ("<p style='display: none'>not</p><div role='navigation'>Home</div><p>shown</p>", "shown"),
        ("<p>shown</p><ul><li><a>One story</a></li><li><a>Two</a></li><li><a>Three</a></li></ul>", "shown"),
        ("<p>The <a>first</a>, <a>second</a> and <a>third</a> plant.</p>", "The first, second and third plant."),
    ],
)
def test_prose_is_left(body: str, plain: str) -> None:
    assert text_of(body) == plain


def test_the_article_is_read_with_the_headline_above_it() -> None:
    body = f"<div><p>Subscribe now</p></div><h1>The deal</h1><article><p>{LEAD}</p></article><p>More stories</p>"
    assert text_of(body) == f"# The deal\n{LEAD}"


def test_of_many_teasers_none_is_the_article() -> None:
    teaser = f"<article><p>{LEAD}</p></article>"
    assert text_of(teaser * 3).count("Norwind") == 3


def test_a_block_stands_in_its_line() -> None:
    lines = render_page("<html>\n<body>\n\n<p>one\nand more</p>\n<p>two</p><p>three</p>\n<p>four</p>").text.split("\n")
    assert lines == ["", "", "", "one and more", "", "two", "three", "four"]


def test_head_says_when_and_by_whom() -> None:
    ld = '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "The deal",'
    ld += ' "datePublished": "2026-03-02T08:00:00Z", "publisher": {"@type": "Organization", "name": "Gazette"}}]}'
    head = f'<script type="application/ld+json">{ld}</script><link rel="canonical" href="https://gazette.test/deal">'
    assert render_page(f"<head>{head}<title>The deal | Gazette</title></head><p>{LEAD}</p>").said == {
        "title": "The deal", "published": "2026-03-02T08:00:00Z", "publisher": "Gazette",
        "url": "https://gazette.test/deal",
    }  # fmt: skip


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:published_time" content="2026-03-02">',
        '<meta name="Date" content=" 2026-03-02 ">',
        '<meta itemprop="datePublished" content="2026-03-02">',
        '<time itemprop="datePublished" datetime="2026-03-02">2 March</time>',
        '<script type="application/ld+json">[{"@type": ["Article"], "datePublished": "2026-03-02"}]</script>',
    ],
)
def test_day_of_publication(tag: str) -> None:
    assert render_page(f"<html>{tag}<p>{LEAD}</p>").said["published"] == "2026-03-02"


@pytest.mark.parametrize("ld", ["{", "[]", '{"@type": 3}', "[" * 5000, '{"@type": "Article", "datePublished": 5}'])
def test_a_head_that_says_nothing(ld: str) -> None:
    assert render_page(f'<script type="application/ld+json">{ld}</script><p>{LEAD}</p>').said == {}


@pytest.mark.parametrize("piece", ["<div>", "<p>", "<a>", "<table><tr><td>", "<ul><li><a>", "<!--", "&", "<", "</p>"])
def test_repeated_tags_end(piece: str) -> None:
    render_page(piece * 20_000)


@given(st.text(alphabet="<>/p abdivtr&;!-\"'=\n", max_size=200))
def test_no_page_breaks_it(html: str) -> None:
    page = render_page(html)
    assert "<p>" not in page.text
    assert all(line == line.strip() for line in page.text.split("\n"))
