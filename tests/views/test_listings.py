from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest
from markdown_it import MarkdownIt

from claimtrack.ledger import Judged, Report, list_sources, summarize
from claimtrack.ledger.lines import format_line
from claimtrack.model import Claim
from claimtrack.views import listings
from claimtrack.views.listings import Listing, render_plain
from claimtrack.views.options import Format
from tests.build import build_claim
from tests.views.examples import (
    CLAIMS,
    CLUSTERS,
    CONFIRMED,
    ENTITIES,
    FINDINGS,
    HOSTILE,
    JUDGEMENT,
    NOTHING,
    REPORT,
    SERIES,
)

LISTINGS = {
    "claims": listings.list_claims(CLAIMS),
    "clusters": listings.list_clusters(CLUSTERS),
    "findings": listings.list_findings(REPORT),
    "sources": listings.list_sources(list_sources(CLAIMS)),
    "judgements": listings.list_judgements([JUDGEMENT]),
    "entities": listings.list_entities(ENTITIES),
    "series": listings.list_series(SERIES),
    "summary": listings.list_summary(summarize(CLAIMS)),
}
EMPTY = [
    listings.list_claims([]),
    listings.list_clusters([]),
    listings.list_findings(NOTHING),
    listings.list_sources([]),
    listings.list_judgements([]),
    listings.list_entities([]),
    listings.list_series([]),
]


def hostile_claims() -> Sequence[Claim]:
    return [
        build_claim(
            subject=HOSTILE, object=f"=HYPERLINK({HOSTILE})", quote=HOSTILE, attribution=f"@{HOSTILE}",
            publisher=f"-{HOSTILE}", path=f"{HOSTILE}.txt", title=HOSTILE, value="-66 %",
        )
    ]  # fmt: skip


def read_csv(listing: Listing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_plain(listing, Format.CSV))))


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_json_and_json_lines_say_the_same(listing: Listing) -> None:
    records = json.loads(render_plain(listing, Format.JSON))
    lines = render_plain(listing, Format.JSONL).splitlines()
    assert records == [json.loads(line) for line in lines] == listing.records


@pytest.mark.parametrize("listing", EMPTY)
def test_nothing_is_an_empty_list(listing: Listing) -> None:
    assert render_plain(listing, Format.JSON) == "[]\n"
    assert render_plain(listing, Format.JSONL) == ""
    assert read_csv(listing) == []


def test_a_claim_is_the_ledgers_own_record() -> None:
    lines = render_plain(LISTINGS["claims"], Format.JSONL).splitlines()
    assert lines == [format_line(claim) for claim in CLAIMS]


def test_a_cluster_has_the_keys_that_programs_rely_on() -> None:
    first = json.loads(render_plain(LISTINGS["clusters"], Format.JSON))[0]
    assert list(first)[:5] == ["id", "kind", "verdict", "claims", "relations"]
    assert first["question"] == CLUSTERS[0].question
    assert first["claims"][0] == json.loads(format_line(CLUSTERS[0].claims[0]))
    assert list(first["relations"][0]) == ["a", "b", "relation", "rule", "detail"]


def test_one_record_alone_is_an_object() -> None:
    assert json.loads(render_plain(LISTINGS["summary"], Format.JSON, single=True))["claims"] == len(CLAIMS)


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_csv_has_a_header_and_a_row_for_each_thing(listing: Listing) -> None:
    rows = read_csv(listing)
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_csv_figures_stay_figures() -> None:
    (row,) = read_csv(listings.list_claims([build_claim(value="-66 %")]))
    assert (row["min"], row["unit"], row["hedged"]) == ("-66", "%", "false")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r="])
def test_csv_runs_no_formula(start: str) -> None:
    (row,) = read_csv(listings.list_claims([build_claim(subject=f"{start}1+A1")]))
    assert row["subject"].startswith("'")


@pytest.mark.parametrize("form", list(Format)[1:])
def test_nothing_in_plain_output_acts(form: Format) -> None:
    text = render_plain(listings.list_claims(hostile_claims()), form)
    assert all(char.isprintable() or char == "\n" for char in text)
    assert not set("\x1b\x07\x9b\r\u202e\u2066") & set(text)


def test_markdown_shows_hostile_text_as_it_is() -> None:
    html = MarkdownIt("commonmark").enable("table").render(
        render_plain(listings.list_claims(hostile_claims()), Format.MD)
    )  # fmt: skip
    assert "<script" not in html
    assert "<code" not in html
    assert html.count("<td>") == 7


def test_contradictions_as_markdown() -> None:
    text = render_plain(LISTINGS["findings"], Format.MD)
    assert text.index("# Contradictions") < text.index("# Undetermined")
    assert text.count("Contoso said on Tuesday") == 1
    assert "A–B **conflicts**: both give" in text
    assert "blog/b.md:3" in text
    assert render_plain(listings.list_findings(NOTHING), Format.MD) == "No contradictions.\n"


def test_clusters_as_markdown() -> None:
    text = render_plain(LISTINGS["clusters"], Format.MD)
    assert "## CEO of Contoso\n\nVerdict: single source\n" in text
    assert "| A | 11.2 bn USD | 2025 | blog/b.md:3 | Contoso took in" in text


def test_findings_say_what_was_decided() -> None:
    report = Report((Judged(FINDINGS[1], JUDGEMENT), Judged(FINDINGS[2])), {})
    first, second = json.loads(render_plain(listings.list_findings(report), Format.JSON))
    assert (first["decision"], first["note"]) == ("rejected", JUDGEMENT.note)
    assert (second["decision"], second["note"]) == (None, None)
    assert [row["decision"] for row in read_csv(listings.list_findings(report))] == ["rejected", ""]
    text = render_plain(listings.list_findings(report), Format.MD)
    assert "Finding f1: **rejected by Ada Moor on 2026-03-01: the blog counts licences only**" in text
    assert "Finding f2\n" in text


def test_confirmed_finding_is_marked() -> None:
    text = render_plain(listings.list_findings(Report((Judged(FINDINGS[1], CONFIRMED),), {})), Format.MD)
    assert "**confirmed by Ada Moor on 2026-03-01**" in text


def test_series_in_order_of_time() -> None:
    revenue, post = json.loads(render_plain(LISTINGS["series"], Format.JSON))
    assert [(one["valid"], one["min"], one["bound"]) for one in revenue["answers"]][-2:] == [
        ("2023", "9000000000", "exact"),
        ("2024", "11000000000", "range"),
    ]
    assert post["question"] == "CEO of Contoso"
    assert "## CEO of Contoso\n\n| when | answer | where | id |" in render_plain(LISTINGS["series"], Format.MD)


def test_hostile_decisions_names_and_series_act_nowhere() -> None:
    judgement = JUDGEMENT.model_copy(update={"question": HOSTILE, "note": HOSTILE, "by": HOSTILE})
    entity = ENTITIES[0].model_copy(update={"name": HOSTILE, "aliases": (HOSTILE,)})
    series = SERIES[0]._replace(question=HOSTILE, claims=tuple(hostile_claims()))
    for listing in (
        listings.list_judgements([judgement]),
        listings.list_entities([entity]),
        listings.list_series([series]),
        listings.list_findings(Report((Judged(FINDINGS[0], judgement),), {})),
    ):
        for form in list(Format)[1:]:
            text = render_plain(listing, form)
            assert all(char.isprintable() or char == "\n" for char in text)
            assert form is not Format.MD or "<script" not in text
