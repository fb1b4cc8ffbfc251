"""A figure that counts people or goods, with the word that says what becomes of them, and how it is introduced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.figurewords import Found, Metric
from claimtrack.extract.figures.measured import Reading
from claimtrack.extract.figures.periods import is_again, is_earlier
from claimtrack.extract.figures.reach import reach_ahead, reach_of
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.language.trees import Token

REACH = 6
"""Tokens between a verb and the figure of its object."""
GENITIVE = ("'s", "’s")
_NOUN = 5
"""Words of the longest counted noun that becomes an attribute ("monthly active users")."""
_AGAIN = 5
"""Tokens between "waren es" and the figure."""
_ENDS = ("PUNCT", "VERB", "AUX", "CCONJ")
_SITE = 6
"""Tokens between a count and its place: "1.000 am Standort in Bochum"."""
_RATE = 4
"""Tokens of a phrase between counted goods and their rate."""
_OWNED = 5
"""Tokens between a genitive and the case word behind what is owned."""


class Count(NamedTuple):
    """A figure with what it counts: a kind of claim, and the token of the word that says so, or -1."""

    kind: str
    figure: Figure
    verb: int

    def reading(self) -> Reading:
        """The count as a metric's reading, for those who look for owner and time."""
        start = min(self.figure.start, self.verb) if self.verb >= 0 else self.figure.start
        end = max(self.figure.end, self.verb + 1)
        prefix = self.figure.quantity.text.split()[-1].rpartition("-")[0]  # "700 Acme-Mitarbeiter"
        return Reading(self.figure, Found(start, end, Metric(kind=self.kind), prefix=prefix), "level", 0, self.verb)


def quantity_of(figure: Figure) -> Quantity | None:
    """The value of a figure; `None` where it has none."""
    norm = figure.mention.norm
    return norm if isinstance(norm, Quantity) else None


def is_owned(figure: Figure, line: Line) -> bool:
    """As in "die rund 320 Mitarbeiter von Acme": all of them, and whose stands behind."""
    at = figure.start - 1
    while at > 0 and line.tree[at].pos_ == "ADV":
        at -= 1
    definite = line.word(at) in line.words.people["the"]
    behind = range(figure.end + 1, min(len(line.tree), figure.end + 4))
    return definite and line.word(figure.end) in line.words.grammar["owner"] and any(line.name(i) for i in behind)


def is_led(figure: Figure, line: Line) -> bool:
    """As in "With 14 clinics and 900 employees, Acme …": a phrase at the head of a sentence, about its subject."""
    leads = line.words.people["with"] if line.word(0) in line.words.people["with"] else frozenset()
    inside, behind = line.tree[1 : figure.end], line.token(figure.end)
    verb = line.words.compounds and behind is not None and behind.pos_ in ("VERB", "AUX")  # "…, zählt Acme zu"
    ends = verb or line.word(figure.end) in (",", "in", *line.words.grammar["and"])
    return bool(leads) and ends and all(t.pos_ not in ("VERB", "AUX") for t in inside)


def is_corrected(figure: Figure, line: Line) -> bool:
    """As in "streicht nicht 500 Stellen, sondern 700": the figure that is denied."""
    links = line.words.links
    behind = range(figure.end, min(len(line.tree), figure.end + 3))
    return line.word(figure.start - 1) in links["not"] and any(line.word(at) in links["but"] for at in behind)


def is_told_again(figure: Figure, line: Line) -> bool:
    """As in "1.200 Mitarbeiter, vor einem Jahr waren es noch 1.000": the same again, without a unit of its own."""
    ahead = range(max(0, figure.start - _AGAIN), figure.start - 1)
    is_bare = len(figure.quantity.text.split()) <= 2 and line.word(figure.end - 1) not in line.words.people["staff"]
    return is_bare and (any(is_again(at, line) for at in ahead) or is_earlier(figure, line))


def is_loose_with(at: int, line: Line) -> bool:
    """As in "an agency with 100 employees": no name stands before the case word."""
    ahead = range(max(0, at - 2), at)
    if line.word(at) not in line.words.people["with"] or at <= 0:
        return False
    owned = any(line.word(place) in GENITIVE for place in range(max(0, at - _OWNED), at))
    if owned or line.word(at - 1) in line.words.links["ends"]:
        return False  # "Acme's second-largest market with 2 million users", "ended the year with 900 employees"
    meets = line.words.compounds and line.tree[at - 1].pos_ == "VERB"  # "Acme arbeitet mit einer Agentur mit …"
    if any(line.name(place) for place in ahead) and not meets:
        return False
    return not (line.words.compounds and _is_apposed(at - 1, line))


