"""Whom the text is speaking of at a place: the firms named near it, by how much they stand in the foreground.

A subject stands before an object, an object before what is only mentioned in passing; a sentence ago counts less than
here; the firm that the document is about is never far. Between two that stand equally there is no guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.landscape import are_kin, is_teaser
from claimtrack.extract.names.pointers import agrees, is_firm_noun, pointer_words, read_pointer, trade_rules
from claimtrack.extract.names.standing import INNER, OWNER, PASSING, SUBJECT, Standing, worth_of, worth_of_name
from claimtrack.extract.text.lexicon import load_lexicon, word_forms
from claimtrack.extract.text.syntax import acts_on, base, children, clause
from claimtrack.language import read_data
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimtrack.extract.names.cast import Cast
    from claimtrack.extract.names.landscape import Landscape
    from claimtrack.extract.names.pointers import Pointer
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_WORD = re.compile(r"[\w&.'’-]+")
_REACH = 4
"""Sentences back in which a firm is still in mind."""
_BREAKS = frozenset({":", ";", "–", "—", "|"})
"""Signs that end what is said before them, whatever the tree makes of both sides."""
_NEXT = 1
"""Sentences back to which a pronoun reaches, and ahead in which a text names whom it began to speak of."""
_FADE = 0.7
"""What is left of a firm's standing one sentence on."""
_TOPIC, _SHARE = 0.4, 0.6
"""What being the topic adds, and being named as often as any other."""
_OUTSHONE = 0.4
"""What is left of a subject where its object is the better guess."""
_UNTYPED = 0.8
"""What is left of the standing of a name that nothing types."""
_SAME_TRADE, _UNTOLD_TRADE, _OTHER_TRADE, _BACKER = 1.6, 0.8, 0.6, 0.7
"""How a trade bears on who is meant by "the bank" or "the carmaker"; "the company" is seldom one that backs firms."""
_CLEAR, _PLAIN = 1.15, 1.6
"""How far the first must stand before the second to be meant at all, and to be meant beyond doubt."""


_FIRM = (Label.ORGANISATION, None)
_ENTRIES = 4
"""Sections of a round-up, what stands above the first heading among them."""
_LABELLED, _BEYOND_DOUBT = 0.85, 0.8
"""Certainty of the firm by which an item or section is headed, and of the one in the line that opens a list."""


class _Nearest(NamedTuple):
    """What the nearest subject decides: the firm meant, or that none is."""

    meant: Meant | None


class Meant(NamedTuple):
    """The firm that is meant, and how sure that is (0..1)."""

    name: str
    certainty: float


