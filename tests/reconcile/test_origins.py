from __future__ import annotations

from claimtrack.reconcile.origins import count_origins, is_unnamed, named_speaker, origin_of, shared_origin
from tests.build import build_claim

SENTENCE = "Northwind has put three billion dollars into Contoso since the spring, its annual report says."


def test_one_document_publisher_report_or_text_is_one_origin() -> None:
    claim = build_claim(path="a", publisher="Harbour Times", attribution="The Information", quote=SENTENCE)
    same = [
        build_claim(path="a", start=9),
        build_claim(path="b", publisher="the harbour times"),
        build_claim(path="c", attribution="the Information"),
        build_claim(path="d", attribution="Harbour Times"),
        build_claim(path="e", publisher="The Information"),
        build_claim(path="f", quote=SENTENCE),
        build_claim(path="g", quote=SENTENCE.replace("its annual", "the annual")),
    ]
    assert all(shared_origin(origin_of(claim), origin_of(other)) for other in same)
    assert count_origins(origin_of(each) for each in (claim, *same)) == 1


def test_unnamed_sources_and_short_sentences_are_not_shared() -> None:
    unnamed = [build_claim(path=path, attribution="people familiar with the matter") for path in ("a", "b")]
    short = [build_claim(path=path, quote="Northwind owns Contoso.") for path in ("c", "d")]
    assert count_origins(origin_of(claim) for claim in (*unnamed, *short)) == 4


def test_who_is_named() -> None:
    assert named_speaker("the newspaper Harbour Times") == "harbour times"
    assert named_speaker("Insider") is None
    assert is_unnamed("laut Medienberichten")
    assert not is_unnamed(None)


def test_a_partys_own_papers_are_no_voice_of_their_own() -> None:
    assert named_speaker("a statement") is None
    assert named_speaker("its statement") is None
    assert named_speaker("vorläufige Zahlen") is None
    assert named_speaker("Harbour Foods' annual report") == "harbour foods"
    assert named_speaker("Harbour Foods' statement") == named_speaker("Harbour Foods") == "harbour foods"
    assert not is_unnamed("a statement")


def test_a_report_is_a_partys_own_where_its_sentence_says_so() -> None:
    assert is_unnamed("report", "Harbour Foods lost €3 million, a report says.")
    assert not is_unnamed("report", "Harbour Foods lost €3 million, according to its annual report.")
