"""Who backs whom without a sum: "an early investor in Acme and Beta", "counts A as a backer"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before, listed_names
from claimtrack.extract.text.lexicon import sentence_words
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data, word_sets
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage

_CLAUSE = 12
"""Tokens between a verb and its particle, and between a list of backed firms and its verb."""


_OWNED = 6
"""Tokens between a possessive and the noun for what somebody has put money into."""
_NEAR = 7
"""Tokens between a noun for an investor and its verb or comma."""


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[backers]` in a language's `frames.toml`; what each is for stands there."""
    data = read_data(lang, "frames")["backers"]
    return word_sets(data)


def draft_backers(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every firm of a passage that somebody backs."""
    words = _words(passage.lang)
    said = sentence_words(passage.tree)
    if all(said.isdisjoint(words[key]) for key in ("backs", "holdings", "investor_nouns", "counts")):
        return
    for token in passage.tree:
        if token.lower_ in words["backs"]:
            yield from _backed(token, passage, discourse, words)
        elif token.lower_ in words["investor_nouns"] | words["holdings"]:
            told = list(_investor_of(token, passage, discourse, words))
            yield from told or _holdings(token, passage, discourse, words)
        elif token.lower_ in words["counts"]:
            yield from _counted(token, passage, discourse, words)


def _subject(verb: Token, passage: Passage, discourse: Discourse, company: Filler | None) -> Filler | None:
    found = [f for t in read_arguments(verb).agent for f in discourse.resolve_all(t, passage)]
    auxiliary = next((t for t in reversed(passage.tree[: verb.i]) if t.pos_ == "AUX"), None)
    nearest = (actor_before(token, passage, discourse) for token in (verb, auxiliary) if token is not None)
    found += [filler for filler in nearest if filler is not None]
    others = [f for f in found if company is None or f.text != company.text]
    return next((f for f in others if f.label in (Label.ORGANISATION, Label.PERSON)), None)


def _backed(verb: Token, passage: Passage, discourse: Discourse, words: dict[str, frozenset[str]]) -> Iterator[Draft]:
    """As in "A, ein Investor, der Firmen wie B und C unterstützt hat": only of those who are called investors."""
    tree = passage.tree
    named = next((t for t in reversed(tree[: verb.i]) if t.lower_ in words["investors"]), None)
    like = next((t for t in tree[max(0, verb.i - _CLAUSE) : verb.i] if t.lower_ in words["like"]), None)
    if named is None or like is None or named.i > like.i:
        return
    backed = listed_names(like.i + 1, passage, discourse)
    holder = _nearest_firm(named, passage, discourse, {f.text for f in backed})
    yield from _each(verb, holder, backed, passage)


def _holdings(noun: Token, passage: Passage, discourse: Discourse, words: dict[str, frozenset[str]]) -> Iterator[Draft]:
    """As in "ihre Investments in B und C", "its Acme investment": what a possessor has put money into."""
    tree = passage.tree
    ahead = tree[max(0, noun.i - _OWNED) : noun.i]
    mark = next((t for t in reversed(ahead) if "Yes" in t.morph.get("Poss", []) or t.text in ("'s", "’s")), None)
    after = tree[noun.i + 1] if noun.i + 1 < len(tree) else None
    if noun.lower_ not in words["holdings"] or mark is None or mark.i == 0 or after is None:
        return
    if any(t.pos_ in ("VERB", "AUX", "ADP") or passage.quantity_at(t) for t in tree[mark.i + 1 : noun.i]):
        return  # with a sum it is another rule's
    beside = [n for n in passage.names if mark.i < n.start and n.end == noun.i]
    listed = listed_names(noun.i + 2, passage, discourse) if after.lower_ in words["into"] else []
    told = [discourse.resolve(tree[n.start], passage) for n in beside] or listed
    holder = discourse.resolve(mark if "Yes" in mark.morph.get("Poss", []) else tree[mark.i - 1], passage)
    backed = [f for f in told if f is not None and (f.label is Label.ORGANISATION or (listed and f.label is None))]
    yield from (replace(draft, aside=True) for draft in _each(noun, holder, backed, passage))


def _investor_of(
    noun: Token, passage: Passage, discourse: Discourse, words: dict[str, frozenset[str]]
) -> Iterator[Draft]:
    """As in "A was an early investor in B and C", "A, a backer of B,", "A made its first investment in B"."""
    tree = passage.tree
    after = next((t for t in tree[noun.i + 1 : noun.i + 3] if not t.is_quote), None)
    if after is None or after.lower_ not in words["of_investor"]:
        return
    verb = next((t for t in reversed(tree[max(0, noun.i - _NEAR) : noun.i]) if t.pos_ in ("AUX", "VERB")), None)
    comma = next((t for t in reversed(tree[max(0, noun.i - _NEAR) : noun.i]) if t.text == ","), None)
    is_deed = noun.lower_ in words["deeds"]
    if verb is not None and {verb.lemma_.lower(), verb.lower_} & words["made" if is_deed else "copulas"]:
        holder = _subject(verb, passage, discourse, None)
    elif comma is not None and not is_deed and (verb is None or verb.i < comma.i):
        name = next((n for n in passage.names if n.end == comma.i), None)
        holder = discourse.resolve(tree[name.start], passage) if name else None
    else:
        return
    if any(passage.quantity_at(t) for t in tree[max(0, noun.i - _NEAR) : noun.i]):
        return  # with a sum it is another rule's
    backed = [f for f in listed_names(after.i + 1, passage, discourse) if f.label in (Label.ORGANISATION, None)]
    yield from _each(noun, holder, backed, passage)


def _counted(verb: Token, passage: Passage, discourse: Discourse, words: dict[str, frozenset[str]]) -> Iterator[Draft]:
    """As in "B counts A and C among its earlier backers", "B zählt A zu seinen Investoren"."""
    behind = passage.tree[verb.i + 1 :]
    closing = next((t for t in behind if t.lower_ in words["among"]), None)
    if closing is None or not any(
        t.lower_ in words["investor_nouns"] | words["investors"] for t in behind[closing.i - verb.i - 1 :][:_NEAR]
    ):
        return
    company = _subject(verb, passage, discourse, None)
    for backer in listed_names(verb.i + 1, passage, discourse):
        inside = verb.i < backer.token.i < closing.i
        if company is not None and inside and company.via in ("name", "noun") and company.token.i < verb.i:
            yield from _each(verb, backer, [company], passage)


def _nearest_firm(noun: Token, passage: Passage, discourse: Discourse, taken: set[str]) -> Filler | None:
    """The firm right behind a word for an investor, or the last one ahead of it."""
    names = [n for n in passage.names if discourse.cast.label(n.text) is Label.ORGANISATION]
    names = [n for n in names if discourse.cast.full(n.text) not in taken]
    beside = next((n for n in names if n.start == noun.i + 1), None) or next(
        (n for n in reversed(names) if n.end <= noun.i), None
    )
    return discourse.resolve(passage.tree[beside.start], passage) if beside else None


def _each(token: Token, holder: Filler | None, backed: list[Filler], passage: Passage) -> Iterator[Draft]:
    if holder is None or holder.label not in (Label.ORGANISATION, Label.PERSON):
        return
    for company in backed:
        if company.text != holder.text and company.label in (Label.ORGANISATION, None):
            sure = round(0.8 * holder.certainty * company.certainty, 3)
            yield Draft("investment", "backer", passage, token, holder, company, sure=sure)
