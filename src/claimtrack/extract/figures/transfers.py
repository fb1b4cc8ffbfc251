"""Fees for players: "für Stürmer Tom Ford zahlt Nordstadt 5 Millionen", "die Ablöse liegt bei 5 Millionen"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.measured import by_verb
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_SURE = 0.8
_LEAST = 1000
"""The least sum that is told as a fee for a player."""
_DESCRIBED = 6
"""Tokens between a case word and the name behind it: "für den 22-jährigen Mittelfeldspieler Tom Ford"."""
_REACH = 12
"""Tokens between a verb or noun and the sum."""
_ATTRIBUTE = "transfer fee"


@cache
def _words(lang: str) -> dict[str, frozenset[str]] | None:
    table = read_data(lang, "figures").get("transfers")
    return None if table is None else {key: frozenset(words) for key, words in table.items()}


def draft_transfers(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every sum of a passage that a club named pays for a player."""
    words = _words(line.passage.lang)
    for figure in line.figures if words is not None else ():
        if words is None or not is_sum(figure.quantity, _LEAST):
            continue
        fee = any(token.lower_ in words["fees"] for token in line.tree)
        if not (fee or _is_of_sport(line.passage)):
            continue
        noun = _near(figure, words["fees"], line)
        verb = _near(figure, words["pays"], line)
        player = _named(line.passage, words["for"], Label.PERSON, discourse)
        at = noun if noun is not None else verb if player is not None else None
        at = _moved(figure, line, discourse, words) if at is None else at
        if at is None:
            continue
        payer = (_subject(verb, line, discourse) if verb is not None else None) or _joined(line, discourse, words)
        if payer is not None:
            reading = by_verb("spending", figure, at)
            yield Draft(
                "spending", "transfer", line.passage, line.tree[at], payer, player, figure.mention, _ATTRIBUTE,
                modality=colour(line, reading.found.start, reading.found.end), sure=round(_SURE * payer.certainty, 3),
            )  # fmt: skip


def _is_of_sport(passage: Passage) -> bool:
    """Whether a sentence names a club or a player."""
    clubs = name_words(passage.lang).club_words
    named = any(clubs.intersection(name.text.split()[:2]) for name in passage.names)
    return named or any(title.rank == "player" for title in find_titles(passage))


def _moved(figure: Figure, line: Line, discourse: Discourse, words: dict[str, frozenset[str]]) -> int | None:
    """The verb of a move for a sum: "ging für 4 Millionen Euro zum FC Norwind"."""
    if all(line.word(figure.start - back) not in words["for"] for back in (1, 2)):
        return None
    people = any(discourse.cast.label(name.text) is Label.PERSON for name in line.passage.names)
    club = _named(line.passage, words["to"], Label.ORGANISATION, discourse) if people else None
    return _near(figure, words["moves"], line) if club is not None else None


def _near(figure: Figure, forms: frozenset[str], line: Line) -> int | None:
    """The nearest of some words around a sum, no full stop between."""
    around = range(max(0, figure.start - _REACH), min(len(line.tree), figure.end + _REACH))
    found = [at for at in around if line.word(at) in forms]
    return min(found, key=lambda at: abs(at - figure.start), default=None)


def _named(passage: Passage, cases: frozenset[str], label: Label, discourse: Discourse) -> Filler | None:
    """The first name of a type that one of some case words stands before."""
    clubs = name_words(passage.lang).club_words
    for name in passage.names:
        found = discourse.cast.label(name.text)
        club = label is Label.ORGANISATION and bool(clubs.intersection(name.text.split()[:2]))
        if (found is label or club) and _case(name, passage) in cases:
            return Filler(discourse.cast.full(name.text), label, passage.tree[name.start], 0.95, "name")
    return None


def _case(name: Name, passage: Passage) -> str:
    for token in reversed(passage.tree[max(0, name.start - _DESCRIBED) : name.start]):
        if token.pos_ == "ADP":
            return token.lower_
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return ""
    return ""


def _subject(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """Who pays: the subject by the tree, else the name right behind the verb."""
    for token in read_arguments(line.tree[verb]).agent:
        filler = None if line.figure(token.i) else discourse.resolve(token, line.passage)
        if filler is not None and filler.label is Label.ORGANISATION:
            return filler
    beside = next((n for n in line.passage.names if n.start in (verb + 1, verb + 2)), None)
    if beside is None:
        return None
    return name_filler(beside, line, discourse, 0.85)._replace(label=Label.ORGANISATION)


def _joined(line: Line, discourse: Discourse, words: dict[str, frozenset[str]]) -> Filler | None:
    """The club that a player goes to by this sentence or the one before."""
    place = discourse.place_of(line.passage)
    for passage in (line.passage, *discourse.passages[max(0, place - 1) : place]):
        moves = any(token.lower_ in words["moves"] for token in passage.tree)
        club = _named(passage, words["to"], Label.ORGANISATION, discourse) if moves else None
        if club is not None:
            return club._replace(certainty=0.85)
    return None
