"""Jobs that are cut: "cuts 500 jobs", "500 jobs will go", "10 % of the workforce", "of its 5,000 employees, 600"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.counted import REACH, Count, quantity_of
from claimtrack.extract.figures.units import PEOPLE, figure_class
from claimtrack.extract.text.syntax import is_relativizer
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.model import Quantity

_WHOLE = 6
"""Tokens between a percentage and the workforce that it is a part of ("10 % of its global salaried workforce")."""
_OWNED = 5
"""Tokens from "of" to the number of all, with whose they are between ("of Acme Bank's 9,000 employees")."""
_LEAVING = 16
"""Tokens between the number of all employees, that of those who go, and the verb of going."""
_FEW = 10
"""Less than this are the cuts of a rate or a budget: "the central bank may make two more cuts"."""


def read_leaving(figure: Figure, line: Line) -> Count | None:
    """As in "Von 5.000 Mitarbeitern sollen 600 gehen", "of its 5,000 employees, 600 will go": all, and a part."""
    last = figure.end + _LEAVING
    verb = next((at for at in range(figure.end, min(len(line.tree), last)) if _goes(at, line)), -1)
    others = [other for other in line.figures if abs(other.start - figure.start) <= _LEAVING and other is not figure]
    quantity = quantity_of(figure)
    if verb < 0 or quantity is None or len(others) != 1 or figure_class(quantity) != "count":
        return None
    whole, part = sorted((figure, others[0]), key=lambda each: each.start)
    if any(
        line.word(at) in line.words.people["part"]
        for at in range(max(whole.start + 1, part.start - _OWNED), part.start)
    ):
        whole, part = part, whole  # "200 of its 900 employees"
    low = max(part.start + 1, whole.start - _OWNED) if part.start < whole.start else max(0, whole.start - 2)
    is_whole = any(line.word(at) in line.words.people["part"] for at in range(low, whole.start))
    people = line.words.people["staff"] | line.words.people["whole"]
    is_staff = line.word(whole.end - 1) in people and part.start < verb
    if not is_whole or not is_staff or any(line.is_stop(at) for at in range(whole.start, verb)):
        return None
    return Count("headcount", figure, -1) if figure is whole else Count("layoffs", figure, verb)


def _goes(at: int, line: Line) -> bool:
    """Whether a verb or a phrase says that people go: "leave", "took voluntary redundancy"."""
    return line.has(at, line.words.people["go"]) or _is_gone(at, line)


def _is_gone(at: int, line: Line) -> bool:
    return any(text_of(line.tree[at:end]).lower() in line.words.people["gone"] for end in range(at + 1, at + 4))


def read_cut(figure: Figure, line: Line) -> Count | None:
    """Return the count of jobs or of people who go, by the verb or noun of cutting beside it."""
    words, quantity = line.words.people, quantity_of(figure)
    if quantity is None or not is_jobs(figure, quantity, line) or _is_whole(figure, line):
        return None
    if counts_cuts(figure, line):
        few = quantity.max is not None and quantity.max < _FEW
        return None if few else Count("layoffs", figure, figure.end - 1)  # "announced 15,000 cuts"
    for at in range(figure.start - 1, max(-1, figure.start - 1 - REACH), -1):
        if line.word(at) in words["other"]:
            return None
        let_go = f"{line.word(at - 1)} {line.word(at)}" in words["let_go"]
        cuts = line.word(at) in words["cut"] and not _is_thing(at, line)
        if cuts or line.word(at) in words["cut_nouns"] or let_go or _is_lost(at, figure, line):
            return Count("layoffs", figure, at)
        relative = is_relativizer(line.tree[at]) and line.word(at - 1) == ","
        if relative and line.word(at - 2) in words["cut_nouns"]:
            return Count("layoffs", figure, at - 2)  # "the layoffs, which affect 220 people"
        if line.figure(at) or line.is_stop(at) or line.word(at) in line.words.grammar["and"] | {","}:
            break
    return _cut_behind(figure, line)


def _is_thing(at: int, line: Line) -> bool:
    """Whether a form of a verb of cutting is a noun with its article: "what began in a shed"."""
    before = line.token(at - 1)
    return before is not None and bool(before.morph.get("Definite", [])) and not line.words.compounds


def _is_lost(at: int, figure: Figure, line: Line) -> bool:
    """As in "has lost a third of its staff", "the loss of 500 jobs": who loses a share of its own people, or posts."""
    words, share = line.words.people, figure_class(figure.quantity) in ("percent", "share")
    posts = (
        line.word(figure.end - 1) in words["leavers"] and line.word(at + 1) in words["part"] and at + 2 == figure.start
    )
    posts = posts and line.word(at) in words["loss"] and not (at and line.tree[at - 1].pos_ in ("ADJ", "NOUN"))
    return posts or (share and line.word(at) in words["loses"])


def _is_whole(figure: Figure, line: Line) -> bool:
    """As in "streicht 280 von 1.450 Stellen", "trennt sich von 1.100 ihrer 6.500 Mitarbeiter": all that there are."""
    before = line.token(figure.start - 2)
    part = line.word(figure.start - 1) in line.words.people["part"]
    return line.words.compounds and part and before is not None and before.like_num


def _cut_behind(figure: Figure, line: Line) -> Count | None:
    """As in "500 jobs will be cut", "rund 500 Stellen sollen wegfallen"."""
    ahead = figure.start - 1
    while ahead > 0 and line.tree[ahead].pos_ in ("ADV", "ADJ"):
        ahead -= 1
    parting = any(line.word(at) in line.words.people["parts_with"] for at in range(figure.end, figure.end + 3))
    if line.word(ahead) in line.words.people["part"] and not parting:
        return None  # "how many of the 120,000 jobs", "ein Zehntel der weltweit 2000 Stellen"
    start = _behind_aside(figure, line) or _whole_end(figure, line)
    for at in range(start, min(len(line.tree), start + REACH + 2)):
        if line.word(at) in line.words.people["other"] or line.figure(at) or line.tree[at].pos_ == "PUNCT":
            return None
        is_passive = line.words.compounds or line.has(at - 1, line.words.changes["light"])
        words = line.words.people
        named = line.word(figure.end - 1) in words["leavers"] or figure_class(figure.quantity) == "percent"
        leaves = line.word(at) in words["leave"] and (named or _is_forced(at, figure, line))
        leaves = leaves or _is_gone(at, line)
        told = line.words.compounds and line.word(at) in words["cut_nouns"]  # "sind vom Abbau betroffen"
        if (line.word(at) in words["cut"] and is_passive) or leaves or told:
            return Count("layoffs", figure, at)
    return None


def _behind_aside(figure: Figure, line: Line) -> int:
    """Behind an aside with another figure: "30 % der Belegschaft, etwa 120 Leute, verlieren ihre Jobs"; 0 for none."""
    near = range(figure.end, min(len(line.tree), figure.end + 2 * REACH))
    commas = [at for at in near if line.word(at) == ","]
    inside = len(commas) > 1 and any(line.figure(at) for at in range(commas[0], commas[1]))
    goes_on = inside and commas[0] <= figure.end + 2 and commas[1] + 1 < len(line.tree)
    return commas[1] + 1 if goes_on and line.tree[commas[1] + 1].pos_ in ("VERB", "AUX") else 0


def _whole_end(figure: Figure, line: Line) -> int:
    """Behind a figure, and behind the number of all that it is a part of: "10 % of its 2,000 jobs"."""
    whole = next((f for f in line.figures if figure.end <= f.start <= figure.end + _WHOLE), None)
    if whole is None or (whole.quantity.unit or "") not in PEOPLE:
        return figure.end
    between = [line.word(at) for at in range(figure.end - 1, whole.start)]
    return whole.end if any(word in line.words.people["part"] for word in between) else figure.end


def _is_forced(verb: int, figure: Figure, line: Line) -> bool:
    """As in "80 Leute müssen gehen"."""
    ahead = range(max(0, figure.start - REACH), figure.start) if line.words.compounds else range(0)  # "müssen 80 gehen"
    return any(line.word(at) in line.words.people["forced"] for at in (*ahead, *range(figure.end, verb)))


def counts_cuts(figure: Figure, line: Line) -> bool:
    """Whether what is counted is cuts: "15,000 layoffs", "900 job losses"."""
    last = line.word(figure.end - 1)
    return not {last, f"{line.word(figure.end - 2)} {last}"}.isdisjoint(line.words.people["cut_nouns"])


def is_jobs(figure: Figure, quantity: Quantity, line: Line) -> bool:
    """Whether a figure counts people or jobs, or is a share of the workforce."""
    kind, unit = figure_class(quantity), (quantity.unit or "").partition("/")[0]
    if kind == "count":
        last = line.word(figure.end - 1)
        counted = unit in PEOPLE or last in line.words.people["leavers"] or counts_cuts(figure, line)
        return counted if unit else _is_part_of_staff(figure, line)
    if kind != "percent":
        return False
    of = line.words.people["part"]
    text = quantity.text.lower().split()
    behind = [line.word(at) for at in range(figure.end, min(len(line.tree), figure.end + _WHOLE))]
    ahead = [line.word(at) for at in range(max(0, figure.start - 4), figure.start)]
    if ahead and ahead[-1] in line.words.changes["by"] and any(word in line.words.people["whole"] for word in ahead):
        return True  # "reduced its workforce by 10 %"
    if text[0] in line.words.people["every"]:
        return behind[:1] != [] and behind[0] in line.words.people["whole"]  # "jede zehnte Stelle"
    part = (behind[:1] != [] and behind[0] in of) or text[-1] in of | line.words.grammar["possessive"]  # "half its"
    return part and any(word in line.words.people["whole"] for word in behind)


def _is_part_of_staff(figure: Figure, line: Line) -> bool:
    """As in "1,600 of its roughly 7,000 employees": a bare number out of all."""
    if line.word(figure.end) not in line.words.people["part"]:
        return False
    people = line.words.people["staff"] | line.words.people["whole"]
    return any(line.word(at) in people for at in range(figure.end, min(len(line.tree), figure.end + _WHOLE)))
