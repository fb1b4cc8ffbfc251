"""Times that point back: "at the time", "damals" stand for the day that the sentences before have told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.timing import UNDATED, Valid
from claimtrack.extract.text.dates import time_words
from claimtrack.model import Anchor, TimeSpan

if TYPE_CHECKING:
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_BACK = 2
"""Sentences back in which the day is told."""
_AGE = "age"  # the rule of ages: a figure beside a name is of today, whatever its sentence recalls


def told_before(draft: Draft, discourse: Discourse) -> Valid | None:
    """Return when a draft holds whose sentence points back to a time; `None` where it does not.

    Undated where the sentences before tell no day, or more than one.
    """
    if draft.rule == _AGE or draft.aside or draft.passage.dates or not _points_back(draft.passage):
        return None
    at = discourse.place_of(draft.passage)
    for passage in reversed(discourse.passages[max(0, at - _BACK) : at]):
        spans = [m.norm for m in passage.dates if isinstance(m.norm, TimeSpan) and m.norm.edtf is not None]
        if spans:
            edtf = (spans[0].edtf or "").removeprefix("../")  # "by May": then it was May
            is_plain = len(spans) == 1 and ".." not in edtf
            return Valid(edtf, spans[0].text, Anchor.TEXT, default=False) if is_plain else UNDATED
    return UNDATED


def _points_back(passage: Passage) -> bool:
    """Whether a sentence has such a phrase, and not "at the time of its sale", nor one in a bracket for itself."""
    forms = [token.lower_ for token in passage.tree]
    owned = time_words(passage.lang, "back_to")
    for phrase in (phrase.split() for phrase in time_words(passage.lang, "back")):
        for at in range(len(forms) - len(phrase) + 1):
            behind = forms[at + len(phrase) : at + len(phrase) + 1]
            if forms[at : at + len(phrase)] == phrase and behind != [")"] and owned.isdisjoint(behind):
                return True
    return False
