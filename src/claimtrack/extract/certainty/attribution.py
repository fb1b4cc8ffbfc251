"""On whose word a document passes something on: "according to X", "X said", "laut X"; who X is, `speakers` reads."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.hedging import upward
from claimtrack.extract.certainty.speakers import (
    is_said_of,
    read_phrase,
    read_subject,
    read_unnamed,
    saying_lemma,
    speaker_words,
    tells_after,
    without_brackets,
)
from claimtrack.extract.names.pointers import read_pointer
from claimtrack.extract.text.syntax import base, children, has_present_ending, is_infinitive, is_relative, marker
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.certainty.speakers import Words
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_DEPTH = 5
"""Clauses above a claim in which a verb of saying is looked for."""
_BACK = 2
"""Sentences before one that says "the report" in which the report may be named."""
_HEAD = 4
"""Words between a name at the head of a sentence and what it announces ("on Tuesday")."""
_COMMAS = frozenset({",", "“", "”", '"', "«", "»", "–", "—"})
_ENDING = frozenset({"ADP", "ADV", "PUNCT", "VERB", "AUX"})
_NAMING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV", "AUX", "PART", "X", "ADP", "CCONJ", "PUNCT"})
"""What may stand between the comma and the verb of "…, a person close to Acme told Reuters"."""


def read_attribution(draft: Draft, discourse: Discourse) -> str | None:
    """Return who says so, in the fullest form of the name, or the words for an unnamed source; else `None`."""
    passage, words = draft.passage, speaker_words(draft.passage.lang)
    cited = _according_to(passage, words.before, discourse, draft)
    told = _said_above(draft, words, discourse, own=False)
    if cited and (person := told or _said_at_the_end(draft, words, discourse)):
        is_relayed = discourse.cast.label(person) is Label.PERSON and discourse.cast.label(cited) is Label.ORGANISATION
        cited = person if is_relayed else cited  # "Byrne warned that …, according to Reuters"
    found = (
        cited
        or _by_its_own_word(draft, words)
        or told
        or _said_at_the_front(draft, words, discourse)
        or _said_at_the_end(draft, words, discourse)
        or _said_above(draft, words, discourse, own=True)  # "Acme expects sales of $5bn, Byrne said" is Byrne's word
        or _said_at_the_head(draft, words, discourse)
        or _according_to(passage, words.citing, discourse, draft)  # "Bloomberg reported, citing two people"
    )
    if found is None:
        if _is_indirect(draft, words):
            return _named_before(passage, words, discourse, in_person=False)
        pointing = any(token.lower_ in words.anaphoric for token in passage.tree)
        before = _named_before(passage, words, discourse) if pointing else None
        return before or _summed_up(passage, words, discourse)
    if found.lower() in words.papers:
        return _named_before(passage, words, discourse) or found  # "the report said"
    return found


def is_saying(token: Token, lang: str) -> bool:
    """Whether a word is a verb of saying, announcing or expecting."""
    words = speaker_words(lang)
    return token.pos_ == "VERB" and token.lower_ not in words.silent and saying_lemma(token, words) in words.saying


def _is_indirect(draft: Draft, words: Words) -> bool:
    """Whether the mood of a verb alone says that somebody else says so: "Der Umsatz sei gestiegen"."""
    auxiliaries = [t for above in upward(draft.predicate) for t in (above, *children(above, "aux", "cop"))]
    finite = next((t for t in auxiliaries if "Fin" in t.morph.get("VerbForm", [])), None)
    return finite is not None and finite.lower_ in words.indirect and "Sub" in finite.morph.get("Mood", [])


def _according_to(
    passage: Passage, markers: tuple[tuple[str, ...], ...], discourse: Discourse, draft: Draft | None = None
) -> str | None:
    """The phrase behind "according to" and "laut", or before "zufolge"."""
    words = speaker_words(passage.lang)
    for at, length in _markers(passage, markers, words):
        if draft is not None and (_is_of_another(at, draft, words) or _is_inserted(draft.predicate, at)):
            continue
        if length:
            return read_phrase(at + length, passage, discourse)
        start = at - 1
        while start and passage.tree[start - 1].pos_ in ("ADJ", "NOUN", "PROPN", "DET", "ADP"):
            start -= 1
        return read_phrase(start, passage, discourse, at)
    return None


def _markers(passage: Passage, markers: tuple[tuple[str, ...], ...], words: Words) -> Iterator[tuple[int, int]]:
    """Where a sentence cites somebody, and the words of the marker; none for a word that stands behind the source."""
    forms = [token.lower_ for token in passage.tree]
    for at, form in enumerate(forms):
        for phrase in markers:
            if form == phrase[0] and tuple(forms[at : at + len(phrase)]) == phrase:
                yield at, len(phrase)
                break
        if form in words.behind and at:
            yield at, 0
        behind = forms[at + 1] if form in words.out_of and at + 1 < len(forms) else ""
        if behind in words.anonymous and behind.endswith(words.circles):
            yield at, 1  # "aus Unternehmenskreisen heißt es"


def _is_of_another(at: int, draft: Draft, words: Words) -> bool:
    """Whether a source vouches for the estimate behind a figure: "$5bn, ahead of estimates of $4bn, according to A"."""
    passage = draft.passage
    tokens = passage.tokens_in(draft.value.span) if draft.value is not None else []
    if not tokens or tokens[-1].i > at:
        return False
    between = passage.tree[tokens[-1].i + 1 : at]
    if any({t.lower_, t.lemma_.lower()} & words.estimates for t in between):
        return True
    expected = read_data(passage.lang, "certainty")["modality"]["forecast"]
    return any(passage.quantity_at(t) for t in between) and any(
        t.lemma_.lower() in expected or t.lower_ in expected for t in between
    )


def _is_inserted(predicate: Token, at: int) -> bool:
    """Whether a relative clause around a predicate is over before a source: "Acme, which owns Beta, grew, says …"."""
    around = next((token for token in upward(predicate) if is_relative(token)), None)
    return around is not None and not around.is_ancestor(around.doc[at]) and at > around.right_edge.i + 1


def _by_its_own_word(draft: Draft, words: Words) -> str | None:
    """The subject itself where its own word is cited: "nach eigenen Angaben", "eigenen Angaben zufolge"."""
    forms = [token.lower_ for token in draft.passage.tree]
    before = {phrase[0] for phrase in words.before}
    for at, (form, paper) in enumerate(pairwise(forms)):
        cited = (at and forms[at - 1] in before) or (at + 2 < len(forms) and forms[at + 2] in words.behind)
        if form in words.own and paper in words.papers and cited:
            return draft.subject.text
    return None


def _said_above(draft: Draft, words: Words, discourse: Discourse, *, own: bool) -> str | None:
    """The subject of the verb of saying that governs the claim; of the claim's `own` verb, if that announces it."""
    for verb in _verbs_above(draft.predicate, words):
        if own and _is_compared(draft, verb):
            return None
        if draft.kind == "role" and is_relative(draft.predicate) and not _is_reported(draft.predicate, words):
            return None  # "said he would return to the firm that he founded"
        if not is_said_of(verb, words) or own != (verb == draft.predicate) or tells_after(verb, draft):
            continue
        announces = saying_lemma(verb, words) in words.announcing and _is_finite(verb) and not _is_told_beside(draft)
        for subject in _subjects(verb, draft.passage) if announces or not own else ():
            if draft.object is not None and subject == draft.object.token:
                continue  # "Acme bought Beta, a banker involved in the sale said", with Beta for the subject of "said"
            found = read_subject(subject, verb, draft.passage, discourse)
            if found := found or _is_the_subject(subject, verb, draft):
                return found
    return None


