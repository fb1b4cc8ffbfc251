"""What a sentence plainly says that somebody named has or does so many of, where no construction of its own tells it.

"The studio has shipped seven titles", "with 138 million units sold": whatever the verb, and whatever the tree makes of
it. A part of somebody ("its battery holds 82 kWh") is its owner's or, without one, that of what the text goes on about.
These readings are less sure than those of constructions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import actor, counted_things, done_of, is_wished
from claimtrack.extract.figures.doers import bare, firms_in, joined, named_ahead, party_of
from claimtrack.extract.figures.likened import LIKENED
from claimtrack.extract.figures.measured import case_of
from claimtrack.extract.figures.owning import is_free, name_filler
from claimtrack.extract.figures.sized import owner_of
from claimtrack.extract.figures.spoken import spoken_of
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import PEOPLE, PRODUCTS, figure_class, is_extent, is_physical, size
from claimtrack.extract.text.syntax import base, children, is_passive, marker
from claimtrack.model import Label, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_SURE, _LISTED = 0.85, 0.9
"""How sure a reading is, and one by a verb of having or one that says what became of things."""
_FEW, _SOME, _MANY = 3, 5, 10
"""The smallest number of things that somebody has, has made, and that a verb of no list is told with."""
_SOLD = 3
"""Tokens between counted things and the participle that says what became of them."""
_NOUNS = ("NOUN", "PROPN")


def read_plain(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a figure counts or sizes, and of whom."""
    return next((told for way in _WAYS if (told := way(figure, head, line, discourse))), None)


def _first(head: Token) -> Token:
    """The first of a row of nouns, whose place in the sentence is that of all."""
    top = head
    while base(top) == "conj" and top.head.i < top.i and top.head.pos_ in _NOUNS:
        top = top.head
    return top


def _is_countable(figure: Figure, head: Token, line: Line, *, crowds: bool = False) -> bool:
    """Whether a figure counts things or measures a thing, and no people, products or parts of a firm.

    `crowds` may be counted as well, where somebody expects them.
    """
    unit, words = (figure.quantity.unit or "").partition("/")[0], line.words.quantified
    if figure_class(figure.quantity) != "count" or unit in PEOPLE | PRODUCTS or head.pos_ not in _NOUNS:
        return False
    if any(c.dep_ in ("nmod:poss", "det:poss") or "Def" in c.morph.get("Definite", []) for c in head.children):
        return False  # "the three funds": which are known
    numbers = line.words.people["numbers"]
    crowd = frozenset() if crowds else words["crowd"]
    return not line.has(head.i, words["nobody"] | words["deals"] | crowd | words["totals"] | numbers)


def _things(figure: Figure, head: Token, line: Line) -> Token | None:
    """What is counted, or what a unit measures: "electricity" in "3.2 terawatt hours of electricity"."""
    if not is_physical(figure.quantity) or line.words.compounds:
        return counted_things(head, line)
    near = (c for c in children(head, "nmod") if c.left_edge.i == head.i + 1)
    return next((c for c in near if marker(c) in line.words.grammar["of"]), None)


