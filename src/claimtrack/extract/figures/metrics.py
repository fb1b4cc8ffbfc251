"""What a figure measures: revenue, profit, valuation, workforce, users, share price.

`readings` pairs figures with metrics, `owners` says whose they are, `periods` of which time; this module makes drafts
of them. The reporting period that a document names once dates its other sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.again import read_again
from claimtrack.extract.figures.colouring import colour, has_verb
from claimtrack.extract.figures.heads import read_before
from claimtrack.extract.figures.measured import Reading, as_goods, counts_goods
from claimtrack.extract.figures.multiplied import read_multiplied
from claimtrack.extract.figures.nations import names_state
from claimtrack.extract.figures.others import has_own_actor, unknown_actor
from claimtrack.extract.figures.owners import find_owner
from claimtrack.extract.figures.owning import is_free, is_owner, may_own, name_filler, read_compared, row_of
from claimtrack.extract.figures.periods import FLOWS, is_dated_elsewhere
from claimtrack.extract.figures.purposes import read_purpose
from claimtrack.extract.figures.readings import read_figures
from claimtrack.extract.figures.reporting import Dating, Reporting
from claimtrack.extract.figures.scopes import attribute_of, unit_suffix
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.reliability import rate
from claimtrack.extract.text.syntax import base, clause
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Bound, Label, Modality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.edtf import Interval
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

    Guess = Callable[[Figure, Line], Filler | None]
    """Whom a figure is likely of, as a second reader takes it."""

_SURE, _LINKED = 0.92, 0.9
_MEASURED = 0.95
"""How sure an open measure is whose noun is one of the lists, whoever it is of."""
_UNTYPED = 0.85
"""What a subject of unknown type leaves of a certainty when claims are assembled."""
_GUESSED = frozenset({"revenue", "profit", "spending", "measure"})
"""Kinds whose owner a second reader may find."""
_SMALL = 1_000_000
"""Money below which a firm's own sums are not told without its name."""
_BUYBACK = "share buyback"
"""What a firm announces and then does over months."""
_NEAR = 4
"""Sentences back in which the topic is named that owns a measure without an owner."""
_CLAUSE = 8
"""Tokens before a metric in which its clause begins."""
_DESCRIBED = 6
"""Tokens between a verb of expecting and the name of whom it is about."""
_INSTEAD = 3
"""Tokens between "statt" and the figure that was not reached."""


