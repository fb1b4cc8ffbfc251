"""Open measures: what else a sentence counts or sizes, of whomever, in the document's own words.

No list of metrics holds them all ("the platform has run 200 investigations", "44 percent of commuters come by train",
"the delinquency rate rose to 9 %"). The tree says what the figure is of: a measured noun is the subject of a verb of
change or of being, a share stands before the group that it is taken of, a counted noun is subject or object. These are
the least sure readings of a figure; any other that is made of it goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.figurewords import Found, Metric
from claimtrack.extract.figures.measured import CHANGE, PRIOR, Reading, is_estimate
from claimtrack.extract.figures.periods import find_period, is_earlier
from claimtrack.extract.figures.sized import owner_of, read_sized, without_owner
from claimtrack.extract.figures.told import Told, phrase, statement, subject_of
from claimtrack.extract.figures.units import PRODUCTS, figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.productwords import is_product_noun
from claimtrack.extract.text.syntax import base, children, marker, read_arguments
from claimtrack.model import Bound, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_SURE = 0.72
_GROUP = 0.9
"""How sure a group is that is counted and has no name."""
_COLUMNS = 3
"""Bars that make a line one of a table."""
_LEAST = 3
"""The smallest number of things that is worth a claim by itself."""
_SIZES = ("money", "percent", "points")
_REACH = 5
"""Tokens between a figure and the noun that it modifies ("$3.5 billion customs bond funding shortfall")."""
_CROWD = 10
"""The smallest number of a group that something is said of."""


def draft_quantified(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every figure of a passage that sizes something which the tree makes plain."""
    is_table = sum(1 for token in line.tree if token.text == "|") >= _COLUMNS
    for figure in () if line.is_paired or is_table else line.figures:
        head = _head(figure, line)
        if head is None or not _is_worth(figure, line):
            continue
        told = read_sized(figure, head, line, discourse)
        told = told or next((t for way in _WAYS if (t := way(figure, head, line, discourse))), None)
        if told is not None and told.attribute and told.attribute.casefold() != told.subject.text.casefold():
            yield from _draft(figure, told, line)


def _draft(figure: Figure, told: Told, line: Line) -> Iterator[Draft]:
    found = Found(told.predicate.i, told.predicate.i + 1, Metric(kind=told.kind))
    reading = Reading(figure, found, told.role, told.turn, told.predicate.i)
    if is_estimate(reading, line):
        return
    compares = told.role == PRIOR or any(is_earlier(other, line) for other in line.figures)
    yield Draft(
        told.kind, "quantified", line.passage, told.predicate, told.subject, None, figure.mention, told.attribute,
        negative=told.turn < 0 and told.role == CHANGE, when=find_period(reading, line), dated=told.role != PRIOR,
        timed=compares, sure=round(_SURE * told.subject.certainty, 3),
    )  # fmt: skip


def _head(figure: Figure, line: Line) -> Token | None:
    """The token that the rest of the tree sees of a figure, without a verb that it begins with ("exceeded $5")."""
    tokens = [t for t in line.tree[figure.start : figure.end] if t.pos_ in ("NUM", "SYM", "NOUN", "PROPN", "ADJ", "X")]
    inside = {token.i for token in tokens}
    head = next((t for t in reversed(tokens) if t.head.i not in inside), None)
    if head is None or "/" not in (figure.quantity.unit or "") or head.head.i not in range(figure.end, figure.end + 3):
        return head
    return head.head if base(head) in ("compound", "nummod") else head  # "$100 per barrel", hung on "barrel"


def _is_worth(figure: Figure, line: Line) -> bool:
    """Whether a figure can be the answer to a question of its own: no "dozens", "two of them", "per 1,000 people"."""
    quantity, before = figure.quantity, line.word(figure.start - 1)
    low, kind = quantity.min or quantity.max, figure_class(quantity)
    if (quantity.unit or "").partition("/")[0] in line.words.quantified["parts"]:
        return False  # so many shares: a stake, an offer
    is_vague = quantity.bound is Bound.ABOUT and quantity.min != quantity.max
    if low is None or is_vague or (quantity.unit or "") == "times":
        return False
    if before in line.words.shares["per"] - line.words.quantified["articles"]:
        return False
    earlier = line.token(figure.start - 2)
    if earlier is not None and earlier.pos_ == "NUM" and before in line.words.grammar["in"] | line.words.people["part"]:
        return False  # "1 in 10 patients"
    return kind != "count" or (abs(low) >= _LEAST and before not in line.words.people["part"])


