from __future__ import annotations

import pytest

from claimtrack.errors import QueryError
from claimtrack.ledger import find_claim, list_sources, summarize
from tests.build import build_claim

CLAIMS = [
    build_claim(id="aa11", path="b.txt", valid="2025", value="$1 million"),
    build_claim(id="aa22", path="b.txt", valid="../2023-05-01"),
    build_claim(id="bb33", path="a.txt", lang="de", kind="role", object="Northwind", subject="Ada Moor"),
]


@pytest.mark.parametrize(("prefix", "found"), [("aa1", "aa11"), ("AA22", "aa22"), ("b", "bb33")])
def test_id_may_be_shortened_while_unique(prefix: str, found: str) -> None:
    assert find_claim(CLAIMS, prefix).id == found


@pytest.mark.parametrize(
    ("prefix", "message"),
    [("aa", "aa: the id is not unique: aa11, aa22"), ("c", "c: no claim has this id"), ("", "no claim")],
)
def test_id_that_names_no_claim_or_several(prefix: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        find_claim(CLAIMS, prefix)


def test_candidates_of_an_ambiguous_id_are_listed_up_to_five() -> None:
    claims = [build_claim(id=f"a{number}") for number in range(9)]
    with pytest.raises(QueryError, match="a0, a1, a2, a3, a4 and 4 more"):
        find_claim(claims, "a")


def test_sources_are_listed_by_path_with_their_claims() -> None:
    assert [(one.source.path, one.claims) for one in list_sources(CLAIMS)] == [("a.txt", 1), ("b.txt", 2)]


def test_summary_counts_most_frequent_first() -> None:
    summary = summarize(CLAIMS)
    assert (summary.claims, summary.documents, summary.dated) == (3, 2, 2)
    assert summary.kinds == {"investment": 2, "role": 1}
    assert list(summary.entities) == ["Northwind", "Contoso", "Ada Moor"]
    assert (summary.first, summary.last) == ("2025-01-01", "2025-12-31")


def test_empty_ledger_sums_up_to_nothing() -> None:
    summary = summarize([])
    assert (summary.claims, summary.first, summary.kinds) == (0, None, {})
