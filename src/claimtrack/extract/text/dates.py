"""Which times of a sentence can date what it tells.

Some only belong to a thing: the record that a figure sets ("the highest since 1932"), the month of a future ("oil for
May delivery").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.language import read_data
from claimtrack.model import Label, TimeSpan

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention

_RECORD = 5
"""Words before "since" in which "highest" or "first" makes a record of it."""
_AS_OF = 3
"""Words of the longest phrase before the day as of which something is counted."""
_CONTRACT = 2
"""Words before a month in which "Lieferung" makes it that of a contract."""


@cache
def time_words(lang: str, key: str) -> frozenset[str]:
    """A list of the table `time` of `certainty.toml`."""
    return frozenset(read_data(lang, "certainty")["time"][key])


def is_date(mention: Mention, passage: Passage) -> bool:
    """Whether a time is a date, and none that belongs to a thing and not to what is told of it."""
    tokens = passage.tokens_in(mention.span)
    if mention.label is not Label.DATE or not tokens or not isinstance(mention.norm, TimeSpan):
        return False
    first, last, tree = tokens[0].i, tokens[-1].i, passage.tree
    name = passage.name_at(tokens[0])
    if name is not None and name.start == first and name.end > last + 1:
        return False  # "1807 Capital"
    if is_now(mention, passage) and tree[max(0, first - 1)].text == "(":
        return False  # "Acme (now Norwind) bought"
    before, behind = tree[max(0, first - _RECORD) : first], tree[last + 1 : last + 2]
    if mention.norm.open == "start" and any(
        "Sup" in t.morph.get("Degree", []) or t.lower_ in time_words(passage.lang, "records") for t in before
    ):
        return False
    titled = [token.lower_ for token in tree[max(0, first - _CONTRACT) : first]]
    if titled and titled[0] in time_words(passage.lang, "laws") and titled[-1] in time_words(passage.lang, "of"):
        return False  # "the Trade Act of 1974"
    is_named = any(token.lower_ in time_words(passage.lang, "contracts") for token in behind)
    return not is_named and time_words(passage.lang, "contracted").isdisjoint(titled)


def is_as_of(start: int, passage: Passage) -> bool:
    """Whether a time that starts at a token is that as of which a figure is counted: "as of Dec. 31"."""
    before = [token.lower_ for token in passage.tree[max(0, start - _AS_OF) : start]]
    phrases = [phrase.split() for phrase in time_words(passage.lang, "counted")]
    return any(before[-len(phrase) :] == phrase for phrase in phrases)


def is_of_results(mention: Mention, passage: Passage) -> bool:
    """Whether a time only says which results a deed came with: "suspended its dividend with fourth-quarter results"."""
    last = passage.tokens_in(mention.span)[-1].i
    behind = passage.tree[last + 1 : last + 3]
    named = any(t.lower_ in time_words(passage.lang, "results") for t in behind[:1])
    return named and not any(t.pos_ == "NOUN" for t in behind[1:])  # "fourth-quarter profit margin"


def is_now(mention: Mention, passage: Passage) -> bool:
    """Whether a time is the day of writing, which any date goes before: "bought Beta, now called Acme, in 2022"."""
    tokens = passage.tokens_in(mention.span)
    return tokens[0].lower_ in time_words(passage.lang, "now")
