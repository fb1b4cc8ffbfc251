"""What a deed speaks of: the post, the organisation left, joined, founded or led, and the claims that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.clauses import STOPS
from claimtrack.extract.people.led import Led
from claimtrack.extract.people.states import RANKS_OF_STATES
from claimtrack.extract.text.syntax import base
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.language.trees import Token

_OF_STAKES = frozenset({"owner", "investor"})
"""Ranks that say what somebody has, and not does."""
_OFFICE = "executive"
"""The rank of posts that are only called so: "leadership roles"."""
_PHRASE = 5
"""Tokens around a verb in which the future of reported speech stands."""


class Stage(Led):
    """One deed with the post and the organisations that it is about."""

    # posts

    def posts_said(self, *, bare: bool = False) -> list[Post]:
        """The posts that the verb speaks of: the next one behind it, else ahead in a clause that ends with its verb.

        With `bare` no case word may stand between, as behind a copula. Posts joined to the first come with it.
        """
        behind = self.token.i if self.scene.words.capitals else self.deed.end  # "kommt als Chefin zu Acme"
        if behind > self.token.i and text_of(self.tree[behind + 1 : behind + 2]) in self.scene.words.of_names:
            behind += 1  # "took on the role of finance chief"
        for post in self.scene.posts:
            if behind < post.start < self.high and not (self.scene.is_beside(post) or self.scene.is_person(post)):
                reached = self._reaches(behind + 1, post.start, bare=bare and not self._is_joined_to_noun(post))
                return self._with_joined(post) if reached else []
        if not self.scene.words.capitals or self.deed.noun:
            return []
        for post in reversed(self.scene.posts):
            free = not (self.scene.is_beside(post) or self.scene.is_enclosed(post) or self.scene.is_person(post))
            if self.low <= post.start and post.end <= self.token.i and free:
                return self._with_joined(post) if self._reaches(post.end, self.token.i, bare=False) else []
        return []

    def posts_past_aside(self) -> list[Post]:
        """The posts that "as" opens behind a former post in apposition: "hired A, former head of B, as its chair"."""
        inside = [post for post in self.scene.posts if self.deed.end < post.start < self.high]
        if len(inside) < 2 or not inside[0].ended or self.deed.noun:
            return []
        found = next((post for post in inside[1:] if self.is_as(post) and not self.scene.is_beside(post)), None)
        return self._with_joined(found) if found else []

    def _is_joined_to_noun(self, post: Post) -> bool:
        """Whether a copula's subject is first called something else: "is a mother of two and chief executive of"."""
        at = self.scene.before(post.start)
        phrase = self.tree[self.deed.end + 1 : at]
        joined = at >= 0 and self.tree[at].lower_ in self.scene.words.joiners and len(phrase) > 0
        return joined and self.scene.describes(phrase) and not self.scene.is_of_another(post)

    def _with_joined(self, post: Post) -> list[Post]:
        at = self.scene.posts.index(post)
        found = [post]
        for following in self.scene.posts[at + 1 :]:
            if not self.scene.is_joined(found[-1], following):
                break
            found.append(following)
        return found

    def _reaches(self, start: int, end: int, *, bare: bool) -> bool:
        """Whether nothing between two places starts another clause or takes the post for something else."""
        for token in self.tree[start:end]:
            if token.text in STOPS or (
                token.pos_ == "VERB" and base(token) not in ("amod", "acl") and token.text[0].islower()
            ):
                return False
            dates = self.scene.passage.is_time(token) or (
                token.i + 1 < len(self.tree) and self.scene.passage.is_time(self.tree[token.i + 1])
            )
            if (
                bare
                and token.pos_ in ("ADP", "CCONJ", "SCONJ", "PUNCT")
                and not (dates or token.text == "-")
                and token.lower_ not in self.scene.words.as_
            ):
                return False
        return True

    def is_as(self, post: Post) -> bool:
        """Whether "as", "to" or "als", "zum" stands before a post."""
        at = self.scene.before(post.start)
        while (
            at >= 0
            and self.tree[at].lower_ in self.scene.words.determiners - self.scene.words.into - self.scene.words.as_
        ):
            at = self.scene.before(at)
        if at >= 0 and self.tree[at].lower_ in self.scene.words.as_ | self.scene.words.into:
            return True
        inside = self.tree[post.start : post.title.start]
        return any(token.lower_ in self.scene.words.as_ | self.scene.words.into for token in inside)

    def is_said_as(self, post: Post) -> bool:
        """Whether "as" itself stands before a post, and not "zum"."""
        near = self.tree[max(0, self.scene.before(post.start)) : post.title.start]
        return any(token.lower_ in self.scene.words.as_ for token in near)

    def is_indefinite(self, post: Post) -> bool:
        """Whether a post is one of many: "a boss"."""
        before = self.tree[max(0, post.start - 3) : post.title.start]
        return any(token.lower_ in self.scene.words.indefinite for token in before)

    def is_new(self, post: Post) -> bool:
        """Whether what is held has begun now: "is the new chief executive", "ist neue Präsidentin"."""
        before = self.tree[self.deed.end + 1 : post.title.start]
        return any(token.lower_ in self.scene.words.fresh for token in before)

    @property
    def needs_as(self) -> bool:
        """Whether the verb takes its post with "as": "works as", "war als Chefin tätig"; a copula takes it bare."""
        words, last = self.scene.words, self.tree[self.deed.end]
        if last is not self.token and last.lower_ in words.of_names | words.copulas:
            return False  # "holds the title of chief scientist", "used to be chairman"
        inside = self.tree[self.low : self.high]
        first = next((post for post in self.scene.posts if post.start > self.deed.end), None)
        between = self.tree[self.deed.end + 1 : first.start] if first is not None else ()
        if first and self.token.lower_ in words.copulas and all(t.pos_ in ("ADV", "ADJ", "DET") for t in between):
            return False  # "war zuletzt Finanzchefin bei Acme und davor für Beta tätig"
        if self.token.lower_ in words.stays and self.posts_said_as():
            return True
        return self.token.lower_ not in words.copulas or any(t.lower_ in words.active for t in inside)

    def posts_held(self) -> list[Post]:
        """The posts that a verb of being or sitting gives."""
        if offices := self._offices():
            return offices
        if self.token.lower_ in self.scene.words.seated - self.scene.words.copulas:
            boards = [post for post in self.posts_said() if post.title.rank == "board member"]
            if boards or not self.needs_as:
                return boards
        said = self.posts_said(bare=not self.needs_as)
        if not said and self.scene.words.capitals and (boards := self._boards_at()):
            return boards
        if self.needs_as:  # "worked as a reporter at Acme, an editor at Beta"
            return said if said and self.is_as(said[0]) else []
        return [post for post in said if not self.is_as(post)]

    def _boards_at(self) -> list[Post]:
        """The boards that somebody is on: "ist seit 2019 im Vorstand von Acme"."""
        said = [post for post in self.posts_said() if post.title.rank == "board member" and post.organisations]
        return [p for p in said if self.tree[max(0, p.start - 1)].lower_ in self.scene.words.placed]

    def posts_said_as(self) -> list[Post]:
        """The posts that somebody works in or keeps by "as"; who stays as a shareholder holds a stake."""
        return [post for post in self.posts_said() if self.is_as(post) and post.title.rank not in _OF_STAKES]

    def _offices(self) -> list[Post]:
        """Posts that are only called so: "held senior roles at Acme", "war in Führungspositionen bei Acme tätig"."""
        words = self.scene.words
        said = (post for post in self.posts_said() if post.title.abstract and post.title.rank == _OFFICE)
        found = [p for p in said if p.organisations or text_of(self.tree[p.end : p.end + 1]) not in words.at]
        if self.token.lower_ in words.copulas | words.employed:
            ahead = (self.tree[self._phrase_start(post) - 1].lower_ for post in found if post.start)
            return found if any(word in words.placed for word in ahead) else []
        return found

    def _phrase_start(self, post: Post) -> int:
        """Where a post's noun phrase begins, its articles and adjectives counted in."""
        start = post.start
        while start > 0 and self.tree[start - 1].pos_ in ("ADJ", "DET"):
            start -= 1
        return start

    def posts_named(self) -> tuple[list[Post], Person | None]:
        """The post ahead of a copula, and who stands behind it: "Its chief executive is Ada Byrne"."""
        if self.token.lower_ not in self.scene.words.copulas:
            return [], None
        at = self.scene.after(self.deed.end + 1)
        titles = {i for post in self.scene.posts for i in range(post.start, post.end)}
        while at < len(self.tree) and (at in titles or self.tree[at].pos_ in ("ADV", "DET", "ADJ")):
            at = self.scene.after(at + 1)
        person = self.scene.person_starting(at)
        found = [post for post in self.scene.posts if self.low <= post.start and post.end <= self.token.i]
        if person is None or not found or self.scene.is_beside(found[-1]) or self.scene.is_enclosed(found[-1]):
            return [], None
        between = self.tree[found[-1].end : self.token.i]
        return (found[-1:], person) if all(t.pos_ in ("ADV", "AUX") for t in between) else ([], None)

    def posts_after(self, person: Person) -> list[Post]:
        """The post right behind a person's name, and those joined to it."""
        found = next((p for p in self.scene.posts if 0 < p.title.start - person.end <= _PHRASE), None)
        return self._with_joined(found) if found else []

    def posts_left(self, person: Person) -> list[Post]:
        """The posts that somebody gives up: said with "as" or as the object, else what stands beside their name."""
        if said := self.posts_said_left():
            return said
        beside = self.scene.post_of(person)
        return [beside] if beside and beside.title.rank != "founder" else []  # nobody stops having founded a firm

    def post_followed(self) -> tuple[Filler, str] | None:
        """The post of the one person that the sentence before says it of, where this names a successor and no post."""
        if any(post.organisations or not post.title.abstract for post in self.posts_said()):
            return None
        discourse = self.scene.discourse
        gone = [name for name in discourse.people_before(self.scene.passage) if discourse.title_of(name)]
        employer, title = (discourse.employer(gone[0]), discourse.title_of(gone[0])) if len(gone) == 1 else (None, None)
        if not employer or not title:
            return None
        return Filler(employer, Label.ORGANISATION, self.token, 0.85, "context"), title

    def leaves_as_other(self, person: Person) -> bool:
        """Whether what is left is said with "as" and is no post that is read: "his withdrawal as a candidate"."""
        for at in (self.deed.end + 1, person.end if self.deed.end < person.start else 0):
            said = at and at < len(self.tree) and self.tree[at].lower_ in self.scene.words.as_
            if said and not any(at < post.end and post.start <= at + 3 for post in self.scene.posts):
                return True
        return False

    def posts_said_left(self) -> list[Post]:
        """The posts that the verb itself says are given up."""
        return [post for post in self.posts_said() if self.is_as(post) or self._is_object(post)]

    @property
    def gives_own_post(self) -> bool:
        """Whether what is laid down is "his post", whatever it is called."""
        near = (token for token in self.tree[max(1, self.low) : self.high] if token.lower_ in self.scene.words.posts)
        return any("Yes" in token.nbor(-1).morph.get("Poss", []) for token in near)

    def _is_object(self, post: Post) -> bool:
        """Whether the post is what is left or laid down: "quit the post of", "verlässt den Vorstand"."""
        words = self.scene.words
        before = self.tree[max(0, post.start - 3) : post.title.start]
        itself = post.title.abstract or post.title.rank == "board member"
        return itself or any(t.lower_ in words.posts | words.boards for t in before)

    # claims

    def claims(
        self,
        posts: Sequence[Post],
        person: Person,
        phase: Phase,
        *,
        dated: bool = True,
        organisation: Filler | None = None,
    ) -> Iterator[Draft]:
        """The claims of posts that the deed speaks of; nothing is said of them as an aside any more."""
        for post in posts:
            named = organisation if post.title.rank not in RANKS_OF_STATES else None  # no firm dismisses a minister
            named = None if named and named.via == "context" and post.vague else named  # "of Oslo's ferry operator"
            named = named or (None if post.vague or post.title.rank in RANKS_OF_STATES else self.headed())
            own = post.organisations or ([named] if named else [])
            found = own or self._taken(self.scene.organisations(post, person.filler), person, phase)
            for filler in found or self.scene.unnamed(post):
                draft = self.scene.event(
                    self._predicate(), person.filler, filler, post.attribute, phase, rule=f"role_{self.deed.name}",
                    dated=dated, modality=self._reported(), office=not found,
                )  # fmt: skip
                if draft is not None:
                    if phase is not Phase.HOLDS or self.is_as(post) or not self.scene.is_apposed(post, person):
                        self.scene.used.add(post)
                    yield draft

    def _taken(self, found: Sequence[Filler], person: Person, phase: Phase) -> Sequence[Filler]:
        """The organisations of a post that begins, less those left before: "A, formerly of Acme, became"."""
        beside = self.scene.post_of(person) if phase is Phase.BEGINS else None
        left = {filler.text for filler in beside.organisations} if beside and beside.ended else set()
        return [filler for filler in found if filler.text not in left]

    def _predicate(self) -> Token:
        """The word that the tree makes the predicate: what a copula or auxiliary hangs on."""
        head = self.token.head
        return head if base(self.token) in ("cop", "aux") and self.low <= head.i < self.high else self.token

    def _reported(self) -> Modality | None:
        """A future in reported speech is a plan: "said she would step down", "sagte, er werde zurücktreten"."""
        near = self.tree[max(self.low, self.token.i - _PHRASE) : self.high]
        ahead = {t.lower_ for t in self.tree[self.low : self.token.i]}
        if self.token.lower_ == "werden" and ahead & (self.scene.words.future - self.scene.words.passive):
            return Modality.PLANNED  # "soll Finanzchefin werden", whatever the tree makes of its verb
        said = base(self.token) == "ccomp" or self._predicate().dep_ == "ccomp"
        return Modality.PLANNED if said and any(t.lower_ in self.scene.words.reported for t in near) else None

    def replaced(self, came: Person, gone: Person) -> Iterator[Draft | None]:
        """The claims of an appointment that names whom somebody follows: "bestimmte Ada Byrne als Nachfolgerin von"."""
        firm = self.actor() or self.firm_inside()
        if firm is not None and came.filler.text != gone.filler.text:
            yield self.bare(came, firm, Phase.BEGINS, attribute=self.scene.discourse.title_of(gone.filler.text))
            yield self.bare(gone, firm, Phase.ENDS)

    def succession_told(self, successor: Person, predecessor: Person) -> Iterator[Draft | None]:
        """The claims of a succession whose post the text tells elsewhere of one of the two: "She succeeds Tom Ford"."""
        if place := (self.at_place() or self.headed()) if self.scene.words.capitals else None:
            title = self.scene.discourse.title_of(predecessor.filler.text)
            yield self.bare(successor, place, Phase.BEGINS, attribute=title)
            yield self.bare(predecessor, place, Phase.ENDS)
            return
        discourse = self.scene.discourse
        for person, other, phase in ((predecessor, successor, Phase.BEGINS), (successor, predecessor, Phase.ENDS)):
            firm, title = discourse.employer(person.filler.text), discourse.title_of(person.filler.text)
            own = discourse.employer(other.filler.text)
            if firm is not None and (own is None or (own == firm and phase is Phase.ENDS)):
                filler = Filler(firm, Label.ORGANISATION, self.token, 0.85, "context")
                yield self.bare(other, filler, phase, attribute=title if own is None else None)

    def seated(self, person: Person | None, board: Filler, phase: Phase) -> Iterator[Draft | None]:
        """The claim of a seat on a board: "sits on the board of Acme"."""
        boards = (board, *self.further_boards(board)) if self.scene.words.capitals else (board,)
        for seat in boards if person is not None else ():
            yield person and self.bare(person, seat, phase, attribute=self.scene.words.attributes["board"])

    def bare(self, person: Person, organisation: Filler, phase: Phase, *, attribute: str | None = None) -> Draft | None:
        """The claim of a deed that names no post: "joins Acme"; where the text tells the post, it is that one."""
        employer = self.scene.discourse.employer(person.filler.text)
        own = employer == self.scene.discourse.head_office(organisation.text)
        if own and phase is not Phase.BEGINS:  # the post that the text knows may have come long after
            attribute = attribute or self.scene.discourse.title_of(person.filler.text)
        beside = self.scene.post_of(person)
        if beside and beside.title.rank == "player" and not beside.organisations:
            attribute = attribute or beside.attribute  # who is a striker is one in the next club, too
        if beside and phase is Phase.ENDS and (own or not beside.organisations) and beside.title.rank != "founder":
            self.scene.used.add(beside)  # "its finance chief, Ada Byrne, quit, leaving Acme without"
        return self.scene.event(
            self._predicate(), person.filler, organisation, attribute, phase, rule=f"role_{self.deed.name}", sure=0.85,
            modality=self._reported(), dated=not (self.is_gerund or self.is_past(service=True)),
        )  # fmt: skip