def _counted(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What somebody has or does so many of, whatever the verb."""
    verb, words = _first(head).head, line.words.quantified
    expects = line.has(verb.i, words["reckons"])
    is_counted = _is_countable(figure, head, line, crowds=expects) and verb.pos_ == "VERB"
    if not is_counted or (_says_nothing(verb, line) and not (expects and not is_passive(verb))):
        return None
    done = done_of(verb, line)
    shows = expects or line.has(verb.i, words["shows"] | words["has"])
    is_open = done is None and not shows
    least = 0 if is_physical(figure.quantity) else _MANY if is_open else _SOME if done else _FEW
    if size(figure.quantity) < least or not _is_object(figure, head, line, shows=shows, expects=expects):
        return None
    if is_open and line.words.compounds and not children(verb, "nsubj") and base(verb) not in ("conj", "xcomp"):
        return None
    things = _things(figure, head, line)
    name = bare(things, line) if things is not None else ""
    whole = phrase(head, line) if things is None else ""
    name = name or (whole if " " in whole or done or expects else "")  # "5 gigawatts in operation"
    party, part = party_of(verb, line, discourse)
    if party is None or party.label is Label.PERSON or not (name or part):
        return None
    text = f"{name} {done}".strip() if done is not None else name if shows else ""
    sure, ahead = (_SURE, None) if is_open else (_LISTED, Modality.FORECAST if expects else None)
    return Told(party, joined(part, text or _done(verb, name, line)), verb, sure=sure, modality=ahead)


def _says_nothing(verb: Token, line: Line) -> bool:
    """Whether a verb tells nothing of the things that are counted: of saying, wishing or changing, or a passive."""
    if line.has(verb.i, line.words.quantified["idle_verbs"] | line.words.colour["saying"]) or line.turn(verb.i):
        return True
    reflexive = any("Yes" in child.morph.get("Reflex", []) for child in verb.children)
    return reflexive or is_passive(verb) or is_wished(verb, line)


def _is_object(figure: Figure, head: Token, line: Line, *, shows: bool, expects: bool) -> bool:
    """Whether what is counted is the object of its verb, or stands behind a case word of verbs that show so much.

    A case word within the figure ("bis zu 350 Kilowatt") is none of the noun's.
    """
    top, words = _first(head), line.words.quantified
    inside = any(child.i in range(figure.start, figure.end) for child in children(top, "case"))
    is_bare = inside and not case_of(top, figure) and line.word(figure.start) not in words["reaching"]
    case = case_of(top, figure) or line.word(figure.start)  # "verfügt über 70 Filialen"
    if base(top) == "obj" or (base(top) == "obl" and is_bare):
        return not case_of(head, figure)
    reached = words["reaching"] if expects else words["reaching"] - line.words.people["with"]
    is_trained = figure.quantity.unit == "token" and case in words["reaching"] | words["across"]
    return base(top) == "obl" and (is_trained or (shows and case in reached))


def _done(verb: Token, things: str, line: Line) -> str:
    """Things with what is done to them: behind a participle's noun, in English the verb stands first otherwise."""
    is_past = "Part" in verb.morph.get("VerbForm", []) or "Past" in verb.morph.get("Tense", [])
    particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), "")
    if line.words.compounds:
        return f"{things} {particle}{verb.lower_}".strip()
    return f"{things} {verb.lower_}".strip() if is_past else f"{verb.lower_} {things}".strip()


