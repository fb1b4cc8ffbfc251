"""What a phrase stands for: a name in its fullest form, a unit of an organisation, or the company meant by "it"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.layout.labels import described_label
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.described import past_rival, set_off_behind
from claimtrack.extract.names.focus import Focus
from claimtrack.extract.names.landscape import Landscape
from claimtrack.extract.names.pointers import Pointer, firm_before, is_both, is_firm_noun, noun_form, read_pointer
from claimtrack.extract.names.poststold import PostsTold
from claimtrack.extract.names.pronouns import firm_of_person, resolve_pronoun
from claimtrack.extract.names.speaking import find_speaker
from claimtrack.extract.text.syntax import base, children, expand, marker, read_arguments
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.cast import Cast
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_LOOK_BACK = 3
"""Sentences searched for the product that a phrase stands for."""
_UNIT_BACK = 2
"""Sentences back in which the unit is named that "the unit" is."""
_MARKS = frozenset({",", "—", "–", "("})
_BEYOND_DOUBT = 0.8
"""Certainty of the focus where one firm stands far before all others."""
_ANY = Pointer(None, frozenset(), is_plural=False, is_pronoun=False)


class Filler(NamedTuple):
    """What fills a slot: its name, its type, the token it hangs on, and how sure the reading is (0..1)."""

    text: str
    label: Label | None
    token: Token
    certainty: float
    via: str


class _Words(NamedTuple):
    units: frozenset[str]
    teams: frozenset[str]
    of: frozenset[str]
    consortia: frozenset[str]
    joined: str


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")["anaphora"]
    units, teams, of, consortia = (
        frozenset(word.lower() for word in data[key]) for key in ("units", "teams", "of", "consortia")
    )
    return _Words(units, teams, of, consortia, data["joined"])


class Discourse:
    """What phrases refer to in one document. Employers are learned while roles are read, before anything else."""

    def __init__(
        self, passages: Sequence[Passage], cast: Cast, firms: frozenset[str] = frozenset(), publisher: str | None = None
    ) -> None:
        self.passages, self.cast = passages, cast
        self.speaker = find_speaker(passages, cast, publisher)
        self._employers: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._guessed: set[str] = set()
        self.posts_told = PostsTold(cast)
        self._firms = firms
        self.landscape = Landscape(passages, cast, firms)
        self._focus = Focus(passages, cast, self.landscape)
        self._focus.learn_employers(self._sure_employer)
        self.makers: dict[str, str] = {}
        self._consortium: str | None = None
        self._partners: dict[str, list[str]] = {}
        self._places = {id(passage.tree): index for index, passage in enumerate(passages)}

    def place_of(self, passage: Passage) -> int:
        """The place of a passage among those of the document."""
        return self._places[id(passage.tree)]

    @property
    def topic(self) -> str | None:
        """The one firm that the document is about; `None` where it is about several."""
        return self.landscape.topic

    def about(self, passage: Passage) -> Filler | None:
        """The firm that a passage's list item or section is about, by its label or heading."""
        name = self._focus.about(self.place_of(passage))
        return Filler(name, Label.ORGANISATION, passage.tree[0], _BEYOND_DOUBT, "context") if name else None

    def topic_at(self, passage: Passage) -> str | None:
        """The topic of the document, unless the section around a passage is one of a round-up and about others."""
        topic = self.topic
        return None if topic is None or self._focus.is_elsewhere(topic, self.place_of(passage)) else topic

    def is_firm(self, name: str) -> bool:
        """Whether a name owns in this document what only firms own."""
        return self.cast.full(name) in self._firms

    def spoken_of(self, passage: Passage, token: Token) -> Filler | None:
        """The firm that a sentence goes on about without naming it."""
        meant = self._focus.spoken_of(self.place_of(passage))
        return Filler(meant.name, Label.ORGANISATION, token, meant.certainty, "topic") if meant else None

    def learn_employer(self, person: str, organisation: str, *, guessed: bool = False) -> None:
        """Remember for whom a person acts; the first that a document says counts, `guessed` when only by its topic."""
        if guessed and self.cast.full(person) not in self._employers:
            self._guessed.add(self.cast.full(person))
        self._employers.setdefault(self.cast.full(person), organisation)

    def is_guessed(self, person: str) -> bool:
        """Whether only the topic of the document tells for whom a person acts."""
        return self.cast.full(person) in self._guessed

    def head_office(self, name: str) -> str:
        """The organisation that a unit belongs to: "Acme" for "Acme's cloud business"; others stay as they are."""
        owner = name.partition("'s ")[0].partition("’s ")[0]
        return owner if owner != name else self.cast.organisation_in(name) or name

    def employer(self, person: str) -> str | None:
        """The organisation that a person acts for, as far as the document says."""
        return self._employers.get(self.cast.full(person))

    def _sure_employer(self, person: str) -> str | None:
        return None if self.is_guessed(person) else self.employer(person)

    def learn_title(self, person: str, title: str) -> None:
        """Remember a person's post as it is first written."""
        self._titles.setdefault(self.cast.full(person), title)

    def title_of(self, person: str) -> str | None:
        """The post of a person, as far as the document says."""
        return self._titles.get(self.cast.full(person))

    def learn_maker(self, product: str, organisation: str) -> None:
        """Remember who makes a product; the first that a document says counts."""
        self.makers.setdefault(self.cast.full(product), organisation)

    def maker_of(self, product: Filler, token: Token) -> Filler | None:
        """Who makes a product, as far as the document says."""
        maker = self.makers.get(product.text) or self.cast.organisation_in(product.text)
        return Filler(maker, Label.ORGANISATION, token, 0.75, "maker") if maker else None

    def learn_partners(self, one: str, other: str) -> None:
        """Remember that two organisations are partners."""
        for a, b in ((one, other), (other, one)):
            if b not in self._partners.setdefault(a, []):
                self._partners[a].append(b)

    def partner(self, organisation: str) -> str | None:
        """The one partner that a document gives an organisation; `None` when it gives none or several."""
        partners = self._partners.get(organisation, [])
        return partners[0] if len(partners) == 1 else None

    def known_label(self, name: str) -> Label | None:
        """What the gazetteer of companies takes a name for that the cast does not have."""
        return Label.ORGANISATION if name in load_gazetteer("companies") else None

    def filler(self, name: str, token: Token, certainty: float) -> Filler:
        """A name of the cast that the context puts into a slot."""
        return Filler(name, self.cast.label(name), token, certainty, "context")

    def organisations_before(self, passage: Passage) -> list[str]:
        """The organisations of the sentence before, in order, each once."""
        return self._before(passage, Label.ORGANISATION)

    def people_before(self, passage: Passage) -> list[str]:
        """The people of the sentence before, in order, each once."""
        return self._before(passage, Label.PERSON)

    def _before(self, passage: Passage, label: Label) -> list[str]:
        at = self._places[id(passage.tree)]
        found = (n for n in self.passages[at - 1].names if self.cast.label(n.text) is label) if at else ()
        return list(dict.fromkeys(self.cast.full(n.text) for n in found))

    def speaker_before(self, token: Token, passage: Passage) -> Iterator[Filler]:
        """Whose deed "this" sums up: the subject of the sentence before, when its predicate has none of its own."""
        index = self._places[id(passage.tree)]
        if index and not any(n.end <= token.i for n in passage.names):
            earlier = self.passages[index - 1]
            subjects = [n for n in earlier.names if _is_subject(n, earlier)] or list(earlier.names[:1])
            for name in subjects:
                if earlier.position == passage.position - 1 and self.cast.label(name.text) is Label.ORGANISATION:
                    yield Filler(self.cast.full(name.text), Label.ORGANISATION, token, 0.75, "noun")
                    return

    def resolve_all(self, token: Token, passage: Passage) -> list[Filler]:
        """Everything that a phrase names: "A, B and C" gives three, "both" and "the companies" the two named last."""
        pointer = None if passage.name_at(token) else read_pointer(token, passage)
        if pointer is not None and pointer.is_plural and (not pointer.is_pronoun or is_both(token, passage.lang)):
            pair = self._focus.pair(self.place_of(passage), token)
            return [Filler(name, Label.ORGANISATION, token, 0.75, "noun") for name in pair or ()]
        return [filler for part in expand(token) if (filler := self.resolve(part, passage))]

    def resolve(self, token: Token, passage: Passage) -> Filler | None:
        """What one phrase stands for, or `None` when the document does not make it plain."""
        if name := passage.name_at(token):
            return self._named(past_rival(name, passage, self.cast.label), token)
        if (described := described_label(passage)) and described[0].i == token.i and (about := self.about(passage)):
            return about._replace(token=token, via="noun")
        owned = token.dep_ in ("det:poss", "nmod:poss") and token.pos_ not in ("NOUN", "PROPN")
        if token.pos_ == "PRON" or owned:
            return resolve_pronoun(token, passage, self)
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "X") or is_firm_noun(token, passage.lang):
            return self._noun(token, passage, _words(passage.lang))
        return None

    def _named(self, name: Name, token: Token, certainty: float = 1.0) -> Filler:
        full = self.cast.full(name.text)
        return Filler(full, self.cast.label(full), token, certainty, "name")

    def _noun(self, token: Token, passage: Passage, words: _Words) -> Filler | None:
        lemma = noun_form(token)
        last = lemma.rpartition("-")[2]
        if (lemma in words.teams or last in words.teams) and (acting := self._acting_for(token, passage, words)):
            return acting
        if lemma in words.consortia:
            return self._members(token, passage, words)
        if lemma in words.units or last in words.units:
            return self._unit(token, passage)
        if inner := self._name_inside(token, passage) or self._product(token, passage):
            return inner
        named = self._prefixed(token, passage) or firm_of_person(token, passage, self)
        return named or self.pointed(token, passage, "noun")

    def _members(self, token: Token, passage: Passage, words: _Words) -> Filler | None:
        """Who a consortium is made of, named behind it or where the document first spoke of it: "A und B"."""
        stop = next((t.i for t in passage.tree[token.i + 1 :] if t.pos_ in ("VERB", "AUX")), len(passage.tree))
        actors = (Label.ORGANISATION, Label.PERSON)
        inside = [n for n in passage.names if token.i < n.start < stop and self.cast.label(n.text) in actors]
        if len(inside) > 1:
            self._consortium = words.joined.join(self.cast.full(n.text) for n in inside)
        return Filler(self._consortium, Label.ORGANISATION, token, 0.9, "name") if self._consortium else None

    def _acting_for(self, token: Token, passage: Passage, words: _Words) -> Filler | None:
        """The organisation behind somebody's team: that of its owner, or of whoever formed it."""
        owners = [c for c in token.children if c.dep_ in ("nmod:poss", "det:poss")]
        owners += [c for c in children(token, "nmod") if marker(c) in words.of or not marker(c)]
        if not owners and base(token) == "obj":
            owners = [*read_arguments(token.head).agent, *self._actor_before(token, passage)]
        for owner in owners:
            filler = self.resolve(owner, passage) if owner != token else None
            if filler and filler.label is Label.PERSON and (employer := self.employer(filler.text)):
                return Filler(employer, Label.ORGANISATION, token, 0.8, "team")
            if filler and filler.label is Label.ORGANISATION:
                return Filler(filler.text, Label.ORGANISATION, token, 0.85, "team")
        return None

    def _actor_before(self, token: Token, passage: Passage) -> list[Token]:
        """The nearest person or organisation ahead of a token, where the tree gives its verb no subject with a name."""
        actors = (Label.PERSON, Label.ORGANISATION)
        found = [n for n in passage.names if n.end <= token.i and self.cast.label(n.text) in actors]
        people = [n for n in found if self.cast.label(n.text) is Label.PERSON] or found
        return [passage.tree[people[-1].start]] if people else []

    def _unit(self, token: Token, passage: Passage) -> Filler | None:
        """A unit with its organisation's name: "Acme's cloud business" stays whole, without articles."""
        unit = self._explained(token, passage) or self._named_unit(token, passage)
        return unit or self._last_unit(token, passage) or self.pointed(token, passage, "noun")

    def _last_unit(self, token: Token, passage: Passage) -> Filler | None:
        """The unit that "the unit" is: the last one with a name in the sentences before."""
        if [t.pos_ for t in token.lefts if t.pos_ != "DET"] or not _is_definite(token):
            return None
        place, units = self.place_of(passage), _words(passage.lang).units
        near = reversed(self.passages[max(0, place - _UNIT_BACK) : place])
        found = (self._named_unit(n, p) for p in near for n in reversed(p.tree) if n.lemma_.lower() in units)
        last = next(filter(None, found), None)
        return last._replace(token=token, certainty=0.8) if last else None

    def _named_unit(self, token: Token, passage: Passage) -> Filler | None:
        """A unit that a name or a possessive says whose it is: "Acme's cloud business", "its cloud business"."""
        owners = [n for n in passage.names if self._belongs(n, token, passage)]
        if not owners:
            return self._own_unit(token, passage)
        start = owners[0].start
        if start > token.i:  # "die KI-Sparte von Acme"
            text = f"{self.cast.full(owners[0].text)} {token.text}"
        else:
            text = text_of(passage.tree[start : token.i + 1])
            own = text_of(passage.tree[owners[0].start : owners[0].end])
            text = self._genitive(owners[0], passage) + text[len(own) :]
        return Filler(text, Label.ORGANISATION, token, 0.95, "unit")

    def _own_unit(self, token: Token, passage: Passage) -> Filler | None:
        own = next((t for t in token.lefts if t.dep_ in ("nmod:poss", "det:poss") and t.pos_ in ("PRON", "DET")), None)
        if own is None or own.i + 1 == token.i or any(n.start > own.i and n.end <= token.i for n in passage.names):
            return None
        firm = self.resolve(own, passage) or self.spoken_of(passage, token)
        if firm is None or firm.label is not Label.ORGANISATION:
            return None
        genitive = "" if read_data(passage.lang, "names")["bare_genitive"] else "'s"
        text = f"{firm.text}{genitive} {text_of(passage.tree[own.i + 1 : token.i + 1])}"
        return Filler(text, Label.ORGANISATION, token, firm.certainty, "unit")

    def _explained(self, token: Token, passage: Passage) -> Filler | None:
        """The unit that has a name of its own: "Beta, the cloud arm of Acme, …", "Beta — the cloud arm of Acme — …"."""
        mark = passage.tree[token.left_edge.i - 1] if token.left_edge.i else None
        if mark is None or mark.text not in _MARKS or all(t.text != mark.text for t in passage.tree[token.i + 1 :]):
            return None
        name = next((n for n in passage.names if n.end == mark.i), None)
        of_firm = name is not None and self.cast.label(name.text) in (Label.ORGANISATION, None)
        return self._named(name, token, 0.9) if name is not None and of_firm else None

    def _genitive(self, name: Name, passage: Passage) -> str:
        is_inflected = read_data(passage.lang, "names")["bare_genitive"]
        return text_of(passage.tree[name.start : name.end]) if is_inflected else self.cast.full(name.text)

    def _belongs(self, name: Name, noun: Token, passage: Passage) -> bool:
        if self.cast.label(name.text) is not Label.ORGANISATION:
            return False
        head = passage.head_of(name.span)
        if head is None or head.head.i != noun.i:
            return False
        return base(head) in ("compound", "nmod", "det", "amod", "flat") or head.dep_ == "nmod:poss"

    def _name_inside(self, token: Token, passage: Passage) -> Filler | None:
        """The name in apposition to a common noun: "the chipmaker Acme", "its model, X1"."""
        for child in [*children(token, "appos", "flat"), *children(token, "compound")]:
            if (name := passage.name_at(child)) and (child.i > token.i or base(child) != "compound"):
                return self._named(name, child, 0.95)
        if name := set_off_behind(token, passage):
            return self._named(name, passage.tree[name.start], 0.9)
        after = passage.tree[token.i + 1] if token.i + 1 < len(passage.tree) else None
        unmarked = read_data(passage.lang, "names")["unmarked_apposition"]
        if unmarked and after is not None and (name := passage.name_at(after)):
            return self._named(name, after, 0.85)  # the parser often misses the apposition in "der Anbieter Acme"
        return None

    def _prefixed(self, token: Token, passage: Passage) -> Filler | None:
        """The firm that a compound names before its noun for one: "der Norwind-Konzern", "die Norwind-Gruppe"."""
        name = firm_before(token, passage.lang)
        label = self.cast.label(name) or self.known_label(name) if name else None
        firm = label is Label.ORGANISATION or (label is None and is_no_word(name, passage.lang))
        return Filler(self.cast.full(name), Label.ORGANISATION, token, 0.9, "name") if firm else None

    def _product(self, token: Token, passage: Passage) -> Filler | None:
        """A product by its noun: "the X1 model", "X1's API", and "this model" for the one last spoken of."""
        if class_of(token, passage.lang) is not Label.PRODUCT:
            return None
        for child in token.children:
            name = passage.name_at(child)
            if name and self.cast.label(name.text) is Label.PRODUCT and child.i < token.i:
                full = self.cast.full(name.text)
                is_part = token.text.isupper() or child.dep_ == "nmod:poss"  # "X1 API" is a product of its own
                return Filler(f"{full} {token.text}" if is_part else full, Label.PRODUCT, child, 0.95, "name")
        if not _is_definite(token) or children(token, "compound", "nmod"):
            return None
        index = self._places[id(passage.tree)]
        for distance in range(_LOOK_BACK):
            earlier = self.passages[index - distance] if index >= distance else None
            before = token.i if distance == 0 or earlier is None else len(earlier.tree)
            found = [n for n in (earlier.names if earlier else ()) if n.end <= before]
            products = [n for n in found if self.cast.label(n.text) is Label.PRODUCT]
            if products:
                return Filler(self.cast.full(products[-1].text), Label.PRODUCT, token, 0.75 - 0.05 * distance, "noun")
        return None

    def salient(self, token: Token, passage: Passage, certainty: float) -> Filler | None:
        """The organisation that the text is speaking of at a token, `certainty` if it is beyond doubt."""
        meant = self._focus.meant(self.place_of(passage), token, _ANY)
        if meant is None:
            return None
        return Filler(meant.name, Label.ORGANISATION, token, certainty * meant.certainty / _BEYOND_DOUBT, "context")

    def pointed(self, token: Token, passage: Passage, via: str) -> Filler | None:
        """The firm that a phrase points back to, when it points to one and the text makes plain which."""
        pointer = read_pointer(token, passage)
        if pointer is None or pointer.is_plural:
            return None
        meant = self._focus.meant(self.place_of(passage), token, pointer)
        if meant is None:
            return None
        label = self.cast.label(meant.name) or self.known_label(meant.name)
        label = Label.ORGANISATION if self.landscape.is_firm(meant.name) else label
        return Filler(meant.name, label, token, meant.certainty, via)


def _is_subject(name: Name, passage: Passage) -> bool:
    head = passage.head_of(name.span)
    return head is not None and base(head) == "nsubj"


def _is_definite(token: Token) -> bool:
    """Whether a noun phrase has an article, demonstrative or possessive that points back."""
    determiners: Iterator[Token] = (c for c in token.children if base(c) == "det")
    return any("Def" in d.morph.get("Definite", []) or d.morph.get("PronType", []) == ["Dem"] for d in determiners)
