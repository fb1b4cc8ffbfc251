from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile.parcels import pack_claims, unpack_claims
from tests.build import build_claim
from tests.reconcile.test_clusters import claims


@settings(deadline=None, max_examples=80)
@given(st.lists(claims(), max_size=6))
def test_a_parcel_gives_back_the_claims(given_claims: list[Claim]) -> None:
    unpacked = unpack_claims(pack_claims(given_claims))
    assert unpacked == given_claims
    assert [one.model_dump_json() for one in unpacked] == [one.model_dump_json() for one in given_claims]


def test_claims_of_one_document_share_its_record() -> None:
    source = build_claim().document
    unpacked = unpack_claims(pack_claims([build_claim(document=source, start=place) for place in range(3)]))
    assert len({id(claim.document) for claim in unpacked}) == 1
