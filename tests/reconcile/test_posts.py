from __future__ import annotations

import pytest

from claimtrack.reconcile.posts import parse_title


@pytest.mark.parametrize(
    ("title", "rank", "field"),
    [
        ("CEO", "head", ""),
        ("Chief Executive Officer (CEO)", "head", ""),
        ("Vorstandsvorsitzende", "head", ""),
        ("Konzernchef", "head", ""),
        ("interim CEO", "head", ""),
        ("founder and CEO", "head", ""),
        ("CEO und CFO", "head", ""),
        ("president and chief executive officer", "head", ""),
        ("CEO (bis auf Weiteres)", "head", ""),
        ("head of AI", "head", "ai"),
        ("KI-Chefin", "head", "ai"),
        ("Leiter der KI-Abteilung", "head", "ai"),
        ("Chef der Cloudsparte", "head", "cloud"),
        ("head of its cloud division", "head", "cloud"),
        ("lead of AI research team", "head", "ai research"),
        ("Europachef", "head", "europe"),
        ("head of global business", "head", "global"),
        ("head of operations", "head", "operations"),
        ("finance chief", "chief financial officer", ""),
        ("Finanzvorständin", "chief financial officer", ""),
        ("Aufsichtsratsvorsitzender", "chair", ""),
        ("chairman of the supervisory board", "chair", ""),
        ("Technikvorstand", "chief technology officer", ""),
    ],
)
def test_exclusive_posts(title: str, rank: str, field: str) -> None:
    post = parse_title(title)
    assert (post.rank, post.field, post.exclusive) == (rank, field, True)


@pytest.mark.parametrize(
    "title",
    [
        "co-founder", "Mitgründerin", "board member", "Mitglied des Vorstands", "Vorstand", "analyst",
        "Geschäftsführer", "co-CEO", "deputy group CEO", "vice president", "lead designer", "Autodesigner", "reporter",
        "investor", None, "",
    ],
)  # fmt: skip
def test_posts_that_several_can_hold(title: str | None) -> None:
    assert not parse_title(title).exclusive


@pytest.mark.parametrize("title", ["former CEO", "Ex-Chef", "ehemalige Vorstandschefin", "outgoing chief executive"])
def test_past_posts(title: str) -> None:
    post = parse_title(title)
    assert post.ended
    assert (post.rank, post.field) == ("head", "")


@pytest.mark.parametrize("title", ["designierter Finanzvorstand", "incoming CFO"])
def test_posts_to_come(title: str) -> None:
    assert parse_title(title).coming
    assert parse_title(title).rank == "chief financial officer"


def test_a_long_text_is_no_title_but_is_read() -> None:
    assert not parse_title("and so on, " * 20_000).exclusive


def test_a_title_of_a_branch_or_one_that_is_shared_is_not_held_alone() -> None:
    assert parse_title("CEO").exclusive
    assert parse_title("Chefin").exclusive
    for title in ("Landesvorsitzender", "Spartenchef", "Co-Chair", "co-chairman"):
        assert not parse_title(title).exclusive, title
