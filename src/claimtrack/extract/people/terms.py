"""Posts told by their time: "She starts in the post on 1 May", "Her term as finance chief of Acme ended on Monday".

Who was appointed to what stands in a sentence before; a start that has a day of its own is a claim beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.people.posts import read_posts
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.lexicon import load_lexicon, sentence_forms, word_forms
from claimtrack.extract.text.syntax import children
from claimtrack.language import read_data, word_sets
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_BACK = 2
"""Sentences back in which the appointment stands."""
_POST = 5
"""Tokens between a verb of starting and the post or the day: "will start in her new role on"."""
_AS = 4
"""Tokens between a word for a term and its title: "her six years as chief executive"."""
_VERB = 7
"""Tokens behind a term's post among which its verb stands."""
_SURE, _TOLD = 0.8, 0.95
"""How sure a start is whose post another sentence tells, and one that is told with its post."""


class _Words(NamedTuple):
    start: frozenset[str]
    end: frozenset[str]
    posts: frozenset[str]
    terms: frozenset[str]
    not_of_one: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    table = read_data(lang, "roles")["term_of_office"]
    return _Words(**word_sets(table))


def draft_terms(passages: Sequence[Passage], discourse: Discourse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The starts and ends of posts that passages date; `drafts` hold who was appointed."""
    begun = [draft for draft in drafts if draft.kind == "role" and draft.phase is Phase.BEGINS and not draft.aside]
    firms = {
        draft.subject.text: draft.object.text for draft in drafts if draft.kind == "role" and draft.object is not None
    }
    at_places: dict[int, list[Draft]] = {}
    for draft in (draft for draft in begun if draft.attribute and draft.object is not None):
        at_places.setdefault(discourse.place_of(draft.passage), []).append(draft)
    for place, passage in enumerate(passages):
        words, forms = _words(passage.lang), sentence_forms(passage.tree, load_lexicon(passage.lang))
        if not passage.dates or forms.isdisjoint({*words.start, *words.end}) or place in at_places:
            continue
        yield from _ended(passage, discourse, words, firms)
        yield from _started(passage, discourse, words, _told(place, at_places))


def _told(place: int, at_places: Mapping[int, Sequence[Draft]]) -> Draft | None:
    """The one appointment of the sentences before."""
    for earlier in range(place - 1, place - 1 - _BACK, -1):
        if told := at_places.get(earlier):
            return told[0] if len({draft.subject.text for draft in told}) == 1 else None
    return None


def _started(passage: Passage, discourse: Discourse, words: _Words, told: Draft | None) -> Iterator[Draft]:
    """As in "She will take up the post on 1 May", "The former head of Beta starts in June"."""
    if told is None or told.object is None:
        return
    lexicon = load_lexicon(passage.lang)
    for verb in passage.tree:
        if verb.pos_ != "VERB" or not {*word_forms(verb, lexicon), verb.lemma_.lower()} & words.start:
            continue
        if _is_of_post(verb, passage, words) and _is_by(verb, told, passage, discourse):
            person, office = (
                Filler(filler.text, filler.label, verb, _SURE * filler.certainty, "context")
                for filler in (told.subject, told.object)
            )
            yield Draft(
                "role", "role_begin", passage, verb, person, office, attribute=told.attribute, phase=Phase.BEGINS,
                sure=_SURE,
            )  # fmt: skip
            return


def _is_of_post(verb: Token, passage: Passage, words: _Words) -> bool:
    """Whether a verb's post or day stands right behind it."""
    behind = passage.tree[verb.i + 1 : verb.i + 1 + _POST]
    if any(token.lower_ in words.posts for token in behind):
        return True
    first = next((t for t in behind if t.pos_ not in ("ADP", "ADV", "AUX", "PART")), None)
    term = any(token.lower_ in words.terms for token in children(verb, "nsubj"))
    return first is not None and passage.is_time(first) and (term or not children(verb, "obj", "xcomp"))


def _is_by(verb: Token, told: Draft, passage: Passage, discourse: Discourse) -> bool:
    """Whether the subject of a verb is who was appointed, by name, pronoun, an earlier post or a term of office."""
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is None:
        return False
    if (name := passage.name_at(subject)) is not None:
        return discourse.cast.full(name.text) == told.subject.text
    words = _words(passage.lang)
    if subject.pos_ == "PRON":
        return subject.lower_ in role_words(passage.lang).person_pronouns
    if subject.lower_ in words.terms:
        return any(t.dep_ in ("nmod:poss", "det:poss") and t.lower_ not in words.not_of_one for t in subject.children)
    definite = any("Def" in t.morph.get("Definite", []) for t in children(subject, "det"))
    return definite and any(title.start <= subject.i < title.end for title in find_titles(passage))


def _ended(passage: Passage, discourse: Discourse, words: _Words, firms: Mapping[str, str]) -> Iterator[Draft]:
    """As in "Her time as finance chief of Acme ended on Monday", "Ada Byrne's term as chair began in May"."""
    lexicon, as_ = load_lexicon(passage.lang), role_words(passage.lang).as_
    for noun in passage.tree:
        link = next((t.i for t in passage.tree[noun.i + 1 : noun.i + 1 + _AS] if t.lower_ in as_), None)
        if noun.lower_ not in words.terms or link is None:
            continue
        post = next((p for p in read_posts(passage, discourse) if p.start <= link + 2 <= p.end), None)
        verb = next((t for t in passage.tree[post.end : post.end + _VERB] if t.pos_ == "VERB"), None) if post else None
        if verb is not None and "Pres" in verb.morph.get("Tense", []):
            continue  # "her term as chair ends in May" is to come, and no day of the text dates it
        forms = {*word_forms(verb, lexicon), verb.lemma_.lower()} if verb is not None else set()
        person = _owner(noun, passage, discourse) if forms & (words.end | words.start) else None
        if person is None or post is None or verb is None:
            continue
        employer = discourse.employer(person.text) or firms.get(person.text)
        office = next(iter(post.organisations), None) or (
            Filler(employer, Label.ORGANISATION, noun, _SURE, "context") if employer else None
        )
        if office is not None:
            phase = Phase.ENDS if forms & words.end else Phase.BEGINS
            yield Draft(
                "role", "role_leave" if phase is Phase.ENDS else "role_begin", passage, verb, person, office,
                attribute=post.attribute, phase=phase, sure=_TOLD * person.certainty,
            )  # fmt: skip


def _owner(noun: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Whose term it is: "her term", "Ada Byrne's term", "the term of Ada Byrne"."""
    behind = passage.tree[noun.i + 1 : noun.i + 2 + _AS]
    of = [t for t in behind if t.pos_ == "PROPN" and t.i > noun.i + 1 and t.nbor(-1).pos_ == "ADP"][:1]
    for token in (*reversed(passage.tree[max(0, noun.i - _AS) : noun.i]), *of):
        name = passage.name_at(token)
        if name is not None and discourse.cast.label(name.text) is Label.PERSON:
            return Filler(discourse.cast.full(name.text), Label.PERSON, token, 1.0, "name")
        if name is None and token.dep_ in ("nmod:poss", "det:poss"):
            return person_meant(token, passage, discourse)
    return None
