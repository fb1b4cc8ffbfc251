"""Measured nouns without a metric of the lists: "the delinquency rate rose to 9 %", "Brent fell to $79 a barrel"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.goods import read_good
from claimtrack.extract.figures.levies import levied
from claimtrack.extract.figures.measured import CHANGE, LEVEL, PRIOR
from claimtrack.extract.figures.nations import named_state, names_state, nation_at
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.spoken import is_anyones, spoken_of
from claimtrack.extract.figures.told import Told, is_owned_behind, phrase, subject_of
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.language.trees import text_with_blank
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_POINTS = ("basis point", "percentage points")
_PHRASED = 0.9
"""How sure the measure of a thing is that has no name and is described."""
_SPOKEN = 0.85
"""How sure a measure is that is of what the text goes on about."""
_NATION = 0.9
"""How sure the state is that only another sentence names."""
_SHARES, _BULLETS = ("percent", "points"), ("*", "•", "+++")
_BESIDE = 2
"""Tokens before a figure in which a word of change is the figure's own ("was up about 3 %")."""


def read_sized(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a figure sizes, where a verb of change or of being joins the two."""
    predicate = head.head if base(head) in ("obl", "obj", "xcomp", "advmod", "conj") else head
    if base(head) == "nmod" and marker(head) in line.words.changes["to"] and base(head.head) in ("obl", "obj"):
        predicate = head.head.head  # "cut its rate by a quarter point to 4 %"
    if base(head) == "nmod" and base(head.head) == "nsubj" and head.head.head.i < head.head.i < head.i:
        predicate = head.head.head  # "in Kroatien liegt die Inflation bei 3 %"
    if predicate == head and not children(head, "cop"):
        return None
    noun = _noun(predicate, line)
    return size_of(noun, figure, head, predicate, line, discourse) if noun is not None else None


def size_of(
    noun: Token, figure: Figure, head: Token, predicate: Token, line: Line, discourse: Discourse
) -> Told | None:
    """What a figure says of a noun by a verb of change or of being."""
    if any(line.bars(token.i) for token in noun.subtree if token.i < noun.i) or not _is_sized(noun, line):
        return None
    if marker(noun) or _is_behind(noun, line) or any(line.word(at) == ":" for at in range(noun.i, figure.start)):
        return None
    role, turn = _role(figure, head, predicate, line)
    if role is None or _is_of_another(noun, predicate, figure, role, line):
        return None
    if figure.quantity.unit in _POINTS and line.word(figure.end) in line.words.quantified["beyond"]:
        return None  # "80 basis points below other rates"
    if not _is_fit(noun, figure, predicate, line, role):
        return None
    priced = read_good(noun, figure, predicate, role, turn, line)
    return priced or _of_noun(noun, figure, predicate, role, turn, line, discourse)


def _is_of_another(noun: Token, predicate: Token, figure: Figure, role: str | None, line: Line) -> bool:
    """Whether a level stands behind another figure without a word that goes on to it."""
    low, high = min(noun.i, figure.end), max(noun.i, figure.start)
    if any(line.is_stop(at) or line.word(at) in _BULLETS for at in range(low, high)):
        return True
    verbs = [t for t in line.tree[noun.i + 1 : figure.start] if t.pos_ == "VERB" and t != predicate and line.turn(t.i)]
    if any(children(verb, "nsubj") for verb in verbs):
        return True  # "hiring picked up by 40,000 while the rate sank to 5 %"
    before, between = line.word(figure.start - 1), range(noun.i + 1, figure.start)
    others = {f.start for at in between if (f := line.figure(at)) and figure_class(f.quantity) != "duration"}
    goes_on = before in line.words.changes["to"] | line.words.changes["at"] | line.words.links["same"]
    return role == LEVEL and bool(others) and not goes_on


def _is_behind(noun: Token, line: Line) -> bool:
    """Whether a noun hangs on a case word, so that another is the subject ("payments to syndicates surged")."""
    if line.words.compounds:
        return False
    at = noun.i
    while at > 0 and (line.tree[at - 1].pos_ in ("ADJ", "NOUN", "PROPN", "DET") or base(line.tree[at - 1]) == "amod"):
        at -= 1
    ahead, edge = line.token(at - 1) if at else None, line.token(noun.left_edge.i - 1)
    return any(token is not None and token.pos_ == "ADP" for token in (ahead, edge))


def _noun(predicate: Token, line: Line) -> Token | None:
    """The noun that a figure sizes: the subject of a verb of change or being, or the object of one that changes it."""
    own = children(predicate, "nsubj")
    subjects = [subject for subject in own if subject.pos_ != "PRON"] or own
    noun = subjects[0 if line.words.compounds else -1] if subjects else None  # "orders rose and the rate fell to 5 %"
    moved, turn = children(predicate, "obj"), line.turn(predicate.i)
    sets = line.has(predicate.i, line.words.quantified["puts"])
    if (turn or sets) and moved and line.figure(moved[0].i) is None:
        if noun is not None and noun.pos_ == "PRON":
            return None  # "he raised prices to $125": whose?
        noun = moved[0]  # "lowered tariffs to 15 %"
    is_sized = bool(turn or (sets and moved)) or line.has(predicate.i, line.words.quantified["sizes"])
    is_sized = is_sized or line.figure(predicate.i) is not None
    is_sized = is_sized or any(line.turn(child.i) for child in predicate.children)  # "was 3 % higher"
    return noun if noun is not None and is_sized else None


def _is_sized(noun: Token, line: Line) -> bool:
    """Whether a noun is a measure and no firm, part of one, deal or figure, of which others tell."""
    words, metric = line.words.quantified, line.metric(noun.i)
    if line.name(noun.i) is None and noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if any(child.lower_ in words["ours"] for child in noun.subtree) or line.has(noun.i, line.words.grammar["units"]):
        return False  # "the segment fell 7 %": what of it?
    placed = any((name := line.name(t.i)) is not None and name.label is Label.PLACE for t in noun.subtree)
    is_told = metric is not None and metric.metric.kind != "measure"  # but "home sales in Ohio" are no firm's
    if line.figure(noun.i) or (is_told and not placed and not is_national(noun, line)):
        return False
    if is_national(noun, line):
        return True
    is_part = line.has(noun.i, words["portions"]) and bool(children(noun, "nmod"))
    told = noun.left_edge.i < noun.i or is_owned_behind(noun, line)  # "machinery orders", "orders at Acme"
    is_group = told and "Plur" in noun.morph.get("Number", [])
    return is_part or is_group or not line.has(noun.i, words["deals"] - words["measuring"])


def _is_fit(noun: Token, figure: Figure, predicate: Token, line: Line, role: str) -> bool:
    """Whether the class of a figure goes with the verb: no "came four days after", no "gained 70,000 customers"."""
    kind, words = figure_class(figure.quantity), line.words.quantified
    if (figure.quantity.unit or "") == "times":
        return False  # "increased by four times"
    if kind == "duration":
        return line.has(predicate.i, words["lasts"]) or line.has(noun.i, words["terms"])
    if role == CHANGE and kind == "percent" and line.word(figure.end) in line.words.grammar["of"]:
        return False  # "lose 4 percent of their capacity"
    if role == CHANGE and line.word(figure.end) in words["onto"] and line.figure(figure.end + 1) is None:
        return False  # "added half a point to inflation"
    if role != CHANGE or kind in _SHARES:
        onto = (c for c in children(predicate, "obl") if marker(c) in words["onto"] and line.figure(c.i) is None)
        return role != CHANGE or not any(onto)  # "tariffs added half a point to inflation"
    is_object = any(child.i in range(figure.start, figure.end) for child in children(predicate, "obj"))
    return not is_object or (figure.quantity.unit or "") in words["points"]


def _role(figure: Figure, head: Token, predicate: Token, line: Line) -> tuple[str | None, int]:
    """Level, change or earlier level, by the case word and the verb."""
    own = marker(head) if marker(head) != predicate.lower_ else ""  # "are up 10 %", "up" for a case word
    case, changes, grammar = own or line.word(figure.start - 1), line.words.changes, line.words.grammar
    beside = next((line.turn(at) for at in range(figure.start - 1, figure.start - 1 - _BESIDE, -1) if line.turn(at)), 0)
    turn = line.turn(predicate.i) or beside or line.turn(figure.end)
    is_past = figure.quantity.text.partition(" ")[0].lower() in line.words.quantified["beyond"]
    if case in changes["to"] or is_past:
        return LEVEL, 0  # "dropped to 6 %", "dropped below 6 %"
    if case in grammar["earlier"] or (turn and case in line.words.links["prior"]):
        return PRIOR, 0
    if case in changes["at"] and figure_class(figure.quantity) not in _SHARES:
        return LEVEL, 0  # "surged above $110"
    adposition = line.token(figure.start - 1)
    is_marked = adposition is not None and adposition.pos_ == "ADP"
    if turn:
        again = base(head) == "conj" and case in line.words.links["same"]  # "rose 3 %, or $5"
        if (own or is_marked) and case not in changes["by"] | changes["at"] | changes["over"] and not again:
            return None, 0  # "won with 26 %"
        is_by = again or case in changes["by"] or base(head) in ("obj", "advmod") or head.dep_ == "obl:unmarked"
        return (CHANGE, turn) if is_by or figure_class(figure.quantity) in _SHARES else (None, 0)
    is_plain = not is_marked and not marker(head)
    return (LEVEL, 0) if is_plain or case in changes["at"] | changes["over"] else (None, 0)


def is_measuring(noun: Token, line: Line) -> bool:
    """Whether a noun says by itself that there is so much of something: "rate", "deficit", "Inflationsrate"."""
    nouns = line.words.quantified["measuring"]
    if line.has(noun.i, nouns) or line.metric(noun.i) is not None:
        return True
    forms = (noun.lower_, noun.lemma_.lower())
    return line.words.compounds and any(form.endswith(last) for form in forms for last in nouns)


def _counts_points(figure: Figure, line: Line) -> bool:
    return (figure.quantity.unit or "") == min(line.words.quantified["score"])


def _of_noun(
    noun: Token, figure: Figure, predicate: Token, role: str, turn: int, line: Line, discourse: Discourse
) -> Told | None:
    """The owner of a measured noun with the noun as attribute, else the noun as what is measured."""
    name = line.name(noun.i)
    is_capital = not line.words.compounds and noun.text[:1].isupper() and not noun.is_sent_start
    is_word = name is None and (noun.is_sent_start or noun.text.islower()) and is_measuring(noun, line)
    is_named = name is not None and (name.label or not line.words.compounds)
    if (noun.pos_ == "PROPN" and not is_word) or is_capital or is_named:
        return None  # "Acme is at 5 %": of what?  But "Turnout in Portugal was 62 %", a noun taken for a name
    if role != CHANGE and not (is_measuring(noun, line) or _is_tallied(noun, predicate, line)):
        return None  # "the roadster is a 300 SL"
    if _is_nothing(noun, line) or _counts_points(figure, line):
        return None  # "a lead of nine points"
    behind = [child for child in noun.children if child.i > noun.i and line.name(child.i) and not line.words.compounds]
    if any(not marker(child) for child in behind):
        return None  # "Japan's carmakers Acme and Norwind rose 3 %"
    owner, owned = owner_of(noun, line, discourse)
    suffix = ", change" if role == CHANGE else ""
    if (duty := levied(noun, range(figure.start, figure.end), line)) is not None:
        return Told(duty, "change" if role == CHANGE else noun.text, predicate, role, turn, sure=_PHRASED)
    owner = owner or _setter(noun, predicate, owned, line, discourse)
    if owner is None and base(noun) == "obj" and not _is_told_apart(noun, line):
        return None  # "Google boosted peak brightness": of what?
    if owner is not None:
        text = without_owner(owner, noun, line) or noun.text
        return Told(owner, text + suffix, predicate, role, turn)
    return _of_nobody(noun, predicate, role, turn, line, discourse, owned=owned)


def _is_nothing(noun: Token, line: Line) -> bool:
    """Whether a noun is a person's or an analyst's measure: "his salary", "its price target on Acme"."""
    words, text = line.words.quantified, phrase(noun, line, range(noun.i + 1, len(line.tree))).lower()
    is_personal = line.has(noun.i, words["personal"]) and not is_national(noun, line)
    return is_personal or text.endswith(tuple(words["quotes"]))


def _of_nobody(
    noun: Token, predicate: Token, role: str, turn: int, line: Line, discourse: Discourse, *, owned: bool
) -> Told | None:
    """A measure that no owner stands beside: that of a state, of a place or of what the text goes on about."""
    suffix, own = ", change" if role == CHANGE else "", is_national(noun, line) and is_measuring(noun, line)
    state = named_state((t for t in noun.subtree if t.i < noun.i), line.passage.lang) if own else None
    if state is not None:
        text = phrase(noun, line, range(noun.i + 1, len(line.tree))).replace(f"{state[1].text} ", "")
        return Told(Filler(state[0], Label.PLACE, state[1], 1.0, "name"), text + suffix, predicate, role, turn)
    place, is_nowhere = _where(noun, predicate, line, discourse)
    if is_nowhere:
        return None  # "the unemployment rate is 5 %": where?
    if not owned and place is not None:
        counts = line.has(noun.i, line.words.quantified["numbers"])  # "number of payrolled workers"
        inside = range(0) if counts else range(noun.i + 1, len(line.tree))
        return Told(place, phrase(noun, line, inside) + suffix, predicate, role, turn)
    return None if owned else _of_phrase(noun, predicate, role, turn, line, discourse)


def _where(noun: Token, predicate: Token, line: Line, discourse: Discourse) -> tuple[Filler | None, bool]:
    """The place that a measure is of, and whether it must have one that nothing tells."""
    national = is_national(noun, line) and not names_state(noun.subtree, line.passage.lang)
    anyones = line.has(noun.i, line.words.quantified["common"] | line.words.quantified["numbers"])
    if not (national or anyones or discourse.topic is None):
        return None, False
    place = _place(noun, predicate, line)
    if place is not None or not national:
        return place, False
    state = nation_at(line.passage, discourse)
    return (Filler(state, Label.PLACE, noun, _NATION, "name"), False) if state is not None else (None, True)


def _is_tallied(noun: Token, predicate: Token, line: Line) -> bool:
    """Whether a verb makes any noun one that is measured: "orders totaled $5bn", "sales fell to 12,300"."""
    words = line.words.quantified
    is_target = line.has(noun.i, words["targets"]) and line.has(predicate.i, words["puts"])
    return is_target or line.has(predicate.i, words["tallies"]) or bool(line.turn(predicate.i))


def _setter(noun: Token, predicate: Token, owned: bool, line: Line, discourse: Discourse) -> Filler | None:
    """Whoever sets a measure of its own: "Brazil set its growth target at 2 %"."""
    setters = children(predicate, "nsubj") if base(noun) == "obj" else []
    name = line.name(setters[0].i) if setters and not _is_told_apart(noun, line) else None
    if name is None or not (owned or line.has(noun.i, line.words.quantified["rates"])):
        return None
    filler = name_filler(name, line, discourse)
    return filler if filler.label is not Label.PERSON else None


def is_national(noun: Token, line: Line) -> bool:
    """Whether a phrase is a measure of a state: "the annual inflation rate"."""
    names = line.words.quantified["national"]
    text = phrase(noun, line, range(noun.i + 1, len(line.tree))).lower()
    return text in names or any(text.endswith(f" {name}") for name in names)


def _is_told_apart(noun: Token, line: Line) -> bool:
    """Whether a name or a phrase behind a noun says which it is: "tariffs on Swiss watches"."""
    named = any(line.name(t.i) for t in noun.subtree if t.i != noun.i)
    return named or any(marker(c) and c.i > noun.i for c in children(noun, "nmod"))


def _of_phrase(noun: Token, predicate: Token, role: str, turn: int, line: Line, discourse: Discourse) -> Told | None:
    if line.has(noun.i, line.words.quantified["portions"]) and role != CHANGE:
        return None  # "the share of foreign teachers was 90 %": where?
    plural, measures = "Plur" in noun.morph.get("Number", []), is_measuring(noun, line)
    counts = line.has(noun.i, line.words.quantified["numbers"]) or not measures
    is_told_apart = any(line.name(t.i) for t in noun.subtree) or names_state(noun.subtree, line.passage.lang)
    points = any("Dem" in child.morph.get("PronType", []) for child in noun.children)
    counts_nothing = line.has(noun.i, line.words.quantified["totals"]) and not children(noun, "nmod")
    if not is_told_apart and not (points or counts_nothing or is_anyones(noun, line)):
        firm, text = spoken_of(noun, line, discourse), phrase(noun, line)
        is_whole = (plural or measures or " " in text) and not line.has(noun.i, line.words.quantified["deals"])
        if firm is not None and is_whole:
            return Told(firm, f"{text}, change" if role == CHANGE else text, predicate, role, turn, sure=_SPOKEN)
        if counts and discourse.topic is not None:
            return None
    subject = subject_of(noun, line, discourse)
    if subject is None or subject.label in (Label.PERSON, Label.ORGANISATION):
        return None
    if not _says_which(noun, subject.text, line) or line.has(noun.i, line.words.quantified["prices_of"]):
        return None  # "rates rose to 5 %": which?
    attribute = noun.text if " " in subject.text else min(line.words.quantified["level"])
    return Told(subject, "change" if role == CHANGE else attribute, predicate, role, turn, sure=_PHRASED)


def _says_which(noun: Token, text: str, line: Line) -> bool:
    """Whether a measured noun is described, in German by more than an adjective ("die hohen Schulden")."""
    if line.words.compounds:
        ahead = line.word(noun.i - 1)
        return not text.endswith(noun.text) or ahead.endswith(tuple(sorted(line.words.quantified["of_places"])))
    return " " in text


def _place(noun: Token, predicate: Token, line: Line) -> Filler | None:
    """The place that a measured noun is told of: "in Kroatien liegt die Inflationsrate bei …"."""
    near = [*children(noun, "nmod"), *children(predicate, "obl")]
    out = line.words.quantified["origins"] if line.has(noun.i, line.words.quantified["sent"]) else frozenset()
    ahead = {n.text: n for n in line.passage.names if n.label is Label.PLACE and n.end <= noun.left_edge.i}
    for token in near:
        name = line.name(token.i)
        if token.lower_ in line.words.quantified["areas"]:
            return Filler(token.text, Label.PLACE, token, 1.0, "name")
        if marker(token) in line.words.grammar["in"] | line.words.quantified["places"] | out and name is not None:
            return Filler(name.text, Label.PLACE, token, 1.0, "name") if name.label is Label.PLACE else None
    if len(ahead) != 1 or line.has(noun.i, line.words.quantified["contracts"]):
        return None  # "aluminum futures in London fell, while steel futures …"
    place = next(iter(ahead.values()))  # "China's exports fell, while the jobless rate averaged …"
    return Filler(place.text, Label.PLACE, line.tree[place.end - 1], _PHRASED, "name")


def _owning(line: Line) -> frozenset[str]:
    """Case words before whose name a measured noun is: "of", "in", "at"."""
    words = line.words
    return words.grammar["of"] | words.grammar["in"] | words.grammar["owner"] | words.quantified["places"] | {""}


def without_owner(owner: Filler, noun: Token, line: Line, figure: range = range(0)) -> str:
    """A measured noun without its owner and a figure: "delinquency rate" in "Acme's 2 % delinquency rate"."""
    name = line.name(owner.token.i)
    start, end = (name.start, name.end) if name else (owner.token.i, owner.token.i + 1)
    if start > noun.i:
        behind = owner.token.left_edge.i
        apart = range(behind if noun.i < behind else noun.i + 1, len(line.tree))
        return phrase(noun, line, figure) if figure else phrase(noun, line, apart)
    end = max(end, figure.stop) if figure and figure.stop <= noun.i else end
    end += line.word(end) in line.words.quantified["genitive"]
    lead = text_with_blank(line.tree[start - 3 : start]) if line.word(start - 2) == "-" and line.time(start - 1) else ""
    return f"{lead}{phrase(noun, line, range(start, end))}"  # "10-year Treasury yield"


def owner_of(noun: Token, line: Line, discourse: Discourse) -> tuple[Filler | None, bool]:
    """Whose a measured noun is, and whether it is somebody's at all: a possessive, a name before it or behind it."""
    owned = False
    for child in noun.children:
        if child.i > noun.i and marker(child) not in _owning(line):
            continue  # "shipments to the U.S."
        own = child.dep_ in ("nmod:poss", "det:poss")
        named = line.name(child.i) is not None and base(child) in ("compound", "nmod", "amod", "flat")
        if not own and not named:
            continue
        owned = owned or own
        filler = subject_of(child, line, discourse)
        if filler is not None and (filler.label is not None or own):
            return filler, True
    return (None if owned else _genitive(noun, line, discourse)), owned


def _genitive(noun: Token, line: Line, discourse: Discourse) -> Filler | None:
    """The name before a measured noun, by the order of words: "Germany's gross domestic product"."""
    at = noun.i - 1
    while at > 0 and line.tree[at].pos_ in ("ADJ", "NOUN") and line.name(at) is None:
        at -= 1
    name = line.name(at - 1) if at and line.word(at) in line.words.quantified["genitive"] - {""} else None
    return name_filler(name, line, discourse) if name is not None else None
