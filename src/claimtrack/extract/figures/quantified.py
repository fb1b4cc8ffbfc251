"""Open measures: what else a sentence counts or sizes, of whomever, in the document's own words.

No list of metrics holds them all ("the platform has run 200 investigations", "44 percent of commuters come by train",
"the delinquency rate rose to 9 %"). The tree says what the figure is of: a measured noun is the subject of a verb of
change or of being, a share stands before the group that it is taken of, a counted noun is subject or object. These are
the least sure readings of a figure; any other that is made of it goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.attached import noun_ahead, read_attached
from claimtrack.extract.figures.continued import Before, earlier_than, read_continued, read_followed, time_between
from claimtrack.extract.figures.counted import rate_behind
from claimtrack.extract.figures.deeds import read_deed, read_part
from claimtrack.extract.figures.effects import read_effect
from claimtrack.extract.figures.figurewords import Found, Metric
from claimtrack.extract.figures.goals import read_goal
from claimtrack.extract.figures.groups import read_group, read_happened, read_inverted, read_share
from claimtrack.extract.figures.likened import read_tally
from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR, Reading, is_estimate
from claimtrack.extract.figures.moved import read_moved
from claimtrack.extract.figures.periods import find_period, is_earlier
from claimtrack.extract.figures.plain import read_plain
from claimtrack.extract.figures.portions import read_portion
from claimtrack.extract.figures.projects import read_cost, without_cost
from claimtrack.extract.figures.rests import complete, has_others_time, is_dated, says_which
from claimtrack.extract.figures.sized import read_sized
from claimtrack.extract.figures.stated import read_degree, read_existence, read_extent, read_score
from claimtrack.extract.figures.turned import read_turned
from claimtrack.extract.figures.units import figure_class, is_physical, size
from claimtrack.extract.figures.wording import is_aim, is_version, without_figure
from claimtrack.extract.text.syntax import base, children
from claimtrack.model import Bound, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.figures.told import Told
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_COLUMNS = 3
"""Bars that make a line one of a table."""
_VERBS = 2
"""Verbs whose tense tells when a figure holds: its own and the one above it."""
_RATE = 5
"""Tokens behind a figure in which its rate stands."""
_LEFT = 0.9
"""What is left of the certainty of a plain reading whose clause says more."""
_LEAST = 3
"""The smallest number of things that is worth a claim by itself."""
_WAYS = (
    read_cost, read_goal, read_effect, read_portion, read_share, read_inverted, read_part, read_extent, read_score,
    read_degree, read_existence, read_happened, read_group, read_deed, read_turned, read_attached,
)  # fmt: skip
"""How a figure is told without a verb of change or being, the surer ones first."""


class Quantified:
    """Reads the open measures of a document, in the order of its sentences."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._last: tuple[int, Before] | None = None

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every figure of a passage that sizes something which the tree makes plain."""
        is_table = sum(1 for token in line.tree if token.text == "|") >= _COLUMNS
        position, before = line.passage.position, None
        last = self._last[1] if self._last is not None and position - self._last[0] == 1 else None
        for figure in () if line.is_paired or is_table else line.figures:
            told = _told(figure, before, line, self._discourse)
            if told is None and last is not None and before is None:
                told = read_followed(figure, last, line)
            told = without_figure(told, figure, line) if told is not None else None
            draft = draft_told(figure, told, before, line) if told is not None else None
            before = Before(figure, told, draft.when) if told is not None and draft is not None else None
            if before is not None:
                self._last = position, before
            if draft is not None:
                yield draft


def _told(figure: Figure, before: Before | None, line: Line, discourse: Discourse) -> Told | None:
    head = _head(figure, line)
    if head is None or is_joined(figure, line):
        return None
    if not is_worth(figure, line):
        return read_tally(figure, head, line, discourse)
    told = read_continued(figure, before, line, discourse) if before is not None else None
    if told is not None:
        return told
    told = read_sized(figure, head, line, discourse) or read_moved(figure, head, line, discourse)
    told = told or next((told for way in _WAYS if (told := way(figure, head, line, discourse))), None)
    told = _accounted(told, figure, line) if told is not None else None
    told = without_cost(told, line) if told is not None else None
    plain = read_plain(figure, head, line, discourse) if told is None else None
    if plain is None or _is_shared(plain, figure, line):
        return told
    return complete(plain, figure, line) or plain._replace(sure=round(plain.sure * _LEFT, 3))


def _accounted(told: Told, figure: Figure, line: Line) -> Told | None:
    """A reading with all that its clause says; `None` where it leaves too much out or does not say of what it is."""
    if _is_shared(told, figure, line):
        return None
    if told.kind != "measure":
        return told
    whole = complete(told, figure, line)
    is_said = told.predicate.pos_ in ("VERB", "AUX") or is_physical(figure.quantity)
    is_share = told.attribute.startswith(tuple(line.words.quantified["share"]))
    is_level = told.subject.via == "name" and told.role == LEVEL
    if whole is None and is_said and is_level and not is_share:
        whole = told._replace(sure=round(told.sure * _LEFT, 3))
    if whole is not None and whole.attribute.partition(" ")[0] in line.words.grammar["of"]:
        return None  # "none of its three phones"
    return whole if whole is not None and says_which(whole, line) else None


def _is_shared(told: Told, figure: Figure, line: Line) -> bool:
    """Whether what a figure is told of is counted itself or denied, or stands in a clause that only defines."""
    subject = told.subject.token
    if any("Neg" in child.morph.get("PronType", []) for child in children(subject, "det")):
        return True  # "no single country makes up more than 10 %"
    behind = line.tree[subject.i + 1 : subject.i + 3] if subject.doc is line.tree else ()
    if len(behind) > 1 and behind[0].text == "," and line.has(behind[1].i, line.words.quantified["leaving_out"]):
        return True  # "renewables, excluding hydropower, made up 2 %"
    others = (line.figure(t.i) for t in subject.subtree if t.i < subject.i) if subject.doc is line.tree else ()
    near = (child.morph.get("PronType", []) for child in told.predicate.children)
    is_loose = told.subject.via == "phrase" and any("Rel" in kinds for kinds in near)
    return is_loose or any(other not in (None, figure) for other in others)


def draft_told(figure: Figure, told: Told, before: Before | None, line: Line, rule: str = "quantified") -> Draft | None:
    """A reading as a draft, with its time; `None` for an estimate of analysts or a wording that says nothing.

    `before` is the figure before it that it is a prior level of.
    """
    found = Found(told.predicate.i, told.predicate.i + 1, Metric(kind=told.kind))
    reading = Reading(figure, found, told.role, told.turn, told.predicate.i)
    says = told.attribute.lower()
    foretold = figure.quantity.unit != "times" and is_estimate(reading, line)  # "17 times expected earnings"
    is_bare = told.kind == "measure" and " " not in says and is_aim(says, line)  # "its goal is 5 %": of what?
    if foretold or is_bare or says in (told.subject.text.lower(), figure.quantity.text.lower()):
        return None
    compares = told.role == PRIOR or any(is_earlier(other, line) for other in line.figures)
    when = find_period(reading, line)
    if told.role == PRIOR and before is not None:
        when = earlier_than(before.when, when, line) if when is not None else time_between(before, figure, line)
    is_astray = when is not None and told.role != PRIOR and not is_dated(when, told, figure, line)
    compares = compares or is_astray or (when is None and has_others_time(told, figure, line))
    return Draft(
        told.kind, rule, line.passage, told.predicate, told.subject, None, figure.mention, told.attribute or None,
        modality=told.modality or (Modality.ACTUAL if told.role == PRIOR else _foreseen(told, line)),
        negative=told.turn < 0 and told.role == CHANGE, when=None if is_astray else when,
        dated=told.role != PRIOR and not is_astray, timed=compares, unit=told.unit,
        unit_suffix=rate_behind(figure, line) if told.kind == "measure" and told.role == LEVEL else "",
        sure=round(told.sure * told.subject.certainty, 3),
    )  # fmt: skip


def _foreseen(told: Told, line: Line) -> Modality | None:
    """A forecast where nobody acts: "prices will rise by 5 %", which nobody plans; a target, whoever set it."""
    if told.role == LEVEL and is_aim(told.attribute, line):
        return Modality.FORECAST
    verbs = [told.predicate, *told.predicate.ancestors][:_VERBS]
    tense = (child for verb in verbs if verb.pos_ in ("VERB", "AUX") for child in children(verb, "aux"))
    is_ahead = any(child.lower_ in line.words.colour["forecast"] for child in tense)
    return Modality.FORECAST if is_ahead and (told.role == CHANGE or told.subject.via == "phrase") else None


def _head(figure: Figure, line: Line) -> Token | None:
    """The token that the rest of the tree sees of a figure, without a verb that it begins with ("exceeded $5")."""
    tokens = [t for t in line.tree[figure.start : figure.end] if t.pos_ in ("NUM", "SYM", "NOUN", "PROPN", "ADJ", "X")]
    inside = {token.i for token in tokens}
    heads = [t for t in reversed(tokens) if t.head.i not in inside or t.head == t]
    head = next((t for t in heads if t.dep_ != "obl:unmarked"), next(iter(heads), None))  # no "day" of "barrels a day"
    is_amount = head is not None and line.has(head.i, line.words.quantified["amounts"])
    if head is not None and is_amount and base(head) == "compound" and head.head.i == figure.end:
        return head.head  # "15 Millionen Liter Limonade"
    if head is None or "/" not in (figure.quantity.unit or "") or head.head.i not in range(figure.end, figure.end + 3):
        return head
    return head.head if base(head) in ("compound", "nummod") else head  # "$100 per barrel", hung on "barrel"


def is_joined(figure: Figure, line: Line) -> bool:
    """Whether a figure is a part of a longer word: "400-Gramm-Packung", "169 pound-feet"."""
    last = line.tree[figure.end - 1]
    if line.words.compounds and last.text not in figure.quantity.text:
        return True  # "21-kW-Motor", one word
    return not last.whitespace_ and line.word(figure.end) in line.words.quantified["joints"]


def is_worth(figure: Figure, line: Line) -> bool:
    """Whether a figure can be the answer to a question of its own: no "dozens", "two of them", "per 1,000 people"."""
    quantity, before = figure.quantity, line.word(figure.start - 1)
    if is_version(figure, line):
        return False
    if {line.word(figure.end - 1), line.word(figure.end)} & line.words.quantified["ours"]:
        return False  # "more than half of our subscribers": whose?
    unit, _, rate = (quantity.unit or "").partition("/")
    if unit in line.words.quantified["parts"] or rate == "share" or unit == "times":
        return False  # so many shares: a stake, an offer; "has grown four times"
    per = line.words.shares["per"] - line.words.quantified["articles"]
    if not rate and line.word(figure.end) in per and line.time(figure.end + 1) is not None:
        return False  # a rate that was not understood
    last = next((other.start for other in line.figures if other.start >= figure.end), len(line.tree) - 1)
    near = range(figure.end, min(figure.end + _RATE, last))
    behind, each = [at for at in near if line.tree[at - 1].pos_ in ("NOUN", "PROPN")], line.words.shares["per"]
    if not rate and any(line.word(at) in each and line.has(at + 1, line.words.quantified["nobody"]) for at in behind):
        return False  # "90,000 crates of apples a day"
    if quantity.bound is Bound.ABOUT and quantity.min != quantity.max:
        return False
    if before in per or line.has(figure.end - 1, line.words.people["sets"]):
        return False  # "50 million pairs": of what?
    if any(line.word(at) in line.words.colour["expected"] for at in range(figure.end + 1, figure.end + 3)):
        return False  # "0.1 points higher than expected"
    earlier = line.token(figure.start - 2)
    if earlier is not None and earlier.pos_ == "NUM" and before in line.words.grammar["in"] | line.words.people["part"]:
        return False  # "1 in 10 patients"
    is_apart = before in line.words.people["part"] and noun_ahead(figure, line) is None
    return figure_class(quantity) != "count" or is_physical(quantity) or (size(quantity) >= _LEAST and not is_apart)
