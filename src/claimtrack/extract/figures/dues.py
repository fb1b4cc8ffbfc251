"""What somebody has to pay: fines, settlements, damages ("was fined $5m", "verhängte gegen Acme ein Bußgeld von").

Who pays is not who imposes: the object of "fine", whoever the case word of the due marks ("a fine on Acme"), or the
subject of a verb of paying. The others of the sentence never pay.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.measured import by_verb
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.recognize.names import Name

_SURE, _FEE = 0.87, 0.8
_LEAST = 200
"""The least sum that is told as a due: "has settled in at $36.59" is a price."""
_BESIDE = 6
"""Tokens between the noun of a due and its sum, none but small words among them."""
_REACH = 14
"""Tokens between a verb and the sum."""
_DESCRIBED = 5
"""Tokens between a case word or verb and the name of who pays: "gegen den Lieferdienst Acme"."""


class _Words(NamedTuple):
    nouns: dict[str, str]
    courts: tuple[str, ...]
    of: frozenset[str]
    fined: frozenset[str]
    imposes: frozenset[str]
    pays: frozenset[str]
    onto: frozenset[str]
    lets: frozenset[str]
    payers: frozenset[str]
    offences: frozenset[str]


class _Due(NamedTuple):
    """A sum that is due: what for, the token that says so, and whether it is the verb "fined"."""

    attribute: str
    at: int
    is_verb: bool


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "figures")["dues"]
    nouns = {noun: attribute for attribute, words in data["nouns"].items() for noun in words}
    sets = (frozenset(data[key]) for key in ("of", "fined", "imposes", "pays", "onto", "lets", "payers", "offences"))
    return _Words(nouns, tuple(data["courts"]), *sets)


def draft_dues(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every sum of a passage that somebody named has to pay as a fine, a settlement or damages."""
    words = _words(line.passage.lang)
    for figure in line.figures:
        due = _due(figure, line, words) if is_sum(figure.quantity, _LEAST) else None
        debtor = _debtor(due, figure, line, discourse, words) if due is not None else None
        if due is None or debtor is None or debtor.text in line.words.strangers:
            continue
        if any(part.lower().endswith(words.courts) for part in debtor.text.split()):
            continue  # a court makes others pay
        if debtor.label is not Label.PERSON or due.attribute != "damages":  # a person's compensation is pay
            yield _draft(due, debtor, _imposer(due, debtor, line, discourse), figure, line)


def _draft(due: _Due, debtor: Filler, imposer: Filler | None, figure: Figure, line: Line) -> Draft:
    reading = by_verb("spending", figure, due.at)
    modality = colour(line, reading.found.start, reading.found.end)
    return Draft(
        "spending", "due", line.passage, line.tree[due.at], debtor, imposer, figure.mention, due.attribute,
        modality=None if modality is Modality.ACTUAL else modality, when=find_period(reading, line),
        sure=round((_FEE if due.attribute.endswith("fee") else _SURE) * debtor.certainty, 3),
    )  # fmt: skip


# what is due


def _due(figure: Figure, line: Line, words: _Words) -> _Due | None:
    beside = _noun_beside(figure, line, words)
    if beside is not None:
        return beside
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _REACH), -1):
        if line.figure(at) or line.is_stop(at):
            return None
        if line.word(at) in words.fined:
            return _Due("fine", at, is_verb=True)
    return _paid(figure, line, words)


def _noun_beside(figure: Figure, line: Line, words: _Words) -> _Due | None:
    """The noun that a sum is of: "a fine of $5m", "a $5m fine", "ein Bußgeld in Höhe von 5 Millionen Euro"."""
    ahead = range(figure.start - 1, max(-1, figure.start - 1 - _BESIDE), -1)
    behind = range(figure.end, min(len(line.tree), figure.end + _BESIDE))
    for places in (ahead, behind):
        for at in places:
            attribute = _attribute(at, line, words)
            if attribute and line.tree[at].pos_ != "VERB":
                return _Due(attribute, at, is_verb=False)
            if not (line.word(at) in words.of or line.tree[at].pos_ in ("ADJ", "ADV") or line.word(at) == "-"):
                break
    return None


def _paid(figure: Figure, line: Line, words: _Words) -> _Due | None:
    """A sum that is paid in a sentence that tells of a due: "agreed to pay $5m to settle claims"."""
    pays = (at for at in range(figure.start - 1, max(-1, figure.start - _BESIDE), -1) if not line.figure(at))
    is_paid = any(line.word(at) in words.pays for at in pays) or (
        line.words.compounds and any(line.word(at) in words.pays for at in range(figure.end, figure.end + _BESIDE))
    )
    if not is_paid:
        return None
    start = line.clause_start(figure.start)
    for at in range(start, len(line.tree)):
        if line.is_stop(at) and at > figure.end:
            return None
        if (attribute := _attribute(at, line, words)) and not line.figure(at):
            return _Due(attribute, at, is_verb=False)
        offence = line.word(at) in words.offences or f"{line.word(at)} {line.word(at + 1)}" in words.offences
        if offence and at > figure.end:
            return _Due("fine", at, is_verb=False)
    return None


def _attribute(at: int, line: Line, words: _Words) -> str | None:
    word = line.word(at)
    described = line.tree[at].pos_ == "ADJ" and line.figure(at - 1) is None  # but "a $5m fine"
    if (line.name(at) is not None and word not in words.nouns) or described:
        return None
    if word in words.nouns or not line.words.compounds:
        return words.nouns.get(word) or words.nouns.get(f"{line.word(at - 1)} {word}")
    is_noun = line.tree[at].text[:1].isupper()
    if not is_noun or word in line.words.never:
        return None
    return next((words.nouns[noun] for noun in sorted(words.nouns) if word.endswith(noun)), None)


