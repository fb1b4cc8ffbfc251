"""Claims of the figures that no rule has read: owner, wording and sort are chosen by rank, and the whole is weighed.

Each choice has a probability, but what they make together is right less often than any: a wording can leave half of it
out. So a last model, `worth`, learned from such claims that people have judged, says how likely the whole is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.figures.colouring import colour, has_verb
from claimtrack.extract.figures.measured import CHANGE
from claimtrack.extract.figures.periods import is_earlier
from claimtrack.extract.figures.quantified import draft_told, is_joined, is_worth
from claimtrack.extract.figures.told import Told
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.ranking.candidates import Candidate
from claimtrack.extract.ranking.cues import Last, Setting
from claimtrack.extract.ranking.doubts import Chances, Whole, tell_doubts
from claimtrack.extract.ranking.joins import choose_words
from claimtrack.extract.ranking.ranker import add_up, rank
from claimtrack.extract.ranking.sorts import SORTS, Sort, tell_sorts, turn_of
from claimtrack.extract.ranking.wording import compose, find_words, is_converted, is_share
from claimtrack.extract.reliability import rate
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.ranking.roster import Roster
    from claimtrack.extract.scene import Scene

RULE = "ranked"
_COLUMNS = 3
"""Bars that make a line one of a table or of links."""
_BARS = frozenset("|–·•")
_QUOTED = 5
"""Tokens before a sum in which "price target" stands."""
_BACK = 6
"""Sentences after which nothing goes on about whom a figure was told of."""
_FARTHEST = 4
"""Sentences back that are told apart."""
_LEAST = 0.5
"""The least probable owner that is worth a reading."""
_GUESSED, _GUESS = 0.57, 0.75
"""How probable the owner of a metric must be that no rule finds, and how sure it then is."""
_SORTED = 0.75
_MEASURED = 0.6
"""How probable a kind of its own must be, and an open measure."""
_NAMELESS = frozenset({"price", "funding", "valuation", "headcount", "layoffs"})
"""Kinds that need no wording: the kind says what is measured."""


class Reading(NamedTuple):
    """A draft, and the features that speak for and against it."""

    draft: Draft
    doubts: tuple[str, ...]


class _Wording(NamedTuple):
    """What a figure measures, in words, how sure their head is and how sure that the others belong to it."""

    text: str
    head: float
    rest: float


def read_ranked(scene: Scene, drafts: Sequence[Draft], roster: Roster) -> Iterator[Reading]:
    """Return readings of the figures that none of these drafts has, in the order of the text."""
    likely = (d for d in drafts if d.value and rate(d.rule, d.kind, d.sure, d.witness) is not None)
    told = {d.value.span.start: d.subject.text for d in likely if d.value}
    before: tuple[str, int] | None = None
    for line in scene.lines:
        for figure in () if _is_row(line) or _is_unreal(line) or line.is_paired else line.figures:
            if (owner := told.get(figure.mention.span.start)) is not None:
                before = owner, line.passage.position
                continue
            if not _is_open(figure, line):
                continue
            setting = Setting(figure, line, roster.names, last_of(before, line.passage.position))
            chosen = choose_owner(setting, with_last(roster.candidates(line), setting, scene.discourse))
            if chosen is None:
                continue
            before = chosen[0].filler.text, line.passage.position
            if (reading := _read(setting, *chosen)) is not None:
                yield reading


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table, or of links: "Lesezeit 3 Minuten – Artikel anhören – 17 Kommentare"."""
    bars = [token for token in line.tree if token.text in _BARS]
    return len(bars) >= _COLUMNS and (any(token.text == "|" for token in bars) or not has_verb(line.tree))


def _is_unreal(line: Line) -> bool:
    """Whether the sentence tells what would have been: "Hätte Norwind 3 % behalten, wäre es heute reich"."""
    forms = certainty_words(line.passage.lang).clause["counterfactual"]
    return any(token.lower_ in forms and "Sub" in token.morph.get("Mood", []) for token in line.tree)


def _is_open(figure: Figure, line: Line) -> bool:
    """Whether a figure can be read by rank: with a unit, no length of time, and no difference from something else."""
    if figure.quantity.unit is None or figure_class(figure.quantity) == "duration" or is_earlier(figure, line):
        return False
    if line.word(figure.end) in line.words.prices["compared"] or is_converted(figure, line) or is_share(figure, line):
        return False  # "$20 off"
    if any(line.has(at, line.words.quantified["crowd"]) for at in range(figure.start, figure.end + 1)):
        return False  # "before 8,000 spectators"
    return not (is_joined(figure, line) or _is_quote(figure, line)) and is_worth(figure, line)


