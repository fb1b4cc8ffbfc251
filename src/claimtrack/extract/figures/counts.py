"""Counts of people: who works for a firm, whose jobs go, who its customers are.

The counted noun stands with its number ("1,200 employees"), so the figure is where the reading starts: the verb or
possessive beside it says whether the people are there, go, or buy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.veridicality import is_brought_about
from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.again import is_same
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.counted import (
    GENITIVE,
    REACH,
    Count,
    find_site,
    is_corrected,
    is_led,
    is_loose_with,
    is_owned,
    is_told_again,
    quantity_of,
    rate_behind,
    told_as,
)
from claimtrack.extract.figures.customers import read_customers, read_used
from claimtrack.extract.figures.cuts import counts_cuts, is_jobs, read_cut, read_leaving
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.owning import reports, speaks
from claimtrack.extract.figures.periods import find_period, is_dated_elsewhere
from claimtrack.extract.figures.units import CUSTOMERS, PEOPLE, figure_class, size
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.text.syntax import base, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Bound, Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.model import Mention

_SURE = 0.9
_SERIES = 10
"""The smallest number of things put out that is worth a claim."""
_SUMMED = 0.85
"""How sure it is who cuts, where the sentence before tells it."""
_PERSON = 3
"""Tokens between who cuts, and the verb of cutting ("he let go of")."""


class Counts:
    """The counts of a document, passage by passage: a sentence may sum up the cut told in the one before."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._cutter: tuple[int, Filler] | None = None
        self._last: tuple[int, Count, Filler] | None = None

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every figure of a passage that counts employees, jobs cut, customers or goods put out."""
        previous: Count | None = None
        owner: Filler | None = None
        for figure in line.figures:
            linked = _linked(figure, previous, line) if previous else None
            count = linked or next((c for way in _WAYS if (c := way(figure, line))), None)
            if count is None and (again := self._told_again(figure, line)):
                yield again
                continue
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
                if is_corrected(figure, line) or _is_of_these(count, line):
                    continue
                if count.kind == "layoffs":
                    self._cutter = (line.passage.position, owner)
                else:
                    self._last = (line.passage.position, count, owner)
                yield _draft(count, owner, line, dated, like)

    def _told_again(self, figure: Figure, line: Line) -> Draft | None:
        """As in "Vor einem Jahr waren es noch 12.000", of what the sentence before counts."""
        if self._last is None or self._last[0] != line.passage.position - 1 or len(line.figures) > 1 or line.metrics:
            return None
        _, before, owner = self._last
        alike = figure.quantity.unit in (None, before.figure.quantity.unit)
        if not alike or figure_class(figure.quantity) != "count" or not is_same(figure, line):
            return None
        count = Count(before.kind, figure, -1)
        self._last = (line.passage.position, before, owner)
        return _draft(count, owner._replace(token=line.tree[0], via="pronoun"), line, count, before)

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
        ahead = range(max(0, count.verb - _PERSON), count.verb) if count.kind == "layoffs" else ()
        person = next((at for at in ahead if line.word(at) in line.words.votes["persons"]), None)
        if person is not None and not line.words.compounds:
            told = self.discourse.resolve(line.tree[person], line.passage)
            firm = self.discourse.employer(told.text) if told is not None else None  # "he let go of 4,000 workers"
            return self.discourse.filler(firm, line.tree[person], _SUMMED) if firm is not None else None
        owner = read_used(count, line, self.discourse) or find_owner(count.reading(), line, self.discourse)
        return _unless_another_does(count, owner, line)

    def _summed_up(self, figure: Figure, line: Line) -> Filler | None:
        """Who cuts the share of jobs that a sentence only equates with the cut before: "Das sind 15 Prozent der …"."""
        sums = line.word(0) in line.words.people["sums"] and line.word(1) in line.words.quantified["sizes"]
        if not sums or self._cutter is None or self._cutter[0] != line.passage.position - 1:
            return None
        cutter = self._cutter[1]._replace(certainty=min(self._cutter[1].certainty, _SUMMED), token=line.tree[0])
        return cutter if figure_class(figure.quantity) == "percent" and is_jobs(figure, figure.quantity, line) else None


def _is_of_these(count: Count, line: Line) -> bool:
    """Whether people counted are only some of those who work for a firm: "employs about 70 of these drivers"."""
    inside = line.tree[count.figure.start : count.figure.end + 1]
    points = any("Dem" in t.morph.get("PronType", []) for t in inside)
    return count.kind == "headcount" and points and any(t.lower_ in line.words.people["part"] for t in inside)


def _unless_another_does(count: Count, owner: Filler | None, line: Line) -> Filler | None:
    """An owner, but no name that stands behind the one who acts: "The startup counts Acme as a client and has 46"."""
    if owner is None or count.verb < 0:
        return owner
    named = (line.passage.head_of(name.span) for name in line.passage.names if name.text in owner.text)
    agents = (head for head in named if head is not None and head.dep_ == "obl:agent" and head.head.i != count.verb)
    if any(head.i > count.figure.start for head in agents):
        return None  # "The insurer employs 46 people and is owned by Acme"
    if owner.via != "name" or owner.token.doc is not line.tree:
        return owner
    doers = read_arguments(line.tree[count.verb]).agent if count.verb < count.figure.start else ()
    unnamed = [t for t in doers if line.name(t.i) is None and line.figure(t.i) is None and t.pos_ in ("NOUN", "PRON")]
    apart = bool(doers) and len(unnamed) == len(doers) and unnamed[-1].i < owner.token.i < count.verb
    apart = apart and line.name(unnamed[-1].i + 1) is None  # "Der Anbieter Acme versorgt"
    return None if apart and "Rel" not in unnamed[-1].morph.get("PronType", []) else owner


def _is_anybody(count: Count, owner: Filler, line: Line) -> bool:
    """Whether people are counted that no named firm employs: "3.5 million people work in the sector"."""
    here = any(token.lower_ in line.words.quantified["pointing"] for token in line.tree)
    here = here or any(is_firm_noun(t, line.passage.lang) for t in line.tree[count.figure.end :])
    generic = line.word(count.figure.end - 1) in line.words.people["anybody"] and not here  # "dort", "für die Firma"
    name = line.name(owner.token.i) if count.kind == "layoffs" and owner.token.doc is line.tree else None
    own = count.verb >= 0 and any(t.pos_ == "PRON" for t in read_arguments(line.tree[count.verb]).agent)
    if own:  # "the Labor Department said it would cut"
        return False
    if name is not None and (speaks(name, line) or reports(name, line)):  # "the Labor Department said that 5,000 jobs"
        return name.text.rpartition(" ")[2] in read_data(line.passage.lang, "names")["institutions"]["heads"]
    return count.kind == "headcount" and generic and owner.via == "topic"


def _draft(count: Count, owner: Filler, line: Line, dated: Count, like: Count) -> Draft:
    """A count as a claim; `dated` is the one whose time it has, `like` the one that says what is counted."""
    at = count.verb if count.verb >= 0 else count.figure.end - 1
    bare = count.kind == "customers" and count.figure.quantity.unit is None
    told = like._replace(verb=count.verb) if bare else count
    return Draft(
        count.kind, "count", line.passage, line.tree[at], owner, None, _counted(count, line),
        told_as(told, owner, line),
        Phase.BEGINS if count.kind == "layoffs" else Phase.HOLDS, _modality(count, owner, line),
        when=find_period(dated.reading(), line), unit=like.figure.quantity.unit or "person",
        unit_suffix=rate_behind(count.figure, line) if count.kind == "measure" else "",
        timed=is_dated_elsewhere(dated.reading(), line), sure=round(_SURE * owner.certainty, 3),
        negative=count.kind == "customers"
        and line.word(count.verb) in line.words.people["loses"] | line.words.people["steps_down"],
    )  # fmt: skip


def _counted(count: Count, line: Line) -> Mention:
    """The figure of a count; "15,000 cuts" are so many people."""
    mention, norm = count.figure.mention, quantity_of(count.figure)
    cut = counts_cuts(count.figure, line)
    if norm is None or norm.unit in (None, "%") or not cut:
        return mention
    return mention.model_copy(update={"norm": norm.model_copy(update={"unit": "person"})})


def _modality(count: Count, owner: Filler, line: Line) -> Modality | None:
    """Cuts that are still to come are planned, whatever word says so."""
    if count.kind == "headcount" and count.verb < 0:
        return Modality.ACTUAL  # "its 1,200 employees" are there, whatever is said of them
    auxiliaries = {child.lower_ for child in line.tree[count.verb].children if base(child) in ("aux", "mark")}
    words = line.words.people
    if count.kind == "layoffs" and line.word(count.verb - 1) in words["infinitive"]:
        if is_brought_about(line.tree[count.verb], certainty_words(line.passage.lang)):
            return Modality.ACTUAL
        return Modality.PLANNED  # "Acme to cut 500 jobs"
    if count.kind == "layoffs" and auxiliaries & words["coming"] and not auxiliaries & words["been"]:
        return Modality.PLANNED  # "340 Stellen werden abgebaut", "are to be cut"
    reading = count.reading()
    found = colour(line, reading.found.start, reading.found.end, owner)
    return Modality.PLANNED if found is Modality.FORECAST and count.kind == "layoffs" else found


# employees


def _staff(figure: Figure, line: Line) -> Count | None:
    words, quantity = line.words.people, quantity_of(figure)
    last = line.word(figure.end - 1)
    if quantity is not None and quantity.unit == "person" and _is_their_team(figure, line):
        return Count("headcount", figure, figure.end)  # "its 40-person team", "das 40-köpfige Team"
    if quantity is None or (quantity.unit or "") not in PEOPLE or last not in words["staff"] or _is_hired(figure, line):
        return None
    if is_led(figure, line):
        return Count("headcount", figure, -1)
    named = last not in words["anybody"]
    for at in range(figure.start - 1, max(-1, figure.start - 1 - REACH), -1):
        reached = line.word(figure.start - 1) in line.words.changes["to"] and line.turn(at)
        if line.word(at) in words["employ"] or (reached and (line.words.compounds or _grows(at, figure, line))):
            return Count("headcount", figure, at)  # "wächst damit auf 3.100 Beschäftigte"
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
        if _is_number_of_places(at, line):
            continue
        if line.figure(at) or line.is_stop(at) or line.word(at) in line.words.grammar["among"] | {","}:
            break
    is_theirs = named and is_owned(figure, line)
    return Count("headcount", figure, -1) if is_theirs else _employed_behind(figure, line)


def _is_number_of_places(at: int, line: Line) -> bool:
    """Whether a token is of a count between a verb and its people: "beschäftigt an drei Standorten 500 Menschen"."""
    figure = line.figure(at)
    before = line.token(figure.start - 1) if figure is not None and line.words.compounds else None
    people = figure is not None and (figure.quantity.unit or "") in PEOPLE
    return before is not None and before.pos_ == "ADP" and not people


def _is_hired(figure: Figure, line: Line) -> bool:
    """As in "hat 300 neue Mitarbeiter eingestellt": those who come, and not all there are."""
    words = line.words.people["other"]
    new = any(token.lower_ in words for token in line.tree[figure.start : figure.end])
    return line.words.compounds and new and line.word(figure.end) in words


def _grows(verb: int, figure: Figure, line: Line) -> bool:
    """As in "Acme has grown to 420 people": somebody named, and no toll or number."""
    subjects = (child for child in line.tree[verb].children if base(child) == "nsubj")
    return verb == figure.start - 2 and line.turn(verb) > 0 and any(line.name(child.i) for child in subjects)


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
        has = line.words.compounds and at == figure.end and line.word(at) in line.words.people["have"]
        has = has and line.word(figure.end - 1) not in line.words.people["anybody"]
        if line.word(at) in line.words.people["employ"] or _is_work_for(at, line) or has:
            return Count("headcount", figure, at)  # "Rund 3.100 Beschäftigte zählt Acme"
    return None


def _is_work_for(at: int, line: Line) -> bool:
    """As in "200 people now work at Acme"."""
    named = line.name(at + 2) is not None or line.name(at + 3) is not None
    return line.word(at) in line.words.people["works"] and line.word(at + 1) in line.words.people["work_for"] and named


def _staff_of(figure: Figure, line: Line) -> Count | None:
    """As in "has a staff of 85", "with a team of 40": a bare number, or one of people, that somebody has."""
    words, following = line.words.people, line.token(figure.end)
    bare = (figure.quantity.unit or "person") in PEOPLE and figure_class(figure.quantity) == "count"
    is_end = following is None or following.pos_ in ("PUNCT", "ADP", "ADV", "CCONJ")
    if bare and is_end and not line.words.compounds and line.word(figure.start - 1) in words["employ"]:
        return Count("headcount", figure, figure.start - 1)  # "employs more than 4,200 worldwide"
    if not bare or line.word(figure.start - 1) not in words["part"] or line.word(figure.start - 2) not in words["crew"]:
        return None
    for at in range(figure.start - 3, max(-1, figure.start - 3 - REACH), -1):
        if line.word(at) in words["have"] | words["employ"] or line.word(at) in GENITIVE:
            return None if is_loose_with(at, line) else Count("headcount", figure, at)
        if line.figure(at) or line.tree[at].pos_ in ("PUNCT", "VERB", "ADP"):
            return None
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


_WAYS = (read_leaving, read_cut, _staff, _staff_of, read_customers, _output)


# a count that leans on another


def _linked(figure: Figure, previous: Count, line: Line) -> Count | None:
    """As in "a tenth of the staff, or about 300 jobs"."""
    quantity, words = quantity_of(figure), line.words.people
    between = range(previous.figure.end, figure.start)
    if (previous.kind != "layoffs" and is_told_again(figure, line)) or is_corrected(previous.figure, line):
        return Count(previous.kind, figure, previous.verb)
    bare = figure.quantity.unit is None and len(between) <= 2 * REACH
    if previous.kind == "customers" and bare and any(line.word(at) in words["sums_to"] for at in between):
        return Count("customers", figure, figure.start - 1)  # "…, bringing its total to 22.4 million"
    if previous.kind == "customers" and bare and line.word(figure.end) in words["steps"]:
        return Count("customers", figure, figure.end)  # "…, 38,000 fewer than three months earlier"
    if previous.kind == "layoffs" and bare and _is_another(figure, line):
        return Count("layoffs", figure, previous.verb)  # "… in Iowa and another 120 in Nebraska"
    joined = all(line.word(at) in line.words.grammar["and"] | {","} for at in between)
    if previous.kind == "headcount" and joined and len(between) == 1 and _customers(figure):
        return Count("customers", figure, previous.verb)  # "zählt 340 Mitarbeiter, 2.800 Kunden und …"
    if previous.kind == "customers" and joined:
        return Count("customers", figure, previous.verb) if figure.quantity.unit in CUSTOMERS else None
    if quantity is not None and _is_thereof(figure, quantity, line) and len(between) <= REACH:
        return Count(previous.kind, figure, previous.verb)
    if (
        quantity is None
        or previous.kind != "layoffs"
        or len(between) > REACH + 3
        or not is_jobs(figure, quantity, line)
    ):
        return None
    known = words["link"] | words["whole"] | words["part"] | line.words.plain
    loose = [at for at in between if line.word(at) not in known and not line.time(at)]
    is_joined = any(line.word(at) in words["same"] for at in between)
    about = quantity.bound is Bound.ABOUT and not line.words.compounds  # "10 % of its staff, about 300 people"
    aside = about or figure_class(quantity) == "percent"
    is_joined = is_joined or (aside and any(line.word(at) == "," for at in between))
    return Count("layoffs", figure, previous.verb) if is_joined and len(loose) <= 1 else None


def _customers(figure: Figure) -> bool:
    return (figure.quantity.unit or "") in CUSTOMERS - PEOPLE


def _is_another(figure: Figure, line: Line) -> bool:
    return any(line.word(at) in line.words.people["another"] for at in (figure.start - 1, figure.start))


def _is_thereof(figure: Figure, quantity: Quantity, line: Line) -> bool:
    """As in "17.500 Beschäftigte, davon knapp 7.000 in Deutschland": a part of those before, by its place."""
    at = figure.start - 1
    while at > 0 and line.tree[at].pos_ == "ADV" and line.word(at) not in line.words.people["thereof"]:
        at -= 1
    of_people = figure_class(quantity) == "count" and (quantity.unit or "person") in PEOPLE
    return of_people and line.word(at) in line.words.people["thereof"] and find_site(figure, line) is not None
