"""A measured noun with its figure beside it: "a 2 % inflation goal", "has a range of 840 kilometers".

The noun says what is measured, its place in the sentence whose it is: it has an owner of its own ("Acme's range of …"),
somebody has it ("the car has a range of …"), or it stands behind "with" ("the car, with a range of …, …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import actor
from claimtrack.extract.figures.levies import levied
from claimtrack.extract.figures.periods import is_earlier
from claimtrack.extract.figures.sized import is_measuring, owner_of, without_owner
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import figure_class, is_physical
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.productwords import is_product_noun
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.model import Label, Modality

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_GROUP = 0.95
"""How sure a group is that is counted and has no name."""
_SURE = 0.9
_SIZES = ("money", "percent", "points")
_REACH = 5
"""Tokens between a figure and the noun that it modifies ("$3.5 billion customs bond funding shortfall")."""


def read_attached(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a noun beside a figure measures, and of whom."""
    noun = noun_ahead(figure, line) or _noun_of(figure, head, line)
    is_rate = line.word(figure.end) in line.words.changes["to"] and figure_class(figure.quantity) == "money"
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or is_rate:
        return None  # "a rate of 1 euro to the dollar"
    if figure_class(figure.quantity) == "percent" and line.has(noun.i, line.words.quantified["tallies"]):
        return None  # "holds a total of 56 % of the shares"
    if is_earlier(figure, line) or _is_told_elsewhere(noun, figure, line):
        return None
    if noun.i < figure.start and (told := _held(figure, noun, line, discourse)):
        return told
    if not is_measuring(noun, line) or figure_class(figure.quantity) not in _SIZES:
        return None
    return _of_attached(figure, noun, line, discourse)


def noun_ahead(figure: Figure, line: Line) -> Token | None:
    """The noun before "of" and a figure: "a range of 840 kilometers", "Zölle in Höhe von 20 Prozent"."""
    if line.word(figure.start - 1) not in line.words.quantified["of"]:
        return None
    noun = line.token(figure.start - 2)
    if noun is not None and noun.lower_ in line.words.quantified["of"]:
        noun = line.token(figure.start - 4)
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def _noun_of(figure: Figure, head: Token, line: Line) -> Token | None:
    """The noun that a figure modifies from before it: "a 2 % inflation goal"."""
    noun = head.head
    if noun.pos_ != "NOUN" or base(head) not in ("nmod", "compound", "nummod", "amod"):
        return None
    return noun if figure.end <= noun.i <= figure.end + _REACH else None


def _held(figure: Figure, noun: Token, line: Line, discourse: Discourse) -> Told | None:
    """Whose a measure is by its place: the object of having, or what stands behind "with"."""
    words, measures = line.words.quantified, is_measuring(noun, line)
    totals = words["totals"] - words["measuring"] if is_physical(figure.quantity) else words["totals"]
    if line.has(noun.i, totals | words["targets"] | words["priced"]) or line.turn(noun.i):
        return None  # "a total of 30", "a price target of $75", "a drop of 7,000"
    if figure_class(figure.quantity) in ("duration", "count") and not is_physical(figure.quantity) and not measures:
        return None  # "a resident of 19 years", "the expertise of 24 lawyers"
    if base(noun) == "conj" and noun.head.i == noun.i - 2:
        return None  # "cash and equivalents of $5bn"
    owner, owned = owner_of(noun, line, discourse) if measures else (None, False)
    inside = range(noun.i + 1, figure.end)
    text = without_owner(owner, noun, line, inside) if owner is not None else ""
    if owner is None and not owned:
        owner = _holder(noun, line, discourse)
        text = phrase(noun, line, range(noun.i + 1, len(line.tree)))
    if owner is None or owner.label is Label.PERSON:
        return None
    if owner.via in ("pronoun", "noun") and figure_class(figure.quantity) not in _SIZES:
        return None  # "it runs at a voltage of 400 volts": what does?
    return Told(owner, text, noun, sure=_SURE, modality=_had(noun, line))


def _had(noun: Token, line: Line) -> Modality | None:
    """That somebody has something is a fact, even if the verb is one of offering; an auxiliary may say otherwise."""
    verb = noun.head
    is_had = base(noun) == "obj" and line.has(verb.i, line.words.quantified["has"]) and verb.pos_ == "VERB"
    is_plain = "Fin" in verb.morph.get("VerbForm", []) and not children(verb, "aux", "mark", "advmod")
    return Modality.ACTUAL if is_had and is_plain else None