def _is_quote(figure: Figure, line: Line) -> bool:
    """Whether a sum is what analysts hold a share to be worth: "with a price target of $135"."""
    ahead = text_of(line.tree[max(0, figure.start - _QUOTED) : figure.start]).lower()
    return any(phrase in ahead for phrase in line.words.quantified["quotes"])


def last_of(before: tuple[str, int] | None, position: int) -> Last | None:
    """Whom the figure before was told of, as a sentence at `position` sees it; `None` where it is too far off."""
    if before is None or position - before[1] > _BACK:
        return None
    return Last(before[0], min(_FARTHEST, position - before[1]))


def with_last(candidates: list[Candidate], setting: Setting, discourse: Discourse) -> list[Candidate]:
    """The candidates, and whom the figure before was told of where that is none of them."""
    last, first = setting.last, setting.line.tree[0]
    if last is None or any(candidate.filler.text == last.name for candidate in candidates):
        return candidates
    return [*candidates, Candidate(discourse.filler(last.name, first, 0.8), first, "earlier", last.back)]


def choose_owner(setting: Setting, candidates: Sequence[Candidate]) -> tuple[Candidate, float] | None:
    """The likeliest owner of a figure with its probability; `None` where it is likelier told of nobody.

    Candidates of one name are one choice.
    """
    *chances, _ = rank("owner", [*(setting.speaks_for(c) for c in candidates), setting.unclaimed()])
    sums = add_up((candidate.filler.text for candidate in candidates), chances)
    best = max(sums, key=lambda name: sums[name], default=None)
    if best is None or sums[best] < _LEAST:
        return None
    own = [(c, chance) for c, chance in zip(candidates, chances, strict=True) if c.filler.text == best]
    return max(own, key=lambda pair: pair[1])[0], sums[best]


def guess_owner(figure: Figure, line: Line, roster: Roster) -> Filler | None:
    """Whom a figure is likely told of, named or pointed at, where no rule finds the owner of its metric."""
    chosen = choose_owner(Setting(figure, line, roster.names, None), roster.candidates(line))
    if chosen is None or chosen[1] < _GUESSED or chosen[0].form == "phrase":
        return None
    return chosen[0].filler._replace(certainty=_GUESS)


def _read(setting: Setting, owner: Candidate, likely: float) -> Reading | None:
    if owner.form == "phrase" and setting.line.figure(owner.token.i) is not None:
        return None  # "900 schools have rates of 5 %": neither of schools, nor 900 of them
    sorted_as = _sort(setting)
    wording = _wording(setting, owner) if sorted_as is not None else None
    if sorted_as is None or (wording is None and sorted_as[0].kind not in _NAMELESS):
        return None
    sort, sorted_by = sorted_as
    text, head, rest = wording if wording is not None else _Wording("", 0.0, 0.0)
    chances = Chances(likely, sorted_by, head, rest)
    doubts = tuple(tell_doubts(setting, Whole(owner, sort, text), chances))
    low = min(setting.verb.i, setting.figure.start)
    told = Told(
        owner.filler._replace(certainty=1.0), _worded(sort, text), setting.verb, sort.role,
        turn_of(setting) if sort.role == CHANGE else 0, sort.kind, round(rank("worth", [doubts, ()])[0], 3),
        modality=colour(setting.line, low, setting.figure.end, owner.filler),
    )  # fmt: skip
    draft = draft_told(setting.figure, told, None, setting.line, RULE)
    return Reading(draft, doubts) if draft is not None else None


def _sort(setting: Setting) -> tuple[Sort, float] | None:
    """The likeliest sort and its probability; `None` where no kind is likely enough, or the likeliest is no claim."""
    chances = rank("sort", tell_sorts(setting))
    likely = max(range(len(SORTS)), key=lambda at: chances[at])
    sort = SORTS[likely]
    needed = _MEASURED if sort.kind == "measure" else _SORTED
    return (sort, chances[likely]) if sort.kind != "other" and chances[likely] >= needed else None


def _worded(sort: Sort, wording: str) -> str:
    parts = [wording if sort.kind not in _NAMELESS else "", "change" if sort.role == CHANGE else ""]
    return ", ".join(part for part in parts if part)


def _wording(setting: Setting, owner: Candidate) -> _Wording | None:
    """What the figure measures, in the words of the sentence; `None` where no word says so."""
    words = list(find_words(setting.figure, owner, setting.line))
    chances = rank("wording", [*(setting.heads(word) for word in words), setting.wordless()])
    best = max(range(len(chances)), key=lambda at: chances[at])
    if best == len(words):
        return None
    if setting.line.metric(words[best].token.i) is not None:
        return None  # the rules for metrics have left it alone
    chosen, sure = choose_words(setting, words[best], words)
    if all(setting.line.turn(token.i) for token in chosen):
        return None  # "Rückgang": of what?
    text = compose(chosen, setting.figure, owner, setting.line)
    return _Wording(text, chances[best], sure) if text else None