def _is_compared(draft: Draft, verb: Token) -> bool:
    """Whether a figure is another's, told beside the one that is reported: "reported $5bn, shy of Acme's $6bn"."""
    owner = draft.subject.token
    between = draft.passage.tree[verb.i : owner.i]
    is_owner = base(owner) == "nmod" and draft.passage.name_at(owner) is not None
    return is_owner and any(draft.passage.quantity_at(t) for t in between) and all(t.dep_ != "cc" for t in between)


def _is_told_beside(draft: Draft) -> bool:
    """Whether a coordinated clause with a subject of its own has the figure: "reported a loss, but shares rose 8 %"."""
    tokens = draft.passage.tokens_in(draft.value.span) if draft.value is not None else []
    above = takewhile(lambda token: token != draft.predicate, tokens[0].ancestors) if tokens else ()
    return any(base(token) == "conj" and children(token, "nsubj") for token in above)


def _is_the_subject(subject: Token, verb: Token, draft: Draft) -> str | None:
    """The claim's subject where it is what speaks: "the Berlin start-up Acme reports", "the company said it …"."""
    words = speaker_words(draft.passage.lang)
    if draft.subject.label is Label.PERSON or saying_lemma(verb, words) not in words.saying:
        return None
    inside = draft.subject.token in subject.subtree and draft.passage.name_at(draft.subject.token) is not None
    if draft.subject.token != subject and any(child.lower_ in words.hearsay for child in verb.children):
        return None  # "an Acme IPO reportedly targeting $5bn"
    points = draft.passage.name_at(subject) is None and read_pointer(subject, draft.passage) is not None
    return draft.subject.text if inside or points or (verb == draft.predicate == draft.subject.token) else None


