"""Times that a sentence names only in passing: of a founding, of a debt that falls due, since when a firm is what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.attribution import is_saying
from claimtrack.extract.certainty.speakers import speaker_words
from claimtrack.extract.text.dates import time_words
from claimtrack.extract.text.syntax import base, children, clause, marker

if TYPE_CHECKING:
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention

_BOUND = 2
"""Words before a time in which "due" makes it that of a debt."""


def is_in_passing(mention: Mention, draft: Draft) -> bool:
    """Whether a time is not that of what the sentence tells."""
    return any(of(mention, draft) for of in (_describes_founding, _is_of_speaker, _is_of_maturity, _is_since))


def marker_of(mention: Mention, passage: Passage) -> str:
    """The case word of a time, from the tree or from the word before it."""
    head = passage.head_of(mention.span)
    found = marker(head) if head is not None else ""
    before = passage.tokens_in(mention.span)[0].i - 1
    return found or (passage.tree[before].lower_ if before >= 0 else "")


def _describes_founding(mention: Mention, draft: Draft) -> bool:
    """As in "das 2021 gegründete Unternehmen": the year belongs to a modifier and to nothing that the firm does."""
    following = draft.passage.tokens_in(mention.span)[-1].i + 1
    is_inside = following < len(draft.passage.tree) and following != draft.predicate.i
    return is_inside and draft.passage.tree[following].lower_ in time_words(draft.passage.lang, "founding")


def _is_of_maturity(mention: Mention, draft: Draft) -> bool:
    """Whether a time is that on which a debt falls due: "an offering of notes due 2034"."""
    first = draft.passage.tokens_in(mention.span)[0].i
    near = {token.lower_ for token in draft.passage.tree[max(0, first - _BOUND) : first]}
    return bool(near & time_words(draft.passage.lang, "maturing"))


def _is_since(mention: Mention, draft: Draft) -> bool:
    """Whether "since" says of a name in passing how long it has been what: "Acme, a brewer since 1921, was sold"."""
    head = draft.passage.head_of(mention.span)
    if head is None or marker_of(mention, draft.passage) not in time_words(draft.passage.lang, "since"):
        return False
    between = [t for t in (head, *head.ancestors) if draft.predicate.is_ancestor(t)]
    return any(base(t) == "appos" and t != head for t in between)


def _is_of_speaker(mention: Mention, draft: Draft) -> bool:
    """Whether a time is that of what the writer revealed before: "As I reported in October, Acme …"."""
    head = draft.passage.head_of(mention.span)
    verb = clause(head) if head is not None else draft.predicate
    first = any("1" in subject.morph.get("Person", []) for subject in children(verb, "nsubj"))
    opener = {child.lower_ for child in children(verb, "mark", "advmod")}
    return first and bool(opener & speaker_words(draft.passage.lang).closing) and is_saying(verb, draft.passage.lang)
