"""A sentence as `roles` and `careers` see it: its people and posts by position, and the drafts that it gives."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import are_of_two_people, fold
from claimtrack.extract.people.employers import organisation_of
from claimtrack.extract.people.leftside import EMPHASIS, OF_CLUBS, is_institution, is_of_club, whole_club
from claimtrack.extract.people.persons import read_people
from claimtrack.extract.people.posts import read_posts
from claimtrack.extract.people.rightside import read_right
from claimtrack.extract.people.rolewords import find_deeds, is_appointing, role_words
from claimtrack.extract.people.states import (
    RANKS_OF_STATES,
    is_told_of,
    read_holder,
    read_place,
    read_told,
    read_town,
    without_party,
)
from claimtrack.extract.text.syntax import base, children, is_infinitive
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.people.persons import Person
    from claimtrack.extract.people.posts import Post
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_RANKS_ELSEWHERE = frozenset({"partner", "investor", "reporter", "executive"})
"""Ranks that are a post only of an organisation named with them: "a partner at Alder Capital"."""
_OFFICES = RANKS_OF_STATES
"""Ranks that say enough without whom they serve: "Foreign Minister Ada Byrne"."""
_IN_BRACKETS = OF_CLUBS | {"reporter", "expert"}
"""Ranks whose club or outlet stands in brackets behind the name."""
_OF_INSTITUTIONS = frozenset({"doctor", "expert", "professor", "researcher", "judge", "cleric", "lawyer", "economist"})
"""Ranks that are held at institutions, whose names have an article."""
_UNNAMED = 0.9
"""Certainty of a post whose state is not named."""
_BRACKET = 8
"""Tokens of a bracket between a name and what belongs to it: "(45)", "(CSU)", "(Bündnis 90/Die Grünen)"."""
_REIGN = 12
"""Tokens behind a title in which it is said in whose time it was held."""
_FIELD = 7
"""Tokens of a second field between a post and its organisation."""
_SOUGHT = 3
"""Tokens before a title in which "nominee for" says that it is sought."""
_DESCRIBING = ("DET", "ADJ", "NOUN", "ADV", "VERB")
"""Classes of words that open what somebody is called: "a pollster", "gelernte Schreinerin"."""
_OF_CLAUSES = ("AUX", "SCONJ", "CCONJ")
"""Classes of words that only a clause or a row has."""
_TRAILING = 3
"""Tokens behind a post in which a date still belongs to it: "CEO of Acme since 2018"."""


class Scene:
    """The people and posts of a sentence; `used` are the posts that a verb has already spoken for."""

    def __init__(self, passage: Passage, discourse: Discourse, *, named_only: bool = False) -> None:
        self.passage, self.discourse = passage, discourse
        self.words = role_words(passage.lang)
        self.tree = passage.tree
        self.people = read_people(passage, discourse)
        self.posts = read_posts(passage, discourse) if self.people else []
        self.used: set[Post] = set()
        self.named_only = named_only

    def before(self, at: int) -> int:
        """The token before a place, blanks left out; -1 at the start."""
        at -= 1
        while at >= 0 and self._is_blank(at):
            at -= 1
        return at

    def after(self, at: int) -> int:
        """The first token at or behind a place that is no blank."""
        while at < len(self.tree) and self._is_blank(at):
            at += 1
        return at

    def _is_blank(self, at: int) -> bool:
        """Whether a token stands between a post and a name without a meaning for them: a blank, a mark, "Dr."."""
        token = self.tree[at]
        return token.is_space or token.text in EMPHASIS or token.lower_ in self.words.honorifics

    def after_bracket(self, at: int) -> int:
        """The place behind a short bracket that starts at a token: an age, a party, "(CSU)"."""
        if at < len(self.tree) and self.tree[at].text == "(":
            close = next((t.i for t in self.tree[at : at + _BRACKET] if t.text == ")"), None)
            return at if close is None else close + 1
        return at

    def before_bracket(self, at: int) -> int:
        """The place ahead of a short bracket that ends at a token."""
        if at >= 0 and self.tree[at].text == ")":
            opening = next((t.i for t in reversed(self.tree[max(0, at - _BRACKET) : at]) if t.text == "("), None)
            return at if opening is None else self.before(opening)
        return at

    def person_starting(self, at: int) -> Person | None:
        """The person whose name starts at a token."""
        return next((p for p in self.people if p.start == at or (p.start < at and self.after(p.start) == at)), None)

    def person_ending(self, end: int) -> Person | None:
        """The person whose name ends right before a place."""
        return next((person for person in self.people if person.end == end), None)

    def post_of(self, person: Person) -> Post | None:
        """The post that stands directly before or behind a person's name."""
        for post in self.posts:
            between = self.tree[post.end : person.start] if post.end <= person.start else None
            if between is not None and all(self._is_blank(t.i) or t.text == ":" for t in between):
                return post
            gap = [t.text for t in self.tree[person.end : post.start] if not t.is_space and t.pos_ != "DET"]
            if person.end <= post.start and gap in ([","], ["("]):
                return post
        return None

    def is_beside(self, post: Post) -> bool:
        """Whether a post stands directly before a name, so that it is that person's and no verb's."""
        person = self.person_starting(self.after(post.end))
        return person is not None and person.named

    def is_person(self, post: Post) -> bool:
        """Whether a post stands for who holds it: "Der Torwart war schnell zurück"."""
        return any(person.start == post.title.end - 1 and not person.named for person in self.people)

    def is_apposed(self, post: Post, person: Person) -> bool:
        """Whether a post stands behind a name and a comma: a state of its own, whatever the verb does."""
        return person.end <= post.start and self.tree[self.after(person.end)].text == ","

    def is_enclosed(self, post: Post) -> bool:
        """Whether a post stands between marks behind a name: "Ada Byrne (head of sales at Acme) was"."""
        before, after = self.before(post.start), self.after(post.end)
        if before < 0 or after >= len(self.tree):
            return False
        marks = (self.tree[before].text, self.tree[after].text)
        return marks in (("(", ")"), (",", ",")) and self.person_ending(self.before(before) + 1) is not None

    def describes(self, phrase: Sequence[Token]) -> bool:
        """Whether a phrase can say what one person is: "a pollster", no clause and no name in a row of names."""
        noun = next((token for token in phrase if token.pos_ == "NOUN"), None)
        opens = phrase[0].pos_ in _DESCRIBING and self.passage.name_at(phrase[0]) is None
        one = noun is not None and "Plur" not in noun.morph.get("Number", [])
        verbs = (token for token in phrase if token.pos_ == "VERB" and token.text.islower())
        clause = any(base(verb) not in ("amod", "acl", "compound") for verb in verbs)  # "a trained weaver"
        return opens and one and not clause and not any(token.pos_ in _OF_CLAUSES for token in phrase)

    def is_of_another(self, post: Post) -> bool:
        """Whether a post behind "and" stands for who holds it, or is a field: "and the mayor of Oslo spoke"."""
        following, head = self.tree[self.after(post.end) :][:1], self.tree[post.title.end - 1].head
        bare = head.pos_ == "NOUN" and head.i < post.start  # "a professor of law and justice"
        field = bare and any(case.i == head.i - 1 for case in children(head, "case"))
        return field or any(token.pos_ in ("VERB", "AUX") for token in following)

    def is_joined(self, first: Post, second: Post) -> bool:
        """Whether two posts stand in a row: "CEO of Acme and chairman of Beta"."""
        between = [t for t in self.tree[first.end : second.start] if not t.is_space]
        if not between and self.tree[second.start].lower_ in self.words.genitive_articles:
            return False  # "der Sprecher des Insolvenzverwalters Tom Ford": not his title
        lasts = [self.tree[post.title.end - 1].text for post in (first, second)]
        if second.start < first.end or (self.words.capitals and are_of_two_people(*lasts)):
            return False  # "a spokesperson for Acme chief Tom Ford", "der Vizekanzler und Ministerin Ada Byrne"
        joined = any(t.lower_ in self.words.joiners or t.text == "," for t in between) or not between
        passed = self.words.joiners | self.words.determiners | self.words.fillers
        plain = all(t.lower_ in passed or t.text in (",", "-", "–") or self.is_timed(t) for t in between)
        own = any(t.text == "," for t in between) and self.is_beside(second)  # "the CEO of Acme, chairman Tom Ford"
        return joined and plain and not own and not any(first.end <= p.start < second.start for p in self.people)

    def is_timed(self, token: Token) -> bool:
        """Whether a token is of a time, its case word counted in: "from 1991 to 1999"."""
        following = token.nbor(1) if token.i + 1 < len(self.tree) else token
        cased = token.pos_ in ("ADP", "SCONJ", "ADV", "PART") and self.passage.is_time(following)
        return cased or self.passage.is_time(token)

    def is_held(self, post: Post) -> bool:
        """Whether a title can be that of the name beside it: not the post itself, and none that somebody seeks."""
        ahead = self.tree[max(0, post.start - _SOUGHT) : post.start]
        behind = self.tree[post.end : post.end + 1]
        if self.words.capitals and any(is_infinitive(t) for t in self.tree[post.end + 1 : post.end + 2]):
            return False  # "es obliegt Ada Byrne, den Minister zu ernennen"
        if self._is_board(post):
            return False
        sought = any(t.lower_ in self.words.candidates for t in (*ahead, *behind))
        return not (post.title.abstract or (sought and not self.is_beside(post)))

    def _is_board(self, post: Post) -> bool:
        """Whether a word for a member means the board: "der Aufsichtsrat von Acme hat Ada Byrne bestimmt"."""
        if not self.words.capitals or self.tree[post.title.start].lower_ not in self.words.boards:
            return False
        before = self.tree[post.title.start - 1 : post.title.start] if post.title.start else ()
        deeds = any(deed.name in ("appoint", "dismiss", "nominate") for deed in find_deeds(self.passage))
        return deeds and any(t.pos_ == "DET" for t in before)

    def organisations(self, post: Post, holder: Filler, person: Person | None = None) -> tuple[Filler, ...]:
        """Whose post it is; none when neither the phrase nor the context tells. `person` is who stands beside it."""
        if person is not None and (behind := self._behind_holder(post, person)):
            return (behind,)
        if post.organisations or self.named_only or post.title.rank in _RANKS_ELSEWHERE:
            return post.organisations
        token = self.tree[post.title.start]
        if beside := self._led_by(post) or self._farther(post):
            return (beside,)
        found = organisation_of(post, holder, token, self.passage, self.discourse)
        known = found is None and person is not None and not (post.vague or post.anaphoric)  # a post held, and no plan
        found = read_holder(post.title, holder.text, self.passage) if known else found
        found = read_town(post.title, self.passage, self.discourse) if known and found is None else found
        return (found,) if found else ()

    def _behind_holder(self, post: Post, person: Person) -> Filler | None:
        """The organisation behind the name that a bare title stands before: "analyst Ada Byrne of Acme Securities"."""
        if bracketed := self._in_bracket(post, person):
            return bracketed
        at = self.after(self.after_bracket(person.end))
        if post.organisations or person.start < post.end or at >= len(self.tree) or post.title.rank in RANKS_OF_STATES:
            return None
        link = self.tree[at].lower_
        hired = any(is_appointing(token, self.passage.lang) for token in self.tree[: person.start])
        apart = (hired and link in self.words.from_) or (post.title.rank == "president" and link in self.words.at)
        if link in self.words.homes and not post.title.prefix:
            place = read_place(post.title._replace(start=person.start, end=at), self.passage)
            if place is not None:  # "Bürgermeisterin Ada Byrne aus Altdorf"
                return Filler(place, Label.ORGANISATION, self.tree[at], 0.9, "state")
        if link not in self.words.belonging or apart:
            return None  # "will meet President Ada Byrne at the White House"
        title = post.title._replace(start=person.start, end=at)
        found = read_right(title, self.passage, self.discourse, self.words).organisation
        guest = link in self.words.at and found is not None and found.text.lower() in self.words.outlets
        said = post.title.rank in OF_CLUBS or self.tree[max(0, self.before(post.start))].pos_ == "VERB"
        if found is not None and (found.label is Label.PRODUCT or (guest and said)):
            return None  # "device chief Ada Byrne at the launch of the X1", "captain Ada Byrne told a broadcaster"
        if found is None:
            place = read_place(title, self.passage) if link in self.words.of_names else None
            return Filler(place, Label.ORGANISATION, self.tree[at], 0.9, "state") if place else None
        known = found.label is Label.ORGANISATION or is_institution(found.text, self.words)
        articled = at + 1 < len(self.tree) and self.tree[at + 1].lower_ in self.words.genitive_articles
        known = known or (articled and post.title.rank in _OF_INSTITUTIONS)  # "Oberarzt Tom Ford von der Charité"
        return found if known or link in self.words.at or sum(map(str.isupper, found.text)) > 1 else None

    def _in_bracket(self, post: Post, person: Person) -> Filler | None:
        """The outlet or club in the bracket behind a name: "Moderator Tom Ford (Norwind TV)"."""
        inside = self.tree[person.end : person.end + 2]
        name = self.passage.name_at(inside[1]) if len(inside) > 1 and inside[0].text == "(" else None
        if post.organisations or name is None or post.title.rank not in _IN_BRACKETS or person.start < post.end:
            return None
        outlet = name.text.lower() in self.words.outlets
        club = post.title.rank in OF_CLUBS and self.discourse.cast.label(name.text) is Label.ORGANISATION
        closed = text_of(self.tree[name.end : name.end + 1]) in (")", "/", ",")
        party = without_party(f"{name.text}-X", self.passage.lang) == "X"
        if not closed or party or not (outlet or club):
            return None
        return Filler(self.discourse.cast.full(name.text), Label.ORGANISATION, self.tree[name.start], 0.9, "name")

    def _farther(self, post: Post) -> Filler | None:
        """The organisation that "at" names past another field: "head of sales, Asia excluding Japan at Acme"."""
        for token in self.tree[post.end : post.end + _FIELD]:
            name = self.passage.name_at(token.nbor(1)) if token.i + 1 < len(self.tree) else None
            guest = name is not None and name.text.lower() in self.words.outlets  # "sagte Ada Byrne bei Norwind TV"
            firm = name is not None and self.discourse.cast.label(name.text) is Label.ORGANISATION
            if token.lower_ in self.words.at and name and firm and not guest:
                return Filler(self.discourse.cast.full(name.text), Label.ORGANISATION, token.nbor(1), 0.9, "name")
            if token.text[0].isdigit() or (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("acl", "amod", "case")):
                break  # "sagte Trainer Ada Byrne vor dem 0:2 bei Nordstadt"
        return None

    def _led_by(self, post: Post) -> Filler | None:
        """The organisation of "Acme under chief executive Ada Byrne", "Acme, led by chairman Tom Ford"."""
        at = self.before(post.start)
        by = at > 1 and self.tree[at].lower_ in self.words.by
        if by and any(deed.name == "lead" and deed.token.i == at - 1 for deed in find_deeds(self.passage)):
            at -= 1 + (self.tree[at - 2].text == ",")
        elif at <= 0 or post.title.rank in RANKS_OF_STATES:
            return None
        elif self.tree[at].lower_ in self.words.around and is_of_club(post.title, self.passage):
            return self._club_ending(at)
        elif self.tree[at].lower_ not in self.words.under:
            return None
        name = self.passage.name_at(self.tree[at - 1])
        if name is None or self.discourse.cast.label(name.text) is not Label.ORGANISATION:
            return None
        return Filler(self.discourse.cast.full(name.text), Label.ORGANISATION, self.tree[name.start], 0.9, "name")

    def _club_ending(self, end: int) -> Filler | None:
        """The club, or the town or state for its team, that ends at a place: "Nordstadt um Trainer Tom Ford"."""
        name = self.passage.name_at(self.tree[end - 1])
        if name is None or self.discourse.cast.label(name.text) not in (Label.ORGANISATION, Label.PLACE):
            return None
        club = whole_club(self.discourse.cast.full(name.text), self.discourse, self.passage.lang)
        return Filler(club, Label.ORGANISATION, self.tree[name.start], 0.85, "name")

    def beside(self, post: Post, person: Person) -> Iterator[Draft]:
        """The claims of a post beside a name; what is said around it does not bear on it."""
        phase = Phase.ENDS if post.ended or self._is_of_reign(post, person) else Phase.HOLDS
        for organisation in self.organisations(post, person.filler, person) or self.unnamed(post):
            if organisation is None or not _same(organisation, person.filler):
                yield Draft(
                    "role", "role", self.passage, self.tree[post.title.start], person.filler, organisation,
                    attribute=post.attribute, phase=phase, modality=Modality.PLANNED if post.title.coming else None,
                    sure=_sure(0.95, person.filler, organisation), evidence=self._evidence(post, person, organisation),
                    dated=phase is Phase.HOLDS, aside=True,
                )  # fmt: skip

    def _is_of_reign(self, post: Post, person: Person) -> bool:
        """Whether it is said under whom somebody held a post: "A, chief adviser during the Byrne administration,"."""
        behind = self.tree[post.title.end : post.end + _REIGN] if person.end <= post.start else ()
        close = takewhile(lambda token: not token.is_punct and token.pos_ != "VERB", behind)
        return any(token.lower_ in self.words.reigns for token in close)

    def unnamed(self, post: Post) -> tuple[Filler | None, ...]:
        """Nobody, once, where a post says enough without whom it serves, or the state that the text tells of."""
        if not self._is_office(post) or self.named_only:
            return ()
        told = is_told_of(post.title, self.passage)
        state = read_told(post.title, self.passage, self.discourse) if told else None
        return (state,) if state or not told else ()

    def _is_office(self, post: Post) -> bool:
        """Whether a title is of a state or place by itself: "Kanzler", no "Grünen-Minister" and no central bank's."""
        written = text_of(self.tree[post.title.start : post.title.end])
        shown = without_party(written, self.passage.lang)
        prefix = post.title.prefix
        told = shown != written and fold(shown) not in read_data(self.passage.lang, "roles")["endings"]
        bare = not prefix or prefix.lower() in self.words.fields or told  # no "Grünen-Minister"
        bare = bare or (prefix.isalpha() and self.words.capitals and "-" not in written)  # "Landesinnenminister"
        named = not self.words.capitals and self.tree[max(0, self.before(post.start))].lower_ in self.words.at
        alone = post.attribute == shown and not named  # "a fund manager at Premier Alder"
        return post.title.rank in _OFFICES and bare and alone and not (post.vague or post.anaphoric)

    def _evidence(self, post: Post, person: Person, organisation: Filler | None) -> tuple[Token, ...]:
        tokens = [self.tree[person.start], self.tree[person.end - 1], self.tree[post.start], self.tree[post.end - 1]]
        if organisation and organisation.via == "name" and organisation.token.doc is self.tree:
            tokens.append(organisation.token)
        apposed = person.end <= post.start and not post.ended  # "CEO Ada Byrne now says" dates what she says
        trailing = [t for t in self.tree[post.end : post.end + _TRAILING * apposed] if self.passage.is_time(t)]
        if trailing and not any(t.is_punct for t in self.tree[post.end : trailing[0].i]):
            last = trailing[-1]
            while last.i + 1 < len(self.tree) and self.passage.is_time(self.tree[last.i + 1]):
                last = self.tree[last.i + 1]
            tokens.append(last)
        return tuple(tokens)

    def event(
        self, predicate: Token, person: Filler, organisation: Filler | None, attribute: str | None, phase: Phase,
        *, rule: str, sure: float = 0.9, dated: bool = True, modality: Modality | None = None, office: bool = False,
    ) -> Draft | None:  # fmt: skip
        """The claim of a verb or noun that gives or takes a post; only an `office` of state needs no organisation."""
        if organisation is None and not office:
            return None
        if organisation and (_same(organisation, person) or organisation.label in (Label.PERSON, Label.PLACE)):
            return None
        return Draft(
            "role", rule, self.passage, predicate, person, organisation, attribute=attribute, phase=phase,
            modality=modality, sure=_sure(sure, person, organisation), dated=dated,
        )  # fmt: skip


def _same(organisation: Filler, person: Filler) -> bool:
    return _bare(organisation.text) == _bare(person.text)


def _bare(name: str) -> str:
    """A name without the marks over its letters: "Barnabás" is "Barnabas"."""
    return "".join(char for char in normalize("NFD", name) if not combining(char))


def _sure(base: float, person: Filler, organisation: Filler | None) -> float:
    return round(base * person.certainty * (organisation.certainty if organisation else _UNNAMED), 3)
