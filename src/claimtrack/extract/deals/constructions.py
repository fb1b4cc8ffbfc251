"""Claims told by a verb, what it governs and the case words around it: "sign a deal with B", "beteiligt sich an B".

A language lists its constructions in `constructions.toml`, where they are explained. Voice, control and relatives are
undone by the tree, and what a case word marks is looked for in the clause wherever its language lets it stand.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from claimtrack.extract.deals.amounts import is_of_class, plain_figures
from claimtrack.extract.deals.constructed import AGENT, THEME, change_words, load_constructions
from claimtrack.extract.deals.reading import DealReading, deal_words, is_mistaken
from claimtrack.extract.deals.shares import own_share
from claimtrack.extract.deals.stakes import is_valued
from claimtrack.extract.deals.states import read_state
from claimtrack.extract.deals.targets import part_of, read_target, titled_behind
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.names.actors import are_joined, list_ending, listed_names
from claimtrack.extract.text.lexicon import is_one_of, sentence_words, written_words
from claimtrack.extract.text.syntax import base, children, has_present_ending, is_passive, read_arguments
from claimtrack.kinds import load_kinds
from claimtrack.model import Label, Phase, Quantity
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.deals.constructed import Construction, Constructions
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_REACH = 25
"""Tokens of a clause to either side of its verb."""
_PARTICLE = 5
"""Tokens between a verb and the particle behind it where verbs do not end their clause ("put its arm up")."""
_BESIDE = 9
"""Tokens between a verb and the noun that it governs, ahead of it or behind."""
_OWNED = 4
"""Tokens between a genitive and the noun that it owns."""
_COMPOUND = 5
"""Letters of the shortest noun that is looked for at the end of compounds ("Minderheitsbeteiligung")."""
_LIGHT = frozenset({"AUX", "ADV", "PART", "PRON", "DET"})
_FIRMS = (Label.ORGANISATION, None)
_UNTYPED = 0.8
"""What is left of a claim's certainty when only the construction says that its parties are firms."""


