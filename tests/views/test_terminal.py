from __future__ import annotations

import io
import re

import pytest
from rich.console import Group, RenderableType

from claimtrack.decision import Decision
from claimtrack.ledger import Change, Judged, Naming, Report, list_sources, summarize
from claimtrack.model import Finding, Problem, Verdict
from claimtrack.reconcile import Series
from claimtrack.sources import Note
from claimtrack.views.card import render_card
from claimtrack.views.clusters import render_clusters
from claimtrack.views.contradictions import render_contradictions
from claimtrack.views.decisions import naming_text, render_judgements
from claimtrack.views.entities import entity_text, render_entities
from claimtrack.views.options import Color
from claimtrack.views.progress import comparing_sign, reading_bar
from claimtrack.views.review import render_context, render_end, render_help, render_keys, render_question
from claimtrack.views.tables import render_changes, render_claims, render_outcome, render_sources, render_summary
from claimtrack.views.terminal import print_to
from claimtrack.views.timeline import render_timeline
from tests.build import build_claim, build_source
from tests.views.examples import (
    BLOG,
    CLAIMS,
    CLUSTERS,
    CONFIRMED,
    DIFFER,
    ENTITIES,
    FINDINGS,
    HOSTILE,
    JUDGEMENT,
    NOTHING,
    REPORT,
    REUTERS,
    SERIES,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def show(what: RenderableType, *, color: Color = Color.AUTO) -> str:
    """As in a pipe: one row a line, whatever its length."""
    stream = io.StringIO()
    print_to(stream, color, what)
    return stream.getvalue()


def show_narrow(what: RenderableType, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    print_to(stream, Color.NEVER, what)
    return re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue()).splitlines()


ALL = {
    "claims": render_claims(CLAIMS),
    "clusters": render_clusters(CLUSTERS),
    "contradictions": render_contradictions(REPORT),
    "decided": render_contradictions(Report((Judged(FINDINGS[0]), Judged(FINDINGS[1], CONFIRMED)), {})),
    "judgements": render_judgements([JUDGEMENT]),
    "entities": render_entities(ENTITIES),
    "timeline": render_timeline(SERIES),
    "review": Group(render_question(FINDINGS[0], 3, 14), render_keys(), render_help()),
    "context": render_context(FINDINGS[1], None, "Little else stands there."),
    "card": render_card(REUTERS, None, [(DIFFER, BLOG)], Verdict.DISPUTED),
    "sources": render_sources(list_sources(CLAIMS)),
    "summary": render_summary(summarize(CLAIMS)),
    "changes": render_changes([Change(REUTERS.document, 3, 2, 1)]),
}


@pytest.mark.parametrize("what", ALL.values(), ids=ALL)
@pytest.mark.parametrize("width", [40, 80, 160])
def test_everything_fits_the_terminal(what: RenderableType, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert max(len(line) for line in show_narrow(what, width, monkeypatch)) <= width


def test_claims_in_a_pipe_have_a_line_each_and_nothing_is_cut() -> None:
    long = build_claim(subject="Northwind " * 40, path="a/" * 60 + "b.txt")
    lines = show(render_claims([*CLAIMS, long])).splitlines()
    assert len(lines) == len(CLAIMS) + 3
    assert ("Northwind " * 40).strip() in lines[-2]
    assert "a/" * 60 + "b.txt:1" in lines[-2]
    assert re.match(r"ID +When +Claim +Value +Where", lines[0])


def test_place_moves_under_the_claim_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = show_narrow(render_claims([BLOG]), 80, monkeypatch)
    assert [" ".join(line.split()) for line in lines[1:3]] == [
        f"{BLOG.id[:7]} 2025 revenue Contoso, annual 11.2 bn USD",
        "blog/b.md:3",
    ]


def test_report_shows_both_sentences_where_they_stand_and_why() -> None:
    text = show(render_contradictions(REPORT))
    for claim in (REUTERS, BLOG):
        assert f"“{claim.quote}”" in text
        assert f"{claim.document.path}:{claim.line}" in text
    assert "→ A–B conflicts: both give the annual revenue" in text
    assert text.index("CONTRADICTIONS") < text.index("UNDETERMINED") < text.index("publication date of B is")
    assert text.count(REUTERS.quote) == 1
    assert "2 contradictions, 1 undetermined" in text


def test_report_without_findings_is_one_line() -> None:
    assert show(render_contradictions(NOTHING)) == "0 contradictions, 0 undetermined\n"


def test_clusters_put_disputed_questions_first_and_lone_claims_last() -> None:
    text = show(render_clusters([*reversed(CLUSTERS)]))
    assert (
        text.index("annual revenue") < text.index("partnership of") < text.index("answered once") < text.index("CEO of")
    )
    assert "3 questions: 1 disputed, 2 single source" in text
    assert "C  13 bn USD" in text


def test_reason_that_several_pairs_share_is_told_once() -> None:
    same = [relation.model_copy(update={"detail": "no dates"}) for relation in CLUSTERS[0].relations]
    text = show(render_clusters([CLUSTERS[0].model_copy(update={"relations": tuple(same)})]))
    assert "→ A–C, B–C conflicts: no dates" in text


def test_card_shows_the_sentence_in_its_paragraph() -> None:
    before, after = "Before it. " * 40, "After it. " * 40
    text = f"Another paragraph.\n{before}{BLOG.quote} {after}\nAnd another."
    start = text.index(BLOG.quote)
    claim = BLOG.model_copy(update={"start": start, "end": start + len(BLOG.quote)})
    card = show(render_card(claim, text, [(DIFFER, REUTERS)], Verdict.DISPUTED))
    assert f"Before it. {BLOG.quote} After it." in card
    assert "Another paragraph" not in card
    assert card.count("…") == 2
    assert "1 relation" in card
    assert DIFFER.detail in card


def test_card_of_a_document_that_is_gone_shows_the_sentence_alone() -> None:
    assert "the file is gone" in show(render_card(BLOG, None, [], Verdict.SINGLE_SOURCE)).lower()


def _of_person(finding: Finding) -> list[RenderableType]:
    """What shows words of a person or of the program's own files, all hostile."""
    judgement = JUDGEMENT.model_copy(update={"question": HOSTILE, "note": HOSTILE, "by": HOSTILE})
    passage = judgement.a.model_copy(update={"quote": HOSTILE, "path": HOSTILE})
    entity = ENTITIES[0].model_copy(update={"name": HOSTILE, "aliases": (HOSTILE,)})
    return [
        render_judgements([judgement.model_copy(update={"a": passage})]),
        render_contradictions(Report((Judged(finding, judgement),), {})),
        render_question(finding, 1, 1), render_context(finding, HOSTILE * 3, None), render_entities([entity]),
        render_timeline([SERIES[0]._replace(question=HOSTILE, claims=(finding.a,))]), entity_text(entity),
        naming_text(Naming(type="merge", names=(HOSTILE, HOSTILE))),
    ]  # fmt: skip


@pytest.mark.parametrize("color", list(Color))
def test_nothing_from_a_document_acts_on_the_terminal(color: Color) -> None:
    source = build_source(path=f"{HOSTILE}.txt", title=HOSTILE, publisher=HOSTILE, url=HOSTILE)
    claim = build_claim(subject=HOSTILE, object=HOSTILE, attribute=HOSTILE, quote=HOSTILE, attribution=HOSTILE,
                        document=source, valid_text=HOSTILE)  # fmt: skip
    relation = DIFFER.model_copy(update={"a": claim.id, "b": claim.id, "detail": HOSTILE})
    cluster = CLUSTERS[0].model_copy(update={"question": HOSTILE, "claims": (claim, claim), "relations": (relation,)})
    finding = FINDINGS[0].model_copy(update={"question": HOSTILE, "a": claim, "b": claim, "relation": relation})
    change = Change(source, 1, 1, 0)
    problem, note = Problem(path=HOSTILE, reason=HOSTILE), Note(path=HOSTILE, reason=HOSTILE)
    for what in (
        render_claims([claim]), render_clusters([cluster]), render_contradictions(Report((Judged(finding),), {})),
        render_card(claim, HOSTILE * 3, [(relation, claim)], Verdict.UPDATED), render_sources(list_sources([claim])),
        render_summary(summarize([claim])), render_changes([change]),
        render_outcome([change], [problem], [note], HOSTILE), *_of_person(finding),
    ):  # fmt: skip
        text = re.sub(r"\x1b\[[\d;]*m", "", show(what, color=color))
        assert all(char.isprintable() or char == "\n" for char in text)
        assert not set("\x07\x9b\u202e\u2066") & set(text)
        if "Contoso" in text:
            assert "[red]Contoso[/red]" in text


@pytest.mark.parametrize("what", ALL.values(), ids=ALL)
def test_lines_in_a_pipe_end_where_their_text_ends(what: RenderableType) -> None:
    assert all(line == line.rstrip() for line in show(what).splitlines())


def test_colour_only_when_asked_or_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in show(ALL["claims"])
    assert "\x1b[" not in show(ALL["claims"], color=Color.NEVER)
    assert "\x1b[" in show(ALL["claims"], color=Color.ALWAYS)


def test_bar_shows_documents_claims_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal()
    with reading_bar(stream) as watch:
        watch(0, 12, 0)
        watch(3, 12, 1234)
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", stream.getvalue())
    assert re.search(r"reading.* 3/12 documents 1,234 claims \S+ left", shown)


def test_outcome_says_what_changed() -> None:
    changes = [Change(REUTERS.document, 3, 2, 1), Change(BLOG.document, 1, changed=1)]
    problem, note = Problem(path="x", reason="y"), Note(path="x", reason="y")
    text = show(render_outcome(changes, [problem], [note], "claims.jsonl"))
    assert text == "2 documents read, 4 claims (2 new, 1 gone, 1 changed), 1 could not be read, 1 note → claims.jsonl\n"
    assert show(render_outcome([], [], [], "x")) == "0 documents read, 0 claims (nothing new) → x\n"


def test_report_names_the_command_that_decides_and_marks_what_is_confirmed() -> None:
    report = Report(
        (Judged(FINDINGS[1], CONFIRMED), Judged(FINDINGS[2])), {Decision.CONFIRMED: 1, Decision.REJECTED: 4}
    )
    text = show(render_contradictions(report, " --ledger my.jsonl"))
    assert "confirmed by Ada Moor on 2026-03-01  ·  claimtrack undo f1 --ledger my.jsonl" in text
    assert "claimtrack resolve f2 --ledger my.jsonl --as …" in text
    assert "2 contradictions, 0 undetermined  ·  decided: 1 confirmed, 4 rejected (--all shows every one)" in text


def test_each_finding_of_one_reason_has_its_own_command() -> None:
    same = [
        Judged(finding.model_copy(update={"relation": finding.relation.model_copy(update={"detail": "no dates"})}))
        for finding in FINDINGS[1:]
    ]
    text = show(render_contradictions(Report(tuple(same), {})))
    for line in ("A–B, B–C conflicts: no dates", "A–B  claimtrack resolve f1", "B–C  claimtrack resolve f2"):
        assert line in text


def test_figures_of_three_dates_are_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = show_narrow(render_timeline(SERIES), 100, monkeypatch)
    bars = [line.count("█") for line in drawn if "bn USD" in line]
    assert len(bars) == 4
    assert bars == sorted(bars)
    assert 0 < bars[0] < bars[-1]
    assert not any("█" in line for line in show_narrow(render_timeline(SERIES), 60, monkeypatch))
    assert "█" not in show(render_timeline(SERIES))
    assert "█" not in "".join(
        show_narrow(render_timeline([SERIES[0]._replace(claims=(REUTERS, BLOG))]), 100, monkeypatch)
    )


def test_losses_are_drawn_on_the_other_side(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [
        build_claim(kind="profit", value=f"{n} EUR", valid=y) for n, y in (("-8", "2022"), ("4", "2023"), ("8", "2024"))
    ]
    lines = show_narrow(render_timeline([Series("profit", "profit", tuple(claims))]), 100, monkeypatch)
    loss, _, gain = (line for line in lines if "EUR" in line)
    assert loss.index("█") < gain.index("█")
    assert loss.rindex("█") < gain.index("█")


def test_same_answer_of_several_documents_is_one_line() -> None:
    copies = [build_claim(kind="revenue", value="$4 billion", valid="2021", path=path) for path in "abc"]
    text = show(render_timeline([Series("revenue", "revenue", tuple(copies))]))
    assert text.count("4 bn USD") == 1
    assert "and 2 more documents" in text
    assert "1 question, 3 claims" in text


def test_review_says_how_far_it_is_and_what_was_done() -> None:
    text = show(render_question(FINDINGS[1], 3, 14))
    assert text.startswith("3 of 14")
    for part in (REUTERS.quote, BLOG.quote, "wire/a.txt:12", "blog/b.md:3", "13 bn USD", "A–B conflicts: both give"):
        assert part in text
    assert (
        show(render_end({Decision.COEXIST: 2, Decision.CONFIRMED: 1}, 1))
        == "1 confirmed, 2 coexist decided, 1 finding left\n"
    )
    assert show(render_end({}, 0)) == "nothing to review\n"


def test_entities_with_their_other_names() -> None:
    text = show(render_entities(ENTITIES))
    assert re.search(r"Contoso +Contoso AG; CTSO +1,204 +31", text)
    assert "2 entities" in text
    assert entity_text(ENTITIES[0]) == "Contoso (also Contoso AG, CTSO): 1,204 claims in 31 documents"


def test_that_claims_are_compared_is_shown_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with comparing_sign(stream):
        pass
    assert "comparing claims" in stream.getvalue()
