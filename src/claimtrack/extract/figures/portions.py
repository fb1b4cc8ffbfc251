"""What part of something a thing is: "orders make up 34 % of sales", "auf Windräder entfallen 28 Prozent".

For many a tagger "control", "supply" and "accounts" are nouns, so what such a verb is said of is found by the order of
words where a language has one order; elsewhere the tree tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import article, is_loose, is_of, party_of
from claimtrack.extract.figures.doers import joined
from claimtrack.extract.figures.moved import noun_before
from claimtrack.extract.figures.owning import name_filler, row_of
from claimtrack.extract.figures.sized import owner_of, without_owner
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, is_relativizer, marker
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SURE = 0.9
_TOGETHER = 0.9
"""How sure a share is that several have together."""
_BETWEEN = 3
"""Tokens between a verb and its share: "accounts for only", "now make up"."""
_AUXILIARY = ("AUX", "ADV", "PART")
_NOUNS = ("NOUN", "PROPN", "X", "PRON")


def read_portion(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a thing is a share of, and of whom that is told."""
    group = _group(figure, head, line) if figure_class(figure.quantity) == "percent" else None
    verb = _verb(figure, head, line) if group is not None else None
    if group is None or verb is None or any(line.figure(t.i) not in (None, figure) for t in group.subtree):
        return None
    if _is_held(group, line):
        return None
    ordered = subject_ahead(verb, line, discourse) if not line.words.compounds else None
    party = ordered or _by_tree(figure, verb, line, discourse)
    if party is None or is_loose(party, discourse):
        return None
    share = min(line.words.quantified["share"])
    owner, owned = owner_of(group, line, discourse) if ordered and party.via == "phrase" else (None, False)
    if (owned and owner is None and _is_pointed(group)) or _is_denied(party.token):
        return None  # "the segment makes up 30 % of its sales": whose?
    if owner is not None and owner.label is Label.ORGANISATION:  # "women account for 68 % of Acme's users"
        return Told(owner, joined(f"{share} {without_owner(owner, group, line)}", party.text), verb, sure=_SURE)
    return Told(party, f"{share} {article(group, line)}{phrase(group, line)}", verb, sure=_SURE)


def _is_held(group: Token, line: Line) -> bool:
    """Whether a share is a stake: "holds 5 % of the shares", "owns a third of the company"."""
    metric = line.metric(group.i)
    is_firm = line.name(group.i) is not None or class_of(group, line.passage.lang) is Label.ORGANISATION
    return is_firm or (metric is not None and metric.metric.kind == "price")


def _is_pointed(group: Token) -> bool:
    """Whether a whole is that of somebody whom a pronoun stands for: "its sales"."""
    return any(token.pos_ in ("PRON", "DET") for token in group.children if token.dep_ in ("nmod:poss", "det:poss"))


def _is_denied(noun: Token) -> bool:
    """As in "no single buyer makes up more than 10 %"."""
    return any("Neg" in det.morph.get("PronType", []) for det in children(noun, "det"))


def _group(figure: Figure, head: Token, line: Line) -> Token | None:
    heads = (head, *(t for t in line.tree[figure.start : figure.end] if t.i != head.i))
    return next((c for t in heads for c in children(t, "nmod") if c.i >= figure.end and is_of(c, line)), None)


def _verb(figure: Figure, head: Token, line: Line) -> Token | None:
    """The verb of being a part: right before its share where the order tells, else above it in the tree."""
    words = line.words.quantified
    for at in () if line.words.compounds else range(figure.start - 1, max(-1, figure.start - 1 - _BETWEEN), -1):
        if line.word(at) in words["makes_up"]:
            goes_with = line.word(at) not in words["made_of"] or line.word(at + 1) in words["made_with"]
            return line.tree[at] if goes_with else None
        if line.tree[at].pos_ != "ADV" and line.word(at) not in words["made_with"]:
            break
    verb = head.head
    is_verb = base(head) in ("obj", "obl", "nsubj") and verb.pos_ in ("VERB", "AUX")
    return verb if is_verb and line.has(verb.i, words["makes_up"]) else None


def _by_tree(figure: Figure, verb: Token, line: Line, discourse: Discourse) -> Filler | None:
    falls_to = next((c for c in children(verb, "obl") if marker(c) in line.words.quantified["falls_to"]), None)
    return subject_of(falls_to, line, discourse) if falls_to is not None else party_of(verb, figure, line, discourse)


def subject_ahead(verb: Token, line: Line, discourse: Discourse) -> Filler | None:
    """Whom or what a verb is said of by the order of words, a relative pronoun or an aside between the two."""
    at = verb.i - 1
    while at > 0 and (line.tree[at].pos_ in _AUXILIARY or line.time(at) is not None):
        at -= 1  # "now account for", "could soon make up"
    is_relative = at > 0 and is_relativizer(line.tree[at])
    if is_relative:
        at -= 1 + (line.word(at - 1) == ",")
    name = line.name(at)
    if name is not None and not _is_oblique(name, line):
        return _named(name, line, discourse)
    noun = line.token(at) if is_relative or line.tree[at].pos_ == "PRON" else noun_before(verb, line)
    if noun is None or children(noun, "case") or noun.pos_ not in _NOUNS:
        return None
    filler = subject_of(noun, line, discourse, group="Plur" in noun.morph.get("Number", []))
    if filler is None or filler.via != "phrase":
        return filler
    text = phrase(noun, line, range(verb.i, len(line.tree)))  # the verb may be taken for a part of it
    return filler._replace(text=text) if text else None


def _is_oblique(name: Name, line: Line) -> bool:
    """Whether a case word of its own stands before a name: "sales in China account for"."""
    before = line.token(name.start - 1 - (line.tree[name.start - 1].pos_ == "DET"))
    return before is not None and before.pos_ == "ADP" and name.start > 0


def _named(name: Name, line: Line, discourse: Discourse) -> Filler | None:
    """A name, or all of a row of names, of which a share is told together: "Acme, Norwind and Kolibri"."""
    row = [name_filler(one, line, discourse) for one in row_of(name, line)]
    if all(filler.label is Label.PERSON for filler in row):
        return None
    if len(row) == 1:
        return row[0]
    text = f"{', '.join(f.text for f in row[:-1])} {min(line.words.grammar['and'], key=len)} {row[-1].text}"
    return Filler(text, row[0].label, row[-1].token, _TOGETHER, "name")
