"""A ledger in small for the views: two sources at odds, a partnership that cannot be judged, a post told once."""

from __future__ import annotations

from claimtrack.decision import Decision
from claimtrack.ledger import EntitySummary, Judged, Judgement, Passage, Report
from claimtrack.model import Claim, Cluster, Finding, Relation, RelationKind, Verdict
from claimtrack.reconcile import Series
from tests.build import build_claim

REUTERS = build_claim(
    kind="revenue", subject="Contoso", attribute="annual", value="$13 billion", valid="2025", path="wire/a.txt",
    publisher="Reuters", published="2026-02-03", attribution="Contoso", line=12,
    quote="Contoso said on Tuesday that revenue for the year came to $13 billion, more than anyone had forecast.",
)  # fmt: skip
BLOG = build_claim(
    kind="revenue", subject="Contoso", attribute="annual", value="$11.2 billion", valid="2025", path="blog/b.md",
    published="2026-01-10", line=3, quote="Contoso took in 11.2 billion dollars in 2025.",
)  # fmt: skip
ECHO = build_claim(
    kind="revenue", subject="Contoso", attribute="annual", value="$9 billion", valid="2025", path="blog/c.md",
    published=None, line=4, quote="All of nine billion dollars went through Contoso's books in 2025.", hedged=True,
)  # fmt: skip
ENDED = build_claim(
    kind="partnership", subject="Northwind", object="Contoso", attribute="exclusive", phase="ends", lang="de",
    path="wire/d.txt", published=None, line=6, quote="Die ehemals exklusive Partnerschaft steht nun anderen offen.",
)  # fmt: skip
HOLDS = build_claim(
    kind="partnership", subject="Northwind", object="Contoso", attribute="exclusive", valid="2026-06-09",
    valid_default=True, path="wire/e.txt", published="2026-06-09", line=21,
    quote="Northwind already has an exclusive partnership with Contoso.",
)  # fmt: skip
POST = build_claim(
    kind="role", subject="Ada Moor", object="Contoso", attribute="CEO", modality="planned", path="wire/f.txt", line=2,
    quote="Ada Moor is to become CEO of Contoso.",
)  # fmt: skip


def _revenue(year: str, value: str) -> Claim:
    return build_claim(
        kind="revenue", subject="Contoso", attribute="annual", value=value, valid=year, path=f"wire/{year}.txt",
        quote=f"In {year}, Contoso took in {value}.",
    )  # fmt: skip


CLAIMS = [REUTERS, BLOG, ECHO, ENDED, HOLDS, POST]

DIFFER = Relation(
    a=REUTERS.id, b=BLOG.id, relation=RelationKind.CONFLICTS, rule="figures_differ",
    detail="both give the annual revenue of Contoso in 2025; 13 and 11.2 billion USD differ by more than rounding",
)  # fmt: skip
DIFFER_TOO = DIFFER.model_copy(update={"b": ECHO.id, "detail": "13 and 9 billion USD differ by more than rounding"})
MISSING = Relation(
    a=ENDED.id, b=HOLDS.id, relation=RelationKind.UNDETERMINED, rule="no_date",
    detail="the publication date of wire/d.txt is missing",
)  # fmt: skip

REVENUE = "annual revenue of Contoso, 2025"
PARTNERSHIP = "partnership of Northwind and Contoso, exclusive"
CLUSTERS = [
    Cluster(
        id="c1", kind="revenue", question=REVENUE, verdict=Verdict.DISPUTED, claims=(BLOG, ECHO, REUTERS),
        relations=(DIFFER, DIFFER_TOO),
    ),
    Cluster(
        id="c2", kind="partnership", question=PARTNERSHIP, verdict=Verdict.SINGLE_SOURCE, claims=(ENDED, HOLDS),
        relations=(MISSING,),
    ),
    Cluster(
        id="c3", kind="role", question="CEO of Contoso", verdict=Verdict.SINGLE_SOURCE, claims=(POST,), relations=(),
    ),
]  # fmt: skip
FINDINGS = [
    Finding(id="f3", cluster="c2", question=PARTNERSHIP, relation=MISSING, a=ENDED, b=HOLDS),
    Finding(id="f1", cluster="c1", question=REVENUE, relation=DIFFER, a=REUTERS, b=BLOG),
    Finding(id="f2", cluster="c1", question=REVENUE, relation=DIFFER_TOO, a=REUTERS, b=ECHO),
]

REPORT = Report(tuple(Judged(finding) for finding in FINDINGS), {})
NOTHING = Report((), {})
JUDGEMENT = Judgement(
    id="j1", finding="f1", decision=Decision.REJECTED, question=REVENUE, note="the blog counts licences only",
    by="Ada Moor", at="2026-03-01", a=Passage(quote=REUTERS.quote, path="wire/a.txt", line=12),
    b=Passage(quote=BLOG.quote, path="blog/b.md", line=3),
)  # fmt: skip
CONFIRMED = JUDGEMENT.model_copy(update={"decision": Decision.CONFIRMED, "note": None})
ENTITIES = [
    EntitySummary(id="contoso", name="Contoso", aliases=("Contoso AG", "CTSO"), claims=1204, documents=31),
    EntitySummary(id="ada moor", name="Ada Moor", aliases=(), claims=1, documents=1),
]
SERIES = [
    Series("annual revenue of Contoso", "revenue", tuple(_revenue(year, value) for year, value in (
        ("2021", "$4 billion"), ("2022", "$6 billion"), ("2023", "$9 billion"), ("2024", "$11–13 billion"),
    ))),
    Series("CEO of Contoso", "role", (POST,)),
]  # fmt: skip

HOSTILE = "[red]Contoso[/red] \x1b]0;owned\x07\x1b[2J\x9b31m\u202etxt.exe\u2066 <script>alert(1)</script>\r\n=1+1|`x`"
