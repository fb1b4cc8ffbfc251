"""What players and clubs agree on: contracts signed and extended, loans, moves.

"unterschreibt bis 2027 beim FC Norwind", "leiht Tom Ford von Nordstadt aus", "der Wechsel von Tom Ford zu Nordstadt".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.leftside import OF_CLUBS
from claimtrack.extract.text.syntax import is_infinitive
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.people.stage import Stage
    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_PHRASE = 5
"""Tokens between a case word and its club: "an den abstiegsbedrohten Zweitligisten FC Norwind"."""
_QUOTES = frozenset('„“”»«"')
_MOVE = 8
"""Tokens between "Wechsel" and where to, or whose."""


def draft_signing(stage: Stage) -> Iterator[Draft | None]:
    """Read "unterschreibt bis 2027 beim FC Norwind", "erhält bei Nordstadt einen Vertrag"."""
    person = stage.subject()
    club = _behind(stage, stage.scene.words.to, unknown=True)
    if person is None or club is None:
        return
    if _is_renewed(stage, person, club):
        yield _with_title(stage, person, club, Phase.HOLDS, Modality.PLANNED)
    else:
        yield stage.bare(person, club, Phase.BEGINS)


def _is_renewed(stage: Stage, person: Person, club: Filler) -> bool:
    """Whether who signs is with a club already, or the text calls the contract a new one: "einen neuen Vertrag"."""
    discourse = stage.scene.discourse
    if discourse.employer(person.filler.text) == club.text:
        return True
    named = (p for p in discourse.passages if any(discourse.cast.full(n.text) == person.filler.text for n in p.names))
    return any(_tells_of_new_contract(passage, stage.scene.words) for passage in named)


def _tells_of_new_contract(passage: Passage, words: RoleWords) -> bool:
    ends = tuple(words.contracts)
    pairs = zip(passage.tree, passage.tree[1:], strict=False)
    return any(first.lower_ in words.fresh and second.lower_.endswith(ends) for first, second in pairs)


def draft_bond(stage: Stage) -> Iterator[Draft | None]:
    """Read "steht bei Nordstadt bis 2026 unter Vertrag", "bleibt dem FC Norwind (als Trainer) treu"."""
    person, club = stage.subject(), _behind(stage, stage.scene.words.at | {""})
    if person is not None and (posts := stage.posts_said_as()):
        yield from stage.claims(posts, person, Phase.HOLDS, organisation=club or stage.stayed_with())
        return
    if person is not None and club is not None:
        yield _with_title(stage, person, club, Phase.ENDS if stage.is_past() else Phase.HOLDS)


def draft_passage(stage: Stage) -> Iterator[Draft | None]:
    """Read "für 3 Millionen Euro geht Tom Ford von Nordstadt zum FC Norwind", which names both clubs."""
    words, person = stage.scene.words, stage.subject()
    left, joined = _behind(stage, words.from_ - words.to), _behind(stage, words.to - words.from_, unknown=True)
    clubs = [club for club in (left, joined) if club is not None]
    if person is not None and len(clubs) == 2 and any(is_club(club.text, stage) for club in clubs):
        for club, phase in zip(clubs, (Phase.ENDS, Phase.BEGINS), strict=True):
            yield _with_title(stage, person, club, phase)


def draft_extension(stage: Stage) -> Iterator[Draft | None]:
    """Read "hat seinen Vertrag bei Nordstadt verlängert", "Nordstadt verlängert mit Trainer Tom Ford"."""
    words = stage.scene.words
    inside = {token.lower_ for token in stage.tree[stage.low : stage.high]}
    club = _behind(stage, words.at)
    person = stage.subject()
    if person is None and (partner := next((p for p in stage.people_inside() if _case(stage, p.start) == "mit"), None)):
        person, club = partner, stage.actor()
    if person is None or (club is None and not inside & words.contracts):
        return
    if said := [post for post in stage.posts_said() if stage.is_as(post)]:
        for draft in stage.claims(said, person, Phase.HOLDS, organisation=club):
            yield replace(draft, modality=Modality.PLANNED)  # "verlängert seinen Vertrag als Direktor von"
        return
    employer = stage.scene.discourse.employer(person.filler.text)
    if club is None and employer is not None:
        club = Filler(employer, Label.ORGANISATION, stage.token, 0.85, "context")
    if club is not None:
        yield _with_title(stage, person, club, Phase.HOLDS, Modality.PLANNED)


def draft_loan(stage: Stage) -> Iterator[Draft | None]:
    """Read "hat Tom Ford an Nordstadt verliehen", "leiht Tom Ford von Nordstadt aus"."""
    person, to = stage.patient(), _borrower(stage)
    club = to or (None if stage.is_passive else stage.actor())
    if person is not None and club is not None:
        yield _with_title(stage, person, club, Phase.BEGINS)


def _borrower(stage: Stage) -> Filler | None:
    """To whom a player is lent, whatever taggers take the name for: "an Nottingham Forest ausgeliehen"."""
    words = stage.scene.words.receives
    if club := _behind(stage, words):
        return club
    places = [n for n in stage.scene.passage.names if stage.scene.discourse.cast.label(n.text) is Label.PLACE]
    lent = [n for n in places if stage.low <= n.start < stage.high and _case(stage, n.start) in words]
    return Filler(lent[0].text, Label.ORGANISATION, stage.tree[lent[0].start], 0.9, "name") if lent else None


def draft_signed(stage: Stage) -> Iterator[Draft | None]:
    """Read "Nordstadt verpflichtet Stürmer Tom Ford": a club, or a post of clubs, shows that it is no other duty."""
    club, person = stage.actor(), stage.patient()
    if club is None or person is None or stage.token.lower_ not in stage.scene.words.hires:
        return
    beside = stage.scene.post_of(person)
    plays = (beside is not None and beside.title.rank in OF_CLUBS) or is_club(club.text, stage)
    if plays and not any(is_infinitive(token) for token in stage.tree[stage.deed.end + 1 :]):
        yield _with_title(stage, person, club, Phase.BEGINS)


def draft_move(stage: Stage) -> Iterator[Draft | None]:
    """Read "der Wechsel von Tom Ford zu Nordstadt ist perfekt", "Tom Ford vor Wechsel zu Nordstadt"."""
    club = _behind(stage, stage.scene.words.to, stage.token.i, _MOVE)
    ahead = stage.tree[max(0, stage.token.i - 3) : stage.token.i]
    coming = any(token.lower_ in stage.scene.words.ahead for token in ahead)
    near = [p for p in stage.scene.people if p.end <= stage.token.i and stage.token.i - p.end <= _MOVE]
    person = stage.owner() or (near[-1] if coming and near else None)
    if person is not None and club is not None:
        yield _with_title(stage, person, club, Phase.BEGINS, Modality.PLANNED if coming else None)


def draft_show(stage: Stage) -> Iterator[Draft | None]:
    """Read "moderiert ab Herbst die „Stadtschau“", the name of the show in quotes."""
    person = stage.subject()
    opening = next((t for t in stage.tree[stage.deed.end + 1 : stage.high + _MOVE] if t.text in _QUOTES), None)
    if person is None or opening is None:
        return
    closing = next((t for t in stage.tree[opening.i + 2 : opening.i + _MOVE] if t.text in _QUOTES), None)
    plain = closing is not None and not any(t.text in (":", ";") for t in stage.tree[stage.deed.end : opening.i])
    if closing is not None and plain:
        name = text_of(stage.tree[opening.i + 1 : closing.i])
        show = Filler(name, Label.ORGANISATION, stage.tree[opening.i + 1], 0.9, "name")
        yield stage.bare(person, show, Phase.HOLDS, attribute=stage.scene.words.attributes["present"])


def _with_title(
    stage: Stage, person: Person, club: Filler, phase: Phase, modality: Modality | None = None
) -> Draft | None:
    """The claim of a contract, with the post beside the name, which is then said of this club alone."""
    beside = stage.scene.post_of(person)
    own = beside is not None and not beside.organisations
    if beside is not None and own:
        stage.scene.used.add(beside)
    attribute = beside.attribute if beside is not None and own else None
    return stage.scene.event(
        stage.token, person.filler, club, attribute, phase, rule=f"role_{stage.deed.name}", sure=0.85, modality=modality
    )


def is_club(name: str, stage: Stage) -> bool:
    """Whether a name has a word of clubs among its first two: "1. FC Nordstadt"."""
    return bool(name_words(stage.scene.passage.lang).club_words.intersection(name.split()[:2]))


def _behind(
    stage: Stage, cases: frozenset[str], start: int | None = None, reach: int | None = None, *, unknown: bool = False
) -> Filler | None:
    """The first club in the clause that one of some case words stands before, behind a token if one is given.

    With `unknown` a name counts, too, of which nothing is known.
    """
    low = stage.low if start is None else start
    high = stage.high if reach is None else low + reach + 1
    for name in stage.scene.passage.names:
        known = _may_be_club(name, stage) or (unknown and stage.scene.discourse.cast.label(name.text) is None)
        apart = name.start > stage.deed.end and stage.tree[stage.deed.end + 1].text == ","  # another clause
        if low <= name.start < high and known and not apart and _case(stage, name.start) in cases:
            full = stage.scene.discourse.cast.full(name.text)
            return Filler(full, Label.ORGANISATION, stage.tree[name.start], 0.95, "name")
    return None


def _may_be_club(name: Name, stage: Stage) -> bool:
    label = stage.scene.discourse.cast.label(name.text)
    return label is Label.ORGANISATION or (label is not Label.PERSON and is_club(name.text, stage))


def _case(stage: Stage, start: int) -> str:
    """The case word ahead of a name, articles, adjectives and nouns between."""
    for token in reversed(stage.tree[max(0, start - _PHRASE) : start]):
        if token.pos_ == "ADP" or token.lower_ in stage.scene.words.at:
            return token.lower_
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return ""
    return ""
