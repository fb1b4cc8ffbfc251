"""Embeddings that are kept are those that would be worked out anew, in whatever order words are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from claimtrack.language.embeddings import RememberedEmbedding, remember_embeddings

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

TEXTS = ["Acme bought Bolt.", "", "Bolt doesn't make Acme's batteries", "Acme", "bought it in 2024"]
BUSY = " ".join(f"word{number}" for number in range(100))


@pytest.fixture(scope="module")
def nlp() -> English:
    english = English()
    numbers = np.random.default_rng(5).standard_normal((40, 6)).astype(np.float32)
    english.vocab.vectors = Vectors(strings=english.vocab.strings, data=numbers, mode="floret", minn=2, maxn=4)
    return english


@pytest.fixture(scope="module")
def embed(nlp: English) -> Model[Any, Any]:
    layer = MultiHashEmbed(8, ["NORM", "PREFIX", "SHAPE"], [20, 10, 10], include_static_vectors=True)
    layer.initialize(X=[nlp(TEXTS[0])])
    return layer


def assert_same(found: list[Any], wanted: list[Any]) -> None:
    assert [rows.shape for rows in found] == [rows.shape for rows in wanted]
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("most", [1, 3, 7, 1000])
def test_remembered_rows_are_those_of_the_layer(most: int, nlp: English, embed: Model[Any, Any]) -> None:
    remembered = RememberedEmbedding(embed, most)
    docs: list[Doc] = list(nlp.pipe([*TEXTS, BUSY]))
    for asked in (docs[:2], docs[2:4], docs, docs[::-1]):
        assert_same(remembered(asked), embed.predict(asked))


def test_rows_do_not_hang_on_what_was_asked_before(nlp: English, embed: Model[Any, Any]) -> None:
    docs = list(nlp.pipe([*TEXTS, BUSY]))
    alone, after = RememberedEmbedding(embed), RememberedEmbedding(embed)
    after(docs[::-1])
    for one, other in zip(alone(docs[:1]), after(docs[:1]), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_network_gives_the_same_with_its_embedding_remembered(nlp: English, embed: Model[Any, Any]) -> None:
    docs = list(nlp.pipe(TEXTS))
    network = build_Tok2Vec_model(embed, MaxoutWindowEncoder(8, window_size=1, maxout_pieces=2, depth=1))
    network.initialize(X=docs)
    wanted = network.predict(docs)
    remember_embeddings(network)
    assert network.get_ref("embed") is not embed
    assert_same(network.predict(docs), wanted)
    with pytest.raises(NotImplementedError):
        network.begin_update(docs)
