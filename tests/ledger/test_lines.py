from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import LedgerError
from claimtrack.ledger.lines import dump_json, format_line, parse_line
from claimtrack.model import Claim
from tests.build import build_claim, build_quantity

LEDGER = Path("data/claims.jsonl")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_keys_stand_in_the_models_order() -> None:
    keys = list(json.loads(format_line(build_claim())))
    assert keys == list(Claim.model_fields)
    assert keys[:2] == ["schema_version", "id"]


def test_decimals_are_strings_without_exponent() -> None:
    value = build_quantity("$13 billion", min=Decimal("1.30E+10"), max=None)
    assert '"min":"13000000000","max":null' in format_line(build_claim(value=value))


def test_text_is_utf8_and_controls_are_escaped() -> None:
    line = format_line(build_claim(quote="Größe\u2028\x1b[31m\x9b31m\u202e✓ 🚀\r\n"))
    assert r'"Größe\u2028\u001b[31m\u009b31m\u202e✓ 🚀\r\n"' in line


@given(TEXT, TEXT)
def test_what_was_written_is_read_back(subject: str, quote: str) -> None:
    claim = build_claim(subject=subject, quote=quote, value="more than $4.50 billion")
    line = format_line(claim)
    assert len(line.splitlines()) == 1
    assert parse_line(line.encode("utf-8"), LEDGER, 1) == claim
    assert dump_json(json.loads(line)) == line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "not JSON"),
        ("<<<<<<< HEAD", "not JSON"),
        ('{"schema_version":1', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a claim"),
        ("{}", "not a claim: id: field required"),
        ('{"schema_version":2}', "schema_version 2 is newer than this program's 1; upgrade claimtrack to read it"),
        (b"\xff\xfe", "not JSON"),
    ],
)
def test_line_that_is_no_claim_is_named(line: str | bytes, reason: str) -> None:
    data = line if isinstance(line, bytes) else line.encode()
    with pytest.raises(LedgerError) as error:
        parse_line(data, LEDGER, 7)
    assert str(error.value).startswith(f"data/claims.jsonl:7: {reason}")
    assert len(str(error.value).splitlines()) == 1


def test_line_of_a_newer_version_is_refused_even_if_it_reads() -> None:
    line = format_line(build_claim()).replace('"schema_version":1', '"schema_version":9')
    with pytest.raises(LedgerError, match="newer"):
        parse_line(line.encode(), LEDGER, 1)


def test_unknown_field_is_refused() -> None:
    line = format_line(build_claim()).replace('"kind"', '"sort":1,"kind"')
    with pytest.raises(LedgerError, match="not a claim: sort"):
        parse_line(line.encode(), LEDGER, 1)