# a share of a group: "44 % of commuters come by train", "Acme removed 99 % of the barriers"


def _share(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    if figure_class(figure.quantity) != "percent":
        return None
    group = next((c for c in children(head, "nmod") if c.i >= figure.end and _is_of(c, line)), None)
    if group is None:
        return None
    end = _phrase_end(group, line)
    verb = line.token(end)
    if verb is not None and (verb.pos_ == "AUX" or (verb.pos_ == "VERB" and "Fin" in verb.morph.get("VerbForm", []))):
        subject = subject_of(group, line, discourse, group=True)
        text = statement(end, line) if not _inverts(end, line) else ""
        return Told(subject, text, line.tree[end]) if subject is not None and text else None
    return _share_had(figure, head, group, line, discourse)


def _share_had(figure: Figure, head: Token, group: Token, line: Line, discourse: Discourse) -> Told | None:
    """A share that somebody has or does: "controls 90 % of the market", "produces 60 % of its components"."""
    verb = head.head
    if base(head) not in ("obj", "obl") or verb.pos_ != "VERB":
        return None
    agents = read_arguments(verb).agent
    actor = subject_of(agents[0], line, discourse) if agents and agents[0].i < figure.start else None
    part, metric = phrase(group, line), line.metric(group.i)
    is_stake = metric is not None and metric.metric.kind == "price"
    if actor is None or not part or is_stake or line.has(verb.i, line.words.colour["saying"]):
        return None
    share = f"{min(line.words.quantified['share'])} {part}"
    return Told(actor, share if _has(verb, line) else f"{_verb(verb)} {share}", verb)


def _is_of(token: Token, line: Line) -> bool:
    case = marker(token)
    return case in line.words.grammar["of"] | {""} or case in line.words.people["part"]


def _phrase_end(noun: Token, line: Line) -> int:
    """Behind a noun and what describes it directly, where the next word may be its verb."""
    end = noun.i + 1
    stops = ("PUNCT", "VERB", "AUX", "PRON", "SCONJ")
    while end < len(line.tree) and noun.is_ancestor(line.tree[end]) and line.tree[end].pos_ not in stops:
        end += 1
    return end


def _inverts(verb: int, line: Line) -> bool:
    """Whether a German subject stands behind the verb, so that what is before it is the object."""
    behind = line.token(verb + 1)
    is_subject = behind is not None and (line.name(verb + 1) or "Nom" in behind.morph.get("Case", []))
    return line.words.compounds and bool(is_subject)


# counted things: "1,400 employees signed", "has run 200 investigations"


def _counted(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    if figure_class(figure.quantity) != "count" or head.pos_ not in ("NOUN", "PROPN"):
        return None
    if any(child.dep_ in ("nmod:poss", "det:poss") for child in head.children):
        owner, _ = owner_of(head, line, discourse)  # "its 300 stores", whatever is said of them
        known = owner is not None and not line.has(head.i, line.words.people["staff"])
        return Told(owner, without_owner(owner, head, line), head) if owner is not None and known else None
    if base(head) == "nsubj" and head.head.i > head.i:
        if figure.quantity.unit == "person" and line.has(head.i, line.words.people["staff"]):
            return None
        low, end = figure.quantity.min or figure.quantity.max, _phrase_end(head, line)
        if low is None or abs(low) < _CROWD or line.has(head.i, line.words.quantified["nobody"]) or _inverts(end, line):
            return None
        things, text = phrase(head, line), statement(end, line)
        subject = Filler(things, None, head, _GROUP, "phrase")
        return Told(subject, text, head.head) if things and text else None
    is_move = line.turn(head.head.i) and (figure.quantity.unit or "") in line.words.quantified["points"]
    return None if is_move else _object(figure, head, line, discourse)


def _object(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What somebody has or does so many of."""
    verb = head.head
    if base(head) != "obj" or verb.pos_ not in ("VERB", "AUX") or marker(head):
        return None
    if (figure.quantity.unit or "") in PRODUCTS and not _has(verb, line):
        return None  # "unveiled twelve models" is a release
    low = figure.quantity.min or figure.quantity.max
    few = low is None or abs(low) < _CROWD
    if line.has(head.i, line.words.quantified["nobody"]) or (few and not _has(verb, line)):
        return None  # "scored three goals"
    if line.has(verb.i, line.words.colour["saying"] | line.words.spending["invest"]):
        return None
    agents = read_arguments(verb).agent
    actor = subject_of(agents[0], line, discourse) if agents and agents[0].i != head.i else None
    things = phrase(head, line)
    if actor is None or not things or things.casefold() in line.words.people["numbers"]:
        return None
    return Told(actor, things if _has(verb, line) else f"{_verb(verb)} {things}", verb)


def _has(verb: Token, line: Line) -> bool:
    return line.has(verb.i, line.words.quantified["has"])


def _verb(verb: Token) -> str:
    """A verb as it is written, its particle with it: "zurückruft"."""
    particle = next((c.text for c in verb.children if c.dep_ == "compound:prt" and c.i > verb.i + 1), "")
    return f"{particle}{verb.text}"


# a noun with its figure beside it: "a 2 % inflation goal", "a deficit of 9 billion francs"


def _attached(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    noun, kind = head.head, figure_class(figure.quantity)
    if noun.pos_ != "NOUN" or base(head) not in ("nmod", "compound", "nummod", "amod") or kind not in _SIZES:
        return None
    if line.has(noun.i, line.words.quantified["portions"]):
        return _portion(figure, noun, line, discourse)
    ahead = noun.i < figure.start
    fits = line.word(figure.start - 1) in line.words.quantified["of"] if ahead else noun.i <= figure.end + _REACH
    if not fits or is_earlier(figure, line) or _is_told_elsewhere(noun, line):
        return None
    return _of_attached(figure, noun, line, discourse)


def _portion(figure: Figure, noun: Token, line: Line, discourse: Discourse) -> Told | None:
    """As in "held a 42 % share of the market": a share of something that has no name, which would be a stake."""
    whole = next((c for c in children(noun, "nmod") if c.i > noun.i and marker(c)), None)
    agents = read_arguments(noun.head).agent if base(noun) == "obj" else ()
    actor = subject_of(agents[0], line, discourse) if agents and whole is not None else None
    if whole is None or actor is None or line.name(whole.i) or figure_class(figure.quantity) != "percent":
        return None
    return Told(actor, phrase(noun, line, range(figure.start, figure.end)), noun.head)


def _is_told_elsewhere(noun: Token, line: Line) -> bool:
    """Whether a noun is a name, a figure, or one whose sum another kind of claim tells."""
    metric, others = line.metric(noun.i), line.words.quantified["deals"] | line.words.quantified["nobody"]
    if line.figure(noun.i) or line.name(noun.i) or line.has(noun.i, others):
        return True
    return (metric is not None and metric.metric.kind != "measure") or is_product_noun(noun, line.passage.lang)


def _of_attached(figure: Figure, noun: Token, line: Line, discourse: Discourse) -> Told | None:
    owner, owned = owner_of(noun, line, discourse)
    inside = range(figure.start, figure.end)
    if owner is not None:
        return Told(owner, without_owner(owner, noun, line) or noun.text, noun)
    if owned:
        return None  # "its goal": whose?
    text, verb = phrase(noun, line, inside), noun.head
    acts = base(noun) == "obj" and verb.pos_ == "VERB" and not line.has(verb.i, line.words.colour["saying"])
    agents = read_arguments(verb).agent if acts else ()
    actor = subject_of(agents[0], line, discourse) if agents and agents[0].i != noun.i else None
    if actor is not None and actor.label is not Label.PERSON:
        return Told(actor, text if _has(verb, line) else f"{_verb(verb)} {text}", verb)
    if " " not in text:
        return None  # "a tariff": which?
    return Told(Filler(text, None, noun, _GROUP, "phrase"), noun.text, noun)


# sums of something: "$289 billion in loan authority", "100 Millionen Euro an Krediten"


def _sum_in(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    if figure_class(figure.quantity) != "money" or base(head) != "obj":
        return None
    words, verb = line.words, head.head
    spent = words.spending["invest"] | words.spending["raise"] | words.prices["verbs"]
    if line.word(figure.end) not in words.grammar["in"] | words.quantified["worth"] or line.has(verb.i, spent):
        return None
    place = range(figure.end + 1, min(len(line.tree), figure.end + 5))
    noun = next((line.tree[i] for i in place if line.tree[i].pos_ == "NOUN" and line.tree[i].head.i not in place), None)
    agents = read_arguments(verb).agent
    actor = subject_of(agents[0], line, discourse) if agents and noun is not None else None
    if noun is None or actor is None or actor.label is Label.PERSON or line.metric(noun.i):
        return None
    text = phrase(noun, line)
    if text.casefold() in words.never:
        return None  # "$130 million in tax revenue" is no figure of the firm's own
    return Told(actor, text if _has(verb, line) else f"{_verb(verb)} {text}", verb) if text else None


_WAYS = (_share, _counted, _sum_in, _attached)
