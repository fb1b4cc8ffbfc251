"""What the names that list items and sections open with are, and what goes on about them: "Norwind: The start-up …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.layout.words import layout_words
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.text.syntax import base
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_SHORTEST = 4
"""Letters of the shortest noun that is looked for at the end of a compound."""
_OPENING = frozenset({"DET", "ADJ", "NUM", "ADV", "PUNCT", "VERB", "X"})
_REACH = 14
"""Tokens ahead of the noun that describes a label ("Das 2021 in Bremen von zwei Ingenieuren gegründete Start-up")."""


def described_label(passage: Passage) -> tuple[Token, Label] | None:
    """The noun by which the first sentence under a label describes what the label names, and the type that it tells.

    As in "The start-up for …", "Das 2021 gegründete Unternehmen …", "This platform …": the sentence's subject.
    """
    if not passage.place.is_first:
        return None
    for token in passage.tree[:_REACH]:
        if token.pos_ in ("NOUN", "PROPN", "X") and (label := _type_of(token, passage)):
            is_head = base(token) in ("nsubj", "root") or token.dep_ == "ROOT" or _opens(token, passage)
            return (token, label) if is_head and not passage.name_at(token) else None
        if token.pos_ == "AUX" or (token.pos_ == "VERB" and token.dep_ == "ROOT"):
            return None
    return None


def _opens(token: Token, passage: Passage) -> bool:
    """Whether nothing but an article and what modifies the noun stands ahead of it."""
    return passage.tree[0].pos_ in ("DET", "PRON") and all(
        t.pos_ in _OPENING or token.is_ancestor(t) for t in passage.tree[: token.i]
    )


def _type_of(token: Token, passage: Passage) -> Label | None:
    known = class_of(token, passage.lang)
    if known is Label.ORGANISATION or known is Label.PERSON:
        return known
    form, nouns = token.lower_, layout_words(passage.lang).descriptions
    last = form.rpartition("-")[2]
    if {form, last, token.lemma_.lower()} & nouns:
        return Label.ORGANISATION
    compound = any(len(noun) >= _SHORTEST and form.endswith(noun) for noun in nouns)
    return Label.ORGANISATION if compound and token.text[0].isupper() and passage.tree[0].pos_ == "DET" else None


def voices_of_labels(passages: Sequence[Passage]) -> Iterator[tuple[str, Label, str]]:
    """What the sentences behind labels say of them; where most are firms, so are those of which nothing is said.

    What a heading names behind its people is the firm of theirs ("Ada Byrne — Acme").
    """
    for theirs in dict.fromkeys(p.place.label for p in passages if p.place.is_theirs and p.place.label):
        yield theirs, Label.ORGANISATION, "firm's noun"
    labels: dict[int, Passage] = {p.place.labelled: p for p in passages if p.place.is_label}
    told: dict[int, Label] = {}
    for passage in passages:
        if passage.place.labelled in labels and (found := described_label(passage)):
            told[passage.place.labelled] = found[1]
    for item, label in told.items():
        yield labels[item].tree.text, label, "noun beside"
    firms = sum(label is Label.ORGANISATION for label in told.values())
    if 2 * firms >= len(labels):
        for item, passage in labels.items():
            if item not in told:
                yield passage.tree.text, Label.ORGANISATION, "listed"
