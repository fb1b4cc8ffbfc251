"""The queue that `review` goes through: shows a finding, waits for a key, does what the key says.

It prints one finding under the other and never clears the screen: what was decided can be scrolled back to, a finding
longer than the screen can be read, and it works where there are no colours.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from claimtrack import judging, misreading
from claimtrack.decision import Decision
from claimtrack.ledger import SHORT_ID
from claimtrack.sources import reread_text
from claimtrack.views.review import (
    render_choice,
    render_context,
    render_end,
    render_help,
    render_hint,
    render_keys,
    render_question,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from claimtrack.ledger import Judgement, Misreading
    from claimtrack.model import Claim, Finding

_DECISIONS = {
    "c": Decision.CONFIRMED, "r": Decision.REJECTED, "x": Decision.COEXIST, "s": Decision.SUPERSEDED,
}  # fmt: skip


class Desk(NamedTuple):
    """Where a review is done: whose ledger, who decides, and where it is shown."""

    ledger: Path
    by: str | None
    show: Callable[[RenderableType], None]


class Step(NamedTuple):
    """What was done about a finding: decided, told to rest on a `misread` claim, or skipped.

    `written` is what stands in the file for it. A finding that rests on a claim told to be misread before needs no key
    any more: it is passed over, `unasked`.
    """

    decision: Decision | None = None
    misread: Claim | None = None
    written: Judgement | Misreading | None = None
    unasked: bool = False


def review_findings(queue: Sequence[Finding], desk: Desk, read_key: Callable[[], str]) -> None:
    """Go through findings until all are done or the person stops; end of input and Ctrl-C stop, too."""
    steps: list[Step] = []
    shown = -1
    while len(steps) < len(queue):
        finding = queue[len(steps)]
        if _rests_on_misread(finding, steps):
            steps.append(Step(unasked=True))
            continue
        if shown != len(steps):
            desk.show(render_question(finding, len(steps) + 1, len(queue)))
            desk.show(render_keys())
            shown = len(steps)
        key = _read(read_key)
        if key == "q":
            break
        if key == "u":
            shown = _go_back(steps, desk, shown)
        elif key in _DECISIONS or key == "k":
            steps.append(_take(finding, _DECISIONS.get(key), desk))
        elif key in ("a", "b"):
            steps.append(_set_aside(finding.a if key == "a" else finding.b, desk))
        else:
            desk.show(_tell(key, finding))
    done = Counter(_word_for(step) for step in steps)
    left = len(queue) - len(steps) + done.pop("skipped", 0)
    desk.show(render_end(done, left))


def _word_for(step: Step) -> str:
    if step.decision is not None:
        return step.decision.value
    return "misread" if step.misread is not None or step.unasked else "skipped"


def _rests_on_misread(finding: Finding, steps: Sequence[Step]) -> bool:
    misread = {step.misread.id for step in steps if step.misread is not None}
    return finding.a.id in misread or finding.b.id in misread


def _read(read_key: Callable[[], str]) -> str:
    try:
        return read_key().lower()
    except (EOFError, KeyboardInterrupt):
        return "q"


def _take(finding: Finding, decision: Decision | None, desk: Desk) -> Step:
    judgement = None
    if decision is not None:
        judgement = judging.resolve_finding(desk.ledger, finding, decision, by=desk.by)
    desk.show(render_choice(decision))
    return Step(decision, written=judgement)


def _set_aside(claim: Claim, desk: Desk) -> Step:
    written = misreading.set_aside(desk.ledger, claim, by=desk.by)
    desk.show(render_hint(f"misread, and left out from now on: {claim.id[:SHORT_ID]}"))
    return Step(misread=claim, written=written)


def _go_back(steps: list[Step], desk: Desk, shown: int) -> int:
    """Take the last step back; return which finding is on the screen, -1 for none that is asked about now."""
    if not steps:
        desk.show(render_hint("nothing to take back yet"))
        return shown
    step = steps.pop()
    while step.unasked:  # there is a step before it that was
        step = steps.pop()
    if step.written is not None:
        judging.take_back_judgement(desk.ledger, step.written.id)
    desk.show(render_hint("taken back"))
    return -1


def _tell(key: str, finding: Finding) -> RenderableType:
    if key == "o":
        return render_context(finding, *(reread_text(claim.document) for claim in (finding.a, finding.b)))
    return render_help() if key == "?" else render_hint("no such key, ? for help")
