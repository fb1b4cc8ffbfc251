"""A second opinion on what rules have read."""

from __future__ import annotations

from claimtrack.extract import draft_by_rule
from claimtrack.extract.ranking.roster import Roster
from claimtrack.extract.ranking.witness import with_witness
from claimtrack.extract.scene import set_scene
from tests.build import build_document

_TEXT = "Norwind reported revenue of $48 million for 2025. Ada Falk is the chief executive of Norwind."


def test_every_figure_has_a_probability_and_nothing_else_has_one() -> None:
    document = build_document(_TEXT, published="2026-05-04")
    scene = set_scene(document)
    roster = Roster(scene.discourse)
    drafts = draft_by_rule(scene, document.source.published_interval, roster)
    told = list(with_witness(drafts, scene, roster))
    assert [(d.kind, d.subject.text, d.value) for d in told] == [(d.kind, d.subject.text, d.value) for d in drafts]
    assert {"revenue", "role"} <= {draft.kind for draft in told}
    assert all((draft.witness is None) == (draft.value is None) for draft in told)
    assert all(0 <= draft.witness <= 1.000001 for draft in told if draft.witness is not None)


def test_the_only_firm_of_a_sentence_is_likely_whose_figure_it_is() -> None:
    document = build_document(_TEXT, published="2026-05-04")
    scene = set_scene(document)
    roster = Roster(scene.discourse)
    drafts = draft_by_rule(scene, document.source.published_interval, roster)
    told = [d for d in with_witness(drafts, scene, roster) if d.kind == "revenue"]
    assert all((draft.witness or 0) > 0.8 for draft in told)
