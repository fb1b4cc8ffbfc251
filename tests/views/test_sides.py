from __future__ import annotations

import io
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.ledger import Judged, Report
from claimtrack.model import Claim, Relation, RelationKind, Verdict
from claimtrack.reconcile import find_findings, reconcile, resolve_entities, trace_answers
from claimtrack.views.card import render_card
from claimtrack.views.clusters import render_clusters
from claimtrack.views.contradictions import render_contradictions
from claimtrack.views.markdown import render_clusters_markdown, render_contradictions_markdown
from claimtrack.views.options import Color
from claimtrack.views.review import render_question
from claimtrack.views.rows import finding_rows
from claimtrack.views.sides import answers, detail_of, letters, reasons, shared_origins
from claimtrack.views.terminal import print_to
from claimtrack.views.text import dates_of
from claimtrack.views.timeline import steps_of, unchanged_once
from tests.build import build_claim

_LONG = "/srv/press/archive/2025/june"
_OVER = build_claim(
    kind="role", subject="Ada Moor", object="Contoso", attribute="CEO", phase="ends", valid="2025-06-02",
    path=f"{_LONG}/a.txt", quote="Ada Moor left as CEO of Contoso on 2 June.",
)  # fmt: skip
_HOLDS = build_claim(
    kind="role", subject="Ada Moor", object="Contoso", attribute="CEO", valid="2025-06-20", published="2025-06-21",
    path=f"{_LONG}/b.txt", quote="Ada Moor is still CEO of Contoso, a spokesman said on Friday.",
)  # fmt: skip


def _show(what: object) -> str:
    stream = io.StringIO()
    print_to(stream, Color.NEVER, what)  # type: ignore[arg-type]
    return stream.getvalue()


def test_reports_name_the_sides_by_their_letters_and_records_by_their_paths() -> None:
    findings = [Judged(finding) for finding in find_findings(reconcile([_OVER, _HOLDS]))]
    said = "A says that it was over by 2025-06-02, yet B says that it holds at 2025-06-20"
    assert said in _show(render_contradictions(Report(tuple(findings), {})))
    assert said in _show(render_clusters(reconcile([_OVER, _HOLDS])))
    assert said in render_contradictions_markdown(findings)
    assert said in _show(render_question(findings[0].finding, 1, 1))
    assert f"{_LONG}/a.txt says that it was over" in str(finding_rows(findings)[0]["detail"])


def test_a_card_says_which_of_the_two_is_meant() -> None:
    relation = reconcile([_OVER, _HOLDS])[0].relations[0]
    assert "this one says that it was over by 2025-06-02, yet the other" in _show(
        render_card(_OVER, None, [(relation, _HOLDS)], Verdict.DISPUTED)
    )


@pytest.mark.parametrize(
    ("paths", "detail", "told"),
    [
        (("a.txt", "b/a.txt"), "a.txt says so, b/a.txt does not", "A says so, B does not"),
        (("a", "a b"), "a b corrects what a, of the same origin, says", "B corrects what A, of the same origin, says"),
        (("a.txt", "b.txt"), "both give the price of data.txt", "both give the price of data.txt"),
        (("a+(b", "[b"), "[b denies it, a+(b does not", "B denies it, A does not"),
    ],
)
def test_only_whole_paths_are_replaced(paths: tuple[str, str], detail: str, told: str) -> None:
    assert _told(build_claim(path=paths[0]), build_claim(path=paths[1]), detail) == told


def test_two_places_of_one_document_are_told_apart_by_line() -> None:
    a, b = (build_claim(path="a.txt", line=line, start=line) for line in (1, 12))
    assert _told(a, b, "a.txt:1 says so, a.txt:12 does not") == "A says so, B does not"
    on_one_line = build_claim(path="a.txt", start=30)
    assert _told(a, on_one_line, "a.txt:1 says so, a.txt:1 does not") == "a.txt:1 says so, a.txt:1 does not"


def _told(a: Claim, b: Claim, detail: str) -> str:
    relation = Relation(a=a.id, b=b.id, relation=RelationKind.CONFLICTS, rule="test", detail=detail)
    return detail_of(relation, {a.id: a, b.id: b}, letters((a, b)))


_STORY = "Contoso has agreed to buy the bakery Rugbrod for $2.4 billion, the two companies said on Monday."


def test_copies_and_reports_that_are_passed_on_are_told_in_a_line() -> None:
    claims = [
        build_claim(kind="acquisition", subject="Contoso", object="Rugbrod", value="$2.4 billion", path=path, **fields)
        for path, fields in {
            "a.txt": {"quote": _STORY, "published": "2025-06-02"},
            "b.txt": {"publisher": "Daybreak", "published": "2025-06-03"},
            "c.txt": {"quote": _STORY, "published": "2025-06-04"},
            "d.txt": {"attribution": "the newspaper Daybreak", "published": "2025-06-05"},
        }.items()
    ]
    told = ["A and C are copies of one text", "B and D go back to the newspaper Daybreak"]
    assert list(shared_origins(claims, letters(claims))) == told
    clusters = reconcile(claims)
    for line in told:
        assert line in _show(render_clusters(clusters))
        assert line in render_clusters_markdown(clusters)


