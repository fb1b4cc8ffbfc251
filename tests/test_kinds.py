from __future__ import annotations

import re

import pytest

from claimtrack.kinds import Answer, Kind, Slot, Timing, UnitClass, load_kinds

KINDS = list(load_kinds().values())


def test_all_kinds_are_there() -> None:
    assert list(load_kinds()) == [
        "investment", "funding", "valuation", "acquisition", "stake", "revenue", "profit", "spending", "headcount",
        "layoffs", "customers", "price", "role", "release", "development", "use", "partnership", "measure",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_of_one_piece(kind: Kind) -> None:
    assert set(re.findall(r"\{(\w+)\}", kind.asks)) <= {"subject", "object", "attribute"}
    assert kind.asks.count("[") == kind.asks.count("]") <= 1
    assert kind.object or Slot.OBJECT not in kind.question
    assert (kind.answer is Answer.VALUE) <= (kind.value is not UnitClass.NONE)
    assert kind.event == (kind.timing is Timing.EVENT)
    assert kind.event <= (kind.window > 0)
    assert kind.event or not kind.once
    assert not kind.symmetric or {Slot.SUBJECT, Slot.OBJECT} <= set(kind.question)
