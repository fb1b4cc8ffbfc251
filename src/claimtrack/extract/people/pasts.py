"""Posts told without a verb: "formerly of Acme", "after nine years as chair", "his predecessor", "in her role as"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.persons import Person, person_meant
from claimtrack.extract.people.posts import read_row
from claimtrack.extract.people.rolewords import find_deeds
from claimtrack.extract.text.syntax import children
from claimtrack.language import read_data, word_sets
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.people.scene import Scene
    from claimtrack.language.trees import Token

_TERM = 5
"""Tokens between the word that opens a term of office and its title: "after nine years as"."""
_VERB = 4
"""Tokens between a term's post and its person: ", Ada Byrne", "verlässt nun Ada Byrne"."""
_CASE = 2
"""Tokens ahead of somebody's service in which "after" or "prior to" stands."""
_DEED = 5
"""Tokens ahead of it in which a verb says what becomes of it: "is stepping back from her role as"."""
_SURE = 0.85


class _Service(NamedTuple):
    """Nouns for what somebody does in a post, for the time of it and in a firm; case words that say that it is over."""

    held: frozenset[str]
    over: frozenset[str]
    spells: frozenset[str]
    behind: frozenset[str]


@cache
def _service(lang: str) -> _Service:
    return _Service(**word_sets(read_data(lang, "roles")["service"]))


def draft_pasts(scene: Scene) -> Iterator[Draft]:
    """Every post of a sentence that a noun or adverb tells, and that no verb takes away."""
    service = _service(scene.passage.lang)
    for token in scene.tree:
        if token.lower_ in service.held | service.over:
            yield from _served(token, scene, service)
        elif token.lower_ in scene.words.formerly:
            yield from _formerly(token, scene)
        elif token.lower_ in scene.words.predecessors:
            yield from _predecessor(token, scene)
        elif token.lower_ in scene.words.after_terms:
            yield from _after_term(token, scene)


def _formerly(adverb: Token, scene: Scene) -> Iterator[Draft]:
    """Read "Ada Byrne, formerly of Acme,", "A and B, both previously at Acme", "Ada Byrne (früher Acme)"."""
    tree, at = scene.tree, adverb.i + 1
    if at + 1 >= len(tree) or tree[at].lower_ not in scene.words.belonging:
        return
    name = scene.passage.name_at(tree[at + 1])
    start = scene.before(adverb.i)
    while start > 0 and tree[start].lower_ in scene.words.all_of:
        start = scene.before(start)
    person = scene.person_ending(scene.before(start) + 1) if start > 0 and tree[start].text in (",", "(") else None
    if name is None or person is None or scene.discourse.cast.label(name.text) is not Label.ORGANISATION:
        return
    several = start != scene.before(adverb.i)  # "both"
    for holder in _with_earlier(person, scene) if several else [person]:
        for firm in _firms_at(at, scene):
            yield from _over(holder, firm, None, tree[at + 1], scene)


def _firms_at(link: int, scene: Scene) -> list[str]:
    """The firms behind a case word: "at Acme", "at Acme, Beta and Gamma"."""
    tree, start = scene.tree, link + 1
    start += scene.words.capitals and text_of(tree[start : start + 1]) in scene.words.determiners
    name = scene.passage.name_at(tree[start]) if start < len(tree) else None
    if name is None or name.start != start or scene.discourse.cast.label(name.text) is not Label.ORGANISATION:
        return []
    _, further = read_row(name.end, scene.passage, scene.discourse, scene.words)
    return [scene.discourse.cast.full(name.text), *(filler.text for filler in further)]


def _with_earlier(person: Person, scene: Scene) -> list[Person]:
    """A person and the one that "and" joins ahead."""
    at = scene.before(person.start)
    joined = at > 0 and scene.tree[at].lower_ in scene.words.joiners
    earlier = scene.person_ending(scene.before(at) + 1) if joined else None
    return [earlier, person] if earlier is not None else [person]


def _predecessor(noun: Token, scene: Scene) -> Iterator[Draft]:
    """Read "his predecessor, Tom Ford": who had the post that the text gives to him that "his" means."""
    owner = scene.tree[noun.i - 1] if noun.i else None
    if owner is None or "Yes" not in owner.morph.get("Poss", []):
        return
    at = scene.after(noun.i + 1)
    at = scene.after(at + 1) if at < len(scene.tree) and scene.tree[at].text == "," else at
    person = scene.person_starting(at)
    holder = person_meant(owner, scene.passage, scene.discourse) if person is not None else None
    firm = scene.discourse.employer(holder.text) if holder is not None else None
    if person is not None and holder is not None and firm is not None and holder.text != person.filler.text:
        title = scene.discourse.title_of(holder.text)
        yield from (replace(draft, aside=True) for draft in _over(person, firm, title, noun, scene))


