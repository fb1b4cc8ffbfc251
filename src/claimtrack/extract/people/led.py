"""What a deed founds or leads, and who does it: "founded Acme", "runs the company", "a team led by Ada Byrne"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.places import NEAR, PHRASE, Places
from claimtrack.extract.text.syntax import base, children, read_arguments
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.people.persons import Person


class Led(Places):
    """One deed with what is founded or led by it."""

    def summit(self) -> Filler | None:
        """The organisation at whose top somebody comes to stand: "at the helm of Acme", "an die Spitze von Acme"."""
        words = self.scene.words
        at = next((t.i for t in self.tree[self.low : self.high] if t.lower_ in words.summits), None)
        if at is None and words.capitals and (top := self._own_summit()):
            return top
        if at is None or (at < self.deed.end and not words.capitals):
            return None
        for name in self.scene.passage.names:
            between = self.tree[at + 1 : name.start]
            linked = self._case(name.start) in words.links or any(t.lower_ in words.genitive_articles for t in between)
            other = any(t.pos_ == "NOUN" and t.lower_ not in words.anaphora | words.boards for t in between)
            if name.start > at and len(between) <= PHRASE and linked and not (words.capitals and other):
                return self._named(name) if self._may_be_firm(name) else None
        return None

    def _own_summit(self) -> Filler | None:
        """The firm of a compound: "rückt an die Acme-Spitze"."""
        for token in self.tree[self.low : self.high]:
            firm, _, last = token.text.rpartition("-")
            full = self.scene.discourse.cast.full(firm) if last.lower() in self.scene.words.summits else ""
            known = full and (
                self.scene.discourse.cast.label(full) is Label.ORGANISATION or full in load_gazetteer("companies")
            )
            if known:
                return Filler(full, Label.ORGANISATION, token, 0.9, "name")
        return None

    def headed(self) -> Filler | None:
        """The organisation that a headline names ahead of a colon: "Acme: Ada Byrne wird Finanzchefin"."""
        colon = self.low - 1
        name = self.scene.passage.name_at(self.tree[colon - 1]) if colon > 0 and self.tree[colon].text == ":" else None
        known = name is not None and self.scene.words.capitals and self._is_firm(name)
        return self._named(name) if name is not None and known else None

    def founders(self) -> tuple[Sequence[Person], Filler | None]:
        """Who founded what."""
        attributive = self.token.lower_ in self.scene.words.attributive
        if attributive and self.scene.person_starting(self.deed.end + 1) is not None:
            return (), None  # "das von ihr gegründete Ada-Byrne-Haus" bears the name of somebody
        if self.is_passive:
            inverted = self.scene.words.capitals and self._founded()  # "Gegründet wurde Acme von Ada Byrne"
            return self.behind_by(), self._theme() or inverted or None
        person = self.subject()
        if person is None:
            return (), None
        return self.with_joined(person), self._founded() or self._antecedent(person)

    def sets_up_firm(self) -> bool:
        """Whether a firm stands right behind a verb of setting up: "started Acme in 2019"."""
        at = self.scene.after(self.deed.end + 1)
        name = self.scene.passage.name_at(self.tree[at]) if at < len(self.tree) else None
        return name is not None and name.start == at and self._is_firm(name)

    def _theme(self) -> Filler | None:
        """What is founded in the passive: the subject, else the nearest name ahead."""
        for token in read_arguments(self.token).theme:
            filler = self.scene.discourse.resolve(token, self.scene.passage)
            if filler and filler.label is Label.ORGANISATION:
                return filler
        if self.token.lower_ in self.scene.words.attributive:
            behind = (n for n in self.scene.passage.names if 0 < n.start - self.token.i <= PHRASE)
            found = next((n for n in behind if self._may_be_firm(n)), None)
            return self._named(found) if found else None
        for name in reversed(self.scene.passage.names):
            if name.end <= self.token.i and self.token.i - name.end <= NEAR and self._may_be_firm(name):
                return self._named(name)
        subjects = [t for t in read_arguments(self.token.head).agent if t.i > self.token.i]
        named = [found for t in subjects if (found := self.scene.passage.name_at(t)) and self._may_be_firm(found)]
        return self._named(named[0]) if named else None  # "Founded by Ada Byrne, Acme builds"

    def _founded(self) -> Filler | None:
        """The organisation that is the object: its name, or "the company"."""
        found = next(
            (name for name in self._names_near() if self._is_firm(name) and self._case(name.start) == ""), None
        )
        if found is not None:
            return self._named(found)
        for token in self.tree[self.deed.end + 1 : min(self.high, self.deed.end + 4)]:
            if (
                token.lower_ in self.scene.words.anaphora
                and token.nbor(-1).pos_ == "DET"
                and token.nbor(-1).lower_ not in self.scene.words.indefinite
            ):
                return self.scene.discourse.salient(self.token, self.scene.passage, 0.75)
        return None

    def _antecedent(self, person: Person) -> Filler | None:
        """The firm in "Acme, which he founded"."""
        at = self.scene.before(self._ahead_of_title(person))
        while at >= 0 and (self.tree[at].text == "," or self.tree[at].lower_ in self.scene.words.relatives):
            at = self.scene.before(at)
        name = self.scene.passage.name_at(self.tree[at]) if at >= 0 else None
        if at >= 0 and name is None and self.tree[at].lower_ in self.scene.words.anaphora:
            ahead = [n for n in self.scene.passage.names if n.end < at and self._is_firm(n)]
            said = ahead and self.tree[ahead[-1].end].lower_ in self.scene.words.copulas
            name, at = (ahead[-1], ahead[-1].end - 1) if said else (None, at)  # "Acme is a start-up that he founded"
        return self._named(name) if name and name.end == at + 1 and self._is_firm(name) else None

    def leaders(self) -> tuple[Sequence[Person], Filler | None]:
        """Who leads what: a unit of an organisation, or in the passive an organisation or team."""
        if self.is_passive:
            before = self._theme() if self.token.lower_ in self.scene.words.attributive else self._led_before()
            return self.behind_by(), before
        put = self.put_in_charge()
        person = put or self.subject()
        if person is None or (put is None and self.scene.post_of(person) is not None):
            return (), None
        for token in self.tree[self.deed.end + 1 : min(self.high, self.deed.end + NEAR)]:
            if token.pos_ in ("VERB", "ADP", "AUX"):
                break
            filler = self.scene.discourse.resolve(token, self.scene.passage)
            if filler and filler.via == "unit":
                return (person,), filler
        whole = self.led_whole() or self.led_by_pronoun()
        return ((person,), whole) if whole else ((), None)

    @property
    def leads_somewhere(self) -> bool:
        """Whether a deed only brings others to a goal, as anybody on a team can: "led Acme to victory"."""
        words, goals = self.scene.words, children(self.token, "obl")
        cases = {case.lower_ for t in goals if not self.scene.passage.is_time(t) for case in children(t, "case")}
        return not self.is_passive and not cases.isdisjoint(words.into - words.as_)

    def led_whole(self) -> Filler | None:
        """The organisation that is the whole object: "leads Acme", and not "leads Acme's sales"."""
        for name in self._names_near():
            after = self.tree[name.end] if name.end < len(self.tree) else None
            owns = after is not None and after.text in self.scene.words.possessives
            modifies = after is not None and not owns and after.pos_ in ("NOUN", "PROPN")
            between = self.tree[self.deed.end + 1 : name.start]
            if name.start > self.deed.end and any(t.pos_ in ("ADP", "PUNCT", "PART") for t in between):
                return None  # "leads Acme's sales across Beta, Gamma and Delta"
            if self._is_firm(name) and self._case(name.start) == "" and not owns and not modifies:
                return self._named(name)
        return None

    def led_at(self) -> Filler | None:
        """The organisation at which somebody leads a part that has no name: "led the design team at Acme"."""
        words = self.scene.words
        parts = (t for t in self.token.children if base(t) == "obj" and t.pos_ in ("NOUN", "PROPN"))
        nouns = {t.i for t in parts if not any("poss" in child.dep_ for child in t.children)}  # "her anger at Acme"
        at = words.at | words.serves_in if words.capitals else words.at  # "leitet die Abteilung am Institut Acme"
        near = (n for n in self._names_near() if self._is_firm(n) and self._case(n.start) in at)
        return self._named(found) if nouns and not self.is_passive and (found := next(near, None)) else None

    def led_by_pronoun(self) -> Filler | None:
        """The organisation that an object points to: "founded Acme and led it as", "führt das Unternehmen"."""
        objects = [t for t in self.token.children if base(t) == "obj"]
        words = self.scene.words.anaphora
        ahead = any(self._is_firm(name) for name in self.scene.passage.names if name.end <= self.token.i)
        found = next((t for t in objects if (t.pos_ == "PRON" and ahead) or t.lower_ in words), None)
        told = [firm for post in self.scene.posts if post.end <= self.token.i for firm in post.organisations]
        if told and found is not None and found.pos_ != "PRON":
            return told[-1]  # "resigned as chairman of Acme, after leading the firm"
        pointed = self.scene.discourse.resolve(found, self.scene.passage) if found is not None else None
        return pointed if pointed and pointed.label is Label.ORGANISATION else None

    def _led_before(self) -> Filler | None:
        at = self.scene.before(self.token.i)
        noun = self.tree[self.scene.before(at)] if at > 0 and self.tree[at].text == "," else self.tree[max(at, 0)]
        for token in (noun, *read_arguments(self.token).theme):
            led = self.scene.discourse.resolve(token, self.scene.passage)
            if led is not None and led.label is Label.ORGANISATION:
                return led
        return None
