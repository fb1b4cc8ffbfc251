"""What verbs say of posts: who is, becomes, is appointed, leaves, succeeds, joins, founds, leads.

The verb is found by its forms, its people and its post by position in its clause; the tree is asked for the subject
first, since it sees past appositions and relative clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.people.rolewords import find_deeds
from claimtrack.extract.people.stage import Stage
from claimtrack.extract.text.syntax import is_infinitive
from claimtrack.model import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.extract.drafts import Draft
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
    posts = [post for post in stage.posts_said(bare=True) if not stage.needs_as or stage.is_as(post)]
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
    posts = stage.posts_said(bare=not stage.is_idiom)
    if posts:
        yield from stage.claims(posts, person, Phase.BEGINS)
        return
    taken = None if stage.is_background else stage.taken_over(person)
    if taken is not None:
        yield stage.bare(person, taken, Phase.BEGINS)


def _appoint(stage: Stage) -> Iterator[Draft | None]:
    """Read "appointed Ada Byrne as chief executive", "wurde zum Finanzchef ernannt"."""
    posts = [post for post in stage.posts_said() if not stage.deed.noun or stage.is_as(post)]
    posts = [post for post in posts if stage.deed.noun or not (_is_genitive(post, stage) or _is_work(post, stage))]
    person = stage.patient() if posts else None
    if person is not None:
        yield from stage.claims(posts, person, Phase.BEGINS)


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
    organisation = stage.place_left(person)
    if organisation is None and stage.leaves_a_thing():
        return
    posts = stage.posts_left(person)
    if posts and not (stage.is_gerund and not any(stage.is_as(post) for post in posts)):
        yield from stage.claims(posts, person, Phase.ENDS, organisation=organisation)
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
        yield from stage.claims(stage.posts_left(person), person, Phase.ENDS)


def _succeed(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne succeeds Tom Ford as chief executive", "löst Tom Ford ab": one begins, one ends."""
    pair = stage.successor_and_predecessor()
    if pair is None:
        return
    successor, predecessor = pair
    beside = stage.scene.post_of(predecessor) or stage.scene.post_of(successor)
    posts = stage.posts_said() or ([beside] if beside else [])
    yield from stage.claims(posts, successor, Phase.BEGINS)
    if not is_infinitive(stage.token):  # "his pick to succeed Tom Ford": Tom Ford is still there
        yield from stage.claims(posts, predecessor, Phase.ENDS)


def _join(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne joins Acme as finance chief", "wechselt von Beta zu Acme"."""
    person = stage.subject()
    if person is None:
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


def _lead(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne leads Acme's chip unit", "a team led by Ada Byrne", "leitet die KI-Sparte"."""
    people, led = stage.leaders()
    past = stage.deed.past and not stage.is_passive
    attribute = stage.scene.words.attributes["team_lead" if led and led.via == "team" else "lead"]
    for person in people:
        phase = Phase.ENDS if past else Phase.HOLDS
        yield stage.scene.event(stage.token, person.filler, led, attribute, phase, rule="led", sure=0.8, dated=not past)


_READERS: dict[str, Callable[[Stage], Iterator[Draft | None]]] = {
    "hold": _hold, "begin": _begin, "appoint": _appoint, "leave": _leave, "dismiss": _dismiss, "succeed": _succeed,
    "lay_down": _lay_down, "join": _join, "found": _found, "lead": _lead,
}  # fmt: skip
