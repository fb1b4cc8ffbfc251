from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.evaluate.gold import GoldFigure
from claimtrack.evaluate.likeness import compatible, same_days, same_figure, same_name, same_words
from claimtrack.reconcile import resolve_entities
from tests.build import build_claim, build_quantity

KEY = resolve_entities([build_claim(subject="Woodgrove Bank", object="Fabrikam")]).key_of


@pytest.mark.parametrize(("a", "b"), [
    ("Northwind", "Northwind Traders Inc."),
    ("Keller", "Ada Keller"),
    ("NTL", "Northwind Traders Logistics"),
    ("Barbara Meier", "Barbara Meyer"),
    ("Müller Maschinenbau", "Mueller Maschinenbau GmbH"),
    ("the Contoso Group", "Contoso"),
    ("Contoso's AI division", "Contoso AI division"),
    ("Facebook", "Meta"),
    (None, ""),
])  # fmt: skip
def test_same_names(a: str | None, b: str | None) -> None:
    assert same_name(a, b, KEY)
    assert same_name(b, a, KEY)


@pytest.mark.parametrize(("a", "b"), [
    ("Contoso", "Contoso's AI division"),
    ("Contoso", "AI division of Contoso"),
    ("Falcon 4.5", "Falcon 4.6"),
    ("Fund A", "Fund B"),
    ("Northwind", "Fabrikam"),
    ("Northwind", None),
])  # fmt: skip
def test_other_names(a: str | None, b: str | None) -> None:
    assert not same_name(a, b, KEY)
    assert not same_name(b, a, KEY)


@pytest.mark.parametrize(("a", "b", "same"), [
    ("CEO", "Vorstandschef", True),
    ("quarterly", "quarterly, adjusted", True),
    ("Series B", "Series C", False),
    ("annual", "quarterly", False),
    (None, "net", False),
])  # fmt: skip
def test_wording(a: str | None, b: str | None, same: bool) -> None:
    assert same_words(a, b) is same


@pytest.mark.parametrize(("gold", "found", "same"), [
    ("$5 million", "more than $5 million", True),
    ("$5 million", "$5.02 million", True),
    ("$5 million", "$5.1 million", False),
    ("$5 million", "€5 million", False),
    ("12 %", "-12 %", True),
    ("12 %", "12 percentage points", False),
    ("40 employees", "40 employee", True),
    ("40 people", "40 person", True),
    ("$4–5 billion", "$4–5 billion", True),
    ("$4–5 billion", "$5 billion", False),
    ("$5 million", None, False),
])  # fmt: skip
def test_figures(gold: str, found: str | None, same: bool) -> None:
    assert same_figure(build_quantity(gold), None if found is None else build_quantity(found)) is same


def test_vague_figure_has_no_amount_that_could_be_missed() -> None:
    vague = GoldFigure(text="thousands", unit="employee")
    assert same_figure(vague, None)
    assert same_figure(vague, build_quantity("40 employee"))
    assert not same_figure(build_quantity("40 employee"), build_quantity("about 40 USD"))


@pytest.mark.parametrize(("a", "b", "meets", "same"), [
    ("2025", "2025-03", True, False),
    ("2025-12-20", "2026~", True, False),
    ("2025-33", "2025-01/2025-03", True, True),
    ("2025-03", "2025-04", False, False),
    ("2025", "2025~", True, False),
    ("../2025", "2024", True, False),
    ("XXXX-03-07", "2025-03-07", False, False),
    (None, "2025", False, False),
])  # fmt: skip
def test_times(a: str | None, b: str | None, meets: bool, same: bool) -> None:
    assert (compatible(a, b), same_days(a, b)) == (meets, same)
    assert (compatible(b, a), same_days(b, a)) == (meets, same)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_has_no_direction_and_every_name_is_itself(a: str, b: str) -> None:
    assert same_name(a, a, KEY)
    assert same_words(a, a)
    assert same_name(a, b, KEY) == same_name(b, a, KEY)
    assert same_words(a, b) == same_words(b, a)
