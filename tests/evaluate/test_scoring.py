from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.evaluate import Evaluation, Expected, GoldClaim, Share, evaluate_claims
from claimtrack.evaluate.results import make_measure, make_share
from claimtrack.model import Claim, Modality, Phase, Span
from claimtrack.reconcile import resolve_entities
from tests.build import build_claim, build_source


def gold(path: str = "docs/a.txt", lang: str = "en", **fields: Any) -> Expected:
    """A gold claim at `start`; by default that Contoso raised five million dollars."""
    fields = {"kind": "funding", "subject": "Contoso", "start": 0, **fields}
    if "value" not in fields and fields["kind"] == "funding":
        fields["value"] = {"min": "5000000", "max": "5000000", "unit": "USD"}
    start = fields.pop("start")
    claim = GoldClaim.model_validate_json(json.dumps({"document": path, **fields}))
    span = None if start is None else Span(start=start, end=start + 40)
    return Expected(claim, build_source(path, lang=lang), span, 1, "A sentence.")


def claim(path: str = "docs/a.txt", **fields: Any) -> Claim:
    fields = {"kind": "funding", "subject": "Contoso", "start": 0, **fields}
    if "value" not in fields and fields["kind"] == "funding":
        fields["value"] = "$5 million"
    return build_claim(path=path, **{"end": fields["start"] + 40, **fields})


def evaluate(expected: list[Expected], claims: list[Claim], *kinds: str) -> Evaluation:
    return evaluate_claims(expected, claims, resolve_entities(claims).key_of, frozenset(kinds))


def figures(evaluation: Evaluation, name: str = "all") -> tuple[float | None, ...]:
    """Found precision and recall, right precision and recall."""
    score = next(score for score in evaluation.scores if score.name == name)
    return tuple(share.share for m in (score.found, score.right) for share in (m.precision, m.recall))


def mistakes(evaluation: Evaluation) -> list[str]:
    return [mistake.mistake for mistake in evaluation.mistakes]


def test_claim_that_is_the_gold_one() -> None:
    done = evaluate([gold()], [claim()])
    assert figures(done) == (1, 1, 1, 1)
    assert mistakes(done) == []


def test_missed_and_spurious_claims() -> None:
    done = evaluate([gold(), gold(start=200, subject="Tailspin")], [claim(), claim(start=400, value="$9 million")])
    assert figures(done) == (0.5, 0.5, 0.5, 0.5)
    missed, spurious = sorted(done.mistakes, key=lambda mistake: mistake.mistake)
    assert (missed.mistake, missed.path, missed.line, missed.sentence) == ("missed", "docs/a.txt", 1, "A sentence.")
    assert missed.expected == "funding: Tailspin; 5000000 USD"
    assert (spurious.mistake, spurious.id) == ("spurious", claim(start=400, value="$9 million").id)


def test_wrong_subject_is_found_but_not_right() -> None:
    done = evaluate([gold()], [claim(subject="Fabrikam")])
    assert figures(done) == (1, 1, 0, 0)
    assert done.mistakes[0].fields == ("subject or object",)


@pytest.mark.parametrize("found", [
    claim(value="$6 million"), claim(value="€5 million"), claim(start=300, subject="Fabrikam"),
    claim(kind="role", object="Woodgrove"),
])  # fmt: skip
def test_other_figure_unit_place_or_kind_is_another_claim(found: Claim) -> None:
    assert figures(evaluate([gold()], [found])) == (0, 0, 0, 0)


def test_whole_answer_elsewhere_in_the_document_is_found() -> None:
    assert figures(evaluate([gold()], [claim(start=300)])) == (1, 1, 1, 1)
    assert figures(evaluate([gold(start=None)], [claim(start=300)])) == (1, 1, 1, 1)


def test_near_kind_counts_half_and_parties_change_places() -> None:
    done = evaluate(
        [gold(object="Woodgrove")],
        [claim(kind="investment", subject="Woodgrove", object="Contoso", value="$5 million")],
    )
    assert figures(done) == (0.5, 0.5, 0.5, 0.5)
    assert done.mistakes[0].fields == ("kind",)


def test_headline_and_body_count_once() -> None:
    twice = [claim(), claim(start=300)]
    assert figures(evaluate([gold()], twice)) == (1, 1, 1, 1)
    assert figures(evaluate([gold(), gold(start=300)], [claim()])) == (1, 1, 1, 1)
    ended = claim(start=300, phase=Phase.ENDS)
    assert figures(evaluate([gold(phase="holds")], [claim(), ended])) == (0.5, 1, 0.5, 1)