# who pays, and whom


def _debtor(due: _Due, figure: Figure, line: Line, discourse: Discourse, words: _Words) -> Filler | None:
    if due.is_verb:
        return _fined(due.at, figure, line, discourse)
    marked = next((n for n in line.passage.names if _is_marked(n, due, line, words)), None)
    if marked is not None:
        return _party(name_filler(marked, line, discourse, 0.95))
    return _payer(due, figure, line, discourse, words)


def _fined(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The object of "fined", or its subject in the passive."""
    between = [n for n in line.passage.names if verb < n.start and n.end <= figure.start]
    if between:
        return _party(name_filler(between[-1], line, discourse, 0.95))
    if not line.has(verb - 1, line.words.changes["light"]):
        noun = next((t for t in line.tree[verb + 1 : figure.start] if t.pos_ in ("NOUN", "PRON")), None)
        return _party(discourse.resolve(noun, line.passage)) if noun is not None else None
    return _subject(verb, line, discourse)


def _is_marked(name: Name, due: _Due, line: Line, words: _Words) -> bool:
    """Whether the case word of a due stands before a name, as in "a fine on Acme", or a verb as in "droht Acme"."""
    if due.at > name.end and line.word(name.end) in line.words.people["with"] and line.name(name.end + 1) is None:
        hit = range(max(0, name.start - _REACH), name.start)
        near = due.at - name.end <= _REACH  # "hit Acme with a $5m fine"
        return near and any(line.word(at) in words.imposes for at in hit)
    for at in range(name.start - 1, max(-1, name.start - 1 - _DESCRIBED), -1):
        if line.word(at) in words.lets or (line.word(at) in words.payers and 0 < at - due.at <= 2):
            return True  # "droht Acme", "a $5m settlement from Acme"
        if line.word(at) in words.onto:
            ahead = range(max(0, at - _REACH), at)
            behind = range(at, min(len(line.tree), at + _REACH))
            told = any(line.word(i) in words.imposes or i == due.at for i in (*ahead, *behind))
            return told and line.word(at) != line.word(due.at)
        if line.tree[at].pos_ not in ("DET", "ADJ", "NOUN", "ADV", "PROPN"):
            return False
    return False


def _payer(due: _Due, figure: Figure, line: Line, discourse: Discourse, words: _Words) -> Filler | None:
    """The subject of the verb of paying nearest to the sum; nobody where somebody imposes."""
    near = sorted(range(max(0, figure.start - _REACH), min(len(line.tree), figure.end + _REACH)),
                  key=lambda at: abs(at - figure.start))  # fmt: skip
    for at in near:
        if line.word(at) in words.imposes and at < figure.start and not _is_passive(at, line):
            return None
        if (sentenced := _sentenced(at, figure, line, discourse, words)) is not None:
            return sentenced
        if line.word(at) in words.pays | words.lets or (line.word(at) in words.imposes and _is_passive(at, line)):
            return _subject(at, line, discourse)
    return None


def _sentenced(verb: int, figure: Figure, line: Line, discourse: Discourse, words: _Words) -> Filler | None:
    """The object of a verb at the end of its clause: "Das Gericht hat Acme zu 5000 Euro Strafe verurteilt"."""
    if line.word(verb) not in words.lets or verb < figure.end or not line.words.compounds:
        return None
    perfect = next((t.i for t in line.tree[: figure.start] if t.dep_ == "aux"), None)
    named = [n for n in line.passage.names if perfect is not None and perfect < n.start and n.end <= figure.start]
    return _party(name_filler(named[-1], line, discourse, 0.9)) if named else None


def _is_passive(verb: int, line: Line) -> bool:
    """Whether a form of "to be" stands before a verb: "had been ordered to pay"."""
    return any(line.tree[at].pos_ == "AUX" for at in range(max(0, verb - 2), verb)) and not line.words.compounds


def _imposer(due: _Due, debtor: Filler, line: Line, discourse: Discourse) -> Filler | None:
    """Who fines, where a name does: "The Commission fined Acme", "Acme was fined by the Commission"."""
    for token in read_arguments(line.tree[due.at]).agent if due.is_verb else ():
        name = line.passage.name_at(token)
        filler = None if name is None else _party(name_filler(name, line, discourse, 0.95))
        if filler is not None and filler.text != debtor.text:
            return filler
    return None


def _subject(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """The subject of a verb by the tree, else the last name ahead of it, or in German right behind."""
    done_to = [child for child in line.tree[verb].children if child.dep_ == "nsubj:pass"]
    for token in done_to or read_arguments(line.tree[verb]).agent:
        filler = None if line.figure(token.i) else _party(discourse.resolve(token, line.passage))
        if filler is not None:
            return filler
    ahead = [n for n in line.passage.names if n.end <= verb and verb - n.end <= _REACH]
    behind = [n for n in line.passage.names if verb < n.start <= verb + _DESCRIBED and line.words.compounds]
    found = [n for n in (*ahead[-1:], *behind[:1]) if line.word(n.start - 1) not in ("von", "of", "by")]
    return _party(name_filler(found[0], line, discourse, 0.85)) if found else None


def _party(filler: Filler | None) -> Filler | None:
    """Who can have to pay: anybody but a place's authority or a product's date."""
    return filler if filler is not None and filler.label is not Label.PLACE else None
