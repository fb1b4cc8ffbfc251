"""What verbs say of posts: who is, becomes, is appointed, leaves, succeeds, joins, founds, leads.

The verb is found by its forms, its people and its post by position in its clause; the tree is asked for the subject
first, since it sees past appositions and relative clauses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.contracts import (
    draft_bond,
    draft_extension,
    draft_loan,
    draft_move,
    draft_passage,
    draft_show,
    draft_signed,
    draft_signing,
    is_club,
)
from claimtrack.extract.people.leading import draft_chair, draft_lead, phase_of
from claimtrack.extract.people.rolewords import find_deeds
from claimtrack.extract.people.stage import Stage
from claimtrack.extract.people.vacancies import read_duties, read_vacancy
from claimtrack.extract.text.syntax import base, is_infinitive, is_we
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.people.scene import Scene


_WORK = 6
"""Tokens before a title in which "his work as" stands."""
_AGO = 3
"""Tokens before a verb of leaving in which "previously" tells of a post before the one that the text gives."""


def draft_careers(scene: Scene) -> Iterator[Draft]:
    """Every claim that a verb or noun of `roles.toml` makes in a sentence; the posts it takes are marked as used."""
    for deed in find_deeds(scene.passage):
        stage = Stage(scene, deed)
        if not stage.is_unwilling:
            yield from (draft for draft in _READERS[deed.name](stage) if draft is not None)


def _hold(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne is chief executive of Acme", "war von 2018 bis 2019 Finanzchefin"."""
    if stage.put_in_charge() is not None or stage.is_reported_perfect:
        return  # "named Ada Byrne to be its chair"
    if seat := stage.seat() if stage.token.lower_ in stage.scene.words.seated else None:
        yield from stage.seated(stage.subject(), seat, phase_of(stage.is_past(service=True)))
        return
    posts = stage.posts_held()
    person = stage.subject() if posts else None
    if person is None:
        yield from _hold_otherwise(stage)
        return
    offices = all(post.title.abstract for post in posts)  # "has held senior roles at Acme"
    past = stage.is_past(service=offices or stage.token.lower_ in stage.scene.words.employed)
    ended = past and not stage.is_still
    place = stage.where() or ((stage.at_place() or stage.stayed_with()) if stage.needs_as else None)
    for post in posts:
        if not (post.organisations or place) and stage.is_indefinite(post):
            continue  # "is a demanding boss"
        phase = phase_of(ended or post.ended or stage.is_over(post.title.start))
        phase = Phase.BEGINS if phase is Phase.HOLDS and not past and stage.is_new(post) else phase
        for holder in stage.with_joined(person):
            yield from stage.claims(
                [post], holder, phase, dated=phase is Phase.HOLDS and not past,
                organisation=None if post.vague else place,  # "a reporter at Acme, and an editor at a rival"
            )  # fmt: skip


def _hold_otherwise(stage: Stage) -> Iterator[Draft | None]:
    """Read "Its chief executive is Ada Byrne", "steht an der Spitze von Acme", "worked at Acme"."""
    phase = phase_of(stage.is_past())
    posts, person = stage.posts_named()
    if person is not None:
        phase = Phase.ENDS if posts[0].ended else Phase.BEGINS if stage.follows else phase
        for holder in stage.with_joined(person):
            yield from stage.claims(posts, holder, phase, dated=phase is not Phase.ENDS)
        return
    if (top := stage.summit()) and not stage.has_infinitive:
        person = stage.subject() or stage.stood_with()
        yield person and stage.bare(person, top, phase, attribute=stage.scene.words.attributes["head"])
    elif stage.token.lower_ in stage.scene.words.employed:
        yield from _work(stage)


def _work(stage: Stage) -> Iterator[Draft | None]:
    """Read "worked at Acme", "spent a decade at Acme", and "spielte als Torwart beim SC Acme" with its post."""
    words, posts = stage.scene.words, stage.posts_said_as()
    if posts and stage.deed.name == "work" and (worker := stage.subject()):
        phase = phase_of(stage.is_past(service=True))
        firm = stage.served() or stage.stayed_with()
        yield from stage.claims(posts, worker, phase, dated=phase is Phase.HOLDS, organisation=firm)
        return
    timed = any(t.lower_ in words.terms for t in stage.tree[stage.deed.end + 1 : stage.high])
    if stage.token.lower_ not in words.employed and not timed:
        return
    person, firms = stage.subject(), stage.served_all()
    told = {firm.text for post in stage.scene.used for firm in post.organisations}  # "war als Chefin bei Acme tätig"
    for firm in firms if person is not None else ():
        if firm.text in told:
            continue
        yield person and stage.bare(person, firm, phase_of(stage.is_past(service=True) or stage.is_gerund))


