"""Times that the same answer has elsewhere in its document."""

from __future__ import annotations

from typing import Any

from claimtrack.extract.certainty.restated import share_times
from claimtrack.model import Phase
from tests.build import build_claim


def deal(**fields: Any) -> Any:
    return build_claim(
        **{"kind": "acquisition", "subject": "Acme", "object": "Norwind", "phase": Phase.BEGINS, **fields}
    )


def test_a_deal_without_a_time_takes_that_of_the_same_deal() -> None:
    told = [deal(valid="2026-03-02", valid_default=True), deal(valid="2026-02-27")]
    assert [(claim.valid, claim.valid_default) for claim in share_times(told)] == [("2026-02-27", False)] * 2


def test_two_times_leave_the_publication_date() -> None:
    told = [deal(valid="2026-03-02", valid_default=True), deal(valid="2026-02-27"), deal(valid="2026-02-25")]
    assert share_times(told)[0].valid == "2026-03-02"


def test_another_deal_lends_no_time() -> None:
    told = [deal(valid="2026-03-02", valid_default=True), deal(valid="2026-02-27", object="Southwind")]
    assert share_times(told)[0].valid == "2026-03-02"


def test_a_post_that_is_held_keeps_the_publication_date() -> None:
    held = {"kind": "role", "subject": "Ada Byrne", "object": "Acme", "phase": Phase.HOLDS}
    told = [build_claim(**held, valid="2026-03-02", valid_default=True), build_claim(**held, valid="2019/..")]
    assert share_times(told)[0].valid == "2026-03-02"
