"""Whether a draft tells of something that lies behind the news: a past event that no time dates.

"Acme, which bought Norwind, …", "had bought", "after buying Norwind, …": the day on which a document appeared says
nothing of such a deed, and the times of the clause around it are not its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.attribution import is_saying
from claimtrack.extract.certainty.modality import is_former, is_past
from claimtrack.extract.text.dates import time_words
from claimtrack.extract.text.syntax import base, children, is_relative
from claimtrack.model import Anchor, Modality, Phase, Quantity, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.certainty.modality import Certainty
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_DAY = len("2026-03-05")
_LEAD = 4
"""Sentences at the head of a document that tell its news."""
_NUMBER = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"\w+")
_DEPTH = 5
"""Words above a predicate that are looked at."""


def is_background(draft: Draft) -> bool:
    """Whether a draft is of an undated past: by an adverb, a tense, the clause or the phrase that it stands in."""
    if draft.kind == "investment" and draft.phase is Phase.HOLDS and draft.value is None:
        return True  # "among its backers", "was an early investor"
    if _is_vague(draft) or is_former(draft):
        return True
    if draft.phase is Phase.HOLDS or draft.aside:
        return False
    return is_remark(draft) or _is_long_done(draft) or _is_told_in_passing(draft)


def is_remark(draft: Draft) -> bool:
    """Whether a participle only says what a firm is: "Acme, a platform founded by Ada Byrne, said on Tuesday"."""
    predicate = draft.predicate
    is_participle = base(predicate) == "acl" and "Part" in predicate.morph.get("VerbForm", [])
    is_participle = is_participle or (base(predicate) == "amod" and predicate.pos_ == "VERB")
    if draft.kind not in ("role", "acquisition") or not is_participle or children(predicate, "aux", "mark"):
        return False
    return any(token.pos_ in ("VERB", "AUX") for token in predicate.ancestors)


def is_recalled(draft: Draft, certainty: Certainty, head: str, topic: str | None) -> bool:
    """Whether the body of a document tells of a deed in the past that nobody in it announces, and not its `head`.

    "Acme, too, bought a rival" says in the middle of an article nothing of when. The items of a list tell news, and
    so does what the `topic` of an article launches.
    """
    place, told = draft.passage.place, certainty.attribution
    if draft.kind == "release" and draft.subject.text == topic:
        return False
    if certainty.phase is Phase.HOLDS or certainty.modality is not Modality.ACTUAL or told is not None:
        return False
    is_item = place.item or place.label is not None or bool(draft.passage.strong)  # "**Acme** raised $5 million"
    if draft.passage.position < _LEAD or is_item or not is_past(draft):
        return False
    named = draft.subject if draft.kind == "role" or draft.object is None else draft.object
    words = {draft.predicate.lower_, draft.predicate.lemma_.lower()}
    if draft.kind == "role" and draft.phase is Phase.ENDS and words.isdisjoint(_WORD.findall(head.lower())):
        return True  # "Byrne retired from Acme as its chief": whenever that was
    figure = _NUMBER.search(draft.value.norm.text) if draft.value and isinstance(draft.value.norm, Quantity) else None
    return (named.text if figure is None else figure[0]) not in head


def stands_apart(head: Token, predicate: Token, lang: str) -> bool:
    """Whether a phrase of what comes before or after lies between a predicate and the clause of a time.

    "In 2015 he criticised the plans before Acme bought Norwind", "This week, following the purchase of Norwind, …".
    """
    for token in _up_to(head, predicate):
        marks = {child.lower_ for child in children(token, "case", "mark")}
        if marks & time_words(lang, "before") or (marks & time_words(lang, "after") and not _finite(token)):
            return True
    return False


def _up_to(head: Token, predicate: Token) -> Iterator[Token]:
    """The words from a predicate up to the first that a time hangs on."""
    current = predicate
    for _ in range(_DEPTH):
        if current == head or current.is_ancestor(head):
            return
        yield current
        if current.head == current:
            return
        current = current.head


def _finite(token: Token) -> Token | None:
    return next((t for t in (token, *children(token, "aux", "cop")) if "Fin" in t.morph.get("VerbForm", [])), None)


def _clause(draft: Draft) -> Iterator[Token]:
    """A predicate and what governs it, up to the first verb that is finite or has a subject."""
    current = draft.predicate
    for _ in range(_DEPTH):
        yield current
        if _finite(current) or children(current, "nsubj") or current.head == current:
            return
        current = current.head


def _is_vague(draft: Draft) -> bool:
    """Whether an adverb of its clause leaves open when: "recently signed", "was previously known for selling"."""
    vague = time_words(draft.passage.lang, "vague")
    tokens = [draft.predicate] if draft.aside else _clause(draft)
    return any(word.lower_ in vague for token in tokens for word in (token, *token.children))


def _is_long_done(draft: Draft) -> bool:
    """Whether a verb tells what had happened before what is told; of what somebody says, that is but its tense."""
    lang = draft.passage.lang
    for token in _clause(draft):
        finite = _finite(token)
        if finite is None:
            continue
        is_done = finite.dep_ == "aux" and "Part" in token.morph.get("VerbForm", [])
        if not is_done or finite.lower_ not in time_words(lang, "pluperfect"):
            return False
        return not any(is_saying(above, lang) for above in token.ancestors)
    return False


def _is_told_in_passing(draft: Draft) -> bool:
    """Whether a deed is told in a relative clause in the past, or in a phrase behind "after", "following"."""
    after = time_words(draft.passage.lang, "after")
    if any(child.lower_ in after for token in _above_figure(draft) for child in children(token, "case")):
        return True  # "the money arrives two years after a Series A of $40m"
    for token in _clause(draft):
        finite, comes_after = _finite(token), any(child.lower_ in after for child in children(token, "case", "mark"))
        if finite is not None:
            is_past = "Past" in finite.morph.get("Tense", []) and base(finite) != "aux"
            if comes_after:  # "worked on after Byrne had left", but not "shares fell on Friday after Byrne left"
                return is_past and not _is_news(draft.passage)
            return is_past and is_relative(token) and not _is_on_the_scene(token)
        if comes_after:
            return True
    return False


def _is_news(passage: Passage) -> bool:
    """Whether a sentence stands at the head of its document, or names a day that counts from its publication."""
    days = (m.norm for m in passage.dates if isinstance(m.norm, TimeSpan) and len(m.norm.edtf or "") == _DAY)
    return passage.position < _LEAD or any(day.anchor is Anchor.PUBLISHED for day in days)


def _is_on_the_scene(clause: Token) -> bool:
    """Whether a relative clause tells what happened at what is told: "the fair, where Acme unveiled the X1"."""
    return any({"Rel", "Int"} & set(word.morph.get("PronType", [])) for word in children(clause, "advmod"))


def _above_figure(draft: Draft) -> Iterator[Token]:
    """The nouns between a figure and the predicate."""
    head = draft.passage.head_of(draft.value.span) if draft.value is not None else None
    for token in (head, *head.ancestors) if head is not None else ():
        if token == draft.predicate:
            return
        yield token