def _begin(stage: Stage) -> Iterator[Draft | None]:
    """Read "becomes finance chief", "übernimmt den Vorstandsvorsitz", "took the reins"."""
    person = stage.subject()
    if person is None or stage.is_auxiliary:
        return
    if predecessor := stage.predecessor():
        yield from _begin_after(stage, person, predecessor)
        return
    if stage.follows and (post := stage.post_followed()):
        yield from (stage.bare(taker, post[0], Phase.BEGINS, attribute=post[1]) for taker in stage.with_joined(person))
        return
    if seat := stage.seat() if stage.deed.end != stage.token.i or stage.scene.words.capitals else None:
        yield from stage.seated(person, seat, Phase.BEGINS)
        return
    posts = stage.posts_said(bare=not stage.is_idiom)
    capitals = stage.scene.words.capitals  # "steigt bei Acme zur Chefin auf"
    posts = posts or [p for p in stage.posts_said() if p.title.rank == "board member" or (capitals and stage.is_as(p))]
    if stage.token.lower_ in stage.scene.words.passive:
        posts = [post for post in posts if not stage.is_said_as(post)]  # "wurde als Chefin von Acme ausgezeichnet"
    vacancy = read_duties(stage.token, person, stage.scene.passage, stage.scene.discourse)
    vacancy = vacancy or read_vacancy(stage.token, stage.scene.passage, stage.scene.discourse)
    if posts:
        for taker in stage.with_joined(person):
            where = stage.where() or stage.nearby() or stage.at_place() or (vacancy and vacancy.organisation)
            yield from stage.claims(posts, taker, Phase.BEGINS, organisation=where)
        if gone := stage.taken_from(posts[-1]):
            yield from stage.claims(posts, gone, Phase.ENDS)
        return
    if vacancy is not None and stage.token.lower_ in stage.scene.words.takes:
        yield stage.bare(person, vacancy.organisation, Phase.BEGINS, attribute=vacancy.title)
        return
    yield _begin_otherwise(stage, person)


def _begin_after(stage: Stage, person: Person, predecessor: Person) -> Iterator[Draft]:
    """Read "becomes the successor of Tom Ford as chief", "Als Nachfolgerin von Tom Ford wird Ada Byrne Chefin"."""
    posts = [post for post in stage.posts_after(predecessor) if stage.is_as(post)]
    if not posts and predecessor.end <= stage.token.i:
        posts = [post for post in stage.posts_said() if post.start > stage.token.i]
    yield from stage.claims(posts, person, Phase.BEGINS)
    yield from stage.claims(posts, predecessor, Phase.ENDS)


def _begin_otherwise(stage: Stage, person: Person) -> Draft | None:
    """Read "takes the helm of Acme", "took over the chip unit", which name no post."""
    if top := stage.summit():
        return stage.bare(person, top, Phase.BEGINS, attribute=stage.scene.words.attributes["head"])
    if stage.takes_helm and (firm := stage.at_place() or stage.headed()):
        return stage.bare(person, firm, Phase.BEGINS, attribute=stage.scene.words.attributes["head"])
    taken = None if stage.is_background else stage.taken_over(person)
    return stage.bare(person, taken, Phase.BEGINS) if taken is not None else None


