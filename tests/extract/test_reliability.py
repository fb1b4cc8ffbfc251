"""How sure claims are: never more than was ever found right, and none below what is worth claiming."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.reliability import rate, weigh

_RULES = st.sampled_from([("role", "role"), ("quantified", "measure"), ("deal", "acquisition"), ("age", "measure")])


@given(_RULES, st.floats(0, 1))
def test_what_is_claimed_is_neither_certain_nor_a_guess(rule: tuple[str, str], sure: float) -> None:
    confidence = rate(*rule, sure)
    assert confidence is None or 0.5 <= confidence < 1


@given(_RULES, st.floats(0, 1), st.floats(0, 1))
def test_the_surer_a_rule_is_the_surer_is_its_claim(rule: tuple[str, str], one: float, other: float) -> None:
    less, more = (rate(*rule, sure) or 0 for sure in sorted((one, other)))
    assert less <= more


def test_a_rule_that_is_right_less_often_than_it_says_loses_certainty() -> None:
    assert rate("share move", "price", 0.85) < rate("share level", "price", 0.85)  # type: ignore[operator]


def test_less_is_enough_where_a_second_reader_agrees() -> None:
    assert rate("quantified", "measure", 0.68) is None
    assert rate("quantified", "measure", 0.68, 0.3) is None
    assert rate("quantified", "measure", 0.68, 0.8) is not None


def test_a_rule_that_nobody_judged_says_what_it_said() -> None:
    assert rate("no such rule", "use", 0.8) == 0.8


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_likelier_a_second_reader_finds_the_subject_the_surer_is_the_claim(a: float, b: float, sure: float) -> None:
    less, more = sorted((a, b))
    assert 0 < weigh(sure, less) <= weigh(sure, more) < 1


@given(st.floats(0, 1))
def test_without_a_second_reader_nothing_is_changed(sure: float) -> None:
    assert weigh(sure, None) == sure
