from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile import resolve_entities, trace_answers
from tests.build import build_claim


def revenue(valid: str | None, value: str = "$5 billion", attribute: str | None = "annual", path: str = "a") -> Claim:
    return build_claim(kind="revenue", subject="Halden", attribute=attribute, value=value, valid=valid, path=path)


def trace(claims: list[Claim]) -> list[tuple[str, list[str | None]]]:
    found = trace_answers(claims, resolve_entities(claims))
    return [(one.question, [claim.valid for claim in one.claims]) for one in found]


def test_one_question_over_the_years_is_one_series() -> None:
    pile = [revenue("2025"), revenue(None), revenue("2023"), revenue("2024-06")]
    assert trace(pile) == [("revenue of Halden (annual)", ["2023", "2024-06", "2025", None])]


def test_what_cannot_be_drawn_on_one_scale_is_apart() -> None:
    pile = [revenue("2025"), revenue("2024", "€5 billion"), revenue("2024", "$1 billion", "quarterly"), revenue("2023")]
    assert [len(times) for _, times in trace(pile)] == [2, 1, 1]


def test_quarters_are_one_series() -> None:
    pile = [revenue("2025-33", "$1 billion", "first quarter"), revenue("2025-34", "$2 billion", "second quarter")]
    assert [times for _, times in trace(pile)] == [["2025-33", "2025-34"]]


def test_holders_of_a_post_follow_each_other() -> None:
    pile = [
        build_claim(kind="role", subject="Ada Keller", object="Halden", attribute="CEO", valid="2024"),
        build_claim(kind="role", subject="Ben Moor", object="Halden", attribute="chief executive", valid="2021"),
    ]
    assert trace(pile) == [("head of Halden", ["2021", "2024"])]


PILE = [revenue(valid, path=path) for valid in ("2023", "2024", None) for path in ("a", "b")]


@given(st.permutations(PILE))
def test_order_of_the_claims_changes_nothing(claims: list[Claim]) -> None:
    entities = resolve_entities(claims)
    assert trace_answers(claims, entities) == trace_answers(PILE, entities)