def test_optional_claims_count_on_no_side() -> None:
    optional = gold(tier="optional")
    for claims in ([], [claim()]):
        done = evaluate([optional, gold(start=200, subject="Tailspin")], claims)
        assert (done.scores[0].gold, done.scores[0].claims) == (1, 0)


def test_unlabelled_measure_is_not_spurious() -> None:
    done = evaluate([gold()], [claim(), claim(kind="measure", start=300, value="40 store")])
    assert figures(done) == (1, 1, 1, 1)


def test_documents_without_gold_claims_are_left_out() -> None:
    done = evaluate([gold()], [claim(), claim(path="docs/b.txt", value="$9 million")])
    assert (done.documents, figures(done)) == (1, (1, 1, 1, 1))


def test_only_what_is_given_is_compared() -> None:
    found = claim(modality=Modality.PLANNED, valid="2025-03", attribution="Ada Keller", attribute="Series B")
    assert evaluate([gold()], [found]).fields == evaluate([gold(tier="required")], [found]).fields
    none = {"attribution": None, "valid": None, "modality": "planned", "attribute": "Series C", "hedged": True}
    done = evaluate([gold(**none)], [found])
    assert {one.field: one.right.share for one in done.fields} == {
        "modality": 1, "hedged": 0, "valid not invented": 0, "attribution not invented": 0, "attribute": 0, "unit": 1,
        "sign": 1,
    }  # fmt: skip


def test_times_and_bounds() -> None:
    value = {"min": "-5000000", "max": None, "unit": "USD", "bound": "more_than"}
    done = evaluate([gold(value=value, valid="2025")], [claim(valid="2025-03", value="more than $5 million")])
    right = {one.field: one.right.share for one in done.fields}
    assert right == {"valid": 1, "valid exact": 0, "bound": 1, "unit": 1, "sign": 0}
    default = evaluate([gold(valid="2025-06-02", valid_default=True)], [claim(valid=None)])
    assert {one.field: one.right.share for one in default.fields}["valid not invented"] == 1


def test_groups_by_language_and_kind() -> None:
    german = gold(
        "docs/c.txt", "de", kind="layoffs", subject="Fabrikam", value={"min": 40, "max": 40, "unit": "person"}
    )
    done = evaluate([gold(), german], [claim()])
    assert [(score.by, score.name) for score in done.scores] == [
        ("all", "all"), ("language", "de"), ("language", "en"), ("kind", "funding"), ("kind", "layoffs"),
    ]  # fmt: skip
    assert figures(done, "en") == (1, 1, 1, 1)
    assert figures(done, "de") == (None, 0, None, 0)
    assert [score.name for score in evaluate([gold(), german], [claim()], "layoffs").scores] == ["all", "de", "layoffs"]


def test_calibration_has_the_share_that_is_right() -> None:
    claims = [
        claim(confidence=0.95),
        claim(start=200, confidence=0.92, value="$9 million"),
        claim(start=400, confidence=0.5, value="$8 million"),
    ]
    bins = evaluate([gold()], claims).calibration
    assert [(one.low, one.high, one.right.share, one.right.of) for one in bins] == [
        (0.5, 0.6, 0, 1),
        (0.9, 1.0, 0.5, 2),
    ]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)]
)
def test_intervals_are_wilsons(hits: int, of: int, low: float, high: float) -> None:
    share = make_share(hits, of)
    assert (share.low, share.high) == pytest.approx((low, high), abs=2e-4)


@given(st.integers(0, 500), st.integers(0, 500))
def test_interval_holds_its_share(hits: int, more: int) -> None:
    share = make_share(hits, hits + more)
    assert 0 <= share.low <= (share.share or 0) + 1e-4
    assert (share.share or 0) - 1e-4 <= share.high <= 1
    measure = make_measure(share, share)
    assert measure.f1 == (None if share.of == 0 else share.share)


STARTS = st.lists(st.integers(0, 6), max_size=4)


@given(STARTS, STARTS, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_no_share_leaves_its_range(wanted: list[int], given_: list[int], random: Any) -> None:
    expected = [gold(start=start * 30, subject=f"Contoso{start % 2}") for start in wanted]
    claims = list(
        {c.id: c for c in (claim(start=start * 30, subject=f"Contoso{start % 3}") for start in given_)}.values()
    )
    done = evaluate(expected, claims)
    shares: list[Share] = [
        s for score in done.scores for m in (score.found, score.right) for s in (m.precision, m.recall)
    ]
    assert all(0 <= share.hits <= share.of for share in shares)
    random.shuffle(claims)
    assert evaluate(expected, claims).scores == done.scores
