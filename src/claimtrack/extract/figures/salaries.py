"""What those whom people work for pay them: "verdient bei Acme 3 Millionen Euro im Jahr", "his salary is $2m"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.measured import by_verb
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.persons import person_meant, read_people
from claimtrack.language import read_data
from claimtrack.model import Label, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_SURE = 0.87
_REACH = 12
"""Tokens between a verb of earning or a noun of pay and the sum."""
_OWNER = 4
"""Tokens between a noun of pay and whose it is."""
_KNOWN = 0.7
"""The least certainty of whose pay it is."""
_LEAST = 500
"""The least sum that is somebody's pay."""


class _Pay(NamedTuple):
    """A sum, the word that makes it pay, and who gets it."""

    figure: Figure
    at: int
    person: Filler


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read_data(lang, "figures")["salaries"].items()}


def draft_salaries(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every sum of a passage that a named person earns with an organisation that the document names."""
    yield from _draft_wealth(line, discourse)
    won = _words(line.passage.lang)["won"]
    if any(token.lower_ in won for token in line.tree):
        return  # "in his career he has earned $5m"
    for figure in line.figures:
        if figure_class(figure.quantity) != "money" or size(figure.quantity) < _LEAST:
            continue  # a rate, too: "$2m a year"
        pay = _earned(figure, line, discourse) or _owned(figure, line, discourse, _words(line.passage.lang)["nouns"])
        payer = _payer(pay, line, discourse) if pay is not None else None
        if pay is not None and payer is not None and pay.person.certainty >= _KNOWN:
            yield Draft(
                "spending", "salary", line.passage, line.tree[pay.at], payer, pay.person, figure.mention, "salary",
                modality=Modality.ACTUAL, when=find_period(by_verb("spending", figure, pay.at), line),
                sure=round(_SURE * min(payer.certainty, pay.person.certainty), 3),
            )  # fmt: skip


def _draft_wealth(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """What a person owns, has won or is paid by nobody who is named: "Ihr Vermögen wird auf 40 Millionen geschätzt"."""
    words = _words(line.passage.lang)
    nouns = words["wealth"] | words["nouns"]
    for figure in line.figures if words["wealth"] else ():
        if figure_class(figure.quantity) != "money" or size(figure.quantity) < _LEAST:
            continue
        owned = _owned(figure, line, discourse, nouns)
        if owned is None or (not _is_pay(owned.at, line, words["wealth"]) and _payer(owned, line, discourse)):
            continue
        if owned.person.label is Label.PERSON and owned.person.certainty >= _KNOWN:
            yield Draft(
                "measure", "wealth", line.passage, line.tree[owned.at], owned.person, None, figure.mention,
                line.tree[owned.at].text, sure=round(_SURE * owned.person.certainty, 3),
            )  # fmt: skip


def _earned(figure: Figure, line: Line, discourse: Discourse) -> _Pay | None:
    """As in "Ada Byrne verdient 2 Millionen Euro im Jahr"; not what somebody earns with something."""
    words = _words(line.passage.lang)
    at = line.verb_of(figure, lambda i: line.word(i) in words["earns"], _REACH)
    if at is None or any(line.word(i) in words["means"] for i in range(at, min(len(line.tree), figure.end + _REACH))):
        return None
    people = [p for p in read_people(line.passage, discourse) if p.end <= at or at < p.start < figure.start]
    free = [p for p in people if not p.start or line.tree[p.start - 1].pos_ != "ADP"]
    return _Pay(figure, at, free[0].filler) if len(free) == 1 else None


def _owned(figure: Figure, line: Line, discourse: Discourse, nouns: frozenset[str]) -> _Pay | None:
    """As in "Sein Gehalt liegt bei 2 Millionen Euro", "das Jahresgehalt von Ada Byrne beträgt 2 Millionen Euro"."""
    words = _words(line.passage.lang)
    at = line.verb_of(figure, lambda i: _is_pay(i, line, nouns), _REACH)
    if at is None:
        return None
    before = line.token(at - 1)
    if before is not None and "Yes" in before.morph.get("Poss", []):
        person = person_meant(before, line.passage, discourse)
    else:
        near = (p for p in read_people(line.passage, discourse) if p.named and 0 < p.start - at <= _OWNER)
        person = next((p.filler for p in near if line.word(at + 1) in line.words.grammar["owner"]), None)
        person = person or _paid(at, line, discourse, words["gets"])
    return _Pay(figure, at, person) if person is not None else None


def _is_pay(at: int, line: Line, nouns: frozenset[str]) -> bool:
    """Whether a word is a noun of pay, or a compound of one where the language writes it as one word."""
    compound = (
        line.words.compounds and line.tree[at].text[:1].isupper() and line.word(at).endswith(tuple(sorted(nouns)))
    )
    return line.word(at) in nouns or compound


def _paid(noun: int, line: Line, discourse: Discourse, gets: frozenset[str]) -> Filler | None:
    """The one person of a clause who gets pay: "Ada Byrne erhielt eine Vergütung von"."""
    verb = next((at for at in range(noun - 1, max(-1, noun - 1 - _REACH), -1) if line.word(at) in gets), None)
    if verb is None:
        return None
    people = {p.filler.text: p.filler for p in read_people(line.passage, discourse) if p.start < noun}
    return next(iter(people.values())) if len(people) == 1 else None


def _payer(pay: _Pay, line: Line, discourse: Discourse) -> Filler | None:
    """Who pays: the organisation "at" which somebody earns, else the one they work for."""
    at = _words(line.passage.lang)["at"]
    for name in line.passage.names:
        marked = line.word(name.start - 1) in at or line.word(name.start - 2) in at
        if marked and discourse.cast.label(name.text) is Label.ORGANISATION:
            return Filler(discourse.cast.full(name.text), Label.ORGANISATION, line.tree[name.start], 0.95, "name")
    employer = None if discourse.is_guessed(pay.person.text) else discourse.employer(pay.person.text)
    return Filler(employer, Label.ORGANISATION, line.tree[pay.at], 0.9, "context") if employer else None
