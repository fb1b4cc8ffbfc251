"""Counts of people: who works for a firm, whose jobs go, who its customers are.

The counted noun stands with its number ("1,200 employees"), so the figure is where the reading starts: the verb or
possessive beside it says whether the people are there, go, or buy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.counted import (
    GENITIVE,
    REACH,
    Count,
    find_site,
    in_name,
    is_corrected,
    is_led,
    is_loose_with,
    is_owned,
    is_told_again,
    quantity_of,
)
from claimtrack.extract.figures.customers import read_customers, read_used
from claimtrack.extract.figures.metrics import colour
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.owning import reports, speaks
from claimtrack.extract.figures.periods import find_period, is_dated_elsewhere
from claimtrack.extract.figures.units import CUSTOMERS, PEOPLE, figure_class, size
from claimtrack.extract.text.syntax import base
from claimtrack.language import read_data
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_SURE = 0.9
_SERIES = 10
"""The smallest number of things put out that is worth a claim."""
_SUMMED = 0.85
"""How sure it is who cuts, where the sentence before tells it."""
_WHOLE = 6
"""Tokens between a percentage and the workforce that it is a part of ("10 % of its global salaried workforce")."""
_LEAVING = 16
"""Tokens between the number of all employees, that of those who go, and the verb of going."""
_NOUN = 5
"""Words of the longest counted noun that becomes an attribute ("monthly active users")."""


class Counts:
    """The counts of a document, passage by passage: a sentence may sum up the cut told in the one before."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._cutter: tuple[int, Filler] | None = None

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every figure of a passage that counts employees, jobs cut, customers or goods put out."""
        previous: Count | None = None
        owner: Filler | None = None
        for figure in line.figures:
            linked = _linked(figure, previous, line) if previous else None
            count = linked or next((c for way in _WAYS if (c := way(figure, line))), None)
            if count is None and (cutter := self._summed_up(figure, line)):
                summed = Count("layoffs", figure, -1)
                yield _draft(summed, cutter, line, summed, summed)
            if count is None:
                continue
            owner = owner if linked else self._owner(count, line)
            if owner is not None and not _is_anybody(count, owner, line):
                like = previous if linked and previous else count
                dated = like if count.kind == "headcount" and not is_told_again(figure, line) else count
                previous = count
                if is_corrected(figure, line):
                    continue
                if count.kind == "layoffs":
                    self._cutter = (line.passage.position, owner)
                yield _draft(count, owner, line, dated, like)

    def _owner(self, count: Count, line: Line) -> Filler | None:
        before = line.token(count.figure.start - 1)
        if (
            before is not None
            and before.lower_ in line.words.grammar["possessive"]
            and _is_their_team(count.figure, line)
        ):
            filler = self.discourse.resolve(before, line.passage)  # "mit ihrem vierköpfigen Team": of a person
            if filler is None or filler.label is Label.PERSON:
                return None
        return read_used(count, line, self.discourse) or find_owner(count.reading(), line, self.discourse)

    def _summed_up(self, figure: Figure, line: Line) -> Filler | None:
        """Who cuts the share of jobs that a sentence only equates with the cut before: "Das sind 15 Prozent der …"."""
        sums = line.word(0) in line.words.people["sums"] and line.word(1) in line.words.quantified["sizes"]
        if not sums or self._cutter is None or self._cutter[0] != line.passage.position - 1:
            return None
        cutter = self._cutter[1]._replace(certainty=min(self._cutter[1].certainty, _SUMMED), token=line.tree[0])
        return (
            cutter if figure_class(figure.quantity) == "percent" and _is_jobs(figure, figure.quantity, line) else None
        )


def _is_anybody(count: Count, owner: Filler, line: Line) -> bool:
    """Whether people are counted that no named firm employs: "3.5 million people work in the sector"."""
    generic = line.word(count.figure.end - 1) in line.words.people["anybody"]
    name = line.name(owner.token.i) if count.kind == "layoffs" and owner.token.doc is line.tree else None
    if name is not None and (speaks(name, line) or reports(name, line)):  # "the Labor Department said that 5,000 jobs"
        return name.text.rpartition(" ")[2] in read_data(line.passage.lang, "names")["institutions"]["heads"]
    return count.kind == "headcount" and generic and owner.via == "topic"


def _draft(count: Count, owner: Filler, line: Line, dated: Count, like: Count) -> Draft:
    """A count as a claim; `dated` is the one whose time it has, `like` the one that says what is counted."""
    at = count.verb if count.verb >= 0 else count.figure.end - 1
    told = like if count.kind == "customers" and count.figure.quantity.unit is None else count
    return Draft(
        count.kind, "count", line.passage, line.tree[at], owner, None, count.figure.mention, _attribute(told, line),
        Phase.BEGINS if count.kind == "layoffs" else Phase.HOLDS, _modality(count, owner, line),
        when=find_period(dated.reading(), line), unit=like.figure.quantity.unit or "person",
        timed=is_dated_elsewhere(dated.reading(), line), sure=round(_SURE * owner.certainty, 3),
        negative=count.kind == "customers" and line.word(count.verb) in line.words.people["loses"],
    )  # fmt: skip


def _modality(count: Count, owner: Filler, line: Line) -> Modality | None:
    """Cuts that are still to come are planned, whatever word says so."""
    if count.kind == "headcount" and count.verb < 0:
        return Modality.ACTUAL  # "its 1,200 employees" are there, whatever is said of them
    if count.kind == "layoffs" and line.word(count.verb - 1) in line.words.people["infinitive"]:
        return Modality.PLANNED  # "Acme to cut 500 jobs"
    auxiliaries = {child.lower_ for child in line.tree[count.verb].children if base(child) == "aux"}
    words = line.words.people
    if count.kind == "layoffs" and auxiliaries & words["coming"] and not auxiliaries & words["been"]:
        return Modality.PLANNED  # "340 Stellen werden abgebaut"
    reading = count.reading()
    found = colour(line, reading.found.start, reading.found.end, owner)
    return Modality.PLANNED if found is Modality.FORECAST and count.kind == "layoffs" else found


# jobs cut


def _leaving(figure: Figure, line: Line) -> Count | None:
    """As in "Von 5.000 Mitarbeitern sollen 600 gehen", "of its 5,000 employees, 600 will go": all, and a part."""
    last = figure.end + _LEAVING
    verb = next(
        (at for at in range(figure.end, min(len(line.tree), last)) if line.has(at, line.words.people["go"])), -1
    )
    others = [other for other in line.figures if abs(other.start - figure.start) <= _LEAVING and other is not figure]
    quantity = quantity_of(figure)
    if verb < 0 or quantity is None or len(others) != 1 or figure_class(quantity) != "count":
        return None
    whole, part = sorted((figure, others[0]), key=lambda each: each.start)
    if any(line.word(at) in line.words.people["part"] for at in range(part.start - 2, part.start)):
        whole, part = part, whole  # "200 of its 900 employees"
    is_whole = any(line.word(at) in line.words.people["part"] for at in range(max(0, whole.start - 2), whole.start))
    people = line.words.people["staff"] | line.words.people["whole"]
    is_staff = line.word(whole.end - 1) in people and part.start < verb
    if not is_whole or not is_staff or any(line.is_stop(at) for at in range(whole.start, verb)):
        return None
    return Count("headcount", figure, -1) if figure is whole else Count("layoffs", figure, verb)


def _cut(figure: Figure, line: Line) -> Count | None:
    words, quantity = line.words.people, quantity_of(figure)
    if quantity is None or not _is_jobs(figure, quantity, line):
        return None
    for at in range(figure.start - 1, max(-1, figure.start - 1 - REACH), -1):
        if line.word(at) in words["other"]:
            return None
        let_go = f"{line.word(at - 1)} {line.word(at)}" in words["let_go"]
        if line.word(at) in words["cut"] or line.word(at) in words["cut_nouns"] or let_go:
            return Count("layoffs", figure, at)
        if line.figure(at) or line.is_stop(at) or line.word(at) in line.words.grammar["and"] | {","}:
            break
    return _cut_behind(figure, line)


def _cut_behind(figure: Figure, line: Line) -> Count | None:
    """As in "500 jobs will be cut", "rund 500 Stellen sollen wegfallen"."""
    ahead = figure.start - 1
    while ahead > 0 and line.tree[ahead].pos_ in ("ADV", "ADJ"):
        ahead -= 1
    if line.word(ahead) in line.words.people["part"]:
        return None  # "how many of the 120,000 jobs", "ein Zehntel der weltweit 2000 Stellen"
    start = _behind_aside(figure, line) or _whole_end(figure, line)
    for at in range(start, min(len(line.tree), start + REACH + 2)):
        if line.word(at) in line.words.people["other"] or line.figure(at) or line.tree[at].pos_ == "PUNCT":
            return None
        is_passive = line.words.compounds or line.has(at - 1, line.words.changes["light"])
        words = line.words.people
        named = line.word(figure.end - 1) in words["leavers"] or figure_class(figure.quantity) == "percent"
        leaves = line.word(at) in words["leave"] and (named or _is_forced(at, figure, line))
        leaves = leaves or line.word(at) in words["gone"]
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
    return any(line.word(at) in line.words.people["forced"] for at in range(figure.end, verb))


def _is_jobs(figure: Figure, quantity: Quantity, line: Line) -> bool:
    """Whether a figure counts people or jobs, or is a share of the workforce."""
    kind, unit = figure_class(quantity), (quantity.unit or "").partition("/")[0]
    if kind == "count":
        return unit in PEOPLE if unit else _is_part_of_staff(figure, line)
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
    return ((behind[:1] != [] and behind[0] in of) or text[-1] in of) and any(
        word in line.words.people["whole"] for word in behind
    )


def _is_part_of_staff(figure: Figure, line: Line) -> bool:
    """As in "1,600 of its roughly 7,000 employees": a bare number out of all."""
    if line.word(figure.end) not in line.words.people["part"]:
        return False
    people = line.words.people["staff"] | line.words.people["whole"]
    return any(line.word(at) in people for at in range(figure.end, min(len(line.tree), figure.end + _WHOLE)))


# employees


def _staff(figure: Figure, line: Line) -> Count | None:
    words, quantity = line.words.people, quantity_of(figure)
    last = line.word(figure.end - 1)
    if quantity is not None and quantity.unit == "person" and _is_their_team(figure, line):
        return Count("headcount", figure, figure.end)  # "its 40-person team", "das 40-köpfige Team"
    if quantity is None or (quantity.unit or "") not in PEOPLE or last not in words["staff"]:
        return None
    if is_led(figure, line):
        return Count("headcount", figure, -1)
    named = last not in words["anybody"]
    for at in range(figure.start - 1, max(-1, figure.start - 1 - REACH), -1):
        if line.word(at) in words["employ"]:
            return Count("headcount", figure, at)
        helps = any(
            line.tree[i].pos_ == "VERB" and not line.turn(i) for i in range(at + 1, figure.start)
        )  # "has left 500"
        near = figure.start - at <= 3 or line.words.compounds
        if (
            named
            and near
            and not helps
            and (line.word(at) in words["have"] or line.word(at) in GENITIVE)
            and not is_loose_with(at, line)
        ):
            return Count("headcount", figure, at if line.tree[at].pos_ in ("VERB", "AUX") else -1)
        if line.figure(at) or line.is_stop(at) or line.word(at) in line.words.grammar["among"] | {","}:
            break
    is_theirs = named and is_owned(figure, line)
    return Count("headcount", figure, -1) if is_theirs else _employed_behind(figure, line)


def _is_their_team(figure: Figure, line: Line) -> bool:
    """As in "its 40-person team", "das 40-köpfige Team von Acme", but no team among others."""
    before = line.token(figure.start - 1)
    if before is None or line.word(figure.end) not in line.words.people["teams"]:
        return False
    theirs = before.lower_ in line.words.grammar["possessive"] or before.text in GENITIVE
    return theirs or "Def" in before.morph.get("Definite", [])


def _employed_behind(figure: Figure, line: Line) -> Count | None:
    """As in "rund 500 Menschen beschäftigt der Konzern", "5,000 people work for Acme"."""
    for at in range(figure.end, min(len(line.tree), figure.end + REACH)):
        if line.tree[at].pos_ == "PUNCT" or line.figure(at):
            return None
        if line.word(at) in line.words.people["employ"]:
            return Count("headcount", figure, at)
    return None


# what a firm puts out


def _output(figure: Figure, line: Line) -> Count | None:
    """As in "delivered 497,000 vehicles", "verkaufte 2,4 Millionen Autos"."""
    quantity = quantity_of(figure)
    if (
        quantity is None
        or figure_class(quantity) != "count"
        or (quantity.unit or "times") in PEOPLE | CUSTOMERS | {"times"}
        or "-" in quantity.text  # "24-megapixel photos"
        or size(quantity) < _SERIES  # "is to produce three models"
        or line.has(figure.end - 1, line.words.people["sets"])  # "50 million pairs": of what?
    ):
        return None
    for at in range(figure.start - 1, max(-1, figure.start - 4), -1):
        if any(line.word(at) in verbs for verbs in line.words.outputs.values()):
            return Count("measure", figure, at)
        subject = line.words.compounds and line.name(at) is not None  # "2024 baute Acme 10.000 Autos"
        if not subject and not line.time(at) and line.tree[at].pos_ not in ("ADV", "DET", "NUM"):
            return None
    return None


_WAYS = (_leaving, _cut, _staff, read_customers, _output)


# a count that leans on another


def _linked(figure: Figure, previous: Count, line: Line) -> Count | None:
    """As in "a tenth of the staff, or about 300 jobs"."""
    quantity, words = quantity_of(figure), line.words.people
    between = range(previous.figure.end, figure.start)
    if (previous.kind != "layoffs" and is_told_again(figure, line)) or is_corrected(previous.figure, line):
        return Count(previous.kind, figure, previous.verb)
    if previous.kind == "customers" and all(line.word(at) in line.words.grammar["and"] | {","} for at in between):
        return Count("customers", figure, previous.verb) if figure.quantity.unit in CUSTOMERS else None
    if quantity is not None and _is_thereof(figure, quantity, line) and len(between) <= REACH:
        return Count(previous.kind, figure, previous.verb)
    if (
        quantity is None
        or previous.kind != "layoffs"
        or len(between) > REACH + 3
        or not _is_jobs(figure, quantity, line)
    ):
        return None
    known = words["link"] | words["whole"] | words["part"] | line.words.plain
    loose = [at for at in between if line.word(at) not in known and not line.time(at)]
    is_joined = any(line.word(at) in words["same"] for at in between)
    return Count("layoffs", figure, previous.verb) if is_joined and len(loose) <= 1 else None


def _is_thereof(figure: Figure, quantity: Quantity, line: Line) -> bool:
    """As in "17.500 Beschäftigte, davon knapp 7.000 in Deutschland": a part of those before, by its place."""
    at = figure.start - 1
    while at > 0 and line.tree[at].pos_ == "ADV" and line.word(at) not in line.words.people["thereof"]:
        at -= 1
    of_people = figure_class(quantity) == "count" and (quantity.unit or "person") in PEOPLE
    return of_people and line.word(at) in line.words.people["thereof"] and find_site(figure, line) is not None


def _attribute(count: Count, line: Line) -> str | None:
    """The counted noun of customers and of what is put out; the place or the sort of employees."""
    figure, words = count.figure, line.words.people
    inside = line.tree[figure.start : figure.end]
    plain = (t for t in inside if t.pos_ != "NUM" or in_name(t))
    nouns = [t.text for t in plain if (t.text.isalpha() or in_name(t)) and t.lower_ not in words["numbers"]]
    if count.kind == "measure":
        done = next((name for name, verbs in line.words.outputs.items() if line.word(count.verb) in verbs), "")
        where = f" {line.word(figure.end)} {place}" if (place := find_site(figure, line)) else ""
        return f"{' '.join(nouns[-_NOUN:])} {done}{where}".strip()
    if count.kind == "customers":
        changed = count.verb >= 0 and line.word(count.verb) in words["gains"] | words["loses"]
        return ", ".join([*filter(None, [" ".join(nouns[-_NOUN:])]), *(["change"] if changed else [])]) or None
    full_time = any(noun.lower() in words["full_time"] for noun in nouns[:-1])
    return find_site(figure, line) or ("full-time employees" if full_time else None)