def _appoint(stage: Stage) -> Iterator[Draft | None]:
    """Read "appointed Ada Byrne as chief executive", "wurde zum Finanzchef ernannt"."""
    posts = stage.posts_past_aside() or stage.posts_said()
    posts, left = _come_from([post for post in posts if _is_given(post, stage)], stage)
    seat = None if posts or stage.deed.noun else stage.seat()
    left = stage.moved()[0] if left is None and stage.is_hired_away else left
    person = stage.patient() if posts or seat or left else None
    if person is None and not (stage.deed.noun or posts or seat):
        yield from draft_signed(stage)
    if not (posts or seat) and (gone := stage.predecessor()) and (came := stage.patient()):
        yield from stage.replaced(came, gone)
    if person is None or any(_is_owner(person, post, stage) for post in posts):
        return
    if left and not (posts or seat) and (hirer := stage.actor()):
        yield stage.bare(person, hirer, Phase.BEGINS)
    if seat:
        yield from stage.seated(person, seat, Phase.BEGINS)
    appointed = list(stage.with_joined(person))
    posts = [post for post in posts if not post.title.plural or len(appointed) > 1]  # "A and other executives"
    for named in appointed:
        yield from stage.claims(posts, named, Phase.BEGINS, organisation=stage.actor() or stage.at_place())
    yield from (stage.bare(named, left, Phase.ENDS) for named in appointed if left is not None)


def _come_from(posts: list[Post], stage: Stage) -> tuple[list[Post], Filler | None]:
    """Posts of those who are hired from a firm, which they leave: "hired two programmers from Acme, A and B"."""
    words = stage.scene.words
    came = [p for p in posts if text_of(stage.tree[p.title.end : p.title.end + 1]).lower() in words.from_]
    if not came or stage.token.lower_ not in words.hires or not came[0].organisations or stage.actor() is None:
        return posts, None
    stage.scene.used.update(came)
    return [p._replace(organisations=()) if p in came else p for p in posts], came[0].organisations[0]


def _is_owner(person: Person, post: Post, stage: Stage) -> bool:
    """Whether somebody only has the post to give: "since being nominated as Byrne's finance chief, he"."""
    genitive = text_of(stage.tree[person.end : person.end + 1]) in stage.scene.words.possessives
    return genitive and 0 <= post.title.start - person.end <= _WORK


def _is_given(post: Post, stage: Stage) -> bool:
    """Whether a deed can give a post: none that is over; one ahead of its verb or noun is said with "as" or "zum"."""
    if post.ended:
        return False
    if stage.deed.noun or post.end <= stage.token.i:
        case = stage.tree[max(0, stage.scene.before(post.start))].lower_
        seated = stage.scene.words.capitals and post.title.rank == "board member" and not stage.deed.noun
        return stage.is_as(post) or (seated and case in stage.scene.words.placed)  # "in den Vorstand berufen"
    ahead = stage.tree[max(0, stage.scene.before(post.start))]
    linked = stage.is_as(post) or ahead.lower_ in stage.scene.words.links  # "to the post of chief executive"
    apart = ahead.pos_ in ("ADP", "SCONJ") and not (linked or stage.scene.words.capitals)
    return not (apart or _is_work(post, stage))  # "nominated by the mayor, after the chair of Acme had left"


def _is_work(post: Post, stage: Stage) -> bool:
    """Whether a post belongs to somebody's work: "macht ihre Arbeit als Finanzchefin gut" appoints nobody."""
    ahead = stage.tree[max(0, post.title.start - _WORK) : max(0, post.title.start - 1)]
    return any("Yes" in token.morph.get("Poss", []) and token.nbor(1).pos_ == "NOUN" for token in ahead)


def _nominate(stage: Stage) -> Iterator[Draft | None]:
    """Read "nominated Ada Byrne as chair of Acme": others decide, and so it is a plan."""
    for draft in _appoint(stage):
        yield draft and replace(draft, modality=Modality.PLANNED)


def _leave(stage: Stage) -> Iterator[Draft | None]:
    """Read "Acme finance chief Ada Byrne steps down", "verlässt die Firma", "the exit of Ada Byrne as CEO"."""
    person = stage.owner() if stage.deed.noun else stage.subject()
    if person is None:
        return
    if seat := stage.seat():
        yield from stage.seated(person, seat, Phase.ENDS)
        return
    ours = any(map(is_we, stage.token.children))
    if ours or stage.leaves_as_other(person):
        return  # "Wir werden nicht aufhören"
    organisation = stage.place_left(person)
    guessed = organisation is None or organisation.via == "context"
    before = stage.tree[max(stage.low, stage.token.i - _AGO) : stage.token.i]
    earlier = not stage.deed.noun and any(t.lower_ in stage.scene.words.formerly for t in before)
    if guessed and (earlier or stage.leaves_a_thing() or stage.tells_of_founding):  # "had previously resigned"
        return
    posts = stage.posts_left(person)
    if posts and not (stage.is_gerund and not any(stage.is_as(post) for post in posts)):
        drafts = stage.claims(posts, person, Phase.ENDS, organisation=organisation)
        yield from (draft for draft in drafts if draft.object and draft.object.text not in stage.goals())
        yield from _with_others(stage, person, organisation)
    elif organisation is not None and (not stage.deed.noun or stage.scene.discourse.employer(person.filler.text)):
        yield stage.bare(person, organisation, Phase.ENDS)


