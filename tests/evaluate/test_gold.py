from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimtrack.errors import InputError
from claimtrack.evaluate import Tier, locate_gold, read_gold
from claimtrack.ledger.lines import format_line
from claimtrack.model import Span
from tests.build import build_claim, build_source

LEAST = {"document": "docs/a.txt", "kind": "funding", "subject": "Contoso"}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def write(gold: Path, *claims: object) -> Path:
    gold.write_text("".join(f"{json.dumps(claim)}\n\n" for claim in claims), encoding="utf-8")
    return gold


def test_three_keys_are_enough(gold: Path) -> None:
    (claim,) = read_gold(write(gold, LEAST))
    assert (claim.document, claim.kind, claim.subject) == ("docs/a.txt", "funding", "Contoso")
    assert claim.tier is Tier.REQUIRED
    assert not claim.gives("attribution")


def test_lines_of_a_ledger_are_gold_claims(gold: Path) -> None:
    claim = build_claim(value="$5 million", valid="2025-03", attribution="Ada Keller", path="docs/b.txt")
    gold.write_text(f"\ufeff{format_line(claim)}\n", encoding="utf-8")
    (read,) = read_gold(gold)
    assert (read.document, read.valid, read.attribution) == ("docs/b.txt", "2025-03", "Ada Keller")
    assert read.value is not None
    assert (read.value.min, read.value.unit) == (5_000_000, "USD")
    assert read.gives("attribute")


def test_other_keys_are_the_users_own(gold: Path) -> None:
    assert read_gold(write(gold, {**LEAST, "note": "see the table", "corpus": "mine"}))


BAD = {
    "not JSON": ("{", "2: not JSON"),
    "a list": ("[]", "2: not a claim"),
    "no document": ('{"kind":"role","subject":"x"}', "2: not a claim: document: field required"),
    "no such kind": ('{"document":"a","kind":"gossip","subject":"x"}', "2: not a claim: kind: no kind 'gossip'"),
    "no date": ('{"document":"a","kind":"role","subject":"","valid":"May"}', "2: not a claim: valid: not an EDTF date"),
    "no tier": ('{"document":"a","kind":"role","subject":"x","tier":"vital"}', "2: not a claim: tier: input should be"),
    "a float that is none": ('{"document":"a","kind":"price","subject":"x","value":{"min":"NaN"}}', "2: not a claim"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_line_that_is_no_claim_is_named(gold: Path, name: str) -> None:
    line, message = BAD[name]
    gold.write_text(f"{json.dumps(LEAST)}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_gold(gold)
    assert str(error.value).startswith(f"{gold}:{message}")
    assert "\n" not in str(error.value)


def test_file_that_cannot_be_read(gold: Path) -> None:
    for data, reason in ((None, "no such file"), (b"\xff", "not UTF-8"), (b"\n\n", "no claims in it")):
        if data is not None:
            gold.write_bytes(data)
        with pytest.raises(InputError, match=reason):
            read_gold(gold)


@pytest.mark.parametrize("name", ["docs/a.txt", "a.txt", "a", "docs\\a.txt", "elsewhere/a.txt"])
def test_document_goes_by_path_or_file_name(gold: Path, name: str) -> None:
    sources = [build_source("docs/a.txt"), build_source("docs/b.txt")]
    (one,), problems = locate_gold(read_gold(write(gold, {**LEAST, "document": name})), sources, lambda source: None)
    assert one.source == sources[0]
    assert problems == ()


def test_name_that_several_documents_have_is_none(gold: Path) -> None:
    sources = [build_source("x/a.txt"), build_source("y/a.txt")]
    claims = read_gold(write(gold, {**LEAST, "document": "a.txt"}, {**LEAST, "document": "y/a.txt"}))
    found, (problem,) = locate_gold(claims, sources, lambda source: None)
    assert [one.source.path for one in found] == ["y/a.txt"]
    assert str(problem) == "a.txt: 1 gold claim, but the document was not extracted"


TEXT = "A headline\n\nContoso raised $5 million. Nobody else did.\n"


@pytest.mark.parametrize("place", [{"quote": "Contoso raised $5 million."}, {"start": 12, "end": 38}])
def test_place_is_found_by_quote_or_offsets(gold: Path, place: dict[str, object]) -> None:
    (one,), _ = locate_gold(read_gold(write(gold, {**LEAST, **place})), [build_source("docs/a.txt")], lambda s: TEXT)
    assert (one.span, one.line, one.sentence) == (Span(start=12, end=38), 3, "Contoso raised $5 million.")


def test_place_that_cannot_be_known(gold: Path) -> None:
    claims = read_gold(write(gold, LEAST, {**LEAST, "quote": "It says so nowhere."}))
    found, _ = locate_gold(claims, [build_source("docs/a.txt")], lambda source: TEXT)
    assert [(one.span, one.line, one.sentence) for one in found] == [
        (None, None, None), (None, None, "It says so nowhere."),
    ]  # fmt: skip