def _subjects(verb: Token, passage: Passage) -> list[Token]:
    """The subject of a verb, or the name right before it where the tree makes another thing of that."""
    found = children(verb, "nsubj") or [t for aux in children(verb, "aux") for t in children(aux, "nsubj")]
    if not found and base(verb) == "conj":
        found = children(verb.head, "nsubj")
    if not found:  # parsers take a subject beside its verb for an object: "hatte die Acme AG … bekannt gegeben"
        unnamed, told = speaker_words(passage.lang).anonymous, children(verb, "obj")
        found = [t for t in told if t.lower_ in unnamed or (passage.name_at(t) and "Nom" in t.morph.get("Case", []))]
    name = passage.name_at(verb.nbor(-1)) if verb.i and not found else None
    return [passage.tree[name.start]] if name is not None and _is_bare(name.start, passage) else found


def _is_bare(start: int, passage: Passage) -> bool:
    return start == 0 or passage.tree[start - 1].pos_ not in ("ADP", "PART")


def _said_at_the_head(draft: Draft, words: Words, discourse: Discourse) -> str | None:
    """Who announces in a sentence that begins so, whatever its tree: "Acme on Tuesday reported …", "Acme projects"."""
    passage, tree = draft.passage, draft.passage.tree
    name = passage.names[0] if passage.names and _is_bare(passage.names[0].start, passage) else None
    if name is None or any(t.pos_ not in ("DET", "ADJ", "NOUN") for t in tree[: name.start]):
        return None
    for token in tree[name.end : name.end + _HEAD]:
        if token.dep_ == "aux:pass" or token.lower_ in words.silent:
            return None
        if token.lemma_.lower() in words.announcing and token.lower_ != token.lemma_.lower():
            told = token.i <= draft.predicate.i and not any(t.text == "," for t in tree[token.i : draft.predicate.i])
            return discourse.cast.full(name.text) if told else None
        if not passage.is_time(token) and token.pos_ not in ("ADP", "ADV", "AUX"):
            return None
    return None


def _verbs_above(predicate: Token, words: Words) -> Iterator[Token]:
    """The verbs that a predicate is told by: up the tree, but out of no relative or adverbial clause."""
    current, joined = predicate, False
    for _ in range(_DEPTH):
        if not joined:  # "Acme did not disclose its value, but it was put at …"
            yield current
        joined = base(current) == "conj" and not _is_reported(current, words) and not _is_bare_gerund(current)
        yield from (verb for verb in children(current, "parataxis") if not children(verb, "ccomp") and _goes_on(verb))
        is_speaker = base(current) in ("nsubj", "csubj") and is_said_of(current.head, words)
        if current.head == current or is_speaker or _stands_beside(current, words):
            return
        current = current.head