def _lay_down(stage: Stage) -> Iterator[Draft | None]:
    """Read "legt das Amt der Finanzchefin nieder", "hört als Chef auf": no end of a post without the post."""
    person = stage.subject()
    if person is None:
        return
    posts = stage.posts_said_left() or (stage.posts_left(person) if stage.gives_own_post else [])
    yield from stage.claims(posts, person, Phase.ENDS, organisation=stage.at_place())
    if receiver := stage.receiver():
        yield from stage.claims(posts, receiver, Phase.BEGINS, organisation=stage.at_place())
    employer = stage.scene.discourse.employer(person.filler.text) if stage.gives_own_post and not posts else None
    if employer:
        yield stage.bare(person, Filler(employer, Label.ORGANISATION, stage.token, 0.85, "context"), Phase.ENDS)


def _dismiss(stage: Stage) -> Iterator[Draft | None]:
    """Read "The board fired Ada Byrne as chief executive", "Ada Byrne wurde als Chefin abberufen"."""
    person = stage.patient()
    if base(stage.token) == "amod" and (person is None or stage.person_at(stage.token.head) != person):
        return  # "the dismissed cases against President Ada Byrne"
    if person is not None:
        organisation = stage.actor() or stage.at_place()
        posts = [post for post in stage.posts_left(person) if not post.title.plural]  # "A and two other executives"
        yield from stage.claims(posts, person, Phase.ENDS, organisation=organisation)
        yield from _with_others(stage, person, organisation)
        named = organisation is not None and organisation.via == "name" and stage.scene.words.capitals
        if not posts and organisation is not None and named and person.named and stage.scene.post_of(person) is None:
            yield stage.bare(person, organisation, Phase.ENDS)  # "Acme trennt sich von Ada Byrne"


def _lose(stage: Stage) -> Iterator[Draft | None]:
    """Read "Acme verliert seine Finanzchefin Ada Byrne": only what stands beside "its" is lost."""
    person = stage.patient()
    post = stage.scene.post_of(person) if person is not None else None
    owner = stage.tree[max(0, post.title.start - 2) : post.title.start] if post is not None else ()
    if person and post and post.title.rank != "founder" and any("Yes" in t.morph.get("Poss", []) for t in owner):
        yield from stage.claims([post], person, Phase.ENDS, organisation=stage.actor())


