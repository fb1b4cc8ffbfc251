"""Whether a document signs off from certainty."""

from __future__ import annotations

import pytest

from claimtrack.extract import extract_claims
from claimtrack.model import Modality
from tests.build import build_document


@pytest.mark.parametrize(
    ("text", "lang", "hedged"),
    [
        ("Nvidia reportedly invested $5 billion in Intel.", "en", True),
        ("Nvidia invested $5 billion in Intel, according to media reports.", "en", True),
        ("Nvidia invested $5 billion in Intel, sources said.", "en", False),
        ("Nvidia invested $5 billion in Intel, Google said.", "en", False),
        ("Nvidia soll fünf Milliarden Dollar in Intel investiert haben.", "de", True),
        ("Nvidia hat angeblich fünf Milliarden Dollar in Intel investiert.", "de", True),
        ("Nvidia soll fünf Milliarden Dollar in Intel investieren.", "de", False),
        ("Laut Handelsblatt hat Nvidia fünf Milliarden Dollar in Intel investiert.", "de", False),
    ],
)
def test_only_what_the_document_does_not_vouch_for_is_hedged(text: str, lang: str, hedged: bool) -> None:
    claims = extract_claims(build_document(text, lang=lang, published="2026-03-02"))
    assert [claim.hedged for claim in claims] == [hedged]


def test_hearsay_of_what_happened_is_no_plan() -> None:
    text = "Nvidia soll fünf Milliarden Dollar in Intel investiert haben."
    claims = extract_claims(build_document(text, lang="de", published="2026-03-02"))
    assert [claim.modality for claim in claims] == [Modality.ACTUAL]
