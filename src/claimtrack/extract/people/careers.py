"""What verbs say of posts: who is, becomes, is appointed, leaves, succeeds, joins, founds, leads.

The verb is found by its forms, its people and its post by position in its clause; the tree is asked for the subject
first, since it sees past appositions and relative clauses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.people.rolewords import find_deeds
from claimtrack.extract.people.stage import Stage
from claimtrack.extract.text.syntax import is_infinitive
from claimtrack.model import Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.people.scene import Scene


def draft_careers(scene: Scene) -> Iterator[Draft]:
    """Every claim that a verb or noun of `roles.toml` makes in a sentence; the posts it takes are marked as used."""
    for deed in find_deeds(scene.passage):
        stage = Stage(scene, deed)
        if not stage.is_unwilling:
            yield from (draft for draft in _READERS[deed.name](stage) if draft is not None)


def _hold(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne is chief executive of Acme", "war von 2018 bis 2019 Finanzchefin"."""
    if seat := stage.seat() if stage.token.lower_ in stage.scene.words.seated else None:
        yield from stage.seated(stage.subject(), seat, Phase.ENDS if stage.deed.past else Phase.HOLDS)
        return
    posts = stage.posts_held()
    person = stage.subject() if posts else None
    if person is None:
        return
    ended = stage.deed.past and not stage.is_future
    for post in posts:
        if not post.organisations and stage.is_indefinite(post):
            continue  # "is a demanding boss"
        phase = Phase.ENDS if ended or post.ended else Phase.HOLDS
        yield from stage.claims(
            [post], person, phase, dated=phase is Phase.HOLDS, organisation=stage.where()
        )  # fmt: skip


def _begin(stage: Stage) -> Iterator[Draft | None]:
    """Read "becomes finance chief", "übernimmt den Vorstandsvorsitz", "took the reins"."""
    person = stage.subject()
    if person is None or stage.is_auxiliary:
        return
    if predecessor := stage.predecessor():
        posts = [post for post in stage.posts_after(predecessor) if stage.is_as(post)]
        yield from stage.claims(posts, person, Phase.BEGINS)
        yield from stage.claims(posts, predecessor, Phase.ENDS)
        return
    posts = stage.posts_said(bare=not stage.is_idiom)
    if posts:
        yield from stage.claims(posts, person, Phase.BEGINS, organisation=stage.nearby())
        return
    if top := stage.summit():
        yield stage.bare(person, top, Phase.BEGINS, attribute=stage.scene.words.attributes["head"])
        return
    taken = None if stage.is_background else stage.taken_over(person)
    if taken is not None:
        yield stage.bare(person, taken, Phase.BEGINS)


def _appoint(stage: Stage) -> Iterator[Draft | None]:
    """Read "appointed Ada Byrne as chief executive", "wurde zum Finanzchef ernannt"."""
    posts = stage.posts_past_aside() or stage.posts_said()
    posts = [post for post in posts if not stage.deed.noun or stage.is_as(post)]
    posts = [post for post in posts if stage.deed.noun or not (_is_genitive(post, stage) or _is_work(post, stage))]
    seat = None if posts or stage.deed.noun else stage.seat()
    person = stage.patient() if posts or seat else None
    if person is None:
        return
    if seat:
        yield from stage.seated(person, seat, Phase.BEGINS)
    yield from stage.claims(posts, person, Phase.BEGINS, organisation=stage.actor())


def _nominate(stage: Stage) -> Iterator[Draft | None]:
    """Read "nominated Ada Byrne as chair of Acme": others decide, and so it is a plan."""
    for draft in _appoint(stage):
        yield draft and replace(draft, modality=Modality.PLANNED)


def _is_work(post: Post, stage: Stage) -> bool:
    """Whether a post belongs to somebody's work: "macht ihre Arbeit als Finanzchefin gut" appoints nobody."""
    ahead = stage.scene.tree[max(0, post.title.start - 4) : post.title.start]
    return any("Yes" in token.morph.get("Poss", []) and token.nbor(1).pos_ == "NOUN" for token in ahead)


def _is_genitive(post: Post, stage: Stage) -> bool:
    """Whether a post belongs to another noun: "die Worte des Konzernchefs" appoint nobody."""
    before = stage.scene.tree[post.title.start - 1] if post.title.start else None
    if before is None or before.pos_ != "DET":
        return False
    return "Gen" in before.morph.get("Case", []) and before.morph.get("Gender", []) != ["Fem"]


def _leave(stage: Stage) -> Iterator[Draft | None]:
    """Read "Acme finance chief Ada Byrne steps down", "verlässt die Firma", "the exit of Ada Byrne as CEO"."""
    person = stage.owner() if stage.deed.noun else stage.subject()
    if person is None:
        return
    if seat := stage.seat():
        yield from stage.seated(person, seat, Phase.ENDS)
        return
    if stage.leaves_as_other(person):
        return
    organisation = stage.place_left(person)
    guessed = organisation is None or organisation.via == "context"
    if guessed and (stage.leaves_a_thing() or stage.leaves_elsewhere()):
        return
    posts = stage.posts_left(person)
    if posts and not (stage.is_gerund and not any(stage.is_as(post) for post in posts)):
        yield from stage.claims(posts, person, Phase.ENDS, organisation=organisation)
        yield from _with_others(stage, person, organisation)
    elif organisation is not None and (not stage.deed.noun or stage.scene.discourse.employer(person.filler.text)):
        yield stage.bare(person, organisation, Phase.ENDS)


