"""Clusters for the terminal: what the sources say to each question, side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimtrack.ledger import SHORT_ID
from claimtrack.model import Cluster, RelationKind, Verdict
from claimtrack.views.cleaning import clean
from claimtrack.views.sides import Side, answers, origins_of, reasons, shared_origins
from claimtrack.views.tables import count
from claimtrack.views.terminal import VERDICT_STYLES, indented, reason_line, say
from claimtrack.views.text import answer_of, date_of, dates_of, note_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimtrack.model import Claim
    from claimtrack.views.sides import Reason

_ORDER = tuple(Verdict)
_QUIET = frozenset({RelationKind.AGREES, RelationKind.REPEATS, RelationKind.INCOMPARABLE})
_SHOWN = 6  # reasons of one cluster; agreement is told once


def render_clusters(clusters: Sequence[Cluster]) -> RenderableType:
    """Return clusters, disputed ones first; questions that only one claim answers in a list at the end."""
    if not clusters:
        return Text("no clusters", style="dim")
    ordered = sorted(clusters, key=lambda c: (_ORDER.index(c.verdict), -len(c.claims), c.question, c.id))
    parts: list[RenderableType] = []
    for cluster in ordered:
        if len(cluster.claims) > 1:
            parts += [*_cluster(cluster), Text()]
    if alone := [cluster for cluster in ordered if len(cluster.claims) == 1]:
        parts += [Text("answered once", style="dim"), indented(_alone(alone), 2), Text()]
    verdicts = Counter(cluster.verdict for cluster in clusters)
    tally = ", ".join(f"{verdicts[verdict]} {verdict_name(verdict)}" for verdict in Verdict if verdicts[verdict])
    return Group(*parts, Text(f"{count(len(clusters), 'question')}: {tally}", style="dim"))


def verdict_name(verdict: Verdict) -> str:
    """Return a verdict in words."""
    return verdict.value.replace("_", " ")


def _cluster(cluster: Cluster) -> Iterator[RenderableType]:
    verdict = Text(verdict_name(cluster.verdict), style=VERDICT_STYLES[cluster.verdict])
    yield Text.assemble((clean(cluster.question), "bold"), "  ", verdict)
    sides = answers(cluster.claims)
    names = {claim.id: side.letter for side in sides for claim in side.claims}
    grid = _grid("bold cyan", "", "", "dim", "dim")
    for side in sides:
        first = side.claims[0]
        grid.add_row(side.letter, _answer(first), dates_of(side.claims), _places(side), first.id[:SHORT_ID])
    yield indented(grid, 2)
    for line in _reasons(cluster, names):
        yield indented(line, 2)
    alone = [side.claims[0] for side in sides if len(side.claims) == 1]
    for told in shared_origins(alone, names):
        yield indented(Text(f"→ {told}", style="dim"), 2)


def _places(side: Side) -> str:
    """Where an answer stands; of many claims the first place, and how many there are."""
    first = place_of(side.claims[0])
    if len(side.claims) == 1:
        return first
    documents = len({claim.document.id for claim in side.claims})
    told = f"{count(len(side.claims), 'claim')} in {count(documents, 'document')}"
    return f"{first}\n{told}, {count(origins_of(side.claims), 'independent origin')}"


def _alone(clusters: Sequence[Cluster]) -> RenderableType:
    grid = _grid("", "", "", "dim", "dim")
    for cluster in clusters:
        claim = cluster.claims[0]
        grid.add_row(say(cluster.question), _answer(claim), date_of(claim), place_of(claim), claim.id[:SHORT_ID])
    return grid


def _grid(*styles: str) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for number, style in enumerate(styles):
        grid.add_column(style=style, overflow="fold", no_wrap=number in (0, 4) and style != "")
    return grid


def _answer(claim: Claim) -> Text:
    note = note_of(claim)
    return Text.assemble(answer_of(claim), (f" ({note})" if note else "", "italic yellow"))


def _reasons(cluster: Cluster, names: Mapping[str, str]) -> Iterator[Text]:
    every = reasons(cluster.relations, cluster.claims, names)
    loud = _once(reason for reason in every if reason.kind not in _QUIET)
    shown = (loud or _once(every[:1]))[:_SHOWN]
    for reason in shown:
        yield reason_line(reason)
    if cluster.uncompared:
        yield Text(f"→ {count(cluster.uncompared, 'more pair')} not compared", style="yellow")
    if len(every) > len(shown):
        kinds = Counter(relation.relation.value for relation in cluster.relations)
        tally = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
        yield Text(f"→ {count(len(cluster.relations), 'pair')}: {tally}", style="dim")


def _once(told: Iterable[Reason]) -> list[Reason]:
    """Of what stands between two answers that many claims give, the first reason of each kind.

    What cannot be judged of some of them is left out where it is judged of others.
    """
    found: dict[tuple[str, RelationKind], Reason] = {}
    for reason in told:
        pairs = ", ".join(dict.fromkeys(reason.pairs.split(", ")))
        found.setdefault((pairs, reason.kind), reason._replace(pairs=pairs))
    judged = {pairs for pairs, kind in found if kind is not RelationKind.UNDETERMINED}
    return [r for (pairs, kind), r in found.items() if kind is not RelationKind.UNDETERMINED or pairs not in judged]
