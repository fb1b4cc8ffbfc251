"""Who does what to whom, on trees built by hand: voice, control and coordination, whatever a parser makes of them."""

from __future__ import annotations

from spacy.lang.xx import MultiLanguage
from spacy.tokens import Doc

from claimtrack.extract.text.syntax import expand, is_passive, is_relative, marker, read_arguments
from claimtrack.language.trees import Tree, read_tree

_VOCAB = MultiLanguage().vocab
Row = tuple[str, str, str, int]


def tree(*rows: Row, morphs: dict[int, str] | None = None) -> Tree:
    """Build a sentence of (word, UPOS, relation, head's place)."""
    words, tags, relations, heads = (list(column) for column in zip(*rows, strict=True))
    features = [(morphs or {}).get(place, "") for place in range(len(words))]
    return read_tree(Doc(_VOCAB, words=words, pos=tags, deps=relations, heads=heads, lemmas=words, morphs=features))


def test_the_agent_is_the_same_in_both_voices() -> None:
    active = tree(("Acme", "PROPN", "nsubj", 1), ("bought", "VERB", "ROOT", 1), ("Beta", "PROPN", "obj", 1))
    passive = tree(
        ("Beta", "PROPN", "nsubj:pass", 2), ("was", "AUX", "aux:pass", 2), ("bought", "VERB", "ROOT", 2),
        ("by", "ADP", "case", 4), ("Acme", "PROPN", "obl:agent", 2),
    )  # fmt: skip
    for sentence, verb in ((active, active[1]), (passive, passive[2])):
        arguments = read_arguments(verb)
        assert [t.text for t in arguments.agent] == ["Acme"], sentence.text
        assert [t.text for t in arguments.theme] == ["Beta"], sentence.text


def test_a_noun_has_its_agent_as_possessor_and_its_theme_behind_of() -> None:
    sentence = tree(
        ("Acme", "PROPN", "nmod:poss", 2), ("'s", "PART", "case", 0), ("purchase", "NOUN", "ROOT", 2),
        ("of", "ADP", "case", 4), ("Beta", "PROPN", "nmod", 2),
    )  # fmt: skip
    arguments = read_arguments(sentence[2])
    assert [t.text for t in arguments.agent] == ["Acme"]
    assert [t.text for t in arguments.theme] == ["Beta"]


def test_an_infinitive_has_the_subject_of_what_governs_it() -> None:
    planned = tree(
        ("Acme", "PROPN", "nsubj", 1),
        ("plans", "VERB", "ROOT", 1),
        ("to", "PART", "mark", 3),
        ("buy", "VERB", "xcomp", 1),
    )
    asked = tree(
        ("Acme", "PROPN", "nsubj", 1), ("asked", "VERB", "ROOT", 1), ("Beta", "PROPN", "obj", 1),
        ("to", "PART", "mark", 4), ("sell", "VERB", "xcomp", 1),
    )  # fmt: skip
    assert [t.text for t in read_arguments(planned[3]).agent] == ["Acme"]
    assert [t.text for t in read_arguments(asked[4]).agent] == ["Beta"]


def test_an_oblique_that_hangs_on_the_number_is_found() -> None:
    sentence = tree(
        ("Acme", "PROPN", "nsubj", 1), ("invested", "VERB", "ROOT", 1), ("$", "SYM", "obj", 1),
        ("5", "NUM", "nummod", 4), ("billion", "NUM", "nummod", 2), ("in", "ADP", "case", 6),
        ("Beta", "PROPN", "nmod", 4),
    )  # fmt: skip
    assert [t.text for t in read_arguments(sentence[1]).oblique(frozenset({"in"}))] == ["Beta"]


def test_coordination_is_one_list() -> None:
    sentence = tree(
        ("Acme", "PROPN", "ROOT", 0), (",", "PUNCT", "punct", 2), ("Beta", "PROPN", "conj", 0),
        ("and", "CCONJ", "cc", 4), ("Gamma", "PROPN", "conj", 2),
    )  # fmt: skip
    assert [t.text for t in expand(sentence[0])] == ["Acme", "Beta", "Gamma"]


def test_a_case_word_of_several_words_is_one_marker() -> None:
    sentence = tree(
        ("because", "ADP", "case", 2),
        ("of", "ADP", "fixed", 0),
        ("Acme", "PROPN", "obl", 3),
        ("fell", "VERB", "ROOT", 3),
    )
    assert marker(sentence[2]) == "because of"


def test_a_relative_clause_is_known_by_its_finite_verb_where_the_treebank_has_no_subtype() -> None:
    rows = (("Firma", "NOUN", "ROOT", 0), ("die", "PRON", "nsubj", 2), ("wächst", "VERB", "acl", 0))
    assert is_relative(tree(*rows, morphs={2: "VerbForm=Fin"})[2])
    assert not is_relative(tree(*rows, morphs={2: "VerbForm=Inf"})[2])


def test_a_participle_behind_its_noun_is_passive_only_if_it_is_past() -> None:
    led = tree(("team", "NOUN", "ROOT", 0), ("led", "VERB", "acl", 0), morphs={1: "Tense=Past|VerbForm=Part"})
    building = tree(("team", "NOUN", "ROOT", 0), ("building", "VERB", "acl", 0), morphs={1: "Tense=Pres|VerbForm=Part"})
    assert is_passive(led[1])
    assert not is_passive(building[1])
