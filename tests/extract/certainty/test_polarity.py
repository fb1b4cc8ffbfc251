"""What is denied, and what only looks so."""

from __future__ import annotations

import pytest

from claimtrack.model import Polarity
from tests.extract.documents import read_claims


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Siemens has not bought Norwind.", "en"),
        ("Siemens denied that it had bought Norwind.", "en"),
        ("Siemens rejected a report that it had bought Norwind.", "en"),
        ("Siemens hat Norwind nicht gekauft.", "de"),
        ("Siemens dementiert, Norwind gekauft zu haben.", "de"),
    ],
)
def test_what_is_denied_is_negated(text: str, lang: str) -> None:
    (claim,) = read_claims(text, lang, "acquisition")
    assert claim.polarity is Polarity.NEGATED


def test_not_only_denies_nothing() -> None:
    (claim,) = read_claims("Siemens not only bought Norwind.", "en", "acquisition")
    assert claim.polarity is Polarity.AFFIRMED


def test_a_denied_aim_is_no_denied_deed() -> None:
    claims = read_claims("Siemens did not buy Norwind to close it.", "en", "acquisition")
    assert [claim for claim in claims if claim.polarity is Polarity.NEGATED] == []