class Metrics:
    """Reads the metrics of one document, passage by passage, and remembers the period that it reports on."""

    def __init__(self, discourse: Discourse, published: Interval | None, guess: Guess) -> None:
        self._discourse, self._guess = discourse, guess
        self._reporting = Reporting(discourse, published)
        self._last: tuple[Reading, Filler, int] | None = None

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every figure of a passage whose metric and owner are plain."""
        previous, owner = self._gone_on(line)
        if self._is_expected(line):
            return
        if self._last is not None and line.passage.position - self._last[2] == 1:
            again, whose = read_again(line, self._last[0]), self._last[1]
            if again is not None:
                self._last = (again, whose, line.passage.position)
                yield self._draft(again, whose._replace(token=line.tree[0], via="pronoun"), line)
                return
        for reading in (*read_figures(line, previous), *(as_goods(r, line) for r in read_multiplied(line))):
            owner = owner if reading.linked and owner else find_owner(reading, line, self._discourse)
            owner = owner or read_before(reading, self._last, line, self._discourse) or self._guessed(reading, line)
            if owner is not None and (other := read_compared(reading, owner, line, self._discourse)):
                role = "level" if reading.role == "prior" else reading.role
                yield self._draft(reading._replace(role=role), other, line)
                continue
            if (
                owner is not None
                and not _is_conditional(reading, line)
                and _is_said(reading, line)
                and _is_plausible(reading, owner, line)
                and self._is_spoken_of(reading, owner, line)
                and not self._is_joint(reading, owner, line)
            ):
                self._last = (reading, owner, line.passage.position)
                draft = self._draft(reading, owner, line)
                is_dated = reading.role != "prior" or draft.when is not None or not _is_alone(reading, line)
                if is_dated and _is_sure(draft):
                    yield draft  # "revenue rose from $5bn in the year-ago quarter", a fiscal one that nothing dates
                    yield from (self._draft(reading, other, line) for other in self._beside(reading, owner, line))

    def _guessed(self, reading: Reading, line: Line) -> Filler | None:
        """Whom the second reader takes a figure to be of, where it sums up what a firm earns or spends."""
        kind = reading.found.metric.kind
        strange = kind not in _GUESSED or has_own_actor(reading, line) or unknown_actor(reading, line)
        owner = self._guess(reading.figure, line) if not strange else None
        name = line.name(owner.token.i) if owner is not None and owner.via == "name" else None
        if name is not None and not (is_free(name, line) and may_own(name, line, self._discourse, kind)):
            return None  # "shared on LinkedIn that it makes $5m"
        return owner if is_owner(owner, kind) else None

    def _is_expected(self, line: Line) -> bool:
        """Whether a line is one of a list of what analysts expect: "Here's what analysts expect:"."""
        is_item = any(":" in token.text for token in line.tree[:_CLAUSE]) and not has_verb(line.tree)
        place = self._discourse.place_of(line.passage)
        before = reversed(self._discourse.passages[max(0, place - _CLAUSE) : place]) if is_item else ()
        opening = next((passage.tree for passage in before if has_verb(passage.tree)), ())
        words, colour, forms = {token.lower_ for token in opening}, line.words.colour, line.words.grammar
        pasts = colour["expected"] | forms["compared"] | forms["versus"] | line.words.links["prior"]
        return bool(words & colour["estimates"] and words & colour["forecast"]) and not words & pasts

    def _gone_on(self, line: Line) -> tuple[Reading | None, Filler | None]:
        """What "That's down from $9bn" goes on about: the figure of the sentence before, standing for its pronoun."""
        if self._last is None or line.word(0) not in line.words.grammar["that"] or line.figure(0):
            return None, None
        reading, owner, position = self._last
        if line.passage.position - position != 1 or reading.role == "change":
            return None, None
        found = (reading.base or reading.found)._replace(start=0, end=1)
        stands = Reading(reading.figure._replace(start=0, end=1), found, "level", linked=True, base=found)
        return stands, owner._replace(token=line.tree[0], via="pronoun")

    def _is_spoken_of(self, reading: Reading, owner: Filler, line: Line) -> bool:
        """Whether the topic, taken for the owner of a measure for want of another, is named near the figure."""
        if reading.found.metric.kind != "measure" or owner.via != "topic":
            return True
        place, cast = self._discourse.place_of(line.passage), self._discourse.cast
        if any(cast.full(found.prefix) == owner.text for found in line.metrics if found.prefix):
            return True  # "die Acme-Aktie bietet eine Dividendenrendite von"
        near = self._discourse.passages[max(0, place - _NEAR) : place + _NEAR]
        return any(cast.full(name.text) == owner.text for passage in near for name in passage.names)

    def _modality(self, reading: Reading, owner: Filler, line: Line) -> Modality | None:
        """An earlier figure was reached, unless it is an earlier forecast: "raised its forecast to 7 from 6"."""
        found = colour(line, *_stretch(reading), owner=owner)
        foretold = line.word(reading.found.end) in line.words.colour["forecast"] and reading.role == "level"
        found = Modality.FORECAST if foretold and found is None else found  # "a $2bn capex outlook"
        if reading.role != "prior":
            announced = reading.found.metric.attribute == _BUYBACK and reading.role == "level"
            return Modality.PLANNED if announced and _is_to_be_done(found, line) else found
        parts = tuple(line.words.colour["guiding_parts"])
        aux = line.tree[reading.found.end : reading.found.end + 1]  # "sales will rise to $9bn from $7bn in 2025"
        is_forecast = text_of(aux).lower() in line.words.colour["forecast"] and aux[0].pos_ != "AUX"
        is_forecast = is_forecast or (bool(parts) and line.word(reading.found.end - 1).endswith(parts))
        return Modality.FORECAST if is_forecast else Modality.ACTUAL

    def _is_joint(self, reading: Reading, owner: Filler, line: Line) -> bool:
        """Whether several firms share a figure: "Acme, Norwind and Beta are to raise spending by 60 %"."""
        name = line.name(owner.token.i) if owner.via == "name" else None
        if name is None or reading.found.metric.kind == "price" or reading.linked:
            return False
        joints = line.words.grammar["and"] | {",", "&"}
        at = name.start - 1
        while at > 0 and line.word(at) in joints:
            at -= 1  # "Acme, and Beta"
        before = line.name(at) if at < name.start - 1 else None
        after = line.name(name.end + 1) if line.word(name.end) in line.words.grammar["and"] else None
        third = line.name(name.end + 1) if line.word(name.end) == "," else None
        if third is not None and line.word(third.end) in joints and line.name(third.end + 1) is not None:
            after = third  # "Acme, Norwind and Beta", Acme being the first
        firms = [n for n in (before, after) if n is not None and self._is_firm(n, line)]
        return bool(firms) and min(reading.found.start, reading.figure.start) > name.end

    def _beside(self, reading: Reading, owner: Filler, line: Line) -> Iterator[Filler]:
        """The other firms whose shares moved as one's did: "shares of Acme and Norwind fell 3 %"."""
        name = line.name(owner.token.i) if owner.via == "name" and reading.found.metric.kind == "price" else None
        if name is None or reading.role != "change" or name.start < reading.found.start or not name.end < reading.verb:
            return
        for other in row_of(name, line):
            if other is not name and self._is_firm(other, line):
                yield name_filler(other, line, self._discourse, owner.certainty)

    def _is_firm(self, name: Name, line: Line) -> bool:
        cast = self._discourse.cast
        return cast.label(name.text) is Label.ORGANISATION and line.word(name.end) not in ("'s", "’s")

    def _draft(self, reading: Reading, owner: Filler, line: Line) -> Draft:
        metric = reading.found.metric
        predicate = _predicate(reading, line)
        modality = self._modality(reading, owner, line)
        dating = self._reporting.date(reading, line, owner.text, modality)
        return Draft(
            metric.kind, "metric", line.passage, predicate, owner, _purpose(reading, line, self._discourse),
            reading.figure.mention,
            attribute=attribute_of(reading, line, dating, owner), modality=modality,
            negative=_is_negative(reading, line), unit_suffix=unit_suffix(reading, line),
            when=dating.when, unit=metric.unit, bound=_over(reading, line),
            dated=dating.dated, timed=_is_timed(reading, line, dating),
            sure=round(_sure(reading) * owner.certainty, 3),
        )  # fmt: skip


