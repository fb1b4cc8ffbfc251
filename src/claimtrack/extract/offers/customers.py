"""Lists of customers: "its customers include A and B", "counts A among its clients", "zu den Kunden zählen A und B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import list_ending, listed_names
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.used import is_over, use_words
from claimtrack.extract.text.lexicon import sentence_words
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.syntax import base, children, clause, is_infinitive, marker, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_SURE = 0.8
_NEAR = 7
"""Tokens between the noun for customers and the word that lists them: "customers of the firm already include"."""


def draft_customers(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every customer that a passage names in a list, as one who uses its supplier."""
    words = use_words(passage.lang)
    if sentence_words(passage.tree).isdisjoint(words["customers"]):
        return
    for noun in passage.tree:
        if noun.lower_ in words["customers"] and noun.pos_ in ("NOUN", "PROPN"):
            users = _behind(noun, passage, discourse) or _counted(noun, passage, discourse)
            firms = [f for f in users if f.via == "name" and _is_firm(f, passage)]
            supplier = _supplier(noun, users, passage, discourse) if firms else None
            if supplier is None or not any(f.label for f in (supplier, *firms)):
                continue
            for user in firms:
                if user.text != supplier.text:
                    sure = round(_SURE * user.certainty * supplier.certainty, 3)
                    yield Draft(
                        "use", "customers", passage, noun, user, supplier, attribute="uses", sure=sure,
                        dated=not is_over(clause(noun), passage.lang),
                    )  # fmt: skip


def _is_firm(user: Filler, passage: Passage) -> bool:
    """Whether a customer is a firm by its type, or, where it has none, stands by itself: no "Grammy winner"."""
    name = passage.name_at(user.token)
    after = passage.tree[name.end] if name is not None and name.end < len(passage.tree) else None
    alone = after is None or after.pos_ not in ("NOUN", "PROPN")
    return user.label is Label.ORGANISATION or (user.label is None and alone)


def _behind(noun: Token, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The list behind "customers include", "customers such as", "Kunden sind", "zu den Kunden zählen"."""
    words = use_words(passage.lang)
    listing = words["include"] | words["like"]
    for token in passage.tree[noun.i + 1 : noun.i + 1 + _NEAR]:
        if token.lower_ in listing:
            other = is_infinitive(token) or (token.lower_ in words["like"] and _is_of_other(noun, token))
            return [] if other else listed_names(token.i + 1, passage, discourse)
        told = token.text in (".", ";", ":") or base(token) == "xcomp"  # "lets users download games, including X1"
        if told or (token.text == "," and _after(token) not in words["like"]):
            return []
    return []


def _is_of_other(noun: Token, token: Token) -> bool:
    """Whether examples are of what stands nearer than the customers: "customers from platforms such as"."""
    between = token.doc[noun.i + 1 : token.i]
    owned = any(t.text in POSSESSIVE for t in between[:1])
    of = use_words(token.lang_)["from"]
    apart = (t for t in between if t.pos_ == "NOUN" and "Plur" in t.morph.get("Number", []) and children(t, "case"))
    return owned or any(marker(t) not in of for t in apart)


def _after(token: Token) -> str:
    return token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""


def _counted(noun: Token, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The list ahead of "among its customers", "zu seinen Kunden", where a verb of counting stands before it."""
    words = use_words(passage.lang)
    among = next((t for t in reversed(passage.tree[max(0, noun.i - 4) : noun.i]) if t.lower_ in words["among"]), None)
    if among is None:
        return []
    verb = next((t for t in passage.tree[: among.i] if t.lower_ in words["counts"]), None)
    if verb is not None:
        inside = [f for f in listed_names(verb.i + 1, passage, discourse) if f.token.i < among.i]
        return inside or list_ending(among.i, passage, discourse)
    return []


def _supplier(noun: Token, users: list[Filler], passage: Passage, discourse: Discourse) -> Filler | None:
    """Whose customers they are: the possessor, the subject that counts them, or the firm that the text is about."""
    taken = {user.text for user in users}
    of = use_words(passage.lang)["from"]
    owners = [c for c in noun.children if c.dep_ in ("nmod:poss", "det:poss")]
    owners += [c for c in children(noun, "nmod") if marker(c) in of or not marker(c)]
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    agents = read_arguments(verb).agent if verb is not None else ()
    for owner in (*owners, *agents):
        found = discourse.resolve(owner, passage)
        if found is not None and found.text not in taken and (found.label is Label.ORGANISATION or found.via == "name"):
            return found if found.label is not Label.PERSON else None
    return None
