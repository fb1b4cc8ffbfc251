from __future__ import annotations

import pytest

from benchmarks.ecbplus import Score, score_claims, score_clusters
from tests.build import build_claim


@pytest.mark.parametrize(
    ("pairs", "score"),
    [
        ([], Score(0, 0, 0)),
        ([(1, "a"), (1, "a"), (2, "b")], Score(1, 1, 3)),
        ([(1, "a"), (1, "b")], Score(0.5, 1, 2)),
        ([(1, "a"), (2, "a")], Score(1, 0.5, 2)),
    ],
)
def test_b_cubed(pairs: list[tuple[int, str]], score: Score) -> None:
    assert score_clusters(pairs) == score


def test_claims_that_meet_score_and_those_of_one_document_are_left_out_of_the_second() -> None:
    told = [
        build_claim(kind="acquisition", subject="Halden", object="Orlo", value=None, path=path, valid="2025-03-07")
        for path in ("a", "b")
    ]
    alone = build_claim(kind="release", subject="Halden", object="H2", path="b", valid="2025-03-07")
    events = {claim.document.id: "event" for claim in told}
    every, several = score_claims([*told, alone], events)
    assert (every.items, several.items) == (3, 2)
    assert several.f1 == 1
