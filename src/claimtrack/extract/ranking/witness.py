"""A second opinion on figures that rules have read: how likely the ranking model finds them told of the same.

Of figures that rules gave to somebody whom the model finds less likely than 0.2, half were right; of those above 0.95,
nine in ten (`benchmarks/judgements_more.tsv`). So the claim's confidence is corrected by it (`reliability.weigh`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.ranking.cues import Setting
from claimtrack.extract.ranking.ranker import add_up, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.ranking.roster import Roster
    from claimtrack.extract.scene import Scene

_DEALS = frozenset({"acquisition", "investment", "stake", "funding", "partnership"})
"""Kinds whose figure is a deal's: it says nothing of how well the parties were read."""


def with_witness(drafts: Iterable[Draft], scene: Scene, roster: Roster) -> Iterator[Draft]:
    """Return the drafts, those of somebody's figure with the probability that it is told of their subject."""
    figures = {figure.mention.span.start: (figure, line) for line in scene.lines for figure in line.figures}
    known: dict[int, Mapping[str, float]] = {}
    for draft in drafts:
        start = draft.value.span.start if draft.value else -1
        if start not in figures or draft.kind in _DEALS:
            yield draft
            continue
        if start not in known:
            known[start] = _owners(Setting(*figures[start], roster.names), roster)
        yield replace(draft, witness=sum(p for name, p in known[start].items() if _are_one(name, draft.subject.text)))


def _owners(setting: Setting, roster: Roster) -> dict[str, float]:
    """How likely the figure is told of each name."""
    candidates = roster.candidates(setting.line)
    *chances, _ = rank("owner", [*(setting.speaks_for(c) for c in candidates), setting.unclaimed()])
    return add_up((candidate.filler.text for candidate in candidates), chances)


def _are_one(name: str, other: str) -> bool:
    """Whether two names are one, or one is a part of the other: "Norwind" and "Norwind Group"."""
    words, others = set(name.casefold().split()), set(other.casefold().split())
    return words <= others or others <= words