def _is_bare_gerund(verb: Token) -> bool:
    """Whether a coordinated participle is of a clause that is told: "said it is growing, adding posts"."""
    return has_present_ending(verb) and not children(verb, "aux", "nsubj")


def _goes_on(verb: Token) -> bool:
    """Whether no semicolon sets a verb of saying apart: "Oil rises above $110; Byrne says the price is small"."""
    low, high = sorted((verb.i, verb.head.i))
    return all(token.text != ";" for token in verb.doc[low:high])


def _is_reported(clause: Token, words: Words) -> bool:
    return any(mark.lower_ in words.complementizers for mark in children(clause, "mark"))


def _stands_beside(clause: Token, words: Words) -> bool:
    """Whether an adverbial clause is told beside what its verb says: "announced X, doubling Y", "after X, he said"."""
    if base(clause) != "advcl" or "Inf" in clause.morph.get("VerbForm", []) or not is_said_of(clause.head, words):
        return False
    behind = text_of(clause.doc[clause.head.i + 1 : clause.head.i + 2])
    if behind == "," and children(clause, "nsubj") and not children(clause, "mark"):
        return False  # "In May, the report noted, sales fell"
    fronted = any(child.lower_ in words.meanwhile for child in children(clause, "advmod"))
    if children(clause, "mark") or fronted or not _is_finite(clause):
        return not _is_reported(clause, words)
    return clause.i > clause.head.i


def _is_finite(clause: Token) -> bool:
    return any("Fin" in t.morph.get("VerbForm", []) for t in (clause, *children(clause, "aux", "cop")))


def _said_at_the_front(draft: Draft, words: Words, discourse: Discourse) -> str | None:
    """Who stands in an opening "As Acme reported, …", "Wie Acme mitteilt, …"."""
    tree = draft.passage.tree
    if tree[0].lower_ not in words.closing:
        return None
    stop = next((t.i for t in tree[: draft.predicate.i] if t.text in _COMMAS), 0)
    verbs = (t for t in tree[:stop] if t.pos_ == "VERB" and is_said_of(t, words))
    subjects = ((verb, subject) for verb in verbs for subject in _subjects(verb, draft.passage))
    found = (read_subject(subject, verb, draft.passage, discourse) for verb, subject in subjects)
    return next((source for source in found if source), None)


def _said_at_the_end(draft: Draft, words: Words, discourse: Discourse) -> str | None:
    """Who stands in a closing "…, a source said", ", wie Acme mitteilte", which trees often take for another clause."""
    passage, predicate = draft.passage, draft.predicate
    tree = passage.tree
    for verb in tree[predicate.i + 1 :]:
        if verb.pos_ != "VERB" or not is_said_of(verb, words) or is_infinitive(verb):
            continue
        comma = _comma_before(verb, predicate.i)
        about = any(marker(child) in words.topics for child in children(verb, "obl"))
        if comma is None or about or any(child.i > verb.i for child in children(verb, "ccomp", "obj", "nmod")):
            continue  # "before she joined Acme, she wrote about Beta"
        if person := _apposed(verb, predicate.i, passage, discourse):
            return person
        between = _named_between(list(tree[comma + 1 : verb.i]), words)
        if unnamed := read_unnamed(between, words):
            return unnamed
        if between is None or any(t.pos_ not in _NAMING for t in between):
            continue
        nouns = [t for t in between if t.pos_ in ("NOUN", "PROPN", "PRON")]
        people = [t for t in nouns if _is_person(t, passage, discourse)][-1:]
        for token in [*people, *children(verb, "nsubj"), *nouns, *_behind(verb)]:
            if found := read_subject(token, verb, passage, discourse) or _is_the_subject(token, verb, draft):
                return found
    return None


