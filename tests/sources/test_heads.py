from __future__ import annotations

import pytest

from claimtrack.sources.heads import find_published, find_title

PROSE = (
    "Northwind Traders has agreed to take over the rest of Contoso, the two companies told their staff on Monday, and "
    "will keep both brands and all of the offices that they now have in Boston, Leeds and Graz."
)
PROSA = (
    "Northwind übernimmt die restlichen Anteile an Contoso, wie beide Unternehmen ihren Beschäftigten am Montag "
    "mitteilten, und will beide Marken und alle Standorte in Graz, Leeds und Boston behalten."
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2026/06/09", "2026-06-09"),
        ("2026-06-09", "2026-06-09"),
        ("June 9, 2026", "2026-06-09"),
        ("9 June 2026", "2026-06-09"),
        ("Tuesday, June 9, 2026", "2026-06-09"),
        ("Published: June 9, 2026", "2026-06-09"),
        ("Published on June 9, 2026 at 10:15 AM", "2026-06-09"),
        ("June 9, 2026 | 10:15 AM", "2026-06-09"),
        ("The Contoso Times | June 9, 2026 | 5 min read", "2026-06-09"),
        ("June 9", "XXXX-06-09"),
        ("Hall 4 | June 9 | 8.30 am", None),
        ("May 19, 1896 – April 12, 1970", None),
        ("June 9, 2026:", None),
        ("and was then put off to June 9, 2026.", None),
        ("June 9, 2026.", None),
        ("June 2026", None),
        ("06/09/2026", None),
        ("The deal closes on June 9, 2026", None),
        ("By June 9, 2026", None),
        ("Results for the year to June 9, 2026", None),
        ("Model 2026-06-09 in blue", None),
    ],
)
def test_date_alone_on_a_line(line: str, day: str | None) -> None:
    assert find_published(f"Northwind takes it all\n{line}\n\n{PROSE}\n", "en") == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("9. Juni 2026", "2026-06-09"),
        ("09.06.2026", "2026-06-09"),
        ("Dienstag, 9. Juni 2026", "2026-06-09"),
        ("Stand: 09.06.2026, 10:15 Uhr", "2026-06-09"),
        ("Veröffentlicht am 9. Juni 2026", "2026-06-09"),
        ("Der Vertrag läuft bis 9. Juni 2026", None),
    ],
)
def test_german_date_alone_on_a_line(line: str, day: str | None) -> None:
    assert find_published(f"Northwind greift zu\n{line}\n\n{PROSA}\n", "de") == day


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("BERLIN, March 7 – ", "XXXX-03-07"),
        ("BOSTON, March 7, 2026 (Reuters) - ", "2026-03-07"),
        ("NEW YORK March 7 - ", "XXXX-03-07"),
        ("GRAZ, Austria--(BUSINESS WIRE)--June 9, 2026--", "2026-06-09"),
        ("MOUNTAIN VIEW, Calif., June 9, 2026 /PRNewswire/ -- ", "2026-06-09"),
        ("On March 7, ", "XXXX-03-07"),
        ("On March 7, 2024, ", None),
        ("Since March 7, ", None),
        ("As Contoso said on March 7, ", None),
    ],
)
def test_dateline(dateline: str, day: str | None) -> None:
    assert find_published(f"{dateline}{PROSE}\n", "en") == day


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("Berlin, 7. März 2026 (dpa) – ", "2026-03-07"),
        ("Frankfurt, 7. März – ", "XXXX-03-07"),
        ("Am 7. März gab es Neues: ", "XXXX-03-07"),
        ("Der 7. März – also vor einer Woche – ", None),
        ("Am 7. März 2024 gab es Neues: ", None),
    ],
)
def test_german_dateline(dateline: str, day: str | None) -> None:
    assert find_published(f"{dateline}{PROSA}\n", "de") == day


def test_date_far_below_the_head_is_not_taken() -> None:
    assert find_published(f"{PROSE}\n" * 16 + "June 9, 2026\n", "en") is None


@pytest.mark.parametrize("hostile", ["1" * 100_000, "2026-" * 20_000, "Am " * 30_000, "A, " * 30_000, "(" * 100_000])
def test_hostile_head_has_no_date(hostile: str) -> None:
    assert find_published(hostile, "en") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Northwind takes over all of Contoso\n\n{PROSE}", "Northwind takes over all of Contoso"),
        (f"Home\nJune 9, 2026\nNorthwind takes over all of Contoso\n\n{PROSE}", "Northwind takes over all of Contoso"),
        (f"Can Northwind pay for it?\n{PROSE}", "Can Northwind pay for it?"),
        (f"{PROSE}\nNorthwind takes over all of Contoso\n", None),
        (f"The first sentence stands alone.\n{PROSE}", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert find_title(text, "en") == title
