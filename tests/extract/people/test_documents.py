"""Posts read across the sentences of one document: whose a bare title is, who "he" is."""

from __future__ import annotations

from claimtrack.extract import extract_claims
from claimtrack.model import Claim, Document, PublishedBasis, Source, document_id


def read(lang: str, text: str, kind: str = "role") -> list[Claim]:
    source = Source(
        id=document_id(text), path="x.txt", lang=lang, published="2026-03-02", published_basis=PublishedBasis.GIVEN
    )
    return [claim for claim in extract_claims(Document(source=source, text=text)) if claim.kind == kind]


def test_a_bare_title_belongs_to_the_firm_that_the_text_is_about() -> None:
    text = "Siemens raises its outlook\n\nSiemens sold more trains. Chief executive Julia Brandt was pleased."
    assert [(c.subject, c.object) for c in read("en", text)] == [("Julia Brandt", "Siemens")]


def test_an_office_of_state_is_no_employer_of_bare_titles() -> None:
    text = "Siemens builds a plant\n\nFrench President Tom Ford came. Ford, chairman of the committee, spoke."
    assert ("Tom Ford", "France") in [(c.subject, c.object) for c in read("en", text)]
    assert all(c.object != "France" or c.attribute == "President" for c in read("en", text))


def test_whoever_a_portrait_is_about_is_meant_by_the_pronoun() -> None:
    lines = [
        "Tom Ford, früherer Chef von Siemens, ist tot.",
        "Ford war Sprecher von Siemens.",
        "Ford war Finanzchef von Siemens.",
        "Ford galt als strenger Chef.",
        "Die Chefs Jan Klee und Eva Roth zählten zu seinen Freunden.",
        "Er war Aufsichtsratsvorsitzender der Bosch AG.",
    ]
    claims = read("de", "\n\n".join(lines))
    assert [c.subject for c in claims if c.object == "Bosch AG"] == ["Tom Ford"]
