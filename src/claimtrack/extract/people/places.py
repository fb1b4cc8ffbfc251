"""The organisations that a deed speaks of: left, joined, founded, led, and those that appoint or dismiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import title_words
from claimtrack.extract.people.bodies import read_body
from claimtrack.extract.people.leftside import is_institution
from claimtrack.extract.people.participants import Participants
from claimtrack.extract.people.posts import read_row
from claimtrack.extract.people.states import RANKS_OF_STATES, is_named_state
from claimtrack.extract.text.syntax import base, children, read_arguments
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.people.persons import Person
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

NEAR = 8
"""Tokens in which the organisation that somebody joins, leaves or founds follows."""
FAR = 12
"""Tokens in which the organisation follows that somebody leaves for another: "joined Acme as finance chief from"."""
PHRASE = 5
"""Tokens between a case word and its name."""


class Places(Participants):
    """One deed with the organisations that it is about."""

    def place_left(self, person: Person) -> Filler | None:
        """The organisation that is left: named as the object or behind "from", or the employer where none is named."""
        words = self.scene.words
        for name in self._names_near():
            if self.tree[name.start - 1].text == "(":
                continue  # the party of "Ada Byrne (SPD)"
            case = self._case(name.start)
            apart = case == "" and any(t.text == "," for t in self.tree[self.deed.end + 1 : name.start])
            left = case in words.from_ or (case == "" and not apart)  # "leaves his post, Acme Daily reported"
            if case == "" and left and not words.capitals and is_named_state(name.text, self.scene.passage.lang):
                return None  # "left Norway at 19"
            if self._is_firm(name) and left and self._is_employer(name, person):
                return self._named(name)
        if self.is_gerund:
            return None
        inside = [t for t in self.tree[self.low : self.high] if not person.start <= t.i < person.end]
        pointed = next((t for t in inside if t.lower_ in words.anaphora | words.boards), None)
        employer = self.scene.discourse.employer(person.filler.text)
        if employer and (pointed is not None or self._is_alone(employer)):
            sure = 0.85 if self.scene.discourse.is_guessed(person.filler.text) else 0.95
            return Filler(employer, Label.ORGANISATION, self.token, sure, "context")
        if pointed is not None and pointed.lower_ in words.anaphora:
            before = [n for n in self.scene.passage.names if n.end <= self.token.i and self._is_firm(n)]
            if len(before) == 1:
                return self._named(before[0])  # "Acme exec Ada Byrne leaves the carmaker"
            return self.scene.discourse.salient(pointed, self.scene.passage, 0.75)
        return None

    def leaves_a_thing(self) -> bool:
        """Whether what is left is no firm and no post: "leaves the courthouse", "leave no doubt".

        Only what stands behind the verb is asked: before it, parsers take an adverbial for the object.
        """
        words = self.scene.words
        from_ = (child for child in self.token.children if base(child) == "obl" and self._is_from(child))
        for thing in (*(c for c in self.token.children if base(c) == "obj" and c.i > self.token.i), *from_):
            if self.scene.passage.is_time(thing):
                continue  # "scheidet Ende Juni aus"
            said = {form for t in thing.subtree for form in (t.lower_, t.lemma_.lower())}
            if not said & (words.posts | words.boards | words.anaphora | title_words(self.scene.passage.lang)):
                return True
        return False

    def _is_from(self, thing: Token) -> bool:
        """Whether a common noun behind the verb is what is left: "scheidet aus der Show aus"."""
        named = any(self.scene.passage.name_at(token) for token in thing.subtree)
        cases = (child.lower_ for child in children(thing, "case"))
        plain = thing.pos_ == "NOUN" and thing.i > self.token.i and not named
        return plain and any(case in self.scene.words.from_ for case in cases)

    def _is_employer(self, name: Name, person: Person) -> bool:
        """Whether one can leave an organisation as one leaves a firm, and not as one leaves a police station."""
        discourse = self.scene.discourse
        full = discourse.cast.full(name.text)
        club = name_words(self.scene.passage.lang).club_words.intersection(full.split()[:2])
        legal = full.split()[-1] in read_data(self.scene.passage.lang, "names")["legal_forms"]
        if club or legal or discourse.employer(person.filler.text) == full or full in load_gazetteer("companies"):
            return True
        post = self.scene.post_of(person)
        if post is not None and not post.organisations and post.title.rank not in RANKS_OF_STATES:
            return True  # "sporting director Ada Byrne leaves Northgate United"
        return discourse.landscape.mentions[full] > 1

    def _is_alone(self, employer: str) -> bool:
        """Whether the verb has no object and the sentence names no other firm that could be meant."""
        if any(base(child) == "obj" for child in self.token.children):
            return False
        firms = (self.scene.discourse.cast.full(n.text) for n in self.scene.passage.names if self._is_firm(n))
        return all(firm == employer for firm in firms)

    def _is_firm(self, name: Name) -> bool:
        legal = read_data(self.scene.passage.lang, "names")["legal_forms"]
        return self.scene.discourse.cast.label(name.text) is Label.ORGANISATION and name.text not in legal

    def _named(self, name: Name) -> Filler:
        full = self.scene.discourse.cast.full(name.text)
        label = self.scene.discourse.cast.label(full)
        return Filler(self._whole(name) or full, label, self.tree[name.start], 0.95, "name")

    def _whole(self, name: Name) -> str | None:
        """A name with the proper nouns right beside it that the tagger has cut off: "Man City"."""
        start, end, name_at = name.start, name.end, self.scene.passage.name_at
        while start and self.tree[start - 1].pos_ == "PROPN" and not name_at(self.tree[start - 1]):
            start -= 1
        while end < len(self.tree) and self.tree[end].pos_ == "PROPN" and not name_at(self.tree[end]):
            end += 1
        grown = (start, end) != (name.start, name.end) and self.scene.words.capitals
        times = any(self.scene.passage.is_time(token) for token in self.tree[start:end])
        titles = any(start < post.end and post.start < end for post in self.scene.posts)
        return text_of(self.tree[start:end]) if grown and not times and not titles else None

    def _names_near(self) -> Iterator[Name]:
        """The names behind the deed in its clause, no verb between; ahead of it where verbs come last."""
        for name in self.scene.passage.names:
            between = self.tree[self.deed.end + 1 : name.start]
            if (
                self.deed.end < name.start < self.high
                and len(between) <= FAR
                and not any(t.pos_ == "VERB" or (t.pos_ == "AUX" and not self.scene.words.capitals) for t in between)
            ):
                yield name
        if self.scene.words.capitals and not self.deed.noun:
            yield from (n for n in self.scene.passage.names if self.low <= n.start and n.end <= self.token.i)

    def moved(self, *, surely: bool = False) -> tuple[Filler | None, Filler | None]:
        """The organisations left and joined: "from A to B", "joins B"; a plain object is what is joined.

        Where a post makes it `surely` a move, a name that nothing types is a firm, too.
        """
        left = joined = None
        words = self.scene.words
        for name in self._names_near():
            case = self._case(name.start)
            if name.end < len(self.tree) and self.tree[name.end].lower_ in words.possessives | words.events:
                continue  # "joins Acme's Morning Show", "joins the G20 meeting"
            if self._is_no_firm(name):
                continue
            left_behind = case in words.from_ and case not in words.to
            if left_behind and words.capitals and self._is_goal_of(name.start):
                joined, left_behind = joined or self._named(name), False  # "stößt zum Team von Acme"
                continue
            told = not words.capitals or self.deed.end > self.token.i  # "schließt sich Acme an"
            plain = case == "" and told and name.start - self.deed.end <= 3
            unknown = (left_behind or (case in words.to and (left is not None or surely))) and self._may_be_firm(name)
            club = (plain or (left_behind and joined)) and self.token.lower_ in words.joins
            if not (self._is_firm(name) or unknown or club):
                continue
            named = self._named(name)._replace(label=Label.ORGANISATION)
            if left_behind:
                left = left or named
            elif case in words.to or plain:
                joined = joined or named
        return left, joined

    def _is_no_firm(self, name: Name) -> bool:
        """Whether it is no firm that somebody joins or heads for: "joins CEO Ada Byrne on stage", "heads to India"."""
        full = self.scene.discourse.cast.full(name.text)
        person = self.scene.discourse.cast.label(full) is Label.PERSON and len(full.split()) > 1
        return person or is_named_state(full, self.scene.passage.lang)

    def _is_goal_of(self, start: int) -> bool:
        """Whether a name says whose the team is that somebody goes to: "zum Team von Acme"."""
        words = self.scene.words
        link = next((t for t in reversed(self.tree[max(0, start - 3) : start]) if t.lower_ in words.from_), None)
        ahead = self.tree[max(0, link.i - 2) : link.i] if link is not None else ()
        said = [t.lower_ for t in ahead]
        return len(said) > 1 and said[1] in words.teams and said[0] in words.to

    def _case(self, start: int) -> str:
        """The case word ahead of a name, articles, adjectives and class nouns between; none that is the deed's own."""
        words = self.scene.words
        for token in reversed(self.tree[max(0, start - PHRASE) : start]):
            if token.pos_ == "ADP":
                own = self.token.i < token.i <= self.deed.end and token.lower_ not in words.to | words.from_
                return "" if own else token.lower_
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") or token.i == self.deed.end:
                return ""
            if words.capitals and any(p.named and p.start <= token.i < p.end for p in self.scene.people):
                return ""  # "gründete mit Ada Byrne die Acme AG"
        return ""

    def taken_over(self, person: Person) -> Filler | None:
        """What a person takes over as its head: their employer or a unit of it, else their employer by idiom."""
        discourse = self.scene.discourse
        employer = discourse.employer(person.filler.text)
        if employer is None or self.scene.post_of(person) is not None:  # the sentence has named the post already
            return None
        if self.is_idiom:
            return Filler(employer, Label.ORGANISATION, self.token, 0.85, "context")
        found = None
        for token in self.tree[self.deed.end + 1 : min(self.high, self.deed.end + NEAR)]:
            if token.pos_ in ("ADP", "VERB", "AUX", "PUNCT"):
                break
            filler = discourse.resolve(token, self.scene.passage)
            if filler and filler.label is Label.ORGANISATION and discourse.head_office(filler.text) == employer:
                found = filler
        return found if self.token.lower_ in self.scene.words.takes else None

    def actor(self) -> Filler | None:
        """The organisation that appoints or dismisses: "Acme named Ada Byrne …", "Der Vorstand von Acme berief …"."""
        if self.deed.noun or self.is_passive:
            return None
        if self.stands_between and (name := self.scene.passage.name_at(self.tree[self.token.i - 1])):
            return self._named(name)
        for token in read_arguments(self.token).agent:
            if token.lower_ in self.scene.words.boards:
                return self._board(token.i, named=True)
            name = self.scene.passage.name_at(token)
            if name is None and self.scene.words.capitals and "-" in token.text:  # "Die SPD-Ratsfraktion wählte"
                body = read_body([token], self.scene.passage, self.scene.discourse, self.scene.words)
                if body is not None:
                    return body
            if name and (self._may_be_firm(name) if token.pos_ == "PROPN" else self._is_firm(name)):
                return self._named(name)
            if token.pos_ in ("PRON", "NOUN") and (pointed := self.scene.discourse.resolve(token, self.scene.passage)):
                return pointed if pointed.label is Label.ORGANISATION else None  # "said it had hired Ada Byrne as"
        return self._first_in_clause() or self._noun_before()

    def _noun_before(self) -> Filler | None:
        """The organisation of a noun right ahead of the verb, whatever the tree says: "The provider named X"."""
        noun = self.tree[self.token.i - 1] if self.token.i and not self.is_gerund else None
        if noun is None or noun.lower_ not in self.scene.words.anaphora:
            return None
        pointed = self.scene.discourse.resolve(noun, self.scene.passage)
        return pointed if pointed and pointed.label is Label.ORGANISATION else None

    def _first_in_clause(self) -> Filler | None:
        """The organisation that opens a clause whose verb may stand last: "Acme hat Ada Byrne als Chefin geholt"."""
        opening = next((n for n in self.scene.passage.names if self.low <= n.start < self.token.i), None)
        if opening is None or not self.scene.words.capitals or not self._is_firm(opening):
            return None
        ahead = self.tree[self.low : opening.start]
        return self._named(opening) if all(t.pos_ in ("DET", "ADJ", "NOUN") for t in ahead) else None

    def firm_inside(self) -> Filler | None:
        """The only organisation in the clause."""
        names = (n for n in self.scene.passage.names if self.low <= n.start and n.end <= self.high)
        inside = [name for name in names if self._is_firm(name)]
        return self._named(inside[0]) if len({n.text for n in inside}) == 1 else None

    def at_place(self) -> Filler | None:
        """The organisation at which something is done to somebody: "sind bei Acme freigestellt"."""
        words = self.scene.words
        inside = (n for n in self.scene.passage.names if self.low <= n.start and n.end <= self.high)
        found = next((n for n in inside if self._is_firm(n) and self._case(n.start) in words.at), None)
        return self._named(found) if found else None

    def goals(self) -> set[str]:
        """The organisations for which somebody leaves: "left for Acme"."""
        names = (n for n in self._names_near() if self._case(n.start) in self.scene.words.goals)
        return {self.scene.discourse.cast.full(name.text) for name in names}

    @property
    def is_hired_away(self) -> bool:
        """Whether somebody is fetched "from" a firm, and fetches no thing: "Ada Byrne vom SC Norwind holt Gold"."""
        if self.token.lower_ not in self.scene.words.hires or self.is_passive:
            return False
        if self.actor() is None and any(self.person_at(t) for t in read_arguments(self.token).agent):
            return False
        behind = {person.start - 1 for person in self.scene.people}
        return all(self.person_at(t) or t.i in behind for t in children(self.token, "obj"))

    def served(self) -> Filler | None:
        """The employer of "worked at Acme", "spent a decade at Acme"."""
        return next(iter(self.served_all()), None)

    def served_all(self) -> list[Filler]:
        """The employers of "worked at Acme", "worked at Acme, Beta and Gamma"; the nearest first."""
        serves, inside = self.scene.words.serves, self.scene.words.serves_in
        near = [
            name
            for name in self._names_near()
            if (case := self._case(name.start)) in serves
            or (case in inside and is_institution(name.text, self.scene.words))
        ]
        listed = any(token.text == "," for token in self.tree[self.deed.end : self.high])  # ", sowie für Kowalski"
        capitals = self.scene.words.capitals and not listed
        firms = [name for name in near if self._is_firm(name) or (capitals and self._may_be_firm(name))]
        nearest = min(firms, key=lambda name: abs(name.start - self.token.i), default=None)
        if nearest is None:
            return []
        _, further = read_row(nearest.end, self.scene.passage, self.scene.discourse, self.scene.words)
        return [self._named(nearest), *further]

    def stayed_with(self) -> Filler | None:
        """The employer with whom somebody stays: "remain with the company as", "bleibt Acme als Beraterin erhalten"."""
        if self.token.lower_ not in self.scene.words.stays:
            return None
        inside = (t for t in self.tree[self.low : self.high] if t.lower_ in self.scene.words.anaphora)
        pointed = (self.scene.discourse.resolve(token, self.scene.passage) for token in inside)
        firm = next((found for found in pointed if found and found.label is Label.ORGANISATION), None)
        return self.served() or self.firm_inside() or firm

    def seat(self) -> Filler | None:
        """Whose board the deed is about: "sits on the board of Acme", "resigned from Acme's board"."""
        reach = NEAR + FAR * (self.deed.name == "appoint")  # "named Ada Byrne, formerly of Acme, to its board"
        ahead = self.tree[self.low : self.token.i] if self._closes_clause() else ()  # "wurde in den Vorstand berufen"
        for token in (*ahead, *self.tree[self.deed.end + 1 : min(self.high, self.deed.end + reach + 1)]):
            if token.pos_ == "VERB" or (token.text == "," and self.deed.name != "appoint"):
                return None
            inside = any(post.title.start <= token.i < post.title.end for post in self.scene.posts)
            if token.lower_ in self.scene.words.boards and not inside and not self._modifies(token):
                return self._board(token.i)
        return None

    def _closes_clause(self) -> bool:
        """Whether a participle stands last in its clause, all that belongs to it ahead."""
        return self.scene.words.capitals and self.is_passive and self.deed.end + 1 >= self.high - 1

    def further_boards(self, board: Filler) -> Iterator[Filler]:
        """The boards behind "and": "sitzt im Beirat von Acme und im Aufsichtsrat von Beta"."""
        words = self.scene.words
        for token in self.tree[self.deed.end + 1 : min(self.high + NEAR, len(self.tree))]:
            ahead = {t.lower_ for t in self.tree[max(0, token.i - 3) : token.i]}
            if token.lower_ in words.boards and ahead & words.joiners and ahead & words.placed:
                further = self._board(token.i, named=True)
                if further is not None and further.text != board.text:
                    yield further

    def _modifies(self, token: Token) -> bool:
        """Whether a noun belongs to the one behind it: "a board meeting"."""
        return token.i + 1 < len(self.tree) and self.tree[token.i + 1].pos_ in ("NOUN", "PROPN")

    def _board(self, at: int, *, named: bool = False) -> Filler | None:
        """The organisation of a board, behind it or as its owner; else the one spoken of, if it need not be `named`."""
        words = self.scene.words
        for name in self.scene.passage.names:
            between = [t.lower_ for t in self.tree[at + 1 : name.start]]
            if self.scene.discourse.cast.label(name.text) is Label.PERSON:
                continue
            behind = name.start > at and len(between) <= PHRASE and any(word in words.links for word in between)
            apart = any(t.lower_ in words.joiners for t in self.tree[name.end : at])  # "von Acme und im Aufsichtsrat"
            own = name.end <= at <= name.end + 2 and not apart
            if (behind or own) and self._may_be_firm(name):
                return self._named(name)
        if named:
            return None
        owner = self.tree[at - 1] if at and "Yes" in self.tree[at - 1].morph.get("Poss", []) else None
        firm = self.scene.discourse.resolve(owner, self.scene.passage) if owner is not None else None
        if firm is not None and firm.label is Label.ORGANISATION:
            return firm  # "Acme appointed her to its board"
        return self.scene.discourse.salient(self.tree[at], self.scene.passage, 0.8)

    def nearby(self) -> Filler | None:
        """The organisation that "there" points to: "moves to Acme and becomes finance chief there"."""
        if not any(t.lower_ in self.scene.words.near for t in self.tree[self.low : self.high]):
            return None
        before = [
            name
            for name in self.scene.passage.names
            if name.end <= self.token.i
            and (self._is_firm(name) or (self._may_be_firm(name) and self._case(name.start) in self.scene.words.to))
        ]
        return self._named(before[-1]) if before else None

    def where(self) -> Filler | None:
        """The organisation before "where": "at Beta, where she was finance chief"."""
        ahead = self.tree[max(0, self.low - 1) : self.token.i]
        opener = next((token for token in reversed(ahead) if token.lower_ in self.scene.words.where), None)
        if opener is None:
            return None
        end = self.scene.before(opener.i)
        end = self.scene.before(end) if end >= 0 and self.tree[end].text == "," else end
        name = self.scene.passage.name_at(self.tree[end]) if end >= 0 else None
        label = self.scene.discourse.cast.label(name.text) if name else None
        return self._named(name) if name and label in (Label.ORGANISATION, None) else None

    def _may_be_firm(self, name: Name) -> bool:
        return self.scene.discourse.cast.label(name.text) in (Label.ORGANISATION, None)
