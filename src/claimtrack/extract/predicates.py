"""Claims that a predicate makes: "A invests AMOUNT in B", "A's purchase of B", "B is bought by A"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.amounts import figures, find_duration, find_figure
from claimtrack.extract.deals.states import read_state
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.units import PRODUCTS
from claimtrack.extract.names.actors import are_joined, list_ending, listed_names
from claimtrack.extract.text.lexicon import load_lexicon, word_forms
from claimtrack.extract.text.syntax import Arguments, children, read_arguments
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.lexicon import Frame, Lexicon
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

_REACH = 12
"""Tokens behind a predicate in which a slot is looked for without the tree."""
_BESIDE = 2
"""Tokens between a noun and the figure right before it."""
_SURE = 0.9
_POSITIONAL = 0.8
"""How much a slot filled by position alone, without the tree, is worth."""


def draft_predicates(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every claim that the frames of `frames.toml` find in a passage, in the order of the text."""
    lexicon = load_lexicon(passage.lang)
    for token in passage.tree:
        if passage.name_at(token) or passage.quantity_at(token):
            continue
        for frame in _frames_of(token, lexicon):
            if frame.reader == "predicate":
                yield from _Reading(frame, token, passage, discourse, lexicon).drafts()


def _frames_of(token: Token, lexicon: Lexicon) -> Iterator[Frame]:
    verbal, nominal = token.pos_ in ("VERB", "AUX", "ADJ"), token.pos_ == "NOUN"
    for form in word_forms(token, lexicon) if verbal or nominal else ():
        frames = lexicon.nouns.get(form) if nominal else None
        if frames is None and (verbal or (form in lexicon.verbs and _may_be_verb(token))):
            frames = lexicon.verbs.get(form)
        if frames:
            yield from frames
            return


def _may_be_verb(noun: Token) -> bool:
    """Whether what is tagged as a noun can be a verb of a headline: no article, no adjective, no apposition."""
    return noun.dep_ != "appos" and not children(noun, "det", "amod")