def _part(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne and Acme have parted ways", "Trainer Tom Ford und Nordstadt gehen getrennte Wege"."""
    person, firm = next(iter(stage.people_inside()), None), stage.firm_inside()
    if person is not None and firm is not None:
        beside = stage.scene.post_of(person)
        posts = [beside] if beside and beside.title.rank != "founder" else []
        yield from stage.claims(posts, person, Phase.ENDS, organisation=firm)
        if not posts:
            yield stage.bare(person, firm, Phase.ENDS)


def _with_others(stage: Stage, person: Person, organisation: Filler | None) -> Iterator[Draft | None]:
    """The posts of those who go with a person: "finance chief Ada Byrne and chairman Tom Ford leave"."""
    for other in stage.with_joined(person):
        if other is person:
            continue
        beside = stage.scene.post_of(other)
        if beside and beside.title.rank != "founder":
            yield from stage.claims([beside], other, Phase.ENDS, organisation=organisation)
        elif organisation is not None:
            yield stage.bare(other, organisation, Phase.ENDS)


def _succeed(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne succeeds Tom Ford as chief executive", "löst Tom Ford ab": one begins, one ends."""
    pair = stage.successor_and_predecessor()
    if pair is None:
        taker = stage.subject()  # "tritt ihre Nachfolge an"
        vacancy = taker and read_duties(stage.token, taker, stage.scene.passage, stage.scene.discourse)
        if taker and vacancy:
            yield stage.bare(taker, vacancy.organisation, Phase.BEGINS, attribute=vacancy.title)
        return
    successor, predecessor = pair
    top = None if stage.posts_said() else stage.summit()
    if top is not None:
        head = stage.scene.words.attributes["head"]
        yield stage.bare(successor, top, Phase.BEGINS, attribute=head)
        yield stage.bare(predecessor, top, Phase.ENDS, attribute=head)
        return
    known = (stage.scene.post_of(predecessor), stage.scene.post_of(successor))
    beside = next((post for post in known if post is not None and not post.ended), None)
    posts = [post for post in stage.posts_said() if not post.ended] or ([beside] if beside else [])
    if not posts:
        yield from stage.succession_told(successor, predecessor)
        return
    for draft in stage.claims(posts, successor, Phase.BEGINS):
        yield replace(draft, modality=Modality.PLANNED) if stage.is_sought else draft
    if stage.is_future or not is_infinitive(stage.token):  # "his pick to succeed Tom Ford": Tom Ford is still there
        yield from stage.claims(posts, predecessor, Phase.ENDS)
    elif beside:
        stage.scene.used.discard(beside)


def _join(stage: Stage) -> Iterator[Draft | None]:
    """Read "Ada Byrne joins Acme as finance chief", "wechselt von Beta zu Acme"."""
    person = stage.subject()
    if person is None:
        return
    if seat := stage.seat():
        yield from stage.seated(person, seat, Phase.BEGINS)
        return
    posts = [post for post in stage.posts_said() if stage.is_as(post)]
    left, joined = stage.moved(surely=bool(posts))
    for mover in stage.with_joined(person):
        if posts and (joined or posts[0].organisations):
            yield from stage.claims(posts, mover, Phase.BEGINS, organisation=joined)
        elif joined is not None:
            yield stage.bare(mover, joined, Phase.BEGINS)
        comes = stage.deed.end > stage.token.i and left is not None and left.label is Label.ORGANISATION
        comes = comes or (left is not None and is_club(left.text, stage))
        if left is not None and (joined or posts or comes or not stage.scene.words.capitals):
            yield stage.bare(mover, left, Phase.ENDS)  # no "Von Byrne kam Tom Ford zum Abschluss"


def _found(stage: Stage) -> Iterator[Draft | None]:
    """Read "founded Acme in 2015", "Acme was founded by Ada Byrne and Tom Ford", "the firm he co-founded"."""
    people, founded = stage.founders()
    word = text_of(stage.tree[max(0, stage.token.i - 2) : stage.token.i + 1]).lower()
    attributes = stage.scene.words.attributes
    together = any(mark in word for mark in stage.scene.words.together)
    attribute = attributes["cofounder"] if together else attributes["founder"]
    for person in (*people, *(stage.beside_founders() if people and not stage.is_passive else ())):
        yield stage.scene.event(
            stage.token, person.filler, founded, attribute, Phase.BEGINS, rule="founded", dated=False
        )  # fmt: skip


def _set_up(stage: Stage) -> Iterator[Draft | None]:
    """Read "Acme was started by Ada Byrne", "before starting Acme, Ada Byrne": no product, and no habit."""
    if stage.is_passive or stage.sets_up_firm():
        yield from _found(stage)


_READERS: dict[str, Callable[[Stage], Iterator[Draft | None]]] = {
    "hold": _hold, "begin": _begin, "appoint": _appoint, "leave": _leave, "dismiss": _dismiss, "succeed": _succeed,
    "lay_down": _lay_down, "join": _join, "found": _found, "lead": draft_lead, "nominate": _nominate, "set_up": _set_up,
    "chair": draft_chair, "coach": draft_chair, "work": _work, "part": _part, "lose": _lose,
    "bind": draft_bond, "sign": draft_signing, "extend": draft_extension, "lend": draft_loan, "move": draft_move,
    "present": draft_show, "pass": draft_passage,
}  # fmt: skip