def _after_term(opener: Token, scene: Scene) -> Iterator[Draft]:
    """Read "After nine years as editor of Acme Daily, Ada Byrne is leaving"."""
    near = scene.tree[opener.i + 1 : opener.i + 1 + _TERM]
    yield from _after_firm(opener, near, scene)
    as_ = next((t for t in near if t.lower_ in scene.words.as_), None)
    if as_ is None or not any(t.lower_ in scene.words.terms for t in scene.tree[opener.i : as_.i]):
        return
    post = next((p for p in scene.posts if as_.i < p.title.start <= as_.i + _TERM), None)
    if post is None or post in scene.used:
        return
    person = next((p for p in scene.people if 0 < p.start - post.end <= _VERB), None)
    for firm in scene.organisations(post, person.filler) if person is not None else ():
        yield from _over(person, firm.text, post.attribute, scene.tree[post.title.start], scene) if person else ()
        scene.used.add(post)


def _after_firm(opener: Token, near: Sequence[Token], scene: Scene) -> Iterator[Draft]:
    """Read "after a stint at Acme, Ada Byrne founded Beta", "joined Beta after ten years at Acme and Gamma"."""
    terms = scene.words.terms | _service(scene.passage.lang).spells
    noun = next((token for token in near if token.lower_ in terms), None)
    people = list({person.filler.text: person for person in scene.people}.values())
    link = noun.i + 1 if noun is not None and noun.i + 1 < len(scene.tree) else None
    if link is not None and len(people) == 1 and scene.tree[link].lower_ in scene.words.at:
        for firm in _firms_at(link, scene):
            # nobody says when it ended: the time of the sentence is that of what came after
            yield from (replace(draft, timed=True) for draft in _over(people[0], firm, None, opener, scene))


def _served(noun: Token, scene: Scene, service: _Service) -> Iterator[Draft]:
    """Read "in her role as chair of Acme", "Byrne's time as finance chief of Acme", "seine Zeit als Chef von Acme"."""
    as_ = next((t for t in scene.tree[noun.i + 1 : noun.i + 3] if t.lower_ in scene.words.as_), None)
    posts = [p for p in scene.posts if as_ and as_.i < p.title.start <= as_.i + _TERM and p.organisations]
    holder, start = _whose(noun, scene) if posts else (None, noun.i)
    deeds = (deed.token.i for deed in find_deeds(scene.passage) if deed.name != "hold")
    if holder is None or posts[0] in scene.used or any(0 < noun.i - at <= _DEED for at in deeds):
        return  # "gave up her role as chair": the verb says what becomes of it
    ahead = scene.tree[max(0, start - _CASE) : start]
    over = noun.lower_ in service.over or any(token.lower_ in service.behind for token in ahead)
    fresh = any(token.lower_ in scene.words.fresh for token in scene.tree[start : noun.i])
    for draft in scene.beside(posts[0], holder):
        phase = Phase.ENDS if over else Phase.BEGINS if fresh else draft.phase
        yield replace(draft, phase=phase, dated=draft.dated and not over)
    scene.used.add(posts[0])


def _whose(noun: Token, scene: Scene) -> tuple[Person | None, int]:
    """Whose service a noun names, and where the phrase begins: "her role", "Byrne's time"."""
    if scene.words.capitals and (genitive := scene.person_ending(noun.i)):
        return genitive, genitive.start  # "Ada Byrnes Zeit als Chefin"
    for owner in (token for token in children(noun, "nmod", "det") if token.i < noun.i):
        named = next((p for p in scene.people if p.named and p.start <= owner.i < p.end), None)
        if named is not None:
            return named, named.start
        if "Yes" in owner.morph.get("Poss", []):
            meant = person_meant(owner, scene.passage, scene.discourse, scene.people)
            return (Person(owner.i, owner.i + 1, meant, named=False) if meant else None), owner.i
    return None, noun.i


def _over(person: Person, firm: str, title: str | None, token: Token, scene: Scene) -> Iterator[Draft]:
    organisation = Filler(firm, Label.ORGANISATION, token, 1.0, "name")
    draft = scene.event(
        token, person.filler, organisation, title, Phase.ENDS, rule="role_past", sure=_SURE, dated=False
    )  # fmt: skip
    if draft is not None:
        yield draft