class _Reading:
    """One predicate read through one frame."""

    def __init__(self, frame: Frame, token: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon) -> None:
        self.frame, self.token, self.passage, self.discourse, self.lexicon = frame, token, passage, discourse, lexicon
        self.arguments: Arguments = read_arguments(token)

    def drafts(self) -> Iterator[Draft]:
        """The claims of this reading: one for each object, if what the frame needs is there."""
        behind = self.passage.tree[self.token.i + 1 : self.token.i + 2]
        if self.frame.name == "back" and any(t.lower_ in self.lexicon.markers["source"] for t in behind):
            return  # "backed by" is a construction
        objects = self._objects()
        value = self._value()
        figurative = self.lexicon.words[self.frame.name].get("figurative", frozenset())
        if value is None and not figurative.isdisjoint(word_forms(self.token, self.lexicon)):
            return  # "injected himself into the dispute"
        if not self._is_complete(objects, value):
            return
        subject = self._subject(objects)
        if subject is None:
            return
        if self.frame.name == "back":
            objects = [o for o in objects if not self._only_describes(o)]
        others = [o for o in objects if o.text != subject.text]
        if not others and "object" not in self.frame.need:
            yield self._draft(subject, None, value)
        for filler in self._together(others) if value is not None else others:
            yield self._draft(subject, filler, value)
            for joint in self._joint(subject) if value is None else ():
                yield self._draft(joint, filler, value)

    def _together(self, objects: list[Filler]) -> list[Filler]:
        """Those who share one sum as one, by the document's own words: "$4bn in A and B", unless each has as much."""
        tree = self.passage.tree
        names = [self.passage.name_at(o.token) if o.token.doc is tree else None for o in objects]
        listed = [name for name in names if name is not None]
        is_each = any(token.lower_ in self.lexicon.markers["each"] for token in tree)
        if len(objects) < 2 or len(listed) < len(objects) or is_each or self.frame.kind != "investment":
            return objects
        first, last = min(listed, key=lambda n: n.start), max(listed, key=lambda n: n.end)
        return [objects[0]._replace(text=text_of(tree[first.start : last.end]))]

    def _joint(self, subject: Filler) -> list[Filler]:
        """Who else invests in the same breath: "A and B invested in C"."""
        if self.frame.kind != "investment" or subject.via != "name":
            return []
        start = self.token.i
        while start and self.passage.tree[start - 1].pos_ in ("AUX", "ADV"):
            start -= 1
        named = (f for f in list_ending(start, self.passage, self.discourse) if f.text != subject.text)
        return [f for f in named if self._fits(f, self.frame.subject_types)]

    def _only_describes(self, filler: Filler) -> bool:
        """Whether a name only says of whom or what the noun behind it is: "backed Senate leader Ada Byrne"."""
        tree = self.passage.tree
        name = self.passage.name_at(filler.token) if filler.token.doc is tree else None
        return name is not None and name.end < len(tree) and tree[name.end].pos_ in ("NOUN", "PROPN")

    def _draft(self, subject: Filler, filler: Filler | None, value: Mention | None) -> Draft:
        sure = _SURE * min(subject.certainty, filler.certainty if filler else 1)
        attribute = self._attribute(filler)
        return Draft(
            self.frame.kind, self.frame.name, self.passage, self.token, subject, filler, value, attribute,
            self.frame.phase, sure=round(sure, 3),
        )  # fmt: skip

    def _is_complete(self, objects: list[Filler], value: Mention | None) -> bool:
        need = set(self.frame.need)
        if "object" in need and not objects:
            return False
        if "value" in need and value is None:
            return False
        return "product" not in need or self._releases(objects, value)

    def _releases(self, objects: list[Filler], value: Mention | None) -> bool:
        return any(o.label is Label.PRODUCT for o in objects) or value is not None

    # subjects

    def _subject(self, objects: list[Filler]) -> Filler | None:
        taken = {o.text for o in objects}
        for place in self.frame.subject:
            if place == "before" and self.arguments.agent:
                return None  # somebody does it, and it is nobody we can name
            for filler in self._fillers(place):
                if filler.text not in taken and self._fits(filler, self.frame.subject_types):
                    return self._acting(filler)
        return None

    def _acting(self, filler: Filler) -> Filler:
        """A person invests, but the person's company uses, builds and launches."""
        if filler.label is Label.PERSON and "person" not in self.frame.subject_types:
            employer = self.discourse.employer(filler.text)
            return filler._replace(text=employer or filler.text, label=Label.ORGANISATION)
        return filler

    def _fits(self, filler: Filler, types: tuple[str, ...]) -> bool:
        if "any" in types or (filler.label is None and "product" not in types):
            return True
        if filler.label is Label.PERSON and "person" not in types:
            return self.discourse.employer(filler.text) is not None and "organisation" in types
        return filler.label is not None and filler.label.value in types

    # objects

    def _objects(self) -> list[Filler]:
        for place in self.frame.object:
            found = [f for f in self._fillers(place) if self._fits_object(f)]
            if found:
                return list({f.text: f for f in self._with_listed(found)}.values())
        return []

    def _with_listed(self, found: list[Filler]) -> list[Filler]:
        """What is invested in with the rest of its list, which trees lose behind a noun: "in the firms A and B"."""
        first = found[0]
        if self.frame.kind != "investment" or first.via != "name" or first.token.doc is not self.passage.tree:
            return found
        listed = listed_names(first.token.i, self.passage, self.discourse)
        joined = len(listed) > 1 and listed[0].text == first.text and are_joined(listed, self.passage.tree)
        return [*found, *(f for f in listed[1:] if self._fits_object(f))] if joined else found

    def _fits_object(self, filler: Filler) -> bool:
        types = self.frame.object_types
        if filler.label is None:
            sized = "sized" in types and filler.via == "name" and self._value() is not None  # "put $30 million into B"
            return sized or "untyped" in types or "any" in types
        return "any" in types or filler.label.value in types

    # places

    def _fillers(self, place: str) -> Iterator[Filler]:
        if place in ("agent", "theme"):
            tokens = self.arguments.agent if place == "agent" else self.arguments.theme
            yield from self._resolved(tokens)
        elif place == "before":
            yield from self._before()
        elif place == "before_sentence":
            yield from self.discourse.speaker_before(self.token, self.passage)
        elif place == "after":
            yield from self._after()
        elif place == "deed":
            yield from self._deed()
        elif place in self.lexicon.markers:
            told = tuple(self.arguments.oblique(self.lexicon.markers[place]))
            found = list(self._resolved(tuple(token for token in told if not self._is_place_of(token, told))))
            yield from found or self._behind(self.lexicon.markers[place], told)

    def _resolved(self, tokens: tuple[Token, ...]) -> Iterator[Filler]:
        for token in tokens:
            if self.frame.kind == "investment" and (state := read_state(token, self.passage)) is not None:
                yield state
            yield from self.discourse.resolve_all(token, self.passage)

    def _is_place_of(self, token: Token, told: tuple[Token, ...]) -> bool:
        """Whether a name says where a plant stands that gets the money: "invests $5m in a plant in Bitterfeld"."""
        plants = load_figure_words(self.passage.lang).spending["plants"]
        return token.head in told and token.head.lower_ in plants and token.head.i < token.i

    def _behind(self, markers: frozenset[str], told: tuple[Token, ...]) -> Iterator[Filler]:
        """A name behind the predicate whose own case word is the one sought, wherever the tree hangs it."""
        for name in self.passage.names:
            between = self.passage.tree[self.token.i + 1 : name.start]
            if name.start <= self.token.i or len(between) > _REACH or any(t.pos_ in ("VERB", "AUX") for t in between):
                continue
            if (word := _case_word(name, self.passage)) and word in markers:
                token = self.passage.tree[name.start]
                filler = None if self._is_place_of(token, told) else self.discourse.resolve(token, self.passage)
                if filler:
                    yield filler._replace(certainty=filler.certainty * _POSITIONAL)
                return

    def _before(self) -> Iterator[Filler]:
        """The nearest name ahead of the predicate, no clause between; behind it where verbs may lead."""
        following = self.passage.tree[self.token.i + 1] if self.token.i + 1 < len(self.passage.tree) else None
        if self.lexicon.verb_may_lead and following is not None and self.passage.name_at(following):
            filler = self.discourse.resolve(following, self.passage)
            if filler:
                yield filler._replace(certainty=filler.certainty * 0.95)
        for name in reversed(self.passage.names):
            if name.end <= self.token.i:
                between = self.passage.tree[name.end : self.token.i]
                if not any(t.pos_ == "VERB" and t.dep_ != "amod" for t in between) and (
                    filler := self.discourse.resolve(self.passage.tree[name.end - 1], self.passage)
                ):
                    yield filler._replace(certainty=filler.certainty * _POSITIONAL)
                return

    def _after(self) -> Iterator[Filler]:
        """The name right behind the predicate, only adjectives and articles between."""
        for name in self.passage.names:
            if name.start > self.token.i:
                between = self.passage.tree[self.token.i + 1 : name.start]
                parts = (t for t in between if t.text != "-" and t.dep_ != "compound:prt")  # "start-up"
                if all(t.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") for t in parts):
                    filler = self.discourse.resolve(self.passage.tree[name.end - 1], self.passage)
                    if filler:
                        yield filler._replace(certainty=filler.certainty * _POSITIONAL)
                return

    def _deed(self) -> Iterator[Filler]:
        """What is developed, trained or built in "the development of X", "training X"."""
        deeds = self.lexicon.words["take_time"]["deeds"]
        for agent in self.arguments.agent:
            if agent.lemma_.lower() in deeds:
                inner = read_arguments(agent)
                objects = [*children(agent, "obj", "compound"), *inner.theme, *children(agent, "nmod")]
                yield from self._resolved(tuple(objects))
        yield from self._deed_before(deeds)

    def _deed_before(self, deeds: frozenset[str]) -> Iterator[Filler]:
        """The product between a noun like "training" and the predicate, where the tree has lost the subject."""
        ahead = [t for t in self.passage.tree[: self.token.i] if t.lower_ in deeds or t.lemma_.lower() in deeds]
        for name in self.passage.names:
            if (
                ahead
                and ahead[0].i < name.start < self.token.i
                and self.discourse.cast.label(name.text) is Label.PRODUCT
            ):
                filler = self.discourse.resolve(self.passage.tree[name.start], self.passage)
                if filler:
                    yield filler._replace(certainty=filler.certainty * _POSITIONAL)
                return

    # figures and attributes

    def _value(self) -> Mention | None:
        wanted = self.frame.value
        if wanted is None:
            return None
        if wanted == "duration":
            return find_duration(self.token, self.passage)
        found = self._figure_beside(wanted) or find_figure(self.token, self.passage, wanted, self.lexicon)
        return found if found or wanted != "product_count" else self._count_of_theme()

    def _figure_beside(self, wanted: str) -> Mention | None:
        """The figure right before a noun: "its $30 billion investment"."""
        if self.token.pos_ != "NOUN":
            return None
        ends = ((mention, self.passage.tokens_in(mention.span)[-1].i) for mention, _ in figures(self.passage, wanted))
        return next((mention for mention, last in ends if 0 < self.token.i - last <= _BESIDE), None)

    def _count_of_theme(self) -> Mention | None:
        """As in "seven new models": the bare number that counts what is released."""
        for theme in self.arguments.theme:
            if theme.lemma_.lower() in PRODUCTS:
                for child in children(theme, "nummod"):
                    if mention := self.passage.quantity_at(child):
                        return mention
        return None

    def _attribute(self, filler: Filler | None) -> str | None:
        if self.frame.name == "take_time":
            deeds = self.lexicon.words["take_time"]["deeds"]
            ahead = [t for t in self.passage.tree[: self.token.i] if t.lower_ in deeds or t.lemma_.lower() in deeds]
            return f"{ahead[-1].lower_} time" if ahead else None
        if self.frame.kind == "release" and filler is None:
            theme = next(iter(self.arguments.theme), None)
            return _phrase(theme) if theme is not None else None
        return None


def _case_word(name: Name, passage: Passage) -> str:
    """The case word of a name's phrase, read from the words ahead of it."""
    for token in reversed(passage.tree[max(0, name.start - 5) : name.start]):
        if token.pos_ == "ADP":
            return token.lower_
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return ""
    return ""


def _phrase(noun: Token) -> str:
    """A noun with its adjectives, without number and article: "proprietary models"."""
    words = [t for t in children(noun, "amod", "compound") if t.i < noun.i]
    return " ".join(t.text for t in sorted([*words, noun], key=lambda t: t.i))
