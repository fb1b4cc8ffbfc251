"""The contradictions report: what an analyst reads first.

By question, the most contested first: each claim once, with its answer, its sentence and where that stands; then what
is between them, and why.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from claimtrack.decision import Decision
from claimtrack.ledger import SHORT_ID
from claimtrack.model import RelationKind
from claimtrack.views.cleaning import clean
from claimtrack.views.decisions import command_of, decision_text
from claimtrack.views.sides import Question, Reason, letters, reasons, sections, shared_origins
from claimtrack.views.tables import count
from claimtrack.views.terminal import indented, reason_line
from claimtrack.views.text import answer_of, date_of, note_of, place_of, publication_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.ledger import Judged, Report
    from claimtrack.model import Claim

_MANY = 5  # pairs of one reason that still have a command each
_UNDER = 3  # columns that a claim's sentence stands in from its letter


def render_contradictions(report: Report, options: str = "") -> RenderableType:
    """Return the report; what cannot be judged comes last, with what is missing to judge it.

    `options` is what the commands it names need to find the ledger.
    """
    parts: list[RenderableType] = []
    for title, questions in sections(report.shown):
        parts += [Text(title.upper(), style="bold"), Text()]
        for number, question in enumerate(questions, start=1):
            head = Text.assemble((f"{number}. ", "dim"), (clean(question.text), "bold"))
            parts += [head, *(indented(line, 3) for line in _question(question, options)), Text()]
    return Group(*parts, *(Text(line, style="dim") for line in _tally(report)))


def _tally(report: Report) -> Iterator[str]:
    kinds = Counter(judged.finding.relation.relation for judged in report.shown)
    shown = f"{count(kinds[RelationKind.CONFLICTS], 'contradiction')}, {kinds[RelationKind.UNDETERMINED]} undetermined"
    settled = sum(number for decision, number in report.decided.items() if decision is not Decision.CONFIRMED)
    hidden = settled - sum(judged.is_settled for judged in report.shown)
    made = ", ".join(f"{number} {decision.value}" for decision, number in report.decided.items())
    decided = f"  ·  decided: {made}{' (--all shows every one)' if hidden else ''}" if made else ""
    yield f"{shown}{decided}"
    if report.misread:
        yield f"{count(report.misread, 'misread claim')} left out (claimtrack misread lists them)"
    if report.shown:
        yield "claimtrack show ID tells more of a claim, claimtrack review goes through what is undecided"


def _question(question: Question, options: str) -> Iterator[RenderableType]:
    names = letters(question.claims)
    for claim in question.claims:
        yield from render_side(names[claim.id], claim)
    for reason in reasons(question.relations, question.claims, names):
        yield reason_line(reason)
        yield from (indented(line, 2) for line in _decisions(question, reason, options))
    for told in shared_origins(question.claims, names):
        yield Text(f"→ {told}", style="dim")


def _decisions(question: Question, reason: Reason, options: str) -> Iterator[Text]:
    """What was or can be decided about each pair of a reason; of many, about the first and those decided already."""
    behind = list(zip(reason.pairs.split(", "), question.behind(reason), strict=True))
    shown = [pair for at, pair in enumerate(behind) if at == 0 or len(behind) <= _MANY or pair[1].judgement]
    for pair, judged in shown:
        yield _decision(judged, f"{pair}  " if len(behind) > 1 else "", options)
    if left := len(behind) - len(shown):
        yield Text(f"{count(left, 'more pair')}: claimtrack review{options} goes through them", style="dim")


def _decision(judged: Judged, pair: str, options: str) -> Text:
    command = command_of(judged, options)
    if judged.judgement is None:
        return Text.assemble(pair, (command, "dim"))
    return Text.assemble(pair, decision_text(judged.judgement), (f"  ·  {command}", "dim"))


def render_side(letter: str, claim: Claim) -> Iterator[RenderableType]:
    """Yield one claim of a question: its answer and date, its sentence, where that stands."""
    note = f" ({note_of(claim)})" if note_of(claim) else ""
    who = f"  ·  says {clean(claim.attribution)}" if claim.attribution else ""
    yield Text.assemble(
        (f"{letter}  ", "bold cyan"), (f"{answer_of(claim)}{note}", "bold"), f"  ·  {date_of(claim)}{who}",
    )  # fmt: skip
    source = claim.document
    published = f"published {publication_of(source)}" if source.published else "publication date unknown"
    about = ", ".join(filter(None, (clean(source.publisher or ""), published)))
    yield indented(Text(f"“{clean(claim.quote)}”"), _UNDER)
    where = Text.assemble((place_of(claim), "cyan"), (f"  ·  {about}  ·  {claim.id[:SHORT_ID]}", "dim"))
    yield indented(where, _UNDER)