def _is_alone(reading: Reading, line: Line) -> bool:
    """Whether no figure behind the first of a line tells what it became: "shrank from 5,100 to 3,800"."""
    figures = line.figures
    reached = len(figures) > 1 and line.word(figures[1].start - 1) in line.words.changes["to"]
    return reading.figure == figures[0] and not reached


def _is_sure(draft: Draft) -> bool:
    """Whether an open measure is sure enough to be claimed: a less sure one must not stand before another reading."""
    typed = draft.sure if draft.subject.label is not None else draft.sure * _UNTYPED
    return draft.kind != "measure" or rate(draft.rule, draft.kind, typed) is not None


def _sure(reading: Reading) -> float:
    """How sure it is that a figure is that of its metric."""
    return _MEASURED if reading.found.metric.kind == "measure" else _LINKED if reading.linked else _SURE


def _is_timed(reading: Reading, line: Line, dating: Dating) -> bool:
    """Whether no time of the sentence can date a figure but the one that was found."""
    kind = reading.found.metric.kind
    elsewhere = not dating.dated or (dating.when is None and is_dated_elsewhere(reading, line))
    return kind == "price" or bool(reading.found.metric.market) or (kind in FLOWS and elsewhere)


def _is_to_be_done(found: Modality | None, line: Line) -> bool:
    """Whether a buyback is told as announced: no word says that it was done."""
    words = line.words
    if found is Modality.FORECAST or any(token.lower_ in words.colour["forecast"] for token in line.tree):
        return True
    return found is None and not any(token.lower_ in words.spending["done"] for token in line.tree)


