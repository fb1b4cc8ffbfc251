"""Which of two readings of a sentence tell one thing: one claim, or one figure, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.extract.drafts import Draft

DESCRIBED = frozenset({"noun", "pronoun"})
"""Ways in which a party is meant that is not named."""


def may_stand_beside(one: Draft, other: Draft) -> bool:
    """Whether two drafts do not tell one figure twice; a phrase tells it of each of a list: "A and B each own 9 %"."""
    if one.value is None or other.value is None or one.value.span != other.value.span:
        return True
    return one.rule == other.rule == "phrase" and one.predicate == other.predicate and one.kind == other.kind


def is_same(one: Draft, other: Draft) -> bool:
    """Whether two readings are one claim; of a stake told by its sum, the investment is."""
    objects = [draft.object.text if draft.object else None for draft in (one, other)]
    by_sum = (one.kind, one.rule, other.kind) == ("investment", "stake", "stake") and other.value is None
    if one.kind == other.kind == "acquisition" and all(objects):
        words = [{*str(text).replace("’s", "").replace("'s", "").split()} for text in objects]
        objects = [objects[0]] * 2 if words[1] <= words[0] else objects  # "Acme arm" is "Acme's chip arm"
    described = other.object is not None and other.object.via in DESCRIBED
    if one.rule == "round" and one.kind == other.kind == "investment" and described:
        objects[0] = objects[1]  # whose round it is, the reader of rounds knows best
    return (one.kind == other.kind or by_sum) and one.subject.text == other.subject.text and objects[0] == objects[1]
