"""Who leads and who chairs what: "Ada Byrne leads Acme's chip unit", "a team led by Ada Byrne", "who chaired Acme"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.text.syntax import children, is_infinitive
from claimtrack.model import Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.people.stage import Stage


def phase_of(ended: bool) -> Phase:
    """The phase of a post that is held, or was."""
    return Phase.ENDS if ended else Phase.HOLDS


def draft_lead(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne leads Acme", "leads Acme's chip unit", "a team led by Ada Byrne", "leitet die KI-Sparte"."""
    if _is_wished(stage):
        return
    if boards := [post for post in stage.posts_said() if post.title.rank == "board member"]:
        yield from _leading_board(stage, boards[:1])
        return
    if (posts := [post for post in stage.posts_said() if stage.is_as(post)]) and (person := stage.subject()):
        whole = stage.led_whole() or stage.led_by_pronoun()
        yield from stage.claims(posts, person, phase_of(stage.is_past()), organisation=whole)
        return
    if stage.leads_somewhere:
        return
    people, led = stage.leaders()
    if led is None and (person := stage.subject()) and (firm := stage.led_at()):
        people, led = (person,), firm._replace(via="at")  # "ran growth at Acme"
    kind = {"team": "team_lead", "name": "head"}.get(led.via if led else "", "lead")
    yield from _leading(stage, people, led, kind)


def _is_wished(stage: Stage) -> bool:
    """Whether an infinitive tells what nobody is put in charge of: "wants to lead Acme"."""
    return is_infinitive(stage.token) and not _is_foretold(stage) and stage.put_in_charge() is None


def _is_foretold(stage: Stage) -> bool:
    """Whether an auxiliary makes an infinitive what is to come: "soll Acme leiten"."""
    return any(child.lower_ in stage.scene.words.foretold for child in children(stage.token, "aux"))


def draft_chair(stage: Stage) -> Iterator[Draft | None]:
    """Read "who chaired Acme until 2023", "chairs its board", "coaches Nordstadt"."""
    if _is_wished(stage):
        return
    person, board = stage.put_in_charge() or stage.subject(), stage.seat()
    if person is not None and board is not None:
        yield stage.bare(person, board, phase_of(stage.is_past()), attribute=stage.scene.words.attributes["chair"])
        return
    people, led = stage.leaders()
    yield from _leading(stage, people, led, stage.deed.name)


def _leading_board(stage: Stage, boards: list[Post]) -> Iterator[Draft | None]:
    """Read "leitet den Aufsichtsrat von Acme": who leads a board chairs it."""
    person = None if stage.is_passive else stage.subject()
    if person is not None:
        for draft in stage.claims(boards, person, phase_of(stage.is_past()), dated=not stage.is_past()):
            yield replace(draft, attribute=stage.scene.words.attributes["chair"])


def _leading(stage: Stage, people: Sequence[Person], led: Filler | None, kind: str) -> Iterator[Draft | None]:
    past = stage.is_past() and not stage.is_passive
    future = stage.is_future and not (stage.scene.words.capitals and not stage.has_infinitive)  # "wird geleitet"
    begins = is_infinitive(stage.token) or (stage.is_passive and future)
    phase = Phase.BEGINS if begins else phase_of(past)
    for person in people:
        draft = stage.scene.event(
            stage.token, person.filler, led, stage.scene.words.attributes[kind], phase, rule="led", sure=0.8,
            dated=not past, modality=Modality.PLANNED if stage.is_proposed else None,
        )  # fmt: skip
        yield draft
