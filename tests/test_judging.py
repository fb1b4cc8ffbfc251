"""Decisions about findings, on ledgers as extraction leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.decision import Decision
from claimtrack.errors import QueryError
from claimtrack.judging import (
    find_finding,
    has_conflict,
    list_withdrawn,
    report_findings,
    resolve_finding,
    take_back_judgement,
    undo_judgement,
)
from claimtrack.ledger import Extracted, Judged, read_ledger, update_ledger
from claimtrack.misreading import list_misread, set_aside
from tests.build import build_claim, build_document

AT = {"published": "2025-06-02"}
PASSAGES = {
    "wire.txt": ("$13.9 billion", "Halden pays $13.9 billion for Brightwater."),
    "daily.txt": ("$15.2 billion", "Brightwater goes to Halden for $15.2 billion."),
    "weekly.txt": ("$21 billion", "Halden's price for Brightwater: $21 billion."),
}


def read(path: str, before: str = "", text: str | None = None) -> Extracted:
    """What extraction would find in a document that says its sentence after some other text."""
    amount, quote = PASSAGES[path]
    document = build_document(f"{before}{text or quote}\n", path=path, **AT)
    start = len(before)
    claim = build_claim(
        kind="acquisition", subject="Halden", object="Brightwater", value=amount, quote=text or quote, start=start,
        document=document.source, line=before.count("\n") + 1,
    )  # fmt: skip
    return Extracted(document.source, [claim])


def write(ledger: Path, *documents: Extracted) -> None:
    for document in documents:
        update_ledger(ledger, [document], lambda path: True)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "claims.jsonl"
    write(path, *map(read, PASSAGES))
    return path


def every(ledger: Path) -> dict[str, Decision | None]:
    found = report_findings(ledger, (), every=True).shown
    return {one.finding.id: one.judgement.decision if one.judgement else None for one in found}


def first(ledger: Path) -> Judged:
    return report_findings(ledger, (), every=True).shown[0]


def test_settled_findings_are_left_out_and_confirmed_ones_are_not(ledger: Path) -> None:
    one, two, three = (judged.finding for judged in report_findings(ledger, ()).shown)
    resolve_finding(ledger, one, Decision.REJECTED)
    resolve_finding(ledger, two, Decision.CONFIRMED)
    report = report_findings(ledger, ())
    assert [judged.finding.id for judged in report.shown] == [two.id, three.id]
    assert report.decided == {Decision.CONFIRMED: 1, Decision.REJECTED: 1}
    assert every(ledger) == {one.id: Decision.REJECTED, two.id: Decision.CONFIRMED, three.id: None}


@pytest.mark.parametrize("decision", Decision)
def test_conflict_counts_until_it_is_settled(ledger: Path, decision: Decision) -> None:
    for judged in report_findings(ledger, ()).shown:
        assert has_conflict(ledger)
        resolve_finding(ledger, judged.finding, decision)
    assert has_conflict(ledger) is (decision is Decision.CONFIRMED)


def test_same_decision_again_is_not_written_down(ledger: Path) -> None:
    finding = first(ledger).finding
    assert resolve_finding(ledger, finding, Decision.COEXIST) is not None
    assert resolve_finding(ledger, finding, Decision.COEXIST) is None
    assert resolve_finding(ledger, finding, Decision.COEXIST, note="another scope") is not None


def test_undo_brings_back_what_was_decided_before(ledger: Path) -> None:
    finding = first(ledger).finding
    resolve_finding(ledger, finding, Decision.COEXIST)
    resolve_finding(ledger, finding, Decision.REJECTED)
    assert undo_judgement(ledger).decision is Decision.REJECTED
    assert every(ledger)[finding.id] is Decision.COEXIST
    assert undo_judgement(ledger, finding.id[:5]).decision is Decision.COEXIST
    assert every(ledger)[finding.id] is None
    with pytest.raises(QueryError, match="nothing is decided"):
        undo_judgement(ledger)
    with pytest.raises(QueryError, match="no decided finding"):
        undo_judgement(ledger, finding.id)


def test_finding_is_found_by_the_beginning_of_its_id(ledger: Path) -> None:
    finding = first(ledger).finding
    assert find_finding(ledger, finding.id[:6]).finding == finding
    with pytest.raises(QueryError, match="no finding has this id"):
        find_finding(ledger, "zz")
    with pytest.raises(QueryError, match="no finding has this id"):
        find_finding(ledger, "")


def test_decision_outlives_an_edit_elsewhere_in_the_document(ledger: Path) -> None:
    finding = first(ledger).finding
    resolve_finding(ledger, finding, Decision.REJECTED)
    write(ledger, *(read(path, before="A line that was added.\n\n") for path in PASSAGES))
    assert every(ledger)[finding.id] is Decision.REJECTED
    assert list_withdrawn(ledger) == ()


def test_finding_whose_ground_is_gone_is_withdrawn(ledger: Path) -> None:
    finding = first(ledger).finding
    made = resolve_finding(ledger, finding, Decision.SUPERSEDED, note="the final price")
    write(ledger, *(read(path, text=f"Now {PASSAGES[path][1]}") for path in PASSAGES))
    assert finding.id not in every(ledger)
    assert set(every(ledger).values()) == {None}
    assert list_withdrawn(ledger) == (made,)
    write(ledger, *map(read, PASSAGES))
    assert list_withdrawn(ledger) == ()
    assert every(ledger)[finding.id] is Decision.SUPERSEDED


def test_decision_on_what_has_gone_can_be_taken_back(ledger: Path) -> None:
    finding = first(ledger).finding
    resolve_finding(ledger, finding, Decision.REJECTED)
    write(ledger, *(read(path, text=f"Now {PASSAGES[path][1]}") for path in PASSAGES))
    assert undo_judgement(ledger, finding.id).finding == finding.id
    assert list_withdrawn(ledger) == ()


def test_earlier_report_of_the_same_answer_does_not_open_it_again(ledger: Path) -> None:
    for judged in report_findings(ledger, ()).shown:
        resolve_finding(ledger, judged.finding, Decision.REJECTED)
    source = build_document("Earlier.", path="first.txt", published="2025-05-30").source
    earlier = build_claim(
        kind="acquisition", subject="Halden", object="Brightwater", value="$13.9 billion", document=source,
        quote="Brightwater: Halden is to pay $13.9 billion.",
    )  # fmt: skip
    write(ledger, Extracted(source, [earlier]))
    told = report_findings(ledger, (), every=True).shown
    assert any(judged.finding.a.id == earlier.id for judged in told)
    assert report_findings(ledger, ()).shown == ()
    spoken_for = next(judged for judged in told if judged.finding.a.id == earlier.id)
    undo_judgement(ledger, spoken_for.finding.id)
    assert [judged.finding.id for judged in report_findings(ledger, ()).shown] == [spoken_for.finding.id]


@given(st.permutations(sorted(PASSAGES)), st.lists(st.sampled_from(Decision), min_size=3, max_size=3), st.text("a\n"))
def test_rebuilt_ledger_has_the_same_decisions(
    tmp_path_factory: pytest.TempPathFactory, order: Sequence[str], decisions: Sequence[Decision], before: str
) -> None:
    folder = tmp_path_factory.mktemp("rebuilt")
    ledger = folder / "claims.jsonl"
    write(ledger, *map(read, PASSAGES))
    findings = [judged.finding for judged in report_findings(ledger, ()).shown]
    for finding, decision in zip(findings, decisions, strict=True):
        resolve_finding(ledger, finding, decision)
    told = every(ledger)
    ledger.unlink()
    write(ledger, *(read(path, before) for path in order))
    assert every(ledger) == told
    assert list_withdrawn(ledger) == ()


@given(st.data())
def test_deciding_and_undoing_in_any_order(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """What is decided about a finding is the last decision about it that was not taken back, whatever came between."""
    ledger = tmp_path_factory.mktemp("any") / "claims.jsonl"
    write(ledger, *map(read, PASSAGES))
    findings = [judged.finding for judged in report_findings(ledger, ()).shown]
    stack: list[tuple[str, str, Decision]] = []
    for _ in range(data.draw(st.integers(0, 8))):
        undoing: bool = data.draw(st.booleans())
        if stack and undoing:
            line_id, _, _ = stack.pop(data.draw(st.integers(0, len(stack) - 1)))
            take_back_judgement(ledger, line_id)
        else:
            finding, decision = data.draw(st.sampled_from(findings)), data.draw(st.sampled_from(Decision))
            made = resolve_finding(ledger, finding, decision)
            if made is not None:
                stack.append((made.id, finding.id, decision))
    expected: dict[str, Decision | None] = {finding.id: None for finding in findings}
    expected.update({finding: decision for _, finding, decision in stack})
    assert every(ledger) == expected


@given(st.data())
def test_setting_claims_aside_and_undoing_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The report is that of the claims which are not set aside, whatever came between."""
    folder = tmp_path_factory.mktemp("misread")
    ledger = folder / "claims.jsonl"
    write(ledger, *map(read, PASSAGES))
    claims = read_ledger(ledger)
    stack: list[tuple[str, str]] = []
    for _ in range(data.draw(st.integers(0, 6))):
        undoing: bool = data.draw(st.booleans())
        if stack and undoing:
            line_id, _ = stack.pop(data.draw(st.integers(0, len(stack) - 1)))
            take_back_judgement(ledger, line_id)
        else:
            claim = data.draw(st.sampled_from(claims))
            made = set_aside(ledger, claim)
            if made is not None:
                stack.append((made.id, claim.document.path))
    aside = {path for _, path in stack}
    other = folder / "other" / "claims.jsonl"
    write(other, *(read(path) for path in PASSAGES if path not in aside))
    assert set(every(ledger)) == (set(every(other)) if other.exists() else set())
    assert {misread.misreading.passage.path for misread in list_misread(ledger)} == aside


def test_claims_are_never_touched(ledger: Path) -> None:
    before = ledger.read_bytes()
    resolve_finding(ledger, first(ledger).finding, Decision.REJECTED)
    undo_judgement(ledger)
    assert ledger.read_bytes() == before