def _is_apposed(noun: int, line: Line) -> bool:
    """Whether a noun with its article stands behind a name and a comma: "Acme, ein Anbieter mit 300 Mitarbeitern"."""
    at = noun - 1
    while at > 0 and line.tree[at].pos_ in ("ADJ", "ADV"):
        at -= 1
    is_article = at > 1 and line.tree[at].pos_ == "DET" and line.word(at - 1) == ","
    return is_article and line.tree[noun].pos_ == "NOUN" and line.name(at - 2) is not None


def in_name(token: Token) -> bool:
    """Whether a number belongs to the name before it: the list in "310 of the Global 2000 companies"."""
    before = token.nbor(-1) if token.i else None
    return token.is_digit and before is not None and before.is_title and before.pos_ == "PROPN"


def find_site(figure: Figure, line: Line) -> str | None:
    """The place right behind a count or before it: "7,000 employees in Germany", "in Germany with 7,000 employees"."""
    near = range(figure.end, min(len(line.tree), figure.end + _SITE))
    stop = next((at for at in near if line.figure(at) or line.tree[at].pos_ in _ENDS), near.stop)
    behind = (line.name(at + 1) for at in range(figure.end, stop) if line.word(at) in line.words.grammar["in"])
    name = next((n for n in behind if n is not None), None)
    if name is not None and _is_whole(line.tree[figure.end : name.start], line):
        return None
    ahead = line.name(figure.start - 1 - (line.word(figure.start - 1) in line.words.people["with"]))
    if name is None and ahead is not None and line.word(ahead.start - 1) in line.words.grammar["in"]:
        name = ahead
    return name.text if name is not None and name.label in (Label.PLACE, None) else None


def told_as(count: Count, owner: Filler, line: Line) -> str | None:
    """The counted noun of customers and of what is put out; the place or the sort of employees."""
    figure, words = count.figure, line.words.people
    inside = line.tree[figure.start : figure.end]
    plain = (t for t in inside if t.pos_ != "NUM" or in_name(t))
    nouns = [t.text for t in plain if (t.text.isalpha() or in_name(t)) and t.lower_ not in words["numbers"]]
    if count.kind == "measure":
        done = next((name for name, verbs in line.words.outputs.items() if line.word(count.verb) in verbs), "")
        place, cases = find_site(figure, line), line.words.grammar["in"]
        case = line.word(figure.end) if line.word(figure.end) in cases else min(cases)
        where = f"{case} {place}" if place else reach_of(figure.end, owner, line, counts=True)
        case, _, goods = where.partition(" ")
        told = [*nouns[-_NOUN:], done, where]
        if case in line.words.grammar["of"] - cases:  # "barrels of oil produced", "torque produced"
            told = [*nouns[-_NOUN:], where if nouns else goods, done]
        return " ".join(filter(None, told))
    if count.kind == "customers":
        changed = count.verb >= 0 and line.word(count.verb) in words["gains"] | words["loses"] | words["steps"]
        reach = reach_of(figure.end, owner, line, counts=True) or reach_ahead(owner, line) if nouns else ""
        said = " ".join([*nouns[-_NOUN:], *filter(None, [reach])])
        return ", ".join([*filter(None, [said]), *(["change"] if changed else [])]) or None
    full_time = any(noun.lower() in words["full_time"] for noun in nouns[:-1])
    return find_site(figure, line) or ("full-time employees" if full_time else None)


def rate_behind(figure: Figure, line: Line) -> str:
    """The rate behind counted goods, or behind what they are of: "/day" in "500,000 barrels of oil per day"."""
    at, plain = figure.end, line.words.shares["per"] - line.words.quantified["articles"]
    if "/" in (figure.quantity.unit or "") or line.word(at) not in line.words.people["part"] | plain:
        return ""
    while at < figure.end + _RATE and line.word(at) not in line.words.shares["per"]:
        at += 1
    unit = line.word(at + 1)
    return f"/{unit}" if unit in line.words.people["rates"] and line.word(at) in line.words.shares["per"] else ""


def _is_whole(between: Sequence[Token], line: Line) -> bool:
    """Whether a place is that of all that a firm has: "640 people at its offices in Dundee and Malmö"."""
    owned = any(token.lower_ in line.words.grammar["possessive"] for token in between)
    return owned and any(token.pos_ == "NOUN" and "Plur" in token.morph.get("Number", []) for token in between)
