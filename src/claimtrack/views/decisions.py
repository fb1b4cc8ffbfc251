"""What a person decided, in words, and the command by which to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from claimtrack.decision import Decision
from claimtrack.ledger import SHORT_ID
from claimtrack.views.cleaning import clean
from claimtrack.views.tables import count
from claimtrack.views.terminal import indented, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.ledger import Judged, Judgement, Misread, Misreading, Naming, Passage

DECISION_STYLES = {
    Decision.CONFIRMED: "bold red", Decision.REJECTED: "dim", Decision.COEXIST: "green", Decision.SUPERSEDED: "cyan",
}  # fmt: skip
_NAMINGS = {"merge": "are one", "distinct": "are distinct", "split": "stands for itself"}


def decision_text(judgement: Judgement) -> Text:
    """Return a decision, with who made it, when and why as far as that is told: `confirmed by Ada: both wrong`."""
    return _told(judgement.decision.value, judgement, DECISION_STYLES[judgement.decision])


def misreading_text(misreading: Misreading) -> Text:
    """Return what was said of a claim, in the same words: `misread by Ada: another firm`."""
    return _told("misread", misreading, "dim")


def _told(words: str, told: Judgement | Misreading, style: str) -> Text:
    if told.by:
        words += f" by {clean(told.by)}"
    if told.at:
        words += f" on {told.at}"
    return Text.assemble((words, style), f": {clean(told.note)}" if told.note else "")


def command_of(judged: Judged, options: str = "") -> str:
    """Return the command that decides about a finding, or takes back what was decided."""
    short = judged.finding.id[:SHORT_ID]
    if judged.judgement is None:
        return f"claimtrack resolve {short}{options} --as …"
    return f"claimtrack undo {short}{options}"


def naming_text(naming: Naming) -> str:
    """Return a decision about names in words."""
    return f"{', '.join(map(clean, naming.names))} {_NAMINGS[naming.type]}"


def render_judgements(judgements: Sequence[Judgement]) -> RenderableType:
    """Return decisions whose ground is gone, with the passages as they were."""
    if not judgements:
        return Text("no withdrawn judgements", style="dim")
    parts = [line for judgement in judgements for line in _judgement(judgement)]
    return Group(*parts, Text(count(len(judgements), "withdrawn judgement"), style="dim"))


def _judgement(judgement: Judgement) -> Iterator[RenderableType]:
    yield Text.assemble((f"{judgement.finding[:SHORT_ID]}  ", "dim"), (clean(judgement.question), "bold"))
    yield indented(decision_text(judgement), 3)
    for passage in (judgement.a, judgement.b):
        yield from (indented(line, 3) for line in _passage(passage))
    yield Text()


def _passage(passage: Passage) -> Iterator[Text]:
    yield Text(f"“{clean(passage.quote)}”")
    yield say(f"{passage.path}:{passage.line}", "cyan")


def render_decided(finding: str, question: str, judgement: Judgement | None) -> RenderableType:
    """Return what was decided about a finding, `None` being that it was decided just so before."""
    decision = Text("decided so before", style="dim") if judgement is None else decision_text(judgement)
    return Text.assemble((f"{finding[:SHORT_ID]}  ", "dim"), clean(question), "  ", decision)


def render_misread(claims: Sequence[Misread]) -> RenderableType:
    """Return claims that are left out, with what was said of them and their passage."""
    if not claims:
        return Text("no misread claims", style="dim")
    parts: list[RenderableType] = []
    for misreading, claim in claims:
        head = render_set_aside(misreading, claim.id if claim else misreading.claim)
        gone = Text("" if claim else "  ·  there no more", style="dim")
        parts += [head + gone, *(indented(line, 3) for line in _passage(misreading.passage)), Text()]
    return Group(*parts, Text(f"{count(len(claims), 'misread claim')}; claimtrack undo ID takes one in", style="dim"))


def render_set_aside(misreading: Misreading, id_: str) -> Text:
    """Return a claim that is left out, by an id that `undo` knows, and what was said of it."""
    return Text.assemble((f"{id_[:SHORT_ID]}  ", "dim"), _left_out(misreading))


def _left_out(misreading: Misreading) -> Text:
    parties = " → ".join(clean(name) for name in (misreading.subject, misreading.object) if name)
    figure = f"  “{clean(misreading.figure)}”" if misreading.figure else ""
    return Text.assemble((misreading.kind, "cyan"), f"  {parties}{figure}  ", misreading_text(misreading))


def render_misread_before(claim_id: str) -> Text:
    """Return that a claim is left out already."""
    return Text.assemble((f"{claim_id[:SHORT_ID]}  ", "dim"), ("misread so before", "dim"))


def render_undone(taken: Judgement | Misreading) -> RenderableType:
    """Return what was taken back."""
    if taken.type == "misread":
        return Text.assemble(_left_out(taken), "  taken back")
    judgement = taken
    name = (f"{judgement.finding[:SHORT_ID]}  ", "dim")
    return Text.assemble(name, clean(judgement.question), "  taken back: ", decision_text(judgement))