def _named_between(tokens: list[Token], words: Words) -> list[Token] | None:
    """The words between a comma and a verb that may name who speaks, without what opens them or is in brackets."""
    if tokens and tokens[0].lower_ in words.closing:
        tokens = tokens[1:]
    elif tokens and (tokens[0].pos_ in ("ADP", "CCONJ") or _is_relative_pronoun(tokens[0])):
        return None
    compares = any(token.lower_ in words.compared for token in tokens)  # "more than analysts had expected"
    return None if compares else without_brackets(tokens)


def _apposed(verb: Token, start: int, passage: Passage, discourse: Discourse) -> str | None:
    """The person whose post stands between commas before the verb: "…, Ada Byrne, head of Acme's lab(,) said"."""
    tree = passage.tree
    for name in passage.names:
        set_off = start < name.start and name.end < verb.i and tree[name.start - 1].text in _COMMAS
        post = tree[name.end + 1 : verb.i] if set_off and tree[name.end].text == "," else ()
        if len(post) and all(t.pos_ in _NAMING for t in post) and discourse.cast.label(name.text) is Label.PERSON:
            return discourse.cast.full(name.text)
    return None


def _is_relative_pronoun(token: Token) -> bool:
    """Whether a word opens a clause about the noun before it: "after a demand that he made, which he wrote down"."""
    return token.pos_ == "PRON" and "Rel" in token.morph.get("PronType", [])


def _is_person(token: Token, passage: Passage, discourse: Discourse) -> bool:
    name = passage.name_at(token)
    return name is not None and discourse.cast.label(name.text) is Label.PERSON


def _comma_before(verb: Token, start: int) -> int | None:
    """The last comma before a verb that stands in no brackets: "Ada Byrne (left, with staff) said"."""
    depth = 0
    for token in reversed(verb.doc[start + 1 : verb.i]):
        depth += (token.text == ")") - (token.text == "(")
        if token.text in _COMMAS and not depth:
            return token.i
    return None


def _behind(verb: Token) -> Iterator[Token]:
    """The noun right behind a verb, where the tree gives it no subject: "…, said Citi analysts"."""
    if children(verb, "nsubj"):
        return
    for token in verb.doc[verb.i + 1 : verb.i + 6]:
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
            return
        if token.pos_ != "DET":
            yield token


def _named_before(passage: Passage, words: Words, discourse: Discourse, *, in_person: bool = True) -> str | None:
    """The source of a sentence just before: whose report "the report" is; `in_person` if it must be a name there."""
    place = discourse.place_of(passage)
    for earlier in reversed(discourse.passages[max(0, place - _BACK) : place]):
        if passage.position - earlier.position > _BACK:
            return None
        found = _source_of(earlier, words, discourse)
        if found is not None and not in_person:
            return found
        if found is not None and found in {discourse.cast.full(name.text) for name in earlier.names}:
            return found
    return None


def _summed_up(passage: Passage, words: Words, discourse: Discourse) -> str | None:
    """On whose word a sentence stands that the next one only sums up: "Das teilte Acme am Montag mit"."""
    place = discourse.place_of(passage) + 1
    following = discourse.passages[place] if place < len(discourse.passages) else passage
    opening = next((words_of for words_of in words.summing if following.text.lower().startswith(words_of)), None)
    if opening is None or following.position - passage.position != 1:
        return None
    start = len(opening.split())  # whatever the tree makes of it, who speaks stands behind the verb
    stop = next((t.i for t in following.tree[start + 1 :] if t.pos_ in _ENDING or following.is_time(t)), None)
    return read_phrase(start, following, discourse, stop) or _source_of(following, words, discourse)


def _source_of(passage: Passage, words: Words, discourse: Discourse) -> str | None:
    """The source that a sentence names, whatever it is of."""
    if found := _according_to(passage, words.before + words.citing, discourse):
        return found
    verbs = (t for t in passage.tree if t.pos_ == "VERB" and is_said_of(t, words))
    subjects = ((verb, subject) for verb in verbs for subject in _subjects(verb, passage))
    sources = (read_subject(subject, verb, passage, discourse) for verb, subject in subjects)
    return next((source for source in sources if source), None)