def test_of_each_document_one_claim_is_named_and_a_copy_goes_back_to_no_other() -> None:
    claims = [
        build_claim(quote=_STORY, path=path, line=line, start=line, attribution="Contoso")
        for path, line in (("a.txt", 1), ("a.txt", 2), ("b.txt", 1))
    ]
    assert list(shared_origins(claims, letters(claims))) == ["A and C are copies of one text"]


def test_nothing_is_said_of_one_document_or_of_independent_ones() -> None:
    one = [build_claim(quote=_STORY, line=line, start=line) for line in (1, 2)]
    assert not list(shared_origins(one, letters(one)))
    assert not list(shared_origins([_OVER, _HOLDS], letters((_OVER, _HOLDS))))


def _chief(day: int, *, name: str = "Ada Moor", said: bool = True, publisher: str | None = None) -> Claim:
    return build_claim(
        kind="role", subject=name, object="Contoso", attribute="CEO", valid=f"2025-06-{day:02d}", valid_default=said,
        path=f"{name}-{day}.txt", published=f"2025-06-{day:02d}", publisher=publisher,
        quote=f"{name}, CEO of Contoso, spoke on day {day}.",
    )  # fmt: skip


def test_an_answer_that_many_claims_give_is_one_row_with_its_dates_and_origins() -> None:
    moor = [_chief(day, publisher="The Harbour Post" if day < 3 else None) for day in range(1, 7)]
    clusters = reconcile([*moor, _chief(28, name="Ben Holt")])
    text = _show(render_clusters(clusters))
    assert "A  Ada Moor  said 2025-06-01 … 2025-06-06" in text
    assert "6 claims in 6 documents, 5 independent origins" in text
    assert "B  Ben Holt  said 2025-06-28" in text
    assert text.count("→ A–B updates") == 1
    assert all(claim.document.path in render_clusters_markdown(clusters) for claim in moor)


def test_an_answer_of_few_claims_has_a_row_each() -> None:
    text = _show(render_clusters(reconcile([_chief(day) for day in (1, 2, 3)])))
    assert all(f"{letter}  Ada Moor  said 2025-06-0{day}" in text for day, letter in ((1, "A"), (2, "B"), (3, "C")))


def test_no_letter_and_no_claim_is_lost_between_answers() -> None:
    claims = [_chief(day) for day in range(1, 7)] + [_chief(20, name="Ben Holt"), _chief(21, name="Cy Lund")]
    sides = answers(claims)
    assert [side.letter for side in sides] == ["A", "B", "C"]
    assert [claim for side in sides for claim in side.claims] == claims


def test_a_timeline_tells_once_what_is_only_said_again() -> None:
    claims = [*(_chief(day) for day in (1, 2, 9)), _chief(12, said=False), _chief(14, name="Ben Holt"), _chief(20)]
    (series,) = trace_answers(claims, resolve_entities(claims))
    told = [(step.when, step.answer) for step in unchanged_once(steps_of(series))]
    assert told == [
        ("said 2025-06-01 … 2025-06-09", "Ada Moor"), ("2025-06-12", "Ada Moor"), ("said 2025-06-14", "Ben Holt"),
        ("said 2025-06-20", "Ada Moor"),
    ]  # fmt: skip


@given(st.permutations(range(4)))
def test_dates_of_claims_do_not_depend_on_their_order(order: list[int]) -> None:
    claims = [build_claim(valid=None), *(build_claim(valid=valid) for valid in ("2025-06-03", "2024", "2025"))]
    assert dates_of([claims[place] for place in order]) == "2024 … 2025-06-03"
    assert dates_of(claims[:1]) == "undated"


def test_what_holds_of_one_claim_and_several_others_is_told_once() -> None:
    claims = [build_claim(path=f"{name}.txt", quote=f"Contoso is worth {name}.") for name in "abcd"]
    names = letters(claims)

    def relate(one: int, other: int) -> Relation:
        detail = f"{claims[one].document.path} gives a date, {claims[other].document.path} gives none"
        return Relation(
            a=claims[one].id, b=claims[other].id, relation=RelationKind.UNDETERMINED, rule="time", detail=detail
        )

    (folded,) = reasons([relate(3, 0), relate(3, 1), relate(3, 2)], claims, names)
    assert folded.pairs == "A–D, B–D, C–D"
    assert folded.detail == "D gives a date, A gives none; likewise B and C"
    assert [relation.b for relation in folded.relations] == [claim.id for claim in claims[:3]]
    apart = reasons([relate(0, 1), relate(2, 3)], claims, names)
    assert [reason.detail for reason in apart] == ["A gives a date, B gives none", "C gives a date, D gives none"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.randoms())
def test_no_pair_is_lost_between_reasons(pairs: list[tuple[int, int]], random: Random) -> None:
    claims = [build_claim(path=f"{number}.txt", quote=f"Contoso is worth {number}.") for number in range(6)]
    relations = [
        Relation(
            a=claims[one].id, b=claims[other].id, relation=RelationKind.UPDATES, rule="time",
            detail=f"{claims[max(one, other)].document.path} is older than {claims[min(one, other)].document.path}",
        )
        for one, other in dict.fromkeys((min(pair), max(pair)) for pair in pairs) if one != other
    ]  # fmt: skip
    shuffled = random.sample(relations, len(relations))
    told = reasons(relations, claims, letters(claims))
    assert told == reasons(shuffled, claims, letters(claims))
    assert sorted(r.a + r.b for reason in told for r in reason.relations) == sorted(r.a + r.b for r in relations)
