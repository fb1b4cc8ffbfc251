"""Claims told in set phrases: "a subsidiary of A", "B went public", "B zählt A zu seinen Investoren".

A language lists its phrases in `phrasings.toml`, where their notation is explained. A phrase is looked for from its
anchor, a word that few sentences have, to both sides; the first one listed that fits an anchor tells.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.extract.certainty.speakers import is_source
from claimtrack.extract.deals.constructions import draft_constructions
from claimtrack.extract.deals.contracts import draft_worth
from claimtrack.extract.deals.doubles import DESCRIBED, is_same, may_stand_beside
from claimtrack.extract.deals.reading import deal_words, is_authority, is_mistaken
from claimtrack.extract.deals.shares import draft_shares
from claimtrack.extract.deals.slots import Slots
from claimtrack.extract.drafts import Draft
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.inflection import inflect
from claimtrack.extract.text.lexicon import written_words
from claimtrack.extract.text.syntax import children, has_object_article
from claimtrack.language import read_data
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_GAP, _STRETCH = 5, 12
"""Tokens that `~` (words of a noun phrase) and `...` (anything within a clause) can stand for."""
_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "SYM"})
_ALSO = {"people": Label.PERSON, "places": Label.PLACE, "products": Label.PRODUCT}
"""What may fill the slots besides firms, by the key that allows it."""
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_CLOSING = frozenset({".", ";", ":", "!", "?"})


class Element(NamedTuple):
    """One part of a phrase: a slot ("S", "O", "V"), a gap ("~", "...") or the words, one of which stands there.

    One that is barred takes no place: none of its words may follow.
    """

    slot: str = ""
    words: frozenset[str] = frozenset()
    is_verb: bool = False
    is_optional: bool = False
    is_many: bool = False
    is_barred: bool = False


class Phrasing(NamedTuple):
    """A phrase and the claim that it makes of what fills it; `anchor` is the place of the word it is found by."""

    kind: str
    elements: tuple[Element, ...]
    anchor: int
    phase: Phase
    modality: Modality | None
    attribute: str | None
    labels: frozenset[Label | None]
    is_typed: bool
    is_certain: bool


class Match(NamedTuple):
    """What fills a phrase."""

    subjects: tuple[Filler, ...] = ()
    objects: tuple[Filler, ...] = ()
    value: Mention | None = None

    def joined(self, other: Match) -> Match:
        """This match with what another one adds."""
        return Match(self.subjects or other.subjects, self.objects or other.objects, self.value or other.value)


@cache
def telling_words(lang: str) -> frozenset[str]:
    """The words, in all their forms, by which a sentence without a figure may hold a phrase that needs none."""
    by_anchor, forms = _phrasings(lang)
    common = {word.lower() for word in read_data(lang, "phrasings")["common"]}
    plain = {
        word
        for word, phrasings in by_anchor.items()
        if word not in common and any(all(e.slot != "V" for e in p.elements) for p in phrasings)
    }
    return frozenset(plain | {form.lower() for form, verb in forms.items() if verb in plain})


def with_phrasings(told: Sequence[Draft], passage: Passage, discourse: Discourse) -> list[Draft]:
    """The drafts of a passage, and what constructions and set phrases add; a sum that only these have is added, too."""
    drafts = list(told)
    raisers = {draft.subject.text: draft.subject for draft in told if draft.kind == "funding"}
    for draft in (*draft_constructions(passage, discourse), *_drafts(passage, discourse)):
        found = draft
        if any(f.token.i and f.token.nbor(-1).text == "<" for f in (found.subject, found.object) if f is not None):
            continue  # "owned by Acme Inc <ACM>"
        if found.kind == "valuation" and len(raisers) == 1 and found.subject.via in DESCRIBED:
            raiser = next(iter(raisers.values()))  # "the round values the start-up at"
            found = replace(found, subject=raiser, sure=0.85)
        at = next((i for i, draft in enumerate(drafts) if is_same(draft, found)), None)
        if at is None:
            if all(may_stand_beside(d, found) for d in drafts):
                drafts.append(found)
        elif drafts[at].value is None and found.value is not None:
            spans = {d.value.span for d in drafts if d.value is not None and d.kind != found.kind}
            if found.value.span not in spans:  # the whole round is no investor's part
                drafts[at] = replace(drafts[at], value=found.value)
    shares = list(draft_shares(drafts, passage, discourse))
    if any(share.when is not None for share in shares):  # "owns 12 %, up from 9 % in May": May is not when it has 12 %
        drafts = [replace(d, timed=True) if d.kind == "stake" and d.value is not None else d for d in drafts]
    return [*drafts, *shares, *draft_worth(drafts, passage, discourse)]


def _drafts(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    by_anchor, forms = _phrasings(passage.lang)
    for token, form in zip(passage.tree, written_words(passage.tree), strict=True):
        lemma = token.lemma_.lower()
        if not (form in by_anchor or form in forms or lemma in by_anchor):
            continue
        words = {form, lemma, forms.get(form, "")}
        listed = [p for word in sorted(words & by_anchor.keys()) for p in by_anchor[word] if word]
        if not listed or passage.name_at(token):
            continue
        reading = _Reading(passage, discourse, forms)
        for phrasing in dict.fromkeys(listed):
            if (match := reading.match(phrasing, token)) is not None:
                yield from _told(phrasing, _completed(phrasing, match, token, passage, discourse), token, passage)
                break


def _completed(phrasing: Phrasing, match: Match, token: Token, passage: Passage, discourse: Discourse) -> Match:
    """A stake's match with the firm that the text goes on about, where its phrase names only the holder.

    As in "The largest shareholder is A with 12 %". Where it has no such firm, or may as well have a person for its
    holder as a firm, it tells nothing.
    """
    if phrasing.kind != "stake":
        return match
    pronouns = [f.token for f in match.subjects if f.via == "pronoun" and f.label is Label.ORGANISATION]
    personal = [t for t in pronouns if t.lower_ in role_words(passage.lang).person_pronouns]
    if any(person_meant(t, passage, discourse) for t in personal):
        return Match()  # "Bis Mai war er Eigentümer von B": not the firm alone that "er" may stand for
    if match.objects:
        return match
    firm = discourse.spoken_of(passage, token)
    return match._replace(objects=(firm,)) if firm is not None else Match()


def _told(phrasing: Phrasing, match: Match, token: Token, passage: Passage) -> Iterator[Draft]:
    for subject in match.subjects:
        name = passage.name_at(subject.token)
        if name is not None and is_source(name, passage):
            continue  # "laut Acme hat Beta die Gamma gekauft"
        for target in match.objects or (None,):
            if target is not None and (target.text == subject.text or _is_own_unit(phrasing, subject, target)):
                continue
            sure = 0.85 * subject.certainty * (target.certainty if target else 1)
            beside = token.pos_ == "NOUN" and not children(token, "cop")  # "A's subsidiary B has run it since 1997"
            yield Draft(
                phrasing.kind, "phrase", passage, token, subject, target, match.value,
                phrasing.attribute or _counted(phrasing, match, passage),
                phrasing.phase, phrasing.modality, sure=round(sure, 3),
                aside=beside and phrasing.kind == "stake" and phrasing.phase is Phase.HOLDS and match.value is None,
            )  # fmt: skip


def _is_own_unit(phrasing: Phrasing, subject: Filler, target: Filler) -> bool:
    """Whether a partner is named after the firm itself: Acme works with "Acme Labs" in its own house."""
    return phrasing.kind == "partnership" and target.text.startswith(f"{subject.text} ")


def _counted(phrasing: Phrasing, match: Match, passage: Passage) -> str | None:
    """What is counted of customers, as it is written: "paying subscribers"."""
    if phrasing.kind != "customers" or match.value is None:
        return None
    tokens = passage.tokens_in(match.value.span)
    last = max((at for at, token in enumerate(tokens) if token.like_num or not token.is_alpha), default=-1)
    return " ".join(token.text for token in tokens[last + 1 :]) or None


class _Reading:
    """One passage searched for phrases."""

    def __init__(self, passage: Passage, discourse: Discourse, forms: Mapping[str, str]) -> None:
        self.passage, self.tree, self.forms = passage, passage.tree, forms
        self.slots = Slots(passage, discourse)
        self.not_whole = deal_words(passage.lang)["not_whole"]

    def match(self, phrasing: Phrasing, token: Token) -> Match | None:
        """What fills a phrase whose anchor a token is; `None` where it does not stand there."""
        elements, at = phrasing.elements, phrasing.anchor
        if not self._is(token, elements[at]):
            return None
        behind = next(self._behind(phrasing, elements[at + 1 :], token.i + 1), None)
        if behind is None:
            return None
        for ahead in self._ahead(phrasing, elements[:at], token.i):
            match = behind.joined(ahead)
            if _is_typed(match, phrasing):
                return match
        return None

    def _is(self, token: Token, element: Element) -> bool:
        if token.text.lower() in element.words or token.lemma_.lower() in element.words:
            return not (element.is_verb and token.pos_ in ("NOUN", "PROPN") and not self._known(token, element))
        return self._known(token, element)

    def _known(self, token: Token, element: Element) -> bool:
        return element.is_verb and self.forms.get(token.lower_) in element.words

    def _behind(self, phrasing: Phrasing, elements: Sequence[Element], at: int) -> Iterator[Match]:
        """Every way in which elements stand one after the other from a token on."""
        if not elements:
            yield Match()
            return
        first, rest = elements[0], elements[1:]
        if first.is_barred:
            if at >= len(self.tree) or not self._is(self.tree[at], first):
                yield from self._behind(phrasing, rest, at)
            return
        if first.is_optional:
            yield from self._behind(phrasing, rest, at)
        if first.slot in ("~", "..."):
            for end in self._gap(first, at, 1):
                yield from self._behind(phrasing, rest, end)
        elif first.slot:
            yield from self._slot_behind(phrasing, elements, at)
        elif at < len(self.tree) and self._is(self.tree[at], first):
            yield from self._behind(phrasing, rest, at + 1)

    def _slot_behind(self, phrasing: Phrasing, elements: Sequence[Element], at: int) -> Iterator[Match]:
        """Every way in which elements stand from a token on, the first of them a slot."""
        first, rest = elements[0], elements[1:]
        if first.slot == "V":
            if (found := self.slots.value_from(at, phrasing.kind)) is not None:
                yield from (m.joined(Match(value=found[0])) for m in self._behind(phrasing, rest, found[1]))
            return
        owned = bool(rest) and "'s" in rest[0].words
        places = Label.PLACE in phrasing.labels
        then = rest[0].words if rest else frozenset()
        named = self.slots.from_token(at, many=first.is_many, owned=owned, places=places, then=then)
        fillers = self._as_firms(phrasing, first, named[0]) if named is not None else []
        if named is not None and self._may_fill(phrasing, first, fillers):
            mine = _filled(first, fillers)
            yield from (m.joined(mine) for m in self._behind(phrasing, rest, named[1]))

    def _ahead(self, phrasing: Phrasing, elements: Sequence[Element], at: int) -> Iterator[Match]:
        """Every way in which elements end right before a token."""
        if not elements:
            yield Match()
            return
        last, rest = elements[-1], elements[:-1]
        if last.is_optional:
            yield from self._ahead(phrasing, rest, at)
        if last.slot in ("~", "..."):
            for start in self._gap(last, at, -1):
                yield from self._ahead(phrasing, rest, start)
        elif last.slot:
            yield from self._slot_ahead(phrasing, elements, at)
        elif at > 0 and self._is(self.tree[at - 1], last):
            yield from self._ahead(phrasing, rest, at - 1)

    def _slot_ahead(self, phrasing: Phrasing, elements: Sequence[Element], at: int) -> Iterator[Match]:
        """Every way in which elements end right before a token with a slot."""
        last, rest = elements[-1], elements[:-1]
        if last.slot == "V":
            if (found := self.slots.value_to(at, phrasing.kind)) is not None:
                yield from (m.joined(Match(value=found[0])) for m in self._ahead(phrasing, rest, found[1]))
            return
        named = self.slots.to_token(at, many=last.is_many, first=not rest)
        if named is not None and last.slot == "S" and any(has_object_article(f.token) for f in named[0]):
            return  # "Den Zulieferer B hat A gekauft"
        fillers = self._as_firms(phrasing, last, named[0]) if named is not None else []
        if named is not None and self._may_fill(phrasing, last, fillers):
            mine, article = _filled(last, fillers), named[1] > 0 and self.tree[named[1] - 1].pos_ == "DET"
            for start in (named[1], named[1] - 1)[: 1 + article]:
                yield from (m.joined(mine) for m in self._ahead(phrasing, rest, start))
            return
        verbal = at < len(self.tree) and self.tree[at].lower_ in self.forms
        subjects = self.slots.subject_of(at, verbal=verbal) if not rest and (verbal or last.slot == "S") else []
        if subjects and self._may_fill(phrasing, last, subjects):
            yield _filled(last, subjects)

    def _gap(self, element: Element, at: int, step: int) -> Iterator[int]:
        """The places up to which a gap may reach, the nearest first."""
        yield at
        for _ in range(_GAP if element.slot == "~" else _STRETCH):
            index = at if step > 0 else at - 1
            if not 0 <= index < len(self.tree):
                return
            token = self.tree[index]
            if token.text in _CLOSING or (element.slot == "~" and not self._describes(token)):
                return
            if element.slot == "..." and "Fin" in token.morph.get("VerbForm", []):
                return
            at += step
            yield at

    def _describes(self, token: Token) -> bool:
        if (name := self.passage.name_at(token)) is not None:
            return self.slots.is_place(name)
        participle = token.pos_ == "VERB" and token.dep_ == "amod"  # "a wholly owned subsidiary"
        return participle or token.pos_ in _DESCRIBING or token.text == "-" or "Yes" in token.morph.get("Poss", [])

    def _as_firms(self, phrasing: Phrasing, element: Element, fillers: Sequence[Filler]) -> Sequence[Filler]:
        """Parties with those for firms that were taken for people: nobody but firms is bought, owned and backed."""
        if element.slot == "S" and Label.PERSON in phrasing.labels:
            return fillers
        wrong = {f.text for f in fillers if is_mistaken(f, self.slots.discourse)}
        return [f._replace(label=Label.ORGANISATION) if f.text in wrong else f for f in fillers] if wrong else fillers

    def _may_fill(self, phrasing: Phrasing, element: Element, fillers: Sequence[Filler]) -> bool:
        if phrasing.kind == "stake" and any(is_authority(filler, self.passage.lang) for filler in fillers):
            return False  # "an arm of the Treasury Department"
        if phrasing.kind == "acquisition" and any(f.text.lower() in self.not_whole for f in fillers):
            return False
        return all(
            filler.label in phrasing.labels and (element.slot == "S" or filler.label is not Label.PERSON)
            for filler in fillers
        )


def _filled(element: Element, fillers: Sequence[Filler]) -> Match:
    return Match(subjects=tuple(fillers)) if element.slot == "S" else Match(objects=tuple(fillers))


def _is_typed(match: Match, phrasing: Phrasing) -> bool:
    """Whether something beside the phrase calls its parties firms: one of them, each, or none, as the phrase asks.

    That its subject is a person says nothing of its object: "Ada Byrne has a majority of voters".
    """
    parties = (*match.subjects, *match.objects)
    if phrasing.is_certain:
        return bool(match.subjects)
    enough = all if phrasing.is_typed else any
    firms = [f for f in parties if f.label is not Label.PERSON] or parties
    return bool(match.subjects) and enough(f.label is not None for f in firms)


@cache
def _phrasings(lang: str) -> tuple[dict[str, tuple[Phrasing, ...]], dict[str, str]]:
    """The phrases of a language by the words of their anchors, and the forms of the verbs in them."""
    found: dict[str, tuple[Phrasing, ...]] = {}
    verbs: set[str] = set()
    for table in read_data(lang, "phrasings")["phrasing"]:
        for said in table["said"]:
            phrasing = _read(said, table)
            verbs |= {word for element in phrasing.elements if element.is_verb for word in element.words}
            for word in phrasing.elements[phrasing.anchor].words:
                found[word] = (*found.get(word, ()), phrasing)
    return found, inflect(verbs, read_data(lang, "frames")["inflection"])


def _read(said: str, table: Mapping[str, Any]) -> Phrasing:
    parts = said.split()
    return Phrasing(
        table["kind"],
        tuple(_element(part.removeprefix("^")) for part in parts),
        next(at for at, part in enumerate(parts) if part.startswith("^")),
        Phase(table.get("phase", "holds")),
        Modality(table["modality"]) if "modality" in table else None,
        table.get("attribute"),
        frozenset({Label.ORGANISATION, None, *(label for key, label in _ALSO.items() if table.get(key))}),
        bool(table.get("typed")),
        bool(table.get("certain")),
    )


def _element(part: str) -> Element:
    if part.startswith("-") and len(part) > 1:
        return Element(words=frozenset(part.removeprefix("-").lower().split("|")), is_barred=True)
    optional = part.endswith("?")
    part = part.removesuffix("?")
    if part in ("S", "O", "V", "S*", "O*", "~", "..."):
        return Element(part.removesuffix("*"), is_optional=optional, is_many=part.endswith("*"))
    words = _GENITIVES if part == "'s" else frozenset(word.removesuffix("!").lower() for word in part.split("|"))
    return Element(words=words, is_verb="!" in part, is_optional=optional)
