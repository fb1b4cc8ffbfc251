"""What an evaluation looks like in each format: its scores, or the list of its mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.views.exports import plain, render_csv, render_markdown
from claimtrack.views.listings import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from claimtrack.evaluate import Evaluation, Mistake, Share
    from claimtrack.views.rows import Rows

SHARE_COLUMNS = ("by", "name", "measure", "share", "low", "high", "hits", "of")
MISTAKE_COLUMNS = ("mistake", "kind", "path", "line", "sentence", "fields", "expected", "found", "id")


def list_scores(evaluation: Evaluation) -> Listing:
    """Return the listing of an evaluation without its mistakes: one record, or a row for each proportion."""

    def terminal() -> RenderableType:
        from claimtrack.views.scores import render_evaluation

        return render_evaluation(evaluation)

    cells = list(_shares(evaluation))
    record = plain(evaluation)
    record["mistakes"] = len(evaluation.mistakes)
    return Listing(
        [record],
        lambda: render_csv(cells, SHARE_COLUMNS),
        lambda: render_markdown(cells, SHARE_COLUMNS),
        terminal,
    )


def list_mistakes(mistakes: Sequence[Mistake]) -> Listing:
    """Return the listing of mistakes, in the order of the documents."""

    def terminal() -> RenderableType:
        from claimtrack.views.scores import render_mistakes

        return render_mistakes(mistakes)

    records = [plain(mistake) for mistake in mistakes]
    cells: Rows = [{**record, "fields": ", ".join(record["fields"])} for record in records]
    return Listing(
        records,
        lambda: render_csv(cells, MISTAKE_COLUMNS),
        lambda: render_markdown(cells, MISTAKE_COLUMNS),
        terminal,
    )


def _shares(evaluation: Evaluation) -> Iterator[dict[str, object]]:
    for score in evaluation.scores:
        for name, measure in (("found", score.found), ("right", score.right)):
            yield _row(score.by, score.name, f"{name} precision", measure.precision)
            yield _row(score.by, score.name, f"{name} recall", measure.recall)
            yield {"by": score.by, "name": score.name, "measure": f"{name} F1", "share": measure.f1}
    for accuracy in evaluation.fields:
        yield _row("field", accuracy.field, "right", accuracy.right)
    for one in evaluation.calibration:
        yield _row("confidence", f"{one.low}–{one.high}", "right", one.right)


def _row(by: str, name: str, measure: str, share: Share) -> dict[str, object]:
    return {"by": by, "name": name, "measure": measure, **plain(share)}
