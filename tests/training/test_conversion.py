"""The way from treebanks and entity corpora to annotated documents of the shipped tokenizers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training.align import align
from training.conllu import Sentence, parse_block, read_conllu
from training.entities import entity_doc, guess_spaces
from training.harmonise import plain_feats, pud_as_gsd
from training.headlines import headlines
from training.synthesis import Pools, exchange
from training.treebank import make_doc, titled, wrapped

GERMAN = """\
# sent_id = own-1
# text = Der EU-Chef ging zum Markt.
1\tDer\tder\tDET\t_\tCase=Nom\t4\tdet\t_\t_
2-4\tEU-Chef\t_\t_\t_\t_\t_\t_\t_\t_
2\tEU\tEU\tPROPN\t_\t_\t4\tcompound\t_\t_
3\t-\t-\tPUNCT\t_\t_\t4\tpunct\t_\t_
4\tChef\tChef\tNOUN\t_\tCase=Nom|Number=Sing\t5\tnsubj\t_\t_
5\tging\tgehen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
6-7\tzum\t_\t_\t_\t_\t_\t_\t_\t_
6\tzu\tzu\tADP\t_\t_\t8\tcase\t_\t_
7\tdem\tder\tDET\t_\tCase=Dat|Definite=Def|Gender=Masc|Number=Sing\t8\tdet\t_\t_
8\tMarkt\tMarkt\tNOUN\t_\tCase=Dat\t5\tobl\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_
"""

ENGLISH = """\
# newpar id = own
# sent_id = own-2
# text = They don't sell e-bikes.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tsell\tsell\tVERB\t_\t_\t0\troot\t_\t_
4.1\tghost\tghost\tVERB\t_\t_\t_\t_\t_\t_
5\te-bikes\te-bike\tNOUN\t_\tNumber=Plur\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""


@pytest.fixture(scope="module")
def english() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def german() -> Language:
    return spacy.blank("de")


def parsed(block: str) -> Sentence:
    sentence = parse_block(block.splitlines())
    assert sentence is not None
    return sentence


def test_words_have_the_offsets_of_their_text() -> None:
    for block in (GERMAN, ENGLISH):
        sentence = parsed(block)
        written = [sentence.text[w.start : w.end] for w in sentence.words]
        assert written == [w.form if w.form not in {"zu", "dem"} else "zum" for w in sentence.words]


def test_paragraphs_and_empty_nodes() -> None:
    assert parsed(ENGLISH).opens and not parsed(GERMAN).opens
    assert "ghost" not in [w.form for w in parsed(ENGLISH).words]


def test_words_that_are_not_in_the_text_are_refused() -> None:
    assert parse_block(GERMAN.replace("ging zum", "geht zum", 1).splitlines()) is None


def test_files_are_read_sentence_by_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.conllu"
    path.write_text(GERMAN + "\n" + ENGLISH, encoding="utf-8")
    assert [s.id for s in read_conllu(path)] == ["own-1", "own-2"]


def test_contraction_becomes_one_preposition(german: Language) -> None:
    token = make_doc(german, [parsed(GERMAN)])[3]
    assert (token.text, token.pos_, token.dep_, token.head.text) == ("zum", "ADP", "case", "Markt")
    assert (token.lemma_, str(token.morph)) == ("zu", "Case=Dat|Gender=Masc|Number=Sing")


def test_hyphenated_german_word_stays_one_token(german: Language) -> None:
    token = make_doc(german, [parsed(GERMAN)])[1]
    assert (token.text, token.pos_, token.dep_, token.lemma_) == ("EU-Chef", "NOUN", "nsubj", "EU-Chef")


def test_english_tokenizer_cuts_hyphens_and_contractions(english: Language) -> None:
    doc = make_doc(english, [parsed(ENGLISH)])
    assert [t.text for t in doc] == ["They", "do", "n't", "sell", "e", "-", "bikes", "."]
    assert [(t.dep_, t.head.text) for t in doc[4:7]] == [
        ("compound", "bikes"),
        ("punct", "bikes"),
        ("obj", "sell"),
    ]
    assert [t.lemma_ for t in doc[4:7]] == ["e", "-", "bike"]


def test_exact_tells_which_tokens_are_words(german: Language) -> None:
    sentence = parsed(GERMAN)
    tokens = list(german.make_doc(sentence.text))
    tags = align(sentence.words, [(t.idx, t.idx + len(t)) for t in tokens], [t.text for t in tokens])
    assert [t.text for t, tag in zip(tokens, tags, strict=True) if not tag.exact] == ["EU-Chef", "zum"]