def _purpose(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """What a sum is spent on: what the metric says ("share buyback"), or the phrase behind it ("spending on chips")."""
    metric, token = reading.found.metric, line.tree[reading.found.end - 1]
    if metric.purpose:
        return Filler(metric.purpose, None, token, 1.0, "phrase")
    plain = metric.kind == "spending" and metric.attribute is None
    on = line.word(reading.found.end) in line.words.grammar["purpose"]
    return read_purpose(reading.found.end + 1, len(line.tree), line, discourse) if plain and on else None


def _over(reading: Reading, line: Line) -> Bound | None:
    """As in "has now surpassed $1 billion" states a lower bound."""
    near = range(max(0, reading.figure.start - 2), reading.figure.start + 1)
    ahead = text_of(line.tree[max(0, reading.found.start - _NEAR) : reading.found.end + 1]).lower()
    for bound, key in ((Bound.AT_LEAST, "low_end"), (Bound.AT_MOST, "high_end")):
        if reading.quantity.bound is Bound.EXACT and any(phrase in ahead for phrase in line.words.grammar[key]):
            return bound  # "raised the lower end of its profit forecast to $1bn"
    is_over = any(line.word(at) in line.words.changes["over"] for at in near)
    return Bound.MORE_THAN if is_over and reading.quantity.bound is Bound.EXACT else None


def _is_said(reading: Reading, line: Line) -> bool:
    """Whether a change has a sign (a loss that grew or shrank has none), and a share's price a verb of pricing."""
    if reading.role == "change":
        metric, figure = reading.found.metric, reading.figure
        is_cut = metric.kind == "headcount" and reading.turn < 0 and figure_class(reading.quantity) == "percent"
        objects = (t for t in line.tree[reading.found.end : figure.start] if base(t) == "obj" and not line.figure(t.i))
        another = any(objects) or line.word(figure.end) in line.words.grammar["of"]
        is_theirs = metric.kind == "customers" and another  # "helps customers cut costs by 5 %", "5 % of users say"
        return reading.turn != 0 and not (metric.loss or is_cut or is_theirs)
    between = range(reading.found.end, reading.figure.start)
    is_price = reading.found.metric.kind == "price" and not reading.found.metric.market
    if is_price and any(line.has(at, line.words.shares["no_price"]) for at in between):
        return False  # "lifted its price target on the stock to $81"
    if not is_price or reading.linked:
        return True
    return any(
        line.word(at) in line.words.shares["levels"]
        for at in (reading.verb, reading.figure.start - 1, reading.figure.start - 2)
    )


def _is_conditional(reading: Reading, line: Line) -> bool:
    """Whether the clause of a metric begins with "if" or "instead": the tree may hang the word elsewhere."""
    conditional = {*read_data(line.passage.lang, "certainty")["clause"]["conditional"], *line.words.links["instead"]}
    ahead = range(max(0, reading.figure.start - _INSTEAD), reading.figure.start)
    if line.words.compounds and any(line.word(at) in line.words.links["instead"] for at in ahead):
        return True  # "Statt der angepeilten 500 Millionen"
    for at in range(reading.found.start - 1, max(-1, reading.found.start - 1 - _CLAUSE), -1):
        if line.word(at) in conditional:  # "Statt der 500 Millionen setzte sie nur 463 um" has a figure of its own
            return line.word(at) not in line.words.links["instead"] or not any(
                line.figure(i) for i in range(at, reading.found.start)
            )
        if line.word(at) == "," or line.is_stop(at):
            return False
    return False


def _is_plausible(reading: Reading, owner: Filler, line: Line) -> bool:
    """No firm's sum is in the thousands where the sentence names no firm; jobs to be added are no headcount.

    What is taken in at a flotation is no revenue.
    """
    metric, low = reading.found.metric, reading.quantity.min or reading.quantity.max
    if metric.kind in ("customers", "headcount") and reading.role != "change" and low is not None and low % 1:
        return False  # "von 0,8 auf 1,3 Millionen": of what follows
    between = range(min(reading.found.end, reading.figure.start), reading.figure.end)
    if metric.kind == "headcount" and any(line.word(at) in line.words.people["other"] for at in between):
        return False
    if metric.kind == "measure" and any(t.lower_ in line.words.grammar["commodities"] for t in line.tree):
        return False
    if metric.kind == "measure" and (_is_of_place(reading, owner, line) or not _is_held(reading, line)):
        return False
    if metric.kind == "spending" and metric.attribute is None and owner.via == "topic":
        return False
    if metric.kind == "price" and line.word(reading.found.start - 1) in line.words.shares["several"]:
        return False  # "some stocks rose over 20 %"
    each = line.words.shares["per"] - line.words.quantified["articles"]
    if (
        metric.kind in ("revenue", "profit")
        and line.word(reading.found.end) in each
        and "share" not in (metric.attribute or "")
    ):
        return False  # "$2 million in revenue per employee"
    floats = metric.acts and any(t.lower_ in line.words.grammar["floats"] for t in line.tree)
    if metric.kind == "revenue" and (floats or counts_goods(reading, line)):
        return False
    per = "/" in (reading.quantity.unit or "") or "per share" in (metric.attribute or "")
    money = figure_class(reading.quantity) == "money"
    if metric.kind == "price" and ((money and low is not None and abs(low) >= _SMALL) or _is_mark(reading, line)):
        return False
    small = low is not None and abs(low) < _SMALL and money and not per
    meant = owner.via in ("topic", "noun", "pronoun") and metric.kind in ("revenue", "profit")
    return not (small and (meant or metric.kind == "valuation"))  # "shares valued at $7 each"


def _is_held(reading: Reading, line: Line) -> bool:
    """Whether a sum is there and not paid in cash: "has $5bn in cash", no "bought it for $5bn in cash"."""
    at = reading.figure.start - 1
    while at > 0 and line.tree[at].pos_ in ("ADV", "DET"):
        at -= 1
    is_cash = reading.found.metric.phrase in line.words.grammar["held"]
    return not is_cash or line.word(at) in line.words.grammar["holding"]


def _is_mark(reading: Reading, line: Line) -> bool:
    """Whether a bare number is a mark that an index passed, and not by how much it moved: "below the 53,000 mark"."""
    bare = reading.role == "change" and reading.quantity.unit is None
    return bare and line.tree[reading.figure.start - 1].pos_ == "DET"


def _is_of_place(reading: Reading, owner: Filler, line: Line) -> bool:
    """Whether a place stands behind a metric ("production of cars in Spain") that a firm only tells of."""
    end, own = reading.found.end, line.tree[max(0, reading.found.start - _NEAR) : reading.found.start]
    foretold = any(line.word(at) in line.words.colour["forecast"] for at in range(owner.token.i, reading.found.start))
    if (foretold or owner.via == "topic") and names_state(own, line.passage.lang):
        return not any(t.lower_ in line.words.grammar["possessive"] for t in own)  # "expects US output to fall"
    near = (n for n in line.passage.names if end < n.start < min(end + _DESCRIBED, reading.figure.start))
    places = line.words.grammar["in"] | line.words.quantified["places"]
    told = any(n.label is Label.PLACE and line.word(n.start - 1) in places for n in near)
    return told and (owner.via == "topic" or owner.token.i > reading.figure.start)


def _predicate(reading: Reading, line: Line) -> Token:
    """The verb of which the metric is the subject; the metric itself where it is an object."""
    noun = line.tree[reading.found.end - 1]
    if 0 <= reading.found.end <= reading.verb:
        return line.tree[reading.verb]
    return noun if noun.pos_ in ("NOUN", "PROPN") else clause(noun)


def _stretch(reading: Reading) -> tuple[int, int]:
    """The tokens from a metric to its figure, with the words that colour them on either side."""
    low = min(reading.found.start, reading.figure.start)
    return low, max(reading.found.end, reading.figure.end)


def _is_negative(reading: Reading, line: Line) -> bool:
    """Whether a change goes down, or a level is one of losses: "auf 9 Millionen Euro Minus"."""
    found, grammar = reading.found, line.words.grammar
    if reading.role == "change":
        return reading.turn < 0
    is_red = found.metric.kind == "profit" and line.word(reading.figure.end) in grammar["in_red"]
    return found.metric.loss or is_red or line.word(found.start - 1) in grammar["negative"]
