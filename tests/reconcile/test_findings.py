from __future__ import annotations

import pytest

from claimtrack.model import Claim, RelationKind
from claimtrack.reconcile import find_findings, reconcile
from tests.build import build_claim


def _price(value: str, path: str, target: str = "Brightwater", **fields: object) -> Claim:
    return build_claim(kind="acquisition", subject="Halden", object=target, value=value, path=path, **fields)


def test_two_answers_are_one_finding_however_many_repeat_them() -> None:
    pile = [_price("$13.9 billion" if i % 2 else "$15.2 billion", f"docs/{i}.txt") for i in range(8)]
    (finding,) = find_findings(reconcile(pile))
    assert finding.relation.relation is RelationKind.CONFLICTS
    assert {finding.a.id, finding.b.id} == {finding.relation.a, finding.relation.b}


def test_the_earliest_report_speaks_for_its_answer() -> None:
    first = _price("$13.9 billion", "docs/z.txt", published="2025-01-02")
    later = _price("$13.9 billion", "docs/a.txt", published="2025-02-02")
    other = _price("$15.2 billion", "docs/b.txt", published="2025-03-02")
    (finding,) = find_findings(reconcile([later, other, first]))
    assert (finding.a.id, finding.b.id) == (first.id, other.id)


def test_conflicts_come_first_and_better_supported_ones_before() -> None:
    pile = [
        _price("$1 billion", "a", target="Calder"),
        _price("$9 billion", "b", target="Calder"),
        *(_price("$4.1 billion", path) for path in ("c", "d")),
        *(_price("$5.2 billion", path) for path in ("e", "f")),
        build_claim(kind="headcount", subject="Halden", value="300 employee", valid="2025", path="g"),
        build_claim(kind="headcount", subject="Halden", value="900 employee", published=None, path="h"),
    ]
    findings = find_findings(reconcile(pile))
    assert [(finding.relation.relation.value, finding.a.object) for finding in findings] == [
        ("conflicts", "Brightwater"),
        ("conflicts", "Calder"),
        ("undetermined", None),
    ]


def test_what_one_document_leaves_open_is_no_finding() -> None:
    pile = [build_claim(kind="headcount", value=v, published=None, path="a") for v in ("300 employee", "900 employee")]
    assert find_findings(reconcile(pile)) == ()


def test_two_claims_of_one_document_can_conflict() -> None:
    pile = [_price("$13.9 billion", "a", start=3), _price("$15.2 billion", "a", start=900, line=7)]
    (finding,) = find_findings(reconcile(pile))
    assert finding.relation.relation is RelationKind.CONFLICTS


def test_ids_tell_findings_apart_and_stay() -> None:
    pile = [_price("$13.9 billion", "a"), _price("$15.2 billion", "b"), _price("$21 billion", "c")]
    findings = find_findings(reconcile(pile))
    assert len({finding.id for finding in findings}) == len(findings) == 3
    assert {finding.id for finding in find_findings(reconcile(pile[:2]))} <= {finding.id for finding in findings}


@pytest.mark.parametrize(("published", "found"), [(None, 1), ("XXXX-03-07", 1), ("2025-06-02", 0)])
def test_an_open_date_is_a_finding_where_a_person_can_give_it(published: str | None, found: int) -> None:
    """A paper's missing day can be given; a sentence that does not say when cannot be made to."""
    pile = [
        build_claim(kind="headcount", value="300 employee", valid="2025", path="a"),
        build_claim(kind="headcount", value="900 employee", published=published, path="b"),
    ]
    (cluster,) = reconcile(pile)
    (relation,) = cluster.relations
    assert relation.relation is RelationKind.UNDETERMINED
    assert len(find_findings([cluster])) == found