def test_paragraphs_are_joined_by_blank_lines(english: Language) -> None:
    sentence = parsed(ENGLISH)
    doc = make_doc(english, [sentence, sentence])
    space = next(t for t in doc if t.is_space)
    assert (space.text, space.pos_, space.dep_) == ("\n\n", "SPACE", "dep")
    assert [s.text.strip() for s in doc.sents] == [sentence.text, sentence.text]


def test_title_has_capitals_and_no_stop(english: Language) -> None:
    (title,) = titled([parsed(ENGLISH)], 1.0, 0)
    assert title.text == "They Don't Sell E-bikes"
    assert make_doc(english, [title])[-1].dep_ == "obj"


def test_wrapped_keeps_the_tree(english: Language) -> None:
    (broken,) = wrapped([parsed(ENGLISH)], 1.0, 0)
    doc = make_doc(english, [broken])
    assert "\n" in doc.text
    assert [t.dep_ for t in doc if not t.is_space] == [t.dep_ for t in make_doc(english, [parsed(ENGLISH)])]


def test_treebanks_are_brought_to_one_convention() -> None:
    words = pud_as_gsd(parsed(GERMAN.replace("VerbForm=Fin", "Mood=Ind").replace("compound", "flat:name"))).words
    assert (words[1].deprel, words[4].feats) == ("flat", "Mood=Ind|VerbForm=Fin")
    assert plain_feats(parsed(GERMAN.replace("Case=Nom|", "NumType=Card|"))).words[3].feats == "Number=Sing"


def test_entities_follow_the_tokenizer(english: Language) -> None:
    tokens = ["Acme", "Corp.", "bought", "Foo", "."]
    doc = entity_doc(english, tokens, guess_spaces(tokens), [(0, 2, "ORG")])
    assert [(e.text, e.label_) for e in doc.ents] == [("Acme Corp.", "ORG")]
    assert {t.ent_iob_ for t in doc[2:]} == {"O"}


def test_partial_corpora_leave_capitalised_words_unknown(english: Language) -> None:
    tokens = ["Acme", "bought", "Foo", "."]
    doc = entity_doc(english, tokens, guess_spaces(tokens), [(0, 1, "ORG")], partial=True)
    assert [t.ent_iob_ for t in doc] == ["B", "O", "", "O"]


def test_entities_inside_a_token_are_unknown(german: Language) -> None:
    doc = entity_doc(german, ["Acme", "-", "Chef", "geht"], [False, False, True, False], [(0, 1, "ORG")])
    assert [(t.text, t.ent_iob_) for t in doc] == [("Acme-Chef", ""), ("geht", "O")]


def test_spaces_are_guessed() -> None:
    tokens = ["He", "said", '"', "no", '"', "(", "twice", ")", "."]
    spaces = guess_spaces(tokens)
    assert "".join(t + " " * s for t, s in zip(tokens, spaces, strict=True)) == 'He said "no" (twice).'


def test_exchange_keeps_spans_in_place() -> None:
    pools = Pools({"ORG": ("Big Firm AG",), "forename": ("Ada",), "surname": ("Muster",)})
    tokens = ["Eva", "Test", "joins", "Acme", "."]
    for seed in range(8):
        spaces = [True, True, True, False, False]
        row = exchange(tokens, spaces, [(0, 2, "PER"), (3, 4, "ORG")], pools, random.Random(seed))
        names = [" ".join(row[0][start:end]) for start, end, _ in row[2]]
        assert names[0] in {"Eva Test", "Ada Muster"} and names[1] in {"Acme", "Big Firm AG"}
        assert len(row[0]) == len(row[1])


def test_headlines_are_trees_with_a_verb_at_the_root(english: Language) -> None:
    pools = Pools(
        {
            "ORG": ("Big Firm AG",),
            "PRODUCT": ("Thing 4",),
            "LOC": ("Paris",),
            "forename": ("Ada",),
            "surname": ("Muster",),
        }
    )
    made = list(headlines(pools, 50, 0))
    assert made == list(headlines(pools, 50, 0))
    for sentence in made:
        doc = make_doc(english, [sentence])
        assert [t.pos_ for t in doc if t.dep_ == "ROOT"] == ["VERB"]