def _lay_down(stage: Stage) -> Iterator[Draft | None]:
    """Read "legt das Amt der Finanzchefin nieder", "hört als Chef auf": no end of a post without the post."""
    person = stage.subject()
    if person is not None:
        yield from stage.claims(stage.posts_said_left(), person, Phase.ENDS)


def _dismiss(stage: Stage) -> Iterator[Draft | None]:
    """Read "The board fired Ada Byrne as chief executive", "Ada Byrne wurde als Chefin abberufen"."""
    person = stage.patient()
    if person is not None:
        organisation = stage.actor() or stage.at_place()
        yield from stage.claims(stage.posts_left(person), person, Phase.ENDS, organisation=organisation)
        yield from _with_others(stage, person, organisation)


def _with_others(stage: Stage, person: Person, organisation: Filler | None) -> Iterator[Draft | None]:
    """The posts of those who go with a person: "finance chief Ada Byrne and chairman Tom Ford leave"."""
    for other in stage.with_joined(person)[:-1]:
        beside = stage.scene.post_of(other)
        if beside and beside.title.rank != "founder":
            yield from stage.claims([beside], other, Phase.ENDS, organisation=organisation)
        elif organisation is not None:
            yield stage.bare(other, organisation, Phase.ENDS)


def _succeed(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne succeeds Tom Ford as chief executive", "löst Tom Ford ab": one begins, one ends."""
    pair = stage.successor_and_predecessor()
    if pair is None:
        return
    successor, predecessor = pair
    beside = stage.scene.post_of(predecessor) or stage.scene.post_of(successor)
    posts = stage.posts_said() or ([beside] if beside else [])
    for draft in stage.claims(posts, successor, Phase.BEGINS):
        yield replace(draft, modality=Modality.PLANNED) if stage.is_sought else draft
    if not is_infinitive(stage.token):  # "his pick to succeed Tom Ford": Tom Ford is still there
        yield from stage.claims(posts, predecessor, Phase.ENDS)


def _join(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne joins Acme as finance chief", "wechselt von Beta zu Acme"."""
    person = stage.subject()
    if person is None:
        return
    if seat := stage.seat():
        yield from stage.seated(person, seat, Phase.BEGINS)
        return
    left, joined = stage.moved()
    posts = [post for post in stage.posts_said() if stage.is_as(post)]
    if posts and (joined or posts[0].organisations):
        yield from stage.claims(posts, person, Phase.BEGINS, organisation=joined)
    elif joined is not None:
        yield stage.bare(person, joined, Phase.BEGINS)
    if left is not None:
        yield stage.bare(person, left, Phase.ENDS)


def _found(stage: Stage) -> Iterator[Draft | None]:
    """Read "founded Acme in 2015", "Acme was founded by Ada Byrne and Tom Ford", "the firm he co-founded"."""
    people, founded = stage.founders()
    word = stage.tree[max(0, stage.token.i - 2) : stage.token.i + 1].text.casefold()
    attributes = stage.scene.words.attributes
    together = any(mark in word for mark in stage.scene.words.together)
    attribute = attributes["cofounder"] if together else attributes["founder"]
    for person in people:
        yield stage.scene.event(
            stage.token, person.filler, founded, attribute, Phase.BEGINS, rule="founded", dated=False
        )  # fmt: skip


def _set_up(stage: Stage) -> Iterator[Draft | None]:
    """Read "Acme was started by Ada Byrne", "a fund formed by Ada Byrne": who is behind "by" is a founder."""
    if stage.is_passive:
        yield from _found(stage)


def _lead(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne leads Acme", "leads Acme's chip unit", "a team led by Ada Byrne", "leitet die KI-Sparte"."""
    if is_infinitive(stage.token) and not stage.is_put_in_charge:
        return
    if boards := [post for post in stage.posts_said() if post.title.rank == "board member"]:
        yield from _leading_board(stage, boards[:1])
        return
    people, led = stage.leaders()
    kind = {"team": "team_lead", "name": "head"}.get(led.via if led else "", "lead")
    yield from _leading(stage, people, led, kind)


def _chair(stage: Stage) -> Iterator[Draft | None]:
    """Read "who chaired Acme until 2023"."""
    people, led = stage.leaders()
    yield from _leading(stage, people, led, "chair")


def _leading_board(stage: Stage, boards: list[Post]) -> Iterator[Draft | None]:
    """Read "leitet den Aufsichtsrat von Acme": who leads a board chairs it."""
    person = None if stage.is_passive else stage.subject()
    phase = Phase.ENDS if stage.deed.past else Phase.HOLDS
    if person is not None:
        for draft in stage.claims(boards, person, phase, dated=not stage.deed.past):
            yield replace(draft, attribute=stage.scene.words.attributes["chair"])


def _leading(stage: Stage, people: Sequence[Person], led: Filler | None, kind: str) -> Iterator[Draft | None]:
    past = stage.deed.past and not stage.is_passive
    phase = Phase.BEGINS if is_infinitive(stage.token) else Phase.ENDS if past else Phase.HOLDS
    for person in people:
        draft = stage.scene.event(
            stage.token, person.filler, led, stage.scene.words.attributes[kind], phase, rule="led", sure=0.8,
            dated=not past,
        )  # fmt: skip
        yield draft


_READERS: dict[str, Callable[[Stage], Iterator[Draft | None]]] = {
    "hold": _hold, "begin": _begin, "appoint": _appoint, "leave": _leave, "dismiss": _dismiss, "succeed": _succeed,
    "lay_down": _lay_down, "join": _join, "found": _found, "lead": _lead, "nominate": _nominate, "set_up": _set_up,
    "chair": _chair,
}  # fmt: skip
