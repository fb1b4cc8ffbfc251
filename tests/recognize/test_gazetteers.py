"""The lists of names."""

from __future__ import annotations

import pytest

from claimtrack.recognize.gazetteers import load_gazetteer


@pytest.mark.parametrize("name", ["companies", "forenames", "models", "places", "particles"])
def test_a_list_has_names_and_no_notes(name: str) -> None:
    names = load_gazetteer(name)
    assert names
    assert not any(entry.startswith("#") or entry != entry.strip() for entry in names)


def test_what_is_kept_by_hand_is_read_with_the_rest() -> None:
    assert {"Siemens", "Audi"} <= load_gazetteer("companies")


def test_a_list_that_is_not_there_is_empty() -> None:
    assert load_gazetteer("dragons") == frozenset()
