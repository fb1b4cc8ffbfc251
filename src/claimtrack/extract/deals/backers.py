"""What a possessive says that somebody has put money into: "ihre Investments in A und B", "its Acme investment"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import listed_names
from claimtrack.extract.text.lexicon import sentence_words
from claimtrack.language import read_data, word_sets
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_OWNED = 6
"""Tokens between a possessive and the noun for what somebody has put money into."""


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[backers]` in a language's `frames.toml`; what each is for stands there."""
    return word_sets(read_data(lang, "frames")["backers"])


def draft_backers(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every firm of a passage that a possessive says somebody has put money into; with a sum it is another rule's."""
    words = _words(passage.lang)
    if not sentence_words(passage.tree).isdisjoint(words["holdings"]):
        for token in passage.tree:
            if token.lower_ in words["holdings"]:
                yield from _holdings(token, passage, discourse, words)


def _holdings(noun: Token, passage: Passage, discourse: Discourse, words: dict[str, frozenset[str]]) -> Iterator[Draft]:
    tree = passage.tree
    ahead = tree[max(0, noun.i - _OWNED) : noun.i]
    mark = next((t for t in reversed(ahead) if "Yes" in t.morph.get("Poss", []) or t.text in ("'s", "’s")), None)
    after = tree[noun.i + 1] if noun.i + 1 < len(tree) else None
    if mark is None or mark.i == 0 or after is None:
        return
    if any(t.pos_ in ("VERB", "AUX", "ADP") or passage.quantity_at(t) for t in tree[mark.i + 1 : noun.i]):
        return
    beside = [n for n in passage.names if mark.i < n.start and n.end == noun.i]
    listed = listed_names(noun.i + 2, passage, discourse) if after.lower_ in words["into"] else []
    told = [discourse.resolve(tree[n.start], passage) for n in beside] or listed
    holder = discourse.resolve(mark if "Yes" in mark.morph.get("Poss", []) else tree[mark.i - 1], passage)
    if holder is None or holder.label not in (Label.ORGANISATION, Label.PERSON):
        return
    for company in told:
        firm = company is not None and (company.label is Label.ORGANISATION or (listed and company.label is None))
        if company is not None and firm and company.text != holder.text:
            sure = round(0.8 * holder.certainty * company.certainty, 3)
            yield Draft("investment", "backer", passage, noun, holder, company, sure=sure, aside=True)
