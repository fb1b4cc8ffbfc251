"""Whose worth a valuation states: the firm that is valued, that raised, or that the entry is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.owning import as_firm, is_free, may_own, read_owner
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.text.syntax import children

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse, Filler

_LABELLED, _TOLD_BEFORE = 0.9, 0.8
"""How sure an owner is that the entry is about, and one that only an earlier sentence names."""
_GOAL_REACH = 12
"""Tokens before a name in which a verb of investing has it for its goal ("poured $2bn into Acme at a valuation of")."""


def read_headed(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Whose worth an entry about one firm states, where no other is named with it: "Norwind: … at a valuation of"."""
    about = discourse.about(line.passage) if reading.found.metric.kind == "valuation" else None
    if about is None:
        return None
    inside = range(reading.found.end, reading.figure.start)
    named = [n for n in line.passage.names if n.start in inside and may_own(n, line, discourse, "valuation")]
    return None if named else about._replace(token=line.tree[reading.found.start], certainty=_LABELLED)


def read_valued(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Whose worth a round states: the firm that is valued ("valued Acme at"), or that the money goes into."""
    if reading.found.metric.kind != "valuation":
        return None
    names = [n for n in line.passage.names if may_own(n, line, discourse, "valuation")]
    inside = [n for n in names if reading.found.end <= n.start and n.end <= reading.figure.start]
    if inside:
        return read_owner(inside[0], line, discourse)
    between = line.tree[reading.found.end : max(reading.found.end, reading.figure.start)]
    noun = next((token for token in between if is_firm_noun(token, line.passage.lang)), None)
    doers = [t for t in children(line.tree[reading.found.start], "nsubj") if t.i < reading.found.start]
    if noun is None and doers and len(between) and between[0].pos_ == "PRON":
        noun = between[0]  # "investors value it at"
    if noun is not None:  # "the round valued the company at"
        return _raiser(reading, line, discourse) or as_firm(discourse.resolve(noun, line.passage))
    first = min(reading.found.start, reading.figure.start)
    for name in reversed([n for n in names if n.end <= first]):
        ahead = range(max(0, name.start - _GOAL_REACH), name.start)
        is_goal = line.word(name.start - 1) in line.words.spending["into"]
        if is_goal and any(line.word(at) in line.words.spending["invest"] for at in ahead):
            return read_owner(name, line, discourse)
    return None


def _raiser(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The firm that raised: the subject of this sentence's raising, else the first named in the one before."""
    ahead = [n for n in line.passage.names if n.end <= reading.found.start and may_own(n, line, discourse, "valuation")]
    raising = [
        n for n in ahead if any(line.has(at, line.words.spending["raise"]) for at in range(n.end, reading.found.start))
    ]
    if raising and is_free(raising[0], line):
        return read_owner(raising[0], line, discourse)
    before = [name for name in discourse.organisations_before(line.passage) if name not in line.words.strangers]
    if line.words.compounds and len(before) > 1:
        return None  # of several, the round's investors among them, none is plainly the one that is valued
    firm = before[0] if before else discourse.topic
    return discourse.filler(firm, line.tree[reading.found.start], _TOLD_BEFORE) if firm else None
