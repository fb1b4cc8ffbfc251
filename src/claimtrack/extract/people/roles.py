"""Who holds which post: "Ada Byrne, CEO of Acme,", "Acme's finance chief Ada Byrne", "A and B, co-founders of C".

Titles, names and case words stand in so few orders that the words around a title tell more, and more surely, than the
tree does. What verbs say of posts is read in `careers`; here are the posts that stand beside a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.titles import are_of_two_people, find_titles, is_title, rank_of
from claimtrack.extract.people.careers import draft_careers
from claimtrack.extract.people.leftside import OF_CLUBS
from claimtrack.extract.people.pasts import draft_pasts
from claimtrack.extract.people.persons import forget_people
from claimtrack.extract.people.scene import Scene
from claimtrack.extract.people.states import RANKS_OF_STATES
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import base
from claimtrack.language.words import load_words
from claimtrack.model import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_MARKS = frozenset({",", "(", "–", "—", "-", ":", "|"})
_LEARNED = (Phase.HOLDS, Phase.BEGINS, Phase.ENDS)
_IN_SPORTS = OF_CLUBS | {"director"}
"""Ranks of which nobody in sports has two."""
_AGE = 3
"""Tokens of an age between a name and a post: ", 45 ,"."""
_NOUN = 16
"""Tokens of another noun between a name and a post: ", a physicist at the University of Nordstadt and"."""


def learn_posts(passages: Sequence[Passage], discourse: Discourse) -> None:
    """Remember for whom people act, and as what: posts held before posts ended, what names the firm before the rest."""
    for named_only in (True, False):
        drafts = [d for passage in passages for d in draft_roles(passage, discourse, named_only=named_only)]
        leaving = {draft.subject.text for draft in drafts if draft.phase is Phase.ENDS and not draft.aside}
        for phase in _LEARNED[:2] if named_only else _LEARNED:
            for draft in drafts:
                moves = draft.rule == "role_join" and draft.subject.text in leaving  # to where nobody works yet
                if draft.phase is phase and not moves:
                    _learn(draft, discourse)
    forget_people(discourse)  # now "the chief executive" can be somebody


def _learn(draft: Draft, discourse: Discourse) -> None:
    if draft.object and draft.rule == "founded":
        discourse.posts_told.learn(draft.subject.text, "founder", draft.attribute or "", draft.object.text)
        return
    if draft.attribute and draft.phase is not Phase.ENDS:
        discourse.posts_told.learn_holder(draft.subject.text, rank_of(draft.attribute, draft.passage.lang))
    told = draft.rule == "role" and draft.phase is not Phase.ENDS
    if draft.object and told and draft.object.via in ("name", "state"):
        title = next((t for t in find_titles(draft.passage) if t.start == draft.predicate.i), None)
        if title is not None:
            discourse.posts_told.learn(draft.subject.text, title.rank, draft.attribute or "", draft.object.text)
    of_state = (
        draft.attribute and rank_of(draft.attribute, draft.passage.lang) in RANKS_OF_STATES
    )  # who leads a party, too
    if draft.object and (draft.attribute or draft.rule == "role_work") and draft.object.via != "state" and not of_state:
        office = discourse.head_office(draft.object.text)
        discourse.learn_employer(draft.subject.text, office, guessed=draft.object.via == "context")
        if draft.attribute:
            discourse.learn_title(draft.subject.text, draft.attribute)


def draft_roles(passage: Passage, discourse: Discourse, *, named_only: bool = False) -> Iterator[Draft]:
    """Every post that a passage gives to or takes from somebody; `named_only` leaves out bare titles."""
    scene = Scene(passage, discourse, named_only=named_only)
    if not scene.people:
        return
    yield from draft_careers(scene)
    yield from draft_pasts(scene)
    for group in _groups(scene):
        free = [post for post in group if post not in scene.used and scene.is_held(post)]
        holders = _holders(group, scene) if free else []
        for holder in holders or (_called(free[0], scene) if len(free) == 1 else ()):
            for post in free:
                yield from (draft for draft in scene.beside(post, holder) if not _is_played(draft, discourse))


def _is_played(draft: Draft, discourse: Discourse) -> bool:
    """Whether somebody only has a post in a film or a game: "Ada Byrne, a villainous CEO in _Hollow Tide_"."""
    work = draft.object if draft.object is not None and discourse.cast.is_work(draft.object.text) else None
    name = draft.passage.name_at(work.token) if work is not None and work.token.doc is draft.passage.tree else None
    ahead = draft.passage.tree[name.start - 1].lower_ if name is not None and name.start else ""
    return ahead in product_words(draft.passage.lang)["in"]  # but "the owner of the _Ferry Paper_"


def _called(post: Post, scene: Scene) -> list[Person]:
    """Whom a post stands for that names its organisation: "sagte der Norwind-Chef"."""
    own = scene.words.capitals and post.title.prefix and post.title.rank != "expert" and not scene.named_only
    called = (p for p in scene.people if not p.named and p.start == post.title.end - 1 and p.filler.via == "noun")
    return [p for p in called if own and post.organisations and _fits(p.filler.text, post, scene)]


def _fits(name: str, post: Post, scene: Scene) -> bool:
    """Whether the text gives a person no such post elsewhere, no other employer and no other task in sports."""
    told = {scene.discourse.posts_told.whose(name, post.title.rank), scene.discourse.employer(name)} - {None}
    rank = rank_of(scene.discourse.title_of(name) or "", scene.passage.lang)
    sports = {rank, post.title.rank} <= _IN_SPORTS and rank != post.title.rank  # "der Nordstadt-Coach" is no goalkeeper
    return not sports and told <= {organisation.text for organisation in post.organisations}


def _groups(scene: Scene) -> Iterator[list[Post]]:
    """Posts of one person in a row: "CEO of Acme and chairman of Beta"."""
    group: list[Post] = []
    for post in scene.posts:
        if group and not scene.is_joined(group[-1], post):
            yield group
            group = []
        group.append(post)
    if group:
        yield group


def _holders(group: list[Post], scene: Scene) -> list[Person]:
    """Who stands beside a row of posts: ahead of it behind a comma or bracket, or right behind it."""
    first, last = group[0], group[-1]
    ahead, mark = _ahead(first, scene)
    behind, direct = _behind(last, scene)
    opener = scene.before(first.start)
    if opener >= 0 and scene.tree[opener].lower_ in scene.words.as_ and scene.person_ending(scene.before(opener) + 1):
        behind = behind if direct else None  # "boasts A as chair, B as chief executive and C as"
    titled = behind and ahead and any(scene.after(post.end) == ahead.start for post in scene.posts)
    if behind and (direct or not ahead or titled):
        listed = _listed_behind(behind, last, scene)
        return listed if len(listed) > 1 or not any(post.title.plural for post in group) else []
    if opening := _behind_opening(first, last, scene):
        return [opening]
    if ahead and mark:
        listed = _listed_ahead(ahead, first, scene)
        return listed if len(listed) > 1 or not first.title.plural else []
    return []


def _ahead(post: Post, scene: Scene) -> tuple[Person | None, bool]:
    """The named person ahead of a post, a mark and perhaps an age between: "Ada Byrne, 45, CEO of"."""
    at = scene.before(post.start)
    passed = scene.words.determiners | scene.words.title_adjectives
    while at >= 0 and (scene.tree[at].lower_ in passed or _qualifies(scene.tree[at]) or _is_of_time(at, scene)):
        at = scene.before(at)
    if at < 0:
        return None, False
    token = scene.tree[at]
    if (alone := scene.person_ending(at + 1)) and alone.named and alone.start == 0 and post.organisations:
        end = scene.after(post.end)  # a caption: "Ada Byrne Geschäftsführerin der Acme GmbH"
        return alone, end >= len(scene.tree) or scene.tree[end].is_punct
    if token.lower_ in scene.words.joiners and post.organisations and not scene.is_of_another(post):
        described = _over_noun(at, scene)
        return described, described is not None
    if token.text not in _MARKS and token.lower_ not in scene.words.as_:
        return None, False
    if token.lower_ in scene.words.as_ and not _is_with(at, scene):
        return None, False
    end = scene.before_bracket(scene.before(at)) + 1
    if person := scene.person_ending(end):
        return (person, True) if person.named else (None, False)
    if token.text == "," and (earlier := _over_age(at, scene)) is not None:
        return earlier, True
    return None, False


def _qualifies(token: Token) -> bool:
    """Whether a word only says what somebody of a title is like: "a loyal", "a trained"."""
    return token.pos_ == "ADJ" or (token.pos_ == "VERB" and base(token) == "amod")


def _is_of_time(at: int, scene: Scene) -> bool:
    """Whether a token says when a post was held: "Ada Byrne, von 2011 bis 2015 Finanzchefin von Acme,"."""
    following = scene.tree[at + 1] if at + 1 < len(scene.tree) else None
    token, is_time = scene.tree[at], scene.passage.is_time
    return is_time(token) or (token.pos_ == "ADP" and following is not None and is_time(following))


def _behind_opening(first: Post, last: Post, scene: Scene) -> Person | None:
    """Who is meant by a post that opens a sentence with "as": "As head of Acme, Ada Byrne …", "Als Chef geht er"."""
    start = scene.before(first.title.start)
    while start > 0 and scene.tree[start].lower_ not in scene.words.as_:
        start = scene.before(start) if scene.tree[start].lower_ in scene.words.determiners else -1
    if start != 0 or scene.tree[0].lower_ not in scene.words.as_:
        return None
    at = scene.after(last.end)
    verb = at < len(scene.tree) and (scene.tree[at].text == "," or scene.tree[at].pos_ in ("VERB", "AUX"))
    at = scene.after(at + 1)
    while verb and at < len(scene.tree) and scene.tree[at].pos_ in ("PRON", "ADV") and not scene.person_starting(at):
        at = scene.after(at + 1)  # "Als neue Sprecherin stellte sich Ada Byrne vor"
    return scene.person_starting(at) if verb else None


def _is_with(at: int, scene: Scene) -> bool:
    """Whether a post with "as" is held by the name before it: "with Ada Byrne as chair", "Ada Byrne, as chair,".

    Behind any other word it may be wished for, offered or over: "wants A as chair", "under A as chair".
    """
    before = scene.before(at)
    person = scene.person_ending(scene.before_bracket(before) + 1)
    if person is None:
        return before >= 0 and scene.tree[before].text == ","
    ahead = scene.before(person.start)
    return ahead < 0 or scene.tree[ahead].lower_ in scene.words.beside


def _over_age(comma: int, scene: Scene) -> Person | None:
    """The person before ", 45,"."""
    inside = scene.tree[max(0, comma - _AGE) : comma]
    opener = next((t.i for t in reversed(inside) if t.text in (",", "(")), None)
    if opener is None or not any(t.like_num for t in scene.tree[opener + 1 : comma]):
        return None
    person = scene.person_ending(opener)
    return person if person and person.named else None


def _over_noun(joiner: int, scene: Scene) -> Person | None:
    """The person whom an apposition first calls something else: "Ada Byrne, a pollster and the director of Acme"."""
    for mark in reversed(scene.tree[max(0, joiner - _NOUN) : joiner]):
        person = scene.person_ending(scene.before(mark.i) + 1) if mark.text in _MARKS else None
        if person is not None and person.named:
            inside = scene.tree[scene.after(mark.i + 1) : joiner]
            return person if inside and scene.describes(inside) else None
        if scene.person_ending(mark.i + 1):
            return None
    return None


def _behind(post: Post, scene: Scene) -> tuple[Person | None, bool]:
    """The named person right behind a post, or behind a comma that another mark or a verb answers."""
    at = scene.after(scene.after_bracket(scene.after(post.end)))  # "Director of National Intelligence (DNI) Ada Byrne"
    if person := scene.person_starting(at):
        return (person, True) if person.named else (None, False)
    if scene.words.capitals and (other := _over_second_trade(at, scene)):
        return other, True
    cut = scene.person_starting(at + 1) if at < len(scene.tree) and scene.tree[at].text.istitle() else None
    own = load_words(scene.passage.lang).has_own
    if cut and not (scene.passage.name_at(scene.tree[at]) or own(scene.tree[at].text)):
        return cut, True  # a first name that the tags have cut off
    if at < len(scene.tree) and scene.tree[at].text in (",", "(", ":"):
        person = scene.person_starting(scene.after(at + 1))
        opens = all(t.pos_ in ("DET", "ADJ") or t.is_space for t in scene.tree[: post.start])
        if person and opens and scene.tree[0].lower_ in scene.words.indefinite and scene.tree[at].text == ",":
            return person, False  # "A former partner at Acme, she joined", whether named or not
        listed = scene.tree[at].text == "," and _is_followed_by_verb(person, scene)  # "wird Chef, Ada Byrne geht"
        if person and person.named and _is_closed(person, scene) and not listed:
            return person, False
    return None, False


def _over_second_trade(at: int, scene: Scene) -> Person | None:
    """The named person behind a trade that is joined to a post: "Moderator und Fernsehkoch Tom Ford"."""
    joined = scene.tree[at : at + 2]
    plain = len(joined) == 2 and joined[0].lower_ in scene.words.joiners and joined[1].pos_ in ("NOUN", "PROPN")
    name = scene.passage.name_at(joined[1]) if plain else None
    plain = plain and (name is None or scene.discourse.cast.label(name.text) is None)
    plain = plain and not are_of_two_people(scene.tree[at - 1].text, joined[1].text)
    plain = plain and not is_title(joined[1].text, scene.passage.lang)
    person = scene.person_starting(scene.after(at + 2)) if plain else None
    return person if person is not None and person.named else None


def _is_closed(person: Person, scene: Scene) -> bool:
    """Whether an apposition ends behind a name: "its chief executive, Ada Byrne, said"."""
    at = scene.after(person.end)
    if at >= len(scene.tree):
        return True
    token = scene.tree[at]
    return (
        token.is_punct or token.pos_ in ("VERB", "AUX", "CCONJ", "ADP") or token.lower_ in scene.words.person_relatives
    )


def _is_followed_by_verb(person: Person | None, scene: Scene) -> bool:
    at = scene.after(person.end) if person else len(scene.tree)
    return at < len(scene.tree) and scene.tree[at].pos_ in ("VERB", "AUX")


def _listed_behind(person: Person, post: Post, scene: Scene) -> list[Person]:
    """The holders of a post in the plural: "co-founders A, B and C"."""
    found, joined = [person], False
    if not _is_plural(post, scene):
        return found
    while True:
        at = scene.after(scene.after_bracket(found[-1].end))
        while at < len(scene.tree) and (scene.tree[at].text == "," or scene.tree[at].lower_ in scene.words.joiners):
            at = scene.after(at + 1)
        following = scene.person_starting(at)
        apart = following is not None and following.named and following.start > scene.after(found[-1].end)
        if following is None or not apart:
            return found if joined else found[:1]
        joined = any(t.lower_ in scene.words.joiners for t in scene.tree[found[-1].end : following.start])
        found.append(following)


def _listed_ahead(person: Person, post: Post, scene: Scene) -> list[Person]:
    """The holders of a post in the plural ahead of it: "A and B, co-founders of C"."""
    found = [person]
    while _is_plural(post, scene):
        at = scene.before(found[0].start)
        joined = at >= 0 and (scene.tree[at].lower_ in scene.words.joiners or scene.tree[at].text == ",")
        while at >= 0 and (scene.tree[at].text == "," or scene.tree[at].lower_ in scene.words.joiners):
            at = scene.before(at)
        earlier = scene.person_ending(at + 1) if joined else None
        if earlier is None or not earlier.named or earlier.end > found[0].start:
            break
        found.insert(0, earlier)
    return found


def _is_plural(post: Post, scene: Scene) -> bool:
    """Whether a title is in the plural: by its form, or where the form does not tell, by its article or number."""
    if post.title.plural:
        return True
    words, token = scene.words, scene.tree[post.title.end - 1]
    if not words.capitals:
        return False
    before = scene.tree[max(0, post.start - 2) : post.title.start]
    listed = any(t.lower_ in words.plural_articles for t in before) and not token.lower_.endswith(words.feminine)
    ahead = {t.lower_ for t in before}
    listed = listed or any(first in ahead and token.lower_.endswith(last) for first, last in words.plurals)
    return listed or "Plur" in token.morph.get("Number", []) or post.title.rank == "founder"
