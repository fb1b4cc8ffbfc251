"""Trees against what they were read from: each word says what spaCy says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from claimtrack.language.trees import Tree, read_tree, root_of, text_of, text_with_blank

_VOCAB = English().vocab
_PLAIN = (
    "i", "idx", "text", "whitespace_", "text_with_ws", "lower_", "lemma_", "tag_", "dep_", "ent_type_", "ent_iob_",
    "is_alpha", "is_digit", "is_punct", "is_quote", "is_space", "is_title", "is_sent_start", "like_num", "lang_",
)  # fmt: skip
_FEATURES = ["", "Number=Sing", "Case=Acc,Nom|Number=Plur", "VerbForm=Fin"]


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    """Sentences with any words and any tree, crossing branches among them."""
    words = draw(st.lists(st.sampled_from(["Acme", "bought", "“", "7", "U.S.", "x-ray", ",", "  ", "ß"]), min_size=1))
    order = draw(st.permutations(range(len(words))))
    heads = list(range(len(words)))
    for rank, place in enumerate(order[1:], start=1):
        heads[place] = order[draw(st.integers(0, rank - 1))]
    deps = ["ROOT" if head == place else "dep" for place, head in enumerate(heads)]
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    morphs = draw(st.lists(st.sampled_from(_FEATURES), min_size=len(words), max_size=len(words)))
    return Doc(_VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, morphs=morphs, lemmas=words)


@given(parses())
def test_a_word_says_what_the_parse_says(parsed: Doc) -> None:
    tree = read_tree(parsed)
    assert tree.text == parsed.text
    for word, source in zip(tree, parsed, strict=True):
        assert [getattr(word, name) for name in _PLAIN] == [getattr(source, name) for name in _PLAIN]
        assert (len(word), str(word)) == (len(source), str(source))
        assert dict(word.morph) == {name: source.morph.get(name) for name in source.morph.to_dict()}


@given(parses())
def test_a_word_hangs_where_the_parse_hangs_it(parsed: Doc) -> None:
    tree = read_tree(parsed)
    for word, source in zip(tree, parsed, strict=True):
        assert word.doc is tree
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [t.i for t in getattr(word, name)] == [t.i for t in getattr(source, name)]
        assert (word.head.i, word.left_edge.i) == (source.head.i, source.left_edge.i)
        assert word.right_edge.i == source.right_edge.i
        assert [word.is_ancestor(t) for t in tree] == [source.is_ancestor(t) for t in parsed]


@given(parses(), st.integers(-3, 9), st.integers(-3, 9))
def test_a_stretch_is_that_of_the_parse(parsed: Doc, start: int, end: int) -> None:
    words, source = read_tree(parsed)[start:end], parsed[start:end]
    assert (text_of(words), text_with_blank(words)) == (source.text, source.text_with_ws)
    if words:
        assert root_of(words).i == source.root.i


@given(parses(), st.data())
def test_characters_lie_in_words(parsed: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(parsed.text) - 1))
    end = data.draw(st.integers(start + 1, len(parsed.text)))
    places = read_tree(parsed).places_of(start, end)
    span = parsed.char_span(start, end, alignment_mode="expand")
    assert list(places) == [token.i for token in span]


def one(*words: str) -> Tree:
    return read_tree(Doc(_VOCAB, words=list(words)))


def test_a_tree_is_itself_alone() -> None:
    tree = one("Acme", "grows")
    assert tree == tree
    assert tree != one("Acme", "grows")
    assert {tree: 1}[tree] == 1


def test_there_is_no_word_before_the_first_and_none_behind_the_last() -> None:
    tree = one("Acme", "grows")
    assert tree[0].nbor().text == "grows"
    for place, by in ((0, -1), (1, 1)):
        with pytest.raises(IndexError):
            tree[place].nbor(by)


def test_a_second_blank_is_no_word() -> None:
    (blank,) = (word for word in one("Acme", " ", "grows") if word.is_space)
    assert blank.pos_ == "SPACE"
