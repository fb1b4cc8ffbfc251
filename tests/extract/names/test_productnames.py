"""Names of products are read whole, and what stands beside them says that they are products."""

from __future__ import annotations

import pytest

from claimtrack.extract.names.cast import Cast, cast_document
from claimtrack.extract.text.passages import Passage, read_passages
from claimtrack.model import Document, Label, PublishedBasis, Source, document_id


def _read(text: str, lang: str) -> tuple[Passage, Cast]:
    source = Source(id=document_id(text), path="a.txt", lang=lang, published_basis=PublishedBasis.UNKNOWN)
    passages = read_passages(Document(source=source, text=text), lambda texts, _figures, _lang: list(range(len(texts))))
    read, cast = cast_document(passages, text)
    return read[0], cast


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alibaba compared it with Qwen3-Max on Monday.", "Qwen3-Max"),
        ("Meta compared it with Llama-3.1-70B on Monday.", "Llama-3.1-70B"),
        ("Analysts said that Google had tested GPT-5-Turbo.", "GPT-5-Turbo"),
    ],
)
def test_versions_and_variants_belong_to_the_name(text: str, name: str) -> None:
    passage, cast = _read(text, "en")
    assert name in [found.text for found in passage.names]
    assert cast.label(name) is Label.PRODUCT


def test_a_hyphen_before_an_ordinary_word_ends_the_name() -> None:
    passage, _ = _read("Google showed a GPT-5-powered phone.", "en")
    assert "GPT-5-powered" not in [found.text for found in passage.names]


def test_the_noun_behind_a_name_says_that_it_is_a_product() -> None:
    _, cast = _read("The firm spoke of its long-awaited Halcyon rocket.", "en")
    assert cast.label("Halcyon") is Label.PRODUCT