def _ordered(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """The same by the order of words, whatever the tree: a name, a listed verb, the figure and what it counts."""
    noun, words = line.tree[figure.end - 1], line.words.quantified
    noun = noun if noun.pos_ in _NOUNS else line.tree[min(figure.end, len(line.tree) - 1)]
    if not _is_countable(figure, noun, line) or noun.i < figure.end - 1:
        return None
    at = figure.start - 1
    while at > 0 and line.tree[at].pos_ in ("ADV", "DET"):
        at -= 1
    ahead = None if line.time(at) is not None else line.tree[at]
    last = line.token(noun.i + 1) if line.words.compounds else None
    verb = next((t for t in (ahead, last) if t is not None and t.i > 0 and _is_listed(t, line)), None)
    party = named_ahead(min(verb.i, figure.start), line, discourse) if verb is not None else None
    between = line.tree[party.token.i + 1 : figure.end + _SOLD] if party is not None else ()
    if any(t.lower_ in words["must"] for t in between):
        return None
    if verb is None or party is None or (size(figure.quantity) < _SOME and not is_physical(figure.quantity)):
        return None
    things = counted_things(noun, line)
    name = bare(things, line) if things is not None else ""
    told = next((done for done, forms in _doings(line) if line.has(verb.i, forms)), "")
    extent = next((key.partition(".")[2] for key, forms in line.words.extents.items() if line.has(verb.i, forms)), "")
    text = f"{name} {told}".strip() if name else extent if is_extent(figure.quantity) and not told else ""
    return Told(party, text, verb, sure=_SURE) if text and (name or extent) else None


def _doings(line: Line) -> Iterator[tuple[str, frozenset[str]]]:
    yield from line.words.deeds.items()
    yield from line.words.outputs.items()


def _is_listed(token: Token, line: Line) -> bool:
    """Whether a word is a verb of having or one that says what became of things, for whatever a tagger takes it."""
    words = line.words
    known = any(token.lower_ in forms for _, forms in (*_doings(line), *words.extents.items()))
    is_word = token.text.islower() and (known or line.has(token.i, words.quantified["has"]))
    return is_word and line.tree[token.i - 1].pos_ not in ("DET", "ADJ", "ADP")


def _spread(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """Over how many countries or cities somebody's business spreads: "operates 340 stores in 12 countries"."""
    words, verb = line.words.quantified, head.head
    while verb.pos_ in _NOUNS and base(verb) in ("obj", "obl", "nmod", "conj") and verb.head.i < verb.i:
        verb = verb.head
    goes = line.has(verb.i, words["spreads"]) or done_of(verb, line) is not None
    goes = goes or any(line.figure(c.i) is not None for c in children(verb, "obj"))  # "manages 38 hospitals in …"
    is_place = line.has(head.i, words["spread"]) and case_of(head, figure) in line.words.grammar["in"] | words["across"]
    if not (goes and is_place) or figure_class(figure.quantity) != "count" or size(figure.quantity) < _FEW:
        return None
    party = actor(verb, line, discourse) or named_ahead(figure.start, line, discourse)
    if party is None or party.label in (Label.PERSON, Label.PLACE):
        return None
    return Told(party, bare(head, line), verb, sure=_LISTED)


def _composed(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a fleet or network is made of: "a fleet of 620 trucks", "Zur Flotte von Acme gehören 48 Flugzeuge"."""
    top, words = _first(head), line.words.quantified
    if not _is_countable(figure, head, line) or size(figure.quantity) < _FEW:
        return None
    verb, whole = top.head, top.head
    if base(top) in ("obj", "nsubj") and line.has(verb.i, words["belongs"]):
        whole = next((c for c in children(verb, "obl") if line.has(c.i, words["wholes"])), verb)
    if not line.has(whole.i, words["wholes"]) or whole.i > figure.start:
        return None
    owner, _ = owner_of(whole, line, discourse)
    near = (subject_of(c, line, discourse) for c in children(whole, "nmod") if line.figure(c.i) is None)
    owner = owner or next((found for found in near if found is not None and found.via != "phrase"), None)
    if owner is None and base(whole) == "obj" and line.has(whole.head.i, words["has"] | words["spreads"]):
        owner = actor(whole.head, line, discourse)
    owner = owner or (spoken_of(whole, line, discourse) if not children(whole, "nmod", "acl")[1:] else None)
    if owner is None or owner.label in (Label.PERSON, Label.PLACE):
        return None
    return Told(owner, bare(head, line), verb, sure=_LISTED)


def _belonging(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """How many of something somebody has, whatever is said of them: "Die 2.300 Busse des Unternehmens fahren …"."""
    behind = next((c for c in children(head, "nmod") if c.left_edge.i == head.i + 1), None)
    marks = line.words.grammar["of"] | line.words.grammar["genitive"] | {""}
    if behind is None or head.pos_ != "NOUN" or marker(behind) not in marks or size(figure.quantity) < _MANY:
        return None
    unit = (figure.quantity.unit or "").partition("/")[0]
    barred = line.words.quantified["nobody"] | line.words.quantified["deals"] | line.words.quantified["amounts"]
    if figure_class(figure.quantity) != "count" or unit in PEOPLE or line.has(head.i, barred) or figure.end <= head.i:
        return None
    owner = subject_of(behind, line, discourse)
    is_firm = owner is not None and owner.label is Label.ORGANISATION and owner.via != "phrase"
    known = any("Def" in child.morph.get("Definite", []) for child in head.children)
    return Told(owner, bare(head, line), head, sure=_SURE) if owner is not None and is_firm and known else None


def _brought(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What stands behind "with" at the head of a clause or at its end: "…, with 138 million units sold"."""
    case, ahead, cases = figure.start - 1, line.word(figure.start - 2), line.words.people["with"]
    leads = line.word(0) in cases and not any(t.pos_ in ("VERB", "AUX", "PUNCT") for t in line.tree[: figure.start])
    is_loose = leads or (line.word(case) in cases and ahead in (",", "–", "—"))
    if not is_loose or not _is_countable(figure, head, line):
        return None
    clause = next((t for t in head.ancestors if t.i > figure.end or t.i < case), None)
    below = ("advcl", "acl", "nmod", "obl", "appos")
    while clause is not None and base(clause) in below and not children(clause, "nsubj"):
        clause = clause.head
    party = actor(clause, line, discourse) if clause is not None and size(figure.quantity) >= _FEW else None
    firms = firms_in(line, discourse)
    behind = [n for n in firms if n.start >= figure.end]
    if leads and party is None and behind and is_free(behind[0], line):
        party = name_filler(behind[0], line, discourse)
    if party is None or party.label in (Label.PERSON, Label.PLACE):
        return None
    name = bare(head, line)
    sold = next((t for t in line.tree[head.i + 1 : head.i + 1 + _SOLD] if t.pos_ == "VERB"), None)
    if sold is not None and sold.i == head.i + 1 and "Part" in sold.morph.get("VerbForm", []):
        name = f"{name} {sold.text}".strip()
    return Told(party, name, head, sure=_SURE) if name else None


_WAYS = (*LIKENED, _composed, _spread, _belonging, _brought, _counted, _ordered)
"""The ways in which a figure is told, the surer ones first."""