class Focus:
    """The firms in the foreground of each sentence of one document; phrases that point back are followed on the way."""

    def __init__(self, passages: Sequence[Passage], cast: Cast, landscape: Landscape) -> None:
        self._passages, self._cast, self._landscape = passages, cast, landscape
        self._employer: Callable[[str], str | None] = lambda _: None
        leading = landscape.leading
        self._most = max((landscape.weight(name) for name in leading[:1]), default=1) or 1
        self._rules = trade_rules(passages[0].lang) if passages else {}
        names = (name for passage in passages for name in passage.names)
        self._words_of_names = frozenset(word for name in names for word in name.text.split())
        # where common nouns have capitals, a word that nothing types is one of them more often than a firm
        self._tells_names = bool(passages) and not read_data(passages[0].lang, "names")["nouns_have_capitals"]
        self._hyphens = not self._tells_names
        self._labelled: dict[str, str | None] = {}
        self._shares: dict[str, float] = {}
        self._standings: list[list[Standing]] = [[*self._named(p), *self._prefixed(p)] for p in passages]
        self._firms_of: dict[int, set[str]] = {}
        for passage, named in zip(passages, self._standings, strict=True):
            self._firms_of.setdefault(passage.place.section, set()).update(s.name for s in named if s.is_known)
        for place, passage in enumerate(passages):
            self._standings[place] += self._followed(place, passage)

    def learn_employers(self, employer: Callable[[str], str | None]) -> None:
        """Tell for whom people act: a firm is in mind while its people are."""
        self._employer = employer

    # the firms of a sentence

    def _named(self, passage: Passage) -> Iterator[Standing]:
        if is_teaser(passage):
            return
        for name in passage.names:
            full, label = self._landscape.firm_in(self._cast.full(name.text)), self._cast.label(name.text)
            known = self._landscape.is_firm(full)
            worth = worth_of_name(name, passage)
            if known and not self._landscape.is_stranger(full):
                yield Standing(full, name.start, name.end, worth, True, self._landscape.genders(full))
            elif label is None and worth == SUBJECT and passage.position > 0 and self._tells_names:
                yield Standing(full, name.start, name.end, worth * _UNTYPED, False)

    def _prefixed(self, passage: Passage) -> Iterator[Standing]:
        """The firms that compounds begin with: "die Acme-Aktie", "Acme-Chef Byrne"."""
        for token in passage.tree if self._hyphens and not is_teaser(passage) else ():
            first, dash, _ = token.text.partition("-")
            known = dash and (self._landscape.is_firm(first) or first in load_gazetteer("companies"))
            if known and passage.name_at(token) is None:
                yield Standing(self._cast.full(first), token.i, token.i + 1, worth_of(token), True)

    def _followed(self, place: int, passage: Passage) -> Iterator[Standing]:
        """Subjects that point back: "The carmaker said …" keeps the carmaker in mind."""
        for token in passage.tree:
            if base(token) != "nsubj" or passage.name_at(token):
                continue
            pointer = read_pointer(token, passage)
            if pointer is None or pointer.is_plural or (pointer.is_pronoun and children(token.head, "cop")):
                continue
            if meant := self.meant(place, token, pointer):
                genders = frozenset(token.morph.get("Gender", []))
                yield Standing(meant.name, token.i, token.i + 1, worth_of(token), True, genders)

    def _people(self, at: int) -> Iterator[Standing]:
        passage = self._passages[at]
        for name in passage.names:
            if self._cast.label(name.text) is Label.PERSON and (employer := self._employer(name.text)):
                yield Standing(employer, name.start, name.end, 0.8 * worth_of_name(name, passage), True)

    def about(self, place: int) -> str | None:
        """The firm that the list item or the section of a sentence is about: its label or heading names it."""
        label = self._passages[place].place.label
        if label is None:
            return None
        if label not in self._labelled:
            is_theirs = self._passages[place].place.is_theirs and self._cast.label(label) in _FIRM
            self._labelled[label] = self._cast.full(label) if is_theirs else self._firm_in_label(label)
        return self._labelled[label]

    def _firm_in_label(self, label: str) -> str | None:
        """The firm that a label is, or the only one of the document's firms that a heading names ("Why Acme waits")."""
        full, landscape = self._cast.full(label), self._landscape
        if landscape.is_firm(full) and not landscape.is_stranger(full):
            return full
        padded = f" {' '.join(_WORD.findall(label))} "
        named = [name for name in landscape.leading if f" {name} " in padded and not landscape.is_stranger(name)]
        kin = bool(named) and all(are_kin(named[0], name) for name in named)
        return named[0] if kin and landscape.mentions[named[0]] > 1 else None

    def _opening(self, place: int) -> Meant | None:
        """The one firm in the foreground of the line that opens a list: "Here is what the carmaker reported:"."""
        lead = self._passages[place].place.lead
        at = place - 1
        while lead and at >= 0 and self._passages[at].place.block > lead:
            at -= 1
        if not lead or at < 0 or self._passages[at].place.block != lead:
            return None
        firms = {s.name for s in self._standings[at] if s.is_known and s.worth >= INNER}
        return Meant(firms.pop(), _BEYOND_DOUBT) if len(firms) == 1 else None

    def _topic_at(self, place: int) -> str | None:
        topic = self._landscape.topic
        return None if topic is None or self.is_elsewhere(topic, place) else topic

    def is_elsewhere(self, topic: str, place: int) -> bool:
        """Whether the section of a sentence is not about the topic, in a round-up.

        There one section alone names the topic, or most that name firms name others.
        """
        section = self._passages[place].place.section
        told = {number: firms for number, firms in self._firms_of.items() if firms}
        named = [number for number, firms in told.items() if topic in firms]
        if len(self._firms_of) >= _ENTRIES and len(named) == 1 and named[0] > 0:
            return section != named[0]
        return 2 * len(named) < len(told) and section in told and section not in named

    # who is meant

    def meant(self, place: int, token: Token, pointer: Pointer) -> Meant | None:
        """Return the one firm that a pointing phrase stands for; `None` where two are as good."""
        if self._names_another(token):
            return None
        if pointer.is_pronoun:
            nearest = self._nearest_subject(place, token, pointer)
            if nearest is not None:
                return nearest.meant
        barred = self._barred(place, token, pointer)
        here = self._passages[place].place
        about = self.about(place) if here.item or here.is_theirs else None
        if about is not None and about not in barred and not (pointer.is_pronoun or pointer.is_plural):
            return Meant(about, _LABELLED)
        scores = self._scores(place, token, pointer)
        for name in barred:
            scores.pop(name, None)
        return self._first(scores)

    def _nearest_subject(self, place: int, token: Token, pointer: Pointer) -> _Nearest | None:
        """The nearest subject that a pronoun agrees with, here, else the one of the sentence before.

        What it belongs to may be meant as well ("Acme's revenue rose, and its shares …"): then nothing is decided here.
        """
        passage = self._passages[place]
        for subject in reversed([t for t in passage.tree[: token.i] if base(t) == "nsubj"]):
            meant = not (token.is_ancestor(subject) or acts_on(subject, token))
            if meant and self._agrees(subject, place, token, pointer):
                return self._as_nearest(subject, place, 0.8)
        if place == 0 or passage.position - self._passages[place - 1].position > _NEXT:
            return None if place else _Nearest(None)
        main = next((t for t in self._passages[place - 1].tree if base(t) == "nsubj" and t.head.dep_ == "ROOT"), None)
        if main is None or not self._agrees(main, place - 1, token, pointer):
            return None
        if base(token) == "nsubj" and _is_deed_of_firm(token.head, passage.lang):
            return None  # "Revenue rose. It acquired Acme.": what revenue cannot do
        nearest = self._as_nearest(main, place - 1, 0.75)
        is_valued = nearest is None and base(token) == "nsubj" and token.head.pos_ == "VERB" and token.dep_ != "nsubj"
        return _Nearest(None) if is_valued else nearest  # "Acme's stake in Beta is small. It is valued at $5m."

    def _as_nearest(self, subject: Token, place: int, certainty: float) -> _Nearest | None:
        for standing in self._standings[place]:
            if standing.start <= subject.i < standing.end:
                return _Nearest(Meant(standing.name, certainty if standing.is_known else certainty - 0.1))
            if subject.is_ancestor(subject.doc[standing.start]):
                return None
        return _Nearest(None)

    def _agrees(self, subject: Token, place: int, token: Token, pointer: Pointer) -> bool:
        """Whether a subject may be what a pronoun stands for; "it" is no person, German "er" may be one."""
        name = self._passages[place].name_at(subject)
        if name is not None and self._cast.label(name.text) is Label.PERSON:
            return bool(pointer.genders)
        return agrees(subject, token, pointer)

    def _names_another(self, token: Token) -> bool:
        """Whether a compound begins with somebody's name, and so names a firm of its own: "die Byrne-Gruppe"."""
        first, dash, _ = token.text.partition("-")
        return bool(dash) and first in self._words_of_names

    def pair(self, place: int, token: Token) -> tuple[str, str] | None:
        """The two firms that "both" or "the companies" stand for: the only ones here, or in the sentence before."""
        for at in (place, place - 1):
            if at < 0 or self._passages[place].position - self._passages[at].position > 1:
                return None
            ahead = [s for s in self._standings[at] if at != place or s.end <= token.i]
            names = list(dict.fromkeys(s.name for s in ahead))
            if names:
                return (names[0], names[1]) if len(names) == 2 and all(s.is_known for s in ahead) else None
        return None

    def spoken_of(self, place: int) -> Meant | None:
        """The firm that a sentence goes on about without naming it.

        It is the one of the heading above, else the document's topic, else the subject of the sentence before.
        Where the text has just turned to another firm than its topic, none is plain.
        """
        passage, topic = self._passages[place], self._topic_at(place)
        earlier = self._passages[place - 1] if place else None
        is_near = earlier is not None and passage.position - earlier.position <= _NEXT
        before = self._standings[place - 1] if is_near and self._goes_on(place, place - 1) else []
        foremost = {s.name for s in before if s.worth >= OWNER}
        if (about := self.about(place)) is not None:
            return Meant(about, _LABELLED) if about in foremost or not foremost else None
        if (opening := self._opening(place)) is not None:
            return opening
        told = topic is not None and self._is_told(topic, place)
        if topic is not None and told and self._landscape.is_company(topic):
            turned = foremost and not any(are_kin(topic, s.name) for s in before)
            unknown = is_near and place > 0 and self._is_about_stranger(self._passages[place - 1])
            return None if turned or unknown else Meant(topic, 0.8)
        names = {s.name for s in before}
        if len(names) != 1 or not foremost or not all(s.is_known for s in before):
            return None
        (name,) = foremost
        plain = self._landscape.is_company(name) and not self._landscape.is_backer(name)
        return Meant(name, 0.75) if plain else None

    def _is_about_stranger(self, passage: Passage) -> bool:
        """Whether the subject of a sentence is a capital word that was not taken for a name and may be one."""
        subjects = (t for t in passage.tree if base(t) == "nsubj" and t.head.dep_ == "ROOT")
        return any(t.pos_ == "PROPN" and t.text.istitle() and passage.name_at(t) is None for t in subjects)

    def _is_told(self, topic: str, place: int) -> bool:
        """Whether the topic was named before, or stands in the next sentence where a text begins without its name."""
        ahead = _NEXT if self._passages[place].position <= _NEXT else -1
        return self._landscape.first[topic] <= place + ahead

    def _goes_on(self, place: int, earlier: int) -> bool:
        """Whether two sentences stand under one label: an item goes on about nothing that another one told of."""
        here, there = self._passages[place].place, self._passages[earlier].place
        return not here.item or here.item == there.item or (here.label == there.label and not there.item)

    def _first(self, scores: dict[str, float]) -> Meant | None:
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        if not ranked:
            return None
        name, best = ranked[0]
        rivals = [worth for other, worth in ranked[1:] if not are_kin(name, other)]
        if rivals and best < _CLEAR * rivals[0]:
            return None
        certainty = 0.8 if not rivals or best >= _PLAIN * rivals[0] else 0.7
        return Meant(name, certainty if self._landscape.is_firm(name) else certainty - 0.05)

    def _scores(self, place: int, token: Token, pointer: Pointer) -> dict[str, float]:
        scores: dict[str, float] = {}
        here = self._passages[place].position
        reach = _NEXT if pointer.is_pronoun else _REACH
        for at in range(place, max(-1, place - reach - 1), -1):
            distance = here - self._passages[at].position
            if distance > reach or not self._goes_on(place, at):
                break
            for standing in (*self._standings[at], *self._people(at)):
                if at < place or standing.end <= token.i:
                    fit = self._fit(standing, pointer) * (self._rest(standing, place, token) if at == place else 1)
                    worth = fit * (standing.worth * _FADE**distance + self._share(standing.name, place))
                    scores[standing.name] = max(scores.get(standing.name, 0.0), worth)
        about = self.about(place)
        topic = about or self._topic_at(place)
        known = about is not None or (topic is not None and self._is_told(topic, place))
        if topic is not None and known and not scores and not pointer.is_pronoun:
            scores[topic] = PASSING * _FADE**_REACH * self._fit(Standing(topic, 0, 0, 1, True), pointer)
        return {name: worth for name, worth in scores.items() if worth > 0}

    def _rest(self, standing: Standing, place: int, token: Token) -> float:
        """What is left of a sentence's subject as what its object stands for, where another firm stands between.

        "Acme invests in Beta in a round that values the start-up at": it would be "it" were it Acme.
        """
        passage = self._passages[place]
        if standing.worth < SUBJECT or base(token) == "nsubj" or not is_firm_noun(token, passage.lang):
            return 1.0
        givers = pointer_words(passage.lang).givers
        others = (s for s in self._standings[place] if s.end <= token.i and not are_kin(s.name, standing.name))
        return _OUTSHONE if any(s.start and passage.tree[s.start - 1].lower_ not in givers for s in others) else 1.0

    def _share(self, name: str, place: int) -> float:
        """What the heading above, else the document at large, says for a firm, by any of its names."""
        if name not in self._shares:
            weight, kin = self._landscape.weight, [other for other in self._landscape.leading if are_kin(name, other)]
            self._shares[name] = _SHARE * max(map(weight, (name, *kin))) / self._most
        told_of = self.about(place) or self._landscape.topic
        return self._shares[name] + (_TOPIC if told_of is not None and are_kin(name, told_of) else 0)

    def _fit(self, standing: Standing, pointer: Pointer) -> float:
        """How well a firm fits what a phrase asks for: 0 where it cannot be meant."""
        if pointer.genders and standing.genders and not pointer.genders & standing.genders:
            return 0.0
        if pointer.is_pronoun:
            return 1.0
        trades = self._landscape.trades(standing.name)
        if pointer.trade is None:
            if not self._landscape.is_company(standing.name) and standing.name != self._landscape.topic:
                return 0.0
            return _BACKER if self._landscape.is_backer(standing.name) else 1.0
        if pointer.trade in trades:
            return _SAME_TRADE
        apart = self._rules["no_company"] | self._rules["backers"]
        if trades & apart or (trades and pointer.trade in apart):
            return 0.0
        if pointer.trade in self._rules["exclusive"] and trades & self._rules["exclusive"]:
            return 0.0
        return _OTHER_TRADE if trades else _UNTOLD_TRADE

    def _barred(self, place: int, token: Token, pointer: Pointer) -> set[str]:
        """The firms of a phrase's own clause: who buys "the company" is another one."""
        if pointer.is_pronoun and token.dep_ in ("det:poss", "nmod:poss"):
            return set()
        if token.dep_ == "nmod:poss" or _is_owner(token):
            return set()
        own = clause(token)
        return {
            s.name
            for s in self._standings[place]
            if not s.start <= token.i < s.end
            and _is_of_clause(clause(token.doc[s.end - 1]), own)
            and not any(t.text in _BREAKS for t in token.doc[min(s.end, token.i) : max(s.start, token.i)])
        }


def _is_of_clause(other: Token, own: Token) -> bool:
    """Whether a clause is one's own, or the infinitive that its object acts in: "allows Acme to use Beta's plants"."""
    return other.i == own.i or (base(other) == "xcomp" and other.head.i == own.i)


def _is_deed_of_firm(verb: Token, lang: str) -> bool:
    """Whether only firms do what a verb says."""
    lexicon = load_lexicon(lang)
    frames = (frame for form in word_forms(verb, lexicon) for frame in lexicon.verbs.get(form, ()))
    return any(frame.subject_types == ("organisation",) for frame in frames)


def _is_owner(token: Token) -> bool:
    """Whether a phrase only says whose something is ("the company's plants"), which may be the subject's own."""
    return base(token) == "nmod" and token.head.pos_ == "NOUN"
