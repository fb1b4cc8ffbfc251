from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.model import Claim, RelationKind, Verdict
from claimtrack.reconcile import find_findings, reconcile
from claimtrack.reconcile.clusters import ALL_ANSWERS, ALL_PAIRS
from tests.build import build_claim

PATHS = ["docs/a.txt", "docs/b.txt", "docs/c.txt"]
TIMES = [None, "2024", "2025-03", "2025-03-07", "2025-03-09", "2024/2026"]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims on few questions, so that they meet."""
    kind = draw(st.sampled_from(["funding", "revenue", "headcount", "role", "partnership", "release", "acquisition"]))
    valued = kind not in ("role", "partnership", "release")
    valid = draw(st.sampled_from(TIMES))
    return build_claim(
        kind=kind,
        subject=draw(st.sampled_from(["Halden", "Halden AG", "Ada Keller", "Jon Ames"])),
        object=draw(st.sampled_from(["Orlo", "Orlo's AI unit", None])),
        attribute=draw(st.sampled_from([None, "CEO", "quarterly", "Series B", "exclusive", "change"])),
        value=draw(st.sampled_from(["$3 billion", "more than $3 billion", "€3.4 billion", "12 %"])) if valued else None,
        modality=draw(st.sampled_from(["actual", "planned", "forecast"])),
        phase=draw(st.sampled_from(["begins", "holds", "ends"])),
        polarity=draw(st.sampled_from(["affirmed", "affirmed", "negated"])),
        valid=valid,
        valid_default=valid == "2025-03-07",
        hedged=draw(st.booleans()),
        path=draw(st.sampled_from(PATHS)),
        published=draw(st.sampled_from([None, "XXXX-03-07", "2025-03-07", "2025-03-20"])),
        publisher=draw(st.sampled_from([None, "Harbour Times"])),
        start=draw(st.integers(0, 5)),
    )


@settings(deadline=None, max_examples=150)
@given(st.lists(claims(), max_size=14), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(given_claims: list[Claim], shuffler: random.Random) -> None:
    clusters = reconcile(given_claims)
    shuffled = [*given_claims, *given_claims]
    shuffler.shuffle(shuffled)
    assert reconcile(shuffled) == clusters
    assert find_findings(reversed(clusters)) == find_findings(clusters)


@settings(deadline=None, max_examples=150)
@given(st.lists(claims(), max_size=14))
def test_every_claim_stands_in_one_cluster_and_every_pair_is_judged(given_claims: list[Claim]) -> None:
    clusters = reconcile(given_claims)
    ids = Counter(claim.id for cluster in clusters for claim in cluster.claims)
    assert set(ids) == {claim.id for claim in given_claims}
    assert set(ids.values()) <= {1}
    assert len({cluster.id for cluster in clusters}) == len(clusters)
    for cluster in clusters:
        pairs = {frozenset((relation.a, relation.b)) for relation in cluster.relations}
        assert len(pairs) == len(cluster.relations) == len(cluster.claims) * (len(cluster.claims) - 1) // 2
        assert all(relation.detail and relation.rule for relation in cluster.relations)


@settings(deadline=None, max_examples=100)
@given(st.lists(claims(), max_size=10))
def test_no_plan_guess_or_denied_figure_is_in_conflict_with_what_is(given_claims: list[Claim]) -> None:
    for finding in find_findings(reconcile(given_claims)):
        if finding.relation.relation is RelationKind.CONFLICTS:
            assert not (finding.a.hedged or finding.b.hedged) or finding.relation.rule == "same-number-other-currency"
            assert (finding.a.modality.value == "actual") == (finding.b.modality.value == "actual")


def test_verdicts() -> None:
    def verdict(*values: str) -> Verdict:
        at = "2024-12-31"
        pile = [build_claim(kind="headcount", value=v, valid=at, path=f"{i}.txt") for i, v in enumerate(values)]
        (cluster,) = reconcile(pile)
        return cluster.verdict

    assert verdict("300 employee") is Verdict.SINGLE_SOURCE
    assert verdict("300 employee", "300 employee") is Verdict.CORROBORATED
    assert verdict("300 employee", "more than 250 employee") is Verdict.CORROBORATED
    assert verdict("300 employee", "300 employee", "500 employee") is Verdict.DISPUTED


def test_one_document_does_not_corroborate_itself() -> None:
    (cluster,) = reconcile([build_claim(value="$3 billion", start=start) for start in (0, 500)])
    assert cluster.verdict is Verdict.SINGLE_SOURCE


def test_a_changed_level_is_an_update() -> None:
    (cluster,) = reconcile([build_claim(kind="headcount", value=f"{n} employee", valid=f"20{n}") for n in (21, 24)])
    assert cluster.verdict is Verdict.UPDATED


def test_the_id_of_a_cluster_outlives_new_claims() -> None:
    first = build_claim(value="$3 billion")
    (alone,) = reconcile([first])
    (together,) = reconcile([first, build_claim(value="$9 billion", path="docs/b.txt")])
    assert alone.id == together.id


def test_no_chain_joins_two_rounds_through_an_undated_report() -> None:
    rounds = [
        build_claim(kind="funding", value="$20 million", valid="2024-02-01", path="a"),
        build_claim(kind="funding", value="$80 million", valid="2025-06-01", path="b"),
        build_claim(kind="funding", value="$50 million", published=None, path="c"),
    ]
    assert len(reconcile(rounds)) == 3
    told = build_claim(kind="funding", value="$80 million", published=None, path="d")
    clusters = reconcile([*rounds[:2], told])
    assert sorted(len(cluster.claims) for cluster in clusters) == [1, 2]


def test_a_large_cluster_is_compared_by_answers() -> None:
    values = ["300 employee", "500 employee"]
    pile = [
        build_claim(kind="headcount", value=values[i % 2], valid="2024-12-31", path=f"docs/{i}.txt")
        for i in range(4 * ALL_PAIRS)
    ]
    (cluster,) = reconcile(pile)
    assert len(cluster.relations) == len(pile) - 1
    assert cluster.uncompared == 0
    assert "126 more claims" in cluster.relations[-1].detail
    (finding,) = find_findings([cluster])
    assert finding.relation.relation is RelationKind.CONFLICTS


def test_a_cluster_says_what_it_leaves_out() -> None:
    pile = [
        build_claim(kind="headcount", value=f"{1000 + 37 * i} employee", valid=f"{1800 + i}", path=f"{i}.txt")
        for i in range(2 * ALL_ANSWERS)
    ]
    (cluster,) = reconcile(pile)
    pairs = len(pile) * (len(pile) - 1) // 2
    assert cluster.uncompared + len(cluster.relations) == pairs
    assert cluster.uncompared > 0


def test_buyers_of_one_company_stand_in_one_cluster_that_asks_who_buys_it() -> None:
    claims = [
        build_claim(
            kind="acquisition", subject=buyer, object="Brightwater", phase="begins", valid="2025-06-02", path=path
        )
        for buyer, path in (("Halden", "a"), ("Halden Inc.", "b"), ("Vitrella", "c"))
    ]
    (cluster,) = reconcile(claims)
    assert cluster.question == "buyer of Brightwater"
    assert cluster.verdict is Verdict.DISPUTED
    assert len(find_findings([cluster])) == 1