def _holder(noun: Token, line: Line, discourse: Discourse) -> Filler | None:
    """Who has a measure: the subject of a verb of having, the phrase or clause that "with" adds it to."""
    words, top = line.words.quantified, noun
    while base(top) == "conj" and top.head.i < top.i and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if base(top) == "nmod" and line.figure(top.i) and marker(top) in words["of"]:
        top = top.head  # "a range of 410 miles and a top speed of 155 mph", hung on the miles
    host, case = top.head, marker(top)
    if case in line.words.people["with"] and host.pos_ in ("NOUN", "PROPN") and base(top) in ("nmod", "obl", "acl"):
        if line.figure(host.i) is not None and host.head.pos_ == "VERB":
            return actor(host.head, line, discourse)  # "has 240 shops with a floor space of …"
        return _described(host, top.left_edge.i, line, discourse) if host.i < top.i else None
    if not (host.pos_ in ("VERB", "AUX") or children(host, "cop")) or base(top) not in ("obj", "obl"):
        return None
    shows, ahead = line.has(host.i, words["has"] | words["shows"]), line.token(top.left_edge.i - 1)
    is_loose = ahead is None or ahead.pos_ not in ("NOUN", "PROPN", "NUM", "SYM", "PUNCT")
    if (
        (not case and shows)
        or (case in line.words.people["with"] and is_loose)
        or (shows and case in words["reaching"] - line.words.people["with"])
    ):
        return actor(host, line, discourse, is_deed=True)
    return None


def _described(noun: Token, case: int, line: Line, discourse: Discourse) -> Filler | None:
    """What "with" adds a measure to, where it is named or pointed at: no "borrowers with a score of 700"."""
    found = subject_of(noun, line, discourse)
    if found is None or found.via != "phrase":
        return found
    text = phrase(noun, line, range(case, len(line.tree)))
    definite = any("Def" in c.morph.get("Definite", []) for c in children(noun, "det"))
    named = any(line.name(t.i) for t in noun.subtree if t.i < case)
    return found._replace(text=text) if " " in text and (definite or named) else None


def _is_told_elsewhere(noun: Token, figure: Figure, line: Line) -> bool:
    """Whether a noun is a name, a figure, or one whose sum another kind of claim tells."""
    metric, words = line.metric(noun.i), line.words.quantified
    if line.figure(noun.i) or line.name(noun.i) or line.has(noun.i, words["nobody"]):
        return True
    in_name = line.word(figure.end) in line.words.grammar["in"] and line.name(figure.end + 1) is not None
    if line.has(noun.i, words["portions"]) and figure_class(figure.quantity) == "percent":
        return in_name  # "a share of 21 %" is a stake where something named follows
    if figure_class(figure.quantity) in _SIZES and line.has(noun.i, words["deals"]):
        return True
    is_metric = metric is not None and metric.metric.kind != "measure" and not _is_public(noun, line)
    return is_metric or is_product_noun(noun, line.passage.lang)


def _is_public(noun: Token, line: Line) -> bool:
    """Whether a noun tells of states what else is told of firms: "trade deficit", "Handelsüberschuss"."""
    public = line.words.quantified["public"]
    return line.has(noun.i, public) or any(noun.lower_.endswith(last) for last in public if line.words.compounds)


def _of_attached(figure: Figure, noun: Token, line: Line, discourse: Discourse) -> Told | None:
    if (duty := levied(noun, range(figure.start, figure.end), line)) is not None:
        return Told(duty, noun.text, noun, sure=_SURE)
    owner, owned = owner_of(noun, line, discourse)
    inside, verb = range(noun.i + 1 if noun.i < figure.start else figure.start, figure.end), noun.head
    if owner is not None:
        return Told(owner, without_owner(owner, noun, line, inside) or noun.text, noun)
    if owned:
        return None  # "its goal": whose?
    text = phrase(noun, line, inside)
    if base(noun) == "obj" and line.has(verb.i, line.words.quantified["has"]):
        party = actor(verb, line, discourse, is_deed=line.has(noun.i, line.words.quantified["portions"]))
        return Told(party, text, verb) if party is not None else None
    onto = [child for child in children(noun, "nmod") if child.i > noun.i and line.figure(child.i) is None]
    onto = [child for child in onto if line.time(child.i) is None]
    loose = line.words.quantified["of"] | line.words.shares["per"]
    onto = [child for child in onto if child.lower_ not in loose and marker(child) not in loose]
    inner = [t for t in noun.subtree if t.text in text.split()]
    says_which = any(line.name(t.i) or (t.text[:1].isupper() and t.pos_ in ("ADJ", "PROPN")) for t in inner)
    says_which = says_which or (line.words.compounds and any(marker(c) for c in onto))
    named = Filler(text, None, noun, _GROUP, "phrase")
    return Told(named, noun.text, noun, sure=_SURE) if text and says_which else None
