"""Documents in a sentence or two, as the parts of the extractor see them."""

from __future__ import annotations

from claimtrack.extract import extract_claims
from claimtrack.extract.names.cast import Cast, cast_document
from claimtrack.extract.names.resolution import Discourse
from claimtrack.extract.text.candidates import pick_candidates
from claimtrack.extract.text.passages import Passage, read_passages
from claimtrack.model import Claim
from tests.build import build_document


def read_cast(text: str, lang: str = "en") -> tuple[list[Passage], Cast]:
    """Return the passages of a text with their names, and its cast."""
    document = build_document(text, lang=lang, published="2026-03-02")
    return cast_document(read_passages(document, pick_candidates), document.text)


def read_discourse(text: str, lang: str = "en") -> Discourse:
    """Return what the phrases of a text refer to, before anything is learned from its posts."""
    passages, cast = read_cast(text, lang)
    return Discourse(passages, cast)


def read_claims(text: str, lang: str, kind: str) -> list[Claim]:
    """Return the claims of one kind that a text makes."""
    return [
        claim for claim in extract_claims(build_document(text, lang=lang, published="2026-03-02")) if claim.kind == kind
    ]