def draft_constructions(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every claim that a construction of a passage makes, in the order of the text."""
    known = load_constructions(passage.lang)
    if sentence_words(passage.tree).isdisjoint(known.forms):
        return
    reading = _Reading(passage, discourse, known)
    for token in [passage.tree[at] for at, form in enumerate(written_words(passage.tree)) if form in known.forms]:
        if token.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "X") and not passage.name_at(token):
            yield from reading.drafts(token)


class _Reading(DealReading):
    """One passage searched for constructions."""

    def __init__(self, passage: Passage, discourse: Discourse, known: Constructions) -> None:
        super().__init__(passage, discourse)
        self.known = known
        self._said = sentence_words(self.tree)
        self._clauses: dict[int, list[Token]] = {}

    @cached_property
    def _owned(self) -> set[int]:
        """The places right behind a possessive or a percentage, where a word that may be a verb is a noun."""
        percents = (m for m in self.passage.quantities if is_of_class(m, "percent"))
        shares = {self.passage.tokens_in(mention.span)[-1].i + 1 for mention in percents}
        nouns = {t.i for t in self.tree if t.i in shares and has_present_ending(t)}  # "takes a 20 % holding in"
        return nouns | {token.i + 1 for token in self.tree if "Yes" in token.morph.get("Poss", [])}

    def drafts(self, token: Token) -> Iterator[Draft]:
        """The claims of a verb: of the constructions of a kind and phase, the first that fits."""
        told: set[tuple[str, Phase]] = set()
        for verb in self._verbs(token):
            for one in self.known.by_verb.get(verb, ()):
                found = list(self._told(one, token)) if (one.kind, one.phase) not in told else []
                if found:
                    told.add((one.kind, one.phase))
                    yield from found

    def _verbs(self, token: Token) -> list[str]:
        """The verbs that a token may be a form of: with the particle that stands in its clause first."""
        form = self.known.forms.get(token.lower_) or self.known.forms.get(token.lemma_.lower())
        compounded = any(t.text == "-" for t in self.tree[max(0, token.i - 1) : token.i + 2])  # "start-up"
        noun = token.pos_ == "NOUN" and (not token.i or token.text[0].isupper() or bool(children(token, "det", "amod")))
        if form is None or compounded or noun or self._is_owned(token):
            return []
        found = [verb for verb, particle in self.known.parted.get(form, ()) if self._has(particle, token)]
        return [*sorted(found, key=len, reverse=True), form]

    def _has(self, particle: str, verb: Token) -> bool:
        if not self.lexicon.verb_may_lead:
            return any(t.lower_ == particle for t in self.tree[verb.i + 1 : verb.i + 1 + _PARTICLE])
        ends = (t for t in self.tree[verb.i + 1 : verb.i + _REACH] if t.lower_ == particle)
        last = len(self.tree) - 1
        return any(base(t) == "compound" or t.i >= last or t.nbor(1).pos_ in ("PUNCT", "CCONJ") for t in ends)

    def _told(self, one: Construction, verb: Token) -> Iterator[Draft]:
        if not self._has_words(one):
            return
        clause = self._clause(verb)
        noun = self._governed(one, verb, clause)
        if (one.nouns and noun is None) or not self._may_say(one, verb, clause):
            return
        value = self._value(one, verb, noun, clause)
        if (one.needs_value and value is None) or (one.needs_count and not self._counts(clause)):
            return
        subjects = self._as_firms(self._fill(one.subject, one, verb, noun, clause), one.labels)
        objects = self._as_firms(self._fill(one.object, one, verb, noun, clause)) if one.object else []
        if THEME in one.object and subjects:
            objects = self._as_themes(objects, subjects, verb)
        single = noun is None or "Plur" not in noun.morph.get("Number", [])
        alone = not any(t.lower_ in one.object for t in clause)  # no "deal with the government" of A and B
        if one.object and not objects and one.kind == "partnership" and len(subjects) == 2 and single and alone:
            subjects, objects = subjects[:1], subjects[1:]  # "A and B sign a deal"
        others = one.kind == "partnership" and noun is not None and self._is_of_other(noun, subjects)
        if others or not subjects or (one.object and not objects) or not self._are_typed(one, subjects, objects):
            return
        for subject in subjects:
            for target in objects or (None,):
                if target is None or target.text != subject.text:
                    yield self._draft(one, verb, subject, target, value)

    def _has_words(self, one: Construction) -> bool:
        """Whether the words that a construction needs stand anywhere in the passage."""
        needed = (one.with_words, frozenset() if self.lexicon.has_compounds else one.nouns)
        return not any(words and self._said.isdisjoint(words) for words in needed)

    def _as_themes(self, objects: list[Filler], subjects: list[Filler], verb: Token) -> list[Filler]:
        """What a verb is about: a part of its subject ("Acme to spin off chip unit"), or what a passive has ahead."""
        if not objects and len(subjects) == 1:
            parts = (part_of(subjects[0].text, t, self.passage.lang) for t in read_arguments(verb).theme)
            objects = [part for part in parts if part is not None]
        if {f.text for f in objects} <= {f.text for f in subjects}:
            return [f for f in [self.actor(verb)] if f is not None]  # a passive that the tree does not tell
        return objects

    def _as_firms(self, fillers: list[Filler], labels: frozenset[Label | None] = frozenset()) -> list[Filler]:
        """The parties that may be ones, those for firms that were taken for people without a forename among them."""
        if Label.PERSON in labels:
            return fillers
        wrong = {f.text for f in fillers if is_mistaken(f, self.discourse)}
        firms = (f._replace(label=None, certainty=0.9 * f.certainty) if f.text in wrong else f for f in fillers)
        return [f for f in firms if f.label is not Label.PERSON]

    def _is_of_other(self, noun: Token, subjects: Sequence[Filler]) -> bool:
        """Whether a genitive says that what is governed is somebody else's: "spoke in response to A's deal with B"."""
        ahead = self.tree[max(0, noun.i - _OWNED) : noun.i]
        names = [n for n in self.passage.names if any(n.end == t.i and t.text in ("'s", "’s") for t in ahead)]
        full = self.discourse.cast.full
        return any(full(n.text) not in {f.text for f in subjects} for n in names)

    def _may_say(self, one: Construction, verb: Token, clause: Sequence[Token]) -> bool:
        """Whether the words of a clause and the voice of its verb are those of a construction."""
        if THEME in one.object and one.subject <= self.known.by and not self._may_be_done_to(verb):
            return False
        words = {form for t in clause for form in (t.lower_, t.lemma_.lower(), t.lower_.rpartition("-")[2])}
        said = any(words.issuperset(entry.split()) for entry in one.unless)
        return not said and (not one.with_words or bool(words & one.with_words))

    def _draft(
        self, one: Construction, verb: Token, subject: Filler, target: Filler | None, value: Mention | None
    ) -> Draft:
        untyped = subject.label is None and (target is None or target.label is None)
        sure = 0.85 * subject.certainty * (target.certainty if target else 1) * (_UNTYPED if untyped else 1)
        per_share = value is not None and isinstance(value.norm, Quantity) and "/" in (value.norm.unit or "")
        attribute, value = "per share" if per_share else one.attribute, own_share(subject, value, self.passage)
        return Draft(
            one.kind, "construction", self.passage, verb, subject, target, value, attribute, one.phase,
            one.modality, sure=round(sure, 3),
        )  # fmt: skip

    def _are_typed(self, one: Construction, subjects: Sequence[Filler], objects: Sequence[Filler]) -> bool:
        """Whether something beside the construction calls a party a firm, and none is what cannot be one."""
        firms = [f for f in (*subjects, *objects) if f.label is not Label.PERSON] or subjects
        told = [f.label for f in firms]
        if one.is_certain or (one.nouns and not one.is_typed and all(f.via == "name" for f in (*subjects, *objects))):
            return all(f.label in one.labels for f in subjects)
        enough = all if one.is_typed else any
        return enough(label is not None for label in told) and all(f.label in one.labels for f in subjects)

    # the clause

    def _clause(self, verb: Token) -> list[Token]:
        """The tokens around a verb up to the clauses next to its own, in the order of the text."""
        if verb.i not in self._clauses:  # every construction of the verb asks for it
            self._clauses[verb.i] = self._read_clause(verb)
        return self._clauses[verb.i]

    def _read_clause(self, verb: Token) -> list[Token]:
        behind = self._until(range(verb.i + 1, min(len(self.tree), verb.i + _REACH)), verb)
        ahead = self._until(range(verb.i - 1, max(-1, verb.i - _REACH), -1), verb)
        return [*reversed(ahead), verb, *behind]

    def _until(self, span: range, verb: Token) -> list[Token]:
        found: list[Token] = []
        for at in span:
            token = self.tree[at]
            if token.text in (";", ":", ".", "!", "?") or (token.pos_ == "SCONJ" and base(token) != "case"):
                return found
            is_own = verb.i == token.head.i or token.i == verb.head.i
            finite = "Fin" in token.morph.get("VerbForm", []) and not (token.pos_ == "AUX" and is_own)
            if "Rel" in token.morph.get("PronType", []) and span.step > 0:
                return found
            if finite and span.step > 0:
                return self._without_subject(found)
            if finite and token.pos_ == "VERB":
                return found
            found.append(token)
        return found

    def _without_subject(self, tokens: list[Token]) -> list[Token]:
        """What stands ahead of the next clause, whose subject is ahead of its verb: up to the last comma or "and"."""
        cut = next(
            (at for at in range(len(tokens) - 1, -1, -1) if tokens[at].text == "," or tokens[at].pos_ == "CCONJ"), None
        )
        return tokens if cut is None else tokens[:cut]

    def _governed(self, one: Construction, verb: Token, clause: Sequence[Token]) -> Token | None:
        """The noun that a verb governs: the nearest in its clause, behind it or, where verbs end clauses, ahead."""
        nouns = [
            t for t in clause if (t.pos_ in ("NOUN", "PROPN", "X") or self._is_owned(t)) and self._is_noun(t, one.nouns)
        ]
        behind = next((t for t in nouns if 0 < t.i - verb.i <= _BESIDE), None)
        if behind is not None and not self._is_parted(verb, behind):
            return behind
        may_lead = self.lexicon.verb_may_lead or is_passive(verb) or "of" in one.subject
        ahead = next((t for t in reversed(nouns) if 0 < verb.i - t.i <= 2 * _BESIDE), None)
        return ahead if may_lead else None

    def _is_owned(self, token: Token) -> bool:
        """Whether a possessive stands right ahead of a word, which so is no verb: "its own section", "its holding"."""
        return token.i in self._owned

    def _is_parted(self, verb: Token, noun: Token) -> bool:
        """Whether another verb stands between, whose object the noun is, or a word that opens a time."""
        apart, inside = change_words(self.passage.lang, "apart"), ("amod", "compound", "acl")
        between = self.tree[verb.i + 1 : noun.i]
        return any(t.lower_ in apart or (t.pos_ == "VERB" and base(t) not in inside) for t in between)

    def _is_noun(self, token: Token, nouns: frozenset[str]) -> bool:
        if is_one_of(token, nouns):
            return not is_valued(token, self.passage.lang)
        endings = tuple(sorted(noun for noun in nouns if len(noun) >= _COMPOUND))
        return self.lexicon.has_compounds and bool(endings) and token.lower_.endswith(endings)

    # slots

    def _fill(
        self, places: frozenset[str], one: Construction, verb: Token, noun: Token | None, clause: Sequence[Token]
    ) -> list[Filler]:
        """What fills a slot: the agent or theme of the verb, else what stands behind one of its case words."""
        if AGENT in places:
            return self._agents(verb, one)
        if THEME in places:
            return self._themes(verb)
        return self._behind_case(places, one, verb, noun, clause)

    def _agents(self, verb: Token, one: Construction) -> list[Filler]:
        arguments = read_arguments(verb)
        agents = arguments.agent or tuple(children(verb, "nsubj"))  # of a verb that is tagged as a noun
        if (firm := next((f for t in agents if (f := self.of_organ(t))), None)) is not None:
            return [firm]
        if self._is_done_to(verb) and not one.nouns & {t.lemma_.lower() for t in arguments.agent}:
            agent = self.behind(verb, self.known.by, _BESIDE)
            return [agent] if agent is not None else [f for f in [self.party(arguments.agent)] if f is not None]
        start = verb.i
        while start > 0 and self.tree[start - 1].pos_ in _LIGHT and not self.passage.name_at(self.tree[start - 1]):
            start -= 1
        if states := [f for t in agents if (f := read_state(t, self.passage))]:
            return states
        listed = [f for f in list_ending(start, self.passage, self.discourse) if not self._is_owner(f.token)]
        if len(listed) > 1 and are_joined(listed, self.tree):
            return listed
        told = [f for t in agents for f in self.discourse.resolve_all(t, self.passage) if f.label in one.labels]
        if told and told[0].via == "name":
            return told
        found = self._acting(self.party(arguments.agent) or self.actor(verb), one)
        return [found] if found is not None else []

    def _acting(self, found: Filler | None, one: Construction) -> Filler | None:
        """The firm for which a person acts where only firms can: "its chief executive resumed talks with A"."""
        if found is None or found.label is not Label.PERSON or Label.PERSON in one.labels:
            return found
        employer = self.discourse.employer(found.text)
        return found._replace(text=employer, label=Label.ORGANISATION, certainty=0.8) if employer else found

    def _is_owner(self, token: Token) -> bool:
        """Whether a name is only whose something is: "Acme and Beta's unit Gamma"."""
        name = self.passage.name_at(token)
        following = self.tree[name.end] if name is not None and name.end < len(self.tree) else None
        return following is not None and following.text in ("'s", "’s")

    def _themes(self, verb: Token) -> list[Filler]:
        arguments = read_arguments(verb)
        if (noun := self.modified_by(verb)) is not None:  # "rivals B, a start-up backed by A"
            described = self.apposed(noun) or self.organisation([noun])
            return [described] if described is not None and described.label in _FIRMS else []
        following = self.tree[verb.i + 1 : verb.i + 2]
        start = verb.i + 1 + any(t.lower_ in self.known.particles for t in following)
        found = None if self._is_done_to(verb) else read_target(start, self.passage, self.discourse)
        found = found or self.organisation(arguments.theme if is_passive(verb) or found else ())
        if found is None and self._is_done_to(verb):
            found = self.organisation(arguments.agent or children(verb, "nsubj"))
        elif found is None:
            found = self.organisation(arguments.theme)
        return [found] if found is not None and found.label in _FIRMS else []

    def _is_done_to(self, verb: Token) -> bool:
        """Whether a verb is passive, or a participle with its agent behind it, which trees do not always tell."""
        after = self.tree[verb.i + 1 : verb.i + 2]
        by = any(t.lower_ in self.known.by for t in after) and "Part" in verb.morph.get("VerbForm", [])
        copular = verb.pos_ == "ADJ" and bool(children(verb, "cop"))  # "was spun off", tagged as an adjective
        return is_passive(verb) or by or copular

    def _may_be_done_to(self, verb: Token) -> bool:
        """Whether a verb may be passive; where verbs end their clause, its agent may stand anywhere ahead."""
        return self.lexicon.verb_may_lead or self._is_done_to(verb)

    def _behind_case(
        self, cases: frozenset[str], one: Construction, verb: Token, noun: Token | None, clause: Sequence[Token]
    ) -> list[Filler]:
        """What stands behind a case word of the clause: behind the governed noun or the verb first, then ahead."""
        places = [t for t in clause if t.lower_ in cases and t.i + 1 < len(self.tree)]
        first = verb.i if noun is None else noun.i
        if not self.lexicon.verb_may_lead and not is_passive(verb):
            places = [t for t in places if t.i > min(verb.i, first)]
        places = [t for t in places if not self._opens_relative(t, verb)]
        for case in sorted(places, key=lambda t: (t.i < first, abs(t.i - first))):
            found = self._named(case.i + 1, one)
            described = case.i == verb.i + 1 and not self.passage.is_time(self.tree[case.i + 1])
            if found or (described and cases <= self.known.by):
                return found  # "backed by a fund set up by A" is not backed by A
        prefix = noun.text.rpartition("-")[0] if noun is not None else ""
        label = self.discourse.cast.label(prefix) if prefix else Label.PLACE
        if noun is None or label in (Label.PERSON, Label.PLACE) or not (label or is_no_word(prefix, self.passage.lang)):
            return []  # "Cloud-Deal"
        return [self.discourse.filler(self.discourse.cast.full(prefix), noun, 0.85)]  # "die Acme-Beteiligung"

    def _opens_relative(self, case: Token, verb: Token) -> bool:
        """Whether a case word opens a relative clause, where verbs end theirs: "die Firma B, an der A 20 % hält"."""
        if not self.lexicon.verb_may_lead or not case.i or case.i > verb.i or self.tree[case.i - 1].text != ",":
            return False
        return self.tree[case.i + 1].lower_ in deal_words(self.passage.lang)["relatives"]

    def _named(self, at: int, one: Construction) -> list[Filler]:
        if self.passage.is_time(self.tree[at]) or self.passage.quantity_at(self.tree[at]):
            return []
        target = read_target(at, self.passage, self.discourse) or read_state(self.tree[at], self.passage)
        if target is None and (holding := self._held(at, one)) is not None:
            return [holding]
        if target is None and Label.PLACE in one.labels:
            name = next((n for t in self.tree[at : at + 2] if (n := self.passage.name_at(t))), None)
            target = self.discourse.resolve(self.tree[name.start], self.passage) if name is not None else None
        if target is None and Label.PERSON in one.labels:
            name = next((n for t in self.tree[at : at + 2] if (n := self.passage.name_at(t))), None)
            name = name and (titled_behind(name, self.passage, self.discourse) or name)
            target = self.party([self.tree[name.start]]) if name is not None else None
        if target is None or target.label not in {*one.labels, None}:
            return []
        listed = listed_names(at, self.passage, self.discourse) if target.via == "name" else []
        joined = len(listed) > 1 and are_joined(listed, self.tree)
        return listed if joined and listed[0].text == target.text else [target]

    def _held(self, at: int, one: Construction) -> Filler | None:
        """The firm in "$43 million in Acme shares", where the name only describes the noun that the verb governs."""
        name = self.passage.name_at(self.tree[at])
        following = self.tree[name.end] if name is not None and name.end < len(self.tree) else None
        if name is None or following is None or following.lower_ not in one.nouns:
            return None
        return self.discourse.resolve(self.tree[name.start], self.passage)

    # figures

    def _counts(self, clause: Sequence[Token]) -> bool:
        """Whether things are counted in a clause: "ordered 64 trains"."""
        return any((m := self.passage.quantity_at(t)) is not None and is_of_class(m, "count") for t in clause)

    def _value(self, one: Construction, verb: Token, noun: Token | None, clause: Sequence[Token]) -> Mention | None:
        """The figure of the kind's class in the clause; of a share that changes, what it changes to."""
        wanted, lang = one.value or load_kinds()[one.kind].value, self.passage.lang
        inside, near = {t.i for t in clause}, verb if noun is None else noun
        rates = one.kind == "acquisition"  # a bid may be so much for each share
        found: list[tuple[bool, int, Mention]] = []
        for mention, first in plain_figures(self.passage, self.lexicon, wanted, rates=rates):
            before, lemma = (self.tree[first - 1].lower_, self.tree[first - 1].lemma_) if first else ("", "")
            moves = load_figure_words(lang).shares["moves"]  # "sending its shares surging 11 %"
            if first in inside and before not in change_words(lang, "step") and lemma not in moves:
                found.append((before not in change_words(lang, "level"), abs(first - near.i), mention))
        return min(found, key=lambda entry: entry[:2])[2] if found else None
